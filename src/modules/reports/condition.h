/*
 * Conditions (điều kiện): what can be said of a fact in a period, each with a name
 * that the files of law/forms/ use. A column counts the facts that have all of its
 * conditions. Pure; for this module alone.
 */
#ifndef DINH_MODULES_REPORTS_CONDITION_H
#define DINH_MODULES_REPORTS_CONDITION_H

#include "modules/reports/fact.h"

/* Days that are counted, both included. */
struct span {
    struct civil_date first;
    struct civil_date last;
};

/* The bit of the condition called `name`; 0 where there is none. */
uint64_t condition_bit(struct str name);
/* Every bit that is so of the fact. */
uint64_t condition_bits(const struct fact *fact, const struct span *span);
/* How many written replies to a transfer came in the period. */
int64_t condition_replies(const struct fact *fact, const struct span *span);

#endif
