/*
 * In which order the rows of a table are stored: a unit behind the one above it,
 * wherever the file names them.
 */
#ifndef DINH_MODULES_ORGANISATION_UNITS_ORDER_H
#define DINH_MODULES_ORGANISATION_UNITS_ORDER_H

#include "modules/organisation/units_csv.h"

/* The rows that stand for one code: periods of one unit, or units that had the code in turn. */
struct unit_group {
    VEC(size_t) rows; /* their numbers, as in the file */
    size_t open;      /* how many of them have no place in the order yet */
    VEC(size_t) waiting;
};

struct unit_order {
    size_t *rows;               /* numbers of all rows, in the order in which they are stored */
    struct unit_group **groups; /* of each row, by its number */
};

/* Rows whose parent's code is in the file stand behind all rows of that code, the others as
 * they came; rows that wait for each other stand last. Linear in the rows. In `arena`. */
struct unit_order units_order(struct arena *arena, const unit_rows *rows);

#endif
