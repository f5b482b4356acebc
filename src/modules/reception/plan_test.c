/*
 * Days of a rule among days off, against the printed calendar.
 */
#include "civic/built_in_fixture.h"
#include "modules/reception/plan.h"

enum {
    DAYS = 4
};

/* columns: rule, from, to, the days on which it is held */
static const struct {
    const char *rule;
    const char *from;
    const char *to;
    const char *held[DAYS];
} cases[] = {
  /* Sunday 10/04/2022 is the Hung Kings' Day, made good on Monday the 11th */
    {"FREQ=MONTHLY;BYMONTHDAY=10,24", "2022-04-01", "2022-04-30", {"2022-04-12", "2022-04-25"}},
 /* Saturday the 4th would go to Monday the 6th, which is a day of the rule itself */
    {"FREQ=MONTHLY;BYMONTHDAY=4,6",   "2026-04-01", "2026-04-30", {"2026-04-07", "2026-04-06"}},
 /* Saturday and Sunday: not both on Monday the 11th */
    {"FREQ=MONTHLY;BYMONTHDAY=9,10",  "2026-05-01", "2026-05-31", {"2026-05-11", "2026-05-12"}},
 /* Sunday 31/05/2026: June begins behind it, so May keeps it on Friday the 29th */
    {"FREQ=MONTHLY;BYMONTHDAY=-1",    "2026-05-01", "2026-06-30", {"2026-05-29", "2026-06-30"}},
    {"FREQ=MONTHLY;BYMONTHDAY=30,31", "2026-05-01", "2026-05-31", {"2026-05-29", "2026-05-28"}},
 /* the last day of February in a leap year and after it */
    {"FREQ=MONTHLY;BYMONTHDAY=-1",    "2024-02-01", "2024-02-29", {"2024-02-29"}              },
    {"FREQ=MONTHLY;BYMONTHDAY=-1",    "2025-02-01", "2025-02-28", {"2025-02-28"}              },
 /* Friday 10/04/2026 stands; a Thursday that is a holiday (30/04) is left out */
    {"FREQ=WEEKLY;BYDAY=TH",
     "2026-04-16",                                  "2026-05-07",
     {"2026-04-16", "2026-04-23", "2026-05-07"}                                               },
};

static void days_off_move_a_day_within_its_month_and_never_onto_another(void **state)
{
    struct arena *arena = arena_new();
    const struct law *law = built_in_law();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct reception_series series = {.rule = str_from_c(cases[i].rule),
                                          .first_on = date_ymd(2022, 1, 1),
                                          .last_on = DATE_NONE};
        struct civil_date from;
        struct civil_date to;
        planned_list days;
        size_t k = 0;
        assert_true(date_from_iso(str_from_c(cases[i].from), &from));
        assert_true(date_from_iso(str_from_c(cases[i].to), &to));
        assert_no_fault(plan_days(arena, law, &series, from, to, NULL, 0, 100, &days));
        for (; k < DAYS && cases[i].held[k]; k++) {
            assert_true(k < days.count);
            assert_str(date_to_iso(arena, days.items[k].held_on), str_from_c(cases[i].held[k]));
        }
        assert_int_equal(days.count, k);
    }
    arena_free(arena);
}

static void a_day_that_was_moved_onto_monday_leaves_tuesday(void **state)
{
    struct arena *arena = arena_new();
    const struct law *law = built_in_law();
    /* a clerk moved the 3rd to Monday 11/05/2026; the 9th is a Saturday */
    struct reception_day there = {.rule_on = date_ymd(2026, 5, 3),
                                  .held_on = date_ymd(2026, 5, 11)};
    struct reception_series series = {.rule = STR("FREQ=MONTHLY;BYMONTHDAY=9"),
                                      .first_on = date_ymd(2026, 1, 1),
                                      .last_on = DATE_NONE};
    planned_list days;
    (void)state;
    assert_no_fault(plan_days(arena, law, &series, date_ymd(2026, 5, 1), date_ymd(2026, 5, 31),
                              &there, 1, 100, &days));
    assert_int_equal(days.items[0].held_on.days, date_ymd(2026, 5, 12).days);
    there.state = RECEPTION_CANCELLED;
    assert_no_fault(plan_days(arena, law, &series, date_ymd(2026, 5, 1), date_ymd(2026, 5, 31),
                              &there, 1, 100, &days));
    assert_int_equal(days.items[0].held_on.days, date_ymd(2026, 5, 11).days);
    /* nothing is announced for a day that has gone: from the 31st on there is no way back */
    series.rule = STR("FREQ=MONTHLY;BYMONTHDAY=31");
    assert_no_fault(plan_days(arena, law, &series, date_ymd(2026, 5, 30), date_ymd(2026, 5, 31),
                              NULL, 0, 100, &days));
    assert_int_equal(days.items[0].held_on.days, date_ymd(2026, 6, 1).days);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_off_move_a_day_within_its_month_and_never_onto_another),
        cmocka_unit_test(a_day_that_was_moved_onto_monday_leaves_tuesday),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
