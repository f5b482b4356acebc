/*
 * Local rules that a site set, over the real law: which day has which value, and what
 * cannot be set. Days are counted on the calendar of the notices.
 */
#include "law/due.h"
#include "law/local.h"

#include "law/law_fixture.h"

static struct law_setting setting(const char *rule, const char *given, const char *from,
                                  int64_t number, int64_t divisor)
{
    return (struct law_setting){
        .rule = str_from_c(rule),
        .given = str_from_c(given),
        .from = iso(str_from_c(from)),
        .value = {number, divisor},
        .reason = STR("Quyết định 12/QĐ-UBND"),
    };
}

static const struct law_version *version_on(struct arena *arena, const struct law *own,
                                            const char *rule, const char *given, const char *on)
{
    const struct law_condition *condition = law_condition(own, str_from_c(given));
    const struct law_version *version;
    assert_no_fault(law_version_on(arena, law_rule(own, str_from_c(rule)), iso(str_from_c(on)),
                                   &condition, condition != NULL, &version));
    return version;
}

/* feedback.resolve: 15 working days by practice, from 1 to 30. Of 07/03/2022, ten
 * working days end on 21/03, fifteen on 28/03. */
static void a_value_holds_from_its_day_until_the_next(void **state)
{
    struct arena *arena = *state;
    const struct law_setting settings[] = {
        setting("feedback.resolve", "", "2022-03-07", 10, 1),
        setting("feedback.resolve", "", "2022-06-01", 12, 1),
        setting("feedback.resolve", "", "2022-06-01", 20, 1), /* thought better of */
        setting("feedback.resolve", "", "2023-01-01", 15, 1), /* as the files say */
    };
    static const struct {
        const char *on;
        int64_t number;
        bool is_set;
    } rows[] = {
        {"2022-03-06", 15, false},
        {"2022-03-07", 10, true },
        {"2022-05-31", 10, true },
        {"2022-06-01", 20, true },
        {"2022-12-31", 20, true },
        {"2023-01-01", 15, false},
    };
    const struct law *own = law_with_settings(arena, law, settings, COUNT(settings));
    struct law_facts facts = {.on = iso(STR("2022-03-07"))};
    struct law_due due;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct law_version *version =
            version_on(arena, own, "feedback.resolve", "", rows[i].on);
        assert_int_equal(version->number, rows[i].number);
        assert_int_equal(version->usual != NULL, rows[i].is_set);
        assert_false(law_is_law(version));
    }
    assert_no_fault(law_due(arena, own, law_rule(own, STR("feedback.resolve")), &facts, &due));
    assert_str(date_to_iso(arena, due.due), STR("2022-03-21"));
    assert_true(due.is_local);
    assert_str(due.version->set_by, STR("Quyết định 12/QĐ-UBND"));
    assert_no_fault(law_due(arena, law, law_rule(law, STR("feedback.resolve")), &facts, &due));
    assert_str(date_to_iso(arena, due.due), STR("2022-03-28"));
    /* what was not set is the same, and the rule still stands in its place */
    assert_ptr_equal(law_rule(own, STR("complaint.accept")),
                     law_rule(law, STR("complaint.accept")));
    assert_int_equal(law_version_count(own), law_version_count(law) + 3);
}

/* From 01/07/2026 no text was seen of how often the chair of a commune receives; before,
 * điểm d khoản 2 Điều 15 Luật 42/2013 said it, and no setting reaches back there. */
static void law_is_never_set(void **state)
{
    struct arena *arena = *state;
    const struct law_setting settings[] = {
        setting("reception.frequency", "commune_chair", "2026-06-30", 3, 1), /* law */
        setting("reception.frequency", "commune_chair", "2026-09-01", 3, 1),
        setting("complaint.resolve.first", "", "2022-01-01", 10, 1), /* law */
        setting("feedback.resolve", "", "2022-01-01", 31, 1),        /* out of bounds */
        setting("feedback.resolve", "", "2022-01-01", 0, 1),
        setting("feedback.resolve", "", "2022-01-01", 9, 2),  /* half a day */
        setting("feedback.resolve", "", "2013-01-01", 10, 1), /* not yet a rule */
        setting("no.such", "", "2022-01-01", 10, 1),
    };
    const struct law *own = law_with_settings(arena, law, settings, COUNT(settings));
    assert_int_equal(
        version_on(arena, own, "reception.frequency", "commune_chair", "2026-06-30")->unit,
        UNIT_PER_WEEK);
    assert_int_equal(
        version_on(arena, own, "reception.frequency", "commune_chair", "2026-08-31")->number, 2);
    assert_int_equal(
        version_on(arena, own, "reception.frequency", "commune_chair", "2026-09-01")->number, 3);
    assert_int_equal(version_on(arena, own, "complaint.resolve.first", "", "2022-01-01")->number,
                     30);
    assert_int_equal(version_on(arena, own, "feedback.resolve", "", "2022-01-01")->number, 15);
    assert_int_equal(law_version_count(own), law_version_count(law) + 1);
}

static void a_fraction_is_set_as_a_fraction(void **state)
{
    struct arena *arena = *state;
    struct law_setting two_thirds =
        setting("decision.threshold.contributions", "village", "2020-01-01", 2, 3);
    const struct law *own = law_with_settings(arena, law, &two_thirds, 1);
    const struct law_version *version =
        version_on(arena, own, "decision.threshold.contributions", "village", "2020-01-01");
    assert_int_equal(version->number, 2);
    assert_int_equal(version->divisor, 3);
}

static void values_are_read_as_people_write_them(void **state)
{
    static const struct {
        const char *rule, *given, *on, *typed;
        bool is_value, is_fit;
    } rows[] = {
        {"feedback.resolve",                 "",        "2022-01-01", " 10 ",        true,  true },
        {"feedback.resolve",                 "",        "2022-01-01", "30",          true,  true },
        {"feedback.resolve",                 "",        "2022-01-01", "31",          true,  false},
        {"feedback.resolve",                 "",        "2022-01-01", "0",           true,  false},
        {"feedback.resolve",                 "",        "2022-01-01", "-5",          false, false},
        {"feedback.resolve",                 "",        "2022-01-01", "10 ngày",    false, false},
        {"feedback.resolve",                 "",        "2022-01-01", "99999999999", false, false},
        {"feedback.resolve",                 "",        "2022-01-01", "9/2",         false, false},
        {"village_head.term",                "",        "2015-01-01", "5/2",         true,  true },
        {"village_head.term",                "",        "2015-01-01", "5/7",         false, false},
        {"decision.threshold.contributions", "village", "2020-01-01", "2/3",         true,  true },
        {"decision.threshold.contributions", "village", "2020-01-01", "1/3",         true,  false},
        {"decision.threshold.contributions", "village", "2020-01-01", "2/0",         false, false},
        {"complaint.resolve.first",          "",        "2022-01-01", "30",          true,  false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct law_version *version =
            version_on(*state, law, rows[i].rule, rows[i].given, rows[i].on);
        struct law_value value = {0, 1};
        assert_int_equal(law_value_read(version, str_from_c(rows[i].typed), &value),
                         rows[i].is_value);
        if (rows[i].is_value)
            assert_int_equal(law_value_fits(version, value), rows[i].is_fit);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_holds_from_its_day_until_the_next),
        cmocka_unit_test(law_is_never_set),
        cmocka_unit_test(a_fraction_is_set_as_a_fraction),
        cmocka_unit_test(values_are_read_as_people_write_them),
    };
    return cmocka_run_group_tests(tests, law_begin, law_end);
}
