/*
 * Search (tìm kiếm): the page over everything public, suggestions, and the
 * command that builds the index anew. What is found is civic/search.h.
 */
#ifndef DINH_MODULES_SEARCH_SEARCH_H
#define DINH_MODULES_SEARCH_SEARCH_H

#include "civic/module.h"

extern const struct module search_module;

#endif
