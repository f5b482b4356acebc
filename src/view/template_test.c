/*
 * The template language, a row a rule: what it writes, and what it refuses.
 */
#include <string.h>

#include "view/template_fixture.h"

struct example {
    const char *rule;
    const char *text;
    const char *expected;
};

static const struct example examples[] = {
  /* variables */
    {"text is as it is",                            "Chào bạn\n",                                                          "Chào bạn\n"                                   },
    {"a variable is escaped",                       "{{title}}",                                                              "&lt;&quot;Đình&quot; &amp; &#39;làng&#39;&gt;"},
    {"white space in a tag is of no account",       "{{ one }}|{{\tone\n}}",                                                  "1|1"                                             },
    {"white space around a variable stays",         " {{one}} \n",                                                            " 1 \n"                                           },
    {"a variable alone on its line keeps the line", "{{one}}\n{{one}}\n",                                                     "1\n1\n"                                          },
    {"empty text writes nothing",                   "a{{empty}}b",                                                            "ab"                                              },
    {"markup is written as it is",                  "{{body}}",                                                               "<b>đậm</b>"                                   },
    {"three braces write markup",                   "{{{body}}}",                                                             "<b>đậm</b>"                                   },
    {"an ampersand writes markup",                  "{{& body }}",                                                            "<b>đậm</b>"                                   },
    {"an address is escaped",                       "{{link}}",                                                               "/tin?a=1&amp;b=2"                                },
    {"numbers are grouped",                         "{{count}} {{big}} {{one}}",                                              "3.418 -1.234.567 1"                              },
    {"plain numbers are not",                       "{{count.plain}} {{big.plain}} {{id}}",                                   "3418 -1234567 20261124"                          },
    {"dates",                                       "{{day}} {{day.iso}}",                                                    "06/03/2022 2022-03-06"                           },
    {"long dates",                                  "{{day.long}}; {{at.long}}",
     "ngày 06 tháng 3 năm 2022; ngày 06 tháng 3 năm 2022"                                                                                                                 },
    {"no date writes nothing",                      "[{{no_day}}{{no_day.iso}}{{no_day.long}}]",                              "[]"                                              },
    {"moments",                                     "{{at}} {{at.iso}}",                                                      "07:30 06/03/2022 2022-03-06T00:30:00Z"           },
    {"single braces are text",                      "{one} } {",                                                              "{one} } {"                                       },
 /* dotted names */
    {"a member of a record",                        "{{author.name}} {{author.home}}",                                        "Nam /nam"                                        },
    {"a member of a pointer",                       "{{editor.name}}",                                                        "Lan"                                             },
    {"a member of NULL writes nothing",             "[{{nobody.name}}]",                                                      "[]"                                              },
    {"a form inside a section",                     "{{#author}}{{day.iso}}{{/author}}",                                      "2022-03-06"                                      },
 /* comments */
    {"a comment is gone",                           "a{{! no {{}}b",                                                          "ab"                                              },
    {"a comment over lines",                        "a{{! one\ntwo }}b\n",                                                    "ab\n"                                            },
    {"a comment alone takes its line",              "a\n  {{! x }}  \nb\n",                                                   "a\nb\n"                                          },
    {"a comment over lines alone takes them",       "a\n{{! x\ny }}\r\nb\n",                                                  "a\nb\n"                                          },
    {"a comment beside text keeps the line",        "a {{! x }}\nb",                                                          "a \nb"                                           },
 /* sections */
    {"true is shown",                               "{{#yes}}x{{/yes}}",                                                      "x"                                               },
    {"false is not",                                "[{{#no}}x{{/no}}]",                                                      "[]"                                              },
    {"text that is not empty is shown",             "{{#title}}x{{/title}}{{#empty}}y{{/empty}}",                             "x"                                               },
    {"a number that is not 0 is shown",             "{{#count}}x{{/count}}{{#id}}y{{/id}}",                                   "xy"                                              },
    {"a date that is set is shown",                 "{{#day}}x{{/day}}{{#no_day}}y{{/no_day}}{{#at}}z{{/at}}",
     "xz"                                                                                                                                                                       },
    {"markup and addresses are shown",              "{{#body}}x{{/body}}{{#link}}y{{/link}}",                                 "xy"                                              },
    {"a scalar is the dot of its section",          "{{#author}}{{#name}}{{.}}{{/name}}{{/author}}",                          "Nam"                                             },
    {"a list repeats",                              "{{#rows}}{{title}}:{{votes}};{{/rows}}",                                 "Một:1;Hai:1.200;"                              },
    {"an empty list shows nothing",                 "[{{#nothing}}x{{/nothing}}]",                                            "[]"                                              },
    {"a list of texts",                             "{{#words}}{{.}},{{/words}}",                                             "a,b&lt;,"                                        },
    {"lists in lists",                              "{{#rows}}{{title}}({{#tags}}{{.}}{{/tags}}){{/rows}}",                   "Một(ab&lt;)Hai()"                              },
    {"names are sought outwards",                   "{{#rows}}{{one}}{{#tags}}{{votes}}{{/tags}}{{/rows}}",                   "1111"                                            },
    {"the innermost name wins",                     "{{#editor}}{{name}}{{/editor}}{{#rows}}{{title}}{{/rows}}",
     "LanMộtHai"                                                                                                                                                              },
    {"a record is entered",                         "{{#author}}{{name}}{{/author}}",                                         "Nam"                                             },
    {"a pointer is entered",                        "{{#editor}}{{name}}{{#phones}}{{.}}{{/phones}}{{/editor}}",
     "Lanab&lt;"                                                                                                                                                                },
    {"NULL is not",                                 "[{{#nobody}}{{name}}{{/nobody}}]",                                       "[]"                                              },
    {"a dotted section",                            "{{#editor.phones}}{{.}}{{/editor.phones}}",                              "ab&lt;"                                          },
    {"a dotted section through NULL",               "[{{#nobody.phones}}x{{/nobody.phones}}]",                                "[]"                                              },
    {"a dotted condition through NULL",             "[{{#nobody.name}}x{{/nobody.name}}]",                                    "[]"                                              },
    {"the same section twice",                      "{{#yes}}a{{/yes}}{{#yes}}b{{/yes}}",                                     "ab"                                              },
    {"a section in itself",                         "{{#yes}}{{#yes}}a{{/yes}}{{/yes}}",                                      "a"                                               },
    {"first and last",                              "{{#words}}{{^@first}}, {{/@first}}{{.}}{{#@last}}.{{/@last}}{{/words}}",
     "a, b&lt;."                                                                                                                                                                },
    {"the number of an item",                       "{{#rows}}{{@index}}{{#tags}}{{@index}}{{/tags}}{{/rows}}",               "1122"                                            },
 /* inverted sections */
    {"inverted false is shown",                     "{{^no}}x{{/no}}{{^yes}}y{{/yes}}",                                       "x"                                               },
    {"inverted empty is shown",
     "{{^empty}}a{{/empty}}{{^nothing}}b{{/nothing}}{{^nobody}}c{{/nobody}}",                                                 "abc"                                             },
    {"inverted full is not",                        "[{{^title}}a{{/title}}{{^rows}}b{{/rows}}{{^editor}}c{{/editor}}]",
     "[]"                                                                                                                                                                       },
    {"inverted through NULL is shown",              "{{^nobody.name}}x{{/nobody.name}}",                                      "x"                                               },
    {"inverted record is not",                      "[{{^author}}x{{/author}}]",                                              "[]"                                              },
 /* standalone lines */
    {"section tags take their lines",               "a\n{{#yes}}\nb\n{{/yes}}\nc\n",                                          "a\nb\nc\n"                                       },
    {"indented section tags take their lines",      "a\n  {{#yes}}  \nb\n\t{{/yes}}\nc",                                      "a\nb\nc"                                         },
    {"inverted tags take their lines",              "a\n{{^no}}\nb\n{{/no}}\nc",                                              "a\nb\nc"                                         },
    {"at the first line",                           "{{#yes}}\na{{/yes}}",                                                    "a"                                               },
    {"at the last line without its end",            "{{#yes}}\na\n{{/yes}}",                                                  "a\n"                                             },
    {"CRLF goes with the tag",                      "a\r\n{{#yes}}\r\nb\r\n{{/yes}}\r\n",                                     "a\r\nb\r\n"                                      },
    {"two tags on a line are not alone",            "{{#yes}} {{/yes}}\n",                                                    " \n"                                             },
    {"inside a line white space stays",             " {{#yes}} a {{/yes}} \n",                                                "  a  \n"                                         },
    {"blank lines stay",                            "{{#yes}}\n\na\n\n{{/yes}}\n",                                            "\na\n\n"                                         },
 /* partials */
    {"a partial is written in place",               "a {{> ui/title }}",
     "a (&lt;&quot;Đình&quot; &amp; &#39;làng&#39;&gt;)"                                                                                                                     },
    {"a partial sees the caller's scope",           "{{#editor}}{{> ui/name}}{{/editor}}",                                    "[Lan]"                                           },
    {"a partial alone takes its line and indents",  "a\n  {{> ui/lines}}\nb",
     "a\n  |\n  3.418\n  |\nb"                                                                                                                                                  },
    {"a partial in a line does not indent",         " -{{> ui/lines}}",                                                       " -|\n3.418\n|\n"                                 },
 /* parents and blocks */
    {"a block without filling",                     "{{$x}}a{{/x}}",                                                          "a"                                               },
    {"a parent's own blocks",                       "{{< ui/layout}}{{/ ui/layout}}",                                         "<h1>none</h1>nothing"                            },
    {"a filled block",                              "{{< ui/layout}}{{$main}}{{one}}{{/main}}{{/ ui/layout}}",                "<h1>none</h1>1"                                  },
    {"blocks on their lines",                       "{{< ui/layout}}\n{{$main}}\nx\n{{/main}}\n{{/ ui/layout}}\n",
     "<h1>none</h1>x\n"                                                                                                                                                         },
    {"a parent of a parent",                        "{{< ui/column}}{{$text}}t{{/text}}{{/ ui/column}}",
     "<h1>column</h1><p>t</p>"                                                                                                                                                  },
    {"the page wins over the parent",               "{{< ui/column}}{{$heading}}page{{/heading}}{{/ ui/column}}",
     "<h1>page</h1><p>-</p>"                                                                                                                                                    },
    {"a filling is in the scope of the block",
     "{{< ui/rows}}{{$row}}{{title}}{{/row}}{{/ ui/rows}}",                                                                   "Một;Hai;"                                      },
    {"fillings do not leak into another parent",
     "{{< ui/layout}}{{$heading}}out{{/heading}}{{$main}}{{< ui/layout}}{{$main}}in{{/main}}"
     "{{/ ui/layout}}{{/main}}{{/ ui/layout}}",                                                                               "<h1>out</h1><h1>none</h1>in"                     },
    {"a filling ends with its parent",
     "{{< ui/layout}}{{$main}}1{{/main}}{{/ ui/layout}}{{$main}}2{{/main}}",                                                  "<h1>none</h1>12"                                 },
 /* messages */
    {"a message is escaped",                        "{{t.say.plain}}",                                                        "Chào &amp; mừng"                              },
    {"a message in an attribute",                   "<p title=\"{{t.say.plain}}\">",                                          "<p title=\"Chào &amp; mừng\">"                },
    {"a message with variables",                    "{{t.say.by}}",
     "Của &lt;&quot;Đình&quot; &amp; &#39;làng&#39;&gt; và <b>đậm</b>"                                                                                                 },
    {"one",                                         "{{t.say.votes}}",                                                        "một phiếu"                                   },
    {"a date in a message",                         "{{t.say.day}}",                                                          "Ngày 06/03/2022"                                },
 /* places */
    {"a quoted attribute",                          "<p title=\"a {{title}}\">",
     "<p title=\"a &lt;&quot;Đình&quot; &amp; &#39;làng&#39;&gt;\">"                                                                                                         },
    {"single quotes",                               "<p title='{{title}}'>",
     "<p title='&lt;&quot;Đình&quot; &amp; &#39;làng&#39;&gt;'>"                                                                                                             },
    {"an address",                                  "<a href=\"{{link}}#x\">",                                                "<a href=\"/tin?a=1&amp;b=2#x\">"                 },
    {"a plain number in an address",                "<a href=\"/x/{{id}}?t={{count.plain}}&amp;d={{day.iso}}\">",
     "<a href=\"/x/20261124?t=3418&amp;d=2022-03-06\">"                                                                                                                         },
    {"one of two addresses",                        "<a href=\"{{#no}}{{link}}{{/no}}{{^no}}{{author.home}}{{/no}}\">",
     "<a href=\"/nam\">"                                                                                                                                                        },
    {"addresses in a srcset",                       "<img srcset=\"{{link}} 1x, {{author.home}} 2x\">",
     "<img srcset=\"/tin?a=1&amp;b=2 1x, /nam 2x\">"                                                                                                                            },
    {"whole attributes in sections",
     "<input{{#yes}} checked{{/yes}}{{#no}} disabled{{/no}} name=\"a\">",                                                     "<input checked name=\"a\">"                      },
    {"a section in a value",                        "<p class=\"a{{#yes}} b{{/yes}}\">",                                      "<p class=\"a b\">"                               },
    {"text in title and textarea",                  "<title>{{one}}</title><textarea>{{one}}</textarea>",
     "<title>1</title><textarea>1</textarea>"                                                                                                                                   },
    {"text behind a script",                        "<script src=\"/a.js\">if (a < b) {}</script>{{one}}",
     "<script src=\"/a.js\">if (a < b) {}</script>1"                                                                                                                            },
    {"text behind a comment",                       "<!-- <a href= -->{{one}}",                                               "<!-- <a href= -->1"                              },
    {"text behind a doctype",                       "<!doctype html>{{one}}",                                                 "<!doctype html>1"                                },
    {"less than is text",                           "a < b {{one}}",                                                          "a < b 1"                                         },
};

