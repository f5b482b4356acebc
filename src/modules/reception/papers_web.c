/*
 * The papers of a visit: receipts for what was handed over (Mẫu 02/TCD), the refusal in
 * writing (Mẫu 01/TCD), the conclusion notice, the result notice. A sealed name is left
 * out of all of them; it is written in by hand.
 */
#include "civic/page.h"
#include "civic/paper_kinds.h"
#include "db/db.h"
#include "modules/reception/desk_web.h"
#include "modules/reception/follow.h"
#include "modules/reception/office_web.h"
#include "modules/reception/reception_rules.h"
#include "modules/reception/visit_paper.h"

#include <inttypes.h>

#define KEY "reception.papers"

enum {
    ITEMS_MOST = 4000,
    WORDS_MOST = 5000,
    LINE_MOST = 150,
    COPIES_MOST = 20,
    RECEIPT_FIELDS = 2
};

static const char *const urgencies[] = {"urgent", "pressing", "express", NULL};

/* columns: name, kind, min, max, required, choices */
static const struct form_field receipt_fields[] = {
    {"items",  INPUT_TEXT, 3, ITEMS_MOST,  true, NULL},
    {"copies", INPUT_INT,  2, COPIES_MOST, true, NULL},
};
static const struct form_field paper_fields[] = {
    {"words",      INPUT_TEXT,   0, WORDS_MOST, false, NULL     },
    {"post",       INPUT_LINE,   0, LINE_MOST,  true,  NULL     },
    {"signer",     INPUT_LINE,   0, LINE_MOST,  true,  NULL     },
    {"urgency",    INPUT_CHOICE, 0, 0,          false, urgencies},
    {"annex_name", INPUT_LINE,   0, LINE_MOST,  false, NULL     },
    {"annex_text", INPUT_TEXT,   0, WORDS_MOST, false, NULL     },
    {"version",    INPUT_INT,    0, INT64_MAX,  false, NULL     },
};
enum {
    PAPER_FIELDS = sizeof(paper_fields) / sizeof(paper_fields[0]),
    PAPER_SHOWN = PAPER_FIELDS - 1,
    FIELD_URGENCY = 3,
    FIELD_ANNEX = 4 /* it and what is behind it */
};

struct receipt_row {
    struct instant at;
    struct str official;
    struct list items; /* struct str */
    struct url url;
};
static SHAPE(receipt_row_shape, struct receipt_row, FIELD(struct receipt_row, at),
             FIELD(struct receipt_row, official), LIST(struct receipt_row, items, text_shape),
             FIELD(struct receipt_row, url));

/* A paper that is due, or there. */
struct paper_row {
    struct str title;
    struct str hint;
    struct str symbol; /* empty: not issued */
    struct civil_date issued_on;
    struct url url; /* of the PDF; before issue a preview */
    struct url action;
    struct code_number version; /* of the visit, as it is shown */
    struct list fields;         /* struct drawn_field */
    struct list annex;          /* struct drawn_field */
    bool has_annex;             /* something was typed there */
};
static SHAPE(paper_row_shape, struct paper_row, FIELD(struct paper_row, title),
             FIELD(struct paper_row, hint), FIELD(struct paper_row, symbol),
             FIELD(struct paper_row, issued_on), FIELD(struct paper_row, url),
             FIELD(struct paper_row, action), FIELD(struct paper_row, version),
             LIST(struct paper_row, fields, drawn_field_shape),
             LIST(struct paper_row, annex, drawn_field_shape), FIELD(struct paper_row, has_annex));

struct papers_page {
    struct layout layout;
    struct str name;
    bool is_sealed;
    struct url receipt_url;
    struct list receipts;       /* struct receipt_row */
    struct list receipt_fields; /* struct drawn_field */
    struct list papers;         /* struct paper_row */
};
static SHAPE(papers_page_shape, struct papers_page,
             RECORD(struct papers_page, layout, layout_shape), FIELD(struct papers_page, name),
             FIELD(struct papers_page, is_sealed), FIELD(struct papers_page, receipt_url),
             LIST(struct papers_page, receipts, receipt_row_shape),
             LIST(struct papers_page, receipt_fields, drawn_field_shape),
             LIST(struct papers_page, papers, paper_row_shape));
const struct page_kind visit_papers_kind = {"reception/papers", &papers_page_shape};

/* ---- filling ---- */

/* What was typed, and into which form: the receipt's or a paper's. */
struct typed {
    const struct form *form;
    const struct fault *faults;
    int paper; /* enum visit_paper_kind; VISIT_PAPER_COUNT: the receipt */
};

