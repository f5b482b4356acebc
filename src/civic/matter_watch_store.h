/*
 * Rows that matter_watch.c acts on. For civic/ alone.
 */
#ifndef DINH_CIVIC_MATTER_WATCH_STORE_H
#define DINH_CIVIC_MATTER_WATCH_STORE_H

#include "civic/matter_watch.h"

struct late_clock {
    int64_t clock_id;
    int64_t matter_id;
    int64_t superior_id; /* 0: no unit above */
    struct str rule;
    struct civil_date started_on;
    struct civil_date due_on;
};
typedef VEC(struct late_clock) late_clock_list;
const struct fault *watch_late(struct work *work, late_clock_list *ret_clocks) FAULT_CHECK;
/* Notes that the term was told of; whether it was not before. Inside db_write. */
const struct fault *watch_told(struct work *work, int64_t clock_id, bool *ret_is_new) FAULT_CHECK;

struct orphan {
    int64_t matter_id;
    int64_t official_id;
    struct str kind;
    int64_t successor_id;
    struct str old_name;
    struct str new_name;
};
typedef VEC(struct orphan) orphan_list;
const struct fault *watch_orphans(struct work *work, orphan_list *ret_orphans) FAULT_CHECK;

#endif