static const struct {
    const char *text;
    const char *key;
} refusals[] = {
    {"{{one",                                    "template.tag"    },
    {"{{}}",                                     "template.tag"    },
    {"{{a b}}",                                  "template.tag"    },
    {"{{{body}}",                                "template.tag"    },
    {"{{=<% %>=}}",                              "template.tag"    },
    {"{{#yes}}",                                 "template.section"},
    {"{{/yes}}",                                 "template.section"},
    {"{{#yes}}{{#no}}{{/yes}}{{/no}}",           "template.section"},
    {"{{< ui/layout}}x{{/ ui/layout}}",          "template.section"},
    {"{{< ui/layout}}{{one}}{{/ ui/layout}}",    "template.section"},
    {"{{missing}}",                              "template.name"   },
    {"{{#missing}}{{/missing}}",                 "template.name"   },
    {"{{^missing}}{{/missing}}",                 "template.name"   },
    {"{{author.missing}}",                       "template.name"   },
    {"{{title.iso}}",                            "template.name"   },
    {"{{day.plain}}",                            "template.name"   },
    {"{{day.iso.long}}",                         "template.name"   },
    {"{{.}}",                                    "template.name"   },
    {"{{rows.title}}",                           "template.name"   },
    {"{{@index}}",                               "template.name"   },
    {"{{#rows}}{{.}}{{/rows}}",                  "template.name"   },
    {"{{> ui/name}}",                            "template.name"   },
    {"{{yes}}",                                  "template.kind"   },
    {"{{rows}}",                                 "template.kind"   },
    {"{{author}}",                               "template.kind"   },
    {"{{editor}}",                               "template.kind"   },
    {"{{{title}}}",                              "template.kind"   },
    {"{{&link}}",                                "template.kind"   },
    {"{{{t.say.plain}}}",                        "template.kind"   },
    {"{{#rows}}{{@first}}{{/rows}}",             "template.kind"   },
    {"{{#rows}}{{#@index}}{{/@index}}{{/rows}}", "template.kind"   },
    {"{{#day.iso}}{{/day.iso}}",                 "template.kind"   },
    {"{{t.say.uncountable}}",                    "template.kind"   },
    {"{{t.say.wrong}}",                          "template.name"   },
    {"{{t.say.nothing}}",                        "template.message"},
    {"{{> ui/none}}",                            "template.partial"},
    {"{{< ui/none}}{{/ ui/none}}",               "template.partial"},
    {"{{> ui/self}}",                            "template.depth"  },
    {"<p title={{one}}>",                        "template.place"  },
    {"<p title=a{{one}}>",                       "template.place"  },
    {"<p {{title}}>",                            "template.place"  },
    {"<{{title}}>",                              "template.place"  },
    {"<p{{one}}>",                               "template.place"  },
    {"<p {{one}}=\"a\">",                        "template.place"  },
    {"<a href=\"{{title}}\">",                   "template.place"  },
    {"<a href=\"/x/{{title}}\">",                "template.place"  },
    {"<a href=\"/x{{link}}\">",                  "template.place"  },
    {"<a href=\"{{id}}\">",                      "template.place"  },
    {"<a href=\"/x/{{count}}\">",                "template.place"  },
    {"<a href=\"{{t.say.plain}}\">",             "template.place"  },
    {"<a HREF='{{title}}'>",                     "template.place"  },
    {"<img src=\"{{title}}\">",                  "template.place"  },
    {"<form action=\"{{title}}\">",              "template.place"  },
    {"<img srcset=\"{{title}}\">",               "template.place"  },
    {"<use xlink:href=\"{{title}}\"/>",          "template.place"  },
    {"<a href=\"{{#rows}}{{link}}{{/rows}}\">",  "template.place"  },
    {"<p onclick=\"{{one}}\">",                  "template.place"  },
    {"<p style=\"{{title}}\">",                  "template.place"  },
    {"<iframe srcdoc=\"{{title}}\">",            "template.place"  },
    {"<p title=\"{{body}}\">",                   "template.place"  },
    {"<p title=\"{{t.say.by}}\">",               "template.place"  },
    {"<a href=\"{{link}}{{link}}\">",            "template.place"  },
    {"<title>{{body}}</title>",                  "template.place"  },
    {"<script>{{one}}</script>",                 "template.place"  },
    {"<SCRIPT>{{t.say.plain}}</SCRIPT>",         "template.place"  },
    {"<style>{{#yes}}a{{/yes}}</style>",         "template.place"  },
    {"<!-- {{one}} -->",                         "template.place"  },
    {"<!doctype {{one}}>",                       "template.place"  },
    {"{{#yes}}<p {{/yes}}>",                     "template.place"  },
    {"<p title=\"{{#yes}}\">{{/yes}}",           "template.place"  },
    {"<p title={{#yes}}\"a\"{{/yes}}>",          "template.place"  },
    {"<{{#yes}}a{{/yes}}>",                      "template.place"  },
    {"<s{{#yes}}cript{{/yes}}>",                 "template.place"  },
    {"<p{{#yes}} a{{/yes}}b>",                   "template.place"  },
    {"<p {{#yes}}href{{/yes}}=\"a\">",           "template.place"  },
    {"<p {{#rows}}a=\"\"{{/rows}}>",             "template.place"  },
    {"<p \"a\">",                                "template.place"  },
    {"<p a=\"b\"c>",                             "template.place"  },
    {"<p",                                       "template.end"    },
    {"<p title=\"",                              "template.end"    },
    {"<!-- a",                                   "template.end"    },
    {"<script>",                                 "template.end"    },
    {"<title>",                                  "template.end"    },
};

