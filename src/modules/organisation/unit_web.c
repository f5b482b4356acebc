/*
 * /don-vi/{slug}: one unit, where it stands, what became of it and from what it
 * came, and who holds posts in it.
 */
#include "modules/organisation/organisation_web.h"

#include "modules/organisation/organisation.h"
#include "modules/publications/article.h"
#include "text/message.h"
#include "text/number.h"

struct post_view {
    struct str name;
    struct str title;
    struct civil_date valid_from;
    struct civil_date valid_to;
    bool is_demo;
};
static SHAPE(post_view_shape, struct post_view, FIELD(struct post_view, name),
             FIELD(struct post_view, title), FIELD(struct post_view, valid_from),
             FIELD(struct post_view, valid_to), FIELD(struct post_view, is_demo));

/* Units that took over, or were taken over, on one day. */
struct change_view {
    struct str text;   /* "Từ 01/07/2025, nhập vào:" */
    struct list units; /* struct unit_link */
};
static SHAPE(change_view_shape, struct change_view, FIELD(struct change_view, text),
             LIST(struct change_view, units, unit_link_shape));

struct unit_page {
    struct layout layout;
    struct str name;
    struct str code; /* official codes alone */
    struct url chart_url;
    struct url news_url; /* where there are any */
    struct civil_date valid_from;
    struct civil_date valid_to;
    bool is_over;
    const struct unit_link *parent;
    struct list changes; /* struct change_view */
    struct list holders; /* struct post_view: today */
    struct list former;  /* struct post_view: earlier */
    struct list below;   /* struct unit_link */
    struct list below_former;
};
static SHAPE(unit_shape, struct unit_page, RECORD(struct unit_page, layout, layout_shape),
             FIELD(struct unit_page, name), FIELD(struct unit_page, code),
             FIELD(struct unit_page, chart_url), FIELD(struct unit_page, news_url),
             FIELD(struct unit_page, valid_from), FIELD(struct unit_page, valid_to),
             FIELD(struct unit_page, is_over), POINTER(struct unit_page, parent, unit_link_shape),
             LIST(struct unit_page, changes, change_view_shape),
             LIST(struct unit_page, holders, post_view_shape),
             LIST(struct unit_page, former, post_view_shape),
             LIST(struct unit_page, below, unit_link_shape),
             LIST(struct unit_page, below_former, unit_link_shape));
const struct page_kind unit_kind = {"organisation/unit", &unit_shape};

typedef VEC(struct unit_link) link_list;
typedef VEC(struct change_view) change_list;

/* ---- what became of it ---- */

static void add_change(struct work *work, change_list *changes, const char *key,
                       struct civil_date from, const link_list *links)
{
    struct fault_arg args[] = {
        {"date", date_text(work->arena, from)}
    };
    *VEC_PUSH(changes, work->arena) = (struct change_view){
        .text = message_format(work->arena, work->site->messages, work->locale, str_from_c(key),
                               args, 1),
        .units = VEC_LIST(links),
    };
}

static const struct fault *add_successors(struct work *work, const struct unit *unit,
                                          change_list *changes)
{
    unit_list successors;
    link_list links = {0};
    const char *key = "unit.merged";
    const struct fault *fault = unit_successors(work, unit->id, &successors);
    if (fault)
        return fault;
    if (successors.count == 0 || date_is_none(unit->valid_to))
        return NULL;
    for (size_t i = 0; i < successors.count; i++)
        *VEC_PUSH(&links, work->arena) = unit_link_of(work, &successors.items[i]);
    if (successors.count > 1)
        key = "unit.divided";
    else if (successors.items[0].kind != unit->kind)
        key = "unit.handed-over";
    add_change(work, changes, key, date_add_days(unit->valid_to, 1), &links);
    return NULL;
}

/* Those that ended on the same day stand together. */
static const struct fault *add_predecessors(struct work *work, const struct unit *unit,
                                            change_list *changes)
{
    unit_list predecessors;
    const struct fault *fault = unit_predecessors(work, unit->id, &predecessors);
    if (fault)
        return fault;
    for (size_t i = 0; i < predecessors.count; i++) {
        struct civil_date ended = predecessors.items[i].valid_to;
        const char *key = "unit.took-in";
        link_list links = {0};
        bool is_told = date_is_none(ended);
        for (size_t k = 0; k < i; k++)
            is_told = is_told || date_compare(predecessors.items[k].valid_to, ended) == 0;
        if (is_told)
            continue;
        for (size_t k = i; k < predecessors.count; k++)
            if (date_compare(predecessors.items[k].valid_to, ended) == 0)
                *VEC_PUSH(&links, work->arena) = unit_link_of(work, &predecessors.items[k]);
        if (date_compare(unit->valid_from, date_add_days(ended, 1)) == 0)
            key = "unit.made-of";
        add_change(work, changes, key, date_add_days(ended, 1), &links);
    }
    return NULL;
}

