/*
 * Accounts (tài khoản), sessions (phiên) and signing in. The only header of
 * this module that others include.
 *
 * A password is argon2id (RFC 9106); a second factor is TOTP (RFC 6238). The
 * token of a session or link is known to its bearer alone: the database keeps
 * a digest. All faults besides those named are the database's.
 */
#ifndef DINH_MODULES_ACCOUNTS_ACCOUNT_H
#define DINH_MODULES_ACCOUNTS_ACCOUNT_H

#include "civic/actor.h"
#include "civic/module.h"

enum {
    ACCOUNT_PASSWORD_LEAST = 10, /* characters */
    ACCOUNT_PASSWORD_MOST = 200,
    ACCOUNT_LINK_HOURS = 24, /* a one-time link is good for */
    ACCOUNT_CODE_DIGITS = 6,
    ACCOUNT_CODE_SECONDS = 30,
    ACCOUNT_UNFINISHED_MINUTES = 15 /* between the password and the code */
};

/* The password of every account of the demo district. */
#define ACCOUNT_DEMO_PASSWORD "mua-xuan-thanh-ba"

struct account {
    int64_t id;
    struct str login; /* lower case, a–z 0–9 . _ - */
    struct str name;
    struct str email; /* may be empty */
    struct str password_hash;
    struct str totp_secret; /* sealed; empty where none */
    int64_t totp_last_step;
    bool totp_is_confirmed;
    bool is_demo;
    bool is_closed;
    int64_t version;
};

typedef VEC(struct account) account_list;
typedef VEC(struct grant) grant_list;

/* ---- accounts ---- */

const struct fault *account_load(struct work *work, int64_t id,
                                 struct account *ret_account) FAULT_CHECK;
/* FAULT_NOT_FOUND "account.unknown" where there is none. */
const struct fault *account_by_login(struct work *work, struct str login,
                                     struct account *ret_account) FAULT_CHECK;
/* Up to `limit` accounts whose login follows `after`, by login. */
const struct fault *account_list_after(struct work *work, struct str after, int limit,
                                       account_list *ret_accounts) FAULT_CHECK;

/* Makes an account, in a write of its own. `password` may be empty: then only
 * a one-time link lets its owner in. Faults: "account.login.invalid",
 * "account.password.short", "account.login.taken". */
struct account_new {
    struct str login;
    struct str name;
    struct str email;
    struct str password;
    bool is_demo;
};
/* "account.login.invalid" at the field `login`; NULL where the login may be one. */
struct fault *account_login_fault(struct work *work, struct str login);
const struct fault *account_create(struct work *work, const struct account_new *wanted,
                                   int64_t *ret_id) FAULT_CHECK;

/* Corrects the name and the address of mail; the actor must administer the account.
 * The history keeps the name that was. FAULT_CONFLICT "account.is-closed". */
const struct fault *account_describe(struct work *work, int64_t id, struct str name,
                                     struct str email) FAULT_CHECK;

const struct fault *account_grants(struct work *work, int64_t id,
                                   grant_list *ret_grants) FAULT_CHECK;
/* Gives or takes a role in a unit; the actor must be an administrator there. To give what
 * is held already changes nothing and is not recorded; to take what is not held is
 * FAULT_NOT_FOUND "account.role.not_held". */
const struct fault *account_grant(struct work *work, int64_t id, enum role role,
                                  int64_t unit_id) FAULT_CHECK;
const struct fault *account_revoke(struct work *work, int64_t id, enum role role,
                                   int64_t unit_id) FAULT_CHECK;
/*
 * Closes an account: its sessions end, nobody signs in with it again. This and
 * the next may be done by an administrator of every unit in which the account
 * has a role; of the site's own unit where it has none.
 */
const struct fault *account_close(struct work *work, int64_t id) FAULT_CHECK;
/* Ends all its sessions, by an administrator as for account_close. */
const struct fault *account_end_sessions(struct work *work, int64_t id) FAULT_CHECK;

/* A one-time link for setting a password: the token, printed once. Earlier links of the
 * account are good no more, nor is one after the password changed. Faults: FAULT_CONFLICT
 * "account.is-closed", for which a link would open nothing. */
const struct fault *account_reset(struct work *work, int64_t id, struct str *ret_token) FAULT_CHECK;
/* Whose link this is; FAULT_GONE "account.link.gone" when used, old or unknown. */
const struct fault *account_by_link(struct work *work, struct str token,
                                    struct account *ret_account) FAULT_CHECK;
/* Sets the password through the link and ends all sessions of the account. */
const struct fault *account_use_link(struct work *work, struct str token,
                                     struct str password) FAULT_CHECK;
/* Changes the password of one who knows it; other sessions end. */
const struct fault *account_change_password(struct work *work, struct str old_password,
                                            struct str new_password) FAULT_CHECK;

