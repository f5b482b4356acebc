/*
 * Markdown made safe, and small XML documents.
 */
#include <string.h>

#include "base/testing.h"
#include "view/markdown.h"
#include "view/xmlout.h"

/* source, markup (CommonMark 0.30 with our changes), words alone */
static const struct {
    const char *source;
    const char *markup;
    const char *plain;
} texts[] = {
    {"",                                            "",                                                         ""                  },
    {"Chào *bạn* và **làng**",                 "<p>Chào <em>bạn</em> và <strong>làng</strong></p>\n",
     "Chào bạn và làng"                                                                                                        },
    {"# Một\n\n###### Sáu",                      "<h2>Một</h2>\n<h3>Sáu</h3>\n",                          "Một Sáu"        },
    {"### A\n### B\n##### C\n# D\n## E",
     "<h2>A</h2>\n<h2>B</h2>\n<h3>C</h3>\n<h2>D</h2>\n<h3>E</h3>\n",                                            "A B C D E"         },
    {"# A\n## B\n### C\n#### D\n##### E\n###### F",
     "<h2>A</h2>\n<h3>B</h3>\n<h4>C</h4>\n<h5>D</h5>\n<h6>E</h6>\n<h6>F</h6>\n",                                "A B C D E F"       },
    {"a\nb",                                        "<p>a\nb</p>\n",                                            "a b"               },
    {"- a\n- b",                                    "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n",                    "a b"               },
    {"`a < b`",                                     "<p><code>a &lt; b</code></p>\n",                           "a < b"             },
    {"1 < 2 & \"3\"",                               "<p>1 &lt; 2 &amp; &quot;3&quot;</p>\n",                    "1 < 2 & \"3\""     },
    {"<script>x</script>",                          "",                                                         ""                  },
    {"a <b onclick=x>b</b>",                        "<p>a b</p>\n",                                             "a b"               },
    {"[a](/tin)",                                   "<p><a href=\"/tin\">a</a></p>\n",                          "a"                 },
    {"[a *b*](https://example.org/?a&b)",
     "<p><a rel=\"nofollow noopener\" href=\"https://example.org/?a&amp;b\">a <em>b</em></a></p>\n",            "a b"               },
    {"<http://example.org>",
     "<p><a rel=\"nofollow noopener\" href=\"http://example.org\">http://example.org</a></p>\n",                "http://example.org"},
    {"[a](javascript:alert%281%29)",                "<p>a</p>\n",                                               "a"                 },
    {"[a](JAVASCRIPT:x)",                           "<p>a</p>\n",                                               "a"                 },
    {"[a](//evil.org)",                             "<p>a</p>\n",                                               "a"                 },
    {"![a](data:image/png;base64,x)",               "<p>a</p>\n",                                               "a"                 },
    {"![a](/a.png)",                                "<p><img src=\"/a.png\" alt=\"a\" /></p>\n",                "a"                 },
    {"[![a](data:x)](javascript:x)",                "<p>a</p>\n",                                               "a"                 },
};

static void markdown_is_made_safe(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct html html;
        struct str plain;
        assert_no_fault(markdown_html(arena, str_from_c(texts[i].source), &html));
        assert_str(html.markup, str_from_c(texts[i].markup));
        assert_no_fault(markdown_plain(arena, str_from_c(texts[i].source), &plain));
        assert_str(plain, str_from_c(texts[i].plain));
    }
    arena_free(arena);
}

static const char *key_of(struct arena *arena, const char *text, size_t count)
{
    struct buf source = buf_init(arena, SIZE_MAX);
    struct html html;
    const struct fault *fault;
    for (size_t i = 0; i < count; i++)
        buf_add(&source, str_from_c(text));
    fault = markdown_html(arena, buf_str(&source), &html);
    return fault ? fault->key : "none";
}

static void markdown_has_limits(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_string_equal(key_of(arena, "a", MARKDOWN_MAX), "none");
    assert_string_equal(key_of(arena, "a", MARKDOWN_MAX + 1), "markdown.too_large");
    assert_string_equal(key_of(arena, ">", MARKDOWN_MAX_NESTING), "none");
    assert_string_equal(key_of(arena, ">", MARKDOWN_MAX_NESTING + 1), "markdown.too_deep");
    assert_string_equal(key_of(arena, "[", MARKDOWN_MAX_BRACKETS), "none");
    assert_string_equal(key_of(arena, "[", MARKDOWN_MAX_BRACKETS + 1), "markdown.too_deep");
    arena_free(arena);
}

