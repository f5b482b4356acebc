/*
 * The pages of @name@, for its manifest.
 */
#ifndef DINH_MODULES_@NAME@_@NAME@_WEB_H
#define DINH_MODULES_@NAME@_@NAME@_WEB_H

#include "civic/page.h"

extern const struct page_kind @name@_list_kind;
extern const struct page_kind @name@_new_kind;

/* GET /@name@, GET and POST /@name@/moi. */
route_handler @name@_list_show;
route_handler @name@_new_show;
route_handler @name@_new_send;

#endif
