/*
 * Keeping and taking back revisions.
 */
#include "modules/library/library_revision.h"

#include "db/db.h"
#include "modules/library/library_service.h"
#include "modules/library/library_store.h"

bool document_is_same(const struct document *one, const struct document *other)
{
    return str_equal(one->kind, other->kind) && str_equal(one->number, other->number) &&
           str_equal(one->title, other->title) && str_equal(one->issuer, other->issuer) &&
           str_equal(one->signer, other->signer) && str_equal(one->position, other->position) &&
           str_equal(one->summary, other->summary) && str_equal(one->item, other->item) &&
           date_compare(one->signed_on, other->signed_on) == 0 &&
           date_compare(one->in_force_from, other->in_force_from) == 0 &&
           date_compare(one->in_force_to, other->in_force_to) == 0;
}

static const struct fault *files_of(struct work *work, int64_t id, struct str *ret_files)
{
    struct buf names = buf_init(work->arena, SIZE_MAX);
    upload_list uploads;
    const struct fault *fault = upload_list_of(work, DOCUMENT_OWNER, id, &uploads);
    for (size_t i = 0; !fault && i < uploads.count; i++) {
        buf_add(&names, uploads.items[i].name);
        buf_add_byte(&names, '\n');
    }
    *ret_files = buf_str(&names);
    return fault;
}

/* In the language of the documents. */
static const struct fault *relations_of(struct work *work, int64_t id, struct str *ret_relations)
{
    struct buf lines = buf_init(work->arena, SIZE_MAX);
    enum locale locale = work->locale;
    document_related_list related;
    const struct fault *fault = document_relations(work, id, &related);
    work->locale = LOCALE_VI;
    for (size_t i = 0; !fault && i < related.count; i++) {
        const struct document_related *one = &related.items[i];
        if (one->is_passive)
            continue;
        buf_add(&lines, document_relation_name(one->relation));
        buf_add_byte(&lines, ' ');
        buf_add(&lines, document_name(work, one->kind, one->number));
        buf_add_byte(&lines, '\n');
    }
    work->locale = locale;
    *ret_relations = buf_str(&lines);
    return fault;
}

static bool is_kept(const struct document_revision *last, const struct document_revision *now)
{
    return document_is_same(&last->document, &now->document) &&
           last->document.status == now->document.status && str_equal(last->files, now->files) &&
           str_equal(last->relations, now->relations);
}

const struct fault *document_keep(struct work *work, int64_t id, bool is_before)
{
    struct document_revision now = {.number = 1};
    document_revisions last;
    const struct fault *fault = document_load(work, id, &now.document);
    if (!fault)
        fault = files_of(work, id, &now.files);
    if (!fault)
        fault = relations_of(work, id, &now.relations);
    if (!fault)
        fault = document_revision_list(work, id, 1, &last);
    if (fault)
        return fault;
    if (last.count > 0 && is_kept(&last.items[0], &now))
        return NULL;
    if (last.count > 0)
        now.number = last.items[0].number + 1;
    now.saved_at = is_before ? now.document.updated_at : clock_now(work->clock);
    now.saved_name = is_before ? STR("") : work->actor->name;
    return document_revision_add(work, id, is_before ? 0 : work->actor->account_id, &now);
}

/* ---- taking back ---- */

static const struct fault *restore(struct work *work, void *context)
{
    const struct document *typed = context;
    const struct fault *fault = document_keep(work, typed->id, true);
    if (!fault)
        fault = document_save(work, typed);
    return fault ? fault : document_keep(work, typed->id, false);
}

const struct fault *document_restore(struct work *work, int64_t id, int64_t version, int64_t number)
{
    struct document_revision revision;
    const struct fault *fault = document_revision_load(work, id, number, &revision);
    if (fault)
        return fault;
    revision.document.id = id;
    revision.document.version = version;
    return db_write(work, restore, &revision.document);
}
