/*
 * Shapes described in JSON Schema 2020-12, the dialect of OpenAPI 3.1.
 */
#include "view/json.h"

enum {
    SCHEMA_DEPTH = 8 /* shapes in each other; 3 levels of JSON each fit the writer */
};

/* kind, "type", "format" or NULL, whether null stands for "not set" */
static const struct {
    const char *type;
    const char *format;
    bool nullable;
} types[] = {
    [FIELD_TEXT] = {"string",  NULL,            false},
      [FIELD_HTML] = {"string",  "html",          false},
    [FIELD_URL] = {"string",  "uri-reference", false},
      [FIELD_INT] = {"integer", "int32",         false},
    [FIELD_INT64] = {"integer", "int64",         false},
      [FIELD_CODE] = {"string",  NULL,            false},
    [FIELD_BOOL] = {"boolean", NULL,            false},
      [FIELD_DATE] = {"string",  "date",          true },
    [FIELD_INSTANT] = {"string",  "date-time",     true },
};

static void write_shape(struct json *json, const struct shape *shape, int depth, bool nullable);

static void write_type(struct json *json, const char *type, bool nullable)
{
    if (!nullable) {
        json_pair_text(json, "type", str_from_c(type));
        return;
    }
    json_key(json, STR("type"));
    json_begin_array(json);
    json_put_text(json, str_from_c(type));
    json_put_text(json, STR("null"));
    json_end_array(json);
}

static void write_scalar(struct json *json, enum field_kind kind)
{
    json_begin_object(json);
    write_type(json, types[kind].type, types[kind].nullable);
    if (types[kind].format)
        json_pair_text(json, "format", str_from_c(types[kind].format));
    if (kind == FIELD_CODE)
        json_pair_text(json, "pattern", STR("^-?[0-9]+$"));
    json_end_object(json);
}

static void write_member(struct json *json, const struct field *field, int depth)
{
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_HTML:
    case FIELD_URL:
    case FIELD_INT:
    case FIELD_INT64:
    case FIELD_CODE:
    case FIELD_BOOL:
    case FIELD_DATE:
    case FIELD_INSTANT:
        write_scalar(json, field->kind);
        break;
    case FIELD_LIST:
        json_begin_object(json);
        write_type(json, "array", false);
        json_key(json, STR("items"));
        write_shape(json, field->shape, depth + 1, false);
        json_end_object(json);
        break;
    case FIELD_RECORD:
        write_shape(json, field->shape, depth + 1, false);
        break;
    case FIELD_POINTER:
        write_shape(json, field->shape, depth + 1, true);
        break;
    }
}

static void write_shape(struct json *json, const struct shape *shape, int depth, bool nullable)
{
    if (shape_is_scalar(shape)) {
        write_member(json, &shape->fields[0], depth);
        return;
    }
    json_begin_object(json);
    if (depth < SCHEMA_DEPTH) {
        write_type(json, "object", nullable);
        json_key(json, STR("properties"));
        json_begin_object(json);
        for (size_t i = 0; i < shape->count; i++) {
            json_key(json, str_from_c(shape->fields[i].name));
            write_member(json, &shape->fields[i], depth);
        }
        json_end_object(json);
        json_key(json, STR("required"));
        json_begin_array(json);
        for (size_t i = 0; i < shape->count; i++)
            json_put_text(json, str_from_c(shape->fields[i].name));
        json_end_array(json);
    }
    json_end_object(json);
}

void json_schema(struct json *json, const struct shape *shape)
{
    write_shape(json, shape, 0, false);
}
