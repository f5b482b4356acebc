/*
 * The SQL of @name@, for its use-cases and its manifest.
 */
#ifndef DINH_MODULES_@NAME@_@NAME@_STORE_H
#define DINH_MODULES_@NAME@_@NAME@_STORE_H

#include "modules/@name@/@name@.h"

/* Inside db_write. */
const struct fault *@name@_insert(struct work *work, const struct @name@ *@name@) FAULT_CHECK;

extern const char *const @name@_statements[];

#endif
