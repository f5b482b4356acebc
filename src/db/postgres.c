/*
 * The engine on a PostgreSQL server; the one file that knows libpq. Connections are
 * in pipeline mode. The writer's statements without rows are sent and not waited
 * for, so that the use-cases of a batch share round trips; what came of them is read
 * when a use-case asks for rows, and at the commit. A reader's BEGIN goes with its
 * first statement, and what came of its COMMIT is read when it is used again.
 */
#include "db/engine.h"

#include "base/buf.h"
#include "base/log.h"
#include "base/map.h"
#include "db/news.h"
#include "db/pool.h"
#include "db/wire.h"

#include <errno.h>
#include <libpq-fe.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PATIENCES_TO_COMMIT = 3, /* as long as who waits (queue.c): what is begun may be done */
    RECONNECT_MS = 200
};

/* The server ends what a client asked for that is not there any more (PostgreSQL 14). */
static const char NOTICE_LEAVING[] = "SET client_connection_check_interval = 10000";

/* A server that is set up to answer sooner loses what was acknowledged when it falls. */
static const char WAIT_FOR_DISK[] = "DO $$ BEGIN IF current_setting('synchronous_commit') = 'off'"
                                    " THEN SET synchronous_commit = on; END IF; END $$";

enum pending_kind {
    PENDING_STATEMENT,
    PENDING_WORD, /* PREPARE or a word of transactions: nothing is expected of it */
    PENDING_SYNC  /* the end of a round: everything before is answered, errors are over */
};

/* Something sent whose outcome was not read yet. */
struct pending {
    enum pending_kind kind;
    struct expectation expected;
    struct result *result; /* where its rows go; NULL: nowhere */
};

struct connection {
    struct arena *arena;
    PGconn *handle;
    struct map *statements; /* SQL → its name on the server */
    int64_t patience_us;
    bool is_given_up; /* an answer did not come in time */
    bool is_writer;
    bool is_failed;  /* a statement of this transaction failed */
    bool has_queued; /* the running use-case queued something that writes */
    VEC(struct pending) pending;
    size_t read; /* of pending */
    struct arena *scratch;
    const struct fault *failure; /* in scratch: the first of the transaction */
};

/* ---- faults ---- */

static bool is_gone(const struct connection *connection)
{
    return connection->is_given_up || PQstatus(connection->handle) != CONNECTION_OK;
}

static const struct fault *unavailable(const struct connection *connection, struct arena *arena)
{
    return fault_new(arena, FAULT_UNAVAILABLE,
                     connection->is_writer ? "db.not_saved" : "db.unavailable", "postgres: %s",
                     connection->is_given_up ? "no answer in time"
                                             : PQerrorMessage(connection->handle));
}

static const struct fault *fault_of(const struct connection *connection, const PGresult *result,
                                    struct arena *arena)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *why = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    if (is_gone(connection))
        return unavailable(connection, arena);
    return wire_fault(arena, state ? state : "", why ? why : "statement not run",
                      connection->is_writer);
}

/* ---- opening ---- */

static void pg_close(struct connection *connection)
{
    if (!connection)
        return;
    PQfinish(connection->handle);
    arena_free(connection->scratch);
    arena_free(connection->arena);
}

static void be_quiet(void *context, const PGresult *result)
{
    (void)context;
    (void)result;
}

static PGconn *reach(const char *address)
{
    const char *names[WIRE_OPTIONS];
    const char *values[WIRE_OPTIONS];
    wire_options(address, names, values);
    return PQconnectdbParams(names, values, 1);
}

/* ---- waiting ---- */

/* Until PQgetResult would not wait, or `us` are over; false where there is no answer. A
 * server that was stopped, or waits for a lock of another, says nothing and ends nothing:
 * no limit that it keeps itself would do. */
static bool is_answered_within(PGconn *handle, int64_t us)
{
    const int64_t until = clock_monotonic() + us;
    while (PQisBusy(handle)) {
        int unsent = PQflush(handle);
        int64_t left_ms = (until - clock_monotonic()) / 1000;
        struct pollfd socket = {.fd = PQsocket(handle),
                                .events = (short)(unsent > 0 ? POLLIN | POLLOUT : POLLIN)};
        if (unsent < 0 || left_ms < 0)
            return false;
        if (poll(&socket, 1, (int)left_ms + 1) < 0 && errno != EINTR)
            return false;
        if (socket.revents & ~POLLOUT && !PQconsumeInput(handle))
            return false;
    }
    return true;
}

