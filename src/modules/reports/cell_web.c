/*
 * The cases of one cell: who may not open a file sees its code alone.
 */
#include "civic/actor.h"
#include "modules/reports/reports_web.h"

#include <inttypes.h>

struct case_row {
    struct str code;
    struct url url; /* empty where the reader may not open it */
    struct str title;
    struct str kind;
    struct civil_date received_on;
    struct civil_date processed_on;
    struct civil_date ended_on;
    struct str unit;
    struct str amount; /* of a sum */
};
static SHAPE(case_row_shape, struct case_row, FIELD(struct case_row, code),
             FIELD(struct case_row, url), FIELD(struct case_row, title),
             FIELD(struct case_row, kind), FIELD(struct case_row, received_on),
             FIELD(struct case_row, processed_on), FIELD(struct case_row, ended_on),
             FIELD(struct case_row, unit), FIELD(struct case_row, amount));

struct cell_page {
    struct layout layout;
    struct str number;
    struct str heading;
    struct str row_name;
    struct str period;
    struct str amount;
    struct str by_hand; /* what was corrected, or empty */
    bool is_sum;
    struct list rows; /* struct case_row */
    struct url back_url;
    const struct page_pager *pager;
};
static SHAPE(cell_page_shape, struct cell_page, RECORD(struct cell_page, layout, layout_shape),
             FIELD(struct cell_page, number), FIELD(struct cell_page, heading),
             FIELD(struct cell_page, row_name), FIELD(struct cell_page, period),
             FIELD(struct cell_page, amount), FIELD(struct cell_page, by_hand),
             FIELD(struct cell_page, is_sum), LIST(struct cell_page, rows, case_row_shape),
             FIELD(struct cell_page, back_url), POINTER(struct cell_page, pager, page_pager_shape));
const struct page_kind report_cell_kind = {"reports/cell", &cell_page_shape};

/* Which cell: a column and a row; rows.count for the total. */
struct place {
    const struct form_column *column;
    size_t index; /* of the column */
    size_t row;
    size_t from; /* the first fact of the page */
};

static const struct fault *no_cell(struct work *work)
{
    return fault_new(work->arena, FAULT_NOT_FOUND, "error.not_found", "no such cell");
}

static const struct fault *read_place(struct work *work, const struct request *request,
                                      const struct report *report, struct place *place)
{
    struct str row = request_query(request, STR("dong"));
    int64_t number;
    int64_t from = 0;
    if (!str_to_int64(request_query(request, STR("cot")), &number) || number < 1 ||
        number > FORM_COLUMNS_MOST)
        return no_cell(work);
    place->column = form_column(report->form, (int)number, &place->index);
    if (!place->column)
        return no_cell(work);
    if (str_to_int64(request_query(request, STR("sau")), &from) && from > 0)
        place->from = (size_t)from;
    if (str_equal(row, STR("tong"))) {
        place->row = report->rows.count;
        return NULL;
    }
    if (!str_to_int64(row, &number))
        return no_cell(work);
    for (size_t i = 0; i < report->rows.count; i++)
        if (report->rows.items[i].unit.id == number) {
            place->row = i;
            return NULL;
        }
    return no_cell(work);
}

static const struct fault *case_of(struct work *work, const struct report *report, size_t at,
                                   const struct place *place, struct case_row *row)
{
    const struct fact *fact = &report->facts.items[at];
    struct matter matter;
    struct unit unit;
    const struct fault *refusal;
    const struct fault *fault = matter_load(work, fact->matter_id, &matter);
    if (!fault)
        fault = unit_load(work, fact->unit_id, &unit);
    if (fault)
        return fault;
    *row = (struct case_row){
        .code = matter.code,
        .kind =
            site_message(work, arena_printf(work->arena, PRISTR ".name", STRARG(matter.kind)).ptr),
        .received_on = fact->received_on,
        .processed_on = fact->processed_on,
        .ended_on = fact->ended_on,
        .unit = unit.name,
        .amount = form_amount_text(work->arena, work->locale, place->column,
                                   report_adds(report, at, place->column))};
    refusal = matter_must_read(work, &matter);
    if (refusal && refusal->kind != FAULT_FORBIDDEN)
        return refusal;
    if (!refusal)
        row->url = url_relative(work->arena, "/can-bo/viec/" PRISTR, STRARG(matter.code));
    if (!refusal && matter.visibility != VISIBLE_SEALED)
        row->title = matter.title;
    return NULL;
}

