/*
 * Static pages for programs: /api/v1/pages, and the list as /trang.csv.
 */
#include "modules/portal/portal_web.h"

#include "civic/api.h"
#include "view/json.h"

enum {
    EXPORT_LIMIT = 4 * STATIC_BODY_MOST + 4096 /* bytes: a character has four at most */
};

struct page_item {
    struct str slug;
    struct str url;
    struct str title;
    struct str title_en;
    struct instant updated_at;
    bool is_demo;
};
static SHAPE(page_item_shape, struct page_item, FIELD(struct page_item, slug),
             FIELD(struct page_item, url), FIELD(struct page_item, title),
             FIELD(struct page_item, title_en), FIELD(struct page_item, updated_at),
             FIELD(struct page_item, is_demo));

struct page_record {
    struct page_item page;
    struct str unit; /* its slug */
    struct str markdown;
    struct str markdown_en;
};
static SHAPE(page_record_shape, struct page_record,
             RECORD(struct page_record, page, page_item_shape), FIELD(struct page_record, unit),
             FIELD(struct page_record, markdown), FIELD(struct page_record, markdown_en));

static struct page_item item_of(struct work *work, const struct api_call *call,
                                const struct static_page *page)
{
    return (struct page_item){
        .slug = page->slug,
        .url = url_under(work->arena, page_base(work, call->request),
                         static_page_url(work->arena, page->slug))
                   .text,
        .title = page->text.title,
        .title_en = page->text.title_en,
        .updated_at = page->updated_at,
        .is_demo = page->is_demo,
    };
}

static const struct fault *pages_all(struct work *work, const struct api_call *call,
                                     struct api_answer *ret_answer)
{
    VEC(struct page_item) items = {0};
    static_pages pages;
    const struct fault *fault = static_page_list(work, false, &pages);
    if (fault)
        return fault;
    for (size_t i = 0; i < pages.count; i++)
        *VEC_PUSH(&items, work->arena) = item_of(work, call, &pages.items[i]);
    ret_answer->items = VEC_LIST(&items);
    return NULL;
}

static const struct fault *page_one(struct work *work, const struct api_call *call,
                                    struct api_answer *ret_answer)
{
    struct page_record *record = work_alloc(work, struct page_record);
    struct static_page page;
    struct unit unit;
    const struct fault *fault =
        static_page_by_slug(work, request_param(call->request, STR("slug")), &page);
    if (!fault && !page.is_public)
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "portal.page.unknown", "not public");
    if (!fault)
        fault = unit_load(work, page.unit_id, &unit);
    if (fault)
        return fault;
    *record = (struct page_record){.page = item_of(work, call, &page),
                                   .unit = unit.slug,
                                   .markdown = page.text.body,
                                   .markdown_en = page.text.body_en};
    ret_answer->item = record;
    return NULL;
}

/* ---- dinh export ---- */

/* A page in one language: Markdown under its title, as YAML. */
static const struct fault *export_text(struct work *work, const struct static_page *page,
                                       bool is_english, export_add *add, void *context)
{
    struct buf out = buf_init(work->arena, EXPORT_LIMIT);
    struct json json;
    buf_add_literal(&out, "---\ntitle: ");
    json = json_begin(&out);
    json_put_text(&json, is_english ? page->text.title_en : page->text.title);
    json_finish(&json);
    buf_printf(&out, "\nupdated: \"" PRISTR "\"\n---\n\n",
               STRARG(instant_to_iso(work->arena, page->updated_at)));
    buf_add(&out, is_english ? page->text.body_en : page->text.body);
    buf_add_byte(&out, '\n');
    return add(context,
               arena_printf(work->arena, "pages/" PRISTR "%s.md", STRARG(page->slug),
                            is_english ? ".en" : ""),
               buf_str(&out));
}

const struct fault *static_page_export(struct work *work, export_add *add, void *context)
{
    static_pages pages;
    const struct fault *fault = static_page_list(work, false, &pages);
    for (size_t i = 0; !fault && i < pages.count; i++) {
        struct static_page page;
        fault = static_page_load(work, pages.items[i].id, &page);
        if (!fault)
            fault = export_text(work, &page, false, add, context);
        if (!fault && page.text.title_en.len > 0)
            fault = export_text(work, &page, true, add, context);
    }
    return fault;
}

const struct api_route portal_api[PORTAL_API_COUNT] = {
    {.path = "/api/v1/pages",
     .message = "api.pages",
     .shape = &page_item_shape,
     .handler = pages_all,
     .is_list = true,
     .is_fixed = true,
     .csv = "/trang.csv"},
    {.path = "/api/v1/pages/{slug}",
     .message = "api.page",
     .shape = &page_record_shape,
     .handler = page_one},
};
