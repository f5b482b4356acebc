/*
 * Puts what comes in by itself into the library: what is new is added and
 * published, what changed at its source is changed, and nothing else is touched.
 */
#include "base/asset.h"
#include "base/crypto.h"
#include "civic/search.h"
#include "civic/unit.h"
#include "db/db.h"
#include "modules/law/law_site.h"
#include "modules/library/library_revision.h"
#include "modules/library/library_rules.h"
#include "modules/library/library_service.h"
#include "modules/library/library_source.h"
#include "modules/library/library_store.h"

#include <stdatomic.h>

#define FILE_OF_INSTRUMENTS STR("src/modules/library/instruments.txt")
#define DEMO_FOLDER STR("demo/documents/")

/* What is put in, and how. */
struct intake {
    source_document_list list;
    int64_t unit_id;
    bool is_demo;
    int64_t *ids; /* of the documents of the list */
    bool is_changed;
};

/* ---- one document ---- */

static struct str digest_of(struct arena *arena, const struct document *d)
{
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    crypto_digest(arena_printf(arena,
                               "%d\n%d\n%d\n" PRISTR "\n" PRISTR "\n" PRISTR "\n" PRISTR "\n" PRISTR
                               "\n" PRISTR,
                               d->signed_on.days, d->in_force_from.days, d->in_force_to.days,
                               STRARG(d->issuer), STRARG(d->title), STRARG(d->title_en),
                               STRARG(d->summary), STRARG(d->signer), STRARG(d->position)),
                  digest);
    return crypto_hex(arena, digest, sizeof(digest));
}

static const struct fault *add(struct work *work, const struct intake *intake,
                               const struct source_document *source, struct str digest,
                               int64_t *ret_id)
{
    struct document document = source->document;
    const struct fault *fault = document_choose_slug(work, document.slug, &document.slug);
    if (fault)
        return fault;
    document.id = db_new_id(work->clock);
    document.unit_id = intake->unit_id;
    document.status = DOCUMENT_PUBLISHED;
    document.is_demo = intake->is_demo;
    document.updated_at = clock_now(work->clock);
    document.published_at = document.updated_at;
    fault = document_insert(work, &document, source->full_number, digest);
    if (!fault)
        fault = document_index(work, &document, true);
    if (!fault)
        *ret_id = document.id;
    return fault;
}

/* What the source does not say stays as officials wrote it. */
static void merge(struct document *stored, const struct document *said)
{
    stored->title = said->title;
    stored->title_en = said->title_en;
    stored->in_force_from = said->in_force_from;
    stored->in_force_to = said->in_force_to;
    if (said->issuer.len > 0)
        stored->issuer = said->issuer;
    if (!date_is_none(said->signed_on))
        stored->signed_on = said->signed_on;
    if (said->summary.len > 0)
        stored->summary = said->summary;
    if (said->signer.len > 0)
        stored->signer = said->signer;
    if (said->position.len > 0)
        stored->position = said->position;
}

static const struct fault *change(struct work *work, int64_t id, const struct document *said,
                                  struct str digest)
{
    struct document stored;
    const struct fault *fault = document_keep(work, id, true);
    if (!fault)
        fault = document_load(work, id, &stored);
    if (fault)
        return fault;
    merge(&stored, said);
    stored.updated_at = clock_now(work->clock);
    fault = document_update(work, &stored);
    if (!fault)
        fault = document_set_digest(work, id, digest);
    if (!fault)
        fault = document_keep(work, id, false);
    return fault ? fault : document_index(work, &stored, true);
}

static const struct fault *put(struct work *work, struct intake *intake, size_t index)
{
    struct source_document *source = &intake->list.items[index];
    const char *issuer = document_issuer_message(source->document.number);
    struct document_source known;
    struct str digest;
    const struct fault *fault;
    if (source->document.issuer.len == 0 && issuer)
        source->document.issuer = site_message(work, issuer);
    digest = digest_of(work->arena, &source->document);
    fault = document_source_find(work, source->full_number, &known);
    if (fault)
        return fault;
    intake->ids[index] = known.id;
    if (known.id && str_equal(known.digest, digest))
        return NULL;
    intake->is_changed = true;
    if (!known.id)
        return add(work, intake, source, digest, &intake->ids[index]);
    return change(work, known.id, &source->document, digest);
}

