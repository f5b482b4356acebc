/*
 * Issuing a paper of a petition: what the signer adds, its number, and afterwards the
 * signed scan beside it.
 */
#include "civic/seal.h"
#include "civic/unit.h"
#include "modules/petitions/case_paper_web.h"
#include "modules/petitions/petition_web.h"
#include "text/number.h"

enum {
    STRAY_DAYS = 1,
    DRAFTER_MOST = 20
};

static const char *const urgencies[] = {"urgent", "pressing", "express", NULL};
static const struct form_field issue_fields[] = {
    {"signed_on", INPUT_DATE,   0, 0,                    true,  NULL     },
    {"authority", INPUT_LINE,   0, CASE_PAPER_LINE,      false, NULL     },
    {"position",  INPUT_LINE,   2, CASE_PAPER_LINE,      true,  NULL     },
    {"signer",    INPUT_LINE,   2, CASE_PAPER_LINE,      true,  NULL     },
    {"issuer",    INPUT_LINE,   1, 20,                   true,  NULL     },
    {"receivers", INPUT_TEXT,   0, CASE_PAPER_RECEIVERS, false, NULL     },
    {"urgency",   INPUT_CHOICE, 0, 0,                    false, urgencies},
    {"drafter",   INPUT_LINE,   0, DRAFTER_MOST,         false, NULL     },
    {"annex1",    INPUT_LINE,   0, CASE_PAPER_LINE,      false, NULL     },
    {"text1",     INPUT_TEXT,   0, CASE_PAPER_ANNEX,     false, NULL     },
    {"annex2",    INPUT_LINE,   0, CASE_PAPER_LINE,      false, NULL     },
    {"text2",     INPUT_TEXT,   0, CASE_PAPER_ANNEX,     false, NULL     },
    {"annex3",    INPUT_LINE,   0, CASE_PAPER_LINE,      false, NULL     },
    {"text3",     INPUT_TEXT,   0, CASE_PAPER_ANNEX,     false, NULL     },
    {"do",        INPUT_LINE,   0, 20,                   false, NULL     },
};
static const char *const annex_names[] = {"annex1", "annex2", "annex3"};
static const char *const annex_texts[] = {"text1", "text2", "text3"};
static const struct form_field scan_fields[] = {
    {"file", INPUT_FILE, 1, 1, true, NULL},
};

struct issue_page {
    struct layout layout;
    struct str code;
    struct str symbol;
    struct url action_url;
    struct url back_url;
    struct url pdf_url;
    bool is_issued;
    bool is_numbered;
    struct field_view signed_on;
    struct field_view authority;
    struct field_view position;
    struct field_view signer;
    struct field_view issuer;
    struct field_view receivers;
    struct field_view urgency;
    const struct field_view *drafter; /* of a công văn alone */
    struct list annexes;              /* struct annex_view */
    bool has_annexes;                 /* something was typed there */
    struct field_view file;
};
struct annex_view {
    struct field_view name;
    struct field_view text;
};
static SHAPE(annex_view_shape, struct annex_view, RECORD(struct annex_view, name, field_view_shape),
             RECORD(struct annex_view, text, field_view_shape));
static SHAPE(issue_page_shape, struct issue_page, RECORD(struct issue_page, layout, layout_shape),
             FIELD(struct issue_page, code), FIELD(struct issue_page, symbol),
             FIELD(struct issue_page, action_url), FIELD(struct issue_page, back_url),
             FIELD(struct issue_page, pdf_url), FIELD(struct issue_page, is_issued),
             FIELD(struct issue_page, is_numbered),
             RECORD(struct issue_page, signed_on, field_view_shape),
             RECORD(struct issue_page, authority, field_view_shape),
             RECORD(struct issue_page, position, field_view_shape),
             RECORD(struct issue_page, signer, field_view_shape),
             RECORD(struct issue_page, issuer, field_view_shape),
             RECORD(struct issue_page, receivers, field_view_shape),
             RECORD(struct issue_page, urgency, field_view_shape),
             POINTER(struct issue_page, drafter, field_view_shape),
             LIST(struct issue_page, annexes, annex_view_shape),
             FIELD(struct issue_page, has_annexes),
             RECORD(struct issue_page, file, field_view_shape));
const struct page_kind petition_case_paper_kind = {"petitions/case-paper", &issue_page_shape};

