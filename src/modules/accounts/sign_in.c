/*
 * Signing in: the password, then the code. A wrong login costs the same work as
 * a wrong password. Guesses are counted by address, and by account separately
 * for devices that signed in before (each alone) and for all others together,
 * so that a stranger's guesses never make the owner wait.
 */
#include "modules/accounts/account_rules.h"
#include "modules/accounts/account_store.h"
#include "modules/accounts/throttle.h"

#include "civic/site.h"
#include "db/db.h"

enum {
    SEEN_EVERY_SECONDS = 300, /* a session's last use is noted so often */
    DEVICE_TAG_SIZE = 16
};

static struct throttle *throttle_of(struct work *work)
{
    return site_state(work->site, "accounts");
}

static int64_t now_seconds(struct work *work)
{
    return clock_now(work->clock).us / 1000000;
}

/* ---- devices: random id, and a tag that only we can make for this account ---- */

static struct str device_tag(struct work *work, struct str id, int64_t account_id)
{
    struct str text =
        arena_printf(work->arena, "device " PRISTR " %lld", STRARG(id), (long long)account_id);
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    crypto_digest_keyed((struct str){(const char *)work->site->key, CRYPTO_KEY_SIZE}, text, digest);
    return crypto_hex(work->arena, digest, DEVICE_TAG_SIZE);
}

static struct str make_device(struct work *work, int64_t account_id)
{
    struct str id = str_slice(crypto_token(work->arena), 0, 22);
    struct str tag = device_tag(work, id, account_id);
    return arena_printf(work->arena, PRISTR "." PRISTR, STRARG(id), STRARG(tag));
}

static bool is_own_device(struct work *work, struct str device, int64_t account_id)
{
    struct str id = str_cut(&device, '.');
    return account_id != 0 && device.ptr &&
           str_equal_secret(device, device_tag(work, id, account_id));
}

/* ---- waiting ---- */

struct keys {
    struct str account; /* this account from strange devices, or from this device of its own */
    struct str address;
};

static struct keys keys_of(struct work *work, const struct sign_in *attempt, struct str login,
                           int64_t account_id)
{
    struct keys keys;
    if (is_own_device(work, attempt->device, account_id))
        keys.account = arena_printf(work->arena, "device " PRISTR, STRARG(attempt->device));
    else
        keys.account = arena_printf(work->arena, "login " PRISTR, STRARG(login));
    keys.address = arena_printf(work->arena, "address " PRISTR, STRARG(attempt->address));
    return keys;
}

static const struct fault *must_not_wait(struct work *work, struct str key)
{
    int64_t seconds = throttle_wait(throttle_of(work), key, now_seconds(work));
    struct fault *fault;
    if (seconds == 0)
        return NULL;
    fault = fault_new(work->arena, FAULT_TOO_MANY, "account.sign_in.wait", "sign-in slowed down");
    return fault_with(fault, "seconds", arena_printf(work->arena, "%lld", (long long)seconds));
}

/* ---- the password ---- */

/* A hash that no password has, so that an unknown login takes as long. */
static bool password_fits(struct work *work, const struct account *account, struct str password)
{
    struct str unused;
    if (account->id && account->password_hash.len > 0)
        return crypto_password_matches(account->password_hash, password) && !account->is_closed;
    if (crypto_password_hash(work->arena, password, &unused))
        return false;
    return false;
}

struct new_session {
    struct session session;
    struct str digest;
    struct instant expires_at;
};

static const struct fault *insert_session(struct work *work, void *context)
{
    const struct new_session *new_session = context;
    const struct fault *fault =
        session_insert(work, &new_session->session, new_session->digest, new_session->expires_at);
    if (fault)
        return fault;
    return account_event(work, new_session->session.account_id, STR("signed-in"),
                         new_session->session.agent);
}

static const struct fault *step_after_password(struct work *work, const struct account *account,
                                               enum sign_in_step *ret_step)
{
    grant_list grants;
    bool is_official = false;
    const struct fault *fault = account_grants(work, account->id, &grants);
    if (fault)
        return fault;
    for (size_t i = 0; i < grants.count; i++)
        is_official = is_official || role_is_official(grants.items[i].role);
    if (account->totp_is_confirmed)
        *ret_step = SIGN_IN_CODE;
    else if (is_official && work->site->asks_second_factor && !account->is_demo)
        *ret_step = SIGN_IN_ENROL;
    else
        *ret_step = SIGN_IN_DONE;
    return NULL;
}

