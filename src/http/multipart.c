/*
 * The parser is a window over what has not been understood yet: each step
 * either takes bytes off its front or asks for more. A step depends on the
 * window's content alone, so where the sender cut his pieces cannot matter.
 */
#include "http/multipart.h"

#include <string.h>

#include "http/cookie.h"
#include "http/spool.h"
#include "http/urlencoded.h"
#include "text/disguise.h"
#include "text/utf8.h"

enum state {
    AT_START,   /* before the first boundary */
    AFTER_LINE, /* after a boundary: CRLF or the closing "--" */
    IN_HEADERS,
    IN_CONTENT,
    AT_END, /* after the closing boundary: only line ends may follow */
    FAILED
};

enum {
    WINDOW = MULTIPART_HEADER + 256
};

struct multipart {
    struct arena *arena;
    const char *folder;
    struct str delimiter; /* CRLF "--" boundary */
    enum state state;
    char window[WINDOW];
    size_t len;
    size_t field_count;
    size_t file_count;
    size_t field_bytes;
    struct part *first;
    struct part *last;
    struct buf memory;           /* content of the part under way, while it is in memory */
    const struct fault *refused; /* why files are not kept any more */
    bool is_dropping;            /* the part under way is a file too many */
};

struct str multipart_boundary(struct str content_type)
{
    struct str rest = content_type;
    struct str none = {NULL, 0};
    if (!str_equal_ascii_nocase(str_trim(str_cut(&rest, ';')), STR("multipart/form-data")))
        return none;
    while (rest.ptr) {
        struct str value = str_trim(str_cut(&rest, ';'));
        struct str name = str_cut(&value, '=');
        if (!value.ptr || !str_equal_ascii_nocase(name, STR("boundary")))
            continue;
        if (value.len >= 2 && value.ptr[0] == '"' && value.ptr[value.len - 1] == '"')
            value = str_slice(value, 1, value.len - 2);
        for (size_t i = 0; i < value.len; i++)
            if (!is_token(str_slice(value, i, 1)) &&
                str_find_byte(STR("()/:=?,"), value.ptr[i], 0) < 0)
                return none;
        return value.len >= 1 && value.len <= 70 ? value : none;
    }
    return none;
}

struct multipart *multipart_new(struct arena *arena, struct str boundary, const char *folder)
{
    struct multipart *parser = ARENA_NEW(arena, struct multipart);
    parser->arena = arena;
    parser->folder = folder;
    parser->delimiter = arena_printf(arena, "\r\n--" PRISTR, STRARG(boundary));
    /* the first boundary has no line before it: pretend one */
    memcpy(parser->window, "\r\n", 2);
    parser->len = 2;
    return parser;
}

static const struct fault *malformed(struct multipart *parser, const char *why)
{
    parser->state = FAILED;
    return fault_new(parser->arena, FAULT_MALFORMED, "request.multipart", "multipart: %s", why);
}

/* Takes one parameter `; name="value"` or `; name=token` off `*rest`. Browsers
 * write %22 for a quote in a value (WHATWG HTML, 4.10.21.8); no backslashes. */
static bool next_parameter(struct str *rest, struct str *ret_name, struct str *ret_value)
{
    ptrdiff_t equals;
    ptrdiff_t end;
    *rest = str_trim(*rest);
    if (rest->len == 0 || rest->ptr[0] != ';')
        return false;
    *rest = str_trim(str_from(*rest, 1));
    equals = str_find_byte(*rest, '=', 0);
    if (equals < 1)
        return false;
    *ret_name = str_slice(*rest, 0, (size_t)equals);
    *rest = str_from(*rest, (size_t)equals + 1);
    if (rest->len > 0 && rest->ptr[0] == '"') {
        end = str_find_byte(*rest, '"', 1);
        if (end < 0)
            return false;
        *ret_value = str_slice(*rest, 1, (size_t)end - 1);
        *rest = str_from(*rest, (size_t)end + 1);
    } else {
        end = str_find_byte(*rest, ';', 0);
        *ret_value = str_trim(str_slice(*rest, 0, end < 0 ? rest->len : (size_t)end));
        *rest = str_from(*rest, end < 0 ? rest->len : (size_t)end);
    }
    return is_token(*ret_name);
}

