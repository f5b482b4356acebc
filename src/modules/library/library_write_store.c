/*
 * Writing documents. Each says what pages show it.
 */
#include "db/db.h"
#include "modules/library/library_rules.h"
#include "modules/library/library_store.h"
#include "text/fold.h"

/* What the list's own search looks in. */
static struct str words_of(struct work *work, const struct document *document)
{
    const struct document_kind *kind = document_kind_of(document->kind);
    struct str name = STR("");
    if (kind)
        name = str_from_c(kind->name); /* folds to the words of its name */
    return text_fold(work->arena,
                     arena_printf(work->arena, PRISTR " " PRISTR " " PRISTR " " PRISTR " " PRISTR,
                                  STRARG(name), STRARG(document->number), STRARG(document->title),
                                  STRARG(document->issuer), STRARG(document->signer)));
}

/* The document, the lists, and the pages that name it. */
static const struct fault *touch(struct work *work, int64_t id)
{
    document_related_list related;
    const struct fault *fault = document_relations(work, id, &related);
    db_touch(work, document_topic(id));
    db_touch(work, document_list_topic());
    for (size_t i = 0; !fault && i < related.count; i++)
        db_touch(work, document_topic(related.items[i].id));
    return fault;
}

static const char DOCUMENT_INSERT[] =
    "INSERT INTO library_document (id, unit_id, slug, kind, number, issuer, title, title_en,"
    " summary, signer, position, signed_on, in_force_from, in_force_to, day, words, status,"
    " published_at, updated_at, created_by, is_demo, source, source_digest, item)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,"
    " $19, $20, $21, $22, $23, $24)";

const struct fault *document_insert(struct work *work, const struct document *document,
                                    struct str source, struct str digest)
{
    const struct document *d = document;
    db_touch(work, document_list_topic());
    return db_exec(work, DOCUMENT_INSERT,
                   P(d->id, d->unit_id, d->slug, d->kind, d->number, d->issuer, d->title,
                     d->title_en, d->summary, d->signer, d->position, d->signed_on,
                     d->in_force_from, d->in_force_to, document_key_of(d).day, words_of(work, d),
                     document_status_name(d->status), db_id_or_null(d->published_at.us),
                     d->updated_at, db_id_or_null(work->actor->account_id), d->is_demo,
                     db_text_or_null(source), db_text_or_null(digest), d->item),
                   NULL);
}

static const char DOCUMENT_UPDATE[] =
    "UPDATE library_document SET kind = $1, number = $2, issuer = $3, title = $4, title_en = $5,"
    " summary = $6, signer = $7, position = $8, signed_on = $9, in_force_from = $10,"
    " in_force_to = $11, day = $12, words = $13, updated_at = $14, item = $15,"
    " version = version + 1"
    " WHERE id = $16 AND version = $17";

const struct fault *document_update(struct work *work, const struct document *document)
{
    const struct document *d = document;
    const struct fault *fault = touch(work, d->id);
    if (fault)
        return fault;
    return db_exec_one(work, DOCUMENT_UPDATE,
                       P(d->kind, d->number, d->issuer, d->title, d->title_en, d->summary,
                         d->signer, d->position, d->signed_on, d->in_force_from, d->in_force_to,
                         document_key_of(d).day, words_of(work, d), d->updated_at, d->item, d->id,
                         d->version),
                       "library.changed");
}

static const char DOCUMENT_SET_DIGEST[] = "UPDATE library_document SET source_digest = $1"
                                          " WHERE id = $2";

const struct fault *document_set_digest(struct work *work, int64_t id, struct str digest)
{
    return db_exec(work, DOCUMENT_SET_DIGEST, P(digest, id), NULL);
}

static const char DOCUMENT_SET_STATUS[] =
    "UPDATE library_document SET status = $1, published_at = $2, updated_at = $3,"
    " slug = $7, version = version + 1"
    " WHERE id = $4 AND version = $5 AND status = $6";

const struct fault *document_set_status(struct work *work, const struct document *document,
                                        enum document_status to, struct instant published_at)
{
    const struct fault *fault = touch(work, document->id);
    if (fault)
        return fault;
    return db_exec_one(work, DOCUMENT_SET_STATUS,
                       P(document_status_name(to), db_id_or_null(published_at.us),
                         clock_now(work->clock), document->id, document->version,
                         document_status_name(document->status), document->slug),
                       "library.changed");
}

static const char DOCUMENT_RELATE[] = "INSERT INTO library_relation (from_id, relation, to_id)"
                                      " VALUES ($1, $2, $3)"
                                      " ON CONFLICT (from_id, relation, to_id) DO NOTHING";

const struct fault *document_relate(struct work *work, int64_t from_id,
                                    enum document_relation relation, int64_t to_id)
{
    db_touch(work, document_topic(from_id));
    db_touch(work, document_topic(to_id));
    return db_exec(work, DOCUMENT_RELATE, P(from_id, document_relation_name(relation), to_id),
                   NULL);
}

static const char DOCUMENT_UNRELATE[] = "DELETE FROM library_relation"
                                        " WHERE from_id = $1 AND relation = $2 AND to_id = $3";

const struct fault *document_unrelate(struct work *work, int64_t from_id,
                                      enum document_relation relation, int64_t to_id)
{
    db_touch(work, document_topic(from_id));
    db_touch(work, document_topic(to_id));
    return db_exec(work, DOCUMENT_UNRELATE, P(from_id, document_relation_name(relation), to_id),
                   NULL);
}

const char *const document_write_statements[] = {
    DOCUMENT_INSERT,
    DOCUMENT_UPDATE,
    DOCUMENT_SET_DIGEST,
    DOCUMENT_SET_STATUS,
    DOCUMENT_RELATE,
    DOCUMENT_UNRELATE,
    NULL,
};
