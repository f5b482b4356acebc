/*
 * Two kinds of time that are never mixed. An `instant` is a moment (UTC
 * microseconds); a `civil_date` is a day in the calendar of Viet Nam
 * (Asia/Ho_Chi_Minh, UTC+7 all year). Legal terms count civil dates.
 */
#ifndef DINH_BASE_DATE_H
#define DINH_BASE_DATE_H

#include "base/arena.h"

/* Microseconds since 1970-01-01T00:00:00Z. */
struct instant {
    int64_t us;
};

/* Days since 1970-01-01 in the proleptic Gregorian calendar. */
struct civil_date {
    int32_t days;
};

struct date_parts {
    int year;  /* 1 … 9999 */
    int month; /* 1 … 12 */
    int day;   /* 1 … 31 */
};

enum weekday {
    MONDAY = 1, /* as in ISO 8601 */
    TUESDAY,
    WEDNESDAY,
    THURSDAY,
    FRIDAY,
    SATURDAY,
    SUNDAY
};

/* A day that means "none": an open end, a date not known. */
#define DATE_NONE ((struct civil_date){INT32_MIN})
bool date_is_none(struct civil_date date);

/* False where the parts name no day (31/04) or the year is outside 1 … 9999. */
bool date_from_parts(struct date_parts parts, struct civil_date *ret_date);
struct date_parts date_parts(struct civil_date date);
/* The same for constants in code and tests; a day that does not exist is asserted. */
struct civil_date date_ymd(int year, int month, int day);

/* Exactly "2022-03-06"; anything else is false. */
bool date_from_iso(struct str s, struct civil_date *ret_date);
/* "2022-03-06". */
struct str date_to_iso(struct arena *arena, struct civil_date date);

/* The earlier first: <0, 0, >0. DATE_NONE comes before every day. */
int date_compare(struct civil_date a, struct civil_date b);
struct civil_date date_add_days(struct civil_date date, int32_t days);
/* The same day `months` later or earlier; the last day of the month where there
 * is no such day (Civil Code 2015, article 148). Never outside the years 1 … 9999:
 * their first or last day instead, because a stranger may type such a date. */
struct civil_date date_add_months(struct civil_date date, int months);
enum weekday date_weekday(struct civil_date date);
int date_days_in_month(int year, int month);

/* The civil date on which a moment falls in Viet Nam, and the moment it begins. */
struct civil_date instant_date(struct instant at);
struct instant date_start(struct civil_date date);
/* "2022-03-06T07:30:00Z", seconds. */
struct str instant_to_iso(struct arena *arena, struct instant at);
/* RFC 3339 with Z or an offset, fractions allowed; anything else is false. */
bool instant_from_iso(struct str s, struct instant *ret_at);
/* Hour and minute of the day in Viet Nam. */
void instant_clock_time(struct instant at, int *ret_hour, int *ret_minute);

/* Where "now" comes from. A test hands in one that stands still. */
struct clock {
    struct instant (*now)(const void *context);
    const void *context;
};
struct clock clock_system(void);
/* Always `*at`, which the caller keeps and may move. */
struct clock clock_fixed(const struct instant *at);
struct instant clock_now(struct clock clock);
struct civil_date clock_today(struct clock clock);
/* Microseconds on a clock that only goes forward, for measuring and waiting. */
int64_t clock_monotonic(void);

#endif
