/*
 * What watches over open matters: terms that ran out are told to the unit above
 * (báo cáo cấp trên), matters of a unit that ended go to the one that took over,
 * and matters of an official who left are handed over (bàn giao).
 *
 * All faults besides those named are the database's.
 */
#ifndef DINH_CIVIC_MATTER_WATCH_H
#define DINH_CIVIC_MATTER_WATCH_H

#include "civic/matter.h"

enum {
    WATCH_STEP = 200 /* matters read at once */
};

/* Tells the unit above of every term that ran out before today and was not told of:
 * event "escalate", once a term. By the system. */
const struct fault *matter_escalate(struct work *work, int *ret_count) FAULT_CHECK;

/* Moves open matters of units that ended to their one successor: event "unit-ended"
 * with the old unit's name; the official goes along who has a role there. Those of a
 * unit that was divided wait for somebody: matter_divided. By the system. */
const struct fault *matter_follow_units(struct work *work, int *ret_count) FAULT_CHECK;

/* ---- units that were divided: matter_divided.c ---- */

/* Open matters of units that ended and have several successors, or none, where the actor
 * is a leader or an administrator, of the unit or above it; by due date, behind a place,
 * at most MATTER_PAGE + 1. Whoever shows them asks matter_must_read first: an
 * administrator reads no file. */
const struct fault *matter_divided(struct work *work, struct matter_key_place after,
                                   matter_list *ret_matters) FAULT_CHECK;
/* Among which units the matters of one that ended are passed on: its successors that
 * exist today; of one without any, the unit above it. */
const struct fault *matter_heirs(struct work *work, const struct unit *unit,
                                 unit_list *ret_units) FAULT_CHECK;
/*
 * Passes an open matter of such a unit on: event "unit-ended". For leaders and
 * administrators, of the unit or above it, whom it is not about. Faults: FAULT_CONFLICT
 * "matter.changed", FAULT_FORBIDDEN "matter.conflict" and those of actor_must,
 * FAULT_INVALID "matter.hand_over.closed", "matter.pass_on.not_ended", and at unit
 * "matter.pass_on.no_heir".
 */
const struct fault *matter_pass_on(struct work *work, int64_t id, int64_t version,
                                   int64_t unit_id) FAULT_CHECK;

/* Open matters whose official's account is closed, in units where the actor is a
 * leader, and below; by due date, behind a place, at most MATTER_PAGE + 1. */
const struct fault *matter_left_behind(struct work *work, struct matter_key_place after,
                                       matter_list *ret_matters) FAULT_CHECK;

/*
 * Makes somebody else responsible, in any open state: event "hand-over". For
 * leaders of the unit. Faults: FAULT_CONFLICT "matter.changed_to", FAULT_FORBIDDEN
 * "matter.conflict" and those of actor_must, those of matter_check_official,
 * FAULT_INVALID "matter.hand_over.closed".
 */
const struct fault *matter_hand_over(struct work *work, int64_t id, int64_t version,
                                     int64_t official_id) FAULT_CHECK;

/* A term that runs, with all that decides its last day. */
struct running_term {
    int64_t clock_id;
    int64_t matter_id;
    struct str code;
    struct str facts;
    struct str rule;
    struct str suspensions;
    struct civil_date started_on;
    struct civil_date due_on;
    int extensions;
    bool is_provisional;
};
typedef VEC(struct running_term) running_term_list;
/* Terms that run, by id, those behind `after`, at most WATCH_STEP. */
const struct fault *matter_running_terms(struct work *work, int64_t after,
                                         running_term_list *ret_terms) FAULT_CHECK;

/*
 * Counts every running term again once the law of the site is another `edition` (a text
 * that changes with it) than the terms were last counted by: a day off announced late, a
 * local rule that was set, a new version of the program. Where the last day moves, event
 * "recount" says from which day to which, and the matter's due day follows; a term that
 * was told as late and is not late any more is told again when it is. By the system;
 * begins again where it was stopped. `*ret_count`: matters that moved.
 */
const struct fault *matter_recount(struct work *work, struct str edition,
                                   int *ret_count) FAULT_CHECK;

extern const char *const matter_watch_statements[];

#endif
