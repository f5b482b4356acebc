/*
 * The receipt (giấy biên nhận): code, key, what happens next and by when; on a page
 * and as form 02/TCD. It is kept for a day for the browser that sent it.
 */
#include "civic/deadline.h"
#include "civic/page.h"
#include "civic/paper_kinds.h"
#include "civic/qr.h"
#include "civic/unit.h"
#include "modules/petitions/intake.h"
#include "modules/petitions/petition_web.h"
#include "text/number.h"

SHAPE(petition_term_shape, struct term_row, FIELD(struct term_row, title),
      FIELD(struct term_row, article), FIELD(struct term_row, due_on),
      FIELD(struct term_row, why_url));

struct receipt_page {
    struct layout layout;
    struct str code;
    struct str key;
    struct str unit;
    struct instant at;
    struct str qr_path;
    int qr_side;
    struct str papers; /* a line each */
    bool is_complaint;
    bool is_sealed;
    struct url status_url;
    struct list terms; /* struct term_row */
};
static SHAPE(receipt_page_shape, struct receipt_page,
             RECORD(struct receipt_page, layout, layout_shape), FIELD(struct receipt_page, code),
             FIELD(struct receipt_page, key), FIELD(struct receipt_page, unit),
             FIELD(struct receipt_page, at), FIELD(struct receipt_page, qr_path),
             FIELD(struct receipt_page, qr_side), FIELD(struct receipt_page, papers),
             FIELD(struct receipt_page, is_complaint), FIELD(struct receipt_page, is_sealed),
             FIELD(struct receipt_page, status_url),
             LIST(struct receipt_page, terms, petition_term_shape));
const struct page_kind petition_receipt_kind = {"petitions/receipt", &receipt_page_shape};

/* The draft that holds a receipt, and its matter. FAULT_NOT_FOUND "letter.no_receipt". */
static const struct fault *find(struct work *work, const struct request *request,
                                struct draft *ret_draft, struct matter *ret_matter)
{
    const struct fault *fault = draft_load(work, request, ret_draft);
    if (fault)
        return fault;
    if (draft_get(ret_draft, "code").len == 0)
        return fault_new(work->arena, FAULT_NOT_FOUND, "letter.no_receipt", "no receipt");
    return matter_by_code(work, draft_get(ret_draft, "code"), ret_matter);
}

static struct url status_url(struct work *work, struct str code)
{
    return url_add(work->arena, URL("/don-thu/tra-cuu"), STR("ma"), code);
}

/* Absolute, for a code that a telephone reads. */
static struct str status_address(struct work *work, const struct request *request, struct str code)
{
    return arena_printf(work->arena, PRISTR PRISTR, STRARG(page_base(work, request)),
                        STRARG(status_url(work, code).text));
}

const struct fault *petition_terms(struct work *work, const struct matter *matter,
                                   struct list *ret_terms)
{
    matter_clock_list clocks;
    VEC(struct term_row) rows = {0};
    const struct fault *fault = matter_clocks(work, matter->id, &clocks);
    if (fault)
        return fault;
    matter_clocks_by_day(&clocks);
    for (size_t i = 0; i < clocks.count; i++) {
        const struct matter_clock *clock = &clocks.items[i];
        *VEC_PUSH(&rows, work->arena) = (struct term_row){
            deadline_title(work, clock->rule, clock->started_on),
            deadline_article_given(work, clock->rule, clock->started_on, matter->facts),
            clock->due_on, matter_clock_why(work, matter, clock)};
    }
    *ret_terms = VEC_LIST(&rows);
    return NULL;
}

const struct fault *petition_receipt(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct receipt_page page = {0};
    struct draft draft;
    struct matter matter;
    struct unit unit;
    struct qr qr;
    const struct fault *fault = find(work, request, &draft, &matter);
    if (fault && fault->kind == FAULT_NOT_FOUND) {
        response_redirect(response, STR("/don-thu/tra-cuu"));
        return NULL;
    }
    if (!fault)
        fault = unit_load(work, matter.unit_id, &unit);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "petitions.done"), &page.layout);
    if (!fault)
        fault = petition_terms(work, &matter, &page.terms);
    if (!fault)
        fault = qr_encode(work->arena, status_address(work, request, matter.code), &qr);
    if (fault)
        return fault;
    page.code = matter.code;
    page.key = draft_get(&draft, "key");
    page.unit = unit.name;
    page.at = matter.opened_at;
    page.qr_path = qr_path(work->arena, &qr);
    page.qr_side = qr_side(&qr);
    page.papers = draft_get(&draft, "papers");
    page.is_complaint = intake_kind(&draft) == &complaint_kind;
    page.is_sealed = intake_kind(&draft) == &denunciation_kind;
    page.status_url = status_url(work, matter.code);
    page.layout.is_private = true;
    page_crumb(work, &page.layout, URL("/don-thu"), site_message(work, "petitions.title"));
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    fault = page_respond(work, response, 200, &petition_receipt_kind, &page);
    response_keep(response, RESPONSE_NO_STORE);
    return fault;
}

/* The petition itself, then the papers that came with it. */
static struct list items_of(struct work *work, const struct draft *draft)
{
    VEC(struct str) items = {0};
    struct str papers = draft_get(draft, "papers");
    *VEC_PUSH(&items, work->arena) = site_message(
        work,
        arena_printf(work->arena, "letter.item." PRISTR, STRARG(draft_get(draft, "kind"))).ptr);
    while (papers.len > 0)
        *VEC_PUSH(&items, work->arena) = str_cut(&papers, '\n');
    return VEC_LIST(&items);
}

const struct fault *petition_receipt_pdf(struct work *work, const struct request *request,
                                         struct response *response)
{
    struct draft draft;
    struct matter matter;
    struct unit unit;
    struct list items;
    struct str pdf;
    struct paper_receipt paper = {.id_day = DATE_NONE, .copies = STR("01")};
    const struct fault *fault = find(work, request, &draft, &matter);
    if (!fault)
        fault = unit_load(work, matter.unit_id, &unit);
    if (fault)
        return fault;
    items = items_of(work, &draft);
    paper.head = (struct paper_head){.issuer = paper_body(work->arena, unit.name),
                                     .place = paper_place(unit.name),
                                     .signed_on = matter.received_on,
                                     .signer = site_message(work, "letter.desk"),
                                     .position = site_message(work, "letter.desk-position")};
    paper.clock = paper_clock(work, matter.opened_at);
    paper.day = matter.received_on;
    paper.at = site_message(work, "letter.at");
    paper.giver = draft_get(&draft, "giver");
    paper.items = items;
    paper.code = matter.code;
    paper.url = status_address(work, request, matter.code);
    fault = paper_render(work, &paper_receipt_kind, &paper, &pdf);
    if (fault)
        return fault;
    response_bytes(response, 200, STR("application/pdf"), pdf);
    response_inline(response,
                    arena_printf(work->arena, "bien-nhan-" PRISTR ".pdf", STRARG(matter.code)));
    response_keep(response, RESPONSE_NO_STORE);
    return NULL;
}
