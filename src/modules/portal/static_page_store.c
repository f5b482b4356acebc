/*
 * The SQL of static pages. Every change tells the page cache what it touched.
 */
#include "modules/portal/static_page.h"

enum {
    REVISIONS_MOST = 200
};

static struct topic page_topic(int64_t id)
{
    return topic_of("static-page", id);
}

#define PAGE_HEAD                                                                                  \
    "id, unit_id, slug, title, title_en, is_public, is_demo, published_at, updated_at,"            \
    " saved_name, version"

static void read_head(const struct db_rows *rows, void *item)
{
    *(struct static_page *)item = (struct static_page){
        .id = db_int(rows, 0),
        .unit_id = db_int(rows, 1),
        .slug = db_text(rows, 2),
        .text = {.title = db_text(rows, 3), .title_en = db_text(rows, 4)},
        .is_public = db_bool(rows, 5),
        .is_demo = db_bool(rows, 6),
        .published_at = db_instant(rows, 7),
        .updated_at = db_instant(rows, 8),
        .saved_name = db_text(rows, 9),
        .version = db_int(rows, 10),
    };
}

static const char PAGE_LIST[] = "SELECT " PAGE_HEAD " FROM static_page"
                                " WHERE is_public >= $1"
                                " ORDER BY title, id"
                                " LIMIT $2";

const struct fault *static_page_list(struct work *work, bool with_hidden, static_pages *ret_pages)
{
    db_depends(work, page_topic(0));
    return db_list(work, PAGE_LIST, P(!with_hidden, STATIC_PAGES_MOST), read_head,
                   DB_INTO(ret_pages));
}

/* The page of a query with its texts. */
static const struct fault *one_page(struct work *work, const char *sql, struct db_params params,
                                    struct static_page *ret_page)
{
    struct db_rows *rows;
    const struct fault *fault = db_find(work, sql, params, "portal.page.unknown", &rows);
    if (fault)
        return fault;
    read_head(rows, ret_page);
    ret_page->text.body = db_text(rows, 11);
    ret_page->text.body_en = db_text(rows, 12);
    return NULL;
}

static const char PAGE_LOAD[] =
    "SELECT " PAGE_HEAD ", body, body_en FROM static_page WHERE id = $1";

const struct fault *static_page_load(struct work *work, int64_t id, struct static_page *ret_page)
{
    db_depends(work, page_topic(id));
    return one_page(work, PAGE_LOAD, P(id), ret_page);
}

static const char PAGE_BY_SLUG[] =
    "SELECT " PAGE_HEAD ", body, body_en FROM static_page WHERE slug = $1";

const struct fault *static_page_by_slug(struct work *work, struct str slug,
                                        struct static_page *ret_page)
{
    db_depends(work, page_topic(0));
    return one_page(work, PAGE_BY_SLUG, P(slug), ret_page);
}

static const char PAGE_BY_OLD_SLUG[] =
    "SELECT static_page.slug FROM static_page_address"
    " JOIN static_page ON static_page.id = static_page_address.page_id"
    " WHERE static_page_address.slug = $1";

const struct fault *static_page_by_old_slug(struct work *work, struct str slug,
                                            struct str *ret_slug)
{
    struct db_rows *rows;
    const struct fault *fault =
        db_find(work, PAGE_BY_OLD_SLUG, P(slug), "portal.page.unknown", &rows);
    if (!fault)
        *ret_slug = db_text(rows, 0);
    return fault;
}

/* ---- writing ---- */

static void touch(struct work *work, int64_t id)
{
    db_touch(work, page_topic(0));
    db_touch(work, page_topic(id));
}

static const char PAGE_COUNT[] = "SELECT COUNT(*) FROM static_page";

const struct fault *static_page_must_have_room(struct work *work)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, PAGE_COUNT, P0, &rows);
    if (fault || db_int(rows, 0) < STATIC_PAGES_MOST)
        return fault;
    return fault_with(fault_field(work->arena, "title", "portal.page.many"), "most",
                      arena_printf(work->arena, "%d", STATIC_PAGES_MOST));
}

static const char PAGE_INSERT[] =
    "INSERT INTO static_page (id, unit_id, slug, title, title_en, body, body_en, is_public,"
    "                         published_at, updated_at, saved_name)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

/* The moment 0 is none. */
static struct db_value when(struct instant at)
{
    struct db_value value = db_value_instant(at);
    value.is_null = at.us == 0;
    return value;
}

