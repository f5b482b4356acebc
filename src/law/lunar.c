/*
 * A lunar year is handled as the row of months from one month 11 to the next;
 * whatever is asked is looked up in such a row.
 */
#include "law/lunar.h"

#include <assert.h>
#include <math.h>

#define RADIANS (3.14159265358979323846 / 180)
/* Julian day number of 1970-01-01. */
#define JULIAN_EPOCH 2440588
/* The new moon of 1 January 1900, and the mean length of a month. */
#define FIRST_NEW_MOON 2415021.076998695
#define MEAN_MONTH 29.530588853
/* Viet Nam is so much of a day ahead of Greenwich. */
#define UTC_OFFSET (7.0 / 24)
#define MONTHS_IN_CENTURY 1236.85

enum {
    MOST_MONTHS = 14,   /* from month 11 to the next, both counted */
    WINTER_SOLSTICE = 9 /* the sector of the sun that begins at 270° */
};

static double sine(double degrees)
{
    return sin(degrees * RADIANS);
}

/* Terrestrial time less universal time, in days; t in centuries from 1900. */
static double clock_drift(double t)
{
    if (t < -11)
        return 0.001 + 0.000839 * t + 0.0002261 * t * t - 0.00000845 * t * t * t -
               0.000000081 * t * t * t * t;
    return -0.000278 + 0.000265 * t + 0.000262 * t * t;
}

/* The moment of new moon number `k` after that of January 1900, as a Julian day
 * in universal time (Meeus, Astronomical Formulae, chapter 32). */
static double new_moon(int k)
{
    double t = k / MONTHS_IN_CENTURY;
    double t2 = t * t;
    double t3 = t2 * t;
    double mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3 +
                  0.00033 * sine(166.56 + 132.87 * t - 0.009173 * t2);
    /* mean anomaly of the sun, of the moon; the moon's argument of latitude */
    double sun = 359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3;
    double moon = 306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3;
    double node = 21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3;
    double correction = (0.1734 - 0.000393 * t) * sine(sun) + 0.0021 * sine(2 * sun) -
                        0.4068 * sine(moon) + 0.0161 * sine(2 * moon) - 0.0004 * sine(3 * moon) +
                        0.0104 * sine(2 * node) - 0.0051 * sine(sun + moon) -
                        0.0074 * sine(sun - moon) + 0.0004 * sine(2 * node + sun) -
                        0.0004 * sine(2 * node - sun) - 0.0006 * sine(2 * node + moon) +
                        0.0010 * sine(2 * node - moon) + 0.0005 * sine(2 * moon + sun);
    return mean + correction - clock_drift(t);
}

/* The Julian day number of the day in Viet Nam on which that moon is new. */
static int new_moon_day(int k)
{
    return (int)floor(new_moon(k) + 0.5 + UTC_OFFSET);
}

/* Where the sun stands at midnight in Viet Nam, at the beginning of a day: 0 … 11,
 * in twelfths of its circle from the spring equinox (Meeus, Astronomical
 * Algorithms, chapter 25). */
static int sun_sector(int day)
{
    double t = (day - 0.5 - UTC_OFFSET - 2451545.0) / 36525;
    double t2 = t * t;
    double anomaly = 357.52910 + 35999.05030 * t - 0.0001559 * t2 - 0.00000048 * t * t2;
    double longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t2 +
                       (1.914600 - 0.004817 * t - 0.000014 * t2) * sine(anomaly) +
                       (0.019993 - 0.000101 * t) * sine(2 * anomaly) + 0.000290 * sine(3 * anomaly);
    return (int)floor((longitude - 360 * floor(longitude / 360)) / 30);
}

/* The number of the new moon with which month 11 of a year begins: the last one
 * before the sun reaches the winter solstice. */
static int month_eleven(int year)
{
    int last_day = date_ymd(year, 12, 31).days + JULIAN_EPOCH;
    int k = (int)floor((last_day - 2415021) / MEAN_MONTH);
    return sun_sector(new_moon_day(k)) >= WINTER_SOLSTICE ? k - 1 : k;
}

/* The months from month 11 of year - 1 to month 11 of `year`. */
struct months {
    int year;
    int count;              /* 12, or 13 with a leap month */
    int leap;               /* index of the leap month, or -1 */
    int start[MOST_MONTHS]; /* Julian day numbers; start[count] begins the next row */
};

static struct months months_of(int year)
{
    int first = month_eleven(year - 1);
    struct months months = {.year = year, .count = month_eleven(year) - first, .leap = -1};
    for (int i = 0; i <= months.count; i++)
        months.start[i] = new_moon_day(first + i);
    for (int i = 1; months.count == 13 && months.leap < 0 && i < months.count; i++)
        if (sun_sector(months.start[i]) == sun_sector(months.start[i + 1]))
            months.leap = i;
    return months;
}

/* Month `index` of the row, without its day. */
static struct lunar_date month_at(const struct months *months, int index)
{
    int order = months->leap >= 0 && index >= months->leap ? index - 1 : index;
    struct lunar_date lunar = {.month = (order + 10) % 12 + 1,
                               .year = order < 2 ? months->year - 1 : months->year,
                               .is_leap = index == months->leap};
    return lunar;
}

static bool is_known(struct civil_date date)
{
    return date_compare(date, date_ymd(LUNAR_FIRST_YEAR, 1, 1)) >= 0 &&
           date_compare(date, date_ymd(LUNAR_LAST_YEAR, 12, 31)) <= 0;
}

bool lunar_from_solar(struct civil_date date, struct lunar_date *ret_lunar)
{
    struct months months;
    int day;
    int index;
    if (!is_known(date))
        return false;
    day = date.days + JULIAN_EPOCH;
    months = months_of(date_parts(date).year);
    if (day >= months.start[months.count])
        months = months_of(months.year + 1);
    index = months.count - 1;
    while (months.start[index] > day)
        index--;
    *ret_lunar = month_at(&months, index);
    ret_lunar->day = day - months.start[index] + 1;
    return true;
}

bool lunar_to_solar(struct lunar_date lunar, struct civil_date *ret_date)
{
    struct months months;
    if (lunar.year < LUNAR_FIRST_YEAR - 1 || lunar.year > LUNAR_LAST_YEAR || lunar.day < 1)
        return false;
    months = months_of(lunar.month >= 11 ? lunar.year + 1 : lunar.year);
    for (int i = 0; i < months.count; i++) {
        struct lunar_date month = month_at(&months, i);
        struct civil_date date = {months.start[i] + lunar.day - 1 - JULIAN_EPOCH};
        if (month.year != lunar.year || month.month != lunar.month ||
            month.is_leap != lunar.is_leap)
            continue;
        if (months.start[i] + lunar.day > months.start[i + 1] || !is_known(date))
            return false;
        *ret_date = date;
        return true;
    }
    return false;
}

struct civil_date lunar_new_year(int year)
{
    struct civil_date date = DATE_NONE;
    bool exists = lunar_to_solar((struct lunar_date){year, 1, 1, false}, &date);
    assert(exists);
    (void)exists;
    return date;
}
