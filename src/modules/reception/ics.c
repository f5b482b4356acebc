/*
 * iCalendar, written by hand: lines of at most 75 bytes that never split a letter, and
 * text escaped (RFC 5545, sections 3.1 and 3.3.11).
 */
#include "modules/reception/ics.h"

#include "modules/reception/recur.h"

#include <inttypes.h>

enum {
    LINE_BYTES = 75, /* without CRLF */
    LINE_MOST = 16 * 1024,
    MINUTES_OF_HOUR = 60,
    DATES_MOST = 3000
};

static const char ZONE[] = "Asia/Ho_Chi_Minh";

/* One content line, folded. */
static void put_line(struct ics *ics, struct str line)
{
    size_t from = 0;
    size_t room = LINE_BYTES;
    while (line.len - from > room) {
        size_t to = from + room;
        while (to > from && ((unsigned char)line.ptr[to] & 0xC0) == 0x80)
            to--; /* inside a letter of UTF-8 */
        buf_add(ics->out, str_slice(line, from, to - from));
        buf_add_literal(ics->out, "\r\n ");
        from = to;
        room = LINE_BYTES - 1;
    }
    buf_add(ics->out, str_from(line, from));
    buf_add_literal(ics->out, "\r\n");
}

static void put(struct ics *ics, const char *name, struct str value)
{
    put_line(ics, arena_printf(ics->arena, "%s:" PRISTR, name, STRARG(value)));
}

static void put_text(struct ics *ics, const char *name, struct str text)
{
    struct buf line = buf_init(ics->arena, LINE_MOST);
    buf_printf(&line, "%s:", name);
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.ptr[i];
        if (byte == '\n') {
            buf_add_literal(&line, "\\n");
            continue;
        }
        if (byte == '\\' || byte == ';' || byte == ',')
            buf_add_byte(&line, '\\');
        if ((unsigned char)byte >= ' ')
            buf_add_byte(&line, byte);
    }
    put_line(ics, buf_str(&line));
}

/* "20220310T080000": a time on the clock of Viet Nam. */
static struct str local_time(struct arena *arena, struct civil_date on, int64_t minute)
{
    struct date_parts parts = date_parts(on);
    return arena_printf(arena, "%04d%02d%02dT%02d%02d00", parts.year, parts.month, parts.day,
                        (int)(minute / MINUTES_OF_HOUR), (int)(minute % MINUTES_OF_HOUR));
}

/* "20220303T013000Z". */
static struct str utc_time(struct arena *arena, struct instant at)
{
    struct str iso = instant_to_iso(arena, at);
    struct buf out = buf_init(arena, iso.len + 1);
    for (size_t i = 0; i < iso.len; i++)
        if (iso.ptr[i] != '-' && iso.ptr[i] != ':')
            buf_add_byte(&out, iso.ptr[i]);
    return buf_str(&out);
}

static void put_local(struct ics *ics, const char *name, struct civil_date on, int64_t minute)
{
    put_line(ics, arena_printf(ics->arena, "%s;TZID=%s:" PRISTR, name, ZONE,
                               STRARG(local_time(ics->arena, on, minute))));
}

struct ics ics_begin(struct arena *arena, struct buf *out, struct str name, struct str language)
{
    struct ics ics = {out, arena};
    put(&ics, "BEGIN", STR("VCALENDAR"));
    put(&ics, "VERSION", STR("2.0"));
    put_line(&ics, arena_printf(arena, "PRODID:-//Dinh//Tiep cong dan//" PRISTR, STRARG(language)));
    put(&ics, "CALSCALE", STR("GREGORIAN"));
    put_text(&ics, "X-WR-CALNAME", name);
    put(&ics, "X-WR-TIMEZONE", str_from_c(ZONE));
    put(&ics, "REFRESH-INTERVAL;VALUE=DURATION", STR("PT6H"));
    put(&ics, "X-PUBLISHED-TTL", STR("PT6H"));
    put(&ics, "BEGIN", STR("VTIMEZONE"));
    put(&ics, "TZID", str_from_c(ZONE));
    put(&ics, "BEGIN", STR("STANDARD"));
    put(&ics, "DTSTART", STR("19750613T000000"));
    put(&ics, "TZOFFSETFROM", STR("+0800"));
    put(&ics, "TZOFFSETTO", STR("+0700"));
    put(&ics, "TZNAME", STR("+07"));
    put(&ics, "END", STR("STANDARD"));
    put(&ics, "END", STR("VTIMEZONE"));
    return ics;
}

