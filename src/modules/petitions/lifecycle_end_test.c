/*
 * How a case ends without a decision, and what is not done twice: read off the law as in
 * lifecycle_test.c.
 */
#include "civic/matter_stats.h"
#include "civic/matter_watch.h"
#include "modules/petitions/figures.h"
#include "modules/petitions/lifecycle_story.h"

static void link_to(struct work *work, int64_t id, int64_t other_id)
{
    assert_no_fault(matter_link(work, id, other_id, LINK_DUPLICATE_OF));
    db_release(work);
}

/* Luật Tố cáo, Điều 34.3b: the denounced died, nobody withdrew anything. Điều 34.4: sent
 * within 5 W of Monday 14/03/2022: Monday 21/03. */
static void a_denunciation_ends_where_the_denounced_died(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = accepted_denunciation(work, &town, date_ymd(2022, 3, 7));
        struct matter matter;
        int told;
        must(work, id, "verify", date_ymd(2022, 3, 8), NULL);
        must_not(work, id, "send-stop", date_ymd(2022, 3, 8), NULL, "matter.not_from_here");
        must(work, id, "terminate", date_ymd(2022, 3, 14), NULL);
        assert_state(work, id, "terminated");
        assert_day(due(work, id, "denunciation.suspend.send"), 2022, 3, 21);
        assert_no_fault(matter_load(work, id, &matter));
        assert_day(matter.due_on, 2022, 3, 21); /* closed, and still something to do */
        must(work, id, "reply", date_ymd(2022, 3, 15), NULL); /* ends no term */
        assert_no_fault(matter_escalate(work, &told));        /* and the unit above learns of it */
        assert_int_equal(told, 1);
        must(work, id, "send-stop", date_ymd(2022, 3, 16), NULL);
        must_not(work, id, "send-stop", date_ymd(2022, 3, 17), NULL, "petition.stop_sent");
        assert_no_fault(matter_load(work, id, &matter));
        assert_true(date_is_none(matter.due_on));
    }
}

/* Luật Khiếu nại, Điều 10: before 01/07/2026 nothing but a withdrawal stops a complaint, and
 * it stops it, unless others complain with who withdrew. */
static void a_complaint_ends_with_its_withdrawal(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = accepted_complaint(work, &town, "first", date_ymd(2022, 3, 7));
        int64_t many = accepted_complaint(work, &town, "first several", date_ymd(2022, 3, 7));
        must_not(work, id, "terminate", date_ymd(2022, 3, 8), NULL, "complaint.no_suspension");
        must(work, id, "withdraw", date_ymd(2022, 3, 9), NULL);
        must_not(work, id, "keep-on", date_ymd(2022, 3, 10), NULL, "complaint.nobody_goes_on");
        must(work, id, "terminate", date_ymd(2022, 3, 10), NULL);
        assert_true(date_is_none(due(work, id, "complaint.suspend.send")));
        must(work, many, "withdraw", date_ymd(2022, 3, 9), NULL);
        must(work, many, "keep-on", date_ymd(2022, 3, 10), NULL);
        assert_state(work, many, "verifying");
    }
}

/* NĐ 155/2026, Điều 12: on the grounds of Điều 11a.2 at once, from a draft too; sent within
 * 3 W of Monday 13/07/2026: Thursday 16/07. */
static void since_2026_a_complaint_may_be_stopped_in_any_state(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = accepted_complaint(work, &town, "first", date_ymd(2026, 7, 6));
        int64_t other = accepted_complaint(work, &town, "first", date_ymd(2026, 7, 6));
        must(work, id, "terminate", date_ymd(2026, 7, 13), NULL);
        assert_day(due(work, id, "complaint.suspend.send"), 2026, 7, 16);
        must(work, id, "reply", date_ymd(2026, 7, 14), NULL); /* ends no term */
        must(work, id, "notify", date_ymd(2026, 7, 14), NULL);
        must_not(work, id, "notify", date_ymd(2026, 7, 15), NULL, "petition.stop_sent");
        must(work, other, "verify", date_ymd(2026, 7, 7), NULL);
        must_not(work, other, "notify", date_ymd(2026, 7, 7), NULL, "petition.stop_sent");
        must(work, other, "report", date_ymd(2026, 7, 8), NULL);
        must(work, other, "draft-decision", date_ymd(2026, 7, 9), "founded");
        must(work, other, "suspend", date_ymd(2026, 7, 13), NULL);
        assert_state(work, other, "suspended");
    }
}

