/*
 * One visit: the record of the talk as the register wants it, a refusal with its ground,
 * the conclusion, and the tasks that come out of it.
 */
#include "civic/seal.h"
#include "db/db.h"
#include "modules/law/law_site.h"
#include "modules/reception/booking.h"
#include "modules/reception/desk_web.h"
#include "modules/reception/follow.h"
#include "modules/reception/office_web.h"
#include "text/number.h"

#include <inttypes.h>
#include <string.h>

enum {
    LINE_MOST = 200,
    TEXT_MOST = 5000
};

static const char *const states[] = {"serving", "received", "refused", "left", NULL};
static const char *const kinds[] = {"complaint", "denunciation", "proposal", "feedback", NULL};
/* columns: name, kind, min, max, required, choices */
static const struct form_field fields[] = {
    {"state",           INPUT_CHOICE, 0, 0,                     true,  states},
    {"name",            INPUT_LINE,   0, LINE_MOST,             false, NULL  },
    {"address",         INPUT_LINE,   0, LINE_MOST,             false, NULL  },
    {"id_number",       INPUT_LINE,   0, LINE_MOST,             false, NULL  },
    {"id_day",          INPUT_DATE,   0, 0,                     false, NULL  },
    {"id_place",        INPUT_LINE,   0, LINE_MOST,             false, NULL  },
    {"phone",           INPUT_LINE,   0, LINE_MOST,             false, NULL  },
    {"people",          INPUT_INT,    1, RECEPTION_PEOPLE_MOST, true,  NULL  },
    {"representatives", INPUT_TEXT,   0, TEXT_MOST,             false, NULL  },
    {"kind",            INPUT_CHOICE, 0, 0,                     false, kinds },
    {"refusal",         INPUT_LINE,   0, LINE_MOST,             false, NULL  },
    {"protect",         INPUT_BOOL,   0, 0,                     false, NULL  },
    {"answered",        INPUT_BOOL,   0, 0,                     false, NULL  },
    {"content",         INPUT_TEXT,   0, TEXT_MOST,             false, NULL  },
    {"decided_by",      INPUT_LINE,   0, LINE_MOST,             false, NULL  },
    {"is_competent",    INPUT_BOOL,   0, 0,                     false, NULL  },
    {"guided_to",       INPUT_LINE,   0, LINE_MOST,             false, NULL  },
    {"handled_by",      INPUT_LINE,   0, LINE_MOST,             false, NULL  },
    {"outcome",         INPUT_LINE,   0, LINE_MOST,             false, NULL  },
    {"note",            INPUT_LINE,   0, LINE_MOST,             false, NULL  },
    {"conclusion",      INPUT_TEXT,   0, TEXT_MOST,             false, NULL  },
    {"recording",       INPUT_LINE,   0, LINE_MOST,             false, NULL  },
    {"version",         INPUT_INT,    0, INT64_MAX,             false, NULL  },
};
enum {
    FIELDS = sizeof(fields) / sizeof(fields[0]),
    SHOWN = FIELDS - 1,
    FIELD_REFUSAL = 10,
    FIELDS_OF_WHO = 9,
    FIELD_RECORDING = 21,
    TASK_FIELDS = 3,
    STRAY_DAYS = 1
};
static const struct form_field task_fields[] = {
    {"owner",  INPUT_ID,   0, 0,         true, NULL},
    {"task",   INPUT_LINE, 3, LINE_MOST, true, NULL},
    {"due_on", INPUT_DATE, 0, 0,         true, NULL},
};
static const struct form_field recording_fields[] = {
    {"file", INPUT_FILE, 1, CASE_FILES_AT_ONCE, true, NULL},
};

struct task_view {
    struct str owner;
    struct str content;
    struct civil_date due;
    struct civil_date done;
    struct str code;
    struct url url; /* of its file */
    bool is_late;
};
static SHAPE(task_view_shape, struct task_view, FIELD(struct task_view, owner),
             FIELD(struct task_view, content), FIELD(struct task_view, due),
             FIELD(struct task_view, done), FIELD(struct task_view, code),
             FIELD(struct task_view, url), FIELD(struct task_view, is_late));

