/*
 * The page of an action that asks more than a reason (step_form.h).
 */
#include "civic/page.h"
#include "civic/seal.h"
#include "modules/matters/matters.h"
#include "modules/petitions/petition_web.h"
#include "modules/petitions/step_form.h"

/* One question; one of the four is there. */
struct question {
    const struct field_view *choice;
    const struct field_view *check;
    const struct field_view *line;
    const struct field_view *text;
};
static SHAPE(question_shape, struct question, POINTER(struct question, choice, field_view_shape),
             POINTER(struct question, check, field_view_shape),
             POINTER(struct question, line, field_view_shape),
             POINTER(struct question, text, field_view_shape));

struct step_page {
    struct layout layout;
    struct str code;
    struct str matter_title;
    struct str content;
    struct str label;
    struct str lead;
    struct url action_url;
    struct url back_url;
    struct code_number version;
    struct list questions; /* struct question */
};
static SHAPE(step_page_shape, struct step_page, RECORD(struct step_page, layout, layout_shape),
             FIELD(struct step_page, code), FIELD(struct step_page, matter_title),
             FIELD(struct step_page, content), FIELD(struct step_page, label),
             FIELD(struct step_page, lead), FIELD(struct step_page, action_url),
             FIELD(struct step_page, back_url), FIELD(struct step_page, version),
             LIST(struct step_page, questions, question_shape));
const struct page_kind petition_step_kind = {"petitions/step", &step_page_shape};

static struct list options(struct work *work, const struct field_view *view, const char *sort,
                           const struct form_field *field)
{
    VEC(struct option_view) list = {0};
    for (size_t i = 0; field->choices[i]; i++)
        *VEC_PUSH(&list, work->arena) = (struct option_view){
            .id = arena_printf(work->arena, PRISTR "-%s", STRARG(view->id), field->choices[i]),
            .name = view->name,
            .value = str_from_c(field->choices[i]),
            .label =
                site_message(work, arena_printf(work->arena, "%s.%s", sort, field->choices[i]).ptr),
            .is_chosen = str_equal(view->value, str_from_c(field->choices[i]))};
    return VEC_LIST(&list);
}

static struct question question(struct work *work, const struct step_form *form, size_t at,
                                const struct form *given, const struct fault *faults)
{
    const struct form_field *field = &form->fields[at];
    struct field_view *view = work_alloc(work, struct field_view);
    bool is_reason = field->kind == INPUT_LINE;
    *view = field_view(work, form->words, field, given, faults);
    view->is_required = field->required;
    view->rows = 5;
    if (is_reason) {
        view->label = site_message(work, "petition.check.reason");
        view->hint = site_message(work, "petition.check.reason-hint");
    }
    if (field->kind == INPUT_CHOICE) {
        view->options = options(
            work, view, field->name[0] == 'c' ? "petition.check" : "petition.outcome", field);
        return (struct question){.choice = view};
    }
    if (field->kind == INPUT_BOOL)
        return (struct question){.check = view};
    return is_reason ? (struct question){.line = view} : (struct question){.text = view};
}

/* What is known of the case stands ticked: what is sent without it would be dropped. */
static const struct field_view *as_known(struct work *work, const struct matter *matter,
                                         const struct field_view *check)
{
    struct field_view *view = work_alloc(work, struct field_view);
    *view = *check;
    view->is_chosen = matter_has_fact(matter, arena_c(work->arena, view->name));
    return view;
}

/* Luật Khiếu nại, Điều 57.3: of disciplinary decisions only a dismissal goes to court. */
static bool goes_to_no_court(const struct matter *matter)
{
    return matter_has_fact(matter, "discipline") && !matter_has_fact(matter, "dismissal");
}

/* The way to go on, as the law has it, for the official to complete. */
static void propose_words(struct work *work, const struct step_form *form,
                          const struct matter *matter, struct field_view *view)
{
    struct str own = arena_printf(work->arena, "%s.appeal-words", form->words);
    if (view->value.len > 0 || !str_equal(view->name, STR("appeal")))
        return;
    if (str_equal(str_from_c(form->action), STR("draft-decision"))) /* by instance */
        own = arena_printf(work->arena, PRISTR ".draft.appeal-words%s", STRARG(matter->kind),
                           goes_to_no_court(matter) ? "-discipline" : "");
    view->value = site_message(work, own.ptr);
}

