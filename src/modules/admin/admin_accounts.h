/*
 * What the pages of accounts share.
 */
#ifndef DINH_MODULES_ADMIN_ADMIN_ACCOUNTS_H
#define DINH_MODULES_ADMIN_ADMIN_ACCOUNTS_H

#include "modules/accounts/account.h"
#include "modules/admin/admin_web.h"

/* The names of all roles, ended by NULL: a field's choices. */
extern const char *const admin_role_names[];
/* The same as options of the field `name`: their words, what each does, `chosen` marked. */
struct list admin_role_options(struct work *work, struct str name, struct str chosen);

/* What a line of an account's history adds, in words: "administrator 12" is the role and
 * the unit, of "renamed" the name that was; empty for others. */
struct str admin_account_detail(struct work *work, struct str event, struct str detail);

/* The account of the address for one who administers all of it; FAULT_FORBIDDEN where
 * the actor sees it alone, FAULT_NOT_FOUND where not even that. */
const struct fault *admin_account_to_change(struct work *work, const struct request *request,
                                            struct account *ret_account) FAULT_CHECK;

/* Whether an official has no second factor yet and will be asked for one. */
bool admin_lacks_factor(const struct work *work, const struct account *account,
                        const grant_list *grants);

/* The page that shows a one-time link: once, nobody keeps it. */
const struct fault *admin_show_link(struct work *work, const struct request *request,
                                    struct response *response, const struct account *account,
                                    struct str token) FAULT_CHECK;

#endif
