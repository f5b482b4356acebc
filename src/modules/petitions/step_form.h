/*
 * Actions that ask more than a reason: the conditions of the law one by one, the
 * nature of a case, the parts of a decision. What is answered becomes the facts, the
 * note and the answer of a step. For this module alone.
 */
#ifndef DINH_MODULES_PETITIONS_STEP_FORM_H
#define DINH_MODULES_PETITIONS_STEP_FORM_H

#include "civic/matter.h"
#include "http/form.h"

enum {
    STEP_FIELDS = 24
};

struct step_form {
    const char *kinds; /* of matters, by spaces */
    const char *action;
    const char *words; /* labels are the messages WORDS.FIELD */
    const struct form_field *fields;
    size_t count;
    /* Sets facts, note and answer of the step. Faults at fields. */
    const struct fault *(*fill)(struct work *work, const struct step_form *form,
                                const struct form *given, struct matter_step *step);
};

/* The form of an action of a kind, or NULL. */
const struct step_form *step_form_find(struct str kind, struct str action);

#endif
