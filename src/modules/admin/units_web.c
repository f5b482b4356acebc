/*
 * The tree of units as its administrator sees it: what lies below, who holds which
 * post.
 */
#include "modules/admin/units_web.h"

#include "civic/site.h"
#include "modules/admin/admin_store.h"
#include "modules/organisation/organisation.h"

struct unit_row {
    struct url url;
    struct str name;
    struct str kind;
    struct str code;
    struct civil_date valid_to;
};
static SHAPE(unit_row_shape, struct unit_row, FIELD(struct unit_row, url),
             FIELD(struct unit_row, name), FIELD(struct unit_row, kind),
             FIELD(struct unit_row, code), FIELD(struct unit_row, valid_to));

const struct fault *admin_unit_of_path(struct work *work, const struct request *request,
                                       struct unit *ret_unit)
{
    struct unit unit;
    const struct fault *fault = unit_by_slug(work, request_param(request, STR("slug")), &unit);
    if (!fault)
        fault = actor_must(work, ADMIN_ROLES, unit.id);
    if (fault && fault->kind == FAULT_FORBIDDEN)
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "unit.unknown", "not this one's to see");
    if (!fault)
        *ret_unit = unit;
    return fault;
}

struct url admin_unit_url(struct work *work, const struct unit *unit)
{
    return url_relative(work->arena, "/quan-tri/don-vi/" PRISTR, STRARG(unit->slug));
}

static struct unit_row row_of(struct work *work, const struct unit *unit)
{
    return (struct unit_row){
        .url = admin_unit_url(work, unit),
        .name = unit->name,
        .kind = site_message(work, unit_kind_message(unit->kind)),
        .code = unit->code,
        .valid_to = unit->valid_to,
    };
}

static struct list rows_of(struct work *work, const unit_list *units)
{
    struct unit_row *rows = arena_alloc_array(work->arena, units->count, sizeof(*rows));
    for (size_t i = 0; i < units->count; i++)
        rows[i] = row_of(work, &units->items[i]);
    return (struct list){rows, units->count, sizeof(*rows)};
}

/* ---- those one administers ---- */

struct units_page {
    struct layout layout;
    struct list units; /* struct unit_row */
};
static SHAPE(units_shape, struct units_page, RECORD(struct units_page, layout, layout_shape),
             LIST(struct units_page, units, unit_row_shape));
const struct page_kind admin_units_kind = {"admin/units", &units_shape};

const struct fault *admin_units_show(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct admin_place place = {.title = site_message(work, "admin.units.title")};
    struct units_page page = {
        .units = {NULL, 0, 0}
    };
    unit_list own;
    const struct fault *fault = admin_own_units(work, &own);
    if (!fault)
        fault = admin_layout(work, request, &place, NULL, &page.layout);
    if (fault)
        return fault;
    page.units = rows_of(work, &own);
    return page_respond(work, response, 200, &admin_units_kind, &page);
}

/* ---- one ---- */

struct post_row {
    struct code_number id;
    struct str person;
    struct str title;
    struct civil_date from;
    struct civil_date to;
    bool is_held;
    bool is_ahead; /* nobody has begun to hold it */
};
static SHAPE(post_row_shape, struct post_row, FIELD(struct post_row, id),
             FIELD(struct post_row, person), FIELD(struct post_row, title),
             FIELD(struct post_row, from), FIELD(struct post_row, to),
             FIELD(struct post_row, is_held), FIELD(struct post_row, is_ahead));

struct unit_page {
    struct layout layout;
    struct url url;
    struct url public_url;
    struct str name;
    struct str kind;
    struct str code;
    struct civil_date from;
    struct civil_date to;
    bool is_there;        /* it has not ended */
    struct list children; /* struct unit_row */
    struct list others;   /* successors, struct unit_row */
    struct list posts;    /* struct post_row */
};
static SHAPE(unit_shape, struct unit_page, RECORD(struct unit_page, layout, layout_shape),
             FIELD(struct unit_page, url), FIELD(struct unit_page, public_url),
             FIELD(struct unit_page, name), FIELD(struct unit_page, kind),
             FIELD(struct unit_page, code), FIELD(struct unit_page, from),
             FIELD(struct unit_page, to), FIELD(struct unit_page, is_there),
             LIST(struct unit_page, children, unit_row_shape),
             LIST(struct unit_page, others, unit_row_shape),
             LIST(struct unit_page, posts, post_row_shape));
const struct page_kind admin_unit_kind = {"admin/unit", &unit_shape};

/* columns: value of ?da=, what is said */
static const struct admin_done done[] = {
    {STR_INIT("them"),        "admin.done.unit-added"    },
    {STR_INIT("ket-thuc"),    "admin.done.unit-ended"    },
    {STR_INIT("giao"),        "admin.done.post-given"    },
    {STR_INIT("thoi"),        "admin.done.post-ended"    },
    {STR_INIT("sua-chuc-vu"), "admin.done.post-corrected"},
    {STR_INIT("bo"),          "admin.done.post-removed"  },
};

static const struct fault *fill_posts(struct work *work, const struct unit *unit,
                                      struct unit_page *page)
{
    VEC(struct post_row) rows = {0};
    post_list posts;
    const struct fault *fault = post_list_of(work, unit->id, DATE_NONE, &posts);
    for (size_t i = 0; !fault && i < posts.count; i++)
        *VEC_PUSH(&rows, work->arena) = (struct post_row){
            .id = {posts.items[i].id},
            .person = posts.items[i].person_name,
            .title = posts.items[i].title,
            .from = posts.items[i].valid_from,
            .to = posts.items[i].valid_to,
            .is_held = date_is_none(posts.items[i].valid_to),
            .is_ahead = !date_is_none(posts.items[i].valid_from) &&
                        date_compare(posts.items[i].valid_from, clock_today(work->clock)) > 0,
        };
    page->posts = VEC_LIST(&rows);
    return fault;
}

const struct fault *admin_unit_show(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct admin_place place = {.parent = "admin.units.title",
                                .parent_url = URL("/quan-tri/don-vi")};
    struct unit_page page = {.is_there = false};
    struct unit unit;
    unit_list children;
    unit_list others;
    const struct fault *fault = admin_unit_of_path(work, request, &unit);
    if (!fault)
        fault = unit_children(work, unit.id, &children);
    if (!fault)
        fault = unit_successors(work, unit.id, &others);
    if (!fault)
        fault = fill_posts(work, &unit, &page);
    if (fault)
        return fault;
    place.title = unit.name;
    fault = admin_layout(work, request, &place, NULL, &page.layout);
    if (fault)
        return fault;
    page.url = admin_unit_url(work, &unit);
    page.public_url = url_relative(work->arena, "/don-vi/" PRISTR, STRARG(unit.slug));
    page.name = unit.name;
    page.kind = site_message(work, unit_kind_message(unit.kind));
    page.code = unit.code;
    page.from = unit.valid_from;
    page.to = unit.valid_to;
    page.is_there = date_is_none(unit.valid_to);
    page.children = rows_of(work, &children);
    page.others = rows_of(work, &others);
    admin_flash(work, request, &page.layout, done, sizeof(done) / sizeof(done[0]));
    return page_respond(work, response, 200, &admin_unit_kind, &page);
}
