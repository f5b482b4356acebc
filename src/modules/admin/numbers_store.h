/*
 * What is read of number series (civic/series.h) for the pages of an administrator.
 * Private to the module.
 */
#ifndef DINH_MODULES_ADMIN_NUMBERS_STORE_H
#define DINH_MODULES_ADMIN_NUMBERS_STORE_H

#include "base/vec.h"
#include "base/work.h"

enum {
    NUMBERS_PAGE = 50, /* series of a list */
    NUMBERS_VOID = 50  /* void numbers of a series */
};

struct number_series {
    int64_t id;
    struct str unit;
    struct str counts; /* as series_counts */
    int period;
    int64_t last;
    int64_t given;  /* how many the program gave */
    int64_t voided; /* of these */
};
typedef VEC(struct number_series) number_series_list;
/* Up to `limit` series before `before` (INT64_MAX: the newest), the newest first, of units
 * that account `admin_id` administers; of `unit_id` alone where it is not 0. */
const struct fault *number_series_before(struct work *work, int64_t admin_id, int64_t unit_id,
                                         int64_t before, int limit,
                                         number_series_list *ret_list) FAULT_CHECK;

struct number_void {
    struct str symbol;
    struct instant at;
};
typedef VEC(struct number_void) number_void_list;
/* The first NUMBERS_VOID of a series. Why stands with the paper, which may be sealed. */
const struct fault *number_series_void(struct work *work, int64_t series_id,
                                       number_void_list *ret_list) FAULT_CHECK;

/* A number that the program gave. */
struct number_given {
    int64_t series_id;
    int64_t number;
    bool is_void;
    bool is_borne; /* by a paper of a case, a copy of one, or a document of the library */
};
/* By what stands on the paper, of a unit's year; FAULT_INVALID "admin.void.unknown" at
 * "symbol" where the program gave no such number. */
const struct fault *number_find(struct work *work, int64_t unit_id, int period, struct str symbol,
                                struct number_given *ret_number) FAULT_CHECK;

extern const char *const numbers_statements[];

#endif
