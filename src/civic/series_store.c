/*
 * All SQL of number series. The next number comes from one statement that also
 * locks the series, so that writers of several processes wait for each other
 * and a use-case that is undone gives its number back.
 */
#include "civic/actor.h"
#include "civic/series.h"

#include "db/db.h"
#include "db/topic.h"

static int64_t actor_id(const struct work *work)
{
    return work->actor ? work->actor->account_id : 0;
}

static bool state_from_name(struct str name, enum series_state *ret_state)
{
    for (int state = 0; state < SERIES_STATE_COUNT; state++)
        if (str_equal(name, series_state_name((enum series_state)state))) {
            *ret_state = (enum series_state)state;
            return true;
        }
    return false;
}

/* A row that is there, or a new series; the row is locked until the commit. */
static const char SERIES_NEXT[] = "INSERT INTO number_series (id, unit_id, kind, period, last) "
                                  "VALUES ($1, $2, $3, $4, 1) "
                                  "ON CONFLICT (unit_id, kind, period) "
                                  "DO UPDATE SET last = number_series.last + 1 "
                                  "RETURNING id, last";

static const char SERIES_TAKE[] =
    "INSERT INTO number_taken (series_id, number, state, symbol, purpose, taken_at, taken_by) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";

static const struct fault *take(struct work *work, const struct series *series,
                                enum series_state state, struct str purpose,
                                struct series_number *ret_number)
{
    struct series_number taken = {.state = state, .purpose = purpose};
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
    fault = db_exec(work, SERIES_TAKE,
                    P(taken.series_id, taken.number, series_state_name(state), taken.symbol,
                      purpose, taken.taken_at, taken.taken_by),
                    NULL);
    if (fault)
        return fault;
    db_touch(work, topic_of("series", taken.series_id));
    *ret_number = taken;
    return NULL;
}

const struct fault *series_issue(struct work *work, const struct series *series, struct str purpose,
                                 struct series_number *ret_number)
{
    return take(work, series, SERIES_ISSUED, purpose, ret_number);
}

const struct fault *series_reserve(struct work *work, const struct series *series,
                                   struct str purpose, struct series_number *ret_number)
{
    return take(work, series, SERIES_RESERVED, purpose, ret_number);
}

static const char SERIES_ISSUE[] = "UPDATE number_taken "
                                   "SET state = 'issued', changed_at = $3, changed_by = $4 "
                                   "WHERE series_id = $1 AND number = $2 AND state = 'reserved'";

const struct fault *series_issue_reserved(struct work *work, int64_t series_id, int64_t number)
{
    db_touch(work, topic_of("series", series_id));
    return db_exec_one(work, SERIES_ISSUE,
                       P(series_id, number, clock_now(work->clock), actor_id(work)),
                       "series.changed");
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
    db_touch(work, topic_of("series", series_id));
    return db_exec_one(
        work, SERIES_VOID_IT,
        P(series_id, number, clock_now(work->clock), actor_id(work), str_trim(reason)),
        "series.changed");
}

static const char SERIES_CONTINUE[] =
    "INSERT INTO number_series (id, unit_id, kind, period, last) "
    "VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (unit_id, kind, period) "
    "DO UPDATE SET last = EXCLUDED.last WHERE number_series.last < EXCLUDED.last";

const struct fault *series_continue(struct work *work, const struct series *series, int64_t last)
{
    if (last < 0)
        return fault_new(work->arena, FAULT_CONFLICT, "series.begun", "%lld numbers",
                         (long long)last);
    return db_exec_one(
        work, SERIES_CONTINUE,
        P(db_new_id(work->clock), series->unit_id, series->counts, series->period, last),
        "series.begun");
}

#define NUMBER_COLUMNS                                                                             \
    "taken.series_id, taken.number, taken.state, taken.symbol, taken.purpose, taken.taken_at, "    \
    "taken.taken_by, taken.reason"

static const struct fault *read_number(struct work *work, const struct db_rows *rows,
                                       struct series_number *ret_number)
{
    struct series_number taken = {
        .series_id = db_int(rows, 0),
        .number = db_int(rows, 1),
        .symbol = db_text(rows, 3),
        .purpose = db_text(rows, 4),
        .taken_at = db_instant(rows, 5),
        .taken_by = db_int(rows, 6),
        .reason = db_text(rows, 7),
    };
    if (!state_from_name(db_text(rows, 2), &taken.state))
        return fault_new(work->arena, FAULT_INTERNAL, "error.internal",
                         "number %lld of series %lld has an unknown state", (long long)taken.number,
                         (long long)taken.series_id);
    *ret_number = taken;
    return NULL;
}

static const char SERIES_LOAD[] = "SELECT " NUMBER_COLUMNS " "
                                  "FROM number_taken AS taken "
                                  "WHERE taken.series_id = $1 AND taken.number = $2";

const struct fault *series_load(struct work *work, int64_t series_id, int64_t number,
                                struct series_number *ret_number)
{
    struct db_rows *rows;
    const struct fault *fault;
    db_depends(work, topic_of("series", series_id));
    fault = db_one(work, SERIES_LOAD, P(series_id, number), &rows);
    if (fault)
        return fault;
    return read_number(work, rows, ret_number);
}

static const char SERIES_NUMBERS[] = "SELECT " NUMBER_COLUMNS " "
                                     "FROM number_series AS series "
                                     "JOIN number_taken AS taken ON taken.series_id = series.id "
                                     "WHERE series.unit_id = $1 AND series.kind = $2 "
                                     "AND series.period = $3 AND taken.number < $4 "
                                     "ORDER BY taken.number DESC "
                                     "LIMIT $5";

const struct fault *series_numbers(struct work *work, const struct series *series, int64_t before,
                                   series_list *ret_numbers)
{
    series_list numbers = {0};
    struct db_rows *rows;
    const struct fault *fault = db_query(work, SERIES_NUMBERS,
                                         P(series->unit_id, series->counts, series->period,
                                           before > 0 ? before : INT64_MAX, SERIES_PAGE),
                                         &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        db_depends(work, topic_of("series", db_int(rows, 0)));
        fault = read_number(work, rows, VEC_PUSH(&numbers, work->arena));
        if (fault)
            return fault;
    }
    *ret_numbers = numbers;
    return db_done(rows);
}

const char *const series_statements[] = {
    SERIES_NEXT,     SERIES_TAKE, SERIES_ISSUE,   SERIES_VOID_IT,
    SERIES_CONTINUE, SERIES_LOAD, SERIES_NUMBERS, NULL,
};