static struct url file_url(struct work *work, const struct matter *matter)
{
    return matter_in_list(work,
                          url_relative(work->arena, "/can-bo/viec/" PRISTR, STRARG(matter->code)));
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct matter *matter,
                                const struct step_form *form, const struct form *given,
                                const struct fault *faults)
{
    struct step_page page = {
        .code = matter->code,
        .matter_title = matter->title,
        .content = matter->content,
        .label = site_message(
            work,
            arena_printf(work->arena, PRISTR ".action.%s", STRARG(matter->kind), form->action).ptr),
        .lead = site_message(work, arena_printf(work->arena, "%s.lead", form->words).ptr),
        .action_url = matter_in_list(work, url_relative(work->arena, "/can-bo/viec/" PRISTR "/%s",
                                                        STRARG(matter->code), form->action)),
        .back_url = file_url(work, matter),
        .version = {matter->version},
    };
    VEC(struct question) questions = {0};
    const struct fault *fault = page_layout(work, request, page.label, &page.layout);
    if (fault)
        return fault;
    for (size_t i = 1; i < form->count; i++) {
        struct question *one = VEC_PUSH(&questions, work->arena);
        *one = question(work, form, i, given, faults);
        if (one->check && !faults)
            one->check = as_known(work, matter, one->check);
        if (one->text) {
            struct field_view *view = work_alloc(work, struct field_view);
            *view = *one->text;
            propose_words(work, form, matter, view);
            one->text = view;
        }
    }
    page.questions = VEC_LIST(&questions);
    matter_crumbs(work, &page.layout, matter->code);
    page_crumb(work, &page.layout, URL(""), page.label);
    page_errors_of(work, &page.layout, form->words, faults);
    return page_respond_form(work, response, faults, &petition_step_kind, &page);
}

/* The matter, the action and the form that the address names; the form is NULL where a
 * matter of another kind has an action of that name. */
static const struct fault *find(struct work *work, const struct request *request,
                                struct matter *ret_matter,
                                const struct lifecycle_action **ret_action,
                                const struct step_form **ret_form)
{
    struct str rest = request->path;
    struct str action = STR("");
    const struct matter_kind *kind;
    const struct fault *fault = matter_of_request(work, request, ret_matter);
    if (fault)
        return fault;
    while (rest.len > 0)
        action = str_cut(&rest, '/'); /* the last segment */
    kind = kind_find(work, ret_matter->kind);
    *ret_action = kind ? kind_action(kind, action) : NULL;
    *ret_form = step_form_find(ret_matter->kind, action);
    if (!*ret_action)
        return fault_new(work->arena, FAULT_NOT_FOUND, "error.not_found", "no such action");
    return NULL;
}

const struct seal_words *petition_typed_words(struct work *work, const struct form *form,
                                              size_t *ret_count)
{
    struct seal_words *words = arena_alloc_array(work->arena, form->count, sizeof(*words));
    *ret_count = 0;
    for (size_t i = 0; i < form->count; i++) {
        const struct form_field *field = form->values[i].field;
        if (field->kind == INPUT_TEXT || field->kind == INPUT_LINE)
            words[(*ret_count)++] = (struct seal_words){field->name, form->values[i].text};
    }
    return words;
}

/* A refusal of what the fields make together, at the fields that are meant. */
static const struct fault *at_fields(struct work *work, const struct matter *matter,
                                     const struct form *given, const struct fault *fault)
{
    const struct fault *placed;
    const struct seal_words *words;
    size_t count;
    if (!fault || !str_equal(str_from_c(fault->key), STR("seal.names")))
        return fault;
    words = petition_typed_words(work, given, &count);
    placed = seal_names_at(work, matter, words, count);
    return placed ? placed : fault;
}

const struct fault *petition_step_page(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct matter matter;
    const struct lifecycle_action *action;
    const struct step_form *form;
    struct form given;
    const struct fault *fault = find(work, request, &matter, &action, &form);
    if (fault)
        return fault;
    if (!form)
        return matter_action_page(work, request, response);
    fault = matter_refusal(work, &matter, action, false);
    if (fault)
        return fault;
    given = form_empty(work->arena, form->fields, form->count);
    return show(work, request, response, &matter, form, &given, NULL);
}

const struct fault *petition_step_take(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct matter matter;
    const struct lifecycle_action *action;
    const struct step_form *form;
    struct form given;
    struct matter_step step;
    const struct fault *refusal;
    const struct fault *fault = find(work, request, &matter, &action, &form);
    if (fault)
        return fault;
    if (!form)
        return matter_action_take(work, request, response);
    fault = form_read(work, request, form->fields, form->count, &given);
    if (fault && fault->kind != FAULT_INVALID)
        return fault;
    refusal = matter_refusal_since(work, &matter, action, form_int(&given, "version"));
    if (refusal && refusal->kind == FAULT_FORBIDDEN)
        return refusal;
    if (refusal)
        fault = refusal;
    step = (struct matter_step){.id = matter.id,
                                .version = form_int(&given, "version"),
                                .action = str_from_c(form->action),
                                .happened_on = DATE_NONE};
    if (!fault)
        fault = form->fill(work, form, &given, &step);
    if (!fault)
        fault = at_fields(work, &matter, &given, matter_apply(work, &step));
    if (fault && (fault->kind == FAULT_INVALID || fault->kind == FAULT_CONFLICT))
        return show(work, request, response, &matter, form, &given, fault);
    if (fault)
        return fault;
    response_redirect(response,
                      url_add(work->arena, file_url(work, &matter), STR("xong"), step.action).text);
    return NULL;
}