/* ---- who holds posts ---- */

/* A unit that is over shows those who held posts on its last day as the last. */
static const struct fault *fill_posts(struct work *work, const struct unit *unit,
                                      struct unit_page *page)
{
    VEC(struct post_view) holders = {0};
    VEC(struct post_view) former = {0};
    struct civil_date on = page->is_over ? unit->valid_to : clock_today(work->clock);
    post_list posts;
    const struct fault *fault = post_list_of(work, unit->id, DATE_NONE, &posts);
    if (fault)
        return fault;
    for (size_t i = 0; i < posts.count; i++) {
        const struct post *post = &posts.items[i];
        struct post_view view = {post->person_name, post->title, post->valid_from, post->valid_to,
                                 post->is_demo};
        bool has_begun = date_is_none(post->valid_from) || date_compare(post->valid_from, on) <= 0;
        bool is_over = !date_is_none(post->valid_to) && date_compare(post->valid_to, on) < 0;
        if (has_begun && !is_over)
            *VEC_PUSH(&holders, work->arena) = view;
        else if (is_over)
            *VEC_PUSH(&former, work->arena) = view;
    }
    page->holders = VEC_LIST(&holders);
    page->former = VEC_LIST(&former);
    return NULL;
}

/* ---- where it stands ---- */

static const struct fault *fill_path(struct work *work, const struct unit *unit,
                                     struct unit_page *page)
{
    unit_list path;
    const struct fault *fault = unit_path(work, unit->id, &path);
    if (fault)
        return fault;
    page_crumb(work, &page->layout, URL("/don-vi"), site_message(work, "unit.list.title"));
    for (size_t i = 0; i < path.count; i++) {
        struct unit_link *link = work_alloc(work, struct unit_link);
        *link = unit_link_of(work, &path.items[i]);
        page_crumb(work, &page->layout, i + 1 == path.count ? URL("") : link->url, link->name);
        if (i + 2 == path.count)
            page->parent = link;
    }
    return NULL;
}

static const struct fault *fill_below(struct work *work, const struct unit *unit,
                                      struct unit_page *page)
{
    unit_list children;
    struct unit_link *links;
    int64_t *ids;
    size_t count = 0;
    const struct fault *fault = unit_children(work, unit->id, &children);
    if (fault)
        return fault;
    links = arena_alloc_array(work->arena, children.count + 1, sizeof(*links));
    ids = arena_alloc_array(work->arena, children.count + 1, sizeof(*ids));
    unit_links_of(work, &children, unit_link_of(work, unit).ended, links, ids);
    while (count < children.count && date_is_none(links[count].ended))
        count++;
    page->below = (struct list){links, count, sizeof(*links)};
    page->below_former = (struct list){links + count, children.count - count, sizeof(*links)};
    return NULL;
}

/* Official codes are digits; the others are names of our own. */
static bool is_official_code(struct str code)
{
    for (size_t i = 0; i < code.len; i++)
        if (code.ptr[i] < '0' || code.ptr[i] > '9')
            return false;
    return code.len > 0;
}

static const struct fault *fill_news(struct work *work, const struct unit *unit,
                                     struct unit_page *page)
{
    const struct article_filter filter = article_filter_of_unit(unit->id);
    article_rows newest;
    const struct fault *fault =
        article_list_of(work, &filter, false, (struct article_key){0}, 1, &newest);
    if (!fault && newest.count > 0)
        page->news_url = url_relative(work->arena, "/don-vi/" PRISTR "/tin", STRARG(unit->slug));
    return fault;
}

const struct fault *unit_show(struct work *work, const struct request *request,
                              struct response *response)
{
    struct unit unit;
    struct unit_page page = {.parent = NULL};
    change_list changes = {0};
    const struct fault *fault = unit_by_slug(work, request_param(request, STR("slug")), &unit);
    if (!fault)
        fault = page_layout(work, request, unit.name, &page.layout);
    if (fault)
        return fault;
    page.name = unit.name;
    page.code = is_official_code(unit.code) ? unit.code : STR("");
    page.chart_url = url_add(work->arena, URL("/so-do-to-chuc"), STR("don-vi"), unit.slug);
    page.valid_from = unit.valid_from;
    page.valid_to = unit.valid_to;
    page.is_over = !date_is_none(unit_link_of(work, &unit).ended);
    fault = fill_path(work, &unit, &page);
    if (!fault)
        fault = fill_news(work, &unit, &page);
    if (!fault)
        fault = fill_below(work, &unit, &page);
    if (!fault)
        fault = add_successors(work, &unit, &changes);
    if (!fault)
        fault = add_predecessors(work, &unit, &changes);
    if (!fault)
        fault = fill_posts(work, &unit, &page);
    if (fault)
        return fault;
    page.changes = VEC_LIST(&changes);
    return page_respond(work, response, 200, &unit_kind, &page);
}
