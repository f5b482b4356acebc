/*
 * One case of a round: who answers for it, what was found and agreed, what became of
 * it, and what happened. Three forms, each refused and shown again by itself.
 */
#include "civic/actor.h"
#include "civic/official.h"
#include "civic/unit.h"
#include "modules/reviews/review_web.h"
#include "text/number.h"

#include <inttypes.h>

#define KEY "review.case"

static const struct form_field assign_fields[] = {
    {"version",  INPUT_INT,  1, 0, true, NULL},
    {"unit",     INPUT_ID,   0, 0, true, NULL},
    {"official", INPUT_ID,   0, 0, true, NULL},
    {"due_on",   INPUT_DATE, 0, 0, true, NULL},
};
/* Findings: tồn đọng, phức tạp, kéo dài, đông người, vượt cấp, vướng cơ chế, chính sách.
 * Measures: đối thoại; kiểm tra, xác minh lại; đề xuất ra thông báo chấm dứt; thi hành quyết
 * định; vận động, hỗ trợ; xin ý kiến cấp trên; phối hợp. Kept by these names: messages
 * "review.finding.NAME", "review.measure.NAME". */
static const struct form_field find_fields[] = {
    {"version",     INPUT_INT,  1, 0,                true,  NULL},
    {"cause",       INPUT_TEXT, 5, REVIEW_TEXT_MOST, true,  NULL},
    {"plan",        INPUT_TEXT, 0, REVIEW_TEXT_MOST, false, NULL},
    {"backlog",     INPUT_BOOL, 0, 0,                false, NULL},
    {"complex",     INPUT_BOOL, 0, 0,                false, NULL},
    {"long",        INPUT_BOOL, 0, 0,                false, NULL},
    {"crowd",       INPUT_BOOL, 0, 0,                false, NULL},
    {"leapfrogs",   INPUT_BOOL, 0, 0,                false, NULL},
    {"policy",      INPUT_BOOL, 0, 0,                false, NULL},
    {"dialogue",    INPUT_BOOL, 0, 0,                false, NULL},
    {"verify",      INPUT_BOOL, 0, 0,                false, NULL},
    {"propose-end", INPUT_BOOL, 0, 0,                false, NULL},
    {"enforce",     INPUT_BOOL, 0, 0,                false, NULL},
    {"support",     INPUT_BOOL, 0, 0,                false, NULL},
    {"consult",     INPUT_BOOL, 0, 0,                false, NULL},
    {"together",    INPUT_BOOL, 0, 0,                false, NULL},
};
static const struct form_field outcome_fields[] = {
    {"version", INPUT_INT,    1, 0,                 true,  NULL           },
    {"outcome", INPUT_CHOICE, 0, 0,                 true,  review_outcomes},
    {"on",      INPUT_DATE,   0, 0,                 true,  NULL           },
    {"paper",   INPUT_LINE,   0, REVIEW_PAPER_MOST, false, NULL           },
    {"note",    INPUT_TEXT,   0, REVIEW_TEXT_MOST,  false, NULL           },
};

enum {
    ASSIGN_FIELDS = sizeof(assign_fields) / sizeof(assign_fields[0]),
    FIND_FIELDS = sizeof(find_fields) / sizeof(find_fields[0]),
    OUTCOME_FIELDS = sizeof(outcome_fields) / sizeof(outcome_fields[0]),
    AT_FINDINGS = 3,
    FINDINGS = 6,
    AT_MEASURES = AT_FINDINGS + FINDINGS,
    MEASURES = FIND_FIELDS - AT_MEASURES
};

enum case_form {
    PART_NONE,
    PART_ASSIGN,
    PART_FIND,
    PART_CONCLUDE
};

struct assign_form {
    struct url url;
    struct field_view unit;
    struct field_view official;
    struct field_view due_on;
};
static SHAPE(assign_form_shape, struct assign_form, FIELD(struct assign_form, url),
             RECORD(struct assign_form, unit, field_view_shape),
             RECORD(struct assign_form, official, field_view_shape),
             RECORD(struct assign_form, due_on, field_view_shape));

