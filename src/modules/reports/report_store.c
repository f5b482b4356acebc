/*
 * All SQL of reports: which units stand in which row, corrections, what was issued.
 */
#include "civic/actor.h"
#include "db/db.h"
#include "db/topic.h"
#include "modules/reports/report.h"

static const char REPORT_UNIT_ROWS[] = "SELECT a.unit_id, a.ancestor_id FROM unit u"
                                       " JOIN unit_ancestor a ON a.ancestor_id = u.id"
                                       " WHERE u.parent_id = $1"
                                       " ORDER BY a.unit_id"
                                       " LIMIT 100000";

const struct fault *report_unit_rows(struct work *work, int64_t unit_id, unit_row_list *ret_rows)
{
    unit_row_list list = {0};
    struct db_rows *rows;
    const struct fault *fault = db_query(work, REPORT_UNIT_ROWS, P(unit_id), &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        *VEC_PUSH(&list, work->arena) = (struct unit_row){db_int(rows, 0), db_int(rows, 1)};
    *ret_rows = list;
    return db_done(rows);
}

static const char REPORT_ADJUSTMENTS[] =
    "SELECT j.unit_id, j.number, j.amount, j.reason, j.who, j.at"
    " FROM report_adjustment j"
    " JOIN unit_ancestor a ON a.unit_id = j.unit_id"
    " WHERE a.ancestor_id = $1 AND j.form = $2 AND j.first_on = $3 AND j.last_on = $4"
    " ORDER BY j.id"
    " LIMIT 1000";

const struct fault *report_adjustments(struct work *work, struct str form, int64_t unit_id,
                                       struct span span, report_adjustment_list *ret_list)
{
    report_adjustment_list list = {0};
    struct db_rows *rows;
    const struct fault *fault =
        db_query(work, REPORT_ADJUSTMENTS, P(unit_id, form, span.first, span.last), &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        *VEC_PUSH(&list, work->arena) = (struct report_adjustment){.unit_id = db_int(rows, 0),
                                                                   .number = (int)db_int(rows, 1),
                                                                   .amount = db_int(rows, 2),
                                                                   .reason = db_text(rows, 3),
                                                                   .who = db_text(rows, 4),
                                                                   .at = db_instant(rows, 5)};
    *ret_list = list;
    return db_done(rows);
}

const char *const report_statements[] = {REPORT_UNIT_ROWS, REPORT_ADJUSTMENTS, NULL};