/* ---- second factor ---- */

/* A secret that is offered: put in force only by a code made with it. */
struct totp_offer {
    struct str secret; /* base32 in groups of four, to be typed into an authenticator */
    struct str sealed; /* for a hidden field of the form that asks for the code */
};
struct totp_offer account_totp_offer(struct work *work, int64_t id);
/* The offer that a form brings back; false where it is not this account's or
 * older than ACCOUNT_UNFINISHED_MINUTES. */
bool account_totp_offered(struct work *work, int64_t id, struct str sealed,
                          struct totp_offer *ret_offer);
/*
 * The actor's own new second factor, in place of an earlier one. Faults at
 * fields: "account.password.wrong", "account.code.wrong", and "account.offer.old"
 * where the offer is no longer good.
 */
const struct fault *account_totp_replace(struct work *work, struct str password, struct str sealed,
                                         struct str code) FAULT_CHECK;
/* The actor does without from now on; FAULT_FORBIDDEN "account.totp.required"
 * for officials of a site that asks for it. */
const struct fault *account_totp_drop(struct work *work, struct str password) FAULT_CHECK;
/* A lost one, taken away by an administrator as for account_close; the sessions end. */
const struct fault *account_totp_remove(struct work *work, int64_t id) FAULT_CHECK;

/* ---- signing in ---- */

enum sign_in_step {
    SIGN_IN_DONE, /* the session is complete */
    SIGN_IN_CODE, /* a one-time code is due next */
    SIGN_IN_ENROL /* a second factor must be set up first */
};

struct sign_in {
    struct str login;
    struct str password;
    struct str address; /* of the visitor, for slowing down guesses */
    struct str device;  /* the device cookie; empty for a device not seen before */
    struct str agent;   /* "Firefox, Android" */
};

struct sign_in_result {
    enum sign_in_step step;
    struct str token;  /* for the session cookie, new at each step */
    struct str device; /* for the device cookie; empty until the step is SIGN_IN_DONE */
};

/*
 * Faults: FAULT_INVALID "account.sign_in.wrong" for a wrong pair (the same
 * words and the same work whether or not the account exists), FAULT_TOO_MANY
 * "account.sign_in.wait" with {seconds}. Guesses from devices that never
 * signed in slow down other such devices, never the owner's own.
 */
const struct fault *account_sign_in(struct work *work, const struct sign_in *attempt,
                                    struct sign_in_result *ret_result) FAULT_CHECK;
/*
 * Opens a session for somebody who has shown who they are in another way; the
 * second factor is still due where it is due with a password. This is the door
 * for OpenID Connect: a callback that has checked its token finds the account by
 * (issuer, subject) in a table of its own and comes here. `old_device` as in sign_in.
 */
const struct fault *account_open_session(struct work *work, const struct account *account,
                                         struct str old_device, struct str agent,
                                         struct sign_in_result *ret_result) FAULT_CHECK;
/* Completes the actor's session with a code: "account.code.wrong", "account.sign_in.wait". */
const struct fault *account_give_code(struct work *work, struct str code, struct str device,
                                      struct sign_in_result *ret_result) FAULT_CHECK;
/* Completes it by setting up the first second factor; FAULT_FORBIDDEN
 * "account.totp.there" where there is one already, which must be given instead. */
const struct fault *account_enrol(struct work *work, struct str sealed, struct str code,
                                  struct str device, struct sign_in_result *ret_result) FAULT_CHECK;
/* Ends the actor's session. */
const struct fault *account_sign_out(struct work *work) FAULT_CHECK;

/* ---- sessions ---- */

struct session {
    int64_t id;
    int64_t account_id;
    struct instant created_at;
    struct instant seen_at;
    struct str agent;
    bool is_complete;
};
typedef VEC(struct session) session_list;

/* The actor whose session `token` is, or nobody in particular; so too where an official
 * of a site that asks for a second factor has none. */
const struct fault *session_actor(struct work *work, struct str token,
                                  struct actor *ret_actor) FAULT_CHECK;
/* A job: writes down which sessions were used, so that they live on. */
const struct fault *session_keep_alive(struct work *work) FAULT_CHECK;
/* A job: forgets sessions and links that ended long ago. */
const struct fault *session_clean(struct work *work) FAULT_CHECK;
/* Live sessions of an account, newest first. */
const struct fault *session_list_of(struct work *work, int64_t account_id,
                                    session_list *ret_sessions) FAULT_CHECK;
/* Ends a session of the actor's own; FAULT_CONFLICT "account.session.unknown"
 * where there is none such. 0 ends all but the one in use. */
const struct fault *session_revoke(struct work *work, int64_t session_id) FAULT_CHECK;

extern const struct module accounts_module;

#endif
