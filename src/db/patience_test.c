/*
 * Nobody waits for the database without an end, and what is said then is the truth: that
 * nothing was saved where nothing was begun, that it is not known where it may come yet.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

#include "base/file.h"
#include "db/pool.h"
#include "db/testing.h"

enum {
    HASTE_US = 300 * 1000,
    WAITING = 5
};

static struct str table = STR_INIT("CREATE TABLE thing (id BIGINT PRIMARY KEY)");
static const char INSERT[] = "INSERT INTO thing (id) VALUES ($1)";
static const char COUNT_ALL[] = "SELECT count(*) FROM thing";
static const char COUNT_FROM[] = "SELECT count(*) FROM thing WHERE id >= $1";

/* A writer of its own thread: what it does, and how that ended. */
struct writer {
    struct db_pool *pool;
    db_use_case *use_case;
    int64_t id;
    atomic_bool has_begun;
    atomic_bool may_end;
    char key[32]; /* of the fault, or empty */
    pthread_t thread;
};

static const struct fault *insert(struct work *work, void *context)
{
    const struct writer *writer = context;
    return db_exec(work, INSERT, P(writer->id), NULL);
}

/* Writes and hangs until it may end. */
static const struct fault *insert_and_hang(struct work *work, void *context)
{
    struct writer *writer = context;
    int64_t changed;
    const struct fault *fault = db_exec(work, INSERT, P(writer->id), &changed);
    writer->has_begun = true;
    while (!writer->may_end)
        usleep(1000);
    return fault;
}

/* The fault itself goes with the thread's memory. */
static void note_key(struct writer *writer, const struct fault *fault)
{
    snprintf(writer->key, sizeof(writer->key), "%s", fault ? fault->key : "");
}

static void *write_it(void *context)
{
    struct writer *writer = context;
    struct db_testing own = {.arena = arena_new()};
    const struct fault *fault =
        db_write(db_testing_work(&own, writer->pool), writer->use_case, writer);
    note_key(writer, fault);
    arena_free(own.arena);
    return NULL;
}

static void begin_writing(struct writer *writer)
{
    assert_int_equal(pthread_create(&writer->thread, NULL, write_it, writer), 0);
}

/* What came of it: the fault's key, or "". */
static const char *end_writing(struct writer *writer)
{
    writer->may_end = true;
    pthread_join(writer->thread, NULL);
    return writer->key;
}

/* Writes again and again, each time another row, until it is done in time. */
static bool is_written(struct writer *writer)
{
    writer->id++;
    begin_writing(writer);
    return *end_writing(writer) == '\0';
}

static void begin_hanging(struct writer *writer)
{
    begin_writing(writer);
    assert_comes_true(writer->has_begun);
}

static size_t waiting_in(struct db_pool *pool)
{
    size_t waiting;
    pthread_mutex_lock(&pool->queue_lock);
    waiting = pool->waiting;
    pthread_mutex_unlock(&pool->queue_lock);
    return waiting;
}

static int64_t count_from(struct work *work, int64_t id)
{
    struct db_rows *rows;
    int64_t count;
    db_release(work);
    assert_no_fault(db_one(work, COUNT_FROM, P(id), &rows));
    count = db_int(rows, 0);
    db_release(work);
    return count;
}

static int64_t count_all(struct work *work)
{
    return count_from(work, 0);
}

static bool is_read(struct work *work)
{
    struct db_rows *rows;
    return !db_one(work, COUNT_ALL, P0, &rows);
}

/* The same database, opened by who has little time. */
static struct db_pool *open_hasty(struct db_testing *test)
{
    struct db_pool *pool;
    assert_no_fault(db_write(test->work, db_testing_script, &table));
    assert_no_fault(db_open(
        test->arena, (struct db_options){.url = test->url, .readers = 1, .patience_us = HASTE_US},
        &pool));
    return pool;
}

static void what_is_not_begun_in_time_is_not_saved(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct db_pool *pool = open_hasty(&test);
        struct writer hanging = {.pool = pool, .use_case = insert_and_hang, .id = 1};
        struct writer waiting[WAITING];
        begin_hanging(&hanging);
        for (int i = 0; i < WAITING; i++) {
            waiting[i] = (struct writer){.pool = pool, .use_case = insert, .id = 100 + i};
            begin_writing(&waiting[i]);
        }
        for (int i = 0; i < WAITING; i++)
            assert_string_equal(end_writing(&waiting[i]), "db.not_saved");
        assert_int_equal(waiting_in(pool), 0);
        assert_string_equal(end_writing(&hanging), "");
        waiting[0].id = 1;
        assert_comes_true(is_written(&waiting[0]));
        db_close(pool);
        assert_int_equal(count_from(test.work, 100), 0); /* nothing came of them later on */
    }
}

