/*
 * The one row of the appearance, kept in memory until it is changed.
 */
#include "civic/actor.h"
#include "civic/appearance.h"
#include "civic/file_store.h"
#include "civic/site.h"
#include "civic/unit.h"
#include "db/db.h"
#include "db/kept.h"
#include "db/topic.h"

enum {
    LOGO_WIDTH = 480 /* the narrowest that pictures are kept in */
};

static struct topic appearance_topic(void)
{
    return topic_of("appearance", 0);
}

static const char LOAD[] =
    "SELECT name, tagline, footer, address, reception, hours, name_en, tagline_en, footer_en,"
    "       address_en, reception_en, hours_en, phone, email, accent, logo_id, version"
    " FROM appearance WHERE id = $1";

static struct appearance_words read_words(const struct db_rows *rows, int first)
{
    return (struct appearance_words){
        .name = db_text(rows, first),
        .tagline = db_text(rows, first + 1),
        .footer = db_text(rows, first + 2),
        .address = db_text(rows, first + 3),
        .reception = db_text(rows, first + 4),
        .hours = db_text(rows, first + 5),
    };
}

static const struct fault *load_logo(struct work *work, struct appearance *appearance)
{
    struct upload upload;
    const struct fault *fault = upload_load(work, appearance->logo_id, &upload);
    if (fault && fault->kind == FAULT_NOT_FOUND)
        return NULL;
    if (!fault)
        appearance->logo_url =
            upload_url(work->arena, &upload, upload_part_for(&upload, LOGO_WIDTH));
    return fault;
}

static const struct fault *load(struct work *work, void **ret_value)
{
    struct appearance *appearance = work_alloc(work, struct appearance);
    struct db_rows *rows;
    const struct fault *fault;
    db_depends(work, appearance_topic());
    fault = db_query(work, LOAD, P(APPEARANCE_ID), &rows);
    if (fault)
        return fault;
    if (db_next(rows)) {
        appearance->vi = read_words(rows, 0);
        appearance->en = read_words(rows, 6);
        appearance->phone = db_text(rows, 12);
        appearance->email = db_text(rows, 13);
        if (!accent_from_name(db_text(rows, 14), &appearance->accent))
            appearance->accent = ACCENT_LACQUER;
        appearance->logo_id = db_int(rows, 15);
        appearance->version = db_int(rows, 16);
    }
    fault = db_done(rows);
    if (!fault && appearance->logo_id)
        fault = load_logo(work, appearance);
    *ret_value = appearance;
    return fault;
}

static void copy_words(struct arena *arena, struct appearance_words *words)
{
    words->name = arena_copy(arena, words->name);
    words->tagline = arena_copy(arena, words->tagline);
    words->footer = arena_copy(arena, words->footer);
    words->address = arena_copy(arena, words->address);
    words->reception = arena_copy(arena, words->reception);
    words->hours = arena_copy(arena, words->hours);
}

static void *copy(struct arena *arena, const void *value)
{
    struct appearance *appearance = ARENA_NEW(arena, struct appearance);
    *appearance = *(const struct appearance *)value;
    copy_words(arena, &appearance->vi);
    copy_words(arena, &appearance->en);
    appearance->phone = arena_copy(arena, appearance->phone);
    appearance->email = arena_copy(arena, appearance->email);
    appearance->logo_url.text = arena_copy(arena, appearance->logo_url.text);
    return appearance;
}

const struct fault *appearance_get(struct work *work, struct appearance *ret_appearance)
{
    void *value;
    const struct fault *fault =
        kept_get(site_kept(work->site, APPEARANCE_KEPT), work, load, copy, &value);
    if (!fault)
        *ret_appearance = *(const struct appearance *)value;
    return fault;
}

const struct fault *site_title(struct work *work, struct str *ret_title)
{
    struct appearance appearance;
    struct unit unit;
    struct str title;
    const struct fault *fault = appearance_get(work, &appearance);
    if (fault)
        return fault;
    title = appearance_words_of(work, &appearance).name;
    if (title.len == 0)
        title = work->site->name;
    if (title.len == 0) {
        fault = site_unit(work, &unit);
        if (fault && fault->kind != FAULT_NOT_FOUND)
            return fault;
        title = fault ? site_message(work, "site.name") : unit.name;
    }
    *ret_title = title;
    return NULL;
}

static const char FIRST[] =
    "INSERT INTO appearance (id, name, tagline, footer, address, reception, hours, name_en,"
    "                        tagline_en, footer_en, address_en, reception_en, hours_en, phone,"
    "                        email, accent, version, updated_at, saved_name)"
    " VALUES ($1, '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', 0, 0, '')"
    " ON CONFLICT (id) DO NOTHING";
static const char SET[] =
    "UPDATE appearance SET name = $3, tagline = $4, footer = $5, address = $6, reception = $7,"
    "                      hours = $8, name_en = $9, tagline_en = $10, footer_en = $11,"
    "                      address_en = $12, reception_en = $13, hours_en = $14, phone = $15,"
    "                      email = $16, accent = $17, logo_id = $18, updated_at = $19,"
    "                      saved_name = $20, version = version + 1"
    " WHERE id = $1 AND version = $2";

const struct fault *appearance_set(struct work *work, const struct appearance *appearance)
{
    const struct appearance_words *vi = &appearance->vi;
    const struct appearance_words *en = &appearance->en;
    const struct fault *fault = db_exec(work, FIRST, P(APPEARANCE_ID), NULL);
    db_touch(work, appearance_topic());
    if (fault)
        return fault;
    return db_exec_one(
        work, SET,
        P(APPEARANCE_ID, appearance->version, vi->name, vi->tagline, vi->footer, vi->address,
          vi->reception, vi->hours, en->name, en->tagline, en->footer, en->address, en->reception,
          en->hours, appearance->phone, appearance->email, accent_name(appearance->accent),
          db_id_or_null(appearance->logo_id), clock_now(work->clock), work->actor->name),
        "appearance.changed");
}

const char *const appearance_statements[] = {LOAD, FIRST, SET, NULL};
