/*
 * Beginning a round: its name, its plan, its time, and by what the cases are chosen.
 */
#include "civic/actor.h"
#include "civic/unit.h"
#include "modules/reviews/review_web.h"
#include "text/number.h"

#include <inttypes.h>

#define KEY "review.field"

static const struct form_field fields[] = {
    {"name",          INPUT_LINE, 5, REVIEW_NAME_MOST,  true,  NULL},
    {"basis",         INPUT_TEXT, 5, REVIEW_BASIS_MOST, true,  NULL},
    {"unit",          INPUT_ID,   0, 0,                 true,  NULL},
    {"starts_on",     INPUT_DATE, 0, 0,                 true,  NULL},
    {"ends_on",       INPUT_DATE, 0, 0,                 true,  NULL},
    {"kien-nghi",     INPUT_BOOL, 0, 0,                 false, NULL},
    {"khieu-nai",     INPUT_BOOL, 0, 0,                 false, NULL},
    {"khieu-nai-2",   INPUT_BOOL, 0, 0,                 false, NULL},
    {"to-cao",        INPUT_BOOL, 0, 0,                 false, NULL},
    {"opened_before", INPUT_DATE, 0, 0,                 false, NULL},
    {"overdue",       INPUT_BOOL, 0, 0,                 false, NULL},
    {"crowd",         INPUT_BOOL, 0, 0,                 false, NULL},
    {"second",        INPUT_BOOL, 0, 0,                 false, NULL},
    {"complex",       INPUT_BOOL, 0, 0,                 false, NULL},
    {"from",          INPUT_ID,   0, 0,                 false, NULL},
};

enum {
    AT_NAME = 0,
    AT_BASIS = 1,
    AT_UNIT = 2,
    AT_STARTS = 3,
    AT_ENDS = 4,
    AT_KINDS = 5,
    KINDS = 4,
    AT_BEFORE = 9,
    AT_NARROW = 10,
    NARROWINGS = 4,
    AT_FROM = 14,
    FIELDS = sizeof(fields) / sizeof(fields[0]),
    UNITS_MOST = 300
};

struct new_page {
    struct layout layout;
    struct field_view name;
    struct field_view basis;
    struct field_view unit;
    struct field_view starts_on;
    struct field_view ends_on;
    struct list kinds; /* struct field_view */
    struct field_view opened_before;
    struct list narrow; /* struct field_view */
    struct str from;    /* the number of the round whose cases go on; empty */
    struct str from_name;
};
static SHAPE(new_page_shape, struct new_page, RECORD(struct new_page, layout, layout_shape),
             RECORD(struct new_page, name, field_view_shape),
             RECORD(struct new_page, basis, field_view_shape),
             RECORD(struct new_page, unit, field_view_shape),
             RECORD(struct new_page, starts_on, field_view_shape),
             RECORD(struct new_page, ends_on, field_view_shape),
             LIST(struct new_page, kinds, field_view_shape),
             RECORD(struct new_page, opened_before, field_view_shape),
             LIST(struct new_page, narrow, field_view_shape), FIELD(struct new_page, from),
             FIELD(struct new_page, from_name));
const struct page_kind review_new_kind = {"reviews/new", &new_page_shape};

typedef VEC(struct option_view) option_list;

static void add_unit(struct work *work, const struct unit *unit, struct str chosen,
                     option_list *options)
{
    struct str id = arena_printf(work->arena, "%" PRId64, unit->id);
    for (size_t i = 0; i < options->count; i++)
        if (str_equal(options->items[i].value, id))
            return;
    *VEC_PUSH(options, work->arena) =
        (struct option_view){.value = id, .label = unit->name, .is_chosen = str_equal(chosen, id)};
}

/* Units in which the actor leads, and those right below. */
static const struct fault *unit_options(struct work *work, struct str chosen, struct list *ret_list)
{
    const struct actor *actor = work->actor;
    option_list options = {0};
    for (size_t i = 0; i < actor->grant_count; i++) {
        struct unit unit;
        unit_list below;
        const struct fault *fault;
        if (!(REVIEW_LEADERS & ROLE_BIT(actor->grants[i].role)))
            continue;
        fault = unit_load(work, actor->grants[i].unit_id, &unit);
        if (!fault)
            fault = unit_children(work, unit.id, &below);
        if (fault)
            return fault;
        add_unit(work, &unit, chosen, &options);
        for (size_t k = 0; k < below.count && options.count < UNITS_MOST; k++)
            if (unit_exists_on(&below.items[k], clock_today(work->clock)) &&
                below.items[k].kind != UNIT_VILLAGE)
                add_unit(work, &below.items[k], chosen, &options);
    }
    *ret_list = VEC_LIST(&options);
    return NULL;
}

