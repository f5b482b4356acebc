/*
 * The figures of petitions in the interface for programs, for the manifest of this module.
 */
#ifndef DINH_MODULES_PETITIONS_FIGURES_API_H
#define DINH_MODULES_PETITIONS_FIGURES_API_H

#include "civic/api.h"

enum {
    FIGURES_API_COUNT = 2
};
extern const struct api_route figures_api[FIGURES_API_COUNT];

#endif
