/*
 * Making and asking what accounts keep in memory.
 */
#include "modules/accounts/accounts_state.h"

#include <string.h>

enum {
    KEYS = 20000 /* logins, devices and addresses that are remembered */
};

void *accounts_start(struct site *site)
{
    struct accounts_state *state = ARENA_NEW(site->arena, struct accounts_state);
    state->guesses = throttle_new(KEYS);
    state->addresses = ratelimit_new(site->arena, KEYS, SIGN_IN_BURST, SIGN_IN_EVERY_US);
    state->hashing = hashing_new(site->arena, 0);
    pthread_mutex_init(&state->seen_lock, NULL);
    return state;
}

void accounts_stop(void *state)
{
    struct accounts_state *accounts = state;
    throttle_free(accounts->guesses);
    pthread_mutex_destroy(&accounts->seen_lock);
}

struct accounts_state *accounts_of(struct work *work)
{
    return site_state(work->site, "accounts");
}

void accounts_note_seen(struct accounts_state *state, int64_t session_id)
{
    bool is_there = false;
    pthread_mutex_lock(&state->seen_lock);
    for (size_t i = 0; i < state->seen_count && !is_there; i++)
        is_there = state->seen[i] == session_id;
    if (!is_there && state->seen_count < SEEN_MOST)
        state->seen[state->seen_count++] = session_id;
    pthread_mutex_unlock(&state->seen_lock);
}

size_t accounts_take_seen(struct accounts_state *state, int64_t ret_ids[SEEN_MOST])
{
    size_t count;
    pthread_mutex_lock(&state->seen_lock);
    count = state->seen_count;
    memcpy(ret_ids, state->seen, count * sizeof(*ret_ids));
    state->seen_count = 0;
    pthread_mutex_unlock(&state->seen_lock);
    return count;
}
