/*
 * The CSV of units, read into rows: no database here.
 */
#ifndef DINH_MODULES_ORGANISATION_UNITS_CSV_H
#define DINH_MODULES_ORGANISATION_UNITS_CSV_H

#include "base/date.h"
#include "base/fault.h"
#include "base/vec.h"
#include "civic/unit.h"

/* Where a row stands that names no parent. */
enum unit_place {
    PLACE_BELOW,      /* below the unit that the import names */
    PLACE_NEW,        /* the same; beside it where that is a district, which ends */
    PLACE_PREDECESSOR /* beside it: a province that it took over */
};

/* One unit of the file, and whom it hands over to. */
struct unit_row {
    int line;
    enum unit_kind kind;
    struct str code;
    struct str name;
    enum unit_kind parent_kind;
    struct str parent_code; /* empty: none named */
    enum unit_place place;
    bool is_current; /* the file lists what exists today, without days */
    struct civil_date valid_from;
    struct civil_date valid_to;
    enum unit_kind successor_kind;
    struct str successor_code; /* empty: none; of PLACE_PREDECESSOR the unit of the import */
};
typedef VEC(struct unit_row) unit_rows;

/* Codes whose first zeros a spreadsheet had dropped: how many, and the first of them. */
struct unit_zeros {
    int64_t count;
    int line;
    struct str typed; /* "8173" */
    struct str code;  /* "08173" */
};

struct unit_table {
    unit_rows rows;
    struct unit_zeros zeros;
    struct str unread; /* columns of the general form that it does not know: "Ghi chú, STT" */
};

enum {
    UNITS_MISTAKES = 20 /* that are said at once */
};

/* Whether there is a day of the row from `from` to `to`, both included; DATE_NONE: open. */
bool unit_row_overlaps(const struct unit_row *row, struct civil_date from, struct civil_date to);
/* "commune 08173": what the rows of one code have in common. */
struct str unit_row_key(struct arena *arena, enum unit_kind kind, struct str code);
/* Whether two spellings are one name: "Xã Hòa Bình" and "Xã Hoà Bình" are. */
bool unit_row_is_named(struct arena *arena, const struct unit_row *row, struct str name);

/*
 * Columns and kinds may be written in Vietnamese: units_words.h.
 * The official codes of provinces have 2 digits, of districts 3, of communes 5 (Decision
 * 124/2004/QĐ-TTg, Decision 19/2025/QĐ-TTg): where a number is shorter, it gets back the
 * zeros in front that spreadsheets drop.
 *
 * `merged_on` is the first day of the new units in the two merger forms;
 * `below_name` the name of the unit of the import, by which a province's own
 * districts are told from those of the provinces it took over.
 * Faults, all FAULT_INVALID with {line}, up to UNITS_MISTAKES in a chain:
 * "units.header" (no known form), "units.columns", "units.kind", "units.no_code", "units.code",
 * "units.name", "units.garbled" {name} {sign}, "units.date" {value}, "units.days" (the last before
 * the first), "units.quote", "units.workbook", "units.empty"; "units.twice" {other} (the unit
 * stands on an earlier line with another name, parent or days); "text.not_utf8".
 */
const struct fault *units_csv_read(struct arena *arena, struct str csv, struct civil_date merged_on,
                                   struct str below_name, struct unit_table *ret_table) FAULT_CHECK;

#endif
