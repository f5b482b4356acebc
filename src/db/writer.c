/*
 * The one thread that writes. It takes all use-cases that wait into one
 * transaction, makes it durable, marks the topics it touched and wakes those
 * who wait. Where a transaction fails because of one of them, each is run again
 * in a transaction of its own, so that only the guilty one learns of a fault.
 */
#include "base/log.h"
#include "db/pool.h"

#include <stdlib.h>

#define WATCH_EVERY_US INT64_C(250000)

struct batch {
    struct task *tasks[DB_BATCH];
    size_t count;
    struct arena *arena; /* for faults of the transaction itself */
};

/* ---- one use-case ---- */

static bool run_task(struct db_pool *pool, struct task *task)
{
    struct db *own = task->work->db;
    size_t touched = pool->write_db->touched_count;
    bool is_sound;
    task->work->db = pool->write_db;
    pool->engine->begin_use_case(pool->write_connection);
    task->fault = task->use_case(task->work, task->context);
    is_sound = pool->engine->end_use_case(pool->write_connection, task->fault == NULL);
    task->work->db = own;
    if (task->fault)
        pool->write_db->touched_count = touched;
    atomic_fetch_add(&pool->use_cases, 1);
    queue_ran(pool, task);
    return is_sound;
}

/* ---- one transaction ---- */

/* The connection was lost, or what it opened was. */
static const struct fault *reopen(struct db_pool *pool, struct arena *arena)
{
    const struct fault *fault = NULL;
    if (!pool->write_connection)
        fault = pool->engine->open(arena, pool, TO_WRITE, &pool->write_connection);
    return fault
               ? fault_new(arena, FAULT_UNAVAILABLE, "db.not_saved", PRISTR, STRARG(fault->detail))
               : NULL;
}

static bool let_go_if_lost(struct db_pool *pool)
{
    const struct engine *engine = pool->engine;
    if (!pool->write_connection || !engine->is_lost || !engine->is_lost(pool->write_connection))
        return false;
    log_event(LOG_ERROR, "database_lost", LOG_TEXT("address", pool->address));
    engine->close(pool->write_connection);
    pool->write_connection = NULL;
    atomic_fetch_add(&pool->generation, 1);
    db_pool_changed(pool, NULL, 0);
    return true;
}

/* A connection on which a transaction cannot even begin is opened anew; not where it was a
 * lock of another that was waited for in vain. */
static const struct fault *begin(struct db_pool *pool, struct arena *arena)
{
    const int64_t began = clock_monotonic();
    const struct fault *fault;
    let_go_if_lost(pool);
    fault = reopen(pool, arena);
    pool->write_db->touched_count = 0;
    if (fault)
        return fault;
    fault = pool->engine->begin(pool->write_connection, arena);
    if (fault && clock_monotonic() - began < pool->patience_us / 4) {
        pool->engine->close(pool->write_connection);
        pool->write_connection = NULL;
        fault = reopen(pool, arena);
        if (!fault)
            fault = pool->engine->begin(pool->write_connection, arena);
    }
    if (!fault)
        pool->write_db->connection = pool->write_connection;
    return fault;
}

static const struct fault *commit(struct db_pool *pool, struct arena *arena, bool *ret_guilty)
{
    struct db *db = pool->write_db;
    const struct fault *fault;
    if (db->touched_count > 0)
        pool->engine->announce(pool->write_connection, db->touched, db->touched_count);
    fault = pool->engine->commit(pool->write_connection, arena, ret_guilty);
    if (fault)
        return fault;
    if (let_go_if_lost(pool))
        return fault_new(arena, FAULT_UNAVAILABLE, "db.not_known",
                         "the database was taken away during the commit");
    atomic_fetch_add(&pool->commits, 1);
    if (db->touched_count > 0)
        db_pool_changed(pool, db->touched, db->touched_count);
    return NULL;
}

/* Where nobody waits for it any more it is not run again: who left was told that it is not
 * known, and it is not saved. Why no transaction could begin, or NULL. */
static const struct fault *run_alone(struct db_pool *pool, struct task **place, struct arena *arena)
{
    bool is_guilty;
    struct task *task = queue_again(pool, place);
    const struct fault *away = task ? begin(pool, arena) : NULL;
    const struct fault *fault = away;
    if (task && !away) {
        bool is_sound = run_task(pool, task);
        if (!is_sound || task->fault)
            pool->engine->rollback(pool->write_connection);
        else
            fault = commit(pool, arena, &is_guilty);
    }
    queue_end(pool, place, fault);
    return away;
}

/* Where one cannot begin the others are not kept waiting for the same. */
static void replay(struct db_pool *pool, struct batch *batch)
{
    const struct fault *away = NULL;
    atomic_fetch_add(&pool->replays, 1);
    for (size_t i = 0; i < batch->count; i++) {
        if (!away) {
            away = run_alone(pool, &batch->tasks[i], batch->arena);
            continue;
        }
        queue_again(pool, &batch->tasks[i]);
        queue_end(pool, &batch->tasks[i], away);
    }
}

