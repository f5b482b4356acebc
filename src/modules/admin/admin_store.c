/*
 * What the pages read of other modules' tables.
 */
#include "modules/admin/admin_store.h"

/* ---- units ---- */

static const char UNITS_BELOW[] =
    "SELECT u.id, u.parent_id, u.kind, u.code, u.slug, u.name, u.valid_from, u.valid_to"
    " FROM unit_ancestor a JOIN unit u ON u.id = a.unit_id"
    " WHERE a.ancestor_id = $1"
    "   AND (u.valid_from IS NULL OR u.valid_from <= $2)"
    "   AND (u.valid_to IS NULL OR u.valid_to >= $2)"
    " ORDER BY a.depth, u.name_sort, u.id"
    " LIMIT 2000";

const struct fault *admin_units_below(struct work *work, int64_t ancestor_id, struct civil_date on,
                                      unit_list *ret_units)
{
    unit_list units = {0};
    struct db_rows *rows;
    const struct fault *fault = db_query(work, UNITS_BELOW, P(ancestor_id, on), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        struct unit *unit = VEC_PUSH(&units, work->arena);
        *unit = (struct unit){
            .id = db_int(rows, 0),
            .parent_id = db_int(rows, 1),
            .code = db_text(rows, 3),
            .slug = db_text(rows, 4),
            .name = db_text(rows, 5),
            .valid_from = db_date(rows, 6),
            .valid_to = db_date(rows, 7),
        };
        if (!unit_kind_from_name(db_text(rows, 2), &unit->kind))
            return fault_new(work->arena, FAULT_INTERNAL, "error.internal", "kind of unit %lld",
                             (long long)unit->id);
    }
    *ret_units = units;
    return db_done(rows);
}

/* ---- accounts ---- */

static const char ACCOUNTS[] =
    "SELECT c.id, c.login, c.name, COALESCE(c.email, ''), COALESCE(c.password_hash, ''),"
    " c.totp_is_confirmed, c.is_demo, c.is_closed"
    " FROM account c"
    " WHERE c.login > $1"
    "   AND (EXISTS (SELECT 1 FROM account_role r"
    "                JOIN unit_ancestor a ON a.unit_id = r.unit_id"
    "                JOIN account_role mine ON mine.unit_id = a.ancestor_id"
    "                WHERE r.account_id = c.id AND mine.account_id = $2"
    "                  AND mine.role = 'administrator')"
    "     OR ($3 = 1 AND NOT EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = c.id)))"
    " ORDER BY c.login"
    " LIMIT $4";

static void read_account(const struct db_rows *rows, void *item)
{
    *(struct account *)item = (struct account){
        .id = db_int(rows, 0),
        .login = db_text(rows, 1),
        .name = db_text(rows, 2),
        .email = db_text(rows, 3),
        .password_hash = db_text(rows, 4),
        .totp_is_confirmed = db_bool(rows, 5),
        .is_demo = db_bool(rows, 6),
        .is_closed = db_bool(rows, 7),
    };
}

const struct fault *admin_accounts(struct work *work, int64_t admin_id, bool with_roleless,
                                   struct str after, int limit, account_list *ret_accounts)
{
    return db_list(work, ACCOUNTS, P(after, admin_id, with_roleless, limit), read_account,
                   DB_INTO(ret_accounts));
}

static const char HISTORY[] = "SELECT e.at, e.event, e.detail, COALESCE(a.name, '')"
                              " FROM account_event e LEFT JOIN account a ON a.id = e.actor_id"
                              " WHERE e.account_id = $1"
                              " ORDER BY e.id DESC"
                              " LIMIT 50";

static void read_account_line(const struct db_rows *rows, void *item)
{
    *(struct account_line *)item = (struct account_line){
        .at = db_instant(rows, 0),
        .event = db_text(rows, 1),
        .detail = db_text(rows, 2),
        .actor = db_text(rows, 3),
    };
}

const struct fault *admin_account_history(struct work *work, int64_t account_id,
                                          account_line_list *ret_lines)
{
    return db_list(work, HISTORY, P(account_id), read_account_line, DB_INTO(ret_lines));
}

static const char ROLE_HOLDERS[] = "SELECT c.login, c.name, r.role"
                                   " FROM account_role r JOIN account c ON c.id = r.account_id"
                                   " WHERE r.unit_id = $1 AND c.is_closed = 0"
                                   " ORDER BY c.login, r.role"
                                   " LIMIT 200";

const struct fault *admin_role_holders_of(struct work *work, int64_t unit_id,
                                          admin_role_holders *ret_holders)
{
    admin_role_holders holders = {0};
    struct db_rows *rows;
    const struct fault *fault = db_query(work, ROLE_HOLDERS, P(unit_id), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        struct admin_role_holder holder = {.login = db_text(rows, 0), .name = db_text(rows, 1)};
        if (role_from_name(db_text(rows, 2), &holder.role))
            *VEC_PUSH(&holders, work->arena) = holder;
    }
    *ret_holders = holders;
    return db_done(rows);
}

/* ---- health ---- */

static const char WITHOUT_FACTOR[] =
    "SELECT COUNT(*) FROM account c"
    " WHERE c.is_closed = 0 AND c.is_demo = 0 AND c.totp_is_confirmed = 0"
    "   AND EXISTS (SELECT 1 FROM account_role r"
    "               WHERE r.account_id = c.id AND r.role <> 'citizen')";

const struct fault *admin_count_without_factor(struct work *work, int64_t *ret_count)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, WITHOUT_FACTOR, P0, &rows);
    if (!fault)
        *ret_count = db_int(rows, 0);
    return fault;
}

static const char SQLITE_BYTES[] =
    "SELECT c.page_count * s.page_size FROM pragma_page_count c, pragma_page_size s";
static const char POSTGRES_BYTES[] = "SELECT pg_database_size(current_database())";

const struct fault *admin_database_bytes(struct work *work, int64_t *ret_bytes)
{
    struct db_rows *rows;
    const struct fault *fault =
        db_one(work, db_engine_of(work) == DB_SQLITE ? SQLITE_BYTES : POSTGRES_BYTES, P0, &rows);
    if (!fault)
        *ret_bytes = db_int(rows, 0);
    return fault;
}

const char *const admin_statements[] = {UNITS_BELOW,  ACCOUNTS,       HISTORY,
                                        ROLE_HOLDERS, WITHOUT_FACTOR, NULL};
const char *const admin_sqlite_statements[] = {SQLITE_BYTES, NULL};
const char *const admin_postgres_statements[] = {POSTGRES_BYTES, NULL};
