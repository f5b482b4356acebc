/*
 * The accounts of the demo district.
 */
#ifndef DINH_MODULES_ACCOUNTS_ACCOUNT_DEMO_H
#define DINH_MODULES_ACCOUNTS_ACCOUNT_DEMO_H

#include "base/work.h"

/* Makes the accounts of demo/accounts.csv; units must be there. */
const struct fault *accounts_demo(struct work *work) FAULT_CHECK;

#endif
