/*
 * A petition keyed in by an official: from paper, post, telephone, the reception or
 * the press, with the day it came, representatives and how many sign.
 */
#include "civic/actor.h"
#include "civic/page.h"
#include "modules/petitions/duplicate.h"
#include "modules/petitions/petition_web.h"
#include "text/number.h"

#define KEY "key-in"

enum {
    DAYS_BACK = 366,
    STRAY_DAYS = 1
};

static const char *const kinds[] = {"kien-nghi", "khieu-nai", "to-cao", NULL};
static const char *const sources[] = {"paper", "post", "phone", "reception", "press", NULL};

static const char *const decisions[] = {"administrative", "discipline", "dismissal", NULL};
static const char *const agents[] = {"self", "legal", "authorised", "lawyer", NULL};

static const struct form_field fields[] = {
    {"kind",            INPUT_CHOICE, 0,  0,                           true,  kinds    },
    {"source",          INPUT_CHOICE, 0,  0,                           true,  sources  },
    {"received_on",     INPUT_DATE,   0,  0,                           true,  NULL     },
    {"title",           INPUT_LINE,   5,  PROPOSAL_TITLE_MOST,         false, NULL     },
    {"about",           INPUT_LINE,   0,  LETTER_ABOUT_MOST,           false, NULL     },
    {"content",         INPUT_TEXT,   20, PROPOSAL_CONTENT_MOST,       true,  NULL     },
    {"request",         INPUT_TEXT,   0,  LETTER_REQUEST_MOST,         false, NULL     },
    {"name",            INPUT_LINE,   0,  PROPOSAL_NAME_MOST,          false, NULL     },
    {"address",         INPUT_LINE,   0,  PROPOSAL_ADDRESS_MOST,       false, NULL     },
    {"phone",           INPUT_PHONE,  0,  0,                           false, NULL     },
    {"decision",        INPUT_CHOICE, 0,  0,                           false, decisions},
    {"agent",           INPUT_CHOICE, 0,  0,                           false, agents   },
    {"agent_name",      INPUT_LINE,   0,  PROPOSAL_NAME_MOST,          false, NULL     },
    {"agent_address",   INPUT_LINE,   0,  PROPOSAL_ADDRESS_MOST,       false, NULL     },
    {"agent_scope",     INPUT_LINE,   0,  LETTER_ABOUT_MOST,           false, NULL     },
    {"people",          INPUT_INT,    1,  LETTER_PEOPLE_MOST,          false, NULL     },
    {"representatives", INPUT_TEXT,   0,  LETTER_REPRESENTATIVES_MOST, false, NULL     },
    {"file",            INPUT_FILE,   0,  CASE_FILES_AT_ONCE,          false, NULL     },
};

enum {
    FIELDS = sizeof(fields) / sizeof(fields[0])
};

struct key_in_field {
    const struct field_view *choice;
    const struct field_view *line;
    const struct field_view *text;
    const struct field_view *file;
};
static SHAPE(key_in_field_shape, struct key_in_field,
             POINTER(struct key_in_field, choice, field_view_shape),
             POINTER(struct key_in_field, line, field_view_shape),
             POINTER(struct key_in_field, text, field_view_shape),
             POINTER(struct key_in_field, file, field_view_shape));

struct key_in_page {
    struct layout layout;
    struct list fields; /* struct key_in_field */
};
static SHAPE(key_in_page_shape, struct key_in_page,
             RECORD(struct key_in_page, layout, layout_shape),
             LIST(struct key_in_page, fields, key_in_field_shape));
const struct page_kind petition_key_in_kind = {"petitions/key-in", &key_in_page_shape};

static struct list options(struct work *work, const struct field_view *view,
                           const struct form_field *field)
{
    VEC(struct option_view) list = {0};
    const char *before = field->choices == kinds     ? ""
                         : field->choices == sources ? "matter.source."
                                                     : "intake.choose.";
    for (size_t i = 0; field->choices[i]; i++)
        *VEC_PUSH(&list, work->arena) = (struct option_view){
            .id = arena_printf(work->arena, "%s-%s", field->name, field->choices[i]),
            .name = view->name,
            .value = str_from_c(field->choices[i]),
            .label =
                site_message(work, arena_printf(work->arena, "%s%s%s", before, field->choices[i],
                                                field->choices == kinds ? ".name" : "")
                                       .ptr),
            .is_chosen = str_equal(view->value, str_from_c(field->choices[i]))};
    return VEC_LIST(&list);
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct form *form,
                                const struct fault *faults)
{
    struct key_in_page page = {0};
    VEC(struct key_in_field) list = {0};
    const struct fault *fault =
        page_layout(work, request, site_message(work, "key-in.page"), &page.layout);
    if (fault)
        return fault;
    for (size_t i = 0; i < FIELDS; i++) {
        struct field_view *view = work_alloc(work, struct field_view);
        struct key_in_field *row = VEC_PUSH(&list, work->arena);
        *view = field_view(work, KEY, &fields[i], form, faults);
        if (fields[i].kind == INPUT_CHOICE) {
            view->options = options(work, view, &fields[i]);
            row->choice = view;
        } else if (fields[i].kind == INPUT_TEXT) {
            row->text = view;
        } else if (fields[i].kind == INPUT_FILE) {
            row->file = view;
        } else {
            row->line = view;
        }
        if (fields[i].kind == INPUT_DATE && view->value.len == 0)
            view->value = date_text(work->arena, clock_today(work->clock));
    }
    page.fields = VEC_LIST(&list);
    page_crumb(work, &page.layout, URL("/can-bo"), site_message(work, "matters.inbox"));
    page_crumb(work, &page.layout, URL("/can-bo/so-don"), site_message(work, "register.title"));
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    page_errors_of(work, &page.layout, KEY, faults);
    return page_respond_form(work, response, faults, &petition_key_in_kind, &page);
}

