/*
 * Numbers behind addresses that are taken.
 */
#include "civic/slug.h"

#include "db/db.h"

static struct str with_number(struct work *work, struct str base, int number)
{
    return number == 1 ? base : arena_printf(work->arena, PRISTR "-%d", STRARG(base), number);
}

static const struct fault *ask(struct work *work, struct str base, int number, const char *taken,
                               bool *ret_taken)
{
    return db_has(work, taken, P(with_number(work, base, number)), ret_taken);
}

/* In doubled steps to a number that is free, then between it and the last that was not:
 * a province has a thousand villages called "Khu 1", and each asks a few times. */
const struct fault *slug_choose(struct work *work, struct str base, const char *taken,
                                struct str *ret_slug)
{
    int last_taken = 0;
    int first_free = 1;
    bool is_taken = true;
    const struct fault *fault = NULL;
    while (!fault && is_taken && first_free <= SLUG_NUMBERS) {
        fault = ask(work, base, first_free, taken, &is_taken);
        if (!fault && is_taken) {
            last_taken = first_free;
            first_free *= 2;
        }
    }
    if (!fault && is_taken)
        return fault_new(work->arena, FAULT_CONFLICT, "record.exists", "no address is free");
    while (!fault && first_free - last_taken > 1) {
        int middle = last_taken + (first_free - last_taken) / 2;
        fault = ask(work, base, middle, taken, &is_taken);
        if (!fault && is_taken)
            last_taken = middle;
        else
            first_free = middle;
    }
    if (!fault)
        *ret_slug = with_number(work, base, first_free);
    return fault;
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
