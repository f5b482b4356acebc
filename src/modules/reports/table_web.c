/*
 * A report on the screen: its table, each cell leading to its cases, and whatever is
 * wrong with it.
 */
#include "civic/actor.h"
#include "db/db.h"
#include "modules/matters/matters.h"
#include "modules/reports/reports_web.h"

#include <inttypes.h>

struct head_cell {
    struct str text;
    int columns;
    int rows;
    bool is_group; /* over several columns */
};
static SHAPE(head_cell_shape, struct head_cell, FIELD(struct head_cell, text),
             FIELD(struct head_cell, columns), FIELD(struct head_cell, rows),
             FIELD(struct head_cell, is_group));

struct head_row {
    bool is_first;
    struct list cells; /* struct head_cell */
};
static SHAPE(head_row_shape, struct head_row, FIELD(struct head_row, is_first),
             LIST(struct head_row, cells, head_cell_shape));

struct cell {
    struct str text;
    struct url url; /* of its cases; empty where there are none */
    bool is_adjusted;
};
static SHAPE(cell_shape, struct cell, FIELD(struct cell, text), FIELD(struct cell, url),
             FIELD(struct cell, is_adjusted));

struct body_row {
    struct str name;
    bool is_own;
    struct list cells; /* struct cell */
};
static SHAPE(body_row_shape, struct body_row, FIELD(struct body_row, name),
             FIELD(struct body_row, is_own), LIST(struct body_row, cells, cell_shape));

struct breach_view {
    struct str identity;
    struct str where;
    struct str left;
    struct str right;
    struct list cases; /* struct page_link */
};
static SHAPE(breach_shape, struct breach_view, FIELD(struct breach_view, identity),
             FIELD(struct breach_view, where), FIELD(struct breach_view, left),
             FIELD(struct breach_view, right), LIST(struct breach_view, cases, page_link_shape));

struct difference_view {
    struct str unit;
    struct str columns;
    struct str before;
    struct str now;
};
static SHAPE(difference_shape, struct difference_view, FIELD(struct difference_view, unit),
             FIELD(struct difference_view, columns), FIELD(struct difference_view, before),
             FIELD(struct difference_view, now));

struct seam_view {
    struct civil_date first;
    struct civil_date last;
    bool is_one; /* a single day */
    bool is_twice;
};
static SHAPE(seam_shape, struct seam_view, FIELD(struct seam_view, first),
             FIELD(struct seam_view, last), FIELD(struct seam_view, is_one),
             FIELD(struct seam_view, is_twice));

struct adjustment_view {
    struct str unit;
    int number;
    struct str amount;
    struct str reason;
    struct str who;
    struct instant at;
};
static SHAPE(adjustment_shape, struct adjustment_view, FIELD(struct adjustment_view, unit),
             FIELD(struct adjustment_view, number), FIELD(struct adjustment_view, amount),
             FIELD(struct adjustment_view, reason), FIELD(struct adjustment_view, who),
             FIELD(struct adjustment_view, at));

