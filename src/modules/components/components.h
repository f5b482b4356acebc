/*
 * The pattern page (thành phần giao diện): every piece of the interface in every
 * state, in both themes side by side, for whoever adds a page or changes the
 * stylesheet. Seen by administrators (permission components.see).
 */
#ifndef DINH_MODULES_COMPONENTS_COMPONENTS_H
#define DINH_MODULES_COMPONENTS_COMPONENTS_H

#include "civic/module.h"

extern const struct module components_module;

#endif
