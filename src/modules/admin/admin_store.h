/*
 * All SQL of administration; private to the module.
 */
#ifndef DINH_MODULES_ADMIN_ADMIN_STORE_H
#define DINH_MODULES_ADMIN_ADMIN_STORE_H

#include "db/db.h"

extern const char *const admin_backup_statements[];

#endif
