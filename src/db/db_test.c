/*
 * One contract for both engines.
 */
#include "base/testing_process.h"
#include "db/pool.h"
#include "db/testing.h"
#include "db/topic.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

static struct str table = STR_INIT("CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT UNIQUE,"
                                   " day TEXT, at BIGINT, raw BYTEA, parent_id BIGINT"
                                   " REFERENCES thing (id))");

static void make_table(struct db_testing *test)
{
    assert_no_fault(db_write(test->work, db_testing_script, &table));
}

static const char INSERT[] = "INSERT INTO thing (id, name, day, at, raw, parent_id)"
                             " VALUES ($1, $2, $3, $4, $5, $6)";
static const char LOAD[] = "SELECT id, name, day, at, raw, parent_id FROM thing WHERE id = $1";
static const char COUNT_ALL[] = "SELECT count(*) FROM thing";

struct row {
    int64_t id;
    const char *name;
    bool fails_after;
};

static const struct fault *insert(struct work *work, void *context)
{
    const struct row *row = context;
    const struct fault *fault =
        db_exec(work, INSERT,
                P(row->id, str_from_c(row->name), date_ymd(2022, 3, 6), (struct instant){7},
                  db_blob(STR("\0\xff'\\")), db_id_or_null(0)),
                NULL);
    if (!fault && row->fails_after)
        return fault_new(work->arena, FAULT_FORBIDDEN, "test.refused", "refused after writing");
    return fault;
}

static int64_t count_all(struct work *work)
{
    struct db_rows *rows;
    int64_t count;
    db_release(work);
    assert_no_fault(db_one(work, COUNT_ALL, P0, &rows));
    count = db_int(rows, 0);
    db_release(work);
    return count;
}

static void what_is_written_is_read_as_it_was(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct row row = {INT64_MAX, "Hội đồng nhân dân xã Quảng Yên", false};
        struct db_rows *rows;
        make_table(&test);
        assert_no_fault(db_write(test.work, insert, &row));
        assert_no_fault(db_one(test.work, LOAD, P(INT64_MAX), &rows));
        assert_true(db_int(rows, 0) == INT64_MAX);
        assert_str(db_text(rows, 1), STR("Hội đồng nhân dân xã Quảng Yên"));
        assert_int_equal(db_date(rows, 2).days, date_ymd(2022, 3, 6).days);
        assert_true(db_instant(rows, 3).us == 7);
        assert_str(db_bytes(rows, 4), STR("\0\xff'\\"));
        assert_true(db_is_null(rows, 5));
        assert_int_equal(db_int(rows, 5), 0);
        assert_false(db_next(rows));
        assert_no_fault(db_done(rows));
    }
}

static void a_refused_use_case_leaves_nothing(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct row refused = {1, "a", true};
        const struct fault *fault;
        make_table(&test);
        fault = db_write(test.work, insert, &refused);
        assert_non_null(fault);
        assert_string_equal(fault->key, "test.refused");
        assert_int_equal(count_all(test.work), 0);
    }
}

static void faults_of_the_database_have_their_words(void **state)
{
    static const char ORPHAN[] = "INSERT INTO thing (id, name, parent_id) VALUES (9, 'x', 77)";
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct row first = {1, "a", false};
        struct row same_name = {2, "a", false};
        struct str orphan = str_from_c(ORPHAN);
        struct db_rows *rows;
        const struct fault *fault;
        make_table(&test);
        assert_no_fault(db_write(test.work, insert, &first));
        fault = db_write(test.work, insert, &same_name);
        assert_non_null(fault);
        assert_string_equal(fault->key, "record.exists");
        assert_true(str_find(fault->detail, STR("Quảng"), 0) < 0);
        fault = db_write(test.work, db_testing_script, &orphan);
        assert_non_null(fault);
        assert_string_equal(fault->key, "record.in_use");
        fault = db_query(test.work, "SELECT nothing FROM nowhere", P0, &rows);
        assert_int_equal(fault->kind, FAULT_INTERNAL);
        db_release(test.work);
        fault = db_one(test.work, LOAD, P(99), &rows);
        assert_string_equal(fault->key, "record.missing");
    }
}

static const char RENAME[] = "UPDATE thing SET name = $2 WHERE id = $1 AND name = $3";

