/*
 * What a unit still owes when it ends: the closed file keeps its unit and the name of it,
 * and whoever took over finds it and writes off what is due.
 */
#include "modules/petitions/lifecycle_story.h"

#include "civic/matter_seat.h"
#include "civic/matter_watch.h"
#include "modules/petitions/case_paper.h"

#define TELL_FRONT "complaint.front.result"

/* A closed second complaint of which the Front is still to be told (Luật Khiếu nại, Điều
 * 66.2). */
static int64_t closed_owing(struct work *work, const struct town *town)
{
    int64_t id = receive(work, town, &second_complaint_kind, "second", date_ymd(2022, 3, 7));
    must(work, id, "classify", date_ymd(2022, 3, 7), NULL);
    must(work, id, "mark", date_ymd(2022, 3, 7), "front");
    must(work, id, "check", date_ymd(2022, 3, 7), "eligible");
    must(work, id, "propose", date_ymd(2022, 3, 7), NULL);
    must(work, id, "accept", date_ymd(2022, 3, 14), NULL);
    must(work, id, "verify", date_ymd(2022, 3, 14), NULL);
    must(work, id, "report", date_ymd(2022, 4, 1), NULL);
    must(work, id, "dialogue", date_ymd(2022, 4, 5), NULL);
    must(work, id, "draft-decision", date_ymd(2022, 4, 6), "founded");
    must(work, id, "decide", date_ymd(2022, 4, 22), NULL);
    must(work, id, "go-to-court", date_ymd(2022, 4, 25), NULL);
    must(work, id, "court-decided", date_ymd(2022, 4, 26), NULL);
    assert_true(runs(work, id, TELL_FRONT));
    return id;
}

static const struct fault *make_unit(struct work *work, void *context)
{
    return unit_create(work, context);
}

/* A unit beside the commune, and its officer. */
static int64_t neighbour(struct work *work, struct db_testing *test, const struct town *town,
                         const char *code, struct actor *ret_officer)
{
    struct unit unit = {.kind = UNIT_COMMUNE,
                        .parent_id = town->district,
                        .code = str_from_c(code),
                        .name = STR("Xã Quảng Yên"),
                        .valid_from = DATE_NONE,
                        .valid_to = DATE_NONE};
    struct grant *grant = ARENA_NEW(test->arena, struct grant);
    struct str account = STR("INSERT INTO account (id, login, name, created_at)"
                             " VALUES (20, 'vinh', 'Vinh', 1) ON CONFLICT DO NOTHING;");
    assert_no_fault(db_write(work, db_testing_script, &account));
    assert_no_fault(db_write(work, make_unit, &unit));
    *grant = (struct grant){ROLE_CASE_OFFICER, unit.id};
    *ret_officer = (struct actor){.account_id = 20, .grants = grant, .grant_count = 1};
    return unit.id;
}

static void end_for(struct work *work, int64_t unit_id, int64_t successor_id)
{
    struct str day = date_to_iso(work->arena, date_add_days(clock_today(work->clock), -1));
    struct str script = arena_printf(work->arena,
                                     "UPDATE unit SET valid_to = '" PRISTR "' WHERE id = %lld;"
                                     "INSERT INTO unit_successor (unit_id, successor_id, from_date)"
                                     " VALUES (%lld, %lld, '" PRISTR "');",
                                     STRARG(day), (long long)unit_id, (long long)unit_id,
                                     (long long)successor_id, STRARG(day));
    assert_no_fault(db_write(work, db_testing_script, &script));
}

static void must_not_read(struct work *work, const struct matter *matter)
{
    const struct fault *fault = matter_must_read(work, matter);
    assert_non_null(fault);
    assert_string_equal(fault->key, "error.forbidden");
    db_release(work);
}

static size_t seats(struct work *work, int64_t unit_id, int64_t *ret_ids)
{
    size_t count;
    assert_no_fault(matter_seats(work, &unit_id, 1, ret_ids, 4, &count));
    db_release(work);
    return count;
}

static void who_took_over_finds_what_a_closed_file_still_owes(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = closed_owing(work, &town);
        struct actor later_officer;
        struct actor last_officer;
        int64_t later = neighbour(work, &test, &town, "08173", &later_officer);
        int64_t last = neighbour(work, &test, &town, "08174", &last_officer);
        int64_t found[4];
        struct matter matter;
        assert_no_fault(matter_load(work, id, &matter));
        db_release(work);
        work->actor = &later_officer;
        must_not_read(work, &matter);
        end_for(work, town.commune, later);
        assert_int_equal(seats(work, later, found), 1);
        assert_int_equal(found[0], town.commune);
        assert_no_fault(matter_must_read(work, &matter));
        db_release(work);
        work->actor = &last_officer;
        must_not_read(work, &matter);
        /* the successor ends in its turn */
        end_for(work, later, last);
        assert_int_equal(seats(work, last, found), 1);
        assert_int_equal(found[0], town.commune);
        must(work, id, "front-told", date_ymd(2022, 4, 28), NULL);
        assert_false(runs(work, id, TELL_FRONT));
        /* it owes nothing more: neither in the list, nor theirs to read */
        assert_no_fault(matter_load(work, id, &matter));
        assert_int_equal(matter.unit_id, town.commune);
        assert_int_equal(seats(work, last, found), 0);
        must_not_read(work, &matter);
        assert_no_fault(matter_verify(work, id));
    }
}

