/*
 * What goes up to the direct superior: denounced again, overdue, appealed (Luật Tố cáo
 * 25/2018, Điều 37, 38; Luật Khiếu nại 02/2011, Điều 7.1), read off the law as in lifecycle_test.c.
 */
#include "civic/matter_relation.h"
#include "modules/petitions/lifecycle_story.h"

/* Luật Tố cáo, Điều 38.5; NĐ 31/2019, Điều 5.3: 30 D from the day the superior accepted it,
 * Monday 11/04/2022 being off: from Tuesday 12/04 to Thursday 12/05. Điều 37.2b. */
static void the_superior_takes_an_overdue_denunciation_over(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = accepted_denunciation(work, &town, date_ymd(2022, 3, 7));
        struct taken taken = {"take-over", date_ymd(2022, 4, 6), NULL, false, town.district};
        const struct fault *fault = take(work, id, taken);
        struct matter matter;
        assert_non_null(fault);
        assert_string_equal(fault->key, "denunciation.not_overdue");
        taken.on = date_ymd(2022, 4, 12);
        work->actor = &town.actors[CHI]; /* a leader of the commune alone */
        fault = take(work, id, taken);
        assert_non_null(fault);
        assert_string_equal(fault->key, "denunciation.superior");
        work->actor = &actor_system;
        assert_no_fault(take(work, id, taken));
        assert_no_fault(matter_load(work, id, &matter));
        assert_int_equal(matter.unit_id, town.district);
        assert_day(due(work, id, "denunciation.resolve"), 2022, 5, 12);
        id = receive(work, &town, &denunciation_kind, "", date_ymd(2022, 3, 7));
        must(work, id, "register", date_ymd(2022, 3, 7), NULL);
        must(work, id, "check", date_ymd(2022, 3, 8), "ineligible");
        must(work, id, "refuse", date_ymd(2022, 3, 9), NULL);
        must(work, id, "repeat", date_ymd(2022, 3, 14), NULL);
        must(work, id, "move-on", date_ymd(2022, 3, 21), NULL);
        assert_state(work, id, "transferred");
    }
}

/* Luật Tố cáo, Điều 33.1: withdrawn before there is a new conclusion; Điều 33.3: the superior
 * may go on nevertheless. Received again on Monday 14/03/2022: 20 D is Sunday 03/04, so
 * Monday 04/04, and the term runs on while the withdrawal is looked at. */
static void what_was_denounced_again_is_withdrawn(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        const struct lifecycle_action *let_go =
            kind_action(&denunciation_kind, STR("let-go-again"));
        struct taken given_up = {"give-up", date_ymd(2022, 3, 15), NULL, true, 0};
        struct matter matter;
        int64_t id = receive(work, &town, &denunciation_kind, "", date_ymd(2022, 3, 7));
        must(work, id, "register", date_ymd(2022, 3, 7), NULL);
        must(work, id, "check", date_ymd(2022, 3, 8), "ineligible");
        must(work, id, "refuse", date_ymd(2022, 3, 9), NULL);
        must(work, id, "repeat", date_ymd(2022, 3, 14), NULL);
        assert_no_fault(take(work, id, given_up));
        assert_day(due(work, id, "denunciation.repeat.review"), 2022, 4, 4);
        must_not(work, id, "uphold", date_ymd(2022, 3, 16), NULL, "matter.not_from_here");
        must(work, id, "review-on", date_ymd(2022, 3, 16), NULL);
        assert_state(work, id, "repeated");
        given_up.on = date_ymd(2022, 3, 17);
        assert_no_fault(take(work, id, given_up));
        assert_no_fault(matter_load(work, id, &matter));
        work->actor = &town.actors[CHI]; /* nobody of whom it is said that they judged wrongly */
        assert_int_equal(matter_unoffered(work, &matter, let_go, false)->kind, FAULT_FORBIDDEN);
        work->actor = &actor_system;
        must(work, id, "let-go-again", date_ymd(2022, 3, 18), NULL);
        assert_state(work, id, "withdrawn");
        assert_no_fault(matter_load(work, id, &matter));
        assert_true(date_is_none(matter.due_on));
    }
}

/* Luật Tố cáo, Điều 37: what is denounced again goes to the superior, with nobody of the unit
 * that resolved it; the superior resolves it again itself. Made again on Monday 14/03/2022:
 * 20 D is Sunday 03/04, so Monday 04/04. Taken up on 21/03: 30 D is Wednesday 20/04. */
