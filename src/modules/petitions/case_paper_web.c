/*
 * The papers of a petition: looked at before they are issued, issued with a number,
 * and the signed scan put beside them; the sender sees what is meant for the sender.
 */
#include "civic/actor.h"
#include "civic/page.h"
#include "civic/unit.h"
#include "modules/matters/matters.h"
#include "modules/petitions/case_paper.h"
#include "modules/petitions/petition_web.h"
#include "text/number.h"

#include <inttypes.h>

#define KEY "case-paper.form"

enum {
    STRAY_DAYS = 1
};

static const struct form_field issue_fields[] = {
    {"signed_on", INPUT_DATE, 0, 0,                    true,  NULL},
    {"authority", INPUT_LINE, 0, CASE_PAPER_LINE,      false, NULL},
    {"position",  INPUT_LINE, 2, CASE_PAPER_LINE,      true,  NULL},
    {"signer",    INPUT_LINE, 2, CASE_PAPER_LINE,      true,  NULL},
    {"issuer",    INPUT_LINE, 1, 20,                   true,  NULL},
    {"receivers", INPUT_TEXT, 0, CASE_PAPER_RECEIVERS, false, NULL},
};
static const struct form_field recall_fields[] = {
    {"reason", INPUT_TEXT, 0, CASE_PAPER_REASON, false, NULL},
    {"do",     INPUT_LINE, 0, 20,                false, NULL},
};
static const struct form_field scan_fields[] = {
    {"file", INPUT_FILE, 1, 1, true, NULL},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- the list ---- */

struct paper_row {
    struct str name;
    struct str symbol;
    struct civil_date happened_on;
    struct civil_date signed_on;
    bool is_issued;
    struct url pdf_url;
    struct url scan_url;   /* empty: none */
    struct url url;        /* where it is issued or signed; empty: it was recalled */
    struct url recall_url; /* empty: not issued */
    struct str note;       /* what became of it, or what it replaces */
};
static SHAPE(paper_row_shape, struct paper_row, FIELD(struct paper_row, name),
             FIELD(struct paper_row, symbol), FIELD(struct paper_row, happened_on),
             FIELD(struct paper_row, signed_on), FIELD(struct paper_row, is_issued),
             FIELD(struct paper_row, pdf_url), FIELD(struct paper_row, scan_url),
             FIELD(struct paper_row, url), FIELD(struct paper_row, recall_url),
             FIELD(struct paper_row, note));

struct papers_page {
    struct layout layout;
    struct str code;
    struct url back_url;
    bool is_for_sender;
    struct list rows; /* struct paper_row */
};
static SHAPE(papers_page_shape, struct papers_page,
             RECORD(struct papers_page, layout, layout_shape), FIELD(struct papers_page, code),
             FIELD(struct papers_page, back_url), FIELD(struct papers_page, is_for_sender),
             LIST(struct papers_page, rows, paper_row_shape));
const struct page_kind petition_case_papers_kind = {"petitions/case-papers", &papers_page_shape};

static struct str paper_name(struct work *work, const struct case_paper *paper)
{
    return site_message(work, arena_printf(work->arena, "case-paper.%s", paper->kind.name).ptr);
}

/* "/can-bo/viec/CODE/van-ban/SEQ/NAME" or, of the sender's, "/don-thu/CODE/…" */
static struct url paper_url(struct work *work, const struct matter *matter,
                            const struct case_paper_made *made, bool is_for_sender,
                            const char *behind)
{
    return url_path(work->arena, arena_printf(work->arena, "%s" PRISTR "/van-ban/%" PRId64 "/%s%s",
                                              is_for_sender ? "/don-thu/" : "/can-bo/viec/",
                                              STRARG(matter->code), made->event.seq,
                                              made->paper->kind.name, behind));
}

static struct str say(struct work *work, const char *key, struct str day, struct str what)
{
    const struct fault_arg args[] = {
        {"day",  day },
        {"what", what}
    };
    return message_format(work->arena, work->site->messages, work->locale, str_from_c(key), args,
                          COUNT(args));
}

/* The reason is for the file, not for the sender. */
static struct str note_of(struct work *work, const struct case_paper_made *made, bool is_for_sender)
{
    struct str day = date_text(work->arena, instant_date(made->recalled_at));
    if (made->recalled_at.us)
        return is_for_sender ? say(work, "case-paper.recalled", day, STR(""))
                             : say(work, "case-paper.recalled-for", day, made->recall_reason);
    if (made->recall_by && !is_for_sender)
        return say(work, "case-paper.recall-asked", STR(""), made->recall_reason);
    if (made->id && made->replaces.len > 0)
        return say(work, "case-paper.replaces-what", STR(""), made->replaces);
    return STR("");
}

/* A recalled paper is found by its id, as another may hold in its place. */
static struct url recalled_url(struct work *work, struct url url,
                               const struct case_paper_made *made)
{
    return url_add(work->arena, url, STR("thu-hoi"),
                   arena_printf(work->arena, "%" PRId64, made->id));
}

static struct list rows_of(struct work *work, const struct matter *matter,
                           const case_paper_list *papers, bool is_for_sender)
{
    VEC(struct paper_row) rows = {0};
    for (size_t i = 0; i < papers->count; i++) {
        const struct case_paper_made *made = &papers->items[i];
        struct paper_row *row;
        if (is_for_sender && (!made->id || !made->paper->is_for_sender))
            continue;
        row = VEC_PUSH(&rows, work->arena);
        *row = (struct paper_row){.name = paper_name(work, made->paper),
                                  .symbol = made->symbol,
                                  .happened_on = made->event.happened_on,
                                  .signed_on = made->id ? made->signing.signed_on : DATE_NONE,
                                  .is_issued = made->id != 0,
                                  .pdf_url = paper_url(work, matter, made, is_for_sender, ".pdf"),
                                  .scan_url = URL(""),
                                  .url = paper_url(work, matter, made, false, ""),
                                  .recall_url = URL(""),
                                  .note = note_of(work, made, is_for_sender)};
        if (made->recalled_at.us) {
            row->url = URL("");
            row->pdf_url = is_for_sender ? URL("") : recalled_url(work, row->pdf_url, made);
        } else if (made->id && !is_for_sender) {
            row->recall_url = paper_url(work, matter, made, false, "/thu-hoi");
        }
        if (made->scan_id && !is_for_sender)
            row->scan_url = url_relative(work->arena, "/can-bo/viec/" PRISTR "/tai-lieu/%" PRId64,
                                         STRARG(matter->code), made->scan_id);
    }
    return VEC_LIST(&rows);
}

/* The petition that {code} names, if the actor may open its file. */
static const struct fault *find(struct work *work, const struct request *request,
                                struct matter *ret_matter)
{
    struct str code = matter_code_read(work->arena, request_param(request, STR("code")));
    const struct fault *fault;
    if (!code.ptr)
        return fault_new(work->arena, FAULT_NOT_FOUND, "matter.unknown", "no code");
    fault = matter_by_code(work, code, ret_matter);
    return fault ? fault : matter_must_read(work, ret_matter);
}

static struct url list_url(struct work *work, const struct matter *matter)
{
    return url_relative(work->arena, "/can-bo/viec/" PRISTR "/van-ban", STRARG(matter->code));
}

static struct url file_url(struct work *work, const struct matter *matter)
{
    return url_relative(work->arena, "/can-bo/viec/" PRISTR, STRARG(matter->code));
}

static void crumbs(struct work *work, struct layout *layout, const struct matter *matter)
{
    page_crumb(work, layout, URL("/can-bo"), site_message(work, "matters.inbox"));
    page_crumb(work, layout, file_url(work, matter), matter->code);
}

const struct fault *petition_case_papers(struct work *work, const struct request *request,
                                         struct response *response)
{
    struct papers_page page = {0};
    struct matter matter;
    case_paper_list papers;
    const struct fault *fault = find(work, request, &matter);
    if (!fault)
        fault = case_papers_of(work, &matter, &papers);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "case-paper.title"), &page.layout);
    if (fault)
        return fault;
    page.code = matter.code;
    page.back_url = file_url(work, &matter);
    page.rows = rows_of(work, &matter, &papers, false);
    crumbs(work, &page.layout, &matter);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    if (request_query(request, STR("xong")).ptr)
        page_flash(work, &page.layout, "matters.done", false);
    return page_respond(work, response, 200, &petition_case_papers_kind, &page);
}

