/*
 * Fresh databases for tests, on each engine: SQLite in a new folder, and PostgreSQL
 * where DINH_TEST_PG names a server ("postgres:host=… dbname=…") whose user may make
 * databases. Only *_test.c files include this.
 *
 *     for (enum db_engine engine = db_testing_first(); engine <= DB_POSTGRES; engine++) {
 *         struct db_testing test;
 *         if (!db_testing_begin(&test, engine, true))
 *             continue;
 *         …
 *         db_testing_end(&test);
 *     }
 *
 * What takes long to make (all migrations, the demo district) is made by the first
 * test that wants it and copied for each: a template, which lives as long as one run
 * of tools/run-tests.sh, or of the test program where that is started by hand.
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
    const char *folder;  /* new; SQLite's file dinh.db lies in it */
    struct str database; /* its name on the server; empty for SQLite */
};

/* Where a loop over the engines begins: at SQLite; at PostgreSQL where DINH_TEST_ENGINE
 * says "postgres", in a run of half the tests whose other half is run elsewhere. */
enum db_engine db_testing_first(void);

/* Fills a folder and the database at `url`, and leaves both closed. */
typedef void db_testing_make(struct arena *arena, const char *folder, struct str url);

/* What a test starts from; the name is a file name. */
struct db_testing_template {
    const char *name;
    db_testing_make *make; /* NULL: nothing */
};

/*
 * A folder and a database of their own, copied from the template: `folder`, `url` and
 * `database` of `test`, in test->arena. False where the engine is not there (no
 * DINH_TEST_PG). Given back with db_testing_drop once nothing has them open.
 */
bool db_testing_place(struct db_testing *test, enum db_engine engine,
                      struct db_testing_template template);
void db_testing_drop(struct db_testing *test);

/* A work of the test's arena, which may write. */
struct work *db_testing_work(struct db_testing *test, struct db_pool *pool);
/* db_script as a use-case; `script` points to a struct str. */
const struct fault *db_testing_script(struct work *work, void *script);

/* From here on the pool waits so long, and no longer, for its writer and for a server. */
void db_testing_hurry(struct db_pool *pool, int64_t patience_us);

/* An open database; false where the engine is not there. With `is_migrated` the
 * program's own tables are in it. */
bool db_testing_begin(struct db_testing *test, enum db_engine engine, bool is_migrated);
void db_testing_end(struct db_testing *test);

/* The loop over both engines; `test` is declared by it. */
#define ON_EACH_ENGINE(test, is_migrated)                                                          \
    for (int engine_##test = (int)db_testing_first(); engine_##test <= DB_POSTGRES;                \
         engine_##test++)                                                                          \
        for (struct db_testing test,                                                               \
             *is_there_##test =                                                                    \
                 db_testing_begin(&test, (enum db_engine)engine_##test, (is_migrated)) ? &test     \
                                                                                       : NULL;     \
             is_there_##test; db_testing_end(&test), is_there_##test = NULL)

#endif
