/*
 * The chain of a matter's events, and the proof over what the chain leaves open.
 */
#ifndef DINH_CIVIC_MATTER_CHAIN_H
#define DINH_CIVIC_MATTER_CHAIN_H

#include "civic/matter.h"
#include "civic/matter_clock.h"

/*
 * SHA-256 over what was received: code, kind, title, content, source, day and parties, which
 * no action changes. The chain begins with it, so that they too are found when they were
 * changed by hand. In the work's arena.
 */
struct str matter_chain_begin(struct work *work, const struct matter *matter,
                              const struct matter_party *parties, size_t count);

/*
 * SHA-256 over the hash before it (of the first, matter_chain_begin), the matter's id and
 * every member of the event but `hash`, each led by its length, in the order of
 * struct matter_event. In the work's arena.
 */
struct str matter_event_hash(struct work *work, int64_t matter_id, struct str before,
                             const struct matter_event *event);

/*
 * BLAKE2b under the site's key over the head of the chain, every other member of the
 * matter that can change, the digest of its look-up key, and its terms in the order of
 * their ids (but for whether they are provisional, which follows the calendar). In the
 * work's arena.
 */
struct str matter_proof(struct work *work, const struct matter *matter,
                        const struct clock_list *clocks);
/* As it was made before the look-up key lay under it; such a proof holds until the next
 * event. */
struct str matter_proof_without_key(struct work *work, const struct matter *matter,
                                    const struct clock_list *clocks);
/* Whether the proof that the matter carries fits. What does not is never proved anew, so
 * that a change by hand is not made good by the next action. */
bool matter_is_proved(struct work *work, const struct matter *matter,
                      const struct clock_list *clocks);

/* The next number of a prefix in a year, without gaps, for the matter `id`; proved where
 * those before it were. Inside db_write. */
const struct fault *matter_take_number(struct work *work, struct str prefix, int year, int64_t id,
                                       int64_t *ret_number) FAULT_CHECK;

/* The digest of a look-up key, by which a matter knows it. */
struct str matter_key_of(struct work *work, struct str key);

#endif
