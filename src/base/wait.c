/*
 * The attribute that ties a condition to CLOCK_MONOTONIC, and times in its form.
 */
#include "base/wait.h"

#include "base/date.h"

#include <time.h>

#define LOOK_AGAIN_US INT64_C(1000000)

void wait_condition_init(pthread_cond_t *condition)
{
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(condition, &attributes);
    pthread_condattr_destroy(&attributes);
}

bool wait_until(pthread_cond_t *condition, pthread_mutex_t *lock, int64_t until_us)
{
    const struct timespec until = {until_us / 1000000, (until_us % 1000000) * 1000};
    return pthread_cond_timedwait(condition, lock, &until) == 0;
}

void wait_signal(pthread_cond_t *condition, pthread_mutex_t *lock)
{
    wait_until(condition, lock, clock_monotonic() + LOOK_AGAIN_US);
}
