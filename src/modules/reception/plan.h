/*
 * Which days a rule gives, once days off have moved them. Pure: without clock, database
 * or request.
 */
#ifndef DINH_MODULES_RECEPTION_PLAN_H
#define DINH_MODULES_RECEPTION_PLAN_H

#include "modules/reception/reception_rules.h"
#include "modules/reception/recur.h"

struct planned_day {
    struct civil_date rule_on; /* by the rule */
    struct civil_date held_on; /* where days off put it */
};
typedef VEC(struct planned_day) planned_list;

/*
 * The days of a series whose date by the rule is within `from` … `to`, in order, at most
 * `most`. A weekday that is a holiday is left out. A day of the month that is a day off
 * goes on to the next working day, or back where the month ends before it, since the law
 * counts by months; and past a day that the series has already, by its rule or among the
 * `count` days of `there`. It never goes back before `from`. Faults: reception.rule.
 */
const struct fault *plan_days(struct arena *arena, const struct law *law,
                              const struct reception_series *series, struct civil_date from,
                              struct civil_date to, const struct reception_day *there, size_t count,
                              size_t most, planned_list *ret_days) FAULT_CHECK;

#endif
