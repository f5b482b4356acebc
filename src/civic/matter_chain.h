/*
 * The chain of a matter's events.
 */
#ifndef DINH_CIVIC_MATTER_CHAIN_H
#define DINH_CIVIC_MATTER_CHAIN_H

#include "civic/matter.h"

/*
 * SHA-256 over the hash before it (empty for the first), the matter's id and
 * every member of the event but `hash`, each led by its length, in the order of
 * struct matter_event. In the work's arena.
 */
struct str matter_event_hash(struct work *work, int64_t matter_id, struct str before,
                             const struct matter_event *event);

#endif
