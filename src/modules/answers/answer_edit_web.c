/*
 * /can-bo/tra-loi/{id}: the words, who wrote and approved them, and the steps to the
 * public and back.
 */
#include "modules/answers/answer_web.h"
#include "text/message.h"

#include <inttypes.h>
#include <string.h>

#define KEY "answers.field"

static const struct form_field fields[] = {
    {"version",  INPUT_INT,  1,  0,                 true, NULL},
    {"title",    INPUT_LINE, 5,  ANSWER_TITLE_MOST, true, NULL},
    {"question", INPUT_TEXT, 10, ANSWER_TEXT_MOST,  true, NULL},
    {"answer",   INPUT_TEXT, 10, ANSWER_TEXT_MOST,  true, NULL},
    {"basis",    INPUT_LINE, 5,  ANSWER_LINE_MOST,  true, NULL},
    {"paper",    INPUT_LINE, 3,  ANSWER_LINE_MOST,  true, NULL},
};
static const struct form_field step_fields[] = {
    {"version", INPUT_INT,  1, 0,                true,  NULL},
    {"why",     INPUT_TEXT, 0, ANSWER_LINE_MOST, false, NULL},
};

enum {
    FIELDS = sizeof(fields) / sizeof(fields[0]),
    STEP_FIELDS = 2,
    NAMED_MOST = 200
};

struct step_view {
    struct url url;
    struct str label;
    bool is_grave;
    const struct field_view *why;
};
static SHAPE(step_view_shape, struct step_view, FIELD(struct step_view, url),
             FIELD(struct step_view, label), FIELD(struct step_view, is_grave),
             POINTER(struct step_view, why, field_view_shape));

struct event_row {
    struct instant at;
    struct str who;
    struct str what;
    struct str note;
};
static SHAPE(event_row_shape, struct event_row, FIELD(struct event_row, at),
             FIELD(struct event_row, who), FIELD(struct event_row, what),
             FIELD(struct event_row, note));

struct edit_form {
    struct field_view title;
    struct field_view question;
    struct field_view answer;
    struct field_view basis;
    struct field_view paper;
};
static SHAPE(edit_form_shape, struct edit_form, RECORD(struct edit_form, title, field_view_shape),
             RECORD(struct edit_form, question, field_view_shape),
             RECORD(struct edit_form, answer, field_view_shape),
             RECORD(struct edit_form, basis, field_view_shape),
             RECORD(struct edit_form, paper, field_view_shape));

struct edit_page {
    struct layout layout;
    struct str title;
    struct str status;
    struct str code;
    struct url file_url;
    struct url public_url; /* where it is in the open */
    struct url edit_url;
    struct str unit;
    struct civil_date received_on;
    struct civil_date answered_on;
    struct civil_date due_on;
    struct str said;
    struct code_number version;
    struct list question;         /* struct str, where it cannot be edited */
    struct list answer;           /* the same */
    const struct edit_form *form; /* NULL: in the open or withdrawn */
    struct list steps;            /* struct step_view */
    struct list people;           /* struct str: names that must not stand in it */
    struct list events;           /* struct event_row */
};
static SHAPE(edit_page_shape, struct edit_page, RECORD(struct edit_page, layout, layout_shape),
             FIELD(struct edit_page, title), FIELD(struct edit_page, status),
             FIELD(struct edit_page, code), FIELD(struct edit_page, file_url),
             FIELD(struct edit_page, public_url), FIELD(struct edit_page, edit_url),
             FIELD(struct edit_page, unit), FIELD(struct edit_page, received_on),
             FIELD(struct edit_page, answered_on), FIELD(struct edit_page, due_on),
             FIELD(struct edit_page, said), FIELD(struct edit_page, version),
             LIST(struct edit_page, question, text_shape),
             LIST(struct edit_page, answer, text_shape),
             POINTER(struct edit_page, form, edit_form_shape),
             LIST(struct edit_page, steps, step_view_shape),
             LIST(struct edit_page, people, text_shape),
             LIST(struct edit_page, events, event_row_shape));
const struct page_kind answer_edit_kind = {"answers/edit", &edit_page_shape};

/* ---- steps ---- */

typedef const struct fault *plain_step(struct work *work, int64_t id, int64_t version);
typedef const struct fault *told_step(struct work *work, int64_t id, int64_t version,
                                      struct str why);

/* columns: in the address and message "answers.step.NAME", from which state, who, what it
 * does, or does with a reason */
