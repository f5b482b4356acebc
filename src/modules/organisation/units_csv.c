/*
 * The forms of the unit tables: each has columns by which it is known, and a
 * function that makes rows of a record.
 */
#include "modules/organisation/units_csv.h"

#include "base/map.h"
#include "modules/organisation/csv_read.h"
#include "text/disguise.h"
#include "text/fold.h"
#include "text/number.h"
#include "text/utf8.h"

enum {
    MOST_NAME = 200,
    MOST_CODE = 40
};

struct form {
    struct arena *arena;
    struct csv_record header;
    struct civil_date merged_on;
    struct str below_name;
    unit_rows rows;
    unit_rows later;  /* former units of a merger table: they stand behind the new ones */
    struct map *seen; /* units that a merger table names more than once */
};

static struct str cell(const struct form *form, const struct csv_record *record, const char *name)
{
    for (size_t i = 0; i < form->header.count && i < record->count; i++)
        if (str_equal(form->header.cells[i], str_from_c(name)))
            return record->cells[i];
    return (struct str){NULL, 0};
}

static bool has_column(const struct form *form, const char *name)
{
    for (size_t i = 0; i < form->header.count; i++)
        if (str_equal(form->header.cells[i], str_from_c(name)))
            return true;
    return false;
}

static struct fault *check_row(struct form *form, const struct unit_row *row)
{
    if (row->code.len == 0 || row->code.len > MOST_CODE)
        return csv_mistake(form->arena, row->line, "units.code");
    if (row->name.len == 0 || utf8_count(row->name) > MOST_NAME)
        return csv_mistake(form->arena, row->line, "units.name");
    if (!date_is_none(row->valid_from) && !date_is_none(row->valid_to) &&
        date_compare(row->valid_to, row->valid_from) < 0)
        return csv_mistake(form->arena, row->line, "units.days");
    return NULL;
}

static struct fault *add(struct form *form, const struct unit_row *row)
{
    struct fault *fault = check_row(form, row);
    if (!fault)
        *VEC_PUSH(&form->rows, form->arena) = *row;
    return fault;
}

/* The same unit stands on several lines of a merger table; its first counts. */
static struct fault *add_once(struct form *form, const struct unit_row *row)
{
    bool is_new = date_compare(row->valid_from, form->merged_on) == 0;
    struct str name = unit_kind_name(row->kind);
    struct str key =
        arena_printf(form->arena, "%d " PRISTR " " PRISTR, is_new, STRARG(name), STRARG(row->code));
    if (map_set(form->seen, key, form))
        return NULL;
    return add(form, row);
}

static struct fault *read_kind(struct form *form, const struct csv_record *record,
                               const char *column, enum unit_kind *ret_kind)
{
    struct str name = cell(form, record, column);
    if (name.len > 0 && !unit_kind_from_name(name, ret_kind))
        return csv_mistake(form->arena, record->line, "units.kind");
    return NULL;
}

static struct fault *read_day(struct form *form, const struct csv_record *record,
                              const char *column, struct civil_date *ret_date)
{
    struct str text = cell(form, record, column);
    int minute;
    *ret_date = DATE_NONE;
    if (text.len > 0 && !date_from_iso(text, ret_date) && !date_from_vi(text, ret_date, &minute))
        return csv_mistake(form->arena, record->line, "units.date");
    return NULL;
}

/* kind,code,name,parent_kind,parent_code,valid_from,valid_to,successor_kind,successor_code */
static struct fault *add_general(struct form *form, const struct csv_record *record)
{
    struct unit_row row = {.line = record->line,
                           .code = cell(form, record, "code"),
                           .name = cell(form, record, "name"),
                           .parent_code = cell(form, record, "parent_code"),
                           .successor_code = cell(form, record, "successor_code")};
    struct fault *fault;
    if (cell(form, record, "kind").len == 0)
        return csv_mistake(form->arena, record->line, "units.kind");
    fault = read_kind(form, record, "kind", &row.kind);
    if (!fault)
        fault = read_kind(form, record, "parent_kind", &row.parent_kind);
    if (!fault)
        fault = read_kind(form, record, "successor_kind", &row.successor_kind);
    if (!fault)
        fault = read_day(form, record, "valid_from", &row.valid_from);
    if (!fault)
        fault = read_day(form, record, "valid_to", &row.valid_to);
    if (fault)
        return fault;
    return add(form, &row);
}

/* code,full_name[,province_code]: communes where a province is named, else provinces. */
static struct fault *add_current(struct form *form, const struct csv_record *record)
{
    bool is_commune = has_column(form, "province_code");
    struct unit_row row = {.line = record->line,
                           .kind = is_commune ? UNIT_COMMUNE : UNIT_PROVINCE,
                           .code = cell(form, record, "code"),
                           .name = cell(form, record, "full_name"),
                           .parent_kind = UNIT_PROVINCE,
                           .parent_code = cell(form, record, "province_code"),
                           .is_current = true,
                           .valid_from = DATE_NONE,
                           .valid_to = DATE_NONE};
    return add(form, &row);
}

/* A province that was merged into another has no code in the table: its slug
 * stands for it. Empty where the district belongs to the unit of the import. */
