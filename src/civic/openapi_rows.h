/*
 * Walking the rows of the interface for programs: what all descriptions of it
 * (openapi.c, openapi_text.c, the page /du-lieu-mo) share.
 */
#ifndef DINH_CIVIC_OPENAPI_ROWS_H
#define DINH_CIVIC_OPENAPI_ROWS_H

#include "civic/module.h"

struct api_place {
    size_t module;
    size_t row;
};
/* The next row of all modules, in their order; NULL at the end. */
const struct api_route *api_next(const struct site *site, struct api_place *place);

/* The next {name} of a path; false where there is none. */
bool api_next_word(struct str *rest, struct str *ret_name);

/* The message api.GROUP.NAME. */
struct str api_message(struct work *work, const char *group, struct str name);

#endif
