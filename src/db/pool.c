/*
 * Opening, lending readers, and running statements on whatever a work holds.
 */
#include "db/pool.h"

#include "base/wait.h"
#include "db/rows.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* columns: what an address begins with, the engine */
static const struct {
    struct str prefix;
    const struct engine *engine;
} engines[] = {
    {STR_INIT("sqlite:"),   &sqlite_engine  },
    {STR_INIT("postgres:"), &postgres_engine},
};

static const struct fault *choose_engine(struct arena *arena, struct str url, struct db_pool *pool)
{
    for (size_t i = 0; i < sizeof(engines) / sizeof(engines[0]); i++) {
        if (str_starts(url, engines[i].prefix)) {
            pool->engine = engines[i].engine;
            pool->address = arena_copy(pool->arena, str_from(url, engines[i].prefix.len));
            return NULL;
        }
    }
    return fault_new(arena, FAULT_INVALID, "db.url", "database address of an unknown kind");
}

static void *tend(void *context)
{
    struct db_pool *pool = context;
    pool->engine->tend(pool);
    return NULL;
}

const struct fault *db_open(struct arena *arena, struct db_options options,
                            struct db_pool **ret_pool)
{
    struct db_pool *pool = calloc(1, sizeof(*pool));
    int readers = options.readers < 1 ? 1 : options.readers;
    const struct fault *fault;
    if (!pool)
        abort();
    pool->arena = arena_new();
    pool->patience_us = options.patience_us > 0 ? options.patience_us : DB_PATIENCE_US;
    pool->cache_kib = 1000 * (options.cache_megabytes > 0 ? options.cache_megabytes : USUAL_CACHE);
    pool->stop_fd = eventfd(0, EFD_CLOEXEC);
    if (pool->stop_fd < 0)
        abort();
    pthread_mutex_init(&pool->change_lock, NULL);
    pthread_mutex_init(&pool->reader_lock, NULL);
    wait_condition_init(&pool->reader_free);
    pthread_mutex_init(&pool->queue_lock, NULL);
    wait_condition_init(&pool->queue_filled);
    for (int i = 0; i < readers && i < MOST_READERS; i++) {
        pool->readers[i].next = pool->free_readers;
        pool->free_readers = &pool->readers[i];
    }
    fault = choose_engine(arena, options.url, pool);
    if (!fault)
        fault = writer_start(pool, arena, options.must_exist ? TO_WRITE : TO_MAKE);
    if (fault) {
        db_close(pool);
        return fault;
    }
    pool->has_tender = pthread_create(&pool->tender, NULL, tend, pool) == 0;
    pthread_mutex_lock(&pool->reader_lock);
    while (pool->has_tender && !pool->is_tended)
        wait_signal(&pool->reader_free, &pool->reader_lock);
    pthread_mutex_unlock(&pool->reader_lock);
    *ret_pool = pool;
    return NULL;
}

void db_close(struct db_pool *pool)
{
    if (!pool)
        return;
    writer_stop(pool);
    eventfd_write(pool->stop_fd, 1);
    if (pool->has_tender)
        pthread_join(pool->tender, NULL);
    for (size_t i = 0; i < MOST_READERS; i++)
        if (pool->readers[i].connection)
            pool->engine->close(pool->readers[i].connection);
    pthread_mutex_destroy(&pool->change_lock);
    pthread_mutex_destroy(&pool->reader_lock);
    pthread_cond_destroy(&pool->reader_free);
    pthread_mutex_destroy(&pool->queue_lock);
    pthread_cond_destroy(&pool->queue_filled);
    close(pool->stop_fd);
    arena_free(pool->arena);
    free(pool);
}

enum db_engine db_pool_engine(const struct db_pool *pool)
{
    return pool->engine->kind;
}

void db_pool_tended(struct db_pool *pool)
{
    pthread_mutex_lock(&pool->reader_lock);
    pool->is_tended = true;
    pthread_cond_broadcast(&pool->reader_free);
    pthread_mutex_unlock(&pool->reader_lock);
}

bool db_pool_rest(struct db_pool *pool, int fd, int ms)
{
    struct pollfd waiting[] = {
        {.fd = pool->stop_fd, .events = POLLIN},
        {.fd = fd,            .events = POLLIN}
    };
    int ready;
    do
        ready = poll(waiting, sizeof(waiting) / sizeof(waiting[0]), ms);
    while (ready < 0 && errno == EINTR);
    return waiting[0].revents == 0;
}

int64_t db_pool_generation(const struct db_pool *pool)
{
    return atomic_load(&pool->generation);
}

int db_pool_log_pages(const struct db_pool *pool)
{
    return atomic_load(&pool->log_pages);
}

void db_pool_ask_writer(struct db_pool *pool)
{
    atomic_store(&pool->is_writer_asked, true);
}

struct str db_pool_address(const struct db_pool *pool)
{
    return pool->address;
}

int db_pool_cache(const struct db_pool *pool)
{
    return pool->cache_kib;
}

int64_t db_pool_patience(const struct db_pool *pool)
{
    return pool->patience_us;
}

