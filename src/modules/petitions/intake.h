/*
 * The questions of a petition, a page each, and which of them a kind asks. For this
 * module alone.
 */
#ifndef DINH_MODULES_PETITIONS_INTAKE_H
#define DINH_MODULES_PETITIONS_INTAKE_H

#include "http/form.h"
#include "modules/petitions/draft.h"
#include "modules/petitions/petition.h"

/* The page of papers to go with it: no questions, files (papers_web.c). */
#define INTAKE_PAPERS "giay-to"

/* name: of the page, "noi-dung"; kinds: that ask it, by spaces. The labels are the
 * messages "intake.FIELD", or "KIND.intake.FIELD" where a kind has its own. */
struct intake_step {
    const char *name;
    const char *kinds;
    const struct form_field *fields;
    size_t count;
};

/* All steps in order; `*ret_count` of them. */
const struct intake_step *intake_steps(size_t *ret_count);
/* The step called `name` if the kind of the draft asks it, or NULL. */
const struct intake_step *intake_step(const struct draft *draft, struct str name);
/* The first of that name, whichever kind asks it, or NULL. */
const struct intake_step *intake_step_named(struct str name);
/* Which of the steps of this draft it is, from 1; how many there are. */
size_t intake_place(const struct draft *draft, const struct intake_step *step, size_t *ret_count);
/* The step behind and before one; NULL at the ends. */
const struct intake_step *intake_next(const struct draft *draft, const struct intake_step *step);
const struct intake_step *intake_before(const struct draft *draft, const struct intake_step *step);
/* The first step that is not answered as it must be; NULL where all are. */
const struct intake_step *intake_open(struct work *work, const struct draft *draft);

/* The fields of a step as the draft has them. */
struct form intake_form(struct work *work, const struct intake_step *step,
                        const struct draft *draft);
/* Whether somebody acts for the complainant without the paper that lets them (văn bản ủy
 * quyền, giấy tờ chứng minh). */
bool intake_lacks_authority(struct work *work, const struct draft *draft);
/* What reading cannot see: a name, unless the denunciation is anonymous. */
const struct fault *intake_check(struct work *work, const struct intake_step *step,
                                 const struct form *form) FAULT_CHECK;
/* Whether a field that may be left empty in some cases is wanted in this one: who denounces
 * gives name and address unless they send without. */
bool intake_insists(const struct draft *draft, const char *field);
/* Once a step was answered: whoever sends without a name leaves none in the draft. */
void intake_settle(struct work *work, struct draft *draft);
/* The message of a field for the kind of the draft. */
const char *intake_key(struct work *work, const struct draft *draft, const char *field);
const struct matter_kind *intake_kind(const struct draft *draft);
/* The letter that the answers make. */
struct letter intake_letter(struct work *work, const struct draft *draft);

#endif
