/*
 * The page where a paper is recalled: one official asks, another decides.
 */
#include "modules/petitions/case_paper_web.h"

#include "civic/actor.h"
#include "modules/petitions/petition_web.h"

static const struct form_field recall_fields[] = {
    {"reason", INPUT_TEXT, 0, CASE_PAPER_REASON, false, NULL},
    {"do",     INPUT_LINE, 0, 20,                false, NULL},
};

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
    const struct fault *fault = matter_of_request(work, request, ret_matter);
    if (!fault)
        fault = petition_paper_of_request(work, request, ret_matter, ret_made);
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
                               .action_url =
                                   petition_paper_url(work, matter, made, false, "/thu-hoi"),
                               .back_url = petition_papers_url(work, matter),
                               .pdf_url = petition_paper_url(work, matter, made, false, ".pdf"),
                               .asked = made->recall_by ? made->recall_reason : STR(""),
                               .is_own = made->recall_by == work->actor->account_id};
    const struct fault *fault =
        page_layout(work, request,
                    petition_paper_say(work, "case-paper.recall-title", STR(""),
                                       petition_paper_name(work, made->paper)),
                    &page.layout);
    if (fault)
        return fault;
    page.reason = field_view(work, KEY, &recall_fields[0], form, faults);
    page.reason.rows = 3;
    page.reason.is_required = true; /* of whoever asks; whoever decides has a button */
    petition_paper_crumbs(work, &page.layout, matter);
    page_errors_of(work, &page.layout, KEY, faults);
    return page_respond_form(work, response, faults, &petition_recall_kind, &page);
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
    return fault ? fault : petition_see_papers(work, response, &matter);
}
