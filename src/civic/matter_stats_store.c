/*
 * Two passes: over the spans of the period, and over the terms of what lies open
 * at its end.
 */
#include "civic/matter_stats.h"

#include "civic/lifecycle.h"

#include "db/db.h"

static const char STATS[] =
    "SELECT s.kind, s.unit_id,"
    "       SUM(CASE WHEN s.began_on < $2 THEN 1 ELSE 0 END),"
    "       SUM(CASE WHEN s.began_on >= $2 AND s.began_by = 'received' THEN 1 ELSE 0 END),"
    "       SUM(CASE WHEN s.began_on >= $2 AND s.began_by = 'reopened' THEN 1 ELSE 0 END),"
    "       SUM(CASE WHEN s.began_on >= $2 AND s.began_by = 'moved' THEN 1 ELSE 0 END),"
    "       SUM(CASE WHEN s.ended_on <= $3 AND s.ended_by = 'closed' AND s.is_late = 0"
    "                THEN 1 ELSE 0 END),"
    "       SUM(CASE WHEN s.ended_on <= $3 AND s.ended_by = 'closed' AND s.is_late = 1"
    "                THEN 1 ELSE 0 END),"
    "       SUM(CASE WHEN s.ended_on <= $3 AND s.ended_by = 'moved' THEN 1 ELSE 0 END),"
    "       SUM(CASE WHEN s.ended_on IS NULL OR s.ended_on > $3 THEN 1 ELSE 0 END)"
    " FROM matter_span s"
    " JOIN unit_ancestor a ON a.unit_id = s.unit_id"
    " WHERE a.ancestor_id = $1 AND s.began_on <= $3"
    "   AND (s.ended_on IS NULL OR s.ended_on >= $2)"
    " GROUP BY s.kind, s.unit_id"
    " ORDER BY s.kind, s.unit_id"
    " LIMIT 5000";

static const char STATS_OVERDUE[] =
    "SELECT s.kind, s.unit_id, COUNT(DISTINCT s.matter_id)"
    " FROM matter_span s"
    " JOIN unit_ancestor a ON a.unit_id = s.unit_id"
    " JOIN matter_clock c ON c.matter_id = s.matter_id"
    " WHERE a.ancestor_id = $1 AND s.began_on <= $2"
    "   AND (s.ended_on IS NULL OR s.ended_on > $2)"
    "   AND c.started_on <= $2 AND c.due_on < $2 AND c.suspended_on IS NULL"
    "   AND (c.closed_on IS NULL OR c.closed_on > $2)"
    "   AND $3 NOT LIKE '% ' || c.rule || ' %'"
    " GROUP BY s.kind, s.unit_id"
    " ORDER BY s.kind, s.unit_id"
    " LIMIT 5000";

static const struct fault *fill_overdue(struct work *work, int64_t unit_id, struct civil_date last,
                                        matter_stats_list *list)
{
    struct db_rows *rows;
    size_t at = 0; /* both are in the same order */
    const struct fault *fault =
        db_query(work, STATS_OVERDUE, P(unit_id, last, kinds_passing(work)), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        while (at < list->count && (list->items[at].unit_id != db_int(rows, 1) ||
                                    !str_equal(list->items[at].kind, db_text(rows, 0))))
            at++;
        if (at < list->count)
            list->items[at].overdue = db_int(rows, 2);
    }
    return db_done(rows);
}

const struct fault *matter_stats(struct work *work, int64_t unit_id, struct civil_date first,
                                 struct civil_date last, matter_stats_list *ret_rows)
{
    struct civil_date today = clock_today(work->clock);
    matter_stats_list list = {0};
    struct db_rows *rows;
    const struct fault *fault = db_query(work, STATS, P(unit_id, first, last), &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        *VEC_PUSH(&list, work->arena) = (struct matter_stats){.kind = db_text(rows, 0),
                                                              .unit_id = db_int(rows, 1),
                                                              .opening = db_int(rows, 2),
                                                              .received = db_int(rows, 3),
                                                              .reopened = db_int(rows, 4),
                                                              .moved_in = db_int(rows, 5),
                                                              .closed_in_time = db_int(rows, 6),
                                                              .closed_late = db_int(rows, 7),
                                                              .moved_out = db_int(rows, 8),
                                                              .closing = db_int(rows, 9)};
    fault = db_done(rows);
    if (!fault)
        fault = fill_overdue(work, unit_id, date_compare(last, today) > 0 ? today : last, &list);
    *ret_rows = list;
    return fault;
}

static const char STATES_NOW[] = "SELECT m.kind, m.state, COUNT(*)"
                                 " FROM matter m"
                                 " JOIN unit_ancestor a ON a.unit_id = m.unit_id"
                                 " WHERE a.ancestor_id = $1 AND m.phase IN (0, 1)"
                                 " GROUP BY m.kind, m.state"
                                 " ORDER BY m.kind, m.state"
                                 " LIMIT 1000";

static void read_state_count(const struct db_rows *rows, void *item)
{
    *(struct state_count *)item =
        (struct state_count){db_text(rows, 0), db_text(rows, 1), db_int(rows, 2)};
}

const struct fault *matter_states_now(struct work *work, int64_t unit_id,
                                      state_count_list *ret_counts)
{
    return db_list(work, STATES_NOW, P(unit_id), read_state_count, DB_INTO(ret_counts));
}

const char *const matter_stats_statements[] = {STATS, STATS_OVERDUE, STATES_NOW, NULL};
