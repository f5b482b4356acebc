/*
 * Pages of the inbox where not every matter may be opened by whoever looks.
 */
#include "civic/testing.h"

#include "modules/matters/inbox_query.h"

enum {
    MATTERS = 70, /* every other one is about the official who looks: 35 are left */
    LEFT = 35
};

static struct inbox_found found_at(struct db_testing *test, struct matter_key_place place,
                                   bool is_backward)
{
    struct inbox_query query = {.view = inbox_view_of(SCOPE_UNITS),
                                .due = &inbox_dues[0],
                                .place = place,
                                .is_backward = is_backward};
    struct matter_kept kept;
    struct inbox_found found;
    assert_no_fault(matter_kept_away(test->work, &kept));
    assert_true(kept.is_all);
    assert_no_fault(inbox_find(test->work, &query, &kept, &found));
    for (size_t i = 0; i < found.matters.count; i++)
        assert_no_fault(matter_must_read(test->work, &found.matters.items[i]));
    return found;
}

static void a_page_is_full_while_there_are_matters_that_may_be_opened(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct matter_key_place from_the_first = {DATE_NONE, 0};
        struct inbox_found first;
        struct inbox_found last;
        struct inbox_found back;
        for (int i = 0; i < MATTERS; i++) {
            int64_t id = receive(test.work, &town).id;
            if (i % 2)
                assert_no_fault(matter_add_respondent(test.work, id, 101));
        }
        test.work->actor = &town.actors[AN];
        first = found_at(&test, from_the_first, false);
        assert_int_equal(first.matters.count, MATTER_PAGE);
        assert_int_equal(first.newer.id, 0);
        last = found_at(&test, first.older, false);
        assert_int_equal(last.matters.count, LEFT - MATTER_PAGE);
        assert_int_equal(last.older.id, 0);
        back = found_at(&test, last.newer, true);
        assert_int_equal(back.matters.count, MATTER_PAGE);
        assert_int_equal(back.newer.id, 0);
        for (size_t i = 0; i < back.matters.count; i++)
            assert_int_equal(back.matters.items[i].id, first.matters.items[i].id);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_full_while_there_are_matters_that_may_be_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
