/*
 * The days off of 2015 to 2026 as the notices had them, what is computed where
 * there is no notice, and what is refused.
 */
#include "law/calendar.h"

#include "base/testing.h"

#include <string.h>

static const struct calendar *calendar;

static int setup(void **state)
{
    size_t count;
    const struct asset *assets = asset_list(&count);
    struct arena *arena = arena_new();
    const struct fault *fault = calendar_load(arena, assets, count, &calendar);
    assert_no_fault(fault);
    *state = arena;
    return 0;
}

static int teardown(void **state)
{
    arena_free(*state);
    return 0;
}

/* Weekdays off and weekend days worked of a year, from "01-01 02-10 …". */
static const struct {
    int year;
    struct str off;
    struct str worked;
} notices[] = {
    {2014,
     STR_INIT(
         "01-01 01-28 01-29 01-30 01-31 02-03 02-04 02-05 04-09 04-30 05-01 05-02 09-01 09-02"),
     STR_INIT("01-25 02-08 04-26 09-06 12-27")                                                               },
    {2015,
     STR_INIT("01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-28 04-29 04-30 05-01 09-02"),
     STR_INIT("02-14 04-25")                                                                                 },
    {2016, STR_INIT("01-01 02-08 02-09 02-10 02-11 02-12 04-18 05-02 05-03 09-02"),              STR_INIT("")},
    {2017, STR_INIT("01-02 01-26 01-27 01-30 01-31 02-01 04-06 05-01 05-02 09-04"),              STR_INIT("")},
    {2018, STR_INIT("01-01 02-14 02-15 02-16 02-19 02-20 04-25 04-30 05-01 09-03 12-31"),
     STR_INIT("")                                                                                            },
    {2019, STR_INIT("01-01 02-04 02-05 02-06 02-07 02-08 04-15 04-29 04-30 05-01 09-02"),
     STR_INIT("01-05 05-04")                                                                                 },
    {2020, STR_INIT("01-01 01-23 01-24 01-27 01-28 01-29 04-02 04-30 05-01 09-02"),              STR_INIT("")},
    {2021, STR_INIT("01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03"),
     STR_INIT("")                                                                                            },
    {2022, STR_INIT("01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02"),
     STR_INIT("")                                                                                            },
    {2023, STR_INIT("01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04"),
     STR_INIT("")                                                                                            },
    {2024, STR_INIT("01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03"),
     STR_INIT("05-04")                                                                                       },
    {2025, STR_INIT("01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02"),
     STR_INIT("04-26")                                                                                       },
    {2026,
     STR_INIT("01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 "
              "11-24"),
     STR_INIT("01-10 08-22")                                                                                 },
};

static void assert_days_off(struct arena *arena, int year, struct str off, struct str worked)
{
    struct civil_date last = date_ymd(year, 12, 31);
    for (struct civil_date date = date_ymd(year, 1, 1); date.days <= last.days; date.days++) {
        struct str day = str_from(date_to_iso(arena, date), 5);
        bool is_weekend = date_weekday(date) >= SATURDAY;
        bool is_listed = str_find(is_weekend ? worked : off, day, 0) >= 0;
        if (calendar_is_off(calendar, date) != (is_weekend != is_listed))
            print_error("%d-" PRISTR "\n", year, STRARG(day));
        assert_int_equal(calendar_is_off(calendar, date), is_weekend != is_listed);
        assert_int_equal(calendar_day(calendar, date).is_off, is_weekend != is_listed);
    }
}

static void the_days_off_of_each_year_are_those_of_its_notice(void **state)
{
    for (size_t i = 0; i < COUNT(notices); i++) {
        assert_days_off(*state, notices[i].year, notices[i].off, notices[i].worked);
        assert_false(calendar_is_provisional(calendar, date_ymd(notices[i].year, 3, 1)));
        assert_false(calendar_is_provisional(calendar, date_ymd(notices[i].year, 9, 2)));
    }
}

