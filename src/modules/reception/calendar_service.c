/*
 * The use-cases of the calendar: a rule becomes announced days, and days change.
 */
#include "modules/reception/reception_service.h"

#include "civic/search.h"
#include "db/db.h"
#include "modules/law/law_site.h"
#include "modules/reception/booking_letter.h"
#include "modules/reception/booking_store.h"
#include "modules/reception/plan.h"
#include "modules/reception/reception_news.h"
#include "modules/reception/reception_rules.h"
#include "modules/reception/recur.h"
#include "text/fold.h"

#include <inttypes.h>

enum {
    SLUG_MOST = 80
};

const struct fault *reception_office_of(struct work *work, struct unit *ret_office)
{
    const struct actor *actor = work->actor;
    if (actor->is_system)
        return site_unit(work, ret_office);
    for (size_t i = 0; i < actor->grant_count; i++)
        if (RECEPTION_CLERKS & ROLE_BIT(actor->grants[i].role))
            return unit_load(work, actor->grants[i].unit_id, ret_office);
    return fault_new(work->arena, FAULT_FORBIDDEN, "error.forbidden", "keeps no calendar");
}

/* ---- making a series ---- */

/* Online sessions are held under a law that has a day on which it begins. */
static const struct fault *check_online(struct work *work, const struct reception_series *series)
{
    struct law_due due;
    if (series->online_url.len == 0)
        return NULL;
    if (!str_starts(series->online_url, STR("https://")))
        return fault_field(work->arena, "online_url", "reception.new.bad-link");
    return reception_online_due(work->arena, law_of_site(work), series->first_on, &due)
               ? fault_field(work->arena, "online_url", "reception.new.no-online")
               : NULL;
}

static const struct fault *check_series(struct work *work, const struct reception_series *series)
{
    const struct fault *faults = check_online(work, series);
    date_list dates;
    if (series->ends <= series->starts)
        faults = fault_join(faults, fault_field(work->arena, "ends", "reception.ends"));
    else if (series->slot <= 0 || series->slot > series->ends - series->starts ||
             (series->ends - series->starts) / series->slot * series->seats > RECEPTION_SLOTS_MOST)
        faults = fault_join(faults, fault_field(work->arena, "slot", "reception.slot"));
    if (!date_is_none(series->last_on) && series->last_on.days < series->first_on.days)
        faults = fault_join(faults, fault_field(work->arena, "last_on", "reception.last"));
    if (faults)
        return faults;
    return recur_dates(work->arena, series->rule, series->first_on, series->last_on,
                       series->first_on, date_add_months(series->first_on, 1), 1, &dates);
}

static const struct fault *insert_series(struct work *work, void *context)
{
    return reception_series_insert(work, context);
}

const struct fault *reception_create(struct work *work, struct reception_series *series)
{
    struct unit unit;
    const struct fault *fault = actor_must(work, RECEPTION_CLERKS, series->office_id);
    if (!fault)
        fault = unit_load(work, series->unit_id, &unit);
    if (!fault)
        fault = check_series(work, series);
    if (fault)
        return fault;
    series->id = db_new_id(work->clock);
    series->made_at = clock_now(work->clock);
    series->title_slug = text_slug(work->arena, series->title, SLUG_MOST);
    series->regime = series->person.len > 0 ? reception_regime(unit.kind, series->title) : STR("");
    return db_write(work, insert_series, series);
}

/* ---- announcing days ---- */

