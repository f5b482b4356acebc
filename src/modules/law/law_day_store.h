/*
 * The days that an administrator changed, each with its reason; nothing is ever
 * taken away. Private to this module.
 */
#ifndef DINH_MODULES_LAW_LAW_DAY_STORE_H
#define DINH_MODULES_LAW_LAW_DAY_STORE_H

#include "base/vec.h"
#include "base/work.h"

/* 'nghi' off, 'lam' worked, 'bo' as in the files again; 'nam': the year of the day is
 * arranged as the notice called `name` says, and not provisional any more. */
struct law_day {
    int64_t id;
    struct civil_date day;
    struct str choice;
    struct str name;
    struct str reason;
    struct str account_name;
    struct instant decided_at;
};
typedef VEC(struct law_day) law_day_list;

/* Whether a later decision takes the place of number `at`: one about the same day, or the
 * same year, or that the day be as in the files again. */
bool law_day_is_superseded(const law_day_list *days, size_t at);
/* All decisions, oldest first. */
const struct fault *law_day_load(struct work *work, law_day_list *ret_days) FAULT_CHECK;
/* Adds a decision; inside db_write. */
const struct fault *law_day_add(struct work *work, const struct law_day *day) FAULT_CHECK;

extern const char *const law_day_statements[];

#endif
