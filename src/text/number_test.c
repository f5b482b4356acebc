/*
 * Numbers, sizes and dates, written and read.
 */
#include "text/number.h"

#include "base/testing.h"

static int arena_setup(void **state)
{
    *state = arena_new();
    return 0;
}

static int arena_teardown(void **state)
{
    arena_free(*state);
    return 0;
}

static void numbers_have_the_signs_of_their_language(void **state)
{
    static const struct {
        int64_t scaled;
        int decimals;
        struct str vi;
        struct str en;
    } rows[] = {
        {0,         0,  STR_INIT("0"),                          STR_INIT("0")                   },
        {999,       0,  STR_INIT("999"),                        STR_INIT("999")                 },
        {3418,      0,  STR_INIT("3.418"),                      STR_INIT("3,418")               },
        {-1000000,  0,  STR_INIT("-1.000.000"),                 STR_INIT("-1,000,000")          },
        {INT64_MIN, 0,  STR_INIT("-9.223.372.036.854.775.808"),
         STR_INIT("-9,223,372,036,854,775,808")                                                 },
        {12345,     1,  STR_INIT("1.234,5"),                    STR_INIT("1,234.5")             },
        {5,         2,  STR_INIT("0,05"),                       STR_INIT("0.05")                },
        {-150,      2,  STR_INIT("-1,50"),                      STR_INIT("-1.50")               },
        {1,         18, STR_INIT("0,000000000000000001"),       STR_INIT("0.000000000000000001")},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_str(number_text_decimal(*state, LOCALE_VI, rows[i].scaled, rows[i].decimals),
                   rows[i].vi);
        assert_str(number_text_decimal(*state, LOCALE_EN, rows[i].scaled, rows[i].decimals),
                   rows[i].en);
    }
    assert_str(number_text(*state, LOCALE_VI, 3418), STR("3.418"));
}

