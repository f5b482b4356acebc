/*
 * The pages of news: the list and the article. Both are kept in the cache; what
 * they depend on is said by article_store.c, which reads it.
 */
#include "modules/publications/article_web.h"

#include "base/asset.h"
#include "text/utf8.h"
#include "view/markdown.h"

enum {
    LIST_LEAD = 240,       /* characters of a lead in the list */
    DESCRIPTION_LEAD = 160 /* and for search engines */
};

struct url article_url(struct arena *arena, struct str slug)
{
    return url_relative(arena, "/tin-tuc/" PRISTR, STRARG(slug));
}

/* ---- the list ---- */

struct list_row {
    struct url url;
    struct str title;
    struct str lead;
    struct civil_date date;
    bool is_demo;
};

static SHAPE(list_row_shape, struct list_row, FIELD(struct list_row, url),
             FIELD(struct list_row, title), FIELD(struct list_row, lead),
             FIELD(struct list_row, date), FIELD(struct list_row, is_demo));

struct list_page {
    struct layout layout;
    struct list rows; /* struct list_row */
    struct page_pager pager;
    struct url newest_url; /* where this is not the newest page */
};

static SHAPE(list_page_shape, struct list_page, RECORD(struct list_page, layout, layout_shape),
             LIST(struct list_page, rows, list_row_shape),
             RECORD(struct list_page, pager, page_pager_shape),
             FIELD(struct list_page, newest_url));

const struct page_kind article_list_kind = {"publications/list", &list_page_shape};

/* Where a list page begins, as its address says it. */
struct position {
    struct article_key key; /* id 0: at the newest */
    bool is_newer;
};

bool article_key_read(struct str text, struct article_key *ret_key)
{
    struct str rest = text;
    struct article_key key;
    struct str moment = str_cut(&rest, '-');
    if (!rest.ptr || !str_to_int64(moment, &key.published_at.us) || !str_to_int64(rest, &key.id) ||
        key.id <= 0)
        return false;
    *ret_key = key;
    return true;
}

struct str article_key_text(struct arena *arena, const struct article_row *row)
{
    return arena_printf(arena, "%lld-%lld", (long long)row->published_at.us, (long long)row->id);
}

static struct url key_url(struct arena *arena, const char *name, const struct article_row *row)
{
    return url_add(arena, URL("/tin-tuc"), str_from_c(name), article_key_text(arena, row));
}

static const struct fault *position_read(struct work *work, const struct request *request,
                                         struct position *ret_position)
{
    struct str older = request_query(request, STR("truoc"));
    struct str newer = request_query(request, STR("sau"));
    struct position position = {.is_newer = !older.ptr && newer.ptr};
    struct str text = older.ptr ? older : newer;
    if (text.ptr && !article_key_read(text, &position.key))
        return fault_new(work->arena, FAULT_MALFORMED, "news.key", "bad key");
    *ret_position = position;
    return NULL;
}

/* Whether there is anything beyond `row`, on the newer or the older side. */
static const struct fault *has_more(struct work *work, const struct article_row *row, bool is_newer,
                                    bool *ret_more)
{
    struct article_key key = {row->published_at, row->id};
    article_rows rows;
    const struct fault *fault = is_newer ? article_list_newer(work, 0, key, 1, &rows)
                                         : article_list_older(work, 0, key, 1, &rows);
    if (!fault)
        *ret_more = rows.count > 0;
    return fault;
}

/* What follows the rows on the older side is seen by asking for one more. */
static const struct fault *load_older(struct work *work, struct article_key from,
                                      article_rows *ret_rows, bool *ret_more)
{
    const struct fault *fault = article_list_older(work, 0, from, ARTICLE_PAGE + 1, ret_rows);
    if (fault)
        return fault;
    *ret_more = ret_rows->count > ARTICLE_PAGE;
    if (*ret_more)
        ret_rows->count = ARTICLE_PAGE;
    return NULL;
}

/* One page of rows, and whether there are older ones. The last step towards the
 * newest is the first page itself, full as always. */
static const struct fault *load_rows(struct work *work, struct position position,
                                     article_rows *ret_rows, bool *ret_more)
{
    const struct fault *fault;
    if (!position.is_newer)
        return load_older(work, position.key, ret_rows, ret_more);
    fault = article_list_newer(work, 0, position.key, ARTICLE_PAGE, ret_rows);
    if (!fault && ret_rows->count < ARTICLE_PAGE)
        return load_older(work, (struct article_key){0}, ret_rows, ret_more);
    if (!fault && ret_rows->count > 0)
        fault = has_more(work, &ret_rows->items[ret_rows->count - 1], false, ret_more);
    return fault;
}

/* On the first page nothing is newer. */
static const struct fault *fill_pager(struct work *work, struct position position,
                                      const article_rows *rows, bool has_older,
                                      struct page_pager *ret_pager)
{
    bool has_newer = false;
    const struct fault *fault = NULL;
    if (rows->count == 0)
        return NULL;
    if (position.key.id)
        fault = has_more(work, &rows->items[0], true, &has_newer);
    if (has_newer)
        ret_pager->newer_url = key_url(work->arena, "sau", &rows->items[0]);
    if (has_older)
        ret_pager->older_url = key_url(work->arena, "truoc", &rows->items[rows->count - 1]);
    return fault;
}

