/*
 * The letters. One template serves all of them; what differs stands in messages.
 */
#include "modules/reception/booking_letter.h"

#include "base/crypto.h"
#include "civic/outbox.h"
#include "civic/site.h"
#include "db/db.h"
#include "modules/reception/booking_store.h"
#include "modules/reception/reception_rules.h"
#include "modules/reception/reception_store.h"
#include "modules/reception/reception_web.h"

/* columns: kind in the outbox, beginning of its messages */
static const struct {
    const char *kind;
    const char *key;
} news_of[] = {
    [BOOKING_MADE] = {"reception-booked",      "reception.letter-booked"  },
    [BOOKING_MOVED_UP] = {"reception-moved-up",    "reception.letter-moved-up"},
    [BOOKING_REMINDED] = {"reception-reminder",    "reception.letter-reminder"},
    [BOOKING_CHANGED] = {"reception-day-changed", "reception.letter-changed" },
    [BOOKING_DAY_OFF] = {"reception-day-off",     "reception.letter-off"     },
};

struct booking_letter {
    struct letter_frame frame;
    struct str heading;
    struct str lead;
    struct str at; /* "08:30, Thứ Năm 10/03/2022"; empty while waiting */
    struct str day;
    struct str who;
    struct str place;
    struct str reason;
    struct str code;
    struct url url; /* of the booking: to look at it, to agree, to cancel */
    struct url calendar_url;
    struct str online_url; /* where an online session is */
    bool has_time;
    bool is_off;
};
static SHAPE(booking_letter_shape, struct booking_letter,
             RECORD(struct booking_letter, frame, letter_frame_shape),
             FIELD(struct booking_letter, heading), FIELD(struct booking_letter, lead),
             FIELD(struct booking_letter, at), FIELD(struct booking_letter, day),
             FIELD(struct booking_letter, who), FIELD(struct booking_letter, place),
             FIELD(struct booking_letter, reason), FIELD(struct booking_letter, code),
             FIELD(struct booking_letter, url), FIELD(struct booking_letter, calendar_url),
             FIELD(struct booking_letter, online_url), FIELD(struct booking_letter, has_time),
             FIELD(struct booking_letter, is_off));
const struct page_kind reception_booking_letter = {"reception/letter-booking",
                                                   &booking_letter_shape};

static struct str words_of(struct work *work, enum booking_news news,
                           const struct reception_booking *booking, const char *part)
{
    bool waits = news == BOOKING_MADE && booking->after < 0;
    return site_message(
        work,
        arena_printf(work->arena, "%s%s-%s", news_of[news].key, waits ? "-waiting" : "", part).ptr);
}

/* The link that only the person has; its key lies sealed beside the booking. */
static struct url link_of(struct work *work, const struct reception_booking *booking)
{
    struct str key;
    if (booking->key_box.len == 0 ||
        !crypto_unseal(work->arena, work->site->key, booking->key_box, &key))
        return URL("");
    return url_under(
        work->arena, work->site->public_address,
        url_add(work->arena,
                url_relative(work->arena, "/lich-tiep-dan/hen/" PRISTR, STRARG(booking->code)),
                STR("khoa"), key));
}

static const struct fault *write_letter(struct work *work, enum booking_news news,
                                        const struct reception_booking *booking,
                                        const struct reception_day *day)
{
    struct booking_letter page = {
        .heading = words_of(work, news, booking, "heading"),
        .lead = words_of(work, news, booking, "lead"),
        .day = reception_day_words(work, day->held_on),
        .who = day->substitute.len > 0 ? arena_printf(work->arena, PRISTR " (" PRISTR ")",
                                                      STRARG(day->title), STRARG(day->substitute))
                                       : day->title,
        .place = day->place,
        .reason = STR(""),
        .code = booking->code,
        .has_time = booking->after >= 0,
        .is_off = news == BOOKING_DAY_OFF};
    struct letter letter = {.kind = news_of[news].kind,
                            .about = booking->id,
                            .locale = work->locale,
                            .subject = arena_printf(work->arena, PRISTR ": " PRISTR,
                                                    STRARG(page.heading), STRARG(page.day))};
    const struct fault *fault;
    if (!mail_address_read(work->arena, booking->email, &letter.to))
        return NULL; /* kept before addresses were read so; nothing can be sent there */
    fault = letter_frame(work, &page.frame);
    if (fault)
        return fault;
    if (page.has_time)
        page.at = arena_printf(work->arena, PRISTR ", " PRISTR,
                               STRARG(reception_clock(work->arena, day->starts + booking->after)),
                               STRARG(page.day));
    if (news == BOOKING_CHANGED || news == BOOKING_DAY_OFF)
        page.reason = day->reason;
    if (page.has_time && !page.is_off)
        page.online_url = day->online_url;
    page.url = link_of(work, booking);
    page.calendar_url = url_under(work->arena, work->site->public_address, URL("/lich-tiep-dan"));
    fault = outbox_render(work, &reception_booking_letter, &page, &letter);
    return fault ? fault : outbox_put(work, &letter);
}

const struct fault *booking_tell(struct work *work, enum booking_news news,
                                 const struct reception_booking *booking,
                                 const struct reception_day *day)
{
    struct work theirs = *work;
    if (booking->email.len == 0)
        return NULL;
    theirs.locale = booking->locale; /* the language in which they booked */
    return write_letter(&theirs, news, booking, day);
}

const struct fault *bookings_tell(struct work *work, enum booking_news news,
                                  const struct reception_day *day)
{
    reception_booking_list bookings;
    const struct fault *fault = bookings_of(work, day->id, &bookings);
    for (size_t i = 0; !fault && i < bookings.count; i++)
        if (!str_equal(bookings.items[i].state, STR("arrived")))
            fault = booking_tell(work, news, &bookings.items[i], day);
    return fault;
}

/* ---- the day before ---- */

struct reminding {
    int64_t booking_id;
};

/* Asked again in the write: it may have been cancelled, or reminded by another node. */
static const struct fault *remind(struct work *work, void *context)
{
    const struct reminding *reminding = context;
    struct reception_booking booking;
    struct reception_day day;
    bool is_first = false;
    const struct fault *fault = booking_load(work, reminding->booking_id, &booking);
    if (!fault)
        fault = day_load(work, booking.day_id, &day);
    if (fault || day.state != RECEPTION_OPEN || !str_equal(booking.state, STR("booked")))
        return fault;
    fault = booking_set_reminded(work, booking.id, &is_first);
    return fault || !is_first ? fault : booking_tell(work, BOOKING_REMINDED, &booking, &day);
}

const struct fault *reception_remind(struct work *work)
{
    struct civil_date today = clock_today(work->clock);
    const struct fault *fault = NULL;
    booking_ids due;
    do {
        fault = bookings_to_remind(work, today, date_add_days(today, 1), &due);
        db_release(work);
        for (size_t i = 0; !fault && i < due.count; i++) {
            struct reminding reminding = {due.items[i]};
            fault = db_write(work, remind, &reminding);
        }
    } while (!fault && due.count == BOOKINGS_REMINDED && !site_is_stopping(work->site));
    return fault;
}

/* ---- letters that came back ---- */

const struct fault *reception_bounced(struct work *work, const struct letter_bounce *bounce)
{
    for (int i = 0; i < BOOKING_NEWS_COUNT; i++)
        if (str_equal(bounce->kind, str_from_c(news_of[i].kind)))
            return booking_set_bounced(work, bounce->about);
    return NULL;
}
