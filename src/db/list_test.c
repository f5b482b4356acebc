/*
 * What a statement gives, as a list or as a yes; on both engines.
 */
#include "base/vec.h"
#include "db/testing.h"

static void fill(struct db_testing *test, const char *insert)
{
    struct str table = STR("CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT)");
    struct str rows = str_from_c(insert);
    assert_no_fault(db_write(test->work, db_testing_script, &table));
    assert_no_fault(db_write(test->work, db_testing_script, &rows));
    db_release(test->work);
}

static const char BY_ID[] = "SELECT id, name FROM thing WHERE id >= $1 ORDER BY id LIMIT 10";
static const char NAMES[] = "SELECT name FROM thing ORDER BY id LIMIT 10";

struct thing {
    int64_t id;
    struct str name;
};

static void read_thing(const struct db_rows *rows, void *item)
{
    *(struct thing *)item = (struct thing){db_int(rows, 0), db_text(rows, 1)};
}

static void rows_become_a_list_in_their_order(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        VEC(struct thing) things = {0};
        VEC(struct str) names = {0};
        VEC(int64_t) ids = {0};
        fill(&test, "INSERT INTO thing (id, name) VALUES (2, 'b'), (1, 'a')");
        assert_no_fault(db_list(test.work, BY_ID, P(1), read_thing, DB_INTO(&things)));
        assert_int_equal(things.count, 2);
        assert_int_equal(things.items[0].id, 1);
        assert_int_equal(things.items[1].id, 2);
        assert_str(things.items[1].name, STR("b"));
        *VEC_PUSH(&things, test.work->arena) = (struct thing){.id = 3};
        assert_int_equal(things.items[0].id, 1);
        assert_no_fault(db_list(test.work, BY_ID, P(1), db_read_int, DB_INTO(&ids)));
        assert_int_equal(ids.items[1], 2);
        assert_no_fault(db_list(test.work, NAMES, P0, db_read_text, DB_INTO(&names)));
        assert_str(names.items[0], STR("a"));
    }
}

static void a_list_is_made_anew_or_left_alone(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        VEC(struct thing) things = {0};
        bool has = false;
        fill(&test, "INSERT INTO thing (id, name) VALUES (1, 'a')");
        assert_no_fault(db_list(test.work, BY_ID, P(1), read_thing, DB_INTO(&things)));
        assert_non_null(
            db_list(test.work, "SELECT nothing FROM nowhere", P0, read_thing, DB_INTO(&things)));
        assert_int_equal(things.count, 1);
        assert_int_equal(things.items[0].id, 1);
        db_release(test.work);
        assert_no_fault(db_list(test.work, BY_ID, P(2), read_thing, DB_INTO(&things)));
        assert_int_equal(things.count, 0);
        assert_no_fault(db_has(test.work, BY_ID, P(1), &has));
        assert_true(has);
        assert_no_fault(db_has(test.work, BY_ID, P(2), &has));
        assert_false(has);
    }
}

/* The least of all numbers has no amount: both engines find that out at that row. */
static const char AMOUNTS[] = "SELECT ABS(id) FROM thing WHERE id < $1 ORDER BY id DESC LIMIT 10";

/* A store fills its result while it steps, so no row may come before all are there. */
static void a_statement_that_fails_at_its_last_row_gives_none(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct db_rows *rows = NULL;
        fill(&test, "INSERT INTO thing (id) VALUES (1), (2), (-9223372036854775807 - 1)");
        assert_non_null(db_query(test.work, AMOUNTS, P(9), &rows));
        assert_null(rows);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_become_a_list_in_their_order),
        cmocka_unit_test(a_list_is_made_anew_or_left_alone),
        cmocka_unit_test(a_statement_that_fails_at_its_last_row_gives_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
