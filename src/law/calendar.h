/*
 * The civil calendar of working days (ngày làm việc) of state bodies, 1900 to 2100.
 *
 * Data: law/holidays/statute.txt says for each span of years which days the Labour
 * Code makes holidays; law/holidays/2026.txt and its like say how a year was
 * officially arranged: holidays, days off in lieu (nghỉ bù), swapped days (hoán đổi:
 * a weekday off for a Saturday worked). A year without an official notice is computed
 * from the Labour Code, and every day of it is provisional.
 *
 *     law/holidays/statute.txt
 *         years 2021..2025
 *         law Bộ luật Lao động 2019, Điều 112 | Labour Code 2019, article 112
 *         day 01-01 Tết Dương lịch | New Year's Day
 *         lunar 03-10 Giỗ Tổ Hùng Vương | Hung Kings' Day
 *         tet 5 1 1 2 2 2 2 2 Tết Nguyên đán | Lunar New Year
 *         beside 09-02 + - - + - - + Quốc khánh | National Day
 *     law/holidays/2026.txt
 *         year 2026
 *         notice Thông báo … | Notice …           a year without this line is provisional
 *         holiday 2026-01-01 Tết Dương lịch | New Year's Day
 *         lieu 2026-04-27 2026-04-26              off in lieu of the second day
 *         swap 2026-01-02 2026-01-10              off, for the second day worked
 *
 * `tet 5 1 1 2 …`: five days; how many of them before the first of the lunar year,
 * where that is a Monday, Tuesday, …. `beside 09-02 + - …`: one day more, after or
 * before, where 2 September is a Monday, Tuesday, …. The Code leaves both to a yearly
 * decision; the tables are what the notices have done.
 */
#ifndef DINH_LAW_CALENDAR_H
#define DINH_LAW_CALENDAR_H

#include "law/read.h"

enum {
    CALENDAR_FIRST_YEAR = 1900,
    CALENDAR_LAST_YEAR = 2100
};

enum day_kind {
    DAY_WORKING,
    DAY_WEEKEND,
    DAY_HOLIDAY, /* also where it falls on a weekend */
    DAY_LIEU,    /* off because a holiday fell on a weekend (Labour Code 2019, 111.3) */
    DAY_SWAPPED, /* a weekday off for a weekend day worked */
    DAY_WORKED   /* a weekend day worked for a weekday off */
};

struct calendar;

/* What a day is. */
struct calendar_day {
    enum day_kind kind;
    bool is_off;
    bool is_provisional;
    const struct law_text *name; /* of the holiday, here or made good; else NULL */
    struct civil_date other;     /* LIEU: the holiday; SWAPPED, WORKED: the other day; else none */
};

/*
 * Reads the files called law/holidays/… among `count` assets; their bytes must live
 * as long as `arena`, where the calendar is made. Faults: law.broken.… {place} {value}.
 */
const struct fault *calendar_load(struct arena *arena, const struct asset *files, size_t count,
                                  const struct calendar **ret_calendar) FAULT_CHECK;

/* Whether the calendar holds this day (1900 … 2100). */
bool calendar_holds(struct civil_date date);
/* Of a day that the calendar holds. */
struct calendar_day calendar_day(const struct calendar *calendar, struct civil_date date);
bool calendar_is_off(const struct calendar *calendar, struct civil_date date);
bool calendar_is_provisional(const struct calendar *calendar, struct civil_date date);
/* The Labour Code that makes the holidays of a year. */
const struct law_text *calendar_law(const struct calendar *calendar, int year);
/* The official notice of a year, or NULL: the year is provisional. */
const struct law_text *calendar_notice(const struct calendar *calendar, int year);

/* One change by an administrator, over what the files say: a day off or worked; or the
 * notice called `name`, by which the days of the year of `date` are official. */
struct calendar_change {
    struct civil_date date;
    bool is_off;
    bool is_notice;
    struct law_text name;
};
/* A copy in `arena` with changes; days outside the calendar are passed over. */
const struct calendar *calendar_changed(struct arena *arena, const struct calendar *calendar,
                                        const struct calendar_change *changes, size_t count);

#endif
