/*
 * Officials (cán bộ) of a unit: accounts with a role there or above it.
 */
#ifndef DINH_CIVIC_OFFICIAL_H
#define DINH_CIVIC_OFFICIAL_H

#include "base/vec.h"
#include "civic/role.h"

#include "base/work.h"

struct official {
    int64_t account_id;
    struct str name;
};
typedef VEC(struct official) official_list;

/* Open accounts that hold one of `roles` in the unit or above it, by name; at
 * most 500. */
const struct fault *official_list_of(struct work *work, int64_t unit_id, unsigned roles,
                                     official_list *ret_officials) FAULT_CHECK;
/* Whether an open account holds one of `roles` in the unit or above it. */
const struct fault *official_is_of(struct work *work, int64_t account_id, int64_t unit_id,
                                   unsigned roles, bool *ret_is) FAULT_CHECK;
/* The name of an account; empty where there is none. */
const struct fault *official_name(struct work *work, int64_t account_id,
                                  struct str *ret_name) FAULT_CHECK;

extern const char *const official_statements[];

#endif
