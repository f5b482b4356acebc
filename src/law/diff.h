/*
 * What a new edition of the law changes against an old one: versions that are new,
 * gone or different, and days whose work changes. Whoever keeps matters asks with it
 * which of their dates would move, before the new edition is applied.
 */
#ifndef DINH_LAW_DIFF_H
#define DINH_LAW_DIFF_H

#include "law/law.h"

enum law_change_kind {
    CHANGE_ADDED,   /* a version that was not there */
    CHANGE_REMOVED, /* a version that is no more there */
    CHANGE_VALUE,   /* another number, unit, limit, direction or event */
    CHANGE_PERIOD,  /* it ends on another day */
    CHANGE_SOURCE,  /* another instrument, article or certainty */
    CHANGE_DAY      /* a day is off and was not, or the other way round */
};

struct law_change {
    enum law_change_kind kind;
    const struct law_version *old_version; /* NULL of ADDED and DAY */
    const struct law_version *new_version; /* NULL of REMOVED and DAY */
    struct civil_date day;                 /* of DAY */
    bool is_off;                           /* of DAY: in the new edition */
};

struct law_changes {
    VEC(struct law_change) items;
};

/* Versions are the same where rule, condition and first day are. A version may be
 * listed more than once, for each kind of change. */
struct law_changes law_diff(struct arena *arena, const struct law *old_law,
                            const struct law *new_law);

#endif
