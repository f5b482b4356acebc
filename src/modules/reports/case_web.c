/*
 * The figures of a case (số liệu của vụ việc): its field, and what no step of it
 * records. For the officials who keep reports of its unit and may open its file.
 */
#include "civic/actor.h"
#include "db/db.h"
#include "modules/matters/matters.h"
#include "modules/reports/reports_web.h"
#include "text/number.h"

#define NUMBER(name)                                                                               \
    {                                                                                              \
        name, INPUT_LINE, 0, 20, false, NULL                                                       \
    }

static const char *const fields_of_law[] = {"policy",         "land",       "service",
                                            "administration", "corruption", "judicial",
                                            "party",          "other",      NULL};

/* The field, then the details in the order of detail_kind(). */
static const struct form_field fields[] = {
    {"field", INPUT_CHOICE, 0, 0, false, fields_of_law},
    NUMBER("recover-money"),
    NUMBER("recover-land"),
    NUMBER("org-money"),
    NUMBER("org-land"),
    NUMBER("person-money"),
    NUMBER("person-land"),
    NUMBER("orgs"),
    NUMBER("persons"),
    NUMBER("blamed"),
    NUMBER("blamed-officials"),
    NUMBER("police-cases"),
    NUMBER("police-people"),
    NUMBER("police-officials"),
    NUMBER("recovered-money"),
    NUMBER("recovered-land"),
    NUMBER("paid-org-money"),
    NUMBER("paid-org-land"),
    NUMBER("paid-person-money"),
    NUMBER("paid-person-land"),
    NUMBER("paid-orgs"),
    NUMBER("paid-persons"),
    NUMBER("punished-orgs"),
    NUMBER("punished"),
    NUMBER("punished-officials"),
    NUMBER("charged-cases"),
    NUMBER("charged-people"),
    NUMBER("charged-officials"),
};

enum {
    FIELDS = sizeof(fields) / sizeof(fields[0])
};

struct case_page {
    struct layout layout;
    struct str code;
    struct field_view field;
    struct list decided;  /* struct field_view: of the decision */
    struct list executed; /* the same, of carrying it out */
    struct url here_url;
    struct url back_url;
};
static SHAPE(case_page_shape, struct case_page, RECORD(struct case_page, layout, layout_shape),
             FIELD(struct case_page, code), RECORD(struct case_page, field, field_view_shape),
             LIST(struct case_page, decided, field_view_shape),
             LIST(struct case_page, executed, field_view_shape), FIELD(struct case_page, here_url),
             FIELD(struct case_page, back_url));
const struct page_kind report_case_kind = {"reports/case", &case_page_shape};

static const struct fault *find(struct work *work, const struct request *request,
                                struct matter *ret_matter)
{
    const struct fault *fault = matter_of_request(work, request, ret_matter);
    return fault ? fault : actor_must(work, REPORT_KEEPERS, ret_matter->unit_id);
}

static const struct detail *noted(const detail_list *details, const char *name)
{
    for (size_t i = 0; i < details->count; i++)
        if (str_equal(details->items[i].name, str_from_c(name)))
            return &details->items[i];
    return NULL;
}

static struct list field_options(struct work *work, const struct field_view *view)
{
    VEC(struct option_view) options = {0};
    *VEC_PUSH(&options, work->arena) =
        (struct option_view){.name = view->name, .label = site_message(work, "report.field.none")};
    for (size_t i = 0; fields_of_law[i]; i++)
        *VEC_PUSH(&options, work->arena) = (struct option_view){
            .name = view->name,
            .value = str_from_c(fields_of_law[i]),
            .label = site_message(
                work, arena_printf(work->arena, "report.field.%s", fields_of_law[i]).ptr),
            .is_chosen = str_equal(view->value, str_from_c(fields_of_law[i]))};
    return VEC_LIST(&options);
}