void ics_end(struct ics *ics)
{
    put(ics, "END", STR("VCALENDAR"));
}

/* What is under way: one rule of a series, which is an event of its own. */
struct rule_part {
    const struct reception_series *series;
    const struct reception_day *days; /* of the whole series */
    size_t count;
    const struct ics_words *words;
    size_t number; /* 0: the series has no other */
    struct str rule;
    date_list dates; /* that no part before it has */
    date_list twice; /* that one has */
};

/* What every event of a part begins with. */
static void begin_event(struct ics *ics, const struct rule_part *part)
{
    const struct reception_series *series = part->series;
    const char *end = part->number ? arena_printf(ics->arena, "-%zu", part->number).ptr : "";
    put(ics, "BEGIN", STR("VEVENT"));
    put_line(ics, arena_printf(ics->arena, "UID:tiep-dan-%" PRId64 "%s@" PRISTR, series->id, end,
                               STRARG(part->words->host)));
    put(ics, "DTSTAMP", utc_time(ics->arena, series->changed_at));
    put(ics, "CREATED", utc_time(ics->arena, series->made_at));
    put(ics, "LAST-MODIFIED", utc_time(ics->arena, series->changed_at));
    put_line(ics, arena_printf(ics->arena, "SEQUENCE:%" PRId64, series->revision));
}

/* The rule in words, who receives, what else is said: a line each. */
static void put_description(struct ics *ics, struct str person, const struct ics_words *words)
{
    const struct str parts[] = {words->rule, person, words->description};
    struct buf text = buf_init(ics->arena, LINE_MOST);
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        if (parts[i].len > 0)
            buf_printf(&text, "%s" PRISTR, buf_str(&text).len > 0 ? "\n" : "", STRARG(parts[i]));
    if (buf_str(&text).len > 0)
        put_text(ics, "DESCRIPTION", buf_str(&text));
}

static void end_event(struct ics *ics, struct str place, struct str person, struct str summary,
                      const struct ics_words *words)
{
    put_text(ics, "SUMMARY", summary);
    if (place.len > 0)
        put_text(ics, "LOCATION", place);
    put_description(ics, person, words);
    if (words->url.len > 0)
        put(ics, "URL", words->url);
    put(ics, "STATUS", STR("CONFIRMED"));
    put(ics, "CLASS", STR("PUBLIC"));
    put(ics, "TRANSP", STR("TRANSPARENT"));
    put(ics, "END", STR("VEVENT"));
}

/* The day of the series that has this date by the rule, or NULL. */
static const struct reception_day *find_day(const struct reception_day *days, size_t count,
                                            struct civil_date rule_on)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (days[middle].rule_on.days < rule_on.days)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && days[low].rule_on.days == rule_on.days ? &days[low] : NULL;
}

static bool is_moved(const struct reception_series *series, const struct reception_day *day)
{
    return day->held_on.days != day->rule_on.days || day->starts != series->starts ||
           day->ends != series->ends || !str_equal(day->place, series->place);
}

/* Who received on days that are over is no matter any more. */
static bool is_as_the_series_says(const struct reception_series *series,
                                  const struct reception_day *day)
{
    return !is_moved(series, day) &&
           (day->state != RECEPTION_OPEN || str_equal(day->person, series->person));
}

static void own_event(struct ics *ics, const struct rule_part *part,
                      const struct reception_day *day)
{
    const struct ics_words *words = part->words;
    struct str summary = words->summary;
    if (is_moved(part->series, day))
        summary =
            arena_printf(ics->arena, PRISTR " " PRISTR, STRARG(words->moved), STRARG(summary));
    if (day->is_vacant)
        summary =
            arena_printf(ics->arena, PRISTR " " PRISTR, STRARG(words->vacant), STRARG(summary));
    begin_event(ics, part);
    put_local(ics, "RECURRENCE-ID", day->rule_on, part->series->starts);
    put_local(ics, "DTSTART", day->held_on, day->starts);
    put_local(ics, "DTEND", day->held_on, day->ends);
    end_event(ics, day->place, day->person, summary, words);
}

