/*
 * What officials do with documents.
 */
#include "modules/library/library_service.h"

#include "civic/search.h"
#include "civic/series.h"
#include "civic/slug.h"
#include "civic/unit.h"
#include "db/db.h"
#include "modules/library/library_revision.h"
#include "modules/library/library_rules.h"
#include "modules/library/library_store.h"
#include "text/fold.h"
#include "text/message.h"

#include <string.h>

#define SEARCH_KIND STR("document")

/* ---- names ---- */

struct str document_name(struct work *work, struct str kind, struct str number)
{
    struct str name =
        site_message(work, arena_printf(work->arena, "library.kind." PRISTR, STRARG(kind)).ptr);
    if (number.len == 0)
        return name;
    return arena_printf(work->arena, PRISTR " " PRISTR, STRARG(name), STRARG(number));
}

struct str document_title(const struct work *work, struct str title, struct str title_en)
{
    return work->locale == LOCALE_EN && title_en.len > 0 ? title_en : title;
}

struct str document_title_written(const struct work *work, struct str title_en)
{
    return work->locale == LOCALE_VI || title_en.len > 0 ? STR("") : locale_name(LOCALE_VI);
}

/* ---- search ---- */

/* What its files are called, a line each: people look for a form by its name. */
static const struct fault *names_of_files(struct work *work, int64_t id, struct str *ret_names)
{
    struct buf names = buf_init(work->arena, SIZE_MAX);
    upload_list uploads;
    const struct fault *fault = upload_list_of(work, DOCUMENT_OWNER, id, &uploads);
    if (fault)
        return fault;
    for (size_t i = 0; i < uploads.count; i++) {
        buf_add(&names, uploads.items[i].name);
        buf_add_byte(&names, '\n');
    }
    *ret_names = buf_str(&names);
    return NULL;
}

const struct fault *document_index(struct work *work, const struct document *document,
                                   bool is_one_of_many)
{
    enum locale locale = work->locale;
    struct search_document found = {.kind = SEARCH_KIND,
                                    .id = document->id,
                                    .unit_id = document->unit_id,
                                    .published_at = date_start(document_key_of(document).day),
                                    .shown_at = document->published_at,
                                    .is_demo = document->is_demo,
                                    .is_one_of_many = is_one_of_many};
    struct str files;
    struct str name;
    const struct fault *fault;
    if (document->status != DOCUMENT_PUBLISHED)
        return search_remove(work, SEARCH_KIND, document->id);
    fault = names_of_files(work, document->id, &files);
    if (fault)
        return fault;
    work->locale = LOCALE_VI; /* the language of the documents */
    name = document_name(work, document->kind, document->number);
    work->locale = locale;
    found.path = arena_printf(work->arena, "/van-ban/" PRISTR, STRARG(document->slug));
    found.title =
        arena_printf(work->arena, PRISTR ": " PRISTR, STRARG(name), STRARG(document->title));
    found.name = document->title;
    found.text = arena_printf(work->arena, PRISTR "\n" PRISTR "\n" PRISTR "\n" PRISTR,
                              STRARG(document->summary), STRARG(document->issuer),
                              STRARG(document->signer), STRARG(files));
    return search_put(work, &found);
}

/* ---- drafts ---- */

static const struct fault *check(struct work *work, const struct document *typed)
{
    return document_dates_check(work->arena, typed->signed_on, typed->in_force_from,
                                typed->in_force_to);
}

/* Its address: of its name in Vietnamese where it has a number, else of its title. */
static struct str slug_base(struct work *work, const struct document *document)
{
    enum locale locale = work->locale;
    struct str base;
    work->locale = LOCALE_VI;
    base =
        text_slug(work->arena,
                  document->number.len > 0 ? document_name(work, document->kind, document->number)
                                           : document->title,
                  DOCUMENT_SLUG_MOST);
    work->locale = locale;
    return base.len > 0 ? base : STR("van-ban");
}

static const struct fault *create(struct work *work, void *context)
{
    struct document *document = context;
    const struct fault *fault = actor_must(work, LIBRARY_WRITERS, document->unit_id);
    if (!fault)
        fault = document_choose_slug(work, slug_base(work, document), &document->slug);
    if (!fault)
        fault = document_insert(work, document, STR(""), STR(""));
    return fault ? fault : document_keep(work, document->id, false);
}