static const struct page_kind page_kind = {"page", &sample_shape};

static struct str render(struct arena *arena, const char *text, enum locale locale,
                         const struct sample *page)
{
    struct buf out = buf_init(arena, 1 << 20);
    struct view *view;
    assert_no_fault(sample_view(arena, text, &page_kind, &view));
    view_render(view, locale, &page_kind, page, &out);
    assert_false(buf_overflowed(&out));
    return buf_str(&out);
}

static void template_writes_what_each_rule_says(void **state)
{
    struct arena *arena = arena_new();
    struct sample page = sample_page();
    (void)state;
    for (size_t i = 0; i < COUNT(examples); i++) {
        print_message("%s\n", examples[i].rule);
        assert_str(render(arena, examples[i].text, LOCALE_VI, &page),
                   str_from_c(examples[i].expected));
    }
    arena_free(arena);
}

static void template_refuses_what_is_wrong_when_it_is_compiled(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(refusals); i++) {
        struct view *view;
        const struct fault *fault = sample_view(arena, refusals[i].text, &page_kind, &view);
        print_message("%s\n", refusals[i].text);
        assert_non_null(fault);
        assert_string_equal(fault->key, refusals[i].key);
    }
    arena_free(arena);
}

/* What a page keeps is its steps; trees and tables are let go (a site has hundreds). */
static void a_compiled_page_keeps_its_steps_alone(void **state)
{
    enum {
        VALUES = 2000
    };
    struct arena *arena = arena_new();
    struct buf text = buf_init(arena, VALUES * 16);
    struct view *view;
    size_t before;
    (void)state;
    for (int i = 0; i < VALUES; i++)
        buf_add_literal(&text, "{{title}} x ");
    buf_add_byte(&text, '\0');
    before = arena_used(arena);
    assert_no_fault(sample_view(arena, text.ptr, &page_kind, &view));
    /* two steps a value, of less than 100 bytes with their text, in two languages */
    assert_true(arena_used(arena) - before < (size_t)VALUES * 2 * 2 * 100 + 64 * 1024);
    arena_free(arena);
}

