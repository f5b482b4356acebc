/*
 * Threads around a ring of jobs.
 */
#include "http/pool.h"

#include "base/wait.h"

#include <pthread.h>
#include <stdlib.h>

struct pool {
    pthread_mutex_t lock;
    pthread_cond_t work; /* a job came, or the pool stops */
    void (*run)(void *job);
    void **ring;
    size_t capacity;
    size_t first;
    size_t count;
    bool stopping;
    unsigned thread_count;
    pthread_t threads[];
};

static void *pool_thread(void *argument)
{
    struct pool *pool = argument;
    pthread_mutex_lock(&pool->lock);
    for (;;) {
        void *job;
        while (pool->count == 0 && !pool->stopping)
            wait_signal(&pool->work, &pool->lock);
        if (pool->count == 0)
            break;
        job = pool->ring[pool->first];
        pool->first = (pool->first + 1) % pool->capacity;
        pool->count--;
        pthread_mutex_unlock(&pool->lock);
        pool->run(job);
        pthread_mutex_lock(&pool->lock);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

const struct fault *pool_new(struct arena *arena, unsigned threads, size_t stack, size_t queue,
                             void (*run)(void *job), struct pool **ret_pool)
{
    struct pool *pool = calloc(1, sizeof(*pool) + threads * sizeof(pthread_t));
    void **ring = calloc(queue, sizeof(void *));
    pthread_attr_t attributes;
    if (!pool || !ring) {
        free(pool);
        free(ring);
        return fault_new(arena, FAULT_UNAVAILABLE, "pool.no_thread", "no memory for a pool");
    }
    pthread_mutex_init(&pool->lock, NULL);
    wait_condition_init(&pool->work);
    pool->run = run;
    pool->ring = ring;
    pool->capacity = queue;
    pthread_attr_init(&attributes);
    if (stack)
        pthread_attr_setstacksize(&attributes, stack);
    while (pool->thread_count < threads &&
           pthread_create(&pool->threads[pool->thread_count], &attributes, pool_thread, pool) == 0)
        pool->thread_count++;
    pthread_attr_destroy(&attributes);
    if (pool->thread_count < threads) {
        pool_stop(pool);
        return fault_new(arena, FAULT_UNAVAILABLE, "pool.no_thread",
                         "fewer than %u threads could be started", threads);
    }
    *ret_pool = pool;
    return NULL;
}

bool pool_submit(struct pool *pool, void *job)
{
    bool taken;
    pthread_mutex_lock(&pool->lock);
    taken = !pool->stopping && pool->count < pool->capacity;
    if (taken) {
        pool->ring[(pool->first + pool->count++) % pool->capacity] = job;
        pthread_cond_signal(&pool->work);
    }
    pthread_mutex_unlock(&pool->lock);
    return taken;
}

void pool_stop(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->stopping = true;
    pthread_cond_broadcast(&pool->work);
    pthread_mutex_unlock(&pool->lock);
    for (unsigned i = 0; i < pool->thread_count; i++)
        pthread_join(pool->threads[i], NULL);
    pthread_cond_destroy(&pool->work);
    pthread_mutex_destroy(&pool->lock);
    free(pool->ring);
    free(pool);
}
