/*
 * Builds the calendar once, a small number for each day of two centuries, so that
 * asking about a day is one look. The days of a year without a notice are made here
 * from the Labour Code; reading the files is in calendar_read.c.
 */
#include "law/calendar_parts.h"

#include "law/lunar.h"

#include <assert.h>
#include <string.h>

enum {
    WEEK = 7,
    PROVISIONAL = 1 << 15, /* of a cell; the rest is the number of its mark, 0 for none */
    MOST_MARKS = PROVISIONAL - 1
};

/* Days from 1900-01-01, which was a Monday. */
static int place_of(struct civil_date date)
{
    return date.days - CALENDAR_FIRST_DAY;
}

bool calendar_holds(struct civil_date date)
{
    int place = place_of(date);
    return !date_is_none(date) && place >= 0 && place < CALENDAR_DAYS;
}

static bool is_weekend(int place)
{
    return place % WEEK >= 5;
}

/* ---- asking ---- */

static uint16_t *cell_of(const struct calendar *calendar, int place)
{
    return &calendar->chunks[place >> CHUNK_BITS][place & (CHUNK_DAYS - 1)];
}

static const struct day_mark *mark_at(const struct calendar *calendar, int place)
{
    int number = *cell_of(calendar, place) & MOST_MARKS;
    if (number >= calendar->own_from)
        return &calendar->own[number - calendar->own_from];
    return number ? &calendar->marks[number] : NULL;
}

struct calendar_day calendar_day(const struct calendar *calendar, struct civil_date date)
{
    int place = place_of(date);
    const struct day_mark *mark;
    struct calendar_day day = {.other = DATE_NONE};
    assert(calendar_holds(date));
    mark = mark_at(calendar, place);
    day.kind = is_weekend(place) ? DAY_WEEKEND : DAY_WORKING;
    day.is_provisional = *cell_of(calendar, place) & PROVISIONAL;
    if (mark) {
        day.kind = mark->kind;
        day.name = mark->name;
        day.other = mark->other;
    }
    day.is_off = day.kind != DAY_WORKING && day.kind != DAY_WORKED;
    return day;
}

bool calendar_is_off(const struct calendar *calendar, struct civil_date date)
{
    int place = place_of(date);
    const struct day_mark *mark = mark_at(calendar, place);
    if (!mark)
        return is_weekend(place);
    return mark->kind != DAY_WORKING && mark->kind != DAY_WORKED;
}

bool calendar_is_provisional(const struct calendar *calendar, struct civil_date date)
{
    return *cell_of(calendar, place_of(date)) & PROVISIONAL;
}

const struct law_text *calendar_law(const struct calendar *calendar, int year)
{
    return &calendar_statute(calendar, year)->law;
}

const struct law_text *calendar_notice(const struct calendar *calendar, int year)
{
    const struct law_text *notice = &calendar->notices[year - CALENDAR_FIRST_YEAR];
    return notice->vi.len ? notice : NULL;
}

const struct statute *calendar_statute(const struct calendar *calendar, int year)
{
    for (const struct statute *statute = calendar->statutes; statute; statute = statute->next)
        if (year >= statute->first && year <= statute->last)
            return statute;
    return NULL;
}

/* ---- making ---- */

struct calendar *calendar_new(struct arena *arena)
{
    struct calendar *calendar = ARENA_NEW(arena, struct calendar);
    uint16_t *cells = arena_alloc_array(arena, CALENDAR_CHUNKS * CHUNK_DAYS, sizeof(*cells));
    calendar->mark_count = 1;
    calendar->own_from = CALENDAR_MARKS;
    calendar->marks = arena_alloc_array(arena, CALENDAR_MARKS, sizeof(*calendar->marks));
    for (size_t i = 0; i < CALENDAR_CHUNKS; i++)
        calendar->chunks[i] = &cells[i * CHUNK_DAYS];
    return calendar;
}

/* The same calendar to change; room for `most` changes. */
static struct calendar *copy_of(struct arena *arena, const struct calendar *calendar, size_t most)
{
    struct calendar *copy = ARENA_NEW(arena, struct calendar);
    size_t there = calendar->own ? (size_t)(calendar->mark_count - calendar->own_from) : 0;
    *copy = *calendar;
    copy->own_from = calendar->mark_count - (int)there;
    copy->own = arena_alloc_array(arena, there + most + 1, sizeof(*copy->own));
    if (there > 0)
        memcpy(copy->own, calendar->own, there * sizeof(*copy->own));
    return copy;
}

/* The chunk of a day, for this calendar alone. */
static void own_chunk(struct arena *arena, struct calendar *calendar, const struct calendar *shared,
                      int place)
{
    uint16_t **chunk = &calendar->chunks[place >> CHUNK_BITS];
    uint16_t *own;
    if (*chunk != shared->chunks[place >> CHUNK_BITS])
        return;
    own = arena_alloc_array(arena, CHUNK_DAYS, sizeof(*own));
    memcpy(own, *chunk, CHUNK_DAYS * sizeof(*own));
    *chunk = own;
}