/* ---- all of them ---- */

/* The document with this number: of the list, or stored before; 0: none. */
static const struct fault *id_of(struct work *work, const struct intake *intake,
                                 struct str full_number, int64_t *ret_id)
{
    struct document_source known;
    const struct fault *fault;
    for (size_t i = 0; i < intake->list.count; i++) {
        if (str_equal(intake->list.items[i].full_number, full_number)) {
            *ret_id = intake->ids[i];
            return NULL;
        }
    }
    fault = document_source_find(work, full_number, &known);
    if (!fault)
        *ret_id = known.id;
    return fault;
}

static const struct fault *link_all(struct work *work, const struct intake *intake)
{
    for (size_t i = 0; i < intake->list.count; i++) {
        const struct source_document *source = &intake->list.items[i];
        for (size_t k = 0; k < source->links.count; k++) {
            const struct document_link *link = &source->links.items[k];
            int64_t other;
            const struct fault *fault = id_of(work, intake, link->other, &other);
            if (!fault && other)
                fault = document_relate(work, intake->ids[i], link->relation, other);
            if (fault)
                return fault;
        }
    }
    return NULL;
}

static const struct fault *take_in(struct work *work, void *context)
{
    struct intake *intake = context;
    enum locale locale = work->locale;
    const struct fault *fault = NULL;
    work->locale = LOCALE_VI; /* the language of the documents */
    for (size_t i = 0; !fault && i < intake->list.count; i++)
        fault = put(work, intake, i);
    if (!fault && intake->is_changed)
        fault = link_all(work, intake);
    if (!fault && intake->is_changed)
        fault = search_settle(work);
    work->locale = locale;
    return fault;
}

static const struct fault *run(struct work *work, struct intake *intake)
{
    intake->ids = arena_alloc_array(work->arena, intake->list.count + 1, sizeof(*intake->ids));
    return db_write(work, take_in, intake);
}

const struct fault *library_sync(struct work *work, bool *ret_is_done)
{
    struct intake intake = {.is_demo = false};
    struct unit unit;
    const struct fault *fault = site_unit(work, &unit);
    *ret_is_done = false;
    if (fault && fault->kind == FAULT_NOT_FOUND)
        return NULL;
    if (!fault)
        fault = library_source_law(work->arena, law_of_site(work), &intake.list);
    if (!fault)
        fault = library_source_file(work->arena, asset_find(FILE_OF_INSTRUMENTS), &intake.list);
    if (fault)
        return fault;
    intake.unit_id = unit.id;
    fault = run(work, &intake);
    *ret_is_done = !fault;
    return fault;
}

const struct fault *library_demo(struct work *work)
{
    size_t count;
    const struct asset *assets = asset_list(&count);
    struct intake intake = {.is_demo = true};
    struct unit unit;
    bool is_done;
    const struct fault *fault = library_sync(work, &is_done);
    if (!fault)
        fault = site_unit(work, &unit);
    for (size_t i = 0; !fault && i < count; i++)
        if (str_starts(assets[i].name, DEMO_FOLDER))
            fault = library_source_file(work->arena, &assets[i], &intake.list);
    if (fault)
        return fault;
    intake.unit_id = unit.id;
    return run(work, &intake);
}

/* ---- once, after the start ---- */

struct state {
    atomic_bool is_done;
};

void *library_start(struct site *site)
{
    return ARENA_NEW(site->arena, struct state);
}

const struct fault *library_sync_job(struct work *work)
{
    struct state *state = site_state(work->site, "library");
    bool is_done = false;
    const struct fault *fault;
    if (atomic_load(&state->is_done))
        return NULL;
    fault = library_sync(work, &is_done);
    if (is_done)
        atomic_store(&state->is_done, true);
    return fault;
}