static const struct fault *rename_thing(struct work *work, void *context)
{
    const struct row *row = context;
    return db_exec_one(work, RENAME, P(row->id, STR("b"), str_from_c(row->name)), "thing.changed");
}

static void compare_and_set_changes_one_row_or_conflicts(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct row row = {1, "a", false};
        const struct fault *fault;
        make_table(&test);
        assert_no_fault(db_write(test.work, insert, &row));
        assert_no_fault(db_write(test.work, rename_thing, &row));
        fault = db_write(test.work, rename_thing, &row);
        assert_non_null(fault);
        assert_int_equal(fault->kind, FAULT_CONFLICT);
        assert_string_equal(fault->key, "thing.changed");
    }
}

/* ---- many at once ---- */

enum {
    THREADS = 32,
    EACH = 40
};

struct client {
    struct db_pool *pool;
    int number;
    int acknowledged;
    int refused;
};

static void *write_many(void *context)
{
    struct client *client = context;
    for (int i = 0; i < EACH; i++) {
        struct arena *arena = arena_new();
        struct work work = {.arena = arena, .clock = clock_system()};
        struct row row = {client->number * 1000 + i + 1,
                          arena_printf(arena, "n%d-%d", client->number, i).ptr, i % 7 == 3};
        const struct fault *fault = db_attach(client->pool, &work, DB_MAY_WRITE);
        if (!fault && i % 11 == 5)
            row.name = "the same name for all"; /* all but one are refused by UNIQUE */
        if (!fault)
            fault = db_write(&work, insert, &row);
        if (fault)
            client->refused++;
        else
            client->acknowledged++;
        arena_free(arena);
    }
    return NULL;
}

static void one_guilty_use_case_does_not_sink_the_others(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        pthread_t threads[THREADS];
        struct client clients[THREADS];
        int acknowledged = 0;
        int refused = 0;
        make_table(&test);
        for (int i = 0; i < THREADS; i++) {
            clients[i] = (struct client){test.pool, i + 1, 0, 0};
            assert_int_equal(pthread_create(&threads[i], NULL, write_many, &clients[i]), 0);
        }
        for (int i = 0; i < THREADS; i++) {
            pthread_join(threads[i], NULL);
            acknowledged += clients[i].acknowledged;
            refused += clients[i].refused;
        }
        /* i % 7 == 3 refuses 6 of 40; i % 11 == 5 (5, 16, 27, 38; 38 % 7 == 3 is refused anyway)
         * leaves 3 of 40 with the one name, which one of all clients gets */
        assert_int_equal(refused, THREADS * 6 + THREADS * 3 - 1);
        assert_int_equal(acknowledged, THREADS * EACH - refused);
        assert_int_equal(count_all(test.work), acknowledged);
        assert_true(db_stats(test.pool).commits < THREADS * EACH);
    }
}

/* ---- snapshots and topics ---- */

static const struct fault *insert_and_touch(struct work *work, void *context)
{
    db_touch(work, topic_of("thing", ((const struct row *)context)->id));
    return insert(work, context);
}

static void a_reader_sees_one_snapshot_until_it_lets_go(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct work *reader = db_testing_work(&test, test.pool);
        struct row row = {1, "a", false};
        struct db_rows *rows;
        make_table(&test);
        assert_no_fault(db_one(reader, COUNT_ALL, P0, &rows));
        assert_no_fault(db_write(test.work, insert, &row));
        assert_no_fault(db_one(reader, COUNT_ALL, P0, &rows));
        assert_int_equal(db_int(rows, 0), 0);
        db_release(reader);
        assert_no_fault(db_one(reader, COUNT_ALL, P0, &rows));
        assert_int_equal(db_int(rows, 0), 1);
        db_release(reader);
    }
}

static void a_reader_forgets_a_statement_that_failed(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct row row = {1, "Đồng Xuân", false};
        struct db_rows *rows;
        make_table(&test);
        assert_no_fault(db_write(test.work, insert, &row));
        for (int i = 0; i < 3; i++) {
            /* the second is the first time that the connection hears of LOAD */
            assert_non_null(db_query(test.work, "SELECT id FROM nowhere", P0, &rows));
            if (db_query(test.work, LOAD, P(1), &rows))
                assert_int_equal(db_engine_of(test.work), DB_POSTGRES); /* 25P02 there */
            db_release(test.work);
            assert_no_fault(db_one(test.work, LOAD, P(1), &rows));
            assert_str(db_text(rows, 1), STR("Đồng Xuân"));
            assert_int_equal(count_all(test.work), 1);
        }
    }
}

