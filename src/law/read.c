/*
 * Lines, words, dates; what they mean is for the readers of each kind of file.
 */
#include "law/read.h"

#include "text/utf8.h"

struct law_reader law_reader_on(struct arena *arena, const struct asset *file)
{
    struct str bytes = file->bytes.ptr ? file->bytes : STR("");
    if (str_starts(bytes, STR("\xEF\xBB\xBF"))) /* the mark that some editors put first */
        bytes = str_from(bytes, 3);
    return (struct law_reader){.arena = arena, .name = file->name, .rest = bytes};
}

struct law_reader law_reader_to_end(struct arena *arena, const struct asset *file)
{
    struct law_reader reader = law_reader_on(arena, file);
    reader.needs_end = true;
    return reader;
}

/* A line without a word, so that whoever reads it refuses it. */
static bool refuse(struct law_reader *reader)
{
    reader->is_cut = true;
    reader->word = STR("");
    return true;
}

static bool next_line(struct law_reader *reader)
{
    while (reader->rest.ptr) {
        struct str line = str_trim(str_cut_line(&reader->rest));
        size_t end = 0;
        if (line.len == 0 && !reader->rest.ptr)
            break; /* behind the last line end */
        reader->line++;
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        while (end < line.len && line.ptr[end] != ' ' && line.ptr[end] != '\t')
            end++;
        reader->is_unreadable = !utf8_valid(line);
        if (reader->is_unreadable) /* no word, so that whoever reads it refuses the line */
            end = 0;
        reader->word = str_slice(line, 0, end);
        reader->value = str_trim(str_from(line, end));
        return true;
    }
    return false;
}

bool law_reader_next(struct law_reader *reader)
{
    struct str word = reader->word;
    int line = reader->line;
    if (!next_line(reader))
        return reader->needs_end && !reader->is_cut ? refuse(reader) : false;
    if (!reader->needs_end || !str_equal(reader->word, STR("end")) || reader->value.len > 0)
        return true;
    if (next_line(reader))
        return refuse(reader);
    reader->needs_end = false;
    reader->word = word; /* "end" says nothing of its own */
    reader->line = line;
    return false;
}

struct fault *law_broken_at(struct arena *arena, struct str name, int line, const char *key,
                            struct str value)
{
    struct str place = arena_printf(arena, PRISTR ":%d", STRARG(name), line);
    struct fault *fault = fault_new(arena, FAULT_INTERNAL, key, PRISTR ": %s: " PRISTR,
                                    STRARG(place), key, STRARG(value));
    return fault_with(fault_with(fault, "place", place), "value", value);
}

struct fault *law_broken(struct law_reader *reader, const char *key, struct str value)
{
    if (reader->is_cut)
        return law_broken_at(reader->arena, reader->name, reader->line > 0 ? reader->line : 1,
                             "law.broken.cut", STR(""));
    if (reader->is_unreadable)
        return law_broken_at(reader->arena, reader->name, reader->line, "law.broken.utf8", STR(""));
    return law_broken_at(reader->arena, reader->name, reader->line, key, value);
}

const struct fault *law_read_text(struct law_reader *reader, struct str value,
                                  struct law_text *ret_text)
{
    struct str english = value;
    struct str vietnamese = str_trim(str_cut(&english, '|'));
    if (!english.ptr || vietnamese.len == 0 || str_trim(english).len == 0)
        return law_broken(reader, "law.broken.text", value);
    *ret_text = (struct law_text){vietnamese, str_trim(english)};
    return NULL;
}

const struct fault *law_read_date(struct law_reader *reader, struct str value,
                                  struct civil_date *ret_date)
{
    if (!date_from_iso(value, ret_date))
        return law_broken(reader, "law.broken.date", value);
    return NULL;
}

const struct fault *law_read_period(struct law_reader *reader, struct str value,
                                    struct civil_date *ret_from, struct civil_date *ret_to)
{
    ptrdiff_t dots = str_find(value, STR(".."), 0);
    struct civil_date from;
    struct civil_date to = DATE_NONE;
    const struct fault *fault;
    if (dots < 0)
        return law_broken(reader, "law.broken.date", value);
    fault = law_read_date(reader, str_slice(value, 0, (size_t)dots), &from);
    if (!fault && (size_t)dots + 2 < value.len)
        fault = law_read_date(reader, str_from(value, (size_t)dots + 2), &to);
    if (fault)
        return fault;
    if (!date_is_none(to) && date_compare(to, from) < 0)
        return law_broken(reader, "law.broken.period", value);
    *ret_from = from;
    *ret_to = to;
    return NULL;
}

const struct fault *law_read_number(struct law_reader *reader, struct str value, int64_t min,
                                    int64_t max, int64_t *ret_number)
{
    int64_t number;
    if (!str_to_int64(value, &number) || number < min || number > max)
        return law_broken(reader, "law.broken.number", value);
    *ret_number = number;
    return NULL;
}