struct table_page {
    struct layout layout;
    struct str number;
    struct str by;
    struct str note;
    struct str doubt; /* of the form */
    bool is_local;    /* the days, by a local rule */
    struct str unit_name;
    struct str period;
    struct civil_date first;
    struct civil_date last;
    int levels;
    struct list head;        /* struct head_row */
    struct list numbers;     /* struct str */
    struct list rows;        /* struct body_row */
    struct list total;       /* struct cell */
    struct list breaches;    /* struct breach_view */
    struct list notes;       /* struct str */
    struct list differences; /* struct difference_view: since it was issued */
    struct list carry;       /* the same: against the period before */
    struct list adjustments; /* struct adjustment_view */
    struct list seams;       /* struct seam_view: days in no period, or in two */
    int64_t moved;           /* petitions that came from another unit in the period */
    bool is_issued;
    bool is_carried; /* it begins with what the period before ended with */
    struct str signer;
    struct instant issued_at;
    struct str issue_note;
    bool may_issue;
    bool may_correct;
    struct field_view issue_field;
    struct field_view row_field;
    struct field_view column_field;
    struct list hidden; /* struct hidden_field */
    struct url issue_url;
    struct url cell_url;
    struct url xlsx_url;
    struct url csv_url;
    struct url pdf_url;
    struct url back_url;
};
static SHAPE(
    table_page_shape, struct table_page, RECORD(struct table_page, layout, layout_shape),
    FIELD(struct table_page, number), FIELD(struct table_page, by), FIELD(struct table_page, note),
    FIELD(struct table_page, doubt), FIELD(struct table_page, is_local),
    FIELD(struct table_page, unit_name), FIELD(struct table_page, period),
    FIELD(struct table_page, first), FIELD(struct table_page, last),
    FIELD(struct table_page, levels), LIST(struct table_page, head, head_row_shape),
    LIST(struct table_page, numbers, text_shape), LIST(struct table_page, rows, body_row_shape),
    LIST(struct table_page, total, cell_shape), LIST(struct table_page, breaches, breach_shape),
    LIST(struct table_page, notes, text_shape),
    LIST(struct table_page, differences, difference_shape),
    LIST(struct table_page, carry, difference_shape),
    LIST(struct table_page, adjustments, adjustment_shape),
    LIST(struct table_page, seams, seam_shape), FIELD(struct table_page, moved),
    FIELD(struct table_page, is_issued), FIELD(struct table_page, is_carried),
    FIELD(struct table_page, signer), FIELD(struct table_page, issued_at),
    FIELD(struct table_page, issue_note), FIELD(struct table_page, may_issue),
    FIELD(struct table_page, may_correct), RECORD(struct table_page, issue_field, field_view_shape),
    RECORD(struct table_page, row_field, field_view_shape),
    RECORD(struct table_page, column_field, field_view_shape),
    LIST(struct table_page, hidden, hidden_field_shape), FIELD(struct table_page, issue_url),
    FIELD(struct table_page, cell_url), FIELD(struct table_page, xlsx_url),
    FIELD(struct table_page, csv_url), FIELD(struct table_page, pdf_url),
    FIELD(struct table_page, back_url));
const struct page_kind report_table_kind = {"reports/table", &table_page_shape};

/* ---- head ---- */

static struct list head_of(struct work *work, const struct form_version *form)
{
    VEC(struct head_row) rows = {0};
    form_heading_list headings;
    size_t at = 0;
    form_headings(work->arena, form, &headings);
    for (size_t row = 0; row < form->levels; row++) {
        VEC(struct head_cell) cells = {0};
        for (; at < headings.count && headings.items[at].row == row; at++)
            *VEC_PUSH(&cells, work->arena) =
                (struct head_cell){.text = law_text_of(work, &headings.items[at].text),
                                   .columns = (int)headings.items[at].columns,
                                   .rows = (int)headings.items[at].rows,
                                   .is_group = headings.items[at].columns > 1};
        *VEC_PUSH(&rows, work->arena) = (struct head_row){row == 0, VEC_LIST(&cells)};
    }
    return VEC_LIST(&rows);
}

static struct list numbers_of(struct work *work, const struct form_version *form)
{
    VEC(struct str) numbers = {0};
    for (size_t i = 0; i < form->columns.count; i++)
        *VEC_PUSH(&numbers, work->arena) =
            form_number_text(work->arena, form, &form->columns.items[i]);
    return VEC_LIST(&numbers);
}

/* ---- body ---- */

static struct list cells_of(struct work *work, const struct asking *asking,
                            const struct report_row *row, struct str row_name)
{
    const struct form_version *form = asking->form;
    VEC(struct cell) cells = {0};
    for (size_t i = 0; i < form->columns.count; i++) {
        const struct form_column *column = &form->columns.items[i];
        struct cell *cell = VEC_PUSH(&cells, work->arena);
        *cell = (struct cell){
            .text = form_amount_text(work->arena, work->locale, column, row->amounts[i]),
            .is_adjusted = row->is_adjusted[i]};
        if (!row->amounts[i] && !row->is_adjusted[i])
            continue;
        cell->url = asking_form_url(work, asking, form, "o");
        cell->url = url_add(work->arena, cell->url, STR("dong"), row_name);
        cell->url = url_add(work->arena, cell->url, STR("cot"),
                            arena_printf(work->arena, "%d", column->number));
    }
    return VEC_LIST(&cells);
}

