/*
 * What /so-lieu shows, for programs: by unit and by kind, and by month. A page of either
 * list is a year, the newest first. Kinds within a unit are told by neither, as on the
 * page: where few petitions came, a number would name one.
 */
#include "modules/petitions/figures_api.h"

#include "modules/petitions/figures_kept.h"

struct petition_figure_item {
    struct str year;
    struct str group; /* "unit", "kind" */
    struct str name;
    int64_t received;
    int64_t in_time;
    int64_t late;
    int64_t open_overdue;
    int64_t objected;
};
static SHAPE(petition_figure_shape, struct petition_figure_item,
             FIELD(struct petition_figure_item, year), FIELD(struct petition_figure_item, group),
             FIELD(struct petition_figure_item, name), FIELD(struct petition_figure_item, received),
             FIELD(struct petition_figure_item, in_time), FIELD(struct petition_figure_item, late),
             FIELD(struct petition_figure_item, open_overdue),
             FIELD(struct petition_figure_item, objected));

struct petition_month_item {
    struct str month;
    struct str kind;
    int64_t received;
};
static SHAPE(petition_month_shape, struct petition_month_item,
             FIELD(struct petition_month_item, month), FIELD(struct petition_month_item, kind),
             FIELD(struct petition_month_item, received));

/* The figures of the year that follows `after`, and `after` of the next page. */
static const struct fault *read_year(struct work *work, const struct api_call *call,
                                     struct figures *ret_figures, struct str *ret_next)
{
    struct figures figures;
    size_t at = 0;
    const struct fault *fault = figures_said(work, call->after, &figures);
    if (fault)
        return fault;
    if (call->after.len > 0 && !str_equal(figures.year, call->after))
        return api_bad_after(work);
    while (at < figures.years.count && !str_equal(figures.years.items[at], figures.year))
        at++;
    if (at + 1 < figures.years.count)
        *ret_next = figures.years.items[at + 1];
    *ret_figures = figures;
    return NULL;
}

typedef VEC(struct petition_figure_item) item_list;

static void add(struct work *work, item_list *items, struct str year, const char *group,
                struct str name, const struct petition_figure *figure)
{
    struct petition_figure_item *item = NULL;
    for (size_t i = 0; i < items->count && !item; i++)
        if (str_equal(items->items[i].group, str_from_c(group)) &&
            str_equal(items->items[i].name, name))
            item = &items->items[i];
    if (!item) {
        item = VEC_PUSH(items, work->arena);
        *item =
            (struct petition_figure_item){.year = year, .group = str_from_c(group), .name = name};
    }
    item->received += figure->received;
    item->in_time += figure->in_time;
    item->late += figure->late;
    item->open_overdue += figure->open_overdue;
    item->objected += figure->objected;
}

static const struct fault *figures_all(struct work *work, const struct api_call *call,
                                       struct api_answer *ret_answer)
{
    struct figures figures;
    item_list items = {0};
    const struct fault *fault = read_year(work, call, &figures, &ret_answer->next);
    if (fault)
        return fault;
    for (size_t i = 0; i < figures.of_year.count; i++)
        add(work, &items, figures.year, "unit", figures.of_year.items[i].unit,
            &figures.of_year.items[i]);
    for (size_t i = 0; i < figures.of_year.count; i++)
        add(work, &items, figures.year, "kind", figures_kind_shown(figures.of_year.items[i].kind),
            &figures.of_year.items[i]);
    ret_answer->items = VEC_LIST(&items);
    return NULL;
}

static const struct fault *months_all(struct work *work, const struct api_call *call,
                                      struct api_answer *ret_answer)
{
    struct figures figures;
    VEC(struct petition_month_item) items = {0};
    const struct fault *fault = read_year(work, call, &figures, &ret_answer->next);
    if (fault)
        return fault;
    for (size_t i = 0; i < figures.by_month.count; i++) {
        const struct petition_month *month = &figures.by_month.items[i];
        struct str kind = figures_kind_shown(month->kind);
        struct petition_month_item *last = items.count ? &items.items[items.count - 1] : NULL;
        if (last && str_equal(last->month, month->month) && str_equal(last->kind, kind))
            last->received += month->received;
        else
            *VEC_PUSH(&items, work->arena) =
                (struct petition_month_item){month->month, kind, month->received};
    }
    ret_answer->items = VEC_LIST(&items);
    return NULL;
}

const struct api_route figures_api[FIGURES_API_COUNT] = {
    {.path = "/api/v1/petition-figures",
     .message = "api.petition-figures",
     .shape = &petition_figure_shape,
     .handler = figures_all,
     .is_list = true,
     .is_fixed = true,
     .is_not_kept = true,
     .is_slow = true,
     .csv = "/don-thu/so-lieu.csv"      },
    {.path = "/api/v1/petition-months",
     .message = "api.petition-months",
     .shape = &petition_month_shape,
     .handler = months_all,
     .is_list = true,
     .is_fixed = true,
     .is_not_kept = true,
     .is_slow = true,
     .csv = "/don-thu/so-lieu-thang.csv"},
};
