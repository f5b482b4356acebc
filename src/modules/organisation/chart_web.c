/*
 * GET /so-do-to-chuc: the organisation chart (sơ đồ tổ chức) on a day. Nested lists, which
 * the stylesheet draws as a tree: the unit, the kinds of what lies below it, each unit
 * and what lies below that.
 */
#include "modules/organisation/unit_day.h"

enum {
    LEVELS = 2,      /* below the unit itself */
    HOLDERS_MOST = 3 /* of one unit; all of them stand on its page */
};

struct chart_node {
    struct url url;
    struct str name;
    struct list holders;     /* struct holder */
    struct civil_date ended; /* its last day, where it has ended by today */
    struct list successors;  /* struct unit_link */
    struct list below;       /* struct chart_node */
    struct civil_date after; /* the day after `ended` */
};
#define NODE_FIELDS                                                                                \
    FIELD(struct chart_node, url), FIELD(struct chart_node, name),                                 \
        LIST(struct chart_node, holders, holder_shape), FIELD(struct chart_node, ended),           \
        LIST(struct chart_node, successors, unit_link_shape), FIELD(struct chart_node, after)
static SHAPE(leaf_shape, struct chart_node, NODE_FIELDS);
static SHAPE(node_shape, struct chart_node, NODE_FIELDS,
             LIST(struct chart_node, below, leaf_shape));

/* Units of one kind below the top. */
struct chart_branch {
    struct str label;
    struct list nodes; /* struct chart_node */
};
static SHAPE(branch_shape, struct chart_branch, FIELD(struct chart_branch, label),
             LIST(struct chart_branch, nodes, node_shape));

struct chart_page {
    struct layout layout;
    struct unit_day_view day;
    const struct chart_node *top; /* NULL: it does not exist on the day */
    struct list branches;         /* struct chart_branch */
    bool is_cut;
};
static SHAPE(chart_shape, struct chart_page, RECORD(struct chart_page, layout, layout_shape),
             RECORD(struct chart_page, day, unit_day_shape),
             POINTER(struct chart_page, top, leaf_shape),
             LIST(struct chart_page, branches, branch_shape), FIELD(struct chart_page, is_cut));
const struct page_kind chart_kind = {"organisation/chart", &chart_shape};

/* All that the nodes are made from. */
struct chart {
    struct work *work;
    unit_list units;
    post_list posts;
    unit_successions successions;
};

/* A unit that ended without one below it ends with it: what became of both is said once. */
static struct chart_node node_of(const struct chart *chart, const struct unit *unit)
{
    struct work *work = chart->work;
    struct unit_link link = unit_link_of(work, unit);
    struct chart_node node = {.url = link.url,
                              .name = link.name,
                              .holders = holders_of(work, &chart->posts, unit->id),
                              .ended = link.ended,
                              .after = DATE_NONE};
    VEC(struct unit_link) successors = {0};
    if (node.holders.count > HOLDERS_MOST)
        node.holders.count = HOLDERS_MOST;
    for (size_t i = 0; !date_is_none(node.ended) && i < chart->successions.count; i++)
        if (chart->successions.items[i].unit_id == unit->id)
            *VEC_PUSH(&successors, work->arena) =
                unit_link_of(work, &chart->successions.items[i].successor);
    node.successors = VEC_LIST(&successors);
    if (successors.count > 0)
        node.after = date_add_days(node.ended, 1);
    return node;
}

static struct list nodes_below(const struct chart *chart, int64_t parent_id)
{
    VEC(struct chart_node) nodes = {0};
    for (size_t i = 0; i < chart->units.count; i++)
        if (chart->units.items[i].parent_id == parent_id)
            *VEC_PUSH(&nodes, chart->work->arena) = node_of(chart, &chart->units.items[i]);
    return VEC_LIST(&nodes);
}

static struct list branches_of(const struct chart *chart, int64_t top_id)
{
    static const enum unit_kind order[] = {UNIT_COMMITTEE, UNIT_AGENCY,  UNIT_PROVINCE,
                                           UNIT_DISTRICT,  UNIT_COMMUNE, UNIT_VILLAGE};
    struct work *work = chart->work;
    VEC(struct chart_branch) branches = {0};
    for (size_t k = 0; k < sizeof(order) / sizeof(order[0]); k++) {
        VEC(struct chart_node) nodes = {0};
        for (size_t i = 0; i < chart->units.count; i++) {
            const struct unit *unit = &chart->units.items[i];
            struct chart_node *node;
            if (unit->parent_id != top_id || unit->kind != order[k] || unit->id == top_id)
                continue;
            node = VEC_PUSH(&nodes, work->arena);
            *node = node_of(chart, unit);
            node->below = nodes_below(chart, unit->id);
        }
        if (nodes.count > 0)
            *VEC_PUSH(&branches, work->arena) = (struct chart_branch){
                site_message(work, unit_kind_message(order[k])), VEC_LIST(&nodes)};
    }
    return VEC_LIST(&branches);
}

static const struct fault *fill(struct work *work, const struct unit_day *day,
                                struct chart_page *page)
{
    struct chart chart = {.work = work};
    struct chart_node *top = work_alloc(work, struct chart_node);
    const struct fault *fault = unit_day_view_of(work, day, &page->day);
    if (fault || !day->is_there || day->unit.id == 0)
        return fault;
    fault = unit_list_below(work, day->unit.id, day->on, LEVELS, &chart.units);
    if (!fault)
        fault = post_list_below(work, day->unit.id, day->on, &chart.posts);
    if (!fault)
        fault = unit_successions_below(work, day->unit.id, &chart.successions);
    if (fault)
        return fault;
    *top = node_of(&chart, &day->unit);
    page->top = top;
    page->branches = branches_of(&chart, day->unit.id);
    page->is_cut = chart.units.count == UNIT_BELOW_MOST;
    return NULL;
}

const struct fault *chart_show(struct work *work, const struct request *request,
                               struct response *response)
{
    struct chart_page page = {.top = NULL};
    struct unit_day day;
    const struct fault *fault = unit_day_read(work, request, &day);
    if (!fault)
        fault = unit_day_layout(work, request, &day, "unit.chart", &page.layout);
    if (!fault)
        fault = fill(work, &day, &page);
    if (fault)
        return fault;
    return page_respond_form(work, response, day.faults, &chart_kind, &page);
}
