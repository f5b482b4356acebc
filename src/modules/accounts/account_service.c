/*
 * Use-cases of accounts: each one transaction. Passwords are hashed before the
 * transaction begins, so that the writer never waits for argon2.
 */
#include "modules/accounts/account_service.h"
#include "modules/accounts/account_rules.h"
#include "modules/accounts/account_store.h"

#include "civic/site.h"
#include "civic/unit.h"
#include "db/db.h"
#include "modules/accounts/accounts_state.h"

#define HOUR_US (INT64_C(3600) * 1000000)

struct str account_digest(struct work *work, struct str token)
{
    uint8_t *digest = arena_alloc(work->arena, CRYPTO_DIGEST_SIZE);
    crypto_digest(token, digest);
    return (struct str){(const char *)digest, CRYPTO_DIGEST_SIZE};
}

static const struct fault *check_password(struct work *work, const char *field, struct str password,
                                          struct str login)
{
    const char *weakness = password_weakness(password, login);
    if (!weakness)
        return NULL;
    return fault_with(fault_field(work->arena, field, weakness), "least",
                      arena_printf(work->arena, "%d", ACCOUNT_PASSWORD_LEAST));
}

const struct fault *account_wait_fault(struct work *work, int64_t seconds)
{
    struct fault *fault =
        fault_new(work->arena, FAULT_TOO_MANY, "account.sign_in.wait", "guesses slowed down");
    return fault_with(fault, "seconds", arena_printf(work->arena, "%lld", (long long)seconds));
}

/* ---- making ---- */

static const struct fault *create(struct work *work, void *context)
{
    struct account *account = context;
    const struct fault *fault = account_insert(work, account);
    if (fault)
        return fault;
    return account_event(work, account->id, STR("created"), STR(""));
}

struct fault *account_login_fault(struct work *work, struct str login)
{
    struct str read;
    return login_read(work->arena, login, &read)
               ? NULL
               : fault_field(work->arena, "login", "account.login.invalid");
}

const struct fault *account_create(struct work *work, const struct account_new *wanted,
                                   int64_t *ret_id)
{
    struct account account = {
        .name = wanted->name, .email = wanted->email, .is_demo = wanted->is_demo};
    const struct fault *fault = NULL;
    if (!login_read(work->arena, wanted->login, &account.login))
        return fault_field(work->arena, "login", "account.login.invalid");
    if (wanted->password.len > 0) {
        fault = check_password(work, "password", wanted->password, account.login);
        if (!fault)
            fault = password_hash(work, wanted->password, &account.password_hash);
        if (fault)
            return fault;
    }
    account.id = db_new_id(work->clock);
    fault = db_write(work, create, &account);
    if (fault && fault->kind == FAULT_CONFLICT)
        return fault_field(work->arena, "login", "account.login.taken");
    if (fault)
        return fault;
    *ret_id = account.id;
    return NULL;
}

/* ---- roles ---- */

struct role_change {
    int64_t account_id;
    int64_t unit_id;
    enum role role;
    bool is_given;
};

static const struct fault *change_role(struct work *work, void *context)
{
    const struct role_change *change = context;
    const struct fault *fault = actor_must(work, ROLE_BIT(ROLE_ADMINISTRATOR), change->unit_id);
    struct str detail;
    bool is_changed = false;
    if (fault)
        return fault;
    if (change->is_given)
        fault = account_role_insert(work, change->account_id, change->role, change->unit_id,
                                    &is_changed);
    else
        fault = account_role_delete(work, change->account_id, change->role, change->unit_id,
                                    &is_changed);
    if (!fault && !is_changed && !change->is_given)
        return fault_new(work->arena, FAULT_NOT_FOUND, "account.role.not_held",
                         "no such role to take");
    if (fault || !is_changed) /* the history tells what was done, not what was asked for */
        return fault;
    detail = arena_printf(work->arena, PRISTR " %lld", STRARG(role_name(change->role)),
                          (long long)change->unit_id);
    return account_event(work, change->account_id,
                         change->is_given ? STR("role-given") : STR("role-taken"), detail);
}

