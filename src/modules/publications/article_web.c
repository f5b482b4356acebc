/*
 * The page of an article, its short address and the code that leads to it. Kept in
 * the cache; what a page depends on is said by the stores, which read it.
 */
#include "modules/publications/article_web.h"

#include "base/asset.h"
#include "civic/file_store.h"
#include "civic/qr.h"
#include "civic/unit.h"
#include "http/etag.h"
#include "modules/publications/editing.h"
#include "text/utf8.h"
#include "view/markdown.h"

#include <string.h>

enum {
    DESCRIPTION_LEAD = 160, /* characters of a lead for search engines */
};

struct url article_url(struct arena *arena, struct str slug)
{
    return url_relative(arena, "/tin-tuc/" PRISTR, STRARG(slug));
}

/* ---- one article ---- */

/* The article before or after, beside the text. */
struct neighbour {
    struct url url;
    struct str title;
    struct civil_date date;
    bool is_demo;
};

static SHAPE(neighbour_shape, struct neighbour, FIELD(struct neighbour, url),
             FIELD(struct neighbour, title), FIELD(struct neighbour, date),
             FIELD(struct neighbour, is_demo));

struct article_page {
    struct layout layout;
    struct str title;
    struct str lead;
    struct html body;
    struct str byline;
    struct article_picture picture;
    struct str picture_alt;
    struct str caption;
    struct url category_url;
    struct str category;
    struct url unit_url; /* where the article is of another unit than the portal */
    struct str unit;
    struct list tags;    /* struct page_link */
    struct list related; /* struct neighbour */
    struct url edit_url; /* for those who write in its unit */
    struct url short_url;
    struct url qr_url;
    struct str short_text; /* as one types it: "thanhba.vn/t/k3m7pqa" */
    struct civil_date updated;
    int64_t views;
    bool is_demo;
    bool has_neighbours;
    bool has_beside;
    const struct neighbour *older;
    const struct neighbour *newer;
};

static SHAPE(article_page_shape, struct article_page,
             RECORD(struct article_page, layout, layout_shape), FIELD(struct article_page, title),
             FIELD(struct article_page, lead), FIELD(struct article_page, body),
             FIELD(struct article_page, byline),
             RECORD(struct article_page, picture, article_picture_shape),
             FIELD(struct article_page, picture_alt), FIELD(struct article_page, caption),
             FIELD(struct article_page, category_url), FIELD(struct article_page, category),
             FIELD(struct article_page, unit_url), FIELD(struct article_page, unit),
             LIST(struct article_page, tags, page_link_shape),
             LIST(struct article_page, related, neighbour_shape),
             FIELD(struct article_page, edit_url), FIELD(struct article_page, short_url),
             FIELD(struct article_page, qr_url), FIELD(struct article_page, short_text),
             FIELD(struct article_page, updated), FIELD(struct article_page, views),
             FIELD(struct article_page, is_demo), FIELD(struct article_page, has_neighbours),
             FIELD(struct article_page, has_beside),
             POINTER(struct article_page, older, neighbour_shape),
             POINTER(struct article_page, newer, neighbour_shape));

const struct page_kind article_kind = {"publications/article", &article_page_shape};

struct withdrawn_page {
    struct layout layout;
    struct url edit_url; /* for those who write in its unit */
    struct str reason;   /* may be empty: of one withdrawn elsewhere */
    struct civil_date day;
};

static SHAPE(withdrawn_page_shape, struct withdrawn_page,
             RECORD(struct withdrawn_page, layout, layout_shape),
             FIELD(struct withdrawn_page, edit_url), FIELD(struct withdrawn_page, reason),
             FIELD(struct withdrawn_page, day));

const struct page_kind article_withdrawn_kind = {"publications/withdrawn", &withdrawn_page_shape};

/* ---- around it ---- */

/* Who reads it and may write it comes to its form by one link. */
static struct url edit_url_of(struct work *work, const struct article *article)
{
    if (actor_must(work, news_writers, article->unit_id))
        return URL("");
    return url_relative(work->arena, "/can-bo/tin/%lld", (long long)article->id);
}

