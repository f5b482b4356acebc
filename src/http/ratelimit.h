/*
 * Token buckets by key: how often one address or one account may do a thing.
 * The table is bounded: a new key takes the place of the fullest bucket near
 * it, the one whose forgetting matters least. Time is handed in. Safe for threads.
 */
#ifndef DINH_HTTP_RATELIMIT_H
#define DINH_HTTP_RATELIMIT_H

#include "base/arena.h"

struct ratelimit;

/* `burst` tokens at once, then one every `every_us` microseconds; remembers at
 * least `keys` keys. Memory is taken from `arena` now and never grows. */
struct ratelimit *ratelimit_new(struct arena *arena, size_t keys, unsigned burst, int64_t every_us);
/* Takes one token of `key` at `now_us` (clock_monotonic). False where there is
 * none; `*ret_wait_us` is then the time until the next. */
bool ratelimit_take(struct ratelimit *limit, struct str key, int64_t now_us, int64_t *ret_wait_us);

#endif