int64_t db_patience(const struct db_pool *pool)
{
    return pool->patience_us;
}

void db_pool_changed(struct db_pool *pool, const uint32_t *slots, size_t count)
{
    int64_t number;
    pthread_mutex_lock(&pool->change_lock);
    number = atomic_load(&pool->last_commit) + 1;
    for (size_t i = 0; i < count; i++)
        atomic_store_explicit(&pool->slots[slots[i]], number, memory_order_release);
    if (count == 0)
        atomic_store_explicit(&pool->everything, number, memory_order_release);
    atomic_store_explicit(&pool->last_commit, number, memory_order_release);
    pthread_mutex_unlock(&pool->change_lock);
}

struct db_stats db_stats(const struct db_pool *pool)
{
    return (struct db_stats){.use_cases = atomic_load(&pool->use_cases),
                             .commits = atomic_load(&pool->commits),
                             .replays = atomic_load(&pool->replays)};
}

/* ---- lending ---- */

static void give_back(void *resource)
{
    struct db *db = resource;
    struct db_pool *pool = db->pool;
    if (!db->reader)
        return;
    if (db->connection)
        pool->engine->end_read(db->connection);
    pthread_mutex_lock(&pool->reader_lock);
    db->reader->next = pool->free_readers;
    pool->free_readers = db->reader;
    pthread_cond_signal(&pool->reader_free);
    pthread_mutex_unlock(&pool->reader_lock);
    db->reader = NULL;
    db->connection = NULL;
}

const struct fault *db_attach(struct db_pool *pool, struct work *work, enum db_right right)
{
    struct db *db = ARENA_NEW(work->arena, struct db);
    db->pool = pool;
    db->right = right;
    db->commit = atomic_load_explicit(&pool->last_commit, memory_order_acquire);
    work->db = db;
    arena_cleanup(work->arena, give_back, db);
    return NULL;
}

void db_release(struct work *work)
{
    if (work->db && !work->db->is_writer)
        give_back(work->db);
}

enum db_engine db_engine_of(const struct work *work)
{
    return work->db->pool->engine->kind;
}

/* A reader that lost its connection is opened anew by the next who borrows it. */
static void drop_connection(struct db *db)
{
    if (!db->reader)
        return;
    db->pool->engine->close(db->connection);
    db->reader->connection = NULL;
    db->connection = NULL;
    give_back(db);
}

/* Opens a reader that has no connection, or one to a database that was let go. */
static const struct fault *connect_reader(struct db_pool *pool, struct reader *reader,
                                          struct arena *arena)
{
    int64_t generation = db_pool_generation(pool);
    const struct fault *fault;
    if (reader->connection && reader->generation != generation) {
        pool->engine->close(reader->connection);
        reader->connection = NULL;
    }
    if (reader->connection)
        return NULL;
    reader->generation = generation;
    fault = pool->engine->open(arena, pool, TO_READ, &reader->connection);
    return fault ? fault_new(arena, FAULT_UNAVAILABLE, "db.unavailable", PRISTR,
                             STRARG(fault->detail))
                 : NULL;
}

/* A reader that is free; NULL where none is within the pool's patience. */
static struct reader *wait_for_reader(struct db_pool *pool)
{
    const int64_t until = clock_monotonic() + pool->patience_us;
    struct reader *reader;
    pthread_mutex_lock(&pool->reader_lock);
    while (!pool->free_readers && clock_monotonic() < until)
        wait_until(&pool->reader_free, &pool->reader_lock, until);
    reader = pool->free_readers;
    if (reader)
        pool->free_readers = reader->next;
    pthread_mutex_unlock(&pool->reader_lock);
    return reader;
}

static const struct fault *borrow(struct work *work)
{
    struct db *db = work->db;
    struct db_pool *pool = db->pool;
    const struct fault *fault = NULL;
    if (db->connection)
        return NULL;
    db->reader = wait_for_reader(pool);
    if (!db->reader)
        return fault_new(work->arena, FAULT_UNAVAILABLE, "error.busy", "all readers are lent out");
    fault = connect_reader(pool, db->reader, work->arena);
    db->connection = db->reader->connection;
    if (fault) {
        give_back(db);
        return fault;
    }
    db->commit = atomic_load_explicit(&pool->last_commit, memory_order_acquire);
    db_note_snapshot(work);
    fault = pool->engine->begin_read(db->connection, work->arena);
    if (fault)
        drop_connection(db);
    return fault;
}

void db_note_snapshot(struct work *work)
{
    struct depend *depend = work->depend;
    if (!depend || !work->db)
        return;
    if (!depend->is_begun || work->db->commit < depend->commit)
        depend->commit = work->db->commit;
    depend->is_begun = true;
}

void db_note_touched(struct work *work, uint32_t slot)
{
    struct db *db = work->db;
    if (!db->is_writer)
        return;
    if (db->touched_count == db->touched_capacity) {
        size_t capacity = db->touched_capacity ? db->touched_capacity * 2 : 256;
        uint32_t *grown = realloc(db->touched, capacity * sizeof(*grown));
        if (!grown)
            abort();
        db->touched = grown;
        db->touched_capacity = capacity;
    }
    db->touched[db->touched_count++] = slot;
}