/* A page as they are written, against the same page written by hand. */
static void page_comes_out_as_written_by_hand(void **state)
{
    static const char text[] = "{{< ui/layout}}\n"
                               "  {{$heading}}{{title}}{{/heading}}\n"
                               "  {{$main}}\n"
                               "<p><time datetime=\"{{day.iso}}\">{{day}}</time></p>\n"
                               "{{#rows}}\n"
                               "  {{#@first}}\n"
                               "<ol>\n"
                               "  {{/@first}}\n"
                               "  <li{{#tags}}{{#@first}} class=\"tagged\"{{/@first}}{{/tags}}>"
                               "{{title}}: {{votes}}</li>\n"
                               "  {{#@last}}\n"
                               "</ol>\n"
                               "  {{/@last}}\n"
                               "{{/rows}}\n"
                               "{{^nothing}}\n"
                               "<p title=\"{{t.say.plain}}\">{{t.say.votes}}</p>\n"
                               "{{/nothing}}\n"
                               "{{#editor}}<a href=\"{{home}}\">{{name}}</a>{{/editor}}\n"
                               "  {{/main}}\n"
                               "{{/ ui/layout}}\n";
    static const char expected[] = "<h1>&lt;&quot;Đình&quot; &amp; &#39;làng&#39;&gt;</h1>"
                                   "<p><time datetime=\"2022-03-06\">06/03/2022</time></p>\n"
                                   "<ol>\n"
                                   "  <li class=\"tagged\">Một: 1</li>\n"
                                   "  <li>Hai: 1.200</li>\n"
                                   "</ol>\n"
                                   "<p title=\"Chào &amp; mừng\">một phiếu</p>\n"
                                   "<a href=\"/lan\">Lan</a>\n";
    struct arena *arena = arena_new();
    struct sample page = sample_page();
    (void)state;
    assert_str(render(arena, text, LOCALE_VI, &page), str_from_c(expected));
    arena_free(arena);
}

