/*
 * All SQL of facts.
 */
#include "db/db.h"
#include "db/topic.h"
#include "modules/reports/fact.h"

#include <stdlib.h>

#define FACT_COLUMNS                                                                               \
    "f.matter_id, f.round, f.unit_id, f.kind, f.source, f.marks, f.received_on, f.processed_on,"   \
    " f.direction, f.ended_on, f.ending, f.outcome, f.is_late, f.due_on, f.replied_on,"            \
    " f.forced_on, f.executed_on, f.came_on, f.left_on, f.replies"
#define FOREVER "9999-12-31"

static struct fact read_fact(const struct db_rows *rows)
{
    return (struct fact){.sort = FACT_PETITION,
                         .matter_id = db_int(rows, 0),
                         .round = db_int(rows, 1),
                         .unit_id = db_int(rows, 2),
                         .kind = db_text(rows, 3),
                         .source = db_text(rows, 4),
                         .marks = db_text(rows, 5),
                         .received_on = db_date(rows, 6),
                         .processed_on = db_date(rows, 7),
                         .direction = db_text(rows, 8),
                         .ended_on = db_date(rows, 9),
                         .ending = db_text(rows, 10),
                         .outcome = db_text(rows, 11),
                         .is_late = db_bool(rows, 12),
                         .due_on = db_date(rows, 13),
                         .replied_on = db_date(rows, 14),
                         .forced_on = db_date(rows, 15),
                         .executed_on = db_date(rows, 16),
                         .came_on = db_date(rows, 17),
                         .left_on = db_date(rows, 18),
                         .replies = db_text(rows, 19),
                         .joined_on = DATE_NONE};
}

static const char FACT_ROUNDS[] = "SELECT " FACT_COLUMNS ", f.seq FROM report_fact f"
                                  " WHERE f.matter_id = $1"
                                  " ORDER BY f.round LIMIT 1000";

const struct fault *fact_rounds(struct work *work, int64_t matter_id, fact_list *ret_rounds)
{
    fact_list rounds = {0};
    struct db_rows *rows;
    const struct fault *fault = db_query(work, FACT_ROUNDS, P(matter_id), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        struct fact *round = VEC_PUSH(&rounds, work->arena);
        *round = read_fact(rows);
        round->seq = db_int(rows, 20);
    }
    *ret_rounds = rounds;
    return db_done(rows);
}

static const char FACT_STORE[] =
    "INSERT INTO report_fact (matter_id, round, unit_id, kind, source, marks, received_on,"
    "    processed_on, direction, ended_on, ending, outcome, is_late, due_on, replied_on,"
    "    forced_on, executed_on, live_until, seq, came_on, left_on,"
    "    replies)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,"
    "         $19, $20, $21, $22)"
    " ON CONFLICT (matter_id, round) DO UPDATE SET processed_on = $8, direction = $9,"
    "    ended_on = $10, ending = $11, outcome = $12, is_late = $13, due_on = $14,"
    "    replied_on = $15, forced_on = $16, executed_on = $17, live_until = $18, seq = $19,"
    "    left_on = $21, replies = $22";

const struct fault *fact_store(struct work *work, const struct fact *fact)
{
    struct civil_date until = fact_live_until(fact);
    return db_exec(work, FACT_STORE,
                   P(fact->matter_id, fact->round, fact->unit_id, fact->kind, fact->source,
                     fact->marks, fact->received_on, fact->processed_on, fact->direction,
                     fact->ended_on, fact->ending, fact->outcome, fact->is_late, fact->due_on,
                     fact->replied_on, fact->forced_on, fact->executed_on,
                     date_is_none(until) ? STR(FOREVER) : date_to_iso(work->arena, until),
                     fact->seq, fact->came_on, fact->left_on, fact->replies),
                   NULL);
}

static const char FACT_FORGET[] = "DELETE FROM report_fact WHERE matter_id = $1";

const struct fault *fact_forget(struct work *work, int64_t matter_id)
{
    return db_exec(work, FACT_FORGET, P(matter_id), NULL);
}

static const char FACT_PLACES[] = "SELECT s.seq, s.unit_id FROM matter_span s"
                                  " WHERE s.matter_id = $1"
                                  " ORDER BY s.seq LIMIT 10000";

static void read_fact_place(const struct db_rows *rows, void *item)
{
    *(struct fact_place *)item = (struct fact_place){db_int(rows, 0), db_int(rows, 1)};
}

const struct fault *fact_places(struct work *work, int64_t matter_id, fact_place_list *ret_places)
{
    return db_list(work, FACT_PLACES, P(matter_id), read_fact_place, DB_INTO(ret_places));
}

