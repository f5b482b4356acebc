/*
 * Signing in: the password, then the code. A wrong login costs the same work as
 * a wrong password. Guesses are counted by account, separately for each device
 * that signed in to it before and for all others together, so that a stranger's
 * guesses never make the owner wait; the others are counted by address too.
 */
#include "modules/accounts/account_rules.h"
#include "modules/accounts/account_service.h"
#include "modules/accounts/account_store.h"

#include "db/db.h"
#include "modules/accounts/accounts_state.h"

#define SECOND_US INT64_C(1000000)

static int64_t now_seconds(struct work *work)
{
    return clock_now(work->clock).us / SECOND_US;
}

/* ---- waiting ---- */

/* What guesses are counted under: this device where it is the account's own,
 * else `kind` and the account. */
static struct str guess_key(struct work *work, const char *kind, struct str login,
                            int64_t account_id, struct str device)
{
    struct str id = str_cut(&(struct str){device.ptr, device.len}, '.');
    if (device_is_own(work, device, account_id))
        return arena_printf(work->arena, "%s device " PRISTR " %lld", kind, STRARG(id),
                            (long long)account_id);
    return arena_printf(work->arena, "%s " PRISTR, kind, STRARG(login));
}

/* Counts an attempt that may fail; the fault says how long to wait instead. */
static const struct fault *enter(struct work *work, struct str key)
{
    int64_t seconds = throttle_enter(accounts_of(work)->guesses, key, now_seconds(work));
    return seconds > 0 ? account_wait_fault(work, seconds) : NULL;
}

static const struct fault *enter_from(struct work *work, struct str address)
{
    int64_t wait_us;
    if (ratelimit_take(accounts_of(work)->addresses, address, clock_now(work->clock).us, &wait_us))
        return NULL;
    return account_wait_fault(work, wait_us / SECOND_US + 1);
}

/* ---- opening the session ---- */

struct opening {
    struct session session;
    struct str digest;
    struct instant expires_at;
};

