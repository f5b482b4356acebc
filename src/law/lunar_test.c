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

/* columns: month and day of Tết, leap month or 0; from 1900 on. Worked out at UTC+7 from
 * the positions of the sun and the moon by VSOP87 and ELP 2000, which this program does
 * not use. */
/* clang-format off */
static const struct {
    int month, day;
    int leap;
} almanac[] = {
    {1, 31, 8}, {2, 19, 0}, {2, 8, 0}, {1, 28, 5}, {2, 16, 0}, {2, 4, 0}, /* 1900 */
    {1, 25, 4}, {2, 13, 0}, {2, 2, 0}, {1, 22, 2}, {2, 10, 0}, {1, 30, 6}, /* 1906 */
    {2, 18, 0}, {2, 6, 0}, {1, 26, 5}, {2, 14, 0}, {2, 3, 0}, {1, 23, 3}, /* 1912 */
    {2, 11, 0}, {2, 1, 7}, {2, 20, 0}, {2, 8, 0}, {1, 28, 6}, {2, 16, 0}, /* 1918 */
    {2, 5, 0}, {1, 24, 4}, {2, 13, 0}, {2, 2, 0}, {1, 23, 2}, {2, 10, 0}, /* 1924 */
    {1, 30, 6}, {2, 17, 0}, {2, 6, 0}, {1, 26, 5}, {2, 14, 0}, {2, 3, 0}, /* 1930 */
    {1, 24, 3}, {2, 11, 0}, {1, 31, 8}, {2, 19, 0}, {2, 8, 0}, {1, 27, 6}, /* 1936 */
    {2, 15, 0}, {2, 5, 0}, {1, 25, 4}, {2, 13, 0}, {2, 2, 0}, {1, 22, 2}, /* 1942 */
    {2, 10, 0}, {1, 29, 7}, {2, 17, 0}, {2, 6, 0}, {1, 27, 5}, {2, 14, 0}, /* 1948 */
    {2, 3, 0}, {1, 24, 3}, {2, 12, 0}, {1, 31, 8}, {2, 18, 0}, {2, 8, 0}, /* 1954 */
    {1, 28, 6}, {2, 15, 0}, {2, 5, 0}, {1, 25, 4}, {2, 13, 0}, {2, 1, 0}, /* 1960 */
    {1, 21, 3}, {2, 9, 0}, {1, 29, 7}, {2, 16, 0}, {2, 6, 0}, {1, 27, 5}, /* 1966 */
    {2, 15, 0}, {2, 3, 0}, {1, 23, 4}, {2, 11, 0}, {1, 31, 8}, {2, 18, 0}, /* 1972 */
    {2, 7, 0}, {1, 28, 6}, {2, 16, 0}, {2, 5, 0}, {1, 25, 4}, {2, 13, 0}, /* 1978 */
    {2, 2, 0}, {1, 21, 2}, {2, 9, 0}, {1, 29, 7}, {2, 17, 0}, {2, 6, 0}, /* 1984 */
    {1, 27, 5}, {2, 15, 0}, {2, 4, 0}, {1, 23, 3}, {2, 10, 0}, {1, 31, 8}, /* 1990 */
    {2, 19, 0}, {2, 7, 0}, {1, 28, 5}, {2, 16, 0}, {2, 5, 0}, {1, 24, 4}, /* 1996 */
    {2, 12, 0}, {2, 1, 0}, {1, 22, 2}, {2, 9, 0}, {1, 29, 7}, {2, 17, 0}, /* 2002 */
    {2, 7, 0}, {1, 26, 5}, {2, 14, 0}, {2, 3, 0}, {1, 23, 4}, {2, 10, 0}, /* 2008 */
    {1, 31, 9}, {2, 19, 0}, {2, 8, 0}, {1, 28, 6}, {2, 16, 0}, {2, 5, 0}, /* 2014 */
    {1, 25, 4}, {2, 12, 0}, {2, 1, 0}, {1, 22, 2}, {2, 10, 0}, {1, 29, 6}, /* 2020 */
    {2, 17, 0}, {2, 6, 0}, {1, 26, 5}, {2, 13, 0}, {2, 2, 0}, {1, 23, 3}, /* 2026 */
    {2, 11, 0}, {1, 31, 11}, {2, 19, 0}, {2, 8, 0}, {1, 28, 6}, {2, 15, 0}, /* 2032 */
    {2, 4, 0}, {1, 24, 5}, {2, 12, 0}, {2, 1, 0}, {1, 22, 2}, {2, 10, 0}, /* 2038 */
    {1, 30, 7}, {2, 17, 0}, {2, 6, 0}, {1, 26, 5}, {2, 14, 0}, {2, 2, 0}, /* 2044 */
    {1, 23, 3}, {2, 11, 0}, {2, 1, 8}, {2, 18, 0}, {2, 8, 0}, {1, 28, 6}, /* 2050 */
    {2, 15, 0}, {2, 4, 0}, {1, 24, 4}, {2, 12, 0}, {2, 2, 0}, {1, 21, 3}, /* 2056 */
    {2, 9, 0}, {1, 29, 7}, {2, 17, 0}, {2, 5, 0}, {1, 26, 5}, {2, 14, 0}, /* 2062 */
    {2, 3, 0}, {1, 23, 4}, {2, 11, 0}, {1, 31, 8}, {2, 19, 0}, {2, 7, 0}, /* 2068 */
    {1, 27, 6}, {2, 15, 0}, {2, 5, 0}, {1, 24, 4}, {2, 12, 0}, {2, 2, 0}, /* 2074 */
    {1, 22, 3}, {2, 9, 0}, {1, 29, 7}, {2, 17, 0}, {2, 6, 0}, {1, 26, 5}, /* 2080 */
    {2, 14, 0}, {2, 3, 0}, {1, 24, 4}, {2, 10, 0}, {1, 30, 8}, {2, 18, 0}, /* 2086 */
    {2, 7, 0}, {1, 27, 6}, {2, 15, 0}, {2, 5, 0}, {1, 25, 4}, {2, 12, 0}, /* 2092 */
    {2, 1, 0}, {1, 21, 2}, {2, 9, 0}, /* 2098 */
};
/* clang-format on */

static void every_tet_and_leap_month_of_two_centuries_is_where_astronomy_puts_it(void **state)
{
    (void)state;
    assert_int_equal(COUNT(almanac), LUNAR_LAST_YEAR - LUNAR_FIRST_YEAR + 1);
    for (int year = LUNAR_FIRST_YEAR; year <= LUNAR_LAST_YEAR; year++) {
        int at = year - LUNAR_FIRST_YEAR;
        struct civil_date tet = date_ymd(year, almanac[at].month, almanac[at].day);
        struct civil_date date;
        assert_int_equal(lunar_new_year(year).days, tet.days);
        for (int month = 1; month <= 12; month++) {
            struct lunar_date leap = {year, month, 1, true};
            assert_int_equal(lunar_to_solar(leap, &date), month == almanac[at].leap);
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
        cmocka_unit_test(every_tet_and_leap_month_of_two_centuries_is_where_astronomy_puts_it),
        cmocka_unit_test(every_day_of_two_centuries_comes_back),
        cmocka_unit_test(what_does_not_exist_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
