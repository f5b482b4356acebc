/*
 * /quan-tri/trang/{id}/ban: what a static page was after each save, and the difference
 * between two texts.
 */
#include "modules/portal/portal_web.h"

#include "civic/site.h"
#include "civic/writing.h"

#include <stddef.h>

/* ---- differences ---- */

/* columns: message of the field, where it is */
static const struct {
    const char *message;
    size_t offset;
} compared[] = {
    {"portal.field.title",    offsetof(struct static_text, title)   },
    {"portal.field.title_en", offsetof(struct static_text, title_en)},
    {"portal.field.body",     offsetof(struct static_text, body)    },
    {"portal.field.body_en",  offsetof(struct static_text, body_en) },
};

struct list static_changes_of(struct work *work, const struct static_text *old_text,
                              const struct static_text *new_text)
{
    enum {
        COMPARED = sizeof(compared) / sizeof(compared[0])
    };
    struct written_text both[COMPARED];
    for (size_t i = 0; i < COMPARED; i++)
        both[i] = (struct written_text){
            compared[i].message, *(const struct str *)((const char *)old_text + compared[i].offset),
            *(const struct str *)((const char *)new_text + compared[i].offset)};
    return written_changes(work, both, COMPARED);
}

/* ---- what it was before ---- */

struct static_revision_row {
    struct url url;
    struct str version;
    struct str title;
    struct str saved_name;
    struct instant saved_at;
    bool is_shown;
};
static SHAPE(static_revision_row_shape, struct static_revision_row,
             FIELD(struct static_revision_row, url), FIELD(struct static_revision_row, version),
             FIELD(struct static_revision_row, title),
             FIELD(struct static_revision_row, saved_name),
             FIELD(struct static_revision_row, saved_at),
             FIELD(struct static_revision_row, is_shown));

struct static_revisions_page {
    struct layout layout;
    struct str name;     /* of the page */
    struct list rows;    /* struct static_revision_row */
    struct list changes; /* struct written_change: from the chosen one to today's */
    bool is_compared;
    struct url edit_url;
    struct url reopen_url;
};
static SHAPE(static_revisions_shape, struct static_revisions_page,
             RECORD(struct static_revisions_page, layout, layout_shape),
             FIELD(struct static_revisions_page, name),
             LIST(struct static_revisions_page, rows, static_revision_row_shape),
             LIST(struct static_revisions_page, changes, written_change_shape),
             FIELD(struct static_revisions_page, is_compared),
             FIELD(struct static_revisions_page, edit_url),
             FIELD(struct static_revisions_page, reopen_url));
const struct page_kind static_revisions_kind = {"portal/revisions", &static_revisions_shape};

static const struct fault *compare(struct work *work, const struct static_page *now,
                                   int64_t version, struct static_revisions_page *page)
{
    struct static_revision revision;
    const struct fault *fault = static_revision_load(work, now->id, version, &revision);
    if (fault)
        return fault;
    page->changes = static_changes_of(work, &revision.text, &now->text);
    page->is_compared = true;
    page->reopen_url = url_add(work->arena, static_edit_url(work, now->id, ""), STR("ban"),
                               arena_printf(work->arena, "%lld", (long long)version));
    return NULL;
}

const struct fault *static_revisions_show(struct work *work, const struct request *request,
                                          struct response *response)
{
    struct admin_place place = {.title = site_message(work, "edit.revisions"),
                                .parent = "portal.pages.title",
                                .parent_url = URL("/quan-tri/trang")};
    struct static_revisions_page page = {.is_compared = false};
    VEC(struct static_revision_row) rows = {0};
    struct static_page now;
    static_revisions list = {0};
    int64_t version = 0;
    const struct fault *fault = static_page_of_path(work, request, &now);
    str_to_int64(request_query(request, STR("ban")), &version);
    if (!fault)
        fault = static_revision_list(work, now.id, &list);
    if (!fault)
        fault = admin_layout(work, request, &place, NULL, &page.layout);
    if (!fault && version)
        fault = compare(work, &now, version, &page);
    if (fault)
        return fault;
    for (size_t i = 0; i < list.count; i++) {
        struct str number = arena_printf(work->arena, "%lld", (long long)list.items[i].version);
        *VEC_PUSH(&rows, work->arena) = (struct static_revision_row){
            .url = url_add(work->arena, static_edit_url(work, now.id, "/ban"), STR("ban"), number),
            .version = number,
            .title = list.items[i].text.title,
            .saved_name = list.items[i].saved_name,
            .saved_at = list.items[i].saved_at,
            .is_shown = list.items[i].version == version,
        };
    }
    page.rows = VEC_LIST(&rows);
    page.name = now.text.title;
    page.edit_url = static_edit_url(work, now.id, "");
    return page_respond(work, response, 200, &static_revisions_kind, &page);
}
