/*
 * Pure decisions about accounts: what a login may look like, when a password is
 * too weak, and one-time codes (RFC 6238).
 */
#ifndef DINH_MODULES_ACCOUNTS_ACCOUNT_RULES_H
#define DINH_MODULES_ACCOUNTS_ACCOUNT_RULES_H

#include "base/date.h"
#include "base/fault.h"

/* 3 to 40 of a–z 0–9 . _ -, beginning with a letter or digit; lowered first. */
bool login_read(struct arena *arena, struct str typed, struct str *ret_login);

/* NULL, or the message of what is wrong: "account.password.short", ".long",
 * ".common" (the login, the name or a run of one character). */
const char *password_weakness(struct str password, struct str login);

/* ---- one-time codes: SHA-1, six digits, steps of 30 seconds ---- */

enum {
    TOTP_SECRET_SIZE = 20
};
/* A secret as people type it: base32 in groups of four. */
struct str totp_secret_text(struct arena *arena, const uint8_t secret[TOTP_SECRET_SIZE]);
/*
 * Whether `code` (spaces allowed) is the secret's for now, the step before or
 * the step after, and later than `last_step` (0: none used yet).
 */
bool totp_matches(struct str secret, struct str code, struct instant now, int64_t last_step,
                  int64_t *ret_step);
/* The code of a step, for tests and for setting up. */
struct str totp_code(struct arena *arena, struct str secret, struct instant at);

#endif
