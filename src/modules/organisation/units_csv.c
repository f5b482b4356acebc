/*
 * RFC 4180 by hand, because no kept C library in Debian 12 reads it into slices
 * with line numbers; and the forms of the unit tables.
 */
#include "modules/organisation/units_csv.h"

#include "base/map.h"
#include "text/utf8.h"

enum {
    MOST_CELLS = 32,
    MOST_NAME = 200,
    MOST_CODE = 40
};

/* ---- cells ---- */

struct record {
    int line;
    size_t count;
    struct str cells[MOST_CELLS];
};

struct reader {
    struct arena *arena;
    struct str rest;
    int line;
};

static struct fault *at_line(struct arena *arena, int line, const char *key)
{
    return fault_with(fault_new(arena, FAULT_INVALID, key, "units csv line %d", line), "line",
                      arena_printf(arena, "%d", line));
}

/* A cell in quotes: doubled quotes stand for one, line ends are kept. */
static bool read_quoted(struct reader *reader, struct str *ret_cell)
{
    struct str s = reader->rest;
    char *text = arena_alloc_raw(reader->arena, s.len + 1);
    size_t len = 0;
    for (size_t i = 1; i < s.len; i++) {
        if (s.ptr[i] != '"') {
            reader->line += s.ptr[i] == '\n';
            text[len++] = s.ptr[i];
        } else if (i + 1 < s.len && s.ptr[i + 1] == '"') {
            text[len++] = '"';
            i++;
        } else {
            *ret_cell = (struct str){text, len};
            reader->rest = str_from(s, i + 1);
            return true;
        }
    }
    return false;
}

static void read_plain(struct reader *reader, struct str *ret_cell)
{
    size_t len = 0;
    while (len < reader->rest.len && reader->rest.ptr[len] != ',' &&
           reader->rest.ptr[len] != '\n' && reader->rest.ptr[len] != '\r')
        len++;
    *ret_cell = str_slice(reader->rest, 0, len);
    reader->rest = str_from(reader->rest, len);
}

/* Takes one byte where it is next. */
static bool take(struct reader *reader, char byte)
{
    if (reader->rest.len == 0 || reader->rest.ptr[0] != byte)
        return false;
    reader->rest = str_from(reader->rest, 1);
    return true;
}

/* The next record that is not an empty line; count 0 at the end. */
static const struct fault *read_record(struct reader *reader, struct record *ret_record)
{
    struct record record = {.count = 0};
    while (take(reader, '\r') || take(reader, '\n'))
        reader->line++;
    record.line = reader->line;
    while (reader->rest.len > 0) {
        struct str cell;
        if (record.count == MOST_CELLS)
            return at_line(reader->arena, record.line, "units.columns");
        if (reader->rest.ptr[0] != '"')
            read_plain(reader, &cell);
        else if (!read_quoted(reader, &cell))
            return at_line(reader->arena, record.line, "units.quote");
        record.cells[record.count++] = str_trim(cell);
        if (take(reader, ','))
            continue;
        take(reader, '\r');
        if (reader->rest.len > 0 && !take(reader, '\n'))
            return at_line(reader->arena, record.line, "units.quote");
        reader->line++;
        break;
    }
    *ret_record = record;
    return NULL;
}

/* ---- forms ---- */

struct form {
    struct arena *arena;
    struct record header;
    struct civil_date merged_on;
    unit_rows rows;
    struct map *seen; /* units that a merger table names more than once */
};

static struct str cell(const struct form *form, const struct record *record, const char *name)
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

static const struct fault *check_row(struct form *form, const struct unit_row *row)
{
    if (row->code.len == 0 || row->code.len > MOST_CODE)
        return at_line(form->arena, row->line, "units.code");
    if (row->name.len == 0 || utf8_count(row->name) > MOST_NAME)
        return at_line(form->arena, row->line, "units.name");
    return NULL;
}

static const struct fault *add(struct form *form, const struct unit_row *row)
{
    const struct fault *fault = check_row(form, row);
    if (!fault)
        *VEC_PUSH(&form->rows, form->arena) = *row;
    return fault;
}

/* The same unit stands on several lines of a merger table; its first counts. */
static const struct fault *add_once(struct form *form, const struct unit_row *row)
{
    bool is_new = date_compare(row->valid_from, form->merged_on) == 0;
    struct str name = unit_kind_name(row->kind);
    struct str key =
        arena_printf(form->arena, "%d " PRISTR " " PRISTR, is_new, STRARG(name), STRARG(row->code));
    if (map_set(form->seen, key, form))
        return NULL;
    return add(form, row);
}

