/*
 * All SQL of administration; private to the module. It reads accounts, roles and
 * units, and writes only its own tables.
 */
#ifndef DINH_MODULES_ADMIN_ADMIN_STORE_H
#define DINH_MODULES_ADMIN_ADMIN_STORE_H

#include "civic/unit.h"
#include "db/db.h"
#include "modules/accounts/account.h"

enum {
    ADMIN_PAGE = 50,     /* rows of a list */
    ADMIN_CHOICE = 2000, /* units to choose from */
    ADMIN_HISTORY = 50   /* lines of a history */
};

/* ---- units ---- */

/* `ancestor_id` and the units below it that exist on a day, the higher ones first,
 * then by the alphabet; at most ADMIN_CHOICE. */
const struct fault *admin_units_below(struct work *work, int64_t ancestor_id, struct civil_date on,
                                      unit_list *ret_units) FAULT_CHECK;

/* ---- accounts ---- */

/*
 * Up to `limit` accounts behind `after` by login, of those with a role in a unit
 * that the account `admin_id` administers, and, with `with_roleless`, of those
 * without any role.
 */
const struct fault *admin_accounts(struct work *work, int64_t admin_id, bool with_roleless,
                                   struct str after, int limit,
                                   account_list *ret_accounts) FAULT_CHECK;

/* What was done to an account. */
struct account_line {
    struct instant at;
    struct str event;
    struct str detail;
    struct str actor; /* empty: the program or the command line */
};
typedef VEC(struct account_line) account_line_list;
/* The last ADMIN_HISTORY, newest first. */
const struct fault *admin_account_history(struct work *work, int64_t account_id,
                                          account_line_list *ret_lines) FAULT_CHECK;

/* Open accounts with a role in exactly this unit, a line a role, by login; at most 200. */
struct admin_role_holder {
    struct str login;
    struct str name;
    enum role role;
};
typedef VEC(struct admin_role_holder) admin_role_holders;
const struct fault *admin_role_holders_of(struct work *work, int64_t unit_id,
                                          admin_role_holders *ret_holders) FAULT_CHECK;

/* ---- health ---- */

/* Officials whose accounts are open and have no second factor, examples aside. */
const struct fault *admin_count_without_factor(struct work *work, int64_t *ret_count) FAULT_CHECK;
/* Bytes of the database, as its engine counts them. */
const struct fault *admin_database_bytes(struct work *work, int64_t *ret_bytes) FAULT_CHECK;

extern const char *const admin_statements[];
extern const char *const admin_sqlite_statements[];
extern const char *const admin_postgres_statements[];
extern const char *const admin_backup_statements[];

#endif
