/*
 * What an engine does for the floor: private to src/db. A connection is used by
 * one thread at a time.
 */
#ifndef DINH_DB_ENGINE_H
#define DINH_DB_ENGINE_H

#include "base/vec.h"
#include "db/db.h"
#include "db/topic.h"

#include <stdatomic.h>

struct connection; /* the engine's own */

enum cell_kind {
    CELL_NULL,
    CELL_NUMBER, /* SQLite alone; PostgreSQL sends text */
    CELL_BYTES   /* binary already decoded */
};

struct cell {
    enum cell_kind kind;
    union {
        int64_t number;
        struct str bytes;
    };
};

struct result {
    int columns;
    int64_t changed;
    VEC(struct cell) cells; /* row by row */
};

/* What a statement is expected to change, where it matters. */
struct expectation {
    int64_t rows; /* -1: any number */
    const char *conflict_key;
};

enum purpose {
    TO_READ,
    TO_WRITE,
    TO_MAKE /* to write, in a file that is made where there is none */
};

struct engine {
    enum db_engine kind;
    const struct fault *(*open)(struct arena *arena, const struct db_pool *pool,
                                enum purpose purpose, struct connection **ret_connection);
    void (*close)(struct connection *connection);
    /* Whether what the connection opened is no longer what stands at its address; NULL
     * where a server would say so itself. */
    bool (*is_lost)(const struct connection *connection);

    /* Runs a statement and reads its rows. Inside a write `result` may be NULL:
     * then nothing is read, and an engine that can queue it does not wait. */
    const struct fault *(*run)(struct connection *connection, struct arena *arena, const char *sql,
                               struct db_params params, struct expectation expected,
                               struct result *result);
    const struct fault *(*prepare)(struct connection *connection, struct arena *arena,
                                   const char *sql);
    const struct fault *(*script)(struct connection *connection, struct arena *arena,
                                  struct str script);
    /* Reads all that the database holds and says what is damaged; NULL where a server
     * looks after that itself. */
    const struct fault *(*verify)(struct connection *connection, struct arena *arena);

    /* One snapshot for reading. */
    const struct fault *(*begin_read)(struct connection *connection, struct arena *arena);
    void (*end_read)(struct connection *connection);

    /* One transaction of the writer, with use-cases one after another in it. */
    const struct fault *(*begin)(struct connection *connection, struct arena *arena);
    void (*begin_use_case)(struct connection *connection);
    /* Keeps or undoes what the use-case did. False where the whole transaction
     * has to be undone and its use-cases run again, each alone. */
    bool (*end_use_case)(struct connection *connection, bool is_kept);
    /* `ret_guilty` tells that a statement failed, or that the line was cut before anything
     * was durable: run the use-cases again, each alone. A
     * fault says "db.not_known" where the transaction may be durable all the same. */
    const struct fault *(*commit)(struct connection *connection, struct arena *arena,
                                  bool *ret_guilty);
    void (*rollback)(struct connection *connection);
    /* Tells other processes which slots a transaction touched; before commit. */
    void (*announce)(struct connection *connection, const uint32_t *slots, size_t count);

    /* Runs in a thread of its own until db_pool_rest says that the pool closes:
     * checkpoints, listening. Calls db_pool_tended as soon as it hears others;
     * db_open waits for that. */
    void (*tend)(struct db_pool *pool);
    /* Pages that the log of the writer's connection holds; NULL where no log is to be
     * tended. */
    int (*log_pages)(const struct connection *connection);
    /* What the tender asked of the writer (db_pool_ask_writer), done between two
     * transactions. */
    void (*finish_log)(struct connection *connection);
    /* Whether another process wrote since the last call; writer's thread. NULL where others
     * announce what they change. */
    bool (*is_changed_elsewhere)(struct connection *connection);
};

extern const struct engine sqlite_engine;
extern const struct engine postgres_engine;

/* The tender is at work; calling it again changes nothing. */
void db_pool_tended(struct db_pool *pool);
/* The tender rests until `fd` (−1: none) can be read, or `ms` milliseconds (−1:
 * however long) are over; false, at once, when the pool closes. */
bool db_pool_rest(struct db_pool *pool, int fd, int ms);
/* log_pages after the last transaction of this pool's writer. */
int db_pool_log_pages(const struct db_pool *pool);
/* The writer calls finish_log after its next transaction. */
void db_pool_ask_writer(struct db_pool *pool);
/* Grows when a lost database was let go: connections opened before are of no use. */
int64_t db_pool_generation(const struct db_pool *pool);
/* Address behind "sqlite:" or "postgres:". */
struct str db_pool_address(const struct db_pool *pool);
/* Memory of the writer for pages, in KiB (db_options). */
int db_pool_cache(const struct db_pool *pool);
/* How long one answer of the database is waited for (db_options). */
int64_t db_pool_patience(const struct db_pool *pool);
/* Marks slots, or (count 0) everything, as changed by a commit just made. */
void db_pool_changed(struct db_pool *pool, const uint32_t *slots, size_t count);

#endif