static struct list checks(struct work *work, size_t first, size_t count, const struct form *form,
                          const struct fault *faults)
{
    struct field_view *views = arena_alloc_array(work->arena, count, sizeof(*views));
    for (size_t i = 0; i < count; i++)
        views[i] = field_view(work, KEY, &fields[first + i], form, faults);
    return (struct list){views, count, sizeof(*views)};
}

/* The round whose continuing cases the new one takes on. */
static const struct fault *name_before(struct work *work, struct str from, struct new_page *page)
{
    struct review_round before;
    int64_t id;
    const struct fault *fault;
    if (!str_to_int64(from, &id) || id <= 0)
        return NULL;
    fault = review_open(work, id, &before);
    if (fault)
        return fault;
    page->from = from;
    page->from_name = before.name;
    if (page->unit.value.len == 0)
        page->unit.value = arena_printf(work->arena, "%" PRId64, before.unit_id);
    return NULL;
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct form *form, struct str from,
                                const struct fault *faults)
{
    struct new_page page = {0};
    struct field_view *const views[] = {&page.name, &page.basis, &page.unit, &page.starts_on,
                                        &page.ends_on};
    const struct fault *fault =
        review_layout(work, request, site_message(work, "review.new"), NULL, &page.layout);
    for (size_t i = AT_NAME; i <= AT_ENDS; i++)
        *views[i] = field_view(work, KEY, &fields[i], form, faults);
    page.basis.rows = 3;
    if (!fault)
        fault = name_before(work, from, &page);
    if (!fault)
        fault = unit_options(work, page.unit.value, &page.unit.options);
    if (fault)
        return fault;
    page.kinds = checks(work, AT_KINDS, KINDS, form, faults);
    page.opened_before = field_view(work, KEY, &fields[AT_BEFORE], form, faults);
    page.narrow = checks(work, AT_NARROW, NARROWINGS, form, faults);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    page_errors_of(work, &page.layout, KEY, faults);
    return page_respond_form(work, response, faults, &review_new_kind, &page);
}

const struct fault *review_new_page(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct form form = form_empty(work->arena, fields, FIELDS);
    return show(work, request, response, &form, request_query(request, STR("tu")), NULL);
}

static struct str kinds_of(struct work *work, const struct form *form)
{
    struct str kinds = STR("");
    for (size_t i = AT_KINDS; i < AT_KINDS + KINDS; i++)
        if (form_bool(form, fields[i].name))
            kinds = arena_printf(work->arena, PRISTR "%s%s", STRARG(kinds), kinds.len ? " " : "",
                                 fields[i].name);
    return kinds;
}

const struct fault *review_new_send(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct form form;
    struct review_round round;
    const struct fault *fault = form_read(work, request, fields, FIELDS, &form);
    if (!fault) {
        round = (struct review_round){
            .name = form_str(&form, "name"),
            .basis = form_str(&form, "basis"),
            .unit_id = form_int(&form, "unit"),
            .starts_on = form_date(&form, "starts_on"),
            .ends_on = form_date(&form, "ends_on"),
            .kinds = kinds_of(work, &form),
            .opened_before = form_date(&form, "opened_before"),
            .is_overdue = form_bool(&form, "overdue"),
            .is_crowd = form_bool(&form, "crowd"),
            .is_second = form_bool(&form, "second"),
            .is_complex = form_bool(&form, "complex"),
            .from_id = form_int(&form, "from"),
        };
        fault = review_create(work, &round);
    }
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &form, form_typed(&form, "from"), fault);
    if (!fault)
        response_redirect(response, url_add(work->arena, review_url(work->arena, round.id),
                                            STR("xong"), STR("create"))
                                        .text);
    return fault;
}