const struct fault *document_create(struct work *work, const struct document *typed,
                                    int64_t *ret_id)
{
    struct document document = *typed;
    struct unit unit;
    const struct fault *fault = check(work, typed);
    if (!fault)
        fault = site_unit(work, &unit);
    if (fault)
        return fault;
    document.id = db_new_id(work->clock);
    document.unit_id = unit.id;
    document.status = DOCUMENT_DRAFT;
    document.published_at = (struct instant){0};
    document.updated_at = clock_now(work->clock);
    fault = db_write(work, create, &document);
    if (!fault)
        *ret_id = document.id;
    return fault;
}

/* What is public is changed by those who publish alone. */
static const struct fault *may_change(struct work *work, const struct document *document)
{
    return actor_must(work,
                      document->status == DOCUMENT_DRAFT ? LIBRARY_WRITERS : LIBRARY_PUBLISHERS,
                      document->unit_id);
}

bool document_may_save(struct work *work, const struct document *document)
{
    return may_change(work, document) == NULL;
}

static const struct fault *save(struct work *work, void *context)
{
    const struct document *typed = context;
    struct document document;
    struct document now = *typed;
    const struct fault *fault = document_load(work, typed->id, &document);
    if (!fault)
        fault = may_change(work, &document);
    if (fault)
        return fault;
    now.unit_id = document.unit_id;
    now.slug = document.slug;
    now.status = document.status;
    now.published_at = document.published_at;
    now.is_demo = document.is_demo;
    now.title_en = document.title_en;
    now.updated_at = clock_now(work->clock);
    fault = document_update(work, &now);
    return fault ? fault : document_index(work, &now, false);
}

const struct fault *document_save(struct work *work, const struct document *typed)
{
    struct document copy = *typed;
    const struct fault *fault = check(work, typed);
    return fault ? fault : db_write(work, save, &copy);
}

/* ---- publishing ---- */

struct change {
    int64_t id;
    int64_t version;
    enum document_status to;
    enum document_relation relation;
    struct str other;
    bool is_removed;
};

/* The first time, its address is made anew where the number or the title came to it
 * since; from then on people keep it. */
static const struct fault *settle_address(struct work *work, struct document *document)
{
    struct str base = slug_base(work, document);
    if (document->published_at.us != 0 || slug_is_of(document->slug, base))
        return NULL;
    return document_choose_slug(work, base, &document->slug);
}

static const struct fault *change_status(struct work *work, void *context)
{
    const struct change *change = context;
    struct document document;
    const struct fault *fault = document_load(work, change->id, &document);
    if (!fault)
        fault = actor_must(work, LIBRARY_PUBLISHERS, document.unit_id);
    if (fault)
        return fault;
    if (document.status == change->to || document.version != change->version)
        return fault_new(work->arena, FAULT_CONFLICT, "library.changed", "another version");
    fault = settle_address(work, &document);
    if (document.published_at.us == 0)
        document.published_at = clock_now(work->clock);
    if (!fault)
        fault = document_set_status(work, &document, change->to, document.published_at);
    if (!fault)
        fault = upload_show(work, DOCUMENT_OWNER, document.id,
                            change->to == DOCUMENT_PUBLISHED ? UPLOAD_PUBLIC : UPLOAD_AGENCY);
    if (fault)
        return fault;
    document.status = change->to;
    return document_index(work, &document, false);
}

const struct fault *document_publish(struct work *work, int64_t id, int64_t version)
{
    struct change change = {.id = id, .version = version, .to = DOCUMENT_PUBLISHED};
    return db_write(work, change_status, &change);
}

const struct fault *document_withdraw(struct work *work, int64_t id, int64_t version)
{
    struct change change = {.id = id, .version = version, .to = DOCUMENT_WITHDRAWN};
    return db_write(work, change_status, &change);
}

/* ---- relations ---- */

/* By its full number, or by its address. */
static const struct fault *find_other(struct work *work, struct str other,
                                      struct document *ret_document)
{
    struct str kind;
    struct str number;
    const struct fault *fault;
    if (str_starts(other, STR("/van-ban/")))
        other = str_from(other, sizeof("/van-ban/") - 1);
    if (document_number_split(work->arena, other, &kind, &number))
        fault = document_by_number(work, kind, number, ret_document);
    else
        fault = document_by_slug(work, other, ret_document);
    if (fault && fault->kind == FAULT_NOT_FOUND)
        return fault_field(work->arena, "other", "library.other-unknown");
    return fault;
}

