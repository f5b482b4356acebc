/*
 * The inside of a pool: private to src/db.
 */
#ifndef DINH_DB_POOL_H
#define DINH_DB_POOL_H

#include "db/engine.h"

#include <pthread.h>
#include <semaphore.h>

enum {
    MOST_READERS = 256
};

/* A use-case that waits for the writer. */
struct task {
    struct work *work;
    db_use_case *use_case;
    void *context;
    const struct fault *fault;
    bool is_run;
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

    /* Commits are numbered; a slot holds the number of the last that touched it. */
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

/* writer.c: the thread that commits. */
const struct fault *writer_start(struct db_pool *pool, struct arena *arena, enum purpose purpose);
void writer_stop(struct db_pool *pool);

#endif
