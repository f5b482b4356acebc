/*
 * /can-bo/tin: the articles of an editor's units by state, and what all pages of
 * the desk share.
 */
#include "modules/publications/desk.h"

#include "modules/publications/article_web.h"
#include "text/message.h"

#include <inttypes.h>

/* ---- shared ---- */

bool desk_may(struct work *work, unsigned roles, int64_t unit_id)
{
    return actor_must(work, roles, unit_id) == NULL;
}

bool article_may_be_saved(struct work *work, const struct article *article)
{
    return article->status == ARTICLE_DRAFT || desk_may(work, news_publishers, article->unit_id);
}

const struct fault *desk_article(struct work *work, const struct request *request,
                                 struct article *ret_article)
{
    struct article article;
    const struct fault *fault;
    int64_t id;
    if (!str_to_int64(request_param(request, STR("id")), &id))
        return fault_new(work->arena, FAULT_NOT_FOUND, "news.unknown", "no number");
    fault = article_load(work, id, &article);
    if (!fault)
        fault = actor_must(work, news_writers, article.unit_id);
    if (!fault)
        *ret_article = article;
    return fault;
}

struct url desk_url(struct arena *arena, int64_t id, const char *behind)
{
    struct url url = url_relative(arena, "/can-bo/tin/%" PRId64, id);
    return url_path(arena, arena_printf(arena, PRISTR "%s", STRARG(url.text), behind));
}

const struct fault *desk_layout(struct work *work, const struct request *request, struct str title,
                                const struct article *article, struct layout *ret_layout)
{
    const struct fault *fault = page_layout(work, request, title, ret_layout);
    if (fault)
        return fault;
    ret_layout->is_private = true;
    page_crumb(work, ret_layout, URL("/can-bo/tin"), site_message(work, "edit.desk"));
    if (article)
        page_crumb(work, ret_layout, desk_url(work->arena, article->id, ""), article->title);
    return NULL;
}

struct str desk_message(struct work *work, const char *key, const char *name, struct str value)
{
    struct fault_arg args[] = {
        {name, value}
    };
    return message_format(work->arena, work->site->messages, work->locale, str_from_c(key), args,
                          1);
}

/* columns: value of ?da=, what is said */
static const struct {
    struct str value;
    const char *message;
} done[] = {
    {STR_INIT("luu"),     "edit.done.saved"      },
    {STR_INIT("tep"),     "edit.done.file"       },
    {STR_INIT("bo-tep"),  "edit.done.file-gone"  },
    {STR_INIT("dang"),    "edit.done.published"  },
    {STR_INIT("hen"),     "edit.done.scheduled"  },
    {STR_INIT("bo-hen"),  "edit.done.unscheduled"},
    {STR_INIT("go"),      "edit.done.withdrawn"  },
    {STR_INIT("dia-chi"), "edit.done.renamed"    },
    {STR_INIT("lay-lai"), "edit.done.restored"   },
};

void desk_flash(struct work *work, const struct request *request, struct layout *layout)
{
    struct str value = request_query(request, STR("da"));
    for (size_t i = 0; i < sizeof(done) / sizeof(done[0]); i++)
        if (str_equal(value, done[i].value))
            page_flash(work, layout, done[i].message, false);
}

static const char *const status_messages[ARTICLE_STATUS_COUNT] = {
    [ARTICLE_DRAFT] = "edit.status.draft",
    [ARTICLE_SCHEDULED] = "edit.status.scheduled",
    [ARTICLE_PUBLISHED] = "edit.status.published",
    [ARTICLE_WITHDRAWN] = "edit.status.withdrawn",
};

const char *desk_status_message(enum article_status status)
{
    return status_messages[status];
}

/* ---- the list ---- */

struct chip {
    struct url url;
    struct str label;
    bool is_current;
};
static SHAPE(chip_shape, struct chip, FIELD(struct chip, url), FIELD(struct chip, label),
             FIELD(struct chip, is_current));

struct row_view {
    struct url url;
    struct str title;
    struct str saved_name;
    struct instant updated_at;
    struct instant published_at;
    bool is_pinned;
};
static SHAPE(row_view_shape, struct row_view, FIELD(struct row_view, url),
             FIELD(struct row_view, title), FIELD(struct row_view, saved_name),
             FIELD(struct row_view, updated_at), FIELD(struct row_view, published_at),
             FIELD(struct row_view, is_pinned));

