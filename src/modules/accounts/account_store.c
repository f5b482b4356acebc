/*
 * All SQL of accounts, roles, links and their history.
 */
#include "modules/accounts/account_store.h"

#include "db/db.h"
#include "db/topic.h"

#define ACCOUNT_COLUMNS                                                                            \
    "id, login, name, email, password_hash, totp_secret, totp_last_step, totp_is_confirmed, "      \
    "is_demo, is_closed, version"

static void read_account(const struct db_rows *rows, void *item)
{
    *(struct account *)item = (struct account){
        .id = db_int(rows, 0),
        .login = db_text(rows, 1),
        .name = db_text(rows, 2),
        .email = db_text(rows, 3),
        .password_hash = db_text(rows, 4),
        .totp_secret = db_bytes(rows, 5),
        .totp_last_step = db_int(rows, 6),
        .totp_is_confirmed = db_bool(rows, 7),
        .is_demo = db_bool(rows, 8),
        .is_closed = db_bool(rows, 9),
        .version = db_int(rows, 10),
    };
}

static const struct fault *read_first(struct work *work, const char *sql, struct db_params params,
                                      struct account *ret_account)
{
    struct db_rows *rows;
    const struct fault *fault = db_find(work, sql, params, "account.unknown", &rows);
    if (!fault)
        read_account(rows, ret_account);
    return fault;
}

static const char ACCOUNT_LOAD[] = "SELECT " ACCOUNT_COLUMNS " FROM account WHERE id = $1";

const struct fault *account_load(struct work *work, int64_t id, struct account *ret_account)
{
    return read_first(work, ACCOUNT_LOAD, P(id), ret_account);
}

static const char ACCOUNT_BY_LOGIN[] = "SELECT " ACCOUNT_COLUMNS " FROM account WHERE login = $1";

const struct fault *account_by_login(struct work *work, struct str login,
                                     struct account *ret_account)
{
    return read_first(work, ACCOUNT_BY_LOGIN, P(login), ret_account);
}

static const char ACCOUNT_LIST[] = "SELECT " ACCOUNT_COLUMNS " FROM account"
                                   " WHERE login > $1"
                                   " ORDER BY login"
                                   " LIMIT $2";

const struct fault *account_list_after(struct work *work, struct str after, int limit,
                                       account_list *ret_accounts)
{
    return db_list(work, ACCOUNT_LIST, P(after, limit), read_account, DB_INTO(ret_accounts));
}

static const char ACCOUNT_INSERT[] =
    "INSERT INTO account (id, login, name, email, password_hash, is_demo, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)";

const struct fault *account_insert(struct work *work, const struct account *account)
{
    return db_exec(work, ACCOUNT_INSERT,
                   P(account->id, account->login, account->name, account->email,
                     db_text_or_null(account->password_hash), account->is_demo,
                     clock_now(work->clock)),
                   NULL);
}

static const char ACCOUNT_SET_DESCRIPTION[] =
    "UPDATE account SET name = $2, email = $3, version = version + 1 WHERE id = $1";

const struct fault *account_set_description(struct work *work, int64_t id, struct str name,
                                            struct str email)
{
    return db_exec_one(work, ACCOUNT_SET_DESCRIPTION, P(id, name, email), "account.changed");
}

static const char ACCOUNT_SET_PASSWORD[] =
    "UPDATE account SET password_hash = $2, version = version + 1 WHERE id = $1";

const struct fault *account_set_password(struct work *work, int64_t id, struct str hash)
{
    return db_exec_one(work, ACCOUNT_SET_PASSWORD, P(id, hash), "account.changed");
}

static const char ACCOUNT_SET_TOTP[] =
    "UPDATE account SET totp_secret = $2, totp_is_confirmed = 1, totp_last_step = $3,"
    "                   version = version + 1"
    " WHERE id = $1";

const struct fault *account_set_totp(struct work *work, int64_t id, struct str sealed, int64_t step)
{
    return db_exec_one(work, ACCOUNT_SET_TOTP, P(id, db_blob(sealed), step), "account.changed");
}

static const char ACCOUNT_SET_FIRST_TOTP[] =
    "UPDATE account SET totp_secret = $2, totp_is_confirmed = 1, totp_last_step = $3,"
    "                   version = version + 1"
    " WHERE id = $1 AND totp_is_confirmed = 0";

const struct fault *account_set_first_totp(struct work *work, int64_t id, struct str sealed,
                                           int64_t step)
{
    return db_exec_one(work, ACCOUNT_SET_FIRST_TOTP, P(id, db_blob(sealed), step),
                       "account.totp.there");
}

static const char ACCOUNT_CLEAR_TOTP[] =
    "UPDATE account SET totp_secret = NULL, totp_is_confirmed = 0, totp_last_step = NULL,"
    "                   version = version + 1"
    " WHERE id = $1";

const struct fault *account_clear_totp(struct work *work, int64_t id)
{
    return db_exec_one(work, ACCOUNT_CLEAR_TOTP, P(id), "account.changed");
}

/* A step is used once: compare-and-set refuses the second of two racing codes. */
static const char ACCOUNT_USE_STEP[] =
    "UPDATE account SET totp_last_step = $2"
    " WHERE id = $1 AND (totp_last_step IS NULL OR totp_last_step < $2)";

const struct fault *account_use_step(struct work *work, int64_t id, int64_t step)
{
    return db_exec_one(work, ACCOUNT_USE_STEP, P(id, step), "account.code.wrong");
}

static const char ACCOUNT_SET_CLOSED[] =
    "UPDATE account SET is_closed = 1, version = version + 1 WHERE id = $1";

const struct fault *account_set_closed(struct work *work, int64_t id)
{
    return db_exec_one(work, ACCOUNT_SET_CLOSED, P(id), "account.changed");
}

