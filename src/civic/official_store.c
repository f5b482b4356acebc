/*
 * Names of officials, from the tables that accounts keeps.
 */
#include "civic/official.h"

#include "db/db.h"
#include "db/topic.h"

static const char OFFICIAL_LIST[] = "SELECT DISTINCT a.id, a.name, r.role"
                                    " FROM account_role r"
                                    " JOIN unit_ancestor u ON u.ancestor_id = r.unit_id"
                                    " JOIN account a ON a.id = r.account_id"
                                    " WHERE u.unit_id = $1 AND a.is_closed = 0"
                                    " ORDER BY a.name, a.id"
                                    " LIMIT 5000";

const struct fault *official_list_of(struct work *work, int64_t unit_id, unsigned roles,
                                     official_list *ret_officials)
{
    official_list officials = {0};
    struct db_rows *rows;
    const struct fault *fault = db_query(work, OFFICIAL_LIST, P(unit_id), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        enum role role;
        int64_t id = db_int(rows, 0);
        if (!role_from_name(db_text(rows, 2), &role) || !(roles & ROLE_BIT(role)))
            continue;
        if (officials.count > 0 && officials.items[officials.count - 1].account_id == id)
            continue;
        *VEC_PUSH(&officials, work->arena) = (struct official){id, db_text(rows, 1)};
    }
    *ret_officials = officials;
    return db_done(rows);
}

static const char OFFICIAL_ROLES[] = "SELECT DISTINCT r.role"
                                     " FROM account a"
                                     " JOIN account_role r ON r.account_id = a.id"
                                     " JOIN unit_ancestor u ON u.ancestor_id = r.unit_id"
                                     " WHERE a.id = $1 AND a.is_closed = 0 AND u.unit_id = $2"
                                     " ORDER BY r.role"
                                     " LIMIT 100";

const struct fault *official_is_of(struct work *work, int64_t account_id, int64_t unit_id,
                                   unsigned roles, bool *ret_is)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, OFFICIAL_ROLES, P(account_id, unit_id), &rows);
    if (fault)
        return fault;
    *ret_is = false;
    while (db_next(rows)) {
        enum role role;
        if (role_from_name(db_text(rows, 0), &role) && (roles & ROLE_BIT(role)))
            *ret_is = true;
    }
    return db_done(rows);
}

static const char OFFICIAL_NAME[] = "SELECT name FROM account WHERE id = $1";

const struct fault *official_name(struct work *work, int64_t account_id, struct str *ret_name)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, OFFICIAL_NAME, P(account_id), &rows);
    if (fault)
        return fault;
    *ret_name = db_next(rows) ? db_text(rows, 0) : STR("");
    return db_done(rows);
}

const char *const official_statements[] = {OFFICIAL_LIST, OFFICIAL_ROLES, OFFICIAL_NAME, NULL};