const struct fault *account_grant(struct work *work, int64_t id, enum role role, int64_t unit_id)
{
    struct role_change change = {id, unit_id, role, true};
    return db_write(work, change_role, &change);
}

const struct fault *account_revoke(struct work *work, int64_t id, enum role role, int64_t unit_id)
{
    struct role_change change = {id, unit_id, role, false};
    return db_write(work, change_role, &change);
}

/* ---- administering ---- */

const struct fault *account_must_administer(struct work *work, int64_t id)
{
    grant_list grants;
    struct unit unit;
    const struct fault *fault;
    if (work->actor->is_system)
        return NULL;
    fault = account_grants(work, id, &grants);
    for (size_t i = 0; !fault && i < grants.count; i++)
        fault = actor_must(work, ROLE_BIT(ROLE_ADMINISTRATOR), grants.items[i].unit_id);
    if (!fault && grants.count == 0)
        fault = site_unit(work, &unit);
    if (!fault && grants.count == 0)
        fault = actor_must(work, ROLE_BIT(ROLE_ADMINISTRATOR), unit.id);
    return fault;
}

struct description {
    int64_t account_id;
    struct str name;
    struct str email;
};

static const struct fault *describe(struct work *work, void *context)
{
    const struct description *wanted = context;
    struct account account;
    const struct fault *fault = account_must_administer(work, wanted->account_id);
    if (!fault)
        fault = account_load(work, wanted->account_id, &account);
    if (!fault && account.is_closed)
        fault =
            fault_new(work->arena, FAULT_CONFLICT, "account.is-closed", "the account is closed");
    if (!fault)
        fault = account_set_description(work, wanted->account_id, wanted->name, wanted->email);
    if (!fault && !str_equal(account.name, wanted->name))
        fault = account_event(work, wanted->account_id, STR("renamed"), account.name);
    if (!fault && !str_equal(account.email, wanted->email))
        fault = account_event(work, wanted->account_id, STR("email-set"), STR(""));
    return fault;
}

const struct fault *account_describe(struct work *work, int64_t id, struct str name,
                                     struct str email)
{
    struct description wanted = {id, name, email};
    return db_write(work, describe, &wanted);
}

static const struct fault *close_account(struct work *work, void *context)
{
    int64_t id = *(const int64_t *)context;
    const struct fault *fault = account_must_administer(work, id);
    if (!fault)
        fault = account_set_closed(work, id);
    if (!fault)
        fault = account_links_end(work, id);
    if (!fault)
        fault = session_end(work, id, 0, 0);
    if (!fault)
        fault = account_event(work, id, STR("closed"), STR(""));
    return fault;
}

const struct fault *account_close(struct work *work, int64_t id)
{
    return db_write(work, close_account, &id);
}

static const struct fault *end_sessions(struct work *work, void *context)
{
    int64_t id = *(const int64_t *)context;
    const struct fault *fault = account_must_administer(work, id);
    if (!fault)
        fault = session_end(work, id, 0, 0);
    if (!fault)
        fault = account_event(work, id, STR("sessions-ended"), STR(""));
    return fault;
}

const struct fault *account_end_sessions(struct work *work, int64_t id)
{
    return db_write(work, end_sessions, &id);
}

/* ---- one-time links ---- */

struct link_use {
    int64_t account_id;
    struct str digest;
    struct str hash;
};

