/*
 * HTML → Markdown. One table says what becomes what; one property holds for all:
 * the text a reader of CommonMark shows is the text the HTML showed.
 */
#include "modules/publications/html_markdown.h"

#include "base/testing.h"
#include "modules/publications/markdown_writer.h"

#include <stdlib.h>
#include <string.h>

/* The reference reader. Its header belongs to the one file that renders pages. */
char *cmark_markdown_to_html(const char *text, size_t length, int options);

static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static struct markdown convert(struct str html, bool newlines_are_breaks)
{
    struct markdown markdown = {0};

    assert_no_fault(html_markdown(arena, html, STR(""), newlines_are_breaks, &markdown));
    return markdown;
}

static struct str plain(struct str html)
{
    struct str text = STR("");

    assert_no_fault(html_plain(arena, html, &text));
    return text;
}

/* What a reader of CommonMark shows. */
static struct str rendered(struct str markdown)
{
    char *html = cmark_markdown_to_html(markdown.ptr ? markdown.ptr : "", markdown.len, 0);
    const struct str copy = arena_copy(arena, str_from_c(html));

    free(html);
    return copy;
}

/* HTML, Markdown */
static const struct {
    const char *html;
    const char *markdown;
} rows[] = {
    {"",                                                                                        ""                                      },
    {"  \n ",                                                                                   ""                                      },
    {"chữ",                                                                                   "chữ\n"                               },
    {"<p>một</p><p>hai</p>",                                                                  "một\n\nhai\n"                        },
    {"<div>một<p>hai</p>ba</div>",                                                            "một\n\nhai\n\nba\n"                  },
    {"<p>một<br>hai<br/><br/>ba<br></p>",                                                     "một\\\nhai\n\nba\n"                  },
    {"<p>&nbsp;một&nbsp;&nbsp;\n hai&#8203;&shy; </p><p>&nbsp;</p>",                          "một hai\n"                           },
    {"<h1>A</h1><h2>B</h2><h3>C</h3><h6>D #</h6>",                                              "# A\n\n# B\n\n## C\n\n##### D \\#\n"   },
    {"<h2><span>A</span><br><br>B</h2>",                                                        "# A B\n"                               },
    {"<p>a <b>b</b> <i>c</i> <strong><em>d</em></strong></p>",                                  "a **b** *c* ***d***\n"                 },
    {"<p><b>Bước 1: </b>nộp</p>",                                                          "**Bước 1:** nộp\n"                },
    {"<p><b>Bước 1:</b>nộp</p>",                                                           "**Bước 1**:nộp\n"                 },
    {"<p>x<b>(y)</b>z</p>",                                                                     "x(**y**)z\n"                           },
    {"<p>x<b>…</b>z</p>",                                                                     "x…z\n"                               },
    {"<p><b>a</b><i>b</i></p>",                                                                 "**a**b\n"                              },
    {"<b>a<br><br>b</b>",                                                                       "**a**\n\n**b**\n"                      },
    {"<p><code>a*b</code> <code>a`b</code> <kbd>`</kbd></p>",                                   "`a*b` ``a`b`` `` ` ``\n"               },
    {"<pre>a  b\n\n  ```\n</pre>",                                                              "````\na  b\n\n  ```\n````\n"           },
    {"<p><a href=\"https://a.vn/x\">x</a></p>",                                                 "[x](https://a.vn/x)\n"                 },
    {"<p><a href=\" /tin?a=1&amp;b=2 (3)\"> x </a>y</p>",                                       "[x](/tin?a=1\\&b=2%20%283%29) y\n"     },
    {"<p><a href=\"mailto:a@b.vn\"><b>x</b></a></p>",                                           "[**x**](mailto:a@b.vn)\n"              },
    {"<p><a href=\"https://a.vn\"><img src=\"/a.jpg\"></a></p>",                                ""                                      },
    {"<p>!<a href=\"/a\">x</a></p>",                                                            "\\![x](/a)\n"                          },
    {"<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>",                                        "- a\n- b\n  - c\n"                     },
    {"<ol start=\"3\"><li>a<p>b</p></li><li>c</li></ol>",                                       "3. a\n\n   b\n4. c\n"                  },
    {"<ul><li>a</li></ul><ul><li>b</li></ul>",                                                  "- a\n\n* b\n"                          },
    {"<ul><li></li><li><p>a</p></li></ul>",                                                     "- a\n"                                 },
    {"<li>a</li><li>b</li>",                                                                    "a\n\nb\n"                              },
    {"<blockquote>a<p>b</p><ul><li>c</li></ul></blockquote>d",                                  "> a\n>\n> b\n>\n> - c\n\nd\n"          },
    {"<p>a</p><hr><p>b</p>",                                                                    "a\n\n***\n\nb\n"                       },
    {"<table><tr><th>A</th><th>B</th></tr><tr><td><p>1</p><p>2</p></td><td></td></tr></table>",
     "A | B\n\n1 2 |\n"                                                                                                                 },
    {"<table><tr><td><p>một</p><p>hai</p></td></tr></table>",                                 "một\n\nhai\n"                        },
    {"<iframe src=\"//v.vn/1_2\"></iframe>",                                                    "[https://v.vn/1_2](https://v.vn/1_2)\n"},
    {"<video><source src=\"/a.mp4\">không có</video>",                                        "[/a.mp4](/a.mp4)\n"                    },
    {"<p>https://a.vn/b</p>",                                                                   "[https://a.vn/b](https://a.vn/b)\n"    },
    {"<script>x</script><style>y</style><form><input value=\"z\"><p>a</p></form>",              "a\n"                                   },
    {"<p>a<span style=\"display: none\">quảng cáo</span></p>",                               "a\n"                                   },
    {"<p class=\"MsoNormal\"><span lang=\"VI\">a<o:p></o:p></span></p>",                        "a\n"                                   },
    {"<p>1. a</p><p>- b</p><p>+ c</p><p># d</p><p>&gt; e</p><p>=== </p><p>---</p><p>~~~</p>",
     "1\\. a\n\n\\- b\n\n\\+ c\n\n\\# d\n\n\\> e\n\n\\===\n\n\\---\n\n\\~~~\n"                                                          },
    {"<p>*a* _b_ c_d [e](f) `g` &lt;h&gt; 1 &lt; 2 &amp;amp; A&amp;B \\</p>",
     "\\*a\\* \\_b\\_ c_d \\[e\\](f) \\`g\\` \\<h> 1 < 2 \\&amp; A\\&B \\\\\n"                                                          },
};

