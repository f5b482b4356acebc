/*
 * What law.c, law_read*.c, law_prove.c and law_applied.c share; nobody else includes this.
 */
#ifndef DINH_LAW_LAW_PARTS_H
#define DINH_LAW_LAW_PARTS_H

#include "base/map.h"
#include "law/law.h"

struct law {
    const struct calendar *calendar;
    VEC(struct law_area *) areas;
    VEC(struct law_instrument *) instruments;
    VEC(struct law_rule *) rules;
    VEC(struct law_rule *) set; /* those of `rules` that a site set otherwise; few */
    VEC(struct law_counting *) countings;
    struct map *by_number;  /* struct law_instrument */
    struct map *by_id;      /* struct law_rule */
    struct map *conditions; /* struct law_condition */
    struct map *triggers;   /* struct law_word */
    struct map *bases;      /* struct law_word */
    struct map *kinds;      /* struct law_word: "NĐ", Nghị định */
};

/* Reads law/words.txt, counting.txt, instruments.txt and rules/…. */
const struct fault *law_read_files(struct arena *arena, const struct asset *files, size_t count,
                                   struct law *law) FAULT_CHECK;
/* Proves that the rules that LAW_APPLIED names are in the law, and of the kind it says. */
const struct fault *law_prove_applied(struct arena *arena, const struct asset *files, size_t count,
                                      const struct law *law) FAULT_CHECK;
/* Proves what no single line can show: references, periods without gap or overlap. */
const struct fault *law_prove(struct arena *arena, struct law *law) FAULT_CHECK;

#endif
