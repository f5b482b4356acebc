/*
 * A kept value on both engines: read once, read again after a touch, never
 * older than what was committed.
 */
#include "db/kept.h"
#include "db/testing.h"
#include "db/topic.h"

static const char SCHEMA[] = "CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT NOT NULL);"
                             "INSERT INTO thing (id, name) VALUES (1, 'một');";
static const char NAME[] = "SELECT name FROM thing WHERE id = 1";
static const char RENAME[] = "UPDATE thing SET name = $1 WHERE id = 1";

static int loads;

static const struct fault *load(struct work *work, void **ret_value)
{
    struct db_rows *rows;
    struct str *name = work_alloc(work, struct str);
    const struct fault *fault;
    db_depends(work, topic_of("thing", 1));
    fault = db_one(work, NAME, P0, &rows);
    if (fault)
        return fault;
    loads++;
    *name = db_text(rows, 0);
    *ret_value = name;
    return NULL;
}

static void *copy(struct arena *arena, const void *value)
{
    struct str *name = ARENA_NEW(arena, struct str);
    *name = arena_copy(arena, *(const struct str *)value);
    return name;
}

static const struct fault *rename_it(struct work *work, void *context)
{
    db_touch(work, topic_of("thing", 1));
    return db_exec(work, RENAME, P(*(struct str *)context), NULL);
}

static struct str name_of(struct kept *kept, struct db_testing *test, struct depend *depend)
{
    struct work *work = db_testing_work(test, test->pool);
    void *value;
    work->depend = depend;
    assert_no_fault(kept_get(kept, work, load, copy, &value));
    db_release(work);
    return *(struct str *)value;
}

static void it_is_read_again_only_after_a_touch(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct kept *kept = kept_new(test.arena);
        struct str script = str_from_c(SCHEMA);
        struct str two = STR("hai");
        struct depend first = {0};
        struct depend second = {0};
        assert_no_fault(db_write(test.work, db_testing_script, &script));
        loads = 0;
        assert_str(name_of(kept, &test, &first), STR("một"));
        assert_str(name_of(kept, &test, &second), STR("một"));
        assert_int_equal(loads, 1);
        assert_true(depend_fresh(test.pool, &second));
        assert_no_fault(db_write(test.work, rename_it, &two));
        /* both pages showed it, also the one that took it out of memory */
        assert_false(depend_fresh(test.pool, &first));
        assert_false(depend_fresh(test.pool, &second));
        assert_str(name_of(kept, &test, &first), STR("hai"));
        assert_int_equal(loads, 2);
    }
}

static void a_load_that_fails_keeps_nothing(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct kept *kept = kept_new(test.arena);
        struct work *work = db_testing_work(&test, test.pool);
        struct str script = str_from_c(SCHEMA);
        void *value;
        assert_non_null(kept_get(kept, work, load, copy, &value)); /* no table yet */
        db_release(work);
        assert_no_fault(db_write(test.work, db_testing_script, &script));
        assert_str(name_of(kept, &test, NULL), STR("một"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_read_again_only_after_a_touch),
        cmocka_unit_test(a_load_that_fails_keeps_nothing),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
