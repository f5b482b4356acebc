/*
 * The rows of news in the interface for programs, for the manifest of this module.
 */
#ifndef DINH_MODULES_PUBLICATIONS_ARTICLE_API_H
#define DINH_MODULES_PUBLICATIONS_ARTICLE_API_H

#include "civic/api.h"

enum {
    ARTICLE_API_COUNT = 3
};
extern const struct api_route article_api[ARTICLE_API_COUNT];

#endif