const struct fault *static_page_insert(struct work *work, const struct static_page *page)
{
    const struct static_text *text = &page->text;
    touch(work, page->id);
    return db_exec(work, PAGE_INSERT,
                   P(page->id, page->unit_id, page->slug, text->title, text->title_en, text->body,
                     text->body_en, page->is_public, when(page->published_at), page->updated_at,
                     page->saved_name),
                   NULL);
}

static const char PAGE_UPDATE[] =
    "UPDATE static_page SET slug = $3, title = $4, title_en = $5, body = $6, body_en = $7,"
    "                       is_public = $8, published_at = $9, updated_at = $10,"
    "                       saved_name = $11, version = version + 1"
    " WHERE id = $1 AND version = $2";

const struct fault *static_page_update(struct work *work, const struct static_page *page)
{
    const struct static_text *text = &page->text;
    touch(work, page->id);
    return db_exec_one(work, PAGE_UPDATE,
                       P(page->id, page->version, page->slug, text->title, text->title_en,
                         text->body, text->body_en, page->is_public, when(page->published_at),
                         page->updated_at, page->saved_name),
                       "portal.page.changed");
}

static const char PAGE_MARK_DEMO[] = "UPDATE static_page SET is_demo = 1 WHERE id = $1";

const struct fault *static_page_mark_demo(struct work *work, int64_t id)
{
    touch(work, id);
    return db_exec(work, PAGE_MARK_DEMO, P(id), NULL);
}

static const char OLD_SLUG_ADD[] = "INSERT INTO static_page_address (slug, page_id) VALUES ($1, $2)"
                                   " ON CONFLICT (slug) DO NOTHING";
static const char OLD_SLUG_DROP[] =
    "DELETE FROM static_page_address WHERE slug = $1 AND page_id = $2";

const struct fault *static_page_set_old_slug(struct work *work, int64_t id, struct str slug,
                                             bool is_back)
{
    return db_exec(work, is_back ? OLD_SLUG_DROP : OLD_SLUG_ADD, P(slug, id), NULL);
}

/* ---- revisions ---- */

static const char REVISION_KEEP[] =
    "INSERT INTO static_page_revision (page_id, version, title, title_en, body, body_en,"
    "                                  saved_at, saved_name)"
    " SELECT id, version, title, title_en, body, body_en, updated_at, saved_name"
    " FROM static_page WHERE id = $1";

const struct fault *static_page_keep(struct work *work, int64_t id)
{
    return db_exec(work, REVISION_KEEP, P(id), NULL);
}

#define REVISION_HEAD "version, title, title_en, saved_at, saved_name"

static void read_revision(const struct db_rows *rows, void *item)
{
    *(struct static_revision *)item = (struct static_revision){
        .version = db_int(rows, 0),
        .text = {.title = db_text(rows, 1), .title_en = db_text(rows, 2)},
        .saved_at = db_instant(rows, 3),
        .saved_name = db_text(rows, 4),
    };
}

static const char REVISION_LIST[] = "SELECT " REVISION_HEAD " FROM static_page_revision"
                                    " WHERE page_id = $1"
                                    " ORDER BY version DESC"
                                    " LIMIT $2";

const struct fault *static_revision_list(struct work *work, int64_t page_id,
                                         static_revisions *ret_list)
{
    return db_list(work, REVISION_LIST, P(page_id, REVISIONS_MOST), read_revision,
                   DB_INTO(ret_list));
}

static const char REVISION_LOAD[] =
    "SELECT " REVISION_HEAD ", body, body_en FROM static_page_revision"
    " WHERE page_id = $1 AND version = $2";

const struct fault *static_revision_load(struct work *work, int64_t page_id, int64_t version,
                                         struct static_revision *ret_revision)
{
    struct db_rows *rows;
    const struct fault *fault =
        db_find(work, REVISION_LOAD, P(page_id, version), "edit.revision.unknown", &rows);
    if (fault)
        return fault;
    read_revision(rows, ret_revision);
    ret_revision->text.body = db_text(rows, 5);
    ret_revision->text.body_en = db_text(rows, 6);
    return NULL;
}

const char *const static_page_statements[] = {
    PAGE_COUNT,    PAGE_LIST,     PAGE_LOAD,      PAGE_BY_SLUG,  PAGE_BY_OLD_SLUG,
    PAGE_INSERT,   PAGE_UPDATE,   OLD_SLUG_ADD,   OLD_SLUG_DROP, REVISION_KEEP,
    REVISION_LIST, REVISION_LOAD, PAGE_MARK_DEMO, NULL,
};
