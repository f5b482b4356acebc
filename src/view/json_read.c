/*
 * The only file that knows jansson. A document is released with its arena.
 */
#include "view/json_read.h"

#include <jansson.h>

/* `struct json_value` is jansson's json_t under our name. */
static const json_t *native(const struct json_value *value)
{
    return (const json_t *)value;
}

static void release(void *document)
{
    json_decref(document);
}

/* Whether brackets are nested more than JSON_READ_DEPTH deep; jansson's own limit
 * is 2048. Brackets inside strings do not count. */
static bool is_too_deep(struct str text)
{
    int depth = 0;
    bool in_string = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (in_string && c == '\\')
            i++;
        else if (c == '"')
            in_string = !in_string;
        else if (!in_string && (c == '{' || c == '['))
            depth++;
        else if (!in_string && (c == '}' || c == ']'))
            depth--;
        if (depth > JSON_READ_DEPTH)
            return true;
    }
    return false;
}

const struct fault *json_read(struct arena *arena, struct str text, size_t limit,
                              const struct json_value **ret_value)
{
    json_error_t error;
    json_t *document;
    if (text.len > limit)
        return fault_new(arena, FAULT_TOO_LARGE, "json.too_large", "%zu bytes of JSON", text.len);
    if (is_too_deep(text))
        return fault_new(arena, FAULT_MALFORMED, "json.malformed", "nested too deep");
    document = json_loadb(text.ptr ? text.ptr : "", text.len,
                          JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (!document)
        return fault_new(arena, FAULT_MALFORMED, "json.malformed", "line %d, column %d", error.line,
                         error.column);
    arena_cleanup(arena, release, document);
    *ret_value = (const struct json_value *)document;
    return NULL;
}

bool json_value_is_null(const struct json_value *value)
{
    return json_is_null(native(value));
}

const struct json_value *json_member(const struct json_value *value, const char *name)
{
    return (const struct json_value *)json_object_get(native(value), name);
}

size_t json_count(const struct json_value *value)
{
    return json_array_size(native(value));
}

const struct json_value *json_item(const struct json_value *value, size_t index)
{
    return (const struct json_value *)json_array_get(native(value), index);
}

bool json_as_text(const struct json_value *value, struct str *ret_text)
{
    if (!json_is_string(native(value)))
        return false;
    *ret_text = (struct str){json_string_value(native(value)), json_string_length(native(value))};
    return true;
}

bool json_as_int(const struct json_value *value, int64_t *ret_number)
{
    if (!json_is_integer(native(value)))
        return false;
    *ret_number = json_integer_value(native(value));
    return true;
}

bool json_get_text(const struct json_value *value, const char *name, struct str *ret_text)
{
    return json_as_text(json_member(value, name), ret_text);
}

bool json_get_int(const struct json_value *value, const char *name, int64_t *ret_number)
{
    return json_as_int(json_member(value, name), ret_number);
}
