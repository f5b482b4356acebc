/*
 * Numbers behind addresses that are taken.
 */
#include "civic/slug.h"

#include "db/db.h"

const struct fault *slug_choose(struct work *work, struct str base, const char *taken,
                                struct str *ret_slug)
{
    struct str slug = base;
    for (int number = 2; number <= SLUG_NUMBERS + 1; number++) {
        bool is_taken;
        const struct fault *fault = db_has(work, taken, P(slug), &is_taken);
        if (fault)
            return fault;
        if (!is_taken) {
            *ret_slug = slug;
            return NULL;
        }
        slug = arena_printf(work->arena, PRISTR "-%d", STRARG(base), number);
    }
    return fault_new(work->arena, FAULT_CONFLICT, "record.exists", "no address is free");
}

bool slug_is_of(struct str slug, struct str base)
{
    int64_t number;
    struct str rest;
    if (!str_starts(slug, base))
        return false;
    rest = str_from(slug, base.len);
    return rest.len == 0 ||
           (rest.ptr[0] == '-' && str_to_int64(str_from(rest, 1), &number) && number >= 2);
}
