/*
 * Two passes: over the spans that begin or end in the period or lie open at its end, and
 * over the terms of those.
 */
#include "civic/matter_stats.h"

#include "civic/lifecycle.h"
#include "civic/module.h"
#include "civic/site.h"

#include "db/db.h"

/* Of one sort of span; each walks an index to what it counts and no further. */
#define PART(what, condition)                                                                      \
    " SELECT s.kind, s.unit_id, " what " AS what FROM unit_ancestor a"                             \
    " JOIN matter_span s ON s.unit_id = a.unit_id"                                                 \
    " WHERE a.ancestor_id = $1 AND " condition
#define BEGAN PART("s.began_by", "s.began_on >= $2 AND s.began_on <= $3")
#define END                                                                                        \
    "CASE WHEN s.ended_by = 'moved' THEN 'out' WHEN s.is_late = 1 THEN 'late' ELSE 'done' END"
#define ENDED PART(END, "s.ended_on >= $2 AND s.ended_on <= $3")
#define ENDED_LATER PART("'open'", "s.ended_on > $3 AND s.began_on <= $3")
#define LIES_OPEN PART("'open'", "s.ended_on IS NULL AND s.began_on <= $3")

/* $1 unit, $2 $3 first and last day. What lay open when the period began is not looked for:
 * it follows from the balance. */
static const char STATS[] =
    "SELECT p.kind, p.unit_id, p.what, COUNT(*)"
    " FROM (" BEGAN " UNION ALL" ENDED " UNION ALL" ENDED_LATER " UNION ALL" LIES_OPEN ") p"
    " GROUP BY p.kind, p.unit_id, p.what"
    " ORDER BY p.kind, p.unit_id, p.what"
    " LIMIT 40000";

/* On a day that was. */
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

/* Today, of one kind: the nearest term of each stands in its row, and in an index. $4 are rules
 * whose terms only pass; where the kind has any, the terms themselves are asked. */
static const char STATS_OVERDUE_NOW[] =
    "SELECT m.kind, m.unit_id, COUNT(*)"
    " FROM unit_ancestor a"
    " JOIN matter m ON m.unit_id = a.unit_id"
    " WHERE a.ancestor_id = $1 AND m.phase IN (0, 1) AND m.due_on < $2 AND m.kind = $3"
    "   AND ($4 = '' OR EXISTS (SELECT 1 FROM matter_clock c"
    "        WHERE c.matter_id = m.id AND c.due_on < $2 AND c.closed_seq IS NULL"
    "          AND c.suspended_on IS NULL AND $4 NOT LIKE '% ' || c.rule || ' %'))"
    " GROUP BY m.kind, m.unit_id"
    " ORDER BY m.kind, m.unit_id"
    " LIMIT 5000";

/* Both are by kind, and by unit within a kind. */
static const struct fault *read_overdue(struct db_rows *rows, matter_stats_list *list)
{
    size_t at = 0;
    while (db_next(rows)) {
        while (at < list->count && (list->items[at].unit_id != db_int(rows, 1) ||
                                    !str_equal(list->items[at].kind, db_text(rows, 0))))
            at++;
        if (at < list->count)
            list->items[at].overdue = db_int(rows, 2);
    }
    return db_done(rows);
}

static const struct fault *fill_overdue_now(struct work *work, int64_t unit_id,
                                            const struct matter_kind *kind, matter_stats_list *list)
{
    struct str passing = kind->passes ? arena_printf(work->arena, " %s ", kind->passes) : STR("");
    struct db_rows *rows;
    const struct fault *fault =
        db_query(work, STATS_OVERDUE_NOW,
                 P(unit_id, clock_today(work->clock), str_from_c(kind->name), passing), &rows);
    return fault ? fault : read_overdue(rows, list);
}

static const struct fault *fill_overdue(struct work *work, int64_t unit_id, struct civil_date last,
                                        matter_stats_list *list)
{
    const struct fault *fault = NULL;
    struct db_rows *rows;
    if (date_compare(last, clock_today(work->clock)) < 0) {
        fault = db_query(work, STATS_OVERDUE, P(unit_id, last, kinds_passing(work)), &rows);
        return fault ? fault : read_overdue(rows, list);
    }
    for (size_t m = 0; work->site->modules[m]; m++)
        for (size_t i = 0; !fault && i < work->site->modules[m]->kind_count; i++)
            fault = fill_overdue_now(work, unit_id, work->site->modules[m]->kinds[i], list);
    return fault;
}

/* Where a count belongs. */
static int64_t *place_of(struct matter_stats *row, struct str what)
{
    const struct {
        const char *what;
        int64_t *place;
    } places[] = {
        {"received", &row->received      },
        {"reopened", &row->reopened      },
        {"moved",    &row->moved_in      },
        {"done",     &row->closed_in_time},
        {"late",     &row->closed_late   },
        {"out",      &row->moved_out     },
        {"open",     &row->closing       },
    };
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
        if (str_equal(what, str_from_c(places[i].what)))
            return places[i].place;
    return NULL;
}

const struct fault *matter_stats(struct work *work, int64_t unit_id, struct civil_date first,
                                 struct civil_date last, matter_stats_list *ret_rows)
{
    matter_stats_list list = {0};
    struct matter_stats *row = NULL;
    struct db_rows *rows;
    const struct fault *fault = db_query(work, STATS, P(unit_id, first, last), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        struct str kind = db_text(rows, 0);
        int64_t *place;
        if (!row || row->unit_id != db_int(rows, 1) || !str_equal(row->kind, kind)) {
            row = VEC_PUSH(&list, work->arena);
            *row = (struct matter_stats){.kind = kind, .unit_id = db_int(rows, 1)};
        }
        place = place_of(row, db_text(rows, 2));
        if (place)
            *place = db_int(rows, 3);
    }
    fault = db_done(rows);
    for (size_t i = 0; i < list.count; i++) {
        row = &list.items[i];
        row->opening = row->closing + row->closed_in_time + row->closed_late + row->moved_out -
                       row->received - row->reopened - row->moved_in;
    }
    if (!fault)
        fault = fill_overdue(work, unit_id, last, &list);
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

const char *const matter_stats_statements[] = {STATS, STATS_OVERDUE, STATS_OVERDUE_NOW, STATES_NOW,
                                               NULL};
