/*
 * Matters on both engines: numbers, states, four eyes, conflicts of interest, terms. The
 * kind under test is as small as a kind can be.
 */
#include "civic/testing.h"

static void codes_count_without_gaps_within_a_year(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct matter_receipt first = receive(test.work, &town);
        struct matter_receipt second = receive(test.work, &town);
        assert_true(str_starts(first.code, STR("DX-2022-000001-")));
        assert_true(str_starts(second.code, STR("DX-2022-000002-")));
        assert_false(str_equal(first.key, second.key));
    }
}

static void code_and_key_together_open_a_matter(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct matter_receipt receipt = receive(test.work, &town);
        struct matter_receipt other = receive(test.work, &town);
        struct matter matter;
        assert_no_fault(matter_by_key(test.work, receipt.code, receipt.key, &matter));
        assert_int_equal(matter.id, receipt.id);
        must_fault(matter_by_key(test.work, receipt.code, other.key, &matter),
                   "matter.no_such_pair");
        must_fault(matter_by_key(test.work, STR("DX-2022-999999-K"), receipt.key, &matter),
                   "matter.no_such_pair");
    }
}

static const struct fault *renew(struct work *work, void *context)
{
    struct matter_receipt *receipt = context;
    return matter_new_key(work, receipt->id, &receipt->key);
}

static void a_new_key_takes_the_place_of_the_old(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct matter_receipt receipt = receive(test.work, &town);
        struct matter_receipt renewed = receipt;
        struct matter matter;
        assert_no_fault(db_write(test.work, renew, &renewed));
        assert_false(str_equal(renewed.key, receipt.key));
        must_fault(matter_by_key(test.work, receipt.code, receipt.key, &matter),
                   "matter.no_such_pair");
        assert_no_fault(matter_by_key(test.work, receipt.code, renewed.key, &matter));
        assert_no_fault(matter_verify(test.work, receipt.id)); /* proved as before */
    }
}

static void an_action_leads_only_from_its_state(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        int64_t id = receive(test.work, &town).id;
        struct matter matter;
        must_fault(step(test.work, &town.actors[CHI], id, "approve", "", ""),
                   "matter.not_from_here");
        must_fault(step(test.work, &town.actors[AN], id, "draft", "", " "),
                   "matter.answer.missing");
        assert_no_fault(step(test.work, &town.actors[AN], id, "draft", "", "Sẽ nạo vét."));
        assert_no_fault(step(test.work, &town.actors[CHI], id, "approve", "", ""));
        assert_no_fault(matter_load(test.work, id, &matter));
        assert_str(matter.state, STR("done"));
        assert_int_equal(matter.phase, PHASE_CLOSED);
        assert_true(date_is_none(matter.due_on));
        assert_int_equal(matter.version, 3);
    }
}

static void whoever_drafts_does_not_approve(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        int64_t id = receive(test.work, &town).id;
        assert_no_fault(step(test.work, &town.actors[AN], id, "draft", "", "Sẽ nạo vét."));
        must_fault(step(test.work, &town.actors[AN], id, "approve", "", ""), "matter.other_eyes");
        assert_no_fault(step(test.work, &town.actors[BINH], id, "approve", "", ""));
    }
}

static void only_whoever_may_read_it_is_made_responsible(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        int64_t id = receive(test.work, &town).id;
        struct str leave = STR("UPDATE account SET is_closed = 1 WHERE id = 12");
        must_fault(hand(test.work, &town.actors[CHI], id, "assign", 0, 0),
                   "matter.official.missing");
        must_fault(hand(test.work, &town.actors[CHI], id, "assign", DUNG, 0),
                   "matter.official.unfit");
        must_fault(hand(test.work, &town.actors[CHI], id, "assign", 999, 0),
                   "matter.official.unfit");
        assert_no_fault(matter_add_respondent(test.work, id, 101));
        must_fault(hand(test.work, &town.actors[CHI], id, "assign", AN, 0),
                   "matter.official.conflict");
        assert_no_fault(hand(test.work, &town.actors[CHI], id, "assign", BINH, 0));
        assert_no_fault(db_write(test.work, db_testing_script, &leave));
        must_fault(hand(test.work, &town.actors[CHI], id, "assign", BINH, 0),
                   "matter.official.unfit");
    }
}

