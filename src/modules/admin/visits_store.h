/*
 * Visits by day and path; private to the module.
 */
#ifndef DINH_MODULES_ADMIN_VISITS_STORE_H
#define DINH_MODULES_ADMIN_VISITS_STORE_H

#include "base/vec.h"
#include "base/work.h"

enum {
    VISITS_PATHS = 100,   /* paths of the page */
    VISITS_ROWS = 100000, /* rows of the table for programs, at most; as DB_ROWS */
    VISITS_DAYS = 366     /* of one question */
};

struct page_visit {
    struct civil_date day; /* DATE_NONE in sums over days */
    struct str path;       /* empty in sums over paths */
    int64_t visits;
};
typedef VEC(struct page_visit) page_visit_list;

/* Adds to a day's count of a path; inside db_write. */
const struct fault *page_visit_add(struct work *work, struct civil_date day, struct str path,
                                   int64_t count) FAULT_CHECK;
/* The most visited paths of a span of days, both included. */
const struct fault *page_visit_by_path(struct work *work, struct civil_date from,
                                       struct civil_date to, page_visit_list *ret_list) FAULT_CHECK;
/* All paths together, a row a day that has any. */
const struct fault *page_visit_by_day(struct work *work, struct civil_date from,
                                      struct civil_date to, page_visit_list *ret_list) FAULT_CHECK;
/* Every row, by day and path. */
const struct fault *page_visit_rows(struct work *work, struct civil_date from, struct civil_date to,
                                    page_visit_list *ret_list) FAULT_CHECK;

extern const char *const page_visit_statements[];

#endif
