/*
 * Writing a petition: a question a page, the check of all answers, sending, and the
 * receipt. Everything answered is kept at the server (draft.h).
 */
#include "civic/page.h"
#include "modules/petitions/intake_page.h"
#include "modules/petitions/petition_web.h"

#define START "/don-thu/viet"

struct url intake_url(struct work *work, const char *name)
{
    return url_relative(work->arena, START "/%s", name);
}

void intake_go_to(struct work *work, struct response *response, const struct intake_step *step)
{
    response_redirect(response, intake_url(work, step ? step->name : "kiem-tra").text);
}

void intake_crumbs(struct work *work, struct layout *layout)
{
    page_crumb(work, layout, URL("/don-thu"), site_message(work, "petitions.title"));
    page_crumb(work, layout, URL(""), site_message(work, "petitions.write"));
}

/* ---- a question ---- */

struct intake_field {
    const struct field_view *choice;
    const struct field_view *check;
    const struct field_view *line;
    const struct field_view *text;
};
static SHAPE(intake_field_shape, struct intake_field,
             POINTER(struct intake_field, choice, field_view_shape),
             POINTER(struct intake_field, check, field_view_shape),
             POINTER(struct intake_field, line, field_view_shape),
             POINTER(struct intake_field, text, field_view_shape));

struct question_page {
    struct layout layout;
    struct url action_url;
    struct url back_url;
    struct str question; /* heading of a page of several fields; else empty */
    struct str lead;
    struct str place; /* "Câu 3 trong 7" */
    bool is_sealed;
    bool is_begun;
    struct list marks;  /* struct intake_mark */
    struct list fields; /* struct intake_field */
};
static SHAPE(question_page_shape, struct question_page,
             RECORD(struct question_page, layout, layout_shape),
             FIELD(struct question_page, action_url), FIELD(struct question_page, back_url),
             FIELD(struct question_page, question), FIELD(struct question_page, lead),
             FIELD(struct question_page, place), FIELD(struct question_page, is_sealed),
             FIELD(struct question_page, is_begun),
             LIST(struct question_page, marks, intake_mark_shape),
             LIST(struct question_page, fields, intake_field_shape));
const struct page_kind petition_question_kind = {"petitions/question", &question_page_shape};

static struct list choices(struct work *work, const struct field_view *view,
                           const struct form_field *field)
{
    VEC(struct option_view) options = {0};
    for (size_t i = 0; field->choices[i]; i++) {
        const char *value = field->choices[i];
        *VEC_PUSH(&options, work->arena) = (struct option_view){
            .id = arena_printf(work->arena, "%s-%s", field->name, value),
            .name = view->name,
            .value = str_from_c(value),
            .label = site_message(work, arena_printf(work->arena, "intake.choose.%s", value).ptr),
            .hint =
                site_message(work, arena_printf(work->arena, "intake.choose.%s-hint", value).ptr),
            .is_chosen = str_equal(view->value, str_from_c(value))};
    }
    return VEC_LIST(&options);
}

static struct intake_field field_of(struct work *work, const struct draft *draft,
                                    const struct intake_step *step, size_t at,
                                    const struct form *form, const struct fault *faults)
{
    static const struct {
        const char *name;
        const char *fill;
    } autofill[] = {
        {"name",    "name"         },
        {"address", "address-line1"},
        {"phone",   "tel"          },
        {"email",   "email"        }
    };
    const struct form_field *field = &step->fields[at];
    struct field_view *view = work_alloc(work, struct field_view);
    *view = field_view(work, intake_key(work, draft, field->name), field, form, faults);
    view->is_question = step->count == 1 && field->kind != INPUT_BOOL;
    view->rows = 10;
    view->is_required = view->is_required || intake_insists(draft, field->name);
    for (size_t i = 0; i < sizeof(autofill) / sizeof(autofill[0]); i++)
        if (str_equal(view->name, str_from_c(autofill[i].name)))
            view->autocomplete = str_from_c(autofill[i].fill);
    switch (field->kind) {
    case INPUT_CHOICE:
        view->options = choices(work, view, field);
        return (struct intake_field){.choice = view};
    case INPUT_BOOL:
        return (struct intake_field){.check = view};
    case INPUT_TEXT:
        view->rows = field->max > LETTER_REQUEST_MOST ? 10 : 4;
        return (struct intake_field){.text = view};
    case INPUT_LINE:
    case INPUT_PHONE:
    case INPUT_EMAIL:
    case INPUT_INT:
    case INPUT_DATE:
    case INPUT_PASSWORD:
    case INPUT_FILE:
    case INPUT_PICK:
    case INPUT_ID:
        break;
    }
    return (struct intake_field){.line = view};
}

