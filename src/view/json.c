/*
 * The JSON writer, and structs written by their shapes.
 */
#include "view/json.h"

#include <assert.h>

#include "view/format.h"

struct json json_begin(struct buf *out)
{
    return (struct json){.out = out};
}

void json_finish(const struct json *json)
{
    assert(json->depth == 0 && !json->after_key);
    (void)json;
}

/* Sets the comma that is due before the next key or value. */
static void separate(struct json *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->filled[json->depth])
        buf_add_byte(json->out, ',');
    json->filled[json->depth] = true;
}

static void begin(struct json *json, char bracket)
{
    assert(json->depth < JSON_WRITE_DEPTH);
    separate(json);
    buf_add_byte(json->out, bracket);
    json->filled[++json->depth] = false;
}

static void end(struct json *json, char bracket)
{
    assert(json->depth > 0 && !json->after_key);
    json->depth--;
    buf_add_byte(json->out, bracket);
}

struct html json_ld_html(struct arena *arena, const struct json *json)
{
    struct str rest = buf_str(json->out);
    struct buf out = buf_init(arena, SIZE_MAX);
    json_finish(json);
    buf_add_literal(&out, "<script type=\"application/ld+json\">");
    while (rest.len > 0) {
        ptrdiff_t at = str_find_byte(rest, '<', 0);
        buf_add(&out, at < 0 ? rest : str_slice(rest, 0, (size_t)at));
        if (at >= 0)
            buf_add_literal(&out, "\\u003c");
        rest = at < 0 ? STR("") : str_from(rest, (size_t)at + 1);
    }
    buf_add_literal(&out, "</script>");
    return (struct html){buf_str(&out)};
}

void json_begin_object(struct json *json)
{
    begin(json, '{');
}

void json_end_object(struct json *json)
{
    end(json, '}');
}

void json_begin_array(struct json *json)
{
    begin(json, '[');
}

void json_end_array(struct json *json)
{
    end(json, ']');
}

/* Whether the character at the start of `text` is U+2028 or U+2029, which end a
 * line in older JavaScript. */
static bool is_line_separator(struct str text)
{
    return str_starts(text, STR("\xE2\x80\xA8")) || str_starts(text, STR("\xE2\x80\xA9"));
}

/* Bytes before the first that is written otherwise than it is. */
static size_t plain_run(struct str text)
{
    size_t run = 0;
    for (; run < text.len; run++) {
        unsigned char c = (unsigned char)text.ptr[run];
        if (c < ' ' || c == '"' || c == '\\' || c == '<' || c == 0x7F ||
            (c == 0xE2 && is_line_separator(str_from(text, run))))
            break;
    }
    return run;
}

static void add_escape(struct buf *out, char c)
{
    static const char from[] = "\"\\\n\r\t";
    static const char to[] = "\"\\nrt";
    for (size_t i = 0; i < sizeof(from) - 1; i++) {
        if (from[i] == c) {
            buf_add_byte(out, '\\');
            buf_add_byte(out, to[i]);
            return;
        }
    }
    buf_printf(out, "\\u%04x", (unsigned char)c);
}

static void add_string(struct buf *out, struct str text)
{
    buf_add_byte(out, '"');
    while (text.len > 0) {
        size_t run = plain_run(text);
        buf_add(out, str_slice(text, 0, run));
        text = str_from(text, run);
        if (is_line_separator(text)) {
            buf_printf(out, "\\u202%c", text.ptr[2] == '\xA8' ? '8' : '9');
            text = str_from(text, 3);
        } else if (text.len > 0) {
            add_escape(out, text.ptr[0]);
            text = str_from(text, 1);
        }
    }
    buf_add_byte(out, '"');
}

void json_key(struct json *json, struct str name)
{
    assert(!json->after_key);
    separate(json);
    add_string(json->out, name);
    buf_add_byte(json->out, ':');
    json->after_key = true;
}

void json_put_null(struct json *json)
{
    separate(json);
    buf_add_literal(json->out, "null");
}

void json_put_bool(struct json *json, bool value)
{
    separate(json);
    buf_add(json->out, value ? STR("true") : STR("false"));
}

void json_put_int(struct json *json, int64_t value)
{
    separate(json);
    buf_add_int(json->out, value);
}

void json_put_text(struct json *json, struct str value)
{
    separate(json);
    add_string(json->out, value);
}

void json_pair_text(struct json *json, const char *name, struct str value)
{
    json_key(json, str_from_c(name));
    json_put_text(json, value);
}

void json_pair_int(struct json *json, const char *name, int64_t value)
{
    json_key(json, str_from_c(name));
    json_put_int(json, value);
}

void json_pair_bool(struct json *json, const char *name, bool value)
{
    json_key(json, str_from_c(name));
    json_put_bool(json, value);
}

/* Dates, moments and codes hold nothing to escape. */
static void begin_string(struct json *json)
{
    separate(json);
    buf_add_byte(json->out, '"');
}

static void write_date(struct json *json, struct civil_date date)
{
    if (date_is_none(date)) {
        json_put_null(json);
        return;
    }
    begin_string(json);
    format_date_iso(json->out, date);
    buf_add_byte(json->out, '"');
}

static void write_instant(struct json *json, struct instant at)
{
    if (at.us == 0) {
        json_put_null(json);
        return;
    }
    begin_string(json);
    format_instant_iso(json->out, at);
    buf_add_byte(json->out, '"');
}

static void write_list(struct json *json, const struct shape *shape, const struct list *list)
{
    json_begin_array(json);
    for (size_t i = 0; i < list->count; i++)
        json_put_shape(json, shape, (const char *)list->items + i * list->size);
    json_end_array(json);
}

static void write_member(struct json *json, const struct field *field, const void *place)
{
    const void *target;
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_HTML:
    case FIELD_URL:
        json_put_text(json, *(const struct str *)place);
        break;
    case FIELD_INT:
        json_put_int(json, *(const int *)place);
        break;
    case FIELD_INT64:
        json_put_int(json, *(const int64_t *)place);
        break;
    case FIELD_CODE:
        begin_string(json);
        buf_add_int(json->out, *(const int64_t *)place);
        buf_add_byte(json->out, '"');
        break;
    case FIELD_BOOL:
        json_put_bool(json, *(const bool *)place);
        break;
    case FIELD_DATE:
        write_date(json, *(const struct civil_date *)place);
        break;
    case FIELD_INSTANT:
        write_instant(json, *(const struct instant *)place);
        break;
    case FIELD_LIST:
        write_list(json, field->shape, place);
        break;
    case FIELD_RECORD:
        json_put_shape(json, field->shape, place);
        break;
    case FIELD_POINTER:
        target = *(const void *const *)place;
        if (target)
            json_put_shape(json, field->shape, target);
        else
            json_put_null(json);
        break;
    }
}

void json_put_shape(struct json *json, const struct shape *shape, const void *data)
{
    const char *base = data;
    if (shape_is_scalar(shape)) {
        write_member(json, &shape->fields[0], base);
        return;
    }
    json_begin_object(json);
    for (size_t i = 0; i < shape->count; i++) {
        json_key(json, str_from_c(shape->fields[i].name));
        write_member(json, &shape->fields[i], base + shape->fields[i].offset);
    }
    json_end_object(json);
}

void json_write_shape(struct buf *out, const struct shape *shape, const void *data)
{
    struct json json = json_begin(out);
    json_put_shape(&json, shape, data);
    json_finish(&json);
}
