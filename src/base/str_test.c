/*
 * Slices, moments and encodings, row by row.
 */
#include "base/str.h"

#include <string.h>

#include "base/crypto.h"
#include "base/date.h"
#include "base/testing.h"

static void slices_stay_within_their_text(void **state)
{
    struct str s = STR("abc");
    (void)state;
    assert_str(str_slice(s, 1, 1), STR("b"));
    assert_str(str_slice(s, 1, 100), STR("bc"));
    assert_str(str_slice(s, 3, 1), STR(""));
    assert_str(str_slice(s, 100, SIZE_MAX), STR(""));
    assert_str(str_slice(s, 1, SIZE_MAX), STR("bc"));
    assert_str(str_from(s, 2), STR("c"));
    assert_str(str_from(s, 100), STR(""));
    assert_str(str_trim(STR(" \t\r\n\v\f a b \n")), STR("a b"));
    assert_str(str_trim(STR("  ")), STR(""));
    assert_str(str_from_c(NULL), STR(""));
}

static void text_is_found_where_it_stands(void **state)
{
    (void)state;
    assert_int_equal(str_find(STR("abcabc"), STR("ca"), 0), 2);
    assert_int_equal(str_find(STR("abcabc"), STR("abc"), 1), 3);
    assert_int_equal(str_find(STR("abc"), STR("abcd"), 0), -1);
    assert_int_equal(str_find(STR("abc"), STR("c"), 3), -1);
    assert_int_equal(str_find(STR("abc"), STR("a"), 100), -1);
    assert_int_equal(str_find(STR("aaab"), STR("aab"), 0), 1);
    assert_int_equal(str_find(STR("a\0b"), STR("b"), 0), 2);
    assert_int_equal(str_find_byte(STR("abc"), 'c', 0), 2);
    assert_int_equal(str_find_byte(STR("abc"), 'a', 1), -1);
    assert_int_equal(str_find_byte((struct str){NULL, 0}, 'a', 0), -1);
    assert_true(str_starts(STR("abc"), STR("")));
    assert_false(str_starts(STR("ab"), STR("abc")));
    assert_true(str_ends(STR("abc"), STR("bc")));
    assert_false(str_ends(STR("c"), STR("bc")));
}

static void text_is_compared_by_bytes(void **state)
{
    (void)state;
    assert_true(str_compare(STR("a"), STR("b")) < 0);
    assert_true(str_compare(STR("a"), STR("ab")) < 0);
    assert_true(str_compare(STR("z"), STR("đ")) < 0); /* bytes are unsigned */
    assert_int_equal(str_compare(STR("a"), STR("a")), 0);
    assert_true(str_equal((struct str){NULL, 0}, STR("")));
    assert_true(str_equal_ascii_nocase(STR("Content-TYPE"), STR("content-type")));
    assert_false(str_equal_ascii_nocase(STR("Đ"), STR("đ")));   /* ASCII alone */
    assert_false(str_equal_ascii_nocase(STR("[@"), STR("{`"))); /* letters alone */
    assert_true(str_equal_secret(STR("abc"), STR("abc")));
    assert_false(str_equal_secret(STR("abc"), STR("abd")));
    assert_false(str_equal_secret(STR("abc"), STR("ab")));
}

static void lines_end_with_lf_or_crlf(void **state)
{
    struct str rest = STR("a\r\nb\n\nc");
    (void)state;
    assert_str(str_cut_line(&rest), STR("a"));
    assert_str(str_cut_line(&rest), STR("b"));
    assert_str(str_cut_line(&rest), STR(""));
    assert_str(str_cut_line(&rest), STR("c"));
    assert_null(rest.ptr);
}

static void moments_are_read_as_rfc_3339_writes_them(void **state)
{
    /*  text, the same moment in UTC or NULL; RFC 3339, sections 5.6 and 5.8 */
    static const struct {
        const char *text;
        const char *utc;
    } rows[] = {
        {"1985-04-12T23:20:50.52Z",      "1985-04-12T23:20:50Z"},
        {"1996-12-19T16:39:57-08:00",    "1996-12-20T00:39:57Z"},
        {"1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27Z"},
        {"2025-07-01 00:00:00+07:00",    "2025-06-30T17:00:00Z"},
        {"2025-07-01T24:00:00Z",         NULL                  },
        {"2025-07-01T00:60:00Z",         NULL                  },
        {"2025-07-01T00:00:00",          NULL                  },
        {"2025-07-01T00:00Z",            NULL                  },
        {"2025-07-01",                   NULL                  },
        {"2025-07-01T00:00:00.Z",        NULL                  },
        {"2025-07-01T00:00:00+0700",     NULL                  },
        {"2025-07-01T00:00:00+24:00",    NULL                  },
        {"2025-07-01T00:00:00ZZ",        NULL                  },
        {"2025-02-29T00:00:00Z",         NULL                  },
        {"",                             NULL                  },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct instant at;
        bool good = instant_from_iso(str_from_c(rows[i].text), &at);
        if (good != (rows[i].utc != NULL))
            fail_msg("%s", rows[i].text);
        if (good)
            assert_str(instant_to_iso(arena, at), str_from_c(rows[i].utc));
    }
    arena_free(arena);
}

