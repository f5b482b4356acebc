/*
 * Counts by the rules that term.h numbers.
 */
#include "law/term.h"

#include "text/number.h"

enum {
    HOURS_IN_DAY = 24,
    MONTHS_IN_YEAR = 12,
    MOST_MONTHS = (CALENDAR_LAST_YEAR - CALENDAR_FIRST_YEAR + 1) * MONTHS_IN_YEAR
};

/* columns: letter, unit */
static const struct {
    char letter;
    enum term_unit unit;
} letters[] = {
    {'D', TERM_DAYS        },
    {'W', TERM_WORKING_DAYS},
    {'M', TERM_MONTHS      },
    {'Y', TERM_YEARS       },
    {'H', TERM_HOURS       },
};

bool term_from_text(struct str s, struct term *ret_term)
{
    int64_t count;
    char letter;
    if (s.len < 2 || s.ptr[0] < '0' || s.ptr[0] > '9' ||
        !str_to_int64(str_slice(s, 0, s.len - 1), &count) || count > TERM_MOST)
        return false;
    letter = s.ptr[s.len - 1];
    if (letter >= 'a' && letter <= 'z')
        letter = (char)(letter - 'a' + 'A');
    for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
        if (letters[i].letter == letter) {
            *ret_term = (struct term){(int)count, letters[i].unit};
            return true;
        }
    }
    return false;
}

struct fault *law_out_of_range_as(struct arena *arena, const char *key, struct str date)
{
    struct fault *fault =
        fault_new(arena, FAULT_INVALID, key, "day " PRISTR " outside the calendar", STRARG(date));
    fault_with(fault, "date", date);
    fault_with(fault, "first", arena_printf(arena, "01/01/%d", CALENDAR_FIRST_YEAR));
    return fault_with(fault, "last", arena_printf(arena, "31/12/%d", CALENDAR_LAST_YEAR));
}

struct fault *law_out_of_range_on(struct arena *arena, struct civil_date date)
{
    return law_out_of_range_as(arena, "law.out_of_range", date_text(arena, date));
}

/* A counting under way. */
struct walk {
    struct arena *arena;
    const struct calendar *calendar;
    struct counting *counting;
};

static void note(const struct walk *walk, struct civil_date date, enum counted_kind kind)
{
    struct counted_day *day = VEC_PUSH(&walk->counting->days, walk->arena);
    *day = (struct counted_day){date, kind};
}

static bool is_suspended(const struct term_request *request, struct civil_date date)
{
    for (size_t i = 0; i < request->suspension_count; i++)
        if (date.days > request->suspensions[i].from.days &&
            date.days <= request->suspensions[i].to.days)
            return true;
    return false;
}

/* A Saturday or Sunday that is worked. */
static bool is_worked(const struct calendar *calendar, struct civil_date date)
{
    return date_weekday(date) >= SATURDAY && !calendar_is_off(calendar, date);
}

/* 2. a term in working days counts only working days */
static const struct fault *count_working_days(const struct walk *walk)
{
    struct counting *counting = walk->counting;
    const struct term_request *request = &counting->request;
    int step = request->is_backward ? -1 : 1;
    struct civil_date date = request->start;
    for (int counted = 0; counted < request->term.count;) {
        date.days += step;
        if (!calendar_holds(date))
            return law_out_of_range_on(walk->arena, date);
        counting->is_provisional |= calendar_is_provisional(walk->calendar, date);
        if (!request->is_backward && is_suspended(request, date))
            note(walk, date, COUNTED_SUSPENDED);
        else if (calendar_is_off(walk->calendar, date))
            note(walk, date, COUNTED_SKIPPED);
        else
            counted++;
        if (is_worked(walk->calendar, date))
            note(walk, date, COUNTED_WORKED);
    }
    counting->nominal = date;
    return NULL;
}

