/*
 * GET /lanh-dao: who holds which post on a day, from when to when, in the unit and right
 * below it; and who held posts there before.
 */
#include "modules/organisation/unit_day.h"

struct leaders_unit {
    struct url url; /* empty: several units of one kind */
    struct str name;
    struct list holders; /* struct holder */
};
static SHAPE(leaders_unit_shape, struct leaders_unit, FIELD(struct leaders_unit, url),
             FIELD(struct leaders_unit, name), LIST(struct leaders_unit, holders, holder_shape));

struct leaders_page {
    struct layout layout;
    struct unit_day_view day;
    struct list own;    /* struct holder: of the unit itself */
    struct list units;  /* struct leaders_unit: right below it */
    struct list former; /* struct holder: whose post in the unit ended before the day */
    struct url chart_url;
    bool is_empty;
};
static SHAPE(leaders_shape, struct leaders_page, RECORD(struct leaders_page, layout, layout_shape),
             RECORD(struct leaders_page, day, unit_day_shape),
             LIST(struct leaders_page, own, holder_shape),
             LIST(struct leaders_page, units, leaders_unit_shape),
             LIST(struct leaders_page, former, holder_shape), FIELD(struct leaders_page, chart_url),
             FIELD(struct leaders_page, is_empty));
const struct page_kind leaders_kind = {"organisation/leaders", &leaders_shape};

/* Offices before places. columns: kind, whether its units share one list */
static const struct {
    enum unit_kind kind;
    bool is_shared;
} order[] = {
    {UNIT_COMMITTEE, false},
    {UNIT_AGENCY,    false},
    {UNIT_PROVINCE,  true },
    {UNIT_DISTRICT,  true },
    {UNIT_COMMUNE,   true },
    {UNIT_VILLAGE,   true },
};

typedef VEC(struct leaders_unit) leaders_units;
typedef VEC(struct holder) holder_list;

/* Holders of a unit that shares a list, each with the unit's name. */
static void add_shared(struct work *work, const struct unit *unit, const struct list *holders,
                       holder_list *shared)
{
    for (size_t i = 0; i < holders->count; i++) {
        struct holder holder = ((const struct holder *)holders->items)[i];
        holder.unit = unit->name;
        holder.unit_url = unit_link_of(work, unit).url;
        *VEC_PUSH(shared, work->arena) = holder;
    }
}

static void add_kind(struct work *work, const struct unit_day *day, const unit_list *units,
                     const post_list *posts, size_t place, leaders_units *views)
{
    holder_list shared = {0};
    for (size_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->items[i];
        struct list holders;
        if (unit->id == day->unit.id || unit->kind != order[place].kind)
            continue;
        holders = holders_of(work, posts, unit->id);
        if (order[place].is_shared)
            add_shared(work, unit, &holders, &shared);
        else if (holders.count > 0)
            *VEC_PUSH(views, work->arena) =
                (struct leaders_unit){unit_link_of(work, unit).url, unit->name, holders};
    }
    if (shared.count > 0)
        *VEC_PUSH(views, work->arena) =
            (struct leaders_unit){.name = site_message(work, unit_kind_message(order[place].kind)),
                                  .holders = VEC_LIST(&shared)};
}

static struct list units_of(struct work *work, const struct unit_day *day, const unit_list *units,
                            const post_list *posts)
{
    leaders_units views = {0};
    for (size_t place = 0; place < sizeof(order) / sizeof(order[0]); place++)
        add_kind(work, day, units, posts, place, &views);
    return VEC_LIST(&views);
}

static const struct fault *fill_former(struct work *work, const struct unit_day *day,
                                       struct leaders_page *page)
{
    VEC(struct holder) former = {0};
    post_list posts;
    const struct fault *fault = post_list_of(work, day->unit.id, DATE_NONE, &posts);
    for (size_t i = 0; !fault && i < posts.count; i++)
        if (!date_is_none(posts.items[i].valid_to) &&
            date_compare(posts.items[i].valid_to, day->on) < 0)
            *VEC_PUSH(&former, work->arena) = holder_of(&posts.items[i]);
    page->former = VEC_LIST(&former);
    return fault;
}

static const struct fault *fill(struct work *work, const struct unit_day *day,
                                struct leaders_page *page)
{
    unit_list units = {0};
    post_list posts = {0};
    const struct fault *fault = unit_day_view_of(work, day, &page->day);
    if (!fault && day->is_there)
        fault = unit_list_below(work, day->unit.id, day->on, 1, &units);
    if (!fault && day->is_there)
        fault = post_list_below(work, day->unit.id, day->on, &posts);
    if (!fault)
        fault = fill_former(work, day, page);
    if (fault)
        return fault;
    page->own = holders_of(work, &posts, day->unit.id);
    page->units = units_of(work, day, &units, &posts);
    page->is_empty = page->own.count == 0 && page->units.count == 0;
    page->chart_url = URL("/so-do-to-chuc");
    if (!day->is_own)
        page->chart_url = url_add(work->arena, page->chart_url, STR("don-vi"), day->unit.slug);
    return NULL;
}

const struct fault *leaders_show(struct work *work, const struct request *request,
                                 struct response *response)
{
    struct leaders_page page = {.is_empty = true};
    struct unit_day day;
    const struct fault *fault = unit_day_read(work, request, &day);
    if (!fault)
        fault = unit_day_layout(work, request, &day, "unit.leaders", &page.layout);
    if (!fault)
        fault = fill(work, &day, &page);
    if (fault)
        return fault;
    return page_respond_form(work, response, day.faults, &leaders_kind, &page);
}