static void months_end_at_the_ends_of_the_calendar(void **state)
{
    (void)state;
    assert_int_equal(date_add_months(date_ymd(9999, 12, 1), 1).days, date_ymd(9999, 12, 31).days);
    assert_int_equal(date_add_months(date_ymd(1, 1, 31), -1).days, date_ymd(1, 1, 1).days);
    assert_int_equal(date_add_months(date_ymd(9999, 11, 30), 1).days, date_ymd(9999, 12, 30).days);
    assert_int_equal(date_days_in_month(2000, 2), 29); /* Gregorian: by 400 */
    assert_int_equal(date_days_in_month(1900, 2), 28);
    assert_int_equal(date_days_in_month(2024, 2), 29);
}

static void a_fixed_clock_stands_still_until_it_is_moved(void **state)
{
    struct instant at = {0};
    struct clock clock = clock_fixed(&at);
    int hour;
    int minute;
    (void)state;
    instant_clock_time(clock_now(clock), &hour, &minute);
    assert_int_equal(hour * 60 + minute, 7 * 60); /* UTC+7 */
    at.us = INT64_C(17) * 3600 * 1000000 - 1;
    assert_int_equal(clock_today(clock).days, 0);
    at.us++;
    assert_int_equal(clock_today(clock).days, 1);
}

static void base64url_is_that_of_rfc_4648(void **state)
{
    /*  bytes, text; section 10, without padding, and section 5's two letters */
    static const struct {
        struct str bytes;
        const char *text;
    } rows[] = {
        {STR_INIT(""),             ""        },
        {STR_INIT("f"),            "Zg"      },
        {STR_INIT("fo"),           "Zm8"     },
        {STR_INIT("foo"),          "Zm9v"    },
        {STR_INIT("foob"),         "Zm9vYg"  },
        {STR_INIT("fooba"),        "Zm9vYmE" },
        {STR_INIT("foobar"),       "Zm9vYmFy"},
        {STR_INIT("\xfb\xff\xfe"), "-__-"    },
    };
    static const char *const bad[] = {"Zm9v=", "Zm9", "Zm9vA", "Zm9+", "Zm9/", "Zm 9", "Zm9v\n"};
    struct arena *arena = arena_new();
    char back[16];
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str text = crypto_base64url(arena, rows[i].bytes.ptr, rows[i].bytes.len);
        assert_str(text, str_from_c(rows[i].text));
        assert_true(crypto_from_base64url(text, back, rows[i].bytes.len));
        assert_memory_equal(back, rows[i].bytes.ptr, rows[i].bytes.len);
    }
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(crypto_from_base64url(str_from_c(bad[i]), back, 3));
    assert_str(crypto_hex(arena, "\x00\xff\x1a", 3), STR("00ff1a"));
    assert_true(crypto_from_hex(STR("00FF1a"), back, 3));
    assert_memory_equal(back, "\x00\xff\x1a", 3);
    assert_false(crypto_from_hex(STR("00ff1"), back, 3));
    assert_false(crypto_from_hex(STR("00ff1g"), back, 3));
    arena_free(arena);
}

static void chance_stays_below_its_bound_and_reaches_it(void **state)
{
    bool seen[6] = {false};
    (void)state;
    for (int i = 0; i < 2000; i++) {
        uint32_t number = crypto_random_below(6);
        assert_true(number < 6);
        seen[number] = true;
    }
    for (int i = 0; i < 6; i++)
        assert_true(seen[i]);
    assert_int_equal(crypto_random_below(1), 0);
}

static void tokens_are_long_and_never_the_same(void **state)
{
    struct arena *arena = arena_new();
    struct str a = crypto_token(arena);
    (void)state;
    assert_int_equal(a.len, CRYPTO_TOKEN_LENGTH);
    assert_false(str_equal(a, crypto_token(arena)));
    arena_free(arena);
}

static void a_keyed_digest_depends_on_its_key(void **state)
{
    uint8_t a[CRYPTO_DIGEST_SIZE];
    uint8_t b[CRYPTO_DIGEST_SIZE];
    (void)state;
    crypto_digest_keyed(STR("0123456789abcdef0123456789abcdef"), STR("x"), a);
    crypto_digest_keyed(STR("0123456789abcdef0123456789abcdeg"), STR("x"), b);
    assert_memory_not_equal(a, b, sizeof(a));
    crypto_digest(STR("x"), b);
    assert_memory_not_equal(a, b, sizeof(a));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_stay_within_their_text),
        cmocka_unit_test(text_is_found_where_it_stands),
        cmocka_unit_test(text_is_compared_by_bytes),
        cmocka_unit_test(lines_end_with_lf_or_crlf),
        cmocka_unit_test(moments_are_read_as_rfc_3339_writes_them),
        cmocka_unit_test(months_end_at_the_ends_of_the_calendar),
        cmocka_unit_test(a_fixed_clock_stands_still_until_it_is_moved),
        cmocka_unit_test(base64url_is_that_of_rfc_4648),
        cmocka_unit_test(chance_stays_below_its_bound_and_reaches_it),
        cmocka_unit_test(tokens_are_long_and_never_the_same),
        cmocka_unit_test(a_keyed_digest_depends_on_its_key),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