/* Nobody can say by rule which of several owes it: the unit above, which has the rights. */
static void of_a_divided_unit_the_unit_above_finds_it(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = closed_owing(work, &town);
        struct actor officer;
        int64_t one = neighbour(work, &test, &town, "08173", &officer);
        int64_t other = neighbour(work, &test, &town, "08174", &officer);
        int64_t found[4];
        struct matter matter;
        end_for(work, town.commune, one);
        end_for(work, town.commune, other);
        assert_int_equal(seats(work, one, found), 0);
        assert_int_equal(seats(work, other, found), 0);
        assert_int_equal(seats(work, town.district, found), 1);
        assert_int_equal(found[0], town.commune);
        assert_no_fault(matter_load(work, id, &matter));
        db_release(work);
        work->actor = &officer;
        must_not_read(work, &matter);
    }
}

/* The papers of a matter that are of this step. */
static size_t papers_of(struct work *work, int64_t id, const char *action,
                        struct case_paper_made *ret_made)
{
    case_paper_list papers;
    struct matter matter;
    size_t count = 0;
    assert_no_fault(matter_load(work, id, &matter));
    assert_no_fault(case_papers_of(work, &matter, &papers));
    db_release(work);
    for (size_t i = 0; i < papers.count; i++)
        if (str_equal(papers.items[i].event.action, str_from_c(action))) {
            *ret_made = papers.items[i];
            count++;
        }
    return count;
}

static const struct fault *issue_as(struct work *work, const struct actor *actor, int64_t id,
                                    const struct case_paper_made *made)
{
    const struct case_paper_signing signing = {.signed_on = clock_today(work->clock),
                                               .position = STR("Chủ tịch"),
                                               .signer = STR("Nguyễn Thị Thưởng"),
                                               .issuer = STR("UBND")};
    struct matter matter;
    assert_no_fault(matter_load(work, id, &matter));
    db_release(work);
    work->actor = actor;
    return case_paper_issue(work, &matter, made, &signing);
}

/* What the unit decided and did not issue before it ended, its successor issues: in its own
 * name, and it counts from 01. Somebody else beside it does not. */
static void who_took_over_issues_in_its_own_name(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t issued_before = accepted_complaint(work, &town, "first", date_ymd(2022, 3, 7));
        int64_t id = accepted_complaint(work, &town, "first", date_ymd(2022, 3, 7));
        struct actor later_officer;
        struct actor other_officer;
        struct case_paper_made made;
        const struct fault *fault;
        int64_t later = neighbour(work, &test, &town, "08173", &later_officer);
        int count;
        neighbour(work, &test, &town, "08174", &other_officer);
        assert_int_equal(papers_of(work, issued_before, "accept", &made), 1);
        assert_no_fault(issue_as(work, &town.actors[CHI], issued_before, &made));
        end_for(work, town.commune, later);
        assert_no_fault(matter_follow_units(work, &count));
        assert_int_equal(papers_of(work, id, "accept", &made), 1);
        assert_int_equal(made.unit_id, later);
        fault = issue_as(work, &other_officer, id, &made);
        assert_non_null(fault);
        assert_int_equal(fault->kind, FAULT_FORBIDDEN);
        db_release(work);
        assert_no_fault(issue_as(work, &later_officer, id, &made));
        assert_int_equal(papers_of(work, id, "accept", &made), 1);
        assert_int_equal(made.unit_id, later);
        assert_true(str_equal(made.symbol, STR("01/TB-UBND")));
        /* what was issued before keeps the name of who issued it */
        assert_int_equal(papers_of(work, issued_before, "accept", &made), 1);
        assert_int_equal(made.unit_id, town.commune);
    }
}

/* A closed file keeps its unit; while a term of it runs its papers are the successor's. */
static void who_took_over_issues_the_papers_of_a_closed_file(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = closed_owing(work, &town);
        struct actor later_officer;
        struct case_paper_made made;
        int64_t later = neighbour(work, &test, &town, "08173", &later_officer);
        end_for(work, town.commune, later);
        assert_int_equal(papers_of(work, id, "decide", &made), 1);
        assert_int_equal(made.unit_id, later);
        assert_no_fault(issue_as(work, &later_officer, id, &made));
        assert_int_equal(papers_of(work, id, "decide", &made), 1);
        assert_true(str_equal(made.symbol, STR("01/QĐ-UBND")));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_took_over_finds_what_a_closed_file_still_owes),
        cmocka_unit_test(of_a_divided_unit_the_unit_above_finds_it),
        cmocka_unit_test(who_took_over_issues_in_its_own_name),
        cmocka_unit_test(who_took_over_issues_the_papers_of_a_closed_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
