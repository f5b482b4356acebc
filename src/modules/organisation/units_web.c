/*
 * /don-vi: the units from the site's own unit downwards, as far as a page holds.
 */
#include "modules/organisation/organisation_web.h"

enum {
    LEVELS = 3,
    MOST_IN_LEVEL = 600 /* a level with more is left to the pages of its parents */
};

SHAPE(unit_link_shape, struct unit_link, FIELD(struct unit_link, url),
      FIELD(struct unit_link, name), FIELD(struct unit_link, ended));
/* A template holds as many levels as its shapes do. */
static SHAPE(level_2_shape, struct unit_link, FIELD(struct unit_link, url),
             FIELD(struct unit_link, name), FIELD(struct unit_link, ended),
             LIST(struct unit_link, below, unit_link_shape));
static SHAPE(level_1_shape, struct unit_link, FIELD(struct unit_link, url),
             FIELD(struct unit_link, name), FIELD(struct unit_link, ended),
             LIST(struct unit_link, below, level_2_shape));

struct units_page {
    struct layout layout;
    const struct unit_link *top; /* NULL: several stand at the top */
    struct list units;           /* struct unit_link */
};
static SHAPE(units_shape, struct units_page, RECORD(struct units_page, layout, layout_shape),
             POINTER(struct units_page, top, unit_link_shape),
             LIST(struct units_page, units, level_1_shape));
const struct page_kind units_kind = {"organisation/units", &units_shape};

struct unit_link unit_link_of(struct work *work, const struct unit *unit)
{
    struct civil_date today = clock_today(work->clock);
    bool is_over = !date_is_none(unit->valid_to) && date_compare(unit->valid_to, today) < 0;
    return (struct unit_link){
        .url = url_relative(work->arena, "/don-vi/" PRISTR, STRARG(unit->slug)),
        .name = unit->name,
        .ended = is_over ? unit->valid_to : DATE_NONE,
    };
}

void unit_links_of(struct work *work, const unit_list *units, struct civil_date above_ended,
                   struct unit_link *ret_links, int64_t *ret_ids)
{
    struct unit_link *all = arena_alloc_array(work->arena, units->count + 1, sizeof(*all));
    size_t count = 0;
    for (size_t i = 0; i < units->count; i++) {
        all[i] = unit_link_of(work, &units->items[i]);
        if (date_compare(all[i].ended, above_ended) == 0)
            all[i].ended = DATE_NONE;
    }
    for (unsigned place = 0; place < 2 * UNIT_KIND_COUNT; place++) {
        enum unit_kind kind = (enum unit_kind)(place % UNIT_KIND_COUNT);
        bool is_over = place >= UNIT_KIND_COUNT;
        for (size_t i = 0; i < units->count; i++) {
            if (units->items[i].kind != kind || date_is_none(all[i].ended) == is_over)
                continue;
            ret_links[count] = all[i];
            ret_ids[count] = units->items[i].id;
            count++;
        }
    }
}

/* One unit of the tree while it is built. */
struct node {
    int64_t id;
    struct civil_date ended;
    struct unit_link *link;
};
typedef VEC(struct node) node_list;

/* Those below `parent` into `ret_links`; each is added to `ret_nodes` for the
 * next level. */
static const struct fault *add_below(struct work *work, const struct node *parent,
                                     struct list *ret_links, node_list *ret_nodes)
{
    unit_list units;
    struct unit_link *links;
    int64_t *ids;
    const struct fault *fault = unit_children(work, parent->id, &units);
    if (fault)
        return fault;
    links = arena_alloc_array(work->arena, units.count + 1, sizeof(*links));
    ids = arena_alloc_array(work->arena, units.count + 1, sizeof(*ids));
    unit_links_of(work, &units, parent->ended, links, ids);
    for (size_t i = 0; i < units.count; i++) {
        struct civil_date ended = date_is_none(links[i].ended) ? parent->ended : links[i].ended;
        *VEC_PUSH(ret_nodes, work->arena) = (struct node){ids[i], ended, &links[i]};
    }
    *ret_links = (struct list){links, units.count, sizeof(*links)};
    return NULL;
}

/* The next level of all nodes; none of it where it is too much for one page. */
static const struct fault *grow(struct work *work, const node_list *nodes, node_list *ret_next)
{
    struct list *grown = arena_alloc_array(work->arena, nodes->count + 1, sizeof(*grown));
    for (size_t i = 0; i < nodes->count; i++) {
        const struct fault *fault = add_below(work, &nodes->items[i], &grown[i], ret_next);
        if (fault)
            return fault;
        if (ret_next->count > MOST_IN_LEVEL) {
            ret_next->count = 0;
            return NULL;
        }
    }
    for (size_t i = 0; i < nodes->count; i++)
        nodes->items[i].link->below = grown[i];
    return NULL;
}

static const struct fault *fill_tree(struct work *work, struct units_page *page)
{
    node_list nodes = {0};
    struct unit top = {0};
    struct node root = {.ended = DATE_NONE};
    struct unit_link *link = work_alloc(work, struct unit_link);
    const struct fault *fault = NULL;
    if (work->site->unit.len > 0) {
        fault = site_unit(work, &top);
        if (fault && fault->kind != FAULT_NOT_FOUND)
            return fault;
    }
    if (top.id) {
        *link = unit_link_of(work, &top);
        page->top = link;
        root = (struct node){top.id, link->ended, link};
    }
    fault = add_below(work, &root, &page->units, &nodes);
    for (int level = 1; !fault && level < LEVELS && nodes.count > 0; level++) {
        node_list next = {0};
        fault = grow(work, &nodes, &next);
        nodes = next;
    }
    return fault;
}

const struct fault *units_show(struct work *work, const struct request *request,
                               struct response *response)
{
    struct units_page page = {.top = NULL};
    struct str title = site_message(work, "unit.list.title");
    const struct fault *fault = page_layout(work, request, title, &page.layout);
    if (!fault)
        fault = fill_tree(work, &page);
    if (fault)
        return fault;
    page.layout.description = site_message(work, "unit.list.description");
    page_crumb(work, &page.layout, URL(""), title);
    return page_respond(work, response, 200, &units_kind, &page);
}
