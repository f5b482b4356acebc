/*
 * Letters to people who booked and gave an e-mail address: that they have a time or
 * wait, that a seat became free, that it is tomorrow, that the day changed. Each is put
 * into the outbox in the write that makes it true. None says who they are or why they
 * come.
 */
#ifndef DINH_MODULES_RECEPTION_BOOKING_LETTER_H
#define DINH_MODULES_RECEPTION_BOOKING_LETTER_H

#include "civic/module.h"
#include "modules/reception/booking.h"
#include "view/template.h"

enum booking_news {
    BOOKING_MADE,     /* they have a time, or wait */
    BOOKING_MOVED_UP, /* a seat became free */
    BOOKING_REMINDED, /* the day before */
    BOOKING_CHANGED,  /* the day was moved: do they come then? */
    BOOKING_DAY_OFF,  /* the day was put off */
    BOOKING_NEWS_COUNT
};

extern const struct page_kind reception_booking_letter;

/* Writes to whoever made the booking, where they gave an address; inside db_write. */
const struct fault *booking_tell(struct work *work, enum booking_news news,
                                 const struct reception_booking *booking,
                                 const struct reception_day *day) FAULT_CHECK;
/* The same to everybody who has or waits for a time of the day. */
const struct fault *bookings_tell(struct work *work, enum booking_news news,
                                  const struct reception_day *day) FAULT_CHECK;

/* module.bounced: the clerk sees who has to be told by telephone. */
const struct fault *reception_bounced(struct work *work,
                                      const struct letter_bounce *bounce) FAULT_CHECK;

/* A job: reminds of today and tomorrow, each booking once. */
const struct fault *reception_remind(struct work *work) FAULT_CHECK;

#endif
