/*
 * A lawyer's reading of complaints and denunciations: every row of the tables with
 * the sentence of the law that it applies, every step outside its guards refused,
 * and the terms of whole cases counted by hand.
 */
#include "modules/petitions/lifecycle_story.h"

#include "modules/petitions/lifecycle_fixture.h"
#include "modules/petitions/step_form.h"

/* ---- the tables ---- */

static const struct reading *reading_of(size_t kind, const char *action)
{
    const struct reading *found = NULL;
    for (size_t i = 0; i < COUNT(readings); i++)
        if ((readings[i].kinds & (1 << kind)) && strcmp(readings[i].action, action) == 0) {
            assert_null(found);
            found = &readings[i];
        }
    if (!found)
        print_error("%s: no law was read for it\n", action);
    assert_non_null(found);
    return found;
}

/* A paper that ends a file bears the day on which it was signed, whenever that is entered:
 * else a term that was kept would count as missed. */
static void what_ends_a_file_by_a_paper_has_a_day_of_its_own(void **state)
{
    const struct matter_kind *const all[] = {&proposal_kind, &complaint_kind,
                                             &second_complaint_kind, &denunciation_kind};
    (void)state;
    for (size_t k = 0; k < COUNT(all); k++)
        for (size_t a = 0; a < all[k]->action_count; a++) {
            const struct lifecycle_action *action = &all[k]->actions[a];
            const struct lifecycle_state *to = kind_state(all[k], str_from_c(action->to));
            if (!to || to->phase != PHASE_CLOSED || action->roles == 0 ||
                !(action->flags & (ACTION_NEEDS_ANSWER | ACTION_OTHER_EYES)))
                continue;
            if (!(action->flags & ACTION_DATED))
                fail_msg("%s %s takes the day on which it is entered", all[k]->name, action->name);
        }
}

static void every_row_stands_on_a_sentence_of_the_law(void **state)
{
    (void)state;
    for (size_t k = 0; k < COUNT(kinds); k++) {
        size_t read = 0;
        for (size_t a = 0; a < kinds[k]->action_count; a++) {
            const struct lifecycle_action *action = &kinds[k]->actions[a];
            const struct reading *reading = reading_of(k, action->name);
            assert_true(strlen(reading->law) > 20);
            assert_string_equal(action->to, reading->to);
            for (size_t s = 0; s < kinds[k]->state_count; s++) {
                struct str name = str_from_c(kinds[k]->states[s].name);
                if (action_is_from(action, name) != words_have(reading->from, name))
                    print_error("%s %s from %s\n", kinds[k]->name, action->name,
                                kinds[k]->states[s].name);
                assert_int_equal(action_is_from(action, name), words_have(reading->from, name));
            }
        }
        for (size_t i = 0; i < COUNT(readings); i++)
            read += (readings[i].kinds & (1 << k)) != 0;
        assert_int_equal(read, kinds[k]->action_count);
    }
}

/* Every step from every state that it is not for, of a case with such facts. */
static void refuse_all(struct work *work, const struct town *town, const char *facts)
{
    for (size_t k = 0; k < COUNT(kinds); k++)
        for (size_t a = 0; a < kinds[k]->action_count; a++)
            for (size_t s = 0; s < kinds[k]->state_count; s++) {
                const struct lifecycle_action *action = &kinds[k]->actions[a];
                struct matter matter = {
                    .kind = str_from_c(kinds[k]->name),
                    .unit_id = town->commune,
                    .state = str_from_c(kinds[k]->states[s].name),
                    .facts = arena_printf(work->arena, "%s%s", k == 1 ? "second" : "first", facts)};
                const struct fault *fault =
                    matter_refusal(work, &matter, action, action->roles == 0);
                if (words_have(reading_of(k, action->name)->from, matter.state)) {
                    assert_no_fault(fault);
                    continue;
                }
                assert_non_null(fault);
                if (strcmp(fault->key, "matter.not_from_here") != 0)
                    print_error("%s of %s\n", action->name, kinds[k]->name);
                assert_string_equal(fault->key, "matter.not_from_here");
                assert_true(fault->args[2].value.len > 0);
            }
}