static const struct fault *link_documents(struct work *work, void *context)
{
    const struct change *change = context;
    struct document document;
    struct document other;
    const struct fault *fault = document_load(work, change->id, &document);
    if (!fault)
        fault = may_change(work, &document);
    if (!fault)
        fault = find_other(work, change->other, &other);
    if (fault)
        return fault;
    if (other.id == document.id)
        return fault_field(work->arena, "other", "library.other-itself");
    if (change->is_removed)
        return document_unrelate(work, document.id, change->relation, other.id);
    return document_relate(work, document.id, change->relation, other.id);
}

const struct fault *document_link(struct work *work, int64_t id, enum document_relation relation,
                                  struct str other, bool is_removed)
{
    struct change change = {
        .id = id, .relation = relation, .other = other, .is_removed = is_removed};
    return db_write(work, link_documents, &change);
}

/* ---- files ---- */

struct filing {
    int64_t id;
    const struct upload_received *received;
    size_t count;
    int64_t remove; /* or 0 */
};

const struct fault *document_file(struct work *work, int64_t id, int64_t upload_id,
                                  struct upload *ret_upload)
{
    struct upload upload;
    const struct fault *fault = upload_load(work, upload_id, &upload);
    if (fault)
        return fault;
    if (upload.owner_id != id || !str_equal(upload.owner_kind, DOCUMENT_OWNER))
        return fault_new(work->arena, FAULT_NOT_FOUND, "file.unknown", "another's file");
    *ret_upload = upload;
    return NULL;
}

static const struct fault *file_away(struct work *work, void *context)
{
    const struct filing *filing = context;
    struct upload_owner owner = {.kind = DOCUMENT_OWNER, .id = filing->id};
    struct document document;
    struct upload upload;
    int64_t id;
    const struct fault *fault = document_load(work, filing->id, &document);
    if (!fault)
        fault = may_change(work, &document);
    if (fault)
        return fault;
    owner.visibility = document.status == DOCUMENT_PUBLISHED ? UPLOAD_PUBLIC : UPLOAD_AGENCY;
    for (size_t i = 0; !fault && i < filing->count; i++)
        fault = upload_keep(work, &filing->received[i], &owner, &id);
    if (!fault && filing->remove)
        fault = document_file(work, document.id, filing->remove, &upload);
    if (!fault && filing->remove)
        fault = upload_remove(work, filing->remove);
    return fault ? fault : document_index(work, &document, false);
}

const struct fault *document_attach(struct work *work, int64_t id,
                                    const struct upload_received *received, size_t count)
{
    struct filing filing = {.id = id, .received = received, .count = count};
    return db_write(work, file_away, &filing);
}

const struct fault *document_detach(struct work *work, int64_t id, int64_t upload_id)
{
    struct filing filing = {.id = id, .remove = upload_id};
    return db_write(work, file_away, &filing);
}

/* ---- the number ---- */

static const struct fault *take_number(struct work *work, void *context)
{
    const struct change *change = context;
    struct document document;
    struct series series = {.issuer = change->other};
    struct series_number number;
    struct civil_date day;
    const struct fault *fault = document_load(work, change->id, &document);
    if (!fault)
        fault = actor_must(work, LIBRARY_WRITERS, document.unit_id);
    if (fault)
        return fault;
    if (document.number.len > 0 || document.version != change->version)
        return fault_new(work->arena, FAULT_CONFLICT, "library.numbered", "it has a number");
    day = date_is_none(document.signed_on) ? clock_today(work->clock) : document.signed_on;
    series.unit_id = document.unit_id;
    series.period = date_parts(day).year;
    series.kind = str_from_c(document_kind_of(document.kind)->abbreviation);
    series.counts = series_counts(work->arena, series.kind, change->other);
    fault = series_issue(work, &series, document.title, &number);
    if (fault)
        return fault;
    document.number = number.symbol;
    document.updated_at = clock_now(work->clock);
    fault = document_update(work, &document);
    return fault ? fault : document_index(work, &document, false);
}

const struct fault *document_take_number(struct work *work, int64_t id, int64_t version,
                                         struct str issuer)
{
    struct change change = {.id = id, .version = version, .other = issuer};
    return db_write(work, take_number, &change);
}
