/*
 * What the papers of a case say of its terms, of whoever had it, and of what came before.
 */
#include "modules/petitions/case_paper.h"
#include "modules/petitions/lifecycle_story.h"

/* Of the nth step of that name; the paper is there. */
static struct case_paper_made paper_of(struct work *work, int64_t id, const char *action, int nth)
{
    case_paper_list papers;
    struct matter matter;
    assert_no_fault(matter_load(work, id, &matter));
    assert_no_fault(case_papers_of(work, &matter, &papers));
    for (size_t i = 0; i < papers.count; i++)
        if (str_equal(papers.items[i].event.action, str_from_c(action)) && --nth == 0)
            return papers.items[i];
    fail_msg("no paper of %s", action);
    return (struct case_paper_made){0};
}

static size_t count_papers(struct work *work, int64_t id)
{
    case_paper_list papers;
    struct matter matter;
    assert_no_fault(matter_load(work, id, &matter));
    assert_no_fault(case_papers_of(work, &matter, &papers));
    db_release(work);
    return papers.count;
}

/* Luật Tố cáo, Điều 30. Accepted Monday 07/03/2022: 30 D is Wednesday 06/04, lengthened once
 * Friday 06/05, twice Sunday 05/06, so Monday 06/06. Each paper says what was so when its step
 * was taken, whenever it is issued. */
static void a_paper_names_the_day_of_its_step(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = receive(work, &town, &denunciation_kind, "", date_ymd(2022, 3, 7));
        must(work, id, "register", date_ymd(2022, 3, 7), NULL);
        must(work, id, "check", date_ymd(2022, 3, 7), "eligible specially_complex");
        must(work, id, "accept", date_ymd(2022, 3, 7), NULL);
        must(work, id, "extend", date_ymd(2022, 4, 4), NULL);
        must(work, id, "extend", date_ymd(2022, 5, 4), NULL);
        assert_day(paper_of(work, id, "accept", 1).due_on, 2022, 4, 6);
        assert_day(paper_of(work, id, "extend", 1).due_on, 2022, 5, 6);
        assert_day(paper_of(work, id, "extend", 2).due_on, 2022, 6, 6);
    }
}

/* Suspended from Tuesday 15/03 to Friday 25/03/2022, 10 D: from 06/04 to Saturday 16/04, so
 * Monday 18/04. The notice of acceptance knew nothing of it. */
static void a_paper_counts_the_suspensions_before_it(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = receive(work, &town, &denunciation_kind, "", date_ymd(2022, 3, 7));
        must(work, id, "register", date_ymd(2022, 3, 7), NULL);
        must(work, id, "check", date_ymd(2022, 3, 7), "eligible");
        must(work, id, "accept", date_ymd(2022, 3, 7), NULL);
        must(work, id, "suspend", date_ymd(2022, 3, 15), NULL);
        must(work, id, "resume", date_ymd(2022, 3, 25), NULL);
        assert_day(paper_of(work, id, "accept", 1).due_on, 2022, 4, 6);
        assert_day(paper_of(work, id, "resume", 1).due_on, 2022, 4, 18);
    }
}

/* What the commune did not issue before the file went up is not issued in the name of the
 * district; Điều 37.2a: the district tells the denouncer that it is not resolved again. */
static void a_paper_is_issued_by_whoever_took_the_step(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        struct case_paper_made made;
        int64_t id = receive(work, &town, &denunciation_kind, "", date_ymd(2022, 3, 7));
        must(work, id, "register", date_ymd(2022, 3, 7), NULL);
        must(work, id, "check", date_ymd(2022, 3, 8), "ineligible");
        must(work, id, "refuse", date_ymd(2022, 3, 9), NULL);
        made = paper_of(work, id, "refuse", 1);
        assert_int_equal(made.unit_id, town.commune);
        must(work, id, "repeat", date_ymd(2022, 3, 14), NULL);
        assert_int_equal(count_papers(work, id), 0);
        must(work, id, "uphold", date_ymd(2022, 3, 21), NULL);
        assert_int_equal(count_papers(work, id), 1);
        made = paper_of(work, id, "uphold", 1);
        assert_int_equal(made.unit_id, town.district);
        assert_true(made.paper->is_for_sender);
    }
}

/* Luật Tố cáo, Điều 38.2: the superior demands the report, in its own name. Accepted Monday
 * 07/03/2022: 30 D is 06/04. */