/* Under the law of every day: of the seed, of 2025 without districts, of the decrees of 2026. */
static void a_step_from_any_other_state_is_refused_with_its_article(void **state)
{
    const struct civil_date days[] = {date_ymd(2022, 3, 7), date_ymd(2025, 8, 4),
                                      date_ymd(2026, 8, 3)};
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        for (size_t d = 0; d < COUNT(days); d++) {
            struct instant now = date_start(days[d]);
            struct clock machine = test.work->clock;
            test.work->clock = clock_fixed(&now);
            refuse_all(test.work, &town, "");
            refuse_all(test.work, &town, " complex");
            refuse_all(test.work, &town, " discipline");
            test.work->clock = machine;
        }
    }
}

/* Each step by the article that is about it, in the laws' own numbers. */
static void a_refusal_cites_the_article_of_its_step(void **state)
{
    static const struct {
        const struct matter_kind *kind;
        const char *action;
        const char *article;
    } cited[] = {
        {&complaint_kind,        "check",          "Điều 11"          },
        {&denunciation_kind,     "check",          "khoản 1 Điều 29"},
        {&complaint_kind,        "verify",         "Điều 29"          },
        {&complaint_kind,        "report",         "Điều 29"          },
        {&complaint_kind,        "decide",         "Điều 31"          },
        {&complaint_kind,        "appeal",         "Điều 33"          },
        {&complaint_kind,        "go-to-court",    "khoản 2 Điều 33"},
        {&complaint_kind,        "withdraw",       "Điều 10"          },
        {&second_complaint_kind, "verify",         "Điều 38"          },
        {&second_complaint_kind, "draft-decision", "Điều 40"          },
        {&second_complaint_kind, "go-to-court",    "Điều 42"          },
        {&denunciation_kind,     "refer",          "khoản 1 Điều 27"},
        {&denunciation_kind,     "inspect",        "khoản 2 Điều 25"},
        {&denunciation_kind,     "report",         "Điều 31"          },
        {&denunciation_kind,     "conclude",       "Điều 35"          },
        {&denunciation_kind,     "suspend",        "Điều 34"          },
        {&denunciation_kind,     "take-back",      "khoản 1 Điều 33"},
        {&denunciation_kind,     "keep-on",        "khoản 3 Điều 33"},
        {&denunciation_kind,     "repeat",         "Điều 37"          },
        {&denunciation_kind,     "demand",         "khoản 2 Điều 38"},
        {&denunciation_kind,     "account",        "khoản 3 Điều 38"},
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        for (size_t i = 0; i < COUNT(cited); i++) {
            const struct matter_kind *kind = cited[i].kind;
            const struct matter matter = {.kind = str_from_c(kind->name),
                                          .unit_id = town.commune,
                                          .state = STR("nowhere"),
                                          .facts = kind == &second_complaint_kind ? STR("second")
                                                                                  : STR("first")};
            const struct fault *fault = matter_refusal(
                test.work, &matter, kind_action(kind, str_from_c(cited[i].action)), false);
            assert_non_null(fault);
            if (str_find(fault->args[2].value, str_from_c(cited[i].article), 0) < 0)
                fail_msg("%s of %s cites " PRISTR, cited[i].action, kind->name,
                         STRARG(fault->args[2].value));
        }
    }
}

/* ---- whole cases ---- */

/* Received Monday 07/03/2022. 10 W: 21/03. Accepted 14/03: 30 D is Wednesday 13/04, 45 D
 * Thursday 28/04. Decided 20/04: 3 W is Monday 25/04, 30 D is Friday 20/05. */
