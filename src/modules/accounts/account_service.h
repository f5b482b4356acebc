/*
 * What the use-cases of this module share with each other.
 */
#ifndef DINH_MODULES_ACCOUNTS_ACCOUNT_SERVICE_H
#define DINH_MODULES_ACCOUNTS_ACCOUNT_SERVICE_H

#include "modules/accounts/account.h"

/* What the database keeps of a token. */
struct str account_digest(struct work *work, struct str token);
/* "account.sign_in.wait". */
const struct fault *account_wait_fault(struct work *work, int64_t seconds) FAULT_CHECK;
/* Whether the actor may administer the account; inside or outside a write. */
const struct fault *account_must_administer(struct work *work, int64_t id) FAULT_CHECK;
/* The password of somebody signed in, asked again: "account.password.wrong" at
 * `field`. Guesses slow down here too. */
const struct fault *account_check_password(struct work *work, const struct account *account,
                                           const char *field, struct str password) FAULT_CHECK;

/* Opens an offer of account_totp_offer and checks a code against it. */
const struct fault *totp_check_offer(struct work *work, int64_t id, struct str sealed,
                                     struct str code, struct str *ret_secret_sealed,
                                     int64_t *ret_step) FAULT_CHECK;

/* The value of the device cookie with a tag for this account added. */
struct str device_with(struct work *work, struct str device, int64_t account_id);
/* Whether the device signed in to this account before. */
bool device_is_own(struct work *work, struct str device, int64_t account_id);

#endif