struct find_form {
    struct url url;
    struct list findings; /* struct field_view */
    struct field_view cause;
    struct list measures; /* struct field_view */
    struct field_view plan;
};
static SHAPE(find_form_shape, struct find_form, FIELD(struct find_form, url),
             LIST(struct find_form, findings, field_view_shape),
             RECORD(struct find_form, cause, field_view_shape),
             LIST(struct find_form, measures, field_view_shape),
             RECORD(struct find_form, plan, field_view_shape));

struct outcome_form {
    struct url url;
    struct field_view outcome;
    struct field_view on;
    struct field_view paper;
    struct field_view note;
};
static SHAPE(outcome_form_shape, struct outcome_form, FIELD(struct outcome_form, url),
             RECORD(struct outcome_form, outcome, field_view_shape),
             RECORD(struct outcome_form, on, field_view_shape),
             RECORD(struct outcome_form, paper, field_view_shape),
             RECORD(struct outcome_form, note, field_view_shape));

struct case_page {
    struct layout layout;
    struct review_row row;
    struct url file_url;
    struct str round_name;
    struct str state; /* of the matter, now or when the round was closed */
    struct code_number version;
    const struct assign_form *assign;
    const struct find_form *find;
    const struct outcome_form *conclude;
    struct list steps; /* struct review_step */
};
static SHAPE(case_page_shape, struct case_page, RECORD(struct case_page, layout, layout_shape),
             RECORD(struct case_page, row, review_row_shape), FIELD(struct case_page, file_url),
             FIELD(struct case_page, round_name), FIELD(struct case_page, state),
             FIELD(struct case_page, version), POINTER(struct case_page, assign, assign_form_shape),
             POINTER(struct case_page, find, find_form_shape),
             POINTER(struct case_page, conclude, outcome_form_shape),
             LIST(struct case_page, steps, review_step_shape));
const struct page_kind review_case_kind = {"reviews/case", &case_page_shape};

/* What was asked of which case, and why a form was refused. */
struct visit {
    struct review_round round;
    struct review_case one;
    enum case_form sent;
    const struct form *typed;
    const struct fault *faults;
};

/* The page of the case, or where one of its forms goes. */
static struct url url_of(struct work *work, const struct review_case *one, const char *ending)
{
    if (!ending)
        return url_relative(work->arena, "/can-bo/ra-soat/%" PRId64 "/vu/%" PRId64, one->round_id,
                            one->id);
    return url_relative(work->arena, "/can-bo/ra-soat/%" PRId64 "/vu/%" PRId64 "/" PRISTR,
                        one->round_id, one->id, STRARG(str_from_c(ending)));
}

static const struct fault *visit_of(struct work *work, const struct request *request,
                                    struct visit *ret_visit)
{
    int64_t id;
    const struct fault *fault;
    *ret_visit = (struct visit){.sent = PART_NONE};
    fault = review_of_request(work, request, &ret_visit->round);
    if (fault)
        return fault;
    if (!str_to_int64(request_param(request, STR("case")), &id))
        return fault_new(work->arena, FAULT_NOT_FOUND, "review.case.unknown", "no number");
    return review_open_case(work, &ret_visit->round, id, &ret_visit->one);
}

/* ---- forms ---- */

/* The field as it was typed, or as the case has it. */
static struct field_view field_of(struct work *work, const struct visit *visit,
                                  enum case_form which, const struct form_field *field,
                                  struct str value)
{
    bool is_typed = visit->sent == which;
    struct field_view view = field_view(work, KEY, field, is_typed ? visit->typed : NULL,
                                        is_typed ? visit->faults : NULL);
    if (!is_typed)
        view.value = value;
    if (!is_typed && field->kind == INPUT_BOOL)
        view.is_chosen = value.len > 0;
    return view;
}

static struct str number_or_nothing(struct work *work, int64_t id)
{
    return id ? arena_printf(work->arena, "%" PRId64, id) : STR("");
}