static void a_complaint_runs_under_the_terms_of_the_law(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = receive(work, &town, &complaint_kind, "first", date_ymd(2022, 3, 7));
        assert_day(due(work, id, "complaint.accept"), 2022, 3, 21);
        must(work, id, "classify", date_ymd(2022, 3, 8), NULL);
        must_not(work, id, "propose", date_ymd(2022, 3, 9), NULL, "petition.not_checked");
        must_not(work, id, "check", date_ymd(2022, 3, 9), NULL, "petition.check.unanswered");
        must(work, id, "check", date_ymd(2022, 3, 9), "eligible -ineligible");
        must(work, id, "propose", date_ymd(2022, 3, 9), NULL);
        must_not(work, id, "refuse", date_ymd(2022, 3, 14), NULL, "petition.is_eligible");
        must(work, id, "accept", date_ymd(2022, 3, 14), NULL);
        assert_day(due(work, id, "complaint.resolve.first"), 2022, 4, 13);
        must(work, id, "mark", date_ymd(2022, 3, 15), "complex");
        assert_day(due(work, id, "complaint.resolve.first"), 2022, 4, 28);
        must_not(work, id, "appeal", date_ymd(2022, 4, 1), NULL, "complaint.term_runs");
        must(work, id, "verify", date_ymd(2022, 3, 15), NULL);
        must_not(work, id, "suspend", date_ymd(2022, 3, 16), NULL, "complaint.no_suspension");
        must(work, id, "mark", date_ymd(2022, 3, 20), "differ");
        must(work, id, "report", date_ymd(2022, 4, 10), NULL);
        must_not(work, id, "draft-decision", date_ymd(2022, 4, 12), "partly",
                 "complaint.dialogue.missing");
        must(work, id, "dialogue", date_ymd(2022, 4, 15), NULL);
        must_not(work, id, "draft-decision", date_ymd(2022, 4, 16), NULL,
                 "petition.outcome.missing");
        must(work, id, "draft-decision", date_ymd(2022, 4, 16), "partly");
        must(work, id, "decide", date_ymd(2022, 4, 20), NULL);
        assert_day(due(work, id, "complaint.send"), 2022, 4, 25);
        assert_day(due(work, id, "complaint.force"), 2022, 5, 20);
        must(work, id, "send", date_ymd(2022, 4, 22), NULL);
        must_not(work, id, "in-force", date_ymd(2022, 5, 20), NULL, "complaint.not_in_force");
        must(work, id, "in-force", date_ymd(2022, 5, 21), NULL);
        must(work, id, "execute", date_ymd(2022, 5, 24), NULL);
        must(work, id, "close", date_ymd(2022, 6, 1), NULL);
        assert_no_fault(matter_verify(work, id));
    }
}

/* Accepted 02/03/2022: 30 D is Friday 01/04. */
static void an_unanswered_complaint_may_be_appealed_when_the_term_is_over(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = receive(work, &town, &complaint_kind, "first", date_ymd(2022, 3, 1));
        must(work, id, "classify", date_ymd(2022, 3, 1), NULL);
        must(work, id, "check", date_ymd(2022, 3, 1), "eligible");
        must(work, id, "propose", date_ymd(2022, 3, 1), NULL);
        must(work, id, "accept", date_ymd(2022, 3, 2), NULL);
        must_not(work, id, "appeal", date_ymd(2022, 4, 1), NULL, "complaint.term_runs");
        must(work, id, "appeal", date_ymd(2022, 4, 2), NULL);
        assert_state(work, id, "appealed");
        must_have_second(work, id, date_ymd(2022, 4, 2));
    }
}

/* From 01/07/2026: acceptance within 7 W; a suspension is sent within 3 W and its days
 * do not count. Accepted Monday 06/07: 30 D is Wednesday 05/08; 10 days suspended: 15/08 is
 * a Saturday, so Monday 17/08. */