static void a_page_is_fresh_until_what_it_shows_is_touched(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct work *reader = db_testing_work(&test, test.pool);
        struct depend page = {0};
        struct depend other = {0};
        struct depend late = {0};
        struct depend unread = {0}; /* of what is in the program alone */
        struct row row = {1, "a", false};
        struct row refused = {2, "b", true};
        struct db_rows *rows;
        make_table(&test);
        db_release(reader);
        reader->depend = &other;
        db_depends(reader, topic_of("thing", 2));
        reader->depend = &page;
        db_depends(reader, topic_of("thing", 1));
        assert_true(depend_fresh(test.pool, &page));
        assert_non_null(db_write(test.work, insert_and_touch, &refused));
        assert_true(depend_fresh(test.pool, &other));
        /* the snapshot is older than the commit, the topic is noted after it */
        reader->depend = &late;
        assert_no_fault(db_one(reader, COUNT_ALL, P0, &rows));
        assert_no_fault(db_write(test.work, insert_and_touch, &row));
        db_depends(reader, topic_of("thing", 1));
        assert_false(depend_fresh(test.pool, &late));
        assert_false(depend_fresh(test.pool, &page));
        assert_true(depend_fresh(test.pool, &other));
        db_pool_changed(test.pool, NULL, 0); /* as after a line to the server that was lost */
        assert_false(depend_fresh(test.pool, &other));
        assert_true(depend_fresh(test.pool, &unread));
        db_release(reader);
    }
}

/* The database at words[0], open, in a process of its own. */
static bool open_other(char *const words[], struct work *work, struct db_pool **ret_pool)
{
    struct db_options options = {.url = str_from_c(words[0]), .readers = 1};
    *work = (struct work){.arena = arena_new(), .clock = clock_system()};
    return crypto_start() && !db_open(work->arena, options, ret_pool) &&
           !db_attach(*ret_pool, work, DB_MAY_WRITE);
}

static int touch(char *const words[])
{
    struct row row = {1, "a", false};
    struct work work;
    struct db_pool *pool;
    return open_other(words, &work, &pool) && !db_write(&work, insert_and_touch, &row) ? 0 : 1;
}

static void another_process_makes_pages_stale(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        const char *const words[] = {"touch", test.url.ptr, NULL};
        struct depend page = {0};
        make_table(&test);
        test.work->depend = &page;
        db_depends(test.work, topic_of("thing", 1));
        testing_process_end(testing_process_start(words, -1, -1));
        assert_comes_true(!depend_fresh(test.pool, &page));
    }
}

/* ---- durability ---- */

static int write_until_killed(char *const words[])
{
    struct work work;
    struct db_pool *pool;
    bool is_well = open_other(words, &work, &pool);
    for (int64_t id = 1; is_well; id++) {
        struct row row = {id, arena_printf(work.arena, "n%lld", (long long)id).ptr, false};
        is_well = !db_write(&work, insert, &row) && write(1, &id, sizeof(id)) == sizeof(id);
    }
    return 1;
}

static void every_acknowledged_write_outlives_the_process(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        const char *const words[] = {"write", test.url.ptr, NULL};
        int ends[2];
        int64_t acknowledged = 0;
        int64_t id;
        pid_t child;
        make_table(&test);
        testing_pipe(ends);
        child = testing_process_start(words, -1, ends[1]);
        close(ends[1]);
        while (acknowledged < 200 && testing_read(ends[0], &id, sizeof(id)))
            acknowledged = id;
        testing_process_kill(child);
        while (testing_read(ends[0], &id, sizeof(id)))
            acknowledged = id;
        close(ends[0]);
        assert_true(acknowledged >= 200);
        assert_true(count_all(test.work) >= acknowledged);
    }
}

static const char LIMIT_PAGES[] = "PRAGMA max_page_count = 40";
static const char NO_LIMIT[] = "PRAGMA max_page_count = 1000000";

static const struct fault *run_query(struct work *work, void *context)
{
    struct db_rows *rows;
    return db_query(work, context, P0, &rows);
}