/* Adds the days of suspensions that begin before the term has ended. */
static void add_suspended_days(const struct walk *walk)
{
    struct counting *counting = walk->counting;
    const struct term_request *request = &counting->request;
    for (size_t i = 0; i < request->suspension_count; i++) {
        const struct suspension *suspension = &request->suspensions[i];
        int first = suspension->from.days < request->start.days ? request->start.days
                                                                : suspension->from.days;
        if (first > counting->nominal.days || suspension->to.days <= first)
            continue;
        for (int day = first + 1; day <= suspension->to.days; day++)
            note(walk, (struct civil_date){day}, COUNTED_SUSPENDED);
        counting->nominal.days += suspension->to.days - first;
    }
}

/* Terms that run on calendar days: rules 1, 3 and 5. */
static const struct fault *count_calendar_days(const struct walk *walk)
{
    struct counting *counting = walk->counting;
    const struct term_request *request = &counting->request;
    int sign = request->is_backward ? -1 : 1;
    int count = sign * request->term.count;
    switch (request->term.unit) {
    case TERM_DAYS:
    case TERM_WORKING_DAYS:
        counting->nominal = date_add_days(request->start, count);
        break;
    case TERM_HOURS:
        counting->nominal = date_add_days(request->start, count / HOURS_IN_DAY);
        break;
    case TERM_MONTHS:
    case TERM_YEARS:
        if (request->term.unit == TERM_YEARS)
            count *= MONTHS_IN_YEAR;
        if (count > MOST_MONTHS) /* farther than anybody writes a date: the first day outside */
            return law_out_of_range_on(walk->arena, date_ymd(CALENDAR_LAST_YEAR + 1, 1, 1));
        if (count < -MOST_MONTHS)
            return law_out_of_range_on(walk->arena, date_ymd(CALENDAR_FIRST_YEAR - 1, 12, 31));
        counting->nominal = date_add_months(request->start, count);
        break;
    }
    if (!request->is_backward)
        add_suspended_days(walk);
    if (!calendar_holds(counting->nominal))
        return law_out_of_range_on(walk->arena, counting->nominal);
    return NULL;
}

/* The suspension that begins on `date` or stands on it, and still lasts; or NULL. */
static const struct suspension *suspension_of(const struct term_request *request,
                                              struct civil_date date)
{
    for (size_t i = 0; i < request->suspension_count; i++)
        if (date.days >= request->suspensions[i].from.days &&
            date.days < request->suspensions[i].to.days)
            return &request->suspensions[i];
    return NULL;
}

/* 6. a term does not end while it stands still: at the earliest on the day it goes on */
static void pass_suspension(const struct walk *walk, const struct suspension *suspension)
{
    struct counting *counting = walk->counting;
    while (counting->end.days < suspension->to.days) {
        counting->end.days++;
        note(walk, counting->end, COUNTED_SUSPENDED);
    }
}

/* 4. a term that ends on a day off ends on the next working day */
static const struct fault *move_off_days(const struct walk *walk)
{
    struct counting *counting = walk->counting;
    const struct suspension *suspension;
    for (;;) {
        if (!calendar_holds(counting->end))
            return law_out_of_range_on(walk->arena, counting->end);
        counting->is_provisional |= calendar_is_provisional(walk->calendar, counting->end);
        suspension = suspension_of(&counting->request, counting->end);
        if (suspension) {
            pass_suspension(walk, suspension);
        } else if (calendar_is_off(walk->calendar, counting->end)) {
            note(walk, counting->end, COUNTED_MOVED);
            counting->end.days++;
        } else {
            return NULL;
        }
    }
}

const struct fault *term_count(struct arena *arena, const struct calendar *calendar,
                               const struct term_request *request, struct counting *ret_counting)
{
    struct counting counting = {.request = *request};
    struct walk walk = {arena, calendar, &counting};
    const struct fault *fault;
    if (!calendar_holds(request->start))
        return law_out_of_range_on(arena, request->start);
    if (request->term.unit == TERM_WORKING_DAYS)
        fault = count_working_days(&walk);
    else
        fault = count_calendar_days(&walk);
    if (fault)
        return fault;
    counting.end = counting.nominal;
    if (!request->is_backward && !request->is_exact && request->term.unit != TERM_HOURS)
        fault = move_off_days(&walk);
    if (fault)
        return fault;
    *ret_counting = counting;
    return NULL;
}