/* The sender's list; without the key, the place where it is asked for. */
const struct fault *petition_sender_papers(struct work *work, const struct request *request,
                                           struct response *response)
{
    struct papers_page page = {.is_for_sender = true};
    struct matter matter;
    case_paper_list papers;
    const struct fault *fault = matter_of_sender(work, request, &matter);
    if (fault && fault->kind == FAULT_NOT_FOUND) {
        response_redirect(response, STR("/don-thu/tra-cuu"));
        return NULL;
    }
    if (!fault)
        fault = case_papers_of(work, &matter, &papers);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "case-paper.title"), &page.layout);
    if (fault)
        return fault;
    page.code = matter.code;
    page.back_url = url_relative(work->arena, "/don-thu/" PRISTR, STRARG(matter.code));
    page.rows = rows_of(work, &matter, &papers, true);
    page.layout.is_private = true;
    page_crumb(work, &page.layout, URL("/don-thu"), site_message(work, "petitions.title"));
    page_crumb(work, &page.layout, page.back_url, matter.code);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    fault = page_respond(work, response, 200, &petition_case_papers_kind, &page);
    response_keep(response, RESPONSE_NO_STORE);
    return fault;
}

/* ---- the paper itself ---- */

static const struct fault *find_paper(struct work *work, const struct request *request,
                                      const struct matter *matter, struct case_paper_made *ret_made)
{
    struct str recalled = request_query(request, STR("thu-hoi"));
    int64_t seq;
    int64_t id;
    if (recalled.ptr && str_to_int64(recalled, &id))
        return case_paper_find_recalled(work, matter, id, ret_made);
    if (!str_to_int64(request_param(request, STR("seq")), &seq))
        return fault_new(work->arena, FAULT_NOT_FOUND, "case-paper.unknown", "no number");
    return case_paper_find(work, matter, seq, request_param(request, STR("paper")), ret_made);
}

