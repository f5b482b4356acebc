/*
 * Days of the calendar that are to come, for `dinh law diff`: each must be announced some
 * days before it is held.
 */
#include "db/db.h"
#include "modules/reception/reception_store.h"

static const char DATED[] = "SELECT day.id, day.held_on, series.title"
                            " FROM reception_day day"
                            " JOIN reception_series series ON series.id = day.series_id"
                            " WHERE day.id > $1 AND day.state = 'open' AND day.held_on >= $2"
                            " ORDER BY day.id"
                            " LIMIT $3";

const struct fault *days_dated(struct work *work, int64_t after, dated_list *ret_dated)
{
    dated_list list = {0};
    struct db_rows *rows;
    const struct fault *fault =
        db_query(work, DATED, P(after, clock_today(work->clock), DATED_STEP), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        struct civil_date held_on = db_date(rows, 1);
        *VEC_PUSH(&list, work->arena) = (struct dated){
            .id = db_int(rows, 0),
            .name =
                arena_printf(work->arena, PRISTR " " PRISTR,
                             STRARG(date_to_iso(work->arena, held_on)), STRARG(db_text(rows, 2))),
            .ask = {.rule = STR("reception.schedule.publish"), .start = held_on}
        };
    }
    *ret_dated = list;
    return db_done(rows);
}

const char *const reception_dated_statements[] = {DATED, NULL};