static void the_decree_of_2026_knows_suspension(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = receive(work, &town, &complaint_kind, "first", date_ymd(2026, 7, 1));
        assert_day(due(work, id, "complaint.accept"), 2026, 7, 10);
        must(work, id, "classify", date_ymd(2026, 7, 2), NULL);
        must(work, id, "check", date_ymd(2026, 7, 2), "eligible");
        must(work, id, "propose", date_ymd(2026, 7, 2), NULL);
        must(work, id, "accept", date_ymd(2026, 7, 6), NULL);
        assert_day(due(work, id, "complaint.resolve.first"), 2026, 8, 5);
        must(work, id, "suspend", date_ymd(2026, 7, 10), NULL);
        assert_day(due(work, id, "complaint.suspend.send"), 2026, 7, 15);
        must(work, id, "notify", date_ymd(2026, 7, 13), NULL);
        must(work, id, "resume", date_ymd(2026, 7, 20), NULL);
        assert_day(due(work, id, "complaint.resolve.first"), 2026, 8, 17);
        must(work, id, "withdraw", date_ymd(2026, 7, 21), NULL);
        must(work, id, "terminate", date_ymd(2026, 7, 22), NULL);
        assert_state(work, id, "terminated");
    }
}

/* A second decision always follows a dialogue and is published within 15 days. */
static void a_second_complaint_needs_a_dialogue_and_is_published(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = receive(work, &town, &second_complaint_kind, "second", date_ymd(2022, 3, 7));
        must(work, id, "classify", date_ymd(2022, 3, 7), NULL);
        must(work, id, "check", date_ymd(2022, 3, 7), "eligible");
        must(work, id, "propose", date_ymd(2022, 3, 7), NULL);
        must(work, id, "accept", date_ymd(2022, 3, 14), NULL);
        assert_day(due(work, id, "complaint.resolve.second"), 2022, 4, 28);
        must(work, id, "verify", date_ymd(2022, 3, 14), NULL);
        must(work, id, "report", date_ymd(2022, 4, 1), NULL);
        must_not(work, id, "draft-decision", date_ymd(2022, 4, 4), "founded",
                 "complaint.dialogue.missing");
        must(work, id, "dialogue", date_ymd(2022, 4, 5), NULL);
        must(work, id, "draft-decision", date_ymd(2022, 4, 6), "founded");
        must(work, id, "decide", date_ymd(2022, 4, 13), NULL);
        assert_day(due(work, id, "complaint.send"), 2022, 4, 20);    /* 7 D */
        assert_day(due(work, id, "complaint.publish"), 2022, 4, 28); /* 15 D */
        must(work, id, "in-force", date_ymd(2022, 5, 14), NULL);
        must_not(work, id, "close", date_ymd(2022, 5, 16), NULL, "complaint.not_sent");
        must(work, id, "send", date_ymd(2022, 5, 16), NULL);
        must_not(work, id, "close", date_ymd(2022, 5, 16), NULL, "complaint.not_published");
        must(work, id, "publish", date_ymd(2022, 5, 16), NULL);
        must(work, id, "close", date_ymd(2022, 5, 16), NULL);
    }
}

/* Received Monday 07/03/2022: 7 W is 16/03, 10 W 21/03. Accepted 16/03: 30 D is Friday
 * 15/04; 60 D Sunday 15/05, so Monday 16/05; 90 D Tuesday 14/06. */