static void a_leader_elsewhere_is_not_the_responsible_official(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        int64_t id = receive(test.work, &town).id;
        struct grant grants[] = {
            {ROLE_CASE_OFFICER, town.commune  },
            {ROLE_LEADER,       town.elsewhere}
        };
        struct actor both = {.account_id = BINH, .grants = grants, .grant_count = 2};
        assert_no_fault(hand(test.work, &town.actors[CHI], id, "assign", AN, 0));
        must_fault(hand(test.work, &both, id, "settle", 0, 0), "matter.not_yours");
        assert_no_fault(hand(test.work, &town.actors[AN], id, "settle", 0, 0));
    }
}

static void a_matter_moves_to_a_unit_that_exists(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        int64_t id = receive(test.work, &town).id;
        struct str end =
            arena_printf(test.arena, "UPDATE unit SET valid_to = '2025-06-30' WHERE id = %lld",
                         (long long)town.elsewhere);
        struct matter matter;
        must_fault(hand(test.work, &town.actors[AN], id, "move", 0, 0), "matter.unit.missing");
        must_fault(hand(test.work, &town.actors[AN], id, "move", 0, 5), "matter.unit.missing");
        must_fault(hand(test.work, &town.actors[AN], id, "move", 0, town.commune),
                   "matter.unit.same");
        assert_no_fault(hand(test.work, &town.actors[CHI], id, "assign", AN, 0));
        assert_no_fault(hand(test.work, &town.actors[AN], id, "move", 0, town.elsewhere));
        assert_no_fault(matter_load(test.work, id, &matter));
        assert_int_equal(matter.unit_id, town.elsewhere);
        assert_int_equal(matter.official_id, 0);
        db_release(test.work);
        must_fault(hand(test.work, &town.actors[AN], id, "move", 0, town.commune),
                   "error.forbidden");
        id = receive(test.work, &town).id;
        assert_no_fault(db_write(test.work, db_testing_script, &end));
        must_fault(hand(test.work, &town.actors[AN], id, "move", 0, town.elsewhere),
                   "matter.unit.ended");
    }
}

static void what_is_too_long_or_not_yet_is_refused(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        int64_t id = receive(test.work, &town).id;
        char note[MATTER_NOTE_MOST + 2];
        struct matter_step late = {.id = id,
                                   .version = 1,
                                   .action = STR("pause"),
                                   .note = STR("Chờ"),
                                   .happened_on = date_ymd(9000, 1, 1)};
        memset(note, 'a', sizeof(note) - 1);
        note[sizeof(note) - 1] = 0;
        must_fault(step(test.work, &town.actors[AN], id, "pause", note, ""),
                   "matter.note.too_long");
        must_fault(matter_apply(test.work, &late), "matter.day.future");
        note[MATTER_NOTE_MOST] = 0;
        assert_no_fault(step(test.work, &town.actors[AN], id, "pause", note, ""));
    }
}

static void a_step_is_not_taken_before_the_one_that_it_follows(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        int64_t id = receive(test.work, &town).id;
        struct matter_step approve = {.id = id, .version = 2, .action = STR("approve")};
        assert_no_fault(step(test.work, &town.actors[AN], id, "draft", "", "Sẽ nạo vét."));
        test.work->actor = &town.actors[CHI];
        approve.happened_on = date_ymd(2022, 3, 9); /* drafted on the 10th */
        must_fault(matter_apply(test.work, &approve), "matter.day.before_step");
        approve.happened_on = date_ymd(2022, 3, 10);
        assert_no_fault(matter_apply(test.work, &approve));
    }
}

static void an_official_elsewhere_may_neither_read_nor_act(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        int64_t id = receive(test.work, &town).id;
        struct matter matter;
        must_fault(step(test.work, &town.actors[DUNG], id, "draft", "", "Không."),
                   "error.forbidden");
        assert_no_fault(matter_load(test.work, id, &matter));
        test.work->actor = &town.actors[DUNG];
        must_fault(matter_must_read(test.work, &matter), "error.forbidden");
        test.work->actor = &town.actors[CHI]; /* a role above counts below */
        assert_no_fault(matter_must_read(test.work, &matter));
        test.work->actor = &actor_anonymous;
        must_fault(matter_must_read(test.work, &matter), "error.sign_in");
    }
}