/* One who has run, and another who hangs behind in the same transaction. */
static void begin_both(struct db_pool *pool, struct writer *ran, struct writer *hanging)
{
    struct writer first = {.pool = pool, .use_case = insert_and_hang, .id = 1};
    begin_hanging(&first);
    /* longer than a transaction takes up more: the next begins with these two */
    assert_comes_true(db_writer_silence(pool) > 2 * (int64_t)DB_BATCH_US);
    begin_writing(ran);
    assert_comes_true(waiting_in(pool) == 1);
    begin_writing(hanging);
    assert_comes_true(waiting_in(pool) == 2);
    assert_string_equal(end_writing(&first), "");
    assert_comes_true(hanging->has_begun);
}

/* Not at the moment at which it is asked whether it may leave, but between two. */
static const char *end_between(struct db_pool *pool, struct writer *hanging)
{
    assert_comes_true(db_writer_silence(pool) > 7 * (int64_t)HASTE_US / 2);
    return end_writing(hanging);
}

static void of_what_is_done_and_not_durable_in_time_nothing_is_known(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct db_pool *pool = open_hasty(&test);
        struct writer ran = {.pool = pool, .use_case = insert, .id = 2};
        struct writer hanging = {.pool = pool, .use_case = insert_and_hang, .id = 3};
        begin_both(pool, &ran, &hanging);
        assert_string_equal(end_writing(&ran), "db.not_known");
        assert_int_equal(count_all(test.work), 1);
        assert_string_equal(end_between(pool, &hanging), "");
        assert_int_equal(count_all(test.work), 3);
        db_close(pool);
    }
}

static const struct fault *insert_twice_after_hanging(struct work *work, void *context)
{
    const struct fault *fault = insert_and_hang(work, context);
    return fault ? fault : db_exec(work, INSERT, P(((struct writer *)context)->id), NULL);
}

/* The transaction fails, and each is run again alone; but not for who has left. */
static void what_nobody_waits_for_any_more_is_not_run_again(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct db_pool *pool = open_hasty(&test);
        struct writer ran = {.pool = pool, .use_case = insert, .id = 2};
        struct writer guilty = {.pool = pool, .use_case = insert_twice_after_hanging, .id = 3};
        if (engine_test == DB_POSTGRES) { /* SQLite undoes one of them alone */
            begin_both(pool, &ran, &guilty);
            assert_string_equal(end_writing(&ran), "db.not_known");
            assert_string_equal(end_between(pool, &guilty), "record.exists");
            assert_int_equal(db_stats(pool).replays, 1);
            assert_int_equal(count_all(test.work), 1);
        }
        db_close(pool);
    }
}

/* ---- what others lock ---- */

static const struct fault *lock_and_hang(struct work *work, void *context)
{
    struct writer *writer = context;
    struct str lock = STR("LOCK TABLE thing IN ACCESS EXCLUSIVE MODE");
    const struct fault *fault = db_engine_of(work) == DB_POSTGRES ? db_script(work, lock) : NULL;
    return fault ? fault : insert_and_hang(work, writer);
}

static void a_lock_of_another_is_not_waited_for_without_end(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct db_pool *pool = open_hasty(&test);
        struct work *work = db_testing_work(&test, pool);
        struct writer locking = {.pool = test.pool, .use_case = lock_and_hang, .id = 1};
        struct writer own = {.pool = pool, .use_case = insert, .id = 2};
        begin_hanging(&locking);
        for (int i = 0; i < 3; i++) {
            begin_writing(&own);
            assert_string_equal(end_writing(&own), "db.not_saved");
        }
        if (engine_test == DB_POSTGRES) {
            struct db_rows *rows;
            const struct fault *fault = db_one(work, COUNT_ALL, P0, &rows);
            assert_non_null(fault);
            assert_string_equal(fault->key, "db.unavailable");
        }
        assert_string_equal(end_writing(&locking), "");
        assert_int_equal(count_all(test.work), 1);
        assert_comes_true(is_written(&own));
        assert_comes_true(is_read(work));
        db_release(work);
        db_close(pool);
    }
}

static void who_finds_no_reader_free_is_told(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct db_pool *pool = open_hasty(&test);
        struct work *first = db_testing_work(&test, pool);
        struct work *second = db_testing_work(&test, pool);
        struct db_rows *rows;
        const struct fault *fault;
        assert_comes_true(is_read(first));
        fault = db_one(second, COUNT_ALL, P0, &rows);
        assert_non_null(fault);
        assert_string_equal(fault->key, "error.busy");
        db_release(first);
        assert_comes_true(is_read(second));
        db_release(second);
        db_close(pool);
    }
}

/* ---- a server that says nothing during the commit ---- */

