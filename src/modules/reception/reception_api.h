/*
 * The rows of reception in the interface for programs, for the manifest of this module.
 */
#ifndef DINH_MODULES_RECEPTION_RECEPTION_API_H
#define DINH_MODULES_RECEPTION_RECEPTION_API_H

#include "civic/api.h"

enum {
    RECEPTION_API_COUNT = 2
};
extern const struct api_route reception_api[RECEPTION_API_COUNT];

#endif
