/*
 * Whether the keys of the data folder are those of the database. What is sealed with one
 * key is lost to another, and two servers with keys of their own would each seal what the
 * other cannot read: so the database knows the marks (fingerprints) of its keys.
 */
#ifndef DINH_APP_KEYS_H
#define DINH_APP_KEYS_H

#include "civic/site.h"

/*
 * Compares; a database that knows no marks yet takes these. Faults: FAULT_CONFLICT
 * "site.key_other" {path}, {key}: the mark of the key that is wanted.
 */
const struct fault *keys_check(struct site *site) FAULT_CHECK;
/* The same, where another program may be serving the site: notes nothing, and a database
 * from before the marks passes. */
const struct fault *keys_compare(struct site *site) FAULT_CHECK;
/* The database takes the keys of the folder from now on, whatever it knew. */
const struct fault *keys_accept(struct site *site) FAULT_CHECK;

#endif