static struct list rows_of(struct work *work, const struct asking *asking,
                           const struct report *report)
{
    VEC(struct body_row) rows = {0};
    for (size_t i = 0; i < report->rows.count; i++) {
        const struct report_row *row = &report->rows.items[i];
        *VEC_PUSH(&rows, work->arena) = (struct body_row){
            .name = row->unit.name,
            .is_own = row->is_own && report->rows.count > 1,
            .cells =
                cells_of(work, asking, row, arena_printf(work->arena, "%" PRId64, row->unit.id))};
    }
    return VEC_LIST(&rows);
}

/* ---- what is wrong ---- */

static const struct fault *cases_of(struct work *work, const struct report_breach *breach,
                                    struct list *ret_cases)
{
    VEC(struct page_link) links = {0};
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < breach->ids.count; i++) {
        struct matter matter;
        const struct fault *refusal;
        fault = matter_load(work, breach->ids.items[i], &matter);
        refusal = fault ? NULL : matter_must_read(work, &matter);
        if (refusal && refusal->kind != FAULT_FORBIDDEN)
            return refusal;
        if (!fault && !refusal)
            *VEC_PUSH(&links, work->arena) = (struct page_link){
                .url = url_relative(work->arena, "/can-bo/viec/" PRISTR, STRARG(matter.code)),
                .label = matter.code};
    }
    *ret_cases = VEC_LIST(&links);
    return fault;
}

static const struct fault *fill_breaches(struct work *work, const struct report *report,
                                         struct table_page *page)
{
    VEC(struct breach_view) views = {0};
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < report->breaches.count; i++) {
        const struct report_breach *breach = &report->breaches.items[i];
        struct breach_view *view = VEC_PUSH(&views, work->arena);
        *view = (struct breach_view){.identity = breach->identity->text,
                                     .where = breach->row < report->rows.count
                                                  ? report->rows.items[breach->row].unit.name
                                                  : site_message(work, "report.total"),
                                     .left = arena_printf(work->arena, "%" PRId64, breach->left),
                                     .right = arena_printf(work->arena, "%" PRId64, breach->right)};
        fault = cases_of(work, breach, &view->cases);
    }
    page->breaches = VEC_LIST(&views);
    return fault;
}

static struct list notes_of(struct work *work, const struct form_version *form)
{
    VEC(struct str) notes = {0};
    for (size_t i = 0; i < form->columns.count; i++) {
        const struct form_column *column = &form->columns.items[i];
        if (column->note.vi.len)
            *VEC_PUSH(&notes, work->arena) =
                arena_printf(work->arena, "(%d) " PRISTR, column->number,
                             STRARG(law_text_of(work, &column->note)));
    }
    return VEC_LIST(&notes);
}

static struct list differences_of(struct work *work, const report_difference_list *list)
{
    VEC(struct difference_view) views = {0};
    for (size_t i = 0; i < list->count; i++)
        *VEC_PUSH(&views, work->arena) = (struct difference_view){
            .unit = list->items[i].unit_name,
            .columns = list->items[i].columns,
            .before = arena_printf(work->arena, "%" PRId64, list->items[i].before),
            .now = arena_printf(work->arena, "%" PRId64, list->items[i].now)};
    return VEC_LIST(&views);
}

static struct list adjustments_of(struct work *work, const struct report *report)
{
    VEC(struct adjustment_view) views = {0};
    for (size_t i = 0; i < report->adjustments.count; i++) {
        const struct report_adjustment *one = &report->adjustments.items[i];
        *VEC_PUSH(&views, work->arena) =
            (struct adjustment_view){.unit = one->unit,
                                     .number = one->number,
                                     .amount = arena_printf(work->arena, "%+" PRId64, one->amount),
                                     .reason = one->reason,
                                     .who = one->who,
                                     .at = one->at};
    }
    return VEC_LIST(&views);
}

