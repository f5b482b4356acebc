/*
 * The pages of matters, for the manifest alone.
 */
#ifndef DINH_MODULES_MATTERS_MATTERS_WEB_H
#define DINH_MODULES_MATTERS_MATTERS_WEB_H

#include "http/router.h"
#include "view/view.h"

extern const struct page_kind matter_inbox_kind;
extern const struct page_kind matter_file_kind;
extern const struct page_kind matter_action_kind;
extern const struct page_kind matter_find_kind;
extern const struct page_kind matter_status_kind;
extern const struct page_kind matter_readers_kind;

route_handler matter_inbox_page;   /* GET /can-bo */
route_handler matter_file_page;    /* GET /can-bo/viec/{code} */
route_handler matter_readers_page; /* GET /can-bo/viec/{code}/nguoi-xem */
route_handler matter_action_page;  /* GET /can-bo/viec/{code}/{action} */
route_handler matter_action_take;  /* POST /can-bo/viec/{code}/{action} */

route_handler matter_find_page;     /* GET /don-thu/tra-cuu */
route_handler matter_find;          /* POST /don-thu/tra-cuu */
route_handler matter_status_page;   /* GET /don-thu/{code} */
route_handler matter_status_take;   /* POST /don-thu/{code}/{action} */
route_handler matter_status_forget; /* POST /don-thu/roi-di */

#endif
