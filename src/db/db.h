/*
 * One interface to SQLite and PostgreSQL.
 *
 * Reading: a work borrows a connection at its first query and sees one snapshot
 * until db_release. Writing: a use-case runs inside db_write, together with the
 * use-cases of others in one transaction, and db_write returns after that
 * transaction is durable.
 *
 * SQL is one dialect: $1-style parameters, BIGINT, TEXT and BYTEA columns,
 * booleans as 0 and 1, civil dates as ISO text, instants as microseconds.
 */
#ifndef DINH_DB_DB_H
#define DINH_DB_DB_H

#include "base/work.h"

enum db_engine {
    DB_SQLITE,
    DB_POSTGRES
};

enum {
    DB_QUEUE = 4096,                   /* use-cases waiting for the writer; more are refused */
    DB_BATCH = 512,                    /* use-cases in one transaction */
    DB_BATCH_US = 8000,                /* no further use-case begins in a batch after this */
    DB_ROWS = 100 * 1000,              /* rows of one query; more is a mistake of the program */
    DB_PATIENCE_US = 10 * 1000 * 1000, /* the usual patience of db_options */
    DB_PATIENCE_COMMAND_US = 10 * 60 * 1000 * 1000, /* of a command, with nobody at a page */
    DB_PARAMETERS = 32 /* of one statement; P() takes 24, a backup every column of a table */
};

struct db_pool; /* one database: engine, writer thread, readers */
struct db;      /* what a work holds: a lent reader, or the running transaction */

struct db_options {
    struct str url;  /* "sqlite:PATH", or "postgres:" and a libpq connection string */
    int readers;     /* connections for reading, at least 1 */
    bool must_exist; /* a file that is not there, or empty, is a fault and not made */
    /* How long a reader that is lent out, the beginning of a use-case, a lock or one answer
     * of a server is waited for; 0: DB_PATIENCE_US. Scripts of db_script may take longer. */
    int64_t patience_us;
    /* Memory in which a SQLite writer holds the pages of a transaction, in megabytes; 0: the
     * usual 4. A long import that has less writes the same pages over and over. */
    int cache_megabytes;
};

/*
 * Opens a database, made where it does not exist (SQLite). Faults, all
 * FAULT_UNAVAILABLE: "db.folder" {path} (not there or not writable), "db.missing"
 * {path}, "db.damaged" {path}, "db.server" (not reached), FAULT_INVALID "db.url".
 *
 * A file that is taken away or replaced while it is open is noticed: nothing is said
 * to be saved that went into it, and what stands in its place is opened.
 */
const struct fault *db_open(struct arena *arena, struct db_options options,
                            struct db_pool **ret_pool) FAULT_CHECK;
/* Waits for queued use-cases, then closes all connections and frees the pool. */
void db_close(struct db_pool *pool);
enum db_engine db_pool_engine(const struct db_pool *pool);

enum db_right {
    DB_READ_ONLY, /* db_write is refused: for GET */
    DB_MAY_WRITE
};
/* Sets work->db. Nothing is borrowed before the first query. The reader goes
 * back with db_release, or with the arena. */
const struct fault *db_attach(struct db_pool *pool, struct work *work,
                              enum db_right right) FAULT_CHECK;
/* Gives the reader back; a later query borrows again and sees what is new. */
void db_release(struct work *work);
enum db_engine db_engine_of(const struct work *work);

/* ---- parameters ---- */

enum db_kind {
    DB_INT,
    DB_TEXT,
    DB_BLOB
};
struct db_value {
    enum db_kind kind;
    bool is_null;
    int64_t number;
    struct str bytes;
};
struct db_params {
    const struct db_value *values;
    size_t count;
};

/* What P() makes of its arguments by their C types; texts are not copied. */
struct db_value db_value_int(int64_t number);
struct db_value db_value_bool(bool yes);
struct db_value db_value_text(struct str text);
struct db_value db_value_date(struct civil_date date); /* DATE_NONE is NULL */
struct db_value db_value_instant(struct instant at);
struct db_value db_value_itself(struct db_value value);

/* Bytes that are no text; NULL for an empty value or the id 0. */
struct db_value db_blob(struct str bytes);
struct db_value db_blob_or_null(struct str bytes);
struct db_value db_text_or_null(struct str text);
struct db_value db_id_or_null(int64_t id);

/* clang-format off */
#define DB_VALUE(x)                                                                                \
    _Generic((x),                                                                                  \
        bool: db_value_bool,                                                                       \
        int: db_value_int,                                                                         \
        unsigned: db_value_int,                                                                   \
        long: db_value_int,                                                                        \
        unsigned long: db_value_int,                                                               \
        long long: db_value_int,                                                                   \
        struct str: db_value_text,                                                                 \
        struct civil_date: db_value_date,                                                          \
        struct instant: db_value_instant,                                                          \
        struct db_value: db_value_itself)(x)