static void a_denunciation_is_extended_as_often_as_the_law_allows(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = receive(work, &town, &denunciation_kind, "", date_ymd(2022, 3, 7));
        assert_day(due(work, id, "denunciation.verify_conditions"), 2022, 3, 16);
        must(work, id, "register", date_ymd(2022, 3, 7), NULL);
        must(work, id, "mark", date_ymd(2022, 3, 8), "many_places");
        assert_day(due(work, id, "denunciation.verify_conditions"), 2022, 3, 21);
        must_not(work, id, "accept", date_ymd(2022, 3, 16), NULL, "petition.not_checked");
        must(work, id, "check", date_ymd(2022, 3, 16), "eligible");
        must(work, id, "accept", date_ymd(2022, 3, 16), NULL);
        assert_day(due(work, id, "denunciation.resolve"), 2022, 4, 15);
        assert_day(due(work, id, "denunciation.notify"), 2022, 3, 23);
        must(work, id, "verify", date_ymd(2022, 3, 17), NULL);
        must_not(work, id, "extend", date_ymd(2022, 4, 11), NULL, "denunciation.not_complex");
        must(work, id, "mark", date_ymd(2022, 4, 11), "complex");
        must(work, id, "extend", date_ymd(2022, 4, 12), NULL);
        assert_day(due(work, id, "denunciation.resolve"), 2022, 5, 16);
        must_not(work, id, "extend", date_ymd(2022, 5, 12), NULL, "denunciation.extended_enough");
        must(work, id, "mark", date_ymd(2022, 5, 12), "specially_complex -complex");
        must(work, id, "extend", date_ymd(2022, 5, 12), NULL);
        assert_day(due(work, id, "denunciation.resolve"), 2022, 6, 14);
        must_not(work, id, "extend", date_ymd(2022, 6, 10), NULL, "denunciation.extended_enough");
        must(work, id, "report", date_ymd(2022, 6, 10), NULL);
        must(work, id, "draft-decision", date_ymd(2022, 6, 13), "founded");
        must(work, id, "conclude", date_ymd(2022, 6, 14), NULL);
        assert_day(due(work, id, "denunciation.conclusion.send"), 2022, 6, 21);
        assert_day(due(work, id, "denunciation.handle"), 2022, 6, 23);
        must(work, id, "act", date_ymd(2022, 6, 20), NULL);
        must_not(work, id, "close", date_ymd(2022, 6, 24), NULL, "denunciation.not_published");
        must(work, id, "publish", date_ymd(2022, 6, 22), NULL);
        must_not(work, id, "close", date_ymd(2022, 6, 24), NULL, "denunciation.not_sent");
        must(work, id, "send", date_ymd(2022, 6, 24), NULL);
        must(work, id, "close", date_ymd(2022, 6, 24), NULL);
    }
}

static void an_anonymous_paper_is_no_denunciation_but_may_be_inspected(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = receive(work, &town, &denunciation_kind, "anonymous", date_ymd(2022, 3, 7));
        int64_t named = receive(work, &town, &denunciation_kind, "", date_ymd(2022, 3, 7));
        must(work, id, "register", date_ymd(2022, 3, 7), NULL);
        must(work, id, "check", date_ymd(2022, 3, 8), "eligible");
        must_not(work, id, "accept", date_ymd(2022, 3, 9), NULL, "denunciation.is_anonymous");
        must(work, id, "inspect", date_ymd(2022, 3, 9), NULL);
        assert_state(work, id, "inspected");
        must(work, named, "register", date_ymd(2022, 3, 7), NULL);
        must_not(work, named, "inspect", date_ymd(2022, 3, 9), NULL, "denunciation.is_named");
        must_not(work, named, "press", date_ymd(2022, 3, 9), NULL, "denunciation.not_from_press");
    }
}

/* Điều 50: 30 D, complex 45 D, also at the second instance; Điều 53: a dialogue always;
 * Điều 48: ten days to go on; Điều 57: into force after 30 D, and only a dismissal goes to
 * court. Accepted Monday 07/03/2022: 30 D is Wednesday 06/04, 45 D Thursday 21/04.
 * Received on the day it was decided, Monday 21/03: ten days are Thursday 31/03. */