/* What mostly stands there, for the official to change. */
static const struct fault *propose(struct work *work, const struct case_paper_made *made,
                                   struct issue_page *page)
{
    struct case_paper_signing signing;
    struct unit unit;
    const struct fault *fault = unit_load(work, made->unit_id, &unit);
    if (!fault)
        fault = case_paper_propose(work, &unit, &signing);
    if (fault)
        return fault;
    page->signed_on.value = date_text(work->arena, clock_today(work->clock));
    page->issuer.value = signing.issuer;
    page->authority.value = signing.authority;
    page->position.value = signing.position;
    page->signer.value = signing.signer;
    page->receivers.value = site_message(work, "case-paper.receivers");
    return NULL;
}

/* None is the ordinary paper. */
static struct list urgency_options(struct work *work, struct str chosen)
{
    VEC(struct option_view) options = {0};
    *VEC_PUSH(&options, work->arena) = (struct option_view){
        .value = STR(""), .label = site_message(work, KEY ".urgency.none"), .hint = STR("")};
    for (size_t i = 0; urgencies[i]; i++) {
        struct str label =
            site_message(work, arena_printf(work->arena, KEY ".urgency.%s", urgencies[i]).ptr);
        *VEC_PUSH(&options, work->arena) =
            (struct option_view){.id = str_from_c(urgencies[i]),
                                 .value = str_from_c(urgencies[i]),
                                 .label = label,
                                 .hint = STR(""),
                                 .is_chosen = str_equal(chosen, str_from_c(urgencies[i]))};
    }
    return VEC_LIST(&options);
}

static const struct form_field *issue_field(const char *name)
{
    size_t i = 0;
    while (!str_equal(str_from_c(issue_fields[i].name), str_from_c(name)))
        i++;
    return &issue_fields[i];
}

static const struct field_view *drafter_field(struct work *work, const struct form *form,
                                              const struct fault *faults)
{
    struct field_view *view = work_alloc(work, struct field_view);
    *view = field_view(work, KEY, issue_field("drafter"), form, faults);
    return view;
}

static void show_annexes(struct work *work, struct issue_page *page, const struct form *form,
                         const struct fault *faults)
{
    VEC(struct annex_view) annexes = {0};
    for (size_t i = 0; i < CASE_PAPER_ANNEXES; i++) {
        struct annex_view *annex = VEC_PUSH(&annexes, work->arena);
        annex->name = field_view(work, KEY, issue_field(annex_names[i]), form, faults);
        annex->text = field_view(work, KEY, issue_field(annex_texts[i]), form, faults);
        annex->text.rows = 5;
        page->has_annexes =
            page->has_annexes || annex->name.value.len > 0 || annex->text.value.len > 0;
    }
    page->annexes = VEC_LIST(&annexes);
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct matter *matter,
                                const struct case_paper_made *made, const struct form *form,
                                const struct fault *faults)
{
    struct issue_page page = {.code = matter->code,
                              .symbol = made->symbol,
                              .action_url = petition_paper_url(work, matter, made, false, ""),
                              .back_url = petition_papers_url(work, matter),
                              .pdf_url = petition_paper_url(work, matter, made, false, ".pdf"),
                              .is_issued = made->id != 0,
                              .is_numbered = made->paper->abbreviation != NO_NUMBER};
    struct field_view *views[] = {&page.signed_on, &page.authority, &page.position, &page.signer,
                                  &page.issuer,    &page.receivers, &page.urgency};
    const struct fault *fault =
        page_layout(work, request, petition_paper_name(work, made->paper), &page.layout);
    if (fault)
        return fault;
    for (size_t i = 0; i < COUNT(views); i++)
        *views[i] = field_view(work, KEY, &issue_fields[i], made->id ? NULL : form, faults);
    page.file = field_view(work, KEY, &scan_fields[0], made->id ? form : NULL, faults);
    page.receivers.rows = 3;
    page.urgency.options = urgency_options(work, page.urgency.value);
    if (!made->id && case_paper_is_letter(made->paper))
        page.drafter = drafter_field(work, form, faults);
    if (!made->id)
        show_annexes(work, &page, form, faults);
    if (!faults && !made->id)
        fault = propose(work, made, &page);
    if (fault)
        return fault;
    petition_paper_crumbs(work, &page.layout, matter);
    page_errors_of(work, &page.layout, KEY, faults);
    return page_respond_form(work, response, faults, &petition_case_paper_kind, &page);
}

const struct fault *petition_case_paper(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct matter matter;
    struct case_paper_made made;
    struct form form = form_empty(work->arena, issue_fields, COUNT(issue_fields));
    const struct fault *fault = matter_of_request(work, request, &matter);
    if (!fault)
        fault = petition_paper_of_request(work, request, &matter, &made);
    if (!fault && made.id)
        form = form_empty(work->arena, scan_fields, COUNT(scan_fields));
    return fault ? fault : show(work, request, response, &matter, &made, &form, NULL);
}