static struct str day_or_nothing(struct work *work, struct civil_date day)
{
    return date_is_none(day) ? STR("") : date_text(work->arena, day);
}

/* Units from the round's down to the matter's. */
static const struct fault *unit_options(struct work *work, const struct visit *visit,
                                        struct field_view *view)
{
    VEC(struct option_view) options = {0};
    unit_list path;
    bool is_in = false;
    const struct fault *fault = unit_path(work, visit->one.matter.unit_id, &path);
    if (fault)
        return fault;
    for (size_t i = 0; i < path.count; i++) {
        struct str id = arena_printf(work->arena, "%" PRId64, path.items[i].id);
        is_in = is_in || path.items[i].id == visit->round.unit_id;
        if (is_in)
            *VEC_PUSH(&options, work->arena) = (struct option_view){
                .value = id, .label = path.items[i].name, .is_chosen = str_equal(view->value, id)};
    }
    view->options = VEC_LIST(&options);
    return NULL;
}

static const struct fault *official_options(struct work *work, const struct visit *visit,
                                            struct field_view *view)
{
    VEC(struct option_view) options = {0};
    official_list officials;
    const struct matter *matter = &visit->one.matter;
    const struct matter_kind *kind = kind_find(work, matter->kind);
    const struct fault *fault =
        official_list_of(work, matter->unit_id, kind ? kind->readers : 0, &officials);
    if (fault)
        return fault;
    *VEC_PUSH(&options, work->arena) =
        (struct option_view){.label = site_message(work, "matters.choose")};
    for (size_t i = 0; i < officials.count; i++) {
        struct str id = number_or_nothing(work, officials.items[i].account_id);
        if (matter_check_official(work, kind, matter, matter->unit_id,
                                  officials.items[i].account_id))
            continue;
        *VEC_PUSH(&options, work->arena) = (struct option_view){
            .value = id, .label = officials.items[i].name, .is_chosen = str_equal(view->value, id)};
    }
    view->options = VEC_LIST(&options);
    return NULL;
}

static const struct fault *fill_assign(struct work *work, const struct visit *visit,
                                       struct case_page *page)
{
    struct assign_form *form = work_alloc(work, struct assign_form);
    const struct review_case *one = &visit->one;
    const struct fault *fault;
    form->url = url_of(work, one, "giao");
    form->unit = field_of(work, visit, PART_ASSIGN, &assign_fields[1],
                          number_or_nothing(work, one->unit_id));
    form->official = field_of(work, visit, PART_ASSIGN, &assign_fields[2],
                              number_or_nothing(work, one->owner_id));
    form->due_on =
        field_of(work, visit, PART_ASSIGN, &assign_fields[3], day_or_nothing(work, one->due_on));
    fault = unit_options(work, visit, &form->unit);
    if (!fault)
        fault = official_options(work, visit, &form->official);
    page->assign = form;
    return fault;
}

static struct list checks(struct work *work, const struct visit *visit, size_t first, size_t count,
                          struct str names)
{
    struct field_view *views = arena_alloc_array(work->arena, count, sizeof(*views));
    struct str padded = arena_printf(work->arena, " " PRISTR " ", STRARG(names));
    for (size_t i = 0; i < count; i++) {
        const struct form_field *field = &find_fields[first + i];
        bool is_in = str_find(padded, arena_printf(work->arena, " %s ", field->name), 0) >= 0;
        views[i] = field_of(work, visit, PART_FIND, field, is_in ? STR("1") : STR(""));
        views[i].label = site_message(
            work, arena_printf(work->arena, "review.%s.%s",
                               first == AT_FINDINGS ? "finding" : "measure", field->name)
                      .ptr);
    }
    return (struct list){views, count, sizeof(*views)};
}

