/*
 * The rows of units in the interface for programs, for the manifest of this module.
 */
#ifndef DINH_MODULES_ORGANISATION_ORGANISATION_API_H
#define DINH_MODULES_ORGANISATION_ORGANISATION_API_H

#include "civic/api.h"

enum {
    ORGANISATION_API_COUNT = 3
};
extern const struct api_route organisation_api[ORGANISATION_API_COUNT];

#endif
