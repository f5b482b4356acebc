/*
 * The only file that knows libical: rules become dates. A rule that never ends is cut
 * by the days that are asked for. libical looks for ever for the next day of a rule that
 * has none (30 February), so only the rules of patterns come here, which all have one.
 */
#include "modules/reception/recur.h"

#include <libical/ical.h>

enum {
    RULE_MOST = 200,        /* bytes of a rule */
    STEPS_MOST = 100 * 1000 /* occurrences walked; two centuries of days */
};

static struct icaltimetype ical_date(struct civil_date date)
{
    struct date_parts parts = date_parts(date);
    struct icaltimetype time = {.is_date = 1};
    time.year = parts.year;
    time.month = parts.month;
    time.day = parts.day;
    return time;
}

static void free_walk(void *walk)
{
    icalrecur_iterator_free(walk);
}

const struct fault *recur_dates(struct arena *arena, struct str rule, struct civil_date first,
                                struct civil_date last, struct civil_date from,
                                struct civil_date to, size_t most, date_list *ret_dates)
{
    struct icalrecurrencetype *held = ARENA_NEW(arena, struct icalrecurrencetype);
    struct pattern pattern;
    date_list dates = {0};
    struct icalrecur_iterator_impl *walk = NULL;
    if (pattern_from_rule(rule, &pattern)) {
        *held = icalrecurrencetype_from_string(arena_c(arena, rule));
        walk = icalrecur_iterator_new(*held, ical_date(first));
    }
    if (!walk)
        return fault_new(arena, FAULT_INVALID, "reception.rule", "rule \"" PRISTR "\"",
                         STRARG(rule));
    arena_cleanup(arena, free_walk, walk);
    for (int step = 0; step < STEPS_MOST && dates.count < most; step++) {
        struct icaltimetype next = icalrecur_iterator_next(walk);
        struct civil_date date;
        if (icaltime_is_null_time(next) ||
            !date_from_parts((struct date_parts){next.year, next.month, next.day}, &date))
            break;
        if (date.days > to.days || (!date_is_none(last) && date.days > last.days))
            break;
        if (date.days >= from.days && date.days >= first.days)
            *VEC_PUSH(&dates, arena) = date;
    }
    *ret_dates = dates;
    return NULL;
}