static void every_row_becomes_its_markdown(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_str(convert(str_from_c(rows[i].html), false).text, str_from_c(rows[i].markdown));
}

static void text_of_every_row_is_conserved(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct str html = str_from_c(rows[i].html);
        assert_str(plain(rendered(convert(html, false).text)), plain(html));
    }
}

/* A number from a fixed sequence (Numerical Recipes' constants): the same inputs
 * in every run. */
static uint32_t next_number(uint32_t *state)
{
    *state = *state * 1664525U + 1013904223U;
    return *state >> 16;
}

/* What a jumble is made of: markup, and signs that mean something in Markdown. */
static const char *const pieces[] = {
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<p>",
    "</p>",
    "<br>",
    "<code>",
    "</code>",
    "<ul>",
    "<li>",
    "</ul>",
    "</li>",
    "<ol>",
    "</ol>",
    "<h2>",
    "</h2>",
    "<blockquote>",
    "</a>",
    "*",
    "**",
    "_",
    "`",
    "``",
    "[",
    "]",
    "(x)",
    "!",
    "# ",
    "- ",
    "+ ",
    "1. ",
    "1) ",
    "&lt;b&gt;",
    "&amp;lt;",
    "\\",
    "~~~",
    "===",
    "---",
    " ",
    "\n",
    "&nbsp;",
    "Đơn",
    "thư",
    "a",
    "“",
    "”",
    "…",
    ":",
    "đ",
    "2022",
    "<a href=\"/x\">",
    "&amp;",
    "<hr>",
    "</blockquote>",
    "<div>",
    "</div>",
    "|",
    ".",
    "<pre>",
    "</pre>",
};

static void text_of_any_jumble_is_conserved(void **state)
{
    uint32_t number = 28;

    (void)state;
    for (int round = 0; round < 4000; round++) {
        struct buf html = buf_init(arena, 4096);
        const uint32_t count = 1 + next_number(&number) % 24;
        for (uint32_t i = 0; i < count; i++)
            buf_add(&html, str_from_c(pieces[next_number(&number) % COUNT(pieces)]));
        const struct str markdown = convert(buf_str(&html), false).text;
        const struct str got = plain(rendered(markdown));
        const struct str expected = plain(buf_str(&html));
        if (!str_equal(got, expected))
            print_error("html " PRISTR "\nmarkdown " PRISTR "\n", STRARG(buf_str(&html)),
                        STRARG(markdown));
        assert_str(got, expected);
        arena_reset(arena);
    }
}

