/*
 * Whether a unit may stand below another one.
 */
#ifndef DINH_MODULES_ORGANISATION_UNITS_PLACE_H
#define DINH_MODULES_ORGANISATION_UNITS_PLACE_H

#include "modules/organisation/units_match.h"

/*
 * Whether `unit`, which is about to be stored for `row`, may stand below its parent. The
 * mistakes are put among those of the job, FAULT_INVALID with {line} {name} {above}:
 *   units.parent_days  there is no day on which both exist
 *   units.level        the unit is of a higher level than the one above it; above agencies
 *                      and committees, which have none, the next unit counts
 * Inside db_write. The faults returned are the database's.
 */
const struct fault *units_check_place(struct work *work, struct units_job *job,
                                      const struct unit_row *row,
                                      const struct unit *unit) FAULT_CHECK;

#endif
