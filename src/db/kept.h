/*
 * A value that every page needs and that changes seldom (the unit whose portal
 * this is, the menu), kept in memory until a topic it was read from is touched.
 * Any thread may find it; the page under construction depends on its topics as
 * if it had read them.
 *
 *     if (!kept_find(kept, work, copy, &value)) {
 *         … read it, calling db_depends for what it shows …
 *     }
 */
#ifndef DINH_DB_KEPT_H
#define DINH_DB_KEPT_H

#include "db/topic.h"

struct kept;

/* Copies a value with all it points to into `arena`. */
typedef void *kept_copy(struct arena *arena, const void *value);
/* Reads the value from the database through `work`; it lives in the work's arena. */
typedef const struct fault *kept_load(struct work *work, void **ret_value);

/* Nothing kept yet; lives as long as `arena`. */
struct kept *kept_new(struct arena *arena);

/*
 * The value, out of memory or loaded anew; `*ret_value` is a copy in the work's
 * arena. Inside a write, and where `kept` is NULL, it is always loaded, and nothing is kept.
 * Faults: those of `load`; then nothing is kept either.
 */
const struct fault *kept_get(struct kept *kept, struct work *work, kept_load *load, kept_copy *copy,
                             void **ret_value) FAULT_CHECK;

#endif
