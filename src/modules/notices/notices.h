/*
 * Notices to people (nhận tin): subscriptions by e-mail, the daily letter, and
 * what staff see of the outbox. The only header of this module that others include.
 *
 * What people can subscribe to is said by the modules (module.notices). A module that
 * writes letters of its own puts them into the outbox (civic/outbox.h) and needs
 * nothing from here.
 */
#ifndef DINH_MODULES_NOTICES_NOTICES_H
#define DINH_MODULES_NOTICES_NOTICES_H

#include "civic/module.h"

extern const struct module notices_module;

#endif