SHAPE(intake_mark_shape, struct intake_mark, FIELD(struct intake_mark, state));

void intake_mark_place(struct work *work, const struct draft *draft, const struct intake_step *step,
                       struct list *ret_marks, struct str *ret_place)
{
    VEC(struct intake_mark) marks = {0};
    size_t count;
    size_t place = intake_place(draft, step, &count);
    struct fault *words = fault_new(work->arena, FAULT_INVALID, "intake.place", "place");
    if (draft_get(draft, "kind").len == 0)
        return; /* how many there are depends on the first answer */
    for (size_t i = 1; i <= count + 1; i++)
        *VEC_PUSH(&marks, work->arena) = (struct intake_mark){i < place    ? STR("done")
                                                              : i == place ? STR("now")
                                                                           : STR("")};
    *ret_marks = VEC_LIST(&marks);
    fault_with(words, "at", arena_printf(work->arena, "%zu", place));
    fault_with(words, "of", arena_printf(work->arena, "%zu", count + 1));
    *ret_place = site_fault_message(work, words);
}

static const struct fault *show_question(struct work *work, const struct request *request,
                                         struct response *response, const struct draft *draft,
                                         const struct intake_step *step, const struct form *form,
                                         const struct fault *faults)
{
    struct question_page page = {.action_url = intake_url(work, step->name),
                                 .is_sealed = intake_kind(draft) == &denunciation_kind};
    const struct intake_step *before = intake_before(draft, step);
    VEC(struct intake_field) fields = {0};
    struct str title;
    const struct fault *fault = page_layout(work, request, STR(""), &page.layout);
    if (fault)
        return fault;
    for (size_t i = 0; i < step->count; i++)
        *VEC_PUSH(&fields, work->arena) = field_of(work, draft, step, i, form, faults);
    page.fields = VEC_LIST(&fields);
    title = site_message(work, arena_printf(work->arena, "intake.page.%s", step->name).ptr);
    if (step->count > 1 || step->fields[0].kind == INPUT_BOOL)
        page.question = title;
    page.layout.title = title;
    page.layout.is_private = true;
    page.back_url = before ? intake_url(work, before->name) : URL("/don-thu");
    page.is_begun = draft->token.len > 0;
    intake_mark_place(work, draft, step, &page.marks, &page.place);
    intake_crumbs(work, &page.layout);
    page_errors_of(work, &page.layout, "intake", faults);
    fault = page_respond_form(work, response, faults, &petition_question_kind, &page);
    response_keep(response, RESPONSE_NO_STORE);
    return fault;
}

/* The step that the address names, of the visitor's draft. */
static const struct fault *find(struct work *work, const struct request *request,
                                struct draft *ret_draft, const struct intake_step **ret_step)
{
    struct str name = request_param(request, STR("step"));
    const struct fault *fault = draft_load(work, request, ret_draft);
    if (fault)
        return fault;
    if (draft_get(ret_draft, "code").len > 0)
        *ret_draft = (struct draft){0}; /* one was sent; this is another */
    *ret_step = intake_step(ret_draft, name);
    return NULL;
}

const struct fault *petition_question(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct draft draft;
    const struct intake_step *step;
    struct form form;
    const struct fault *fault = find(work, request, &draft, &step);
    if (fault)
        return fault;
    if (!step) {
        response_redirect(response, STR(START "/loai"));
        return NULL;
    }
    form = intake_form(work, step, &draft);
    return show_question(work, request, response, &draft, step, &form, NULL);
}

static void put_typed(struct work *work, const struct intake_step *step, const struct form *form,
                      struct draft *draft)
{
    for (size_t i = 0; i < step->count; i++) {
        const char *name = step->fields[i].name;
        bool is_ticked = step->fields[i].kind == INPUT_BOOL && form_bool(form, name);
        draft_set(work, draft, name, is_ticked ? STR("1") : form_typed(form, name));
    }
    intake_settle(work, draft);
}

/* The draft went while its writer was typing: it expired, or was sent or deleted in another
 * tab. What was typed begins another, from the first question on. */
