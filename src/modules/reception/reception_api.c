/*
 * Reception days for programs: /api/v1/reception-days, and the list as
 * /lich-tiep-dan.csv; and what /lich-tiep-dan/so-lieu counts. What is for who booked alone (the
 * link of an online session, who comes) is in no member.
 */
#include "modules/reception/reception_api.h"

#include "modules/reception/desk_web.h"
#include "modules/reception/reception_rules.h"
#include "modules/reception/reception_store.h"

#include <inttypes.h>

struct reception_item {
    struct str unit; /* its slug */
    struct civil_date held_on;
    struct civil_date rule_on;
    struct str starts;
    struct str ends;
    struct str title;
    struct str person;
    struct str place;
    struct str state;
    struct str reason;
    int64_t free;
    bool is_late;
    bool is_online;
    bool is_demo;
};
static SHAPE(reception_item_shape, struct reception_item, FIELD(struct reception_item, unit),
             FIELD(struct reception_item, held_on), FIELD(struct reception_item, rule_on),
             FIELD(struct reception_item, starts), FIELD(struct reception_item, ends),
             FIELD(struct reception_item, title), FIELD(struct reception_item, person),
             FIELD(struct reception_item, place), FIELD(struct reception_item, state),
             FIELD(struct reception_item, reason), FIELD(struct reception_item, free),
             FIELD(struct reception_item, is_late), FIELD(struct reception_item, is_online),
             FIELD(struct reception_item, is_demo));

static const struct form_field parameters[] = {
    {"unit",  INPUT_LINE, 1, 100, false, NULL},
    {"from",  INPUT_DATE, 0, 0,   false, NULL},
    {"until", INPUT_DATE, 0, 0,   false, NULL},
};

/* "2022-03-10.913522": the last day of the page before. */
static bool read_place(struct str text, struct civil_date *ret_day, int64_t *ret_id)
{
    struct str rest = text;
    struct str day = str_cut(&rest, '.');
    return rest.ptr && date_from_iso(day, ret_day) && str_to_int64(rest, ret_id);
}

static struct reception_item item_of(struct work *work, const struct reception_day *day)
{
    return (struct reception_item){
        .unit = day->unit_slug,
        .held_on = day->held_on,
        .rule_on = day->rule_on,
        .starts = reception_clock(work->arena, day->starts),
        .ends = reception_clock(work->arena, day->ends),
        .title = day->title,
        .person = day->person,
        .place = day->place,
        .state = reception_day_state_name(day->state),
        .reason = day->reason,
        .free = day->state == RECEPTION_OPEN ? day->free : 0,
        .is_late = day->is_late,
        .is_online = day->online_url.len > 0,
        .is_demo = day->is_demo,
    };
}

static const struct fault *read_span(struct work *work, const struct api_call *call,
                                     struct reception_span *ret_span)
{
    struct str slug = form_str(call->form, "unit");
    struct reception_span span = {.from = form_date(call->form, "from"),
                                  .to = form_date(call->form, "until"),
                                  .most = call->limit + 1};
    struct unit unit;
    const struct fault *fault;
    if (date_is_none(span.from))
        span.from = date_ymd(1990, 1, 1);
    if (date_is_none(span.to))
        span.to = date_ymd(2199, 12, 31);
    span.after_on = date_add_days(span.from, -1);
    if (call->after.len > 0 && !read_place(call->after, &span.after_on, &span.after_id))
        return api_bad_after(work);
    if (slug.len > 0) {
        fault = unit_by_slug(work, slug, &unit);
        if (fault && fault->kind == FAULT_NOT_FOUND)
            return fault_field(work->arena, "unit", "unit.unknown");
        if (fault)
            return fault;
        span.unit_id = unit.id;
    }
    *ret_span = span;
    return NULL;
}

