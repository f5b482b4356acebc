/*
 * What officials keep for themselves: named filters and the calendar's secret
 * address; and who read which file. For this module alone.
 */
#ifndef DINH_MODULES_MATTERS_OFFICE_STORE_H
#define DINH_MODULES_MATTERS_OFFICE_STORE_H

#include "base/vec.h"
#include "base/work.h"
#include "civic/matter.h"

enum {
    FILTERS_MOST = 20, /* of one account */
    FILTER_NAME_MOST = 40,
    AUDIT_PAGE = 50
};

struct saved_filter {
    int64_t id;
    struct str name;
    struct str query; /* "xem=cho&loc=kien-nghi" */
};
typedef VEC(struct saved_filter) saved_filter_list;

/* The actor's own, by name. */
const struct fault *filters_load(struct work *work, saved_filter_list *ret_filters) FAULT_CHECK;
/* One name, one filter: the later replaces the earlier. One write each. */
const struct fault *filter_save(struct work *work, struct str name, struct str query) FAULT_CHECK;
const struct fault *filter_drop(struct work *work, int64_t id) FAULT_CHECK;

/* Keeps the digest of a new secret in place of the old one; an empty one ends it. */
const struct fault *feed_store(struct work *work, struct str digest) FAULT_CHECK;
/* Since when the actor has one; 0: there is none. */
const struct fault *feed_since(struct work *work, struct instant *ret_since) FAULT_CHECK;
/* Whose secret it is; 0: nobody's, or of an account that is closed. */
const struct fault *feed_owner(struct work *work, struct str digest, int64_t *ret_id) FAULT_CHECK;

struct due_entry {
    int64_t clock_id;
    struct str code;
    struct str title;
    struct str kind;
    struct str rule;
    struct str visibility;
    struct civil_date started_on;
    struct civil_date due_on;
    int64_t unit_id;
};
typedef VEC(struct due_entry) due_list;
/* Terms that run on the actor's matters, due from a day to a day; at most 1,000, the
 * first first. Whoever no longer has a role that reads a matter no longer sees its terms. */
const struct fault *due_between(struct work *work, struct civil_date from, struct civil_date to,
                                due_list *ret_dues) FAULT_CHECK;

enum {
    TERMS_AT_ONCE = 15
};
struct next_term {
    int64_t matter_id;
    struct str rule;
    struct civil_date started_on;
};
typedef VEC(struct next_term) next_term_list;
/* Of each of `count` matters, at most TERMS_AT_ONCE, the terms that run, the nearest first;
 * added to `terms`. The caller may read the matters. */
const struct fault *terms_next(struct work *work, const struct matter *matters, size_t count,
                               next_term_list *terms) FAULT_CHECK;

struct audit_filter {
    struct str login;      /* ptr NULL: everybody */
    struct civil_date day; /* DATE_NONE: any */
    struct instant before; /* 0: from the newest */
    int64_t before_id;
};
struct audit_row {
    int64_t id;
    struct instant at;
    struct str login;
    struct str name;
    int64_t matter_id;
    struct str code;
    struct str kind;
};
typedef VEC(struct audit_row) audit_list;
/* Readings of files in the units where the actor is an inspector, and below, the
 * newest first, at most AUDIT_PAGE + 1. */
const struct fault *audit_load(struct work *work, const struct audit_filter *filter,
                               audit_list *ret_rows) FAULT_CHECK;

/* ---- what senders did that nobody responsible has looked at ---- */

enum {
    UNSEEN_MOST = 20
};
struct unseen_row {
    struct str code;
    struct str kind;
    struct str title;
    struct str action;
    struct instant at;
    int64_t unit_id;
};
typedef VEC(struct unseen_row) unseen_list;
/* Marks it, inside db_write; takes the mark away when the responsible official opens
 * the file, of one that nobody is responsible for when anybody does. */
const struct fault *unseen_mark(struct work *work, int64_t matter_id, int64_t seq) FAULT_CHECK;
const struct fault *unseen_clear(struct work *work, int64_t matter_id) FAULT_CHECK;
/* Of the actor's matters and those of a unit that nobody is responsible for, where the
 * actor may read them, the newest first, at most UNSEEN_MOST. */
const struct fault *unseen_of(struct work *work, int64_t unit_id,
                              unseen_list *ret_rows) FAULT_CHECK;

extern const char *const office_statements[];

#endif
