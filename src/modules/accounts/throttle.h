/*
 * Slowing down guesses. A table in memory counts failures by key (an account
 * seen from strange devices, a device, an address); the wait doubles with each
 * failure beyond the free ones, up to a quarter of an hour. Time is passed in.
 */
#ifndef DINH_MODULES_ACCOUNTS_THROTTLE_H
#define DINH_MODULES_ACCOUNTS_THROTTLE_H

#include "base/str.h"

enum {
    THROTTLE_FREE = 5,             /* failures without a wait */
    THROTTLE_LONGEST = 15 * 60,    /* seconds */
    THROTTLE_FORGET = 24 * 60 * 60 /* seconds after the last failure */
};

struct throttle;

/* A table for at most `keys` keys; the one that failed longest ago makes room. */
struct throttle *throttle_new(size_t keys);
void throttle_free(struct throttle *throttle);

/*
 * Seconds that `key` must still wait, 0 for none. Where there is no wait the attempt counts
 * as a failure at once, so that attempts running side by side do not all pass; the one that
 * succeeds says so with throttle_succeeded. Any thread.
 */
int64_t throttle_enter(struct throttle *throttle, struct str key, int64_t now_seconds);
void throttle_succeeded(struct throttle *throttle, struct str key);

#endif
