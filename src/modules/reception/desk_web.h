/*
 * The pages of the desk, for the manifest.
 */
#ifndef DINH_MODULES_RECEPTION_DESK_WEB_H
#define DINH_MODULES_RECEPTION_DESK_WEB_H

#include "civic/paper.h"
#include "modules/reception/desk.h"
#include "modules/reception/office_web.h"

/* desk_web.c: GET, POST /can-bo/tiep-dan; POST …/luot/{id}/goi; POST …/ngay/{day} */
route_handler desk_show;
route_handler desk_send;
route_handler desk_call_send;
route_handler desk_day_send;
extern const struct page_kind desk_kind;

/* visit_web.c: GET, POST /can-bo/tiep-dan/luot/{id}; POST …/viec, …/ban-ghi */
route_handler visit_page_show;
route_handler visit_page_send;
route_handler visit_page_task;
route_handler visit_page_recording;
extern const struct page_kind visit_kind;

/* letter_web.c: GET, POST /can-bo/tiep-dan/luot/{id}/don-thu */
route_handler visit_letter_show;
route_handler visit_letter_send;
extern const struct page_kind visit_letter_page_kind;
extern const struct page_kind visit_slip_kind;

/* papers_web.c: GET …/luot/{id}/giay-to, POST …/bien-nhan, POST …/giay-to/{kind},
 * GET …/giay-to/{kind}.pdf, …/bien-nhan/{receipt}.pdf */
route_handler visit_papers_show;
route_handler visit_receipt_send;
route_handler visit_paper_send;
route_handler visit_paper_pdf;
route_handler visit_receipt_pdf;
extern const struct page_kind visit_papers_kind;
extern const struct paper_kind visit_refusal_paper;
extern const struct paper_kind visit_conclusion_paper;
extern const struct paper_kind visit_result_paper;

/* A field and how pages/drawn.html draws it. */
struct drawn_field {
    struct field_view field;
    bool is_line;
    bool is_text;
    bool is_select;
    bool is_check;
};
extern const struct shape drawn_field_shape;
struct drawn_field drawn_field(struct work *work, const char *key, const struct form_field *field,
                               const struct form *form, const struct fault *faults);

/* The address of a visit, and of what lies below it: visit_url(work, id, "/giay-to"). */
struct url visit_url(struct work *work, int64_t visit_id, const char *rest);

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
/* In place of a day that is none, the first and the last of this month. */
void span_default(struct work *work, struct civil_date *from, struct civil_date *to);
/* Two dates of an address, tu and den; this month where there are none. */
void span_read(struct work *work, const struct request *request, struct civil_date *ret_from,
               struct civil_date *ret_to);

#endif