static const struct fault *respond_pdf(struct work *work, struct response *response,
                                       const struct matter *matter,
                                       const struct case_paper_made *made)
{
    struct str pdf;
    const struct fault *fault = case_paper_pdf(work, matter, made, &pdf);
    if (fault)
        return fault;
    response_bytes(response, 200, STR("application/pdf"), pdf);
    response_inline(response, arena_printf(work->arena, "%s-" PRISTR ".pdf", made->paper->kind.name,
                                           STRARG(matter->code)));
    response_keep(response, RESPONSE_NO_STORE);
    return NULL;
}

const struct fault *petition_case_paper_pdf(struct work *work, const struct request *request,
                                            struct response *response)
{
    struct matter matter;
    struct case_paper_made made;
    const struct fault *fault = find(work, request, &matter);
    if (!fault)
        fault = find_paper(work, request, &matter, &made);
    return fault ? fault : respond_pdf(work, response, &matter, &made);
}

const struct fault *petition_sender_paper(struct work *work, const struct request *request,
                                          struct response *response)
{
    struct matter matter;
    struct case_paper_made made;
    case_file_list files;
    const struct fault *fault = matter_of_sender(work, request, &matter);
    if (!fault)
        fault = find_paper(work, request, &matter, &made);
    if (fault)
        return fault;
    if (!made.id || made.recalled_at.us || !made.paper->is_for_sender)
        return fault_new(work->arena, FAULT_NOT_FOUND, "case-paper.unknown", "not the sender's");
    if (!made.scan_id)
        return respond_pdf(work, response, &matter, &made);
    fault = case_files_of(work, matter.id, &files);
    return fault ? fault : case_file_respond(work, response, &files, made.scan_id);
}

/* ---- issuing, signing ---- */

struct issue_page {
    struct layout layout;
    struct str code;
    struct str symbol;
    struct url action_url;
    struct url back_url;
    struct url pdf_url;
    bool is_issued;
    struct field_view signed_on;
    struct field_view authority;
    struct field_view position;
    struct field_view signer;
    struct field_view issuer;
    struct field_view receivers;
    struct field_view file;
};
static SHAPE(issue_page_shape, struct issue_page, RECORD(struct issue_page, layout, layout_shape),
             FIELD(struct issue_page, code), FIELD(struct issue_page, symbol),
             FIELD(struct issue_page, action_url), FIELD(struct issue_page, back_url),
             FIELD(struct issue_page, pdf_url), FIELD(struct issue_page, is_issued),
             RECORD(struct issue_page, signed_on, field_view_shape),
             RECORD(struct issue_page, authority, field_view_shape),
             RECORD(struct issue_page, position, field_view_shape),
             RECORD(struct issue_page, signer, field_view_shape),
             RECORD(struct issue_page, issuer, field_view_shape),
             RECORD(struct issue_page, receivers, field_view_shape),
             RECORD(struct issue_page, file, field_view_shape));
const struct page_kind petition_case_paper_kind = {"petitions/case-paper", &issue_page_shape};

