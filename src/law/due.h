/*
 * From a rule and facts to a day: which version holds, when its term ends, and why.
 * Same facts, same answer, on any machine.
 *
 * The version is chosen by the day of the event that starts the term (ngày của sự
 * kiện), also where the term counts backwards from it; of an age whose rule is younger
 * than the person, it is the first.
 */
#ifndef DINH_LAW_DUE_H
#define DINH_LAW_DUE_H

#include "law/law.h"

enum {
    DUE_GIVEN = 8,     /* conditions */
    DUE_EXTENSIONS = 5 /* extensions of one term */
};

struct law_facts {
    struct civil_date on; /* of the event */
    const struct law_condition *given[DUE_GIVEN];
    size_t given_count;
    const struct suspension *suspensions; /* in order, not overlapping */
    size_t suspension_count;
    int extensions; /* how often the term was lengthened by its rule `extended` */
};

struct law_due {
    const struct law_version *version;
    const struct law_version *extension;           /* of the rule that lengthens it; or NULL */
    struct counting countings[1 + DUE_EXTENSIONS]; /* the term, then each extension */
    size_t counting_count;
    struct civil_date due;
    bool is_provisional; /* it depends on a year without an official notice */
    bool is_local;       /* by a local rule, which is not law */
    bool is_day_off;     /* counted backwards, to a day off: it is not moved */
};

/*
 * Faults, FAULT_INVALID: as law_version_on and term_count; law.out_of_range.rule {date}
 * {first} {last} {rule} where the event lies outside the calendar; law.no_term {rule}
 * where the version limits no time; law.not_extended {rule} where its term cannot be
 * lengthened, law.extended_enough {rule} {most} where it cannot so often.
 */
const struct fault *law_due(struct arena *arena, const struct law *law, const struct law_rule *rule,
                            const struct law_facts *facts, struct law_due *ret_due) FAULT_CHECK;

#endif