static void sizes_are_rounded_to_a_tenth(void **state)
{
    static const struct {
        uint64_t bytes;
        struct str vi;
    } rows[] = {
        {0,          STR_INIT("0 B")     },
        {999,        STR_INIT("999 B")   },
        {1000,       STR_INIT("1 kB")    },
        {1049,       STR_INIT("1 kB")    },
        {1050,       STR_INIT("1,1 kB")  },
        {1200000,    STR_INIT("1,2 MB")  },
        {999949,     STR_INIT("999,9 kB")},
        {999950,     STR_INIT("1 MB")    },
        {3000000000, STR_INIT("3 GB")    },
        {UINT64_MAX, STR_INIT("18,4 EB") },
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_str(size_text(*state, LOCALE_VI, rows[i].bytes), rows[i].vi);
    assert_str(size_text(*state, LOCALE_EN, 1200000), STR("1.2 MB"));
}

static void numbers_are_read_as_people_write_them(void **state)
{
    static const struct {
        struct str text;
        bool good;
        int64_t number;
    } rows[] = {
        {STR_INIT("3.418"),                                                                true,  3418     },
        {STR_INIT("3418"),                                                                 true,  3418     },
        {STR_INIT("3 418"),                                                                true,  3418     },
        {STR_INIT("3\xC2\xA0"
                  "418"),
         true,                                                                                    3418     },
        {STR_INIT(" 1.234.567\n"),                                                         true,  1234567  },
        {STR_INIT("-5"),                                                                   true,  -5       },
        {STR_INIT("0"),                                                                    true,  0        },
        {STR_INIT("9223372036854775807"),                                                  true,  INT64_MAX},
        {STR_INIT("9.223.372.036.854.775.808"),                                            false, 0        },
        {STR_INIT("3.41"),                                                                 false, 0        },
        {STR_INIT("3418.000"),                                                             false, 0        },
        {STR_INIT("1.000 000"),                                                            false, 0        },
        {STR_INIT("1..000"),                                                               false, 0        },
        {STR_INIT("1.000."),                                                               false, 0        },
        {STR_INIT("3,5"),                                                                  false, 0        },
        {STR_INIT(""),                                                                     false, 0        },
        {STR_INIT("-"),                                                                    false, 0        },
        {STR_INIT("mười"),                                                              false, 0        },
        {STR_INIT("00000000000000000000000000000000000000000000000000000000000000000001"), false,
         0                                                                                                 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t number = 0;
        assert_int_equal(number_from_vi(rows[i].text, &number), rows[i].good);
        assert_true(number == rows[i].number);
    }
}

static void dates_are_written_as_decree_30_of_2020_says(void **state)
{
    static const struct {
        int year, month, day;
        struct str vi;
        struct str en;
    } rows[] = {
        {2022, 3,  6,  STR_INIT("Chủ nhật, ngày 06 tháng 3 năm 2022"),
         STR_INIT("Sunday 6 March 2022")       },
        {2022, 1,  31, STR_INIT("Thứ Hai, ngày 31 tháng 01 năm 2022"),
         STR_INIT("Monday 31 January 2022")    },
        {2020, 2,  29, STR_INIT("Thứ Bảy, ngày 29 tháng 02 năm 2020"),
         STR_INIT("Saturday 29 February 2020") },
        {2025, 12, 10, STR_INIT("Thứ Tư, ngày 10 tháng 12 năm 2025"),
         STR_INIT("Wednesday 10 December 2025")},
    };
    const struct messages *messages = NULL;
    assert_no_fault(messages_load(*state, &messages));
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct civil_date date = date_ymd(rows[i].year, rows[i].month, rows[i].day);
        assert_str(date_words(*state, messages, LOCALE_VI, date), rows[i].vi);
        assert_str(date_words(*state, messages, LOCALE_EN, date), rows[i].en);
    }
    assert_str(date_long(*state, messages, LOCALE_VI, date_ymd(2022, 3, 6)),
               STR("ngày 06 tháng 3 năm 2022"));
    assert_str(date_long(*state, messages, LOCALE_EN, date_ymd(2022, 3, 6)), STR("6 March 2022"));
    assert_str(date_text(*state, date_ymd(2022, 3, 6)), STR("06/03/2022"));
}

static void moments_show_the_time_in_viet_nam(void **state)
{
    /* 2022-03-05T20:05:59Z is 03:05 on the 6th, seven hours ahead. */
    struct instant at;
    assert_true(instant_from_iso(STR("2022-03-05T20:05:59Z"), &at));
    assert_str(time_text(*state, at), STR("03:05"));
    assert_str(moment_text(*state, at), STR("03:05 06/03/2022"));
}

static void dates_are_read_as_people_write_them(void **state)
{
    static const struct {
        const char *text;
        int minute;
    } good[] = {
        {"06/03/2022",                                      -1  },
        {"6-3-2022",                                        -1  },
        {"06.03.2022",                                      -1  },
        {"  6 / 3 / 2022 ",                                 -1  },
        {"ngày 6 tháng 3 năm 2022",                      -1  },
        {"Ngày 06 Tháng 03 Năm 2022",                    -1  },
        {"nga\xCC\x80y 6 tha\xCC\x81ng 3 na\xCC\x86m 2022", -1  }, /* NFD */
        {"6 tháng 3, 2022",                                -1  },
        {"Chủ nhật, ngày 06 tháng 3 năm 2022",       -1  },
        {"Thứ 5, 06/03/2022",                             -1  },
        {"thứ sáu 06/03/2022",                           -1  },
        {"06/03/2022 07:30",                                450 },
        {"06/03/2022 - 07:30",                              450 },
        {"06/03/2022 | 07:30:59",                           450 },
        {"06/03/2022 7h30",                                 450 },
        {"06/03/2022, lúc 7 giờ 30 phút",               450 },
        {"07:30 ngày 06/03/2022",                          450 },
        {"7h, 06/03/2022",                                  420 },
        {"00:00 06/03/2022",                                0   },
        {"06/03/2022 23:59",                                1439},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(good); i++) {
        struct civil_date date = DATE_NONE;
        int minute = -2;
        if (!date_from_vi(str_from_c(good[i].text), &date, &minute))
            print_error("not read: %s\n", good[i].text);
        assert_int_equal(date_compare(date, date_ymd(2022, 3, 6)), 0);
        assert_int_equal(minute, good[i].minute);
    }
}

static void other_dates_are_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "06/03",
        "06/03/22",
        "31/04/2022",
        "29/02/2022",
        "06/03-2022",
        "06 03 2022",
        "2022-03-06",
        "0/3/2022",
        "06/13/2022",
        "06/03/2022 24:00",
        "06/03/2022 7:60",
        "x",
        "06/03/2022 thêm",
        "006/03/2022",
        "07:30",
        "07:30 06/03/2022 08:30",
        "ngày 6 tháng 3",
        "06/03/99999999999",
        "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
        "06/03/2022 7:5",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct civil_date date = DATE_NONE;
        int minute = -2;
        if (date_from_vi(str_from_c(bad[i]), &date, &minute))
            print_error("read: %s\n", bad[i]);
        assert_true(date_is_none(date));
        assert_int_equal(minute, -2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_the_signs_of_their_language),
        cmocka_unit_test(sizes_are_rounded_to_a_tenth),
        cmocka_unit_test(numbers_are_read_as_people_write_them),
        cmocka_unit_test(dates_are_written_as_decree_30_of_2020_says),
        cmocka_unit_test(moments_show_the_time_in_viet_nam),
        cmocka_unit_test(dates_are_read_as_people_write_them),
        cmocka_unit_test(other_dates_are_refused),
    };
    return cmocka_run_group_tests(tests, arena_setup, arena_teardown);
}
