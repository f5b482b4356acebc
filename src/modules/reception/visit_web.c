/*
 * One visit: the record of the talk as the register wants it, a refusal with its ground,
 * the conclusion, and the tasks that come out of it.
 */
#include "db/db.h"
#include "modules/law/law_site.h"
#include "modules/reception/booking.h"
#include "modules/reception/desk_web.h"
#include "text/number.h"

#include <inttypes.h>

enum {
    LINE_MOST = 200,
    TEXT_MOST = 5000
};

static const char *const states[] = {"serving", "received", "refused", "left", NULL};
static const char *const kinds[] = {"complaint", "denunciation", "proposal", "feedback", NULL};
/* Law 42/2013, article 9; from "weapons" on also Decree 154/2026, article 4.1. */
static const char *const refusals[] = {
    "unable",       "threat",    "resolved", "other",       "weapons",
    "unchecked",    "recording", "disorder", "no-capacity", "no-proof",
    "out-of-scope", "answered",  "judgment", "elsewhere",   NULL};
enum {
    REFUSALS_OF_THE_LAW = 4
};

/* columns: name, kind, min, max, required, choices */
static const struct form_field fields[] = {
    {"state",        INPUT_CHOICE, 0, 0,                     true,  states  },
    {"name",         INPUT_LINE,   0, LINE_MOST,             false, NULL    },
    {"address",      INPUT_LINE,   0, LINE_MOST,             false, NULL    },
    {"id_number",    INPUT_LINE,   0, LINE_MOST,             false, NULL    },
    {"phone",        INPUT_LINE,   0, LINE_MOST,             false, NULL    },
    {"people",       INPUT_INT,    1, RECEPTION_PEOPLE_MOST, true,  NULL    },
    {"kind",         INPUT_CHOICE, 0, 0,                     false, kinds   },
    {"content",      INPUT_TEXT,   0, TEXT_MOST,             false, NULL    },
    {"decided_by",   INPUT_LINE,   0, LINE_MOST,             false, NULL    },
    {"is_competent", INPUT_BOOL,   0, 0,                     false, NULL    },
    {"guided_to",    INPUT_LINE,   0, LINE_MOST,             false, NULL    },
    {"handled_by",   INPUT_LINE,   0, LINE_MOST,             false, NULL    },
    {"outcome",      INPUT_LINE,   0, LINE_MOST,             false, NULL    },
    {"note",         INPUT_LINE,   0, LINE_MOST,             false, NULL    },
    {"refusal",      INPUT_CHOICE, 0, 0,                     false, refusals},
    {"conclusion",   INPUT_TEXT,   0, TEXT_MOST,             false, NULL    },
    {"version",      INPUT_INT,    0, INT64_MAX,             false, NULL    },
};
enum {
    FIELDS = sizeof(fields) / sizeof(fields[0]),
    SHOWN = FIELDS - 1
};
static const struct form_field task_fields[] = {
    {"owner",  INPUT_LINE, 2, LINE_MOST, true, NULL},
    {"task",   INPUT_LINE, 3, LINE_MOST, true, NULL},
    {"due_on", INPUT_DATE, 0, 0,         true, NULL},
};

struct task_view {
    struct str owner;
    struct str content;
    struct civil_date due;
    struct civil_date done;
    struct url done_url;
    bool is_late;
};
static SHAPE(task_view_shape, struct task_view, FIELD(struct task_view, owner),
             FIELD(struct task_view, content), FIELD(struct task_view, due),
             FIELD(struct task_view, done), FIELD(struct task_view, done_url),
             FIELD(struct task_view, is_late));

/* A field and how it is drawn. */
struct drawn_field {
    struct field_view field;
    bool is_line;
    bool is_text;
    bool is_select;
    bool is_check;
};
static SHAPE(drawn_field_shape, struct drawn_field,
             RECORD(struct drawn_field, field, field_view_shape),
             FIELD(struct drawn_field, is_line), FIELD(struct drawn_field, is_text),
             FIELD(struct drawn_field, is_select), FIELD(struct drawn_field, is_check));