static const struct neighbour *neighbour_of(struct work *work, const struct article_row *row)
{
    struct neighbour *neighbour;
    if (row->id == 0)
        return NULL;
    neighbour = work_alloc(work, struct neighbour);
    *neighbour = (struct neighbour){.url = article_url(work->arena, row->slug),
                                    .title = row->title,
                                    .date = instant_date(row->published_at),
                                    .is_demo = row->is_demo};
    return neighbour;
}

static const struct fault *fill_layout(struct work *work, const struct request *request,
                                       const struct article *article, struct layout *ret_layout)
{
    struct layout *layout = ret_layout;
    struct str base = page_base(work, request);
    struct url picture = article_picture_url(work, article);
    const struct fault *fault = page_layout(work, request, article->title, layout);
    if (fault)
        return fault;
    layout->description = text_excerpt(work->arena, article->lead, DESCRIPTION_LEAD);
    if (picture.text.len > 0)
        layout->image_url = url_under(work->arena, base, picture);
    layout->json_ld = article_json_ld(work, request, article, layout->unit_name);
    page_crumb(work, layout, URL("/tin-tuc"), site_message(work, "news.title"));
    page_crumb(work, layout, URL(""), article->title);
    return NULL;
}

static const struct fault *fill_category(struct work *work, const struct article *article,
                                         struct article_page *page)
{
    struct category category;
    const struct fault *fault;
    if (!article->category_id)
        return NULL;
    fault = category_load(work, article->category_id, &category);
    if (fault)
        return fault;
    page->category = category.name;
    page->category_url = url_add(work->arena, URL("/tin-tuc"), STR("muc"), category.slug);
    return NULL;
}

static const struct fault *fill_tags(struct work *work, const struct article *article,
                                     struct article_page *page)
{
    article_tags tags;
    struct page_link *links;
    const struct fault *fault = article_tags_read(work->arena, article->tags, &tags);
    if (fault)
        return fault;
    links = arena_alloc_array(work->arena, tags.count, sizeof(*links));
    for (size_t i = 0; i < tags.count; i++)
        links[i] = (struct page_link){
            .url = url_add(work->arena, URL("/tin-tuc"), STR("the"), tags.items[i].slug),
            .label = tags.items[i].name};
    page->tags = (struct list){links, tags.count, sizeof(*links)};
    return NULL;
}

/* Where the article comes from, on a portal of several units. */
static const struct fault *fill_unit(struct work *work, const struct article *article,
                                     struct article_page *page)
{
    struct unit own;
    struct unit unit;
    const struct fault *fault = site_unit(work, &own);
    if (!fault && own.id != article->unit_id)
        fault = unit_load(work, article->unit_id, &unit);
    if (fault || own.id == article->unit_id)
        return fault;
    page->unit = unit.name;
    page->unit_url = url_relative(work->arena, "/don-vi/" PRISTR "/tin", STRARG(unit.slug));
    return NULL;
}

static const struct fault *fill_related(struct work *work, const struct article *article,
                                        struct article_page *page)
{
    article_rows rows;
    struct neighbour *views;
    const struct fault *fault = article_related(work, article, &rows);
    if (fault)
        return fault;
    views = arena_alloc_array(work->arena, rows.count, sizeof(*views));
    for (size_t i = 0; i < rows.count; i++)
        views[i] = *neighbour_of(work, &rows.items[i]);
    page->related = (struct list){views, rows.count, sizeof(*views)};
    return NULL;
}

static void fill_short(struct work *work, const struct request *request,
                       const struct article *article, struct article_page *page)
{
    struct str base = page_base(work, request);
    ptrdiff_t scheme = str_find(base, STR("://"), 0);
    if (article->code.len == 0)
        return;
    page->short_url = url_relative(work->arena, "/t/" PRISTR, STRARG(article->code));
    page->qr_url = url_relative(work->arena, "/t/" PRISTR "/qr.svg", STRARG(article->code));
    page->short_text = arena_printf(work->arena, PRISTR "/t/" PRISTR,
                                    STRARG(str_from(base, scheme < 0 ? 0 : (size_t)scheme + 3)),
                                    STRARG(article->code));
}

/* All that stands around the text. */
static const struct fault *fill_around(struct work *work, const struct request *request,
                                       const struct article *article, struct article_page *page)
{
    const struct fault *fault = fill_category(work, article, page);
    if (!fault)
        fault = fill_tags(work, article, page);
    if (!fault)
        fault = fill_unit(work, article, page);
    if (!fault)
        fault = fill_related(work, article, page);
    if (!fault)
        fill_short(work, request, article, page);
    return fault;
}

