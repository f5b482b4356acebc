/*
 * All SQL of bookings and seats.
 */
#include "modules/reception/booking_store.h"

#include "db/db.h"
#include "db/topic.h"
#include "modules/reception/own_words.h"
#include "modules/reception/reception_store.h"
#include "text/message.h"

static void touch_seats(struct work *work)
{
    db_touch(work, topic_of("reception-seats", 0));
}

/* ---- seats ---- */

/* A free seat is asked for in words that no index knows: SQLite would rather walk the
 * index of booking_id through every free seat of every day than the key of the day. */
#define IS_FREE(table) "COALESCE(" table "booking_id, 0) = 0"

static const char SLOT_INSERT[] =
    "INSERT INTO reception_slot (day_id, after_start, seat) VALUES ($1, $2, $3)";

const struct fault *slots_insert(struct work *work, int64_t day_id, int64_t after, int64_t seats)
{
    const struct fault *fault = NULL;
    for (int64_t seat = 1; !fault && seat <= seats; seat++)
        fault = db_exec(work, SLOT_INSERT, P(day_id, after, seat), NULL);
    return fault;
}

static const char SLOTS[] =
    "SELECT after_start, SUM(CASE WHEN booking_id IS NULL THEN 1 ELSE 0 END), COUNT(*)"
    " FROM reception_slot WHERE day_id = $1 GROUP BY after_start ORDER BY after_start LIMIT 500";

static void read_reception_time(const struct db_rows *rows, void *item)
{
    *(struct reception_time *)item =
        (struct reception_time){db_int(rows, 0), db_int(rows, 1), db_int(rows, 2)};
}

const struct fault *slots_of(struct work *work, int64_t day_id, reception_time_list *ret_times)
{
    db_depends(work, topic_of("reception-seats", 0));
    return db_list(work, SLOTS, P(day_id), read_reception_time, DB_INTO(ret_times));
}

static const char SLOT_FREE[] = "SELECT COUNT(*) FROM reception_slot"
                                " WHERE day_id = $1 AND after_start = $2 AND " IS_FREE("");

const struct fault *slot_free(struct work *work, int64_t day_id, int64_t after, int64_t *ret_free)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, SLOT_FREE, P(day_id, after), &rows);
    if (!fault)
        *ret_free = db_int(rows, 0);
    return fault;
}

static const char SLOT_FIRST[] =
    "SELECT after_start FROM reception_slot"
    " WHERE day_id = $1 AND " IS_FREE("") " ORDER BY after_start LIMIT 1";

const struct fault *slot_first_free(struct work *work, int64_t day_id, int64_t *ret_after)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, SLOT_FIRST, P(day_id), &rows);
    if (fault)
        return fault;
    *ret_after = db_next(rows) ? db_int(rows, 0) : RECEPTION_WAITING;
    return db_done(rows);
}

static const char SLOT_TAKE[] =
    "UPDATE reception_slot SET booking_id = $3 WHERE day_id = $1 AND after_start = $2"
    " AND booking_id IS NULL AND seat = (SELECT MIN(free.seat) FROM reception_slot free"
    "   WHERE free.day_id = $1 AND free.after_start = $2 AND " IS_FREE("free.") ")";
static const char DAY_FREE[] = "UPDATE reception_day SET free = free + $2 WHERE id = $1";

const struct fault *slot_take(struct work *work, int64_t day_id, int64_t after, int64_t booking_id,
                              bool *ret_got)
{
    int64_t changed = 0;
    const struct fault *fault = db_exec(work, SLOT_TAKE, P(day_id, after, booking_id), &changed);
    *ret_got = changed == 1;
    if (fault || changed == 0)
        return fault;
    touch_seats(work);
    return db_exec(work, DAY_FREE, P(day_id, -1), NULL);
}

static const char SLOT_OF[] = "SELECT after_start FROM reception_slot WHERE booking_id = $1";
static const char SLOT_LEAVE[] =
    "UPDATE reception_slot SET booking_id = NULL WHERE day_id = $1 AND booking_id = $2";

const struct fault *slot_leave(struct work *work, int64_t day_id, int64_t booking_id,
                               int64_t *ret_after)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, SLOT_OF, P(booking_id), &rows);
    *ret_after = -1;
    if (fault)
        return fault;
    if (!db_next(rows))
        return db_done(rows);
    *ret_after = db_int(rows, 0);
    touch_seats(work);
    fault = db_exec(work, SLOT_LEAVE, P(day_id, booking_id), NULL);
    return fault ? fault : db_exec(work, DAY_FREE, P(day_id, 1), NULL);
}

/* ---- bookings ---- */

#define BOOKING_COLUMNS                                                                            \
    "id, day_id, code, state, after_start, name, phone, email, people, representatives, content, " \
    "made_at, locale, key_box, agreed_revision, consents, bounced_at"

