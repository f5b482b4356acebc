/*
 * The frame of pages on which an administrator works, of whatever module: below the
 * overview of /quan-tri, kept from search engines.
 */
#ifndef DINH_CIVIC_ADMIN_PAGE_H
#define DINH_CIVIC_ADMIN_PAGE_H

#include "civic/page.h"

/* Where a page stands: below the overview, or below `parent`, which is below it. */
struct admin_place {
    struct str title;
    const char *parent;    /* message, or NULL */
    struct url parent_url; /* with a parent */
    struct str within;     /* name of what the page belongs to, below the parent; or empty */
    struct url within_url; /* with such a name */
    const char *fields;    /* KEY of field labels, as in page_errors_of; NULL: no labels */
};
/* The layout with its crumbs, and `faults` (may be NULL) before the page. */
const struct fault *admin_layout(struct work *work, const struct request *request,
                                 const struct admin_place *place, const struct fault *faults,
                                 struct layout *ret_layout) FAULT_CHECK;

#endif
