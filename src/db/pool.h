/*
 * The inside of a pool: private to src/db.
 */
#ifndef DINH_DB_POOL_H
#define DINH_DB_POOL_H

#include "db/engine.h"

#include <pthread.h>
#include <semaphore.h>

enum {
    MOST_READERS = 256,
    USUAL_CACHE = 4 /* megabytes, of the writer */
};

enum task_stage {
    TASK_WAITS, /* in the queue: nothing of it was done */
    TASK_RUNS,  /* its use-case is at work, with the work and the stack of who waits */
    TASK_RAN,   /* in a transaction that has not ended; run again where that fails */
    TASK_ENDED
};

/* A use-case that waits for the writer; on the stack of who waits for it. */
struct task {
    struct work *work;
    db_use_case *use_case;
    void *context;
    const struct fault *fault;
    enum task_stage stage; /* under queue_lock */
    struct task **place;   /* in the writer's batch, emptied by who waits no longer; ditto */
    sem_t done;
    struct task *next;
};

struct reader {
    struct connection *connection; /* NULL: not opened yet, or lost */
    int64_t generation;            /* of the pool when it was opened */
    struct reader *next;
};

struct db_pool {
    struct arena *arena;
    const struct engine *engine;
    struct str address;
    int64_t patience_us;
    int cache_kib; /* of the writer, for pages */

    /* Commits are numbered; a slot holds the number of the last that touched it. No number
     * ever falls: the writer and the tender count one after the other. */
    pthread_mutex_t change_lock;
    _Atomic int64_t last_commit;
    _Atomic int64_t everything;
    _Atomic int64_t slots[DB_SLOTS];

    pthread_mutex_t reader_lock;
    pthread_cond_t reader_free;
    struct reader readers[MOST_READERS];
    struct reader *free_readers;

    pthread_mutex_t queue_lock;
    pthread_cond_t queue_filled;
    struct task *first;
    struct task *last;
    size_t waiting;
    bool is_closing;

    pthread_t writer;
    pthread_t tender;
    bool has_writer;
    bool has_tender;
    bool is_tended; /* under reader_lock */
    int stop_fd;    /* can be read once the pool closes */
    struct connection *write_connection;
    _Atomic int64_t generation;
    _Atomic bool is_writer_asked; /* to call finish_log */
    _Atomic int log_pages;
    struct db *write_db;
    _Atomic int64_t turned_at; /* when the writer last began a turn; clock_monotonic */

    _Atomic int64_t use_cases;
    _Atomic int64_t commits;
    _Atomic int64_t replays;
};

struct db {
    struct db_pool *pool;
    enum db_right right;
    bool is_writer;                /* the running transaction */
    struct connection *connection; /* of the transaction, or lent for reading */
    struct reader *reader;
    int64_t commit; /* the last commit before the snapshot began */
    /* Touched by the transaction so far. */
    uint32_t *touched;
    size_t touched_count;
    size_t touched_capacity;
};

/* Gives the page under construction the snapshot's number. */
void db_note_snapshot(struct work *work);
void db_note_touched(struct work *work, uint32_t slot);

/* queue.c: who waits for the writer, and for how long. `place` is one of the writer's batch;
 * it may be empty at any moment but while its use-case runs. */

/* False where too many wait, or the pool closes. */
bool queue_put(struct db_pool *pool, struct task *task);
/* Waits until it has ended or that takes too long; what came of it. */
const struct fault *queue_await(struct db_pool *pool, struct task *task);
/* Waits up to `us` for tasks; false when the pool is closing and none waits. */
bool queue_look(struct db_pool *pool, int64_t us, size_t *ret_waiting);
/* The next task, about to run, also at `place`; NULL where none waits. */
struct task *queue_take(struct db_pool *pool, struct task **place);
/* The task at `place`, about to run again; NULL where nobody waits for it any more. */
struct task *queue_again(struct db_pool *pool, struct task *const *place);
/* Its use-case has run; what becomes of it is open. */
void queue_ran(struct db_pool *pool, struct task *task);
/* Tells who waits: the use-case's own fault, else `fault`, else that it is durable. */
void queue_end(struct db_pool *pool, struct task *const *place, const struct fault *fault);

/* writer.c: the thread that commits. */
const struct fault *writer_start(struct db_pool *pool, struct arena *arena, enum purpose purpose);
void writer_stop(struct db_pool *pool);

#endif
