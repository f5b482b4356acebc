/*
 * The pages of clerks, for the manifest.
 */
#ifndef DINH_MODULES_RECEPTION_OFFICE_WEB_H
#define DINH_MODULES_RECEPTION_OFFICE_WEB_H

#include "modules/reception/reception_service.h"
#include "modules/reception/reception_web.h"

/* office_web.c: GET /can-bo/lich-tiep-dan, GET …/{id}, POST …/cong-bo, …/{id}/cong-bo,
 * …/{id}/ket-thuc */
route_handler office_list_show;
route_handler office_series_show;
route_handler office_publish;
route_handler office_publish_some;
route_handler office_end;
extern const struct page_kind office_list_kind;
extern const struct page_kind office_series_kind;

/* new_web.c: GET, POST /can-bo/lich-tiep-dan/moi */
route_handler office_new_show;
route_handler office_new_send;
extern const struct page_kind office_new_kind;

/* change_web.c: GET /can-bo/lich-tiep-dan/ngay/{day}, POST …/doi, …/thay, …/hoan, …/lai */
route_handler change_show;
route_handler change_move;
route_handler change_substitute;
route_handler change_cancel;
route_handler change_restore;
extern const struct page_kind change_kind;

/* frequency_web.c: GET /can-bo/lich-tiep-dan/tan-suat */
route_handler frequency_show;
extern const struct page_kind frequency_kind;

/* A page of clerks: private, its crumbs begun with the office's calendar. */
const struct fault *office_layout(struct work *work, const struct request *request,
                                  struct str title, struct layout *ret_layout) FAULT_CHECK;

/* Leads to a page of clerks once what was sent is stored; the page says so. */
void office_lead(struct work *work, struct response *response, struct url url);

/* Which day off an open day to come has become since it was announced; empty for none.
 * It stands until somebody moves it with a reason. */
struct str office_day_off(struct work *work, const struct reception_day *day);

#endif
