/*
 * Slowing down whoever guesses. A key has 60 random bits, so the limit is there to keep
 * the noise down, not the secret. Attempts at a code are not counted: else a stranger who
 * knows it could make its owner wait.
 */
#include "modules/matters/matters_state.h"

#include "civic/site.h"
#include "http/ratelimit.h"

enum {
    KEYS = 10000, /* addresses that are remembered */
    SECOND_US = 1000 * 1000,
    ADDRESS_BURST = 10,
    ADDRESS_EVERY_US = 20 * SECOND_US
};

struct matters_state {
    struct ratelimit *addresses;
};

void *matters_start(struct site *site)
{
    struct matters_state *state = ARENA_NEW(site->arena, struct matters_state);
    state->addresses = ratelimit_new(site->arena, KEYS, ADDRESS_BURST, ADDRESS_EVERY_US);
    return state;
}

void matters_stop(void *state)
{
    (void)state; /* lives in the site's arena */
}

const struct fault *lookup_enter(struct work *work, const struct request *request)
{
    struct matters_state *state = site_state(work->site, "matters");
    struct str address = address_text(work->arena, address_group(request->peer));
    int64_t wait_us;
    struct fault *fault;
    if (ratelimit_take(state->addresses, address, clock_now(work->clock).us, &wait_us))
        return NULL;
    fault = fault_new(work->arena, FAULT_TOO_MANY, "matter.lookup.wait", "guesses slowed down");
    return fault_with(fault, "seconds",
                      arena_printf(work->arena, "%lld", (long long)(wait_us / SECOND_US + 1)));
}
