/*
 * Days, moments and clocks. The day arithmetic counts years from March, so that
 * the leap day is the last of its year and months have a regular length.
 */
#include "base/date.h"

#include <assert.h>
#include <time.h>

#define US_PER_SECOND INT64_C(1000000)
#define SECONDS_PER_DAY INT64_C(86400)
/* Asia/Ho_Chi_Minh is seven hours ahead of UTC and knows no summer time. */
#define VIETNAM_OFFSET (INT64_C(7) * 3600)

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int date_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool date_is_none(struct civil_date date)
{
    return date.days == INT32_MIN;
}

/* Days from 0000-03-01 to the first of March of `year`. */
static int days_before_march_year(int year)
{
    return year * 365 + year / 4 - year / 100 + year / 400;
}

/* Days from 0000-03-01 to 1970-01-01. */
enum {
    EPOCH = 719468,
    FIRST_YEAR = 1,
    LAST_YEAR = 9999
};

bool date_from_parts(struct date_parts p, struct civil_date *ret_date)
{
    int year;
    int month;
    if (p.year < FIRST_YEAR || p.year > LAST_YEAR || p.month < 1 || p.month > 12 || p.day < 1 ||
        p.day > date_days_in_month(p.year, p.month))
        return false;
    year = p.month > 2 ? p.year : p.year - 1;
    month = p.month > 2 ? p.month - 3 : p.month + 9;
    ret_date->days = days_before_march_year(year) + (month * 153 + 2) / 5 + p.day - 1 - EPOCH;
    return true;
}

struct date_parts date_parts(struct civil_date date)
{
    int days = date.days + EPOCH;
    int year = (int)floor_div((int64_t)days * 400, 146097);
    struct date_parts parts;
    int rest;
    int month;
    while (days_before_march_year(year + 1) <= days)
        year++;
    while (days_before_march_year(year) > days)
        year--;
    rest = days - days_before_march_year(year);
    month = (rest * 5 + 2) / 153;
    parts.day = rest - (month * 153 + 2) / 5 + 1;
    parts.month = month < 10 ? month + 3 : month - 9;
    parts.year = month < 10 ? year : year + 1;
    return parts;
}

struct civil_date date_ymd(int year, int month, int day)
{
    struct civil_date date = DATE_NONE;
    bool exists = date_from_parts((struct date_parts){year, month, day}, &date);
    assert(exists);
    (void)exists;
    return date;
}

/* Reads exactly `count` digits at `*at` and moves on. */
static bool read_digits(struct str s, size_t *at, size_t count, int *ret_number)
{
    int number = 0;
    if (*at > s.len || s.len - *at < count)
        return false;
    for (size_t i = 0; i < count; i++) {
        char c = s.ptr[*at + i];
        if (c < '0' || c > '9')
            return false;
        number = number * 10 + (c - '0');
    }
    *at += count;
    *ret_number = number;
    return true;
}

static bool read_byte(struct str s, size_t *at, char byte)
{
    if (*at >= s.len || s.ptr[*at] != byte)
        return false;
    (*at)++;
    return true;
}

static bool read_date(struct str s, size_t *at, struct civil_date *ret_date)
{
    struct date_parts p;
    return read_digits(s, at, 4, &p.year) && read_byte(s, at, '-') &&
           read_digits(s, at, 2, &p.month) && read_byte(s, at, '-') &&
           read_digits(s, at, 2, &p.day) && date_from_parts(p, ret_date);
}

bool date_from_iso(struct str s, struct civil_date *ret_date)
{
    size_t at = 0;
    struct civil_date date;
    if (!read_date(s, &at, &date) || at != s.len)
        return false;
    *ret_date = date;
    return true;
}

struct str date_to_iso(struct arena *arena, struct civil_date date)
{
    struct date_parts p = date_parts(date);
    return arena_printf(arena, "%04d-%02d-%02d", p.year, p.month, p.day);
}

int date_compare(struct civil_date a, struct civil_date b)
{
    return (a.days > b.days) - (a.days < b.days);
}

struct civil_date date_add_days(struct civil_date date, int32_t days)
{
    return (struct civil_date){date.days + days};
}

struct civil_date date_add_months(struct civil_date date, int months)
{
    struct date_parts p = date_parts(date);
    int total = p.year * 12 + (p.month - 1) + months;
    int last;
    p.year = (int)floor_div(total, 12);
    p.month = total - p.year * 12 + 1;
    if (p.year > LAST_YEAR)
        return date_ymd(LAST_YEAR, 12, 31);
    if (p.year < FIRST_YEAR)
        return date_ymd(FIRST_YEAR, 1, 1);
    last = date_days_in_month(p.year, p.month);
    if (p.day > last)
        p.day = last;
    return date_ymd(p.year, p.month, p.day);
}

