/*
 * The engine on an embedded file; the one file that knows SQLite. Write-ahead
 * log, every commit synced. Checkpoints are made by a connection of their own, so
 * that no writer waits for one; only the last pages of a long log are left to the
 * writer, who alone can find it at rest and begins it anew.
 */
#include "db/engine.h"

#include "base/file.h"
#include "base/log.h"
#include "base/map.h"

#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    TEND_MS = 50,
    TEND_BUSY_MS = 20,        /* cutting the log holds up the writer: not for a long reader */
    CHECKPOINT_PAGES = 1000,  /* checkpoint where so many are not copied yet */
    RESTART_PAGES = 4 * 1000, /* begin it anew where it is longer than 16 MiB */
    TRUNCATE_PAGES = 1024 * 1024 / 4 /* and cut it where it grew beyond 1 GiB all the same */
};

struct connection {
    struct arena *arena; /* for the statement cache, as long as the connection */
    sqlite3 *handle;
    struct map *statements; /* SQL → sqlite3_stmt */
    const char *path;
    dev_t device; /* and inode: which file was opened */
    ino_t inode;
    int64_t data_version;
    int log_pages; /* after the last commit */
    bool is_writer;
};

/* ---- faults ---- */

static const struct fault *damaged(struct arena *arena, const char *path, const char *why)
{
    return fault_with(fault_new(arena, FAULT_UNAVAILABLE, "db.damaged", "sqlite %s: %s", path, why),
                      "path", arena_copy(arena, str_from_c(path)));
}

static const struct fault *fault_of(struct connection *connection, struct arena *arena)
{
    int extended = sqlite3_extended_errcode(connection->handle);
    const char *why = sqlite3_errmsg(connection->handle);
    if (extended == SQLITE_CONSTRAINT_FOREIGNKEY)
        return fault_new(arena, FAULT_CONFLICT, "record.in_use", "sqlite: %s", why);
    if ((extended & 0xff) == SQLITE_CONSTRAINT)
        return fault_new(arena, FAULT_CONFLICT, "record.exists", "sqlite: %s", why);
    switch (extended & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return damaged(arena, connection->path, why);
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_NOMEM:
    case SQLITE_PROTOCOL:
        return fault_new(arena, FAULT_UNAVAILABLE,
                         connection->is_writer ? "db.not_saved" : "db.unavailable",
                         "sqlite: %s (%d)", why, extended);
    default:
        return fault_new(arena, FAULT_INTERNAL, "error.internal", "sqlite: %s (%d)", why, extended);
    }
}

static const struct fault *simple(struct connection *connection, struct arena *arena,
                                  const char *sql)
{
    if (sqlite3_exec(connection->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
        return NULL;
    return fault_of(connection, arena);
}

/* ---- opening ---- */

static void sqlite_close(struct connection *connection)
{
    if (!connection)
        return;
    for (const struct map_entry *e = map_first(connection->statements); e; e = e->next)
        sqlite3_finalize(e->value);
    sqlite3_close(connection->handle);
    arena_free(connection->arena);
}

/* Called after each commit of the writer. */
static int note_log(void *context, sqlite3 *handle, const char *database, int pages)
{
    struct connection *connection = context;
    (void)handle;
    (void)database;
    connection->log_pages = pages;
    return SQLITE_OK;
}

/* `cache`: memory of a writer for pages, in KiB. */
static const struct fault *set_up(struct connection *connection, struct arena *arena, int cache)
{
    const struct fault *fault;
    sqlite3_extended_result_codes(connection->handle, 1);
    fault = simple(connection, arena,
                   "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
                   "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;"
                   "PRAGMA cache_size = -4000; PRAGMA mmap_size = 0;");
    if (!fault && connection->is_writer)
        fault =
            simple(connection, arena, arena_printf(arena, "PRAGMA cache_size = -%d", cache).ptr);
    if (!fault && connection->is_writer)
        fault = simple(connection, arena,
                       "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;"
                       "SELECT count(*) FROM sqlite_schema;");
    if (!fault && connection->is_writer)
        sqlite3_wal_hook(connection->handle, note_log, connection);
    if (!fault && !connection->is_writer)
        fault = simple(connection, arena, "PRAGMA query_only = ON;");
    return fault;
}

static const struct fault *missing(const char *path, struct arena *arena)
{
    return fault_with(fault_new(arena, FAULT_UNAVAILABLE, "db.missing", "no database in %s", path),
                      "path", arena_copy(arena, str_from_c(path)));
}

static bool note_file(struct connection *connection)
{
    struct stat status;
    bool is_there = stat(connection->path, &status) == 0;
    connection->device = is_there ? status.st_dev : 0;
    connection->inode = is_there ? status.st_ino : 0;
    return is_there;
}

static bool sqlite_is_lost(const struct connection *connection)
{
    struct stat status;
    return stat(connection->path, &status) != 0 || status.st_dev != connection->device ||
           status.st_ino != connection->inode;
}

/* A new file is for its owner alone, whatever the umask; -wal and -shm follow it. */
static void make_private(const char *path)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor >= 0)
        close(descriptor);
}

