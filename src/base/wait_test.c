/*
 * Waits end when they should, by the clock that only goes forward.
 */
#include "base/wait.h"

#include "base/date.h"
#include "base/testing.h"

enum {
    A_WHILE_US = 60 * 1000
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition;
/* Under the lock. */
static bool is_said;
static bool is_waiting;
static bool is_heard;

/* By the clock of the day this would be over at once: it counts from 1970. */
static void a_wait_lasts_as_long_as_it_was_asked(void **state)
{
    const int64_t began = clock_monotonic();
    (void)state;
    wait_condition_init(&condition);
    pthread_mutex_lock(&lock);
    while (wait_until(&condition, &lock, began + A_WHILE_US))
        continue;
    pthread_mutex_unlock(&lock);
    assert_true(clock_monotonic() - began >= A_WHILE_US);
    pthread_cond_destroy(&condition);
}

static void *say(void *context)
{
    (void)context;
    pthread_mutex_lock(&lock);
    is_said = true;
    pthread_cond_signal(&condition);
    pthread_mutex_unlock(&lock);
    return NULL;
}

static void a_signal_ends_it_before(void **state)
{
    pthread_t thread;
    bool is_in_time = true;
    (void)state;
    wait_condition_init(&condition);
    pthread_mutex_lock(&lock);
    assert_int_equal(pthread_create(&thread, NULL, say, NULL), 0);
    while (!is_said && is_in_time)
        is_in_time = wait_until(&condition, &lock, clock_monotonic() + INT64_C(60) * 1000000);
    pthread_mutex_unlock(&lock);
    assert_true(is_said && is_in_time);
    pthread_join(thread, NULL);
    pthread_cond_destroy(&condition);
}

static void *wait_to_hear(void *context)
{
    (void)context;
    pthread_mutex_lock(&lock);
    is_waiting = true;
    while (!is_said)
        wait_signal(&condition, &lock);
    is_heard = true;
    pthread_mutex_unlock(&lock);
    return NULL;
}

static bool is_so(const bool *what)
{
    bool is;
    pthread_mutex_lock(&lock);
    is = *what;
    pthread_mutex_unlock(&lock);
    return is;
}

static void a_signal_that_got_lost_makes_nobody_wait_for_ever(void **state)
{
    pthread_t thread;
    (void)state;
    wait_condition_init(&condition);
    is_said = is_heard = false;
    assert_int_equal(pthread_create(&thread, NULL, wait_to_hear, NULL), 0);
    assert_comes_true(is_so(&is_waiting));
    pthread_mutex_lock(&lock);
    is_said = true; /* and nobody is told */
    pthread_mutex_unlock(&lock);
    assert_comes_true(is_so(&is_heard));
    pthread_join(thread, NULL);
    pthread_cond_destroy(&condition);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wait_lasts_as_long_as_it_was_asked),
        cmocka_unit_test(a_signal_ends_it_before),
        cmocka_unit_test(a_signal_that_got_lost_makes_nobody_wait_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