static const struct fault *fill_receipts(struct work *work, const struct visit *visit,
                                         const struct typed *typed, struct papers_page *page)
{
    VEC(struct receipt_row) rows = {0};
    struct drawn_field *drawn = arena_alloc_array(work->arena, RECEIPT_FIELDS, sizeof(*drawn));
    const struct form *form = typed->paper == VISIT_PAPER_COUNT ? typed->form : NULL;
    visit_receipt_list receipts;
    const struct fault *fault = visit_receipts(work, visit->id, &receipts);
    for (size_t i = 0; !fault && i < receipts.count; i++) {
        const struct visit_receipt *receipt = &receipts.items[i];
        *VEC_PUSH(&rows, work->arena) = (struct receipt_row){
            receipt->made_at, receipt->official, lines_of(work->arena, receipt->items),
            visit_url(work, visit->id,
                      arena_printf(work->arena, "/bien-nhan/%" PRId64 ".pdf", receipt->id).ptr)};
    }
    for (size_t i = 0; i < RECEIPT_FIELDS; i++)
        drawn[i] = drawn_field(work, KEY, &receipt_fields[i], form, form ? typed->faults : NULL);
    if (!form)
        drawn[1].field.value = STR("2");
    drawn[1].field.width = STR("w4");
    page->receipts = VEC_LIST(&rows);
    page->receipt_fields = (struct list){drawn, RECEIPT_FIELDS, sizeof(*drawn)};
    page->receipt_url = visit_url(work, visit->id, "/bien-nhan");
    return fault;
}

static struct list urgency_options(struct work *work, struct str chosen)
{
    VEC(struct option_view) options = {0};
    *VEC_PUSH(&options, work->arena) = (struct option_view){
        .value = STR(""), .label = site_message(work, "case-paper.form.urgency.none")};
    for (size_t i = 0; urgencies[i]; i++)
        *VEC_PUSH(&options, work->arena) = (struct option_view){
            .value = str_from_c(urgencies[i]),
            .label = site_message(
                work, arena_printf(work->arena, "case-paper.form.urgency.%s", urgencies[i]).ptr),
            .is_chosen = str_equal(chosen, str_from_c(urgencies[i]))};
    return VEC_LIST(&options);
}

/* The fields of a paper: words only where the paper has its own. */
static void fill_fields(struct work *work, const struct visit *visit, enum visit_paper_kind kind,
                        const struct typed *typed, struct paper_row *row)
{
    struct drawn_field *drawn = arena_alloc_array(work->arena, PAPER_SHOWN, sizeof(*drawn));
    const struct form *form = typed->paper == (int)kind ? typed->form : NULL;
    size_t first = kind == VISIT_PAPER_RESULT ? 0 : 1;
    for (size_t i = first; i < PAPER_SHOWN; i++) {
        drawn[i] = drawn_field(work, KEY, &paper_fields[i], form, form ? typed->faults : NULL);
        drawn[i].field.is_required |= i == 0; /* of a result, which alone shows it */
        drawn[i].field.id =
            arena_printf(work->arena, PRISTR "-" PRISTR, STRARG(visit_paper_name(kind)),
                         STRARG(drawn[i].field.name));
        if (form && typed->faults)
            drawn[i].field.id = drawn[i].field.name; /* the summary of faults leads there */
    }
    if (!form) {
        drawn[1].field.value = visit->person.len > 0 ? visit->title : STR("");
        drawn[2].field.value = visit->person.len > 0 ? visit->person : STR("");
    }
    drawn[FIELD_URGENCY].field.options = urgency_options(work, drawn[FIELD_URGENCY].field.value);
    row->fields = (struct list){drawn + first, FIELD_ANNEX - first, sizeof(*drawn)};
    row->annex = (struct list){drawn + FIELD_ANNEX, PAPER_SHOWN - FIELD_ANNEX, sizeof(*drawn)};
    for (size_t i = FIELD_ANNEX; i < PAPER_SHOWN; i++)
        row->has_annex |= drawn[i].field.value.len > 0;
}

static const struct fault *fill_papers(struct work *work, const struct visit *visit,
                                       const struct typed *typed, struct papers_page *page)
{
    VEC(struct paper_row) rows = {0};
    const struct fault *fault = NULL;
    for (int i = 0; !fault && i < VISIT_PAPER_COUNT; i++) {
        enum visit_paper_kind kind = (enum visit_paper_kind)i;
        const char *name = visit_paper_name(kind).ptr;
        struct visit_paper paper;
        struct paper_row row;
        fault = visit_paper_load(work, visit->id, kind, &paper);
        if (fault || (paper.symbol.len == 0 && !visit_paper_is_due(work, visit, kind)))
            continue;
        row = (struct paper_row){
            .title = site_message(work, arena_printf(work->arena, "reception.paper.%s", name).ptr),
            .hint =
                site_message(work, arena_printf(work->arena, "reception.paper.%s-hint", name).ptr),
            .symbol = paper.symbol,
            .issued_on = paper.issued_on,
            .version = {visit->version},
            .url =
                visit_url(work, visit->id, arena_printf(work->arena, "/giay-to/%s.pdf", name).ptr),
            .action =
                visit_url(work, visit->id, arena_printf(work->arena, "/giay-to/%s", name).ptr)};
        if (paper.symbol.len == 0)
            fill_fields(work, visit, kind, typed, &row);
        *VEC_PUSH(&rows, work->arena) = row;
    }
    page->papers = VEC_LIST(&rows);
    return fault;
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct visit *visit,
                                const struct typed *typed)
{
    struct papers_page page = {.name = visit_name(work, visit), .is_sealed = visit->is_sealed};
    struct str title = site_message(work, "reception.papers.title");
    const struct fault *fault = office_layout(work, request, title, &page.layout);
    if (!fault)
        fault = fill_receipts(work, visit, typed, &page);
    if (!fault)
        fault = fill_papers(work, visit, typed, &page);
    if (fault)
        return fault;
    page_crumb(work, &page.layout, URL("/can-bo/tiep-dan"),
               site_message(work, "reception.desk.title"));
    page_crumb(work, &page.layout, visit_url(work, visit->id, ""), page.name);
    page_crumb(work, &page.layout, URL(""), title);
    page_errors_of(work, &page.layout, KEY, typed->faults);
    return page_respond_form(work, response, typed->faults, &visit_papers_kind, &page);
}

