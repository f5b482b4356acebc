/*
 * The alphabet of stored names: keys by which units and people are listed depend on
 * the version of ICU (text/collate.h), which an upgrade of the machine changes, or
 * restoring a backup on another one.
 */
#ifndef DINH_APP_ORDER_H
#define DINH_APP_ORDER_H

#include "app/open.h"

extern const char *const order_statements[];

/* Makes all keys anew where they were made by another version. Faults: FAULT_UNAVAILABLE
 * "text.no_order" (the machine has no data of the alphabet), those of the database. */
const struct fault *order_check(struct site *site) FAULT_CHECK;

#endif