/* The last component of whatever path the sender's system wrote. */
static struct str last_component(struct str name)
{
    size_t start = name.len;
    while (start > 0 && name.ptr[start - 1] != '/' && name.ptr[start - 1] != '\\')
        start--;
    name = str_trim(str_from(name, start));
    return str_equal(name, STR(".")) || str_equal(name, STR("..")) ? STR("") : name;
}

static const struct fault *read_disposition(struct multipart *parser, struct part *part,
                                            struct str value)
{
    struct str rest = value;
    struct str parameter;
    ptrdiff_t semicolon = str_find_byte(rest, ';', 0);
    const struct fault *fault = NULL;
    if (semicolon < 0 ||
        !str_equal_ascii_nocase(str_trim(str_slice(rest, 0, (size_t)semicolon)), STR("form-data")))
        return malformed(parser, "a part that is no form-data");
    rest = str_from(rest, (size_t)semicolon);
    while (!fault && str_trim(rest).len > 0) {
        struct str content;
        if (!next_parameter(&rest, &parameter, &content))
            return malformed(parser, "a parameter of Content-Disposition");
        if (str_equal_ascii_nocase(parameter, STR("name"))) {
            if (part->name.ptr)
                return malformed(parser, "two names");
            fault = edge_text(parser->arena, content, &part->name);
        } else if (str_equal_ascii_nocase(parameter, STR("filename"))) {
            if (part->is_file)
                return malformed(parser, "two filenames");
            part->is_file = true;
            fault = edge_typed(parser->arena, content, &part->filename);
        }
    }
    if (fault)
        parser->state = FAILED;
    return fault;
}

/* The headers in `block` (lines ended by CRLF), and the part they begin. */
static const struct fault *begin_part(struct multipart *parser, struct str block)
{
    struct part *part = ARENA_NEW(parser->arena, struct part);
    struct str rest = arena_copy(parser->arena, block);
    const struct fault *fault;
    while (rest.len > 0) {
        ptrdiff_t end = str_find(rest, STR("\r\n"), 0);
        struct str value = str_slice(rest, 0, end < 0 ? rest.len : (size_t)end);
        struct str name = str_cut(&value, ':');
        rest = str_from(rest, end < 0 ? rest.len : (size_t)end + 2);
        if (!value.ptr || !is_token(name) || str_find_byte(value, '\n', 0) >= 0 ||
            str_find_byte(value, '\r', 0) >= 0 || str_find_byte(value, '\0', 0) >= 0)
            return malformed(parser, "a header line");
        value = str_trim(value);
        if (str_equal_ascii_nocase(name, STR("Content-Disposition"))) {
            fault = read_disposition(parser, part, value);
            if (fault)
                return fault;
        } else if (str_equal_ascii_nocase(name, STR("Content-Type"))) {
            fault = edge_text(parser->arena, value, &part->type);
            if (fault)
                return fault;
        }
    }
    if (part->name.len == 0 || utf8_count(part->name) > MULTIPART_NAME)
        return malformed(parser, "a part without a name, or with an endless one");
    /* it says what it shows: "gnp.exe" is not read from its end */
    part->filename = text_line(parser->arena, part->filename);
    part->filename = text_cut(last_component(part->filename), MULTIPART_FILENAME);
    parser->memory = buf_init(parser->arena, part->is_file ? MULTIPART_MEMORY : MULTIPART_FIELD);
    if (parser->last)
        parser->last->next = part;
    else
        parser->first = part;
    parser->last = part;
    parser->state = IN_CONTENT;
    return NULL;
}

