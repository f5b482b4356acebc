/*
 * Taking an action: a page with what it needs (a reason, an answer, a name), and
 * the step itself.
 */
#include "modules/matters/file_part.h"
#include "modules/matters/matter_view.h"
#include "modules/matters/matters_web.h"

#include "civic/actor.h"
#include "civic/deadline.h"
#include "civic/official.h"
#include "text/number.h"

#define KEY "matters.form"

static const struct form_field fields[] = {
    {"version",  INPUT_INT,  1, 0,                   true,  NULL},
    {"note",     INPUT_TEXT, 0, MATTER_NOTE_MOST,    false, NULL},
    {"answer",   INPUT_TEXT, 0, MATTER_CONTENT_MOST, false, NULL},
    {"official", INPUT_ID,   0, 0,                   false, NULL},
    {"unit",     INPUT_ID,   0, 0,                   false, NULL},
    {"day",      INPUT_DATE, 0, 0,                   false, NULL},
};

enum {
    FIELDS = sizeof(fields) / sizeof(fields[0]),
    AT_NOTE = 1,
    AT_ANSWER = 2,
    AT_OFFICIAL = 3,
    AT_UNIT = 4,
    AT_DAY = 5
};

struct action_page {
    struct layout layout;
    struct url action_url;
    struct str code;
    struct str matter_title;
    struct str label;
    struct str content;
    struct str last_answer; /* the draft, where it is to be approved */
    struct code_number version;
    struct list
        clocks; /* struct clock_view: by when the law asks for the step, where it is asked */
    const struct field_view *note;
    const struct field_view *answer;
    const struct field_view *official;
    const struct field_view *unit;
    const struct field_view *day;
    struct url back_url;
};
static SHAPE(action_page_shape, struct action_page,
             RECORD(struct action_page, layout, layout_shape),
             FIELD(struct action_page, action_url), FIELD(struct action_page, code),
             FIELD(struct action_page, matter_title), FIELD(struct action_page, label),
             FIELD(struct action_page, content), FIELD(struct action_page, last_answer),
             FIELD(struct action_page, version), LIST(struct action_page, clocks, clock_view_shape),
             POINTER(struct action_page, note, field_view_shape),
             POINTER(struct action_page, answer, field_view_shape),
             POINTER(struct action_page, official, field_view_shape),
             POINTER(struct action_page, unit, field_view_shape),
             POINTER(struct action_page, day, field_view_shape),
             FIELD(struct action_page, back_url));
const struct page_kind matter_action_kind = {"matters/action", &action_page_shape};

static const struct field_view *field_of(struct work *work, size_t at, const struct form *form,
                                         const struct fault *faults)
{
    struct field_view *view = work_alloc(work, struct field_view);
    *view = field_view(work, KEY, &fields[at], form, faults);
    view->is_required = true;
    view->rows = 8;
    return view;
}

/* What happened longer ago than the office allows (petition.entry) is not entered any more:
 * a term that ran out is not kept afterwards. */
static const struct fault *must_be_recent(struct work *work, struct civil_date day)
{
    struct civil_date today = clock_today(work->clock);
    int64_t most = deadline_most(work, STR("petition.entry"), today, STR(""));
    if (date_is_none(day))
        return fault_field(work->arena, "day", "form.required");
    if (most == 0 || today.days - day.days <= most)
        return NULL;
    return fault_with(fault_field(work->arena, "day", "matter.day.long_ago"), "days",
                      arena_printf(work->arena, "%lld", (long long)most));
}

/* When it happened: today, unless the official says another day. */
static const struct field_view *day_field(struct work *work, const struct form *form,
                                          const struct fault *faults)
{
    struct field_view *view = work_alloc(work, struct field_view);
    *view = field_view(work, KEY, &fields[AT_DAY], form, faults);
    view->width = STR("w12");
    view->is_required = true;
    if (view->value.len == 0 && !faults)
        view->value = date_text(work->arena, clock_today(work->clock));
    return view;
}

/* The officials of the unit as choices, the actor first chosen. */
static const struct fault *official_field(struct work *work, const struct matter *matter,
                                          const struct form *form, const struct fault *faults,
                                          const struct field_view **ret_field)
{
    struct field_view *view = work_alloc(work, struct field_view);
    official_list officials;
    VEC(struct option_view) options = {0};
    const struct matter_kind *kind = kind_find(work, matter->kind);
    const struct fault *fault =
        official_list_of(work, matter->unit_id, kind ? kind->readers : 0, &officials);
    if (fault)
        return fault;
    *view = field_view(work, KEY, &fields[AT_OFFICIAL], form, faults);
    for (size_t i = 0; i < officials.count; i++) {
        struct str id = arena_printf(work->arena, "%lld", (long long)officials.items[i].account_id);
        if (matter_check_official(work, kind, matter, matter->unit_id,
                                  officials.items[i].account_id))
            continue;
        *VEC_PUSH(&options, work->arena) =
            (struct option_view){.id = id,
                                 .name = view->name,
                                 .value = id,
                                 .label = officials.items[i].name,
                                 .is_chosen = view->value.len ? str_equal(view->value, id)
                                                              : officials.items[i].account_id ==
                                                                    work->actor->account_id};
    }
    view->options = VEC_LIST(&options);
    *ret_field = view;
    return NULL;
}