struct visit_page {
    struct layout layout;
    struct code_number number;
    struct code_number version;
    struct str name;
    struct str title;
    struct str answer_due; /* "Trả lời chậm nhất ngày …" */
    struct str refusal_due;
    struct url action;
    struct url task_url;
    bool is_sealed;
    struct list fields;    /* struct drawn_field */
    struct list tasks;     /* struct task_view */
    struct list task_form; /* struct drawn_field */
};
static SHAPE(visit_shape, struct visit_page, RECORD(struct visit_page, layout, layout_shape),
             FIELD(struct visit_page, number), FIELD(struct visit_page, version),
             FIELD(struct visit_page, name), FIELD(struct visit_page, title),
             FIELD(struct visit_page, answer_due), FIELD(struct visit_page, refusal_due),
             FIELD(struct visit_page, action), FIELD(struct visit_page, task_url),
             FIELD(struct visit_page, is_sealed),
             LIST(struct visit_page, fields, drawn_field_shape),
             LIST(struct visit_page, tasks, task_view_shape),
             LIST(struct visit_page, task_form, drawn_field_shape));
const struct page_kind visit_kind = {"reception/visit", &visit_shape};

/* ---- what the law gives time for ---- */

static struct str due_words(struct work *work, const char *rule, const char *key,
                            struct civil_date on)
{
    struct explainer explainer = law_explainer(work);
    const struct law_facts facts = {.on = on};
    struct law_due due;
    struct fault_arg args[2];
    if (law_due(work->arena, explainer.law, law_rule(explainer.law, str_from_c(rule)), &facts,
                &due))
        return STR("");
    args[0] = (struct fault_arg){"date", date_text(work->arena, due.due)};
    args[1] = (struct fault_arg){"law", explain_source(&explainer, due.version)};
    return message_format(work->arena, work->site->messages, work->locale, str_from_c(key), args,
                          2);
}

/* The decree's grounds are offered from its first day on. */
static bool is_offered(struct work *work, const struct visit *visit, size_t refusal)
{
    const struct law_instrument *decree =
        law_instrument(law_of_site(work), STR("NĐ 154/2026/NĐ-CP"));
    return refusal < REFUSALS_OF_THE_LAW || (decree && visit->came_on.days >= decree->from.days);
}

/* ---- the form ---- */

static struct str stored(struct work *work, const struct visit *visit, size_t field)
{
    const struct str values[SHOWN] = {
        visit->state == VISIT_WAITING ? STR("serving") : visit_state_name(visit->state),
        visit->name,
        visit->address,
        visit->id_number,
        visit->phone,
        arena_printf(work->arena, "%" PRId64, visit->people),
        visit->kind,
        visit->content,
        visit->decided_by,
        STR(""),
        visit->guided_to,
        visit->handled_by,
        visit->outcome,
        visit->note,
        visit->refusal,
        visit->conclusion,
    };
    return values[field];
}

static struct list options_of(struct work *work, const struct visit *visit,
                              const struct form_field *field, struct str value)
{
    VEC(struct option_view) options = {0};
    if (!field->required)
        *VEC_PUSH(&options, work->arena) =
            (struct option_view){.value = STR(""), .label = STR("–"), .is_chosen = value.len == 0};
    for (size_t i = 0; field->choices[i]; i++) {
        struct str choice = str_from_c(field->choices[i]);
        if (field->choices == refusals && !is_offered(work, visit, i))
            continue;
        *VEC_PUSH(&options, work->arena) = (struct option_view){
            .value = choice,
            .label = site_message(
                work, arena_printf(work->arena, "reception.%s." PRISTR,
                                   field->choices == states ? "visit" : field->name, STRARG(choice))
                          .ptr),
            .is_chosen = str_equal(choice, value)};
    }
    return VEC_LIST(&options);
}

