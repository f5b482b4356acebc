/*
 * Integer arithmetic and whole calendar periods.
 */
#include "law/judge.h"

#include <assert.h>

/* Both sides multiplied by the divisor, so that nothing is rounded. */
static bool compare(enum law_limit limit, int64_t left, int64_t right)
{
    switch (limit) {
    case LIMIT_MAX:
    case LIMIT_WINDOW:
        return left <= right;
    case LIMIT_MIN:
        return left >= right;
    case LIMIT_OVER:
        return left > right;
    case LIMIT_UNDER:
        return left < right;
    case LIMIT_EXACT:
        return left == right;
    }
    return false;
}

static bool is_part(const struct law_version *version)
{
    return version->unit == UNIT_FRACTION || version->unit == UNIT_PERCENT;
}

bool law_part_meets(const struct law_version *version, int64_t part, int64_t base)
{
    if (!is_part(version))
        return compare(version->limit, part, version->number);
    if (base <= 0) /* none of none is no majority */
        return false;
    return compare(version->limit, part * version->divisor, base * version->number);
}

int64_t law_part_needed(const struct law_version *version, int64_t base)
{
    int64_t share = is_part(version) ? base * version->number : version->number;
    int64_t divisor = is_part(version) ? version->divisor : 1;
    switch (version->limit) {
    case LIMIT_MIN:
    case LIMIT_EXACT:
        return (share + divisor - 1) / divisor;
    case LIMIT_OVER:
        return share / divisor + 1;
    case LIMIT_UNDER:
        return (share + divisor - 1) / divisor - 1;
    case LIMIT_MAX:
    case LIMIT_WINDOW:
        return share / divisor;
    }
    return 0;
}

/* ---- frequencies ---- */

enum {
    DAYS_IN_WEEK = 7
};

/* The first day of the period in which `date` lies. */
static struct civil_date period_start(enum law_unit unit, struct civil_date date)
{
    struct date_parts p = date_parts(date);
    if (unit == UNIT_PER_WEEK)
        return date_add_days(date, -((int)date_weekday(date) - 1));
    if (unit == UNIT_PER_QUARTER)
        return date_ymd(p.year, (p.month - 1) / 3 * 3 + 1, 1);
    return date_ymd(p.year, unit == UNIT_PER_YEAR ? 1 : p.month, 1);
}

/* The last day of the period that begins on `start`. Reckoned from its last month, since
 * date_add_months knows no month behind the year 9999. */
static struct civil_date period_end(enum law_unit unit, struct civil_date start)
{
    static const int months[] = {
        [UNIT_PER_MONTH] = 1, [UNIT_PER_QUARTER] = 3, [UNIT_PER_YEAR] = 12};
    struct date_parts last;
    if (unit == UNIT_PER_WEEK)
        return date_add_days(start, DAYS_IN_WEEK - 1);
    last = date_parts(date_add_months(start, months[unit] - 1));
    return date_ymd(last.year, last.month, date_days_in_month(last.year, last.month));
}

struct law_frequency law_frequency_judge(struct arena *arena, const struct law_version *version,
                                         struct civil_date from, struct civil_date to,
                                         const struct civil_date *days, size_t count)
{
    struct law_frequency frequency = {.is_met = true};
    struct civil_date start = period_start(version->unit, from);
    size_t at = 0;
    assert(law_is_frequency(version));
    if (start.days < from.days)
        start = date_add_days(period_end(version->unit, start), 1);
    while (start.days <= to.days) {
        struct law_period period = {.from = start, .to = period_end(version->unit, start)};
        if (period.to.days > to.days)
            break;
        for (; at < count && days[at].days <= period.to.days; at++)
            period.count +=
                days[at].days >= start.days && (at == 0 || days[at].days != days[at - 1].days);
        period.is_met = compare(version->limit, period.count, version->number);
        frequency.is_met &= period.is_met;
        *VEC_PUSH(&frequency.periods, arena) = period;
        start = date_add_days(period.to, 1);
    }
    return frequency;
}
