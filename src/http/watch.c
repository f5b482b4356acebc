/*
 * A list of sockets under a lock, walked a few times a second.
 */
#include "http/watch.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/date.h"
#include "base/wait.h"

enum {
    WALK_US = 250 * 1000
};

struct watched {
    struct watched *next;
    struct watched *previous;
    int socket;
    _Atomic int64_t by_us;
};

struct watch {
    pthread_mutex_t lock;
    pthread_cond_t stop;
    pthread_t thread;
    struct watched *first;
    size_t count;
    bool stopping;
};

static void shut_late_ones(struct watch *watch)
{
    int64_t now = clock_monotonic();
    for (struct watched *watched = watch->first; watched; watched = watched->next)
        if (atomic_load_explicit(&watched->by_us, memory_order_relaxed) < now)
            shutdown(watched->socket, SHUT_RDWR);
}

static void *watch_thread(void *argument)
{
    struct watch *watch = argument;
    pthread_mutex_lock(&watch->lock);
    while (!watch->stopping) {
        wait_until(&watch->stop, &watch->lock, clock_monotonic() + WALK_US);
        shut_late_ones(watch);
    }
    pthread_mutex_unlock(&watch->lock);
    return NULL;
}

const struct fault *watch_new(struct arena *arena, struct watch **ret_watch)
{
    struct watch *watch = calloc(1, sizeof(*watch));
    if (!watch)
        return fault_new(arena, FAULT_UNAVAILABLE, "pool.no_thread", "no memory");
    pthread_mutex_init(&watch->lock, NULL);
    wait_condition_init(&watch->stop);
    if (pthread_create(&watch->thread, NULL, watch_thread, watch) != 0) {
        free(watch);
        return fault_new(arena, FAULT_UNAVAILABLE, "pool.no_thread", "no thread for time limits");
    }
    *ret_watch = watch;
    return NULL;
}

void watch_stop(struct watch *watch)
{
    pthread_mutex_lock(&watch->lock);
    watch->stopping = true;
    pthread_cond_signal(&watch->stop);
    pthread_mutex_unlock(&watch->lock);
    pthread_join(watch->thread, NULL);
    pthread_cond_destroy(&watch->stop);
    pthread_mutex_destroy(&watch->lock);
    free(watch);
}

struct watched *watch_add(struct watch *watch, int socket, int64_t by_us)
{
    struct watched *watched = calloc(1, sizeof(*watched));
    if (!watched)
        return NULL;
    watched->socket = socket;
    atomic_init(&watched->by_us, by_us);
    pthread_mutex_lock(&watch->lock);
    watched->next = watch->first;
    if (watch->first)
        watch->first->previous = watched;
    watch->first = watched;
    watch->count++;
    pthread_mutex_unlock(&watch->lock);
    return watched;
}

void watch_until(struct watched *watched, int64_t by_us)
{
    if (watched)
        atomic_store_explicit(&watched->by_us, by_us, memory_order_relaxed);
}

void watch_remove(struct watch *watch, struct watched *watched)
{
    if (!watched)
        return;
    pthread_mutex_lock(&watch->lock);
    if (watched->previous)
        watched->previous->next = watched->next;
    else
        watch->first = watched->next;
    if (watched->next)
        watched->next->previous = watched->previous;
    watch->count--;
    pthread_mutex_unlock(&watch->lock);
    free(watched);
}

size_t watch_count(struct watch *watch)
{
    size_t count;
    pthread_mutex_lock(&watch->lock);
    count = watch->count;
    pthread_mutex_unlock(&watch->lock);
    return count;
}
