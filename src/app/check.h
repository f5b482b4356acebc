/*
 * `dinh check`: the tables of all modules agree with each other, with the pages,
 * the messages and the database.
 */
#ifndef DINH_APP_CHECK_H
#define DINH_APP_CHECK_H

#include "base/work.h"

/*
 * Walks all tables. Where `data` names a site, its database is used; else a new
 * one in a temporary folder. Prints a line for each kind of table with how many
 * it looked at. Faults: the first thing that does not agree.
 */
const struct fault *check_tables(struct arena *arena, const char *data,
                                 enum locale locale) FAULT_CHECK;

#endif
