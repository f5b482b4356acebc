/*
 * The CSV of units, read into rows: no database here.
 */
#ifndef DINH_MODULES_ORGANISATION_UNITS_CSV_H
#define DINH_MODULES_ORGANISATION_UNITS_CSV_H

#include "base/date.h"
#include "base/fault.h"
#include "base/vec.h"
#include "civic/unit.h"

/* One unit of the file, and whom it hands over to. */
struct unit_row {
    int line;
    enum unit_kind kind;
    struct str code;
    struct str name;
    enum unit_kind parent_kind;
    struct str parent_code; /* empty: none named */
    struct civil_date valid_from;
    struct civil_date valid_to;
    enum unit_kind successor_kind;
    struct str successor_code; /* empty: none */
};
typedef VEC(struct unit_row) unit_rows;

/*
 * Rows in an order in which parents stand before their children. `merged_on` is
 * the first day of the new units in the two merger forms. Faults, all
 * FAULT_INVALID with {line}: "units.header" (no known form), "units.columns",
 * "units.kind", "units.code", "units.name", "units.date", "units.quote",
 * "units.not_utf8".
 */
const struct fault *units_csv_read(struct arena *arena, struct str csv, struct civil_date merged_on,
                                   unit_rows *ret_rows) FAULT_CHECK;

#endif
