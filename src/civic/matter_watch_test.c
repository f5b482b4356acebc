/*
 * Watching over open matters, on both engines.
 */
#include "base/testing_process.h"
#include "civic/matter_watch.h"
#include "civic/testing.h"

/* Received on Monday 07/03/2022, due on 21/03: told to the district from 22/03 on. */
static void a_term_that_ran_out_is_told_to_the_unit_above_once(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        int64_t id = receive(test.work, &town).id;
        struct instant now = date_start(date_ymd(2022, 3, 21));
        struct matter_filter below = {
            .superior_id = town.district,
            .window = DUE_LATE,
            .today = date_ymd(2022, 3, 22),
            .after = {DATE_NONE, 0}
        };
        matter_list late;
        int count;
        test.work->clock = clock_fixed(&now);
        test.work->actor = &actor_system;
        assert_no_fault(matter_escalate(test.work, &count));
        assert_int_equal(count, 0);
        now = date_start(date_ymd(2022, 3, 22));
        assert_no_fault(matter_escalate(test.work, &count));
        assert_int_equal(count, 1);
        assert_str(last_action(test.work, id), STR("escalate"));
        assert_no_fault(matter_escalate(test.work, &count));
        assert_int_equal(count, 0);
        assert_no_fault(matter_inbox(test.work, &below, &late));
        assert_int_equal(late.count, 1);
        assert_int_equal(late.items[0].id, id);
        assert_no_fault(matter_verify(test.work, id));
    }
}

/* ---- several servers on one database ---- */

enum {
    SERVERS = 3,
    MATTERS = 30
};

/* A day on which every matter is late, and the unit has ended. */
static struct instant too_late(void)
{
    return date_start(date_ymd(2022, 3, 22));
}

/* A server on the database at words[0] that goes its rounds once the gate is open. */
static int serve_with_others(const struct fault *(*go)(struct work *work, int *ret_count),
                             char *const words[])
{
    const struct instant now = too_late();
    struct work work = {.arena = arena_new(), .clock = clock_fixed(&now), .actor = &actor_system};
    struct db_options options = {.url = str_from_c(words[0]), .readers = 1};
    struct db_pool *pool;
    char byte;
    int count;
    if (!crypto_start() || db_open(work.arena, options, &pool) ||
        db_attach(pool, &work, DB_MAY_WRITE))
        return 1;
    work.site = make_site(work.arena, pool);
    work.request_id = STR("test");
    return testing_read(0, &byte, 1) || go(&work, &count) ? 1 : 0;
}

static int escalate(char *const words[])
{
    return serve_with_others(matter_escalate, words);
}

static int follow(char *const words[])
{
    return serve_with_others(matter_follow_units, words);
}

static const struct testing_role processes[] = {
    {"escalate", escalate},
    {"follow",   follow  },
};

/* Each server is a process; all begin at once. */
static void run_on_servers(const struct db_testing *test, const char *role)
{
    const char *const words[] = {role, test->url.ptr, NULL};
    pid_t servers[SERVERS];
    int gate[2];
    testing_pipe(gate);
    for (int i = 0; i < SERVERS; i++)
        servers[i] = testing_process_start(words, gate[0], -1);
    close(gate[0]);
    close(gate[1]);
    for (int i = 0; i < SERVERS; i++)
        testing_process_end(servers[i]);
}

static void assert_times(struct work *work, const char *action, int64_t times)
{
    struct db_rows *rows;
    assert_no_fault(db_one(work, "SELECT COUNT(*) FROM matter_event WHERE action = $1",
                           P(str_from_c(action)), &rows));
    assert_int_equal(db_int(rows, 0), times);
    db_release(work);
}

static void several_servers_watch_as_one(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct instant now = too_late();
        struct str end = arena_printf(
            test.arena,
            "UPDATE unit SET valid_to = '2022-03-20' WHERE id = %lld;"
            "INSERT INTO unit_successor (unit_id, successor_id, from_date)"
            " VALUES (%lld, %lld, '2022-03-21');",
            (long long)town.commune, (long long)town.commune, (long long)town.elsewhere);
        for (int i = 0; i < MATTERS; i++)
            receive(test.work, &town);
        test.work->clock = clock_fixed(&now);
        test.work->actor = &actor_system;
        db_release(test.work);
        run_on_servers(&test, "escalate");
        assert_times(test.work, "escalate", MATTERS);
        assert_no_fault(db_write(test.work, db_testing_script, &end));
        run_on_servers(&test, "follow");
        assert_times(test.work, "unit-ended", MATTERS);
    }
}

