/*
 * The row of search in the interface for programs, for the manifest of this module.
 */
#ifndef DINH_MODULES_SEARCH_SEARCH_API_H
#define DINH_MODULES_SEARCH_SEARCH_API_H

#include "civic/api.h"

enum {
    SEARCH_API_COUNT = 1
};
extern const struct api_route search_api[SEARCH_API_COUNT];

#endif
