/*
 * SQL of the history. The ids of both tables are ordered by time.
 */
#include "modules/admin/event_store.h"
#include "modules/admin/admin.h"

#include "civic/actor.h"
#include "db/db.h"

static const char ADD[] = "INSERT INTO admin_event (id, at, actor_id, unit_id, event, detail)"
                          " VALUES ($1, $2, $3, $4, $5, $6)";

const struct fault *admin_event_add(struct work *work, int64_t unit_id, const char *event,
                                    struct str detail)
{
    return db_exec(work, ADD,
                   P(db_new_id(work->clock), clock_now(work->clock),
                     db_id_or_null(work->actor->account_id), unit_id, str_from_c(event), detail),
                   NULL);
}

static const char LIST[] =
    "SELECT e.id, e.at, e.event, e.detail, COALESCE(a.name, ''), u.name, ''"
    " FROM admin_event e JOIN unit u ON u.id = e.unit_id"
    " LEFT JOIN account a ON a.id = e.actor_id"
    " WHERE e.id < $2"
    "   AND EXISTS (SELECT 1 FROM unit_ancestor x"
    "               JOIN account_role mine ON mine.unit_id = x.ancestor_id"
    "               WHERE x.unit_id = e.unit_id AND mine.account_id = $1"
    "                 AND mine.role = 'administrator')"
    " UNION ALL"
    " SELECT e.id, e.at, e.event, e.detail, COALESCE(a.name, ''), c.name, c.login"
    " FROM account_event e JOIN account c ON c.id = e.account_id"
    " LEFT JOIN account a ON a.id = e.actor_id"
    " WHERE e.id < $2 AND e.event <> 'signed-in'"
    "   AND EXISTS (SELECT 1 FROM account_role r"
    "               JOIN unit_ancestor x ON x.unit_id = r.unit_id"
    "               JOIN account_role mine ON mine.unit_id = x.ancestor_id"
    "               WHERE r.account_id = c.id AND mine.account_id = $1"
    "                 AND mine.role = 'administrator')"
    " ORDER BY 1 DESC"
    " LIMIT $3";

static void read_admin_event(const struct db_rows *rows, void *item)
{
    *(struct admin_event *)item = (struct admin_event){
        .id = db_int(rows, 0),
        .at = db_instant(rows, 1),
        .event = db_text(rows, 2),
        .detail = db_text(rows, 3),
        .actor = db_text(rows, 4),
        .about = db_text(rows, 5),
        .login = db_text(rows, 6),
    };
}

const struct fault *admin_event_list_before(struct work *work, int64_t admin_id, int64_t before,
                                            int limit, admin_event_list *ret_list)
{
    return db_list(work, LIST, P(admin_id, before, limit), read_admin_event, DB_INTO(ret_list));
}

const char *const admin_event_statements[] = {ADD, LIST, NULL};