/* ---- units to hand over to ---- */

typedef VEC(struct option_view) option_list;

/* Adds a unit that exists and is not there yet. */
static void add_unit(struct work *work, const struct matter *matter, struct field_view *view,
                     const struct unit *unit, option_list *options)
{
    struct str id = arena_printf(work->arena, "%lld", (long long)unit->id);
    if (unit->id == matter->unit_id || !unit_exists_on(unit, clock_today(work->clock)))
        return;
    for (size_t i = 0; i < options->count; i++)
        if (str_equal(options->items[i].value, id))
            return;
    *VEC_PUSH(options, work->arena) = (struct option_view){.id = id,
                                                           .name = view->name,
                                                           .value = id,
                                                           .label = unit->name,
                                                           .is_chosen = str_equal(view->value, id)};
}

static void add_units(struct work *work, const struct matter *matter, struct field_view *view,
                      const unit_list *units, option_list *options)
{
    for (size_t i = 0; i < units->count; i++)
        add_unit(work, matter, view, &units->items[i], options);
}

/* Leaves out units that the guard of the action does not take: only the superior may take a
 * matter up. */
static void keep_fit(struct work *work, const struct matter *matter,
                     const struct lifecycle_action *action, option_list *options)
{
    size_t kept = 0;
    for (size_t i = 0; i < options->count; i++) {
        struct matter_step step = {.id = matter->id, .happened_on = DATE_NONE};
        const struct fault *fault = NULL;
        if (!str_to_int64(options->items[i].value, &step.unit_id))
            step.unit_id = 0; /* the line that asks to choose */
        if (action->guard && step.unit_id)
            fault = action->guard(work, matter, &step);
        if (!fault || !fault->field || !str_equal(str_from_c(fault->field), STR("unit")))
            options->items[kept++] = options->items[i];
    }
    options->count = kept;
}

/* Where a matter may go: who took over from its unit, those below it, the one
 * above it and those beside it. */
static const struct fault *unit_field(struct work *work, const struct matter *matter,
                                      const struct lifecycle_action *action,
                                      const struct form *form, const struct fault *faults,
                                      const struct field_view **ret_field)
{
    struct field_view *view = work_alloc(work, struct field_view);
    option_list options = {0};
    unit_list units;
    struct unit unit;
    const struct fault *fault = unit_load(work, matter->unit_id, &unit);
    *view = field_view(work, KEY, &fields[AT_UNIT], form, faults);
    view->is_required = true;
    *VEC_PUSH(&options, work->arena) = (struct option_view){
        .label = site_message(work, "matters.choose"), .is_chosen = view->value.len == 0};
    if (!fault)
        fault = unit_successors(work, unit.id, &units);
    if (!fault) {
        add_units(work, matter, view, &units, &options);
        fault = unit_children(work, unit.id, &units);
    }
    if (!fault) {
        add_units(work, matter, view, &units, &options);
        if (unit.parent_id)
            fault = unit_path(work, unit.parent_id, &units);
        else
            units.count = 0;
    }
    if (!fault) {
        add_units(work, matter, view, &units, &options);
        fault = unit_children(work, unit.parent_id, &units);
    }
    if (fault)
        return fault;
    add_units(work, matter, view, &units, &options);
    keep_fit(work, matter, action, &options);
    view->options = VEC_LIST(&options);
    *ret_field = view;
    return NULL;
}

/* The last words meant for the sender: what an approval is about. */
static const struct fault *last_answer(struct work *work, int64_t id, struct str *ret_answer)
{
    matter_event_list events;
    const struct fault *fault = matter_events(work, id, &events);
    for (size_t i = events.count; !fault && i > 0; i--)
        if (events.items[i - 1].answer.len > 0) {
            *ret_answer = events.items[i - 1].answer;
            break;
        }
    return fault;
}

