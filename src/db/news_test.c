/*
 * What is changed is told by two threads: the writer, and the one that hears other servers.
 */
#include "db/pool.h"
#include "db/testing.h"
#include "db/topic.h"

#include <pthread.h>

enum {
    CHANGES = 3000000
};

struct teller {
    struct db_pool *pool;
    uint32_t slot;
    size_t missed; /* pages of before a change that passed for fresh after it */
};

static void *tell_often(void *context)
{
    struct teller *teller = context;
    struct db_pool *pool = teller->pool;
    for (int i = 0; i < CHANGES; i++) {
        struct depend page = {.commit = atomic_load(&pool->last_commit),
                              .slots = {teller->slot},
                              .count = 1,
                              .is_begun = true};
        db_pool_changed(pool, &teller->slot, 1);
        teller->missed += depend_fresh(pool, &page);
    }
    return NULL;
}

static void no_page_outlives_a_change_where_two_tell_of_changes_at_once(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct teller writer = {.pool = test.pool, .slot = 1};
        struct teller tender = {.pool = test.pool, .slot = 2};
        pthread_t other;
        assert_int_equal(pthread_create(&other, NULL, tell_often, &tender), 0);
        tell_often(&writer);
        assert_int_equal(pthread_join(other, NULL), 0);
        assert_int_equal(writer.missed, 0);
        assert_int_equal(tender.missed, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_page_outlives_a_change_where_two_tell_of_changes_at_once),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