static void fill_find(struct work *work, const struct visit *visit, struct case_page *page)
{
    struct find_form *form = work_alloc(work, struct find_form);
    const struct review_case *one = &visit->one;
    form->url = url_of(work, one, "ra-soat");
    form->findings = checks(work, visit, AT_FINDINGS, FINDINGS, one->findings);
    form->cause = field_of(work, visit, PART_FIND, &find_fields[1], one->cause);
    form->measures = checks(work, visit, AT_MEASURES, MEASURES, one->measures);
    form->plan = field_of(work, visit, PART_FIND, &find_fields[2], one->plan);
    form->cause.rows = 3;
    form->plan.rows = 3;
    page->find = form;
}

static void fill_conclude(struct work *work, const struct visit *visit, struct case_page *page)
{
    struct outcome_form *form = work_alloc(work, struct outcome_form);
    const struct review_case *one = &visit->one;
    VEC(struct option_view) options = {0};
    form->url = url_of(work, one, "ket-qua");
    form->outcome = field_of(work, visit, PART_CONCLUDE, &outcome_fields[1], one->outcome);
    form->on = field_of(work, visit, PART_CONCLUDE, &outcome_fields[2],
                        day_or_nothing(work, one->outcome_on));
    form->paper = field_of(work, visit, PART_CONCLUDE, &outcome_fields[3], one->paper);
    form->note = field_of(work, visit, PART_CONCLUDE, &outcome_fields[4], one->note);
    form->note.rows = 3;
    *VEC_PUSH(&options, work->arena) =
        (struct option_view){.label = site_message(work, "matters.choose")};
    for (size_t i = 0; review_outcomes[i]; i++) {
        struct str name = str_from_c(review_outcomes[i]);
        *VEC_PUSH(&options, work->arena) =
            (struct option_view){.value = name,
                                 .label = review_words(work, "review.outcome", name),
                                 .is_chosen = str_equal(form->outcome.value, name)};
    }
    form->outcome.options = VEC_LIST(&options);
    page->conclude = form;
}

/* ---- the page ---- */

static const struct fault *fill_forms(struct work *work, const struct visit *visit,
                                      struct case_page *page)
{
    if (review_may_write(work, &visit->round, &visit->one)) {
        fill_find(work, visit, page);
        fill_conclude(work, visit, page);
    }
    if (visit->round.state != REVIEW_RUNNING || visit->one.is_removed ||
        actor_must(work, REVIEW_LEADERS, visit->one.unit_id))
        return NULL;
    return fill_assign(work, visit, page);
}

static struct str state_words(struct work *work, const struct review_case *one)
{
    struct str state = one->state_then.len ? one->state_then : one->matter.state;
    return site_message(work, arena_printf(work->arena, PRISTR ".state." PRISTR,
                                           STRARG(one->matter.kind), STRARG(state))
                                  .ptr);
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct visit *visit)
{
    struct case_page page = {.row = review_row(work, &visit->one, 0)};
    review_case_list own = {0};
    const struct fault *fault =
        review_layout(work, request, visit->one.matter.code, &visit->round, &page.layout);
    *VEC_PUSH(&own, work->arena) = visit->one;
    if (!fault)
        fault = review_history(work, &visit->round, visit->one.id, &own, &page.steps);
    if (!fault)
        fault = fill_forms(work, visit, &page);
    if (fault)
        return fault;
    page.file_url =
        url_relative(work->arena, "/can-bo/viec/" PRISTR, STRARG(visit->one.matter.code));
    page.round_name = visit->round.name;
    page.state = state_words(work, &visit->one);
    page.version.value = visit->one.version;
    page_crumb(work, &page.layout, URL(""), visit->one.matter.code);
    page_errors_of(work, &page.layout, KEY, visit->faults);
    if (!visit->faults)
        review_flash(work, request, &page.layout);
    return page_respond_form(work, response, visit->faults, &review_case_kind, &page);
}

const struct fault *review_case_page(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct visit visit;
    const struct fault *fault = visit_of(work, request, &visit);
    return fault ? fault : show(work, request, response, &visit);
}

/* ---- what is sent ---- */