/* clang-format on */

/* clang-format off */
/* The parameters of a statement: P(id, title, published_at); P0 for none. At
 * most 24. */
#define P0 ((struct db_params){NULL, 0})
#define P(...)                                                                                     \
    ((struct db_params){                                                                           \
        (const struct db_value[]){DB_JOIN(DB_MAP_, DB_COUNT(__VA_ARGS__))(__VA_ARGS__)},           \
        DB_COUNT(__VA_ARGS__)})
#define DB_JOIN(a, b) DB_JOIN_(a, b)
#define DB_JOIN_(a, b) a##b
#define DB_COUNT(...) DB_COUNT_(__VA_ARGS__, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
#define DB_COUNT_(p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15, p16, p17, p18, p19, p20, p21, p22, p23, p24, n, ...) n
#define DB_MAP_1(x) DB_VALUE(x)
#define DB_MAP_2(x, ...) DB_VALUE(x), DB_MAP_1(__VA_ARGS__)
#define DB_MAP_3(x, ...) DB_VALUE(x), DB_MAP_2(__VA_ARGS__)
#define DB_MAP_4(x, ...) DB_VALUE(x), DB_MAP_3(__VA_ARGS__)
#define DB_MAP_5(x, ...) DB_VALUE(x), DB_MAP_4(__VA_ARGS__)
#define DB_MAP_6(x, ...) DB_VALUE(x), DB_MAP_5(__VA_ARGS__)
#define DB_MAP_7(x, ...) DB_VALUE(x), DB_MAP_6(__VA_ARGS__)
#define DB_MAP_8(x, ...) DB_VALUE(x), DB_MAP_7(__VA_ARGS__)
#define DB_MAP_9(x, ...) DB_VALUE(x), DB_MAP_8(__VA_ARGS__)
#define DB_MAP_10(x, ...) DB_VALUE(x), DB_MAP_9(__VA_ARGS__)
#define DB_MAP_11(x, ...) DB_VALUE(x), DB_MAP_10(__VA_ARGS__)
#define DB_MAP_12(x, ...) DB_VALUE(x), DB_MAP_11(__VA_ARGS__)
#define DB_MAP_13(x, ...) DB_VALUE(x), DB_MAP_12(__VA_ARGS__)
#define DB_MAP_14(x, ...) DB_VALUE(x), DB_MAP_13(__VA_ARGS__)
#define DB_MAP_15(x, ...) DB_VALUE(x), DB_MAP_14(__VA_ARGS__)
#define DB_MAP_16(x, ...) DB_VALUE(x), DB_MAP_15(__VA_ARGS__)
#define DB_MAP_17(x, ...) DB_VALUE(x), DB_MAP_16(__VA_ARGS__)
#define DB_MAP_18(x, ...) DB_VALUE(x), DB_MAP_17(__VA_ARGS__)
#define DB_MAP_19(x, ...) DB_VALUE(x), DB_MAP_18(__VA_ARGS__)
#define DB_MAP_20(x, ...) DB_VALUE(x), DB_MAP_19(__VA_ARGS__)
#define DB_MAP_21(x, ...) DB_VALUE(x), DB_MAP_20(__VA_ARGS__)
#define DB_MAP_22(x, ...) DB_VALUE(x), DB_MAP_21(__VA_ARGS__)
#define DB_MAP_23(x, ...) DB_VALUE(x), DB_MAP_22(__VA_ARGS__)
#define DB_MAP_24(x, ...) DB_VALUE(x), DB_MAP_23(__VA_ARGS__)
/* clang-format on */

/* ---- queries ---- */

struct db_rows;

/*
 * Runs a statement that gives rows. All rows are read at once; what the getters
 * return lives as long as the work's arena. Faults: FAULT_UNAVAILABLE
 * "db.unavailable" (reading) or "db.not_saved" (writing: disk full, locked,
 * gone), FAULT_CONFLICT "record.exists" (unique), "record.in_use" (foreign
 * key), FAULT_INTERNAL for SQL that is wrong.
 */
const struct fault *db_query(struct work *work, const char *sql, struct db_params params,
                             struct db_rows **ret_rows) FAULT_CHECK;
/* The next row; false at the end. */
bool db_next(struct db_rows *rows);
/* NULL: db_query read all rows or said what ended them, so what a store made of them
 * holds before it asks. Asked all the same, for an engine that streams. */
const struct fault *db_done(struct db_rows *rows) FAULT_CHECK;
/* The first row, already stepped to; FAULT_NOT_FOUND `missing` ("unit.unknown") without
 * one. */
const struct fault *db_find(struct work *work, const char *sql, struct db_params params,
                            const char *missing, struct db_rows **ret_rows) FAULT_CHECK;