/* Every piece of memory is counted behind one lock of the process else. */
static void count_no_memory(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static const struct fault *sqlite_open(struct arena *arena, const struct db_pool *pool,
                                       enum purpose purpose, struct connection **ret_connection)
{
    struct str address = db_pool_address(pool);
    struct arena *own = arena_new();
    struct connection *connection = ARENA_NEW(own, struct connection);
    int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (purpose == TO_MAKE ? SQLITE_OPEN_CREATE : 0);
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    const struct fault *fault;
    int code;
    pthread_once(&once, count_no_memory);
    connection->arena = own;
    connection->statements = map_new(own);
    connection->path = arena_c(own, address);
    connection->is_writer = purpose != TO_READ;
    if (purpose == TO_WRITE && file_size(connection->path) == 0) {
        fault = missing(connection->path, arena);
        sqlite_close(connection);
        return fault;
    }
    if (purpose == TO_MAKE)
        make_private(connection->path);
    code = sqlite3_open_v2(connection->path, &connection->handle, flags, NULL);
    if (code != SQLITE_OK) {
        fault = fault_with(fault_new(arena, FAULT_UNAVAILABLE, "db.folder", "sqlite %s: %s",
                                     connection->path, sqlite3_errstr(code)),
                           "path", arena_copy(arena, address));
        sqlite_close(connection);
        return fault;
    }
    /* a lock of another is waited for half as long as a use-case waits to be begun */
    sqlite3_busy_timeout(connection->handle, (int)(db_pool_patience(pool) / 2000));
    fault = set_up(connection, arena, db_pool_cache(pool));
    if (fault && strcmp(fault->key, "db.damaged") != 0 && fault->kind == FAULT_UNAVAILABLE)
        fault = fault_with(
            fault_new(arena, FAULT_UNAVAILABLE, "db.folder", PRISTR, STRARG(fault->detail)), "path",
            arena_copy(arena, address));
    if (!fault && !note_file(connection))
        fault = missing(connection->path, arena);
    if (fault) {
        sqlite_close(connection);
        return fault;
    }
    *ret_connection = connection;
    return NULL;
}

/* ---- statements ---- */

static const struct fault *statement_of(struct connection *connection, struct arena *arena,
                                        const char *sql, sqlite3_stmt **ret_statement)
{
    struct str key = str_from_c(sql);
    sqlite3_stmt *statement = map_get(connection->statements, key);
    if (!statement) {
        if (sqlite3_prepare_v3(connection->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement,
                               NULL) != SQLITE_OK)
            return fault_of(connection, arena);
        map_set(connection->statements, key, statement);
    }
    *ret_statement = statement;
    return NULL;
}

/* "$1" is a name to SQLite, numbered by first appearance. */
static int place_of(sqlite3_stmt *statement, size_t number)
{
    char name[8];
    name[0] = '$';
    if (number < 10) {
        name[1] = (char)('0' + number);
        name[2] = '\0';
    } else {
        name[1] = (char)('0' + number / 10);
        name[2] = (char)('0' + number % 10);
        name[3] = '\0';
    }
    return sqlite3_bind_parameter_index(statement, name);
}

static void bind(sqlite3_stmt *statement, struct db_params params)
{
    for (size_t i = 0; i < params.count; i++) {
        const struct db_value *value = &params.values[i];
        int place = place_of(statement, i + 1);
        const char *bytes = value->bytes.ptr ? value->bytes.ptr : "";
        if (place == 0)
            continue;
        if (value->is_null)
            sqlite3_bind_null(statement, place);
        else if (value->kind == DB_INT)
            sqlite3_bind_int64(statement, place, value->number);
        else if (value->kind == DB_TEXT)
            sqlite3_bind_text64(statement, place, bytes, value->bytes.len, SQLITE_STATIC,
                                SQLITE_UTF8);
        else
            sqlite3_bind_blob64(statement, place, bytes, value->bytes.len, SQLITE_STATIC);
    }
}

/* By value rather than by column, which looks for the column at each question.
 * A connection has one thread and no mutex, so that its values are safe. */
static void read_cell(sqlite3_stmt *statement, int column, struct arena *arena, struct cell *cell)
{
    sqlite3_value *value = sqlite3_column_value(statement, column);
    const void *bytes;
    switch (sqlite3_value_type(value)) {
    case SQLITE_NULL:
        cell->kind = CELL_NULL;
        return;
    case SQLITE_INTEGER:
        cell->kind = CELL_NUMBER;
        cell->number = sqlite3_value_int64(value);
        return;
    case SQLITE_BLOB:
        bytes = sqlite3_value_blob(value);
        break;
    default:
        bytes = sqlite3_value_text(value);
    }
    cell->kind = CELL_BYTES;
    cell->bytes = arena_copy(arena, (struct str){bytes, (size_t)sqlite3_value_bytes(value)});
}

/* Room for one more row; written at once, so it need not be zeroed. */
static struct cell *add_row(struct result *result, struct arena *arena, size_t columns)
{
    struct cell *row;
    if (result->cells.count + columns > result->cells.capacity) {
        size_t larger = result->cells.capacity ? result->cells.capacity * 4 : columns * 4;
        struct cell *grown = arena_alloc_raw(arena, larger * sizeof(*grown));
        if (result->cells.count > 0)
            memcpy(grown, result->cells.items, result->cells.count * sizeof(*grown));
        result->cells.items = grown;
        result->cells.capacity = larger;
    }
    row = result->cells.items + result->cells.count;
    result->cells.count += columns;
    return row;
}

static const struct fault *step(struct connection *connection, struct arena *arena,
                                sqlite3_stmt *statement, struct result *result)
{
    int columns = sqlite3_column_count(statement);
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        struct cell *row;
        if (!result)
            continue;
        row = add_row(result, arena, (size_t)columns);
        for (int i = 0; i < columns; i++)
            read_cell(statement, i, arena, &row[i]);
    }
    if (result) {
        result->columns = columns;
        result->changed = sqlite3_changes64(connection->handle);
    }
    return code == SQLITE_DONE ? NULL : fault_of(connection, arena);
}

