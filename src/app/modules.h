/*
 * The modules of this program.
 */
#ifndef DINH_APP_MODULES_H
#define DINH_APP_MODULES_H

#include "civic/module.h"

/* In the order in which they start and are listed; ended by NULL. */
extern const struct module *const dinh_modules[];

#endif