static const char FACT_CURSOR[] = "SELECT at FROM report_cursor WHERE name = 'facts'";

const struct fault *fact_cursor(struct work *work, int64_t *ret_at)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, FACT_CURSOR, P0, &rows);
    if (fault)
        return fault;
    *ret_at = db_next(rows) ? db_int(rows, 0) : 0;
    return db_done(rows);
}

static const char FACT_SET_CURSOR[] = "INSERT INTO report_cursor (name, at) VALUES ('facts', $1)"
                                      " ON CONFLICT (name) DO UPDATE SET at = $1";

const struct fault *fact_set_cursor(struct work *work, int64_t at)
{
    return db_exec(work, FACT_SET_CURSOR, P(at), NULL);
}

/* ---- for a period ---- */

/* In the order of the index report_fact_unit, which has all of it. */
static const char FACT_PETITIONS[] =
    "SELECT " FACT_COLUMNS " FROM unit_ancestor a"
    " JOIN report_fact f ON f.unit_id = a.unit_id"
    " WHERE a.ancestor_id = $1 AND f.live_until >= $2 AND f.received_on <= $3"
    "   AND (f.came_on IS NULL OR f.came_on <= $3) AND (f.left_on IS NULL OR f.left_on > $3)"
    " ORDER BY a.depth, a.unit_id, f.live_until, f.received_on, f.matter_id, f.round"
    " LIMIT 5000000";

/* Few are: when each became a duplicate, and when it was parted again (0: it is one), by
 * matter. */
static const char FACT_JOINED[] =
    "SELECT j.matter_id, j.at, j.ended_at"
    " FROM (SELECT l.matter_id, l.at, 0 AS ended_at FROM matter_link l"
    "       WHERE l.kind = 'duplicate-of'"
    "       UNION ALL SELECT p.matter_id, p.at, p.ended_at FROM matter_link_past p"
    "       WHERE p.kind = 'duplicate-of') j"
    " WHERE EXISTS (SELECT 1 FROM report_fact f"
    "               JOIN unit_ancestor a ON a.unit_id = f.unit_id"
    "               WHERE f.matter_id = j.matter_id AND a.ancestor_id = $1"
    "                 AND f.live_until >= $2 AND f.received_on <= $3)"
    " ORDER BY j.matter_id, j.at"
    " LIMIT 5000000";

struct joined {
    int64_t matter_id;
    struct civil_date on;
};

static int compare_joined(const void *a, const void *b)
{
    int64_t x = ((const struct joined *)a)->matter_id;
    int64_t y = ((const struct joined *)b)->matter_id;
    return (x > y) - (x < y);
}

/* Of those that are one on the last day of the period. */
static const struct fault *fill_joined(struct work *work, struct db_params params,
                                       struct civil_date last, fact_list *facts)
{
    VEC(struct joined) joined = {0};
    struct db_rows *rows;
    const struct fault *fault = db_query(work, FACT_JOINED, params, &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        struct joined one = {db_int(rows, 0), instant_date(db_instant(rows, 1))};
        bool was_parted =
            db_int(rows, 2) && date_compare(instant_date(db_instant(rows, 2)), last) <= 0;
        if (date_compare(one.on, last) <= 0 && !was_parted)
            *VEC_PUSH(&joined, work->arena) = one;
    }
    for (size_t i = 0; joined.count && i < facts->count; i++) {
        struct joined wanted = {.matter_id = facts->items[i].matter_id};
        const struct joined *found =
            bsearch(&wanted, joined.items, joined.count, sizeof(struct joined), compare_joined);
        if (found)
            facts->items[i].joined_on = found->on;
    }
    return db_done(rows);
}

const struct fault *fact_petitions(struct work *work, int64_t unit_id, struct civil_date first,
                                   struct civil_date last, fact_list *ret_facts)
{
    fact_list facts = {0};
    struct db_rows *rows;
    const struct fault *fault = db_query(work, FACT_PETITIONS, P(unit_id, first, last), &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        *VEC_PUSH(&facts, work->arena) = read_fact(rows);
    fault = db_done(rows);
    if (!fault)
        fault = fill_joined(work, P(unit_id, first, last), last, &facts);
    *ret_facts = facts;
    return fault;
}

const char *const fact_statements[] = {FACT_ROUNDS, FACT_STORE,      FACT_FORGET,
                                       FACT_CURSOR, FACT_SET_CURSOR, FACT_PETITIONS,
                                       FACT_JOINED, FACT_PLACES,     NULL};