static const struct fault *announce(struct work *work, const struct law *law,
                                    const struct reception_series *series,
                                    struct civil_date rule_on, struct civil_date held_on)
{
    struct reception_day day = {.id = db_new_id(work->clock),
                                .series_id = series->id,
                                .unit_id = series->unit_id,
                                .office_id = series->office_id,
                                .rule_on = rule_on,
                                .held_on = held_on,
                                .starts = series->starts,
                                .ends = series->ends,
                                .place = series->place,
                                .announced_at = clock_now(work->clock)};
    bool is_moved = held_on.days != rule_on.days;
    struct law_due due;
    const struct fault *fault = NULL;
    day.closes_at = reception_closing(held_on, series->starts, series->closes);
    day.free = (series->ends - series->starts) / series->slot * series->seats;
    day.reason = is_moved ? site_message(work, "reception.move.day-off") : STR("");
    /* before the law named a term, nothing is late */
    if (!reception_publish_due(work->arena, law, held_on, &due))
        day.is_late = instant_date(day.announced_at).days > due.due.days;
    if (series->online_url.len > 0 && !reception_online_due(work->arena, law, held_on, &due))
        day.is_late = day.is_late || instant_date(day.announced_at).days > due.due.days;
    fault = day_insert(work, &day);
    for (int64_t at = 0; !fault && at + series->slot <= series->ends - series->starts;
         at += series->slot)
        fault = slots_insert(work, day.id, at, series->seats);
    if (!fault && is_moved) {
        struct reception_change change = {
            .kind = STR("moved"), .from_on = rule_on, .to_on = held_on, .reason = day.reason};
        fault = change_insert(work, day.id, &change);
    }
    return fault;
}

/* Announces the days behind `from` up to `to`; `ret_count` of them. Inside db_write. */
static const struct fault *fill(struct work *work, const struct reception_series *series,
                                struct civil_date from, struct civil_date to, size_t *ret_count)
{
    const struct law *law;
    reception_day_list there;
    planned_list planned;
    const struct fault *fault = law_now(work, &law);
    if (!fault)
        fault = days_of_series(work, series->id, &there);
    if (!fault)
        fault = plan_days(work->arena, law, series, from, to, there.items, there.count,
                          RECEPTION_FILL_MOST, &planned);
    *ret_count = fault ? 0 : planned.count;
    for (size_t i = 0; !fault && i < planned.count; i++)
        fault = announce(work, law, series, planned.items[i].rule_on, planned.items[i].held_on);
    return fault ? fault : reception_series_set_filled(work, series, to);
}

struct publish {
    int64_t series_id;
    struct civil_date from;
};

static const struct fault *publish(struct work *work, void *context)
{
    const struct publish *wanted = context;
    struct civil_date to = date_add_days(clock_today(work->clock), RECEPTION_AHEAD);
    struct reception_series series;
    size_t count;
    const struct fault *fault = reception_series_load(work, wanted->series_id, &series);
    if (fault)
        return fault;
    if (series.is_published)
        return fault_new(work->arena, FAULT_CONFLICT, "reception.changed",
                         "series %" PRId64 " is published", series.id);
    /* a series that begins later is announced as far as it goes then */
    if (to.days < series.first_on.days)
        to = date_add_days(series.first_on, RECEPTION_AHEAD);
    fault = fill(work, &series, wanted->from, to, &count);
    if (!fault && count == 0)
        return fault_new(work->arena, FAULT_INVALID, "reception.no_day",
                         "series %" PRId64 " has no day", series.id);
    return fault ? fault : reception_series_search(work, &series, false);
}

const struct fault *reception_publish(struct work *work, int64_t series_id, struct civil_date from)
{
    struct publish wanted = {series_id, from};
    struct reception_series series;
    const struct fault *fault = reception_series_load(work, series_id, &series);
    if (!fault)
        fault = actor_must(work, RECEPTION_CLERKS, series.office_id);
    return fault ? fault : db_write(work, publish, &wanted);
}

/* ---- changing one day ---- */

static const struct fault *must_have_reason(struct work *work, struct str reason)
{
    if (str_trim(reason).len > 0)
        return NULL;
    return fault_field(work->arena, "reason", "form.required");
}

/* Whoever booked is told; where the day is another, whether they come then is asked. */
static const struct fault *tell(struct work *work, const struct reception_day *day)
{
    const struct fault *fault;
    if (day->state == RECEPTION_CANCELLED)
        return bookings_tell(work, BOOKING_DAY_OFF, day);
    if (day->state != RECEPTION_OPEN)
        return NULL;
    fault = bookings_ask_again(work, day->id);
    return fault ? fault : bookings_tell(work, BOOKING_CHANGED, day);
}