/* What mostly stands there, for the official to change. */
static const struct fault *propose(struct work *work, const struct matter *matter,
                                   struct issue_page *page)
{
    struct unit unit;
    const struct fault *fault = unit_load(work, matter->unit_id, &unit);
    bool is_council;
    if (fault)
        return fault;
    is_council =
        unit.kind == UNIT_COMMUNE || unit.kind == UNIT_DISTRICT || unit.kind == UNIT_PROVINCE;
    page->signed_on.value = date_text(work->arena, clock_today(work->clock));
    page->issuer.value = is_council ? STR("UBND") : matter_prefix(work->arena, unit.name);
    page->position.value = site_message(work, is_council ? "case-paper.chair" : "case-paper.head");
    page->receivers.value = site_message(work, "case-paper.receivers");
    return NULL;
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct matter *matter,
                                const struct case_paper_made *made, const struct form *form,
                                const struct fault *faults)
{
    struct issue_page page = {.code = matter->code,
                              .symbol = made->symbol,
                              .action_url = paper_url(work, matter, made, false, ""),
                              .back_url = list_url(work, matter),
                              .pdf_url = paper_url(work, matter, made, false, ".pdf"),
                              .is_issued = made->id != 0};
    struct field_view *views[] = {&page.signed_on, &page.authority, &page.position,
                                  &page.signer,    &page.issuer,    &page.receivers};
    const struct fault *fault =
        page_layout(work, request, paper_name(work, made->paper), &page.layout);
    if (fault)
        return fault;
    for (size_t i = 0; i < COUNT(views); i++)
        *views[i] = field_view(work, KEY, &issue_fields[i], made->id ? NULL : form, faults);
    page.file = field_view(work, KEY, &scan_fields[0], made->id ? form : NULL, faults);
    page.receivers.rows = 3;
    if (!faults && !made->id)
        fault = propose(work, matter, &page);
    if (fault)
        return fault;
    crumbs(work, &page.layout, matter);
    page_crumb(work, &page.layout, page.back_url, site_message(work, "case-paper.title"));
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    page_errors_of(work, &page.layout, KEY, faults);
    return page_respond(work, response, faults ? 422 : 200, &petition_case_paper_kind, &page);
}

const struct fault *petition_case_paper(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct matter matter;
    struct case_paper_made made;
    struct form form = form_empty(work->arena, issue_fields, COUNT(issue_fields));
    const struct fault *fault = find(work, request, &matter);
    if (!fault)
        fault = find_paper(work, request, &matter, &made);
    if (!fault && made.id)
        form = form_empty(work->arena, scan_fields, COUNT(scan_fields));
    return fault ? fault : show(work, request, response, &matter, &made, &form, NULL);
}

static const struct fault *take_issue(struct work *work, const struct request *request,
                                      const struct matter *matter,
                                      const struct case_paper_made *made, struct form *form)
{
    struct case_paper_signing signing;
    const struct fault *fault = form_read(work, request, issue_fields, COUNT(issue_fields), form);
    if (fault)
        return fault;
    signing = (struct case_paper_signing){.signed_on = form_date(form, "signed_on"),
                                          .authority = form_str(form, "authority"),
                                          .position = form_str(form, "position"),
                                          .signer = form_str(form, "signer"),
                                          .issuer = form_str(form, "issuer"),
                                          .receivers = form_str(form, "receivers")};
    if (date_compare(signing.signed_on, clock_today(work->clock)) > 0)
        return fault_field(work->arena, "signed_on", "matter.day.future");
    if (date_compare(signing.signed_on, made->event.happened_on) < 0)
        return fault_field(work->arena, "signed_on", "case-paper.too_early");
    return case_paper_issue(work, matter, made, &signing);
}

static const struct fault *take_scan(struct work *work, const struct request *request,
                                     const struct matter *matter,
                                     const struct case_paper_made *made, struct form *form)
{
    case_ticket_list tickets;
    const struct fault *fault = form_read(work, request, scan_fields, COUNT(scan_fields), form);
    if (!fault)
        fault = case_files_receive(work, form_value(form, "file"), 1, STRAY_DAYS, &tickets);
    return fault ? fault : case_paper_sign(work, matter, made, &tickets.items[0]);
}