/* The annexes that were filled in; one that has a name must say something. */
static const struct fault *read_annexes(struct work *work, const struct form *form,
                                        case_paper_annex_list *ret_annexes)
{
    case_paper_annex_list annexes = {0};
    for (size_t i = 0; i < CASE_PAPER_ANNEXES; i++) {
        struct case_paper_annex annex = {str_trim(form_str(form, annex_names[i])),
                                         str_trim(form_str(form, annex_texts[i]))};
        if (annex.name.len > 0 && annex.text.len == 0)
            return fault_field(work->arena, annex_texts[i], "case-paper.annex.empty");
        if (annex.text.len > 0)
            *VEC_PUSH(&annexes, work->arena) = annex;
    }
    *ret_annexes = annexes;
    return NULL;
}

static const struct fault *read_signing(struct work *work, const struct case_paper_made *made,
                                        const struct form *form,
                                        struct case_paper_signing *ret_signing)
{
    struct case_paper_signing signing = {.signed_on = form_date(form, "signed_on"),
                                         .authority = form_str(form, "authority"),
                                         .position = form_str(form, "position"),
                                         .signer = form_str(form, "signer"),
                                         .issuer = form_str(form, "issuer"),
                                         .receivers = form_str(form, "receivers"),
                                         .urgency = form_str(form, "urgency"),
                                         .drafter = str_trim(form_str(form, "drafter"))};
    if (date_compare(signing.signed_on, clock_today(work->clock)) > 0)
        return fault_field(work->arena, "signed_on", "matter.day.future");
    if (date_compare(signing.signed_on, made->event.happened_on) < 0)
        return fault_field(work->arena, "signed_on", "case-paper.too_early");
    if (signing.drafter.len > 0 && !case_paper_is_letter(made->paper))
        signing.drafter = STR("");
    if (str_find(signing.drafter, STR("/"), 0) >= 0 || str_find(signing.drafter, STR("-"), 0) >= 0)
        return fault_field(work->arena, "drafter", "case-paper.drafter.wrong");
    *ret_signing = signing;
    return read_annexes(work, form, &ret_signing->annexes);
}

/* Issues it, or shows how it would look. */
static const struct fault *take_issue(struct work *work, const struct request *request,
                                      struct response *response, const struct matter *matter,
                                      const struct case_paper_made *made, struct form *form)
{
    struct case_paper_made drafted = *made;
    const struct fault *fault = form_read(work, request, issue_fields, COUNT(issue_fields), form);
    if (fault)
        return fault;
    fault = read_signing(work, made, form, &drafted.signing);
    if (fault)
        return fault;
    if (str_equal(form_str(form, "do"), STR("preview")))
        return petition_respond_paper(work, response, matter, &drafted);
    fault = petition_must_not_name(work, matter, form);
    if (!fault)
        fault = case_paper_issue(work, matter, made, &drafted.signing);
    return fault ? fault : petition_see_papers(work, response, matter);
}

static const struct fault *take_scan(struct work *work, const struct request *request,
                                     struct response *response, const struct matter *matter,
                                     const struct case_paper_made *made, struct form *form)
{
    case_ticket_list tickets;
    const struct fault *fault = form_read(work, request, scan_fields, COUNT(scan_fields), form);
    if (!fault)
        fault = case_files_receive(work, form_value(form, "file"), 1, STRAY_DAYS, &tickets);
    if (!fault) /* the name of the scan is on the page of the file */
        fault = seal_must_not_name(work, matter,
                                   &(struct seal_words){"file", tickets.items[0].name}, 1);
    if (!fault)
        fault = case_paper_sign(work, matter, made, &tickets.items[0]);
    return fault ? fault : petition_see_papers(work, response, matter);
}

const struct fault *petition_case_paper_take(struct work *work, const struct request *request,
                                             struct response *response)
{
    struct matter matter;
    struct case_paper_made made;
    struct form form;
    const struct fault *fault = matter_of_request(work, request, &matter);
    if (!fault)
        fault = petition_paper_of_request(work, request, &matter, &made);
    if (fault)
        return fault;
    fault = made.id ? take_scan(work, request, response, &matter, &made, &form)
                    : take_issue(work, request, response, &matter, &made, &form);
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &matter, &made, &form, fault);
    return fault;
}
