/*
 * Cutting a large feed between its items.
 */
#include "modules/publications/import_stream.h"

#include "base/buf.h"
#include "modules/publications/import_parts.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum {
    ITEM_DEPTH = 2 /* rss, channel */
};

struct import_stream {
    struct arena *arena;
    FILE *file;
    const char *path;
    char *bytes; /* the head, and what of the items was not handed out yet */
    size_t len;
    size_t capacity;
    size_t head;        /* bytes before the first item; 0 before the first cut */
    int64_t lines_cut;  /* that stood in the pieces before the last */
    int64_t lines_next; /* and in the last */
    bool is_ended;
};

static void close_file(void *file)
{
    fclose(file);
}

static const struct fault *trouble(struct arena *arena, const char *path, int error)
{
    struct fault *fault =
        error == ENOENT
            ? fault_new(arena, FAULT_NOT_FOUND, "file.missing", "no file %s", path)
            : fault_new(arena, FAULT_UNAVAILABLE, "file.trouble", "%s: %s", path, strerror(error));
    return fault_with(fault_with(fault, "path", str_from_c(path)), "why",
                      str_from_c(strerror(error)));
}

const struct fault *import_stream_open(struct arena *arena, const char *path, size_t piece,
                                       struct import_stream **ret_stream)
{
    struct import_stream *stream = ARENA_NEW(arena, struct import_stream);
    stream->file = fopen(path, "rbe");
    if (!stream->file)
        return trouble(arena, path, errno);
    arena_cleanup(arena, close_file, stream->file);
    stream->arena = arena;
    stream->path = path;
    stream->capacity = piece;
    stream->bytes = arena_alloc_raw(arena, piece);
    *ret_stream = stream;
    return NULL;
}

/* Reads until the room is full or the file ends. */
static const struct fault *fill(struct import_stream *stream, struct arena *arena)
{
    while (!stream->is_ended && stream->len < stream->capacity) {
        size_t got =
            fread(stream->bytes + stream->len, 1, stream->capacity - stream->len, stream->file);
        stream->len += got;
        if (got == 0 && ferror(stream->file))
            return trouble(arena, stream->path, errno);
        stream->is_ended = got == 0;
    }
    return NULL;
}

static const struct fault *too_large(struct arena *arena, const char *why)
{
    return fault_new(arena, FAULT_TOO_LARGE, "import.fault.too_large", "%s", why);
}

/* How many bytes end with a whole item; 0 where there is none. Sets the head. */
static size_t find_cut(struct import_stream *stream, struct arena *arena)
{
    struct str document = {stream->bytes, stream->len};
    struct str *items;
    size_t count;
    import_source_find(arena, document, STR("item"), ITEM_DEPTH, &items, &count);
    /* the room may end inside the last tag */
    while (count > 0 && !str_ends(items[count - 1], STR(">")))
        count--;
    if (count == 0)
        return 0;
    stream->head = (size_t)(items[0].ptr - stream->bytes);
    return (size_t)(items[count - 1].ptr - stream->bytes) + items[count - 1].len;
}

/* Room for twice as much, where one item is larger than a piece. */
static bool grow(struct import_stream *stream)
{
    char *bytes;
    if (stream->capacity * 2 > IMPORT_PIECE_MOST)
        return false;
    bytes = arena_alloc_raw(stream->arena, stream->capacity * 2);
    memcpy(bytes, stream->bytes, stream->len);
    stream->bytes = bytes;
    stream->capacity *= 2;
    return true;
}

static const struct fault *check_can_be_cut(const struct import_stream *stream, struct arena *arena)
{
    struct str document = {stream->bytes, stream->len};
    if (str_find_byte(document, '\0', 0) >= 0)
        return fault_new(arena, FAULT_UNSUPPORTED, "import.fault.format", "binary");
    if (str_find(document, STR("<rss"), 0) < 0)
        return too_large(arena, "large, and no RSS");
    return NULL;
}

static int64_t count_lines(const char *bytes, size_t len)
{
    int64_t lines = 0;
    for (size_t i = 0; i < len; i++)
        lines += bytes[i] == '\n';
    return lines;
}

/* The head, the items up to `end` and the end of the document; what is behind
 * them stays for the next time. */
static struct str cut(struct import_stream *stream, struct arena *arena, size_t end)
{
    struct buf piece = buf_init(arena, SIZE_MAX);
    buf_add(&piece, (struct str){stream->bytes, end});
    buf_add_literal(&piece, "</channel></rss>");
    stream->lines_next = count_lines(stream->bytes + stream->head, end - stream->head);
    memmove(stream->bytes + stream->head, stream->bytes + end, stream->len - end);
    stream->len -= end - stream->head;
    return buf_str(&piece);
}

const struct fault *import_stream_next(struct import_stream *stream, struct arena *arena,
                                       struct str *ret_piece, bool *ret_more)
{
    const struct fault *fault = NULL;
    size_t end = 0;
    stream->lines_cut += stream->lines_next;
    stream->lines_next = 0;
    *ret_more = !stream->is_ended;
    while (!fault && end == 0 && !stream->is_ended) {
        fault = fill(stream, arena);
        if (!fault && stream->is_ended)
            *ret_piece = arena_copy(arena, (struct str){stream->bytes, stream->len});
        if (fault || stream->is_ended)
            break;
        fault = check_can_be_cut(stream, arena);
        end = fault ? 0 : find_cut(stream, arena);
        if (end > 0)
            *ret_piece = cut(stream, arena, end);
        else if (!fault && !grow(stream))
            fault = too_large(arena, "an item is too large");
    }
    return fault;
}

const struct fault *import_stream_fault(const struct import_stream *stream, struct arena *arena,
                                        const struct fault *fault)
{
    struct fault *own;
    if (!fault)
        return NULL;
    own = ARENA_NEW(arena, struct fault);
    *own = *fault;
    for (size_t i = 0; i < FAULT_ARGS && own->args[i].name; i++) {
        int64_t line;
        if (str_equal(str_from_c(own->args[i].name), STR("line")) &&
            str_to_int64(own->args[i].value, &line))
            own->args[i].value = arena_printf(arena, "%lld", (long long)(line + stream->lines_cut));
    }
    return own;
}
