/*
 * Matters of every kind on the screen: the official's inbox (hộp việc), the file
 * (hồ sơ) with its actions, and the status page that a sender opens with code
 * and key. What a kind may do stands in its table (civic/lifecycle.h); nothing
 * here knows one kind from another.
 */
#ifndef DINH_MODULES_MATTERS_MATTERS_H
#define DINH_MODULES_MATTERS_MATTERS_H

#include "civic/matter.h"
#include "civic/module.h"

extern const struct module matters_module;

#endif
