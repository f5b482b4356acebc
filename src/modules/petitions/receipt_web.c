/*
 * The receipt (giấy biên nhận): code, key, what happens next and by when; on a page
 * and as form 02/TCD. It is kept for a day for the browser that sent it. What an official
 * keyed in has the form in its file, for whoever came with the paper.
 */
#include "civic/case_file.h"
#include "civic/deadline.h"
#include "civic/official.h"
#include "civic/page.h"
#include "civic/paper_kinds.h"
#include "civic/qr.h"
#include "civic/unit.h"
#include "modules/matters/matters.h"
#include "modules/petitions/case_paper.h"
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

/* ---- form 02/TCD ---- */

/* Papers are Vietnamese whatever the reader's language. */
static struct str vietnamese(struct work *work, const char *key)
{
    return message_format(work->arena, work->site->messages, LOCALE_VI, str_from_c(key), NULL, 0);
}

/* What was handed in, as the form lists it: the petition itself. */
static struct str petition_item(struct work *work, const char *group, struct str kind)
{
    return vietnamese(work,
                      arena_printf(work->arena, "letter.%s." PRISTR, group, STRARG(kind)).ptr);
}

/* Renders it for a matter; who gave what to whom is filled already. */
static const struct fault *respond_paper(struct work *work, const struct request *request,
                                         struct response *response, const struct matter *matter,
                                         struct paper_receipt *paper)
{
    struct str pdf;
    const struct fault *fault;
    paper->id_day = DATE_NONE;
    paper->day = matter->received_on;
    paper->code = matter->code;
    paper->url = status_address(work, request, matter->code);
    fault = paper_render(work, &paper_receipt_kind, paper, &pdf);
    if (fault)
        return fault;
    response_bytes(response, 200, STR("application/pdf"), pdf);
    response_inline(response,
                    arena_printf(work->arena, "bien-nhan-" PRISTR ".pdf", STRARG(matter->code)));
    response_keep(response, RESPONSE_NO_STORE);
    return NULL;
}

/* The petition itself, then the papers that came with it. */
static struct list items_of(struct work *work, const struct draft *draft)
{
    VEC(struct str) items = {0};
    struct str papers = draft_get(draft, "papers");
    *VEC_PUSH(&items, work->arena) = petition_item(work, "item", draft_get(draft, "kind"));
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
    struct paper_receipt paper = {.copies = STR("01")};
    const struct fault *fault = find(work, request, &draft, &matter);
    if (!fault)
        fault = unit_load(work, matter.unit_id, &unit);
    if (fault)
        return fault;
    paper.head = (struct paper_head){.issuer = paper_body(work->arena, unit.name),
                                     .place = paper_place(unit.name),
                                     .signed_on = matter.received_on,
                                     .signer = vietnamese(work, "letter.desk"),
                                     .position = vietnamese(work, "letter.desk-position")};
    paper.clock = paper_clock(work, matter.opened_at);
    paper.at = vietnamese(work, "letter.at");
    paper.giver = draft_get(&draft, "giver");
    paper.items = items_of(work, &draft);
    return respond_paper(work, request, response, &matter, &paper);
}

/* ---- of what came on paper ---- */

bool petition_is_one(const struct matter *matter)
{
    const struct matter_kind *const kinds[] = {&complaint_kind, &second_complaint_kind,
                                               &denunciation_kind, &proposal_kind};
    bool is_one = false;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        is_one = is_one || str_equal(matter->kind, str_from_c(kinds[i]->name));
    return is_one;
}

bool petition_has_desk_receipt(const struct matter *matter)
{
    return petition_is_one(matter) && !str_equal(matter->source, STR("web"));
}

struct url petition_desk_receipt_url(struct work *work, const struct matter *matter)
{
    return url_relative(work->arena, "/can-bo/viec/" PRISTR "/bien-nhan.pdf", STRARG(matter->code));
}