static const struct fault *load(struct work *work, const struct request *request,
                                struct visit *ret_visit)
{
    int64_t id;
    const struct fault *fault = visit_param(work, request, &id);
    return fault ? fault : desk_open(work, id, ret_visit);
}

static const struct fault *kind_of(struct work *work, const struct request *request,
                                   enum visit_paper_kind *ret_kind)
{
    if (visit_paper_from_name(request_param(request, STR("kind")), ret_kind))
        return NULL;
    return fault_new(work->arena, FAULT_NOT_FOUND, "record.missing", "paper");
}

const struct fault *visit_papers_show(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct typed typed = {.paper = VISIT_PAPER_COUNT};
    struct visit visit;
    const struct fault *fault = load(work, request, &visit);
    return fault ? fault : show(work, request, response, &visit, &typed);
}

/* ---- acting ---- */

static const struct fault *answer(struct work *work, const struct request *request,
                                  struct response *response, const struct visit *visit,
                                  struct typed *typed, const struct fault *fault)
{
    typed->faults = fault;
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, visit, typed);
    if (!fault)
        office_lead(work, response, visit_url(work, visit->id, "/giay-to"));
    return fault;
}

const struct fault *visit_receipt_send(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct form form;
    struct typed typed = {.form = &form, .paper = VISIT_PAPER_COUNT};
    struct visit visit;
    int64_t id;
    const struct fault *fault = load(work, request, &visit);
    if (fault)
        return fault;
    fault = form_read(work, request, receipt_fields, RECEIPT_FIELDS, &form);
    if (!fault)
        fault = visit_receipt_add(work, visit.id, form_str(&form, "items"),
                                  form_int(&form, "copies"), &id);
    return answer(work, request, response, &visit, &typed, fault);
}

const struct fault *visit_paper_send(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct form form;
    struct typed typed = {.form = &form};
    struct visit visit;
    enum visit_paper_kind kind;
    const struct fault *fault = load(work, request, &visit);
    if (!fault)
        fault = kind_of(work, request, &kind);
    if (fault)
        return fault;
    typed.paper = (int)kind;
    fault = form_read(work, request, paper_fields, PAPER_FIELDS, &form);
    if (!fault) {
        struct visit_paper paper = {.kind = kind,
                                    .words = form_str(&form, "words"),
                                    .post = form_str(&form, "post"),
                                    .signer = form_str(&form, "signer"),
                                    .urgency = form_str(&form, "urgency"),
                                    .annex_name = str_trim(form_str(&form, "annex_name")),
                                    .annex_text = str_trim(form_str(&form, "annex_text")),
                                    .version = form_int(&form, "version")};
        fault = visit_paper_issue(work, visit.id, &paper);
    }
    return answer(work, request, response, &visit, &typed, fault);
}

/* ---- as PDF ---- */

const struct fault *visit_paper_pdf(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct visit visit;
    enum visit_paper_kind kind;
    struct str pdf;
    const struct fault *fault = load(work, request, &visit);
    if (!fault)
        fault = kind_of(work, request, &kind);
    if (!fault)
        fault = visit_paper_make(work, &visit, kind, &pdf);
    if (fault)
        return fault;
    response_bytes(response, 200, STR("application/pdf"), pdf);
    response_inline(response, arena_printf(work->arena, "tiep-dan-" PRISTR ".pdf",
                                           STRARG(visit_paper_name(kind))));
    response_keep(response, RESPONSE_NO_STORE);
    return NULL;
}

const struct fault *visit_receipt_pdf(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct visit visit;
    struct str pdf;
    int64_t id;
    const struct fault *fault = load(work, request, &visit);
    if (!fault && !str_to_int64(request_param(request, STR("receipt")), &id))
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "record.missing", "receipt");
    if (!fault)
        fault = visit_receipt_make(work, &visit, id, &pdf);
    if (fault)
        return fault;
    response_bytes(response, 200, STR("application/pdf"), pdf);
    response_inline(response, STR("bien-nhan.pdf"));
    response_keep(response, RESPONSE_NO_STORE);
    return NULL;
}
