/* The databases that all other tests get. */
#include "db/testing.h"

#include "base/buf.h"

static const char SQLITE_TABLES[] = "SELECT name || ': ' || COALESCE(sql, '') FROM sqlite_master"
                                    " UNION ALL SELECT name || checksum FROM schema_migration"
                                    " ORDER BY 1 LIMIT 100000";
static const char POSTGRES_TABLES[] =
    "SELECT table_name || '.' || column_name || ': ' || data_type || ' ' || is_nullable"
    "  || ' ' || COALESCE(column_default, '')"
    " FROM information_schema.columns WHERE table_schema = 'public'"
    " UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"
    " UNION ALL SELECT conname || ': ' || pg_get_constraintdef(oid) FROM pg_constraint"
    "  WHERE connamespace = 'public'::regnamespace"
    " UNION ALL SELECT name || checksum FROM schema_migration"
    " ORDER BY 1 LIMIT 100000";

static struct str tables_of(struct db_testing *test, struct arena *arena)
{
    bool is_server = db_pool_engine(test->pool) == DB_POSTGRES;
    struct buf buf = buf_init(arena, 4 * 1024 * 1024);
    struct db_rows *rows;
    assert_no_fault(db_query(test->work, is_server ? POSTGRES_TABLES : SQLITE_TABLES, P0, &rows));
    while (db_next(rows))
        buf_printf(&buf, PRISTR "\n", STRARG(db_text(rows, 0)));
    assert_no_fault(db_done(rows));
    return buf_str(&buf);
}

static void a_copy_is_what_the_migrations_make_from_nothing(void **state)
{
    (void)state;
    for (enum db_engine engine = db_testing_first(); engine <= DB_POSTGRES; engine++) {
        struct arena *arena = arena_new();
        struct db_testing fresh;
        struct db_testing copy;
        if (db_testing_begin(&fresh, engine, false)) {
            assert_true(db_testing_begin(&copy, engine, true));
            assert_no_fault(migrate_assets(fresh.arena, fresh.pool));
            assert_true(str_find(tables_of(&copy, arena), STR("schema_migration"), 0) >= 0);
            assert_str(tables_of(&copy, arena), tables_of(&fresh, arena));
            db_testing_end(&copy);
            db_testing_end(&fresh);
        }
        arena_free(arena);
    }
}

static int64_t migrations_in(struct db_testing *test)
{
    struct db_rows *rows;
    assert_no_fault(db_one(test->work, "SELECT COUNT(*) FROM schema_migration", P0, &rows));
    return db_int(rows, 0);
}

static void what_one_test_writes_no_other_sees(void **state)
{
    (void)state;
    for (enum db_engine engine = db_testing_first(); engine <= DB_POSTGRES; engine++) {
        struct db_testing one;
        struct db_testing other;
        struct str spoil = STR("DELETE FROM schema_migration");
        if (!db_testing_begin(&one, engine, true))
            continue;
        assert_true(db_testing_begin(&other, engine, true));
        assert_no_fault(db_write(one.work, db_testing_script, &spoil));
        assert_int_equal(migrations_in(&one), 0);
        assert_true(migrations_in(&other) > 0);
        db_testing_end(&one);
        db_testing_end(&other);
        assert_true(db_testing_begin(&other, engine, true));
        assert_true(migrations_in(&other) > 0);
        db_testing_end(&other);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_is_what_the_migrations_make_from_nothing),
        cmocka_unit_test(what_one_test_writes_no_other_sees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