/* Who gave it: of what is sealed nobody writes the name but the giver, by hand. */
static const struct fault *giver_of(struct work *work, const struct matter *matter,
                                    struct str *ret_giver)
{
    matter_party_list parties;
    const struct fault *fault = matter_parties(work, matter->id, &parties);
    *ret_giver = vietnamese(work, "letter.giver-by-hand");
    for (size_t i = 0; !fault && i < parties.count; i++)
        if (str_equal(parties.items[i].part, STR("sender")) && parties.items[i].name.len > 0)
            *ret_giver = parties.items[i].name;
    return fault;
}

/* The petition, then the papers that were keyed in on the day it was taken in; of those
 * under seal only how many. */
static const struct fault *fill_items(struct work *work, const struct matter *matter,
                                      struct list *ret_items)
{
    VEC(struct str) items = {0};
    case_file_list files;
    struct civil_date day = instant_date(matter->opened_at);
    int sealed = 0;
    const struct fault *fault = case_files_of(work, matter->id, &files);
    if (fault)
        return fault;
    *VEC_PUSH(&items, work->arena) = petition_item(work, "paper-item", matter->kind);
    for (size_t i = 0; i < files.count; i++)
        if (date_compare(instant_date(files.items[i].at), day) != 0)
            continue;
        else if (files.items[i].is_sealed)
            sealed++;
        else
            *VEC_PUSH(&items, work->arena) = files.items[i].ticket.name;
    if (sealed > 0)
        *VEC_PUSH(&items, work->arena) = message_format(
            work->arena, work->site->messages, LOCALE_VI, STR("letter.paper-item.sealed"),
            &(struct fault_arg){"count", arena_printf(work->arena, "%d", sealed)}, 1);
    *ret_items = VEC_LIST(&items);
    return NULL;
}

/* Which unit and which official took it in, and when: the first event. */
static const struct fault *fill_receiver(struct work *work, const struct matter *matter,
                                         struct paper_receipt *paper)
{
    matter_event_list events;
    case_paper_place_list places;
    struct unit unit = {.name = STR("")};
    const struct fault *fault = matter_events(work, matter->id, &events);
    if (!fault)
        fault = case_paper_places(work, matter->id, &places);
    if (!fault)
        fault = unit_load(work, places.count ? places.items[0].unit_id : matter->unit_id, &unit);
    if (!fault && events.count > 0)
        fault = official_name(work, events.items[0].actor_id, &paper->head.signer);
    if (fault)
        return fault;
    paper->head.issuer = paper_body(work->arena, unit.name);
    paper->head.place = paper_place(unit.name);
    paper->head.signed_on = instant_date(matter->opened_at);
    paper->head.position = vietnamese(work, "letter.receiver");
    paper->at = paper->head.issuer;
    /* of what came on an earlier day nobody knows the hour */
    paper->clock = date_compare(matter->received_on, paper->head.signed_on) == 0
                       ? paper_clock(work, matter->opened_at)
                       : vietnamese(work, "letter.clock-by-hand");
    return NULL;
}

const struct fault *petition_desk_receipt(struct work *work, const struct request *request,
                                          struct response *response)
{
    struct paper_receipt paper = {0};
    struct matter matter = {.visibility = VISIBLE_SEALED};
    const struct fault *fault = matter_of_request(work, request, &matter);
    if (!fault && !petition_has_desk_receipt(&matter))
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "error.not_found", "sent over the web");
    /* the desk keeps one, but none in which somebody wrote who denounces */
    paper.copies = matter.visibility == VISIBLE_SEALED ? STR("01") : STR("02");
    if (!fault)
        fault = giver_of(work, &matter, &paper.giver);
    if (!fault)
        fault = fill_items(work, &matter, &paper.items);
    if (!fault)
        fault = fill_receiver(work, &matter, &paper);
    if (!fault) /* it says who sent the petition, as the file does */
        fault = matter_note_reading(work, matter.id);
    return fault ? fault : respond_paper(work, request, response, &matter, &paper);
}