/* Writes what became of a day, and that it did. Inside db_write. */
static const struct fault *change_day(struct work *work, struct reception_day *day,
                                      struct civil_date from, const char *kind)
{
    struct reception_change change = {
        .kind = str_from_c(kind), .from_on = from, .to_on = day->held_on, .reason = day->reason};
    const struct fault *fault;
    if (str_equal(change.kind, STR("substituted")))
        change.person = day->substitute;
    fault = day_update(work, day);
    if (!fault)
        fault = change_insert(work, day->id, &change);
    if (!fault)
        fault = reception_series_revise(work, day->series_id);
    return fault ? fault : tell(work, day);
}

/* The day, where the actor keeps it and nobody changed it since. */
static const struct fault *load_own(struct work *work, int64_t id, int64_t revision,
                                    struct reception_day *ret_day)
{
    const struct fault *fault = day_load(work, id, ret_day);
    if (!fault)
        fault = actor_must(work, RECEPTION_CLERKS, ret_day->office_id);
    if (fault)
        return fault;
    if (ret_day->revision != revision)
        return fault_new(work->arena, FAULT_CONFLICT, "reception.changed",
                         "day %" PRId64 " is at revision %" PRId64, id, ret_day->revision);
    return NULL;
}

static const struct fault *must_be_ahead(struct work *work, const struct reception_day *day)
{
    if (day->state == RECEPTION_OPEN || day->state == RECEPTION_CANCELLED)
        return NULL;
    return fault_new(work->arena, FAULT_CONFLICT, "reception.over", "day %" PRId64, day->id);
}

static const struct fault *check_target(struct work *work, const struct reception_day *day,
                                        const struct reception_move *move)
{
    struct explainer explainer = law_explainer(work);
    struct fault *fault;
    if (move->to.days < clock_today(work->clock).days)
        return fault_field(work->arena, "to", "reception.move.past");
    if (day->state == RECEPTION_OPEN && move->to.days == day->held_on.days &&
        move->starts == day->starts && str_equal(move->place, day->place))
        return fault_field(work->arena, "to", "reception.move.same");
    if (!reception_is_holiday(explainer.law, move->to))
        return NULL;
    fault = fault_field(work->arena, "to", "reception.move.off");
    return fault_with(fault, "day", explain_day(&explainer, move->to));
}

struct day_change {
    struct reception_day *day;
    struct civil_date from;
    const char *kind;
};

static const struct fault *change_in_write(struct work *work, void *context)
{
    const struct day_change *change = context;
    struct reception_day day = *change->day;
    struct str other;
    bool is_taken = false;
    const struct fault *fault = NULL;
    /* the reception office shares its rooms with the leaders that it serves */
    if (day.state == RECEPTION_OPEN && !day.is_office)
        fault = day_room_taken(work, &day, &is_taken, &other);
    if (!fault && is_taken)
        fault = fault_with(fault_field(work->arena, "place", "reception.room"), "title", other);
    return fault ? fault : change_day(work, &day, change->from, change->kind);
}

const struct fault *reception_day_move(struct work *work, const struct reception_move *move)
{
    struct reception_day day;
    struct reception_series series;
    struct day_change change = {.day = &day, .kind = "moved"};
    const struct fault *fault = load_own(work, move->day_id, move->revision, &day);
    if (!fault)
        fault = must_be_ahead(work, &day);
    if (!fault)
        fault = must_have_reason(work, move->reason);
    if (!fault)
        fault = check_target(work, &day, move);
    if (!fault)
        fault = reception_series_load(work, day.series_id, &series);
    if (fault)
        return fault;
    change.from = day.held_on;
    /* what was booked keeps its place in the row: all times shift with the start */
    day.ends += move->starts - day.starts;
    if (day.ends > RECEPTION_MINUTES)
        return fault_field(work->arena, "starts", "reception.ends");
    day.starts = move->starts;
    day.held_on = move->to;
    day.place = move->place;
    day.reason = move->reason;
    day.state = RECEPTION_OPEN;
    day.closes_at = reception_closing(day.held_on, day.starts, series.closes);
    return db_write(work, change_in_write, &change);
}

