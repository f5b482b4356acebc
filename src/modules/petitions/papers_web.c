/*
 * Papers that go with a petition being written: several at once, one taken away again,
 * kept with the draft. What is refused is said beside the field, what was taken stays.
 */
#include "modules/petitions/intake_page.h"
#include "modules/petitions/petition_web.h"
#include "text/number.h"

static const struct form_field fields[] = {
    {"file", INPUT_FILE, 0, DRAFT_FILES, false, NULL},
    {"do",   INPUT_LINE, 0, 20,          false, NULL},
};

enum {
    FIELDS = sizeof(fields) / sizeof(fields[0])
};

struct paper_row {
    struct str name;
    struct str size;
    struct str remove; /* value of its button */
};
static SHAPE(paper_row_shape, struct paper_row, FIELD(struct paper_row, name),
             FIELD(struct paper_row, size), FIELD(struct paper_row, remove));

struct papers_page {
    struct layout layout;
    struct url action_url;
    struct url back_url;
    struct str place;
    bool is_sealed;
    struct field_view file;
    struct list marks; /* struct intake_mark */
    struct list rows;  /* struct paper_row */
};
static SHAPE(papers_page_shape, struct papers_page,
             RECORD(struct papers_page, layout, layout_shape),
             FIELD(struct papers_page, action_url), FIELD(struct papers_page, back_url),
             FIELD(struct papers_page, place), FIELD(struct papers_page, is_sealed),
             RECORD(struct papers_page, file, field_view_shape),
             LIST(struct papers_page, marks, intake_mark_shape),
             LIST(struct papers_page, rows, paper_row_shape));
const struct page_kind petition_papers_kind = {"petitions/papers", &papers_page_shape};

static struct list rows_of(struct work *work, const struct draft *draft)
{
    VEC(struct paper_row) rows = {0};
    case_ticket_list tickets;
    draft_tickets(work, draft, &tickets);
    for (size_t i = 0; i < tickets.count; i++)
        *VEC_PUSH(&rows, work->arena) = (struct paper_row){
            tickets.items[i].name,
            size_text(work->arena, work->locale, (uint64_t)tickets.items[i].size),
            arena_printf(work->arena, "remove:%zu", i)};
    return VEC_LIST(&rows);
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct draft *draft,
                                const struct intake_step *step, bool were_taken,
                                const struct fault *faults)
{
    struct papers_page page = {.action_url = intake_url(work, INTAKE_PAPERS),
                               .back_url = intake_url(work, intake_before(draft, step)->name),
                               .is_sealed = intake_kind(draft) == &denunciation_kind};
    struct form form = form_empty(work->arena, fields, FIELDS);
    const struct fault *fault =
        page_layout(work, request, site_message(work, "intake.page.giay-to"), &page.layout);
    if (fault)
        return fault;
    page.layout.is_private = true;
    page.file = field_view(work, "intake", &fields[0], &form, faults);
    page.rows = rows_of(work, draft);
    intake_mark_place(work, draft, step, &page.marks, &page.place);
    intake_crumbs(work, &page.layout);
    page_errors(work, &page.layout, faults);
    if (were_taken) /* but for those that are named: nothing is to be chosen again */
        page.layout.lost = NULL;
    fault = page_respond_form(work, response, faults, &petition_papers_kind, &page);
    response_keep(response, RESPONSE_NO_STORE);
    return fault;
}

/* The draft and the step of papers; NULL where no kind was chosen yet. */
static const struct fault *find(struct work *work, const struct request *request,
                                struct draft *ret_draft, const struct intake_step **ret_step)
{
    const struct fault *fault = draft_load(work, request, ret_draft);
    if (fault)
        return fault;
    if (draft_get(ret_draft, "code").len > 0)
        *ret_draft = (struct draft){0};
    *ret_step = intake_step(ret_draft, STR(INTAKE_PAPERS));
    return NULL;
}

const struct fault *petition_papers(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct draft draft;
    const struct intake_step *step;
    const struct fault *fault = find(work, request, &draft, &step);
    size_t count;
    if (fault)
        return fault;
    if (step)
        return show(work, request, response, &draft, step, false, NULL);
    intake_go_to(work, response, intake_steps(&count));
    return NULL;
}

struct removing {
    struct draft *draft;
    struct case_ticket ticket;
};

static const struct fault *remove_one(struct work *work, void *context)
{
    const struct removing *removing = context;
    const struct fault *fault = case_ticket_drop(work, &removing->ticket);
    return fault ? fault : draft_store(work, removing->draft, DRAFT_DAYS);
}

/* "remove:2" */
static const struct fault *remove_paper(struct work *work, struct draft *draft, struct str button)
{
    struct removing removing = {.draft = draft};
    case_ticket_list tickets;
    case_ticket_list kept = {0};
    int64_t at = -1;
    str_cut(&button, ':');
    str_to_int64(button, &at);
    draft_tickets(work, draft, &tickets);
    for (size_t i = 0; i < tickets.count; i++)
        if ((int64_t)i == at)
            removing.ticket = tickets.items[i];
        else
            *VEC_PUSH(&kept, work->arena) = tickets.items[i];
    if (kept.count == tickets.count)
        return NULL; /* it is gone already */
    draft_set_tickets(work, draft, &kept);
    return db_write(work, remove_one, &removing);
}

/* Puts what was taken with the draft, also where something else was refused. */
static const struct fault *add_papers(struct work *work, const struct request *request,
                                      struct response *response, struct draft *draft,
                                      const struct form *form)
{
    case_ticket_list have;
    case_ticket_list added;
    const struct fault *fault;
    const struct fault *refused;
    draft_tickets(work, draft, &have);
    refused = case_files_receive(work, form_value(form, "file"), DRAFT_FILES - have.count,
                                 DRAFT_DAYS, &added);
    if (refused && refused->kind != FAULT_INVALID)
        return refused;
    for (size_t i = 0; i < added.count; i++)
        *VEC_PUSH(&have, work->arena) = added.items[i];
    draft_set_tickets(work, draft, &have);
    fault = draft_save(work, request, response, draft, DRAFT_DAYS);
    if (!fault && !refused && str_equal(form_str(form, "do"), STR("next")) &&
        intake_lacks_authority(work, draft))
        refused = fault_field(work->arena, "file", "intake.file.authority");
    return fault ? fault : refused;
}

const struct fault *petition_papers_take(struct work *work, const struct request *request,
                                         struct response *response)
{
    struct draft draft;
    const struct intake_step *step;
    struct form form;
    struct str button;
    size_t count;
    bool is_read;
    const struct fault *fault = find(work, request, &draft, &step);
    if (fault)
        return fault;
    if (!step) {
        intake_go_to(work, response, intake_steps(&count));
        return NULL;
    }
    fault = form_read(work, request, fields, FIELDS, &form);
    if (fault && fault->kind != FAULT_INVALID)
        return fault;
    is_read = !fault;
    button = form_str(&form, "do");
    if (!fault)
        fault = str_starts(button, STR("remove:"))
                    ? remove_paper(work, &draft, button)
                    : add_papers(work, request, response, &draft, &form);
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &draft, step, is_read, fault);
    if (!fault)
        intake_go_to(work, response,
                     str_equal(button, STR("next")) ? intake_next(&draft, step) : step);
    return fault;
}
