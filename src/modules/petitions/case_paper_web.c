/*
 * The papers of a petition: their list and their PDF, before and after they are issued;
 * the sender sees what is meant for the sender.
 */
#include "modules/petitions/case_paper_web.h"
#include "civic/seal.h"
#include "modules/matters/matters.h"
#include "modules/petitions/petition_web.h"
#include "text/number.h"

#include <inttypes.h>

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
    struct url copy_url;   /* the same */
    struct str note;       /* what became of it, or what it replaces */
};
static SHAPE(paper_row_shape, struct paper_row, FIELD(struct paper_row, name),
             FIELD(struct paper_row, symbol), FIELD(struct paper_row, happened_on),
             FIELD(struct paper_row, signed_on), FIELD(struct paper_row, is_issued),
             FIELD(struct paper_row, pdf_url), FIELD(struct paper_row, scan_url),
             FIELD(struct paper_row, url), FIELD(struct paper_row, recall_url),
             FIELD(struct paper_row, copy_url), FIELD(struct paper_row, note));

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

struct str petition_paper_name(struct work *work, const struct case_paper *paper)
{
    return site_message(work, arena_printf(work->arena, "case-paper.%s", paper->kind.name).ptr);
}

struct url petition_paper_url(struct work *work, const struct matter *matter,
                              const struct case_paper_made *made, bool is_for_sender,
                              const char *behind)
{
    struct url url =
        url_path(work->arena,
                 arena_printf(work->arena, "%s" PRISTR "/van-ban/%" PRId64 "/%s%s",
                              is_for_sender ? "/don-thu/" : "/can-bo/viec/", STRARG(matter->code),
                              made->event.seq, made->paper->kind.name, behind));
    return is_for_sender ? url : matter_in_list(work, url);
}

struct str petition_paper_say(struct work *work, const char *key, struct str day, struct str what)
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
        return is_for_sender
                   ? petition_paper_say(work, "case-paper.recalled", day, STR(""))
                   : petition_paper_say(work, "case-paper.recalled-for", day, made->recall_reason);
    if (made->recall_by && !is_for_sender)
        return petition_paper_say(work, "case-paper.recall-asked", STR(""), made->recall_reason);
    if (made->id && made->replaces.len > 0)
        return petition_paper_say(work, "case-paper.replaces-what", STR(""), made->replaces);
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
        *row = (struct paper_row){.name = petition_paper_name(work, made->paper),
                                  .symbol = made->symbol,
                                  .happened_on = made->event.happened_on,
                                  .signed_on = made->id ? made->signing.signed_on : DATE_NONE,
                                  .is_issued = made->id != 0,
                                  .pdf_url =
                                      petition_paper_url(work, matter, made, is_for_sender, ".pdf"),
                                  .scan_url = URL(""),
                                  .url = petition_paper_url(work, matter, made, false, ""),
                                  .recall_url = URL(""),
                                  .copy_url = URL(""),
                                  .note = note_of(work, made, is_for_sender)};
        if (made->recalled_at.us) {
            row->url = URL("");
            row->pdf_url = is_for_sender ? URL("") : recalled_url(work, row->pdf_url, made);
        } else if (made->id && !is_for_sender) {
            row->recall_url = petition_paper_url(work, matter, made, false, "/thu-hoi");
            row->copy_url = petition_paper_url(work, matter, made, false, "/sao");
        }
        if (made->scan_id && !is_for_sender)
            row->scan_url = url_relative(work->arena, "/can-bo/viec/" PRISTR "/tai-lieu/%" PRId64,
                                         STRARG(matter->code), made->scan_id);
    }
    return VEC_LIST(&rows);
}

struct url petition_papers_url(struct work *work, const struct matter *matter)
{
    return matter_in_list(
        work, url_relative(work->arena, "/can-bo/viec/" PRISTR "/van-ban", STRARG(matter->code)));
}

const struct fault *petition_must_not_name(struct work *work, const struct matter *matter,
                                           const struct form *form)
{
    size_t count;
    const struct seal_words *words = petition_typed_words(work, form, &count);
    return seal_must_not_name(work, matter, words, count);
}

const struct fault *petition_see_papers(struct work *work, struct response *response,
                                        const struct matter *matter)
{
    response_redirect(
        response,
        url_add(work->arena, petition_papers_url(work, matter), STR("xong"), STR("1")).text);
    return NULL;
}

static struct url file_url(struct work *work, const struct matter *matter)
{
    return matter_in_list(work,
                          url_relative(work->arena, "/can-bo/viec/" PRISTR, STRARG(matter->code)));
}

/* Up to the file of the petition. */
static void file_crumbs(struct work *work, struct layout *layout, const struct matter *matter)
{
    matter_crumbs(work, layout, matter->code);
}

void petition_paper_crumbs(struct work *work, struct layout *layout, const struct matter *matter)
{
    file_crumbs(work, layout, matter);
    page_crumb(work, layout, petition_papers_url(work, matter),
               site_message(work, "case-paper.title"));
    page_crumb(work, layout, URL(""), layout->title);
}

const struct fault *petition_case_papers(struct work *work, const struct request *request,
                                         struct response *response)
{
    struct papers_page page = {0};
    struct matter matter;
    case_paper_list papers;
    const struct fault *fault = matter_of_request(work, request, &matter);
    if (!fault)
        fault = case_papers_of(work, &matter, &papers);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "case-paper.title"), &page.layout);
    if (fault)
        return fault;
    page.code = matter.code;
    page.back_url = file_url(work, &matter);
    page.rows = rows_of(work, &matter, &papers, false);
    file_crumbs(work, &page.layout, &matter);
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

const struct fault *petition_paper_of_request(struct work *work, const struct request *request,
                                              const struct matter *matter,
                                              struct case_paper_made *ret_made)
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

const struct fault *petition_respond_paper(struct work *work, struct response *response,
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
    const struct fault *fault = matter_of_request(work, request, &matter);
    if (!fault)
        fault = petition_paper_of_request(work, request, &matter, &made);
    return fault ? fault : petition_respond_paper(work, response, &matter, &made);
}

const struct fault *petition_sender_paper(struct work *work, const struct request *request,
                                          struct response *response)
{
    struct matter matter;
    struct case_paper_made made;
    case_file_list files;
    const struct fault *fault = matter_of_sender(work, request, &matter);
    if (!fault)
        fault = petition_paper_of_request(work, request, &matter, &made);
    if (fault)
        return fault;
    if (!made.id || made.recalled_at.us || !made.paper->is_for_sender)
        return fault_new(work->arena, FAULT_NOT_FOUND, "case-paper.unknown", "not the sender's");
    if (!made.scan_id)
        return petition_respond_paper(work, response, &matter, &made);
    fault = case_files_of(work, matter.id, &files);
    return fault ? fault : case_file_respond(work, response, &files, made.scan_id);
}
