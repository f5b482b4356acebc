/*
 * All SQL of changed days.
 */
#include "modules/law/law_day_store.h"

#include "db/db.h"
#include "db/topic.h"

/* All of them: days of years ago are computed with what was decided then. */
static const char DAY_LIST[] = "SELECT id, day, choice, name, reason, account_name, decided_at"
                               "  FROM law_day"
                               " ORDER BY id";

static void read_law_day(const struct db_rows *rows, void *item)
{
    *(struct law_day *)item = (struct law_day){
        .id = db_int(rows, 0),
        .day = db_date(rows, 1),
        .choice = db_text(rows, 2),
        .name = db_text(rows, 3),
        .reason = db_text(rows, 4),
        .account_name = db_text(rows, 5),
        .decided_at = db_instant(rows, 6),
    };
}

static bool is_notice(const struct law_day *day)
{
    return str_equal(day->choice, STR("nam"));
}

bool law_day_is_superseded(const law_day_list *days, size_t at)
{
    const struct law_day *day = &days->items[at];
    for (size_t i = at + 1; i < days->count; i++) {
        const struct law_day *later = &days->items[i];
        if (later->day.days == day->day.days &&
            (str_equal(later->choice, STR("bo")) || is_notice(later) == is_notice(day)))
            return true;
    }
    return false;
}

const struct fault *law_day_load(struct work *work, law_day_list *ret_days)
{
    db_depends(work, topic_of("law-days", 0));
    return db_list(work, DAY_LIST, P0, read_law_day, DB_INTO(ret_days));
}

static const char DAY_INSERT[] =
    "INSERT INTO law_day (id, day, choice, name, reason, account_name, decided_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)";

const struct fault *law_day_add(struct work *work, const struct law_day *day)
{
    db_touch(work, topic_of("law-days", 0));
    return db_exec(work, DAY_INSERT,
                   P(db_new_id(work->clock), day->day, day->choice, day->name, day->reason,
                     day->account_name, db_value_instant(clock_now(work->clock))),
                   NULL);
}

const char *const law_day_statements[] = {DAY_LIST, DAY_INSERT, NULL};
