/*
 * What matters keep in memory: how often somebody looked up a code and key. For
 * this module alone.
 */
#ifndef DINH_MODULES_MATTERS_MATTERS_STATE_H
#define DINH_MODULES_MATTERS_MATTERS_STATE_H

#include "modules/matters/matters.h"

/* For the manifest: made when the site is opened, released when it ends. */
void *matters_start(struct site *site);
void matters_stop(void *state);

/*
 * Counts an attempt from an address; whether code and key will fit plays no part.
 * FAULT_TOO_MANY "matter.lookup.wait" {seconds}.
 */
const struct fault *lookup_enter(struct work *work, const struct request *request) FAULT_CHECK;

#endif
