/*
 * Lists of news: all, of a category, a tag or a unit. Kept in the cache; what they
 * depend on is said by the stores, which read it.
 */
#include "modules/publications/article_choice.h"
#include "modules/publications/article_web.h"
#include "modules/publications/desk.h"
#include "text/utf8.h"

enum {
    LIST_LEAD = 240, /* characters of a lead in the list */
    PINNED_MOST = 3
};

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
    struct str heading;
    struct str kicker;
    struct list categories; /* struct page_link */
    struct list pinned;     /* struct list_row */
    struct list rows;       /* struct list_row */
    struct page_pager pager;
    struct url newest_url; /* where this is not the newest page */
    struct url notice_url; /* to be told by e-mail of what comes into this list */
    struct url atom_url;
    struct url rss_url;
};

static SHAPE(list_page_shape, struct list_page, RECORD(struct list_page, layout, layout_shape),
             FIELD(struct list_page, heading), FIELD(struct list_page, kicker),
             LIST(struct list_page, categories, page_link_shape),
             LIST(struct list_page, pinned, list_row_shape),
             LIST(struct list_page, rows, list_row_shape),
             RECORD(struct list_page, pager, page_pager_shape), FIELD(struct list_page, newest_url),
             FIELD(struct list_page, notice_url), FIELD(struct list_page, atom_url),
             FIELD(struct list_page, rss_url));

const struct page_kind article_list_kind = {"publications/list", &list_page_shape};

/* Where a list page begins, as its address says it. */
struct position {
    struct article_key key; /* id 0: at the newest */
    bool is_newer;
};

/* "1646499600000000-81234": microseconds and id. */
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

static struct url key_url(struct arena *arena, const struct article_choice *choice,
                          const char *name, const struct article_row *row)
{
    return url_add(arena, choice->url, str_from_c(name), article_key_text(arena, row));
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
static const struct fault *has_more(struct work *work, const struct article_choice *choice,
                                    const struct article_row *row, bool is_newer, bool *ret_more)
{
    struct article_key key = {row->published_at, row->id};
    article_rows rows;
    const struct fault *fault = article_list_of(work, &choice->filter, is_newer, key, 1, &rows);
    if (!fault)
        *ret_more = rows.count > 0;
    return fault;
}

/* What follows the rows on the older side is seen by asking for one more. */
static const struct fault *load_older(struct work *work, const struct article_choice *choice,
                                      struct article_key from, article_rows *ret_rows,
                                      bool *ret_more)
{
    const struct fault *fault =
        article_list_of(work, &choice->filter, false, from, ARTICLE_PAGE + 1, ret_rows);
    if (fault)
        return fault;
    *ret_more = ret_rows->count > ARTICLE_PAGE;
    if (*ret_more)
        ret_rows->count = ARTICLE_PAGE;
    return NULL;
}

/* One page of rows, and whether there are older ones. The last step towards the
 * newest is the first page itself, full as always. */
static const struct fault *load_rows(struct work *work, const struct article_choice *choice,
                                     struct position position, article_rows *ret_rows,
                                     bool *ret_more)
{
    const struct fault *fault;
    if (!position.is_newer)
        return load_older(work, choice, position.key, ret_rows, ret_more);
    fault = article_list_of(work, &choice->filter, true, position.key, ARTICLE_PAGE, ret_rows);
    if (!fault && ret_rows->count < ARTICLE_PAGE)
        return load_older(work, choice, (struct article_key){0}, ret_rows, ret_more);
    if (!fault && ret_rows->count > 0)
        fault = has_more(work, choice, &ret_rows->items[ret_rows->count - 1], false, ret_more);
    return fault;
}

/* On the first page nothing is newer. */
static const struct fault *fill_pager(struct work *work, const struct article_choice *choice,
                                      struct position position, const article_rows *rows,
                                      bool has_older, struct page_pager *ret_pager)
{
    bool has_newer = false;
    const struct fault *fault = NULL;
    if (rows->count == 0)
        return NULL;
    if (position.key.id)
        fault = has_more(work, choice, &rows->items[0], true, &has_newer);
    if (has_newer)
        ret_pager->newer_url = key_url(work->arena, choice, "sau", &rows->items[0]);
    if (has_older)
        ret_pager->older_url = key_url(work->arena, choice, "truoc", &rows->items[rows->count - 1]);
    return fault;
}

/* Most leads are short enough; a browser shows their line breaks as spaces. */
static struct str short_lead(struct arena *arena, struct str lead)
{
    return lead.len <= LIST_LEAD ? lead : text_excerpt(arena, lead, LIST_LEAD);
}

static bool has_row(const article_rows *rows, int64_t id)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].id == id)
            return true;
    return false;
}

