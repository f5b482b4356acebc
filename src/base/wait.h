/*
 * Waiting for a condition, with an end. By the clock that only goes forward: a machine
 * whose clock is set right while we wait (an hour back, say) makes nobody sleep longer.
 */
#ifndef DINH_BASE_WAIT_H
#define DINH_BASE_WAIT_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

/* A condition for the waits below. */
void wait_condition_init(pthread_cond_t *condition);
/* Waits, the lock held, until somebody signals or it is `until_us` of clock_monotonic
 * (date.h). False when the time has come; true may be for nothing: look again. */
bool wait_until(pthread_cond_t *condition, pthread_mutex_t *lock, int64_t until_us);
/* Waits, the lock held, until somebody signals: look again whether it is so. It looks
 * again by itself every second, since the C library may lose a signal among many who
 * wait (glibc before 2.41, its bug 25847), and nobody is to sleep for ever for that. */
void wait_signal(pthread_cond_t *condition, pthread_mutex_t *lock);

#endif
