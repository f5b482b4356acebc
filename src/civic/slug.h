/*
 * The part of an address that names one thing among many: "ke-hoach-to-chuc", and for
 * the next of that name "ke-hoach-to-chuc-2".
 */
#ifndef DINH_CIVIC_SLUG_H
#define DINH_CIVIC_SLUG_H

#include "base/work.h"

enum {
    SLUG_NUMBERS = 1 << 20 /* things of one name, about */
};

/*
 * One of base, base-2, base-3 … that nothing has: the first, where none before it was given
 * up. `taken` is a statement that gives a row where $1 is an address already. Faults:
 * FAULT_CONFLICT "record.exists" behind SLUG_NUMBERS, the database's. Inside db_write, so that
 * nobody takes it meanwhile.
 */
const struct fault *slug_choose(struct work *work, struct str base, const char *taken,
                                struct str *ret_slug) FAULT_CHECK;

/* Whether slug_choose has made `slug` of `base`: it is that, or that and a number. */
bool slug_is_of(struct str slug, struct str base);

#endif
