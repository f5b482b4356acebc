/*
 * One round: its list, the progress by unit, what may be done with it.
 */
#include "civic/actor.h"
#include "modules/reviews/review_web.h"
#include "text/number.h"

#include <inttypes.h>

#define KEY "review.field"

enum {
    SHOWN_MOST = 500
};

static const struct form_field add_fields[] = {
    {"code",   INPUT_LINE, 0, 40,               true, NULL},
    {"reason", INPUT_TEXT, 5, REVIEW_TEXT_MOST, true, NULL},
};
static const struct form_field remove_fields[] = {
    {"out", INPUT_LINE, 0, 40,               true, NULL},
    {"why", INPUT_TEXT, 5, REVIEW_TEXT_MOST, true, NULL},
};
static const struct form_field freeze_fields[] = {
    {"version", INPUT_INT, 1, 0, true, NULL},
};
static const struct form_field close_fields[] = {
    {"version",    INPUT_INT,  1,  0,                true, NULL},
    {"conclusion", INPUT_TEXT, 10, REVIEW_TEXT_MOST, true, NULL},
};

enum {
    LIST_FIELDS = 2,
    CLOSE_FIELDS = 2
};

/* One of the two forms that change the list. */
struct list_form {
    struct url url;
    struct field_view code;
    struct field_view reason;
    bool is_open; /* it was refused */
};
static SHAPE(list_form_shape, struct list_form, FIELD(struct list_form, url),
             RECORD(struct list_form, code, field_view_shape),
             RECORD(struct list_form, reason, field_view_shape), FIELD(struct list_form, is_open));

struct round_page {
    struct layout layout;
    struct str name;
    struct str unit;
    struct str basis;
    struct civil_date starts_on;
    struct civil_date ends_on;
    struct str scope;
    struct str state;
    struct str creator;
    struct instant frozen_at;
    struct instant closed_at;
    struct str conclusion;
    struct code_number version;
    bool is_draft;
    bool is_running;
    bool is_closed;
    struct list sums;    /* struct review_sum: by unit */
    struct list rows;    /* struct review_row */
    struct list removed; /* struct review_row */
    int64_t total;
    bool is_cut;
    const struct list_form *add;
    const struct list_form *remove;
    struct url freeze_url; /* empty where it may not be */
    struct url close_url;
    struct field_view conclusion_field;
    struct url report_url;
    struct url next_url; /* a later round from what goes on */
    struct list steps;   /* struct review_step */
};
static SHAPE(round_page_shape, struct round_page, RECORD(struct round_page, layout, layout_shape),
             FIELD(struct round_page, name), FIELD(struct round_page, unit),
             FIELD(struct round_page, basis), FIELD(struct round_page, starts_on),
             FIELD(struct round_page, ends_on), FIELD(struct round_page, scope),
             FIELD(struct round_page, state), FIELD(struct round_page, creator),
             FIELD(struct round_page, frozen_at), FIELD(struct round_page, closed_at),
             FIELD(struct round_page, conclusion), FIELD(struct round_page, version),
             FIELD(struct round_page, is_draft), FIELD(struct round_page, is_running),
             FIELD(struct round_page, is_closed), LIST(struct round_page, sums, review_sum_shape),
             LIST(struct round_page, rows, review_row_shape),
             LIST(struct round_page, removed, review_row_shape), FIELD(struct round_page, total),
             FIELD(struct round_page, is_cut), POINTER(struct round_page, add, list_form_shape),
             POINTER(struct round_page, remove, list_form_shape),
             FIELD(struct round_page, freeze_url), FIELD(struct round_page, close_url),
             RECORD(struct round_page, conclusion_field, field_view_shape),
             FIELD(struct round_page, report_url), FIELD(struct round_page, next_url),
             LIST(struct round_page, steps, review_step_shape));
const struct page_kind review_round_kind = {"reviews/round", &round_page_shape};

/* Which of the forms was refused, and why. */
struct refused {
    const struct form_field *fields; /* of that form; NULL: none was */
    const struct form *typed;
    const struct fault *faults;
};

/* ---- what is shown ---- */

static struct str joined(struct work *work, struct str a, struct str b)
{
    return arena_printf(work->arena, PRISTR "%s" PRISTR, STRARG(a), a.len ? "; " : "", STRARG(b));
}