/* Of a step that is bound to the day of receipt and opens no term of its own. */
static struct list terms_of(struct work *work, const struct matter *matter,
                            const struct lifecycle_action *action)
{
    VEC(struct clock_view) views = {0};
    struct clock_view view;
    if (!(action->flags & ACTION_FROM_RECEIPT) || action->opens[0])
        return VEC_LIST(&views);
    view = matter_term_view(work, matter, str_from_c(action->rule));
    if (!date_is_none(view.due.date))
        *VEC_PUSH(&views, work->arena) = view;
    return VEC_LIST(&views);
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct matter *matter,
                                const struct lifecycle_action *action, const struct form *form,
                                const struct fault *faults)
{
    struct action_page page = {
        .action_url = matter_in_list(work, url_relative(work->arena, "/can-bo/viec/" PRISTR "/%s",
                                                        STRARG(matter->code), action->name)),
        .code = matter->code,
        .matter_title = matter->title,
        .content = matter->content,
        .label = matter_word(work, matter->kind, "action", str_from_c(action->name)),
        .version = {matter->version},
        .back_url = matter_in_list(work, matter_file_url(work->arena, matter->code))};
    const struct fault *fault = page_layout(work, request, page.label, &page.layout);
    if (!fault && (action->flags & ACTION_OTHER_EYES))
        fault = last_answer(work, matter->id, &page.last_answer);
    if (!fault && (action->flags & ACTION_ASSIGNS))
        fault = official_field(work, matter, form, faults, &page.official);
    if (!fault && (action->flags & ACTION_MOVES))
        fault = unit_field(work, matter, action, form, faults, &page.unit);
    if (fault)
        return fault;
    page.clocks = terms_of(work, matter, action);
    if (action->flags & ACTION_DATED)
        page.day = day_field(work, form, faults);
    if (action->flags & ACTION_NEEDS_NOTE)
        page.note = field_of(work, AT_NOTE, form, faults);
    if (action->flags & ACTION_NEEDS_ANSWER)
        page.answer = field_of(work, AT_ANSWER, form, faults);
    matter_crumbs(work, &page.layout, matter->code);
    page_crumb(work, &page.layout, URL(""), page.label);
    page_errors_of(work, &page.layout, KEY, faults);
    return page_respond_form(work, response, faults, &matter_action_kind, &page);
}

/* The matter and the action that the address names; the action may be refused. */
static const struct fault *find(struct work *work, const struct request *request,
                                struct matter *ret_matter,
                                const struct lifecycle_action **ret_action)
{
    const struct matter_kind *kind;
    struct str rest = request->path;
    struct str name = STR("");
    const struct fault *fault = matter_of_request(work, request, ret_matter);
    if (fault)
        return fault;
    while (rest.len > 0)
        name = str_cut(&rest, '/'); /* the last part */
    kind = kind_find(work, ret_matter->kind);
    *ret_action = kind ? kind_action(kind, name) : NULL;
    if (!*ret_action || (*ret_action)->roles == 0)
        return fault_new(work->arena, FAULT_NOT_FOUND, "error.not_found", "no such action");
    return NULL;
}

const struct fault *matter_action_page(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct matter matter;
    const struct lifecycle_action *action;
    struct form form = form_empty(work->arena, fields, FIELDS);
    const struct fault *fault = find(work, request, &matter, &action);
    if (!fault)
        fault = matter_refusal(work, &matter, action, false);
    return fault ? fault : show(work, request, response, &matter, action, &form, NULL);
}

/* Back to the file, or to the inbox where the file went to another unit. */
static const struct fault *lead_on(struct work *work, struct response *response,
                                   struct matter *matter, struct str action)
{
    const struct fault *fault = matter_load(work, matter->id, matter);
    struct url url = matter_in_list(work, matter_file_url(work->arena, matter->code));
    if (!fault)
        fault = matter_must_read(work, matter);
    if (fault && fault->kind != FAULT_FORBIDDEN)
        return fault;
    if (fault)
        url = matter_list_url(work);
    response_redirect(response, url_add(work->arena, url, STR("xong"), action).text);
    return NULL;
}

const struct fault *matter_action_take(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct matter matter;
    const struct lifecycle_action *action;
    struct form form;
    struct matter_step step;
    const struct fault *refusal;
    const struct fault *fault = find(work, request, &matter, &action);
    if (fault)
        return fault;
    fault = form_read(work, request, fields, FIELDS, &form);
    if (fault && fault->kind != FAULT_INVALID)
        return fault;
    refusal = matter_refusal_since(work, &matter, action, form_int(&form, "version"));
    if (refusal && refusal->kind == FAULT_FORBIDDEN)
        return refusal;
    if (refusal)
        fault = refusal;
    step = (struct matter_step){
        .id = matter.id,
        .version = form_int(&form, "version"),
        .action = str_from_c(action->name),
        .note = form_str(&form, "note"),
        .answer = form_str(&form, "answer"),
        .official_id = form_int(&form, "official"),
        .unit_id = form_int(&form, "unit"),
        .happened_on = action->flags & ACTION_DATED ? form_date(&form, "day") : DATE_NONE};
    if (!fault && (action->flags & ACTION_DATED))
        fault = must_be_recent(work, step.happened_on);
    if (!fault)
        fault = matter_apply(work, &step);
    /* what was typed is shown again with what the matter has become */
    if (fault && (fault->kind == FAULT_INVALID || fault->kind == FAULT_CONFLICT))
        return show(work, request, response, &matter, action, &form, fault);
    if (fault)
        return fault;
    return lead_on(work, response, &matter, step.action);
}