static void open_matters_follow_the_unit_that_took_over(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        int64_t open = receive(test.work, &town).id;
        int64_t closed = receive(test.work, &town).id;
        struct matter matter;
        matter_event_list events;
        struct str end = arena_printf(
            test.arena,
            "UPDATE unit SET valid_to = '2025-06-30' WHERE id = %lld;"
            "INSERT INTO unit_successor (unit_id, successor_id, from_date)"
            " VALUES (%lld, %lld, '2025-07-01');",
            (long long)town.commune, (long long)town.commune, (long long)town.elsewhere);
        int count;
        assert_no_fault(step(test.work, &town.actors[AN], closed, "draft", "", "Xong."));
        assert_no_fault(step(test.work, &town.actors[CHI], closed, "approve", "", ""));
        assert_no_fault(hand(test.work, &town.actors[CHI], open, "assign", AN, 0));
        assert_no_fault(db_write(test.work, db_testing_script, &end));
        test.work->actor = &actor_system;
        assert_no_fault(matter_follow_units(test.work, &count));
        assert_int_equal(count, 1);
        assert_no_fault(matter_load(test.work, open, &matter));
        assert_int_equal(matter.unit_id, town.elsewhere);
        assert_int_equal(matter.official_id, 0); /* An has no role there */
        assert_no_fault(matter_events(test.work, open, &events));
        assert_str(events.items[events.count - 1].note, STR("Xã Đồng Xuân → Xã Quảng Yên"));
        assert_no_fault(matter_load(test.work, closed, &matter));
        assert_int_equal(matter.unit_id, town.commune);
        db_release(test.work);
        assert_no_fault(matter_follow_units(test.work, &count));
        assert_int_equal(count, 0);
    }
}

/* The demo's district ended before the demo was made: its matters stay. */
static void in_a_demo_nothing_follows_what_ended_before_it(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        int64_t id = receive(test.work, &town).id;
        struct matter matter;
        struct str end =
            arena_printf(test.arena,
                         "UPDATE unit SET valid_to = '2025-06-30' WHERE id = %lld;"
                         "INSERT INTO unit_successor (unit_id, successor_id, from_date)"
                         " VALUES (%lld, %lld, '2025-07-01');"
                         "UPDATE account SET created_at = %lld;",
                         (long long)town.commune, (long long)town.commune,
                         (long long)town.elsewhere, (long long)date_start(date_ymd(2025, 7, 1)).us);
        struct str before = arena_printf(test.arena, "UPDATE account SET created_at = %lld",
                                         (long long)date_start(date_ymd(2025, 6, 30)).us);
        int count;
        assert_no_fault(db_write(test.work, db_testing_script, &end));
        test.work->actor = &actor_system;
        test.work->site->is_demo = true;
        assert_no_fault(matter_follow_units(test.work, &count));
        assert_int_equal(count, 0);
        assert_no_fault(db_write(test.work, db_testing_script, &before));
        assert_no_fault(matter_follow_units(test.work, &count));
        assert_int_equal(count, 1);
        assert_no_fault(matter_load(test.work, id, &matter));
        assert_int_equal(matter.unit_id, town.elsewhere);
    }
}

