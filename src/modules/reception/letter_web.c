/*
 * Writing down a petition for somebody who came: the form is filled with what the visit
 * has; the slip with code and key is shown once, for the visitor to take along.
 */
#include "db/db.h"
#include "modules/reception/desk_web.h"
#include "modules/reception/follow.h"

#include <inttypes.h>

#define KEY "key-in" /* the same questions as for every petition that an official keys in */

enum {
    REPRESENTATIVES_MOST = 2000
};

static const char *const kinds[] = {"kien-nghi", "khieu-nai", "to-cao", NULL};

/* columns: name, kind, min, max, required, choices */
static const struct form_field fields[] = {
    {"kind",            INPUT_CHOICE, 0,  0,                     true,  kinds},
    {"title",           INPUT_LINE,   5,  PROPOSAL_TITLE_MOST,   false, NULL },
    {"about",           INPUT_LINE,   0,  LETTER_ABOUT_MOST,     false, NULL },
    {"content",         INPUT_TEXT,   20, PROPOSAL_CONTENT_MOST, true,  NULL },
    {"request",         INPUT_TEXT,   0,  LETTER_REQUEST_MOST,   false, NULL },
    {"name",            INPUT_LINE,   0,  PROPOSAL_NAME_MOST,    false, NULL },
    {"address",         INPUT_LINE,   0,  PROPOSAL_ADDRESS_MOST, false, NULL },
    {"phone",           INPUT_PHONE,  0,  0,                     false, NULL },
    {"people",          INPUT_INT,    1,  RECEPTION_PEOPLE_MOST, false, NULL },
    {"representatives", INPUT_TEXT,   0,  REPRESENTATIVES_MOST,  false, NULL },
    {"protect",         INPUT_BOOL,   0,  0,                     false, NULL },
    {"version",         INPUT_INT,    0,  INT64_MAX,             false, NULL },
};
enum {
    FIELDS = sizeof(fields) / sizeof(fields[0]),
    SHOWN = FIELDS - 1,
    FIRST_OF_SENDER = 5, /* name, address, phone: sealed fields are not shown */
    LAST_OF_SENDER = 7
};

struct letter_page {
    struct layout layout;
    struct str name;
    struct code_number version;
    struct url action;
    struct url back_url;
    bool is_sealed;
    struct list fields; /* struct drawn_field */
};
static SHAPE(letter_page_shape, struct letter_page,
             RECORD(struct letter_page, layout, layout_shape), FIELD(struct letter_page, name),
             FIELD(struct letter_page, version), FIELD(struct letter_page, action),
             FIELD(struct letter_page, back_url), FIELD(struct letter_page, is_sealed),
             LIST(struct letter_page, fields, drawn_field_shape));
const struct page_kind visit_letter_page_kind = {"reception/letter", &letter_page_shape};

struct slip_page {
    struct layout layout;
    struct str code;
    struct str key;
    struct civil_date due;
    struct url file_url;
    struct url back_url;
    struct url papers_url;
};
static SHAPE(slip_page_shape, struct slip_page, RECORD(struct slip_page, layout, layout_shape),
             FIELD(struct slip_page, code), FIELD(struct slip_page, key),
             FIELD(struct slip_page, due), FIELD(struct slip_page, file_url),
             FIELD(struct slip_page, back_url), FIELD(struct slip_page, papers_url));
const struct page_kind visit_slip_kind = {"reception/slip", &slip_page_shape};

/* ---- the form ---- */

static const char *kind_of(const struct visit *visit)
{
    if (visit->is_sealed || str_equal(visit->kind, STR("denunciation")))
        return "to-cao";
    return str_equal(visit->kind, STR("complaint")) ? "khieu-nai" : "kien-nghi";
}

/* What the visit says of a field. */
static struct str known(struct work *work, const struct visit *visit, size_t field)
{
    const struct str values[SHOWN] = {
        str_from_c(kind_of(visit)),
        STR(""),
        STR(""),
        visit->content,
        STR(""),
        visit->name,
        visit->address,
        visit->phone,
        arena_printf(work->arena, "%" PRId64, visit->people),
        STR(""),
        STR(""),
    };
    return values[field];
}