static void a_full_disk_is_said_and_got_over(void **state)
{
    struct db_testing test;
    const struct fault *fault = NULL;
    char name[2048];
    int64_t saved = 0;
    (void)state;
    assert_true(db_testing_begin(&test, DB_SQLITE, false));
    make_table(&test);
    assert_no_fault(db_write(test.work, run_query, (void *)LIMIT_PAGES));
    memset(name, 'x', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    for (int64_t id = 1; id < 1000 && !fault; id++) {
        struct row row = {id, name, false};
        name[id % 1000] = (char)('a' + id % 23);
        name[id / 23] = (char)('A' + id % 19);
        fault = db_write(test.work, insert, &row);
        saved += fault == NULL;
    }
    assert_non_null(fault);
    assert_int_equal(fault->kind, FAULT_UNAVAILABLE);
    assert_string_equal(fault->key, "db.not_saved");
    assert_int_equal(count_all(test.work), saved);
    assert_no_fault(db_write(test.work, run_query, (void *)NO_LIMIT));
    {
        struct row row = {5000, "room again", false};
        assert_no_fault(db_write(test.work, insert, &row));
    }
    assert_int_equal(count_all(test.work), saved + 1);
    db_testing_end(&test);
}

/* ---- opening and migrating ---- */

static void a_damaged_or_missing_file_is_named(void **state)
{
    struct arena *arena = arena_new();
    const char *path;
    struct db_pool *pool;
    FILE *file;
    const struct fault *fault;
    (void)state;
    path = testing_file(arena, STR(""));
    file = fopen(path, "w");
    for (int i = 0; i < 5000; i++)
        fputs("this is not a database ", file);
    fclose(file);
    fault = db_open(
        arena, (struct db_options){.url = arena_printf(arena, "sqlite:%s", path), .readers = 1},
        &pool);
    assert_string_equal(fault->key, "db.damaged");
    path = arena_printf(arena, "%s/none/x.db", testing_folder(arena)).ptr;
    fault = db_open(
        arena, (struct db_options){.url = arena_printf(arena, "sqlite:%s", path), .readers = 1},
        &pool);
    assert_string_equal(fault->key, "db.folder");
    fault = db_open(arena, (struct db_options){.url = STR("mysql:x"), .readers = 1}, &pool);
    assert_string_equal(fault->key, "db.url");
    fault = db_open(
        arena, (struct db_options){.url = STR("postgres:host=/nowhere dbname=x"), .readers = 1},
        &pool);
    assert_string_equal(fault->key, "db.server");
    assert_true(str_find(fault->detail, STR("/nowhere"), 0) > 0);
    assert_true(str_find_byte(fault->detail, '\n', 0) < 0);
    arena_free(arena);
}

static void migrations_run_once_in_order_and_never_change(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct asset files[] = {
            {STR("migrations/0001_a.sql"),          STR("CREATE TABLE a (id BIGINT); -- ;\n"
                                               "INSERT INTO a (id) VALUES (1)")},
            {STR("migrations/0002_b.postgres.sql"), STR("INSERT INTO a (id) VALUES (3)")                                 },
            {STR("migrations/0002_b.sqlite.sql"),   STR("INSERT INTO a (id) VALUES (2)")                                 },
            {STR("migrations/0003_c.sql"),          STR("INSERT INTO nowhere (id) VALUES (1)")                           },
        };
        struct db_rows *rows;
        const struct fault *fault;
        assert_no_fault(migrate_files(test.arena, test.pool, files, 3));
        assert_no_fault(migrate_files(test.arena, test.pool, files, 3));
        assert_no_fault(db_one(test.work, "SELECT sum(id), count(*) FROM a", P0, &rows));
        assert_int_equal(db_int(rows, 0), engine_test == DB_SQLITE ? 3 : 4);
        assert_int_equal(db_int(rows, 1), 2);
        db_release(test.work);
        assert_non_null(migrate_files(test.arena, test.pool, files, 4));
        files[3].bytes = STR("INSERT INTO a (id) VALUES (9)");
        assert_no_fault(migrate_files(test.arena, test.pool, files, 4));
        fault = migrate_files(test.arena, test.pool, files, 3);
        assert_string_equal(fault->key, "migrate.newer");
        files[0].bytes = STR("CREATE TABLE a (id TEXT)");
        fault = migrate_files(test.arena, test.pool, files, 4);
        assert_string_equal(fault->key, "migrate.changed");
        fault = migrate_files(test.arena, test.pool, files + 1, 3);
        assert_string_equal(fault->key, "migrate.gap");
    }
}

