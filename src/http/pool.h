/*
 * A fixed number of threads that work off a bounded queue, first come first served.
 */
#ifndef DINH_HTTP_POOL_H
#define DINH_HTTP_POOL_H

#include "base/fault.h"

struct pool;

/* `threads` threads with `stack` bytes each (0: the system's measure); each job
 * is handed to `run`. Faults: FAULT_UNAVAILABLE pool.no_thread. */
const struct fault *pool_new(struct arena *arena, unsigned threads, size_t stack, size_t queue,
                             void (*run)(void *job), struct pool **ret_pool) FAULT_CHECK;
/* False where the queue is full or the pool is stopping. */
bool pool_submit(struct pool *pool, void *job);
/* Takes no more jobs, finishes those it has, ends its threads and frees itself. */
void pool_stop(struct pool *pool);

#endif