static const struct fault *keep_typed(struct work *work, const struct request *request,
                                      struct response *response, struct draft *draft)
{
    const struct intake_step *step = intake_step_named(request_param(request, STR("step")));
    struct form form;
    size_t count;
    const struct fault *fault =
        step ? form_read(work, request, step->fields, step->count, &form) : NULL;
    if (fault && fault->kind != FAULT_INVALID)
        return fault;
    if (step)
        put_typed(work, step, &form, draft);
    fault = draft->answers.count ? draft_save(work, request, response, draft, DRAFT_DAYS) : NULL;
    if (!fault)
        intake_go_to(work, response, intake_steps(&count));
    return fault;
}

const struct fault *petition_answer(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct draft draft;
    const struct intake_step *step;
    struct form form;
    const struct fault *fault = find(work, request, &draft, &step);
    if (fault)
        return fault;
    if (!step)
        return keep_typed(work, request, response, &draft);
    fault = form_read(work, request, step->fields, step->count, &form);
    if (!fault)
        fault = intake_check(work, step, &form);
    if (fault && fault->kind == FAULT_INVALID)
        return show_question(work, request, response, &draft, step, &form, fault);
    if (fault)
        return fault;
    put_typed(work, step, &form, &draft);
    fault = draft_save(work, request, response, &draft, DRAFT_DAYS);
    if (!fault)
        intake_go_to(work, response, intake_next(&draft, step));
    return fault;
}

const struct fault *petition_begin(struct work *work, const struct request *request,
                                   struct response *response)
{
    struct draft draft;
    const struct fault *fault = draft_load(work, request, &draft);
    size_t count;
    if (fault)
        return fault;
    if (draft.token.len == 0 || draft_get(&draft, "code").len > 0)
        intake_go_to(work, response, intake_steps(&count));
    else
        intake_go_to(work, response, intake_open(work, &draft));
    return NULL;
}

const struct fault *petition_forget(struct work *work, const struct request *request,
                                    struct response *response)
{
    const struct fault *fault = draft_forget(work, request, response);
    if (!fault)
        response_redirect(response, STR("/don-thu"));
    return fault;
}

/* ---- the check ---- */

struct answer_row {
    struct str label;
    struct str value;
    struct url url;
};
static SHAPE(answer_row_shape, struct answer_row, FIELD(struct answer_row, label),
             FIELD(struct answer_row, value), FIELD(struct answer_row, url));

struct review_page {
    struct layout layout;
    bool is_sealed;
    bool is_anonymous;
    struct url back_url;
    struct list rows; /* struct answer_row */
    struct field_view truth;
};
static SHAPE(review_page_shape, struct review_page,
             RECORD(struct review_page, layout, layout_shape), FIELD(struct review_page, is_sealed),
             FIELD(struct review_page, is_anonymous), FIELD(struct review_page, back_url),
             LIST(struct review_page, rows, answer_row_shape),
             RECORD(struct review_page, truth, field_view_shape));
const struct page_kind petition_review_kind = {"petitions/review", &review_page_shape};

static const struct form_field review_fields[] = {
    {"truth", INPUT_BOOL, 0, 0, true, NULL}
};

static struct str shown(struct work *work, const struct form_field *field, struct str value)
{
    if (field->kind == INPUT_BOOL)
        return site_message(work, value.len > 0 ? "intake.yes" : "intake.no");
    if (value.len == 0)
        return site_message(work, "intake.none");
    if (field->kind == INPUT_CHOICE)
        return str_equal(str_from_c(field->name), STR("kind"))
                   ? site_message(work,
                                  arena_printf(work->arena, PRISTR ".name", STRARG(value)).ptr)
                   : site_message(
                         work,
                         arena_printf(work->arena, "intake.choose." PRISTR, STRARG(value)).ptr);
    return value;
}

/* The names of the papers, a line each. */
static struct str names_of(struct work *work, const struct draft *draft)
{
    case_ticket_list tickets;
    struct str names = STR("");
    draft_tickets(work, draft, &tickets);
    for (size_t i = 0; i < tickets.count; i++)
        names = arena_printf(work->arena, PRISTR "%s" PRISTR, STRARG(names), i ? "\n" : "",
                             STRARG(tickets.items[i].name));
    return names.len ? names : site_message(work, "intake.none");
}