static const struct fault *show_article(struct work *work, const struct request *request,
                                        const struct article *article, struct response *response)
{
    struct article_page page = {.title = article->title,
                                .lead = article->lead,
                                .byline = article->byline,
                                .picture = article_picture_of(work, article),
                                .picture_alt = article->picture_alt,
                                .caption = article->caption,
                                .updated = instant_date(article->updated_at),
                                .views = article->views,
                                .edit_url = edit_url_of(work, article),
                                .is_demo = article->is_demo};
    struct article_row older;
    struct article_row newer;
    const struct fault *fault = article_body(work, article->id, article->body, &page.body);
    if (!fault)
        fault = article_neighbours(work, article, &older, &newer);
    if (!fault)
        fault = fill_layout(work, request, article, &page.layout);
    if (fault)
        return fault;
    page.older = neighbour_of(work, &older);
    page.newer = neighbour_of(work, &newer);
    page.has_neighbours = page.older || page.newer;
    fault = fill_around(work, request, article, &page);
    if (fault)
        return fault;
    page.has_beside = page.has_neighbours || page.related.count > 0;
    return page_respond(work, response, 200, &article_kind, &page);
}

/* Says that there was an article and why it is gone, and nothing of it: its title may be what it
 * was withdrawn for. */
static const struct fault *show_withdrawn(struct work *work, const struct request *request,
                                          const struct article *article, struct response *response)
{
    struct withdrawn_page page = {.edit_url = edit_url_of(work, article),
                                  .reason = article->reason,
                                  .day = instant_date(article->updated_at)};
    const struct fault *fault =
        page_layout(work, request, site_message(work, "news.withdrawn"), &page.layout);
    if (fault)
        return fault;
    page.layout.is_private = true;
    page_crumb(work, &page.layout, URL("/tin-tuc"), site_message(work, "news.title"));
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond(work, response, 410, &article_withdrawn_kind, &page);
}

/* An old address leads to the new one; a fault where it is none. */
static const struct fault *follow_alias(struct work *work, struct str slug,
                                        struct response *response)
{
    struct str now;
    const struct fault *fault = article_by_alias(work, slug, &now);
    if (!fault)
        response_moved(response, article_url(work->arena, now).text);
    return fault;
}

const struct fault *article_page(struct work *work, const struct request *request,
                                 struct response *response)
{
    struct str slug = request_param(request, STR("slug"));
    struct article article;
    const struct fault *fault = article_by_slug(work, slug, &article);
    if (fault && fault->kind == FAULT_NOT_FOUND)
        return follow_alias(work, slug, response);
    if (fault)
        return fault;
    switch (article.status) {
    case ARTICLE_PUBLISHED:
        return show_article(work, request, &article, response);
    case ARTICLE_WITHDRAWN:
        return show_withdrawn(work, request, &article, response);
    case ARTICLE_DRAFT:
    case ARTICLE_PENDING:
    case ARTICLE_SCHEDULED:
    case ARTICLE_STATUS_COUNT:
        break;
    }
    return fault_new(work->arena, FAULT_NOT_FOUND, "news.unknown", "not published");
}

/* ---- the short address ---- */

const struct fault *article_short_page(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct str slug;
    const struct fault *fault = article_by_code(work, request_param(request, STR("code")), &slug);
    if (!fault)
        response_moved(response, article_url(work->arena, slug).text);
    return fault;
}

const struct fault *article_qr_page(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct str code = request_param(request, STR("code"));
    struct str base = page_base(work, request);
    struct str target = arena_printf(work->arena, PRISTR "/t/" PRISTR, STRARG(base), STRARG(code));
    struct str slug;
    struct qr qr;
    struct str svg;
    const struct fault *fault = article_by_code(work, code, &slug);
    if (!fault)
        fault = qr_encode(work->arena, target, &qr);
    if (fault)
        return fault;
    svg = qr_svg(work->arena, &qr, target);
    response_bytes(response, 200, STR("image/svg+xml"), svg);
    response_etag(response, etag_of(work->arena, svg));
    response_keep(response, RESPONSE_REVALIDATE);
    return NULL;
}