static const struct fault *read_kind(struct form *form, const struct record *record,
                                     const char *column, enum unit_kind *ret_kind)
{
    struct str name = cell(form, record, column);
    if (name.len > 0 && !unit_kind_from_name(name, ret_kind))
        return at_line(form->arena, record->line, "units.kind");
    return NULL;
}

static const struct fault *read_day(struct form *form, const struct record *record,
                                    const char *column, struct civil_date *ret_date)
{
    struct str text = cell(form, record, column);
    *ret_date = DATE_NONE;
    if (text.len > 0 && !date_from_iso(text, ret_date))
        return at_line(form->arena, record->line, "units.date");
    return NULL;
}

/* kind,code,name,parent_kind,parent_code,valid_from,valid_to,successor_kind,successor_code */
static const struct fault *add_general(struct form *form, const struct record *record)
{
    struct unit_row row = {.line = record->line,
                           .code = cell(form, record, "code"),
                           .name = cell(form, record, "name"),
                           .parent_code = cell(form, record, "parent_code"),
                           .successor_code = cell(form, record, "successor_code")};
    const struct fault *fault;
    if (cell(form, record, "kind").len == 0)
        return at_line(form->arena, record->line, "units.kind");
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
static const struct fault *add_current(struct form *form, const struct record *record)
{
    bool is_commune = has_column(form, "province_code");
    struct unit_row row = {.line = record->line,
                           .kind = is_commune ? UNIT_COMMUNE : UNIT_PROVINCE,
                           .code = cell(form, record, "code"),
                           .name = cell(form, record, "full_name"),
                           .parent_kind = UNIT_PROVINCE,
                           .parent_code = cell(form, record, "province_code"),
                           .valid_from = DATE_NONE,
                           .valid_to = DATE_NONE};
    return add(form, &row);
}

/* old_ward_code,old_ward,new_ward_code,new_ward with the district's columns or without. */
static const struct fault *add_merger(struct form *form, const struct record *record)
{
    struct civil_date last_day = date_add_days(form->merged_on, -1);
    struct str district = cell(form, record, "old_district_code");
    struct unit_row above = {.line = record->line,
                             .kind = UNIT_DISTRICT,
                             .code = district,
                             .name = cell(form, record, "old_district"),
                             .valid_from = DATE_NONE,
                             .valid_to = last_day};
    struct unit_row after = {.line = record->line,
                             .kind = UNIT_COMMUNE,
                             .code = cell(form, record, "new_ward_code"),
                             .name = cell(form, record, "new_ward"),
                             .valid_from = form->merged_on,
                             .valid_to = DATE_NONE};
    struct unit_row before = {.line = record->line,
                              .kind = UNIT_COMMUNE,
                              .code = cell(form, record, "old_ward_code"),
                              .name = cell(form, record, "old_ward"),
                              .parent_kind = UNIT_DISTRICT,
                              .parent_code = district,
                              .valid_from = DATE_NONE,
                              .valid_to = last_day,
                              .successor_kind = UNIT_COMMUNE,
                              .successor_code = after.code};
    const struct fault *fault = NULL;
    if (district.len > 0)
        fault = add_once(form, &above);
    if (!fault)
        fault = add_once(form, &after);
    /* Where a commune was divided it stands once for each successor. */
    if (!fault)
        fault = add(form, &before);
    return fault;
}

typedef const struct fault *add_record(struct form *form, const struct record *record);

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

const struct fault *units_csv_read(struct arena *arena, struct str csv, struct civil_date merged_on,
                                   unit_rows *ret_rows)
{
    struct form form = {.arena = arena, .merged_on = merged_on, .seen = map_new(arena)};
    struct reader reader = {.arena = arena, .line = 1};
    add_record *read;
    const struct fault *fault = text_normalise(arena, csv, SIZE_MAX, &reader.rest);
    if (!fault)
        fault = read_record(&reader, &form.header);
    if (fault)
        return fault;
    read = form_of(&form);
    if (!read)
        return at_line(arena, form.header.line, "units.header");
    for (;;) {
        struct record record;
        fault = read_record(&reader, &record);
        if (fault || record.count == 0)
            break;
        if (record.count != form.header.count)
            return at_line(arena, record.line, "units.columns");
        fault = read(&form, &record);
        if (fault)
            break;
    }
    if (fault)
        return fault;
    *ret_rows = form.rows;
    return NULL;
}