/* Moves the file under way from memory to a spool. */
static const struct fault *begin_spool(struct multipart *parser, struct part *part)
{
    const struct fault *fault = spool_new(parser->arena, parser->folder, &part->spool);
    return fault ? fault : spool_add(part->spool, buf_str(&parser->memory));
}

static const struct fault *add_to_field(struct multipart *parser, struct str bytes)
{
    parser->field_bytes += bytes.len;
    if (parser->field_bytes > MULTIPART_FIELD) {
        parser->state = FAILED;
        return fault_with(fault_new(parser->arena, FAULT_TOO_LARGE, "request.text_too_large",
                                    "fields of more than %d bytes", MULTIPART_FIELD),
                          "megabytes",
                          arena_printf(parser->arena, "%d", MULTIPART_FIELD / (1024 * 1024)));
    }
    buf_add(&parser->memory, bytes);
    return NULL;
}

static void add_to_file(struct multipart *parser, struct str bytes)
{
    struct part *part = parser->last;
    const struct fault *fault = NULL;
    if (!parser->refused && !part->spool && part->size > MULTIPART_MEMORY)
        fault = begin_spool(parser, part);
    if (!fault && !parser->refused && part->spool)
        fault = spool_add(part->spool, bytes);
    else if (!fault && !parser->refused)
        buf_add(&parser->memory, bytes);
    if (fault)
        parser->refused = fault;
    part->refused = parser->refused;
}

static const struct fault *add_content(struct multipart *parser, struct str bytes)
{
    if (bytes.len == 0 || parser->is_dropping)
        return NULL;
    parser->last->size += bytes.len;
    if (!parser->last->is_file)
        return add_to_field(parser, bytes);
    add_to_file(parser, bytes);
    return NULL;
}

static const struct fault *end_part(struct multipart *parser)
{
    struct part *part = parser->last;
    const struct fault *fault = NULL;
    if (parser->is_dropping) {
        parser->state = AFTER_LINE;
        return NULL;
    }
    if (!part->spool)
        part->bytes = buf_str(&parser->memory);
    if (!part->is_file)
        fault = edge_typed(parser->arena, part->bytes, &part->bytes);
    parser->state = fault ? FAILED : AFTER_LINE;
    return fault;
}

/* Bytes at the end of `s` that could be the beginning of the delimiter. */
static size_t possible_start(struct str s, struct str delimiter)
{
    size_t most = s.len < delimiter.len - 1 ? s.len : delimiter.len - 1;
    for (size_t len = most; len > 0; len--)
        if (memcmp(s.ptr + s.len - len, delimiter.ptr, len) == 0)
            return len;
    return 0;
}

static const struct fault *step_start(struct multipart *parser, struct str window,
                                      size_t *ret_taken)
{
    size_t compared = window.len < parser->delimiter.len ? window.len : parser->delimiter.len;
    if (memcmp(window.ptr, parser->delimiter.ptr, compared) != 0)
        return malformed(parser, "text before the first boundary");
    if (compared == parser->delimiter.len) {
        parser->state = AFTER_LINE;
        *ret_taken = compared;
    }
    return NULL;
}

static const struct fault *step_after_line(struct multipart *parser, struct str window,
                                           size_t *ret_taken)
{
    if (window.len < 2)
        return NULL;
    *ret_taken = 2;
    if (str_starts(window, STR("--"))) {
        parser->state = AT_END;
        return NULL;
    }
    if (!str_starts(window, STR("\r\n")))
        return malformed(parser, "neither a line end nor -- after a boundary");
    parser->state = IN_HEADERS;
    return NULL;
}

/* A file too many is read over, at no cost of memory, whatever else its headers say. */
static const struct fault *count_part(struct multipart *parser, struct str block)
{
    bool is_file = str_find(block, STR("filename="), 0) >= 0;
    size_t count = is_file ? ++parser->file_count : ++parser->field_count;
    parser->is_dropping = is_file && count > MULTIPART_PARTS;
    if (is_file || count <= MULTIPART_PARTS)
        return NULL;
    parser->state = FAILED;
    return fault_new(parser->arena, FAULT_TOO_LARGE, "request.too_many_fields",
                     "more than %d fields", MULTIPART_PARTS);
}