/* Most leads are short enough; a browser shows their line breaks as spaces. */
static struct str short_lead(struct arena *arena, struct str lead)
{
    return lead.len <= LIST_LEAD ? lead : text_excerpt(arena, lead, LIST_LEAD);
}

static struct list rows_of(struct work *work, const article_rows *rows)
{
    struct list_row *shown = arena_alloc_array(work->arena, rows->count, sizeof(*shown));
    for (size_t i = 0; i < rows->count; i++) {
        const struct article_row *row = &rows->items[i];
        shown[i] = (struct list_row){.url = article_url(work->arena, row->slug),
                                     .title = row->title,
                                     .lead = short_lead(work->arena, row->lead),
                                     .date = instant_date(row->published_at),
                                     .is_demo = row->is_demo};
    }
    return (struct list){shown, rows->count, sizeof(*shown)};
}

const struct fault *article_list_page(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct list_page page = {0};
    struct position position = {0};
    article_rows rows = {0};
    bool has_older = false;
    const struct fault *fault = position_read(work, request, &position);
    if (!fault)
        fault = load_rows(work, position, &rows, &has_older);
    if (!fault)
        fault = fill_pager(work, position, &rows, has_older, &page.pager);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "news.title"), &page.layout);
    if (fault)
        return fault;
    page.rows = rows_of(work, &rows);
    if (position.key.id)
        page.newest_url = URL("/tin-tuc");
    page.layout.description = site_message(work, "news.description");
    if (position.key.id && page.layout.canonical_url.text.len > 0)
        page.layout.canonical_url = url_add(
            work->arena, page.layout.canonical_url, position.is_newer ? STR("sau") : STR("truoc"),
            request_query(request, position.is_newer ? STR("sau") : STR("truoc")));
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond(work, response, 200, &article_list_kind, &page);
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
    struct url picture_url;
    struct str picture_alt;
    struct str caption;
    struct civil_date updated;
    int64_t views;
    bool is_demo;
    bool has_neighbours;
    const struct neighbour *older;
    const struct neighbour *newer;
};

static SHAPE(article_page_shape, struct article_page,
             RECORD(struct article_page, layout, layout_shape), FIELD(struct article_page, title),
             FIELD(struct article_page, lead), FIELD(struct article_page, body),
             FIELD(struct article_page, byline), FIELD(struct article_page, picture_url),
             FIELD(struct article_page, picture_alt), FIELD(struct article_page, caption),
             FIELD(struct article_page, updated), FIELD(struct article_page, views),
             FIELD(struct article_page, is_demo), FIELD(struct article_page, has_neighbours),
             POINTER(struct article_page, older, neighbour_shape),
             POINTER(struct article_page, newer, neighbour_shape));

const struct page_kind article_kind = {"publications/article", &article_page_shape};

struct withdrawn_page {
    struct layout layout;
};

static SHAPE(withdrawn_page_shape, struct withdrawn_page,
             RECORD(struct withdrawn_page, layout, layout_shape));

const struct page_kind article_withdrawn_kind = {"publications/withdrawn", &withdrawn_page_shape};

struct url article_picture_url(struct arena *arena, const struct article *article)
{
    if (article->picture.len == 0 ||
        !asset_find(arena_printf(arena, "ui/" PRISTR, STRARG(article->picture))))
        return URL("");
    return asset_url(arena, arena_c(arena, article->picture));
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
    struct url picture = article_picture_url(work->arena, article);
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

static const struct fault *show_article(struct work *work, const struct request *request,
                                        const struct article *article, struct response *response)
{
    struct article_page page = {.title = article->title,
                                .lead = article->lead,
                                .byline = article->byline,
                                .picture_url = article_picture_url(work->arena, article),
                                .picture_alt = article->picture_alt,
                                .caption = article->caption,
                                .updated = instant_date(article->updated_at),
                                .views = article->views,
                                .is_demo = article->is_demo};
    struct article_row older;
    struct article_row newer;
    const struct fault *fault = markdown_html(work->arena, article->body, &page.body);
    if (!fault)
        fault = article_neighbours(work, article, &older, &newer);
    if (!fault)
        fault = fill_layout(work, request, article, &page.layout);
    if (fault)
        return fault;
    page.older = neighbour_of(work, &older);
    page.newer = neighbour_of(work, &newer);
    page.has_neighbours = page.older || page.newer;
    return page_respond(work, response, 200, &article_kind, &page);
}

/* Says that there was an article, and nothing of it: its title may be what it was
 * withdrawn for. */
static const struct fault *show_withdrawn(struct work *work, const struct request *request,
                                          struct response *response)
{
    struct withdrawn_page page = {0};
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
        return show_withdrawn(work, request, response);
    case ARTICLE_DRAFT:
    case ARTICLE_STATUS_COUNT:
        break;
    }
    return fault_new(work->arena, FAULT_NOT_FOUND, "news.unknown", "not published");
}