static const struct fault *open_session(struct work *work, const struct account *account,
                                        const struct sign_in *attempt,
                                        struct sign_in_result *ret_result)
{
    struct sign_in_result result;
    struct new_session opened = {
        .session = {.id = db_new_id(work->clock),
                    .account_id = account->id,
                    .created_at = clock_now(work->clock),
                    .agent = attempt->agent}
    };
    uint8_t *digest = arena_alloc(work->arena, CRYPTO_DIGEST_SIZE);
    const struct fault *fault = step_after_password(work, account, &result.step);
    if (fault)
        return fault;
    result.token = crypto_token(work->arena);
    result.device = make_device(work, account->id);
    crypto_digest(result.token, digest);
    opened.digest = (struct str){(const char *)digest, CRYPTO_DIGEST_SIZE};
    opened.session.is_complete = result.step == SIGN_IN_DONE;
    opened.expires_at.us = opened.session.created_at.us + work->site->session_us;
    fault = db_write(work, insert_session, &opened);
    if (!fault)
        *ret_result = result;
    return fault;
}

const struct fault *account_sign_in(struct work *work, const struct sign_in *attempt,
                                    struct sign_in_result *ret_result)
{
    struct account account = {0};
    struct str login = STR("");
    struct keys keys;
    const struct fault *fault;
    if (login_read(work->arena, attempt->login, &login)) {
        fault = account_by_login(work, login, &account);
        if (fault && fault->kind != FAULT_NOT_FOUND)
            return fault;
    }
    keys = keys_of(work, attempt, login, account.id);
    fault = must_not_wait(work, keys.account);
    if (!fault)
        fault = must_not_wait(work, keys.address);
    if (fault)
        return fault;
    if (!password_fits(work, &account, attempt->password)) {
        throttle_failed(throttle_of(work), keys.account, now_seconds(work));
        throttle_failed(throttle_of(work), keys.address, now_seconds(work));
        return fault_field(work->arena, "password", "account.sign_in.wrong");
    }
    throttle_succeeded(throttle_of(work), keys.account);
    return open_session(work, &account, attempt, ret_result);
}

/* ---- the code ---- */

struct given_code {
    int64_t account_id;
    int64_t session_id;
    int64_t step;
};

static const struct fault *complete_session(struct work *work, void *context)
{
    const struct given_code *given = context;
    const struct fault *fault = account_use_step(work, given->account_id, given->step);
    if (fault)
        return fault;
    return session_complete(work, given->session_id);
}

const struct fault *account_give_code(struct work *work, int64_t session_id, struct str code)
{
    struct given_code given = {.account_id = work->actor->account_id, .session_id = session_id};
    struct str key = arena_printf(work->arena, "code %lld", (long long)given.account_id);
    struct account account;
    struct str secret;
    const struct fault *fault = must_not_wait(work, key);
    if (!fault)
        fault = account_load(work, given.account_id, &account);
    if (fault)
        return fault;
    if (!account.totp_is_confirmed ||
        !crypto_unseal(work->arena, work->site->key, account.totp_secret, &secret) ||
        !totp_matches(secret, code, clock_now(work->clock), account.totp_last_step, &given.step)) {
        throttle_failed(throttle_of(work), key, now_seconds(work));
        return fault_field(work->arena, "code", "account.code.wrong");
    }
    throttle_succeeded(throttle_of(work), key);
    return db_write(work, complete_session, &given);
}

/* ---- sessions ---- */

static const struct fault *note_seen(struct work *work, void *context)
{
    int64_t id = *(const int64_t *)context;
    return session_seen(work, id,
                        (struct instant){clock_now(work->clock).us + work->site->session_us});
}

const struct fault *session_actor(struct work *work, struct str token, struct actor *ret_actor)
{
    struct session_row row;
    struct actor actor = {0};
    grant_list grants = {0};
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    const struct fault *fault;
    crypto_digest(token, digest);
    fault = session_find(work, (struct str){(const char *)digest, sizeof(digest)}, &row);
    if (fault)
        return fault;
    if (row.session.id == 0) {
        *ret_actor = actor_anonymous;
        return NULL;
    }
    actor.account_id = row.session.account_id;
    actor.session_id = row.session.id;
    actor.session_seen_at = row.session.seen_at;
    actor.name = row.name;
    actor.awaits_second_factor = !row.session.is_complete;
    if (row.session.is_complete)
        fault = account_grants(work, actor.account_id, &grants);
    if (fault)
        return fault;
    actor.grants = grants.items;
    actor.grant_count = grants.count;
    *ret_actor = actor;
    return NULL;
}

const struct fault *session_keep_alive(struct work *work)
{
    int64_t id = work->actor->session_id;
    int64_t unseen_us = clock_now(work->clock).us - work->actor->session_seen_at.us;
    if (!id || unseen_us < INT64_C(1000000) * SEEN_EVERY_SECONDS)
        return NULL;
    return db_write(work, note_seen, &id);
}

static const struct fault *revoke(struct work *work, void *context)
{
    int64_t id = *(const int64_t *)context;
    return session_end(work, work->actor->account_id, id, 0);
}

const struct fault *session_revoke(struct work *work, int64_t session_id)
{
    return db_write(work, revoke, &session_id);
}
