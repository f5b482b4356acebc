/*
 * Rows of accounts, for the use-cases of this module alone. All write functions
 * run inside db_write.
 */
#ifndef DINH_MODULES_ACCOUNTS_ACCOUNT_STORE_H
#define DINH_MODULES_ACCOUNTS_ACCOUNT_STORE_H

#include "modules/accounts/account.h"

const struct fault *account_insert(struct work *work, const struct account *account) FAULT_CHECK;
const struct fault *account_set_description(struct work *work, int64_t id, struct str name,
                                            struct str email) FAULT_CHECK;
const struct fault *account_set_password(struct work *work, int64_t id,
                                         struct str hash) FAULT_CHECK;
/* Puts a second factor in force, whose code of `step` was used. */
const struct fault *account_set_totp(struct work *work, int64_t id, struct str sealed,
                                     int64_t step) FAULT_CHECK;
/* The same where there is none; else FAULT_CONFLICT "account.totp.there". */
const struct fault *account_set_first_totp(struct work *work, int64_t id, struct str sealed,
                                           int64_t step) FAULT_CHECK;
const struct fault *account_clear_totp(struct work *work, int64_t id) FAULT_CHECK;
/* Marks a time step as used; FAULT_CONFLICT "account.code.wrong" when this step
 * or a later one was used. */
const struct fault *account_use_step(struct work *work, int64_t id, int64_t step) FAULT_CHECK;
const struct fault *account_set_closed(struct work *work, int64_t id) FAULT_CHECK;
/* `*ret_changed` is false where it was held already, or was not held. */
const struct fault *account_role_insert(struct work *work, int64_t id, enum role role,
                                        int64_t unit_id, bool *ret_changed) FAULT_CHECK;
const struct fault *account_role_delete(struct work *work, int64_t id, enum role role,
                                        int64_t unit_id, bool *ret_changed) FAULT_CHECK;
const struct fault *account_link_insert(struct work *work, struct str digest, int64_t id,
                                        struct instant expires_at) FAULT_CHECK;
/* FAULT_GONE "account.link.gone" when used, old or unknown. */
const struct fault *account_link_load(struct work *work, struct str digest,
                                      int64_t *ret_id) FAULT_CHECK;
const struct fault *account_link_use(struct work *work, struct str digest) FAULT_CHECK;
/* The links of an account are good no more. */
const struct fault *account_links_end(struct work *work, int64_t id) FAULT_CHECK;
/* Adds a line to the account's history; `detail` holds no secret. */
const struct fault *account_event(struct work *work, int64_t id, struct str event,
                                  struct str detail) FAULT_CHECK;

/* A new session, found by the digest of its token until it expires. */
const struct fault *session_insert(struct work *work, const struct session *session,
                                   struct str digest, struct instant expires_at) FAULT_CHECK;
/* The session is complete and has another token from now on. */
const struct fault *session_complete(struct work *work, int64_t session_id, struct str digest,
                                     struct instant expires_at) FAULT_CHECK;
/* Ends one session, or (0) all of the account but `except`. */
const struct fault *session_end(struct work *work, int64_t account_id, int64_t session_id,
                                int64_t except) FAULT_CHECK;
/* Ends a session, whoever's; that it has ended already is no fault. */
const struct fault *session_end_any(struct work *work, int64_t session_id) FAULT_CHECK;
/* Notes that a session was used, and moves its end. */
const struct fault *session_seen(struct work *work, int64_t session_id,
                                 struct instant expires_at) FAULT_CHECK;

/* Forgets sessions that ended before `before`, and links. */
const struct fault *session_delete_ended(struct work *work, struct instant before) FAULT_CHECK;
const struct fault *account_link_delete_ended(struct work *work, struct instant before) FAULT_CHECK;

/* A live session by its token's digest with its account; id 0 where there is none. */
struct session_row {
    struct session session;
    struct str name;
    bool is_demo;
    bool totp_is_confirmed;
};
const struct fault *session_find(struct work *work, struct str digest,
                                 struct session_row *ret_row) FAULT_CHECK;

extern const char *const account_statements[];
extern const char *const session_statements[];

#endif
