/*
 * All SQL of number series. The next number comes from one statement that also
 * locks the series, so that writers of several processes wait for each other
 * and a use-case that is undone gives its number back.
 */
#include "civic/actor.h"
#include "civic/series.h"

#include "db/db.h"

static int64_t actor_id(const struct work *work)
{
    return work->actor ? work->actor->account_id : 0;
}

/* A row that is there, or a new series; the row is locked until the commit. */
static const char SERIES_NEXT[] = "INSERT INTO number_series (id, unit_id, kind, period, last) "
                                  "VALUES ($1, $2, $3, $4, 1) "
                                  "ON CONFLICT (unit_id, kind, period) "
                                  "DO UPDATE SET last = number_series.last + 1 "
                                  "RETURNING id, last";

static const char SERIES_TAKE[] =
    "INSERT INTO number_taken (series_id, number, state, symbol, purpose, taken_at, taken_by) "
    "VALUES ($1, $2, 'issued', $3, $4, $5, $6)";

const struct fault *series_issue(struct work *work, const struct series *series, struct str purpose,
                                 struct series_number *ret_number)
{
    struct series_number taken = {.purpose = purpose};
    struct db_rows *rows;
    const struct fault *fault =
        db_one(work, SERIES_NEXT,
               P(db_new_id(work->clock), series->unit_id, series->counts, series->period), &rows);
    if (fault)
        return fault;
    taken.series_id = db_int(rows, 0);
    taken.number = db_int(rows, 1);
    taken.symbol = series_symbol(work->arena, series, taken.number);
    taken.taken_at = clock_now(work->clock);
    taken.taken_by = actor_id(work);
    fault = db_exec(
        work, SERIES_TAKE,
        P(taken.series_id, taken.number, taken.symbol, purpose, taken.taken_at, taken.taken_by),
        NULL);
    if (fault)
        return fault;
    *ret_number = taken;
    return NULL;
}

static const char SERIES_VOID_IT[] =
    "UPDATE number_taken "
    "SET state = 'void', changed_at = $3, changed_by = $4, reason = $5 "
    "WHERE series_id = $1 AND number = $2 AND state <> 'void'";

const struct fault *series_void(struct work *work, int64_t series_id, int64_t number,
                                struct str reason)
{
    if (str_trim(reason).len == 0)
        return fault_field(work->arena, "reason", "series.reason");
    return db_exec_one(
        work, SERIES_VOID_IT,
        P(series_id, number, clock_now(work->clock), actor_id(work), str_trim(reason)),
        "series.changed");
}

/* The same row, as it is: locked, so that what was taken is all there. */
static const char SERIES_OPEN[] = "INSERT INTO number_series (id, unit_id, kind, period, last) "
                                  "VALUES ($1, $2, $3, $4, 0) "
                                  "ON CONFLICT (unit_id, kind, period) "
                                  "DO UPDATE SET last = number_series.last "
                                  "RETURNING id";
static const char SERIES_GIVEN[] =
    "SELECT COALESCE(MAX(number), 0) FROM number_taken WHERE series_id = $1";
static const char SERIES_CONTINUE[] = "UPDATE number_series SET last = $2 WHERE id = $1";

static struct fault *begun(struct work *work, int64_t given)
{
    return fault_with(fault_field(work->arena, "last", "series.begun"), "last",
                      arena_printf(work->arena, "%lld", (long long)given));
}

const struct fault *series_continue(struct work *work, const struct series *series, int64_t last)
{
    struct db_rows *rows;
    int64_t series_id;
    int64_t given;
    const struct fault *fault;
    if (last < 0)
        return begun(work, 0);
    fault =
        db_one(work, SERIES_OPEN,
               P(db_new_id(work->clock), series->unit_id, series->counts, series->period), &rows);
    if (fault)
        return fault;
    series_id = db_int(rows, 0);
    fault = db_one(work, SERIES_GIVEN, P(series_id), &rows);
    if (fault)
        return fault;
    given = db_int(rows, 0);
    if (given > 0 && last <= given)
        return begun(work, given);
    return db_exec(work, SERIES_CONTINUE, P(series_id, last), NULL);
}

const char *const series_statements[] = {
    SERIES_NEXT, SERIES_TAKE, SERIES_VOID_IT, SERIES_OPEN, SERIES_GIVEN, SERIES_CONTINUE, NULL,
};
