/*
 * Durable writes: 64 clients through db_write against one transaction an INSERT,
 * on the same disk in the same run.
 *
 *     writes FOLDER SECONDS [MICROSECONDS A SYNC TAKES, for the record]
 *
 * Prints: writes a second together, alone, the longest wait in milliseconds.
 */
#include "base/crypto.h"
#include "db/db.h"
#include "db/migrate.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    CLIENTS = 64
};

static const char INSERT[] = "INSERT INTO thing (id, name, at) VALUES ($1, $2, $3)";
static const char NAME[] = "Kiến nghị nạo vét mương thoát nước ở khu 5, từ tháng trước đến nay vẫn "
                           "tắc, nước tràn ra đường mỗi khi mưa, trẻ em đi học phải lội qua. Đề "
                           "nghị xã cho nạo vét trước mùa mưa và báo lại cho bà con biết ngày làm.";

static struct db_pool *pool;
static _Atomic bool is_over;
static _Atomic int64_t written;
static _Atomic int64_t longest_us;

static const struct fault *insert(struct work *work, void *context)
{
    (void)context;
    return db_exec(work, INSERT,
                   P(db_new_id(work->clock), str_from_c(NAME), clock_now(work->clock)), NULL);
}

static struct work work_of(struct arena *arena)
{
    struct work work = {.arena = arena, .clock = clock_system()};
    if (db_attach(pool, &work, DB_MAY_WRITE))
        exit(1);
    return work;
}

static void *client(void *context)
{
    (void)context;
    while (!is_over) {
        struct arena *arena = arena_new();
        struct work work = work_of(arena);
        int64_t began = clock_monotonic();
        int64_t took;
        int64_t longest;
        if (db_write(&work, insert, NULL))
            exit(1);
        took = clock_monotonic() - began;
        longest = longest_us;
        while (took > longest && !atomic_compare_exchange_weak(&longest_us, &longest, took))
            continue;
        written++;
        arena_free(arena);
    }
    return NULL;
}

static double run(int clients, double seconds)
{
    pthread_t threads[CLIENTS];
    int64_t began = clock_monotonic();
    is_over = false;
    written = 0;
    longest_us = 0;
    for (int i = 0; i < clients; i++)
        if (pthread_create(&threads[i], NULL, client, NULL))
            exit(1);
    while (clock_monotonic() - began < (int64_t)(seconds * 1000000)) {
        struct timespec pause = {0, 10000000};
        nanosleep(&pause, NULL);
    }
    is_over = true;
    for (int i = 0; i < clients; i++)
        pthread_join(threads[i], NULL);
    return (double)written * 1000000 / (double)(clock_monotonic() - began);
}

/* The bare library: one connection, one transaction an INSERT, as durable. */
static double run_bare(struct arena *arena, const char *folder, double seconds)
{
    sqlite3 *handle;
    sqlite3_stmt *statement;
    int64_t began;
    int64_t count = 0;
    if (sqlite3_open(arena_printf(arena, "%s/bare.db", folder).ptr, &handle) ||
        sqlite3_exec(handle,
                     "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                     "CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT NOT NULL,"
                     " at BIGINT NOT NULL); CREATE INDEX thing_at ON thing (at);",
                     NULL, NULL, NULL) ||
        sqlite3_prepare_v2(handle, "INSERT INTO thing (id, name, at) VALUES (?1, ?2, ?3)", -1,
                           &statement, NULL))
        exit(1);
    began = clock_monotonic();
    while (clock_monotonic() - began < (int64_t)(seconds * 1000000)) {
        sqlite3_bind_int64(statement, 1, db_new_id(clock_system()));
        sqlite3_bind_text(statement, 2, NAME, -1, SQLITE_STATIC);
        sqlite3_bind_int64(statement, 3, clock_monotonic());
        if (sqlite3_step(statement) != SQLITE_DONE || sqlite3_reset(statement))
            exit(1);
        count++;
    }
    return (double)count * 1000000 / (double)(clock_monotonic() - began);
}

static const struct fault *make_table(struct work *work, void *context)
{
    (void)context;
    return db_script(work, STR("CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT NOT NULL,"
                               " at BIGINT NOT NULL);"
                               "CREATE INDEX thing_at ON thing (at);"));
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_new();
    double seconds = argc > 2 ? atof(argv[2]) : 3;
    struct db_options options = {.readers = 1};
    struct work work;
    double together;
    double longest;
    if (argc < 2 || !crypto_start())
        return 2;
    options.url = arena_printf(arena, "sqlite:%s/writes.db", argv[1]);
    if (db_open(arena, options, &pool))
        return 1;
    work = work_of(arena);
    if (db_write(&work, make_table, NULL))
        return 1;
    run(CLIENTS, 0.5);
    together = run(CLIENTS, seconds);
    longest = (double)longest_us / 1000;
    printf("%.0f %.0f %.1f\n", together, run_bare(arena, argv[1], seconds), longest);
    db_close(pool);
    return 0;
}
