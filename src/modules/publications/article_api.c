/*
 * News for programs: /api/v1/news, and the list as /tin-tuc.csv.
 */
#include "modules/publications/article_api.h"

#include "civic/page.h"
#include "civic/unit.h"
#include "modules/publications/article_web.h"
#include "modules/publications/editing.h"
#include "view/markdown.h"

/* ---- what anybody may know ---- */

struct news_item {
    struct code_number id;
    struct str slug;
    struct str url;
    struct str title;
    struct str lead;
    struct str byline;
    struct instant published_at;
    struct instant updated_at;
    bool is_demo;
};

static SHAPE(news_item_shape, struct news_item, FIELD(struct news_item, id),
             FIELD(struct news_item, slug), FIELD(struct news_item, url),
             FIELD(struct news_item, title), FIELD(struct news_item, lead),
             FIELD(struct news_item, byline), FIELD(struct news_item, published_at),
             FIELD(struct news_item, updated_at), FIELD(struct news_item, is_demo));

struct news_article {
    struct code_number id;
    struct str slug;
    struct str url;
    struct str unit; /* its slug */
    struct str title;
    struct str lead;
    struct str markdown;
    struct html html;
    struct str byline;
    struct str picture_url;
    struct str picture_alt;
    struct str caption;
    struct instant published_at;
    struct instant updated_at;
    int64_t views;
    bool is_demo;
};

static SHAPE(news_article_shape, struct news_article, FIELD(struct news_article, id),
             FIELD(struct news_article, slug), FIELD(struct news_article, url),
             FIELD(struct news_article, unit), FIELD(struct news_article, title),
             FIELD(struct news_article, lead), FIELD(struct news_article, markdown),
             FIELD(struct news_article, html), FIELD(struct news_article, byline),
             FIELD(struct news_article, picture_url), FIELD(struct news_article, picture_alt),
             FIELD(struct news_article, caption), FIELD(struct news_article, published_at),
             FIELD(struct news_article, updated_at), FIELD(struct news_article, views),
             FIELD(struct news_article, is_demo));

/* ---- the list ---- */

static const struct form_field list_parameters[] = {
    {"unit", INPUT_LINE, 1, 100, false, NULL},
};

/* The articles of the unit that ?unit= names, or all. An unknown one is a fault at the
 * parameter. */
static const struct fault *filter_of(struct work *work, const struct form *form,
                                     struct article_filter *ret_filter)
{
    struct str slug = form_str(form, "unit");
    struct unit unit = {0};
    const struct fault *fault = slug.len > 0 ? unit_by_slug(work, slug, &unit) : NULL;
    if (fault && fault->kind == FAULT_NOT_FOUND)
        return fault_field(work->arena, "unit", "unit.unknown");
    if (!fault)
        *ret_filter = article_filter_of_unit(unit.id);
    return fault;
}

static struct list items_of(struct work *work, const struct request *request,
                            const article_rows *rows)
{
    struct str base = page_base(work, request);
    struct news_item *items = arena_alloc_array(work->arena, rows->count, sizeof(*items));
    for (size_t i = 0; i < rows->count; i++) {
        const struct article_row *row = &rows->items[i];
        items[i] = (struct news_item){
            .id = {row->id},
            .slug = row->slug,
            .url = url_under(work->arena, base, article_url(work->arena, row->slug)).text,
            .title = row->title,
            .lead = row->lead,
            .byline = row->byline,
            .published_at = row->published_at,
            .updated_at = row->updated_at,
            .is_demo = row->is_demo,
        };
    }
    return (struct list){items, rows->count, sizeof(*items)};
}

static const struct fault *news_list(struct work *work, const struct api_call *call,
                                     struct api_answer *ret_answer)
{
    struct article_key from = {0};
    article_rows rows;
    struct article_filter filter;
    const struct fault *fault = NULL;
    if (call->after.len > 0 && !article_key_read(call->after, &from))
        return api_bad_after(work);
    fault = filter_of(work, call->form, &filter);
    if (!fault)
        fault = article_entries_of(work, &filter, from, call->limit + 1, &rows);
    if (fault)
        return fault;
    if (rows.count > (size_t)call->limit) {
        rows.count--;
        ret_answer->next = article_key_text(work->arena, &rows.items[rows.count - 1]);
    }
    ret_answer->items = items_of(work, call->request, &rows);
    return NULL;
}

