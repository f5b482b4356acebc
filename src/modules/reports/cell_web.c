/*
 * The cases of one cell, and the correction of the cell by hand. Who may not open a
 * file sees its code alone.
 */
#include "civic/actor.h"
#include "db/db.h"
#include "modules/matters/matters.h"
#include "modules/reports/reports_web.h"
#include "text/number.h"

#include <inttypes.h>
#include <string.h>

struct case_row {
    struct str code;
    struct url url; /* empty where the reader may not open it */
    struct url figures_url;
    struct str title;
    struct str kind;
    struct civil_date received_on;
    struct civil_date processed_on;
    struct civil_date ended_on;
    struct str unit;
    struct str amount; /* what it adds, where that is not one */
    bool has_amounts;
};
static SHAPE(case_row_shape, struct case_row, FIELD(struct case_row, code),
             FIELD(struct case_row, url), FIELD(struct case_row, figures_url),
             FIELD(struct case_row, title), FIELD(struct case_row, kind),
             FIELD(struct case_row, received_on), FIELD(struct case_row, processed_on),
             FIELD(struct case_row, ended_on), FIELD(struct case_row, unit),
             FIELD(struct case_row, amount), FIELD(struct case_row, has_amounts));

struct cell_page {
    struct layout layout;
    struct str number;
    struct str row_name;
    struct str period;
    struct civil_date first;
    struct civil_date last;
    bool is_local; /* first and last, by a local rule */
    struct str amount;
    struct str by_hand; /* what was corrected, or empty */
    bool has_amounts;   /* cases add more than one each */
    struct list rows;   /* struct case_row */
    bool may_correct;
    struct field_view amount_field;
    struct field_view reason_field;
    struct list hidden; /* struct hidden_field */
    struct url cell_url;
    struct url back_url;
    const struct page_pager *pager;
};
static SHAPE(cell_page_shape, struct cell_page, RECORD(struct cell_page, layout, layout_shape),
             FIELD(struct cell_page, number), FIELD(struct cell_page, row_name),
             FIELD(struct cell_page, period), FIELD(struct cell_page, first),
             FIELD(struct cell_page, last), FIELD(struct cell_page, is_local),
             FIELD(struct cell_page, amount), FIELD(struct cell_page, by_hand),
             FIELD(struct cell_page, has_amounts), LIST(struct cell_page, rows, case_row_shape),
             FIELD(struct cell_page, may_correct),
             RECORD(struct cell_page, amount_field, field_view_shape),
             RECORD(struct cell_page, reason_field, field_view_shape),
             LIST(struct cell_page, hidden, hidden_field_shape), FIELD(struct cell_page, cell_url),
             FIELD(struct cell_page, back_url), POINTER(struct cell_page, pager, page_pager_shape));
const struct page_kind report_cell_kind = {"reports/cell", &cell_page_shape};

static const struct form_field correct_fields[] = {
    {"so",      INPUT_LINE, 1, 20,   true,  NULL},
    {"ly-do",   INPUT_TEXT, 5, 2000, true,  NULL},
    {"da-thay", INPUT_LINE, 0, 20,   false, NULL}, /* what the cell said when it was opened */
};

enum {
    CORRECT_FIELDS = sizeof(correct_fields) / sizeof(correct_fields[0])
};

/* Which cell: a column and a row; rows.count for the total. */
struct place {
    const struct form_column *column;
    size_t index; /* of the column */
    size_t row;
    size_t from; /* the first fact of the page */
    struct str row_word;
};

static const struct fault *read_place(struct work *work, const struct asking *asking,
                                      const struct report *report, struct place *place)
{
    int64_t number;
    int column = form_given(&asking->given, "cot") ? (int)form_int(&asking->given, "cot") : 1;
    *place = (struct place){.row = SIZE_MAX, .row_word = STR("tong")};
    if (form_given(&asking->given, "dong"))
        place->row_word = form_str(&asking->given, "dong");
    place->column = form_column(report->form, column, &place->index);
    place->from = (size_t)form_int(&asking->given, "sau");
    if (str_equal(place->row_word, STR("tong")))
        place->row = report->rows.count;
    else if (str_to_int64(place->row_word, &number))
        for (size_t i = 0; i < report->rows.count; i++)
            if (report->rows.items[i].unit.id == number)
                place->row = i;
    if (place->column && place->row <= report->rows.count)
        return NULL;
    return fault_new(work->arena, FAULT_NOT_FOUND, "error.not_found", "no such cell");
}