static const struct fault *insert_session(struct work *work, void *context)
{
    const struct opening *opening = context;
    const struct fault *fault =
        session_insert(work, &opening->session, opening->digest, opening->expires_at);
    /* Who signs in anew leaves the session they came with. */
    if (!fault && work->actor->session_id)
        fault = session_end_any(work, work->actor->session_id);
    if (!fault)
        fault = account_event(work, opening->session.account_id, STR("signed-in"),
                              opening->session.agent);
    return fault;
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

static struct instant session_end_at(struct work *work, bool is_complete)
{
    int64_t lives_us =
        is_complete ? work->site->session_us : ACCOUNT_UNFINISHED_MINUTES * 60 * SECOND_US;
    return (struct instant){clock_now(work->clock).us + lives_us};
}

const struct fault *account_open_session(struct work *work, const struct account *account,
                                         struct str old_device, struct str agent,
                                         struct sign_in_result *ret_result)
{
    struct sign_in_result result = {.token = crypto_token(work->arena), .device = STR("")};
    struct opening opening = {
        .session = {.id = db_new_id(work->clock),
                    .account_id = account->id,
                    .created_at = clock_now(work->clock),
                    .agent = agent},
        .digest = account_digest(work, result.token)
    };
    const struct fault *fault = step_after_password(work, account, &result.step);
    if (fault)
        return fault;
    opening.session.is_complete = result.step == SIGN_IN_DONE;
    opening.expires_at = session_end_at(work, opening.session.is_complete);
    if (opening.session.is_complete)
        result.device = device_with(work, old_device, account->id);
    fault = db_write(work, insert_session, &opening);
    if (!fault)
        *ret_result = result;
    return fault;
}

/* ---- the password ---- */

/* A hash made with yesterday's parameters is made anew while the password is known. */
static const struct fault *renew_hash(struct work *work, void *context)
{
    const struct account *account = context;
    return account_set_password(work, account->id, account->password_hash);
}

static const struct fault *keep_hash_current(struct work *work, const struct account *account,
                                             struct str password)
{
    struct account renewed = *account;
    const struct fault *fault;
    if (!crypto_password_outdated(account->password_hash))
        return NULL;
    fault = password_hash(work, password, &renewed.password_hash);
    return fault ? fault : db_write(work, renew_hash, &renewed);
}

/* The account of a login as typed; id 0 where there is none. */
static const struct fault *find_account(struct work *work, struct str typed, struct str *ret_login,
                                        struct account *ret_account)
{
    const struct fault *fault;
    *ret_login = STR("");
    *ret_account = (struct account){0};
    if (!login_read(work->arena, typed, ret_login))
        return NULL;
    fault = account_by_login(work, *ret_login, ret_account);
    return fault && fault->kind == FAULT_NOT_FOUND ? NULL : fault;
}

const struct fault *account_sign_in(struct work *work, const struct sign_in *attempt,
                                    struct sign_in_result *ret_result)
{
    struct account account;
    struct str login;
    struct str key;
    bool matches;
    const struct fault *fault = find_account(work, attempt->login, &login, &account);
    if (fault)
        return fault;
    key = guess_key(work, "password", login, account.id, attempt->device);
    if (!device_is_own(work, attempt->device, account.id))
        fault = enter_from(work, attempt->address);
    if (!fault)
        fault = enter(work, key);
    if (!fault)
        fault = password_matches(work, account.password_hash, attempt->password, &matches);
    if (fault)
        return fault;
    if (!matches || account.is_closed)
        return fault_field(work->arena, "password", "account.sign_in.wrong");
    throttle_succeeded(accounts_of(work)->guesses, key);
    fault = keep_hash_current(work, &account, attempt->password);
    if (fault)
        return fault;
    return account_open_session(work, &account, attempt->device, attempt->agent, ret_result);
}

/* ---- the code ---- */

struct completion {
    int64_t step;
    struct str sealed; /* of a new second factor; empty where a code of the old was given */
    struct str digest;
};

static const struct fault *complete(struct work *work, void *context)
{
    const struct completion *completion = context;
    int64_t id = work->actor->account_id;
    const struct fault *fault;
    if (completion->sealed.len > 0)
        fault = account_set_first_totp(work, id, completion->sealed, completion->step);
    else
        fault = account_use_step(work, id, completion->step);
    if (!fault)
        fault = session_complete(work, work->actor->session_id, completion->digest,
                                 session_end_at(work, true));
    if (!fault && completion->sealed.len > 0)
        fault = account_event(work, id, STR("totp-set"), STR("first"));
    return fault;
}

static const struct fault *finish(struct work *work, struct completion *completion,
                                  struct str device, struct sign_in_result *ret_result)
{
    struct sign_in_result result = {.step = SIGN_IN_DONE, .token = crypto_token(work->arena)};
    const struct fault *fault;
    completion->digest = account_digest(work, result.token);
    result.device = device_with(work, device, work->actor->account_id);
    fault = db_write(work, complete, completion);
    if (!fault)
        *ret_result = result;
    return fault;
}

static const struct fault *must_await(struct work *work)
{
    if (work->actor->awaits_second_factor)
        return NULL;
    return fault_new(work->arena, FAULT_UNAUTHENTICATED, "error.sign_in", "no code is due");
}

const struct fault *account_give_code(struct work *work, struct str code, struct str device,
                                      struct sign_in_result *ret_result)
{
    struct completion completion = {.sealed = STR("")};
    struct account account;
    struct str secret;
    struct str key;
    const struct fault *fault = must_await(work);
    if (!fault)
        fault = account_load(work, work->actor->account_id, &account);
    if (fault)
        return fault;
    key = guess_key(work, "code", account.login, account.id, device);
    fault = enter(work, key);
    if (fault)
        return fault;
    if (!account.totp_is_confirmed ||
        !crypto_unseal(work->arena, work->site->key, account.totp_secret, &secret) ||
        !totp_matches(secret, code, clock_now(work->clock), account.totp_last_step,
                      &completion.step))
        return fault_field(work->arena, "code", "account.code.wrong");
    fault = finish(work, &completion, device, ret_result);
    if (!fault)
        throttle_succeeded(accounts_of(work)->guesses, key);
    return fault;
}

const struct fault *account_enrol(struct work *work, struct str sealed, struct str code,
                                  struct str device, struct sign_in_result *ret_result)
{
    struct completion completion;
    struct account account;
    const struct fault *fault = must_await(work);
    if (!fault)
        fault = account_load(work, work->actor->account_id, &account);
    if (fault)
        return fault;
    if (account.totp_is_confirmed)
        return fault_new(work->arena, FAULT_FORBIDDEN, "account.totp.there",
                         "a second factor is there and must be given");
    fault = totp_check_offer(work, account.id, sealed, code, &completion.sealed, &completion.step);
    if (fault)
        return fault;
    return finish(work, &completion, device, ret_result);
}
