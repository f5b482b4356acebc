/*
 * Slowing down whoever guesses. A key has 60 random bits, so the limits are there
 * to keep the noise down, not the secret.
 */
#include "modules/matters/matters_state.h"

#include "civic/site.h"
#include "http/ratelimit.h"

enum {
    KEYS = 10000, /* addresses and codes that are remembered */
    SECOND_US = 1000 * 1000,
    ADDRESS_BURST = 10,
    ADDRESS_EVERY_US = 20 * SECOND_US,
    CODE_BURST = 20,
    CODE_EVERY_US = 60 * SECOND_US
};

struct matters_state {
    struct ratelimit *addresses;
    struct ratelimit *codes;
};

void *matters_start(struct site *site)
{
    struct matters_state *state = ARENA_NEW(site->arena, struct matters_state);
    state->addresses = ratelimit_new(site->arena, KEYS, ADDRESS_BURST, ADDRESS_EVERY_US);
    state->codes = ratelimit_new(site->arena, KEYS, CODE_BURST, CODE_EVERY_US);
    return state;
}

void matters_stop(void *state)
{
    (void)state; /* lives in the site's arena */
}

static const struct fault *take(struct work *work, struct ratelimit *limit, struct str key)
{
    int64_t wait_us;
    struct fault *fault;
    if (ratelimit_take(limit, key, clock_now(work->clock).us, &wait_us))
        return NULL;
    fault = fault_new(work->arena, FAULT_TOO_MANY, "matter.lookup.wait", "guesses slowed down");
    return fault_with(fault, "seconds",
                      arena_printf(work->arena, "%lld", (long long)(wait_us / SECOND_US + 1)));
}

const struct fault *lookup_enter(struct work *work, const struct request *request, struct str code)
{
    struct matters_state *state = site_state(work->site, "matters");
    const struct fault *fault =
        take(work, state->addresses, address_text(work->arena, address_group(request->peer)));
    return fault ? fault : take(work, state->codes, code);
}
