/*
 * What the pages of accounts share.
 */
#ifndef DINH_MODULES_ADMIN_ADMIN_ACCOUNTS_H
#define DINH_MODULES_ADMIN_ADMIN_ACCOUNTS_H

#include "modules/accounts/account.h"
#include "modules/admin/admin_web.h"

/* The names of all roles, ended by NULL: a field's choices. */
extern const char *const admin_role_names[];
/* The same with their words, `chosen` marked. */
struct list admin_role_options(struct work *work, struct str id, struct str chosen);

/* "administrator 12" of a history: the role and the unit in words; empty for others. */
struct str admin_role_detail(struct work *work, struct str detail);

/* Whether an official has no second factor yet and will be asked for one. */
bool admin_lacks_factor(const struct work *work, const struct account *account,
                        const grant_list *grants);

/* The page that shows a one-time link: once, nobody keeps it. */
const struct fault *admin_show_link(struct work *work, const struct request *request,
                                    struct response *response, const struct account *account,
                                    struct str token) FAULT_CHECK;

#endif