static struct list kind_options(struct work *work, struct str chosen)
{
    VEC(struct option_view) options = {0};
    for (size_t i = 0; kinds[i]; i++)
        *VEC_PUSH(&options, work->arena) = (struct option_view){
            .value = str_from_c(kinds[i]),
            .label = site_message(work, arena_printf(work->arena, "%s.name", kinds[i]).ptr),
            .is_chosen = str_equal(chosen, str_from_c(kinds[i]))};
    return VEC_LIST(&options);
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct visit *visit,
                                const struct form *form, const struct fault *faults)
{
    struct letter_page page = {.name = visit_name(work, visit),
                               .version = {visit->version},
                               .action = visit_url(work, visit->id, "/don-thu"),
                               .back_url = visit_url(work, visit->id, ""),
                               .is_sealed = visit->is_sealed};
    VEC(struct drawn_field) list = {0};
    struct str title = site_message(work, "reception.letter.open");
    const struct fault *fault = office_layout(work, request, title, &page.layout);
    if (fault)
        return fault;
    for (size_t i = 0; i < SHOWN; i++) {
        struct drawn_field *drawn;
        if (visit->is_sealed && i >= FIRST_OF_SENDER && i <= LAST_OF_SENDER)
            continue;
        drawn = VEC_PUSH(&list, work->arena);
        *drawn = drawn_field(work, KEY, &fields[i], form, faults);
        if (!form)
            drawn->field.value = known(work, visit, i);
        if (fields[i].choices)
            drawn->field.options = kind_options(work, drawn->field.value);
    }
    page.fields = VEC_LIST(&list);
    page_crumb(work, &page.layout, URL("/can-bo/tiep-dan"),
               site_message(work, "reception.desk.title"));
    page_crumb(work, &page.layout, page.back_url, page.name);
    page_crumb(work, &page.layout, URL(""), title);
    page_errors_of(work, &page.layout, KEY, faults);
    return page_respond_form(work, response, faults, &visit_letter_page_kind, &page);
}

static const struct fault *load(struct work *work, const struct request *request,
                                struct visit *ret_visit)
{
    int64_t id;
    const struct fault *fault = visit_param(work, request, &id);
    return fault ? fault : desk_open(work, id, ret_visit);
}

const struct fault *visit_letter_show(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct visit visit;
    const struct fault *fault = load(work, request, &visit);
    if (fault)
        return fault;
    if (visit.petition_id) {
        response_redirect(response, visit_url(work, visit.id, "").text);
        return NULL;
    }
    return show(work, request, response, &visit, NULL, NULL);
}

/* ---- opening ---- */

static const struct fault *check(struct work *work, const struct visit *visit,
                                 const struct form *form)
{
    const struct fault *faults = NULL;
    bool is_denunciation = str_equal(form_str(form, "kind"), STR("to-cao"));
    if (!is_denunciation && !form_given(form, "title"))
        faults = fault_join(faults, fault_field(work->arena, "title", "form.required"));
    if (!visit->is_sealed && !form_given(form, "name"))
        faults = fault_join(faults, fault_field(work->arena, "name", "form.required"));
    return faults;
}

static struct letter letter_of(const struct form *form)
{
    const struct matter_kind *const made[] = {&proposal_kind, &complaint_kind, &denunciation_kind};
    struct letter letter = {.about = form_str(form, "about"),
                            .title = form_str(form, "title"),
                            .content = form_str(form, "content"),
                            .request = form_str(form, "request"),
                            .representatives = form_str(form, "representatives"),
                            .people = form_int(form, "people"),
                            .asks_protection = form_bool(form, "protect")};
    for (size_t i = 0; kinds[i]; i++)
        if (str_equal(form_str(form, "kind"), str_from_c(kinds[i])))
            letter.kind = made[i];
    letter.sender = (struct matter_party){.name = form_str(form, "name"),
                                          .address = form_str(form, "address"),
                                          .phone = form_str(form, "phone"),
                                          .email = STR("")};
    return letter;
}

/* Code and key, once: nobody can ask for the key again. */
static const struct fault *show_slip(struct work *work, const struct request *request,
                                     struct response *response, int64_t visit_id,
                                     const struct matter_receipt *receipt)
{
    struct slip_page page = {
        .code = receipt->code,
        .key = receipt->key,
        .file_url = url_relative(work->arena, "/can-bo/viec/" PRISTR, STRARG(receipt->code)),
        .back_url = visit_url(work, visit_id, ""),
        .papers_url = visit_url(work, visit_id, "/giay-to")};
    struct str title = site_message(work, "reception.letter.done");
    struct matter matter;
    const struct fault *fault = matter_load(work, receipt->id, &matter);
    if (!fault)
        fault = office_layout(work, request, title, &page.layout);
    if (fault)
        return fault;
    page.due = matter.due_on;
    page_crumb(work, &page.layout, URL("/can-bo/tiep-dan"),
               site_message(work, "reception.desk.title"));
    page_crumb(work, &page.layout, URL(""), title);
    fault = page_respond(work, response, 200, &visit_slip_kind, &page);
    response_keep(response, RESPONSE_NO_STORE);
    return fault;
}

const struct fault *visit_letter_send(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct visit_letter wanted;
    struct matter_receipt receipt;
    struct visit visit;
    struct form form;
    const struct fault *fault = load(work, request, &visit);
    if (fault)
        return fault;
    fault = form_read(work, request, fields, FIELDS, &form);
    if (!fault)
        fault = check(work, &visit, &form);
    if (!fault) {
        wanted = (struct visit_letter){visit.id, form_int(&form, "version"), letter_of(&form)};
        fault = visit_letter_open(work, &wanted, &receipt);
    }
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &visit, &form, fault);
    if (fault && visit.petition_id) {
        /* sent twice: it is there */
        response_redirect(response, visit_url(work, visit.id, "").text);
        return NULL;
    }
    return fault ? fault : show_slip(work, request, response, visit.id, &receipt);
}