static const struct {
    const char *name;
    enum answer_status from;
    unsigned roles;
    plain_step *plain;
    told_step *told;
} steps[] = {
    {"de-nghi", ANSWER_DRAFT,     ANSWER_WRITERS,   answer_propose, NULL           },
    {"duyet",   ANSWER_PROPOSED,  ANSWER_APPROVERS, answer_approve, NULL           },
    {"tra-lai", ANSWER_PROPOSED,  ANSWER_APPROVERS, NULL,           answer_return  },
    {"giu",     ANSWER_PUBLISHED, ANSWER_APPROVERS, answer_uphold,  NULL           },
    {"go",      ANSWER_PUBLISHED, ANSWER_APPROVERS, NULL,           answer_withdraw},
    {"mo-lai",  ANSWER_WITHDRAWN, ANSWER_WRITERS,   answer_reopen,  NULL           },
};

enum {
    STEPS = sizeof(steps) / sizeof(steps[0])
};

/* What was typed and why it was refused. */
struct refused {
    const struct form *typed; /* of the words, or of a step */
    bool is_step;
    const struct fault *faults;
};

static struct list steps_of(struct work *work, const struct answer *answer,
                            const struct refused *refused)
{
    VEC(struct step_view) views = {0};
    for (size_t i = 0; i < STEPS; i++) {
        struct step_view view = {.is_grave = steps[i].told != NULL};
        struct field_view *why = work_alloc(work, struct field_view);
        if (steps[i].from != answer->status || actor_must(work, steps[i].roles, answer->unit_id))
            continue;
        if (steps[i].plain == answer_uphold && answer->said.len == 0)
            continue; /* nobody contests it */
        view.url = url_relative(work->arena, "/can-bo/tra-loi/%" PRId64 "/" PRISTR, answer->id,
                                STRARG(str_from_c(steps[i].name)));
        view.label =
            site_message(work, arena_printf(work->arena, "answers.step.%s", steps[i].name).ptr);
        *why = field_view(work, KEY, &step_fields[1], refused->is_step ? refused->typed : NULL,
                          refused->is_step ? refused->faults : NULL);
        why->is_required = true;
        why->rows = 2;
        if (steps[i].told)
            view.why = why;
        *VEC_PUSH(&views, work->arena) = view;
    }
    return VEC_LIST(&views);
}

/* ---- the page ---- */

static struct field_view field_of(struct work *work, size_t at, struct str value,
                                  const struct refused *refused)
{
    bool is_typed = refused->typed && !refused->is_step;
    struct field_view view =
        field_view(work, KEY, &fields[at], is_typed ? refused->typed : NULL, refused->faults);
    if (!is_typed)
        view.value = value;
    return view;
}

static const struct edit_form *form_of(struct work *work, const struct answer *answer,
                                       const struct refused *refused)
{
    struct edit_form *form = work_alloc(work, struct edit_form);
    form->title = field_of(work, 1, answer->title, refused);
    form->question = field_of(work, 2, answer->question, refused);
    form->answer = field_of(work, 3, answer->answer, refused);
    form->basis = field_of(work, 4, answer->basis, refused);
    form->paper = field_of(work, 5, answer->paper, refused);
    form->answer.rows = 10;
    return form;
}

static const struct fault *fill_people(struct work *work, const struct answer *answer,
                                       struct edit_page *page)
{
    VEC(struct str) names = {0};
    redact_people people;
    const struct fault *fault = answer_people(work, answer->matter_id, &people);
    for (size_t i = 0; !fault && i < people.count && i < NAMED_MOST; i++)
        if (people.items[i].name.len > 0)
            *VEC_PUSH(&names, work->arena) = people.items[i].name;
    page->people = VEC_LIST(&names);
    return fault;
}

static const struct fault *fill_events(struct work *work, const struct answer *answer,
                                       struct edit_page *page)
{
    VEC(struct event_row) rows = {0};
    answer_event_list events;
    const struct fault *fault = answer_events(work, answer->id, &events);
    for (size_t i = 0; !fault && i < events.count; i++)
        *VEC_PUSH(&rows, work->arena) =
            (struct event_row){events.items[i].at, events.items[i].actor,
                               site_message(work, arena_printf(work->arena, "answers.event." PRISTR,
                                                               STRARG(events.items[i].action))
                                                      .ptr),
                               events.items[i].note};
    page->events = VEC_LIST(&rows);
    return fault;
}

static void fill_facts(struct work *work, const struct answer *answer, const struct matter *matter,
                       struct edit_page *page)
{
    struct str key = arena_printf(work->arena, "answers.status." PRISTR,
                                  STRARG(answer_status_name(answer->status)));
    page->title = answer->title;
    page->status = site_message(work, key.ptr);
    page->code = matter->code;
    page->file_url = url_relative(work->arena, "/can-bo/viec/" PRISTR, STRARG(matter->code));
    if (answer->status == ANSWER_PUBLISHED)
        page->public_url = answer_url(work->arena, answer->slug);
    page->edit_url = url_relative(work->arena, "/can-bo/tra-loi/%" PRId64, answer->id);
    page->unit = answer->unit;
    page->received_on = answer->received_on;
    page->answered_on = answer->answered_on;
    page->due_on = answer->due_on;
    page->said = answer->said;
    page->version.value = answer->version;
}