/* How far the rule is told: to the last day of the series, or further where a day of
 * the rule behind it was moved to before it, and still is. */
static struct civil_date last_of_rule(const struct reception_series *series,
                                      const struct reception_day *days, size_t count)
{
    struct civil_date last = series->filled_to;
    if (!date_is_none(series->last_on) && series->last_on.days < last.days)
        last = series->last_on;
    for (size_t i = 0; i < count; i++)
        if (days[i].state != RECEPTION_CANCELLED && days[i].rule_on.days > last.days)
            last = days[i].rule_on;
    return last;
}

/* The day of this date by the rule, where somebody receives on it or is to. */
static const struct reception_day *told_day(const struct rule_part *part, struct civil_date rule_on)
{
    const struct reception_day *day = find_day(part->days, part->count, rule_on);
    return day && day->state != RECEPTION_CANCELLED ? day : NULL;
}

static bool is_told(const struct rule_part *part)
{
    for (size_t i = 0; i < part->dates.count; i++)
        if (told_day(part, part->dates.items[i]))
            return true;
    return false;
}

static void rule_event(struct ics *ics, const struct rule_part *part, struct civil_date last)
{
    const struct reception_series *series = part->series;
    struct instant until = {date_start(date_add_days(last, 1)).us - 1};
    struct civil_date first = part->dates.items[0];
    if (part->twice.count > 0 && part->twice.items[0].days < first.days)
        first = part->twice.items[0];
    begin_event(ics, part);
    put_local(ics, "DTSTART", first, series->starts);
    put_local(ics, "DTEND", first, series->ends);
    put_line(ics, arena_printf(ics->arena, "RRULE:" PRISTR ";UNTIL=" PRISTR, STRARG(part->rule),
                               STRARG(utc_time(ics->arena, until))));
    for (size_t i = 0; i < part->dates.count; i++)
        if (!told_day(part, part->dates.items[i]))
            put_local(ics, "EXDATE", part->dates.items[i], series->starts);
    for (size_t i = 0; i < part->twice.count; i++)
        put_local(ics, "EXDATE", part->twice.items[i], series->starts);
    end_event(ics, series->place, series->person, part->words->summary, part->words);
}

/* A part of which nothing is to come or was is left out: some programs refuse an event
 * without a day. */
static void put_part(struct ics *ics, const struct rule_part *part, struct civil_date last)
{
    if (!is_told(part))
        return;
    rule_event(ics, part, last);
    for (size_t i = 0; i < part->dates.count; i++) {
        const struct reception_day *day = told_day(part, part->dates.items[i]);
        if (day && !is_as_the_series_says(part->series, day))
            own_event(ics, part, day);
    }
}

static bool has_date(const date_list *dates, struct civil_date date)
{
    for (size_t i = 0; i < dates->count; i++)
        if (dates->items[i].days == date.days)
            return true;
    return false;
}

/* Parts dates into those that `all` has from the parts before, and the others. */
static void sort_dates(struct arena *arena, const date_list *dates, date_list *all,
                       struct rule_part *part)
{
    part->dates = part->twice = (date_list){0};
    for (size_t i = 0; i < dates->count; i++)
        *VEC_PUSH(has_date(all, dates->items[i]) ? &part->twice : &part->dates, arena) =
            dates->items[i];
    for (size_t i = 0; i < part->dates.count; i++)
        *VEC_PUSH(all, arena) = part->dates.items[i];
}

const struct fault *ics_series(struct ics *ics, const struct reception_series *series,
                               const struct reception_day *days, size_t count,
                               const struct ics_words *words)
{
    struct civil_date last = last_of_rule(series, days, count);
    rule_list rules = pattern_parts(ics->arena, series->rule);
    struct rule_part part = {.series = series, .days = days, .count = count, .words = words};
    date_list all = {0};
    date_list dates;
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < rules.count; i++) {
        fault = recur_dates(ics->arena, rules.items[i], series->first_on, last, series->first_on,
                            last, DATES_MOST, &dates);
        if (fault)
            break;
        part.number = rules.count > 1 ? i + 1 : 0;
        part.rule = rules.items[i];
        sort_dates(ics->arena, &dates, &all, &part);
        put_part(ics, &part, last);
    }
    return fault;
}
