/*
 * Recurrence, against dates counted by hand on a printed calendar.
 */
#include "modules/reception/recur.h"

#include "base/buf.h"
#include "base/testing.h"

static struct str joined(struct arena *arena, const date_list *dates)
{
    struct buf out = buf_init(arena, 4000);
    for (size_t i = 0; i < dates->count; i++) {
        buf_add(&out, date_to_iso(arena, dates->items[i]));
        buf_add_byte(&out, ' ');
    }
    return str_trim(buf_str(&out));
}

static void rules_give_the_dates_of_the_printed_calendar(void **state)
{
    /* columns: rule, first, last (0: open), asked from, to, the dates */
    static const struct {
        const char *rule;
        const char *first;
        const char *last;
        const char *from;
        const char *to;
        const char *dates;
    } cases[] = {
  /* Thursdays of March 2022 */
        {"FREQ=WEEKLY;BYDAY=TH",          "2022-01-01", NULL,         "2022-03-01", "2022-03-31",
         "2022-03-03 2022-03-10 2022-03-17 2022-03-24 2022-03-31"                                   },
 /* over the end of a leap February: Mondays and Fridays */
        {"FREQ=WEEKLY;BYDAY=MO,FR",       "2024-02-20", NULL,         "2024-02-20", "2024-03-08",
         "2024-02-23 2024-02-26 2024-03-01 2024-03-04 2024-03-08"                                   },
        {"FREQ=MONTHLY;BYMONTHDAY=10,24", "2022-03-11", NULL,         "2022-03-01", "2022-05-10",
         "2022-03-24 2022-04-10 2022-04-24 2022-05-10"                                              },
 /* a month without a 31st has no day */
        {"FREQ=MONTHLY;BYMONTHDAY=31",    "2022-01-01", NULL,         "2022-01-01", "2022-06-30",
         "2022-01-31 2022-03-31 2022-05-31"                                                         },
        {"FREQ=MONTHLY;BYMONTHDAY=29",    "2023-01-01", NULL,         "2023-02-01", "2023-03-31",
         "2023-03-29"                                                                               },
        {"FREQ=MONTHLY;BYDAY=1TH,3TH",    "2022-02-01", NULL,         "2022-02-01", "2022-04-30",
         "2022-02-03 2022-02-17 2022-03-03 2022-03-17 2022-04-07 2022-04-21"                        },
        {"FREQ=MONTHLY;BYDAY=-1FR",       "2022-01-01", NULL,         "2022-01-01", "2022-04-30",
         "2022-01-28 2022-02-25 2022-03-25 2022-04-29"                                              },
 /* the last day counts, the day after does not */
        {"FREQ=WEEKLY;BYDAY=TH",          "2022-03-03", "2022-03-17", "2022-01-01", "2022-12-31",
         "2022-03-03 2022-03-10 2022-03-17"                                                         },
        {"FREQ=WEEKLY;BYDAY=TH",          "2022-03-04", "2022-03-09", "2022-01-01", "2022-12-31", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new();
        struct civil_date first;
        struct civil_date last = DATE_NONE;
        struct civil_date from;
        struct civil_date to;
        date_list dates;
        assert_true(date_from_iso(str_from_c(cases[i].first), &first));
        assert_true(!cases[i].last || date_from_iso(str_from_c(cases[i].last), &last));
        assert_true(date_from_iso(str_from_c(cases[i].from), &from));
        assert_true(date_from_iso(str_from_c(cases[i].to), &to));
        assert_no_fault(
            recur_dates(arena, str_from_c(cases[i].rule), first, last, from, to, 500, &dates));
        assert_str(joined(arena, &dates), str_from_c(cases[i].dates));
        arena_free(arena);
    }
}

static void a_rule_that_never_ends_is_cut_by_what_is_asked(void **state)
{
    struct arena *arena = arena_new();
    date_list dates;
    (void)state;
    assert_no_fault(recur_dates(arena, STR("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"),
                                date_ymd(2022, 1, 1), DATE_NONE, date_ymd(2022, 1, 1),
                                date_ymd(9999, 12, 31), 400, &dates));
    assert_int_equal(dates.count, 400);
    assert_int_equal(dates.items[399].days, date_ymd(2023, 2, 4).days);
    arena_free(arena);
}

static void what_is_no_rule_of_days_is_refused(void **state)
{
    static const char *const bad[] = {"",
                                      "FREQ=SECONDLY",
                                      "FREQ=HOURLY;INTERVAL=2",
                                      "BYDAY=TH",
                                      "FREQ=FORTNIGHTLY",
                                      "thứ Năm",
                                      "RSCALE=CHINESE;FREQ=MONTHLY;BYMONTHDAY=1",
                                      "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                                      "FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2",
                                      "FREQ=MONTHLY;BYMONTHDAY=32",
                                      "FREQ=MONTHLY;BYDAY=6MO",
                                      "FREQ=WEEKLY;BYDAY="};
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct arena *arena = arena_new();
        date_list dates;
        const struct fault *fault =
            recur_dates(arena, str_from_c(bad[i]), date_ymd(2022, 1, 1), DATE_NONE,
                        date_ymd(2022, 1, 1), date_ymd(2022, 2, 1), 10, &dates);
        assert_non_null(fault);
        assert_int_equal(fault->kind, FAULT_INVALID);
        arena_free(arena);
    }
}