static const struct fault *sqlite_run(struct connection *connection, struct arena *arena,
                                      const char *sql, struct db_params params,
                                      struct expectation expected, struct result *result)
{
    sqlite3_stmt *statement;
    int64_t changed;
    const struct fault *fault = statement_of(connection, arena, sql, &statement);
    if (fault)
        return fault;
    bind(statement, params);
    fault = step(connection, arena, statement, result);
    changed = sqlite3_changes64(connection->handle);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    if (!fault && expected.rows >= 0 && changed != expected.rows)
        return fault_new(arena, FAULT_CONFLICT, expected.conflict_key, "%lld rows changed",
                         (long long)changed);
    return fault;
}

static const struct fault *sqlite_prepare(struct connection *connection, struct arena *arena,
                                          const char *sql)
{
    sqlite3_stmt *statement;
    return statement_of(connection, arena, sql, &statement);
}

/* "*** in database main ***" stands above what is damaged. */
static struct str last_line(struct str text)
{
    struct str line = text;
    while (text.ptr)
        line = str_cut_line(&text);
    return line;
}

static const struct fault *sqlite_verify(struct connection *connection, struct arena *arena)
{
    struct result result = {0};
    const struct fault *fault = sqlite_run(connection, arena, "PRAGMA integrity_check(1)", P0,
                                           (struct expectation){-1, NULL}, &result);
    if (fault)
        return fault;
    if (result.cells.count == 1 && str_equal(result.cells.items[0].bytes, STR("ok")))
        return NULL;
    return damaged(arena, connection->path,
                   result.cells.count > 0 ? arena_c(arena, last_line(result.cells.items[0].bytes))
                                          : "?");
}