static int status_of(const struct fault *faults)
{
    if (!faults)
        return 200;
    if (faults->kind == FAULT_CONFLICT)
        return 409;
    return faults->kind == FAULT_FORBIDDEN ? 403 : 422;
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, int64_t id, struct refused refused)
{
    struct edit_page page = {0};
    struct answer answer;
    struct matter matter;
    struct str done = request_query(request, STR("xong"));
    struct str text;
    const struct fault *fault = answer_open(work, id, &answer);
    if (!fault)
        fault = matter_load(work, answer.matter_id, &matter);
    if (!fault)
        fault = page_layout(work, request, answer.title, &page.layout);
    if (!fault)
        fault = fill_people(work, &answer, &page);
    if (!fault)
        fault = fill_events(work, &answer, &page);
    if (fault)
        return fault;
    page.layout.is_private = true;
    fill_facts(work, &answer, &matter, &page);
    if (answer.status == ANSWER_DRAFT || answer.status == ANSWER_PROPOSED) {
        page.form = form_of(work, &answer, &refused);
    } else {
        page.question = answer_paragraphs(work, answer.question);
        page.answer = answer_paragraphs(work, answer.answer);
    }
    page.steps = steps_of(work, &answer, &refused);
    page_crumb(work, &page.layout, URL("/can-bo/tra-loi"), site_message(work, "answers.desk"));
    page_crumb(work, &page.layout, URL(""), answer.title);
    page_errors_of(work, &page.layout, KEY, refused.faults);
    if (done.ptr && !refused.faults &&
        message_text(work->site->messages, work->locale,
                     arena_printf(work->arena, "answers.done." PRISTR, STRARG(done)), &text))
        page_flash(work, &page.layout,
                   arena_printf(work->arena, "answers.done." PRISTR, STRARG(done)).ptr, false);
    return page_respond(work, response, status_of(refused.faults), &answer_edit_kind, &page);
}

static const struct fault *id_of(struct work *work, const struct request *request, int64_t *ret_id)
{
    return str_to_int64(request_param(request, STR("id")), ret_id)
               ? NULL
               : fault_new(work->arena, FAULT_NOT_FOUND, "answers.unknown", "no number");
}

const struct fault *answer_edit_page(struct work *work, const struct request *request,
                                     struct response *response)
{
    int64_t id;
    const struct fault *fault = id_of(work, request, &id);
    return fault ? fault : show(work, request, response, id, (struct refused){0});
}

/* ---- what is sent ---- */

static const struct fault *answer_to(struct work *work, const struct request *request,
                                     struct response *response, int64_t id, struct refused refused,
                                     const char *done)
{
    const struct fault *fault = refused.faults;
    if (fault && (fault->kind == FAULT_INVALID || fault->kind == FAULT_CONFLICT ||
                  str_equal(str_from_c(fault->key), STR("answers.other_eyes"))))
        return show(work, request, response, id, refused);
    if (!fault)
        response_redirect(response,
                          url_add(work->arena,
                                  url_relative(work->arena, "/can-bo/tra-loi/%" PRId64, id),
                                  STR("xong"), str_from_c(done))
                              .text);
    return fault;
}

const struct fault *answer_edit_send(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct form form;
    struct answer typed = {0};
    const struct fault *fault = id_of(work, request, &typed.id);
    if (fault)
        return fault;
    fault = form_read(work, request, fields, FIELDS, &form);
    if (!fault) {
        typed.version = form_int(&form, "version");
        typed.title = form_str(&form, "title");
        typed.question = form_str(&form, "question");
        typed.answer = form_str(&form, "answer");
        typed.basis = form_str(&form, "basis");
        typed.paper = form_str(&form, "paper");
        fault = answer_save(work, &typed);
    }
    return answer_to(work, request, response, typed.id, (struct refused){&form, false, fault},
                     "luu");
}

const struct fault *answer_step_send(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct str name = request_param(request, STR("step"));
    struct form form;
    size_t at = 0;
    int64_t id;
    const struct fault *fault = id_of(work, request, &id);
    while (at < STEPS && !str_equal(str_from_c(steps[at].name), name))
        at++;
    if (!fault && at == STEPS)
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "answers.unknown", "no such step");
    if (fault)
        return fault;
    fault = form_read(work, request, step_fields, STEP_FIELDS, &form);
    if (!fault && steps[at].told && !form_given(&form, "why"))
        fault = fault_field(work->arena, "why", "form.required");
    if (!fault)
        fault = steps[at].told
                    ? steps[at].told(work, id, form_int(&form, "version"), form_str(&form, "why"))
                    : steps[at].plain(work, id, form_int(&form, "version"));
    return answer_to(work, request, response, id, (struct refused){&form, true, fault},
                     steps[at].name);
}
