/*
 * Escaping and addresses.
 */
#include <inttypes.h>
#include <string.h>

#include "base/testing.h"
#include "view/html.h"

static void escape_changes_five_characters_wherever_they_stand(void **state)
{
    static const char specials[] = "&<>\"'";
    static const char *const references[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    struct arena *arena = arena_new();
    (void)state;
    for (size_t len = 1; len < 40; len++) {
        for (size_t at = 0; at < len; at++) {
            char text[40];
            size_t which = (len + at) % 5;
            memset(text, 'a', len);
            text[at] = specials[which];
            assert_str(html_escape(arena, (struct str){text, len}).markup,
                       arena_printf(arena, "%.*s%s%.*s", (int)at, text, references[which],
                                    (int)(len - at - 1), text + at + 1));
        }
    }
    arena_free(arena);
}

static void escape_keeps_every_other_byte(void **state)
{
    struct arena *arena = arena_new();
    char bytes[256];
    struct str text = {bytes, 0};
    (void)state;
    for (int c = 0; c < 256; c++) {
        if (c == 0 || !strchr("&<>\"'", c))
            bytes[text.len++] = (char)c;
    }
    assert_str(html_escape(arena, text).markup, text);
    assert_int_equal(html_escape(arena, STR("")).markup.len, 0);
    arena_free(arena);
}

/* address, what becomes of it; NULL where it is refused */
static const struct {
    const char *text;
    const char *expected;
} addresses[] = {
    {"https://example.org/a?b=c#d",  "https://example.org/a?b=c#d"},
    {"HTTPS://example.org",          "HTTPS://example.org"        },
    {"mailto:a@example.org",         "mailto:a@example.org"       },
    {"tel:+842103123456",            "tel:+842103123456"          },
    {"/tin-tuc",                     "/tin-tuc"                   },
    {"/",                            "/"                          },
    {"?q=a:b",                       "?q=a:b"                     },
    {"#top",                         "#top"                       },
    {"trang/2",                      "trang/2"                    },
    {"/a:b",                         "/a:b"                       },
    {"/xã",                         "/x%C3%A3"                   },
    {"/a\"b<c>",                     "/a%22b%3Cc%3E"              },
    {"http://example.org",           NULL                         },
    {"javascript:alert(1)",          NULL                         },
    {"JaVaScRiPt:alert(1)",          NULL                         },
    {"java\tscript:alert(1)",        NULL                         },
    {" javascript:alert(1)",         NULL                         },
    {"\x01javascript:alert(1)",      NULL                         },
    {"data:text/html,x",             NULL                         },
    {"vbscript:x",                   NULL                         },
    {":x",                           NULL                         },
    {"//example.org",                NULL                         },
    {"/\\example.org",               NULL                         },
    {"\\\\example.org",              NULL                         },
    {"https:example.org",            NULL                         },
    {"https://",                     NULL                         },
    {"https:///a",                   NULL                         },
    {"https://commune.vn@evil.org/", NULL                         },
    {"https://a b",                  NULL                         },
    {"/a\nb",                        NULL                         },
    {"mailto:",                      NULL                         },
    {"",                             NULL                         },
};

static void marked_pieces_are_escaped_too(void **state)
{
    static const struct html_piece pieces[] = {
        {STR_INIT("a < "), false},
        {STR_INIT("<b>&"), true },
    };
    struct arena *arena = arena_new();
    (void)state;
    assert_str(html_marked(arena, pieces, 2).markup, STR("a &lt; <mark>&lt;b&gt;&amp;</mark>"));
    assert_str(html_marked(arena, pieces, 0).markup, STR(""));
    arena_free(arena);
}

static void url_admits_its_list_and_nothing_else(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(addresses); i++) {
        struct url url;
        const struct fault *fault =
            url_check(arena, str_from_c(addresses[i].text), URL_ALLOW_HTTPS, &url);
        print_message("%s\n", addresses[i].text);
        if (addresses[i].expected) {
            assert_no_fault(fault);
            assert_str(url.text, str_from_c(addresses[i].expected));
        } else {
            assert_non_null(fault);
            assert_string_equal(fault->key, "url.refused");
        }
    }
    arena_free(arena);
}

static void url_admits_http_where_asked_and_no_endless_address(void **state)
{
    struct arena *arena = arena_new();
    char text[URL_MAX + 1];
    struct url url;
    (void)state;
    assert_no_fault(url_check(arena, STR("http://example.org/"), URL_ALLOW_HTTP, &url));
    memset(text, 'a', sizeof(text));
    assert_no_fault(url_check(arena, (struct str){text, URL_MAX}, URL_ALLOW_HTTPS, &url));
    assert_non_null(url_check(arena, (struct str){text, URL_MAX + 1}, URL_ALLOW_HTTPS, &url));
    arena_free(arena);
}

static void url_relative_encodes_its_words(void **state)
{
    struct arena *arena = arena_new();
    struct str slug = STR("a/b?đ~");
    (void)state;
    assert_str(url_relative(arena, "/tin/" PRISTR "/%s?trang=%d&n=%" PRId64 "&p=%%", STRARG(slug),
                            "x&y", -2, INT64_C(5000000000))
                   .text,
               STR("/tin/a%2Fb%3F%C4%91~/x%26y?trang=-2&n=5000000000&p=%"));
    assert_str(url_relative(arena, "/tin?truoc=%lld", -5000000000LL).text,
               STR("/tin?truoc=-5000000000"));
    arena_free(arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(escape_changes_five_characters_wherever_they_stand),
        cmocka_unit_test(escape_keeps_every_other_byte),
        cmocka_unit_test(marked_pieces_are_escaped_too),
        cmocka_unit_test(url_admits_its_list_and_nothing_else),
        cmocka_unit_test(url_admits_http_where_asked_and_no_endless_address),
        cmocka_unit_test(url_relative_encodes_its_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
