/*
 * The tree of units as it stood on a day: units that have moved since then stand where
 * they belonged.
 */
#include "civic/unit.h"
#include "db/db.h"
#include "db/topic.h"

/* On the day $2, who belonged under whom; then what lay below unit $1, at most $3
 * levels. */
static const char UNITS_BELOW[] =
    "WITH RECURSIVE edge (unit_id, parent_id) AS ("
    " SELECT u.id, u.parent_id FROM unit u"
    " WHERE NOT EXISTS (SELECT 1 FROM unit_former_parent f"
    "                   WHERE f.unit_id = u.id AND f.last_day >= $2)"
    " UNION ALL"
    " SELECT f.unit_id, f.parent_id FROM unit_former_parent f"
    " WHERE f.last_day >= $2"
    "   AND NOT EXISTS (SELECT 1 FROM unit_former_parent g"
    "                   WHERE g.unit_id = f.unit_id AND g.last_day >= $2"
    "                     AND g.last_day < f.last_day)),"
    " below (unit_id, parent_id, depth) AS ("
    " SELECT u.id, u.parent_id, CAST(0 AS BIGINT) FROM unit u WHERE u.id = $1"
    " UNION ALL"
    " SELECT edge.unit_id, edge.parent_id, below.depth + 1 FROM edge"
    " JOIN below ON edge.parent_id = below.unit_id WHERE below.depth < $3)"
    " SELECT unit.id, below.parent_id, unit.kind, unit.code, unit.slug, unit.name,"
    "        unit.valid_from, unit.valid_to"
    " FROM below JOIN unit ON unit.id = below.unit_id"
    " WHERE (unit.valid_from IS NULL OR unit.valid_from <= $2)"
    "   AND (unit.valid_to IS NULL OR unit.valid_to >= $2)"
    " ORDER BY below.depth, unit.name_sort, unit.id"
    " LIMIT $4";

static const struct fault *read_unit(struct work *work, const struct db_rows *rows, int first,
                                     struct unit *ret_unit)
{
    *ret_unit = (struct unit){
        .id = db_int(rows, first),
        .parent_id = db_int(rows, first + 1),
        .code = db_text(rows, first + 3),
        .slug = db_text(rows, first + 4),
        .name = db_text(rows, first + 5),
        .valid_from = db_date(rows, first + 6),
        .valid_to = db_date(rows, first + 7),
    };
    if (unit_kind_from_name(db_text(rows, first + 2), &ret_unit->kind))
        return NULL;
    return fault_new(work->arena, FAULT_INTERNAL, "error.internal", "unit %lld: unknown kind",
                     (long long)ret_unit->id);
}

const struct fault *unit_list_below(struct work *work, int64_t ancestor_id, struct civil_date on,
                                    int levels, unit_list *ret_units)
{
    unit_list units = {0};
    struct db_rows *rows;
    const struct fault *fault;
    db_depends(work, topic_of("unit", 0));
    fault = db_query(work, UNITS_BELOW, P(ancestor_id, on, levels, UNIT_BELOW_MOST), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        fault = read_unit(work, rows, 0, VEC_PUSH(&units, work->arena));
        if (fault)
            return fault;
    }
    *ret_units = units;
    return db_done(rows);
}

static const char SUCCESSIONS[] =
    "SELECT unit_successor.unit_id, unit.id, unit.parent_id, unit.kind, unit.code, unit.slug,"
    "       unit.name, unit.valid_from, unit.valid_to"
    " FROM unit_successor JOIN unit ON unit.id = unit_successor.successor_id"
    " JOIN unit_ancestor ON unit_ancestor.unit_id = unit_successor.unit_id"
    " WHERE unit_ancestor.ancestor_id = $1"
    " ORDER BY unit_successor.unit_id, unit.name_sort, unit.id"
    " LIMIT $2";

const struct fault *unit_successions_below(struct work *work, int64_t ancestor_id,
                                           unit_successions *ret_list)
{
    unit_successions list = {0};
    struct db_rows *rows;
    const struct fault *fault;
    db_depends(work, topic_of("unit", 0));
    fault = db_query(work, SUCCESSIONS, P(ancestor_id, UNIT_BELOW_MOST), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        struct unit_succession *succession = VEC_PUSH(&list, work->arena);
        succession->unit_id = db_int(rows, 0);
        fault = read_unit(work, rows, 1, &succession->successor);
        if (fault)
            return fault;
    }
    *ret_list = list;
    return db_done(rows);
}

/* ---- moving ---- */

static const char KEEP_PARENT[] =
    "INSERT INTO unit_former_parent (unit_id, parent_id, last_day)"
    " SELECT id, parent_id, CAST($2 AS TEXT) FROM unit WHERE id = $1 AND parent_id IS NOT NULL"
    " ON CONFLICT (unit_id, last_day) DO NOTHING";
static const char SET_PARENT[] = "UPDATE unit SET parent_id = $2 WHERE id = $1";
/* Of the unit and all below it, what lay above the unit. */
static const char CUT_ABOVE[] =
    "DELETE FROM unit_ancestor"
    " WHERE unit_id IN (SELECT unit_id FROM unit_ancestor WHERE ancestor_id = $1)"
    "   AND ancestor_id NOT IN (SELECT unit_id FROM unit_ancestor WHERE ancestor_id = $1)";
static const char JOIN_ABOVE[] =
    "INSERT INTO unit_ancestor (unit_id, ancestor_id, depth)"
    " SELECT own.unit_id, above.ancestor_id, own.depth + above.depth + 1"
    " FROM unit_ancestor own CROSS JOIN unit_ancestor above"
    " WHERE own.ancestor_id = $1 AND above.unit_id = $2";

/* One of unit $1 and those below it that has $2 others above it, or more. */
static const char TOO_DEEP[] =
    "SELECT 1 FROM unit_ancestor below"
    " JOIN unit_ancestor above ON above.unit_id = below.unit_id AND above.depth >= $2"
    " WHERE below.ancestor_id = $1"
    " LIMIT 1";

const struct fault *unit_move(struct work *work, int64_t id, int64_t parent_id,
                              struct civil_date first_day)
{
    bool is_too_deep = false;
    const struct fault *fault =
        db_exec(work, KEEP_PARENT, P(id, date_add_days(first_day, -1)), NULL);
    db_touch(work, topic_of("unit", 0));
    db_touch(work, topic_of("unit", id));
    if (!fault)
        fault = db_exec(work, SET_PARENT, P(id, parent_id), NULL);
    if (!fault)
        fault = db_exec(work, CUT_ABOVE, P(id), NULL);
    if (!fault)
        fault = db_exec(work, JOIN_ABOVE, P(id, parent_id), NULL);
    if (!fault)
        fault = db_has(work, TOO_DEEP, P(id, UNIT_LEVELS), &is_too_deep);
    return !fault && is_too_deep ? unit_too_deep(work) : fault;
}

const char *const unit_tree_statements[] = {
    UNITS_BELOW, SUCCESSIONS, KEEP_PARENT, SET_PARENT, CUT_ABOVE, JOIN_ABOVE, TOO_DEEP, NULL,
};
