/*
 * What documents were after each change.
 */
#include "modules/library/library_revision.h"

#include "db/db.h"
#include "modules/library/library_store.h"

#define COLUMNS                                                                                    \
    "number, kind, symbol, issuer, title, summary, signer, position, item, signed_on,"             \
    " in_force_from, in_force_to, status, files, relations, saved_at, saved_name"

static void read_revision(const struct db_rows *rows, void *item)
{
    *(struct document_revision *)item = (struct document_revision){
        .number = db_int(rows, 0),
        .document = {.kind = db_text(rows, 1),
                     .number = db_text(rows, 2),
                     .issuer = db_text(rows, 3),
                     .title = db_text(rows, 4),
                     .summary = db_text(rows, 5),
                     .signer = db_text(rows, 6),
                     .position = db_text(rows, 7),
                     .item = db_text(rows, 8),
                     .signed_on = db_date(rows, 9),
                     .in_force_from = db_date(rows, 10),
                     .in_force_to = db_date(rows, 11),
                     .status = document_status_from_name(db_text(rows, 12))},
        .files = db_text(rows, 13),
        .relations = db_text(rows, 14),
        .saved_at = db_instant(rows, 15),
        .saved_name = db_text(rows, 16),
    };
}

static const char REVISION_LIST[] = "SELECT " COLUMNS " FROM library_revision"
                                    " WHERE document_id = $1"
                                    " ORDER BY number DESC"
                                    " LIMIT $2";

const struct fault *document_revision_list(struct work *work, int64_t document_id, int most,
                                           document_revisions *ret_list)
{
    return db_list(work, REVISION_LIST, P(document_id, most), read_revision, DB_INTO(ret_list));
}

static const char REVISION_LOAD[] = "SELECT " COLUMNS " FROM library_revision"
                                    " WHERE document_id = $1 AND number = $2";

const struct fault *document_revision_load(struct work *work, int64_t document_id, int64_t number,
                                           struct document_revision *ret_revision)
{
    struct db_rows *rows;
    const struct fault *fault =
        db_find(work, REVISION_LOAD, P(document_id, number), "edit.revision.unknown", &rows);
    if (!fault)
        read_revision(rows, ret_revision);
    return fault;
}

static const char REVISION_ADD[] =
    "INSERT INTO library_revision (document_id, " COLUMNS ", saved_by)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,"
    " $19)";

const struct fault *document_revision_add(struct work *work, int64_t document_id, int64_t saved_by,
                                          const struct document_revision *revision)
{
    const struct document *d = &revision->document;
    return db_exec(work, REVISION_ADD,
                   P(document_id, revision->number, d->kind, d->number, d->issuer, d->title,
                     d->summary, d->signer, d->position, d->item, d->signed_on, d->in_force_from,
                     d->in_force_to, document_status_name(d->status), revision->files,
                     revision->relations, revision->saved_at, revision->saved_name,
                     db_id_or_null(saved_by)),
                   NULL);
}

const char *const document_revision_statements[] = {REVISION_LIST, REVISION_LOAD, REVISION_ADD,
                                                    NULL};