enum weekday date_weekday(struct civil_date date)
{
    /* 1970-01-01 was a Thursday. */
    int64_t since_monday = (int64_t)date.days + 3;
    return (enum weekday)(since_monday - floor_div(since_monday, 7) * 7 + 1);
}

struct civil_date instant_date(struct instant at)
{
    int64_t local = floor_div(at.us, US_PER_SECOND) + VIETNAM_OFFSET;
    return (struct civil_date){(int32_t)floor_div(local, SECONDS_PER_DAY)};
}

struct instant date_start(struct civil_date date)
{
    return (struct instant){((int64_t)date.days * SECONDS_PER_DAY - VIETNAM_OFFSET) *
                            US_PER_SECOND};
}

struct str instant_to_iso(struct arena *arena, struct instant at)
{
    int64_t seconds = floor_div(at.us, US_PER_SECOND);
    int64_t day = floor_div(seconds, SECONDS_PER_DAY);
    int rest = (int)(seconds - day * SECONDS_PER_DAY);
    struct date_parts p = date_parts((struct civil_date){(int32_t)day});
    return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", p.year, p.month, p.day,
                        rest / 3600, rest / 60 % 60, rest % 60);
}

/* Reads "Z" or "+07:00"; gives the offset from UTC in seconds. */
static bool read_offset(struct str s, size_t *at, int *ret_offset)
{
    int hour;
    int minute;
    int sign = 1;
    if (read_byte(s, at, 'Z')) {
        *ret_offset = 0;
        return true;
    }
    if (read_byte(s, at, '-'))
        sign = -1;
    else if (!read_byte(s, at, '+'))
        return false;
    if (!read_digits(s, at, 2, &hour) || !read_byte(s, at, ':') ||
        !read_digits(s, at, 2, &minute) || hour > 23 || minute > 59)
        return false;
    *ret_offset = sign * (hour * 3600 + minute * 60);
    return true;
}

/* Reads ".123456…" into microseconds; no fraction is zero. */
static bool read_fraction(struct str s, size_t *at, int64_t *ret_us)
{
    int64_t unit = US_PER_SECOND / 10;
    *ret_us = 0;
    if (!read_byte(s, at, '.'))
        return true;
    if (*at >= s.len || s.ptr[*at] < '0' || s.ptr[*at] > '9')
        return false;
    for (; *at < s.len && s.ptr[*at] >= '0' && s.ptr[*at] <= '9'; (*at)++) {
        *ret_us += (s.ptr[*at] - '0') * unit;
        unit /= 10;
    }
    return true;
}

bool instant_from_iso(struct str s, struct instant *ret_at)
{
    size_t at = 0;
    struct civil_date date;
    int hour;
    int minute;
    int second;
    int offset;
    int64_t fraction;
    if (!read_date(s, &at, &date) || !(read_byte(s, &at, 'T') || read_byte(s, &at, ' ')) ||
        !read_digits(s, &at, 2, &hour) || !read_byte(s, &at, ':') ||
        !read_digits(s, &at, 2, &minute) || !read_byte(s, &at, ':') ||
        !read_digits(s, &at, 2, &second) || !read_fraction(s, &at, &fraction) ||
        !read_offset(s, &at, &offset) || at != s.len)
        return false;
    if (hour > 23 || minute > 59 || second > 59)
        return false;
    ret_at->us =
        ((int64_t)date.days * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second - offset) *
            US_PER_SECOND +
        fraction;
    return true;
}

void instant_clock_time(struct instant at, int *ret_hour, int *ret_minute)
{
    int64_t local = floor_div(at.us, US_PER_SECOND) + VIETNAM_OFFSET;
    int rest = (int)(local - floor_div(local, SECONDS_PER_DAY) * SECONDS_PER_DAY);
    *ret_hour = rest / 3600;
    *ret_minute = rest / 60 % 60;
}

static struct instant system_now(const void *context)
{
    struct timespec now;
    (void)context;
    clock_gettime(CLOCK_REALTIME, &now);
    return (struct instant){(int64_t)now.tv_sec * US_PER_SECOND + now.tv_nsec / 1000};
}

struct clock clock_system(void)
{
    return (struct clock){system_now, NULL};
}

static struct instant fixed_now(const void *context)
{
    return *(const struct instant *)context;
}

struct clock clock_fixed(const struct instant *at)
{
    return (struct clock){fixed_now, at};
}

struct instant clock_now(struct clock clock)
{
    return clock.now(clock.context);
}

struct civil_date clock_today(struct clock clock)
{
    return instant_date(clock_now(clock));
}

int64_t clock_monotonic(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * US_PER_SECOND + now.tv_nsec / 1000;
}
