/*
 * Subscribers and what they wish to hear of, in the database. Everything that
 * writes runs inside db_write. All faults are the database's besides those named.
 */
#ifndef DINH_MODULES_NOTICES_NOTICE_STORE_H
#define DINH_MODULES_NOTICES_NOTICE_STORE_H

#include "base/vec.h"
#include "base/work.h"

enum subscriber_state {
    SUBSCRIBER_UNCONFIRMED, /* chưa xác nhận */
    SUBSCRIBER_ACTIVE,      /* đang nhận tin */
    SUBSCRIBER_SUSPENDED,   /* tạm ngưng: the mail server knows no such address */
    SUBSCRIBER_STATES
};

struct subscriber {
    int64_t id;
    struct str address;
    enum locale locale;
    enum subscriber_state state;
    struct str token; /* of the link in every letter */
    struct instant news_until;
};

/* One thing that somebody wishes to hear of. */
struct notice_topic {
    int64_t id;
    struct str source; /* civic/module.h: the name of a notice_source */
    int64_t part_id;   /* of the source: a category of news; 0: all of it */
    int64_t unit_id;   /* 0: every unit */
    struct str words;
};
typedef VEC(struct notice_topic) notice_topics;

/* ---- asking; `*ret_id` is 0, or the subscriber's id is 0, where there is none ---- */
const struct fault *subscriber_by_address(struct work *work, struct str address,
                                          struct subscriber *ret_subscriber) FAULT_CHECK;
const struct fault *subscriber_by_token(struct work *work, struct str token,
                                        struct subscriber *ret_subscriber) FAULT_CHECK;
const struct fault *subscriber_load(struct work *work, int64_t id,
                                    struct subscriber *ret_subscriber) FAULT_CHECK;
/* What is confirmed (request_id 0), or waits with a request; at most 100, oldest first. */
const struct fault *subscriber_topics(struct work *work, int64_t subscriber_id, int64_t request_id,
                                      notice_topics *ret_topics) FAULT_CHECK;
/* The request of a token that has not expired. */
const struct fault *request_by_token(struct work *work, struct str token, int64_t *ret_id,
                                     int64_t *ret_subscriber_id) FAULT_CHECK;
const struct fault *request_count(struct work *work, int64_t subscriber_id, struct instant since,
                                  int64_t *ret_count) FAULT_CHECK;
const struct fault *subscriber_counts(struct work *work,
                                      int64_t ret_counts[SUBSCRIBER_STATES]) FAULT_CHECK;
/* Ids of those who have had no daily letter on `today`, at most `limit`. */
typedef VEC(int64_t) subscriber_ids;
const struct fault *subscriber_due(struct work *work, struct civil_date today, int limit,
                                   subscriber_ids *ret_ids) FAULT_CHECK;

/* ---- writing ---- */

/* Fills in the id and the token. */
const struct fault *subscriber_put(struct work *work, struct subscriber *subscriber) FAULT_CHECK;
const struct fault *request_put(struct work *work, int64_t subscriber_id, struct str token,
                                struct instant expires_at, int64_t *ret_id) FAULT_CHECK;
const struct fault *topic_put(struct work *work, int64_t subscriber_id, int64_t request_id,
                              const struct notice_topic *topic) FAULT_CHECK;
/* The topics of the request become confirmed, but those that are so already; the
 * request is gone and the subscriber active. `is_new`: from now on, not from before. */
const struct fault *request_accept(struct work *work, int64_t request_id, int64_t subscriber_id,
                                   bool is_new) FAULT_CHECK;
const struct fault *topic_remove(struct work *work, int64_t subscriber_id, int64_t id) FAULT_CHECK;
/* Everything of the subscriber, the address first of all. */
const struct fault *subscriber_remove(struct work *work, int64_t id) FAULT_CHECK;
const struct fault *subscriber_suspend(struct work *work, int64_t id) FAULT_CHECK;
/* Notes the daily letter of `today`, by compare-and-set: false where it was noted before. */
const struct fault *subscriber_told(struct work *work, int64_t id, struct civil_date today,
                                    struct instant until, bool *ret_is_first) FAULT_CHECK;
/* Removes requests that have expired, and who never confirmed. */
const struct fault *requests_tidy(struct work *work) FAULT_CHECK;

extern const char *const notice_statements[];

#endif