struct news_desk_page {
    struct layout layout;
    struct str unit;
    struct url new_url;
    struct url categories_url; /* for approvers */
    struct list units;         /* struct chip; where there are several */
    struct list states;        /* struct chip */
    struct list rows;          /* struct row_view */
    struct str empty;
    bool is_scheduled;
    bool is_published;
    struct page_pager pager;
};
static SHAPE(desk_shape, struct news_desk_page, RECORD(struct news_desk_page, layout, layout_shape),
             FIELD(struct news_desk_page, unit), FIELD(struct news_desk_page, new_url),
             FIELD(struct news_desk_page, categories_url),
             LIST(struct news_desk_page, units, chip_shape),
             LIST(struct news_desk_page, states, chip_shape),
             LIST(struct news_desk_page, rows, row_view_shape), FIELD(struct news_desk_page, empty),
             FIELD(struct news_desk_page, is_scheduled), FIELD(struct news_desk_page, is_published),
             RECORD(struct news_desk_page, pager, page_pager_shape));
const struct page_kind news_desk_kind = {"publications/desk", &desk_shape};

/* Which part of the desk somebody looks at. */
struct view {
    struct unit unit;
    enum article_status status;
    struct article_key from;
    bool is_newer;
};

/* ?trang-thai=: the names of states as addresses have them. */
static const struct str status_words[ARTICLE_STATUS_COUNT] = {
    [ARTICLE_DRAFT] = STR_INIT("nhap"),
    [ARTICLE_SCHEDULED] = STR_INIT("hen-gio"),
    [ARTICLE_PUBLISHED] = STR_INIT("da-dang"),
    [ARTICLE_WITHDRAWN] = STR_INIT("da-go"),
};

static struct url view_url(struct arena *arena, const struct view *view)
{
    struct url url =
        url_add(arena, URL("/can-bo/tin"), STR("trang-thai"), status_words[view->status]);
    return url_add(arena, url, STR("don-vi"), view->unit.slug);
}

/* Units in which the actor may write, each once. */
static const struct fault *own_units(struct work *work, unit_list *ret_units)
{
    unit_list units = {0};
    for (size_t i = 0; i < work->actor->grant_count; i++) {
        const struct grant *grant = &work->actor->grants[i];
        bool is_known = !(news_writers & ROLE_BIT(grant->role));
        struct unit unit;
        const struct fault *fault;
        for (size_t k = 0; k < units.count; k++)
            is_known = is_known || units.items[k].id == grant->unit_id;
        if (is_known)
            continue;
        fault = unit_load(work, grant->unit_id, &unit);
        if (fault)
            return fault;
        *VEC_PUSH(&units, work->arena) = unit;
    }
    *ret_units = units;
    return NULL;
}

static const struct fault *read_view(struct work *work, const struct request *request,
                                     const unit_list *units, struct view *ret_view)
{
    struct str slug = request_query(request, STR("don-vi"));
    struct str status = request_query(request, STR("trang-thai"));
    struct str older = request_query(request, STR("truoc"));
    struct str newer = request_query(request, STR("sau"));
    struct str key = older.ptr ? older : newer;
    struct view view = {.unit = units->items[0], .is_newer = !older.ptr && newer.ptr};
    for (size_t i = 0; i < units->count; i++)
        if (str_equal(units->items[i].slug, slug))
            view.unit = units->items[i];
    for (unsigned i = 0; i < ARTICLE_STATUS_COUNT; i++)
        if (str_equal(status_words[i], status))
            view.status = (enum article_status)i;
    if (key.ptr && !article_key_read(key, &view.from))
        return fault_new(work->arena, FAULT_MALFORMED, "news.key", "bad key");
    *ret_view = view;
    return NULL;
}

