/*
 * Days that people remember, and that the two directions agree.
 */
#include "law/lunar.h"

#include "base/testing.h"

static void tet_falls_on_the_days_that_were_kept(void **state)
{
    /* Tết, and Giỗ Tổ (10/3), as published in the yearly notices and almanacs */
    static const struct {
        int year;
        int tet_month, tet_day;
        int gio_to_month, gio_to_day; /* 0: not checked */
    } rows[] = {
        {1968, 1, 29, 0, 0 }, /* at UTC+7: in the South of that year it was kept on the 30th */
        {1975, 2, 11, 0, 0 },
        {1985, 1, 21, 0, 0 }, /* China kept 20/02 */
        {2000, 2, 5,  0, 0 },
        {2007, 2, 17, 0, 0 }, /* China kept 18/02 */
        {2014, 1, 31, 4, 9 },
        {2015, 2, 19, 4, 28},
        {2016, 2, 8,  4, 16},
        {2017, 1, 28, 4, 6 },
        {2018, 2, 16, 4, 25},
        {2019, 2, 5,  4, 14},
        {2020, 1, 25, 4, 2 },
        {2021, 2, 12, 4, 21},
        {2022, 2, 1,  4, 10},
        {2023, 1, 22, 4, 29},
        {2024, 2, 10, 4, 18},
        {2025, 1, 29, 4, 7 },
        {2026, 2, 17, 4, 26},
        {2027, 2, 6,  4, 16},
        {2028, 1, 26, 4, 4 },
        {2029, 2, 13, 4, 23},
        {2030, 2, 2,  4, 12}, /* China keeps 03/02 */
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct civil_date date;
        assert_int_equal(lunar_new_year(rows[i].year).days,
                         date_ymd(rows[i].year, rows[i].tet_month, rows[i].tet_day).days);
        if (!rows[i].gio_to_month)
            continue;
        assert_true(lunar_to_solar((struct lunar_date){rows[i].year, 3, 10, false}, &date));
        assert_int_equal(date.days,
                         date_ymd(rows[i].year, rows[i].gio_to_month, rows[i].gio_to_day).days);
    }
}

static void leap_months_are_those_of_the_almanac(void **state)
{
    static const struct {
        int year;
        int month; /* 0: none */
    } rows[] = {
        {1984, 0 },
        {1985, 2 },
        {1987, 7 },
        {1990, 5 },
        {1993, 3 },
        {1995, 8 },
        {1998, 5 },
        {2001, 4 },
        {2004, 2 },
        {2006, 7 },
        {2009, 5 },
        {2012, 4 },
        {2014, 9 },
        {2017, 6 },
        {2020, 4 },
        {2022, 0 },
        {2023, 2 },
        {2024, 0 },
        {2025, 6 },
        {2026, 0 },
        {2028, 5 },
        {2031, 3 },
        {2033, 11},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (int month = 1; month <= 12; month++) {
            struct civil_date date;
            bool has_leap =
                lunar_to_solar((struct lunar_date){rows[i].year, month, 1, true}, &date);
            if (has_leap != (month == rows[i].month))
                print_error("year %d month %d\n", rows[i].year, month);
            assert_int_equal(has_leap, month == rows[i].month);
        }
    }
}

static void every_day_of_two_centuries_comes_back(void **state)
{
    struct civil_date last = date_ymd(LUNAR_LAST_YEAR, 12, 31);
    struct lunar_date before = {0};
    (void)state;
    for (struct civil_date date = date_ymd(LUNAR_FIRST_YEAR, 1, 1); date.days <= last.days;
         date.days++) {
        struct lunar_date lunar;
        struct civil_date back;
        assert_true(lunar_from_solar(date, &lunar));
        assert_true(lunar_to_solar(lunar, &back));
        assert_int_equal(back.days, date.days);
        /* a day follows the last, or begins a month after 29 or 30 days */
        if (before.year)
            assert_true(lunar.day == before.day + 1 ||
                        (lunar.day == 1 && (before.day == 29 || before.day == 30)));
        before = lunar;
    }
}

static void what_does_not_exist_is_refused(void **state)
{
    struct lunar_date lunar;
    struct civil_date date;
    (void)state;
    assert_false(lunar_from_solar(date_ymd(1899, 12, 31), &lunar));
    assert_false(lunar_from_solar(date_ymd(2101, 1, 1), &lunar));
    assert_true(lunar_from_solar(date_ymd(1900, 1, 1), &lunar));
    assert_true(lunar_from_solar(date_ymd(2100, 12, 31), &lunar));
    /* month 12 of Giáp Thìn had 29 days */
    assert_false(lunar_to_solar((struct lunar_date){2024, 12, 30, false}, &date));
    assert_true(lunar_to_solar((struct lunar_date){2024, 12, 29, false}, &date));
    assert_int_equal(date.days, date_ymd(2025, 1, 28).days);
    assert_false(lunar_to_solar((struct lunar_date){2026, 5, 1, true}, &date));
    assert_false(lunar_to_solar((struct lunar_date){2026, 13, 1, false}, &date));
    assert_false(lunar_to_solar((struct lunar_date){2026, 0, 1, false}, &date));
    assert_false(lunar_to_solar((struct lunar_date){2026, 1, 0, false}, &date));
    assert_false(lunar_to_solar((struct lunar_date){2026, 1, 31, false}, &date));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tet_falls_on_the_days_that_were_kept),
        cmocka_unit_test(leap_months_are_those_of_the_almanac),
        cmocka_unit_test(every_day_of_two_centuries_comes_back),
        cmocka_unit_test(what_does_not_exist_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