static void whom_it_is_about_and_those_below_keep_away(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        int64_t id = receive(test.work, &town).id;
        struct matter matter;
        struct str posts = arena_printf(
            test.arena,
            "INSERT INTO post (id, person_id, unit_id, title, rank, valid_to) VALUES"
            " (1, 102, %lld, 'Chủ tịch', 10, NULL), (2, 101, %lld, 'Công chức', 50, NULL),"
            " (3, 103, %lld, 'Chủ tịch huyện', 10, NULL);",
            (long long)town.commune, (long long)town.commune, (long long)town.district);
        assert_no_fault(db_write(test.work, db_testing_script, &posts));
        assert_no_fault(matter_add_respondent(test.work, id, 102));
        assert_no_fault(matter_load(test.work, id, &matter));
        test.work->actor = &town.actors[BINH]; /* the person complained about */
        must_fault(matter_must_read(test.work, &matter), "matter.conflict");
        test.work->actor = &town.actors[AN]; /* below that person in the same unit */
        must_fault(matter_must_read(test.work, &matter), "matter.conflict");
        test.work->actor = &town.actors[CHI]; /* above */
        assert_no_fault(matter_must_read(test.work, &matter));
        must_fault(step(test.work, &town.actors[AN], id, "draft", "", "Không sao."),
                   "matter.conflict");
    }
}

static void the_second_of_two_officers_is_told_what_changed(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        int64_t id = receive(test.work, &town).id;
        struct matter_step late = {.id = id,
                                   .version = 1,
                                   .action = STR("draft"),
                                   .answer = STR("B"),
                                   .happened_on = DATE_NONE};
        const struct fault *fault;
        assert_no_fault(step(test.work, &town.actors[AN], id, "draft", "", "A"));
        test.work->actor = &town.actors[BINH];
        fault = matter_apply(test.work, &late);
        must_fault(fault, "matter.changed_to");
        assert_str(fault->args[0].value, STR("Chờ duyệt trả lời"));
    }
}

/* A guard during which another officer is faster. */
static const struct fault *be_overtaken(struct work *work, const struct matter *matter,
                                        const struct matter_step *taken)
{
    struct work other = *work;
    struct matter_mark mark = {.id = matter->id, .action = STR("link")};
    (void)taken;
    other.arena = arena_new();
    assert_no_fault(db_attach(work->site->pool, &other, DB_MAY_WRITE));
    assert_no_fault(matter_mark(&other, &mark));
    arena_free(other.arena);
    return NULL;
}

static void whoever_reads_first_and_writes_second_is_told_too(void **state)
{
    static const struct lifecycle_action slow[] = {
        {"draft", "received", "drafted", OFFICER, 0, "", "", "petition.classify", be_overtaken},
    };
    struct matter_kind slow_kind = kind;
    const struct matter_kind *const slow_kinds[] = {&slow_kind};
    const struct module slow_module = {.name = "test", .kinds = slow_kinds, .kind_count = 1};
    const struct module *const slow_modules[] = {&slow_module, NULL};
    (void)state;
    slow_kind.actions = slow;
    slow_kind.action_count = 1;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        int64_t id = receive(test.work, &town).id;
        matter_event_list events;
        town.site->modules = slow_modules;
        must_fault(step(test.work, &town.actors[AN], id, "draft", "", ""), "matter.changed_to");
        assert_no_fault(matter_events(test.work, id, &events));
        assert_int_equal(events.count, 2);
        assert_str(last_action(test.work, id), STR("link"));
        assert_no_fault(matter_verify(test.work, id));
    }
}

static void the_sender_may_do_what_the_table_says_and_no_more(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        int64_t id = receive(test.work, &town).id;
        struct matter_step taken = {.id = id,
                                    .version = 1,
                                    .action = STR("draft"),
                                    .answer = STR("x"),
                                    .happened_on = DATE_NONE,
                                    .is_by_sender = true};
        test.work->actor = &actor_anonymous;
        must_fault(matter_apply(test.work, &taken), "error.forbidden");
        taken.action = STR("withdraw");
        must_fault(matter_apply(test.work, &taken), "matter.note.missing");
        taken.note = STR("Đã giải quyết xong.");
        assert_no_fault(matter_apply(test.work, &taken));
    }
}

/* Received on Monday 07/03/2022: 10 working days (TT 05/2021) end on 21/03. From
 * 10/03 to 14/03 it stands still: two working days, 11/03 and 14/03, more. */
