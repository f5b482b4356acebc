/*
 * Who answers for a unit that has ended. Who handles a closed file in which a term runs on
 * (kind.outlives) when its unit has ended. The file keeps its unit and the name of it; its seat is
 * the one unit that took over, or, where several did or none, the unit above.
 *
 * All faults besides those named are the database's.
 */
#ifndef DINH_CIVIC_MATTER_SEAT_H
#define DINH_CIVIC_MATTER_SEAT_H

#include "civic/matter.h"

/* The actor holds one of `roles` in the unit of the matter or above it, or in the seat of a
 * closed one in which a term runs. Faults as actor_must. */
const struct fault *matter_seat_must(struct work *work, unsigned roles,
                                     const struct matter *matter) FAULT_CHECK;

/* The unit that answers for one: itself while it exists; then the one that took over, in its
 * turn perhaps ended, or, where several did or none, the unit above. */
const struct fault *matter_seat_of(struct work *work, int64_t unit_id,
                                   int64_t *ret_seat_id) FAULT_CHECK;

/* Units that ended and whose seat is one of `units`, if such a file lies there: at most
 * `most`. */
const struct fault *matter_seats(struct work *work, const int64_t *units, size_t count,
                                 int64_t *ret_ids, size_t most, size_t *ret_count) FAULT_CHECK;

extern const char *const matter_seat_statements[];

#endif