static const struct report_row *row_at(const struct report *report, const struct place *place)
{
    return place->row < report->rows.count ? &report->rows.items[place->row] : &report->total;
}

/* ---- cases ---- */

static const struct fault *petition_row(struct work *work, const struct fact *fact,
                                        struct case_row *row)
{
    struct matter matter;
    const struct fault *fault = matter_load(work, fact->matter_id, &matter);
    if (fault)
        return fault;
    fault = matter_must_read(work, &matter);
    if (fault && strcmp(fault->key, "matter.conflict") == 0) {
        /* it counts, and whoever it is about finds nothing else of it */
        *row = (struct case_row){.code = site_message(work, "report.case.kept")};
        return NULL;
    }
    row->code = matter.code;
    row->kind =
        site_message(work, arena_printf(work->arena, PRISTR ".name", STRARG(matter.kind)).ptr);
    if (fault)
        return fault->kind == FAULT_FORBIDDEN ? NULL : fault;
    row->url = url_relative(work->arena, "/can-bo/viec/" PRISTR, STRARG(matter.code));
    fault = actor_must(work, REPORT_KEEPERS, matter.unit_id);
    if (!fault)
        row->figures_url =
            url_relative(work->arena, "/can-bo/viec/" PRISTR "/so-lieu", STRARG(matter.code));
    else if (fault->kind != FAULT_FORBIDDEN)
        return fault;
    if (matter.visibility != VISIBLE_SEALED)
        row->title = matter.title;
    return NULL;
}

/* A visit has no code: its day, and how many came. */
static const struct fault *visit_row(struct work *work, const struct fact *fact,
                                     struct case_row *row)
{
    const struct fault *fault;
    bool is_day = fact->sort == FACT_DAY;
    row->code = site_message(work, is_day ? "report.case.day" : "report.case.visit");
    if (is_day)
        return NULL;
    row->code = arena_printf(work->arena, PRISTR " (%" PRId64 ")", STRARG(row->code), fact->people);
    fault =
        actor_must(work, ROLE_BIT(ROLE_RECEPTION_CLERK) | ROLE_BIT(ROLE_LEADER), fact->office_id);
    if (fault)
        return fault->kind == FAULT_FORBIDDEN ? NULL : fault;
    row->url = url_relative(work->arena, "/can-bo/tiep-dan/luot/%" PRId64, fact->matter_id);
    return NULL;
}

static const struct fault *case_of(struct work *work, const struct report *report, size_t at,
                                   const struct place *place, struct case_row *row)
{
    const struct fact *fact = &report->facts.items[at];
    struct unit unit;
    const struct fault *fault = unit_load(work, fact->unit_id, &unit);
    if (fault)
        return fault;
    *row = (struct case_row){.received_on = fact->received_on,
                             .processed_on = fact->processed_on,
                             .ended_on = fact->ended_on,
                             .unit = unit.name,
                             .amount = form_amount_text(work->arena, work->locale, place->column,
                                                        report_adds(report, at, place->column))};
    return fact->sort == FACT_PETITION ? petition_row(work, fact, row) : visit_row(work, fact, row);
}

static const struct fault *fill_rows(struct work *work, const struct report *report,
                                     const struct place *place, struct cell_page *page,
                                     size_t *ret_next)
{
    VEC(struct case_row) rows = {0};
    *ret_next = 0;
    for (size_t i = place->from; i < report->facts.count; i++) {
        const struct fault *fault;
        struct case_row *row;
        if (!report_adds(report, i, place->column) ||
            (place->row < report->rows.count && report->row_of[i] != place->row))
            continue;
        if (rows.count == REPORT_CASES_MOST) {
            *ret_next = i;
            break;
        }
        row = VEC_PUSH(&rows, work->arena);
        fault = case_of(work, report, i, place, row);
        if (fault)
            return fault;
        row->has_amounts = page->has_amounts;
    }
    page->rows = VEC_LIST(&rows);
    return NULL;
}

