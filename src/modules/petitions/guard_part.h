/*
 * What the guards of this module share. For guard.c and guard_term.c alone.
 */
#ifndef DINH_MODULES_PETITIONS_GUARD_PART_H
#define DINH_MODULES_PETITIONS_GUARD_PART_H

#include "modules/petitions/guard.h"

/* The refusal FAULT_INVALID `key` with the article of `rule` ({article}): as it was when the
 * term of the rule began; where none did, as it is today. */
struct fault *guard_refuse(struct work *work, const struct matter *matter, const char *key,
                           const char *rule);

/* Of the two instances; otherwise a denunciation. */
bool guard_of_complaint(const struct matter *matter);
/* How many of the words the step adds as facts. */
int guard_count_added(const struct matter_step *step, const char *words);
/* The day of the step: today, where it names none. */
struct civil_date guard_day_of(struct work *work, const struct matter_step *step);

/* The last term of a rule that the matter has. Faults: the database's. */
const struct fault *guard_find_clock(struct work *work, int64_t id, const char *rule,
                                     struct matter_clock *ret_clock,
                                     bool *ret_is_there) FAULT_CHECK;
/* Whether the action was ever taken. Faults: the database's. */
const struct fault *guard_has_event(struct work *work, int64_t id, const char *action,
                                    bool *ret_has) FAULT_CHECK;

#endif
