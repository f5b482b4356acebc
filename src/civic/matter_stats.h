/*
 * Figures of every kind of matter (số liệu): one engine for all reports. What is
 * counted are spans, the times in which a matter lay open at a unit; so what lies
 * open at the end of one period is what the next begins with, always.
 *
 *     opening + received + reopened + moved_in
 *         = closed_in_time + closed_late + moved_out + closing
 */
#ifndef DINH_CIVIC_MATTER_STATS_H
#define DINH_CIVIC_MATTER_STATS_H

#include "base/vec.h"
#include "base/work.h"

struct matter_stats {
    struct str kind;
    int64_t unit_id;
    int64_t opening; /* open when the first day began (tồn đầu kỳ) */
    int64_t received;
    int64_t reopened;
    int64_t moved_in;
    int64_t closed_in_time;
    int64_t closed_late; /* a term that ran until then had run out */
    int64_t moved_out;
    int64_t closing; /* open when the last day ended (tồn cuối kỳ) */
    int64_t overdue; /* of these, with a term that had run out before the last day, or today */
};
typedef VEC(struct matter_stats) matter_stats_list;

/* From `first` up to and with `last`: a row for each kind and each unit that is
 * `unit_id` or lies below it; none where there is nothing to count. At most 5,000. */
const struct fault *matter_stats(struct work *work, int64_t unit_id, struct civil_date first,
                                 struct civil_date last, matter_stats_list *ret_rows) FAULT_CHECK;

struct state_count {
    struct str kind;
    struct str state;
    int64_t count;
};
typedef VEC(struct state_count) state_count_list;
/* How many are in each state now that are not closed, in the unit and below. */
const struct fault *matter_states_now(struct work *work, int64_t unit_id,
                                      state_count_list *ret_counts) FAULT_CHECK;

extern const char *const matter_stats_statements[];

#endif