static void template_fault_names_template_line_and_name(void **state)
{
    struct arena *arena = arena_new();
    struct view *view;
    const struct fault *fault =
        sample_view(arena, "a\n{{#yes}}\n b {{missing}}{{/yes}}", &page_kind, &view);
    (void)state;
    assert_non_null(fault);
    assert_str(fault->detail, STR("page:3: missing is not known here (sample)"));
    arena_free(arena);
}

static void template_formats_by_language(void **state)
{
    struct arena *arena = arena_new();
    struct sample page = sample_page();
    (void)state;
    assert_str(
        render(arena, "{{count}} {{t.say.plain}}; {{t.say.votes}}; {{day}}", LOCALE_EN, &page),
        STR("3,418 Welcome &amp; hello; 3,418 votes; 06/03/2022"));
    page.count = 1;
    assert_str(render(arena, "{{t.say.votes}}", LOCALE_EN, &page), STR("one vote"));
    page.one = 2;
    assert_str(render(arena, "{{t.say.votes}}", LOCALE_VI, &page), STR("1 phiếu"));
    arena_free(arena);
}

/* A generator whose numbers are the same each time (xorshift64, Marsaglia 2003). */
static uint64_t next_number(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static void template_lets_no_text_out_of_its_place(void **state)
{
    static const char letters[] = "<>\"'&a =/`đ";
    struct arena *arena = arena_new();
    struct sample page = sample_page();
    struct view *view;
    uint64_t seed = 20261124;
    (void)state;
    assert_no_fault(sample_view(arena, "{{title}}", &page_kind, &view));
    for (int round = 0; round < 2000; round++) {
        char text[64];
        struct buf out = buf_init(arena, 4096);
        page.title = (struct str){text, next_number(&seed) % sizeof(text)};
        for (size_t i = 0; i < page.title.len; i++)
            text[i] = letters[next_number(&seed) % (sizeof(letters) - 1)];
        view_render(view, LOCALE_VI, &page_kind, &page, &out);
        for (size_t i = 0; i < out.len; i++)
            assert_null(strchr("<>\"'", out.ptr[i]));
        assert_true(out.len >= page.title.len);
    }
    arena_free(arena);
}

static void page_is_cut_and_said_so_at_its_limit(void **state)
{
    struct arena *arena = arena_new();
    struct sample page = sample_page();
    struct view *view;
    struct html html;
    (void)state;
    assert_no_fault(sample_view(arena, "{{author.name}}{{count}}", &page_kind, &view));
    assert_no_fault(view_add_page(view, &page_kind));
    assert_false(view_render_html(view, LOCALE_VI, &page_kind, &page, arena, 7, &html));
    assert_true(view_render_html(view, LOCALE_VI, &page_kind, &page, arena, 8, &html));
    assert_str(html.markup, STR("Nam3.418"));
    arena_free(arena);
}

static void a_page_added_late_is_compiled_when_it_is_shown(void **state)
{
    static const struct page_kind late = {"ui/title", &sample_shape};
    static const struct page_kind unknown = {"ui/nowhere", &sample_shape};
    static const struct page_kind endless = {"ui/self", &sample_shape};
    struct arena *arena = arena_new();
    struct sample page = sample_page();
    const struct fault *fault;
    struct view *view;
    struct html html;
    (void)state;
    assert_no_fault(sample_view(arena, "", &page_kind, &view));
    fault = view_add_page_late(view, &unknown);
    assert_non_null(fault);
    assert_string_equal(fault->key, "template.partial");
    /* what is wrong within it is not looked at yet */
    assert_no_fault(view_add_page_late(view, &endless));
    assert_no_fault(view_add_page_late(view, &late));
    assert_no_fault(view_add_page_late(view, &late));
    page.title = STR("Đình");
    for (enum locale locale = LOCALE_VI; locale < LOCALE_COUNT; locale++)
        for (int time = 0; time < 2; time++) {
            assert_true(view_render_html(view, locale, &late, &page, arena, 100, &html));
            assert_str(html.markup, STR("(Đình)"));
        }
    arena_free(arena);
}

static void templates_with_one_name_are_refused(void **state)
{
    static const struct view_source twice[] = {
        {STR_INIT("a"), STR_INIT("")},
        {STR_INIT("a"), STR_INIT("")}
    };
    struct arena *arena = arena_new();
    struct view *view;
    const struct fault *fault = view_open(arena, NULL, twice, 2, &view);
    (void)state;
    assert_non_null(fault);
    assert_string_equal(fault->key, "template.twice");
    arena_free(arena);
}

static void templates_are_named_after_their_files(void **state)
{
    static const struct asset assets[] = {
        {STR_INIT("locale/vi/a.txt"),                 STR_INIT("a")},
        {STR_INIT("src/modules/news/form.html"),      STR_INIT("b")},
        {STR_INIT("src/modules/news/pages/one.html"), STR_INIT("c")},
        {STR_INIT("ui/icons/bell.html"),              STR_INIT("d")},
        {STR_INIT("ui/style.css"),                    STR_INIT("e")},
    };
    struct arena *arena = arena_new();
    const struct view_source *sources;
    size_t count;
    (void)state;
    view_sources(arena, assets, COUNT(assets), &sources, &count);
    assert_int_equal(count, 2);
    assert_str(sources[0].name, STR("news/one"));
    assert_str(sources[0].text, STR("c"));
    assert_str(sources[1].name, STR("ui/icons/bell"));
    arena_free(arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(template_writes_what_each_rule_says),
        cmocka_unit_test(template_refuses_what_is_wrong_when_it_is_compiled),
        cmocka_unit_test(a_compiled_page_keeps_its_steps_alone),
        cmocka_unit_test(page_comes_out_as_written_by_hand),
        cmocka_unit_test(template_fault_names_template_line_and_name),
        cmocka_unit_test(template_formats_by_language),
        cmocka_unit_test(template_lets_no_text_out_of_its_place),
        cmocka_unit_test(page_is_cut_and_said_so_at_its_limit),
        cmocka_unit_test(a_page_added_late_is_compiled_when_it_is_shown),
        cmocka_unit_test(templates_with_one_name_are_refused),
        cmocka_unit_test(templates_are_named_after_their_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
