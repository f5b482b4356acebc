/*
 * SQL of the watch.
 */
#include "civic/matter_watch_store.h"

#include "civic/actor.h"
#include "civic/matter_store.h"
#include "civic/unit.h"
#include "db/db.h"

static const char WATCH_LATE[] =
    "SELECT c.id, c.matter_id, u.parent_id, c.rule, c.started_on, c.due_on"
    " FROM matter_clock c"
    " JOIN matter m ON m.id = c.matter_id"
    " JOIN unit u ON u.id = m.unit_id"
    " WHERE c.closed_seq IS NULL AND c.escalated_at IS NULL AND c.suspended_on IS NULL"
    "   AND c.due_on < $1"
    " ORDER BY c.due_on, c.id"
    " LIMIT $2";

const struct fault *watch_late(struct work *work, late_clock_list *ret_clocks)
{
    late_clock_list clocks = {0};
    struct db_rows *rows;
    const struct fault *fault =
        db_query(work, WATCH_LATE, P(clock_today(work->clock), WATCH_STEP), &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        *VEC_PUSH(&clocks, work->arena) =
            (struct late_clock){db_int(rows, 0),  db_int(rows, 1),  db_int(rows, 2),
                                db_text(rows, 3), db_date(rows, 4), db_date(rows, 5)};
    *ret_clocks = clocks;
    return db_done(rows);
}

/* The question is part of the write: another server may be telling it just now. */
static const char WATCH_TOLD[] =
    "UPDATE matter_clock SET escalated_at = $2"
    " WHERE id = $1 AND escalated_at IS NULL AND closed_seq IS NULL AND suspended_on IS NULL";

const struct fault *watch_told(struct work *work, int64_t clock_id, bool *ret_is_new)
{
    int64_t changed;
    const struct fault *fault =
        db_exec(work, WATCH_TOLD, P(clock_id, clock_now(work->clock)), &changed);
    if (fault)
        return fault;
    *ret_is_new = changed == 1;
    return NULL;
}

static const char WATCH_ORPHANS[] =
    "SELECT m.id, m.official_id, m.kind, s.successor_id, o.name, n.name, o.id"
    " FROM unit o"
    " JOIN unit_successor s ON s.unit_id = o.id"
    " JOIN unit n ON n.id = s.successor_id"
    " JOIN matter m ON m.unit_id = o.id"
    " WHERE o.valid_to < $1 AND o.valid_to >= $3 AND s.from_date <= $1 AND m.phase IN (0, 1)"
    "   AND (SELECT COUNT(*) FROM unit_successor t WHERE t.unit_id = o.id) = 1"
    " ORDER BY m.id"
    " LIMIT $2";

const struct fault *watch_orphans(struct work *work, orphan_list *ret_orphans)
{
    orphan_list orphans = {0};
    struct civil_date since;
    struct db_rows *rows;
    const struct fault *fault = unit_ends_followed(work, &since);
    if (!fault)
        fault =
            db_query(work, WATCH_ORPHANS, P(clock_today(work->clock), WATCH_STEP, since), &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        *VEC_PUSH(&orphans, work->arena) =
            (struct orphan){db_int(rows, 0),  db_int(rows, 1),  db_text(rows, 2), db_int(rows, 3),
                            db_text(rows, 4), db_text(rows, 5), db_int(rows, 6)};
    *ret_orphans = orphans;
    return db_done(rows);
}

static const char LEFT_BEHIND[] =
    "SELECT " MATTER_COLUMNS " FROM account a"
    " JOIN matter m ON m.official_id = a.id"
    " WHERE a.is_closed = 1 AND m.phase IN (0, 1) AND (m.due_on, m.id) > ($1, $2)"
    "   AND EXISTS (SELECT 1 FROM account_role g"
    "               JOIN unit_ancestor u ON u.ancestor_id = g.unit_id"
    "               WHERE g.account_id = $3 AND g.role = 'leader' AND u.unit_id = m.unit_id)"
    " ORDER BY m.due_on, m.id"
    " LIMIT $4";

const struct fault *matter_left_behind(struct work *work, struct matter_key_place after,
                                       matter_list *ret_matters)
{
    matter_list matters = {0};
    struct db_rows *rows;
    struct str due = !after.id                    ? STR("")
                     : date_is_none(after.due_on) ? STR(MATTER_NO_DUE)
                                                  : date_to_iso(work->arena, after.due_on);
    const struct fault *fault = db_query(
        work, LEFT_BEHIND, P(due, after.id, work->actor->account_id, MATTER_PAGE + 1), &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        matter_read(rows, VEC_PUSH(&matters, work->arena));
    *ret_matters = matters;
    return db_done(rows);
}

/* From the roles down, so that nothing but a few units is looked at: a term of each, where
 * EXISTS would be answered by gathering the units of all open matters first. */
static const char DIVIDED[] =
    "SELECT o.id"
    " FROM account_role g"
    " JOIN unit_ancestor u ON u.ancestor_id = g.unit_id"
    " JOIN unit o ON o.id = u.unit_id"
    " WHERE g.account_id = $1 AND g.role IN ('leader', 'administrator') AND o.valid_to < $2"
    "   AND (SELECT COUNT(*) FROM unit_successor t WHERE t.unit_id = o.id) <> 1"
    "   AND COALESCE((SELECT MIN(m.due_on) FROM matter m WHERE m.unit_id = o.id AND m.phase = 0),"
    "                (SELECT MIN(m.due_on) FROM matter m WHERE m.unit_id = o.id AND m.phase = 1))"
    "       IS NOT NULL"
    " GROUP BY o.id"
    " ORDER BY o.id"
    " LIMIT $3";

const struct fault *watch_divided(struct work *work, int64_t *ret_ids, size_t most,
                                  size_t *ret_count)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(
        work, DIVIDED, P(work->actor->account_id, clock_today(work->clock), (int64_t)most), &rows);
    *ret_count = 0;
    if (fault)
        return fault;
    while (db_next(rows))
        ret_ids[(*ret_count)++] = db_int(rows, 0);
    return db_done(rows);
}

static const char RUNNING[] = "SELECT c.id, c.matter_id, m.code, m.facts, c.rule, c.suspensions, "
                              "c.started_on, c.due_on, c.extensions,"
                              " c.is_provisional"
                              " FROM matter_clock c JOIN matter m ON m.id = c.matter_id"
                              " WHERE c.closed_seq IS NULL AND c.id > $1"
                              " ORDER BY c.id"
                              " LIMIT $2";

const struct fault *matter_running_terms(struct work *work, int64_t after,
                                         running_term_list *ret_terms)
{
    running_term_list terms = {0};
    struct db_rows *rows;
    const struct fault *fault = db_query(work, RUNNING, P(after, WATCH_STEP), &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        *VEC_PUSH(&terms, work->arena) = (struct running_term){
            db_int(rows, 0),      db_int(rows, 1),  db_text(rows, 2), db_text(rows, 3),
            db_text(rows, 4),     db_text(rows, 5), db_date(rows, 6), db_date(rows, 7),
            (int)db_int(rows, 8), db_bool(rows, 9)};
    *ret_terms = terms;
    return db_done(rows);
}

/* ---- counting again ---- */

static const char ROUND[] = "SELECT edition, reached, is_done FROM matter_edition WHERE id = 1";

const struct fault *watch_round(struct work *work, struct round *ret_round)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, ROUND, P0, &rows);
    if (fault)
        return fault;
    *ret_round = (struct round){.edition = STR("")};
    if (db_next(rows))
        *ret_round = (struct round){db_text(rows, 0), db_int(rows, 1), db_bool(rows, 2)};
    return db_done(rows);
}

static const char ROUND_KEEP[] =
    "INSERT INTO matter_edition (id, edition, reached, is_done) VALUES (1, $1, $2, $3)"
    " ON CONFLICT (id) DO UPDATE SET edition = $1, reached = $2, is_done = $3";

const struct fault *watch_round_keep(struct work *work, const struct round *round)
{
    return db_exec(work, ROUND_KEEP, P(round->edition, round->reached, round->is_done), NULL);
}

static const char WATCH_UNTOLD[] = "UPDATE matter_clock SET escalated_at = NULL WHERE id = $1";

const struct fault *watch_untold(struct work *work, int64_t clock_id)
{
    return db_exec(work, WATCH_UNTOLD, P(clock_id), NULL);
}

const char *const matter_watch_statements[] = {
    RUNNING, WATCH_LATE, WATCH_TOLD, WATCH_ORPHANS, LEFT_BEHIND,
    DIVIDED, ROUND,      ROUND_KEEP, WATCH_UNTOLD,  NULL,
};