static const struct fault *step_headers(struct multipart *parser, struct str window,
                                        size_t *ret_taken)
{
    ptrdiff_t end = str_find(window, STR("\r\n\r\n"), 0);
    const struct fault *fault;
    if (str_starts(window, STR("\r\n")))
        return malformed(parser, "a part without headers");
    if (end > MULTIPART_HEADER || (end < 0 && window.len > MULTIPART_HEADER + 3))
        return malformed(parser, "endless headers");
    if (end < 0)
        return NULL;
    *ret_taken = (size_t)end + 4;
    fault = count_part(parser, str_slice(window, 0, (size_t)end));
    if (fault)
        return fault;
    if (!parser->is_dropping)
        return begin_part(parser, str_slice(window, 0, (size_t)end));
    parser->state = IN_CONTENT;
    return NULL;
}

static const struct fault *step_content(struct multipart *parser, struct str window,
                                        size_t *ret_taken)
{
    ptrdiff_t end = str_find(window, parser->delimiter, 0);
    size_t content =
        end >= 0 ? (size_t)end : window.len - possible_start(window, parser->delimiter);
    const struct fault *fault = add_content(parser, str_slice(window, 0, content));
    if (fault)
        return fault;
    *ret_taken = content;
    if (end < 0)
        return NULL;
    *ret_taken += parser->delimiter.len;
    return end_part(parser);
}

static const struct fault *step(struct multipart *parser, struct str window, size_t *ret_taken)
{
    *ret_taken = 0;
    switch (parser->state) {
    case AT_START:
        return step_start(parser, window, ret_taken);
    case AFTER_LINE:
        return step_after_line(parser, window, ret_taken);
    case IN_HEADERS:
        return step_headers(parser, window, ret_taken);
    case IN_CONTENT:
        return step_content(parser, window, ret_taken);
    case AT_END:
        for (size_t i = 0; i < window.len; i++)
            if (window.ptr[i] != '\r' && window.ptr[i] != '\n')
                return malformed(parser, "text after the last boundary");
        *ret_taken = window.len;
        return NULL;
    case FAILED:
        return malformed(parser, "fed after a fault");
    }
    return NULL;
}

const struct fault *multipart_feed(struct multipart *parser, struct str bytes)
{
    while (bytes.len > 0) {
        size_t room = WINDOW - parser->len;
        size_t added = bytes.len < room ? bytes.len : room;
        size_t at = 0;
        size_t taken;
        enum state before;
        memcpy(parser->window + parser->len, bytes.ptr, added);
        parser->len += added;
        bytes = str_from(bytes, added);
        do {
            const struct str window = {parser->window + at, parser->len - at};
            const struct fault *fault;
            before = parser->state;
            fault = step(parser, window, &taken);
            if (fault)
                return fault;
            at += taken;
        } while ((taken > 0 || parser->state != before) && at < parser->len);
        memmove(parser->window, parser->window + at, parser->len - at);
        parser->len -= at;
    }
    return NULL;
}

void multipart_refuse_files(struct multipart *parser, const struct fault *fault)
{
    parser->refused = fault;
}

const struct fault *multipart_end(struct multipart *parser, const struct part **ret_parts)
{
    if (parser->state != AT_END)
        return malformed(parser, "the last boundary is missing");
    *ret_parts = parser->first;
    return NULL;
}

const struct fault *part_bytes(struct arena *arena, const struct part *part, struct str *ret_bytes)
{
    if (part->refused)
        return part->refused;
    if (part->spool)
        return spool_read(part->spool, arena, ret_bytes);
    *ret_bytes = part->bytes;
    return NULL;
}