/* Where the same days are off, whether for themselves or in lieu of a Sunday. */
static void assert_kinds(void)
{
    static const struct {
        int year, month, day;
        enum day_kind kind;
    } rows[] = {
        {2029, 9, 3,  DAY_HOLIDAY}, /* beside Sunday 2/9 */
        {2029, 9, 4,  DAY_LIEU   }, /* for it */
        {2029, 2, 16, DAY_HOLIDAY}, /* Tết on Tuesday: one day before, mồng 4 the last */
        {2033, 2, 3,  DAY_HOLIDAY}, /* Tết on Monday: one day before, mồng 4 the last */
        {2033, 2, 4,  DAY_LIEU   }, /* for the Sunday before */
        {2009, 1, 29, DAY_LIEU   }, /* the same with four days */
        {2006, 2, 1,  DAY_LIEU   }, /* Tết on Sunday: that and the Saturday before */
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(
            calendar_day(calendar, date_ymd(rows[i].year, rows[i].month, rows[i].day)).kind,
            rows[i].kind);
}

/* Mồng Một and 2/9 on each day of the week, and the four days of Tết of the Code of 1994:
 * Labour Code, article 112.1 "Tết Âm lịch: 05 ngày", "Quốc khánh: 02 ngày (ngày 02 tháng 9
 * dương lịch và 01 ngày liền kề trước hoặc sau)"; 111.3 "nghỉ bù … vào ngày làm việc kế
 * tiếp". Which days of the old year, and which day beside 2/9: as in the notices of years
 * with the same day of the week. */
static void the_days_off_of_each_kind_of_year_are_computed(void **state)
{
    static const struct {
        int year;
        struct str off;
    } rows[] = {
        {2005, STR_INIT("01-03 02-08 02-09 02-10 02-11 05-02 05-03 09-02")             }, /* Wed, Fri */
        {2006, STR_INIT("01-02 01-30 01-31 02-01 02-02 05-01 05-02 09-04")             }, /* Sun, Sat */
        {2008, STR_INIT("01-01 02-06 02-07 02-08 02-11 04-15 04-30 05-01 09-02")       }, /* Thu, Tue */
        {2009, STR_INIT("01-01 01-26 01-27 01-28 01-29 04-06 04-30 05-01 09-02")       }, /* Mon, Wed */
        {2027,
         STR_INIT(
             "01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24")}, /* Sat,
  Thu */
        {2028,
         STR_INIT(
             "01-03 01-24 01-25 01-26 01-27 01-28 04-04 05-01 05-02 09-01 09-04 11-24")}, /* Wed,
  Sat */
        {2029,
         STR_INIT(
             "01-01 02-12 02-13 02-14 02-15 02-16 04-23 04-30 05-01 09-03 09-04 11-26")}, /* Tue,
  Sun */
        {2030,
         STR_INIT(
             "01-01 01-31 02-01 02-04 02-05 02-06 04-12 04-30 05-01 09-02 09-03 11-25")}, /* Sat,
  Mon */
        {2031,
         STR_INIT(
             "01-01 01-21 01-22 01-23 01-24 01-27 04-01 04-30 05-01 09-01 09-02 11-24")}, /* Thu,
  Tue */
        {2033,
         STR_INIT(
             "01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02 11-24")}, /* Mon,
  Fri */
        {2034,
         STR_INIT(
             "01-02 02-17 02-20 02-21 02-22 02-23 04-28 05-01 05-02 09-01 09-04 11-24")}, /* Sun,
  Sat */
        {2037,
         STR_INIT(
             "01-01 02-13 02-16 02-17 02-18 02-19 04-24 04-30 05-01 09-01 09-02 11-24")}, /* Sun,
  Wed */
        {2041,
         STR_INIT(
             "01-01 01-30 01-31 02-01 02-04 02-05 04-10 04-30 05-01 09-02 09-03 11-25")}, /* Fri,
  Mon */
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_days_off(*state, rows[i].year, rows[i].off, STR(""));
    assert_kinds();
}

/* Of these years the press gives the swaps; the holidays are computed. */
static void known_swaps_of_a_provisional_year_count(void **state)
{
    static const struct {
        struct str off, worked;
    } rows[] = {
        {STR_INIT("2010-02-19"), STR_INIT("2010-02-27")},
        {STR_INIT("2011-01-31"), STR_INIT("2011-01-29")},
        {STR_INIT("2011-02-01"), STR_INIT("2011-01-30")},
        {STR_INIT("2011-04-11"), STR_INIT("2011-04-09")},
        {STR_INIT("2012-01-27"), STR_INIT("2012-02-04")},
        {STR_INIT("2012-12-31"), STR_INIT("2013-01-05")},
        {STR_INIT("2013-02-15"), STR_INIT("2013-02-23")},
        {STR_INIT("2013-04-29"), STR_INIT("2013-05-04")},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct civil_date off;
        struct civil_date worked;
        assert_true(date_from_iso(rows[i].off, &off) && date_from_iso(rows[i].worked, &worked));
        assert_true(date_weekday(off) < SATURDAY && date_weekday(worked) >= SATURDAY);
        assert_true(calendar_is_off(calendar, off));
        assert_false(calendar_is_off(calendar, worked));
        assert_true(calendar_is_provisional(calendar, off));
    }
}

static void a_day_off_says_why(void **state)
{
    struct calendar_day day;
    (void)state;
    day = calendar_day(calendar, date_ymd(2022, 4, 10));
    assert_int_equal(day.kind, DAY_HOLIDAY);
    assert_str(day.name->vi, STR("Giỗ Tổ Hùng Vương, 10 tháng Ba"));
    day = calendar_day(calendar, date_ymd(2022, 4, 11));
    assert_int_equal(day.kind, DAY_LIEU);
    assert_int_equal(day.other.days, date_ymd(2022, 4, 10).days);
    day = calendar_day(calendar, date_ymd(2026, 8, 31));
    assert_int_equal(day.kind, DAY_SWAPPED);
    assert_int_equal(day.other.days, date_ymd(2026, 8, 22).days);
    day = calendar_day(calendar, date_ymd(2026, 8, 22));
    assert_int_equal(day.kind, DAY_WORKED);
    assert_false(day.is_off);
    assert_int_equal(calendar_day(calendar, date_ymd(2026, 8, 23)).kind, DAY_WEEKEND);
    assert_int_equal(calendar_day(calendar, date_ymd(2026, 8, 24)).kind, DAY_WORKING);
}

/* columns: first and last day of a stretch without a working day, by the Labour Code */
static void a_year_without_a_notice_is_computed_and_provisional(void **state)
{
    static const struct {
        int year, month, day;
        bool is_off;
    } rows[] = {
  /* 2027: Tết on Saturday 6/2: 4 and 5/2 before it, the weekend made good 9 and 10/2 */
        {2027, 2,  3,  false},
        {2027, 2,  4,  true },
        {2027, 2,  8,  true },
        {2027, 2,  10, true },
        {2027, 2,  11, false},
 /* 10/3 falls on Friday 16/4; 30/4 on Friday; 1/5 on Saturday, made good on Monday */
        {2027, 4,  16, true },
        {2027, 4,  30, true },
        {2027, 5,  3,  true },
        {2027, 5,  4,  false},
 /* 2/9 on Thursday: the day after */
        {2027, 9,  1,  false},
        {2027, 9,  2,  true },
        {2027, 9,  3,  true },
        {2027, 11, 24, true },
 /* 24/11/2029 is a Saturday: made good on Monday */
        {2029, 11, 26, true },
        {2029, 11, 27, false},
 /* 2010 by the Code of 1994: 13 to 16/2, the weekend made good 17 and 18/2, and a swap */
        {2010, 2,  12, false},
        {2010, 2,  15, true },
        {2010, 2,  18, true },
        {2010, 2,  19, true },
        {2010, 2,  22, false},
        {2010, 9,  3,  false},
 /* no Giỗ Tổ before 2007 (18/4/2005, a Monday) */
        {2005, 4,  18, false},
        {2007, 4,  26, true },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct civil_date date = date_ymd(rows[i].year, rows[i].month, rows[i].day);
        if (calendar_is_off(calendar, date) != rows[i].is_off)
            print_error("row %zu\n", i);
        assert_int_equal(calendar_is_off(calendar, date), rows[i].is_off);
        assert_true(calendar_is_provisional(calendar, date));
        assert_null(calendar_notice(calendar, rows[i].year));
    }
    assert_non_null(calendar_notice(calendar, 2026));
    assert_false(calendar_holds(date_ymd(1899, 12, 31)));
    assert_true(calendar_holds(date_ymd(2100, 12, 31)));
    assert_false(calendar_holds(date_ymd(2101, 1, 1)));
}

static void a_change_by_an_administrator_lies_over_the_files(void **state)
{
    const struct calendar_change changes[] = {
        {.date = date_ymd(2026, 10, 5),  .is_off = true,  .name = {STR("Nghỉ bão"), STR("Storm")}},
        {.date = date_ymd(2026, 10, 10), .is_off = false, .name = {STR("Làm bù"), STR("Worked")}  },
        {.date = date_ymd(2026, 11, 24),
         .is_off = false,
         .name = {STR("Không nghỉ"), STR("No day off")}                                          },
    };
    const struct calendar *changed = calendar_changed(*state, calendar, changes, COUNT(changes));
    assert_true(calendar_is_off(changed, changes[0].date));
    assert_false(calendar_is_off(calendar, changes[0].date));
    assert_false(calendar_is_off(changed, changes[1].date));
    assert_int_equal(calendar_day(changed, changes[1].date).kind, DAY_WORKED);
    assert_false(calendar_is_off(changed, changes[2].date));
    assert_str(calendar_day(changed, changes[0].date).name->vi, STR("Nghỉ bão"));
}

static void a_notice_that_came_late_makes_its_year_official(void **state)
{
    struct calendar_change changes[] = {
        {.date = date_ymd(2027, 8, 30), .is_off = true,    .name = {STR("Nghỉ hoán đổi"), STR("Off")}},
        {.date = date_ymd(2027, 1, 1),  .is_notice = true, .name = {STR("Thông báo 1"), STR("A")}        },
    };
    const struct calendar *changed = calendar_changed(*state, calendar, changes, COUNT(changes));
    assert_true(calendar_is_provisional(calendar, date_ymd(2027, 8, 30)));
    assert_null(calendar_notice(calendar, 2027));
    assert_false(calendar_is_provisional(changed, date_ymd(2027, 1, 1)));
    assert_false(calendar_is_provisional(changed, date_ymd(2027, 12, 31)));
    assert_str(calendar_notice(changed, 2027)->vi, STR("Thông báo 1"));
    /* its days are as they were, but for the one that was changed */
    assert_true(calendar_is_off(changed, date_ymd(2027, 8, 30)));
    assert_true(calendar_is_off(changed, date_ymd(2027, 1, 1)));
    assert_int_equal(calendar_day(changed, date_ymd(2027, 1, 1)).kind, DAY_HOLIDAY);
    assert_true(calendar_is_provisional(changed, date_ymd(2028, 1, 1)));
    assert_false(calendar_is_provisional(changed, date_ymd(2026, 12, 31)));
    /* the calendar that it was made from is as before, and may be changed once more */
    assert_true(calendar_is_provisional(calendar, date_ymd(2027, 1, 1)));
    assert_false(calendar_is_off(calendar, date_ymd(2027, 8, 30)));
    changes[0].date = date_ymd(2027, 8, 31);
    changed = calendar_changed(*state, changed, changes, 1);
    assert_true(calendar_is_off(changed, date_ymd(2027, 8, 30)));
    assert_true(calendar_is_off(changed, date_ymd(2027, 8, 31)));
    assert_str(calendar_day(changed, date_ymd(2027, 8, 30)).name->vi, STR("Nghỉ hoán đổi"));
}

#define YEARS                                                                                      \
    "years 1900..\nlaw Luật | Law\nday 01-01 Tết Dương lịch | New Year\n"                  \
    "day 05-01 Lao động | Labour\n"

struct broken_calendar {
    struct str statute;
    struct str year; /* law/holidays/2016.txt: 1/1 a Friday, 1/5 a Sunday */
    const char *key; /* NULL: it is loaded */
    struct str place;
};

/* A whole file. */
static struct str ended(struct arena *arena, struct str text)
{
    return arena_printf(arena, PRISTR "end\n", STRARG(text));
}

static void assert_all_broken(struct arena *arena, const struct broken_calendar *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct asset files[] = {
            {STR("law/holidays/statute.txt"), ended(arena, rows[i].statute)},
            {STR("law/holidays/2016.txt"),    ended(arena, rows[i].year)   },
        };
        const struct calendar *made = NULL;
        const struct fault *fault = calendar_load(arena, files, 2, &made);
        if (!rows[i].key) {
            assert_no_fault(fault);
            continue;
        }
        if (!fault || strcmp(fault->key, rows[i].key) != 0)
            print_error("row %zu: %s\n", i, fault ? fault->key : "loaded");
        assert_non_null(fault);
        assert_string_equal(fault->key, rows[i].key);
        assert_str(fault->args[0].value, rows[i].place);
        assert_null(made);
    }
}

static void broken_files_are_refused_with_place_and_reason(void **state)
{
    static const struct broken_calendar rows[] = {
        {STR_INIT(YEARS),
         STR_INIT("year 2016\nnotice A | B\nholiday 2016-01-01 A | B\n"
                  "holiday 2016-05-01 A | B\nlieu 2016-05-02 2016-05-01\n"),
         NULL,                                                                                                                                             STR_INIT("")                          },
        {STR_INIT("years 1900..2000\nlaw A | B\nday 01-01 A | B\n"), STR_INIT("year 2016\n"),
         "law.broken.year",                                                                                                                                STR_INIT("law/holidays/statute.txt:3")},
        {STR_INIT(YEARS "years 2020..\n"),                           STR_INIT("year 2016\n"),                                         "law.broken.twice",
         STR_INIT("law/holidays/statute.txt:5")                                                                                                                                                  },
        {STR_INIT("day 01-01 A | B\n"),                              STR_INIT("year 2016\n"),                                         "law.broken.word",
         STR_INIT("law/holidays/statute.txt:1")                                                                                                                                                  },
        {STR_INIT(YEARS "day 13-01 A | B\n"),                        STR_INIT("year 2016\n"),                                         "law.broken.number",
         STR_INIT("law/holidays/statute.txt:5")                                                                                                                                                  },
        {STR_INIT(YEARS "beside 05-01 + - + A | B\n"),               STR_INIT("year 2016\n"),                                         "law.broken.number",
         STR_INIT("law/holidays/statute.txt:5")                                                                                                                                                  },
        {STR_INIT(YEARS),                                            STR_INIT("year 2017\n"),                                         "law.broken.year",
         STR_INIT("law/holidays/2016.txt:1")                                                                                                                                                     },
        {STR_INIT(YEARS),                                            STR_INIT("\nswap 2016-01-04 2016-01-09\n"),                      "law.broken.word",
         STR_INIT("law/holidays/2016.txt:2")                                                                                                                                                     },
        {STR_INIT(YEARS),                                            STR_INIT("year 2016\nswap 2016-01-02 2016-01-09\n"),             "law.broken.swap",
         STR_INIT("law/holidays/2016.txt:2")                                                                                                                                                     },
        {STR_INIT(YEARS),                                            STR_INIT("year 2016\nswap 2016-02-30 2016-01-09\n"),             "law.broken.date",
         STR_INIT("law/holidays/2016.txt:2")                                                                                                                                                     },
        {STR_INIT(YEARS),                                            STR_INIT("year 2016\nnotice A | B\nholiday 2016-01-01 A\n"),
         "law.broken.text",                                                                                                                                STR_INIT("law/holidays/2016.txt:3")   },
        {STR_INIT(YEARS),                                            STR_INIT("year 2016\nnotice A | B\nholiday 2016-01-01 A | B\n"),
         "law.broken.holiday",                                                                                                                             STR_INIT("law/holidays/2016.txt:1")   },
        {STR_INIT(YEARS),
         STR_INIT("year 2016\nnotice A | B\nholiday 2016-01-01 A | B\n"
                  "holiday 2016-05-01 A | B\n"),
         "law.broken.lieu",                                                                                                                                STR_INIT("law/holidays/2016.txt:1")   },
        {STR_INIT(YEARS),
         STR_INIT("year 2016\nnotice A | B\nholiday 2016-01-01 A | B\n"
                  "holiday 2016-01-01 A | B\n"),
         "law.broken.twice",                                                                                                                               STR_INIT("law/holidays/2016.txt:4")   },
        {STR_INIT(YEARS),
         STR_INIT("year 2016\nnotice A | B\nholiday 2016-01-01 A | B\n"
                  "holiday 2016-05-01 A | B\nlieu 2016-05-02 2016-05-01\n"
                  "holiday 2016-05-05 A | B\n"),
         "law.broken.no_holiday",                                                                                                                          STR_INIT("law/holidays/2016.txt:6")   },
    };
    assert_all_broken(*state, rows, COUNT(rows));
}

static void days_that_cannot_be_are_refused(void **state)
{
    static const struct broken_calendar rows[] = {
  /* days that not every year has */
        {STR_INIT(YEARS "beside 05-01 + + + + + + + A | B\n"),
         STR_INIT("year 2016\nnotice A | B\nholiday 2016-01-01 A | B\nholiday 2016-05-01 A | "
                  "B\nlieu 2016-05-02 2016-05-01\n"),
         "law.broken.holiday_count",                                                                                                                STR_INIT("law/holidays/2016.txt:1")   },
        {STR_INIT(YEARS "day 02-31 A | B\n"),                  STR_INIT("year 2016\n"),                                         "law.broken.day",
         STR_INIT("law/holidays/statute.txt:5")                                                                                                                                           },
        {STR_INIT(YEARS "day 02-29 A | B\n"),                  STR_INIT("year 2016\n"),                                         "law.broken.day",
         STR_INIT("law/holidays/statute.txt:5")                                                                                                                                           },
        {STR_INIT(YEARS "lunar 03-30 A | B\n"),                STR_INIT("year 2016\n"),                                         "law.broken.day",
         STR_INIT("law/holidays/statute.txt:5")                                                                                                                                           },
        {STR_INIT(YEARS "beside 12-31 + + + + + + + A | B\n"), STR_INIT("year 2016\n"),
         "law.broken.day",                                                                                                                          STR_INIT("law/holidays/statute.txt:5")},
        {STR_INIT(YEARS "beside 01-01 - - - - - - - A | B\n"), STR_INIT("year 2016\n"),
         "law.broken.day",                                                                                                                          STR_INIT("law/holidays/statute.txt:5")},
        {STR_INIT(YEARS "day 05-01 A | B\n"),                  STR_INIT("year 2016\n"),                                         "law.broken.twice",
         STR_INIT("law/holidays/statute.txt:5")                                                                                                                                           },
        {STR_INIT(YEARS "law A | B\n"),                        STR_INIT("year 2016\n"),                                         "law.broken.word",
         STR_INIT("law/holidays/statute.txt:5")                                                                                                                                           },
        {STR_INIT(YEARS "day 05-02 \xff | B\n"),               STR_INIT("year 2016\n"),                                         "law.broken.utf8",
         STR_INIT("law/holidays/statute.txt:5")                                                                                                                                           },
 /* the holidays are those of the law, and what stands for them the next working day */
        {STR_INIT(YEARS),                                      STR_INIT("year 2016\nnotice A | B\nholiday 2016-01-04 A | B\n"),
         "law.broken.no_holiday",                                                                                                                   STR_INIT("law/holidays/2016.txt:3")   },
        {STR_INIT(YEARS),
         STR_INIT("year 2016\nnotice A | B\nholiday 2016-01-01 A | B\nholiday 2016-05-01 A | "
                  "B\nlieu 2016-05-03 2016-05-01\n"),
         "law.broken.lieu",                                                                                                                         STR_INIT("law/holidays/2016.txt:5")   },
        {STR_INIT(YEARS),
         STR_INIT("year 2016\nnotice A | B\nholiday 2016-01-01 A | B\nholiday 2016-05-01 A | "
                  "B\nlieu 2016-04-29 2016-05-01\n"),
         "law.broken.lieu",                                                                                                                         STR_INIT("law/holidays/2016.txt:5")   },
        {STR_INIT(YEARS),
         STR_INIT("year 2016\nnotice A | B\nholiday 2016-01-01 A | B\nholiday 2016-05-01 A | "
                  "B\nlieu 2016-05-02 2016-05-01\nlieu 2016-05-03 2016-05-01\n"),
         "law.broken.lieu",                                                                                                                         STR_INIT("law/holidays/2016.txt:6")   },
        {STR_INIT(YEARS),
         STR_INIT("year 2016\nnotice A | B\nholiday 2016-01-01 A | B\nholiday 2016-05-01 A | "
                  "B\nlieu 2016-05-02 2016-05-01\nnotice A | B\n"),
         "law.broken.twice",                                                                                                                        STR_INIT("law/holidays/2016.txt:6")   },
        {STR_INIT(YEARS "tet 3 1 1 1 1 1 1 1 A | B\n"),
         STR_INIT("year 2016\nnotice A | B\nholiday 2016-01-01 A | B\nholiday 2016-02-06 A | B\n"
                  "holiday 2016-02-08 A | B\nholiday 2016-02-09 A | B\nholiday 2016-05-01 A | B\n"),
         "law.broken.holiday",                                                                                                                      STR_INIT("law/holidays/2016.txt:1")   },
 /* a swap lies in its year, its two days near each other */
        {STR_INIT(YEARS),                                      STR_INIT("year 2016\nswap 2017-01-04 2017-01-07\n"),             "law.broken.swap",
         STR_INIT("law/holidays/2016.txt:2")                                                                                                                                              },
        {STR_INIT(YEARS),                                      STR_INIT("year 2016\nswap 2016-01-04 2017-01-07\n"),             "law.broken.swap",
         STR_INIT("law/holidays/2016.txt:2")                                                                                                                                              },
    };
    assert_all_broken(*state, rows, COUNT(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_days_off_of_each_year_are_those_of_its_notice),
        cmocka_unit_test(the_days_off_of_each_kind_of_year_are_computed),
        cmocka_unit_test(known_swaps_of_a_provisional_year_count),
        cmocka_unit_test(a_day_off_says_why),
        cmocka_unit_test(a_year_without_a_notice_is_computed_and_provisional),
        cmocka_unit_test(a_change_by_an_administrator_lies_over_the_files),
        cmocka_unit_test(a_notice_that_came_late_makes_its_year_official),
        cmocka_unit_test(broken_files_are_refused_with_place_and_reason),
        cmocka_unit_test(days_that_cannot_be_are_refused),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
