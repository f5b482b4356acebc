/*
 * The limits that are not terms: how often within a period, what part of a base, how
 * many. All by whole numbers.
 */
#ifndef DINH_LAW_JUDGE_H
#define DINH_LAW_JUDGE_H

#include "law/law.h"

/*
 * Whether `part` of `base` meets the version: "from two thirds" is 3 × part ≥ 2 × base,
 * "more than 50%" is 2 × part > base. For a version in UNIT_COUNT the base is not
 * looked at; of a part nothing meets a base of 0. Numbers from 0 to a billion.
 */
bool law_part_meets(const struct law_version *version, int64_t part, int64_t base);

/* The least part of `base` that meets the version (ngưỡng), or for LIMIT_MAX and
 * LIMIT_UNDER the greatest. */
int64_t law_part_needed(const struct law_version *version, int64_t base);

/* One week, month, quarter or year of a frequency. */
struct law_period {
    struct civil_date from;
    struct civil_date to;
    int64_t count; /* distinct days in it */
    bool is_met;
};

struct law_frequency {
    VEC(struct law_period) periods;
    bool is_met; /* in every one of them */
};

/*
 * Judges a frequency ("2 days a month") over the whole periods that lie within
 * `from` … `to`, given the days on which the thing was done, in order; the same day
 * twice is one day. A week begins on Monday. The version's unit is one of
 * UNIT_PER_…; asserted.
 */
struct law_frequency law_frequency_judge(struct arena *arena, const struct law_version *version,
                                         struct civil_date from, struct civil_date to,
                                         const struct civil_date *days, size_t count);

#endif
