/*
 * What only an engine on a file has: its log, and a file that goes away.
 */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "base/file.h"
#include "base/testing_process.h"
#include "db/testing.h"

static struct str table = STR_INIT("CREATE TABLE thing (id BIGINT PRIMARY KEY, raw BYTEA)");
static const char INSERT[] = "INSERT INTO thing (id, raw) VALUES ($1, $2)";
static char block[10000];

static const struct fault *insert(struct work *work, void *context)
{
    const int *times = context;
    const struct fault *fault = NULL;
    for (int i = 0; !fault && i < *times; i++)
        fault =
            db_exec(work, INSERT,
                    P(db_new_id(work->clock), db_blob((struct str){block, sizeof(block)})), NULL);
    return fault;
}

static const struct fault *insert_one(struct work *work)
{
    int once = 1;
    return db_write(work, insert, &once);
}

static const struct fault *count(struct work *work, int64_t *ret_count)
{
    struct db_rows *rows;
    const struct fault *fault;
    db_release(work);
    fault = db_one(work, "SELECT count(*) FROM thing", P0, &rows);
    if (!fault)
        *ret_count = db_int(rows, 0);
    db_release(work);
    return fault;
}

/* The database's file, or one beside it whose name goes on with `more`. */
static const char *path_of(struct db_testing *test, const char *more)
{
    struct str path = str_from(test->url, strlen("sqlite:"));
    return arena_printf(test->arena, PRISTR "%s", STRARG(path), more).ptr;
}

static void begin(struct db_testing *test)
{
    assert_true(db_testing_begin(test, DB_SQLITE, false));
    assert_no_fault(db_write(test->work, db_testing_script, &table));
}

static void a_file_taken_away_is_told_and_found_again(void **state)
{
    struct db_testing test;
    const struct fault *fault;
    int64_t rows = 0;
    (void)state;
    begin(&test);
    assert_no_fault(insert_one(test.work));
    assert_no_fault(count(test.work, &rows));
    assert_int_equal(rename(path_of(&test, ""), path_of(&test, ".away")), 0);
    for (int i = 0; i < 2; i++) {
        fault = insert_one(test.work);
        assert_non_null(fault);
        assert_string_equal(fault->key, "db.not_saved");
        fault = count(test.work, &rows);
        assert_non_null(fault);
        assert_string_equal(fault->key, "db.unavailable");
    }
    assert_false(file_exists(path_of(&test, ""))); /* none was made in its place */
    assert_int_equal(rename(path_of(&test, ".away"), path_of(&test, "")), 0);
    assert_no_fault(insert_one(test.work));
    assert_no_fault(count(test.work, &rows));
    assert_int_equal(rows, 2);
    db_testing_end(&test);
}

static void a_file_put_in_its_place_is_taken_up(void **state)
{
    struct db_testing test;
    struct db_pool *other;
    int64_t rows = 0;
    (void)state;
    begin(&test);
    for (int i = 0; i < 5; i++)
        assert_no_fault(insert_one(test.work));
    assert_no_fault(count(test.work, &rows));
    unlink(path_of(&test, ""));
    unlink(path_of(&test, "-wal"));
    unlink(path_of(&test, "-shm"));
    assert_no_fault(
        db_open(test.arena, (struct db_options){.url = test.url, .readers = 1}, &other));
    assert_no_fault(db_write(db_testing_work(&test, other), db_testing_script, &table));
    db_close(other);
    assert_no_fault(insert_one(test.work));
    assert_no_fault(count(test.work, &rows));
    assert_int_equal(rows, 1);
    db_testing_end(&test);
}

static void a_site_without_its_database_does_not_begin_an_empty_one(void **state)
{
    struct db_testing test;
    struct db_pool *pool;
    struct db_options options = {.readers = 1, .must_exist = true};
    (void)state;
    begin(&test);
    options.url = arena_printf(test.arena, "sqlite:%s", path_of(&test, ".none"));
    for (int i = 0; i < 2; i++) {
        const struct fault *fault = db_open(test.arena, options, &pool);
        assert_non_null(fault);
        assert_string_equal(fault->key, "db.missing");
        assert_int_equal(file_size(path_of(&test, ".none")), 0);
        assert_no_fault(file_write(test.arena, path_of(&test, ".none"), STR(""), 0600));
    }
    unlink(path_of(&test, ".none"));
    options.url = test.url;
    assert_no_fault(db_open(test.arena, options, &pool));
    db_close(pool);
    db_testing_end(&test);
}

struct writing {
    struct db_pool *pool;
    _Atomic bool *is_over;
};

static void *write_on(void *context)
{
    const struct writing *writing = context;
    int times = 100;
    while (!*writing->is_over) {
        struct db_testing own = {.arena = arena_new()};
        assert_no_fault(db_write(db_testing_work(&own, writing->pool), insert, &times));
        arena_free(own.arena);
    }
    return NULL;
}