/* "Đơn thuộc thẩm quyền › Khiếu nại": the headings above the column. */
static struct str heading_of(struct work *work, const struct form_column *column)
{
    struct str text = law_text_of(work, &column->levels[0]);
    for (size_t i = 1; i < column->level_count; i++)
        text = arena_printf(work->arena, PRISTR " › " PRISTR, STRARG(text),
                            STRARG(law_text_of(work, &column->levels[i])));
    return text;
}

/* ---- the page ---- */

/* What was corrected by hand in the rows of the cell, or empty. */
static struct str by_hand(struct work *work, const struct report *report, const struct place *place)
{
    int64_t counted = 0;
    int64_t shown = row_at(report, place)->amounts[place->index];
    if (!row_at(report, place)->is_adjusted[place->index])
        return STR("");
    for (size_t i = 0; i < report->facts.count; i++)
        if (place->row == report->rows.count || report->row_of[i] == place->row)
            counted += report_adds(report, i, place->column);
    return arena_printf(work->arena, "%+" PRId64, shown - counted);
}

static const struct fault *fill_rights(struct work *work, const struct asking *asking,
                                       const struct report *report, const struct place *place,
                                       struct cell_page *page)
{
    bool is_closed;
    const struct fault *refusal;
    const struct fault *fault;
    if (place->row == report->rows.count || place->column->is_words)
        return NULL;
    fault = report_is_closed(work, asking->form->name, report->rows.items[place->row].unit.id,
                             report->span, &is_closed);
    if (fault)
        return fault;
    refusal = actor_must(work, REPORT_KEEPERS, report->rows.items[place->row].unit.id);
    if (refusal && refusal->kind != FAULT_FORBIDDEN)
        return refusal;
    page->may_correct = !refusal && !is_closed;
    return NULL;
}

static void fill(struct work *work, const struct asking *asking, const struct report *report,
                 const struct place *place, struct cell_page *page)
{
    const struct report_row *row = row_at(report, place);
    struct list hidden = asking_hidden(work, asking);
    VEC(struct hidden_field) all = {0};
    for (size_t i = 0; i < hidden.count; i++)
        *VEC_PUSH(&all, work->arena) = ((const struct hidden_field *)hidden.items)[i];
    *VEC_PUSH(&all, work->arena) = (struct hidden_field){STR("dong"), place->row_word};
    *VEC_PUSH(&all, work->arena) =
        (struct hidden_field){STR("cot"), arena_printf(work->arena, "%d", place->column->number)};
    *VEC_PUSH(&all, work->arena) = (struct hidden_field){
        STR("da-thay"), arena_printf(work->arena, "%" PRId64, row->amounts[place->index])};
    page->number = asking->form->number;
    page->row_name =
        place->row < report->rows.count ? row->unit.name : site_message(work, "report.total");
    page->period = period_title(work, &asking->period);
    page->first = report->span.first;
    page->last = report->span.last;
    page->is_local = period_is_local(work, &asking->period);
    page->amount =
        form_amount_text(work->arena, work->locale, place->column, row->amounts[place->index]);
    page->by_hand = by_hand(work, report, place);
    page->hidden = VEC_LIST(&all);
    page->cell_url =
        url_relative(work->arena, "/can-bo/bao-cao/" PRISTR "/o", STRARG(asking->form->name));
    page->back_url = asking_form_url(work, asking, asking->form, "");
}

static struct url place_url(struct work *work, const struct asking *asking,
                            const struct place *place)
{
    struct url url = asking_form_url(work, asking, asking->form, "o");
    url = url_add(work->arena, url, STR("dong"), place->row_word);
    return url_add(work->arena, url, STR("cot"),
                   arena_printf(work->arena, "%d", place->column->number));
}

static const struct page_pager *pager_of(struct work *work, const struct asking *asking,
                                         const struct place *place, size_t next)
{
    struct page_pager *pager;
    if (!next)
        return NULL;
    pager = work_alloc(work, struct page_pager);
    pager->older_url = url_add(work->arena, place_url(work, asking, place), STR("sau"),
                               arena_printf(work->arena, "%zu", next));
    return pager;
}