/* "Kiến nghị; Khiếu nại; nhận trước ngày 01/01/2022; đã quá hạn" */
static struct str scope_of(struct work *work, const struct review_round *round)
{
    struct str scope = STR("");
    struct str rest = round->kinds;
    while (rest.len > 0) {
        struct str kind = str_cut(&rest, ' ');
        scope =
            joined(work, scope,
                   site_message(work, arena_printf(work->arena, PRISTR ".name", STRARG(kind)).ptr));
    }
    if (!date_is_none(round->opened_before))
        scope = joined(work, scope,
                       arena_printf(work->arena, PRISTR " " PRISTR,
                                    STRARG(site_message(work, "review.field.opened_before")),
                                    STRARG(date_text(work->arena, round->opened_before))));
    if (round->is_overdue)
        scope = joined(work, scope, site_message(work, "review.field.overdue"));
    if (round->is_crowd)
        scope = joined(work, scope, site_message(work, "review.field.crowd"));
    if (round->is_second)
        scope = joined(work, scope, site_message(work, "review.field.second"));
    if (round->is_complex)
        scope = joined(work, scope, site_message(work, "review.field.complex"));
    return scope;
}

static void fill_rows(struct work *work, const review_case_list *cases, struct round_page *page)
{
    VEC(struct review_row) rows = {0};
    VEC(struct review_row) removed = {0};
    for (size_t i = 0; i < cases->count; i++) {
        const struct review_case *one = &cases->items[i];
        if (one->is_removed)
            *VEC_PUSH(&removed, work->arena) = review_row(work, one, 0);
        else if (++page->total <= SHOWN_MOST)
            *VEC_PUSH(&rows, work->arena) = review_row(work, one, page->total);
    }
    page->is_cut = page->total > SHOWN_MOST;
    page->rows = VEC_LIST(&rows);
    page->removed = VEC_LIST(&removed);
}

static const struct list_form *list_form(struct work *work, const struct review_round *round,
                                         const struct form_field *fields, const char *ending,
                                         const struct refused *refused)
{
    struct list_form *form = work_alloc(work, struct list_form);
    struct form empty = form_empty(work->arena, fields, LIST_FIELDS);
    bool is_refused = refused->fields == fields;
    const struct form *typed = is_refused ? refused->typed : &empty;
    const struct fault *faults = is_refused ? refused->faults : NULL;
    *form = (struct list_form){
        .url = url_relative(work->arena, "/can-bo/ra-soat/%" PRId64 "/" PRISTR, round->id,
                            STRARG(str_from_c(ending))),
        .code = field_view(work, KEY, &fields[0], typed, faults),
        .reason = field_view(work, KEY, &fields[1], typed, faults),
        .is_open = is_refused,
    };
    form->reason.rows = 2;
    return form;
}

static void fill_forms(struct work *work, const struct review_round *round,
                       const struct refused *refused, struct round_page *page)
{
    bool is_close = refused->fields == close_fields;
    struct form empty = form_empty(work->arena, close_fields, CLOSE_FIELDS);
    bool may_lead = review_may_lead(work, round);
    if (may_lead) {
        page->add = list_form(work, round, add_fields, "them", refused);
        page->remove = list_form(work, round, remove_fields, "bot", refused);
    }
    if (may_lead && round->state == REVIEW_DRAFT)
        page->freeze_url = url_relative(work->arena, "/can-bo/ra-soat/%" PRId64 "/chot", round->id);
    if (may_lead && round->state == REVIEW_RUNNING &&
        !actor_must(work, ROLE_BIT(ROLE_LEADER), round->unit_id))
        page->close_url =
            url_relative(work->arena, "/can-bo/ra-soat/%" PRId64 "/ket-thuc", round->id);
    page->conclusion_field =
        field_view(work, KEY, &close_fields[1], is_close ? refused->typed : &empty,
                   is_close ? refused->faults : NULL);
    if (round->state == REVIEW_CLOSED && !actor_must(work, REVIEW_LEADERS, round->unit_id))
        page->next_url = url_relative(work->arena, "/can-bo/ra-soat/moi?tu=%" PRId64, round->id);
    if (round->state != REVIEW_DRAFT)
        page->report_url =
            url_relative(work->arena, "/can-bo/ra-soat/%" PRId64 "/bao-cao", round->id);
}

