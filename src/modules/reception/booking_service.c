/*
 * The use-cases of booking. What is full is found out by a reader first, so that a
 * crowd before one seat does not queue at the writer; what counts is the write.
 */
#include "base/crypto.h"
#include "civic/site.h"
#include "db/db.h"
#include "modules/law/law_site.h"
#include "modules/reception/booking_letter.h"
#include "modules/reception/booking_store.h"
#include "modules/reception/reception_rules.h"
#include "modules/reception/reception_store.h"
#include "text/number.h"

#include <inttypes.h>

enum {
    CODE_LENGTH = 8
};
/* No letters or digits that are taken for each other. */
static const char code_letters[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

static struct str new_code(struct arena *arena)
{
    char *code = arena_alloc(arena, CODE_LENGTH + 1);
    for (size_t i = 0; i < CODE_LENGTH; i++)
        code[i] = code_letters[crypto_random_below(sizeof(code_letters) - 1)];
    return (struct str){code, CODE_LENGTH};
}

static struct str digest_of(struct arena *arena, struct str key)
{
    uint8_t *digest = arena_alloc(arena, CRYPTO_DIGEST_SIZE);
    crypto_digest(key, digest);
    return (struct str){(const char *)digest, CRYPTO_DIGEST_SIZE};
}

static const struct fault *closed(struct work *work, const struct reception_day *day)
{
    return fault_new(work->arena, FAULT_CONFLICT, "reception.closed", "day %" PRId64, day->id);
}

static const struct fault *taken(struct work *work, const struct reception_wish *wish)
{
    return fault_new(work->arena, FAULT_CONFLICT, "reception.taken", "day %" PRId64 " at %" PRId64,
                     wish->day_id, wish->after);
}

/* ---- what was asked for ---- */

static int64_t count_lines(struct str text)
{
    struct str rest = text;
    int64_t count = 0;
    while (rest.ptr)
        count += str_trim(str_cut_line(&rest)).len > 0;
    return count;
}

const struct fault *reception_check_group(struct work *work, struct civil_date on, int64_t people,
                                          struct str representatives)
{
    int64_t named = count_lines(representatives);
    int64_t least;
    int64_t most;
    struct fault *bad;
    const struct fault *fault =
        reception_representatives(work->arena, law_of_site(work), on, people, &least, &most);
    if (fault || most == 0 || (named >= least && named <= most))
        return fault;
    bad = fault_field(work->arena, "representatives", "reception.representatives");
    fault_with(bad, "least", number_text(work->arena, work->locale, least));
    return fault_with(bad, "most", number_text(work->arena, work->locale, most));
}

static const struct fault *check_wish(struct work *work, const struct reception_wish *wish,
                                      struct reception_day *ret_day)
{
    bool is_there = false;
    int64_t free;
    const struct fault *fault = day_load(work, wish->day_id, ret_day);
    if (fault)
        return fault;
    if (reception_is_closed(ret_day, clock_now(work->clock)))
        return closed(work, ret_day);
    if (wish->phone.len == 0 && wish->email.len == 0)
        return fault_field(work->arena, "phone", "reception.contact");
    if (ret_day->online_url.len > 0 && !wish->consents)
        return fault_field(work->arena, "consents", "reception.book.consent");
    if (wish->after != RECEPTION_WAITING) {
        fault = slot_free(work, wish->day_id, wish->after, &free);
        if (!fault && free == 0)
            return taken(work, wish);
    }
    if (!fault)
        fault = reception_check_group(work, ret_day->held_on, wish->people, wish->representatives);
    if (!fault)
        fault = booking_is_there(work, wish, &is_there);
    if (!fault && is_there)
        fault = fault_field(work->arena, "phone", "reception.twice");
    return fault;
}

/* ---- booking ---- */

struct booking_at_work {
    const struct reception_wish *wish;
    struct reception_booking booking;
    struct str key_digest;
    bool is_closed;
    bool is_taken;
    bool is_twice;
};

/* Says what stood in the way through its context: nothing was written then, and there is
 * nothing to undo. */
static const struct fault *book(struct work *work, void *context)
{
    struct booking_at_work *at = context;
    struct reception_day day;
    bool got = true;
    const struct fault *fault = day_load(work, at->wish->day_id, &day);
    at->is_closed = at->is_taken = at->is_twice = false;
    if (fault)
        return fault;
    at->is_closed = reception_is_closed(&day, clock_now(work->clock));
    if (at->is_closed)
        return NULL;
    fault = booking_is_there(work, at->wish, &at->is_twice);
    if (fault || at->is_twice)
        return fault;
    at->booking.after = at->wish->after;
    /* nobody waits while a seat is free: it may have become so a moment ago */
    if (at->booking.after == RECEPTION_WAITING && day.free > 0)
        fault = slot_first_free(work, day.id, &at->booking.after);
    if (!fault && at->booking.after != RECEPTION_WAITING)
        fault = slot_take(work, day.id, at->booking.after, at->booking.id, &got);
    at->booking.state = at->booking.after == RECEPTION_WAITING ? STR("waiting") : STR("booked");
    at->is_taken = !got;
    if (fault || !got)
        return fault;
    fault = booking_insert(work, &at->booking, at->key_digest);
    return fault ? fault : booking_tell(work, BOOKING_MADE, &at->booking, &day);
}

const struct fault *reception_book(struct work *work, const struct reception_wish *wish,
                                   struct reception_ticket *ret_ticket)
{
    struct booking_at_work at = {.wish = wish};
    struct str key = crypto_token(work->arena);
    struct reception_day day;
    const struct fault *fault = check_wish(work, wish, &day);
    if (fault)
        return fault;
    at.key_digest = digest_of(work->arena, key);
    at.booking = (struct reception_booking){
        .id = db_new_id(work->clock),
        .day_id = wish->day_id,
        .code = new_code(work->arena),
        .name = wish->name,
        .phone = wish->phone,
        .email = wish->email,
        .people = wish->people,
        .representatives = wish->representatives,
        .content = wish->content,
        .made_at = clock_now(work->clock),
        .locale = work->locale,
        .agreement = AGREEMENT_NOT_NEEDED,
        .consents = wish->consents,
    };
    /* letters that come later hold the link too */
    if (wish->email.len > 0)
        at.booking.key_box = crypto_seal(work->arena, work->site->key, key);
    /* nobody waits for the writer with a reader in hand */
    db_release(work);
    fault = db_write(work, book, &at);
    if (fault)
        return fault;
    if (at.is_closed)
        return closed(work, &day);
    if (at.is_twice)
        return fault_field(work->arena, "phone", "reception.twice");
    if (at.is_taken)
        return taken(work, wish);
    *ret_ticket =
        (struct reception_ticket){at.booking.code, key, at.booking.after == RECEPTION_WAITING};
    return NULL;
}

/* ---- the link ---- */

const struct fault *reception_booking_open(struct work *work, struct str code, struct str key,
                                           struct reception_booking *ret_booking,
                                           struct reception_day *ret_day)
{
    struct str digest = STR("");
    const struct fault *fault = booking_by_code(work, code, ret_booking, &digest);
    if ((fault && fault->kind == FAULT_NOT_FOUND) ||
        (!fault && !str_equal_secret(digest, digest_of(work->arena, key))))
        return fault_new(work->arena, FAULT_NOT_FOUND, "reception.no_booking", "code or key");
    return fault ? fault : day_load(work, ret_booking->day_id, ret_day);
}

/* The seat goes to whoever waits longest; to nobody once its time has come, or where the
 * day is put off or has nobody who receives. */
static const struct fault *move_up(struct work *work, int64_t day_id, int64_t after)
{
    struct reception_booking booking;
    struct reception_day day;
    int64_t next = 0;
    bool got;
    bool done;
    const struct fault *fault = day_load(work, day_id, &day);
    if (!fault && reception_is_to_come(&day, after, clock_now(work->clock)))
        fault = booking_first_waiting(work, day_id, &next);
    if (fault || next == 0)
        return fault;
    fault = slot_take(work, day_id, after, next, &got);
    if (fault || !got)
        return fault;
    fault = booking_set(work, next, STR("waiting"), STR("booked"), after, &done);
    if (!fault)
        fault = booking_load(work, next, &booking);
    return fault ? fault : booking_tell(work, BOOKING_MOVED_UP, &booking, &day);
}

static const struct fault *cancel(struct work *work, void *context)
{
    const struct reception_booking *booking = context;
    int64_t after;
    bool done;
    const struct fault *fault =
        booking_set(work, booking->id, STR("waiting"), STR("cancelled"), -1, &done);
    if (fault || done)
        return fault;
    fault = booking_set(work, booking->id, STR("booked"), STR("cancelled"), -1, &done);
    if (fault || !done)
        return fault;
    fault = slot_leave(work, booking->day_id, booking->id, &after);
    if (fault || after < 0)
        return fault;
    return move_up(work, booking->day_id, after);
}

const struct fault *reception_booking_cancel(struct work *work, struct str code, struct str key)
{
    struct reception_booking booking;
    struct reception_day day;
    const struct fault *fault = reception_booking_open(work, code, key, &booking, &day);
    if (fault)
        return fault;
    if (str_equal(booking.state, STR("arrived")))
        return fault_new(work->arena, FAULT_CONFLICT, "reception.arrived", "code " PRISTR,
                         STRARG(code));
    return db_write(work, cancel, &booking);
}

/* ---- another day ---- */

static const struct fault *agree(struct work *work, void *context)
{
    const struct reception_booking *booking = context;
    bool done;
    const struct fault *fault = booking_set_agreed(work, booking->id, &done);
    if (fault || done || booking->agreement == AGREEMENT_GIVEN)
        return fault;
    return fault_new(work->arena, FAULT_CONFLICT, "reception.changed", "booking %" PRId64,
                     booking->id);
}

const struct fault *reception_booking_agree(struct work *work, struct str code, struct str key)
{
    struct reception_booking booking;
    struct reception_day day;
    const struct fault *fault = reception_booking_open(work, code, key, &booking, &day);
    return fault ? fault : db_write(work, agree, &booking);
}