/* Luật Khiếu nại, Điều 10: each signs for themselves, so one of several does not end it for
 * all; officials who have the withdrawal of all do. */
static void one_of_several_does_not_take_a_complaint_back(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        struct civil_date on = date_ymd(2022, 3, 7);
        const struct taken taken = {"take-back", on, NULL, true, 0};
        int64_t alone = receive(work, &town, &complaint_kind, "first", on);
        int64_t several = receive(work, &town, &complaint_kind, "first several", on);
        const struct fault *fault = take(work, several, taken);
        assert_non_null(fault);
        assert_string_equal(fault->key, "complaint.all_withdraw");
        must(work, several, "take-back", on, NULL);
        assert_no_fault(take(work, alone, taken));
        assert_state(work, alone, "withdrawn");
    }
}

/* A second decision of 01/12/2020 is published under NĐ 75/2012, Điều 12, which ended on 09/12,
 * though when it is closed NĐ 124/2020 is in force. */
static void a_refusal_names_the_article_of_the_day_of_the_term(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = receive(work, &town, &second_complaint_kind, "second", date_ymd(2020, 10, 12));
        const struct fault *fault;
        must(work, id, "classify", date_ymd(2020, 10, 12), NULL);
        must(work, id, "check", date_ymd(2020, 10, 13), "eligible");
        must(work, id, "propose", date_ymd(2020, 10, 13), NULL);
        must(work, id, "accept", date_ymd(2020, 10, 20), NULL);
        must(work, id, "verify", date_ymd(2020, 10, 20), NULL);
        must(work, id, "report", date_ymd(2020, 11, 10), NULL);
        must(work, id, "dialogue", date_ymd(2020, 11, 16), NULL);
        must(work, id, "draft-decision", date_ymd(2020, 11, 20), "founded");
        must(work, id, "decide", date_ymd(2020, 12, 1), NULL);
        must(work, id, "send", date_ymd(2020, 12, 2), NULL);
        must(work, id, "in-force", date_ymd(2021, 1, 4), NULL);
        fault = take(work, id, (struct taken){"close", date_ymd(2021, 1, 5), NULL, false, 0});
        assert_non_null(fault);
        assert_string_equal(fault->key, "complaint.not_published");
        assert_true(str_find(fault->args[0].value, STR("75/2012"), 0) >= 0);
        assert_true(str_find(fault->args[0].value, STR("124/2020"), 0) < 0);
    }
}

/* What the guard says of the matter alone decides as well whether a button is shown. */
static void what_the_guard_forbids_is_not_offered(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = receive(work, &town, &complaint_kind, "first", date_ymd(2022, 3, 7));
        const struct lifecycle_action *propose = kind_action(&complaint_kind, STR("propose"));
        const struct fault *fault;
        struct matter matter;
        must(work, id, "classify", date_ymd(2022, 3, 7), NULL);
        assert_no_fault(matter_load(work, id, &matter));
        fault = matter_unoffered(work, &matter, propose, false);
        assert_non_null(fault);
        assert_string_equal(fault->key, "petition.not_checked");
        assert_no_fault(matter_refusal(work, &matter, propose, false)); /* its page opens */
        db_release(work);
        must(work, id, "check", date_ymd(2022, 3, 8), "eligible");
        assert_no_fault(matter_load(work, id, &matter));
        assert_no_fault(matter_unoffered(work, &matter, propose, false));
    }
}

/* NĐ 155/2026, Điều 11: announced at least 5 D before the dialogue. For Monday 20/07/2026 by
 * Wednesday 15/07, for Tuesday 21/07 by Thursday 16/07; before the decree no days were set. */
static void a_dialogue_is_announced_in_time(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = accepted_complaint(work, &town, "first", date_ymd(2026, 7, 6));
        int64_t old = accepted_complaint(work, &town, "first", date_ymd(2022, 3, 7));
        must(work, id, "verify", date_ymd(2026, 7, 7), NULL);
        must(work, id, "report", date_ymd(2026, 7, 13), NULL);
        must_not(work, id, "dialogue", date_ymd(2026, 7, 20), NULL,
                 "complaint.dialogue.not_invited");
        must(work, id, "invite", date_ymd(2026, 7, 16), NULL);
        must_not(work, id, "dialogue", date_ymd(2026, 7, 20), NULL,
                 "complaint.dialogue.not_invited");
        must(work, id, "dialogue", date_ymd(2026, 7, 21), NULL);
        must(work, old, "verify", date_ymd(2022, 3, 8), NULL);
        must(work, old, "report", date_ymd(2022, 3, 9), NULL);
        must(work, old, "dialogue", date_ymd(2022, 3, 10), NULL);
    }
}

