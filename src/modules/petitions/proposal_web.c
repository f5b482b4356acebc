/*
 * Sending a proposal: the start page, the form, and the receipt with the code
 * and the key that lead back to it.
 */
#include "base/crypto.h"
#include "civic/page.h"
#include "modules/petitions/petition_web.h"

#define KEY "kien-nghi.form"

static const struct form_field fields[] = {
    {"title",   INPUT_LINE,  5,  PROPOSAL_TITLE_MOST,   true,  NULL},
    {"content", INPUT_TEXT,  20, PROPOSAL_CONTENT_MOST, true,  NULL},
    {"name",    INPUT_LINE,  2,  PROPOSAL_NAME_MOST,    true,  NULL},
    {"address", INPUT_LINE,  5,  PROPOSAL_ADDRESS_MOST, true,  NULL},
    {"phone",   INPUT_PHONE, 0,  0,                     false, NULL},
    {"email",   INPUT_EMAIL, 0,  0,                     false, NULL},
    {"private", INPUT_BOOL,  0,  0,                     false, NULL},
    {"once",    INPUT_LINE,  0,  CRYPTO_TOKEN_LENGTH,   false, NULL},
};

enum {
    FIELDS = sizeof(fields) / sizeof(fields[0]),
    SHOWN = FIELDS - 1 /* all but the last */
};

/* columns: autofill token of each field, in the same order */
static const struct str autofill[SHOWN] = {
    STR_INIT(""),    STR_INIT(""),      STR_INIT("name"), STR_INIT("address-line1"),
    STR_INIT("tel"), STR_INIT("email"), STR_INIT(""),
};

/* ---- start ---- */

struct start_page {
    struct layout layout;
};
static SHAPE(start_page_shape, struct start_page, RECORD(struct start_page, layout, layout_shape));
const struct page_kind petition_start_kind = {"petitions/start", &start_page_shape};

const struct fault *petition_start(struct work *work, const struct request *request,
                                   struct response *response)
{
    struct start_page page = {0};
    const struct fault *fault =
        page_layout(work, request, site_message(work, "petitions.title"), &page.layout);
    if (fault)
        return fault;
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond(work, response, 200, &petition_start_kind, &page);
}

/* ---- form ---- */

struct form_page {
    struct layout layout;
    struct field_view title;
    struct field_view content;
    struct field_view name;
    struct field_view address;
    struct field_view phone;
    struct field_view email;
    struct field_view is_private;
    struct str once; /* made with the page */
};
static SHAPE(form_page_shape, struct form_page, RECORD(struct form_page, layout, layout_shape),
             RECORD(struct form_page, title, field_view_shape),
             RECORD(struct form_page, content, field_view_shape),
             RECORD(struct form_page, name, field_view_shape),
             RECORD(struct form_page, address, field_view_shape),
             RECORD(struct form_page, phone, field_view_shape),
             RECORD(struct form_page, email, field_view_shape),
             RECORD(struct form_page, is_private, field_view_shape), FIELD(struct form_page, once));
const struct page_kind proposal_form_kind = {"petitions/form", &form_page_shape};

static const struct fault *show_form(struct work *work, const struct request *request,
                                     struct response *response, const struct form *form,
                                     const struct fault *faults)
{
    struct form_page page = {0};
    struct field_view *views[SHOWN] = {&page.title, &page.content, &page.name,      &page.address,
                                       &page.phone, &page.email,   &page.is_private};
    const struct fault *fault =
        page_layout(work, request, site_message(work, "petitions.send"), &page.layout);
    if (fault)
        return fault;
    for (size_t i = 0; i < SHOWN; i++) {
        *views[i] = field_view(work, KEY, &fields[i], form, faults);
        views[i]->autocomplete = autofill[i];
    }
    page.content.rows = 10;
    page.once = form_str(form, "once");
    if (page.once.len != CRYPTO_TOKEN_LENGTH)
        page.once = crypto_token(work->arena);
    page_crumb(work, &page.layout, URL("/don-thu"), site_message(work, "petitions.title"));
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    page_errors_of(work, &page.layout, KEY, faults);
    fault = page_respond_form(work, response, faults, &proposal_form_kind, &page);
    response_keep(response, RESPONSE_NO_STORE);
    return fault;
}

const struct fault *proposal_form(struct work *work, const struct request *request,
                                  struct response *response)
{
    struct form form = form_empty(work->arena, fields, FIELDS);
    return show_form(work, request, response, &form, NULL);
}

/* ---- receipt ---- */

struct done_page {
    struct layout layout;
    struct str code;
    struct str key;
    struct url status_url;
    struct list terms; /* struct term_row */
};
static SHAPE(done_page_shape, struct done_page, RECORD(struct done_page, layout, layout_shape),
             FIELD(struct done_page, code), FIELD(struct done_page, key),
             FIELD(struct done_page, status_url),
             LIST(struct done_page, terms, petition_term_shape));
const struct page_kind proposal_done_kind = {"petitions/done", &done_page_shape};

static const struct fault *show_receipt(struct work *work, const struct request *request,
                                        struct response *response,
                                        const struct matter_receipt *receipt)
{
    struct done_page page = {.code = receipt->code, .key = receipt->key};
    struct matter matter;
    const struct fault *fault = matter_load(work, receipt->id, &matter);
    if (!fault)
        fault = petition_terms(work, &matter, &page.terms);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "petitions.done"), &page.layout);
    if (fault)
        return fault;
    page.status_url = url_add(work->arena, URL("/don-thu/tra-cuu"), STR("ma"), receipt->code);
    page_crumb(work, &page.layout, URL("/don-thu"), site_message(work, "petitions.title"));
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    fault = page_respond(work, response, 200, &proposal_done_kind, &page);
    response_keep(response, RESPONSE_NO_STORE);
    return fault;
}

const struct fault *proposal_send(struct work *work, const struct request *request,
                                  struct response *response)
{
    struct form form;
    struct proposal proposal;
    struct matter_receipt receipt;
    const struct fault *faults = form_read(work, request, fields, FIELDS, &form);
    if (faults && faults->kind == FAULT_INVALID)
        return show_form(work, request, response, &form, faults);
    if (faults)
        return faults;
    proposal = (struct proposal){.title = form_str(&form, "title"),
                                 .content = form_str(&form, "content"),
                                 .name = form_str(&form, "name"),
                                 .address = form_str(&form, "address"),
                                 .phone = form_str(&form, "phone"),
                                 .email = form_str(&form, "email"),
                                 .is_private = form_bool(&form, "private"),
                                 .once = form_str(&form, "once")};
    faults = proposal_submit(work, &proposal, &receipt);
    return faults ? faults : show_receipt(work, request, response, &receipt);
}