static enum locale locale_of(struct str name)
{
    enum locale locale;
    return locale_from_name(name, &locale) ? locale : LOCALE_VI;
}

static void read_booking(const struct db_rows *rows, void *item)
{
    *(struct reception_booking *)item = (struct reception_booking){
        .id = db_int(rows, 0),
        .day_id = db_int(rows, 1),
        .code = db_text(rows, 2),
        .state = db_text(rows, 3),
        .after = db_is_null(rows, 4) ? RECEPTION_WAITING : db_int(rows, 4),
        .name = db_text(rows, 5),
        .phone = db_text(rows, 6),
        .email = db_text(rows, 7),
        .people = db_int(rows, 8),
        .representatives = db_text(rows, 9),
        .content = db_text(rows, 10),
        .made_at = db_instant(rows, 11),
        .locale = locale_of(db_text(rows, 12)),
        .key_box = db_bytes(rows, 13),
        .agreement = (enum booking_agreement)db_int(rows, 14),
        .consents = db_bool(rows, 15),
        .is_bounced = !db_is_null(rows, 16),
    };
}

static void each_own_word(struct work *work, struct reception_booking *booking,
                          struct str (*of)(struct work *work, struct str words))
{
    struct str *const words[] = {&booking->name, &booking->phone, &booking->email,
                                 &booking->representatives, &booking->content};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        *words[i] = of(work, *words[i]);
}

/* NULL for no time. */
static struct db_value time_value(int64_t after)
{
    struct db_value value = db_value_int(after);
    value.is_null = after < 0;
    return value;
}

static const char BOOKING_INSERT[] =
    "INSERT INTO reception_booking (id, day_id, code, key_digest, state, after_start, name, phone,"
    " email, people, representatives, content, made_at, changed_at, locale, key_box, consents)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14, $15, $16)";

const struct fault *booking_insert(struct work *work, const struct reception_booking *booking,
                                   struct str key_digest)
{
    struct reception_booking b = *booking;
    each_own_word(work, &b, own_words_put);
    touch_seats(work);
    return db_exec(work, BOOKING_INSERT,
                   P(b.id, b.day_id, b.code, db_blob(key_digest), b.state, time_value(b.after),
                     b.name, b.phone, b.email, b.people, b.representatives, b.content, b.made_at,
                     locale_name(b.locale), db_blob_or_null(b.key_box), b.consents),
                   NULL);
}

static const char BOOKING_BY_CODE[] =
    "SELECT " BOOKING_COLUMNS ", key_digest FROM reception_booking WHERE code = $1";

const struct fault *booking_by_code(struct work *work, struct str code,
                                    struct reception_booking *ret_booking,
                                    struct str *ret_key_digest)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, BOOKING_BY_CODE, P(code), &rows);
    if (fault)
        return fault;
    read_booking(rows, ret_booking);
    each_own_word(work, ret_booking, own_words_get);
    *ret_key_digest = db_bytes(rows, 17);
    return NULL;
}

static const char BOOKING_LOAD[] =
    "SELECT " BOOKING_COLUMNS " FROM reception_booking WHERE id = $1";

const struct fault *booking_load(struct work *work, int64_t id,
                                 struct reception_booking *ret_booking)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, BOOKING_LOAD, P(id), &rows);
    if (fault)
        return fault;
    read_booking(rows, ret_booking);
    each_own_word(work, ret_booking, own_words_get);
    return NULL;
}

static const char BOOKINGS[] = "SELECT " BOOKING_COLUMNS " FROM reception_booking"
                               " WHERE day_id = $1 AND state <> 'cancelled'"
                               " ORDER BY CASE WHEN after_start IS NULL THEN 1 ELSE 0 END,"
                               " after_start, id LIMIT 2000";

const struct fault *bookings_of(struct work *work, int64_t day_id,
                                reception_booking_list *ret_bookings)
{
    const struct fault *fault =
        db_list(work, BOOKINGS, P(day_id), read_booking, DB_INTO(ret_bookings));
    for (size_t i = 0; !fault && i < ret_bookings->count; i++)
        each_own_word(work, &ret_bookings->items[i], own_words_get);
    return fault;
}

static const char FIRST_WAITING[] = "SELECT id FROM reception_booking"
                                    " WHERE day_id = $1 AND state = 'waiting'"
                                    " ORDER BY id LIMIT 1";

const struct fault *booking_first_waiting(struct work *work, int64_t day_id, int64_t *ret_id)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, FIRST_WAITING, P(day_id), &rows);
    if (fault)
        return fault;
    *ret_id = db_next(rows) ? db_int(rows, 0) : 0;
    return db_done(rows);
}

static const char WAITING_BEFORE[] = "SELECT COUNT(*) FROM reception_booking"
                                     " WHERE day_id = $1 AND state = 'waiting' AND id < $2";

const struct fault *booking_waiting_before(struct work *work, int64_t day_id, int64_t id,
                                           int64_t *ret_count)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, WAITING_BEFORE, P(day_id, id), &rows);
    if (!fault)
        *ret_count = db_int(rows, 0);
    return fault;
}