/* The same with "record.missing", for what a person does not ask for. */
const struct fault *db_one(struct work *work, const char *sql, struct db_params params,
                           struct db_rows **ret_rows) FAULT_CHECK;

/* Fills `item`, one zeroed element of a list, from the row that the rows stand at. */
typedef void db_reader(const struct db_rows *rows, void *item);
/* Elements that are one column alone: int64_t, struct str. */
void db_read_int(const struct db_rows *rows, void *item);
void db_read_text(const struct db_rows *rows, void *item);

/* Where a list goes: DB_INTO(ret_units), a pointer to a VEC. */
struct db_into {
    void *items; /* of the VEC: the pointer to its elements */
    size_t *count;
    size_t *capacity;
    size_t size; /* bytes of an element */
};
#define DB_INTO(vec)                                                                               \
    ((struct db_into){&(vec)->items, &(vec)->count, &(vec)->capacity, sizeof(*(vec)->items)})

/* All rows as a list, an element a row in their order; the list is in the work's arena and
 * written only on success. The elements are of the type that `read` fills. */
const struct fault *db_list(struct work *work, const char *sql, struct db_params params,
                            db_reader *read, struct db_into ret_list) FAULT_CHECK;

/* Whether a statement gives any row: SELECT 1 FROM …. */
const struct fault *db_has(struct work *work, const char *sql, struct db_params params,
                           bool *ret_has) FAULT_CHECK;

/* Columns from 0. NULL is 0, empty text, false, DATE_NONE, the instant 0. */
int64_t db_int(const struct db_rows *rows, int column);
bool db_bool(const struct db_rows *rows, int column);
struct str db_text(const struct db_rows *rows, int column);
struct str db_bytes(const struct db_rows *rows, int column);
struct civil_date db_date(const struct db_rows *rows, int column);
struct instant db_instant(const struct db_rows *rows, int column);
bool db_is_null(const struct db_rows *rows, int column);

/* ---- writing ---- */

/*
 * A use-case: reads and writes through `work` and returns NULL to keep what it
 * did, a fault to undo it. It may be run twice (PostgreSQL replays a batch in
 * which another use-case failed), so it must do nothing outside the database
 * that a second run would not repeat.
 */
typedef const struct fault *db_use_case(struct work *work, void *context);

/*
 * Runs a use-case in a transaction and returns after it is durable. The caller
 * waits; the use-case runs on the writer thread. Inside a use-case it runs at
 * once, as part of it. Faults: the use-case's own, FAULT_UNAVAILABLE
 * "db.not_saved", (queue full) "error.busy", or "db.not_known".
 *
 * "db.not_saved" is the truth: nothing of it is in the database or will be. A use-case
 * that did not begin within the patience of the pool is taken out of the queue. One that
 * has run is waited for three times as long; then, and where a server or a disk fell
 * silent during the commit itself, nobody knows yet: "db.not_known".
 */
const struct fault *db_write(struct work *work, db_use_case *use_case, void *context) FAULT_CHECK;

/* Runs a statement without rows; `ret_changed` (may be NULL) is how many it changed. */
const struct fault *db_exec(struct work *work, const char *sql, struct db_params params,
                            int64_t *ret_changed) FAULT_CHECK;
/* Compare-and-set: exactly one row must change, else FAULT_CONFLICT `conflict_key`.
 * On PostgreSQL the outcome may be known only when db_write returns. */
const struct fault *db_exec_one(struct work *work, const char *sql, struct db_params params,
                                const char *conflict_key) FAULT_CHECK;

/* Prepares a statement without running it; the fault says why it cannot be. */
const struct fault *db_prepare(struct work *work, const char *sql) FAULT_CHECK;
/* Reads every page of a SQLite file and compares every index with its table: "db.damaged"
 * where they are not whole, which a start and most reading do not notice. */
const struct fault *db_verify(struct work *work) FAULT_CHECK;
/* Runs a script of several statements, inside db_write. */
const struct fault *db_script(struct work *work, struct str script) FAULT_CHECK;

/* A new id: 63 bits, ordered by time, unique in this process and, by its random
 * part, between processes. Any thread. */
int64_t db_new_id(struct clock clock);

/* The patience of db_options. */
int64_t db_patience(const struct db_pool *pool);

/* Microseconds since the writer last came round, which it does several times a second,
 * with nothing to do and after a fault (a full disk, a server that is away) as well:
 * where it is long, the writer hangs in a statement or a commit. */
int64_t db_writer_silence(const struct db_pool *pool);

/* For tests and metrics: use-cases and commits since the start. */
struct db_stats {
    int64_t use_cases;
    int64_t commits;
    int64_t replays;
};
struct db_stats db_stats(const struct db_pool *pool);

#endif