static const struct fault *sqlite_script(struct connection *connection, struct arena *arena,
                                         struct str script)
{
    return simple(connection, arena, arena_c(arena, script));
}

/* ---- transactions ---- */

/* A word of transactions that cannot fail but with the whole transaction. */
static void run_word(struct connection *connection, const char *sql)
{
    sqlite3_stmt *statement = map_get(connection->statements, str_from_c(sql));
    if (!statement) {
        if (sqlite3_prepare_v3(connection->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement,
                               NULL) != SQLITE_OK)
            return;
        map_set(connection->statements, str_from_c(sql), statement);
    }
    sqlite3_step(statement);
    sqlite3_reset(statement);
}

static const struct fault *sqlite_begin_read(struct connection *connection, struct arena *arena)
{
    return sqlite_run(connection, arena, "BEGIN", P0, (struct expectation){-1, NULL}, NULL);
}

static void end_quietly(struct connection *connection)
{
    if (!sqlite3_get_autocommit(connection->handle))
        run_word(connection, "ROLLBACK");
}

static const struct fault *sqlite_begin(struct connection *connection, struct arena *arena)
{
    end_quietly(connection);
    return simple(connection, arena, "BEGIN IMMEDIATE");
}

static void sqlite_begin_use_case(struct connection *connection)
{
    run_word(connection, "SAVEPOINT use_case");
}

static bool sqlite_end_use_case(struct connection *connection, bool is_kept)
{
    /* A full disk ends the whole transaction; nothing of it can be kept. */
    if (sqlite3_get_autocommit(connection->handle))
        return false;
    if (!is_kept)
        run_word(connection, "ROLLBACK TO use_case");
    run_word(connection, "RELEASE use_case");
    return true;
}

/* Written whole and not synced: after a loss of power it may be there, or not. */
static bool is_open_question(struct connection *connection)
{
    int extended = sqlite3_extended_errcode(connection->handle);
    return extended == SQLITE_IOERR_FSYNC || extended == SQLITE_IOERR_DIR_FSYNC;
}

static const struct fault *sqlite_commit(struct connection *connection, struct arena *arena,
                                         bool *ret_guilty)
{
    const struct fault *fault = simple(connection, arena, "COMMIT");
    *ret_guilty = false;
    if (fault && is_open_question(connection))
        fault = fault_new(arena, FAULT_UNAVAILABLE, "db.not_known", PRISTR, STRARG(fault->detail));
    if (fault)
        end_quietly(connection);
    return fault;
}

static void sqlite_announce(struct connection *connection, const uint32_t *slots, size_t count)
{
    /* Other processes watch PRAGMA data_version. */
    (void)connection;
    (void)slots;
    (void)count;
}