static struct list seams_of(struct work *work, const struct period *period)
{
    VEC(struct seam_view) views = {0};
    struct period_seam seams[PERIOD_SEAMS];
    size_t count = period_seams(work, period, seams);
    for (size_t i = 0; i < count; i++)
        *VEC_PUSH(&views, work->arena) =
            (struct seam_view){seams[i].first, seams[i].last,
                               date_compare(seams[i].first, seams[i].last) == 0, seams[i].is_twice};
    return VEC_LIST(&views);
}

/* What lay at another unit when the period began. */
static int64_t count_moved(const struct report *report)
{
    int64_t count = 0;
    for (size_t i = 0; i < report->facts.count; i++) {
        struct civil_date came = report->facts.items[i].came_on;
        count += !date_is_none(came) && date_compare(came, report->span.first) >= 0;
    }
    return count;
}

/* ---- what may be done ---- */

static const struct form_field issue_fields[] = {
    {"note", INPUT_TEXT, 0, 2000, false, NULL},
};

typedef VEC(struct option_view) option_list;

/* To reach a cell that says nothing, in order to correct it. */
static void fill_choosers(struct work *work, const struct asking *asking,
                          const struct report *report, struct table_page *page)
{
    option_list rows = {0};
    option_list columns = {0};
    for (size_t i = 0; i < report->rows.count; i++)
        *VEC_PUSH(&rows, work->arena) = (struct option_view){
            .value = arena_printf(work->arena, "%" PRId64, report->rows.items[i].unit.id),
            .label = report->rows.items[i].unit.name};
    for (size_t i = 0; i < asking->form->columns.count; i++) {
        const struct form_column *column = &asking->form->columns.items[i];
        if (!column->is_words)
            *VEC_PUSH(&columns, work->arena) = (struct option_view){
                .value = arena_printf(work->arena, "%d", column->number),
                .label = arena_printf(
                    work->arena, "%d. " PRISTR, column->number,
                    STRARG(law_text_of(work, &column->levels[column->level_count - 1])))};
    }
    page->row_field = (struct field_view){.id = STR("dong"),
                                          .name = STR("dong"),
                                          .label = site_message(work, "report.unit"),
                                          .is_required = true,
                                          .options = VEC_LIST(&rows)};
    page->column_field = (struct field_view){.id = STR("cot"),
                                             .name = STR("cot"),
                                             .label = site_message(work, "report.column"),
                                             .is_required = true,
                                             .options = VEC_LIST(&columns)};
}

static const struct fault *fill_rights(struct work *work, const struct asking *asking,
                                       struct table_page *page)
{
    const struct fault *refusal = actor_must(work, REPORT_SIGNERS, asking->unit.id);
    if (refusal && refusal->kind != FAULT_FORBIDDEN)
        return refusal;
    page->may_issue = !refusal && !page->is_issued;
    refusal = actor_must(work, REPORT_KEEPERS, asking->unit.id);
    if (refusal && refusal->kind != FAULT_FORBIDDEN)
        return refusal;
    page->may_correct = !refusal && !page->is_issued;
    return NULL;
}

static void fill_urls(struct work *work, const struct asking *asking, struct table_page *page)
{
    const struct form_version *form = asking->form;
    page->hidden = asking_hidden(work, asking);
    page->issue_url =
        url_relative(work->arena, "/can-bo/bao-cao/" PRISTR "/chot", STRARG(form->name));
    page->cell_url = asking_form_url(work, asking, form, "o");
    page->xlsx_url = asking_form_url(work, asking, form, ".xlsx");
    page->csv_url = asking_form_url(work, asking, form, ".csv");
    page->pdf_url = asking_form_url(work, asking, form, ".pdf");
    page->back_url = asking_url(work, asking, URL("/can-bo/bao-cao"));
}