static const struct fault *days_all(struct work *work, const struct api_call *call,
                                    struct api_answer *ret_answer)
{
    VEC(struct reception_item) items = {0};
    struct reception_span span;
    reception_day_list days;
    const struct fault *fault = read_span(work, call, &span);
    if (!fault)
        fault = reception_days_after(work, &span, &days);
    if (fault)
        return fault;
    if (days.count > (size_t)call->limit) {
        const struct reception_day *last = &days.items[--days.count - 1];
        ret_answer->next = arena_printf(work->arena, PRISTR ".%" PRId64,
                                        STRARG(date_to_iso(work->arena, last->held_on)), last->id);
    }
    for (size_t i = 0; i < days.count; i++)
        *VEC_PUSH(&items, work->arena) = item_of(work, &days.items[i]);
    ret_answer->items = VEC_LIST(&items);
    return NULL;
}

/* ---- figures ---- */

struct reception_figure_item {
    struct str unit; /* its name */
    struct civil_date from;
    struct civil_date until;
    int64_t announced;
    int64_t announced_late;
    int64_t held;
    int64_t missed;
    int64_t cancelled;
    int64_t visits;
    int64_t people;
    int64_t promised;
    int64_t kept;
};
static SHAPE(
    reception_figure_shape, struct reception_figure_item, FIELD(struct reception_figure_item, unit),
    FIELD(struct reception_figure_item, from), FIELD(struct reception_figure_item, until),
    FIELD(struct reception_figure_item, announced),
    FIELD(struct reception_figure_item, announced_late), FIELD(struct reception_figure_item, held),
    FIELD(struct reception_figure_item, missed), FIELD(struct reception_figure_item, cancelled),
    FIELD(struct reception_figure_item, visits), FIELD(struct reception_figure_item, people),
    FIELD(struct reception_figure_item, promised), FIELD(struct reception_figure_item, kept));

static const struct form_field figure_parameters[] = {
    {"from",  INPUT_DATE, 0, 0, false, NULL},
    {"until", INPUT_DATE, 0, 0, false, NULL},
};

/* Of this month where no days are asked for, as the page tells them. */
static const struct fault *figures_all(struct work *work, const struct api_call *call,
                                       struct api_answer *ret_answer)
{
    struct civil_date from = form_date(call->form, "from");
    struct civil_date until = form_date(call->form, "until");
    VEC(struct reception_figure_item) items = {0};
    reception_figures_list list;
    const struct fault *fault;
    if (call->after.len > 0)
        return api_bad_after(work);
    span_default(work, &from, &until);
    fault = reception_figures_of(work, from, until, &list);
    for (size_t i = 0; !fault && i < list.count; i++) {
        const struct reception_figures *figures = &list.items[i];
        *VEC_PUSH(&items, work->arena) =
            (struct reception_figure_item){.unit = figures->unit_name,
                                           .from = from,
                                           .until = until,
                                           .announced = figures->announced,
                                           .announced_late = figures->late,
                                           .held = figures->held,
                                           .missed = figures->missed,
                                           .cancelled = figures->cancelled,
                                           .visits = figures->visits,
                                           .people = figures->people,
                                           .promised = figures->promised,
                                           .kept = figures->kept};
    }
    ret_answer->items = VEC_LIST(&items);
    return fault;
}

const struct api_route reception_api[RECEPTION_API_COUNT] = {
    {.path = "/api/v1/reception-days",
     .message = "api.reception-days",
     .shape = &reception_item_shape,
     .handler = days_all,
     .is_list = true,
     .parameters = parameters,
     .parameter_count = sizeof(parameters) / sizeof(parameters[0]),
     .csv = "/lich-tiep-dan.csv"        },
    { .path = "/api/v1/reception-figures",
     .message = "api.reception-figures",
     .shape = &reception_figure_shape,
     .handler = figures_all,
     .is_list = true,
     .is_fixed = true,
     .parameters = figure_parameters,
     .parameter_count = sizeof(figure_parameters) / sizeof(figure_parameters[0]),
     .csv = "/lich-tiep-dan/so-lieu.csv"},
};
