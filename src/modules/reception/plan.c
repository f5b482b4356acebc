/*
 * The rule's dates come from recur.h, the days off from the law's calendar.
 */
#include "modules/reception/plan.h"

enum {
    MONTH_MOST = 31
};

struct planning {
    const struct law *law;
    struct civil_date from;
    date_list dates; /* by the rule, a month more on both sides */
    const struct reception_day *there;
    size_t count;
    planned_list days;
};

/* Whether the series receives on that day anyhow. */
static bool is_taken(const struct planning *planning, struct civil_date on)
{
    for (size_t i = 0; i < planning->dates.count; i++)
        if (planning->dates.items[i].days == on.days)
            return true;
    for (size_t i = 0; i < planning->days.count; i++)
        if (planning->days.items[i].held_on.days == on.days)
            return true;
    for (size_t i = 0; i < planning->count; i++)
        if (planning->there[i].held_on.days == on.days &&
            planning->there[i].state != RECEPTION_CANCELLED)
            return true;
    return false;
}

static bool is_of_month(struct civil_date day, struct civil_date other)
{
    struct date_parts a = date_parts(day);
    struct date_parts b = date_parts(other);
    return a.year == b.year && a.month == b.month;
}

/* The nearest day that is worked and free, one way; DATE_NONE where the month has none. */
static struct civil_date free_day(const struct planning *planning, struct civil_date off, int step)
{
    for (struct civil_date day = date_add_days(off, step); is_of_month(day, off);
         day = date_add_days(day, step))
        if (reception_working_day(planning->law, day).days == day.days && !is_taken(planning, day))
            return day;
    return DATE_NONE;
}

static struct civil_date month_day(const struct planning *planning, struct civil_date rule_on)
{
    struct civil_date day = reception_working_day(planning->law, rule_on);
    if (day.days == rule_on.days)
        return day;
    day = free_day(planning, rule_on, 1);
    if (date_is_none(day))
        day = free_day(planning, rule_on, -1);
    if (date_is_none(day) || day.days < planning->from.days)
        day = reception_working_day(planning->law, rule_on);
    return day;
}

const struct fault *plan_days(struct arena *arena, const struct law *law,
                              const struct reception_series *series, struct civil_date from,
                              struct civil_date to, const struct reception_day *there, size_t count,
                              size_t most, planned_list *ret_days)
{
    struct planning planning = {.law = law, .from = from, .there = there, .count = count};
    struct pattern pattern;
    bool is_month_day =
        pattern_from_rule(series->rule, &pattern) && pattern.kind == PATTERN_MONTH_DAY;
    const struct fault *fault = recur_dates(
        arena, series->rule, series->first_on, series->last_on, date_add_days(from, -MONTH_MOST),
        date_add_days(to, MONTH_MOST), most + (size_t)2 * MONTH_MOST, &planning.dates);
    for (size_t i = 0; !fault && i < planning.dates.count; i++) {
        struct civil_date on = planning.dates.items[i];
        if (on.days < from.days || on.days > to.days || planning.days.count == most)
            continue;
        if (is_month_day)
            *VEC_PUSH(&planning.days, arena) = (struct planned_day){on, month_day(&planning, on)};
        else if (!reception_is_holiday(law, on))
            *VEC_PUSH(&planning.days, arena) = (struct planned_day){on, on};
    }
    *ret_days = planning.days;
    return fault;
}
