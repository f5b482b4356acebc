/*
 * The order of rows, over tables in memory.
 */
#include "modules/organisation/units_order.h"

#include "base/testing.h"

static int arena_setup(void **state)
{
    *state = arena_new();
    return 0;
}

static int arena_teardown(void **state)
{
    arena_free(*state);
    return 0;
}

static void add(struct arena *arena, unit_rows *rows, int code, int parent)
{
    *VEC_PUSH(rows, arena) =
        (struct unit_row){.kind = UNIT_AGENCY,
                          .code = arena_printf(arena, "%d", code),
                          .parent_kind = UNIT_AGENCY,
                          .parent_code = parent < 0 ? STR("") : arena_printf(arena, "%d", parent)};
}

/* 50,000 units, each below the next: the last row is stored first. */
static void a_chain_that_stands_upside_down_is_turned_round(void **state)
{
    enum {
        CHAIN = 50000
    };
    unit_rows rows = {0};
    struct unit_order order;
    for (int i = 0; i < CHAIN; i++)
        add(*state, &rows, i, i + 1 < CHAIN ? i + 1 : -1);
    order = units_order(*state, &rows);
    for (size_t i = 0; i < CHAIN; i++)
        assert_int_equal(order.rows[i], CHAIN - 1 - i);
}

static void rows_wait_for_all_rows_of_their_parents_code(void **state)
{
    static const size_t expected[] = {1, 3, 4, 0, 2};
    unit_rows rows = {0};
    struct unit_order order;
    add(*state, &rows, 7, 1);
    add(*state, &rows, 1, -1);
    add(*state, &rows, 8, 1);
    add(*state, &rows, 9, 99); /* its parent is not in the file */
    add(*state, &rows, 1, -1);
    order = units_order(*state, &rows);
    for (size_t i = 0; i < COUNT(expected); i++)
        assert_int_equal(order.rows[i], expected[i]);
    assert_ptr_equal(order.groups[1], order.groups[4]);
    assert_int_equal(order.groups[1]->rows.count, 2);
}

static void rows_that_wait_for_each_other_stand_last(void **state)
{
    static const size_t expected[] = {2, 0, 1, 3};
    unit_rows rows = {0};
    struct unit_order order;
    add(*state, &rows, 1, 2);
    add(*state, &rows, 2, 1);
    add(*state, &rows, 3, -1);
    add(*state, &rows, 4, 2);
    order = units_order(*state, &rows);
    for (size_t i = 0; i < COUNT(expected); i++)
        assert_int_equal(order.rows[i], expected[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chain_that_stands_upside_down_is_turned_round),
        cmocka_unit_test(rows_wait_for_all_rows_of_their_parents_code),
        cmocka_unit_test(rows_that_wait_for_each_other_stand_last),
    };
    return cmocka_run_group_tests(tests, arena_setup, arena_teardown);
}
