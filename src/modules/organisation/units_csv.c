/*
 * The forms of the unit tables: each has columns by which it is known, and a
 * function that makes rows of a record.
 */
#include "modules/organisation/units_csv.h"

#include "base/buf.h"
#include "base/map.h"
#include "modules/organisation/csv_read.h"
#include "modules/organisation/units_text.h"
#include "modules/organisation/units_words.h"
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
    struct csv_record typed;  /* the header as it stands in the file, … */
    struct csv_record header; /* … and as units_column_from_word writes its cells */
    struct civil_date merged_on;
    struct str below_name;
    unit_rows rows;
    unit_rows later;  /* former units of a merger table: they stand behind the new ones */
    struct map *seen; /* units that a merger table names more than once: their first rows */
    struct unit_zeros zeros;
};

/* A cell on one line: spreadsheets fold long names. */
static struct str cell(const struct form *form, const struct csv_record *record, const char *name)
{
    for (size_t i = 0; i < form->header.count && i < record->count; i++)
        if (str_equal(form->header.cells[i], str_from_c(name)))
            return text_excerpt(form->arena, record->cells[i], SIZE_MAX);
    return (struct str){NULL, 0};
}

static bool has_column(const struct form *form, const char *name)
{
    for (size_t i = 0; i < form->header.count; i++)
        if (str_equal(form->header.cells[i], str_from_c(name)))
            return true;
    return false;
}

/* Digits of the official codes; 0 where there are none. */
static const size_t code_digits[UNIT_KIND_COUNT] = {
    [UNIT_PROVINCE] = 2, [UNIT_DISTRICT] = 3, [UNIT_COMMUNE] = 5};

static bool is_number(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return s.len > 0;
}

/* A cell with the code of a unit, with all its zeros. */
static struct str code_cell(struct form *form, const struct csv_record *record, const char *name,
                            enum unit_kind kind)
{
    struct str typed = cell(form, record, name);
    struct str code = typed;
    if (!is_number(typed) || typed.len >= code_digits[kind])
        return typed;
    while (code.len < code_digits[kind])
        code = arena_printf(form->arena, "0" PRISTR, STRARG(code));
    if (form->zeros.count++ == 0)
        form->zeros =
            (struct unit_zeros){.count = 1, .line = record->line, .typed = typed, .code = code};
    return code;
}

bool unit_row_is_named(struct arena *arena, const struct unit_row *row, struct str name)
{
    return str_equal(row->name, name) ||
           str_equal(text_exact(arena, row->name), text_exact(arena, name));
}

struct str unit_row_key(struct arena *arena, enum unit_kind kind, struct str code)
{
    struct str name = unit_kind_name(kind);
    return arena_printf(arena, PRISTR " " PRISTR, STRARG(name), STRARG(code));
}

static struct fault *said_twice(struct form *form, const struct unit_row *row,
                                const struct unit_row *before)
{
    return fault_with(csv_mistake(form->arena, row->line, "units.twice"), "other",
                      arena_printf(form->arena, "%d", before->line));
}

