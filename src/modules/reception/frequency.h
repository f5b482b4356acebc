/*
 * How often a head receives in person (rule reception.frequency), judged over years:
 * each stretch of time by the version of the law that held then, and only while the unit
 * existed. A unit that a merger made counts from its first day.
 */
#ifndef DINH_MODULES_RECEPTION_FREQUENCY_H
#define DINH_MODULES_RECEPTION_FREQUENCY_H

#include "civic/unit.h"
#include "law/judge.h"

/* A stretch of time under one version of the law. */
struct duty {
    const struct law_version *version;
    struct law_frequency frequency;
};
typedef VEC(struct duty) duty_list;

/*
 * Judges the days (in order) on which the head of `unit` under `regime` received, from
 * `from` to `to`. Empty where the law names no frequency for the regime, as after the
 * last day of the district level.
 */
duty_list duty_judge(struct arena *arena, const struct law *law, struct str regime,
                     const struct unit *unit, struct civil_date from, struct civil_date to,
                     const struct civil_date *days, size_t count);

#endif