/* TT 07/2014, Điều 8.1, Điều 6.2b: guided once; TT 05/2021, Điều 14.1: transferred once. */
static void one_content_is_guided_once_and_transferred_once(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        struct civil_date on = date_ymd(2022, 3, 7);
        int64_t first = receive(work, &town, &complaint_kind, "first", on);
        int64_t again = receive(work, &town, &complaint_kind, "first", on);
        must(work, first, "classify", on, NULL);
        must(work, first, "guide", on, NULL);
        must(work, again, "classify", on, NULL);
        link_to(work, again, first);
        must_not(work, again, "guide", on, NULL, "petition.guided_once");
        must(work, again, "file", on, NULL);
        first = receive(work, &town, &denunciation_kind, "", on);
        again = receive(work, &town, &denunciation_kind, "", on);
        must(work, first, "register", on, NULL);
        must(work, first, "transfer", on, NULL);
        must(work, again, "register", on, NULL);
        link_to(work, again, first);
        must_not(work, again, "transfer", on, NULL, "denunciation.transferred_once");
        must(work, again, "file", on, NULL);
    }
}

/* Luật Tố cáo, Điều 24.3, 25.1: what is not handled; whatever else comes is checked. */
static void a_denunciation_is_filed_only_where_the_law_leaves_it(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        struct civil_date on = date_ymd(2022, 3, 7);
        int64_t named = receive(work, &town, &denunciation_kind, "", on);
        int64_t unnamed = receive(work, &town, &denunciation_kind, "anonymous", on);
        must_not(work, named, "file", on, NULL, "denunciation.must_handle");
        must(work, named, "register", on, NULL);
        must(work, named, "check", on, "ineligible");
        must(work, named, "file", on, NULL);
        must_not(work, named, "take-out", on, NULL, "petition.not_parted");
        must(work, unnamed, "file", on, NULL);
        assert_state(work, unnamed, "filed");
    }
}

/* Điều 30.2: what has run out is not extended. 30 D from Monday 07/03/2022 is 06/04. */
static void a_term_that_ran_out_is_not_extended(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = accepted_denunciation(work, &town, date_ymd(2022, 3, 7));
        must(work, id, "mark", date_ymd(2022, 3, 8), "complex");
        must_not(work, id, "extend", date_ymd(2022, 4, 7), NULL, "denunciation.extended_late");
        must(work, id, "extend", date_ymd(2022, 4, 6), NULL); /* signed in time, written late */
        assert_day(due(work, id, "denunciation.resolve"), 2022, 5, 6);
    }
}

/* Luật Tố cáo, Điều 34.2: a suspension stops the term to resolve alone. Accepted Thursday
 * 09/01/2025: told within 5 W, by Thursday 16/01, also of one suspended from 13/01 to 05/02:
 * 30 D from 09/01 is Saturday 08/02, 23 D more Monday 03/03. */
static void a_suspension_stops_the_term_to_resolve_alone(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = accepted_denunciation(work, &town, date_ymd(2025, 1, 9));
        matter_clock_list clocks;
        must(work, id, "suspend", date_ymd(2025, 1, 13), NULL);
        assert_no_fault(matter_clocks(work, id, &clocks));
        assert_true(clocks.count > 1);
        for (size_t i = 0; i < clocks.count; i++)
            assert_int_equal(date_is_none(clocks.items[i].suspended_on),
                             !str_equal(clocks.items[i].rule, STR("denunciation.resolve")));
        must(work, id, "notify", date_ymd(2025, 1, 15), NULL);
        must_not(work, id, "notify", date_ymd(2025, 1, 15), NULL, "denunciation.notified");
        must(work, id, "resume", date_ymd(2025, 2, 5), NULL);
        assert_day(due(work, id, "denunciation.notify"), 2025, 1, 16);
        assert_day(due(work, id, "denunciation.resolve"), 2025, 3, 3);
    }
}

