/*
 * The rules of @name@: pure functions, without clock, database or request.
 */
#ifndef DINH_MODULES_@NAME@_@NAME@_RULES_H
#define DINH_MODULES_@NAME@_@NAME@_RULES_H

#include "base/fault.h"

/* Whether a title says something: it has a letter. FAULT_INVALID at "title",
 * "@name@.title.no-letter", where it has none. */
const struct fault *@name@_title_check(struct arena *arena, struct str title) FAULT_CHECK;

#endif