static struct list answers(struct work *work, const struct draft *draft)
{
    VEC(struct answer_row) rows = {0};
    size_t count;
    const struct intake_step *steps = intake_steps(&count);
    for (size_t s = 0; s < count; s++)
        for (size_t i = 0;
             intake_step(draft, str_from_c(steps[s].name)) == &steps[s] && i < steps[s].count;
             i++) {
            const struct form_field *field = &steps[s].fields[i];
            const char *key = arena_printf(work->arena, "intake.short.%s", field->name).ptr;
            *VEC_PUSH(&rows, work->arena) = (struct answer_row){
                site_message(work, key), shown(work, field, draft_get(draft, field->name)),
                intake_url(work, steps[s].name)};
        }
    *VEC_PUSH(&rows, work->arena) =
        (struct answer_row){site_message(work, "intake.short.file"), names_of(work, draft),
                            intake_url(work, INTAKE_PAPERS)};
    return VEC_LIST(&rows);
}

static const struct fault *show_review(struct work *work, const struct request *request,
                                       struct response *response, const struct draft *draft,
                                       const struct form *form, const struct fault *faults)
{
    struct review_page page = {.is_sealed = intake_kind(draft) == &denunciation_kind,
                               .is_anonymous = draft_get(draft, "anonymous").len > 0,
                               .back_url = URL(START "/lien-he")};
    const struct fault *fault =
        page_layout(work, request, site_message(work, "intake.review"), &page.layout);
    if (fault)
        return fault;
    page.rows = answers(work, draft);
    page.truth = field_view(work, "intake", &review_fields[0], form, faults);
    page.layout.is_private = true;
    intake_crumbs(work, &page.layout);
    page_errors(work, &page.layout, faults);
    fault = page_respond_form(work, response, faults, &petition_review_kind, &page);
    response_keep(response, RESPONSE_NO_STORE);
    return fault;
}

/* The draft where every question is answered; else leads to the one that is not. */
static const struct fault *complete(struct work *work, const struct request *request,
                                    struct response *response, struct draft *ret_draft,
                                    bool *ret_is)
{
    const struct fault *fault = draft_load(work, request, ret_draft);
    const struct intake_step *open;
    *ret_is = false;
    if (fault)
        return fault;
    if (draft_get(ret_draft, "code").len > 0) {
        response_redirect(response, STR(START "/xong"));
        return NULL;
    }
    open = intake_open(work, ret_draft);
    *ret_is = !open;
    if (open)
        intake_go_to(work, response, open);
    return NULL;
}

const struct fault *petition_review(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct draft draft;
    struct form form = form_empty(work->arena, review_fields, 1);
    bool is_complete;
    const struct fault *fault = complete(work, request, response, &draft, &is_complete);
    if (fault || !is_complete)
        return fault;
    return show_review(work, request, response, &draft, &form, NULL);
}

/* ---- sending ---- */

/* The petition and, in place of the draft, its receipt: both or neither, and once. */
static const struct fault *send(struct work *work, void *context)
{
    const struct draft *draft = context;
    struct letter letter = intake_letter(work, draft);
    struct draft kept = {.token = draft->token};
    struct matter_receipt receipt;
    struct draft now;
    const struct fault *fault = draft_claim(work, kept.token, &now);
    if (fault || draft_get(&now, "code").len > 0)
        return fault;
    fault = letter_receive(work, &letter, &receipt);
    if (fault)
        return fault;
    draft_set(work, &kept, "kind", draft_get(draft, "kind"));
    draft_set(work, &kept, "code", receipt.code);
    draft_set(work, &kept, "key", receipt.key);
    draft_set(work, &kept, "giver", letter.sender.name);
    if (letter.ticket_count > 0)
        draft_set(work, &kept, "papers", names_of(work, draft));
    return draft_store(work, &kept, DRAFT_RECEIPT_DAYS);
}

const struct fault *petition_send(struct work *work, const struct request *request,
                                  struct response *response)
{
    struct draft draft;
    struct form form;
    bool is_complete;
    const struct fault *fault = complete(work, request, response, &draft, &is_complete);
    if (fault || !is_complete)
        return fault;
    fault = form_read(work, request, review_fields, 1, &form);
    if (fault && fault->kind == FAULT_INVALID)
        return show_review(work, request, response, &draft, &form, fault);
    if (!fault)
        fault = db_write(work, send, &draft);
    if (!fault)
        response_redirect(response, STR(START "/xong"));
    return fault;
}
