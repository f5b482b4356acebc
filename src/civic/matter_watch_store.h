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
/* Terms that ran out before today and were told of to nobody yet, the oldest first, at most
 * WATCH_STEP; none that stands still. */
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
    int64_t unit_id; /* that ended */
};
typedef VEC(struct orphan) orphan_list;
/* Open matters of units that ended and have one successor. */
const struct fault *watch_orphans(struct work *work, orphan_list *ret_orphans) FAULT_CHECK;

/* Units that ended with several successors or none, where open matters lie and the actor
 * is a leader or an administrator, of them or above. */
const struct fault *watch_divided(struct work *work, int64_t *ret_ids, size_t most,
                                  size_t *ret_count) FAULT_CHECK;

/* How far the round has come that counts terms by an edition of the law. */
struct round {
    struct str edition; /* empty: none yet */
    int64_t reached;    /* the last term */
    bool is_done;
};
/* Where the last round stopped; all empty where there was none. */
const struct fault *watch_round(struct work *work, struct round *ret_round) FAULT_CHECK;
/* Inside db_write. */
const struct fault *watch_round_keep(struct work *work, const struct round *round) FAULT_CHECK;
/* The term is told again when it runs out. Inside db_write. */
const struct fault *watch_untold(struct work *work, int64_t clock_id) FAULT_CHECK;

#endif
