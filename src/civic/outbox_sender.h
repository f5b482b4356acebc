/*
 * The thread that sends what waits in the outbox, one letter after another on one
 * connection. It is started by a job, so in the server alone, and never runs on a
 * thread that answers requests.
 */
#ifndef DINH_CIVIC_OUTBOX_SENDER_H
#define DINH_CIVIC_OUTBOX_SENDER_H

#include "civic/outbox.h"
#include "civic/site.h"

struct outbox_sender;

/* Why letters wait; each but the first has the message "outbox.off.…". */
enum mail_readiness {
    MAIL_READY,
    MAIL_NO_SERVER,  /* mail_server is not set: as delivered */
    MAIL_NO_FROM,    /* mail_from is missing or no address */
    MAIL_NO_ADDRESS, /* public_address is missing: links in letters would lead nowhere */
    MAIL_READINESS_COUNT
};
enum mail_readiness mail_readiness(const struct site *site);
const char *mail_readiness_message(enum mail_readiness readiness);

struct smtp;

/*
 * Sends the letter that is due first; `*ret_answer` is ANSWER_NONE where none was
 * due, or mail is not ready, or the minute's share is used up. For the thread and for
 * tests. Faults: the database's; FAULT_UNAVAILABLE "outbox.password" where
 * keys/mail.password cannot be read.
 */
const struct fault *outbox_send_one(struct work *work, struct smtp *smtp,
                                    enum outbox_answer *ret_answer) FAULT_CHECK;

/* Makes a sender for the site, without a thread yet; freed with `arena`. */
struct outbox_sender *outbox_sender_new(struct arena *arena, struct site *site);
/* Starts its thread where it is not running; wakes it. Nothing after the stop. */
void outbox_sender_wake(struct outbox_sender *sender);
/* Lets the letter at hand be finished, which takes SMTP_SECONDS at most, and ends
 * the thread. */
void outbox_sender_stop(struct outbox_sender *sender);

#endif