static bool sqlite_is_changed_elsewhere(struct connection *connection)
{
    struct arena *arena = arena_new();
    struct result result = {0};
    bool is_changed = false;
    const struct fault *fault = sqlite_run(connection, arena, "PRAGMA data_version", P0,
                                           (struct expectation){-1, NULL}, &result);
    if (!fault && result.cells.count == 1) {
        int64_t version = result.cells.items[0].number;
        is_changed = connection->data_version != 0 && version != connection->data_version;
        connection->data_version = version;
    }
    arena_free(arena);
    return is_changed;
}

/* ---- checkpoints ---- */

/* Copies what the log holds into the database, and waits for nobody; the number of
 * pages copied. While others write, the log never ends where a checkpoint ends, and
 * only a log that was copied whole begins anew: the writer is asked to copy what
 * came meanwhile. */
static int checkpoint(struct db_pool *pool, sqlite3 *handle)
{
    int pages = 0;
    int done = 0;
    if (sqlite3_wal_checkpoint_v2(handle, NULL, SQLITE_CHECKPOINT_PASSIVE, &pages, &done) !=
        SQLITE_OK)
        return 0;
    if (pages > TRUNCATE_PAGES)
        sqlite3_wal_checkpoint_v2(handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, &pages, &done);
    else if (pages > RESTART_PAGES)
        db_pool_ask_writer(pool);
    return done;
}

/* Between two transactions; the next one writes at the beginning of the log. */
static void sqlite_finish_log(struct connection *connection)
{
    sqlite3_wal_checkpoint_v2(connection->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

static int sqlite_log_pages(const struct connection *connection)
{
    return connection->log_pages;
}

/* A connection for checkpoints; NULL where there is no database now. */
static struct connection *open_tender(const struct db_pool *pool)
{
    struct arena *arena = arena_new();
    struct connection *connection = NULL;
    const struct fault *fault = sqlite_open(arena, pool, TO_READ, &connection);
    if (!fault)
        fault = simple(connection, arena, "PRAGMA query_only = OFF");
    if (fault && connection) {
        sqlite_close(connection);
        connection = NULL;
    }
    if (connection)
        sqlite3_busy_timeout(connection->handle, TEND_BUSY_MS);
    arena_free(arena);
    return connection;
}

static void sqlite_tend(struct db_pool *pool)
{
    int64_t generation = db_pool_generation(pool);
    struct connection *connection = open_tender(pool);
    int copied = 0;
    db_pool_tended(pool);
    while (db_pool_rest(pool, -1, TEND_MS)) {
        int pages = db_pool_log_pages(pool);
        if (!connection || generation != db_pool_generation(pool)) {
            generation = db_pool_generation(pool);
            sqlite_close(connection);
            connection = open_tender(pool);
            copied = 0;
        }
        if (pages < copied)
            copied = 0; /* it began anew */
        if (connection && pages - copied > CHECKPOINT_PAGES)
            copied = checkpoint(pool, connection->handle);
    }
    sqlite_close(connection);
}

const struct engine sqlite_engine = {
    .kind = DB_SQLITE,
    .open = sqlite_open,
    .close = sqlite_close,
    .is_lost = sqlite_is_lost,
    .run = sqlite_run,
    .prepare = sqlite_prepare,
    .script = sqlite_script,
    .verify = sqlite_verify,
    .begin_read = sqlite_begin_read,
    .end_read = end_quietly,
    .begin = sqlite_begin,
    .begin_use_case = sqlite_begin_use_case,
    .end_use_case = sqlite_end_use_case,
    .commit = sqlite_commit,
    .rollback = end_quietly,
    .announce = sqlite_announce,
    .tend = sqlite_tend,
    .log_pages = sqlite_log_pages,
    .finish_log = sqlite_finish_log,
    .is_changed_elsewhere = sqlite_is_changed_elsewhere,
};
