/*
 * What a step must bring with it before it is taken: words of the right length,
 * an official who may hold the matter, a unit that exists. For civic/ alone.
 */
#ifndef DINH_CIVIC_MATTER_CHECK_H
#define DINH_CIVIC_MATTER_CHECK_H

#include "civic/matter.h"

/*
 * All that is missing or wrong in the step, by field. FAULT_INVALID
 * "matter.note.missing", "matter.note.too_long" {max}, "matter.answer.missing",
 * "matter.answer.too_long" {max}, "matter.official.missing",
 * "matter.official.unfit" (no reader's role in the unit, or a closed account),
 * "matter.official.conflict", "matter.unit.missing", "matter.unit.same",
 * "matter.unit.ended", "matter.day.future"; and the database's.
 */
const struct fault *matter_check_step(struct work *work, const struct matter_kind *kind,
                                      const struct lifecycle_action *action,
                                      const struct matter *matter,
                                      const struct matter_step *step) FAULT_CHECK;
/* Last of all: what an official writes does not name who is under seal. FAULT_INVALID
 * "seal.names" (civic/seal.h). */
const struct fault *matter_check_words(struct work *work, const struct matter *matter,
                                       const struct matter_step *step) FAULT_CHECK;

#endif
