/*
 * Issuing a report and correcting a cell.
 */
#include "civic/actor.h"
#include "civic/site.h"
#include "db/db.h"
#include "modules/reports/reports_web.h"

/* ---- issuing ---- */

struct issuing {
    const struct report *report;
    struct report_issue issue;
};

static const struct fault *store_cells(struct work *work, const struct issuing *issuing)
{
    const struct report *report = issuing->report;
    const struct fault *fault = NULL;
    for (size_t r = 0; r < report->rows.count; r++) {
        const struct report_row *row = &report->rows.items[r];
        for (size_t c = 0; !fault && c < report->form->columns.count; c++)
            fault = report_insert_cell(work, issuing->issue.id, (int64_t)r,
                                       &(struct report_cell){row->unit.id, row->is_own,
                                                             report->form->columns.items[c].number,
                                                             row->amounts[c]});
    }
    return fault;
}

static const struct fault *issue(struct work *work, void *context)
{
    const struct issuing *issuing = context;
    const struct report *report = issuing->report;
    report_adjustment_list now;
    const struct fault *fault =
        report_adjustments(work, report->form->name, report->unit.id, report->span, &now);
    if (!fault && now.count != report->adjustments.count)
        fault = fault_new(work->arena, FAULT_INVALID, "report.issue.raced", "corrected meanwhile");
    if (!fault)
        fault = report_insert_issue(work, &issuing->issue);
    return fault ? fault : store_cells(work, issuing);
}

static const struct fault *issued_already(struct work *work)
{
    return fault_new(work->arena, FAULT_CONFLICT, "report.issued", "the report was issued");
}

static const struct fault *must_hold(struct work *work, const struct report *report)
{
    const struct report_breach *breach;
    struct fault *fault;
    if (!report->breaches.count)
        return NULL;
    breach = &report->breaches.items[0];
    fault = fault_new(work->arena, FAULT_INVALID, "report.breach", "%zu identities do not hold",
                      report->breaches.count);
    fault_with(fault, "identity", breach->identity->text);
    return fault_with(fault, "unit",
                      breach->row < report->rows.count ? report->rows.items[breach->row].unit.name
                                                       : site_message(work, "report.total"));
}

const struct fault *report_issue(struct work *work, const struct report *report,
                                 const struct period *period, struct str note)
{
    struct issuing issuing = {
        .report = report,
        .issue = {.id = db_new_id(work->clock),
                  .form = report->form->name,
                  .unit_id = report->unit.id,
                  .period = *period,
                  .signer = work->actor->name,
                  .note = note,
                  .at = clock_now(work->clock)}
    };
    const struct fault *fault = actor_must(work, REPORT_SIGNERS, report->unit.id);
    if (!fault && date_compare(period->span.last, clock_today(work->clock)) >= 0)
        fault = fault_new(work->arena, FAULT_INVALID, "report.not_over", "the period goes on");
    if (!fault)
        fault = must_hold(work, report);
    if (fault)
        return fault;
    fault = db_write(work, issue, &issuing);
    return fault && fault->kind == FAULT_CONFLICT ? issued_already(work) : fault;
}

/* ---- correcting ---- */

struct correcting {
    const struct report *report;
    struct report_adjustment adjustment;
};

static size_t corrections_of(const report_adjustment_list *list, int number)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += list->items[i].number == number;
    return count;
}

/* The difference that is kept was taken from the report: another that was written since
 * would be added to it. */
static const struct fault *must_be_alone(struct work *work, const struct correcting *correcting)
{
    const struct report *report = correcting->report;
    int number = correcting->adjustment.number;
    report_adjustment_list now;
    const struct fault *fault =
        report_adjustments(work, report->form->name, report->unit.id, report->span, &now);
    if (!fault && corrections_of(&now, number) != corrections_of(&report->adjustments, number))
        fault = fault_field(work->arena, "so", "report.correct.raced");
    return fault;
}

static const struct fault *correct(struct work *work, void *context)
{
    const struct correcting *correcting = context;
    const struct report *report = correcting->report;
    bool is_closed;
    const struct fault *fault = report_is_closed(
        work, report->form->name, correcting->adjustment.unit_id, report->span, &is_closed);
    if (!fault && is_closed)
        fault = issued_already(work);
    if (!fault)
        fault = must_be_alone(work, correcting);
    if (!fault)
        fault = report_insert_adjustment(work, report->form->name, report->span,
                                         &correcting->adjustment);
    return fault;
}

const struct fault *report_correct(struct work *work, const struct report *report,
                                   const struct report_correction *correction)
{
    struct correcting correcting = {
        .report = report,
        .adjustment = {.unit_id = correction->unit_id,
                       .number = correction->number,
                       .reason = correction->reason}
    };
    const struct report_row *row = NULL;
    size_t index = 0;
    const struct form_column *column = form_column(report->form, correction->number, &index);
    const struct fault *fault = actor_must(work, REPORT_KEEPERS, correction->unit_id);
    if (fault)
        return fault;
    for (size_t i = 0; i < report->rows.count; i++)
        if (report->rows.items[i].unit.id == correction->unit_id)
            row = &report->rows.items[i];
    if (!row)
        return fault_new(work->arena, FAULT_NOT_FOUND, "error.not_found", "no such row");
    if (!column || column->is_words)
        return fault_field(work->arena, "cot", "report.correct.column");
    correcting.adjustment.amount = correction->amount - row->amounts[index];
    if (!correcting.adjustment.amount)
        return fault_field(work->arena, "so", "report.correct.same");
    return db_write(work, correct, &correcting);
}