/* Runs the tasks that wait; false when they must run again, each alone. */
static bool run_waiting(struct db_pool *pool, struct batch *batch)
{
    int64_t end = clock_monotonic() + DB_BATCH_US;
    bool is_sound = true;
    while (is_sound && batch->count < DB_BATCH && (batch->count == 0 || clock_monotonic() < end)) {
        struct task *task = queue_take(pool, &batch->tasks[batch->count]);
        if (!task)
            break;
        batch->count++;
        is_sound = run_task(pool, task);
    }
    return is_sound;
}

/* All who waited while no transaction could begin are told so, each no later than the
 * first. */
static void refuse_waiting(struct db_pool *pool, size_t waiting, const struct fault *fault)
{
    struct task *place;
    while (waiting-- > 0 && queue_take(pool, &place))
        queue_end(pool, &place, fault);
}

static void run_batch(struct db_pool *pool, struct batch *batch, size_t waiting)
{
    bool is_guilty = false;
    const struct fault *fault = begin(pool, batch->arena);
    if (fault) {
        refuse_waiting(pool, waiting, fault);
        return;
    }
    if (!run_waiting(pool, batch)) {
        pool->engine->rollback(pool->write_connection);
        replay(pool, batch);
        return;
    }
    fault = commit(pool, batch->arena, &is_guilty);
    if (fault && is_guilty) {
        replay(pool, batch);
        return;
    }
    for (size_t i = 0; i < batch->count; i++)
        queue_end(pool, &batch->tasks[i], fault);
}

static void watch_others(struct db_pool *pool)
{
    let_go_if_lost(pool);
    if (pool->write_connection && pool->engine->is_changed_elsewhere &&
        pool->engine->is_changed_elsewhere(pool->write_connection))
        db_pool_changed(pool, NULL, 0);
}

/* The tender learns how long the log is; what it asked for is done. */
static void tell_of_log(struct db_pool *pool)
{
    if (!pool->write_connection || !pool->engine->log_pages)
        return;
    if (atomic_exchange(&pool->is_writer_asked, false))
        pool->engine->finish_log(pool->write_connection);
    atomic_store(&pool->log_pages, pool->engine->log_pages(pool->write_connection));
}

static void *write_loop(void *context)
{
    struct db_pool *pool = context;
    struct batch batch = {.arena = arena_new()};
    int64_t watched_at = 0;
    size_t waiting;
    while (queue_look(pool, WATCH_EVERY_US, &waiting)) {
        atomic_store(&pool->turned_at, clock_monotonic());
        if (clock_monotonic() - watched_at > WATCH_EVERY_US) {
            watch_others(pool);
            watched_at = clock_monotonic();
        }
        if (waiting == 0)
            continue;
        batch.count = 0;
        run_batch(pool, &batch, waiting);
        tell_of_log(pool);
        arena_reset(batch.arena);
    }
    arena_free(batch.arena);
    return NULL;
}

/* ---- from outside ---- */

const struct fault *writer_start(struct db_pool *pool, struct arena *arena, enum purpose purpose)
{
    const struct fault *fault;
    pool->write_db = ARENA_NEW(pool->arena, struct db);
    pool->write_db->pool = pool;
    pool->write_db->is_writer = true;
    pool->write_db->right = DB_MAY_WRITE;
    fault = pool->engine->open(arena, pool, purpose, &pool->write_connection);
    if (fault)
        return fault;
    atomic_store(&pool->turned_at, clock_monotonic());
    if (pthread_create(&pool->writer, NULL, write_loop, pool) != 0)
        return fault_new(arena, FAULT_UNAVAILABLE, "error.busy", "no thread for the writer");
    pool->has_writer = true;
    return NULL;
}

void writer_stop(struct db_pool *pool)
{
    pthread_mutex_lock(&pool->queue_lock);
    pool->is_closing = true;
    pthread_cond_signal(&pool->queue_filled);
    pthread_mutex_unlock(&pool->queue_lock);
    if (pool->has_writer)
        pthread_join(pool->writer, NULL);
    if (pool->write_connection)
        pool->engine->close(pool->write_connection);
    if (pool->write_db)
        free(pool->write_db->touched);
}

int64_t db_writer_silence(const struct db_pool *pool)
{
    return clock_monotonic() - atomic_load(&pool->turned_at);
}

const struct fault *db_write(struct work *work, db_use_case *use_case, void *context)
{
    struct task task = {.work = work, .use_case = use_case, .context = context};
    struct db *db = work->db;
    if (db->is_writer)
        return use_case(work, context);
    if (db->right != DB_MAY_WRITE)
        return fault_new(work->arena, FAULT_INTERNAL, "error.internal",
                         "a write in a work that may only read");
    db_release(work);
    if (!queue_put(db->pool, &task))
        return fault_new(work->arena, FAULT_UNAVAILABLE, "error.busy", "write queue full");
    return queue_await(db->pool, &task);
}