const struct fault *reception_day_cancel(struct work *work, int64_t day_id, int64_t revision,
                                         struct str reason)
{
    struct reception_day day;
    struct day_change change = {.day = &day, .kind = "cancelled"};
    const struct fault *fault = load_own(work, day_id, revision, &day);
    if (!fault)
        fault = must_be_ahead(work, &day);
    if (!fault)
        fault = must_have_reason(work, reason);
    if (fault)
        return fault;
    change.from = day.held_on;
    day.state = RECEPTION_CANCELLED;
    day.reason = reason;
    return db_write(work, change_in_write, &change);
}

const struct fault *reception_day_restore(struct work *work, int64_t day_id, int64_t revision,
                                          struct str reason)
{
    struct reception_day day;
    struct reception_series series;
    struct day_change change = {.day = &day, .kind = "restored"};
    const struct fault *fault = load_own(work, day_id, revision, &day);
    if (!fault)
        fault = must_be_ahead(work, &day);
    if (!fault)
        fault = must_have_reason(work, reason);
    if (!fault)
        fault = reception_series_load(work, day.series_id, &series);
    if (fault)
        return fault;
    if (day.rule_on.days < clock_today(work->clock).days)
        return fault_field(work->arena, "to", "reception.move.past");
    change.from = day.held_on;
    day.held_on = day.rule_on;
    day.substitute = STR("");
    day.starts = series.starts;
    day.ends = series.ends;
    day.place = series.place;
    day.state = RECEPTION_OPEN;
    day.reason = reason;
    day.closes_at = reception_closing(day.held_on, day.starts, series.closes);
    return db_write(work, change_in_write, &change);
}

const struct fault *reception_substitutes(struct work *work, const struct reception_day *day,
                                          post_list *ret_posts)
{
    struct civil_date on = day->held_on;
    struct unit unit;
    post_list all;
    post_list posts = {0};
    const struct fault *fault = unit_load(work, day->unit_id, &unit);
    if (!fault && !date_is_none(unit.valid_to) && unit.valid_to.days < on.days)
        on = unit.valid_to; /* who held it to the last */
    if (!fault)
        fault = post_list_of(work, day->unit_id, on, &all);
    for (size_t i = 0; !fault && !day->is_office && i < all.count; i++)
        if (!str_equal(all.items[i].title, day->title))
            *VEC_PUSH(&posts, work->arena) = all.items[i];
    *ret_posts = posts;
    return fault;
}

const struct fault *reception_day_substitute(struct work *work, int64_t day_id, int64_t revision,
                                             int64_t post_id, struct str reason)
{
    struct reception_day day;
    struct day_change change = {.day = &day, .kind = "substituted"};
    struct str who = STR("");
    post_list posts;
    const struct fault *fault = load_own(work, day_id, revision, &day);
    if (!fault)
        fault = must_be_ahead(work, &day);
    if (!fault)
        fault = must_have_reason(work, reason);
    if (!fault)
        fault = reception_substitutes(work, &day, &posts);
    if (fault)
        return fault;
    for (size_t i = 0; i < posts.count; i++)
        if (posts.items[i].id == post_id)
            who = arena_printf(work->arena, PRISTR ", " PRISTR, STRARG(posts.items[i].person_name),
                               STRARG(posts.items[i].title));
    if (who.len == 0 || str_equal(who, day.substitute) || day.state != RECEPTION_OPEN)
        return fault_field(work->arena, "substitute", "form.choice");
    change.from = day.held_on;
    day.substitute = who;
    day.reason = reason;
    return db_write(work, change_in_write, &change);
}

