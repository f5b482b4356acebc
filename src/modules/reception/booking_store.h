/*
 * The SQL of bookings and their seats. Functions that write run inside db_write. All
 * fault with the database's faults.
 */
#ifndef DINH_MODULES_RECEPTION_BOOKING_STORE_H
#define DINH_MODULES_RECEPTION_BOOKING_STORE_H

#include "modules/reception/booking.h"

/* Seats of one time, `after` minutes behind the day's start. */
const struct fault *slots_insert(struct work *work, int64_t day_id, int64_t after,
                                 int64_t seats) FAULT_CHECK;
/* The times of a day with what is free at each, in order. */
const struct fault *slots_of(struct work *work, int64_t day_id,
                             reception_time_list *ret_times) FAULT_CHECK;
/* Free seats at one time. */
const struct fault *slot_free(struct work *work, int64_t day_id, int64_t after,
                              int64_t *ret_free) FAULT_CHECK;
/* The first time with a free seat; RECEPTION_WAITING where there is none. */
const struct fault *slot_first_free(struct work *work, int64_t day_id,
                                    int64_t *ret_after) FAULT_CHECK;
/* Compare-and-set: one free seat at this time becomes the booking's, and the day has one
 * less; `ret_got` is false where there was none left. */
const struct fault *slot_take(struct work *work, int64_t day_id, int64_t after, int64_t booking_id,
                              bool *ret_got) FAULT_CHECK;
/* The seat of a booking is free again; `ret_after` (its time), -1 where it had none. */
const struct fault *slot_leave(struct work *work, int64_t day_id, int64_t booking_id,
                               int64_t *ret_after) FAULT_CHECK;

const struct fault *booking_insert(struct work *work, const struct reception_booking *booking,
                                   struct str key_digest) FAULT_CHECK;
/* FAULT_NOT_FOUND "record.missing". */
const struct fault *booking_by_code(struct work *work, struct str code,
                                    struct reception_booking *ret_booking,
                                    struct str *ret_key_digest) FAULT_CHECK;
const struct fault *booking_load(struct work *work, int64_t id,
                                 struct reception_booking *ret_booking) FAULT_CHECK;
/* Bookings of a day that are not cancelled: by time, then those that wait, in order. */
const struct fault *bookings_of(struct work *work, int64_t day_id,
                                reception_booking_list *ret_bookings) FAULT_CHECK;
/* The one that waits longest; id 0 where nobody does. */
const struct fault *booking_first_waiting(struct work *work, int64_t day_id,
                                          int64_t *ret_id) FAULT_CHECK;
/* How many wait before this one. */
const struct fault *booking_waiting_before(struct work *work, int64_t day_id, int64_t id,
                                           int64_t *ret_count) FAULT_CHECK;
/* Whether this phone or address has a booking on the day. */
const struct fault *booking_is_there(struct work *work, const struct reception_wish *wish,
                                     bool *ret_there) FAULT_CHECK;
/* The day was moved: everybody who has or waits for a time is asked again, and reminded
 * again before the new day. */
const struct fault *bookings_ask_again(struct work *work, int64_t day_id) FAULT_CHECK;
/* They said that they come; `ret_done` false where nothing was asked. */
const struct fault *booking_set_agreed(struct work *work, int64_t id, bool *ret_done) FAULT_CHECK;
/* Bookings to remind, with an e-mail address, of open days from `from` to `to` that have
 * not closed, made before `from`; at most BOOKINGS_REMINDED. */
enum {
    BOOKINGS_REMINDED = 500
};
typedef VEC(int64_t) booking_ids;
const struct fault *bookings_to_remind(struct work *work, struct civil_date from,
                                       struct civil_date to, booking_ids *ret_ids) FAULT_CHECK;
/* Compare-and-set; `ret_first` false where they were reminded before. */
const struct fault *booking_set_reminded(struct work *work, int64_t id,
                                         bool *ret_first) FAULT_CHECK;
/* A letter to them came back. */
const struct fault *booking_set_bounced(struct work *work, int64_t id) FAULT_CHECK;
/* Whoever booked denounces: their name, addresses and words leave the booking. */
const struct fault *booking_forget(struct work *work, int64_t id) FAULT_CHECK;
/* From one state to another; compare-and-set, `ret_done` false where it was in none of
 * the first. `after` -1: no time. */
const struct fault *booking_set(struct work *work, int64_t id, struct str from, struct str to,
                                int64_t after, bool *ret_done) FAULT_CHECK;

#endif
