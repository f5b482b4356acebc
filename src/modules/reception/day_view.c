/*
 * What the pages of reception share: what an address asks for, and one day as lists
 * show it.
 */
#include "modules/law/law_site.h"
#include "modules/reception/reception_rules.h"
#include "modules/reception/reception_web.h"
#include "text/number.h"

#include <inttypes.h>

enum {
    FIRST_YEAR = 1990,
    LAST_YEAR = 2099
};

#define ALL_UNITS "tat-ca"

SHAPE(reception_day_view_shape, struct reception_day_view, FIELD(struct reception_day_view, anchor),
      FIELD(struct reception_day_view, id), FIELD(struct reception_day_view, day),
      FIELD(struct reception_day_view, weekday), FIELD(struct reception_day_view, number),
      FIELD(struct reception_day_view, month), FIELD(struct reception_day_view, title),
      FIELD(struct reception_day_view, person), FIELD(struct reception_day_view, unit),
      FIELD(struct reception_day_view, time), FIELD(struct reception_day_view, place),
      FIELD(struct reception_day_view, content), FIELD(struct reception_day_view, attendees),
      FIELD(struct reception_day_view, moved), FIELD(struct reception_day_view, reason),
      FIELD(struct reception_day_view, badge), FIELD(struct reception_day_view, free),
      FIELD(struct reception_day_view, is_cancelled), FIELD(struct reception_day_view, is_over),
      FIELD(struct reception_day_view, is_missed), FIELD(struct reception_day_view, is_late),
      FIELD(struct reception_day_view, is_demo), FIELD(struct reception_day_view, is_full),
      FIELD(struct reception_day_view, book_url), FIELD(struct reception_day_view, office_url),
      FIELD(struct reception_day_view, off), FIELD(struct reception_day_view, is_vacant),
      FIELD(struct reception_day_view, is_online));

struct str reception_say(struct work *work, const char *key, const char *name, struct str value)
{
    struct fault_arg arg = {name, value};
    return message_format(work->arena, work->site->messages, work->locale, str_from_c(key), &arg,
                          1);
}

static struct str weekday_of(struct work *work, struct civil_date day)
{
    return site_message(work,
                        arena_printf(work->arena, "date.weekday-%d", (int)date_weekday(day)).ptr);
}

struct str reception_day_words(struct work *work, struct civil_date day)
{
    return arena_printf(work->arena, PRISTR " " PRISTR, STRARG(weekday_of(work, day)),
                        STRARG(date_text(work->arena, day)));
}

struct str reception_month_said(struct work *work, int month)
{
    if (work->locale == LOCALE_VI)
        return arena_printf(work->arena, "%d", month);
    return site_message(work, arena_printf(work->arena, "date.month-%d", month).ptr);
}

struct reception_day_view reception_day_view(struct work *work, const struct reception_day *day)
{
    struct arena *arena = work->arena;
    struct date_parts parts = date_parts(day->held_on);
    struct instant now = clock_now(work->clock);
    struct reception_day_view view = {
        .id = arena_printf(arena, "n%" PRId64, day->id),
        .day = day->held_on,
        .weekday = weekday_of(work, day->held_on),
        .number = {parts.day},
        .month = reception_say(work, "reception.month-short", "month",
                               reception_month_said(work, parts.month)),
        .title = day->title,
        .person = day->person,
        .place = day->place,
        .content = day->content,
        .attendees = day->attendees,
        .reason = day->reason,
        .free = day->free,
        .is_cancelled = day->state == RECEPTION_CANCELLED,
        .is_over = day->state == RECEPTION_HELD || day->state == RECEPTION_MISSED,
        .is_missed = day->state == RECEPTION_MISSED,
        .is_late = day->is_late,
        .is_demo = day->is_demo,
        .off = STR(""),
        .is_vacant = day->is_vacant && day->state == RECEPTION_OPEN,
        .is_online = day->online_url.len > 0,
        .is_full = day->state == RECEPTION_OPEN && day->free == 0,
        .office_url = url_relative(arena, "/can-bo/lich-tiep-dan/ngay/%" PRId64, day->id),
    };
    view.anchor = url_relative(arena, "#" PRISTR, STRARG(view.id));
    view.time = arena_printf(arena, PRISTR "–" PRISTR, STRARG(reception_clock(arena, day->starts)),
                             STRARG(reception_clock(arena, day->ends)));
    if (day->state != RECEPTION_CANCELLED && day->held_on.days != day->rule_on.days)
        view.moved =
            reception_say(work, "reception.moved-from", "date", date_text(arena, day->rule_on));
    if (day->state != RECEPTION_CANCELLED && day->substitute.len > 0)
        view.moved = arena_printf(arena, PRISTR "%s" PRISTR, STRARG(view.moved),
                                  view.moved.len > 0 ? "; " : "",
                                  STRARG(site_message(work, "reception.substituted")));
    if (day->state != RECEPTION_OPEN)
        view.badge = site_message(work, arena_printf(arena, "reception.state." PRISTR,
                                                     STRARG(reception_day_state_name(day->state)))
                                            .ptr);
    if (!reception_is_closed(day, now))
        view.book_url = url_relative(arena, "/lich-tiep-dan/%" PRId64 "/dang-ky", day->id);
    return view;
}

