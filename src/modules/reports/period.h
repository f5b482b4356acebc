/*
 * Periods (kỳ báo cáo): quarter, six months, nine months, year, or any days. On which
 * days a period begins and ends is said by law/rules/statistics.txt
 * (statistics.period.first_day, .last_day), not by the calendar. For this module alone.
 */
#ifndef DINH_MODULES_REPORTS_PERIOD_H
#define DINH_MODULES_REPORTS_PERIOD_H

#include "modules/reports/condition.h"

enum period_kind {
    PERIOD_QUARTER_1,
    PERIOD_QUARTER_2,
    PERIOD_QUARTER_3,
    PERIOD_QUARTER_4,
    PERIOD_HALF, /* 6 tháng */
    PERIOD_NINE, /* 9 tháng */
    PERIOD_YEAR,
    PERIOD_FREE,
    PERIOD_KIND_COUNT
};

struct period {
    enum period_kind kind;
    int year; /* not of PERIOD_FREE */
    struct span span;
};

/* "quy-1", "6-thang", "9-thang", "nam", "tu-chon": in addresses and the database; by
 * enum, NULL behind the last. */
extern const char *const period_names[PERIOD_KIND_COUNT + 1];
bool period_kind_from_name(struct str name, enum period_kind *ret_kind);

/* Fills in the days of a period that is not free, by the law of its last month. */
void period_fix(struct work *work, struct period *period);
/* Whether its days rest on local rules, which are not law; never of PERIOD_FREE, whose
 * days are the reader's, nor of a time for which no rule is known. */
bool period_is_local(struct work *work, const struct period *period);
/* Days between a period and its neighbour that are in neither, or in both. */
struct period_seam {
    struct civil_date first;
    struct civil_date last;
    bool is_twice; /* else in none */
};
enum {
    PERIOD_SEAMS = 2
};
/* Where the days of the period do not meet those of the one before (a quarter: the quarter;
 * else the year) and, of a quarter and a year, the one after: how many. None of
 * PERIOD_FREE. */
size_t period_seams(struct work *work, const struct period *period,
                    struct period_seam ret_seams[PERIOD_SEAMS]);
/* The quarter in which a day lies. */
struct period period_quarter_of(struct work *work, struct civil_date day);
/* "Quý I năm 2022", "6 tháng đầu năm 2022", in the language of the work. */
struct str period_title(struct work *work, const struct period *period);

#endif
