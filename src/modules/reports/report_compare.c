/*
 * What was issued against what is counted: nothing changes silently.
 */
#include "modules/reports/report.h"
#include "modules/reports/reports_web.h"

#include "base/buf.h"

enum {
    COLUMNS_LIMIT = 200
};

static struct report_row *find_row(struct report *report, int64_t unit_id, bool is_own)
{
    for (size_t i = 0; i < report->rows.count; i++)
        if (report->rows.items[i].unit.id == unit_id && report->rows.items[i].is_own == is_own)
            return &report->rows.items[i];
    return NULL;
}

/* "2 + 3 - 4" */
static struct str sum_text(struct arena *arena, const struct form_sum *sum)
{
    struct buf text = buf_init(arena, COLUMNS_LIMIT);
    for (size_t i = 0; i < sum->count; i++)
        buf_printf(&text, "%s%d", i == 0 ? "" : sum->signs[i] < 0 ? " - " : " + ", sum->numbers[i]);
    return buf_str(&text);
}

static void note(struct work *work, report_difference_list *list, const struct unit *unit,
                 struct str columns, int64_t before, int64_t now)
{
    if (before != now)
        *VEC_PUSH(list, work->arena) = (struct report_difference){unit->name, columns, before, now};
}

/* The rows of an issued report, each with its amounts. */
static const struct fault *stored_rows(struct work *work, const struct form_version *form,
                                       const report_cell_list *cells, struct report *ret_stored)
{
    struct report stored = {.form = form};
    struct report_row *row = NULL;
    for (size_t i = 0; i < cells->count; i++) {
        const struct report_cell *cell = &cells->items[i];
        size_t index;
        if (!row || row->unit.id != cell->unit_id || row->is_own != cell->is_own) {
            const struct fault *fault;
            row = VEC_PUSH(&stored.rows, work->arena);
            *row = (struct report_row){.is_own = cell->is_own};
            fault = unit_load(work, cell->unit_id, &row->unit);
            if (fault)
                return fault;
        }
        if (form_column(form, cell->number, &index))
            row->amounts[index] = cell->amount;
    }
    *ret_stored = stored;
    return NULL;
}

static void compare_rows(struct work *work, const struct report *report,
                         const struct report_row *before, const struct report_row *now,
                         report_difference_list *list)
{
    static const struct report_row nothing;
    const struct unit *unit = before ? &before->unit : &now->unit;
    before = before ? before : &nothing;
    now = now ? now : &nothing;
    for (size_t c = 0; c < report->form->columns.count; c++)
        note(work, list, unit,
             arena_printf(work->arena, "%d", report->form->columns.items[c].number),
             before->amounts[c], now->amounts[c]);
}

const struct fault *report_restore(struct work *work, const report_cell_list *cells,
                                   struct report *report, report_difference_list *ret_differences)
{
    report_difference_list list = {0};
    struct report stored;
    const struct fault *fault = stored_rows(work, report->form, cells, &stored);
    if (fault)
        return fault;
    for (size_t i = 0; i < stored.rows.count; i++) {
        const struct report_row *row = &stored.rows.items[i];
        compare_rows(work, report, row, find_row(report, row->unit.id, row->is_own), &list);
    }
    for (size_t i = 0; i < report->rows.count; i++) {
        const struct report_row *row = &report->rows.items[i];
        if (!find_row(&stored, row->unit.id, row->is_own))
            compare_rows(work, report, NULL, row, &list);
    }
    report->rows.count = 0;
    report->total = (struct report_row){.unit = report->unit};
    for (size_t i = 0; i < stored.rows.count; i++) {
        *VEC_PUSH(&report->rows, work->arena) = stored.rows.items[i];
        for (size_t c = 0; c < report->form->columns.count; c++)
            report->total.amounts[c] += stored.rows.items[i].amounts[c];
    }
    report->breaches.count = 0;
    *ret_differences = list;
    return NULL;
}

/* The report that ended the day before, of the same form or of the one before it. */
static const struct fault *find_before(struct work *work, const struct report *report,
                                       const struct form_version **ret_form,
                                       struct report_issue *ret_issue)
{
    struct civil_date last = date_add_days(report->span.first, -1);
    const struct form_version *form = report->form;
    const struct fault *fault =
        report_issue_ended(work, form->name, report->unit.id, last, ret_issue);
    if (!fault && !ret_issue->id && form->after.len) {
        form = forms_named(forms_of(work), form->after);
        fault = report_issue_ended(work, form->name, report->unit.id, last, ret_issue);
    }
    *ret_form = form;
    return fault;
}

const struct fault *report_carry(struct work *work, const struct report *report,
                                 bool *ret_has_before, report_difference_list *ret_differences)
{
    const struct form_identity *carry = &report->form->carry;
    report_difference_list list = {0};
    report_cell_list cells = {0};
    struct report_issue before = {0};
    struct report stored = {0};
    const struct form_version *form;
    const struct fault *fault = NULL;
    *ret_has_before = false;
    *ret_differences = list;
    if (!report->form->has_carry)
        return NULL;
    fault = find_before(work, report, &form, &before);
    if (fault || !before.id)
        return fault;
    fault = report_cells(work, before.id, &cells);
    if (!fault)
        fault = stored_rows(work, form, &cells, &stored);
    for (size_t i = 0; !fault && i < report->rows.count; i++) {
        const struct report_row *now = &report->rows.items[i];
        const struct report_row *then = find_row(&stored, now->unit.id, now->is_own);
        note(work, &list, &now->unit, sum_text(work->arena, &carry->left),
             then ? form_sum_of(form, &form->carry.right, then->amounts) : 0,
             form_sum_of(report->form, &carry->left, now->amounts));
    }
    *ret_has_before = true;
    *ret_differences = list;
    return fault;
}