static struct drawn_field draw(struct work *work, const struct form_field *field,
                               const struct form *form, const struct fault *faults)
{
    struct drawn_field drawn = {
        .field = field_view(work, "reception.record", field, form, faults),
        .is_text = field->kind == INPUT_TEXT,
        .is_select = field->kind == INPUT_CHOICE,
        .is_check = field->kind == INPUT_BOOL,
    };
    drawn.is_line = !drawn.is_text && !drawn.is_select && !drawn.is_check;
    drawn.field.rows = 3;
    return drawn;
}

static void fill_fields(struct work *work, const struct visit *visit, const struct form *form,
                        const struct fault *faults, struct visit_page *page)
{
    struct drawn_field *drawn = arena_alloc_array(work->arena, SHOWN, sizeof(*drawn));
    bool is_whole = form && form->count == FIELDS;
    for (size_t i = 0; i < SHOWN; i++) {
        drawn[i] = draw(work, &fields[i], is_whole ? form : NULL, faults);
        if (!is_whole) {
            drawn[i].field.value = stored(work, visit, i);
            drawn[i].field.is_chosen = fields[i].kind == INPUT_BOOL && visit->is_competent;
        }
        if (fields[i].choices)
            drawn[i].field.options = options_of(work, visit, &fields[i], drawn[i].field.value);
    }
    page->fields = (struct list){drawn, SHOWN, sizeof(*drawn)};
}

static const struct fault *fill_tasks(struct work *work, const struct visit *visit,
                                      const struct form *form, const struct fault *faults,
                                      struct visit_page *page)
{
    VEC(struct task_view) views = {0};
    struct drawn_field *drawn = arena_alloc_array(work->arena, 3, sizeof(*drawn));
    bool is_own = form && form->count == 3;
    visit_task_list tasks;
    const struct fault *fault = visit_tasks(work, visit->id, &tasks);
    for (size_t i = 0; !fault && i < tasks.count; i++)
        *VEC_PUSH(&views, work->arena) = (struct task_view){
            .owner = tasks.items[i].owner,
            .content = tasks.items[i].content,
            .due = tasks.items[i].due_on,
            .done = tasks.items[i].done_on,
            .is_late = date_is_none(tasks.items[i].done_on) &&
                       tasks.items[i].due_on.days < clock_today(work->clock).days,
            .done_url = url_relative(work->arena, "/can-bo/tiep-dan/luot/%" PRId64 "/viec/%" PRId64,
                                     visit->id, tasks.items[i].id)};
    for (size_t i = 0; i < 3; i++)
        drawn[i] = draw(work, &task_fields[i], is_own ? form : NULL, is_own ? faults : NULL);
    page->tasks = VEC_LIST(&views);
    page->task_form = (struct list){drawn, 3, sizeof(*drawn)};
    return fault;
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct visit *visit,
                                const struct form *form, const struct fault *faults)
{
    struct visit_page page = {.number = {visit->number},
                              .version = {visit->version},
                              .name = visit_name(work, visit),
                              .title = visit->title,
                              .is_sealed = visit->is_sealed};
    const struct fault *fault = office_layout(work, request, page.name, &page.layout);
    if (!fault)
        fault = fill_tasks(work, visit, form, faults, &page);
    if (fault)
        return fault;
    fill_fields(work, visit, form, faults, &page);
    page.action = url_relative(work->arena, "/can-bo/tiep-dan/luot/%" PRId64, visit->id);
    page.task_url = url_relative(work->arena, "/can-bo/tiep-dan/luot/%" PRId64 "/viec", visit->id);
    if (visit->state == VISIT_RECEIVED)
        page.answer_due = due_words(work, "reception.result.notify", "reception.record.answer-due",
                                    visit->came_on);
    if (str_equal(visit->refusal, STR("resolved")) || str_equal(visit->refusal, STR("answered")))
        page.refusal_due = due_words(work, "reception.refusal.notify",
                                     "reception.record.refusal-due", visit->came_on);
    page_crumb(work, &page.layout, URL("/can-bo/tiep-dan"),
               site_message(work, "reception.desk.title"));
    page_crumb(work, &page.layout, URL(""), page.name);
    page_errors_of(work, &page.layout, "reception.record", faults);
    return page_respond(work, response, faults ? 422 : 200, &visit_kind, &page);
}