static void xml_is_escaped_and_keeps_only_its_characters(void **state)
{
    struct arena *arena = arena_new();
    struct buf out = buf_init(arena, 1000);
    struct xmlout feed = xmlout_begin(&out);
    (void)state;
    xmlout_open(&feed, "feed");
    xmlout_attribute(&feed, "xmlns", STR("a\"<&\n'b"));
    xmlout_element(&feed, "title",
                   STR("Đình <&> ]]> \x01\x08\t\r\n\xEF\xBF\xBE\xEF\xBF\xBF\xF0\x9F\x8F\xA0"));
    xmlout_open(&feed, "link");
    xmlout_attribute(&feed, "href", STR("/"));
    xmlout_close(&feed);
    xmlout_text(&feed, STR("x"));
    xmlout_close(&feed);
    xmlout_finish(&feed);
    assert_str(buf_str(&out),
               STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<feed xmlns=\"a&quot;&lt;&amp;&#10;'b\"><title>Đình &lt;&amp;&gt; ]]&gt; "
                   "\t&#13;\n\xF0\x9F\x8F\xA0</title><link href=\"/\"/>x</feed>\n"));
    arena_free(arena);
}

static size_t two_sizes(void *context, struct url url, const struct markdown_size **ret_sizes)
{
    static const struct markdown_size sizes[] = {
        {URL_INIT("/tep/a/x.webp"), 480, 320},
        {URL_INIT("/tep/b/x.webp"), 960, 640}
    };
    (void)context;
    *ret_sizes = sizes;
    return str_equal(url.text, STR("/tep/b/x.webp")) ? 2 : 0;
}

static void a_picture_comes_in_the_widths_there_are(void **state)
{
    static const struct markdown_hooks hooks = {.sizes = two_sizes};
    struct arena *arena = arena_new();
    struct html html;
    (void)state;
    assert_no_fault(markdown_html_with(
        arena, STR("![Họp *thôn* \"x\" [a](/b) <b>](/tep/b/x.webp) ![y](/z.png)"), &hooks, &html));
    assert_true(str_find(html.markup,
                         STR("src=\"/tep/b/x.webp\" srcset=\"/tep/a/x.webp 480w, /tep/b/x.webp "
                             "960w\""),
                         0) > 0);
    assert_true(str_find(html.markup, STR("width=\"960\" height=\"640\""), 0) > 0);
    assert_true(str_find(html.markup, STR("alt=\"Họp thôn &quot;x&quot; a \">"), 0) > 0);
    assert_true(str_find(html.markup, STR("<img src=\"/z.png\" alt=\"y\" />"), 0) > 0);
    arena_free(arena);
}

/* Alone in its paragraph; among words a title stays what CommonMark makes of it. */
static void a_picture_that_stands_alone_has_its_caption(void **state)
{
    static const struct markdown_hooks hooks = {.sizes = two_sizes};
    /* columns: source, what is there, what is not */
    static const struct {
        struct str source;
        struct str has;
        struct str lacks;
    } rows[] = {
        {STR_INIT("a\n\n![họp](/tep/b/x.webp \"Ảnh: <b> & \\\"An\\\"\")\n\nb"),
         STR_INIT("640\" alt=\"họp\"></p>\n<figcaption>Ảnh: &lt;b&gt; &amp; "
                  "&quot;An&quot;</figcaption></figure>"),
         STR_INIT("title=")                                                                                                                  },
        {STR_INIT("> ![y](/z.png \"Ở thôn\")"),
         STR_INIT("<figcaption>Ở thôn</figcaption></figure>\n</blockquote>"),                                          STR_INIT("<script")},
        {STR_INIT("chữ ![y](/z.png \"Ở thôn\")"),                                   STR_INIT("title=\"Ở thôn\""), STR_INIT("figure") },
        {STR_INIT("![y](/z.png \"Một\")\n![x](/x.png)\n![v](/v.png \"Ba\")\n\nchữ"),
         STR_INIT("<figcaption>Một</figcaption></figure>\n<p><img src=\"/x.png\" alt=\"x\" "
                  "/></p>\n<figure class=\"figure\">\n<p><img src=\"/v.png\" alt=\"v\" "
                  "title=\"Ba\" /></p>\n<figcaption>Ba</figcaption></figure>\n<p>chữ</p>"),
         STR_INIT("<p></p>")                                                                                                                 },
        {STR_INIT("![y](/z.png)"),                                                       STR_INIT("alt=\"y\""),           STR_INIT("figure") },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct html html;
        assert_no_fault(markdown_html_with(arena, rows[i].source, &hooks, &html));
        if (str_find(html.markup, rows[i].has, 0) < 0)
            print_error(PRISTR "\n", STRARG(html.markup));
        assert_true(str_find(html.markup, rows[i].has, 0) >= 0);
        assert_true(str_find(html.markup, rows[i].lacks, 0) < 0);
    }
    arena_free(arena);
}

