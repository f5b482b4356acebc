/*
 * What accounts keep in memory: counted guesses, places for hashing, and the
 * sessions whose last use is still to be written down.
 */
#ifndef DINH_MODULES_ACCOUNTS_ACCOUNTS_STATE_H
#define DINH_MODULES_ACCOUNTS_ACCOUNTS_STATE_H

#include "civic/site.h"
#include "http/ratelimit.h"
#include "modules/accounts/hashing.h"
#include "modules/accounts/throttle.h"

#include <pthread.h>

enum {
    /* Attempts of one address from devices that are strange to the account: many
     * people share one address, so this stops robots and not offices. */
    SIGN_IN_BURST = 40,
    SIGN_IN_EVERY_US = 15 * 1000000,
    /* A session's last use is written down when it is so much later than the
     * one written before, by a job that runs so often. */
    SEEN_EVERY_SECONDS = 300,
    SEEN_MOST = 1024
};
#define SEEN_JOB_US INT64_C(60000000)

struct accounts_state {
    struct throttle *guesses;
    struct ratelimit *addresses;
    struct hashing *hashing;

    pthread_mutex_t seen_lock;
    int64_t seen[SEEN_MOST]; /* ids of sessions */
    size_t seen_count;
};

/* For the manifest. */
void *accounts_start(struct site *site);
void accounts_stop(void *state);

/* The one of this site, which the program keeps. Any thread. */
struct accounts_state *accounts_of(struct work *work);

/* Notes that a session is in use; forgotten where the list is full, as the next
 * request will note it again. Any thread. */
void accounts_note_seen(struct accounts_state *state, int64_t session_id);
/* Takes all that were noted; returns how many. */
size_t accounts_take_seen(struct accounts_state *state, int64_t ret_ids[SEEN_MOST]);

#endif
