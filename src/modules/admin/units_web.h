/*
 * Pages of units, posts, history and settings.
 */
#ifndef DINH_MODULES_ADMIN_UNITS_WEB_H
#define DINH_MODULES_ADMIN_UNITS_WEB_H

#include "modules/admin/admin_web.h"

/* units_web.c */
route_handler admin_units_show;
route_handler admin_unit_show;
extern const struct page_kind admin_units_kind;
extern const struct page_kind admin_unit_kind;

/* unit_forms_web.c */
route_handler admin_unit_add_show;
route_handler admin_unit_add_send;
route_handler admin_unit_end_show;
route_handler admin_unit_end_send;
route_handler admin_post_show;
route_handler admin_post_send;
route_handler admin_post_end_send;
extern const struct page_kind admin_unit_form_kind;

/* post_edit_web.c */
route_handler admin_post_edit_show;
route_handler admin_post_edit_send;
extern const struct page_kind admin_post_kind;

/* events_web.c */
route_handler admin_events_show;
route_handler admin_settings_show;
extern const struct page_kind admin_events_kind;
extern const struct page_kind admin_settings_kind;

/* unit_hanging.c: what hangs on a unit that is to end. */
struct unit_hanging {
    struct list children; /* struct page_link: units below it that have not ended */
    struct list posts;    /* struct page_link without address: held in it */
    struct list accounts; /* struct page_link: with a role in it */
    int64_t matters;      /* open, in it and below */
};
extern const struct shape unit_hanging_shape;
const struct fault *unit_hanging_of(struct work *work, const struct unit *unit,
                                    struct unit_hanging *ret_hanging) FAULT_CHECK;

/* The unit of the address, which the actor administers; else FAULT_NOT_FOUND. */
const struct fault *admin_unit_of_path(struct work *work, const struct request *request,
                                       struct unit *ret_unit) FAULT_CHECK;
/* "/quan-tri/don-vi/SLUG". */
struct url admin_unit_url(struct work *work, const struct unit *unit);

#endif
