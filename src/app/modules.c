/*
 * One line a module; `make module NAME=x` adds one.
 */
#include "app/modules.h"

#include "app/system.h"

const struct module *const dinh_modules[] = {
    &system_module,
    NULL,
};
