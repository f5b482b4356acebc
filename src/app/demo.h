/*
 * The demo district: Thanh Ba as on 6 March 2022, with invented persons marked
 * as such.
 */
#ifndef DINH_APP_DEMO_H
#define DINH_APP_DEMO_H

#include "civic/site.h"

/* Fills an empty site from demo/; a site that has units already is left alone.
 * Says on standard error what it is doing. */
const struct fault *demo_fill(struct site *site, enum locale locale) FAULT_CHECK;

/* Says on standard output how to sign in to the demo accounts, if there are any. */
void demo_say_accounts(struct work *work);

#endif