static void a_disciplinary_decision_has_terms_of_its_own(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id =
            receive(work, &town, &complaint_kind, "first discipline", date_ymd(2022, 3, 7));
        const struct fault *fault;
        must(work, id, "classify", date_ymd(2022, 3, 7), NULL);
        must(work, id, "check", date_ymd(2022, 3, 7), "eligible");
        must(work, id, "propose", date_ymd(2022, 3, 7), NULL);
        must(work, id, "accept", date_ymd(2022, 3, 7), NULL);
        assert_day(due(work, id, "complaint.resolve.first"), 2022, 4, 6);
        must_not(work, id, "mark", date_ymd(2022, 3, 8), "discipline remote",
                 "complaint.discipline.remote");
        must_not(work, id, "mark", date_ymd(2022, 3, 8), "-discipline dismissal",
                 "complaint.discipline.missing");
        must(work, id, "mark", date_ymd(2022, 3, 8), "discipline complex");
        assert_day(due(work, id, "complaint.resolve.first"), 2022, 4, 21);
        must(work, id, "verify", date_ymd(2022, 3, 9), NULL);
        must(work, id, "report", date_ymd(2022, 3, 15), NULL);
        must_not(work, id, "draft-decision", date_ymd(2022, 3, 16), "founded",
                 "complaint.dialogue.missing");
        must(work, id, "dialogue", date_ymd(2022, 3, 17), NULL);
        must(work, id, "draft-decision", date_ymd(2022, 3, 18), "unfounded");
        must(work, id, "decide", date_ymd(2022, 3, 21), NULL);
        must(work, id, "deliver", date_ymd(2022, 3, 21), NULL);
        must_not(work, id, "go-to-court", date_ymd(2022, 3, 25), NULL, "complaint.no_court");
        fault = take(work, id, (struct taken){"appeal", date_ymd(2022, 4, 1), NULL, true, 0});
        assert_non_null(fault);
        assert_string_equal(fault->key, "complaint.appeal_late.no_court");
        fault = take(work, id, (struct taken){"appeal", date_ymd(2022, 3, 31), NULL, true, 0});
        assert_no_fault(fault);
        must_have_second(work, id, date_ymd(2022, 3, 31));
    }
}

static void a_dismissal_may_be_taken_to_court(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = receive(work, &town, &second_complaint_kind, "second discipline dismissal",
                             date_ymd(2022, 3, 7));
        must(work, id, "classify", date_ymd(2022, 3, 7), NULL);
        must(work, id, "check", date_ymd(2022, 3, 7), "eligible");
        must(work, id, "propose", date_ymd(2022, 3, 7), NULL);
        must(work, id, "accept", date_ymd(2022, 3, 7), NULL);
        /* Điều 50 has one term for both instances */
        assert_day(due(work, id, "complaint.resolve.second"), 2022, 4, 6);
        must_not(work, id, "go-to-court", date_ymd(2022, 4, 6), NULL, "complaint.term_runs");
        must(work, id, "go-to-court", date_ymd(2022, 4, 7), NULL);
        assert_state(work, id, "in_court");
    }
}

/* Điều 37: whoever denounces again goes to the direct superior; Điều 38: so does a term
 * that ran out, and the superior demands a report within 5 W. Accepted Monday 07/03/2022:
 * 30 D is Wednesday 06/04; told on Thursday 07/04, 5 W behind it (Monday 11/04 is off) is
 * Friday 15/04. */
static void the_superior_reviews_and_demands(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        struct matter matter;
        int64_t id = receive(work, &town, &denunciation_kind, "", date_ymd(2022, 3, 7));
        must(work, id, "register", date_ymd(2022, 3, 7), NULL);
        must(work, id, "check", date_ymd(2022, 3, 7), "eligible");
        must(work, id, "accept", date_ymd(2022, 3, 7), NULL);
        must_not(work, id, "overdue", date_ymd(2022, 4, 6), NULL, "denunciation.not_overdue");
        must(work, id, "overdue", date_ymd(2022, 4, 7), NULL);
        assert_day(due(work, id, "denunciation.overdue.demand"), 2022, 4, 15);
        assert_no_fault(matter_load(work, id, &matter));
        assert_int_equal(matter.superior_id, town.district);
        must(work, id, "demand", date_ymd(2022, 4, 8), NULL);
        must(work, id, "account", date_ymd(2022, 4, 12), NULL);
        id = receive(work, &town, &denunciation_kind, "", date_ymd(2022, 3, 7));
        must(work, id, "register", date_ymd(2022, 3, 7), NULL);
        must(work, id, "check", date_ymd(2022, 3, 8), "ineligible");
        must(work, id, "refuse", date_ymd(2022, 3, 9), NULL);
        must(work, id, "repeat", date_ymd(2022, 3, 14), NULL);
        must(work, id, "uphold", date_ymd(2022, 3, 21), NULL);
        assert_state(work, id, "closed");
    }
}