static const char IS_THERE[] =
    "SELECT COUNT(*) FROM reception_booking WHERE day_id = $1 AND state <> 'cancelled'"
    " AND (($2 <> '' AND SUBSTR(phone, 1, CAST($4 AS INTEGER)) = $2)"
    "   OR ($3 <> '' AND SUBSTR(email, 1, CAST($4 AS INTEGER)) = $3))";

const struct fault *booking_is_there(struct work *work, const struct reception_wish *wish,
                                     bool *ret_there)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, IS_THERE,
                                       P(wish->day_id, own_words_sign(work, wish->phone),
                                         own_words_sign(work, wish->email), OWN_WORDS_SIGN),
                                       &rows);
    if (!fault)
        *ret_there = db_int(rows, 0) > 0;
    return fault;
}

static const char ASK_AGAIN[] =
    "UPDATE reception_booking SET agreed_revision = $2, reminded_at = NULL"
    " WHERE day_id = $1 AND state IN ('booked', 'waiting')";

const struct fault *bookings_ask_again(struct work *work, int64_t day_id)
{
    return db_exec(work, ASK_AGAIN, P(day_id, AGREEMENT_ASKED), NULL);
}

static const char SET_AGREED[] = "UPDATE reception_booking SET agreed_revision = $3"
                                 " WHERE id = $1 AND agreed_revision = $2";

const struct fault *booking_set_agreed(struct work *work, int64_t id, bool *ret_done)
{
    int64_t changed = 0;
    const struct fault *fault =
        db_exec(work, SET_AGREED, P(id, AGREEMENT_ASKED, AGREEMENT_GIVEN), &changed);
    *ret_done = changed == 1;
    return fault;
}

static const char TO_REMIND[] =
    "SELECT booking.id FROM reception_booking booking"
    " JOIN reception_day day ON day.id = booking.day_id"
    " WHERE day.held_on >= $1 AND day.held_on <= $2 AND day.state = 'open'"
    "   AND day.closes_at > $3 AND booking.state = 'booked' AND booking.email <> ''"
    "   AND booking.reminded_at IS NULL AND booking.made_at < $4"
    " ORDER BY booking.id LIMIT $5";

const struct fault *bookings_to_remind(struct work *work, struct civil_date from,
                                       struct civil_date to, booking_ids *ret_ids)
{
    return db_list(work, TO_REMIND,
                   P(from, to, clock_now(work->clock), date_start(from), BOOKINGS_REMINDED),
                   db_read_int, DB_INTO(ret_ids));
}

static const char SET_REMINDED[] = "UPDATE reception_booking SET reminded_at = $2"
                                   " WHERE id = $1 AND reminded_at IS NULL";

const struct fault *booking_set_reminded(struct work *work, int64_t id, bool *ret_first)
{
    int64_t changed = 0;
    const struct fault *fault =
        db_exec(work, SET_REMINDED, P(id, clock_now(work->clock)), &changed);
    *ret_first = changed == 1;
    return fault;
}

static const char SET_BOUNCED[] = "UPDATE reception_booking SET bounced_at = $2 WHERE id = $1";

const struct fault *booking_set_bounced(struct work *work, int64_t id)
{
    return db_exec(work, SET_BOUNCED, P(id, clock_now(work->clock)), NULL);
}

static const char BOOKING_FORGET[] =
    "UPDATE reception_booking SET name = '', phone = '', email = '', representatives = '',"
    " content = '', key_box = NULL WHERE id = $1";

const struct fault *booking_forget(struct work *work, int64_t id)
{
    return db_exec(work, BOOKING_FORGET, P(id), NULL);
}

static const char BOOKING_SET[] =
    "UPDATE reception_booking SET state = $3, after_start = $4, changed_at = $5"
    " WHERE id = $1 AND state = $2";

const struct fault *booking_set(struct work *work, int64_t id, struct str from, struct str to,
                                int64_t after, bool *ret_done)
{
    int64_t changed = 0;
    const struct fault *fault = db_exec(
        work, BOOKING_SET, P(id, from, to, time_value(after), clock_now(work->clock)), &changed);
    touch_seats(work);
    *ret_done = changed == 1;
    return fault;
}

const char *const reception_booking_statements[] = {
    SLOT_INSERT,    SLOTS,          SLOT_FREE,       SLOT_TAKE,      DAY_FREE,  SLOT_OF,
    SLOT_LEAVE,     BOOKING_INSERT, BOOKING_BY_CODE, BOOKING_LOAD,   BOOKINGS,  FIRST_WAITING,
    WAITING_BEFORE, IS_THERE,       BOOKING_SET,     BOOKING_FORGET, ASK_AGAIN, SET_AGREED,
    TO_REMIND,      SET_REMINDED,   SET_BOUNCED,     NULL,
};
