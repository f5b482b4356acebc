/*
 * Sessions: who a token is, keeping them alive, ending them.
 */
#include "modules/accounts/account_service.h"
#include "modules/accounts/account_store.h"

#include "db/db.h"
#include "modules/accounts/accounts_state.h"

#define DAY_US (INT64_C(24) * 3600 * 1000000)

enum {
    KEPT_DAYS = 30 /* an ended session or link is kept for questions */
};

/* A session from before its owner became an official, or from before their second factor
 * was taken away: whoever has it must sign in anew, and set one up. */
static bool lacks_second_factor(struct work *work, const struct session_row *row,
                                const struct actor *actor)
{
    return row->session.is_complete && work->site->asks_second_factor && !row->is_demo &&
           !row->totp_is_confirmed && actor_is_official(actor);
}

const struct fault *session_actor(struct work *work, struct str token, struct actor *ret_actor)
{
    struct session_row row;
    struct actor actor = {0};
    grant_list grants = {0};
    int64_t unseen_us;
    const struct fault *fault = session_find(work, account_digest(work, token), &row);
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
    if (lacks_second_factor(work, &row, &actor)) {
        *ret_actor = actor_anonymous;
        return NULL;
    }
    unseen_us = clock_now(work->clock).us - actor.session_seen_at.us;
    if (row.session.is_complete && unseen_us >= INT64_C(1000000) * SEEN_EVERY_SECONDS)
        accounts_note_seen(accounts_of(work), actor.session_id);
    *ret_actor = actor;
    return NULL;
}

struct seen {
    int64_t ids[SEEN_MOST];
    size_t count;
};

static const struct fault *write_seen(struct work *work, void *context)
{
    const struct seen *seen = context;
    struct instant end = {clock_now(work->clock).us + work->site->session_us};
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < seen->count; i++)
        fault = session_seen(work, seen->ids[i], end);
    return fault;
}

const struct fault *session_keep_alive(struct work *work)
{
    struct seen *seen = work_alloc(work, struct seen);
    seen->count = accounts_take_seen(accounts_of(work), seen->ids);
    return seen->count > 0 ? db_write(work, write_seen, seen) : NULL;
}

static const struct fault *delete_ended(struct work *work, void *context)
{
    const struct instant *before = context;
    const struct fault *fault = session_delete_ended(work, *before);
    if (!fault)
        fault = account_link_delete_ended(work, *before);
    return fault;
}

const struct fault *session_clean(struct work *work)
{
    struct instant before = {clock_now(work->clock).us - KEPT_DAYS * DAY_US};
    return db_write(work, delete_ended, &before);
}

static const struct fault *revoke(struct work *work, void *context)
{
    int64_t id = *(const int64_t *)context;
    const struct actor *actor = work->actor;
    return session_end(work, actor->account_id, id, id ? 0 : actor->session_id);
}

const struct fault *session_revoke(struct work *work, int64_t session_id)
{
    return db_write(work, revoke, &session_id);
}

const struct fault *account_sign_out(struct work *work)
{
    int64_t id = work->actor->session_id;
    return id ? db_write(work, revoke, &id) : NULL;
}