/* `typed` NULL: what is noted. */
static void fill(struct work *work, const detail_list *details, const struct form *typed,
                 const struct fault *faults, struct case_page *page)
{
    struct form empty = form_empty(work->arena, fields, FIELDS);
    VEC(struct field_view) decided = {0};
    VEC(struct field_view) executed = {0};
    const struct detail *field = noted(details, "field");
    page->field = field_view(work, "report.detail", &fields[0], typed ? typed : &empty, faults);
    if (!typed && field)
        page->field.value = field->word;
    page->field.is_required = true; /* "not said" is an answer */
    page->field.options = field_options(work, &page->field);
    for (size_t i = 1; i < FIELDS; i++) {
        const struct detail_kind *kind = detail_kind(i - 1);
        const struct detail *detail = noted(details, fields[i].name);
        struct field_view view =
            field_view(work, "report.detail", &fields[i], typed ? typed : &empty, faults);
        if (!typed && detail && detail->amount)
            view.value = number_text(work->arena, LOCALE_VI, detail->amount);
        view.inputmode = STR("numeric");
        view.width = STR("w12");
        view.is_required = true; /* nothing is 0; the word "optional" 27 times says no more */
        if (kind->is_execution)
            *VEC_PUSH(&executed, work->arena) = view;
        else
            *VEC_PUSH(&decided, work->arena) = view;
    }
    page->decided = VEC_LIST(&decided);
    page->executed = VEC_LIST(&executed);
}

static struct url here_url(struct work *work, const struct matter *matter)
{
    return matter_in_list(
        work, url_relative(work->arena, "/can-bo/viec/" PRISTR "/so-lieu", STRARG(matter->code)));
}

static const struct fault *show(struct work *work, const struct request *request,
                                const struct matter *matter, const struct form *typed,
                                const struct fault *faults, struct response *response)
{
    struct case_page page = {0};
    detail_list details;
    const struct fault *fault = detail_of(work, matter->id, &details);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "report.case.page"), &page.layout);
    if (fault)
        return fault;
    page.code = matter->code;
    page.here_url = here_url(work, matter);
    page.back_url = matter_in_list(
        work, url_relative(work->arena, "/can-bo/viec/" PRISTR, STRARG(matter->code)));
    fill(work, &details, typed, faults, &page);
    if (!faults && request_query(request, STR("xong")).len > 0)
        page_flash(work, &page.layout, "report.case.saved", false);
    page_errors_of(work, &page.layout, "report.detail", faults);
    matter_crumbs(work, &page.layout, matter->code);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond_form(work, response, faults, &report_case_kind, &page);
}

const struct fault *report_case_show(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct matter matter;
    const struct fault *fault = find(work, request, &matter);
    return fault ? fault : show(work, request, &matter, NULL, NULL, response);
}

/* ---- noting ---- */

struct noting {
    const struct matter *matter;
    struct str field;
    int64_t amounts[FIELDS];
};

static const struct fault *note(struct work *work, void *context)
{
    const struct noting *noting = context;
    detail_list details;
    const struct fault *fault = detail_of(work, noting->matter->id, &details);
    const struct detail *was;
    if (fault)
        return fault;
    was = noted(&details, "field");
    if (!str_equal(was ? was->word : STR(""), noting->field))
        fault = detail_add(work, &(struct detail){.matter_id = noting->matter->id,
                                                  .name = STR("field"),
                                                  .word = noting->field});
    for (size_t i = 1; !fault && i < FIELDS; i++) {
        was = noted(&details, fields[i].name);
        if ((was ? was->amount : 0) != noting->amounts[i])
            fault = detail_add(work, &(struct detail){.matter_id = noting->matter->id,
                                                      .name = str_from_c(fields[i].name),
                                                      .word = STR(""),
                                                      .amount = noting->amounts[i]});
    }
    return fault;
}

static const struct fault *read_amounts(struct work *work, const struct form *typed,
                                        struct noting *noting)
{
    const struct fault *faults = NULL;
    for (size_t i = 1; i < FIELDS; i++) {
        const char *name = fields[i].name;
        if (form_given(typed, name))
            faults = fault_join(faults, amount_read(work, typed, name, &noting->amounts[i]));
    }
    return faults;
}

const struct fault *report_case_send(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct noting noting = {0};
    struct matter matter;
    struct form typed;
    const struct fault *faults = form_read(work, request, fields, FIELDS, &typed);
    const struct fault *fault = find(work, request, &matter);
    if (fault || (faults && faults->kind != FAULT_INVALID))
        return fault ? fault : faults;
    if (!faults)
        faults = read_amounts(work, &typed, &noting);
    if (faults)
        return show(work, request, &matter, &typed, faults, response);
    noting.matter = &matter;
    noting.field = form_str(&typed, "field");
    db_release(work);
    fault = db_write(work, note, &noting);
    if (!fault)
        response_redirect(
            response, url_add(work->arena, here_url(work, &matter), STR("xong"), STR("1")).text);
    return fault;
}
