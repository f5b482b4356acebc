/*
 * Rows of matters, for civic/ alone. Writing functions run inside db_write.
 */
#ifndef DINH_CIVIC_MATTER_STORE_H
#define DINH_CIVIC_MATTER_STORE_H

#include "civic/matter.h"

struct str visibility_name(enum visibility visibility);

/* The next number of a prefix in a year, without gaps. */
const struct fault *matter_next_number(struct work *work, struct str prefix, int year,
                                       int64_t *ret_number) FAULT_CHECK;
const struct fault *matter_insert(struct work *work, const struct matter *matter,
                                  struct str key_digest) FAULT_CHECK;
/* Stores what an event changed, if the matter still has `version` events. */
const struct fault *matter_update(struct work *work, const struct matter *matter,
                                  int64_t version) FAULT_CHECK;
const struct fault *matter_insert_event(struct work *work, int64_t id,
                                        const struct matter_event *event) FAULT_CHECK;
const struct fault *matter_insert_party(struct work *work, int64_t id, int64_t ordinal,
                                        const struct matter_party *party) FAULT_CHECK;
const struct fault *matter_insert_clock(struct work *work, int64_t id,
                                        const struct matter_clock *clock) FAULT_CHECK;
const struct fault *matter_update_clock(struct work *work,
                                        const struct matter_clock *clock) FAULT_CHECK;
/* The digest of a matter's look-up key; empty where there is no such code. */
const struct fault *matter_key_digest(struct work *work, struct str code,
                                      struct str *ret_digest) FAULT_CHECK;
/* Whether the account's person is one whom the matter is about, or holds a post
 * below one of theirs on a day, or has roles in units below theirs alone. */
const struct fault *matter_is_about(struct work *work, int64_t id, int64_t account_id,
                                    struct civil_date on, bool *ret_is) FAULT_CHECK;

#endif
