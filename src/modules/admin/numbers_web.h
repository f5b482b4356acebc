/*
 * Pages about number series.
 */
#ifndef DINH_MODULES_ADMIN_NUMBERS_WEB_H
#define DINH_MODULES_ADMIN_NUMBERS_WEB_H

#include "modules/admin/admin_web.h"

route_handler admin_numbers_show;
route_handler admin_numbers_send;
extern const struct page_kind admin_numbers_kind;
extern const struct form_spec admin_numbers_form;

/* number_void_web.c */
route_handler admin_number_void_show;
route_handler admin_number_void_send;
extern const struct page_kind admin_number_void_kind;
extern const struct form_spec admin_number_void_form;

#endif