const struct fault *petition_case_paper_take(struct work *work, const struct request *request,
                                             struct response *response)
{
    struct matter matter;
    struct case_paper_made made;
    struct form form;
    const struct fault *fault = find(work, request, &matter);
    if (!fault)
        fault = find_paper(work, request, &matter, &made);
    if (fault)
        return fault;
    fault = made.id ? take_scan(work, request, &matter, &made, &form)
                    : take_issue(work, request, &matter, &made, &form);
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &matter, &made, &form, fault);
    if (!fault)
        response_redirect(
            response, url_add(work->arena, list_url(work, &matter), STR("xong"), STR("1")).text);
    return fault;
}

/* ---- recalling ---- */

struct recall_page {
    struct layout layout;
    struct str code;
    struct str symbol;
    struct url action_url;
    struct url back_url;
    struct url pdf_url;
    struct str asked; /* why, where somebody asked for it; else empty */
    bool is_own;      /* whoever reads the page asked */
    struct field_view reason;
};
static SHAPE(recall_page_shape, struct recall_page,
             RECORD(struct recall_page, layout, layout_shape), FIELD(struct recall_page, code),
             FIELD(struct recall_page, symbol), FIELD(struct recall_page, action_url),
             FIELD(struct recall_page, back_url), FIELD(struct recall_page, pdf_url),
             FIELD(struct recall_page, asked), FIELD(struct recall_page, is_own),
             RECORD(struct recall_page, reason, field_view_shape));
const struct page_kind petition_recall_kind = {"petitions/recall", &recall_page_shape};

/* The paper of the address, which must hold. */
static const struct fault *find_issued(struct work *work, const struct request *request,
                                       struct matter *ret_matter, struct case_paper_made *ret_made)
{
    const struct fault *fault = find(work, request, ret_matter);
    if (!fault)
        fault = find_paper(work, request, ret_matter, ret_made);
    if (!fault && (!ret_made->id || ret_made->recalled_at.us))
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "case-paper.unknown", "it does not hold");
    return fault;
}

static const struct fault *show_recall(struct work *work, const struct request *request,
                                       struct response *response, const struct matter *matter,
                                       const struct case_paper_made *made, const struct form *form,
                                       const struct fault *faults)
{
    struct recall_page page = {.code = matter->code,
                               .symbol = made->symbol,
                               .action_url = paper_url(work, matter, made, false, "/thu-hoi"),
                               .back_url = list_url(work, matter),
                               .pdf_url = paper_url(work, matter, made, false, ".pdf"),
                               .asked = made->recall_by ? made->recall_reason : STR(""),
                               .is_own = made->recall_by == work->actor->account_id};
    const struct fault *fault = page_layout(
        work, request, say(work, "case-paper.recall-title", STR(""), paper_name(work, made->paper)),
        &page.layout);
    if (fault)
        return fault;
    page.reason = field_view(work, KEY, &recall_fields[0], form, faults);
    page.reason.rows = 3;
    page.reason.is_required = true; /* of whoever asks; whoever decides has a button */
    crumbs(work, &page.layout, matter);
    page_crumb(work, &page.layout, page.back_url, site_message(work, "case-paper.title"));
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    page_errors_of(work, &page.layout, KEY, faults);
    return page_respond(work, response, faults ? 422 : 200, &petition_recall_kind, &page);
}

const struct fault *petition_recall(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct matter matter;
    struct case_paper_made made;
    struct form form = form_empty(work->arena, recall_fields, COUNT(recall_fields));
    const struct fault *fault = find_issued(work, request, &matter, &made);
    return fault ? fault : show_recall(work, request, response, &matter, &made, &form, NULL);
}

const struct fault *petition_recall_take(struct work *work, const struct request *request,
                                         struct response *response)
{
    struct matter matter;
    struct case_paper_made made;
    struct form form;
    struct str button;
    const struct fault *fault = find_issued(work, request, &matter, &made);
    if (fault)
        return fault;
    fault = form_read(work, request, recall_fields, COUNT(recall_fields), &form);
    if (!fault) {
        button = form_str(&form, "do");
        fault =
            str_equal(button, STR("agree")) || str_equal(button, STR("decline"))
                ? case_paper_decide_recall(work, &matter, &made, str_equal(button, STR("agree")))
                : case_paper_ask_recall(work, &matter, &made, form_str(&form, "reason"));
    }
    if (fault && fault->kind == FAULT_INVALID)
        return show_recall(work, request, response, &matter, &made, &form, fault);
    if (!fault)
        response_redirect(
            response, url_add(work->arena, list_url(work, &matter), STR("xong"), STR("1")).text);
    return fault;
}
