/*
 * Frequencies over years, with the two regimes of commune chairs, the end of districts
 * and a merger. Counted on a calendar by hand.
 */
#include "civic/built_in_fixture.h"
#include "modules/reception/frequency.h"

static struct unit unit_of(enum unit_kind kind, struct civil_date from, struct civil_date to)
{
    return (struct unit){.id = 1, .kind = kind, .valid_from = from, .valid_to = to};
}

static size_t not_met(const struct law_frequency *frequency)
{
    size_t count = 0;
    for (size_t i = 0; i < frequency->periods.count; i++)
        count += !frequency->periods.items[i].is_met;
    return count;
}

/* Every Wednesday of 2026: enough by the week until 30 June, enough by the month after. */
static void a_commune_chair_has_two_regimes_in_2026(void **state)
{
    struct arena *arena = arena_new();
    const struct law *law = built_in_law();
    struct unit unit = unit_of(UNIT_COMMUNE, date_ymd(2025, 7, 1), DATE_NONE);
    struct civil_date days[60];
    size_t count = 0;
    duty_list duties;
    (void)state;
    for (struct civil_date day = date_ymd(2026, 1, 7); day.days <= date_ymd(2026, 12, 30).days;
         day.days += 7)
        days[count++] = day;
    duties = duty_judge(arena, law, STR("commune_chair"), &unit, date_ymd(2026, 1, 1),
                        date_ymd(2026, 12, 31), days, count);
    assert_int_equal(duties.count, 2);
    /* whole weeks from Monday 5 January to Sunday 28 June: 25 */
    assert_int_equal(duties.items[0].version->unit, UNIT_PER_WEEK);
    assert_int_equal(duties.items[0].frequency.periods.count, 25);
    assert_true(duties.items[0].frequency.is_met);
    /* July to December */
    assert_int_equal(duties.items[1].version->unit, UNIT_PER_MONTH);
    assert_int_equal(duties.items[1].version->number, 2);
    assert_int_equal(duties.items[1].frequency.periods.count, 6);
    assert_true(duties.items[1].frequency.is_met);
    arena_free(arena);
}

/* One Wednesday a month is too little under both. */
static void one_day_a_month_is_too_little_for_a_commune_chair(void **state)
{
    struct arena *arena = arena_new();
    const struct law *law = built_in_law();
    struct unit unit = unit_of(UNIT_COMMUNE, DATE_NONE, DATE_NONE);
    struct civil_date days[] = {date_ymd(2026, 6, 3), date_ymd(2026, 7, 1), date_ymd(2026, 8, 5)};
    duty_list duties = duty_judge(arena, law, STR("commune_chair"), &unit, date_ymd(2026, 6, 1),
                                  date_ymd(2026, 8, 31), days, COUNT(days));
    (void)state;
    assert_int_equal(duties.count, 2);
    /* four whole weeks of June: only the first has a day */
    assert_int_equal(duties.items[0].frequency.periods.count, 4);
    assert_int_equal(not_met(&duties.items[0].frequency), 3);
    assert_int_equal(not_met(&duties.items[1].frequency), 2);
    arena_free(arena);
}

/* The district ends on 30/06/2025: nothing is asked of July and later. */
static void a_district_chair_owes_nothing_after_the_last_day_of_districts(void **state)
{
    struct arena *arena = arena_new();
    const struct law *law = built_in_law();
    struct unit unit = unit_of(UNIT_DISTRICT, DATE_NONE, date_ymd(2025, 6, 30));
    struct civil_date days[] = {date_ymd(2025, 5, 12), date_ymd(2025, 5, 26), date_ymd(2025, 6, 9),
                                date_ymd(2025, 6, 23)};
    duty_list duties = duty_judge(arena, law, STR("district_chair"), &unit, date_ymd(2025, 4, 1),
                                  date_ymd(2026, 3, 31), days, COUNT(days));
    (void)state;
    assert_int_equal(duties.count, 1);
    assert_int_equal(duties.items[0].frequency.periods.count, 3);
    assert_int_equal(not_met(&duties.items[0].frequency), 1); /* April */
    duties = duty_judge(arena, law, STR("district_chair"), &unit, date_ymd(2025, 7, 1),
                        date_ymd(2026, 3, 31), days, COUNT(days));
    assert_int_equal(duties.count, 0);
    /* also where nobody wrote down that the unit ended: the level did */
    unit.valid_to = DATE_NONE;
    duties = duty_judge(arena, law, STR("district_chair"), &unit, date_ymd(2025, 7, 1),
                        date_ymd(2026, 3, 31), days, COUNT(days));
    assert_int_equal(duties.count, 0);
    arena_free(arena);
}

/* A commune made by the merger of 01/07/2025 counts from that Tuesday on: the first
 * whole week is 7 to 13 July. Days of the old commune are not its own. */
static void a_merged_commune_counts_from_its_first_day(void **state)
{
    struct arena *arena = arena_new();
    const struct law *law = built_in_law();
    struct unit old = unit_of(UNIT_COMMUNE, DATE_NONE, date_ymd(2025, 6, 30));
    struct unit merged = unit_of(UNIT_COMMUNE, date_ymd(2025, 7, 1), DATE_NONE);
    struct civil_date before[] = {date_ymd(2025, 6, 18), date_ymd(2025, 6, 25)};
    struct civil_date after[] = {date_ymd(2025, 7, 9), date_ymd(2025, 7, 16)};
    duty_list duties = duty_judge(arena, law, STR("commune_chair"), &old, date_ymd(2025, 6, 16),
                                  date_ymd(2025, 7, 20), before, COUNT(before));
    (void)state;
    assert_int_equal(duties.count, 1);
    assert_int_equal(duties.items[0].frequency.periods.count, 2);
    assert_true(duties.items[0].frequency.is_met);
    duties = duty_judge(arena, law, STR("commune_chair"), &merged, date_ymd(2025, 6, 16),
                        date_ymd(2025, 7, 20), after, COUNT(after));
    assert_int_equal(duties.items[0].frequency.periods.items[0].from.days,
                     date_ymd(2025, 7, 7).days);
    assert_int_equal(duties.items[0].frequency.periods.count, 2);
    assert_true(duties.items[0].frequency.is_met);
    arena_free(arena);
}

/* Years of a secretary of a commune's Party committee, from the first day of Regulation
 * 11-QĐi/TW (18/02/2019): March 2019 is the first whole month. */
static void a_rule_begins_with_its_first_whole_month(void **state)
{
    struct arena *arena = arena_new();
    const struct law *law = built_in_law();
    struct unit unit = unit_of(UNIT_COMMUNE, DATE_NONE, DATE_NONE);
    duty_list duties = duty_judge(arena, law, STR("party_commune"), &unit, date_ymd(2018, 1, 1),
                                  date_ymd(2022, 12, 31), NULL, 0);
    (void)state;
    assert_int_equal(duties.count, 1);
    assert_int_equal(duties.items[0].frequency.periods.count, 46);
    assert_int_equal(not_met(&duties.items[0].frequency), 46);
    assert_int_equal(duty_judge(arena, law, STR(""), &unit, date_ymd(2022, 1, 1),
                                date_ymd(2022, 12, 31), NULL, 0)
                         .count,
                     0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_commune_chair_has_two_regimes_in_2026),
        cmocka_unit_test(one_day_a_month_is_too_little_for_a_commune_chair),
        cmocka_unit_test(a_district_chair_owes_nothing_after_the_last_day_of_districts),
        cmocka_unit_test(a_merged_commune_counts_from_its_first_day),
        cmocka_unit_test(a_rule_begins_with_its_first_whole_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
