/*
 * All SQL of local rules that were set.
 */
#include "modules/law/law_value_store.h"

#include "civic/actor.h"
#include "db/db.h"
#include "db/topic.h"

static const char VALUE_LIST[] =
    "SELECT id, rule, given, from_date, number, divisor, reason, account_name, decided_at"
    "  FROM law_value"
    " ORDER BY id";

static void read_law_value_row(const struct db_rows *rows, void *item)
{
    *(struct law_value_row *)item = (struct law_value_row){
        .id = db_int(rows, 0),
        .setting = {.rule = db_text(rows, 1),
                    .given = db_text(rows, 2),
                    .from = db_date(rows, 3),
                    .value = {db_int(rows, 4), db_int(rows, 5)},
                    .reason = db_text(rows, 6)},
        .account_name = db_text(rows, 7),
        .decided_at = db_instant(rows, 8),
    };
}

const struct fault *law_value_load(struct work *work, law_value_list *ret_values)
{
    db_depends(work, topic_of("law-values", 0));
    return db_list(work, VALUE_LIST, P0, read_law_value_row, DB_INTO(ret_values));
}

static const char VALUE_INSERT[] =
    "INSERT INTO law_value (id, rule, given, from_date, number, divisor, reason, account_name,"
    " decided_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

const struct fault *law_value_add(struct work *work, const struct law_setting *setting)
{
    db_touch(work, topic_of("law-values", 0));
    return db_exec(work, VALUE_INSERT,
                   P(db_new_id(work->clock), setting->rule, setting->given, setting->from,
                     setting->value.number, setting->value.divisor, setting->reason,
                     work->actor->name, db_value_instant(clock_now(work->clock))),
                   NULL);
}

const char *const law_value_statements[] = {VALUE_LIST, VALUE_INSERT, NULL};