static struct str waits_at_commit =
    STR_INIT("CREATE FUNCTION wait_for_it() RETURNS trigger LANGUAGE plpgsql AS"
             " 'BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NULL; END';"
             "CREATE CONSTRAINT TRIGGER waits AFTER INSERT ON thing DEFERRABLE INITIALLY DEFERRED"
             " FOR EACH ROW EXECUTE FUNCTION wait_for_it()");

static const struct fault *take_the_lock(struct work *work, void *context)
{
    struct writer *writer = context;
    struct db_rows *rows;
    const struct fault *fault = db_one(work, "SELECT pg_advisory_xact_lock(7)", P0, &rows);
    writer->has_begun = true;
    while (!writer->may_end)
        usleep(1000);
    return fault;
}

static void a_commit_without_an_answer_is_not_called_undone(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct db_pool *pool = open_hasty(&test);
        struct writer locking = {.pool = test.pool, .use_case = take_the_lock};
        struct writer own = {.pool = pool, .use_case = insert, .id = 1};
        if (engine_test == DB_POSTGRES) {
            struct work *reader = db_testing_work(&test, test.pool);
            assert_no_fault(db_write(test.work, db_testing_script, &waits_at_commit));
            begin_hanging(&locking);
            begin_writing(&own);
            assert_string_equal(end_writing(&own), "db.not_known");
            assert_string_equal(end_writing(&locking), "");
            assert_comes_true(count_all(reader) == 1); /* the server went on with it */
            assert_comes_true(is_written(&own));
        }
        db_close(pool);
    }
}

/* ---- a server that was begun again ---- */

static void cut_all_lines(struct work *work)
{
    struct db_rows *rows;
    assert_no_fault(db_query(work,
                             "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
                             " WHERE datname = current_database() AND pid <> pg_backend_pid()",
                             P0, &rows));
    db_release(work);
}

static void who_asks_after_the_lines_were_cut_notices_nothing(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct db_options options = {.url = test.url, .readers = 1};
        struct work *reader = db_testing_work(&test, test.pool);
        struct writer own = {.pool = test.pool, .use_case = insert, .id = 1};
        struct db_pool *cutter;
        assert_no_fault(db_write(test.work, db_testing_script, &table));
        assert_no_fault(db_open(test.arena, options, &cutter));
        for (int i = 0; engine_test == DB_POSTGRES && i < 3; i++) {
            assert_int_equal(count_all(reader), i);
            cut_all_lines(db_testing_work(&test, cutter));
            assert_int_equal(count_all(reader), i);
            begin_writing(&own);
            assert_string_equal(end_writing(&own), "");
            own.id++;
        }
        db_close(cutter);
    }
}

/* ---- migrations may take their time ---- */

static struct asset slow_step = {STR_INIT("migrations/0001_slow.sql"),
                                 STR_INIT("SELECT pg_advisory_xact_lock(7);"
                                          "CREATE TABLE made_once (id BIGINT)")};

static void *migrate_it(void *context)
{
    struct writer *writer = context;
    struct arena *arena = arena_new();
    const struct fault *fault = migrate_files(arena, writer->pool, &slow_step, 1);
    note_key(writer, fault);
    arena_free(arena);
    return NULL;
}

static void a_server_waits_for_another_that_migrates(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct db_pool *pools[2]; /* of a database without a table */
        struct writer locking = {.pool = test.pool, .use_case = take_the_lock};
        struct writer programs[2];
        struct db_options options = {.url = test.url, .readers = 1, .patience_us = HASTE_US};
        for (int i = 0; i < 2; i++)
            assert_no_fault(db_open(test.arena, options, &pools[i]));
        if (engine_test == DB_POSTGRES) {
            begin_hanging(&locking);
            for (int i = 0; i < 2; i++) {
                programs[i] = (struct writer){.pool = pools[i]};
                assert_int_equal(
                    pthread_create(&programs[i].thread, NULL, migrate_it, &programs[i]), 0);
            }
            for (int i = 0; i < 2; i++)
                assert_comes_true(db_writer_silence(pools[i]) > 5 * (int64_t)HASTE_US);
            assert_string_equal(end_writing(&locking), "");
            for (int i = 0; i < 2; i++)
                assert_string_equal(end_writing(&programs[i]), "");
        }
        for (int i = 0; i < 2; i++)
            db_close(pools[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_begun_in_time_is_not_saved),
        cmocka_unit_test(of_what_is_done_and_not_durable_in_time_nothing_is_known),
        cmocka_unit_test(what_nobody_waits_for_any_more_is_not_run_again),
        cmocka_unit_test(a_lock_of_another_is_not_waited_for_without_end),
        cmocka_unit_test(who_finds_no_reader_free_is_told),
        cmocka_unit_test(a_commit_without_an_answer_is_not_called_undone),
        cmocka_unit_test(who_asks_after_the_lines_were_cut_notices_nothing),
        cmocka_unit_test(a_server_waits_for_another_that_migrates),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
