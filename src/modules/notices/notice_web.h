/*
 * Pages of notices, for the manifest alone.
 */
#ifndef DINH_MODULES_NOTICES_NOTICE_WEB_H
#define DINH_MODULES_NOTICES_NOTICE_WEB_H

#include "civic/outbox_sender.h"
#include "civic/page.h"
#include "http/ratelimit.h"
#include "modules/notices/notice_service.h"

/* What the module keeps in memory. */
struct notices_state {
    struct outbox_sender *sender;
    struct ratelimit *limit; /* wishes from one address of the network */
};

/* GET and POST /nhan-tin, GET /nhan-tin/da-gui */
route_handler notice_subscribe_page;
route_handler notice_subscribe_send;
route_handler notice_sent_page;
/* GET and POST /nhan-tin/xac-nhan/{token}: the link shows a page with a button,
 * because mail scanners follow links. */
route_handler notice_confirm_page;
route_handler notice_confirm_send;
/* GET and POST /nhan-tin/quan-ly/{token} */
route_handler notice_manage_page;
route_handler notice_manage_send;
/* GET and POST /nhan-tin/dung/{token}; the POST also from mail programs (RFC 8058) */
route_handler notice_end_page;
route_handler notice_end_send;
/* GET and POST /can-bo/thu, POST /can-bo/thu/gui-lai, GET and POST /can-bo/thu/{id} */
route_handler letters_page;
route_handler letters_retry;
route_handler letter_look_page;
route_handler letter_look_send;

extern const struct page_kind notice_subscribe_kind;
extern const struct page_kind notice_said_kind;
extern const struct page_kind notice_confirm_kind;
extern const struct page_kind notice_manage_kind;
extern const struct page_kind letters_kind;
extern const struct page_kind letter_look_kind;

/* A page that says one thing: the messages KEY-title, KEY-text and, where there is
 * one, KEY-next with its address. Not for search engines. */
const struct fault *notice_say(struct work *work, const struct request *request,
                               struct response *response, const char *key,
                               struct url next) FAULT_CHECK;

#endif
