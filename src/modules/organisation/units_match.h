/*
 * Which stored unit a row of a table means. A code belongs to one unit at a time,
 * but to several in turn: after a merger the new commune has that of a former one.
 */
#ifndef DINH_MODULES_ORGANISATION_UNITS_MATCH_H
#define DINH_MODULES_ORGANISATION_UNITS_MATCH_H

#include "modules/organisation/organisation.h"
#include "modules/organisation/units_order.h"

/* A table on its way into the database. */
struct units_job {
    const unit_rows *rows;
    const struct units_options *options;
    struct unit below; /* id 0: the top */
    struct unit_order order;
    int64_t *ids; /* of each row once it is stored or found; 0 before */
    int64_t stored;
    struct unit parent;           /* of the row that was stored last; id 0: none yet */
    const struct fault *mistakes; /* in where units stand, UNITS_MISTAKES at most */
    int mistake_count;
    struct units_count done;
};

struct unit_match {
    struct unit unit;        /* id 0: none is stored */
    struct civil_date ended; /* of a unit that had the code before, its last day */
    bool is_claimed;         /* by another row, which must be stored first */
    bool is_later;           /* the unit begins when that of the row has ended */
};

/* The parent's id; `ret_found` false while its row still waits for its own turn. */
const struct fault *units_parent(struct work *work, const struct units_job *job,
                                 const struct unit_row *row, int64_t *ret_id,
                                 bool *ret_found) FAULT_CHECK;

/*
 * What is stored for row number `number`, whose parent is `parent_id`. A unit that was
 * stored without days belongs to the row of its code that names the same parent, else
 * the same name, else that exists today.
 */
const struct fault *units_match(struct work *work, const struct units_job *job, size_t number,
                                int64_t parent_id, struct unit_match *ret_match) FAULT_CHECK;

/* Puts among the notes of the job where `unit`, which is left as it is, differs from its
 * row, as far as the row says anything. */
const struct fault *units_note(struct work *work, struct units_job *job, const struct unit_row *row,
                               int64_t parent_id, const struct unit *unit) FAULT_CHECK;

#endif