SHAPE(drawn_field_shape, struct drawn_field, RECORD(struct drawn_field, field, field_view_shape),
      FIELD(struct drawn_field, is_line), FIELD(struct drawn_field, is_text),
      FIELD(struct drawn_field, is_select), FIELD(struct drawn_field, is_check));

struct kept_view {
    struct str name;
    struct str size;
    struct instant at;
};
static SHAPE(kept_shape, struct kept_view, FIELD(struct kept_view, name),
             FIELD(struct kept_view, size), FIELD(struct kept_view, at));

struct visit_page {
    struct layout layout;
    struct code_number number;
    struct code_number version;
    struct str name;
    struct str title;
    struct str adhoc;      /* the ground of a talk outside the calendar */
    struct str answer_due; /* "Trả lời chậm nhất ngày …" */
    struct str refusal_due;
    struct url action;
    struct url task_url;
    struct url papers_url;
    struct url letter_url; /* where a petition is opened; empty where there is one */
    struct url petition_url;
    struct str petition_code;
    struct url file_url;
    struct url seal_url;
    struct url recording_url; /* where the record of an online session is sent; or empty */
    struct url files_url;     /* where it is taken out */
    struct field_view recording;
    struct list kept; /* struct kept_view */
    bool is_sealed;
    struct list who;       /* struct drawn_field: who came */
    struct list what;      /* struct drawn_field: what was said */
    struct list tasks;     /* struct task_view */
    struct list task_form; /* struct drawn_field */
};
static SHAPE(visit_shape, struct visit_page, RECORD(struct visit_page, layout, layout_shape),
             FIELD(struct visit_page, number), FIELD(struct visit_page, version),
             FIELD(struct visit_page, name), FIELD(struct visit_page, title),
             FIELD(struct visit_page, adhoc), FIELD(struct visit_page, answer_due),
             FIELD(struct visit_page, refusal_due), FIELD(struct visit_page, action),
             FIELD(struct visit_page, task_url), FIELD(struct visit_page, papers_url),
             FIELD(struct visit_page, letter_url), FIELD(struct visit_page, petition_url),
             FIELD(struct visit_page, petition_code), FIELD(struct visit_page, file_url),
             FIELD(struct visit_page, seal_url), FIELD(struct visit_page, recording_url),
             FIELD(struct visit_page, files_url),
             RECORD(struct visit_page, recording, field_view_shape),
             LIST(struct visit_page, kept, kept_shape), FIELD(struct visit_page, is_sealed),
             LIST(struct visit_page, who, drawn_field_shape),
             LIST(struct visit_page, what, drawn_field_shape),
             LIST(struct visit_page, tasks, task_view_shape),
             LIST(struct visit_page, task_form, drawn_field_shape));
const struct page_kind visit_kind = {"reception/visit", &visit_shape};

struct url visit_url(struct work *work, int64_t visit_id, const char *rest)
{
    return url_path(work->arena, arena_printf(work->arena, "/can-bo/tiep-dan/luot/%" PRId64 "%s",
                                              visit_id, rest));
}

/* ---- what the law gives time for ---- */

static struct str due_words(struct work *work, const char *rule, const char *key,
                            struct civil_date on)
{
    struct explainer explainer = law_explainer(work);
    const struct law_facts facts = {.on = on};
    const struct law *law;
    struct law_due due;
    struct fault_arg args[2];
    if (law_now(work, &law) ||
        law_due(work->arena, law, law_rule(law, str_from_c(rule)), &facts, &due))
        return STR("");
    args[0] = (struct fault_arg){"date", date_text(work->arena, due.due)};
    args[1] = (struct fault_arg){"law", explain_source(&explainer, due.version)};
    return message_format(work->arena, work->site->messages, work->locale, str_from_c(key), args,
                          2);
}

/* ---- the form ---- */

