/*
 * Reading the page that a visitor of a journey got. For testing.c.
 */
#ifndef DINH_APP_TESTING_PAGE_H
#define DINH_APP_TESTING_PAGE_H

#include "app/testing.h"
#include "base/vec.h"

typedef VEC(struct pair) page_fields;

/* The page as it was read the first time; until the next request. */
struct page_read {
    const struct xml_node *tree; /* NULL: not yet */
    struct str words;            /* ptr NULL: not yet */
};

/* The address of this site that `reference` means on the visitor's page, without
 * its fragment; ptr NULL where it leads elsewhere. */
struct str page_target(const struct visitor *visitor, struct str reference);
/* The value of the hidden field csrf on the page; empty without one. */
struct str page_csrf(const struct visitor *visitor);
/* The form with this action, filled in: what would be sent, and where to.
 * Whether its method is post. */
bool page_fill(const struct visitor *visitor, const char *action, const page_fields *typed,
               page_fields *ret_fields, struct str *ret_target);

#endif
