/*
 * Guessing gets slow, owners do not.
 */
#include "modules/accounts/throttle.h"

#include "base/testing.h"

/* Guesses wrong as often, waiting as long as is asked; the moment of the last one. */
static int64_t guess(struct throttle *throttle, int times)
{
    int64_t now = 1000;
    for (int i = 0; i < times; i++) {
        int64_t wait = throttle_enter(throttle, STR("a"), now);
        now += wait;
        if (wait > 0)
            assert_int_equal(throttle_enter(throttle, STR("a"), now), 0);
    }
    return now;
}

static void the_first_failures_cost_nothing(void **state)
{
    struct throttle *throttle = throttle_new(100);
    (void)state;
    for (int i = 0; i < THROTTLE_FREE; i++)
        assert_int_equal(throttle_enter(throttle, STR("a"), 1000), 0);
    assert_int_equal(throttle_enter(throttle, STR("a"), 1000), 1);
    assert_int_equal(throttle_enter(throttle, STR("a"), 1001), 0);
    throttle_free(throttle);
}

static void each_further_failure_doubles_the_wait_up_to_a_quarter_hour(void **state)
{
    static const int64_t waits[] = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900};
    struct throttle *throttle = throttle_new(100);
    int64_t now = guess(throttle, THROTTLE_FREE);
    (void)state;
    for (size_t i = 0; i < COUNT(waits); i++) {
        assert_int_equal(throttle_enter(throttle, STR("a"), now), waits[i]);
        now += waits[i];
        assert_int_equal(throttle_enter(throttle, STR("a"), now), 0);
    }
    throttle_free(throttle);
}

static void other_keys_do_not_wait_and_success_forgets(void **state)
{
    struct throttle *throttle = throttle_new(100);
    int64_t now = guess(throttle, 20);
    (void)state;
    assert_int_equal(throttle_enter(throttle, STR("b"), now), 0);
    throttle_succeeded(throttle, STR("a"));
    assert_int_equal(throttle_enter(throttle, STR("a"), now), 0);
    throttle_free(throttle);
}

static void a_day_later_all_is_forgotten(void **state)
{
    struct throttle *throttle = throttle_new(100);
    int64_t now = guess(throttle, 20) + THROTTLE_FORGET;
    (void)state;
    for (int i = 0; i < THROTTLE_FREE; i++)
        assert_int_equal(throttle_enter(throttle, STR("a"), now), 0);
    throttle_free(throttle);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_failures_cost_nothing),
        cmocka_unit_test(each_further_failure_doubles_the_wait_up_to_a_quarter_hour),
        cmocka_unit_test(other_keys_do_not_wait_and_success_forgets),
        cmocka_unit_test(a_day_later_all_is_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