static void fill_chips(struct work *work, const struct view *view, const unit_list *units,
                       struct news_desk_page *page)
{
    VEC(struct chip) states = {0};
    VEC(struct chip) chips = {0};
    for (unsigned i = 0; i < ARTICLE_STATUS_COUNT; i++) {
        struct view other = {.unit = view->unit, .status = (enum article_status)i};
        *VEC_PUSH(&states, work->arena) =
            (struct chip){view_url(work->arena, &other), site_message(work, status_messages[i]),
                          other.status == view->status};
    }
    for (size_t i = 0; units->count > 1 && i < units->count; i++) {
        struct view other = {.unit = units->items[i], .status = view->status};
        *VEC_PUSH(&chips, work->arena) = (struct chip){
            view_url(work->arena, &other), units->items[i].name, other.unit.id == view->unit.id};
    }
    page->states = VEC_LIST(&states);
    page->units = VEC_LIST(&chips);
}

/* The page behind a row: rows of the desk are ordered by when they were saved. */
static struct url beyond(struct arena *arena, const struct view *view, const char *name,
                         const struct desk_row *row)
{
    struct article_row place = {.id = row->id, .published_at = row->updated_at};
    return url_add(arena, view_url(arena, view), str_from_c(name), article_key_text(arena, &place));
}

/* One page of rows and whether there are more on either side. */
static const struct fault *fill_rows(struct work *work, const struct view *view,
                                     struct news_desk_page *page)
{
    VEC(struct row_view) rows = {0};
    desk_rows found;
    const struct fault *fault = desk_list(work, view->unit.id, view->status, view->is_newer,
                                          view->from, DESK_PAGE + 1, &found);
    size_t first = 0;
    size_t end;
    bool has_more;
    if (fault)
        return fault;
    has_more = found.count > DESK_PAGE;
    end = found.count;
    if (has_more && view->is_newer)
        first = 1;
    else if (has_more)
        end = DESK_PAGE;
    for (size_t i = first; i < end; i++)
        *VEC_PUSH(&rows, work->arena) =
            (struct row_view){.url = desk_url(work->arena, found.items[i].id, ""),
                              .title = found.items[i].title,
                              .saved_name = found.items[i].saved_name,
                              .updated_at = found.items[i].updated_at,
                              .published_at = found.items[i].published_at,
                              .is_pinned = found.items[i].is_pinned};
    page->rows = VEC_LIST(&rows);
    if (first < end && (view->is_newer ? has_more : view->from.id != 0))
        page->pager.newer_url = beyond(work->arena, view, "sau", &found.items[first]);
    if (first < end && (view->is_newer || has_more))
        page->pager.older_url = beyond(work->arena, view, "truoc", &found.items[end - 1]);
    return NULL;
}

const struct fault *news_desk_page(struct work *work, const struct request *request,
                                   struct response *response)
{
    static const char *const empty[ARTICLE_STATUS_COUNT] = {
        [ARTICLE_DRAFT] = "edit.empty.draft",
        [ARTICLE_SCHEDULED] = "edit.empty.scheduled",
        [ARTICLE_PUBLISHED] = "edit.empty.published",
        [ARTICLE_WITHDRAWN] = "edit.empty.withdrawn",
    };
    struct news_desk_page page = {
        .pager = {URL(""), URL("")}
    };
    unit_list units;
    struct view view;
    const struct fault *fault = own_units(work, &units);
    if (!fault && units.count == 0)
        fault = fault_new(work->arena, FAULT_FORBIDDEN, "error.forbidden", "no unit to write for");
    if (!fault)
        fault = read_view(work, request, &units, &view);
    if (!fault)
        fault = fill_rows(work, &view, &page);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "edit.desk"), &page.layout);
    if (fault)
        return fault;
    page.layout.is_private = true;
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    desk_flash(work, request, &page.layout);
    fill_chips(work, &view, &units, &page);
    page.unit = view.unit.name;
    page.empty = site_message(work, empty[view.status]);
    page.is_scheduled = view.status == ARTICLE_SCHEDULED;
    page.is_published = view.status == ARTICLE_PUBLISHED;
    page.new_url = url_add(work->arena, URL("/can-bo/tin/moi"), STR("don-vi"), view.unit.slug);
    if (actor_may_somewhere(work->actor, news_publishers))
        page.categories_url = URL("/can-bo/tin/chuyen-muc");
    return page_respond(work, response, 200, &news_desk_kind, &page);
}
