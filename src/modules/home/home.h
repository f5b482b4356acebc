/*
 * The home page (trang chủ): what people come to do, and what is new. It shows
 * what the other modules offer in their manifests; a part whose module is not
 * there is not shown.
 */
#ifndef DINH_MODULES_HOME_HOME_H
#define DINH_MODULES_HOME_HOME_H

#include "civic/module.h"

extern const struct module home_module;

#endif
