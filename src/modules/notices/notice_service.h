/*
 * The use-cases of notices: subscribe, confirm, change, end; and the daily letter.
 *
 * Nothing here says whether an address is known: subscribing does the same and
 * answers the same for every address.
 */
#ifndef DINH_MODULES_NOTICES_NOTICE_SERVICE_H
#define DINH_MODULES_NOTICES_NOTICE_SERVICE_H

#include "civic/module.h"
#include "modules/notices/notice_store.h"

enum {
    NOTICE_WORDS_MOST = 100,   /* characters of a saved search */
    NOTICE_TOPICS_MOST = 20,   /* topics of one address */
    NOTICE_REQUESTS_A_DAY = 3, /* letters that ask for confirmation, to one address */
    NOTICE_LINK_DAYS = 3       /* a confirmation is good so long */
};

/* The source called `name` among all modules, or NULL. */
const struct notice_source *notice_source_find(const struct site *site, struct str name);
/* The part of a source with this id; FAULT_NOT_FOUND "notices.part-unknown". */
const struct fault *notice_part_load(struct work *work, const struct notice_source *source,
                                     int64_t id, struct notice_part *ret_part) FAULT_CHECK;
/* "Tin tức: Xã Đồng Xuân và các đơn vị bên dưới": what a topic is called. */
const struct fault *notice_topic_label(struct work *work, const struct notice_topic *topic,
                                       struct str *ret_label) FAULT_CHECK;

/* Asks the address, by letter, whether it wishes to hear of the topic; more than
 * NOTICE_REQUESTS_A_DAY are taken and dropped in silence. `address` as
 * mail_address_read gave it, the language is that of the work. */
const struct fault *notice_subscribe(struct work *work, struct str address,
                                     const struct notice_topic *topic) FAULT_CHECK;

/* What a confirmation link asks; FAULT_GONE "notices.link-old". */
struct notice_request {
    int64_t id;
    struct subscriber subscriber;
    notice_topics topics;
};
const struct fault *notice_request_load(struct work *work, struct str token,
                                        struct notice_request *ret_request) FAULT_CHECK;
/* Confirms; `*ret_token` opens the person's own page. FAULT_GONE as above,
 * FAULT_CONFLICT "notices.too-many" over NOTICE_TOPICS_MOST. */
const struct fault *notice_confirm(struct work *work, struct str token,
                                   struct str *ret_token) FAULT_CHECK;

/* Ends one topic, or everything: the address is erased. Both succeed where there
 * is nothing to end, whatever the token. */
const struct fault *notice_drop(struct work *work, struct str token, int64_t topic_id) FAULT_CHECK;
const struct fault *notice_end(struct work *work, struct str token) FAULT_CHECK;

/* ---- jobs and hooks ---- */

/* Makes the daily letters of those who have had none today, some at a time. */
const struct fault *notices_digest(struct work *work) FAULT_CHECK;
const struct fault *notices_tidy(struct work *work) FAULT_CHECK;
const struct fault *notices_bounced(struct work *work,
                                    const struct letter_bounce *bounce) FAULT_CHECK;

extern const struct page_kind notice_confirm_letter;
extern const struct page_kind notice_digest_letter;

#endif
