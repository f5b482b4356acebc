/*
 * The terms of one matter while an event is taken: loaded, changed in memory,
 * stored with the event. For civic/ alone.
 */
#ifndef DINH_CIVIC_MATTER_CLOCK_H
#define DINH_CIVIC_MATTER_CLOCK_H

#include "civic/deadline.h"
#include "civic/matter.h"

struct clock_change {
    struct matter_clock clock;
    bool is_new;
    bool is_changed;
};
struct clock_list {
    struct clock_change *items;
    size_t count;
    size_t capacity;
};

/* The matter's terms as they are stored. */
const struct fault *clocks_load(struct work *work, int64_t matter_id,
                                struct clock_list *ret_clocks) FAULT_CHECK;
/* Starts the terms of the rules named in `rules`; those that set no day on
 * `start` are left out. */
const struct fault *clocks_open(struct work *work, const struct matter *matter, const char *rules,
                                struct civil_date start, int64_t seq,
                                struct clock_list *clocks) FAULT_CHECK;
/* Starts a term whose last day somebody set, under the rule by which they may; it is
 * never counted anew. */
void clocks_set(struct work *work, const char *rule, struct civil_date start,
                struct civil_date due_on, struct clock_list *clocks);
/* What an action does to them: ends, suspends, resumes, lengthens, counts anew
 * under the facts of the matter, starts. */
const struct fault *clocks_follow(struct work *work, const struct matter *matter,
                                  const struct lifecycle_action *action, struct civil_date on,
                                  struct clock_list *clocks) FAULT_CHECK;
/* Whether a term that ran until an event had run out before it. */
bool clocks_closed_late(const struct clock_list *clocks, int64_t seq);
/* The nearest day of those that run; DATE_NONE where none does. */
struct civil_date clocks_nearest(const struct clock_list *clocks);
/* Writes what is new or changed; inside db_write. */
const struct fault *clocks_store(struct work *work, int64_t matter_id,
                                 const struct clock_list *clocks) FAULT_CHECK;

#endif
