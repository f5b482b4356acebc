/*
 * Booking a talk (đặt giờ), by anybody, without an account: by phone number or e-mail,
 * for oneself or a group. A booking is known by its code; whoever has the key in its
 * link may see and cancel it.
 *
 * Two people never get one seat: a seat is taken by compare-and-set, and the key of
 * reception_slot says so too. Who finds no seat may wait; whoever waits longest gets
 * the seat that becomes free, in the same transaction.
 */
#ifndef DINH_MODULES_RECEPTION_BOOKING_H
#define DINH_MODULES_RECEPTION_BOOKING_H

#include "modules/reception/reception.h"

enum {
    RECEPTION_PEOPLE_MOST = 500,
    RECEPTION_WAITING = -1 /* in place of a time: wait for a seat */
};

/* Of a day that was moved after they booked: whether they come then too. */
enum booking_agreement {
    AGREEMENT_ASKED = -2,
    AGREEMENT_NOT_NEEDED = -1,
    AGREEMENT_GIVEN = 0
};

/* A time of a day. */
struct reception_time {
    int64_t after; /* minutes behind the day's start */
    int64_t free;
    int64_t seats;
};
typedef VEC(struct reception_time) reception_time_list;

/* What somebody asks for. */
struct reception_wish {
    int64_t day_id;
    int64_t after; /* or RECEPTION_WAITING */
    struct str name;
    struct str phone; /* one of phone and email */
    struct str email;
    int64_t people;
    struct str representatives; /* a name on each line; of a group */
    struct str content;
    bool consents; /* to being recorded; asked for online sessions alone */
};

struct reception_booking {
    int64_t id;
    int64_t day_id;
    struct str code;  /* "K7M4P2QX" */
    struct str state; /* booked, waiting, cancelled, arrived */
    int64_t after;
    struct str name;
    struct str phone;
    struct str email;
    int64_t people;
    struct str representatives;
    struct str content;
    struct instant made_at;
    enum locale locale; /* of letters to them */
    struct str key_box; /* the key of the link, sealed; of who gave an e-mail */
    enum booking_agreement agreement;
    bool consents;   /* to the recording of an online session */
    bool is_bounced; /* a letter to them came back */
};
typedef VEC(struct reception_booking) reception_booking_list;

struct reception_ticket {
    struct str code;
    struct str key; /* of the link; nobody can ask for it again */
    bool is_waiting;
};

/*
 * Books, in a write of its own. Faults: FAULT_CONFLICT reception.closed (from the moment
 * of closing on), reception.taken (somebody was faster), reception.full (the day has no
 * such time); FAULT_INVALID at "phone" reception.contact (neither phone nor e-mail),
 * reception.twice (they have a booking on that day), at "consents" reception.book.consent
 * (an online session is recorded), at "representatives"
 * reception.representatives {least} {most}; FAULT_NOT_FOUND.
 */
const struct fault *reception_book(struct work *work, const struct reception_wish *wish,
                                   struct reception_ticket *ret_ticket) FAULT_CHECK;
/* The booking of a link, with its day. FAULT_NOT_FOUND "reception.no_booking" also where
 * the key is another. */
const struct fault *reception_booking_open(struct work *work, struct str code, struct str key,
                                           struct reception_booking *ret_booking,
                                           struct reception_day *ret_day) FAULT_CHECK;
/* They come on the new day too; twice is once. FAULT_CONFLICT "reception.changed" where
 * nothing is asked of them. */
const struct fault *reception_booking_agree(struct work *work, struct str code,
                                            struct str key) FAULT_CHECK;
/* Cancels, and gives the seat to whoever waits, while its time is to come; twice is once.
 * FAULT_CONFLICT "reception.arrived" where they came already. */
const struct fault *reception_booking_cancel(struct work *work, struct str code,
                                             struct str key) FAULT_CHECK;

/* Whether a group of `people` named as many representatives, one a line, as the law of
 * that day asks: FAULT_INVALID at "representatives" reception.representatives {least}
 * {most}. */
const struct fault *reception_check_group(struct work *work, struct civil_date on, int64_t people,
                                          struct str representatives) FAULT_CHECK;

#endif