/* Somebody acts for a complainant. */
static bool has_agent(const struct form *form)
{
    struct str acting = form_str(form, "agent");
    return str_equal(form_str(form, "kind"), STR("khieu-nai")) && acting.len > 0 &&
           !str_equal(acting, STR("self"));
}

/* What depends on the kind, and the day. */
static const struct fault *check(struct work *work, const struct form *form)
{
    const struct fault *faults = NULL;
    bool is_denunciation = str_equal(form_str(form, "kind"), STR("to-cao"));
    int behind = clock_today(work->clock).days - form_date(form, "received_on").days;
    if (behind < 0 || behind > DAYS_BACK)
        faults = fault_join(faults, fault_field(work->arena, "received_on", "key-in.day"));
    if (!is_denunciation && !form_given(form, "title"))
        faults = fault_join(faults, fault_field(work->arena, "title", "form.required"));
    if (!is_denunciation && !form_given(form, "name"))
        faults = fault_join(faults, fault_field(work->arena, "name", "form.required"));
    if (has_agent(form) && !form_given(form, "agent_name"))
        faults = fault_join(faults, fault_field(work->arena, "agent_name", "form.required"));
    if (has_agent(form) && !form_given(form, "agent_scope"))
        faults = fault_join(faults, fault_field(work->arena, "agent_scope", "form.required"));
    return letter_check_group(work, form_date(form, "received_on"), form_int(form, "people"),
                              form_str(form, "representatives"), faults);
}

static struct letter letter_of(const struct form *form, int64_t unit_id)
{
    const struct matter_kind *const made[] = {&proposal_kind, &complaint_kind, &denunciation_kind};
    struct letter letter = {.unit_id = unit_id,
                            .source = form_str(form, "source"),
                            .received_on = form_date(form, "received_on"),
                            .about = form_str(form, "about"),
                            .title = form_str(form, "title"),
                            .content = form_str(form, "content"),
                            .request = form_str(form, "request"),
                            .decision = form_str(form, "decision"),
                            .representatives = form_str(form, "representatives"),
                            .people = form_int(form, "people")};
    for (size_t i = 0; kinds[i]; i++)
        if (str_equal(form_str(form, "kind"), str_from_c(kinds[i])))
            letter.kind = made[i];
    letter.sender = (struct matter_party){.name = form_str(form, "name"),
                                          .address = form_str(form, "address"),
                                          .phone = form_str(form, "phone")};
    if (has_agent(form))
        letter.agent = (struct letter_agent){.part = form_str(form, "agent"),
                                             .name = form_str(form, "agent_name"),
                                             .address = form_str(form, "agent_address"),
                                             .scope = form_str(form, "agent_scope")};
    letter.is_anonymous = letter.kind == &denunciation_kind && letter.sender.name.len == 0;
    return letter;
}

const struct fault *petition_key_in_page(struct work *work, const struct request *request,
                                         struct response *response)
{
    struct form form = form_empty(work->arena, fields, FIELDS);
    return show(work, request, response, &form, NULL);
}

/* The unit where the official may take petitions in. */
static int64_t unit_of(const struct actor *actor)
{
    const unsigned roles =
        ROLE_BIT(ROLE_RECEPTION_CLERK) | ROLE_BIT(ROLE_CASE_OFFICER) | ROLE_BIT(ROLE_LEADER);
    for (size_t i = 0; i < actor->grant_count; i++)
        if (roles & ROLE_BIT(actor->grants[i].role))
            return actor->grants[i].unit_id;
    return 0;
}

/* To the file, or first to the petitions that may be the same. */
static const struct fault *lead_on(struct work *work, struct response *response,
                                   const struct matter_receipt *receipt)
{
    struct matter matter;
    duplicate_list duplicates;
    struct url url;
    const struct fault *fault = matter_load(work, receipt->id, &matter);
    if (!fault)
        fault = duplicate_find(work, &matter, &duplicates);
    if (fault)
        return fault;
    url =
        duplicates.count
            ? url_relative(work->arena, "/can-bo/viec/" PRISTR "/don-trung", STRARG(receipt->code))
            : url_relative(work->arena, "/can-bo/viec/" PRISTR, STRARG(receipt->code));
    response_redirect(response, url_add(work->arena, url, STR("xong"), STR("receive")).text);
    return NULL;
}

const struct fault *petition_key_in(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct form form;
    struct letter letter;
    struct matter_receipt receipt;
    case_ticket_list tickets;
    int64_t unit_id = unit_of(work->actor);
    const struct fault *fault = form_read(work, request, fields, FIELDS, &form);
    if (!fault)
        fault = check(work, &form);
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &form, fault);
    if (!fault && unit_id == 0)
        fault = fault_new(work->arena, FAULT_FORBIDDEN, "error.forbidden", "no unit");
    if (fault)
        return fault;
    letter = letter_of(&form, unit_id);
    fault = case_files_receive(work, form_value(&form, "file"), CASE_FILES_AT_ONCE, STRAY_DAYS,
                               &tickets);
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &form, fault);
    if (fault)
        return fault;
    letter.tickets = tickets.items;
    letter.ticket_count = tickets.count;
    fault = letter_receive(work, &letter, &receipt);
    return fault ? fault : lead_on(work, response, &receipt);
}