const struct fault *reception_day_close(struct work *work, int64_t day_id, int64_t revision,
                                        bool is_held, struct str reason)
{
    struct reception_day day;
    struct day_change change = {.day = &day, .kind = is_held ? "held" : "missed"};
    const struct fault *fault = load_own(work, day_id, revision, &day);
    if (!fault && !is_held)
        fault = must_have_reason(work, reason);
    if (fault)
        return fault;
    if (day.state == RECEPTION_CANCELLED || day.held_on.days > clock_today(work->clock).days)
        return fault_new(work->arena, FAULT_CONFLICT, "reception.not_yet", "day %" PRId64, day_id);
    change.from = day.held_on;
    day.state = is_held ? RECEPTION_HELD : RECEPTION_MISSED;
    if (!is_held)
        day.reason = reason;
    return db_write(work, change_in_write, &change);
}

/* ---- ending a series ---- */

struct ending {
    int64_t series_id;
    struct civil_date last_on;
    struct str reason;
};

static const struct fault *end_series(struct work *work, void *context)
{
    const struct ending *ending = context;
    struct reception_series series;
    reception_day_list days;
    const struct fault *fault = reception_series_load(work, ending->series_id, &series);
    if (!fault)
        fault = search_remove(work, STR("reception"), series.id);
    if (!fault)
        fault = reception_series_set_last(work, &series, ending->last_on);
    if (!fault)
        fault = days_of_series(work, ending->series_id, &days);
    for (size_t i = 0; !fault && i < days.count; i++) {
        struct reception_day *day = &days.items[i];
        if (day->state != RECEPTION_OPEN || day->held_on.days <= ending->last_on.days)
            continue;
        day->state = RECEPTION_CANCELLED;
        day->reason = ending->reason;
        fault = change_day(work, day, day->held_on, "cancelled");
    }
    return fault;
}

const struct fault *reception_end(struct work *work, int64_t series_id, struct civil_date last_on,
                                  struct str reason)
{
    struct ending ending = {series_id, last_on, reason};
    struct reception_series series;
    const struct fault *fault = reception_series_load(work, series_id, &series);
    if (!fault)
        fault = actor_must(work, RECEPTION_CLERKS, series.office_id);
    if (!fault)
        fault = must_have_reason(work, reason);
    if (fault)
        return fault;
    if (date_is_none(last_on) || last_on.days < series.first_on.days ||
        last_on.days < date_add_days(clock_today(work->clock), -1).days)
        return fault_field(work->arena, "last_on", "reception.last");
    /* what ended already is not drawn out: its days in between were never announced */
    if (!date_is_none(series.last_on) && last_on.days > series.last_on.days)
        return fault_field(work->arena, "last_on", "reception.end.longer");
    return db_write(work, end_series, &ending);
}

/* ---- by itself ---- */

static const struct fault *refill_one(struct work *work, void *context)
{
    struct civil_date today = clock_today(work->clock);
    struct reception_series series;
    size_t count;
    const struct fault *fault = reception_series_load(work, *(int64_t *)context, &series);
    if (fault || date_is_none(series.filled_to))
        return fault;
    return fill(work, &series, date_add_days(series.filled_to, 1),
                date_add_days(today, RECEPTION_AHEAD), &count);
}

/* A unit that was merged receives nobody behind its last day. */
static const struct fault *end_orphans(struct work *work)
{
    reception_series_list list;
    const struct fault *fault = reception_series_orphaned(work, &list);
    for (size_t i = 0; !fault && i < list.count; i++) {
        struct ending ending = {list.items[i].id, list.items[i].last_on,
                                site_message(work, "reception.end.unit")};
        fault = db_write(work, end_series, &ending);
    }
    return fault;
}

const struct fault *reception_refill(struct work *work)
{
    reception_series_list list;
    const struct fault *fault = end_orphans(work);
    if (fault)
        return fault;
    fault = reception_series_to_fill(
        work, date_add_days(clock_today(work->clock), RECEPTION_REFILL), &list);
    for (size_t i = 0; !fault && i < list.count && !site_is_stopping(work->site); i++)
        fault = db_write(work, refill_one, &list.items[i].id);
    return fault;
}