static void fill_facts(struct work *work, const struct review_round *round, struct round_page *page)
{
    struct str key =
        arena_printf(work->arena, "review.state." PRISTR, STRARG(review_state_name(round->state)));
    page->name = round->name;
    page->unit = round->unit;
    page->basis = round->basis;
    page->starts_on = round->starts_on;
    page->ends_on = round->ends_on;
    page->scope = scope_of(work, round);
    page->state = site_message(work, key.ptr);
    page->creator = round->creator;
    page->frozen_at = round->frozen_at;
    page->closed_at = round->closed_at;
    page->conclusion = round->conclusion;
    page->version.value = round->version;
    page->is_draft = round->state == REVIEW_DRAFT;
    page->is_running = round->state == REVIEW_RUNNING;
    page->is_closed = round->state == REVIEW_CLOSED;
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct review_round *round,
                                struct refused refused)
{
    struct round_page page = {0};
    review_case_list cases;
    review_case_list counted;
    review_sum_list sums;
    const struct fault *fault = review_list(work, round, false, &cases);
    if (!fault)
        fault = review_list(work, round, true, &counted);
    if (!fault)
        fault = review_layout(work, request, round->name, NULL, &page.layout);
    if (!fault)
        fault = review_history(work, round, 0, &cases, &page.steps);
    if (fault)
        return fault;
    fill_facts(work, round, &page);
    fill_rows(work, &cases, &page);
    fill_forms(work, round, &refused, &page);
    review_sums(work, &counted, REVIEW_BY_UNIT, &sums);
    page.sums = VEC_LIST(&sums);
    page_crumb(work, &page.layout, URL(""), round->name);
    page_errors_of(work, &page.layout, KEY, refused.faults);
    if (!refused.faults)
        review_flash(work, request, &page.layout);
    return page_respond_form(work, response, refused.faults, &review_round_kind, &page);
}

const struct fault *review_round_page(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct review_round round;
    const struct fault *fault = review_of_request(work, request, &round);
    return fault ? fault : show(work, request, response, &round, (struct refused){0});
}

/* ---- what is done ---- */

static const struct fault *answer(struct work *work, const struct request *request,
                                  struct response *response, const struct review_round *round,
                                  struct refused refused, const char *done)
{
    if (review_is_shown(refused.faults))
        return show(work, request, response, round, refused);
    if (!refused.faults)
        response_redirect(response, url_add(work->arena, review_url(work->arena, round->id),
                                            STR("xong"), str_from_c(done))
                                        .text);
    return refused.faults;
}

/* ---- what may be sent ---- */

static const struct fault *add(struct work *work, const struct review_round *round,
                               const struct form *form)
{
    return review_add(work, round->id, form_str(form, "code"), form_str(form, "reason"));
}

static const struct fault *take_out(struct work *work, const struct review_round *round,
                                    const struct form *form)
{
    return review_remove(work, round->id, form_str(form, "out"), form_str(form, "why"));
}

static const struct fault *freeze(struct work *work, const struct review_round *round,
                                  const struct form *form)
{
    return review_freeze(work, round->id, form_int(form, "version"));
}

static const struct fault *close(struct work *work, const struct review_round *round,
                                 const struct form *form)
{
    return review_close(work, round->id, form_int(form, "version"), form_str(form, "conclusion"));
}

/* A form of the page: its fields, what it does, and the word for it in the address. */
struct sending {
    const struct form_field *fields;
    size_t count;
    const struct fault *(*act)(struct work *work, const struct review_round *round,
                               const struct form *form);
    const char *done;
};

static const struct fault *send(struct work *work, const struct request *request,
                                struct response *response, const struct sending *sending)
{
    struct review_round round;
    struct form form;
    const struct fault *fault = review_of_request(work, request, &round);
    if (fault)
        return fault;
    fault = form_read(work, request, sending->fields, sending->count, &form);
    if (!fault)
        fault = sending->act(work, &round, &form);
    return answer(work, request, response, &round, (struct refused){sending->fields, &form, fault},
                  sending->done);
}

const struct fault *review_add_send(struct work *work, const struct request *request,
                                    struct response *response)
{
    static const struct sending sending = {add_fields, LIST_FIELDS, add, "add"};
    return send(work, request, response, &sending);
}

const struct fault *review_remove_send(struct work *work, const struct request *request,
                                       struct response *response)
{
    static const struct sending sending = {remove_fields, LIST_FIELDS, take_out, "remove"};
    return send(work, request, response, &sending);
}

const struct fault *review_freeze_send(struct work *work, const struct request *request,
                                       struct response *response)
{
    static const struct sending sending = {freeze_fields, 1, freeze, "freeze"};
    return send(work, request, response, &sending);
}

const struct fault *review_close_send(struct work *work, const struct request *request,
                                      struct response *response)
{
    static const struct sending sending = {close_fields, CLOSE_FIELDS, close, "close"};
    return send(work, request, response, &sending);
}