static void nothing_is_made_among_the_tables_of_another_program(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct asset files[] = {
            {STR("migrations/0001_a.sql"), STR("CREATE TABLE a (id BIGINT)")}
        };
        struct str script = STR("CREATE TABLE orders (id BIGINT)");
        struct db_rows *rows;
        const struct fault *fault;
        assert_no_fault(db_write(test.work, db_testing_script, &script));
        fault = migrate_files(test.arena, test.pool, files, 1);
        assert_non_null(fault);
        assert_string_equal(fault->key, "migrate.foreign");
        assert_str(fault->args[0].value, STR("orders"));
        assert_non_null(db_query(test.work, "SELECT number FROM schema_migration", P0, &rows));
    }
}

enum {
    PROGRAMS = 4,
    STEPS = 40
};

/* One of several programs: waits until all are there, and the gate is open. */
static int migrate_with_others(char *const words[])
{
    struct asset files[STEPS];
    struct work work;
    struct db_pool *pool;
    char byte;
    if (!open_other(words, &work, &pool))
        return 1;
    for (int i = 0; i < STEPS; i++)
        files[i] = (struct asset){arena_printf(work.arena, "migrations/%04d_step.sql", i + 1),
                                  arena_printf(work.arena,
                                               "CREATE TABLE step_%d (id BIGINT);"
                                               "INSERT INTO step_%d (id) VALUES (1)",
                                               i, i)};
    return testing_read(0, &byte, 1) || migrate_files(work.arena, pool, files, STEPS) ? 1 : 0;
}

static void programs_that_start_at_once_apply_each_migration_once(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        const char *const words[] = {"migrate", test.url.ptr, NULL};
        int gate[2];
        pid_t children[PROGRAMS];
        struct db_rows *rows;
        testing_pipe(gate);
        for (int i = 0; i < PROGRAMS; i++)
            children[i] = testing_process_start(words, gate[0], -1);
        close(gate[0]);
        close(gate[1]);
        for (int i = 0; i < PROGRAMS; i++)
            testing_process_end(children[i]);
        assert_no_fault(db_one(test.work, "SELECT count(*) FROM schema_migration", P0, &rows));
        assert_int_equal(db_int(rows, 0), STEPS);
    }
}

static void the_program_s_own_migrations_apply(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    assert_no_fault(migrate_assets(test.arena, test.pool));
}

static void ids_grow_and_never_repeat(void **state)
{
    struct instant at = {INT64_C(1770000000) * 1000000};
    int64_t last = 0;
    (void)state;
    for (int i = 0; i < 100000; i++) {
        int64_t id = db_new_id(clock_fixed(&at));
        assert_true(id > last);
        last = id;
        if (i == 50000)
            at.us -= 10 * INT64_C(1000000); /* a clock set back */
    }
}

static const struct testing_role roles[] = {
    {"touch",   touch              },
    {"write",   write_until_killed },
    {"migrate", migrate_with_others},
};

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_as_it_was),
        cmocka_unit_test(a_refused_use_case_leaves_nothing),
        cmocka_unit_test(faults_of_the_database_have_their_words),
        cmocka_unit_test(compare_and_set_changes_one_row_or_conflicts),
        cmocka_unit_test(one_guilty_use_case_does_not_sink_the_others),
        cmocka_unit_test(a_reader_sees_one_snapshot_until_it_lets_go),
        cmocka_unit_test(a_reader_forgets_a_statement_that_failed),
        cmocka_unit_test(a_page_is_fresh_until_what_it_shows_is_touched),
        cmocka_unit_test(another_process_makes_pages_stale),
        cmocka_unit_test(every_acknowledged_write_outlives_the_process),
        cmocka_unit_test(a_full_disk_is_said_and_got_over),
        cmocka_unit_test(a_damaged_or_missing_file_is_named),
        cmocka_unit_test(migrations_run_once_in_order_and_never_change),
        cmocka_unit_test(programs_that_start_at_once_apply_each_migration_once),
        cmocka_unit_test(nothing_is_made_among_the_tables_of_another_program),
        cmocka_unit_test(the_program_s_own_migrations_apply),
        cmocka_unit_test(ids_grow_and_never_repeat),
    };
    if (testing_is_role(argc))
        testing_play(roles, COUNT(roles), argv);
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
