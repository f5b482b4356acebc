/*
 * What the pages of the intake share. For this module alone.
 */
#ifndef DINH_MODULES_PETITIONS_INTAKE_PAGE_H
#define DINH_MODULES_PETITIONS_INTAKE_PAGE_H

#include "civic/page.h"
#include "modules/petitions/intake.h"

/* One of the marks above a question. */
struct intake_mark {
    struct str state; /* done, now or empty */
};
extern const struct shape intake_mark_shape;

/* "/don-thu/viet/noi-dung" */
struct url intake_url(struct work *work, const char *name);
/* Leads to a step; NULL: to the check of all answers. */
void intake_go_to(struct work *work, struct response *response, const struct intake_step *step);
void intake_crumbs(struct work *work, struct layout *layout);
/* The marks (struct intake_mark) and "Câu 3 trong 7"; nothing before a kind is chosen. */
void intake_mark_place(struct work *work, const struct draft *draft, const struct intake_step *step,
                       struct list *ret_marks, struct str *ret_place);

#endif