/* The rows but those that stand above already. */
static struct list rows_of(struct work *work, const article_rows *rows, const article_rows *above)
{
    struct list_row *shown = arena_alloc_array(work->arena, rows->count, sizeof(*shown));
    size_t count = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct article_row *row = &rows->items[i];
        if (has_row(above, row->id))
            continue;
        shown[count++] = (struct list_row){.url = article_url(work->arena, row->slug),
                                           .title = row->title,
                                           .lead = short_lead(work->arena, row->lead),
                                           .date = instant_date(row->published_at),
                                           .is_demo = row->is_demo};
    }
    return (struct list){shown, count, sizeof(*shown)};
}

/* Categories as chips, the one that is shown marked. */
static const struct fault *fill_categories(struct work *work, const struct article_choice *choice,
                                           struct list_page *page)
{
    VEC(struct page_link) links = {0};
    category_list categories;
    const struct fault *fault = category_list_all(work, &categories);
    if (fault || categories.count == 0)
        return fault;
    *VEC_PUSH(&links, work->arena) =
        (struct page_link){.url = URL("/tin-tuc"),
                           .label = site_message(work, "news.all"),
                           .is_current = choice->filter.kind == ARTICLE_OF_ALL};
    for (size_t i = 0; i < categories.count; i++) {
        const struct category *category = &categories.items[i];
        *VEC_PUSH(&links, work->arena) = (struct page_link){
            .url = url_add(work->arena, URL("/tin-tuc"), STR("muc"), category->slug),
            .label = category->name,
            .is_current =
                choice->filter.kind == ARTICLE_OF_CATEGORY && choice->filter.id == category->id};
    }
    page->categories = VEC_LIST(&links);
    return NULL;
}

/* The address that search engines keep: of this list, at this place. */
static void fill_canonical(struct work *work, const struct request *request,
                           const struct article_choice *choice, struct position position,
                           struct layout *layout)
{
    const char *name = position.is_newer ? "sau" : "truoc";
    struct url url = choice->url;
    if (layout->canonical_url.text.len == 0)
        return;
    if (position.key.id)
        url = url_add(work->arena, url, str_from_c(name), request_query(request, str_from_c(name)));
    layout->canonical_url = url_under(work->arena, work->site->public_address, url);
}

static const struct fault *load_page(struct work *work, const struct article_choice *choice,
                                     struct position position, struct list_page *page)
{
    bool is_front = choice->filter.kind == ARTICLE_OF_ALL && !position.key.id;
    article_rows rows = {0};
    article_rows pinned = {0};
    bool has_older = false;
    const struct fault *fault = load_rows(work, choice, position, &rows, &has_older);
    if (!fault)
        fault = fill_pager(work, choice, position, &rows, has_older, &page->pager);
    if (!fault && is_front)
        fault = article_list_pinned(work, PINNED_MOST, &pinned);
    if (!fault)
        fault = fill_categories(work, choice, page);
    if (fault)
        return fault;
    page->pinned = rows_of(work, &pinned, &(const article_rows){0});
    page->rows = rows_of(work, &rows, &pinned);
    if (position.key.id)
        page->newest_url = choice->url;
    return NULL;
}

static const struct fault *show_list(struct work *work, const struct request *request,
                                     struct response *response, const struct article_choice *choice)
{
    struct list_page page = {.heading = choice->title,
                             .kicker = choice->kicker,
                             .notice_url = choice->notice_url,
                             .atom_url = choice->atom_url,
                             .rss_url = choice->rss_url};
    struct position position = {.is_newer = false};
    const struct fault *fault = position_read(work, request, &position);
    if (!fault)
        fault = load_page(work, choice, position, &page);
    if (!fault)
        fault = page_layout(work, request, choice->title, &page.layout);
    if (fault)
        return fault;
    page.layout.description = site_message(work, "news.description");
    fill_canonical(work, request, choice, position, &page.layout);
    if (choice->filter.kind != ARTICLE_OF_ALL) {
        page_feed(work, &page.layout, choice->rss_url, choice->title, "application/rss+xml");
        page_feed(work, &page.layout, choice->atom_url, choice->title, "application/atom+xml");
        page_crumb(work, &page.layout, URL("/tin-tuc"), site_message(work, "news.title"));
    }
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond(work, response, 200, &article_list_kind, &page);
}

const struct fault *article_list_page(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct article_choice choice;
    const struct fault *fault = article_choose(work, request, &choice);
    return fault ? fault : show_list(work, request, response, &choice);
}

const struct fault *article_unit_page(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct article_choice choice;
    const struct fault *fault = article_choose_unit(work, request, &choice);
    return fault ? fault : show_list(work, request, response, &choice);
}
