/*
 * The pages of the desk, for the manifest.
 */
#ifndef DINH_MODULES_RECEPTION_DESK_WEB_H
#define DINH_MODULES_RECEPTION_DESK_WEB_H

#include "modules/reception/desk.h"
#include "modules/reception/office_web.h"

/* desk_web.c: GET, POST /can-bo/tiep-dan; POST …/luot/{id}/goi; POST …/ngay/{day} */
route_handler desk_show;
route_handler desk_send;
route_handler desk_call_send;
route_handler desk_day_send;
extern const struct page_kind desk_kind;

/* visit_web.c: GET, POST /can-bo/tiep-dan/luot/{id}; POST …/viec, …/viec/{task} */
route_handler visit_page_show;
route_handler visit_page_send;
route_handler visit_page_task;
route_handler visit_page_task_done;
extern const struct page_kind visit_kind;

/* register_web.c: GET /can-bo/tiep-dan/so, …/so.xlsx, …/so.csv, …/so.pdf */
route_handler register_show;
route_handler register_xlsx;
route_handler register_csv;
route_handler register_pdf;
extern const struct page_kind register_kind;

/* queue_web.c: GET /lich-tiep-dan/so-thu-tu, GET /lich-tiep-dan/so-lieu */
route_handler queue_show;
route_handler figures_show;
extern const struct page_kind queue_kind;
extern const struct page_kind figures_kind;

/* The id of a visit in the address. */
const struct fault *visit_param(struct work *work, const struct request *request,
                                int64_t *ret_id) FAULT_CHECK;
/* "Số 3: Nguyễn Văn A", or "Giữ bí mật" where sealed. */
struct str visit_name(struct work *work, const struct visit *visit);
/* Two dates of an address, tu and den; this month where there are none. */
void span_read(struct work *work, const struct request *request, struct civil_date *ret_from,
               struct civil_date *ret_to);

#endif
