/*
 * Preferences, entity tags and ranges: RFC 9110, sections 12.4, 8.8.3, 13.1 and 14.
 */
#include "http/negotiate.h"

#include "base/crypto.h"
#include "base/testing.h"
#include "http/etag.h"
#include "http/range.h"

static void the_encoding_wanted_most_is_chosen(void **state)
{
    /*  Accept-Encoding, chosen; RFC 9110, section 12.5.3 */
    static const struct {
        const char *header;
        enum encoding encoding;
    } rows[] = {
        {"",                           ENCODING_IDENTITY},
        {"gzip",                       ENCODING_GZIP    },
        {"x-gzip",                     ENCODING_GZIP    }, /* 8.4.1.3 */
        {"br",                         ENCODING_BROTLI  },
        {"gzip, deflate, br",          ENCODING_BROTLI  },
        {"GZIP",                       ENCODING_GZIP    },
        {"gzip;q=1.0, br;q=0.5",       ENCODING_GZIP    },
        {"gzip;q=0.5,br;q=0.5",        ENCODING_BROTLI  },
        {"br;q=0",                     ENCODING_IDENTITY},
        {"br;q=0, gzip;q=0.001",       ENCODING_GZIP    },
        {"*",                          ENCODING_BROTLI  },
        {"*;q=0.5, br;q=0.1",          ENCODING_GZIP    },
        {"*;q=0",                      ENCODING_IDENTITY},
        {"identity",                   ENCODING_IDENTITY},
        {"identity;q=0.5, gzip;q=0.4", ENCODING_IDENTITY},
        {"identity;q=0.4, gzip;q=0.5", ENCODING_GZIP    },
        {"gzip ; q=0.8 , br ; q=0.2",  ENCODING_GZIP    },
        {"br;q=2",                     ENCODING_IDENTITY}, /* 12.4.2: at most 1 */
        {"br;q=0.1234",                ENCODING_IDENTITY}, /* at most three digits */
        {"br;q=",                      ENCODING_IDENTITY},
        {"br;q=1.001",                 ENCODING_IDENTITY},
        {"br;q=.5",                    ENCODING_IDENTITY},
        {"deflate, zstd",              ENCODING_IDENTITY},
        {",,;q=1,br",                  ENCODING_BROTLI  },
        {"brx",                        ENCODING_IDENTITY},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (negotiate_encoding(str_from_c(rows[i].header)) != rows[i].encoding)
            fail_msg("%s gave %d", rows[i].header,
                     (int)negotiate_encoding(str_from_c(rows[i].header)));
}

static void a_tag_is_strong_quoted_and_of_the_bytes(void **state)
{
    struct arena *arena = arena_new();
    struct str a = etag_of(arena, STR("a"));
    (void)state;
    assert_int_equal(a.len, 2 + 16); /* 96 bits in base64 */
    assert_int_equal(a.ptr[0], '"');
    assert_int_equal(a.ptr[a.len - 1], '"');
    assert_str(etag_of(arena, STR("a")), a);
    assert_false(str_equal(etag_of(arena, STR("b")), a));
    arena_free(arena);
}

static void if_none_match_is_compared_weakly(void **state)
{
    /*  If-None-Match, our tag, matches; RFC 9110, sections 8.8.3.2 and 13.1.2 */
    static const struct {
        const char *header;
        const char *etag;
        bool matches;
    } rows[] = {
        {"\"a\"",                 "\"a\"",   true },
        {"W/\"a\"",               "\"a\"",   true },
        {"\"b\", \"a\"",          "\"a\"",   true },
        {"\"b\",W/\"a\" , \"c\"", "\"a\"",   true },
        {"*",                     "\"a\"",   true },
        {" * ",                   "\"a\"",   true },
        {"\"a,b\"",               "\"a,b\"", true },
        {"\"x, \"a\"",            "\"a\"",   false},
        {"\"b\"",                 "\"a\"",   false},
        {"a",                     "\"a\"",   false},
        {"\"a",                   "\"a\"",   false},
        {"w/\"a\"",               "\"a\"",   false}, /* 8.8.3: W/ is case-sensitive */
        {"\"a\" \"b\"",           "\"a\"",   false},
        {"\"A\"",                 "\"a\"",   false},
        {"",                      "\"a\"",   false},
        {"*",                     "",        false},
        {"\"\"",                  "\"\"",    true },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (etag_matches(str_from_c(rows[i].header), str_from_c(rows[i].etag)) != rows[i].matches)
            fail_msg("%s", rows[i].header);
}

static void a_range_is_read_as_rfc_9110_section_14_says(void **state)
{
    /*  Range, size, answer, offset, length */
    static const struct {
        const char *header;
        uint64_t size;
        enum range_answer answer;
        uint64_t offset;
        uint64_t length;
    } rows[] = {
        {"bytes=0-499",                 10000, RANGE_PART,          0,    500  }, /* 14.1.2, the first 500 */
        {"bytes=500-999",               10000, RANGE_PART,          500,  500  },
        {"bytes=-500",                  10000, RANGE_PART,          9500, 500  },
        {"bytes=9500-",                 10000, RANGE_PART,          9500, 500  },
        {"bytes=0-0",                   10000, RANGE_PART,          0,    1    },
        {"bytes=-1",                    10000, RANGE_PART,          9999, 1    },
        {"bytes=-20000",                10000, RANGE_PART,          0,    10000},
        {"bytes=9999-20000",            10000, RANGE_PART,          9999, 1    },
        {"bytes=0-99999999999999999",   10,    RANGE_PART,          0,    10   },
        {"BYTES=0-1",                   10,    RANGE_PART,          0,    2    }, /* 14.1: units ignore case */
        {"bytes=10-",                   10,    RANGE_UNSATISFIABLE, 0,    0    },
        {"bytes=10-20",                 10,    RANGE_UNSATISFIABLE, 0,    0    },
        {"bytes=-0",                    10,    RANGE_UNSATISFIABLE, 0,    0    },
        {"bytes=0-",                    0,     RANGE_UNSATISFIABLE, 0,    0    },
        {"bytes=-5",                    0,     RANGE_UNSATISFIABLE, 0,    0    },
        {"bytes=0-1,4-5",               10,    RANGE_WHOLE,         0,    0    }, /* several: the whole */
        {"bytes=5-4",                   10,    RANGE_WHOLE,         0,    0    }, /* 14.1.1: invalid */
        {"bytes=",                      10,    RANGE_WHOLE,         0,    0    },
        {"bytes=-",                     10,    RANGE_WHOLE,         0,    0    },
        {"bytes=a-b",                   10,    RANGE_WHOLE,         0,    0    },
        {"bytes=--1",                   10,    RANGE_WHOLE,         0,    0    },
        {"bytes=0-1-2",                 10,    RANGE_WHOLE,         0,    0    },
        {"bytes=+1-2",                  10,    RANGE_WHOLE,         0,    0    },
        {"bytes=1- 2",                  10,    RANGE_WHOLE,         0,    0    },
        {"bytes 0-1",                   10,    RANGE_WHOLE,         0,    0    },
        {"lines=0-1",                   10,    RANGE_WHOLE,         0,    0    },
        {"bytes=99999999999999999999-", 10,    RANGE_WHOLE,         0,    0    },
        {"",                            10,    RANGE_WHOLE,         0,    0    },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct range range = {0, 0};
        enum range_answer answer = range_parse(str_from_c(rows[i].header), rows[i].size, &range);
        if (answer != rows[i].answer)
            fail_msg("%s gave %d", rows[i].header, (int)answer);
        assert_int_equal(range.offset, rows[i].offset);
        assert_int_equal(range.length, rows[i].length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_encoding_wanted_most_is_chosen),
        cmocka_unit_test(a_tag_is_strong_quoted_and_of_the_bytes),
        cmocka_unit_test(if_none_match_is_compared_weakly),
        cmocka_unit_test(a_range_is_read_as_rfc_9110_section_14_says),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
