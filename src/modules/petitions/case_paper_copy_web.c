/*
 * The page where copies of an issued paper are made, and those that were.
 */
#include "modules/petitions/case_paper_web.h"

#include "civic/matter_seat.h"
#include "civic/unit.h"
#include "modules/matters/matters.h"
#include "modules/petitions/petition_web.h"
#include "text/number.h"

#include <inttypes.h>

/* columns: name, kind, min, max, required, choices */
static const struct form_field copy_fields[] = {
    {"form",      INPUT_CHOICE, 0, 0,                    true,  case_paper_copy_forms},
    {"excerpt",   INPUT_TEXT,   0, 0,                    false, NULL                 },
    {"signed_on", INPUT_DATE,   0, 0,                    true,  NULL                 },
    {"authority", INPUT_LINE,   0, CASE_PAPER_LINE,      false, NULL                 },
    {"position",  INPUT_LINE,   2, CASE_PAPER_LINE,      true,  NULL                 },
    {"signer",    INPUT_LINE,   2, CASE_PAPER_LINE,      true,  NULL                 },
    {"issuer",    INPUT_LINE,   1, 20,                   true,  NULL                 },
    {"receivers", INPUT_TEXT,   0, CASE_PAPER_RECEIVERS, false, NULL                 },
};

struct copy_row {
    struct str symbol;
    struct str form;
    struct civil_date made_on;
    struct str signer;
    struct url pdf_url;
};
static SHAPE(copy_row_shape, struct copy_row, FIELD(struct copy_row, symbol),
             FIELD(struct copy_row, form), FIELD(struct copy_row, made_on),
             FIELD(struct copy_row, signer), FIELD(struct copy_row, pdf_url));

struct copies_page {
    struct layout layout;
    struct str code;
    struct str symbol;
    struct url action_url;
    struct url back_url;
    struct url pdf_url;
    struct list rows; /* struct copy_row */
    struct field_view form;
    struct field_view excerpt;
    struct list fields; /* struct field_view: lines */
    struct field_view receivers;
};
static SHAPE(copies_page_shape, struct copies_page,
             RECORD(struct copies_page, layout, layout_shape), FIELD(struct copies_page, code),
             FIELD(struct copies_page, symbol), FIELD(struct copies_page, action_url),
             FIELD(struct copies_page, back_url), FIELD(struct copies_page, pdf_url),
             LIST(struct copies_page, rows, copy_row_shape),
             RECORD(struct copies_page, form, field_view_shape),
             RECORD(struct copies_page, excerpt, field_view_shape),
             LIST(struct copies_page, fields, field_view_shape),
             RECORD(struct copies_page, receivers, field_view_shape));
const struct page_kind petition_copies_kind = {"petitions/paper-copies", &copies_page_shape};

static struct str form_name(struct work *work, struct str form)
{
    return site_message(work, arena_printf(work->arena, KEY ".form." PRISTR, STRARG(form)).ptr);
}

static struct list form_options(struct work *work, struct str chosen)
{
    VEC(struct option_view) options = {0};
    if (chosen.len == 0)
        chosen = STR("sao-y");
    for (size_t i = 0; case_paper_copy_forms[i]; i++) {
        struct str form = str_from_c(case_paper_copy_forms[i]);
        *VEC_PUSH(&options, work->arena) = (struct option_view){
            .id = form,
            .name = STR("form"),
            .value = form,
            .label = form_name(work, form),
            .hint = site_message(
                work, arena_printf(work->arena, KEY ".form." PRISTR "-hint", STRARG(form)).ptr),
            .is_chosen = str_equal(form, chosen)};
    }
    return VEC_LIST(&options);
}

static struct list rows_of(struct work *work, const struct matter *matter,
                           const struct case_paper_made *made, const case_paper_copy_list *copies)
{
    VEC(struct copy_row) rows = {0};
    for (size_t i = 0; i < copies->count; i++) {
        const struct case_paper_copy *copy = &copies->items[i];
        const char *behind = arena_printf(work->arena, "/sao/%" PRId64 ".pdf", copy->id).ptr;
        *VEC_PUSH(&rows, work->arena) =
            (struct copy_row){.symbol = copy->symbol,
                              .form = form_name(work, copy->form),
                              .made_on = copy->signing.signed_on,
                              .signer = copy->signing.signer,
                              .pdf_url = petition_paper_url(work, matter, made, false, behind)};
    }
    return VEC_LIST(&rows);
}

/* The paper of the address, which must hold. */
static const struct fault *find_issued(struct work *work, const struct request *request,
                                       struct matter *ret_matter, struct case_paper_made *ret_made,
                                       case_paper_copy_list *ret_copies)
{
    const struct fault *fault = matter_of_request(work, request, ret_matter);
    if (!fault)
        fault = petition_paper_of_request(work, request, ret_matter, ret_made);
    if (!fault && !ret_made->id)
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "case-paper.unknown", "not issued");
    return fault ? fault : case_paper_copies(work, ret_made->id, ret_copies);
}