static const struct fault *show(struct work *work, const struct request *request,
                                const struct asking *asking, const struct report *report,
                                const struct form *typed, const struct fault *faults,
                                struct response *response)
{
    struct cell_page page = {0};
    struct place place;
    size_t next = 0;
    const struct fault *fault = read_place(work, asking, report, &place);
    if (fault)
        return fault;
    page.has_amounts = place.column->measure == MEASURE_DETAIL ||
                       place.column->measure == MEASURE_PEOPLE ||
                       place.column->measure == MEASURE_REPLIES;
    fault = fill_rows(work, report, &place, &page, &next);
    if (!fault)
        fault = fill_rights(work, asking, report, &place, &page);
    if (!fault)
        fault = page_layout(work, request,
                            arena_printf(work->arena, "%d. " PRISTR, place.column->number,
                                         STRARG(heading_of(work, place.column))),
                            &page.layout);
    if (fault)
        return fault;
    fill(work, asking, report, &place, &page);
    page.pager = pager_of(work, asking, &place, next);
    page.amount_field = field_view(work, "report.correct", &correct_fields[0], typed, faults);
    page.amount_field.inputmode = STR("numeric");
    page.amount_field.width = STR("w12");
    page.reason_field = field_view(work, "report.correct", &correct_fields[1], typed, faults);
    page_errors_of(work, &page.layout, "report.correct", faults);
    matter_inbox_crumb(work, &page.layout);
    page_crumb(work, &page.layout, asking_url(work, asking, URL("/can-bo/bao-cao")),
               site_message(work, "report.title"));
    page_crumb(work, &page.layout, page.back_url, asking->form->number);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond_form(work, response, faults, &report_cell_kind, &page);
}

static const struct fault *count(struct work *work, const struct request *request,
                                 struct asking *asking, struct report *report)
{
    const struct fault *fault = asking_read(work, request, asking);
    if (!fault)
        fault = asking->faults;
    return fault ? fault
                 : report_count(work, asking->form, asking->unit.id, asking->period.span, report);
}

const struct fault *report_cell_show(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct form typed = form_empty(work->arena, correct_fields, CORRECT_FIELDS);
    struct asking asking;
    struct report report;
    const struct fault *fault = count(work, request, &asking, &report);
    return fault ? fault : show(work, request, &asking, &report, &typed, NULL, response);
}

/* ---- correcting ---- */

/* Who opened the cell before it changed would correct a number that they did not see. */
static const struct fault *must_be_as_seen(struct work *work, const struct form *typed,
                                           int64_t amount)
{
    int64_t seen;
    if (!str_to_int64(form_str(typed, "da-thay"), &seen) || seen == amount)
        return NULL;
    return fault_with(fault_field(work->arena, "so", "report.correct.changed"), "now",
                      number_text(work->arena, work->locale, amount));
}

const struct fault *report_cell_send(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct report_correction correction = {0};
    struct asking asking;
    struct report report;
    struct place place;
    struct form typed;
    const struct fault *faults = form_read(work, request, correct_fields, CORRECT_FIELDS, &typed);
    const struct fault *fault = count(work, request, &asking, &report);
    if (!fault)
        fault = read_place(work, &asking, &report, &place);
    if (fault || (faults && faults->kind != FAULT_INVALID))
        return fault ? fault : faults;
    if (!faults)
        faults = amount_read(work, &typed, "so", &correction.amount);
    if (!faults)
        faults = must_be_as_seen(work, &typed, row_at(&report, &place)->amounts[place.index]);
    if (!faults) {
        correction.unit_id = row_at(&report, &place)->unit.id;
        correction.number = place.column->number;
        correction.reason = form_str(&typed, "ly-do");
        if (place.row == report.rows.count)
            return fault_new(work->arena, FAULT_NOT_FOUND, "error.not_found", "a total");
        db_release(work);
        faults = report_correct(work, &report, &correction);
    }
    if (faults && faults->kind == FAULT_INVALID)
        return show(work, request, &asking, &report, &typed, faults, response);
    if (!faults)
        response_redirect(response, place_url(work, &asking, &place).text);
    return faults;
}