/* U+202E turns what follows, nobody sees U+200B and U+00AD; a family is held together by
 * U+200D. Written by name they are no more than written as they are. */
static void no_word_is_disguised_by_the_name_of_a_sign(void **state)
{
    static const struct {
        struct str source;
        struct str markup;
        struct str plain;
    } rows[] = {
        {STR_INIT("Thu &#8238;000.01&#x202C; đồng"),  STR_INIT("<p>Thu 000.01 đồng</p>\n"),
         STR_INIT("Thu 000.01 đồng")                                                                                              },
        {STR_INIT("cán&#8203; b&shy;ộ &lrm;`&rlm;`"),
         STR_INIT("<p>cán bộ <code>&amp;rlm;</code></p>\n"),                                           STR_INIT("cán bộ &rlm;")},
        {STR_INIT("\U0001F468&zwj;\U0001F469"),          STR_INIT("<p>\U0001F468\u200D\U0001F469</p>\n"),
         STR_INIT("\U0001F468\u200D\U0001F469")                                                                                      },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct html html;
        struct str plain;
        assert_no_fault(markdown_html(arena, rows[i].source, &html));
        assert_str(html.markup, rows[i].markup);
        assert_no_fault(markdown_plain(arena, rows[i].source, &plain));
        assert_str(plain, rows[i].plain);
    }
    arena_free(arena);
}

/* Every "NN" in the words leads to /n. */
static size_t twice_n(void *context, struct str words, const struct markdown_mention **ret_mentions)
{
    static struct markdown_mention found[8];
    size_t count = 0;
    (void)context;
    for (ptrdiff_t at = str_find(words, STR("NN"), 0); at >= 0 && count < 8;
         at = str_find(words, STR("NN"), (size_t)at + 2))
        found[count++] =
            (struct markdown_mention){(size_t)at, (size_t)at + 2, (struct url)URL_INIT("/n")};
    *ret_mentions = found;
    return count;
}

/* columns: source, markup */
static const struct {
    struct str source;
    struct str markup;
} mentions[] = {
    {STR_INIT("a NN, NN."),                  STR_INIT("<p>a <a href=\"/n\">NN</a>, <a href=\"/n\">NN</a>.</p>\n")},
    {STR_INIT("NN"),                         STR_INIT("<p><a href=\"/n\">NN</a></p>\n")                          },
    {STR_INIT("**NN** <b>&amp;NN"),
     STR_INIT("<p><strong><a href=\"/n\">NN</a></strong> &amp;<a href=\"/n\">NN</a></p>\n")                      },
    {STR_INIT("[NN](/x) `NN`"),              STR_INIT("<p><a href=\"/x\">NN</a> <code>NN</code></p>\n")          },
    {STR_INIT("[*NN*](https://x.example/)"),
     STR_INIT("<p><a rel=\"nofollow noopener\" href=\"https://x.example/\"><em>NN</em></a></p>\n")               },
    {STR_INIT("    NN\n"),                   STR_INIT("<pre><code>NN\n</code></pre>\n")                          },
    {STR_INIT("![NN](/z.png)"),              STR_INIT("<p><img src=\"/z.png\" alt=\"NN\" /></p>\n")              },
};

static void what_is_mentioned_is_a_link_but_in_links_pictures_and_code(void **state)
{
    static const struct markdown_hooks hooks = {.mentions = twice_n};
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(mentions); i++) {
        struct html html;
        assert_no_fault(markdown_html_with(arena, mentions[i].source, &hooks, &html));
        assert_str(html.markup, mentions[i].markup);
    }
    arena_free(arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_comes_in_the_widths_there_are),
        cmocka_unit_test(a_picture_that_stands_alone_has_its_caption),
        cmocka_unit_test(what_is_mentioned_is_a_link_but_in_links_pictures_and_code),
        cmocka_unit_test(markdown_is_made_safe),
        cmocka_unit_test(no_word_is_disguised_by_the_name_of_a_sign),
        cmocka_unit_test(markdown_has_limits),
        cmocka_unit_test(xml_is_escaped_and_keeps_only_its_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
