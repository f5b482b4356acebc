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

/* ---- rows: report_store.c ---- */

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
