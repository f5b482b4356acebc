/*
 * Filling and emptying the index. On PostgreSQL nothing here asks for rows, so
 * that an import stays one pipeline; on SQLite the tokens to forget are made
 * again from the document as it was stored, and many documents wait for each other:
 * FTS5 writes down what it holds at every statement.
 */
#include "civic/search.h"
#include "civic/search_titles.h"
#include "civic/search_tokens.h"
#include "civic/site.h"
#include "db/db.h"
#include "db/topic.h"

enum {
    /* Documents published in one millisecond; keys leave so much room. */
    KEYS_OF_A_MOMENT = 1 << 20,
    US_OF_A_MOMENT = 1000,
    TITLES_AT_ONCE = 200 /* documents in one write of search_titles_job */
};

int64_t search_first_key(struct instant at)
{
    int64_t us = at.us;
    /* 278 years around 1970 fit; what lies outside stands at the edge */
    int64_t most = INT64_MAX / KEYS_OF_A_MOMENT - 1;
    int64_t moment = us / US_OF_A_MOMENT - (us % US_OF_A_MOMENT < 0);
    if (moment > most)
        moment = most;
    if (moment < -most)
        moment = -most;
    return moment * KEYS_OF_A_MOMENT;
}

static const char DOCUMENT_LOAD[] = "SELECT title, text FROM search_document"
                                    " WHERE kind = $1 AND document_id = $2";
static const char DOCUMENT_DELETE[] = "DELETE FROM search_document"
                                      " WHERE kind = $1 AND document_id = $2";
/* The later of two that were published in one moment stands before the earlier. */
static const char DOCUMENT_INSERT[] =
    "INSERT INTO search_document (key, kind, document_id, unit_id, published_at, path, title,"
    "                             text, is_demo, shown_at, title_exact, title_fold)"
    " SELECT COALESCE((SELECT MAX(key) + 1 FROM search_document WHERE key >= $1 AND key < $2),"
    "                 CAST($1 AS BIGINT)),"
    "        $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13";
static const char DOCUMENTS_DELETE[] = "DELETE FROM search_document";

/* ---- FTS5 ---- */

/* Behind the tokens of a document: the units that it stands in. */
#define FTS5_UNITS                                                                                 \
    " || COALESCE((SELECT group_concat('@' || ancestor_id, ' ') FROM unit_ancestor"                \
    "               WHERE unit_ancestor.unit_id = search_document.unit_id), '')"

static const char FTS5_INSERT[] = "INSERT INTO search_index (rowid, tokens)"
                                  " SELECT key, $3" FTS5_UNITS " FROM search_document"
                                  " WHERE kind = $1 AND document_id = $2";
/* A table without content wants to be told again what it is to forget. */
static const char FTS5_DELETE[] = "INSERT INTO search_index (search_index, rowid, tokens)"
                                  " SELECT 'delete', key, $3" FTS5_UNITS " FROM search_document"
                                  " WHERE kind = $1 AND document_id = $2";
static const char FTS5_CLEAR[] = "INSERT INTO search_index (search_index) VALUES ('delete-all')";
static const char FTS5_WAIT[] = "INSERT INTO search_waiting (kind, document_id, tokens)"
                                " VALUES ($1, $2, $3)";
static const char FTS5_WAITING[] = "SELECT 1 FROM search_waiting LIMIT 1";
/* In the order of keys, or FTS5 writes down what it holds at each that is smaller. CROSS: those
 * that wait are few, and are looked up among all rather than all among them. */
static const char FTS5_INSERT_WAITING[] =
    "INSERT INTO search_index (rowid, tokens)"
    " SELECT key, search_waiting.tokens" FTS5_UNITS
    " FROM search_waiting CROSS JOIN search_document"
    "     ON search_document.kind = search_waiting.kind"
    "    AND search_document.document_id = search_waiting.document_id"
    " ORDER BY key";
static const char FTS5_WAIT_NO_MORE[] = "DELETE FROM search_waiting"
                                        " WHERE kind = $1 AND document_id = $2";
