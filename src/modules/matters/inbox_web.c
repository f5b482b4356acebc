/*
 * GET /can-bo: what an official has to do, the most urgent first.
 */
#include "modules/matters/matter_view.h"
#include "modules/matters/matters_web.h"

#include "civic/actor.h"
#include "civic/official.h"
#include "text/number.h"

#include <string.h>

/* columns: value of ?xem=, phase, whether only the official's own */
static const struct view {
    struct str name;
    enum phase phase;
    bool is_mine;
} views[] = {
    {STR_INIT("cua-toi"), PHASE_OPEN,    true },
    {STR_INIT("don-vi"),  PHASE_OPEN,    false},
    {STR_INIT("cho"),     PHASE_WAITING, false},
    {STR_INIT("xong"),    PHASE_CLOSED,  false},
};

enum {
    VIEWS = sizeof(views) / sizeof(views[0])
};

struct inbox_row {
    struct url url;
    struct str code;
    struct str title;
    struct str kind;
    struct str state;
    struct str holder;
    struct due_view due;
    bool starts_group;
    bool is_sealed;
};
static SHAPE(inbox_row_shape, struct inbox_row, FIELD(struct inbox_row, url),
             FIELD(struct inbox_row, code), FIELD(struct inbox_row, title),
             FIELD(struct inbox_row, kind), FIELD(struct inbox_row, state),
             FIELD(struct inbox_row, holder), RECORD(struct inbox_row, due, due_view_shape),
             FIELD(struct inbox_row, starts_group), FIELD(struct inbox_row, is_sealed));

struct inbox_page {
    struct layout layout;
    struct str today;
    struct list chips; /* struct page_link */
    struct list rows;  /* struct inbox_row */
    struct page_pager pager;
};
static SHAPE(inbox_page_shape, struct inbox_page, RECORD(struct inbox_page, layout, layout_shape),
             FIELD(struct inbox_page, today), LIST(struct inbox_page, chips, page_link_shape),
             LIST(struct inbox_page, rows, inbox_row_shape),
             RECORD(struct inbox_page, pager, page_pager_shape));
const struct page_kind matter_inbox_kind = {"matters/inbox", &inbox_page_shape};

/* ---- which matters ---- */

static const struct view *view_of(const struct request *request)
{
    struct str name = request_query(request, STR("xem"));
    for (size_t i = 0; i < VIEWS; i++)
        if (name.ptr && str_equal(views[i].name, name))
            return &views[i];
    return &views[0];
}

/* "2022-04-12.8123": the last due date and id of the page before. */
static void read_place(const struct request *request, struct matter_key_place *ret_place)
{
    struct str rest = request_query(request, STR("sau"));
    struct str day = str_cut(&rest, '.');
    struct matter_key_place place = {DATE_NONE, 0};
    if (rest.ptr && str_to_int64(rest, &place.id) && place.id > 0 &&
        (day.len == 0 || date_from_iso(day, &place.due_on)))
        *ret_place = place;
}

static int compare_matters(const void *a, const void *b)
{
    const struct matter *left = a;
    const struct matter *right = b;
    int64_t l = date_is_none(left->due_on) ? INT64_MAX : left->due_on.days;
    int64_t r = date_is_none(right->due_on) ? INT64_MAX : right->due_on.days;
    if (l != r)
        return l < r ? -1 : 1;
    return (left->id > right->id) - (left->id < right->id);
}

/* The matters of every unit in which the official works, merged. */
static const struct fault *load_units(struct work *work, struct matter_filter *filter,
                                      matter_list *ret_matters)
{
    const struct actor *actor = work->actor;
    matter_list all = {0};
    for (size_t i = 0; i < actor->grant_count; i++) {
        bool is_known = !role_is_official(actor->grants[i].role);
        matter_list part;
        const struct fault *fault;
        for (size_t k = 0; k < i; k++)
            is_known = is_known || (actor->grants[k].unit_id == actor->grants[i].unit_id &&
                                    role_is_official(actor->grants[k].role));
        if (is_known)
            continue;
        filter->unit_id = actor->grants[i].unit_id;
        fault = matter_inbox(work, filter, &part);
        if (fault)
            return fault;
        for (size_t k = 0; k < part.count; k++)
            *VEC_PUSH(&all, work->arena) = part.items[k];
    }
    if (all.count > 1)
        qsort(all.items, all.count, sizeof(*all.items), compare_matters);
    *ret_matters = all;
    return NULL;
}

