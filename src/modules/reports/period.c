/*
 * Which days a period has.
 */
#include "modules/reports/period.h"

#include "civic/deadline.h"
#include "civic/site.h"
#include "text/message.h"

#define FIRST_DAY "statistics.period.first_day"
#define LAST_DAY "statistics.period.last_day"

enum {
    QUARTER_MONTHS = 3
};

const char *const period_names[PERIOD_KIND_COUNT + 1] = {"quy-1",   "quy-2",   "quy-3", "quy-4",
                                                         "6-thang", "9-thang", "nam",   "tu-chon"};

/* the months that it has: first, last */
static const int months[PERIOD_KIND_COUNT][2] = {
    [PERIOD_QUARTER_1] = {1,  3 },
      [PERIOD_QUARTER_2] = {4,  6 },
      [PERIOD_QUARTER_3] = {7,  9 },
    [PERIOD_QUARTER_4] = {10, 12},
      [PERIOD_HALF] = {1,  6 },
      [PERIOD_NINE] = {1,  9 },
    [PERIOD_YEAR] = {1,  12},
};

bool period_kind_from_name(struct str name, enum period_kind *ret_kind)
{
    for (int i = 0; i < PERIOD_KIND_COUNT; i++)
        if (str_equal(str_from_c(period_names[i]), name)) {
            *ret_kind = (enum period_kind)i;
            return true;
        }
    return false;
}

/* A day of a month that the law names, cut to the days that the month has. */
static struct civil_date day_of_month(int year, int month, int64_t day)
{
    int most = date_days_in_month(year, month);
    return date_ymd(year, month, day < most ? (int)day : most);
}

void period_fix(struct work *work, struct period *period)
{
    const int *own = months[period->kind];
    struct civil_date begin = date_ymd(period->year, own[0], 1);
    struct civil_date on = day_of_month(period->year, own[1], 31);
    int64_t first = deadline_most(work, STR(FIRST_DAY), on, STR(""));
    int64_t last = deadline_most(work, STR(LAST_DAY), on, STR(""));
    if (first > 1 && last > 0) { /* from the month before */
        struct date_parts before = date_parts(date_add_months(begin, -1));
        period->span.first = day_of_month(before.year, before.month, first);
        period->span.last = day_of_month(period->year, own[1], last);
    } else {
        period->span = (struct span){begin, on};
    }
}

bool period_is_local(struct work *work, const struct period *period)
{
    struct civil_date on;
    if (period->kind == PERIOD_FREE)
        return false;
    on = day_of_month(period->year, months[period->kind][1], 31);
    return deadline_is_local(work, STR(FIRST_DAY), on, STR("")) ||
           deadline_is_local(work, STR(LAST_DAY), on, STR(""));
}

/* ---- neighbours ---- */

static struct period quarter_beside(const struct period *period, int step)
{
    int quarter = (int)period->kind + step;
    int year = period->year + (quarter < 0 ? -1 : quarter > PERIOD_QUARTER_4 ? 1 : 0);
    return (struct period){.kind = (enum period_kind)((quarter + 4) % 4), .year = year};
}

static bool is_quarter(const struct period *period)
{
    return period->kind <= PERIOD_QUARTER_4;
}

/* The days between the end of one and the beginning of the next, if there are any. */
static size_t add_seam(const struct span *before, const struct span *after,
                       struct period_seam *ret_seam)
{
    struct civil_date next = date_add_days(before->last, 1);
    int order = date_compare(next, after->first);
    if (order < 0)
        *ret_seam = (struct period_seam){next, date_add_days(after->first, -1), false};
    else if (order > 0)
        *ret_seam = (struct period_seam){after->first, before->last, true};
    return order != 0;
}

size_t period_seams(struct work *work, const struct period *period,
                    struct period_seam ret_seams[PERIOD_SEAMS])
{
    struct period before = {.kind = PERIOD_YEAR, .year = period->year - 1};
    struct period after = {.kind = PERIOD_YEAR, .year = period->year + 1};
    size_t count;
    if (period->kind == PERIOD_FREE)
        return 0;
    if (is_quarter(period)) {
        before = quarter_beside(period, -1);
        after = quarter_beside(period, 1);
    }
    period_fix(work, &before);
    count = add_seam(&before.span, &period->span, &ret_seams[0]);
    if (period->kind == PERIOD_HALF || period->kind == PERIOD_NINE)
        return count;
    period_fix(work, &after);
    return count + add_seam(&period->span, &after.span, &ret_seams[count]);
}

struct period period_quarter_of(struct work *work, struct civil_date day)
{
    struct date_parts parts = date_parts(day);
    struct period period = {.kind = (enum period_kind)((parts.month - 1) / QUARTER_MONTHS),
                            .year = parts.year};
    period_fix(work, &period);
    if (date_compare(day, period.span.last) > 0) { /* the last days of a quarter's months */
        period.year += period.kind == PERIOD_QUARTER_4;
        period.kind = period.kind == PERIOD_QUARTER_4 ? PERIOD_QUARTER_1
                                                      : (enum period_kind)(period.kind + 1);
        period_fix(work, &period);
    }
    return period;
}

struct str period_title(struct work *work, const struct period *period)
{
    struct fault_arg year = {"year", arena_printf(work->arena, "%d", period->year)};
    const char *key =
        arena_printf(work->arena, "report.period.%s-of", period_names[period->kind]).ptr;
    return message_format(work->arena, work->site->messages, work->locale, str_from_c(key), &year,
                          1);
}