static void a_demand_is_issued_by_the_unit_above(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        const struct case_paper_signing signing = {.signed_on = date_ymd(2022, 4, 8),
                                                   .position = STR("Chủ tịch"),
                                                   .signer = STR("Chi"),
                                                   .issuer = STR("UBND")};
        const struct grant leads = {ROLE_LEADER, town.district};
        const struct actor above = {.account_id = CHI, .grants = &leads, .grant_count = 1};
        struct case_paper_made made;
        const struct fault *fault;
        struct matter matter;
        int64_t id = accepted_denunciation(work, &town, date_ymd(2022, 3, 7));
        must(work, id, "demand", date_ymd(2022, 4, 8), NULL);
        made = paper_of(work, id, "demand", 1);
        assert_int_equal(made.unit_id, town.district);
        assert_day(made.due_on, 2022, 4, 6);
        assert_no_fault(matter_load(work, id, &matter));
        work->actor = &town.actors[CHI]; /* of the commune alone */
        fault = case_paper_issue(work, &matter, &made, &signing);
        assert_non_null(fault);
        assert_int_equal(fault->kind, FAULT_FORBIDDEN);
        work->actor = &above;
        db_release(work);
        assert_no_fault(case_paper_issue(work, &matter, &made, &signing));
        made = paper_of(work, id, "demand", 1);
        assert_int_equal(made.unit_id, town.district);
        assert_true(made.id != 0);
    }
}

/* Nghị định 30/2020/NĐ-CP, Điều 15: each body of a unit counts from 01. */
static void each_body_of_a_unit_counts_its_own_papers(void **state)
{
    static const struct {
        struct str issuer;
        struct str begins;
    } papers[] = {
        {STR_INIT("UBND"), STR_INIT("01/")},
        {STR_INIT("BTCD"), STR_INIT("01/")},
        {STR_INIT("UBND"), STR_INIT("02/")},
        {STR_INIT("BTCD"), STR_INIT("02/")},
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        const struct grant leads = {ROLE_LEADER, town.district};
        const struct actor above = {.account_id = CHI, .grants = &leads, .grant_count = 1};
        for (size_t i = 0; i < COUNT(papers); i++) {
            const struct case_paper_signing signing = {.signed_on = date_ymd(2022, 4, 8),
                                                       .position = STR("Chủ tịch"),
                                                       .signer = STR("Chi"),
                                                       .issuer = papers[i].issuer};
            int64_t id = accepted_denunciation(work, &town, date_ymd(2022, 3, 7));
            struct case_paper_made made;
            struct matter matter;
            must(work, id, "demand", date_ymd(2022, 4, 8), NULL);
            made = paper_of(work, id, "demand", 1);
            assert_no_fault(matter_load(work, id, &matter));
            work->actor = &above;
            db_release(work);
            assert_no_fault(case_paper_issue(work, &matter, &made, &signing));
            assert_true(str_starts(paper_of(work, id, "demand", 1).symbol, papers[i].begins));
        }
    }
}

/* Luật Khiếu nại, Điều 40.2: the second decision says what came of the dialogue. */
static void a_decision_tells_of_the_dialogue_before_it(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        struct case_paper_made made;
        int64_t id = receive(work, &town, &second_complaint_kind, "second", date_ymd(2022, 3, 7));
        must(work, id, "classify", date_ymd(2022, 3, 7), NULL);
        must(work, id, "check", date_ymd(2022, 3, 7), "eligible");
        must(work, id, "propose", date_ymd(2022, 3, 7), NULL);
        must(work, id, "accept", date_ymd(2022, 3, 14), NULL);
        must(work, id, "verify", date_ymd(2022, 3, 14), NULL);
        must(work, id, "report", date_ymd(2022, 4, 1), NULL);
        must(work, id, "dialogue", date_ymd(2022, 4, 5), NULL);
        must(work, id, "draft-decision", date_ymd(2022, 4, 6), "founded");
        must(work, id, "decide", date_ymd(2022, 4, 13), NULL);
        made = paper_of(work, id, "decide", 1);
        assert_day(made.dialogue_on, 2022, 4, 5);
        assert_true(str_equal(made.dialogue, STR("Theo hồ sơ.")));
        assert_true(date_is_none(paper_of(work, id, "verify", 1).dialogue_on));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paper_names_the_day_of_its_step),
        cmocka_unit_test(a_paper_counts_the_suspensions_before_it),
        cmocka_unit_test(a_paper_is_issued_by_whoever_took_the_step),
        cmocka_unit_test(a_demand_is_issued_by_the_unit_above),
        cmocka_unit_test(each_body_of_a_unit_counts_its_own_papers),
        cmocka_unit_test(a_decision_tells_of_the_dialogue_before_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