/* ---- one article ---- */

static const struct fault *fill(struct work *work, const struct request *request,
                                const struct article *article, struct news_article *item)
{
    struct str base = page_base(work, request);
    struct url picture = article_picture_url(work, article);
    struct unit unit;
    const struct fault *fault = unit_load(work, article->unit_id, &unit);
    *item = (struct news_article){
        .id = {article->id},
        .slug = article->slug,
        .url = url_under(work->arena, base, article_url(work->arena, article->slug)).text,
        .title = article->title,
        .lead = article->lead,
        .markdown = article->body,
        .byline = article->byline,
        .picture_alt = article->picture_alt,
        .caption = article->caption,
        .published_at = article->published_at,
        .updated_at = article->updated_at,
        .views = article->views,
        .is_demo = article->is_demo,
    };
    if (picture.text.len > 0)
        item->picture_url = url_under(work->arena, base, picture).text;
    if (fault)
        return fault;
    item->unit = unit.slug;
    return article_body(work, article->id, article->body, &item->html);
}

static const struct fault *news_one(struct work *work, const struct api_call *call,
                                    struct api_answer *ret_answer)
{
    struct news_article *item = work_alloc(work, struct news_article);
    struct article article;
    const struct fault *fault =
        article_by_slug(work, request_param(call->request, STR("slug")), &article);
    if (!fault && article.status == ARTICLE_WITHDRAWN)
        return fault_new(work->arena, FAULT_GONE, "news.withdrawn-text", "withdrawn");
    if (!fault && article.status != ARTICLE_PUBLISHED)
        return fault_new(work->arena, FAULT_NOT_FOUND, "news.unknown", "not published");
    if (!fault)
        fault = fill(work, call->request, &article, item);
    ret_answer->item = item;
    return fault;
}

/* ---- categories ---- */

struct category_item {
    struct code_number id;
    struct str slug;
    struct str name;
    struct str url;
};
static SHAPE(category_item_shape, struct category_item, FIELD(struct category_item, id),
             FIELD(struct category_item, slug), FIELD(struct category_item, name),
             FIELD(struct category_item, url));

static const struct fault *categories_all(struct work *work, const struct api_call *call,
                                          struct api_answer *ret_answer)
{
    struct str base = page_base(work, call->request);
    category_list categories;
    struct category_item *items;
    const struct fault *fault = category_list_all(work, &categories);
    if (fault)
        return fault;
    items = arena_alloc_array(work->arena, categories.count, sizeof(*items));
    for (size_t i = 0; i < categories.count; i++) {
        const struct category *category = &categories.items[i];
        struct url url = url_add(work->arena, URL("/tin-tuc"), STR("muc"), category->slug);
        items[i] = (struct category_item){
            {category->id}, category->slug, category->name, url_under(work->arena, base, url).text};
    }
    ret_answer->items = (struct list){items, categories.count, sizeof(*items)};
    return NULL;
}

const struct api_route article_api[ARTICLE_API_COUNT] = {
    {.path = "/api/v1/news",
     .message = "api.news",
     .shape = &news_item_shape,
     .handler = news_list,
     .is_list = true,
     .parameters = list_parameters,
     .parameter_count = 1,
     .csv = "/tin-tuc.csv"},
    {.path = "/api/v1/news/{slug}",
     .message = "api.news-article",
     .shape = &news_article_shape,
     .handler = news_one},
    {.path = "/api/v1/news-categories",
     .message = "api.news-categories",
     .shape = &category_item_shape,
     .handler = categories_all,
     .is_list = true,
     .is_fixed = true,
     .csv = "/chuyen-muc.csv"},
};