/* ---- the page ---- */

static const struct fault *fill(struct work *work, const struct asking *asking,
                                const struct asked_report *asked, struct table_page *page)
{
    const struct report *report = &asked->report;
    const struct form_version *form = asking->form;
    const struct fault *fault;
    page->number = form->number;
    page->by = form->by;
    page->note = law_text_of(work, &form->note);
    page->doubt = asking_form_doubt(work, form);
    page->is_local = period_is_local(work, &asking->period);
    page->unit_name = asking->unit.name;
    page->period = period_title(work, &asking->period);
    page->first = report->span.first;
    page->last = report->span.last;
    page->levels = (int)form->levels;
    page->head = head_of(work, form);
    page->numbers = numbers_of(work, form);
    page->rows = rows_of(work, asking, report);
    page->total = cells_of(work, asking, &report->total, STR("tong"));
    page->notes = notes_of(work, form);
    page->is_issued = asked->issue.id != 0;
    page->signer = asked->issue.signer;
    page->issued_at = asked->issue.at;
    page->issue_note = asked->issue.note;
    page->differences = differences_of(work, &asked->differences);
    page->carry = differences_of(work, &asked->carry);
    page->is_carried = asked->has_before && !asked->carry.count;
    fill_urls(work, asking, page);
    fill_choosers(work, asking, report, page);
    page->adjustments = adjustments_of(work, report);
    page->seams = seams_of(work, &asking->period);
    page->moved = count_moved(report);
    fault = fill_breaches(work, report, page);
    return fault ? fault : fill_rights(work, asking, page);
}

/* `faults`: of a report that could not be issued; `typed` what was sent then. */
static const struct fault *show(struct work *work, const struct request *request,
                                const struct asking *asking, const struct form *typed,
                                const struct fault *faults, struct response *response)
{
    struct table_page page = {0};
    struct asked_report asked;
    const struct fault *fault = asking_count(work, asking, &asked);
    if (!fault)
        fault =
            page_layout(work, request,
                        arena_printf(work->arena, PRISTR ": " PRISTR, STRARG(asking->form->number),
                                     STRARG(law_text_of(work, &asking->form->title))),
                        &page.layout);
    if (!fault)
        fault = fill(work, asking, &asked, &page);
    if (fault)
        return fault;
    page.issue_field = field_view(work, "report.issue", &issue_fields[0], typed, faults);
    matter_inbox_crumb(work, &page.layout);
    page_crumb(work, &page.layout, page.back_url, site_message(work, "report.title"));
    page_crumb(work, &page.layout, URL(""), asking->form->number);
    if (faults) {
        struct page_flash *flash = work_alloc(work, struct page_flash);
        *flash = (struct page_flash){true, site_fault_message(work, faults)};
        page.layout.flash = flash;
    }
    return page_respond_form(work, response, faults, &report_table_kind, &page);
}

const struct fault *report_table_show(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct form typed = form_empty(work->arena, issue_fields, 1);
    struct asking asking;
    const struct fault *fault = asking_read(work, request, &asking);
    return fault ? fault : show(work, request, &asking, &typed, NULL, response);
}

const struct fault *report_table_issue(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct asking asking;
    struct report report;
    struct form typed;
    const struct fault *fault = asking_read(work, request, &asking);
    if (!fault)
        fault = asking.faults;
    if (!fault)
        fault = form_read(work, request, issue_fields, 1, &typed);
    if (!fault)
        fault = report_count(work, asking.form, asking.unit.id, asking.period.span, &report);
    if (fault)
        return fault;
    db_release(work);
    fault = report_issue(work, &report, &asking.period, form_str(&typed, "note"));
    if (fault && (fault->kind == FAULT_INVALID || fault->kind == FAULT_CONFLICT))
        return show(work, request, &asking, &typed, fault, response);
    if (!fault)
        response_redirect(response, asking_form_url(work, &asking, asking.form, "").text);
    return fault;
}