static const char FTS5_NONE_WAITS[] = "DELETE FROM search_waiting";

static const struct fault *fts5_delete(struct work *work, struct str kind, int64_t id)
{
    struct db_rows *rows;
    int64_t waiting = 0;
    const struct fault *fault = db_query(work, DOCUMENT_LOAD, P(kind, id), &rows);
    if (fault)
        return fault;
    if (!db_next(rows))
        return db_done(rows);
    fault = db_exec(work, FTS5_WAIT_NO_MORE, P(kind, id), &waiting);
    if (fault || waiting > 0)
        return fault;
    return db_exec(
        work, FTS5_DELETE,
        P(kind, id,
          search_tokens(work->arena, DB_SQLITE, kind, db_text(rows, 0), db_text(rows, 1))),
        NULL);
}

static const struct fault *fts5_settle(struct work *work)
{
    bool is_any;
    const struct fault *fault = db_has(work, FTS5_WAITING, P0, &is_any);
    if (fault || !is_any)
        return fault;
    fault = db_exec(work, FTS5_INSERT_WAITING, P0, NULL);
    return fault ? fault : db_exec(work, FTS5_NONE_WAITS, P0, NULL);
}

static const struct fault *fts5_clear(struct work *work)
{
    const struct fault *fault = db_exec(work, FTS5_NONE_WAITS, P0, NULL);
    return fault ? fault : db_exec(work, FTS5_CLEAR, P0, NULL);
}

/* ---- tsvector ---- */

static const char TSVECTOR_INSERT[] =
    "INSERT INTO search_index (key, tokens)"
    " SELECT key, CAST($3 AS tsvector) ||"
    "        COALESCE((SELECT array_to_tsvector(array_agg('@' || CAST(ancestor_id AS TEXT)))"
    "                    FROM unit_ancestor"
    "                   WHERE unit_ancestor.unit_id = search_document.unit_id),"
    "                 CAST('' AS tsvector))"
    "   FROM search_document WHERE kind = $1 AND document_id = $2";
static const char TSVECTOR_DELETE[] =
    "DELETE FROM search_index WHERE key = (SELECT key FROM search_document"
    "                                       WHERE kind = $1 AND document_id = $2)";
static const char TSVECTOR_CLEAR[] = "DELETE FROM search_index";
/* A GIN index keeps new entries in a list that every search walks; sorting in
 * two hundred documents together costs a third of sorting in each alone. */
static const char TSVECTOR_SETTLE[] = "SELECT gin_clean_pending_list('search_index_tokens')";

static const struct fault *tsvector_delete(struct work *work, struct str kind, int64_t id)
{
    return db_exec(work, TSVECTOR_DELETE, P(kind, id), NULL);
}

static const struct fault *tsvector_settle(struct work *work)
{
    return db_exec(work, TSVECTOR_SETTLE, P0, NULL);
}

static const struct fault *tsvector_clear(struct work *work)
{
    return db_exec(work, TSVECTOR_CLEAR, P0, NULL);
}

/* ---- both ---- */

/* columns: adds a document, and one of many; forgets one, sorts in what was added,
 * forgets all */
static const struct {
    const char *insert;
    const char *insert_one_of_many;
    const struct fault *(*forget)(struct work *work, struct str kind, int64_t id);
    const struct fault *(*settle)(struct work *work);
    const struct fault *(*clear)(struct work *work);
} engines[] = {
    [DB_SQLITE] = {FTS5_INSERT,     FTS5_WAIT,       fts5_delete,     fts5_settle,     fts5_clear},
    [DB_POSTGRES] = {TSVECTOR_INSERT, TSVECTOR_INSERT, tsvector_delete, tsvector_settle,
                   tsvector_clear                                                                },
};

const struct fault *search_remove(struct work *work, struct str kind, int64_t id)
{
    const struct fault *fault = engines[db_engine_of(work)].forget(work, kind, id);
    db_touch(work, topic_of("search", 0));
    if (fault)
        return fault;
    return db_exec(work, DOCUMENT_DELETE, P(kind, id), NULL);
}

