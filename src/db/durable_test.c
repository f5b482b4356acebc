/*
 * Nobody is answered before what was written is on the disk, however fast and loose the
 * database is set up.
 */
#include "db/pool.h"
#include "db/testing.h"

static const char HOW_POSTGRES[] = "SELECT current_setting('synchronous_commit')";
static const char HOW_SQLITE[] = "PRAGMA synchronous";

static const struct fault *ask_how(struct work *work, void *ret_how)
{
    bool is_postgres = db_engine_of(work) == DB_POSTGRES;
    struct db_rows *rows;
    const struct fault *fault = db_one(work, is_postgres ? HOW_POSTGRES : HOW_SQLITE, P0, &rows);
    if (!fault)
        *(struct str *)ret_how = db_text(rows, 0);
    return fault;
}

static struct str how(struct db_testing *test)
{
    struct db_options options = {.url = test->url, .readers = 1};
    struct db_pool *pool;
    struct str how;
    assert_no_fault(db_open(test->arena, options, &pool));
    assert_no_fault(db_write(db_testing_work(test, pool), ask_how, &how));
    db_close(pool);
    return how;
}

/* https://www.sqlite.org/pragma.html#pragma_synchronous: 2 is FULL. PostgreSQL, 20.5.1: only
 * off reports success before the commit is on a disk; what waits for another server stays. */
static void a_commit_waits_for_the_disk(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        static const char *const set_up[][2] = {
            {"off",          "on"          },
            {"on",           "on"          },
            {"remote_apply", "remote_apply"}
        };
        if (test.database.len == 0)
            assert_str(how(&test), STR("2"));
        for (size_t i = 0; test.database.len > 0 && i < COUNT(set_up); i++) {
            struct str script =
                arena_printf(test.arena, "ALTER DATABASE " PRISTR " SET synchronous_commit = %s",
                             STRARG(test.database), set_up[i][0]);
            assert_no_fault(db_write(test.work, db_testing_script, &script));
            assert_str(how(&test), str_from_c(set_up[i][1]));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_commit_waits_for_the_disk),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
