/*
 * A report to take away: XLSX, CSV and a paper of A4 across, with the numbers that the
 * table on the screen has.
 */
#include "civic/sheet_grid.h"
#include "modules/reports/reports_web.h"
#include "text/number.h"

enum {
    MILLION_DIGITS = 6
};

/* In the language of the work: of a paper Vietnamese. */
static void add_headings(struct work *work, const struct form_version *form, struct grid *grid)
{
    VEC(struct grid_heading) list = {0};
    form_heading_list headings;
    size_t at = 0;
    form_headings(work->arena, form, &headings);
    for (size_t row = 0; row < form->levels; row++) {
        if (row == 0)
            *VEC_PUSH(&list, work->arena) =
                (struct grid_heading){site_message(work, "report.unit"), 0, 0, form->levels, 1};
        for (; at < headings.count && headings.items[at].row == row; at++)
            *VEC_PUSH(&list, work->arena) = (struct grid_heading){
                law_text_of(work, &headings.items[at].text), row, headings.items[at].column + 1,
                headings.items[at].rows, headings.items[at].columns};
    }
    *VEC_PUSH(&list, work->arena) =
        (struct grid_heading){site_message(work, "report.number"), form->levels, 0, 1, 1};
    for (size_t i = 0; i < form->columns.count; i++)
        *VEC_PUSH(&list, work->arena) =
            (struct grid_heading){form_number_text(work->arena, form, &form->columns.items[i]),
                                  form->levels, i + 1, 1, 1};
    grid->headings = list.items;
    grid->heading_count = list.count;
    grid->head_rows = form->levels + 1;
    grid->columns = form->columns.count + 1;
}

static void add_row(struct work *work, const struct form_version *form,
                    const struct report_row *row, struct str name, struct grid_cell *cells)
{
    cells[0] = (struct grid_cell){.text = name};
    for (size_t i = 0; i < form->columns.count; i++) {
        const struct form_column *column = &form->columns.items[i];
        cells[i + 1] = (struct grid_cell){
            .text = form_amount_text(work->arena, work->locale, column, row->amounts[i]),
            .number = row->amounts[i],
            .decimals = column->is_millions ? MILLION_DIGITS : 0,
            .is_number = !column->is_words};
    }
}

static void add_rows(struct work *work, const struct report *report, struct grid *grid)
{
    struct grid_cell *cells = arena_alloc_array(
        work->arena, (report->rows.count + 1) * grid->columns, sizeof(struct grid_cell));
    for (size_t i = 0; i < report->rows.count; i++)
        add_row(work, report->form, &report->rows.items[i], report->rows.items[i].unit.name,
                cells + i * grid->columns);
    add_row(work, report->form, &report->total, site_message(work, "report.total"),
            cells + report->rows.count * grid->columns);
    grid->cells = cells;
    grid->rows = report->rows.count + 1;
    grid->has_total = true;
}

/* That the days of the period, or the form, stand on no text of the law. */
static struct str remark_of(struct work *work, const struct asking *asking)
{
    struct str days =
        period_is_local(work, &asking->period) ? site_message(work, "report.days.local") : STR("");
    struct str doubt = asking_form_doubt(work, asking->form);
    if (!doubt.len)
        return days;
    return arena_printf(work->arena, PRISTR "%s" PRISTR " " PRISTR ": " PRISTR ".", STRARG(days),
                        days.len ? " " : "", STRARG(site_message(work, "report.form")),
                        STRARG(asking->form->number), STRARG(doubt));
}

