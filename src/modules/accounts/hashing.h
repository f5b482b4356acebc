/*
 * Hashing passwords, at most as many at once as there are cores. A few more may
 * wait; beyond them a request is told to come again, so that a flood of
 * sign-ins never takes the handler threads or the memory of everybody else.
 */
#ifndef DINH_MODULES_ACCOUNTS_HASHING_H
#define DINH_MODULES_ACCOUNTS_HASHING_H

#include "base/work.h"

enum {
    HASHING_WAITING = 8 /* requests that may wait for each one that hashes */
};

struct hashing;

/* `at_once` 0: one for each core. Lives in `arena`. */
struct hashing *hashing_new(struct arena *arena, unsigned at_once);

/* Takes a place, waiting for it where few others do; FAULT_TOO_MANY "error.busy"
 * where HASHING_WAITING wait already. Every place taken is given back. */
const struct fault *hashing_enter(struct work *work, struct hashing *hashing) FAULT_CHECK;
void hashing_leave(struct hashing *hashing);
/* How many wait now. */
unsigned hashing_waiting(struct hashing *hashing);

/* argon2id (base/crypto.h) with a place taken around it. Faults besides those
 * of hashing_enter: FAULT_UNAVAILABLE "error.busy" without memory. The work's
 * reader is given back first, so that nobody waits for it meanwhile. */
const struct fault *password_hash(struct work *work, struct str password,
                                  struct str *ret_hash) FAULT_CHECK;
/* With an empty `hash` the same work is done and nothing matches. */
const struct fault *password_matches(struct work *work, struct str hash, struct str password,
                                     bool *ret_matches) FAULT_CHECK;

#endif
