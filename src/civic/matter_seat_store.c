/*
 * From a unit that ended to who took over from it, and back. Mergers follow each other
 * seldom, so that the way is gone a step at a time.
 */
#include "civic/matter_seat.h"

#include "civic/actor.h"
#include "civic/matter_store.h"
#include "civic/unit.h"
#include "db/db.h"

enum {
    STEPS_MOST = 8,   /* mergers behind each other */
    UNITS_MOST = 100, /* looked at for one list */
    PER_UNIT_MOST = 100
};

static bool runs_on(const struct matter *matter)
{
    return matter->phase == PHASE_CLOSED && !date_is_none(matter->due_on);
}

static bool has_ended(const struct work *work, const struct unit *unit, struct civil_date since)
{
    return !unit_exists_on(unit, clock_today(work->clock)) && !date_is_none(unit->valid_to) &&
           date_compare(unit->valid_to, since) >= 0;
}

/* The one unit that took over from one that has ended; 0 where none or several did. */
static const struct fault *next_seat(struct work *work, int64_t unit_id, int64_t *ret_id)
{
    struct civil_date since;
    struct unit unit;
    unit_list successors;
    const struct fault *fault = unit_load(work, unit_id, &unit);
    *ret_id = 0;
    if (!fault)
        fault = unit_ends_followed(work, &since);
    if (fault || !has_ended(work, &unit, since))
        return fault;
    fault = unit_successors(work, unit_id, &successors);
    if (!fault && successors.count == 1)
        *ret_id = successors.items[0].id;
    return fault;
}

const struct fault *matter_seat_must(struct work *work, unsigned roles, const struct matter *matter)
{
    const struct fault *refusal = actor_must(work, roles, matter->unit_id);
    int64_t seat = matter->unit_id;
    if (!refusal || refusal->kind != FAULT_FORBIDDEN || !runs_on(matter))
        return refusal;
    for (int step = 0; step < STEPS_MOST; step++) {
        const struct fault *fault = next_seat(work, seat, &seat);
        if (fault)
            return fault;
        if (seat == 0)
            return refusal;
        fault = actor_must(work, roles, seat);
        if (!fault || fault->kind != FAULT_FORBIDDEN)
            return fault;
    }
    return refusal;
}

const struct fault *matter_seat_of(struct work *work, int64_t unit_id, int64_t *ret_seat_id)
{
    struct unit unit;
    struct civil_date since;
    const struct fault *fault = unit_load(work, unit_id, &unit);
    if (!fault)
        fault = unit_ends_followed(work, &since);
    for (int step = 0; !fault && step < STEPS_MOST && has_ended(work, &unit, since); step++) {
        int64_t next;
        fault = next_seat(work, unit.id, &next);
        if (!fault && next == 0)
            next = unit.parent_id;
        if (!fault && next == 0)
            break;
        if (!fault)
            fault = unit_load(work, next, &unit);
    }
    if (!fault)
        *ret_seat_id = unit.id;
    return fault;
}

/* Those that ended with $1 as their one successor, or below $1 with several or none; and
 * whether a closed file lies there in which a term runs. */
#define SUCCESSORS_OF "(SELECT COUNT(*) FROM unit_successor t WHERE t.unit_id = o.id)"
#define RUNS_ON                                                                                    \
    "EXISTS (SELECT 1 FROM matter m"                                                               \
    "        WHERE m.unit_id = o.id AND m.phase = 2 AND m.due_on <= $4)"
static const char SEATED[] = "SELECT o.id, CASE WHEN " RUNS_ON " THEN 1 ELSE 0 END"
                             " FROM unit_successor s"
                             " JOIN unit o ON o.id = s.unit_id"
                             " WHERE s.successor_id = $1 AND o.valid_to < $2 AND o.valid_to >= $3"
                             "   AND " SUCCESSORS_OF " = 1"
                             " UNION ALL"
                             " SELECT o.id, CASE WHEN " RUNS_ON " THEN 1 ELSE 0 END"
                             " FROM unit o"
                             " WHERE o.parent_id = $1 AND o.valid_to < $2 AND o.valid_to >= $3"
                             "   AND " SUCCESSORS_OF " <> 1"
                             " ORDER BY 1"
                             " LIMIT $5";

struct search {
    int64_t ids[UNITS_MOST]; /* the units asked for first, then what was found */
    size_t count;
};

static bool has(const struct search *search, int64_t id)
{
    for (size_t i = 0; i < search->count; i++)
        if (search->ids[i] == id)
            return true;
    return false;
}

const struct fault *matter_seats(struct work *work, const int64_t *units, size_t count,
                                 int64_t *ret_ids, size_t most, size_t *ret_count)
{
    struct search search = {.count = 0};
    struct civil_date since;
    const struct fault *fault = unit_ends_followed(work, &since);
    *ret_count = 0;
    for (size_t i = 0; i < count && search.count < UNITS_MOST; i++)
        search.ids[search.count++] = units[i];
    for (size_t at = 0; !fault && at < search.count; at++) {
        struct db_rows *rows;
        fault = db_query(
            work, SEATED,
            P(search.ids[at], clock_today(work->clock), since, STR(MATTER_LAST_DUE), PER_UNIT_MOST),
            &rows);
        if (fault)
            return fault;
        while (db_next(rows)) {
            int64_t id = db_int(rows, 0);
            if (has(&search, id) || search.count == UNITS_MOST)
                continue;
            search.ids[search.count++] = id;
            if (db_int(rows, 1) && *ret_count < most)
                ret_ids[(*ret_count)++] = id;
        }
        fault = db_done(rows);
    }
    return fault;
}

const char *const matter_seat_statements[] = {SEATED, NULL};
