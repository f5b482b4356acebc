/*
 * demo/units.csv, and demo/people.csv: unit_kind,unit_code,name,title,rank,
 * valid_from,valid_to. All people there are invented.
 */
#include "modules/organisation/units_command.h"

#include "base/asset.h"
#include "db/db.h"
#include "modules/organisation/csv_read.h"
#include "modules/organisation/organisation.h"

enum {
    KIND,
    CODE,
    NAME,
    TITLE,
    RANK,
    FROM,
    TO,
    COLUMNS
};

static struct str text_of(const char *name)
{
    const struct asset *asset = asset_find(str_from_c(name));
    return asset ? asset->bytes : STR("");
}

static const struct fault *make_post(struct work *work, const struct csv_record *record)
{
    struct post post = {
        .title = record->cells[TITLE], .valid_from = DATE_NONE, .valid_to = DATE_NONE};
    enum unit_kind kind;
    struct unit unit;
    bool is_good = record->count == COLUMNS && unit_kind_from_name(record->cells[KIND], &kind) &&
                   str_to_int64(record->cells[RANK], &post.rank) &&
                   date_from_iso(record->cells[FROM], &post.valid_from) &&
                   (record->cells[TO].len == 0 || date_from_iso(record->cells[TO], &post.valid_to));
    const struct fault *fault;
    if (!is_good)
        return fault_new(work->arena, FAULT_INTERNAL, "error.internal", "demo/people.csv line %d",
                         record->line);
    fault = unit_by_code(work, kind, record->cells[CODE], post.valid_from, &unit);
    if (!fault)
        fault = person_create(work, record->cells[NAME], true, &post.person_id);
    post.unit_id = unit.id;
    return fault ? fault : post_create(work, &post);
}

static const struct fault *make_people(struct work *work, void *context)
{
    struct csv_reader reader = {
        .arena = work->arena, .rest = text_of("demo/people.csv"), .line = 1, .separator = ','};
    struct csv_record record;
    const struct fault *fault = csv_next(&reader, &record); /* the header */
    (void)context;
    while (!fault && record.count > 0) {
        fault = csv_next(&reader, &record);
        if (!fault && record.count > 0)
            fault = make_post(work, &record);
    }
    return fault;
}

const struct fault *organisation_demo(struct work *work)
{
    struct units_options options = {.merged_on = date_ymd(2025, 7, 1)};
    struct units_count count;
    const struct fault *fault = units_import(work, text_of("demo/units.csv"), &options, &count);
    return fault ? fault : db_write(work, make_people, NULL);
}
