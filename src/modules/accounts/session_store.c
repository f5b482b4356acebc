/*
 * All SQL of sessions.
 */
#include "db/db.h"
#include "modules/accounts/account_store.h"

static const char SESSION_INSERT[] =
    "INSERT INTO session (id, token_digest, account_id, created_at, seen_at, expires_at,"
    "                     is_complete, agent)"
    " VALUES ($1, $2, $3, $4, $4, $5, $6, $7)";

const struct fault *session_insert(struct work *work, const struct session *session,
                                   struct str digest, struct instant expires_at)
{
    return db_exec(work, SESSION_INSERT,
                   P(session->id, db_blob(digest), session->account_id, session->created_at,
                     expires_at, session->is_complete, session->agent),
                   NULL);
}

static const char SESSION_COMPLETE[] =
    "UPDATE session SET is_complete = 1, token_digest = $2, seen_at = $3, expires_at = $4"
    " WHERE id = $1 AND revoked_at IS NULL AND is_complete = 0";

const struct fault *session_complete(struct work *work, int64_t session_id, struct str digest,
                                     struct instant expires_at)
{
    return db_exec_one(work, SESSION_COMPLETE,
                       P(session_id, db_blob(digest), clock_now(work->clock), expires_at),
                       "account.session.unknown");
}

static const char SESSION_END[] = "UPDATE session SET revoked_at = $3"
                                  " WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL";
static const char SESSION_END_OTHERS[] =
    "UPDATE session SET revoked_at = $3"
    " WHERE account_id = $1 AND id <> $2 AND revoked_at IS NULL";

const struct fault *session_end(struct work *work, int64_t account_id, int64_t session_id,
                                int64_t except)
{
    struct instant now = clock_now(work->clock);
    if (session_id)
        return db_exec_one(work, SESSION_END, P(account_id, session_id, now),
                           "account.session.unknown");
    return db_exec(work, SESSION_END_OTHERS, P(account_id, except, now), NULL);
}

static const char SESSION_END_ANY[] =
    "UPDATE session SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";

const struct fault *session_end_any(struct work *work, int64_t session_id)
{
    return db_exec(work, SESSION_END_ANY, P(session_id, clock_now(work->clock)), NULL);
}

static const char SESSION_SEEN[] = "UPDATE session SET seen_at = $2, expires_at = $3"
                                   " WHERE id = $1 AND revoked_at IS NULL AND is_complete = 1";

const struct fault *session_seen(struct work *work, int64_t session_id, struct instant expires_at)
{
    return db_exec(work, SESSION_SEEN, P(session_id, clock_now(work->clock), expires_at), NULL);
}

static const char SESSION_FIND[] =
    "SELECT session.id, session.account_id, session.created_at, session.seen_at, session.agent,"
    "       session.is_complete, account.name, account.is_demo, account.totp_is_confirmed"
    " FROM session JOIN account ON account.id = session.account_id"
    " WHERE session.token_digest = $1 AND session.revoked_at IS NULL"
    "   AND session.expires_at > $2 AND account.is_closed = 0";

static void read_session(const struct db_rows *rows, void *item)
{
    *(struct session *)item = (struct session){
        .id = db_int(rows, 0),
        .account_id = db_int(rows, 1),
        .created_at = db_instant(rows, 2),
        .seen_at = db_instant(rows, 3),
        .agent = db_text(rows, 4),
        .is_complete = db_bool(rows, 5),
    };
}

const struct fault *session_find(struct work *work, struct str digest, struct session_row *ret_row)
{
    struct db_rows *rows;
    struct session_row row = {0};
    const struct fault *fault =
        db_query(work, SESSION_FIND, P(db_blob(digest), clock_now(work->clock)), &rows);
    if (fault)
        return fault;
    if (db_next(rows)) {
        read_session(rows, &row.session);
        row.name = db_text(rows, 6);
        row.is_demo = db_bool(rows, 7);
        row.totp_is_confirmed = db_bool(rows, 8);
    }
    *ret_row = row;
    return db_done(rows);
}

static const char SESSION_LIST[] =
    "SELECT id, account_id, created_at, seen_at, agent, is_complete FROM session"
    " WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $2"
    " ORDER BY created_at DESC, id DESC"
    " LIMIT 100";

const struct fault *session_list_of(struct work *work, int64_t account_id,
                                    session_list *ret_sessions)
{
    return db_list(work, SESSION_LIST, P(account_id, clock_now(work->clock)), read_session,
                   DB_INTO(ret_sessions));
}

static const char SESSION_DELETE_ENDED[] =
    "DELETE FROM session WHERE expires_at < $1 OR revoked_at < $1";

const struct fault *session_delete_ended(struct work *work, struct instant before)
{
    return db_exec(work, SESSION_DELETE_ENDED, P(before), NULL);
}

const char *const session_statements[] = {
    SESSION_INSERT, SESSION_COMPLETE, SESSION_END,          SESSION_END_OTHERS, SESSION_SEEN,
    SESSION_FIND,   SESSION_LIST,     SESSION_DELETE_ENDED, SESSION_END_ANY,    NULL,
};
