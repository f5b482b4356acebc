/*
 * The lunar calendar of Viet Nam (âm lịch), computed from the sun and the moon:
 * a month begins on the day, at UTC+7, of the new moon; month 11 holds the winter
 * solstice; where thirteen months lie between two of them, the first one in which
 * the sun crosses no multiple of 30° is a leap month (tháng nhuận). So Hồ Ngọc Đức
 * describes it; the series are those of Jean Meeus, Astronomical Formulae for
 * Calculators (new moon) and Astronomical Algorithms (longitude of the sun), good to
 * about two minutes.
 *
 * UTC+7 throughout, also for the years in which other clocks were used in parts of
 * the country, so that an answer does not depend on who ruled where.
 */
#ifndef DINH_LAW_LUNAR_H
#define DINH_LAW_LUNAR_H

#include "base/date.h"

enum {
    LUNAR_FIRST_YEAR = 1900, /* of the solar calendar */
    LUNAR_LAST_YEAR = 2100
};

struct lunar_date {
    int year;     /* the solar year in which the lunar year begins */
    int month;    /* 1 … 12 */
    int day;      /* 1 … 30 */
    bool is_leap; /* the second of two months of this number */
};

/* False where `date` lies outside LUNAR_FIRST_YEAR … LUNAR_LAST_YEAR. */
bool lunar_from_solar(struct civil_date date, struct lunar_date *ret_lunar);
/* False where there is no such day (no such leap month, a month of 29 days) or it
 * lies outside these years. */
bool lunar_to_solar(struct lunar_date lunar, struct civil_date *ret_date);

/* 1/1 of the lunar year that begins in this solar year, from 1900 to 2100. */
struct civil_date lunar_new_year(int year);

#endif