static const struct fault *load(struct work *work, const struct request *request,
                                struct visit *ret_visit)
{
    int64_t id;
    const struct fault *fault = visit_param(work, request, &id);
    return fault ? fault : desk_open(work, id, ret_visit);
}

const struct fault *visit_page_show(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct visit visit;
    const struct fault *fault = load(work, request, &visit);
    return fault ? fault : show(work, request, response, &visit, NULL, NULL);
}

/* ---- acting ---- */

static enum visit_state state_of(struct str name)
{
    for (int i = 0; i < VISIT_STATE_COUNT; i++)
        if (str_equal(visit_state_name((enum visit_state)i), name))
            return (enum visit_state)i;
    return VISIT_SERVING;
}

static void read_record(const struct form *form, struct visit *visit)
{
    visit->state = state_of(form_str(form, "state"));
    visit->name = form_str(form, "name");
    visit->address = form_str(form, "address");
    visit->id_number = form_str(form, "id_number");
    visit->phone = form_str(form, "phone");
    visit->people = form_int(form, "people");
    visit->kind = form_str(form, "kind");
    visit->content = form_str(form, "content");
    visit->decided_by = form_str(form, "decided_by");
    visit->is_competent = form_bool(form, "is_competent");
    visit->guided_to = form_str(form, "guided_to");
    visit->handled_by = form_str(form, "handled_by");
    visit->outcome = form_str(form, "outcome");
    visit->note = form_str(form, "note");
    visit->refusal = visit->state == VISIT_REFUSED ? form_str(form, "refusal") : STR("");
    visit->conclusion = form_str(form, "conclusion");
    visit->version = form_int(form, "version");
}

static const struct fault *answer(struct work *work, const struct request *request,
                                  struct response *response, const struct visit *visit,
                                  const struct form *form, const struct fault *fault)
{
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, visit, form, fault);
    if (!fault)
        response_redirect(
            response, url_relative(work->arena, "/can-bo/tiep-dan/luot/%" PRId64, visit->id).text);
    return fault;
}

const struct fault *visit_page_send(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct visit visit;
    struct visit old;
    struct form form;
    const struct fault *fault = load(work, request, &visit);
    if (fault)
        return fault;
    old = visit;
    fault = form_read(work, request, fields, FIELDS, &form);
    if (!fault) {
        read_record(&form, &visit);
        fault = desk_record(work, &visit);
    }
    return answer(work, request, response, &old, &form, fault);
}

const struct fault *visit_page_task(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct visit visit;
    struct form form;
    const struct fault *fault = load(work, request, &visit);
    if (fault)
        return fault;
    fault = form_read(work, request, task_fields, 3, &form);
    if (!fault) {
        struct visit_task task = {.visit_id = visit.id,
                                  .owner = form_str(&form, "owner"),
                                  .content = form_str(&form, "task"),
                                  .due_on = form_date(&form, "due_on")};
        fault = desk_task_add(work, &task);
    }
    return answer(work, request, response, &visit, &form, fault);
}

const struct fault *visit_page_task_done(struct work *work, const struct request *request,
                                         struct response *response)
{
    struct visit visit;
    int64_t task;
    const struct fault *fault = load(work, request, &visit);
    if (!fault && !str_to_int64(request_param(request, STR("task")), &task))
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "record.missing", "task");
    if (!fault)
        fault = desk_task_done(work, visit.id, task);
    return answer(work, request, response, &visit, NULL, fault);
}
