/*
 * The pages of matters, for the manifest alone.
 */
#ifndef DINH_MODULES_MATTERS_MATTERS_WEB_H
#define DINH_MODULES_MATTERS_MATTERS_WEB_H

#include "civic/role.h"
#include "http/router.h"
#include "view/view.h"

/* Who has files at all; which they may open is asked of the kind and the unit. Figures, which
 * name nobody, are also for who watches over the work: the committee and the Front. */
#define MATTERS_HANDLERS                                                                           \
    (ROLE_BIT(ROLE_RECEPTION_CLERK) | ROLE_BIT(ROLE_CASE_OFFICER) | ROLE_BIT(ROLE_LEADER) |        \
     ROLE_BIT(ROLE_INSPECTOR))
#define MATTERS_COUNTERS                                                                           \
    (MATTERS_HANDLERS | ROLE_BIT(ROLE_COMMITTEE_SECRETARY) | ROLE_BIT(ROLE_FRONT_OFFICER))

extern const struct page_kind matter_inbox_kind;
extern const struct page_kind matter_given_kind;
extern const struct page_kind matter_divided_kind;
extern const struct page_kind matter_calendar_kind;
extern const struct page_kind matter_audit_kind;
extern const struct page_kind matter_relation_kind;
extern const struct page_kind matter_stats_kind;
extern const struct page_kind matter_file_kind;
extern const struct page_kind matter_action_kind;
extern const struct page_kind matter_find_kind;
extern const struct page_kind matter_status_kind;
extern const struct page_kind matter_readers_kind;
extern const struct page_kind matter_files_kind;

route_handler matter_inbox_page;    /* GET /can-bo */
route_handler matter_give;          /* POST /can-bo/giao */
route_handler matter_filter_save;   /* POST /can-bo/bo-loc */
route_handler matter_filter_drop;   /* POST /can-bo/bo-loc/xoa */
route_handler matter_calendar_page; /* GET /can-bo/lich */
route_handler matter_feed_make;     /* POST /can-bo/lich/dia-chi */
route_handler matter_feed_end;      /* POST /can-bo/lich/dia-chi/huy */
route_handler matter_feed_read;     /* GET /can-bo/lich/{token}.ics */
route_handler matter_audit_page;    /* GET /can-bo/nhat-ky */

route_handler matter_stats_page; /* GET /can-bo/so-lieu */
route_handler matter_stats_csv;  /* GET /can-bo/so-lieu.csv */
route_handler matter_stats_xlsx; /* GET /can-bo/so-lieu.xlsx */

route_handler matter_relation_page;   /* GET /can-bo/viec/{code}/lien-quan */
route_handler matter_relation_link;   /* POST …/noi */
route_handler matter_relation_unlink; /* POST …/bo-noi */
route_handler matter_relation_name;   /* POST …/nguoi */
route_handler matter_relation_free;   /* POST …/bo-nguoi */

route_handler matter_file_page;    /* GET /can-bo/viec/{code} */
route_handler matter_readers_page; /* GET /can-bo/viec/{code}/nguoi-xem */
route_handler matter_files_page;   /* GET /can-bo/viec/{code}/tai-lieu */
route_handler matter_files_add;    /* POST /can-bo/viec/{code}/tai-lieu */
route_handler matter_file_take;    /* GET /can-bo/viec/{code}/tai-lieu/{file} */

route_handler matter_find_page;     /* GET /don-thu/tra-cuu */
route_handler matter_find;          /* POST /don-thu/tra-cuu */
route_handler matter_status_page;   /* GET /don-thu/{code} */
route_handler matter_status_take;   /* POST /don-thu/{code}/{action} */
route_handler matter_status_file;   /* GET /don-thu/{code}/tai-lieu/{file} */
route_handler matter_status_forget; /* POST /don-thu/roi-di */

/* GET and POST /quan-tri/chia-don-vi */
const struct fault *matter_divided_page(struct work *work, const struct request *request,
                                        struct response *response);
const struct fault *matter_divided_send(struct work *work, const struct request *request,
                                        struct response *response);

#endif