/* What mostly stands there, for the official to change. */
static const struct fault *propose(struct work *work, const struct matter *matter,
                                   const struct case_paper_made *made, struct field_view *views)
{
    struct case_paper_signing signing;
    struct unit unit;
    int64_t holder;
    const struct fault *fault = matter_seat_of(work, matter->unit_id, &holder);
    if (!fault)
        fault = unit_load(work, holder, &unit);
    if (!fault)
        fault = case_paper_propose(work, &unit, &signing);
    if (fault)
        return fault;
    views[1].value = case_paper_text(made);
    views[2].value = date_text(work->arena, clock_today(work->clock));
    views[3].value = signing.authority;
    views[4].value = signing.position;
    views[5].value = signing.signer;
    views[6].value = signing.issuer;
    return NULL;
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct matter *matter,
                                const struct case_paper_made *made,
                                const case_paper_copy_list *copies, const struct form *form,
                                const struct fault *faults)
{
    struct copies_page page = {.code = matter->code,
                               .symbol = made->symbol,
                               .action_url = petition_paper_url(work, matter, made, false, "/sao"),
                               .back_url = petition_papers_url(work, matter),
                               .pdf_url = petition_paper_url(work, matter, made, false, ".pdf"),
                               .rows = rows_of(work, matter, made, copies)};
    struct field_view *views = arena_alloc_array(work->arena, COUNT(copy_fields), sizeof(*views));
    struct str title = petition_paper_say(work, "case-paper.copy-title", STR(""),
                                          petition_paper_name(work, made->paper));
    const struct fault *fault = page_layout(work, request, title, &page.layout);
    for (size_t i = 0; i < COUNT(copy_fields); i++)
        views[i] = field_view(work, KEY, &copy_fields[i], form, faults);
    if (!fault && !faults)
        fault = propose(work, matter, made, views);
    if (fault)
        return fault;
    page.form = views[0];
    page.form.options = form_options(work, page.form.value);
    page.excerpt = views[1];
    page.fields = (struct list){&views[2], 5, sizeof(*views)};
    page.receivers = views[7];
    page.receivers.rows = 3;
    petition_paper_crumbs(work, &page.layout, matter);
    if (request_query(request, STR("xong")).ptr)
        page_flash(work, &page.layout, "matters.done", false);
    page_errors_of(work, &page.layout, KEY, faults);
    return page_respond_form(work, response, faults, &petition_copies_kind, &page);
}

const struct fault *petition_copies(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct matter matter;
    struct case_paper_made made;
    case_paper_copy_list copies;
    struct form form = form_empty(work->arena, copy_fields, COUNT(copy_fields));
    const struct fault *fault = find_issued(work, request, &matter, &made, &copies);
    return fault ? fault : show(work, request, response, &matter, &made, &copies, &form, NULL);
}

static const struct fault *take(struct work *work, const struct request *request,
                                const struct matter *matter, const struct case_paper_made *made,
                                struct form *form)
{
    struct case_paper_copy copy;
    const struct fault *fault = form_read(work, request, copy_fields, COUNT(copy_fields), form);
    if (fault)
        return fault;
    copy = (struct case_paper_copy){
        .form = form_str(form, "form"),
        .excerpt = form_str(form, "excerpt"),
        .signing = {.signed_on = form_date(form, "signed_on"),
                    .authority = form_str(form, "authority"),
                    .position = form_str(form, "position"),
                    .signer = form_str(form, "signer"),
                    .issuer = form_str(form, "issuer"),
                    .receivers = form_str(form, "receivers")}
    };
    if (date_compare(copy.signing.signed_on, clock_today(work->clock)) > 0)
        return fault_field(work->arena, "signed_on", "matter.day.future");
    if (date_compare(copy.signing.signed_on, made->signing.signed_on) < 0)
        return fault_field(work->arena, "signed_on", "case-paper.copy.early");
    fault = petition_must_not_name(work, matter, form);
    return fault ? fault : case_paper_copy(work, matter, made, &copy);
}

const struct fault *petition_copy_take(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct matter matter;
    struct case_paper_made made;
    case_paper_copy_list copies;
    struct form form;
    const struct fault *fault = find_issued(work, request, &matter, &made, &copies);
    if (fault)
        return fault;
    fault = take(work, request, &matter, &made, &form);
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &matter, &made, &copies, &form, fault);
    if (!fault)
        response_redirect(response, url_add(work->arena,
                                            petition_paper_url(work, &matter, &made, false, "/sao"),
                                            STR("xong"), STR("1"))
                                        .text);
    return fault;
}

const struct fault *petition_copy_pdf(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct matter matter;
    struct case_paper_made made;
    case_paper_copy_list copies;
    struct str pdf;
    int64_t id = 0;
    size_t at = 0;
    const struct fault *fault = find_issued(work, request, &matter, &made, &copies);
    if (fault)
        return fault;
    if (str_to_int64(request_param(request, STR("copy")), &id))
        while (at < copies.count && copies.items[at].id != id)
            at++;
    if (id == 0 || at == copies.count)
        return fault_new(work->arena, FAULT_NOT_FOUND, "case-paper.unknown", "no such copy");
    fault = case_paper_copy_pdf(work, &matter, &made, &copies, at, &pdf);
    if (fault)
        return fault;
    response_bytes(response, 200, STR("application/pdf"), pdf);
    response_inline(response,
                    arena_printf(work->arena, "ban-sao-" PRISTR ".pdf", STRARG(matter.code)));
    response_keep(response, RESPONSE_NO_STORE);
    return NULL;
}