static void a_term_stands_still_while_the_matter_is_suspended(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        int64_t id = receive(test.work, &town).id;
        struct matter matter;
        struct matter_step resume = {
            .id = id, .action = STR("resume"), .happened_on = date_ymd(2022, 3, 14)};
        assert_no_fault(matter_load(test.work, id, &matter));
        assert_int_equal(matter.due_on.days, date_ymd(2022, 3, 21).days);
        assert_no_fault(step(test.work, &town.actors[AN], id, "pause", "Chờ giám định", ""));
        assert_no_fault(matter_load(test.work, id, &matter));
        assert_true(date_is_none(matter.due_on));
        resume.version = matter.version;
        db_release(test.work);
        assert_no_fault(matter_apply(test.work, &resume));
        assert_no_fault(matter_load(test.work, id, &matter));
        assert_int_equal(matter.due_on.days, date_ymd(2022, 3, 23).days);
    }
}

static void the_inbox_lists_the_most_urgent_first(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct matter_filter filter = {
            .unit_id = town.commune, .after = {DATE_NONE, 0}
        };
        matter_list page;
        matter_list rest;
        for (int i = 0; i < MATTER_PAGE + 5; i++)
            receive(test.work, &town);
        db_release(test.work);
        assert_no_fault(matter_inbox(test.work, &filter, &page));
        assert_int_equal(page.count, MATTER_PAGE + 1);
        filter.after = (struct matter_key_place){page.items[MATTER_PAGE - 1].due_on,
                                                 page.items[MATTER_PAGE - 1].id};
        assert_no_fault(matter_inbox(test.work, &filter, &rest));
        assert_int_equal(rest.count, 5);
        assert_int_equal(rest.items[0].id, page.items[MATTER_PAGE].id);
        filter.official_id = AN;
        filter.after.id = 0;
        assert_no_fault(matter_inbox(test.work, &filter, &rest));
        assert_int_equal(rest.count, 0);
    }
}

static void terms_that_run_are_read_by_the_nearest_day(void **state)
{
    struct matter_clock stored[] = {
        {.id = 1, .closed_seq = 0, .due_on = date_ymd(2026, 12, 10)},
        {.id = 2, .closed_seq = 0, .due_on = date_ymd(2026, 12, 7) },
        {.id = 3, .closed_seq = 0, .due_on = date_ymd(2026, 12, 10)},
        {.id = 4, .closed_seq = 0, .due_on = date_ymd(2026, 11, 30)},
        {.id = 5, .closed_seq = 3, .due_on = date_ymd(2026, 11, 27)},
    };
    static const int64_t expected[] = {4, 2, 1, 3, 5};
    matter_clock_list clocks = {.items = stored, .count = COUNT(stored)};
    (void)state;
    matter_clocks_by_day(&clocks);
    for (size_t i = 0; i < COUNT(expected); i++)
        assert_int_equal(stored[i].id, expected[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_count_without_gaps_within_a_year),
        cmocka_unit_test(code_and_key_together_open_a_matter),
        cmocka_unit_test(a_new_key_takes_the_place_of_the_old),
        cmocka_unit_test(an_action_leads_only_from_its_state),
        cmocka_unit_test(whoever_drafts_does_not_approve),
        cmocka_unit_test(only_whoever_may_read_it_is_made_responsible),
        cmocka_unit_test(a_leader_elsewhere_is_not_the_responsible_official),
        cmocka_unit_test(a_matter_moves_to_a_unit_that_exists),
        cmocka_unit_test(what_is_too_long_or_not_yet_is_refused),
        cmocka_unit_test(a_step_is_not_taken_before_the_one_that_it_follows),
        cmocka_unit_test(an_official_elsewhere_may_neither_read_nor_act),
        cmocka_unit_test(whom_it_is_about_and_those_below_keep_away),
        cmocka_unit_test(the_second_of_two_officers_is_told_what_changed),
        cmocka_unit_test(whoever_reads_first_and_writes_second_is_told_too),
        cmocka_unit_test(the_sender_may_do_what_the_table_says_and_no_more),
        cmocka_unit_test(a_term_stands_still_while_the_matter_is_suspended),
        cmocka_unit_test(terms_that_run_are_read_by_the_nearest_day),
        cmocka_unit_test(the_inbox_lists_the_most_urgent_first),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