static void every_table_can_be_walked_from_its_first_state(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t k = 0; k < COUNT(kinds); k++)
        assert_null(kind_problem(arena, kinds[k]));
    arena_free(arena);
}

/* Each condition by itself that makes the whole one; what is ordinary holds without a fact. */
static void assert_named(const struct matter_kind *kind, const struct law_rule *rule,
                         const struct law_condition *given)
{
    for (size_t i = 0; given && i < given->part_count; i++)
        assert_named(kind, rule, given->parts[i]);
    if (!given || given->part_count > 0 || given->is_ordinary ||
        (kind->conditions && words_have(kind->conditions, given->id)))
        return;
    fail_msg("%s counts " PRISTR " by " PRISTR " and does not name it", kind->name,
             STRARG(rule->id), STRARG(given->id));
}

static void assert_conditions_of(const struct matter_kind *kind, const struct law *law,
                                 const char *rules)
{
    struct str rest = str_from_c(rules);
    while (rest.len > 0) {
        const struct law_rule *rule = law_rule(law, str_cut(&rest, ' '));
        for (; rule; rule = rule->extended)
            for (size_t i = 0; i < rule->versions.count; i++)
                assert_named(kind, rule, rule->versions.items[i].given);
    }
}

/* A condition of the law, or what the program alone asks about: whether a dialogue is needed,
 * whether a term begins at all. */
static bool is_known(const struct matter_kind *kind, struct str fact)
{
    bool is_case = str_equal(fact, STR("differ"));
    for (size_t i = 0; i < kind->case_count; i++)
        is_case = is_case || str_equal(fact, str_from_c(kind->cases[i].fact));
    return is_case || words_have(kind->conditions, fact);
}

/* So that the start finds one that the law does not have (deadline_check_conditions). */
static void a_kind_names_every_condition_by_which_its_terms_are_counted(void **state)
{
    struct arena *arena = arena_new();
    const struct law *law = built_in_law();
    (void)state;
    for (size_t k = 0; k < COUNT(kinds); k++) {
        assert_conditions_of(kinds[k], law, kinds[k]->opens);
        for (size_t a = 0; a < kinds[k]->action_count; a++) {
            const struct lifecycle_action *action = &kinds[k]->actions[a];
            const struct step_form *form =
                step_form_find(str_from_c(kinds[k]->name), str_from_c(action->name));
            assert_conditions_of(kinds[k], law, action->opens);
            for (size_t i = 0; form && i < form->count; i++)
                if (form->fields[i].kind == INPUT_BOOL)
                    assert_true(is_known(kinds[k], str_from_c(form->fields[i].name)));
        }
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_ends_a_file_by_a_paper_has_a_day_of_its_own),
        cmocka_unit_test(every_row_stands_on_a_sentence_of_the_law),
        cmocka_unit_test(a_step_from_any_other_state_is_refused_with_its_article),
        cmocka_unit_test(a_refusal_cites_the_article_of_its_step),
        cmocka_unit_test(a_complaint_runs_under_the_terms_of_the_law),
        cmocka_unit_test(an_unanswered_complaint_may_be_appealed_when_the_term_is_over),
        cmocka_unit_test(the_decree_of_2026_knows_suspension),
        cmocka_unit_test(a_second_complaint_needs_a_dialogue_and_is_published),
        cmocka_unit_test(a_denunciation_is_extended_as_often_as_the_law_allows),
        cmocka_unit_test(an_anonymous_paper_is_no_denunciation_but_may_be_inspected),
        cmocka_unit_test(a_disciplinary_decision_has_terms_of_its_own),
        cmocka_unit_test(a_dismissal_may_be_taken_to_court),
        cmocka_unit_test(the_superior_reviews_and_demands),
        cmocka_unit_test(every_table_can_be_walked_from_its_first_state),
        cmocka_unit_test(a_kind_names_every_condition_by_which_its_terms_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
