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

static void read_unit_row(const struct db_rows *rows, void *item)
{
    *(struct unit_row *)item = (struct unit_row){db_int(rows, 0), db_int(rows, 1)};
}

const struct fault *report_unit_rows(struct work *work, int64_t unit_id, unit_row_list *ret_rows)
{
    return db_list(work, REPORT_UNIT_ROWS, P(unit_id), read_unit_row, DB_INTO(ret_rows));
}

static const char REPORT_ADJUSTMENTS[] =
    "SELECT j.unit_id, j.number, j.amount, j.reason, j.who, j.at, u.name"
    " FROM report_adjustment j"
    " JOIN unit u ON u.id = j.unit_id"
    " JOIN unit_ancestor a ON a.unit_id = j.unit_id"
    " WHERE a.ancestor_id = $1 AND j.form = $2 AND j.first_on = $3 AND j.last_on = $4"
    " ORDER BY j.id"
    " LIMIT 1000";

static void read_report_adjustment(const struct db_rows *rows, void *item)
{
    *(struct report_adjustment *)item = (struct report_adjustment){.unit_id = db_int(rows, 0),
                                                                   .number = (int)db_int(rows, 1),
                                                                   .amount = db_int(rows, 2),
                                                                   .reason = db_text(rows, 3),
                                                                   .who = db_text(rows, 4),
                                                                   .at = db_instant(rows, 5),
                                                                   .unit = db_text(rows, 6)};
}

const struct fault *report_adjustments(struct work *work, struct str form, int64_t unit_id,
                                       struct span span, report_adjustment_list *ret_list)
{
    return db_list(work, REPORT_ADJUSTMENTS, P(unit_id, form, span.first, span.last),
                   read_report_adjustment, DB_INTO(ret_list));
}

static const char REPORT_ADJUST[] =
    "INSERT INTO report_adjustment (id, form, unit_id, first_on, last_on, number, amount, reason,"
    "                               account_id, who, at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

const struct fault *report_insert_adjustment(struct work *work, struct str form, struct span span,
                                             const struct report_adjustment *one)
{
    return db_exec(work, REPORT_ADJUST,
                   P(db_new_id(work->clock), form, one->unit_id, span.first, span.last, one->number,
                     one->amount, one->reason, db_id_or_null(work->actor->account_id),
                     work->actor->name, clock_now(work->clock)),
                   NULL);
}

/* ---- issued ---- */

static const char REPORT_ISSUE[] =
    "INSERT INTO report_issue (id, form, unit_id, period, year, first_on, last_on, account_id,"
    "                          signer, note, at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

const struct fault *report_insert_issue(struct work *work, const struct report_issue *issue)
{
    return db_exec(work, REPORT_ISSUE,
                   P(issue->id, issue->form, issue->unit_id,
                     str_from_c(period_names[issue->period.kind]), (int64_t)issue->period.year,
                     issue->period.span.first, issue->period.span.last,
                     db_id_or_null(work->actor->account_id), issue->signer, issue->note, issue->at),
                   NULL);
}

static const char REPORT_CELL[] =
    "INSERT INTO report_issue_cell (issue_id, ordinal, unit_id, is_own, number, amount)"
    " VALUES ($1, $2, $3, $4, $5, $6)";

const struct fault *report_insert_cell(struct work *work, int64_t issue_id, int64_t ordinal,
                                       const struct report_cell *cell)
{
    return db_exec(
        work, REPORT_CELL,
        P(issue_id, ordinal, cell->unit_id, cell->is_own, (int64_t)cell->number, cell->amount),
        NULL);
}

#define ISSUE_COLUMNS                                                                              \
    "i.id, i.form, i.unit_id, i.period, i.year, i.first_on, i.last_on, i.signer, i.note, i.at"

static void read_issue(const struct db_rows *rows, void *item)
{
    struct report_issue *issue = item;
    *issue = (struct report_issue){
        .id = db_int(rows, 0),
        .form = db_text(rows, 1),
        .unit_id = db_int(rows, 2),
        .period = {.kind = PERIOD_FREE,
                   .year = (int)db_int(rows, 4),
                   .span = {db_date(rows, 5), db_date(rows, 6)}},
        .signer = db_text(rows, 7),
        .note = db_text(rows, 8),
        .at = db_instant(rows, 9)
    };
    (void)period_kind_from_name(db_text(rows, 3), &issue->period.kind);
}

