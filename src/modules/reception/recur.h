/*
 * Recurrence rules (RRULE, RFC 5545) as dates, through libical, which only recur.c
 * knows; and the few patterns in which people say them.
 */
#ifndef DINH_MODULES_RECEPTION_RECUR_H
#define DINH_MODULES_RECEPTION_RECUR_H

#include "base/date.h"
#include "base/vec.h"
#include "base/work.h"

typedef VEC(struct civil_date) date_list;
typedef VEC(struct str) rule_list;

/*
 * The dates of a rule that begins on `first` and ends with `last` (DATE_NONE: never),
 * within `from` … `to`, at most `most`. Faults: FAULT_INVALID reception.rule where it is
 * none of the rules that pattern_rule makes.
 */
const struct fault *recur_dates(struct arena *arena, struct str rule, struct civil_date first,
                                struct civil_date last, struct civil_date from,
                                struct civil_date to, size_t most,
                                date_list *ret_dates) FAULT_CHECK;

/* ---- patterns ---- */

enum pattern_kind {
    PATTERN_WEEKLY,    /* thứ Năm hằng tuần */
    PATTERN_MONTH_DAY, /* ngày 10 và 24 hằng tháng; a day off moves it */
    PATTERN_NTH        /* thứ Năm của tuần thứ 1 và thứ 3 trong tháng */
};

enum {
    PATTERN_DAYS = 5,     /* days of the month */
    PATTERN_LAST = 5,     /* ordinal: the last of the month */
    PATTERN_LAST_DAY = -1 /* among `days`: the last of the month */
};

struct pattern {
    enum pattern_kind kind;
    unsigned weekdays; /* bit enum weekday */
    unsigned ordinals; /* bit 1 … 4, PATTERN_LAST */
    int days[PATTERN_DAYS];
    size_t day_count;
};

/* "FREQ=WEEKLY;BYDAY=TH". */
struct str pattern_rule(struct arena *arena, const struct pattern *pattern);
/* False where the rule is none that pattern_rule makes. */
bool pattern_from_rule(struct str rule, struct pattern *ret_pattern);
/* "Thứ Năm hằng tuần", in the work's language; the rule itself where it is no pattern. */
struct str pattern_words(struct work *work, struct str rule);
/*
 * A rule as rules of one day or one weekday of the month each, in its order; a weekly rule
 * is one, and so is what is no pattern. Outlook leaves out an event whose rule has more
 * ([MS-OXCICAL], section 2.1.3.2.2). The same date may be in two of them.
 */
rule_list pattern_parts(struct arena *arena, struct str rule);
/* "10, 24": days of the month, 1 … 31, which is the last of each month, however short;
 * false for anything else. */
bool pattern_days(struct str text, struct pattern *pattern);

#endif
