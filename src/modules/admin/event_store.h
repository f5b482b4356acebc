/*
 * What administrators did: append only. Private to the module.
 */
#ifndef DINH_MODULES_ADMIN_EVENT_STORE_H
#define DINH_MODULES_ADMIN_EVENT_STORE_H

#include "base/vec.h"
#include "base/work.h"

enum {
    EVENT_PAGE = 50
};

struct admin_event {
    int64_t id;
    struct instant at;
    struct str event;
    struct str detail;
    struct str actor; /* empty: the program or the command line */
    struct str about; /* the unit or the account */
    struct str login; /* of the account; empty: a unit */
};
typedef VEC(struct admin_event) admin_event_list;
/*
 * Up to `limit` lines before `before` (INT64_MAX: the newest), newest first, of units
 * that account `admin_id` administers and of accounts with a role in one of them.
 */
const struct fault *admin_event_list_before(struct work *work, int64_t admin_id, int64_t before,
                                            int limit, admin_event_list *ret_list) FAULT_CHECK;

extern const char *const admin_event_statements[];

#endif