static void line_feeds_of_old_wordpress_texts_are_breaks(void **state)
{
    (void)state;
    assert_str(convert(STR("một\nhai\n\n\nba <b>bốn\nnăm</b>\n<ul>\n<li>sáu\nbảy</li>\n</ul>\n"
                           "tám<br />\nchín"),
                       true)
                   .text,
               STR("một\\\nhai\n\nba **bốn\\\nnăm**\n\n- sáu bảy\n\ntám\\\nchín\n"));
}

static void pictures_leave_the_text_with_their_captions(void **state)
{
    const struct markdown markdown = convert(
        STR("<p>a<img src=\"/1.jpg\" alt=\"một\"></p>"
            "<figure><img data-src=\"https://a.vn/2.jpg\" src=\"data:x\"><figcaption><p>Ảnh "
            "<b>hai</b></p></figcaption></figure>"
            "<img src=\"javascript:x\"><img src=\"/1.jpg\"><img src=\"/dot.gif\" width=\"1\">"
            "<img class=\"wp-smiley\" src=\"/s.png\" alt=\"🙂\">"
            "<figure><table><tr><td>b</td></tr></table><figcaption>Bảng</figcaption></figure>"),
        false);

    (void)state;
    assert_int_equal(markdown.pictures.count, 2);
    assert_str(markdown.pictures.items[0].url, STR("/1.jpg"));
    assert_str(markdown.pictures.items[0].alt, STR("một"));
    assert_str(markdown.pictures.items[0].caption, STR(""));
    assert_str(markdown.pictures.items[1].url, STR("https://a.vn/2.jpg"));
    assert_str(markdown.pictures.items[1].caption, STR("Ảnh hai"));
    assert_str(markdown.text, STR("a\n\n🙂\n\nb\n\nBảng\n"));
}

static void links_lead_only_where_they_may(void **state)
{
    /* address, as it may stand in a link */
    static const struct {
        const char *url;
        const char *allowed;
    } cases[] = {
        {"https://a.vn/b?c#d",  "https://a.vn/b?c#d"},
        {"HTTP://a.vn",         "HTTP://a.vn"       },
        {"mailto:a@b.vn",       "mailto:a@b.vn"     },
        {"/tin",                "/tin"              },
        {"//a.vn",              "//a.vn"            },
        {"#muc",                "#muc"              },
        {"tin/1:2",             "tin/1:2"           },
        {"?a=b:c",              "?a=b:c"            },
        {"javascript:alert(1)", ""                  },
        {"JaVaScRiPt:x",        ""                  },
        {" java\nscript\t:x",   ""                  },
        {"\x01javascript:x",    ""                  },
        {"vbscript:x",          ""                  },
        {"data:text/html,x",    ""                  },
        {"file:///etc/passwd",  ""                  },
        {"",                    ""                  },
        {"a<b> `\\",            "a%3Cb%3E%20%60%5C" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_str(markdown_url(arena, str_from_c(cases[i].url)), str_from_c(cases[i].allowed));
    assert_int_equal(convert(STR("<a href=\"javascript:x\">a</a><a>b</a>"), false).dropped_links,
                     1);
}

static void plain_text_is_on_one_line(void **state)
{
    (void)state;
    assert_str(plain(STR("<p>a<br>b</p><p>c &amp; d</p><ul><li>e</li></ul>")), STR("a b c & d e"));
    assert_str(plain(STR("")), STR(""));
}

static void text_beyond_the_limit_is_refused(void **state)
{
    const size_t size = MARKDOWN_LIMIT + 10;
    char *bytes = arena_alloc_raw(arena, size);
    struct markdown markdown;
    const struct fault *fault;

    (void)state;
    memset(bytes, 'a', size);
    fault = html_markdown(arena, (struct str){bytes, size}, STR(""), false, &markdown);
    assert_non_null(fault);
    assert_string_equal(fault->key, "import.fault.too_large");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_row_becomes_its_markdown, setup, teardown),
        cmocka_unit_test_setup_teardown(text_of_every_row_is_conserved, setup, teardown),
        cmocka_unit_test_setup_teardown(text_of_any_jumble_is_conserved, setup, teardown),
        cmocka_unit_test_setup_teardown(line_feeds_of_old_wordpress_texts_are_breaks, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(pictures_leave_the_text_with_their_captions, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(links_lead_only_where_they_may, setup, teardown),
        cmocka_unit_test_setup_teardown(plain_text_is_on_one_line, setup, teardown),
        cmocka_unit_test_setup_teardown(text_beyond_the_limit_is_refused, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