static void every_pattern_is_its_rule_and_back(void **state)
{
    (void)state;
    for (unsigned bits = 1; bits < 128; bits++) {
        struct arena *arena = arena_new();
        struct pattern weekly = {.kind = PATTERN_WEEKLY, .weekdays = bits << 1};
        struct pattern nth = {
            .kind = PATTERN_NTH, .weekdays = bits << 1, .ordinals = (bits % 31 + 1) << 1};
        struct pattern read;
        assert_true(pattern_from_rule(pattern_rule(arena, &weekly), &read));
        assert_int_equal(read.kind, PATTERN_WEEKLY);
        assert_int_equal(read.weekdays, weekly.weekdays);
        assert_true(pattern_from_rule(pattern_rule(arena, &nth), &read));
        assert_int_equal(read.weekdays, nth.weekdays);
        assert_int_equal(read.ordinals, nth.ordinals);
        arena_free(arena);
    }
}

static void days_of_the_month_are_read_as_people_write_them(void **state)
{
    struct pattern pattern = {.kind = PATTERN_MONTH_DAY};
    struct arena *arena = arena_new();
    (void)state;
    assert_true(pattern_days(STR("10, 24"), &pattern));
    assert_int_equal(pattern.day_count, 2);
    assert_int_equal(pattern.days[1], 24);
    /* who writes 31 means the end of each month, not of seven in the year */
    assert_true(pattern_days(STR("15, 31"), &pattern));
    assert_int_equal(pattern.days[1], PATTERN_LAST_DAY);
    assert_str(pattern_rule(arena, &pattern), STR("FREQ=MONTHLY;BYMONTHDAY=15,-1"));
    assert_true(pattern_from_rule(STR("FREQ=MONTHLY;BYMONTHDAY=15,-1"), &pattern));
    assert_int_equal(pattern.days[1], PATTERN_LAST_DAY);
    arena_free(arena);
    assert_false(pattern_days(STR("-1"), &pattern));
    assert_false(pattern_days(STR("0"), &pattern));
    assert_false(pattern_days(STR("32"), &pattern));
    assert_false(pattern_days(STR("10, 10"), &pattern));
    assert_false(pattern_days(STR("10 24"), &pattern));
    assert_false(pattern_days(STR("1,2,3,4,5,6"), &pattern));
    assert_false(pattern_days(STR(""), &pattern));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_give_the_dates_of_the_printed_calendar),
        cmocka_unit_test(a_rule_that_never_ends_is_cut_by_what_is_asked),
        cmocka_unit_test(what_is_no_rule_of_days_is_refused),
        cmocka_unit_test(every_pattern_is_its_rule_and_back),
        cmocka_unit_test(days_of_the_month_are_read_as_people_write_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