static const struct fault *insert_link(struct work *work, void *context)
{
    const struct link_use *link = context;
    struct instant end = {clock_now(work->clock).us + ACCOUNT_LINK_HOURS * HOUR_US};
    struct account account;
    const struct fault *fault = account_must_administer(work, link->account_id);
    if (!fault)
        fault = account_load(work, link->account_id, &account);
    if (!fault && account.is_closed)
        fault =
            fault_new(work->arena, FAULT_CONFLICT, "account.is-closed", "the account is closed");
    /* One link at a time: the one before may have gone astray. */
    if (!fault)
        fault = account_links_end(work, link->account_id);
    if (!fault)
        fault = account_link_insert(work, link->digest, link->account_id, end);
    if (fault)
        return fault;
    return account_event(work, link->account_id, STR("link-made"), STR(""));
}

const struct fault *account_reset(struct work *work, int64_t id, struct str *ret_token)
{
    struct str token = crypto_token(work->arena);
    struct link_use link = {.account_id = id, .digest = account_digest(work, token)};
    const struct fault *fault = db_write(work, insert_link, &link);
    if (fault)
        return fault;
    *ret_token = token;
    return NULL;
}

const struct fault *account_by_link(struct work *work, struct str token,
                                    struct account *ret_account)
{
    int64_t id;
    const struct fault *fault = account_link_load(work, account_digest(work, token), &id);
    if (fault)
        return fault;
    return account_load(work, id, ret_account);
}

static const struct fault *use_link(struct work *work, void *context)
{
    const struct link_use *link = context;
    int64_t id;
    /* Looked up again inside the transaction: a link is good once. */
    const struct fault *fault = account_link_load(work, link->digest, &id);
    if (!fault)
        fault = account_link_use(work, link->digest);
    if (!fault)
        fault = account_set_password(work, id, link->hash);
    if (!fault)
        fault = session_end(work, id, 0, 0);
    if (!fault)
        fault = account_event(work, id, STR("password-set"), STR("link"));
    return fault;
}

const struct fault *account_use_link(struct work *work, struct str token, struct str password)
{
    struct account account;
    struct link_use link = {.digest = account_digest(work, token)};
    const struct fault *fault = account_by_link(work, token, &account);
    if (!fault)
        fault = check_password(work, "password", password, account.login);
    if (!fault)
        fault = password_hash(work, password, &link.hash);
    if (fault)
        return fault;
    return db_write(work, use_link, &link);
}

/* ---- the password of one who knows it ---- */

const struct fault *account_check_password(struct work *work, const struct account *account,
                                           const char *field, struct str password)
{
    struct throttle *guesses = accounts_of(work)->guesses;
    struct str key = arena_printf(work->arena, "own %lld", (long long)account->id);
    int64_t now = clock_now(work->clock).us / 1000000;
    int64_t seconds = throttle_enter(guesses, key, now);
    bool matches;
    const struct fault *fault;
    if (seconds > 0)
        return account_wait_fault(work, seconds);
    fault = password_matches(work, account->password_hash, password, &matches);
    if (fault)
        return fault;
    if (!matches)
        return fault_field(work->arena, field, "account.password.wrong");
    throttle_succeeded(guesses, key);
    return NULL;
}

static const struct fault *change_password(struct work *work, void *context)
{
    const struct str *hash = context;
    int64_t id = work->actor->account_id;
    const struct fault *fault = account_set_password(work, id, *hash);
    if (!fault)
        fault = account_links_end(work, id);
    if (!fault)
        fault = session_end(work, id, 0, work->actor->session_id);
    if (!fault)
        fault = account_event(work, id, STR("password-set"), STR("self"));
    return fault;
}

const struct fault *account_change_password(struct work *work, struct str old_password,
                                            struct str new_password)
{
    struct account account;
    struct str hash;
    const struct fault *fault = account_load(work, work->actor->account_id, &account);
    if (!fault)
        fault = check_password(work, "new_password", new_password, account.login);
    if (!fault)
        fault = account_check_password(work, &account, "old_password", old_password);
    if (!fault)
        fault = password_hash(work, new_password, &hash);
    if (fault)
        return fault;
    return db_write(work, change_password, &hash);
}