static struct fault *check_row(struct form *form, const struct unit_row *row)
{
    struct str sign;
    if (row->code.len == 0 || row->code.len > MOST_CODE)
        return csv_mistake(form->arena, row->line, "units.code");
    if (row->name.len == 0 || utf8_count(row->name) > MOST_NAME)
        return csv_mistake(form->arena, row->line, "units.name");
    if (units_name_is_garbled(row->name, &sign))
        return fault_with(
            fault_with(csv_mistake(form->arena, row->line, "units.garbled"), "name", row->name),
            "sign", sign);
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

/* The same unit stands on several lines of a merger table, always with one name; its
 * first counts. */
static struct fault *add_once(struct form *form, const struct unit_row *row)
{
    bool is_new = date_compare(row->valid_from, form->merged_on) == 0;
    struct str unit = unit_row_key(form->arena, row->kind, row->code);
    struct str key = arena_printf(form->arena, "%d " PRISTR, is_new, STRARG(unit));
    const struct unit_row *first = map_get(form->seen, key);
    struct unit_row *kept;
    if (first)
        return unit_row_is_named(form->arena, first, row->name) ? NULL
                                                                : said_twice(form, row, first);
    kept = ARENA_NEW(form->arena, struct unit_row);
    *kept = *row;
    map_set(form->seen, key, kept);
    return add(form, row);
}

static struct fault *read_kind(struct form *form, const struct csv_record *record,
                               const char *column, enum unit_kind *ret_kind)
{
    struct str name = cell(form, record, column);
    if (name.len > 0 && !units_kind_from_word(form->arena, name, ret_kind))
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
        return fault_with(csv_mistake(form->arena, record->line, "units.date"), "value", text);
    return NULL;
}

/* Codes are told apart by kind: another unit is named by both or not at all. */
static struct fault *check_named(const struct form *form, const struct csv_record *record,
                                 const char *kind, const char *code)
{
    bool has_kind = cell(form, record, kind).len > 0;
    bool has_code = cell(form, record, code).len > 0;
    if (has_kind == has_code)
        return NULL;
    return csv_mistake(form->arena, record->line, has_code ? "units.kind" : "units.no_code");
}

/* kind,code,name,parent_kind,parent_code,valid_from,valid_to,successor_kind,successor_code */
static struct fault *add_general(struct form *form, const struct csv_record *record)
{
    struct unit_row row = {.line = record->line, .name = cell(form, record, "name")};
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
    if (!fault)
        fault = check_named(form, record, "parent_kind", "parent_code");
    if (!fault)
        fault = check_named(form, record, "successor_kind", "successor_code");
    if (fault)
        return fault;
    if (cell(form, record, "successor_code").len > 0 && date_is_none(row.valid_to))
        return csv_mistake(form->arena, record->line, "units.no_end");
    row.code = code_cell(form, record, "code", row.kind);
    row.parent_code = code_cell(form, record, "parent_code", row.parent_kind);
    row.successor_code = code_cell(form, record, "successor_code", row.successor_kind);
    return add(form, &row);
}

/* code,full_name[,province_code]: communes where a province is named, else provinces. */
static struct fault *add_current(struct form *form, const struct csv_record *record)
{
    bool is_commune = has_column(form, "province_code");
    enum unit_kind kind = is_commune ? UNIT_COMMUNE : UNIT_PROVINCE;
    struct unit_row row = {.line = record->line,
                           .kind = kind,
                           .code = code_cell(form, record, "code", kind),
                           .name = cell(form, record, "full_name"),
                           .parent_kind = UNIT_PROVINCE,
                           .parent_code = code_cell(form, record, "province_code", UNIT_PROVINCE),
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
                                      struct str code, struct civil_date last_day)
{
    struct unit_row row = {.line = record->line,
                           .kind = UNIT_DISTRICT,
                           .code = code,
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
    struct str district = code_cell(form, record, "old_district_code", UNIT_DISTRICT);
    struct unit_row after = {.line = record->line,
                             .kind = UNIT_COMMUNE,
                             .code = code_cell(form, record, "new_ward_code", UNIT_COMMUNE),
                             .name = cell(form, record, "new_ward"),
                             .place = PLACE_NEW,
                             .valid_from = form->merged_on,
                             .valid_to = DATE_NONE};
    struct unit_row before = {.line = record->line,
                              .kind = UNIT_COMMUNE,
                              .code = code_cell(form, record, "old_ward_code", UNIT_COMMUNE),
                              .name = cell(form, record, "old_ward"),
                              .parent_kind = UNIT_DISTRICT,
                              .parent_code = district,
                              .valid_from = DATE_NONE,
                              .valid_to = last_day,
                              .successor_kind = UNIT_COMMUNE,
                              .successor_code = after.code};
    struct fault *fault = add_old_district(form, record, district, last_day);
    if (!fault)
        fault = add_once(form, &after);
    if (!fault)
        fault = check_row(form, &before);
    /* Where a commune was divided it stands once for each successor. */
    if (!fault)
        *VEC_PUSH(&form->later, form->arena) = before;
    return fault;
}

/* Of two columns with one name nobody knows which counts. */
static struct fault *check_header(const struct form *form)
{
    const struct csv_record *header = &form->header;
    for (size_t i = 1; i < header->count; i++)
        for (size_t before = 0; before < i; before++)
            if (header->cells[i].len > 0 && str_equal(header->cells[i], header->cells[before]))
                return fault_with(csv_mistake(form->arena, header->line, "units.column_twice"),
                                  "column", form->typed.cells[i]);
    return NULL;
}

/* Whether nothing stands in the cells from number `first` on, as spreadsheets leave them
 * behind and beside a table. */
static bool is_blank(const struct csv_record *record, size_t first)
{
    for (size_t i = first; i < record->count; i++)
        if (record->cells[i].len > 0)
            return false;
    return true;
}

/* "sep=;" in front of a table tells a spreadsheet the separator. */
static bool is_separator_line(const struct csv_record *record)
{
    return record->count == 2 && record->cells[1].len == 0 &&
           str_equal_ascii_nocase(record->cells[0], STR("sep="));
}

/* The first line in which something stands. */
static const struct fault *read_header(struct form *form, struct csv_reader *reader)
{
    struct csv_record record;
    do {
        struct fault *fault = csv_next(reader, &record);
        if (fault)
            return fault;
    } while (record.count > 0 && (is_blank(&record, 0) || is_separator_line(&record)));
    form->typed = record;
    for (size_t i = 0; i < record.count; i++)
        record.cells[i] = units_column_from_word(form->arena, record.cells[i]);
    form->header = record;
    return NULL;
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

/* Columns of the general form that are none of its own, as they stand in the file. */
static struct str unread_columns(const struct form *form)
{
    static const char *const known[] = {"kind",        "code",           "name",
                                        "parent_kind", "parent_code",    "valid_from",
                                        "valid_to",    "successor_kind", "successor_code"};
    struct buf names = buf_init(form->arena, SIZE_MAX);
    for (size_t i = 0; i < form->header.count; i++) {
        bool is_known = form->typed.cells[i].len == 0;
        for (size_t k = 0; k < sizeof(known) / sizeof(known[0]); k++)
            is_known = is_known || str_equal(form->header.cells[i], str_from_c(known[k]));
        if (!is_known)
            buf_printf(&names, "%s" PRISTR, names.len > 0 ? ", " : "",
                       STRARG(form->typed.cells[i]));
    }
    return buf_str(&names);
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
        if (is_blank(&record, 0))
            continue;
        if (record.count < form->header.count || !is_blank(&record, form->header.count))
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

/* A row and those before it with its kind and code. */
struct namesake {
    const struct unit_row *row;
    const struct namesake *next;
};

bool unit_row_overlaps(const struct unit_row *row, struct civil_date from, struct civil_date to)
{
    bool row_is_first = !date_is_none(row->valid_to) && !date_is_none(from) &&
                        date_compare(row->valid_to, from) < 0;
    bool row_is_last = !date_is_none(to) && !date_is_none(row->valid_from) &&
                       date_compare(to, row->valid_from) < 0;
    return !row_is_first && !row_is_last;
}

/* A unit that was divided stands once for each successor: all else is the same. */
static bool say_the_same(struct arena *arena, const struct unit_row *a, const struct unit_row *b)
{
    return unit_row_is_named(arena, a, b->name) && str_equal(a->parent_code, b->parent_code) &&
           (a->parent_code.len == 0 || a->parent_kind == b->parent_kind) &&
           date_compare(a->valid_from, b->valid_from) == 0 &&
           date_compare(a->valid_to, b->valid_to) == 0;
}

/* The lines that contradict an earlier one about the same unit. */
static const struct fault *check_twice(struct form *form)
{
    struct map *rows = map_new(form->arena);
    const struct fault *first = NULL;
    int mistakes = 0;
    for (size_t i = 0; i < form->rows.count && mistakes < UNITS_MISTAKES; i++) {
        const struct unit_row *row = &form->rows.items[i];
        struct str key = unit_row_key(form->arena, row->kind, row->code);
        const struct namesake *before = map_get(rows, key);
        const struct namesake *same = before;
        struct namesake *own;
        while (same && !unit_row_overlaps(same->row, row->valid_from, row->valid_to))
            same = same->next;
        if (same && !say_the_same(form->arena, same->row, row)) {
            first = fault_join(first, said_twice(form, row, same->row));
            mistakes++;
        }
        if (same)
            continue;
        own = ARENA_NEW(form->arena, struct namesake);
        *own = (struct namesake){row, before};
        map_set(rows, key, own);
    }
    return first;
}

const struct fault *units_csv_read(struct arena *arena, struct str csv, struct civil_date merged_on,
                                   struct str below_name, struct unit_table *ret_table)
{
    struct form form = {
        .arena = arena, .merged_on = merged_on, .below_name = below_name, .seen = map_new(arena)};
    struct csv_reader reader = {.arena = arena, .line = 1};
    add_record *read;
    const struct fault *fault = units_text(arena, csv, &reader.rest);
    if (fault)
        return fault;
    reader.separator = csv_separator(str_trim(reader.rest));
    /* every cell says what it shows */
    reader.rest =
        reader.separator == '\t' ? text_lines(arena, reader.rest) : text_line(arena, reader.rest);
    fault = read_header(&form, &reader);
    if (fault)
        return fault;
    read = form_of(&form);
    if (!read)
        return csv_mistake(arena, form.header.line, "units.header");
    fault = check_header(&form);
    if (fault)
        return fault;
    fault = read_all(&form, &reader, read);
    if (fault)
        return fault;
    for (size_t i = 0; i < form.later.count; i++)
        *VEC_PUSH(&form.rows, arena) = form.later.items[i];
    fault = check_twice(&form);
    if (!fault)
        *ret_table = (struct unit_table){form.rows, form.zeros,
                                         read == add_general ? unread_columns(&form) : STR("")};
    return fault;
}
