/*
 * The second factor: offering a secret, putting it in force, taking it away.
 * An offer is sealed into the form that shows it, so that nothing is stored
 * before a code proves that the authenticator has it, and an earlier factor
 * stays in force until then.
 */
#include "modules/accounts/account_rules.h"
#include "modules/accounts/account_service.h"
#include "modules/accounts/account_store.h"

#include "civic/site.h"
#include "db/db.h"

#include <string.h>

#define MINUTE_US INT64_C(60000000)

/* What is sealed: whose, since when, which secret. */
struct offered {
    int64_t account_id;
    int64_t made_at;
    uint8_t secret[TOTP_SECRET_SIZE];
    uint8_t unused[4];
};

static struct totp_offer offer_of(struct work *work, const struct offered *offered)
{
    struct str box = crypto_seal(work->arena, work->site->key,
                                 (struct str){(const char *)offered, sizeof(*offered)});
    return (struct totp_offer){
        .secret = totp_secret_text(work->arena, offered->secret),
        .sealed = crypto_hex(work->arena, box.ptr, box.len),
    };
}

struct totp_offer account_totp_offer(struct work *work, int64_t id)
{
    struct offered offered = {.account_id = id, .made_at = clock_now(work->clock).us};
    struct totp_offer offer;
    crypto_random(offered.secret, sizeof(offered.secret));
    offer = offer_of(work, &offered);
    crypto_wipe(&offered, sizeof(offered));
    return offer;
}

static bool open_offer(struct work *work, int64_t id, struct str sealed,
                       struct offered *ret_offered)
{
    uint8_t *box = arena_alloc(work->arena, sealed.len / 2 + 1);
    struct offered offered;
    struct str plain;
    if (!crypto_from_hex(sealed, box, sealed.len / 2) ||
        !crypto_unseal(work->arena, work->site->key,
                       (struct str){(const char *)box, sealed.len / 2}, &plain) ||
        plain.len != sizeof(offered))
        return false;
    memcpy(&offered, plain.ptr, sizeof(offered));
    if (offered.account_id != id ||
        clock_now(work->clock).us - offered.made_at > ACCOUNT_UNFINISHED_MINUTES * MINUTE_US)
        return false;
    *ret_offered = offered;
    return true;
}

bool account_totp_offered(struct work *work, int64_t id, struct str sealed,
                          struct totp_offer *ret_offer)
{
    struct offered offered;
    if (!open_offer(work, id, sealed, &offered))
        return false;
    ret_offer->secret = totp_secret_text(work->arena, offered.secret);
    ret_offer->sealed = sealed;
    return true;
}

const struct fault *totp_check_offer(struct work *work, int64_t id, struct str sealed,
                                     struct str code, struct str *ret_secret_sealed,
                                     int64_t *ret_step)
{
    struct offered offered;
    struct str secret = {(const char *)offered.secret, TOTP_SECRET_SIZE};
    if (!open_offer(work, id, sealed, &offered))
        return fault_field(work->arena, "code", "account.offer.old");
    if (!totp_matches(secret, code, clock_now(work->clock), 0, ret_step))
        return fault_field(work->arena, "code", "account.code.wrong");
    *ret_secret_sealed = crypto_seal(work->arena, work->site->key, secret);
    crypto_wipe(&offered, sizeof(offered));
    return NULL;
}

struct totp_change {
    int64_t account_id;
    struct str sealed;
    int64_t step;
};

static const struct fault *replace(struct work *work, void *context)
{
    const struct totp_change *change = context;
    const struct fault *fault =
        account_set_totp(work, change->account_id, change->sealed, change->step);
    if (!fault)
        fault = session_end(work, change->account_id, 0, work->actor->session_id);
    if (!fault)
        fault = account_event(work, change->account_id, STR("totp-set"), STR(""));
    return fault;
}

const struct fault *account_totp_replace(struct work *work, struct str password, struct str sealed,
                                         struct str code)
{
    struct totp_change change = {.account_id = work->actor->account_id};
    struct account account;
    const struct fault *fault = account_load(work, change.account_id, &account);
    if (!fault)
        fault = totp_check_offer(work, account.id, sealed, code, &change.sealed, &change.step);
    if (!fault)
        fault = account_check_password(work, &account, "password", password);
    if (fault)
        return fault;
    return db_write(work, replace, &change);
}

static const struct fault *clear(struct work *work, void *context)
{
    const struct totp_change *change = context;
    const struct fault *fault = NULL;
    if (change->account_id != work->actor->account_id)
        fault = account_must_administer(work, change->account_id);
    if (!fault)
        fault = account_clear_totp(work, change->account_id);
    if (!fault)
        fault = account_event(work, change->account_id, STR("totp-removed"), STR(""));
    return fault;
}

const struct fault *account_totp_drop(struct work *work, struct str password)
{
    struct totp_change change = {.account_id = work->actor->account_id};
    struct account account;
    const struct fault *fault = account_load(work, change.account_id, &account);
    if (fault)
        return fault;
    if (work->site->asks_second_factor && !account.is_demo && actor_is_official(work->actor))
        return fault_new(work->arena, FAULT_FORBIDDEN, "account.totp.required",
                         "officials need a second factor");
    fault = account_check_password(work, &account, "password", password);
    if (fault)
        return fault;
    return db_write(work, clear, &change);
}

/* Who lost the authenticator may have lost a browser with it. */
static const struct fault *remove_lost(struct work *work, void *context)
{
    const struct totp_change *change = context;
    const struct fault *fault = clear(work, context);
    return fault ? fault : session_end(work, change->account_id, 0, work->actor->session_id);
}

const struct fault *account_totp_remove(struct work *work, int64_t id)
{
    struct totp_change change = {.account_id = id};
    return db_write(work, remove_lost, &change);
}
