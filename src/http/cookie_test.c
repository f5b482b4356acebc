/*
 * Cookies against RFC 6265.
 */
#include "http/cookie.h"

#include <string.h>

#include "base/testing.h"

static void a_cookie_header_is_read_into_pairs(void **state)
{
    /*  header, canonical form of the pairs in order; RFC 6265, sections 4.2.1 and 5.4 */
    static const struct {
        const char *header;
        const char *pairs;
    } rows[] = {
        {"",                    ""                  },
        {"a=1",                 "a=1"               },
        {"a=1; b=2",            "a=1&b=2"           },
        {"a=1;b=2;",            "a=1&b=2"           },
        {"a=\"1\"",             "a=1"               },
        {"a=\"",                "a=%22"             },
        {"a=\"\"",              "a="                },
        {"a=b=c",               "a=b%3Dc"           },
        {"a=",                  "a="                },
        {"a=1, b",              "a=1%2C%20b"        }, /* a comma is a byte of the value */
        {"__Host-phien=x-_.~",  "__Host-phien=x-_.~"},
        {"a=1; a=2",            "a=1&a=2"           },
 /* what another program of the host set costs nobody the page */
        {"ten=Hòa; a=1",       "a=1"               },
        {"a=\x01; b=\x7f; c=3", "c=3"               },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pairs pairs;
        assert_no_fault(cookie_parse(arena, str_from_c(rows[i].header), &pairs));
        assert_str(urlencoded_canonical(arena, pairs), str_from_c(rows[i].pairs));
    }
    arena_free(arena);
}

static void a_cookie_header_outside_the_grammar_is_refused(void **state)
{
    static const char *const rows[] = {
        "a", "=1", "a b=1", "a=1; =2", "\xc4=1", "a@b=1", "a=1; b", "(=1",
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pairs pairs;
        const struct fault *fault = cookie_parse(arena, str_from_c(rows[i]), &pairs);
        if (!fault)
            fail_msg("%s was accepted", rows[i]);
        assert_int_equal(fault->kind, FAULT_MALFORMED);
        assert_string_equal(fault->key, "request.cookie");
    }
    arena_free(arena);
}

static void more_cookies_than_the_limit_are_refused(void **state)
{
    struct arena *arena = arena_new();
    struct buf header = buf_init(arena, 4096);
    struct pairs pairs;
    const struct fault *fault;
    (void)state;
    for (int i = 0; i < COOKIE_COUNT; i++)
        buf_printf(&header, "c%d=1;", i);
    assert_no_fault(cookie_parse(arena, buf_str(&header), &pairs));
    assert_int_equal(pairs.count, COOKIE_COUNT);
    buf_add_literal(&header, "x=1");
    fault = cookie_parse(arena, buf_str(&header), &pairs);
    assert_non_null(fault);
    assert_int_equal(fault->kind, FAULT_TOO_LARGE);
    arena_free(arena);
}

static void set_cookie_says_http_only_and_same_site(void **state)
{
    /*  cookie, line; RFC 6265, section 4.1.1, and draft-ietf-httpbis-rfc6265bis, 4.1.2.7 */
    static const struct {
        struct cookie cookie;
        const char *line;
    } rows[] = {
        {{.name = STR_INIT("a"), .value = STR_INIT("1"), .max_age = -1},
         "a=1; Path=/; HttpOnly; SameSite=Lax"                                  },
        {{.name = STR_INIT("a"), .value = STR_INIT(""), .max_age = 0},
         "a=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"                        },
        {{.name = STR_INIT("__Host-s"),
          .value = STR_INIT("xyz"),
          .max_age = 3600,
          .same_site = COOKIE_STRICT,
          .secure = true},
         "__Host-s=xyz; Path=/; Max-Age=3600; HttpOnly; SameSite=Strict; Secure"},
        {{.name = STR_INIT("a"),
          .value = STR_INIT("1"),
          .path = STR_INIT("/quan-tri"),
          .max_age = -1},
         "a=1; Path=/quan-tri; HttpOnly; SameSite=Lax"                          },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_str(cookie_line(arena, &rows[i].cookie), str_from_c(rows[i].line));
    arena_free(arena);
}

static void tokens_are_those_of_rfc_9110_section_5_6_2(void **state)
{
    static const char tchar[] = "!#$%&'*+-.^_`|~"
                                "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    (void)state;
    for (int c = 0; c < 256; c++) {
        const char byte = (char)c;
        assert_int_equal(is_token((struct str){&byte, 1}), c != 0 && strchr(tchar, c) != NULL);
    }
    assert_false(is_token(STR("")));
    assert_false(is_token(STR("a b")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cookie_header_is_read_into_pairs),
        cmocka_unit_test(a_cookie_header_outside_the_grammar_is_refused),
        cmocka_unit_test(more_cookies_than_the_limit_are_refused),
        cmocka_unit_test(set_cookie_says_http_only_and_same_site),
        cmocka_unit_test(tokens_are_those_of_rfc_9110_section_5_6_2),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