static const struct fault *answer(struct work *work, const struct request *request,
                                  struct response *response, struct visit *visit, const char *done)
{
    if (review_is_shown(visit->faults)) {
        const struct fault *refusal = visit->faults;
        /* as it is now: the next try knows what changed */
        const struct fault *fault =
            review_open_case(work, &visit->round, visit->one.id, &visit->one);
        visit->faults = refusal;
        return fault ? fault : show(work, request, response, visit);
    }
    if (!visit->faults)
        response_redirect(response, url_add(work->arena, url_of(work, &visit->one, NULL),
                                            STR("xong"), str_from_c(done))
                                        .text);
    return visit->faults;
}

static struct review_case typed_case(const struct visit *visit, const struct form *form)
{
    return (struct review_case){.id = visit->one.id,
                                .round_id = visit->round.id,
                                .matter = visit->one.matter,
                                .due_on = DATE_NONE,
                                .outcome_on = DATE_NONE,
                                .version = form_int(form, "version")};
}

/* The names of the fields that were ticked, by spaces. */
static struct str ticked(struct work *work, const struct form *form, size_t first, size_t count)
{
    struct str names = STR("");
    for (size_t i = first; i < first + count; i++)
        if (form_bool(form, find_fields[i].name))
            names = arena_printf(work->arena, PRISTR "%s%s", STRARG(names), names.len ? " " : "",
                                 find_fields[i].name);
    return names;
}

static const struct fault *assign(struct work *work, const struct form *form,
                                  struct review_case *typed)
{
    typed->unit_id = form_int(form, "unit");
    typed->owner_id = form_int(form, "official");
    typed->due_on = form_date(form, "due_on");
    return review_assign(work, typed);
}

static const struct fault *find(struct work *work, const struct form *form,
                                struct review_case *typed)
{
    typed->findings = ticked(work, form, AT_FINDINGS, FINDINGS);
    typed->measures = ticked(work, form, AT_MEASURES, MEASURES);
    typed->cause = form_str(form, "cause");
    typed->plan = form_str(form, "plan");
    return review_find(work, typed);
}

static const struct fault *conclude(struct work *work, const struct form *form,
                                    struct review_case *typed)
{
    typed->outcome = form_str(form, "outcome");
    typed->outcome_on = form_date(form, "on");
    typed->paper = form_str(form, "paper");
    typed->note = form_str(form, "note");
    return review_conclude(work, typed);
}

/* A form of the page: its fields, what it does, and the word for it in the address. */
struct sending {
    enum case_form part;
    const struct form_field *fields;
    size_t count;
    const struct fault *(*act)(struct work *work, const struct form *form,
                               struct review_case *typed);
    const char *done;
};

static const struct fault *send(struct work *work, const struct request *request,
                                struct response *response, const struct sending *sending)
{
    struct visit visit;
    struct form form;
    const struct fault *fault = visit_of(work, request, &visit);
    if (fault)
        return fault;
    visit.sent = sending->part;
    visit.typed = &form;
    visit.faults = form_read(work, request, sending->fields, sending->count, &form);
    if (!visit.faults) {
        struct review_case typed = typed_case(&visit, &form);
        visit.faults = sending->act(work, &form, &typed);
    }
    return answer(work, request, response, &visit, sending->done);
}

const struct fault *review_assign_send(struct work *work, const struct request *request,
                                       struct response *response)
{
    static const struct sending sending = {PART_ASSIGN, assign_fields, ASSIGN_FIELDS, assign,
                                           "assign"};
    return send(work, request, response, &sending);
}

const struct fault *review_find_send(struct work *work, const struct request *request,
                                     struct response *response)
{
    static const struct sending sending = {PART_FIND, find_fields, FIND_FIELDS, find, "find"};
    return send(work, request, response, &sending);
}

const struct fault *review_conclude_send(struct work *work, const struct request *request,
                                         struct response *response)
{
    static const struct sending sending = {PART_CONCLUDE, outcome_fields, OUTCOME_FIELDS, conclude,
                                           "conclude"};
    return send(work, request, response, &sending);
}
