/*
 * Reports (báo cáo thống kê): a form counted for a period, a row a unit and a row for
 * all; what is wrong with it; what was issued. For this module alone.
 *
 * All faults besides those named are the database's.
 */
#ifndef DINH_MODULES_REPORTS_REPORT_H
#define DINH_MODULES_REPORTS_REPORT_H

#include "civic/unit.h"
#include "modules/reports/detail.h"
#include "modules/reports/form.h"
#include "modules/reports/period.h"

enum {
    REPORT_ROWS_MOST = 600,
    REPORT_CASES_MOST = 50 /* on a page of a cell */
};

struct report_row {
    struct unit unit;
    bool is_own; /* the unit itself, where units below it have rows of their own */
    int64_t amounts[FORM_COLUMNS_MOST];
    bool is_adjusted[FORM_COLUMNS_MOST];
};

/* A cell that was corrected by hand. */
struct report_adjustment {
    int64_t unit_id;
    struct str unit;
    int number;
    int64_t amount;
    struct str reason;
    struct str who;
    struct instant at;
};
typedef VEC(struct report_adjustment) report_adjustment_list;

/* An identity that a row breaks. */
struct report_breach {
    const struct form_identity *identity;
    size_t row; /* rows.count: the total */
    int64_t left;
    int64_t right;
    VEC(int64_t) ids; /* of matters that only one side has */
};

struct report {
    const struct form_version *form;
    struct unit unit;
    struct span span;
    VEC(struct report_row) rows;
    struct report_row total;
    fact_list facts;      /* what was counted */
    const uint64_t *bits; /* of each fact */
    size_t *row_of;       /* of each fact */
    detail_list details;  /* by matter and name */
    report_adjustment_list adjustments;
    VEC(struct report_breach) breaches;
};

/*
 * Counts a form for a unit and those below it. Rows: the unit itself, then each unit
 * directly below with all that lies below that one. FAULT_NOT_FOUND "unit.unknown".
 */
const struct fault *report_count(struct work *work, const struct form_version *form,
                                 int64_t unit_id, struct span span,
                                 struct report *ret_report) FAULT_CHECK;

/* Whether a unit's figures stand in a row of their own; others count with the unit above. */
bool report_has_row(const struct unit *unit);
/* What a fact adds to a column; 0 where it does not count. */
int64_t report_adds(const struct report *report, size_t fact, const struct form_column *column);

/* ---- what was issued ---- */

struct report_issue {
    int64_t id; /* 0: not issued */
    struct str form;
    int64_t unit_id;
    struct period period;
    struct str signer;
    struct str note;
    struct instant at;
};
typedef VEC(struct report_issue) report_issue_list;

struct report_cell {
    int64_t unit_id;
    bool is_own;
    int number;
    int64_t amount;
};
typedef VEC(struct report_cell) report_cell_list;

/* A cell that is not what it was: what was issued against what is counted now, or what
 * a period begins with against what the one before it ended with. */
struct report_difference {
    struct str unit_name;
    struct str columns; /* "2", "2 + 3 + 4" */
    int64_t before;
    int64_t now;
};
typedef VEC(struct report_difference) report_difference_list;

/*
 * Puts the stored numbers of an issued report in the place of those counted now, and
 * says what differs. A row that was not there then is taken out, one that is not there
 * now comes back.
 */
const struct fault *report_restore(struct work *work, const report_cell_list *cells,
                                   struct report *report,
                                   report_difference_list *ret_differences) FAULT_CHECK;
/* What the form carries over, against the report of the same form that ended on the day
 * before; nothing where none was issued. `ret_has_before` says whether there is one. */
const struct fault *report_carry(struct work *work, const struct report *report,
                                 bool *ret_has_before,
                                 report_difference_list *ret_differences) FAULT_CHECK;

/* ---- use-cases: report_service.c ---- */

/*
 * Issues (chốt) the report as it is counted, for good. For leaders of the unit or above
 * it. Faults: those of actor_must; FAULT_INVALID "report.not_over" before the period is
 * over, "report.breach" {identity} {unit} where an identity does not hold,
 * "report.issue.raced" where a cell was corrected since `report` was counted;
 * FAULT_CONFLICT "report.issued".
 */
const struct fault *report_issue(struct work *work, const struct report *report,
                                 const struct period *period, struct str note) FAULT_CHECK;

struct report_correction {
    int64_t unit_id; /* of the row */
    int number;
    int64_t amount; /* that the cell shall show */
    struct str reason;
};
/*
 * Corrects a cell by hand: the difference is kept with the reason. For case officers and
 * leaders of the row's unit or above it. Faults: those of actor_must; FAULT_INVALID at
 * "cot" "report.correct.column" (words, or none), at "so" "report.correct.same", and
 * "report.correct.raced" where the column was corrected since `report` was counted;
 * FAULT_CONFLICT "report.issued" where the report, or one above it, was issued.
 */
const struct fault *report_correct(struct work *work, const struct report *report,
                                   const struct report_correction *correction) FAULT_CHECK;

/* ---- rows: report_store.c ---- */

const struct fault *report_insert_issue(struct work *work,
                                        const struct report_issue *issue) FAULT_CHECK;
const struct fault *report_insert_cell(struct work *work, int64_t issue_id, int64_t ordinal,
                                       const struct report_cell *cell) FAULT_CHECK;
/* The report of these days; id 0 where none was issued. */
const struct fault *report_find_issue(struct work *work, struct str form, int64_t unit_id,
                                      struct span span, struct report_issue *ret_issue) FAULT_CHECK;
/* That which ended on a day. */
const struct fault *report_issue_ended(struct work *work, struct str form, int64_t unit_id,
                                       struct civil_date last,
                                       struct report_issue *ret_issue) FAULT_CHECK;
/* The newest of a unit first, at most 100. */
const struct fault *report_issues(struct work *work, int64_t unit_id,
                                  report_issue_list *ret_issues) FAULT_CHECK;
const struct fault *report_cells(struct work *work, int64_t issue_id,
                                 report_cell_list *ret_cells) FAULT_CHECK;
const struct fault *report_insert_adjustment(struct work *work, struct str form, struct span span,
                                             const struct report_adjustment *one) FAULT_CHECK;
/* Whether the unit or one above it has issued the report of these days. */
const struct fault *report_is_closed(struct work *work, struct str form, int64_t unit_id,
                                     struct span span, bool *ret_is) FAULT_CHECK;

/* Which row each unit below `unit_id` is counted in: those of the units directly
 * below it that have rows of their own. */
struct unit_row {
    int64_t unit_id;
    int64_t row_unit_id;
};
typedef VEC(struct unit_row) unit_row_list;
const struct fault *report_unit_rows(struct work *work, int64_t unit_id,
                                     unit_row_list *ret_rows) FAULT_CHECK;

const struct fault *report_adjustments(struct work *work, struct str form, int64_t unit_id,
                                       struct span span,
                                       report_adjustment_list *ret_list) FAULT_CHECK;

extern const char *const report_statements[];

#endif
