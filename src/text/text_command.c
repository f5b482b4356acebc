/*
 * dinh text slug|fold|nfc|sort: from lines to lines. What is said on `err` is
 * for the operator.
 */
#include "text/text_command.h"

#include "base/buf.h"
#include "base/vec.h"
#include "text/collate.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum read_result {
    READ_LINE,
    READ_TOO_LONG,
    READ_END
};

/* Reads a line into `*line` without LF or CRLF; what is too long is skipped to its end. */
static enum read_result read_line(FILE *in, struct buf *line)
{
    bool is_begun = false;
    int byte;
    buf_cut(line, 0);
    line->overflowed = false;
    while ((byte = getc_unlocked(in)) != EOF && byte != '\n') {
        buf_add_byte(line, (char)byte);
        is_begun = true;
    }
    if (byte == EOF && !is_begun)
        return READ_END;
    if (!buf_overflowed(line) && byte == '\n' && line->len > 0 && line->ptr[line->len - 1] == '\r')
        buf_cut(line, line->len - 1);
    return buf_overflowed(line) || line->len > TEXT_LINE_MAX ? READ_TOO_LONG : READ_LINE;
}

/* Says a message on `err`; `number` of a line, or 0. */
static void say(const struct text_streams *streams, const char *key, size_t number)
{
    struct arena *arena = arena_new();
    struct fault_arg args[] = {
        {"number", arena_printf(arena, "%zu", number)}
    };
    struct str text = message_format(arena, streams->messages, streams->locale, str_from_c(key),
                                     args, sizeof(args) / sizeof(args[0]));
    fprintf(streams->err, "dinh text: " PRISTR "\n", STRARG(text));
    arena_free(arena);
}

static void write_line(FILE *out, struct str line)
{
    if (line.len > 0)
        fwrite(line.ptr, 1, line.len, out);
    putc_unlocked('\n', out);
}

/* What Windows puts in front of a file: no part of its first line. */
static struct str without_mark(struct str line)
{
    return str_starts(line, STR("\xEF\xBB\xBF")) ? str_from(line, 3) : line;
}

/*
 * Calls `each` with every good line and a fresh arena; returns whether all were
 * good. The line lives until `each` returns.
 */
static bool for_lines(const struct text_streams *streams,
                      void (*each)(void *context, struct str line), void *context)
{
    struct arena *arena = arena_new();
    /* One byte more, for the CR of a longest line. */
    struct buf line = buf_init(arena, TEXT_LINE_MAX + 1);
    bool is_good = true;
    for (size_t number = 1;; number++) {
        enum read_result result = read_line(streams->in, &line);
        if (result == READ_END)
            break;
        if (result == READ_LINE && utf8_valid(buf_str(&line))) {
            each(context, number == 1 ? without_mark(buf_str(&line)) : buf_str(&line));
            continue;
        }
        is_good = false;
        say(streams, result == READ_LINE ? "text.command.utf8" : "text.command.long", number);
    }
    if (ferror(streams->in)) {
        is_good = false;
        say(streams, "text.command.input", 0);
    }
    arena_free(arena);
    return is_good;
}

static struct str slug_of(struct arena *arena, struct str line)
{
    return text_slug(arena, line, SIZE_MAX);
}

/* A filter of single lines: what makes one, and where it goes. */
struct filter {
    struct str (*make)(struct arena *arena, struct str line);
    struct arena *arena;
    FILE *out;
};

static void filter_line(void *context, struct str line)
{
    struct filter *filter = context;
    write_line(filter->out, filter->make(filter->arena, line));
    arena_reset(filter->arena);
}

struct sorted_line {
    struct str line;
    struct str key;
    size_t number; /* as it came, so that equal lines keep their order */
};

struct sorter {
    struct arena *arena;
    VEC(struct sorted_line) lines;
};

static void sorter_line(void *context, struct str line)
{
    struct sorter *sorter = context;
    size_t number = sorter->lines.count;
    *VEC_PUSH(&sorter->lines, sorter->arena) = (struct sorted_line){
        arena_copy(sorter->arena, line), text_sort_key(sorter->arena, line), number};
}

static int compare_lines(const void *a, const void *b)
{
    const struct sorted_line *first = a;
    const struct sorted_line *second = b;
    int order = str_compare(first->key, second->key);
    return order != 0 ? order : (first->number > second->number) - (first->number < second->number);
}

static bool sort_lines(const struct text_streams *streams)
{
    struct sorter sorter = {.arena = arena_new()};
    bool is_good = for_lines(streams, sorter_line, &sorter);
    if (sorter.lines.count > 0)
        qsort(sorter.lines.items, sorter.lines.count, sizeof(*sorter.lines.items), compare_lines);
    for (size_t i = 0; i < sorter.lines.count; i++)
        write_line(streams->out, sorter.lines.items[i].line);
    arena_free(sorter.arena);
    return is_good;
}

static bool filter_lines(struct str (*make)(struct arena *, struct str),
                         const struct text_streams *streams)
{
    struct filter filter = {make, arena_new(), streams->out};
    bool is_good = for_lines(streams, filter_line, &filter);
    arena_free(filter.arena);
    return is_good;
}

int text_command(int argc, char **argv, const struct text_streams *streams)
{
    static const struct {
        const char *name;
        struct str (*make)(struct arena *arena, struct str line);
    } filters[] = {
        {"slug", slug_of  },
        {"fold", text_fold},
        {"nfc",  text_nfc },
        {"sort", NULL     }, /* needs all lines */
    };
    for (size_t i = 0; argc == 1 && i < sizeof(filters) / sizeof(filters[0]); i++) {
        bool is_good;
        if (strcmp(argv[0], filters[i].name) != 0)
            continue;
        is_good = filters[i].make ? filter_lines(filters[i].make, streams) : sort_lines(streams);
        if (fflush(streams->out) != 0 || ferror(streams->out)) {
            say(streams, "text.command.output", 0);
            is_good = false;
        }
        return is_good ? 0 : 1;
    }
    say(streams, "text.command.usage", 0);
    return 2;
}
