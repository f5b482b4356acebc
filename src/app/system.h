/*
 * The program's own addresses, in the form of a module.
 */
#ifndef DINH_APP_SYSTEM_H
#define DINH_APP_SYSTEM_H

#include "civic/module.h"

extern const struct module system_module;

#endif
