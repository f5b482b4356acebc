/*
 * Slips of the hand in a static page (text/typography.h), as the form suggests them:
 * nothing is changed unless its button is pressed. Private to the module.
 */
#ifndef DINH_MODULES_PORTAL_STATIC_REMARKS_H
#define DINH_MODULES_PORTAL_STATIC_REMARKS_H

#include "civic/page.h"
#include "modules/portal/portal.h"

struct static_remark {
    struct str field; /* its label */
    struct str rule;
    struct str before; /* words around what was found, on one line */
    struct str found;
    struct str after;
    struct str fix; /* value of its button: "fix:body-120-1" */
};
extern const struct shape static_remark_shape;

/* As struct static_remark, in the order of the fields; some at once. */
struct list static_remarks_of(struct work *work, const struct static_text *text);
/* Follows the remark of a button; an unknown one changes nothing. */
void static_remark_follow(struct work *work, struct str button, struct static_text *text);

#endif
