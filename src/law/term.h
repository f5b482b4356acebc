/*
 * Counting a term (thời hạn), forwards from an event or backwards from a day by
 * which something must have been done.
 *
 * Forwards (Civil Code 2015, articles 147 and 148):
 *   1. the day of the event is day 0 and is not counted;
 *   2. a term in working days counts only working days;
 *   3. a term in months or years ends on the corresponding day, or on the last day
 *      of the month where there is no such day;
 *   4. a term that ends on a day off ends on the next working day;
 *   5. a term in hours is not moved; whole days of it are counted;
 *   6. a term does not end while it is suspended: where that begins on its last day, or
 *      among the days off behind it, it ends on the day on which the matter goes on, or
 *      on the next working day.
 *
 * Backwards ("at least 5 working days before X", "chậm nhất 5 ngày làm việc trước X"):
 * X is day 0, and the answer is the latest day, in working days the latest working
 * day, on which the thing may still be done. It is not moved: what must be done by a
 * Sunday cannot be done on Monday. Where X is a working day, the same term counted
 * forwards from the answer ends on X (in months: or before it, where a month is short).
 *
 * While the matter is suspended nothing is counted: of a suspension from A to B the
 * days after A up to and with B (day 0 of what goes on).
 */
#ifndef DINH_LAW_TERM_H
#define DINH_LAW_TERM_H

#include "base/vec.h"
#include "law/calendar.h"

enum term_unit {
    TERM_DAYS,         /* ngày: D */
    TERM_WORKING_DAYS, /* ngày làm việc: W */
    TERM_MONTHS,       /* tháng: M */
    TERM_YEARS,        /* năm: Y */
    TERM_HOURS         /* giờ: H */
};

struct term {
    int count; /* 0 … TERM_MOST */
    enum term_unit unit;
};

enum {
    TERM_MOST = 99999
};

/* "30D", "7W", "3M", "5Y", "24H", small letters too. False for anything else. */
bool term_from_text(struct str s, struct term *ret_term);

/* Nothing is counted after `from` up to and with `to`. */
struct suspension {
    struct civil_date from;
    struct civil_date to;
};

/* What is worth saying about a day: why it does not count, or does not end the term. */
enum counted_kind {
    COUNTED_SKIPPED,   /* a day off within a term of working days */
    COUNTED_WORKED,    /* a Saturday or Sunday that is worked, and counts */
    COUNTED_SUSPENDED, /* within a suspension */
    COUNTED_MOVED      /* a day off on which the term would have ended */
};

struct counted_day {
    struct civil_date date;
    enum counted_kind kind;
};

struct term_request {
    struct civil_date start; /* day 0 */
    struct term term;
    bool is_backward;
    bool is_exact; /* not moved where it ends on a day off: an age, not a time to act */
    const struct suspension *suspensions; /* forwards only; in order, not overlapping */
    size_t suspension_count;
};

struct counting {
    struct term_request request;
    struct civil_date nominal; /* where the term ends before it is moved */
    struct civil_date end;
    bool is_provisional;          /* it depends on a year without an official notice */
    VEC(struct counted_day) days; /* in the order of counting */
};

/*
 * Counts. Faults: FAULT_INVALID law.out_of_range {date} {first} {last} where a day of
 * it lies outside the calendar.
 */
const struct fault *term_count(struct arena *arena, const struct calendar *calendar,
                               const struct term_request *request,
                               struct counting *ret_counting) FAULT_CHECK;

/* The fault of a day outside the calendar, under a key whose sentence says more. */
struct fault *law_out_of_range_as(struct arena *arena, const char *key, struct str date);
/* The same under "law.out_of_range". */
struct fault *law_out_of_range_on(struct arena *arena, struct civil_date date);

#endif