/* ---- addresses ---- */

/* "2022-03", "03/2022" or "3/2022". */
static bool month_read(struct str text, struct civil_date *ret_month)
{
    struct str rest = text;
    bool is_iso = str_find_byte(text, '-', 0) >= 0;
    struct str first = str_cut(&rest, is_iso ? '-' : '/');
    int64_t year;
    int64_t month;
    if (!rest.ptr || !str_to_int64(is_iso ? first : rest, &year) ||
        !str_to_int64(is_iso ? rest : first, &month) || year < FIRST_YEAR || year > LAST_YEAR)
        return false;
    return date_from_parts((struct date_parts){(int)year, (int)month, 1}, ret_month);
}

static struct civil_date month_of(struct civil_date day)
{
    return date_add_days(day, 1 - date_parts(day).day);
}

const struct fault *reception_query_read(struct work *work, const struct request *request,
                                         struct reception_query *ret_query)
{
    struct str unit = request_query(request, STR("don-vi"));
    struct str month = request_query(request, STR("thang"));
    struct reception_query query = {.month = month_of(clock_today(work->clock))};
    const struct fault *fault = NULL;
    if (month.len > 0 && !month_read(str_trim(month), &query.month))
        return fault_new(work->arena, FAULT_NOT_FOUND, "reception.month.wrong", "month " PRISTR,
                         STRARG(month));
    if (unit.len == 0)
        fault = site_unit(work, &query.unit);
    else if (!str_equal(unit, STR(ALL_UNITS)))
        fault = unit_by_slug(work, unit, &query.unit);
    /* a site without units has a calendar without days */
    if (fault && unit.len == 0 && fault->kind == FAULT_NOT_FOUND)
        fault = NULL;
    if (fault)
        return fault;
    query.filter.unit_id = query.unit.id;
    query.filter.title_slug = request_query(request, STR("nguoi"));
    if (!query.filter.title_slug.ptr)
        query.filter.title_slug = STR("");
    *ret_query = query;
    return NULL;
}

struct str reception_month_word(struct arena *arena, struct civil_date month)
{
    return str_slice(date_to_iso(arena, month), 0, sizeof("2022-03") - 1);
}

struct url reception_url(struct arena *arena, struct url path, const struct reception_query *query,
                         struct civil_date month)
{
    struct url url =
        url_add(arena, path, STR("don-vi"), query->unit.id ? query->unit.slug : STR(ALL_UNITS));
    if (query->filter.title_slug.len > 0)
        url = url_add(arena, url, STR("nguoi"), query->filter.title_slug);
    if (!date_is_none(month))
        url = url_add(arena, url, STR("thang"), reception_month_word(arena, month));
    return url;
}

const struct fault *reception_day_param(struct work *work, const struct request *request,
                                        int64_t *ret_id)
{
    struct str text = request_param(request, STR("day"));
    if (str_to_int64(text, ret_id) && *ret_id > 0)
        return NULL;
    return fault_new(work->arena, FAULT_NOT_FOUND, "record.missing", "day " PRISTR, STRARG(text));
}