static struct str stored(struct work *work, const struct visit *visit, size_t field)
{
    const struct str values[SHOWN] = {
        visit->state == VISIT_WAITING ? STR("serving") : visit_state_name(visit->state),
        visit->name,
        visit->address,
        visit->id_number,
        date_is_none(visit->id_day) ? STR("") : date_text(work->arena, visit->id_day),
        visit->id_place,
        visit->phone,
        arena_printf(work->arena, "%" PRId64, visit->people),
        visit->representatives,
        visit->kind,
        visit->refusal,
        STR(""),
        STR(""),
        visit->content,
        visit->decided_by,
        STR(""),
        visit->guided_to,
        visit->handled_by,
        visit->outcome,
        visit->note,
        visit->conclusion,
        visit->recording,
    };
    return values[field];
}

static struct option_view nothing_chosen(struct str value)
{
    return (struct option_view){.value = STR(""), .label = STR("–"), .is_chosen = value.len == 0};
}

static struct list options_of(struct work *work, const struct form_field *field, struct str value)
{
    VEC(struct option_view) options = {0};
    if (!field->required)
        *VEC_PUSH(&options, work->arena) = nothing_chosen(value);
    for (size_t i = 0; field->choices[i]; i++) {
        struct str choice = str_from_c(field->choices[i]);
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

/* The grounds that the law of the day knows, each with its article. */
static struct list refusal_options(struct work *work, const struct visit *visit, struct str value)
{
    VEC(struct option_view) options = {0};
    refusal_ground_list grounds = refusal_grounds(work, visit->came_on);
    *VEC_PUSH(&options, work->arena) = nothing_chosen(value);
    for (size_t i = 0; i < grounds.count; i++)
        *VEC_PUSH(&options, work->arena) =
            (struct option_view){.value = grounds.items[i].id,
                                 .label = arena_printf(work->arena, PRISTR " (" PRISTR ")",
                                                       STRARG(grounds.items[i].title),
                                                       STRARG(grounds.items[i].citation)),
                                 .is_chosen = str_equal(grounds.items[i].id, value)};
    return VEC_LIST(&options);
}

static const struct fault *owner_options(struct work *work, struct str value,
                                         struct list *ret_options)
{
    VEC(struct option_view) options = {0};
    official_list owners;
    const struct fault *fault = desk_owners(work, &owners);
    *VEC_PUSH(&options, work->arena) = nothing_chosen(value);
    for (size_t i = 0; !fault && i < owners.count; i++) {
        struct str id = arena_printf(work->arena, "%" PRId64, owners.items[i].account_id);
        *VEC_PUSH(&options, work->arena) = (struct option_view){
            .value = id, .label = owners.items[i].name, .is_chosen = str_equal(id, value)};
    }
    *ret_options = VEC_LIST(&options);
    return fault;
}

struct drawn_field drawn_field(struct work *work, const char *key, const struct form_field *field,
                               const struct form *form, const struct fault *faults)
{
    struct drawn_field drawn = {
        .field = field_view(work, key, field, form, faults),
        .is_text = field->kind == INPUT_TEXT,
        .is_select = field->kind == INPUT_CHOICE || field->kind == INPUT_ID,
        .is_check = field->kind == INPUT_BOOL,
    };
    drawn.is_line = !drawn.is_text && !drawn.is_select && !drawn.is_check;
    drawn.field.rows = 3;
    return drawn;
}

static bool is_ticked(const struct visit *visit, const struct form_field *field)
{
    return (strcmp(field->name, "is_competent") == 0 && visit->is_competent) ||
           (strcmp(field->name, "answered") == 0 && visit->is_answered) ||
           (strcmp(field->name, "protect") == 0 && visit->asks_protection);
}

static void fill_fields(struct work *work, const struct visit *visit, const struct form *form,
                        const struct fault *faults, struct visit_page *page)
{
    struct drawn_field *drawn = arena_alloc_array(work->arena, SHOWN, sizeof(*drawn));
    bool is_whole = form && form->count == FIELDS;
    size_t count = visit->is_online ? SHOWN : FIELD_RECORDING;
    for (size_t i = 0; i < count; i++) {
        drawn[i] =
            drawn_field(work, "reception.record", &fields[i], is_whole ? form : NULL, faults);
        /* of who was received, which most are */
        drawn[i].field.is_required |=
            strcmp(fields[i].name, "kind") == 0 || strcmp(fields[i].name, "content") == 0;
        if (!is_whole) {
            drawn[i].field.value = stored(work, visit, i);
            drawn[i].field.is_chosen = is_ticked(visit, &fields[i]);
        }
        if (i == FIELD_REFUSAL) {
            drawn[i].is_line = false;
            drawn[i].is_select = true;
            drawn[i].field.options = refusal_options(work, visit, drawn[i].field.value);
        } else if (fields[i].choices) {
            drawn[i].field.options = options_of(work, &fields[i], drawn[i].field.value);
        }
    }
    page->who = (struct list){drawn, FIELDS_OF_WHO, sizeof(*drawn)};
    page->what = (struct list){drawn + FIELDS_OF_WHO, count - FIELDS_OF_WHO, sizeof(*drawn)};
}

static struct url file_of(struct work *work, struct str code)
{
    return code.len > 0 ? url_relative(work->arena, "/can-bo/viec/" PRISTR, STRARG(code)) : URL("");
}

static const struct fault *fill_tasks(struct work *work, const struct visit *visit,
                                      const struct form *form, const struct fault *faults,
                                      struct visit_page *page)
{
    VEC(struct task_view) views = {0};
    struct drawn_field *drawn = arena_alloc_array(work->arena, TASK_FIELDS, sizeof(*drawn));
    bool is_own = form && form->count == TASK_FIELDS;
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
            .code = tasks.items[i].code,
            .url = file_of(work, tasks.items[i].code)};
    for (size_t i = 0; i < TASK_FIELDS; i++)
        drawn[i] = drawn_field(work, "reception.record", &task_fields[i], is_own ? form : NULL,
                               is_own ? faults : NULL);
    page->tasks = VEC_LIST(&views);
    page->task_form = (struct list){drawn, TASK_FIELDS, sizeof(*drawn)};
    return fault ? fault : owner_options(work, drawn[0].field.value, &drawn[0].field.options);
}

/* The file of the answer or the refusal, with its term; where the name is sealed. */
static const struct fault *fill_file(struct work *work, const struct visit *visit,
                                     struct visit_page *page)
{
    struct matter matter = {0};
    const struct fault *fault = NULL;
    if (visit->matter_id)
        fault = matter_load(work, visit->matter_id, &matter);
    if (fault)
        return fault;
    page->file_url = file_of(work, matter.code);
    page->petition_code = visit->petition_code;
    page->petition_url = file_of(work, visit->petition_code);
    if (visit->is_sealed)
        page->seal_url = url_relative(work->arena, "/can-bo/viec/" PRISTR "/niem-phong",
                                      STRARG(matter.id ? matter.code : visit->petition_code));
    if (matter.phase == PHASE_CLOSED || !matter.id)
        return NULL;
    if (str_equal(matter.kind, str_from_c(visit_file_kind.name)))
        page->answer_due = due_words(work, "reception.result.notify", "reception.record.answer-due",
                                     visit->came_on);
    else
        page->refusal_due = due_words(work, "reception.refusal.notify",
                                      "reception.record.refusal-due", visit->came_on);
    return NULL;
}

/* What was recorded of an online session; what is sealed has no name here. */
static const struct fault *fill_recording(struct work *work, const struct visit *visit,
                                          const struct form *form, const struct fault *faults,
                                          struct visit_page *page)
{
    VEC(struct kept_view) kept = {0};
    bool is_own = form && form->count == 1;
    case_file_list files = {0};
    const struct fault *fault = NULL;
    if (!visit->is_online)
        return NULL;
    if (visit->matter_id)
        fault = case_files_of(work, visit->matter_id, &files);
    for (size_t i = 0; !fault && i < files.count; i++)
        *VEC_PUSH(&kept, work->arena) = (struct kept_view){
            files.items[i].ticket.name.len > 0 ? files.items[i].ticket.name
                                               : site_message(work, "case-file.sealed"),
            size_text(work->arena, work->locale, (uint64_t)files.items[i].size), files.items[i].at};
    page->kept = VEC_LIST(&kept);
    page->recording = field_view(work, "reception.recording", &recording_fields[0],
                                 is_own ? form : NULL, is_own ? faults : NULL);
    page->recording_url = visit_url(work, visit->id, "/ban-ghi");
    if (kept.count > 0)
        page->files_url = url_path(
            work->arena, arena_printf(work->arena, PRISTR "/%s", STRARG(page->file_url.text),
                                      visit->is_sealed ? "niem-phong" : "tai-lieu"));
    return fault;
}

static bool is_answered(struct work *work, const struct visit *visit)
{
    struct matter matter;
    if (visit->state != VISIT_RECEIVED)
        return false;
    return !visit->matter_id ||
           (!matter_load(work, visit->matter_id, &matter) && matter.phase == PHASE_CLOSED);
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
    struct visit shown = *visit;
    bool is_there;
    const struct fault *fault = office_layout(work, request, page.name, &page.layout);
    if (!fault)
        fault = fill_tasks(work, visit, form, faults, &page);
    if (!fault)
        fault = fill_file(work, visit, &page);
    if (!fault)
        fault = fill_recording(work, visit, form, faults, &page);
    if (fault)
        return fault;
    shown.is_answered = is_answered(work, visit);
    if (visit->matter_id)
        fault = seal_state(work, visit->matter_id, &is_there, &shown.asks_protection);
    if (fault)
        return fault;
    fill_fields(work, &shown, form, faults, &page);
    if (visit->adhoc.len > 0)
        page.adhoc = site_message(
            work, arena_printf(work->arena, "reception.adhoc." PRISTR, STRARG(visit->adhoc)).ptr);
    page.action = visit_url(work, visit->id, "");
    page.task_url = visit_url(work, visit->id, "/viec");
    page.papers_url = visit_url(work, visit->id, "/giay-to");
    if (!visit->petition_id && visit->state != VISIT_REFUSED && visit->state != VISIT_LEFT)
        page.letter_url = visit_url(work, visit->id, "/don-thu");
    page_crumb(work, &page.layout, URL("/can-bo/tiep-dan"),
               site_message(work, "reception.desk.title"));
    page_crumb(work, &page.layout, URL(""), page.name);
    page_errors_of(work, &page.layout, "reception.record", faults);
    return page_respond_form(work, response, faults, &visit_kind, &page);
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
    visit->id_day = form_date(form, "id_day");
    visit->id_place = form_str(form, "id_place");
    visit->phone = form_str(form, "phone");
    visit->people = form_int(form, "people");
    visit->representatives = form_str(form, "representatives");
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
    visit->is_answered = form_bool(form, "answered");
    visit->asks_protection = form_bool(form, "protect");
    visit->recording = form_str(form, "recording");
    visit->version = form_int(form, "version");
}

static const struct fault *answer(struct work *work, const struct request *request,
                                  struct response *response, const struct visit *visit,
                                  const struct form *form, const struct fault *fault)
{
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, visit, form, fault);
    if (!fault)
        office_lead(work, response, visit_url(work, visit->id, ""));
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
    fault = form_read(work, request, task_fields, TASK_FIELDS, &form);
    if (!fault) {
        struct visit_task task = {.visit_id = visit.id,
                                  .official_id = form_int(&form, "owner"),
                                  .content = form_str(&form, "task"),
                                  .due_on = form_date(&form, "due_on")};
        fault = desk_task_add(work, &task);
    }
    return answer(work, request, response, &visit, &form, fault);
}

const struct fault *visit_page_recording(struct work *work, const struct request *request,
                                         struct response *response)
{
    case_ticket_list tickets = {0};
    struct visit visit;
    struct form form;
    const struct fault *fault = load(work, request, &visit);
    if (fault)
        return fault;
    if (!visit.is_online) /* says so before anything is stored */
        return visit_recording_keep(work, visit.id, &tickets);
    fault = form_read(work, request, recording_fields, 1, &form);
    if (!fault)
        fault = case_files_receive(work, form_value(&form, "file"), CASE_FILES_AT_ONCE, STRAY_DAYS,
                                   &tickets);
    if (!fault)
        fault = visit_recording_keep(work, visit.id, &tickets);
    return answer(work, request, response, &visit, &form, fault);
}
