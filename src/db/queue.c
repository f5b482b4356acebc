/*
 * Those who wait for the writer. Nobody waits without an end: who has not been begun in
 * time takes the use-case back, and nothing of it is done; who has been run leaves the
 * writer alone with it, which then touches nothing more that belongs to who waited. Only
 * while the use-case itself runs, on the stack of who waits, nobody can leave.
 */
#include "base/wait.h"
#include "db/pool.h"

#include <errno.h>

enum {
    TURNS_TO_END = 3 /* patiences until the outcome is not waited for any more */
};

bool queue_put(struct db_pool *pool, struct task *task)
{
    bool is_put;
    sem_init(&task->done, 0, 0);
    pthread_mutex_lock(&pool->queue_lock);
    is_put = pool->waiting < DB_QUEUE && !pool->is_closing;
    if (is_put) {
        task->stage = TASK_WAITS;
        task->next = NULL;
        if (pool->last)
            pool->last->next = task;
        else
            pool->first = task;
        pool->last = task;
        pool->waiting++;
        pthread_cond_signal(&pool->queue_filled);
    }
    pthread_mutex_unlock(&pool->queue_lock);
    if (!is_put)
        sem_destroy(&task->done);
    return is_put;
}

/* ---- the writer's side ---- */

bool queue_look(struct db_pool *pool, int64_t us, size_t *ret_waiting)
{
    bool is_open;
    pthread_mutex_lock(&pool->queue_lock);
    if (!pool->first && !pool->is_closing)
        wait_until(&pool->queue_filled, &pool->queue_lock, clock_monotonic() + us);
    *ret_waiting = pool->waiting;
    is_open = pool->first || !pool->is_closing;
    pthread_mutex_unlock(&pool->queue_lock);
    return is_open;
}

struct task *queue_take(struct db_pool *pool, struct task **place)
{
    struct task *task;
    pthread_mutex_lock(&pool->queue_lock);
    task = pool->first;
    if (task) {
        pool->first = task->next;
        if (!pool->first)
            pool->last = NULL;
        pool->waiting--;
        task->stage = TASK_RUNS;
        task->place = place;
        *place = task;
    }
    pthread_mutex_unlock(&pool->queue_lock);
    return task;
}

struct task *queue_again(struct db_pool *pool, struct task *const *place)
{
    struct task *task;
    pthread_mutex_lock(&pool->queue_lock);
    task = *place;
    if (task) {
        task->stage = TASK_RUNS;
        task->fault = NULL;
    }
    pthread_mutex_unlock(&pool->queue_lock);
    return task;
}

void queue_ran(struct db_pool *pool, struct task *task)
{
    pthread_mutex_lock(&pool->queue_lock);
    task->stage = TASK_RAN;
    pthread_mutex_unlock(&pool->queue_lock);
}

void queue_end(struct db_pool *pool, struct task *const *place, const struct fault *fault)
{
    struct task *task;
    pthread_mutex_lock(&pool->queue_lock);
    task = *place;
    if (task) {
        if (fault && !task->fault)
            task->fault = fault_copy(task->work->arena, fault);
        task->stage = TASK_ENDED;
        sem_post(&task->done);
    }
    pthread_mutex_unlock(&pool->queue_lock);
}

/* ---- the side of who waits ---- */

static void take_out(struct db_pool *pool, const struct task *task)
{
    struct task **link = &pool->first;
    struct task *before = NULL;
    while (*link != task) {
        before = *link;
        link = &before->next;
    }
    *link = task->next;
    if (pool->last == task)
        pool->last = before;
    pool->waiting--;
}

/* After another patience; false where there is more to wait for. `turns` counts those
 * behind the use-case itself, which may have taken long. */
static bool leave(struct db_pool *pool, struct task *task, int *turns)
{
    bool is_left = false;
    pthread_mutex_lock(&pool->queue_lock);
    *turns = task->stage == TASK_RUNS ? 0 : *turns + 1;
    if (task->stage == TASK_WAITS) {
        take_out(pool, task);
        task->fault = fault_new(task->work->arena, FAULT_UNAVAILABLE, "db.not_saved",
                                "the writer did not come to it in time");
        is_left = true;
    } else if (task->stage == TASK_RAN && *turns >= TURNS_TO_END) {
        *task->place = NULL;
        if (!task->fault) /* one that refused is not kept, whatever becomes of the others */
            task->fault = fault_new(task->work->arena, FAULT_UNAVAILABLE, "db.not_known",
                                    "the transaction did not end in time");
        is_left = true;
    } else if (task->stage == TASK_ENDED) {
        is_left = true;
    }
    pthread_mutex_unlock(&pool->queue_lock);
    return is_left;
}

/* False where `us` went by. */
static bool is_done_within(struct task *task, int64_t us)
{
    const int64_t until_us = clock_monotonic() + us;
    const struct timespec until = {until_us / 1000000, (until_us % 1000000) * 1000};
    int code;
    while ((code = sem_clockwait(&task->done, CLOCK_MONOTONIC, &until)) != 0 && errno == EINTR)
        continue;
    return code == 0;
}

const struct fault *queue_await(struct db_pool *pool, struct task *task)
{
    int turns = 0;
    while (!is_done_within(task, pool->patience_us) && !leave(pool, task, &turns))
        continue;
    sem_destroy(&task->done);
    return task->fault;
}