static const struct fault *fill_rows(struct work *work, const struct report *report,
                                     const struct place *place, struct cell_page *page,
                                     size_t *ret_next)
{
    VEC(struct case_row) rows = {0};
    *ret_next = 0;
    for (size_t i = place->from; i < report->facts.count; i++) {
        const struct fault *fault;
        if (!report_adds(report, i, place->column) ||
            (place->row < report->rows.count && report->row_of[i] != place->row))
            continue;
        if (rows.count == REPORT_CASES_MOST) {
            *ret_next = i;
            break;
        }
        fault = case_of(work, report, i, place, VEC_PUSH(&rows, work->arena));
        if (fault)
            return fault;
    }
    page->rows = VEC_LIST(&rows);
    return NULL;
}

/* "Đơn thuộc thẩm quyền: Khiếu nại": the headings above the column. */
static struct str heading_of(struct work *work, const struct form_column *column)
{
    struct str text = law_text_of(work, &column->levels[0]);
    for (size_t i = 1; i < column->level_count; i++)
        text = arena_printf(work->arena, PRISTR " › " PRISTR, STRARG(text),
                            STRARG(law_text_of(work, &column->levels[i])));
    return text;
}

static void fill(struct work *work, const struct asking *asking, const struct report *report,
                 const struct place *place, struct cell_page *page)
{
    const struct report_row *row =
        place->row < report->rows.count ? &report->rows.items[place->row] : &report->total;
    page->number = asking->form->number;
    page->heading = heading_of(work, place->column);
    page->row_name =
        place->row < report->rows.count ? row->unit.name : site_message(work, "report.total");
    page->period = period_title(work, &asking->period);
    page->amount =
        form_amount_text(work->arena, work->locale, place->column, row->amounts[place->index]);
    page->is_sum = place->column->measure == MEASURE_DETAIL;
    page->back_url = asking_form_url(work, asking, asking->form, "");
}

const struct fault *report_cell_show(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct cell_page page = {0};
    struct asking asking;
    struct report report;
    struct place place = {0};
    size_t next;
    const struct fault *fault = asking_read(work, request, &asking);
    if (!fault)
        fault = asking.faults;
    if (!fault)
        fault = report_count(work, asking.form, asking.unit.id, asking.period.span, &report);
    if (!fault)
        fault = read_place(work, request, &report, &place);
    if (!fault)
        fault = fill_rows(work, &report, &place, &page, &next);
    if (!fault)
        fault = page_layout(work, request,
                            arena_printf(work->arena, "%d. " PRISTR, place.column->number,
                                         STRARG(heading_of(work, place.column))),
                            &page.layout);
    if (fault)
        return fault;
    fill(work, &asking, &report, &place, &page);
    if (next) {
        struct page_pager *pager = work_alloc(work, struct page_pager);
        struct url url = asking_form_url(work, &asking, asking.form, "o");
        url = url_add(work->arena, url, STR("dong"), request_query(request, STR("dong")));
        url = url_add(work->arena, url, STR("cot"), request_query(request, STR("cot")));
        pager->older_url =
            url_add(work->arena, url, STR("sau"), arena_printf(work->arena, "%zu", next));
        page.pager = pager;
    }
    page_crumb(work, &page.layout, URL("/can-bo"), site_message(work, "matters.inbox"));
    page_crumb(work, &page.layout, asking_url(work, &asking, URL("/can-bo/bao-cao")),
               site_message(work, "report.title"));
    page_crumb(work, &page.layout, page.back_url, asking.form->number);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond(work, response, 200, &report_cell_kind, &page);
}