/* The next result, or NULL: at the end of a statement's, and where the server is gone. */
static PGresult *next_result(struct connection *connection)
{
    if (!connection->is_given_up &&
        !is_answered_within(connection->handle, connection->patience_us))
        connection->is_given_up = PQstatus(connection->handle) == CONNECTION_OK;
    return connection->is_given_up ? NULL : PQgetResult(connection->handle);
}

/* Outside of a pipeline; whether all went well. */
static bool is_executed(PGconn *handle, const char *sql, int64_t patience_us)
{
    bool has_failed = PQsendQuery(handle, sql) == 0;
    PGresult *result;
    do {
        if (!is_answered_within(handle, patience_us))
            return false;
        result = PQgetResult(handle);
        has_failed = has_failed || (result && PQresultStatus(result) != PGRES_COMMAND_OK);
        PQclear(result);
    } while (result);
    return !has_failed;
}

static const struct fault *pg_open(struct arena *arena, const struct db_pool *pool,
                                   enum purpose purpose, struct connection **ret_connection)
{
    struct arena *own = arena_new();
    struct connection *connection = ARENA_NEW(own, struct connection);
    const struct fault *fault;
    connection->arena = own;
    connection->scratch = arena_new();
    connection->statements = map_new(own);
    connection->is_writer = purpose != TO_READ;
    connection->patience_us = db_pool_patience(pool);
    connection->handle = reach(arena_c(own, db_pool_address(pool)));
    if (is_gone(connection) || PQsetClientEncoding(connection->handle, "UTF8") != 0) {
        fault = fault_new(arena, FAULT_UNAVAILABLE, "db.server", "postgres: " PRISTR,
                          STRARG(wire_words(arena, PQerrorMessage(connection->handle))));
        pg_close(connection);
        return fault;
    }
    PQsetNoticeReceiver(connection->handle, be_quiet, NULL);
    PQsetnonblocking(connection->handle, 1);
    (void)is_executed(connection->handle, NOTICE_LEAVING, connection->patience_us);
    if (connection->is_writer)
        (void)is_executed(connection->handle, WAIT_FOR_DISK, connection->patience_us);
    PQenterPipelineMode(connection->handle);
    *ret_connection = connection;
    return NULL;
}

/* ---- reading results ---- */

static struct cell read_cell(const PGresult *result, int row, int column, struct arena *arena)
{
    struct cell cell = {.kind = CELL_BYTES};
    const char *text = PQgetvalue(result, row, column);
    if (PQgetisnull(result, row, column))
        return (struct cell){.kind = CELL_NULL};
    if (PQftype(result, column) == WIRE_BYTEA) {
        size_t size = 0;
        unsigned char *bytes = PQunescapeBytea((const unsigned char *)text, &size);
        cell.bytes = arena_copy(arena, (struct str){(const char *)bytes, size});
        PQfreemem(bytes);
        return cell;
    }
    cell.bytes = arena_copy(arena, (struct str){text, (size_t)PQgetlength(result, row, column)});
    return cell;
}

static void read_rows(const PGresult *from, struct arena *arena, struct result *result)
{
    int rows = PQntuples(from);
    int64_t changed = 0;
    result->columns = PQnfields(from);
    if (str_to_int64(str_from_c(PQcmdTuples((PGresult *)from)), &changed))
        result->changed = changed;
    result->cells.count = result->cells.capacity = (size_t)rows * (size_t)result->columns;
    result->cells.items =
        arena_alloc_raw(arena, result->cells.count * sizeof(*result->cells.items));
    for (size_t i = 0; i < result->cells.count; i++)
        result->cells.items[i] =
            read_cell(from, (int)i / result->columns, (int)i % result->columns, arena);
}