/* Luật Khiếu nại, Điều 44.1: a decision takes force by itself. That is no term that somebody
 * keeps or misses: neither is late whose force was written down the day after, nor whose
 * force nobody has written down yet. */
static void nobody_is_late_where_a_decision_takes_force(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t done = decided_complaint(work, &town);
        int64_t open = decided_complaint(work, &town);
        petition_figure_list figures;
        matter_stats_list stats;
        matter_event_list events;
        matter_clock_list clocks;
        int told;
        must(work, done, "in-force", date_ymd(2022, 5, 21), NULL);
        must(work, done, "execute", date_ymd(2022, 5, 27), NULL); /* 5 W behind 21/05 */
        must(work, done, "close", date_ymd(2022, 6, 1), NULL);
        assert_no_fault(matter_clocks(work, done, &clocks));
        assert_true(clocks.count > 1);
        for (size_t i = 0; i < clocks.count; i++)
            assert_true(date_compare(clocks.items[i].closed_on, clocks.items[i].due_on) <= 0);
        assert_no_fault(figures_of_year(work, STR("2022"), &figures));
        assert_int_equal(figures.count, 1);
        assert_int_equal(figures.items[0].received, 2);
        assert_int_equal(figures.items[0].in_time, 1);
        assert_int_equal(figures.items[0].late, 0);
        assert_int_equal(figures.items[0].open_overdue, 0);
        assert_no_fault(
            matter_stats(work, town.commune, date_ymd(2022, 5, 1), date_ymd(2022, 5, 31), &stats));
        assert_int_equal(stats.count, 1);
        assert_int_equal(stats.items[0].overdue, 0);
        db_release(work);
        assert_no_fault(matter_escalate(work, &told));
        assert_no_fault(matter_events(work, open, &events));
        assert_string_equal(arena_c(work->arena, events.items[events.count - 1].action), "send");
        assert_no_fault(matter_verify(work, done));
    }
}

/* What is refused in a file of 2022 is refused by the law of 2022, whenever it is tried:
 * NĐ 124/2020, Điều 16.1; NĐ 155/2026, Điều 10 is for what came since 01/07/2026. */
static void a_refusal_names_the_law_of_the_file(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        static const struct {
            int year;
            const char *says;
            const char *lacks;
        } files[] = {
            {2022, "124/2020", "155/2026"},
            {2026, "155/2026", ""        },
        };
        struct town town = make_town(&test);
        struct work *work = test.work;
        struct instant now = {(int64_t)1785726000 * 1000 * 1000}; /* 03/08/2026 */
        work->clock = clock_fixed(&now);
        for (size_t i = 0; i < COUNT(files); i++) {
            struct civil_date on = date_ymd(files[i].year, 8, 3);
            int64_t id = receive(work, &town, &complaint_kind, "first", on);
            const struct fault *fault =
                take(work, id, (struct taken){"accept", on, NULL, false, 0});
            struct str article;
            assert_non_null(fault);
            assert_string_equal(fault->key, "matter.not_from_here");
            article = fault->args[2].value;
            assert_true(str_find(article, str_from_c(files[i].says), 0) >= 0);
            assert_true(!*files[i].lacks || str_find(article, str_from_c(files[i].lacks), 0) < 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_denunciation_ends_where_the_denounced_died),
        cmocka_unit_test(a_complaint_ends_with_its_withdrawal),
        cmocka_unit_test(since_2026_a_complaint_may_be_stopped_in_any_state),
        cmocka_unit_test(one_of_several_does_not_take_a_complaint_back),
        cmocka_unit_test(a_refusal_names_the_article_of_the_day_of_the_term),
        cmocka_unit_test(what_the_guard_forbids_is_not_offered),
        cmocka_unit_test(a_dialogue_is_announced_in_time),
        cmocka_unit_test(one_content_is_guided_once_and_transferred_once),
        cmocka_unit_test(a_denunciation_is_filed_only_where_the_law_leaves_it),
        cmocka_unit_test(a_refusal_names_the_law_of_the_file),
        cmocka_unit_test(a_term_that_ran_out_is_not_extended),
        cmocka_unit_test(a_suspension_stops_the_term_to_resolve_alone),
        cmocka_unit_test(nobody_is_late_where_a_decision_takes_force),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
