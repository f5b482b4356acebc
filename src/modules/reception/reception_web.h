/*
 * The pages of reception, for its manifest, and what they share.
 */
#ifndef DINH_MODULES_RECEPTION_RECEPTION_WEB_H
#define DINH_MODULES_RECEPTION_RECEPTION_WEB_H

#include "civic/page.h"
#include "civic/unit.h"
#include "modules/reception/reception.h"

/* ---- public ---- */

/* calendar_web.c: GET /lich-tiep-dan, GET /lich-tiep-dan/ban-in */
route_handler reception_calendar_show;
route_handler reception_notice_show;
extern const struct page_kind reception_calendar_kind;
extern const struct page_kind reception_notice_kind;

/* ics_web.c: GET /lich-tiep-dan.ics */
route_handler reception_ics_show;

/* booking_web.c: GET, POST /lich-tiep-dan/{day}/dang-ky */
route_handler reception_book_show;
route_handler reception_book_send;
extern const struct page_kind reception_book_kind;
/* ticket_web.c: GET /lich-tiep-dan/hen/{code}, POST …/huy, …/dong-y */
route_handler reception_ticket_show;
route_handler reception_ticket_cancel;
route_handler reception_ticket_agree;
extern const struct page_kind reception_ticket_kind;

/* ---- shared ---- */

/* What an address asks for: don-vi, nguoi, thang. */
struct reception_query {
    struct unit unit; /* id 0: all units */
    struct reception_filter filter;
    struct civil_date month; /* its first day */
};
/* The unit of the site and this month where nothing is asked. FAULT_NOT_FOUND for a unit
 * or month that is none. */
const struct fault *reception_query_read(struct work *work, const struct request *request,
                                         struct reception_query *ret_query) FAULT_CHECK;
/* The query of an address that keeps unit and post, with `month` where it is a date. */
struct url reception_url(struct arena *arena, struct url path, const struct reception_query *query,
                         struct civil_date month);
/* A month as addresses say it: "2022-03". */
struct str reception_month_word(struct arena *arena, struct civil_date month);
/* A month from 1 to 12 as one says it: "3", in English "March". */
struct str reception_month_said(struct work *work, int month);

/* One day as lists show it. */
struct reception_day_view {
    struct url anchor; /* "#n10" */
    struct str id;
    struct civil_date day;
    struct str weekday;
    struct code_number number; /* day of the month */
    struct str month;          /* "tháng 3" */
    struct str title;
    struct str person;
    struct str unit; /* where several units are shown */
    struct str time; /* "08:00–11:30" */
    struct str place;
    struct str content;
    struct str attendees;
    struct str moved; /* "Dời từ 17/03/2022" */
    struct str reason;
    struct str badge;
    int64_t free;
    bool is_cancelled;
    bool is_over; /* held or missed */
    bool is_missed;
    bool is_late;
    bool is_demo;
    bool is_full;
    struct str
        off; /* an open day to come that is a day off by now: which; for who keeps the calendar */
    bool is_vacant; /* nobody holds the post on that day yet */
    bool is_online;
    struct url book_url;
    struct url office_url; /* of the clerk's page */
};
extern const struct shape reception_day_view_shape;
struct reception_day_view reception_day_view(struct work *work, const struct reception_day *day);

/* "Thứ Năm 10/03/2022" */
struct str reception_day_words(struct work *work, struct civil_date day);
struct str reception_say(struct work *work, const char *key, const char *name, struct str value);
/* "hôm nay": the address of a day's booking page ends with its id. */
const struct fault *reception_day_param(struct work *work, const struct request *request,
                                        int64_t *ret_id) FAULT_CHECK;

#endif