static const struct fault *load(struct work *work, const struct request *request,
                                const struct view *view, matter_list *ret_matters)
{
    struct matter_filter filter = {
        .phase = view->phase, .after = {DATE_NONE, 0}
    };
    read_place(request, &filter.after);
    if (!view->is_mine)
        return load_units(work, &filter, ret_matters);
    filter.official_id = work->actor->account_id;
    return matter_inbox(work, &filter, ret_matters);
}

/* ---- the page ---- */

static struct list chips_of(struct work *work, const struct view *chosen)
{
    struct page_link *links = arena_alloc_array(work->arena, VIEWS, sizeof(*links));
    for (size_t i = 0; i < VIEWS; i++) {
        struct str key = arena_printf(work->arena, "matters.view." PRISTR, STRARG(views[i].name));
        links[i] = (struct page_link){
            .url = url_add(work->arena, URL("/can-bo"), STR("xem"), views[i].name),
            .label = site_message(work, key.ptr),
            .is_current = &views[i] == chosen};
    }
    return (struct list){links, VIEWS, sizeof(*links)};
}

static bool is_same_group(const struct due_view *a, const struct due_view *b)
{
    return a->is_late == b->is_late && a->is_today == b->is_today && a->is_soon == b->is_soon &&
           a->is_later == b->is_later;
}

/* Who may open a file is asked row by row: what must not be seen is not listed. */
static const struct fault *fill_rows(struct work *work, const matter_list *matters,
                                     struct inbox_page *page)
{
    struct civil_date today = clock_today(work->clock);
    VEC(struct inbox_row) rows = {0};
    for (size_t i = 0; i < matters->count && i < MATTER_PAGE; i++) {
        const struct matter *matter = &matters->items[i];
        struct inbox_row row = {.url = matter_file_url(work->arena, matter->code),
                                .code = matter->code,
                                .title = matter->title,
                                .kind = matter_kind_name(work, matter->kind),
                                .state = matter_word(work, matter->kind, "state", matter->state),
                                .due = due_view(matter->due_on, today),
                                .is_sealed = matter->visibility == VISIBLE_SEALED};
        const struct fault *fault = matter_must_read(work, matter);
        if (fault && fault->kind == FAULT_FORBIDDEN)
            continue;
        if (!fault)
            fault = official_name(work, matter->official_id, &row.holder);
        if (fault)
            return fault;
        row.starts_group =
            rows.count == 0 || !is_same_group(&rows.items[rows.count - 1].due, &row.due);
        *VEC_PUSH(&rows, work->arena) = row;
    }
    page->rows = VEC_LIST(&rows);
    return NULL;
}

static struct url next_page(struct work *work, const struct view *view, const matter_list *matters)
{
    const struct matter *last;
    struct url url;
    if (matters->count <= MATTER_PAGE)
        return URL("");
    last = &matters->items[MATTER_PAGE - 1];
    url = url_add(work->arena, URL("/can-bo"), STR("xem"), view->name);
    return url_add(
        work->arena, url, STR("sau"),
        arena_printf(
            work->arena, PRISTR ".%lld",
            STRARG(date_is_none(last->due_on) ? STR("") : date_to_iso(work->arena, last->due_on)),
            (long long)last->id));
}

const struct fault *matter_inbox_page(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct inbox_page page = {0};
    const struct view *view = view_of(request);
    matter_list matters;
    const struct fault *fault =
        page_layout(work, request, site_message(work, "matters.inbox"), &page.layout);
    if (!fault)
        fault = load(work, request, view, &matters);
    if (!fault)
        fault = fill_rows(work, &matters, &page);
    if (fault)
        return fault;
    page.today =
        date_words(work->arena, work->site->messages, work->locale, clock_today(work->clock));
    page.chips = chips_of(work, view);
    page.pager.older_url = next_page(work, view, &matters);
    return page_respond(work, response, 200, &matter_inbox_kind, &page);
}
