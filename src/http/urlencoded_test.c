/*
 * Percent encoding and urlencoded pairs against RFC 3986 and WHATWG URL.
 */
#include "http/urlencoded.h"

#include <string.h>

#include "base/testing.h"

static void a_percent_escape_is_two_hex_digits_or_a_fault(void **state)
{
    /*  sent, plus is a space, good, decoded; RFC 3986, section 2.1 */
    static const struct {
        struct str sent;
        bool plus;
        bool good;
        struct str decoded;
    } rows[] = {
        {STR_INIT("abc"),              false, true,  STR_INIT("abc")   },
        {STR_INIT("%41%5a%5A"),        false, true,  STR_INIT("AZZ")   },
        {STR_INIT("%00"),              false, true,  STR_INIT("\0")    },
        {STR_INIT("a+b"),              false, true,  STR_INIT("a+b")   },
        {STR_INIT("a+b%2B"),           true,  true,  STR_INIT("a b+")  },
        {STR_INIT("%2541"),            false, true,  STR_INIT("%41")   }, /* once, not twice (2.4) */
        {STR_INIT("%C4%91%e1%BA%a5t"), false, true,  STR_INIT("đất")},
        {STR_INIT("%"),                false, false, STR_INIT("")      },
        {STR_INIT("%4"),               false, false, STR_INIT("")      },
        {STR_INIT("a%4"),              false, false, STR_INIT("")      },
        {STR_INIT("%g1"),              false, false, STR_INIT("")      },
        {STR_INIT("%1g"),              false, false, STR_INIT("")      },
        {STR_INIT("% 1"),              false, false, STR_INIT("")      },
        {STR_INIT("%+1"),              true,  false, STR_INIT("")      },
        {STR_INIT("%u0041"),           false, false, STR_INIT("")      },
        {STR_INIT(""),                 false, true,  STR_INIT("")      },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str got = STR("");
        assert_int_equal(percent_decode(arena, rows[i].sent, rows[i].plus, &got), rows[i].good);
        assert_str(got, rows[i].decoded);
    }
    arena_free(arena);
}

static void encoding_leaves_the_unreserved_and_what_is_to_be_kept(void **state)
{
    struct arena *arena = arena_new();
    struct buf buf = buf_init(arena, 256);
    (void)state;
    percent_encode(&buf, STR("aZ09-._~ /?%\"'đ\n"), STR("/"));
    assert_str(buf_str(&buf), STR("aZ09-._~%20/%3F%25%22%27%C4%91%0A"));
    arena_free(arena);
}

static void every_byte_comes_back_from_its_encoding(void **state)
{
    struct arena *arena = arena_new();
    struct buf buf = buf_init(arena, 1024);
    char all[256];
    struct str back;
    (void)state;
    for (int i = 0; i < 256; i++)
        all[i] = (char)i;
    percent_encode(&buf, (struct str){all, sizeof(all)}, STR(""));
    assert_true(percent_decode(arena, buf_str(&buf), true, &back));
    assert_str(back, ((struct str){all, sizeof(all)}));
    arena_free(arena);
}