/* ---- statements ---- */

static const struct fault *run_once(struct work *work, const char *sql, struct db_params params,
                                    struct expectation expected, struct result *result)
{
    struct db *db = work->db;
    const struct fault *fault = borrow(work);
    if (fault)
        return fault;
    fault = db->pool->engine->run(db->connection, work->arena, sql, params, expected, result);
    if (fault && fault->kind == FAULT_UNAVAILABLE && !db->is_writer)
        drop_connection(db);
    return fault;
}

/* The first statement of a snapshot on a line that was cut since it was last used (a server
 * that was begun again) is asked once more, on a new one; not where it was waited for. */
static const struct fault *run(struct work *work, const char *sql, struct db_params params,
                               struct expectation expected, struct result *result)
{
    const struct db *db = work->db;
    const int64_t began = clock_monotonic();
    const bool is_first = !db->connection;
    const struct fault *fault = run_once(work, sql, params, expected, result);
    if (!fault || fault->kind != FAULT_UNAVAILABLE || !is_first ||
        clock_monotonic() - began > db->pool->patience_us / 4)
        return fault;
    return run_once(work, sql, params, expected, result);
}

static const struct expectation anything = {-1, NULL};

const struct fault *db_query(struct work *work, const char *sql, struct db_params params,
                             struct db_rows **ret_rows)
{
    struct db_rows *rows = ARENA_NEW(work->arena, struct db_rows);
    const struct fault *fault = run(work, sql, params, anything, &rows->result);
    rows->arena = work->arena;
    if (!fault)
        *ret_rows = rows;
    return fault;
}

const struct fault *db_find(struct work *work, const char *sql, struct db_params params,
                            const char *missing, struct db_rows **ret_rows)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, sql, params, &rows);
    if (fault)
        return fault;
    if (!db_next(rows)) {
        fault = db_done(rows);
        return fault ? fault : fault_new(work->arena, FAULT_NOT_FOUND, missing, "no row");
    }
    *ret_rows = rows;
    return NULL;
}

const struct fault *db_one(struct work *work, const char *sql, struct db_params params,
                           struct db_rows **ret_rows)
{
    return db_find(work, sql, params, "record.missing", ret_rows);
}

const struct fault *db_list(struct work *work, const char *sql, struct db_params params,
                            db_reader *read, struct db_into ret_list)
{
    struct db_rows *rows;
    char *items;
    size_t count = 0;
    size_t room;
    const struct fault *fault = db_query(work, sql, params, &rows);
    if (fault)
        return fault;
    room = rows_count(rows);
    items = room > 0 ? arena_alloc_array(work->arena, room, ret_list.size) : NULL;
    while (db_next(rows))
        read(rows, items + count++ * ret_list.size);
    fault = db_done(rows);
    if (fault)
        return fault;
    memcpy(ret_list.items, &items, sizeof(items));
    *ret_list.count = count;
    *ret_list.capacity = room;
    return NULL;
}

const struct fault *db_has(struct work *work, const char *sql, struct db_params params,
                           bool *ret_has)
{
    struct db_rows *rows;
    bool has;
    const struct fault *fault = db_query(work, sql, params, &rows);
    if (fault)
        return fault;
    has = db_next(rows);
    fault = db_done(rows);
    if (!fault)
        *ret_has = has;
    return fault;
}

static const struct fault *must_be_writing(struct work *work)
{
    if (work->db->is_writer)
        return NULL;
    return fault_new(work->arena, FAULT_INTERNAL, "error.internal",
                     "a statement that writes outside db_write");
}

const struct fault *db_exec(struct work *work, const char *sql, struct db_params params,
                            int64_t *ret_changed)
{
    struct result result = {0};
    const struct fault *fault = must_be_writing(work);
    if (!fault)
        fault = run(work, sql, params, anything, ret_changed ? &result : NULL);
    if (!fault && ret_changed)
        *ret_changed = result.changed;
    return fault;
}

const struct fault *db_exec_one(struct work *work, const char *sql, struct db_params params,
                                const char *conflict_key)
{
    const struct fault *fault = must_be_writing(work);
    if (fault)
        return fault;
    return run(work, sql, params, (struct expectation){1, conflict_key}, NULL);
}

const struct fault *db_prepare(struct work *work, const char *sql)
{
    const struct fault *fault = borrow(work);
    if (fault)
        return fault;
    return work->db->pool->engine->prepare(work->db->connection, work->arena, sql);
}

const struct fault *db_verify(struct work *work)
{
    const struct fault *fault = borrow(work);
    const struct engine *engine = work->db->pool->engine;
    return fault || !engine->verify ? fault : engine->verify(work->db->connection, work->arena);
}

const struct fault *db_script(struct work *work, struct str script)
{
    const struct fault *fault = must_be_writing(work);
    if (fault)
        return fault;
    return work->db->pool->engine->script(work->db->connection, work->arena, script);
}