static bool is_good(const PGresult *result)
{
    ExecStatusType status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

static const struct fault *check_expected(const PGresult *from, struct expectation expected,
                                          struct arena *arena)
{
    int64_t changed = 0;
    if (expected.rows < 0 || (str_to_int64(str_from_c(PQcmdTuples((PGresult *)from)), &changed) &&
                              changed == expected.rows))
        return NULL;
    return fault_new(arena, FAULT_CONFLICT, expected.conflict_key, "%lld rows changed",
                     (long long)changed);
}

/* ---- sending ---- */

static const char *name_for(struct connection *connection, const char *sql)
{
    struct str name = arena_printf(connection->arena, "s%zu", map_count(connection->statements));
    map_set(connection->statements, str_from_c(sql), (void *)name.ptr);
    return name.ptr;
}

static void note_pending(struct connection *connection, struct pending pending)
{
    *VEC_PUSH(&connection->pending, connection->scratch) = pending;
}

/* ---- the pipeline ---- */

static void fail(struct connection *connection, const struct fault *fault)
{
    if (!connection->is_failed)
        connection->failure = fault_copy(connection->scratch, fault);
    connection->is_failed = true;
}

static const struct fault *failure_of(const struct connection *connection, struct arena *arena)
{
    return connection->failure ? fault_copy(arena, connection->failure)
                               : fault_new(arena, FAULT_UNAVAILABLE, "db.not_saved",
                                           "postgres: transaction failed");
}

/* What one statement came to; its rows go where they were asked for. */
static void take_answer(struct connection *connection, struct arena *arena,
                        const struct pending *pending, const PGresult *answer)
{
    const struct fault *fault = NULL;
    if (PQresultStatus(answer) == PGRES_PIPELINE_ABORTED) {
        connection->is_failed = true;
    } else if (!is_good(answer)) {
        fail(connection, fault_of(connection, answer, arena));
    } else if (pending->kind == PENDING_STATEMENT) {
        fault = check_expected(answer, pending->expected, arena);
        if (fault)
            fail(connection, fault);
        else if (pending->result)
            read_rows(answer, arena, pending->result);
    }
}

static void read_sync(struct connection *connection, struct arena *arena)
{
    bool is_end = false;
    while (!is_end && !is_gone(connection)) {
        PGresult *answer = next_result(connection);
        is_end = answer && PQresultStatus(answer) == PGRES_PIPELINE_SYNC;
        if (answer && !is_end && !is_good(answer))
            fail(connection, fault_of(connection, answer, arena));
        PQclear(answer);
    }
}

static void read_outcome(struct connection *connection, struct arena *arena)
{
    const struct pending *pending = &connection->pending.items[connection->read++];
    PGresult *answer;
    if (pending->kind == PENDING_SYNC) {
        read_sync(connection, arena);
        return;
    }
    answer = next_result(connection);
    if (!answer || is_gone(connection))
        fail(connection, unavailable(connection, arena));
    else
        take_answer(connection, arena, pending, answer);
    PQclear(answer);
    /* a NULL ends the answers of each statement */
    if (answer && !is_gone(connection))
        PQclear(next_result(connection));
}

static void read_outcomes(struct connection *connection, struct arena *arena)
{
    while (connection->read < connection->pending.count && !is_gone(connection))
        read_outcome(connection, arena);
}

static void send(struct connection *connection, struct arena *arena, const char *sql,
                 struct db_params params, struct expectation expected, struct result *result)
{
    struct wire_values sent;
    const char *name = map_get(connection->statements, str_from_c(sql));
    wire_values(arena, params, &sent);
    if (!name) {
        name = name_for(connection, sql);
        if (PQsendPrepare(connection->handle, name, sql, (int)params.count, sent.types))
            note_pending(connection, (struct pending){.kind = PENDING_WORD});
    }
    if (PQsendQueryPrepared(connection->handle, name, (int)params.count, sent.values, sent.lengths,
                            sent.formats, 0))
        note_pending(connection, (struct pending){PENDING_STATEMENT, expected, result});
}

static void send_word(struct connection *connection, const char *sql)
{
    if (PQsendQueryParams(connection->handle, sql, 0, NULL, NULL, NULL, NULL, 0))
        note_pending(connection, (struct pending){.kind = PENDING_WORD});
}

static void send_sync(struct connection *connection)
{
    if (!is_gone(connection) && PQpipelineSync(connection->handle))
        note_pending(connection, (struct pending){.kind = PENDING_SYNC});
}

/* Has the server send what it did so far, without an end of the round. */
static void ask_answers(struct connection *connection)
{
    PQsendFlushRequest(connection->handle);
    PQflush(connection->handle);
}

static const struct fault *pg_run(struct connection *connection, struct arena *arena,
                                  const char *sql, struct db_params params,
                                  struct expectation expected, struct result *result)
{
    if (connection->is_failed)
        return failure_of(connection, arena);
    send(connection, arena, sql, params, expected, result);
    connection->has_queued = true;
    if (connection->is_writer && !result && !is_gone(connection))
        return NULL;
    if (connection->is_writer)
        ask_answers(connection);
    else
        send_sync(connection);
    read_outcomes(connection, arena);
    if (is_gone(connection))
        fail(connection, unavailable(connection, arena));
    return connection->is_failed ? failure_of(connection, arena) : NULL;
}

/* Ends the pipeline's round: everything sent is answered, errors are over. */
static void sync_pipeline(struct connection *connection, struct arena *arena)
{
    send_sync(connection);
    read_outcomes(connection, arena);
    connection->pending.count = 0;
    connection->read = 0;
}

static void forget_transaction(struct connection *connection)
{
    memset(&connection->pending, 0, sizeof(connection->pending));
    connection->read = 0;
    connection->is_failed = false;
    connection->failure = NULL;
    connection->has_queued = false;
    arena_reset(connection->scratch);
}

static const struct fault *begin_with(struct connection *connection, struct arena *arena,
                                      const char *word)
{
    forget_transaction(connection);
    if (is_gone(connection))
        return unavailable(connection, arena);
    send_word(connection, word);
    return NULL;
}

static const struct fault *pg_begin(struct connection *connection, struct arena *arena)
{
    return begin_with(connection, arena, "BEGIN");
}

static void pg_begin_use_case(struct connection *connection)
{
    connection->has_queued = false;
}

static bool pg_end_use_case(struct connection *connection, bool is_kept)
{
    return !connection->is_failed && (is_kept || !connection->has_queued);
}

/* Statements that a failed round did not come to were not prepared. */
static void forget_statements(struct connection *connection)
{
    send_word(connection, "DEALLOCATE ALL");
    connection->statements = map_new(connection->arena);
}

static void pg_rollback(struct connection *connection)
{
    struct arena *arena = arena_new();
    connection->is_failed = true;
    sync_pipeline(connection, arena);
    send_word(connection, "ROLLBACK");
    forget_statements(connection);
    sync_pipeline(connection, arena);
    arena_free(arena);
}

static const struct fault *pg_commit(struct connection *connection, struct arena *arena,
                                     bool *ret_guilty)
{
    const struct fault *fault;
    bool is_asked = false;
    *ret_guilty = false;
    /* An expectation that was not met must be known before COMMIT is sent. */
    ask_answers(connection);
    read_outcomes(connection, arena);
    if (!connection->is_failed && !is_gone(connection)) {
        is_asked = true;
        send_word(connection, "COMMIT");
        connection->patience_us *= PATIENCES_TO_COMMIT;
        sync_pipeline(connection, arena);
        connection->patience_us /= PATIENCES_TO_COMMIT;
    }
    if (is_gone(connection)) {
        fault = unavailable(connection, arena);
        /* a line that was cut before anything was asked for: again, on a new one */
        *ret_guilty = !is_asked && !connection->is_given_up;
        return is_asked ? fault_new(arena, FAULT_UNAVAILABLE, "db.not_known", PRISTR,
                                    STRARG(fault->detail))
                        : fault;
    }
    if (!connection->is_failed)
        return NULL;
    *ret_guilty = true;
    fault = failure_of(connection, arena);
    pg_rollback(connection);
    return fault;
}

/* ---- the rest ---- */

static const struct fault *pg_begin_read(struct connection *connection, struct arena *arena)
{
    read_outcomes(connection, arena); /* of the transaction before */
    return begin_with(connection, arena, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

/* Not waited for. */
static void pg_end_read(struct connection *connection)
{
    send_word(connection, "COMMIT");
    if (connection->is_failed)
        forget_statements(connection);
    send_sync(connection);
}

static const struct fault *pg_prepare(struct connection *connection, struct arena *arena,
                                      const char *sql)
{
    if (PQsendPrepare(connection->handle, "", sql, 0, NULL))
        note_pending(connection, (struct pending){.kind = PENDING_WORD});
    sync_pipeline(connection, arena);
    return connection->is_failed ? failure_of(connection, arena) : NULL;
}

/* A script has several statements, which a pipeline does not take: out of it,
 * with the transaction still open, and back in. */
static const struct fault *pg_script(struct connection *connection, struct arena *arena,
                                     struct str script)
{
    const struct fault *fault;
    PGresult *answer;
    sync_pipeline(connection, arena);
    if (connection->is_failed || !PQexitPipelineMode(connection->handle))
        return fault_new(arena, FAULT_UNAVAILABLE, "db.not_saved", "postgres: pipeline is busy");
    answer = PQexec(connection->handle, arena_c(arena, script));
    fault = is_good(answer) ? NULL : fault_of(connection, answer, arena);
    PQclear(answer);
    PQenterPipelineMode(connection->handle);
    connection->has_queued = true;
    if (fault)
        fail(connection, fault);
    return fault;
}

/* The channel of one site: two in the same database have schemas of their own. */
#define CHANNEL "'dinh_' || md5(current_schema())"

static void pg_announce(struct connection *connection, const uint32_t *slots, size_t count)
{
    send(connection, connection->scratch, "SELECT pg_notify(" CHANNEL ", $1)",
         P(news_of(connection->scratch, slots, count)), (struct expectation){-1, NULL}, NULL);
}

/* Hears others from now on. */
static bool begin_listening(const struct db_pool *pool, PGconn *handle)
{
    PQsetNoticeReceiver(handle, be_quiet, NULL);
    return PQstatus(handle) == CONNECTION_OK &&
           is_executed(handle, "DO $$ BEGIN EXECUTE format('LISTEN %I', " CHANNEL "); END $$",
                       db_pool_patience(pool));
}

/* False when the pool closes. */
static bool listen_until_lost(struct db_pool *pool, PGconn *handle)
{
    while (PQstatus(handle) == CONNECTION_OK) {
        PGnotify *notice;
        if (!db_pool_rest(pool, PQsocket(handle), -1))
            return false;
        if (!PQconsumeInput(handle))
            return true;
        while ((notice = PQnotifies(handle)) != NULL) {
            news_heard(pool, str_from_c(notice->extra));
            PQfreemem(notice);
        }
    }
    return true;
}

/* While it hears nobody, pages are made anew: from the moment the line is lost, and again
 * and again until there is one. */
static void pg_tend(struct db_pool *pool)
{
    struct arena *arena = arena_new();
    const char *address = arena_c(arena, db_pool_address(pool));
    bool was_listening = true;
    bool is_open = true;
    while (is_open) {
        PGconn *handle = reach(address);
        bool is_listening = begin_listening(pool, handle);
        if (is_listening != was_listening)
            log_event(LOG_WARN, is_listening ? "hears_others_again" : "hears_no_others",
                      LOG_TEXT("why", str_from_c(PQerrorMessage(handle))));
        was_listening = is_listening;
        db_pool_changed(pool, NULL, 0); /* what was said while nobody listened */
        db_pool_tended(pool);
        is_open = !is_listening || listen_until_lost(pool, handle);
        if (is_open)
            db_pool_changed(pool, NULL, 0);
        is_open = is_open && db_pool_rest(pool, -1, RECONNECT_MS);
        PQfinish(handle);
    }
    arena_free(arena);
}

const struct engine postgres_engine = {
    .kind = DB_POSTGRES,
    .open = pg_open,
    .close = pg_close,
    .run = pg_run,
    .prepare = pg_prepare,
    .script = pg_script,
    .begin_read = pg_begin_read,
    .end_read = pg_end_read,
    .begin = pg_begin,
    .begin_use_case = pg_begin_use_case,
    .end_use_case = pg_end_use_case,
    .commit = pg_commit,
    .rollback = pg_rollback,
    .announce = pg_announce,
    .tend = pg_tend,
};