const struct fault *search_put(struct work *work, const struct search_document *document)
{
    enum db_engine engine = db_engine_of(work);
    int64_t key = search_first_key(document->published_at);
    struct search_title title =
        search_title_of(work->arena, document->name.len ? document->name : document->title);
    const struct fault *fault = search_remove(work, document->kind, document->id);
    if (!fault)
        fault = db_exec(work, DOCUMENT_INSERT,
                        P(key, key + KEYS_OF_A_MOMENT, document->kind, document->id,
                          document->unit_id, document->published_at, document->path,
                          document->title, document->text, document->is_demo,
                          document->shown_at.us ? document->shown_at : document->published_at,
                          title.exact, title.fold),
                        NULL);
    if (!fault)
        fault = db_exec(
            work,
            document->is_one_of_many ? engines[engine].insert_one_of_many : engines[engine].insert,
            P(document->kind, document->id,
              search_tokens(work->arena, engine, document->kind, document->title, document->text)),
            NULL);
    if (!fault && !document->is_one_of_many)
        fault = search_settle(work);
    return fault;
}

const struct fault *search_settle(struct work *work)
{
    return engines[db_engine_of(work)].settle(work);
}

const struct fault *search_clear(struct work *work)
{
    const struct fault *fault = engines[db_engine_of(work)].clear(work);
    db_touch(work, topic_of("search", 0));
    if (fault)
        return fault;
    return db_exec(work, DOCUMENTS_DELETE, P0, NULL);
}

/* ---- titles of what was put before they were kept ---- */

/* A title that stands behind a number waits in title_exact, put there by the migration. */
static const char TITLES_MISSING[] = "SELECT key, COALESCE(title_exact, title)"
                                     "  FROM search_document"
                                     " WHERE title_fold IS NULL"
                                     " ORDER BY key DESC"
                                     " LIMIT $1";
static const char TITLE_SET[] = "UPDATE search_document"
                                "   SET title_exact = $2, title_fold = $3"
                                " WHERE key = $1";

static const struct fault *set_titles(struct work *work, void *context)
{
    int *count = context;
    struct db_rows *rows;
    const struct fault *fault = db_query(work, TITLES_MISSING, P(TITLES_AT_ONCE), &rows);
    *count = 0;
    while (!fault && db_next(rows)) {
        struct search_title title = search_title_of(work->arena, db_text(rows, 1));
        fault = db_exec(work, TITLE_SET, P(db_int(rows, 0), title.exact, title.fold), NULL);
        ++*count;
    }
    if (*count > 0)
        db_touch(work, topic_of("search", 0));
    return fault ? fault : db_done(rows);
}

const struct fault *search_titles_job(struct work *work)
{
    int count = TITLES_AT_ONCE;
    bool is_missing;
    const struct fault *fault = db_has(work, TITLES_MISSING, P(1), &is_missing);
    db_release(work);
    while (!fault && is_missing && count == TITLES_AT_ONCE && !site_is_stopping(work->site))
        fault = db_write(work, set_titles, &count);
    return fault;
}

const char *const search_index_statements[] = {
    DOCUMENT_LOAD, DOCUMENT_DELETE, DOCUMENT_INSERT, DOCUMENTS_DELETE, TITLES_MISSING, TITLE_SET,
    NULL,
};
const char *const search_index_fts5_statements[] = {
    FTS5_INSERT,         FTS5_DELETE,       FTS5_CLEAR,      FTS5_WAIT, FTS5_WAITING,
    FTS5_INSERT_WAITING, FTS5_WAIT_NO_MORE, FTS5_NONE_WAITS, NULL};
const char *const search_index_tsvector_statements[] = {
    TSVECTOR_INSERT, TSVECTOR_DELETE, TSVECTOR_CLEAR, TSVECTOR_SETTLE, NULL,
};