static const char ACCOUNT_GRANTS[] = "SELECT role, unit_id FROM account_role"
                                     " WHERE account_id = $1"
                                     " ORDER BY role, unit_id"
                                     " LIMIT 500";

const struct fault *account_grants(struct work *work, int64_t id, grant_list *ret_grants)
{
    grant_list grants = {0};
    struct db_rows *rows;
    const struct fault *fault = db_query(work, ACCOUNT_GRANTS, P(id), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        enum role role;
        if (role_from_name(db_text(rows, 0), &role))
            *VEC_PUSH(&grants, work->arena) = (struct grant){role, db_int(rows, 1)};
    }
    *ret_grants = grants;
    return db_done(rows);
}

static const char ACCOUNT_ROLE_INSERT[] =
    "INSERT INTO account_role (account_id, role, unit_id, granted_at, granted_by)"
    " VALUES ($1, $2, $3, $4, $5)"
    " ON CONFLICT (account_id, role, unit_id) DO NOTHING";

const struct fault *account_role_insert(struct work *work, int64_t id, enum role role,
                                        int64_t unit_id, bool *ret_changed)
{
    int64_t count;
    const struct fault *fault = db_exec(work, ACCOUNT_ROLE_INSERT,
                                        P(id, role_name(role), unit_id, clock_now(work->clock),
                                          db_id_or_null(work->actor->account_id)),
                                        &count);
    if (!fault)
        *ret_changed = count > 0;
    return fault;
}

static const char ACCOUNT_ROLE_DELETE[] =
    "DELETE FROM account_role WHERE account_id = $1 AND role = $2 AND unit_id = $3";

const struct fault *account_role_delete(struct work *work, int64_t id, enum role role,
                                        int64_t unit_id, bool *ret_changed)
{
    int64_t count;
    const struct fault *fault =
        db_exec(work, ACCOUNT_ROLE_DELETE, P(id, role_name(role), unit_id), &count);
    if (!fault)
        *ret_changed = count > 0;
    return fault;
}

static const char ACCOUNT_LINK_INSERT[] =
    "INSERT INTO account_link (token_digest, account_id, created_at, created_by, expires_at)"
    " VALUES ($1, $2, $3, $4, $5)";

const struct fault *account_link_insert(struct work *work, struct str digest, int64_t id,
                                        struct instant expires_at)
{
    return db_exec(work, ACCOUNT_LINK_INSERT,
                   P(db_blob(digest), id, clock_now(work->clock),
                     db_id_or_null(work->actor->account_id), expires_at),
                   NULL);
}

static const char ACCOUNT_LINK_LOAD[] =
    "SELECT account_id FROM account_link"
    " WHERE token_digest = $1 AND used_at IS NULL AND expires_at > $2";

const struct fault *account_link_load(struct work *work, struct str digest, int64_t *ret_id)
{
    struct db_rows *rows;
    const struct fault *fault =
        db_query(work, ACCOUNT_LINK_LOAD, P(db_blob(digest), clock_now(work->clock)), &rows);
    if (fault)
        return fault;
    if (db_next(rows)) {
        *ret_id = db_int(rows, 0);
        return NULL;
    }
    fault = db_done(rows);
    if (fault)
        return fault;
    return fault_new(work->arena, FAULT_GONE, "account.link.gone", "link used, old or unknown");
}

static const char ACCOUNT_LINK_USE[] =
    "UPDATE account_link SET used_at = $2 WHERE token_digest = $1 AND used_at IS NULL";

const struct fault *account_link_use(struct work *work, struct str digest)
{
    return db_exec_one(work, ACCOUNT_LINK_USE, P(db_blob(digest), clock_now(work->clock)),
                       "account.link.gone");
}

static const char ACCOUNT_LINKS_END[] =
    "UPDATE account_link SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL";

const struct fault *account_links_end(struct work *work, int64_t id)
{
    return db_exec(work, ACCOUNT_LINKS_END, P(id, clock_now(work->clock)), NULL);
}

static const char ACCOUNT_LINK_DELETE_ENDED[] = "DELETE FROM account_link WHERE expires_at < $1";

const struct fault *account_link_delete_ended(struct work *work, struct instant before)
{
    return db_exec(work, ACCOUNT_LINK_DELETE_ENDED, P(before), NULL);
}

static const char ACCOUNT_EVENT_INSERT[] =
    "INSERT INTO account_event (id, account_id, actor_id, at, event, detail)"
    " VALUES ($1, $2, $3, $4, $5, $6)";

const struct fault *account_event(struct work *work, int64_t id, struct str event,
                                  struct str detail)
{
    return db_exec(work, ACCOUNT_EVENT_INSERT,
                   P(db_new_id(work->clock), id, db_id_or_null(work->actor->account_id),
                     clock_now(work->clock), event, detail),
                   NULL);
}

const char *const account_statements[] = {
    ACCOUNT_LOAD,           ACCOUNT_BY_LOGIN,        ACCOUNT_LIST,
    ACCOUNT_INSERT,         ACCOUNT_SET_PASSWORD,    ACCOUNT_SET_TOTP,
    ACCOUNT_SET_FIRST_TOTP, ACCOUNT_CLEAR_TOTP,      ACCOUNT_USE_STEP,
    ACCOUNT_SET_CLOSED,     ACCOUNT_GRANTS,          ACCOUNT_ROLE_INSERT,
    ACCOUNT_ROLE_DELETE,    ACCOUNT_LINK_INSERT,     ACCOUNT_LINK_LOAD,
    ACCOUNT_LINK_USE,       ACCOUNT_LINKS_END,       ACCOUNT_LINK_DELETE_ENDED,
    ACCOUNT_EVENT_INSERT,   ACCOUNT_SET_DESCRIPTION, NULL,
};
