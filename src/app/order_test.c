/*
 * Names stand in the order of the alphabet that this machine knows, also where a
 * database comes from one that knew another.
 */
#include "app/order.h"

#include "app/testing.h"
#include "text/collate.h"

static const struct fault *spoil(struct work *work, void *context)
{
    return db_script(work, *(const struct str *)context);
}

/* How many names have the key that belongs to them, of how many. */
static void count_right(struct work *work, const char *sql, int *ret_right, int *ret_all)
{
    struct db_rows *rows;
    *ret_right = *ret_all = 0;
    assert_no_fault(db_query(work, sql, P0, &rows));
    while (db_next(rows)) {
        ++*ret_all;
        *ret_right += str_equal(db_bytes(rows, 1), text_sort_key(work->arena, db_text(rows, 0)));
    }
    assert_no_fault(db_done(rows));
    db_release(work);
}

static void assert_right(struct work *work, bool is_right)
{
    static const char *const tables[] = {"SELECT name, name_sort FROM unit",
                                         "SELECT name, name_sort FROM person"};
    for (size_t i = 0; i < COUNT(tables); i++) {
        int right;
        int all;
        count_right(work, tables[i], &right, &all);
        assert_true(all > 10);
        assert_int_equal(right, is_right ? all : 0);
    }
}

static void names_are_sorted_anew_where_the_alphabet_is_another(void **state)
{
    struct str keys = STR("UPDATE unit SET name_sort = name_fold || 'x';"
                          "UPDATE person SET name_sort = name_fold || 'x'");
    struct str postgres = STR("UPDATE unit SET name_sort = CAST('x' AS BYTEA);"
                              "UPDATE person SET name_sort = CAST('x' AS BYTEA)");
    struct str version = STR("UPDATE name_order SET version = '1.2.3'");
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        bool is_postgres = db_engine_of(site.work) == DB_POSTGRES;
        assert_right(site.work, true);
        assert_no_fault(db_write(site.work, spoil, is_postgres ? &postgres : &keys));
        assert_no_fault(order_check(site.site)); /* made by this version: believed */
        assert_right(site.work, false);
        assert_no_fault(db_write(site.work, spoil, &version));
        assert_no_fault(order_check(site.site));
        assert_right(site.work, true);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_sorted_anew_where_the_alphabet_is_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