/* Cutting a log holds up whoever writes; one that begins anew keeps its length. */
static void a_log_begins_anew_while_others_write(void **state)
{
    enum {
        WRITERS = 4,
        MOST = 800 << 20 /* bytes; a log that never begins anew is as long as all of it */
    };
    struct db_testing test;
    _Atomic bool is_over = false;
    struct writing writing = {.is_over = &is_over};
    pthread_t writers[WRITERS];
    int64_t longest = 0;
    int64_t whole = 0;
    const int64_t until = clock_monotonic() + INT64_C(5) * TESTING_PATIENCE_S * 1000000;
    (void)state;
    begin(&test);
    writing.pool = test.pool;
    assert_true(file_exists(path_of(&test, "-wal")));
    for (int i = 0; i < WRITERS; i++)
        assert_int_equal(pthread_create(&writers[i], NULL, write_on, &writing), 0);
    while (longest == 0 || whole < 2 * longest) {
        int64_t size = file_size(path_of(&test, "-wal"));
        assert_true(size >= longest); /* it was not cut */
        longest = size;
        whole = file_size(path_of(&test, ""));
        assert_true(whole < MOST);
        assert_true(clock_monotonic() < until);
        usleep(1000);
    }
    is_over = true;
    for (int i = 0; i < WRITERS; i++)
        pthread_join(writers[i], NULL);
    db_testing_end(&test);
}

/* ---- a disk that is full ---- */

static void let_files_grow_to(int64_t bytes)
{
    struct rlimit limit;
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes > 0 ? (rlim_t)bytes : limit.rlim_max;
    setrlimit(RLIMIT_FSIZE, &limit);
}

/*
 * In a process of its own. The database cannot grow, its log a little: the log is not
 * copied any more and grows in its turn, until nothing can be saved. What was acknowledged
 * is all there, and with room it goes on by itself.
 */
static int write_till_full(char *const words[])
{
    enum {
        FILLED = 4 << 20,
        MORE = 1 << 20,
        MOST = 10000
    };
    const struct db_options options = {.url = str_from_c(words[0]), .readers = 1};
    struct db_testing own = {.arena = arena_new()};
    struct db_pool *pool;
    struct work *work;
    const struct fault *fault = NULL;
    int64_t saved = 0;
    int64_t rows;
    signal(SIGXFSZ, SIG_IGN);
    if (!crypto_start() || db_open(own.arena, options, &pool))
        return 1;
    work = db_testing_work(&own, pool);
    while (!fault && saved < MOST && file_size(words[1]) < FILLED) {
        fault = insert_one(work);
        saved += fault == NULL;
    }
    if (fault || saved == MOST)
        return 2;
    let_files_grow_to(file_size(words[1]) + MORE);
    while (!fault && saved < MOST) {
        fault = insert_one(work);
        saved += fault == NULL;
    }
    if (!fault || strcmp(fault->key, "db.not_saved") != 0)
        return 3;
    if (count(work, &rows) || rows != saved)
        return 4;
    let_files_grow_to(0);
    if (insert_one(work) || count(work, &rows) || rows != saved + 1)
        return 5;
    db_close(pool);
    arena_free(own.arena);
    return 0;
}

static const struct testing_role roles[] = {
    {"full", write_till_full},
};

static void a_log_that_cannot_be_copied_loses_nothing(void **state)
{
    struct db_testing test;
    struct db_rows *rows;
    (void)state;
    begin(&test);
    {
        const char *const words[] = {"full", test.url.ptr, path_of(&test, ""), NULL};
        testing_process_end(testing_process_start(words, -1, -1));
    }
    assert_no_fault(db_one(test.work, "PRAGMA integrity_check", P0, &rows));
    assert_str(db_text(rows, 0), STR("ok"));
    db_release(test.work);
    db_testing_end(&test);
}

/* ---- damage ---- */

static struct db_pool *open_at(struct arena *arena, const char *path)
{
    struct db_options options = {.url = arena_printf(arena, "sqlite:%s", path), .readers = 1};
    struct db_pool *pool;
    assert_no_fault(db_open(arena, options, &pool));
    return pool;
}

static void overwrite_page(const char *path, long number)
{
    FILE *file = fopen(path, "r+");
    assert_non_null(file);
    assert_int_equal(fseek(file, number * 4096, SEEK_SET), 0);
    for (int i = 0; i < 4096; i++)
        assert_int_equal(fputc('x', file), 'x');
    assert_int_equal(fclose(file), 0);
}

/* A start does not meet a damaged page; who asks for all of them does. */
static void a_page_damaged_in_the_middle_is_found(void **state)
{
    struct db_testing test = {.arena = arena_new()};
    const char *path = arena_printf(test.arena, "%s/own.db", testing_folder(test.arena)).ptr;
    struct db_pool *pool = open_at(test.arena, path);
    struct work *work = db_testing_work(&test, pool);
    const struct fault *fault;
    int times = 50;
    (void)state;
    assert_no_fault(db_write(work, db_testing_script, &table));
    assert_no_fault(db_write(work, insert, &times));
    assert_no_fault(db_verify(work));
    db_release(work);
    db_close(pool); /* which copies the log into the file */
    overwrite_page(path, 1);
    pool = open_at(test.arena, path);
    work = db_testing_work(&test, pool);
    fault = db_verify(work);
    assert_non_null(fault);
    assert_string_equal(fault->key, "db.damaged");
    assert_true(str_find_byte(fault->detail, '\n', 0) < 0);
    db_release(work);
    db_close(pool);
    arena_free(test.arena);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_taken_away_is_told_and_found_again),
        cmocka_unit_test(a_file_put_in_its_place_is_taken_up),
        cmocka_unit_test(a_site_without_its_database_does_not_begin_an_empty_one),
        cmocka_unit_test(a_page_damaged_in_the_middle_is_found),
        cmocka_unit_test(a_log_begins_anew_while_others_write),
        cmocka_unit_test(a_log_that_cannot_be_copied_loses_nothing),
    };
    if (testing_is_role(argc))
        testing_play(roles, COUNT(roles), argv);
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