static struct grid grid_of(struct work *work, const struct asking *asking,
                           const struct report *report)
{
    const struct form_version *form = asking->form;
    struct grid grid = {.title = law_text_of(work, &form->title),
                        .form = arena_printf(work->arena, PRISTR ": " PRISTR " (" PRISTR ")",
                                             STRARG(site_message(work, "report.form")),
                                             STRARG(form->number), STRARG(form->by)),
                        .summary =
                            arena_printf(work->arena, PRISTR ". " PRISTR " " PRISTR " – " PRISTR,
                                         STRARG(period_title(work, &asking->period)),
                                         STRARG(site_message(work, "report.days")),
                                         STRARG(date_text(work->arena, asking->period.span.first)),
                                         STRARG(date_text(work->arena, asking->period.span.last))),
                        .remark = remark_of(work, asking)};
    add_headings(work, form, &grid);
    add_rows(work, report, &grid);
    return grid;
}

static const struct fault *count(struct work *work, const struct request *request,
                                 struct asking *asking, struct asked_report *asked)
{
    const struct fault *fault = asking_read(work, request, asking);
    return fault ? fault : asking_count(work, asking, asked);
}

static struct str file_name(struct work *work, const struct asking *asking, const char *ending)
{
    return arena_printf(work->arena, PRISTR "-" PRISTR ".%s", STRARG(asking->form->name),
                        STRARG(date_to_iso(work->arena, asking->period.span.last)), ending);
}

static const struct fault *send_sheet(struct work *work, const struct request *request,
                                      enum sheet_format format, struct response *response)
{
    struct asking asking;
    struct asked_report asked;
    struct grid grid;
    struct str bytes;
    const struct fault *fault = count(work, request, &asking, &asked);
    if (fault)
        return fault;
    grid = grid_of(work, &asking, &asked.report);
    fault = grid_sheet(work, &grid, format, &bytes);
    if (fault)
        return fault;
    response_bytes(response, 200, str_from_c(sheet_media_type(format)), bytes);
    response_attachment(response, file_name(work, &asking, sheet_ending(format)));
    response_keep(response, RESPONSE_NO_STORE);
    return NULL;
}

const struct fault *report_xlsx(struct work *work, const struct request *request,
                                struct response *response)
{
    return send_sheet(work, request, SHEET_XLSX, response);
}

const struct fault *report_csv(struct work *work, const struct request *request,
                               struct response *response)
{
    return send_sheet(work, request, SHEET_CSV, response);
}

/* ---- the paper ---- */

/* An issued report has the day and the name of who issued it; else dots to fill in. */
static const struct fault *head_of(struct work *work, const struct asked_report *asked,
                                   struct paper_head *ret_head)
{
    const struct unit *unit = &asked->report.unit;
    struct unit parent = {0};
    const struct fault *fault = unit->parent_id ? unit_load(work, unit->parent_id, &parent) : NULL;
    if (fault)
        return fault;
    *ret_head = (struct paper_head){
        .superior = parent.name.ptr ? paper_body(work->arena, parent.name) : STR(""),
        .issuer = paper_body(work->arena, unit->name),
        .number = STR(""),
        .place = paper_place(unit->name),
        .signed_on = asked->issue.id ? instant_date(asked->issue.at) : DATE_NONE,
        .authority = STR(""),
        .position = site_message(work, "report.paper.position"),
        .signer = asked->issue.signer.ptr ? asked->issue.signer : STR("")};
    return NULL;
}

const struct fault *report_pdf(struct work *work, const struct request *request,
                               struct response *response)
{
    struct work vietnamese;
    struct asking asking;
    struct asked_report asked;
    struct paper_head head;
    struct grid grid;
    struct str pdf;
    const struct fault *fault = count(work, request, &asking, &asked);
    if (fault)
        return fault;
    vietnamese = *work;
    vietnamese.locale = LOCALE_VI;
    fault = head_of(&vietnamese, &asked, &head);
    if (fault)
        return fault;
    grid = grid_of(&vietnamese, &asking, &asked.report);
    fault = grid_paper(&vietnamese, &grid, &head, &pdf);
    if (fault)
        return fault;
    response_bytes(response, 200, STR("application/pdf"), pdf);
    response_inline(response, file_name(work, &asking, "pdf"));
    response_keep(response, RESPONSE_NO_STORE);
    return NULL;
}