static void pairs_are_read_as_whatwg_url_section_5_1_says(void **state)
{
    /*  sent, canonical form of what was read (sorted, encoded) */
    static const struct {
        const char *sent;
        const char *canonical;
    } rows[] = {
        {"",                         ""                                           },
        {"a=1",                      "a=1"                                        },
        {"a=1&b=2",                  "a=1&b=2"                                    },
        {"&&a=1&",                   "a=1"                                        }, /* empty pieces passed over */
        {"a",                        "a="                                         },
        {"=v",                       "=v"                                         },
        {"=",                        "="                                          },
        {"a=b=c",                    "a=b%3Dc"                                    },
        {"q=b%C3%ACnh+lu%E1%BA%ADn", "q=b%C3%ACnh%20lu%E1%BA%ADn"                 },
        {"q=e%CC%81",                "q=%C3%A9"                                   }, /* normal form C */
        {"b=2&a=2&a=1",              "a=1&a=2&b=2"                                },
        {"a=1%0D%0A2%0A3",           "a=1%0A2%0A3"                                }, /* one kind of line end */
        {"a=1;b=2",                  "a=1%3Bb%3D2"                                }, /* ';' separates nothing */
        {"a=1%1B%02%7F2%C2%9F3",     "a=123"                                      }, /* unseen, left out */
        {"a=1%0B2%0C3%0D4%C2%855",   "a=1%E2%80%A82%E2%80%A83%E2%80%A84%E2%80%A85"},
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pairs pairs;
        assert_no_fault(urlencoded_parse(arena, str_from_c(rows[i].sent), 10, &pairs));
        assert_str(urlencoded_canonical(arena, pairs), str_from_c(rows[i].canonical));
    }
    arena_free(arena);
}

static void what_is_no_text_is_refused(void **state)
{
    /*  sent, message key; overlong forms and surrogates: RFC 3629, sections 3 and 10 */
    static const struct {
        const char *sent;
        const char *key;
    } rows[] = {
        {"a=%",            "request.encoding"},
        {"%zz=1",          "request.encoding"},
        {"a=%C0%AF",       "request.text"    },
        {"a=%E0%80%AF",    "request.text"    },
        {"a=%ED%A0%80",    "request.text"    },
        {"a=%F5%80%80%80", "request.text"    },
        {"a=%FF",          "request.text"    },
        {"a=%C4",          "request.text"    },
        {"a=%00",          "request.text"    },
        {"a%0D=1",         "request.text"    }, /* nobody types a name */
        {"a%1B=1",         "request.text"    },
        {"%7F=a",          "request.text"    },
        {"%C2%85=a",       "request.text"    }, /* NEL, a C1 control */
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pairs pairs;
        const struct fault *fault = urlencoded_parse(arena, str_from_c(rows[i].sent), 10, &pairs);
        if (!fault)
            fail_msg("%s was accepted", rows[i].sent);
        assert_int_equal(fault->kind, FAULT_MALFORMED);
        assert_string_equal(fault->key, rows[i].key);
    }
    arena_free(arena);
}

static void the_number_of_pairs_has_a_limit(void **state)
{
    struct arena *arena = arena_new();
    struct pairs pairs;
    const struct fault *fault;
    (void)state;
    assert_no_fault(urlencoded_parse(arena, STR("a&b&c&&"), 3, &pairs));
    assert_int_equal(pairs.count, 3);
    fault = urlencoded_parse(arena, STR("a&b&c&d"), 3, &pairs);
    assert_non_null(fault);
    assert_int_equal(fault->kind, FAULT_TOO_LARGE);
    assert_string_equal(fault->key, "request.too_many_fields");
    arena_free(arena);
}

static void the_first_pair_of_a_name_counts(void **state)
{
    struct arena *arena = arena_new();
    struct pairs pairs;
    (void)state;
    assert_no_fault(urlencoded_parse(arena, STR("a=1&b=&a=2"), 10, &pairs));
    assert_str(pairs_get(pairs, STR("a")), STR("1"));
    assert_non_null(pairs_get(pairs, STR("b")).ptr);
    assert_int_equal(pairs_get(pairs, STR("b")).len, 0);
    assert_null(pairs_get(pairs, STR("A")).ptr);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_percent_escape_is_two_hex_digits_or_a_fault),
        cmocka_unit_test(encoding_leaves_the_unreserved_and_what_is_to_be_kept),
        cmocka_unit_test(every_byte_comes_back_from_its_encoding),
        cmocka_unit_test(pairs_are_read_as_whatwg_url_section_5_1_says),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(the_number_of_pairs_has_a_limit),
        cmocka_unit_test(the_first_pair_of_a_name_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