static void the_superior_resolves_a_repeated_denunciation_itself(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        const struct lifecycle_action *take_up = kind_action(&denunciation_kind, STR("take-up"));
        const struct fault *fault;
        struct matter matter;
        int64_t id = receive(work, &town, &denunciation_kind, "", date_ymd(2022, 3, 7));
        must(work, id, "register", date_ymd(2022, 3, 7), NULL);
        must(work, id, "check", date_ymd(2022, 3, 8), "ineligible");
        must(work, id, "refuse", date_ymd(2022, 3, 9), NULL);
        must(work, id, "repeat", date_ymd(2022, 3, 14), NULL);
        assert_no_fault(matter_load(work, id, &matter));
        assert_int_equal(matter.unit_id, town.district);
        assert_int_equal(matter.official_id, 0);
        assert_day(due(work, id, "denunciation.repeat.review"), 2022, 4, 4);
        work->actor = &town.actors[CHI]; /* a leader of the commune alone */
        fault = matter_unoffered(work, &matter, take_up, false);
        assert_non_null(fault);
        assert_int_equal(fault->kind, FAULT_FORBIDDEN);
        work->actor = &actor_system;
        assert_no_fault(matter_unoffered(work, &matter, take_up, false));
        must(work, id, "take-up", date_ymd(2022, 3, 21), NULL);
        assert_no_fault(matter_load(work, id, &matter));
        assert_int_equal(matter.unit_id, town.district);
        assert_day(due(work, id, "denunciation.resolve"), 2022, 4, 20);
        /* nobody here is above the district: it writes down what was decided above */
        must(work, id, "terminate", date_ymd(2022, 3, 22), NULL);
        must(work, id, "repeat", date_ymd(2022, 3, 23), NULL);
        assert_no_fault(matter_load(work, id, &matter));
        assert_int_equal(matter.unit_id, town.district);
        must(work, id, "move-on", date_ymd(2022, 3, 24), NULL);
        assert_no_fault(matter_verify(work, id));
    }
}

static const struct fault *end_district(struct work *work, void *context)
{
    struct town *town = context;
    struct unit province = {.kind = UNIT_PROVINCE,
                            .code = STR("25"),
                            .name = STR("Tỉnh Phú Thọ"),
                            .valid_from = DATE_NONE,
                            .valid_to = DATE_NONE};
    const struct fault *fault = unit_create(work, &province);
    if (fault)
        return fault;
    town->district = province.id;
    return db_script(work,
                     arena_printf(work->arena,
                                  "UPDATE unit SET valid_to = '2025-06-30' WHERE code = '232';"
                                  "INSERT INTO unit_successor (unit_id, successor_id, from_date)"
                                  " SELECT id, %lld, '2025-07-01' FROM unit WHERE code = '232';",
                                  (long long)province.id));
}

/* Luật Tổ chức chính quyền địa phương 72/2025: no districts since 01/07/2025. What was their
 * chairs' goes to the chair of the province, not to a unit that is no longer there. */
static void what_goes_up_goes_to_who_took_over_from_the_superior(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        struct matter matter;
        const struct fault *fault;
        matter_link_list links;
        int64_t id = receive(work, &town, &denunciation_kind, "", date_ymd(2025, 3, 3));
        int64_t other = decided_complaint(work, &town);
        must(work, id, "register", date_ymd(2025, 3, 3), NULL);
        must(work, id, "check", date_ymd(2025, 3, 4), "ineligible");
        must(work, id, "refuse", date_ymd(2025, 3, 5), NULL);
        assert_no_fault(db_write(work, end_district, &town));
        must(work, id, "repeat", date_ymd(2025, 7, 7), NULL);
        assert_no_fault(matter_load(work, id, &matter));
        assert_int_equal(matter.unit_id, town.district);
        must(work, other, "appeal", date_ymd(2025, 7, 7), NULL);
        assert_no_fault(matter_links(work, other, &links));
        assert_int_equal(links.items[0].other.unit_id, town.district);
        fault = matter_untie(work,
                             &(struct matter_tie){links.items[0].other.id, other, LINK_APPEAL_OF});
        assert_non_null(fault); /* nobody could join them again */
        assert_string_equal(fault->key, "matter.link.appeal");
    }
}

/* A file that waited for its review before it went up of itself: the unit that resolved it
 * does not review it. */
static void what_did_not_go_up_is_for_the_superior_alone(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        const struct fault *fault;
        struct matter matter;
        int64_t id = receive(work, &town, &denunciation_kind, "", date_ymd(2022, 3, 7));
        assert_no_fault(matter_load(work, id, &matter));
        work->actor = &town.actors[CHI]; /* a leader of the commune alone */
        fault = guard_by_superior(work, &matter, NULL);
        assert_non_null(fault);
        assert_string_equal(fault->key, "denunciation.superior");
    }
}

/* Điều 38.2: the superior demands the report, not the unit of itself; Điều 38.3: it is given
 * because it was demanded, once. Accepted Monday 07/03/2022: 30 D is Wednesday 06/04. */
static void only_the_superior_demands_a_report(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = accepted_denunciation(work, &town, date_ymd(2022, 3, 7));
        must_not(work, id, "account", date_ymd(2022, 4, 7), NULL, "denunciation.not_demanded");
        work->actor = &town.actors[CHI]; /* a leader of the commune alone */
        must_not(work, id, "demand", date_ymd(2022, 4, 7), NULL, "denunciation.superior");
        work->actor = &actor_system;
        must(work, id, "demand", date_ymd(2022, 4, 7), NULL);
        must(work, id, "account", date_ymd(2022, 4, 8), NULL);
        must_not(work, id, "account", date_ymd(2022, 4, 8), NULL, "denunciation.not_demanded");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_superior_takes_an_overdue_denunciation_over),
        cmocka_unit_test(what_was_denounced_again_is_withdrawn),
        cmocka_unit_test(the_superior_resolves_a_repeated_denunciation_itself),
        cmocka_unit_test(what_goes_up_goes_to_who_took_over_from_the_superior),
        cmocka_unit_test(what_did_not_go_up_is_for_the_superior_alone),
        cmocka_unit_test(only_the_superior_demands_a_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