/* The commune is divided between its neighbour and one more. */
static void matters_of_a_divided_unit_wait_to_be_passed_on(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        int64_t id = receive(test.work, &town).id;
        int64_t second = receive(test.work, &town).id;
        int64_t closed = receive(test.work, &town).id;
        struct matter_key_place first = {DATE_NONE, 0};
        struct matter matter;
        matter_list list;
        struct str divide =
            arena_printf(test.arena,
                         "UPDATE unit SET valid_to = '2022-03-05' WHERE id = %lld;"
                         "INSERT INTO unit_successor (unit_id, successor_id, from_date)"
                         " VALUES (%lld, %lld, '2022-03-06'), (%lld, %lld, '2022-03-06');"
                         "INSERT INTO account_role (account_id, role, unit_id, granted_at)"
                         " VALUES (14, 'administrator', %lld, 1);"
                         "INSERT INTO matter_respondent (matter_id, person_id) VALUES (%lld, 103);",
                         (long long)town.commune, (long long)town.commune,
                         (long long)town.elsewhere, (long long)town.commune,
                         (long long)town.district, (long long)town.district, (long long)second);
        int count;
        assert_no_fault(step(test.work, &town.actors[AN], closed, "draft", "", "Xong."));
        assert_no_fault(step(test.work, &town.actors[CHI], closed, "approve", "", ""));
        must_fault(matter_pass_on(test.work, id, 1, town.elsewhere), "matter.pass_on.not_ended");
        assert_no_fault(db_write(test.work, db_testing_script, &divide));
        test.work->actor = &actor_system;
        assert_no_fault(matter_follow_units(test.work, &count));
        assert_int_equal(count, 0); /* nobody knows where each belongs */
        /* the leader above sees both that are open; an officer of the unit none */
        test.work->actor = &town.actors[CHI];
        assert_no_fault(matter_divided(test.work, first, &list));
        assert_int_equal(list.count, 2);
        test.work->actor = &town.actors[AN];
        assert_no_fault(matter_divided(test.work, first, &list));
        assert_int_equal(list.count, 0);
        db_release(test.work);
        must_fault(matter_pass_on(test.work, id, 1, town.elsewhere), "error.forbidden");
        test.work->actor = &town.actors[CHI];
        must_fault(matter_pass_on(test.work, id, 7, town.elsewhere), "matter.changed");
        must_fault(matter_pass_on(test.work, id, 1, town.commune), "matter.pass_on.no_heir");
        must_fault(matter_pass_on(test.work, closed, 3, town.elsewhere), "matter.hand_over.closed");
        must_fault(matter_pass_on(test.work, second, 1, town.elsewhere), "matter.conflict");
        assert_no_fault(matter_pass_on(test.work, id, 1, town.elsewhere));
        assert_no_fault(matter_load(test.work, id, &matter));
        assert_int_equal(matter.unit_id, town.elsewhere);
        assert_str(last_action(test.work, id), STR("unit-ended"));
        assert_no_fault(matter_verify(test.work, id));
        /* an administrator may pass on what the leader must keep away from */
        db_release(test.work);
        give(test.arena, &town, DUNG, ROLE_ADMINISTRATOR, town.district);
        test.work->actor = &town.actors[DUNG];
        assert_no_fault(matter_pass_on(test.work, second, 1, town.district));
        assert_no_fault(matter_divided(test.work, first, &list));
        assert_int_equal(list.count, 0);
    }
}

static void matters_of_an_official_who_left_are_handed_over(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct str leave = STR("UPDATE account SET is_closed = 1 WHERE id = 11");
        int64_t id = receive(test.work, &town).id;
        struct matter_key_place first = {DATE_NONE, 0};
        matter_list left;
        assert_no_fault(hand(test.work, &town.actors[CHI], id, "assign", AN, 0));
        assert_no_fault(matter_left_behind(test.work, first, &left));
        assert_int_equal(left.count, 0);
        db_release(test.work);
        assert_no_fault(db_write(test.work, db_testing_script, &leave));
        assert_no_fault(matter_left_behind(test.work, first, &left));
        assert_int_equal(left.count, 1);
        db_release(test.work);
        must_fault(matter_hand_over(test.work, id, 9, BINH), "matter.changed");
        must_fault(matter_hand_over(test.work, id, 2, AN), "matter.official.unfit");
        test.work->actor = &town.actors[BINH];
        must_fault(matter_hand_over(test.work, id, 2, BINH), "error.forbidden");
        test.work->actor = &town.actors[CHI];
        assert_no_fault(matter_hand_over(test.work, id, 2, BINH));
        assert_str(last_action(test.work, id), STR("hand-over"));
        assert_no_fault(matter_left_behind(test.work, first, &left));
        assert_int_equal(left.count, 0);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_term_that_ran_out_is_told_to_the_unit_above_once),
        cmocka_unit_test(several_servers_watch_as_one),
        cmocka_unit_test(open_matters_follow_the_unit_that_took_over),
        cmocka_unit_test(in_a_demo_nothing_follows_what_ended_before_it),
        cmocka_unit_test(matters_of_a_divided_unit_wait_to_be_passed_on),
        cmocka_unit_test(matters_of_an_official_who_left_are_handed_over),
    };
    if (testing_is_role(argc))
        testing_play(processes, COUNT(processes), argv);
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
