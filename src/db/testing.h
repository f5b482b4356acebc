/*
 * Fresh, empty databases for tests, on each engine: SQLite in a new folder, and
 * PostgreSQL where DINH_TEST_PG names a server ("postgres:host=… dbname=…"), in
 * a schema of its own. Only *_test.c files include this.
 *
 *     for (enum db_engine engine = DB_SQLITE; engine <= DB_POSTGRES; engine++) {
 *         struct db_testing test;
 *         if (!db_testing_begin(&test, engine, true))
 *             continue;
 *         …
 *         db_testing_end(&test);
 *     }
 */
#ifndef DINH_DB_TESTING_H
#define DINH_DB_TESTING_H

#include "base/crypto.h"
#include "base/testing.h"
#include "db/db.h"
#include "db/migrate.h"

#include <stdlib.h>
#include <unistd.h>

struct db_testing {
    struct arena *arena;
    struct db_pool *pool;
    struct work *work; /* may write; its clock is the machine's */
    struct str url;
    struct str schema;
    char folder[40];
};

static inline struct work *db_testing_work(struct db_testing *test, struct db_pool *pool)
{
    struct work *work = ARENA_NEW(test->arena, struct work);
    work->arena = test->arena;
    work->clock = clock_system();
    work->request_id = STR("test");
    assert_no_fault(db_attach(pool, work, DB_MAY_WRITE));
    return work;
}

static inline const struct fault *db_testing_script(struct work *work, void *script)
{
    return db_script(work, *(struct str *)script);
}

/* Runs a script on the PostgreSQL server itself, outside the test's schema. */
static inline void db_testing_on_server(struct db_testing *test, struct str script)
{
    struct db_pool *pool;
    struct db_options options = {.url = str_from_c(getenv("DINH_TEST_PG")), .readers = 1};
    assert_no_fault(db_open(test->arena, options, &pool));
    assert_no_fault(db_write(db_testing_work(test, pool), db_testing_script, &script));
    db_close(pool);
}

/* False where the engine is not there (no DINH_TEST_PG). With `is_migrated` the
 * program's own tables are made. */
static inline bool db_testing_begin(struct db_testing *test, enum db_engine engine,
                                    bool is_migrated)
{
    if (engine == DB_POSTGRES && !getenv("DINH_TEST_PG"))
        return false;
    *test = (struct db_testing){.arena = arena_new(), .folder = "/tmp/dinh-test-XXXXXX"};
    assert_true(crypto_start());
    if (engine == DB_SQLITE) {
        assert_non_null(mkdtemp(test->folder));
        test->url = arena_printf(test->arena, "sqlite:%s/test.db", test->folder);
    } else {
        test->schema = arena_printf(test->arena, "dinh_%ld_%lld", (long)getpid(),
                                    (long long)db_new_id(clock_system()));
        db_testing_on_server(
            test, arena_printf(test->arena, "CREATE SCHEMA " PRISTR, STRARG(test->schema)));
        test->url = arena_printf(test->arena, "%s options='-c search_path=" PRISTR "'",
                                 getenv("DINH_TEST_PG"), STRARG(test->schema));
    }
    assert_no_fault(
        db_open(test->arena, (struct db_options){.url = test->url, .readers = 4}, &test->pool));
    if (is_migrated)
        assert_no_fault(migrate_assets(test->arena, test->pool));
    test->work = db_testing_work(test, test->pool);
    return true;
}

static inline void db_testing_end(struct db_testing *test)
{
    static const char *const names[] = {"test.db", "test.db-wal", "test.db-shm"};
    db_release(test->work);
    db_close(test->pool);
    if (test->schema.len > 0)
        db_testing_on_server(test, arena_printf(test->arena, "DROP SCHEMA " PRISTR " CASCADE",
                                                STRARG(test->schema)));
    else
        for (size_t i = 0; i < COUNT(names); i++)
            unlink(arena_printf(test->arena, "%s/%s", test->folder, names[i]).ptr);
    if (test->schema.len == 0)
        rmdir(test->folder);
    arena_free(test->arena);
}

/* The loop over both engines; `test` is declared by it. */
#define ON_EACH_ENGINE(test, is_migrated)                                                          \
    for (int engine_##test = DB_SQLITE; engine_##test <= DB_POSTGRES; engine_##test++)             \
        for (struct db_testing test,                                                               \
             *is_there_##test =                                                                    \
                 db_testing_begin(&test, (enum db_engine)engine_##test, (is_migrated)) ? &test     \
                                                                                       : NULL;     \
             is_there_##test; db_testing_end(&test), is_there_##test = NULL)

#endif
