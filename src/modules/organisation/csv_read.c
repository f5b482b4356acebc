/*
 * RFC 4180 by hand, because no kept C library in Debian 12 reads it into slices
 * with line numbers.
 */
#include "modules/organisation/csv_read.h"

struct fault *csv_mistake(struct arena *arena, int line, const char *key)
{
    return fault_with(fault_new(arena, FAULT_INVALID, key, "units csv line %d", line), "line",
                      arena_printf(arena, "%d", line));
}

char csv_separator(struct str csv)
{
    static const char separators[] = {',', ';', '\t'};
    size_t most = 0;
    char found = separators[0];
    for (size_t s = 0; s < sizeof(separators); s++) {
        size_t count = 0;
        for (size_t i = 0; i < csv.len && csv.ptr[i] != '\n'; i++)
            count += csv.ptr[i] == separators[s];
        if (count > most) {
            most = count;
            found = separators[s];
        }
    }
    return found;
}

/* Where the quote that opens a cell is closed; 0 where it is not. */
static size_t closing_quote(struct str s, int *ret_lines)
{
    *ret_lines = 0;
    for (size_t i = 1; i < s.len; i++) {
        *ret_lines += s.ptr[i] == '\n';
        if (s.ptr[i] != '"')
            continue;
        if (i + 1 >= s.len || s.ptr[i + 1] != '"')
            return i;
        i++;
    }
    return 0;
}

/* A cell in quotes: doubled quotes stand for one, line ends are kept. */
static bool read_quoted(struct csv_reader *reader, struct str *ret_cell)
{
    struct str s = reader->rest;
    int lines;
    size_t end = closing_quote(s, &lines);
    char *text;
    size_t len = 0;
    if (end == 0)
        return false;
    text = arena_alloc_raw(reader->arena, end);
    for (size_t i = 1; i < end; i++) {
        i += s.ptr[i] == '"'; /* the first of two */
        text[len++] = s.ptr[i];
    }
    *ret_cell = (struct str){text, len};
    reader->rest = str_from(s, end + 1);
    reader->line += lines;
    return true;
}

static void read_plain(struct csv_reader *reader, struct str *ret_cell)
{
    size_t len = 0;
    while (len < reader->rest.len && reader->rest.ptr[len] != reader->separator &&
           reader->rest.ptr[len] != '\n' && reader->rest.ptr[len] != '\r')
        len++;
    *ret_cell = str_slice(reader->rest, 0, len);
    reader->rest = str_from(reader->rest, len);
}

/* Takes one byte where it is next. */
static bool take(struct csv_reader *reader, char byte)
{
    if (reader->rest.len == 0 || reader->rest.ptr[0] != byte)
        return false;
    reader->rest = str_from(reader->rest, 1);
    return true;
}

struct fault *csv_next(struct csv_reader *reader, struct csv_record *ret_record)
{
    struct csv_record record = {.count = 0};
    while (take(reader, '\r') || take(reader, '\n'))
        reader->line++;
    record.line = reader->line;
    while (reader->rest.len > 0) {
        struct str cell;
        if (record.count == CSV_CELLS)
            return csv_mistake(reader->arena, record.line, "units.columns");
        if (reader->rest.ptr[0] != '"')
            read_plain(reader, &cell);
        else if (!read_quoted(reader, &cell))
            return csv_mistake(reader->arena, record.line, "units.quote");
        record.cells[record.count++] = str_trim(cell);
        if (take(reader, reader->separator)) {
            /* behind the last separator of the file stands one more cell, which is empty */
            record.count += reader->rest.len == 0 && record.count < CSV_CELLS;
            continue;
        }
        take(reader, '\r');
        if (reader->rest.len > 0 && !take(reader, '\n'))
            return csv_mistake(reader->arena, record.line, "units.quote");
        reader->line++;
        break;
    }
    *ret_record = record;
    return NULL;
}