static const struct fault *find_issue(struct work *work, const char *sql, struct db_params params,
                                      struct report_issue *ret_issue)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, sql, params, &rows);
    if (fault)
        return fault;
    *ret_issue = (struct report_issue){0};
    if (db_next(rows))
        read_issue(rows, ret_issue);
    return db_done(rows);
}

static const char REPORT_FIND_ISSUE[] =
    "SELECT " ISSUE_COLUMNS " FROM report_issue i"
    " WHERE i.unit_id = $1 AND i.form = $2 AND i.first_on = $3 AND i.last_on = $4"
    " ORDER BY i.id LIMIT 1";

const struct fault *report_find_issue(struct work *work, struct str form, int64_t unit_id,
                                      struct span span, struct report_issue *ret_issue)
{
    return find_issue(work, REPORT_FIND_ISSUE, P(unit_id, form, span.first, span.last), ret_issue);
}

/* Of several that ended on that day, the longest: a year's before its last quarter's. */
static const char REPORT_ISSUE_ENDED[] = "SELECT " ISSUE_COLUMNS " FROM report_issue i"
                                         " WHERE i.unit_id = $1 AND i.form = $2 AND i.last_on = $3"
                                         " ORDER BY i.first_on LIMIT 1";

const struct fault *report_issue_ended(struct work *work, struct str form, int64_t unit_id,
                                       struct civil_date last, struct report_issue *ret_issue)
{
    return find_issue(work, REPORT_ISSUE_ENDED, P(unit_id, form, last), ret_issue);
}

static const char REPORT_ISSUES[] = "SELECT " ISSUE_COLUMNS " FROM report_issue i"
                                    " WHERE i.unit_id = $1"
                                    " ORDER BY i.last_on DESC, i.id DESC LIMIT 100";

const struct fault *report_issues(struct work *work, int64_t unit_id, report_issue_list *ret_issues)
{
    return db_list(work, REPORT_ISSUES, P(unit_id), read_issue, DB_INTO(ret_issues));
}

static const char REPORT_CELLS[] = "SELECT c.unit_id, c.is_own, c.number, c.amount"
                                   " FROM report_issue_cell c WHERE c.issue_id = $1"
                                   " ORDER BY c.ordinal, c.number LIMIT 100000";

static void read_report_cell(const struct db_rows *rows, void *item)
{
    *(struct report_cell *)item = (struct report_cell){db_int(rows, 0), db_bool(rows, 1),
                                                       (int)db_int(rows, 2), db_int(rows, 3)};
}

const struct fault *report_cells(struct work *work, int64_t issue_id, report_cell_list *ret_cells)
{
    return db_list(work, REPORT_CELLS, P(issue_id), read_report_cell, DB_INTO(ret_cells));
}

static const char REPORT_IS_CLOSED[] =
    "SELECT COUNT(*) FROM report_issue i"
    " JOIN unit_ancestor a ON a.ancestor_id = i.unit_id"
    " WHERE a.unit_id = $1 AND i.form = $2 AND i.first_on = $3 AND i.last_on = $4";

const struct fault *report_is_closed(struct work *work, struct str form, int64_t unit_id,
                                     struct span span, bool *ret_is)
{
    struct db_rows *rows;
    const struct fault *fault =
        db_one(work, REPORT_IS_CLOSED, P(unit_id, form, span.first, span.last), &rows);
    if (!fault)
        *ret_is = db_int(rows, 0) > 0;
    return fault;
}

const char *const report_statements[] = {REPORT_UNIT_ROWS,
                                         REPORT_ADJUSTMENTS,
                                         REPORT_ADJUST,
                                         REPORT_ISSUE,
                                         REPORT_CELL,
                                         REPORT_FIND_ISSUE,
                                         REPORT_ISSUE_ENDED,
                                         REPORT_ISSUES,
                                         REPORT_CELLS,
                                         REPORT_IS_CLOSED,
                                         NULL};