static struct fault *add_old_province(struct form *form, const struct csv_record *record,
                                      struct civil_date last_day, struct str *ret_code)
{
    struct unit_row row = {.line = record->line,
                           .kind = UNIT_PROVINCE,
                           .name = cell(form, record, "old_province"),
                           .place = PLACE_PREDECESSOR,
                           .valid_from = DATE_NONE,
                           .valid_to = last_day};
    *ret_code = STR("");
    if (row.name.len == 0 || form->below_name.len == 0 || str_equal(row.name, form->below_name))
        return NULL;
    row.code = text_slug(form->arena, row.name, MOST_CODE);
    *ret_code = row.code;
    return add_once(form, &row);
}

static struct fault *add_old_district(struct form *form, const struct csv_record *record,
                                      struct civil_date last_day)
{
    struct unit_row row = {.line = record->line,
                           .kind = UNIT_DISTRICT,
                           .code = cell(form, record, "old_district_code"),
                           .name = cell(form, record, "old_district"),
                           .parent_kind = UNIT_PROVINCE,
                           .valid_from = DATE_NONE,
                           .valid_to = last_day};
    struct fault *fault;
    if (row.code.len == 0)
        return NULL;
    fault = add_old_province(form, record, last_day, &row.parent_code);
    return fault ? fault : add_once(form, &row);
}

/* old_ward_code,old_ward,new_ward_code,new_ward with the district's columns or without. */
static struct fault *add_merger(struct form *form, const struct csv_record *record)
{
    struct civil_date last_day = date_add_days(form->merged_on, -1);
    struct unit_row after = {.line = record->line,
                             .kind = UNIT_COMMUNE,
                             .code = cell(form, record, "new_ward_code"),
                             .name = cell(form, record, "new_ward"),
                             .place = PLACE_NEW,
                             .valid_from = form->merged_on,
                             .valid_to = DATE_NONE};
    struct unit_row before = {.line = record->line,
                              .kind = UNIT_COMMUNE,
                              .code = cell(form, record, "old_ward_code"),
                              .name = cell(form, record, "old_ward"),
                              .parent_kind = UNIT_DISTRICT,
                              .parent_code = cell(form, record, "old_district_code"),
                              .valid_from = DATE_NONE,
                              .valid_to = last_day,
                              .successor_kind = UNIT_COMMUNE,
                              .successor_code = after.code};
    struct fault *fault = add_old_district(form, record, last_day);
    if (!fault)
        fault = add_once(form, &after);
    if (!fault)
        fault = check_row(form, &before);
    /* Where a commune was divided it stands once for each successor. */
    if (!fault)
        *VEC_PUSH(&form->later, form->arena) = before;
    return fault;
}

typedef struct fault *add_record(struct form *form, const struct csv_record *record);

/* columns: headers by which a form is known, what reads it */
static const struct {
    const char *columns[4];
    add_record *read;
} forms[] = {
    {{"kind", "code", "name", NULL},                             add_general},
    {{"old_ward_code", "old_ward", "new_ward_code", "new_ward"}, add_merger },
    {{"code", "full_name", NULL, NULL},                          add_current},
};

static add_record *form_of(const struct form *form)
{
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        bool fits = true;
        for (size_t c = 0; c < 4 && forms[i].columns[c]; c++)
            fits = fits && has_column(form, forms[i].columns[c]);
        if (fits)
            return forms[i].read;
    }
    return NULL;
}

/* Reads all records; a mistake in one does not hide those of the next. */
static const struct fault *read_all(struct form *form, struct csv_reader *reader, add_record *read)
{
    const struct fault *first = NULL;
    for (int mistakes = 0; mistakes < UNITS_MISTAKES;) {
        struct csv_record record;
        struct fault *fault = csv_next(reader, &record);
        if (fault)
            return fault_join(first, fault);
        if (record.count == 0)
            break;
        if (record.count != form->header.count)
            fault = csv_mistake(form->arena, record.line, "units.columns");
        else
            fault = read(form, &record);
        if (fault) {
            first = fault_join(first, fault);
            mistakes++;
        }
    }
    return first;
}

const struct fault *units_csv_read(struct arena *arena, struct str csv, struct civil_date merged_on,
                                   struct str below_name, unit_rows *ret_rows)
{
    struct form form = {
        .arena = arena, .merged_on = merged_on, .below_name = below_name, .seen = map_new(arena)};
    struct csv_reader reader = {.arena = arena, .line = 1};
    add_record *read;
    const struct fault *fault = text_normalise(arena, csv, SIZE_MAX, &reader.rest);
    reader.rest = text_line(arena, reader.rest); /* every cell says what it shows */
    reader.separator = csv_separator(reader.rest);
    if (!fault)
        fault = csv_next(&reader, &form.header);
    if (fault)
        return fault;
    read = form_of(&form);
    if (!read)
        return csv_mistake(arena, form.header.line, "units.header");
    fault = read_all(&form, &reader, read);
    if (fault)
        return fault;
    for (size_t i = 0; i < form.later.count; i++)
        *VEC_PUSH(&form.rows, arena) = form.later.items[i];
    *ret_rows = form.rows;
    return NULL;
}
