/*
 * Search for programs: /api/v1/search.
 */
#include "modules/search/search_api.h"

#include "civic/page.h"
#include "civic/search.h"
#include "civic/unit.h"
#include "modules/search/search_web.h"

struct search_item {
    struct str kind; /* "news" */
    struct str url;
    struct html title;
    struct html snippet;
    struct instant published_at;
    bool is_demo;
};

static SHAPE(search_item_shape, struct search_item, FIELD(struct search_item, kind),
             FIELD(struct search_item, url), FIELD(struct search_item, title),
             FIELD(struct search_item, snippet), FIELD(struct search_item, published_at),
             FIELD(struct search_item, is_demo));

static const struct form_field parameters[] = {
    {"q",     INPUT_LINE, 1, REQUEST_TARGET, true,  NULL},
    {"kind",  INPUT_LINE, 1, 40,             false, NULL},
    {"unit",  INPUT_LINE, 1, 100,            false, NULL},
    {"from",  INPUT_DATE, 0, 0,              false, NULL},
    {"until", INPUT_DATE, 0, 0,              false, NULL},
};

static const struct fault *read_filter(struct work *work, const struct form *form,
                                       struct search_filter *ret_filter)
{
    struct str slug = form_str(form, "unit");
    struct unit unit = {0};
    const struct fault *fault = slug.len > 0 ? unit_by_slug(work, slug, &unit) : NULL;
    if (fault && fault->kind == FAULT_NOT_FOUND)
        return fault_field(work->arena, "unit", "unit.unknown");
    *ret_filter = (struct search_filter){.kind = form_str(form, "kind"),
                                         .unit_id = unit.id,
                                         .from = form_date(form, "from"),
                                         .until = form_date(form, "until")};
    return fault;
}

static const struct fault *search_all(struct work *work, const struct api_call *call,
                                      struct api_answer *ret_answer)
{
    struct str base = page_base(work, call->request);
    struct search_place after = {0};
    struct search_filter filter;
    struct search_result result;
    struct search_item *items;
    const struct fault *fault = read_filter(work, call->form, &filter);
    if (!fault && call->after.len > 0 && !search_place_read(call->after, &after))
        fault = api_bad_after(work);
    if (!fault)
        fault = search_find(work, form_str(call->form, "q"), &filter, after, &result);
    if (fault)
        return fault;
    items = arena_alloc_array(work->arena, result.hits.count, sizeof(*items));
    for (size_t i = 0; i < result.hits.count; i++) {
        const struct search_hit *hit = &result.hits.items[i];
        items[i] =
            (struct search_item){hit->kind,         url_under(work->arena, base, hit->url).text,
                                 hit->title,        hit->snippet,
                                 hit->published_at, hit->is_demo};
    }
    ret_answer->items = (struct list){items, result.hits.count, sizeof(*items)};
    if (result.has_more)
        ret_answer->next = search_place_text(work->arena, result.last);
    return NULL;
}

const struct api_route search_api[SEARCH_API_COUNT] = {
    {.path = "/api/v1/search",
     .message = "api.search",
     .shape = &search_item_shape,
     .handler = search_all,
     .is_list = true,
     .is_fixed = true,
     .is_not_kept = true,
     .parameters = parameters,
     .parameter_count = sizeof(parameters) / sizeof(parameters[0])},
};