bool calendar_is_marked(const struct calendar *calendar, struct civil_date date)
{
    return mark_at(calendar, place_of(date)) != NULL;
}

void calendar_mark(struct calendar *calendar, struct civil_date date, enum day_kind kind,
                   const struct law_text *name, struct civil_date other)
{
    int place = place_of(date);
    uint16_t *cell = cell_of(calendar, place);
    struct day_mark mark = {kind, name, other};
    assert(calendar->mark_count < MOST_MARKS);
    assert(calendar->own || calendar->mark_count < calendar->own_from);
    if (calendar->mark_count >= calendar->own_from)
        calendar->own[calendar->mark_count - calendar->own_from] = mark;
    else
        calendar->marks[calendar->mark_count] = mark;
    *cell = (uint16_t)((*cell & PROVISIONAL) | calendar->mark_count);
    calendar->mark_count++;
}

static void mark_holiday(struct calendar *calendar, struct civil_date date,
                         const struct statute_day *day)
{
    if (!calendar_is_marked(calendar, date))
        calendar_mark(calendar, date, DAY_HOLIDAY, &day->name, DATE_NONE);
}

/* The holidays that one line of the statute makes in a year. */
static void mark_statute_day(struct calendar *calendar, int year, const struct statute_day *day)
{
    struct civil_date first = statute_day_date(day, year);
    int weekday = (int)date_weekday(first) - 1;
    int count = day->kind == STATUTE_TET ? day->days : 1;
    if (day->kind == STATUTE_TET)
        first = date_add_days(first, -day->by_weekday[weekday]);
    if (day->kind == STATUTE_BESIDE)
        first = date_add_days(first, day->by_weekday[weekday]);
    for (int i = 0; i < count; i++)
        mark_holiday(calendar, date_add_days(first, i), day);
}

/* A holiday on a weekend is made good on the next day that is not off already. */
static void mark_days_in_lieu(struct calendar *calendar, int year)
{
    struct civil_date last = date_ymd(year, 12, 31);
    for (struct civil_date date = date_ymd(year, 1, 1); date.days <= last.days; date.days++) {
        struct calendar_day day = calendar_day(calendar, date);
        struct civil_date lieu = date;
        if (day.kind != DAY_HOLIDAY || !is_weekend(place_of(date)))
            continue;
        while (calendar_holds(lieu) && calendar_is_off(calendar, lieu))
            lieu.days++;
        if (calendar_holds(lieu))
            calendar_mark(calendar, lieu, DAY_LIEU, day.name, date);
    }
}

struct civil_date statute_day_date(const struct statute_day *day, int year)
{
    struct civil_date date = DATE_NONE;
    if (day->kind == STATUTE_TET)
        return lunar_new_year(year);
    if (day->kind != STATUTE_LUNAR)
        return date_ymd(year, day->month, day->day);
    lunar_to_solar((struct lunar_date){year, day->month, day->day, false}, &date);
    return date;
}

void calendar_fill_from_statute(struct calendar *calendar, int year)
{
    const struct statute *statute = calendar_statute(calendar, year);
    struct civil_date last = date_ymd(year, 12, 31);
    for (struct civil_date date = date_ymd(year, 1, 1); date.days <= last.days; date.days++)
        *cell_of(calendar, place_of(date)) |= PROVISIONAL;
    for (const struct statute_day *day = statute->days; day; day = day->next)
        mark_statute_day(calendar, year, day);
    mark_days_in_lieu(calendar, year);
}

int statute_day_count(const struct statute *statute)
{
    int count = 0;
    for (const struct statute_day *day = statute->days; day; day = day->next)
        count += day->kind == STATUTE_TET ? day->days : 1;
    return count;
}

static void make_official(struct arena *arena, struct calendar *calendar,
                          const struct calendar *shared, int year, struct law_text notice)
{
    struct civil_date last = date_ymd(year, 12, 31);
    calendar->notices[year - CALENDAR_FIRST_YEAR] = notice;
    for (struct civil_date date = date_ymd(year, 1, 1); date.days <= last.days; date.days++) {
        own_chunk(arena, calendar, shared, place_of(date));
        *cell_of(calendar, place_of(date)) &= (uint16_t)~PROVISIONAL;
    }
}

const struct calendar *calendar_changed(struct arena *arena, const struct calendar *calendar,
                                        const struct calendar_change *changes, size_t count)
{
    struct calendar *copy = copy_of(arena, calendar, count);
    for (size_t i = 0; i < count && copy->mark_count < MOST_MARKS; i++) {
        int place = place_of(changes[i].date);
        struct law_text *name = ARENA_NEW(arena, struct law_text);
        enum day_kind kind = is_weekend(place) ? DAY_WORKED : DAY_WORKING;
        if (!calendar_holds(changes[i].date))
            continue;
        if (changes[i].is_notice) {
            make_official(arena, copy, calendar, date_parts(changes[i].date).year, changes[i].name);
            continue;
        }
        own_chunk(arena, copy, calendar, place);
        *name = changes[i].name;
        calendar_mark(copy, changes[i].date, changes[i].is_off ? DAY_SWAPPED : kind, name,
                      DATE_NONE);
    }
    return copy;
}
