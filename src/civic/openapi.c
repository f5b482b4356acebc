/*
 * OpenAPI 3.1 out of the rows of all modules. The Markdown is openapi_text.c.
 */
#include "civic/openapi.h"

#include "civic/openapi_rows.h"
#include "view/json.h"

#include <string.h>

/* ---- the rows, walked ---- */

const struct api_route *api_next(const struct site *site, struct api_place *place)
{
    for (; site->modules[place->module]; place->module++, place->row = 0) {
        const struct module *module = site->modules[place->module];
        if (place->row < module->api_count)
            return &module->api[place->row++];
    }
    return NULL;
}

bool api_next_word(struct str *rest, struct str *ret_name)
{
    ptrdiff_t open = str_find_byte(*rest, '{', 0);
    ptrdiff_t close = open < 0 ? -1 : str_find_byte(*rest, '}', (size_t)open);
    if (close < 0)
        return false;
    *ret_name = str_slice(*rest, (size_t)open + 1, (size_t)(close - open - 1));
    *rest = str_from(*rest, (size_t)close + 1);
    return true;
}

struct str api_message(struct work *work, const char *group, struct str name)
{
    return site_message(work, arena_printf(work->arena, "api.%s." PRISTR, group, STRARG(name)).ptr);
}

/* ---- parameters ---- */

/* kind of input, type, format */
static const struct {
    enum input_kind kind;
    const char *type;
    const char *format;
} input_types[] = {
    {INPUT_LINE,   "string",  NULL   },
    {INPUT_TEXT,   "string",  NULL   },
    {INPUT_INT,    "integer", "int64"},
    {INPUT_DATE,   "string",  "date" },
    {INPUT_CHOICE, "string",  NULL   },
    {INPUT_PICK,   "string",  NULL   },
    {INPUT_BOOL,   "string",  NULL   },
    {INPUT_ID,     "string",  NULL   },
};

static void put_bounds(struct json *json, const struct form_field *field)
{
    bool is_number = field->kind == INPUT_INT;
    bool is_text = field->kind == INPUT_LINE || field->kind == INPUT_TEXT;
    if (field->min > 0 && (is_number || is_text))
        json_pair_int(json, is_number ? "minimum" : "minLength", field->min);
    if (field->max > 0 && (is_number || is_text))
        json_pair_int(json, is_number ? "maximum" : "maxLength", field->max);
}

static void put_choices(struct json *json, const char *const *choices)
{
    json_key(json, STR("enum"));
    json_begin_array(json);
    for (; *choices; choices++)
        json_put_text(json, str_from_c(*choices));
    json_end_array(json);
}

static void put_input(struct json *json, const struct form_field *field)
{
    json_begin_object(json);
    for (size_t i = 0; i < sizeof(input_types) / sizeof(input_types[0]); i++) {
        if (input_types[i].kind != field->kind)
            continue;
        json_pair_text(json, "type", str_from_c(input_types[i].type));
        if (input_types[i].format)
            json_pair_text(json, "format", str_from_c(input_types[i].format));
    }
    put_bounds(json, field);
    if (field->kind == INPUT_CHOICE)
        put_choices(json, field->choices);
    json_end_object(json);
}

static void put_parameter(struct json *json, struct work *work, const struct form_field *field,
                          const char *place)
{
    struct str name = str_from_c(field->name);
    json_begin_object(json);
    json_pair_text(json, "name", name);
    json_pair_text(json, "in", str_from_c(place));
    json_pair_bool(json, "required", field->required);
    json_pair_text(json, "description", api_message(work, "parameter", name));
    json_key(json, STR("schema"));
    put_input(json, field);
    json_end_object(json);
}

static void put_parameters(struct json *json, struct work *work, const struct api_route *api,
                           bool is_table)
{
    struct str rest = str_from_c(api->path);
    struct str name;
    json_key(json, STR("parameters"));
    json_begin_array(json);
    while (!is_table && api_next_word(&rest, &name)) {
        struct form_field word = {arena_c(work->arena, name), INPUT_LINE, 1, 0, true, NULL};
        put_parameter(json, work, &word, "path");
    }
    for (size_t i = 0; i < api->parameter_count; i++)
        put_parameter(json, work, &api->parameters[i], "query");
    for (size_t i = 0; i < api_list_parameter_count(api); i++)
        if (!is_table || i == 0)
            put_parameter(json, work, &api_list_parameters[i], "query");
    json_end_array(json);
}

/* ---- answers ---- */

static void put_reference(struct json *json, struct work *work, const char *kind, struct str name)
{
    json_begin_object(json);
    json_pair_text(json, "$ref",
                   arena_printf(work->arena, "#/components/%s/" PRISTR, kind, STRARG(name)));
    json_end_object(json);
}

static void put_answer_schema(struct json *json, struct work *work, const struct api_route *api)
{
    if (!api->shape) {
        json_begin_object(json);
        json_pair_text(json, "type", STR("object"));
        json_end_object(json);
        return;
    }
    if (!api->is_list) {
        put_reference(json, work, "schemas", str_from_c(api->shape->name));
        return;
    }
    json_begin_object(json);
    json_pair_text(json, "type", STR("object"));
    json_key(json, STR("required"));
    json_begin_array(json);
    json_put_text(json, STR("items"));
    json_put_text(json, STR("next"));
    json_end_array(json);
    json_key(json, STR("properties"));
    json_begin_object(json);
    json_key(json, STR("items"));
    json_begin_object(json);
    json_pair_text(json, "type", STR("array"));
    json_key(json, STR("items"));
    put_reference(json, work, "schemas", str_from_c(api->shape->name));
    json_end_object(json);
    json_key(json, STR("next"));
    json_begin_object(json);
    json_key(json, STR("type"));
    json_begin_array(json);
    json_put_text(json, STR("string"));
    json_put_text(json, STR("null"));
    json_end_array(json);
    json_pair_text(json, "format", STR("uri"));
    json_pair_text(json, "description", site_message(work, "api.next"));
    json_end_object(json);
    json_end_object(json);
    json_end_object(json);
}

static void put_answers(struct json *json, struct work *work, const struct api_route *api,
                        bool is_table)
{
    json_key(json, STR("responses"));
    json_begin_object(json);
    json_key(json, STR("200"));
    json_begin_object(json);
    json_pair_text(json, "description", site_message(work, api->message));
    json_key(json, STR("content"));
    json_begin_object(json);
    json_key(json, is_table ? STR("text/csv") : STR("application/json"));
    json_begin_object(json);
    json_key(json, STR("schema"));
    if (is_table) {
        json_begin_object(json);
        json_pair_text(json, "type", STR("string"));
        json_end_object(json);
    } else {
        put_answer_schema(json, work, api);
    }
    json_end_object(json);
    json_end_object(json);
    json_end_object(json);
    json_key(json, STR("304"));
    put_reference(json, work, "responses", STR("unchanged"));
    json_key(json, STR("4XX"));
    put_reference(json, work, "responses", STR("problem"));
    json_key(json, STR("5XX")); /* busy, or out of order */
    put_reference(json, work, "responses", STR("problem"));
    json_end_object(json);
}

/* ---- addresses ---- */

/* "/api/v1/news/{slug}": "news_slug"; "/tin-tuc.csv": "tin_tuc_csv". */
static struct str operation_id(struct work *work, const char *path)
{
    struct str rest = str_from_c(path);
    struct buf id = buf_init(work->arena, 200);
    if (str_starts(rest, STR(API_ROOT)))
        rest = str_from(rest, sizeof(API_ROOT) - 1);
    for (size_t i = 0; i < rest.len; i++) {
        char c = rest.ptr[i];
        bool is_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (is_word)
            buf_add_byte(&id, c);
        else if (id.len > 0 && i + 1 < rest.len && id.ptr[id.len - 1] != '_')
            buf_add_byte(&id, '_');
    }
    return buf_str(&id);
}

static void put_path(struct json *json, struct work *work, const struct api_route *api,
                     const char *path)
{
    bool is_table = path == api->csv;
    json_key(json, str_from_c(path));
    json_begin_object(json);
    json_key(json, STR("get"));
    json_begin_object(json);
    json_pair_text(json, "operationId", operation_id(work, path));
    json_pair_text(json, "summary", site_message(work, is_table ? "api.as-table" : api->message));
    if (is_table)
        json_pair_text(json, "description", site_message(work, api->message));
    put_parameters(json, work, api, is_table);
    put_answers(json, work, api, is_table);
    json_end_object(json);
    json_end_object(json);
}

static void put_paths(struct json *json, struct work *work)
{
    struct api_place place = {0};
    const struct api_route *api;
    json_key(json, STR("paths"));
    json_begin_object(json);
    while ((api = api_next(work->site, &place))) {
        put_path(json, work, api, api->path);
        if (api->csv)
            put_path(json, work, api, api->csv);
    }
    json_end_object(json);
}

/* ---- what they have in common ---- */

static void put_property(struct json *json, struct work *work, const char *name, const char *type)
{
    json_key(json, str_from_c(name));
    json_begin_object(json);
    json_pair_text(json, "type", str_from_c(type));
    json_pair_text(json, "description",
                   site_message(work, arena_printf(work->arena, "api.problem.%s", name).ptr));
    json_end_object(json);
}

/* RFC 9457, section 3. */
static void put_problem(struct json *json, struct work *work)
{
    json_key(json, STR("problem"));
    json_begin_object(json);
    json_pair_text(json, "type", STR("object"));
    json_key(json, STR("properties"));
    json_begin_object(json);
    put_property(json, work, "type", "string");
    put_property(json, work, "title", "string");
    put_property(json, work, "status", "integer");
    put_property(json, work, "detail", "string");
    put_property(json, work, "code", "string");
    put_property(json, work, "instance", "string");
    json_key(json, STR("errors"));
    json_begin_object(json);
    json_pair_text(json, "type", STR("array"));
    json_pair_text(json, "description", site_message(work, "api.problem.errors"));
    json_key(json, STR("items"));
    json_begin_object(json);
    json_pair_text(json, "type", STR("object"));
    json_key(json, STR("properties"));
    json_begin_object(json);
    put_property(json, work, "parameter", "string");
    put_property(json, work, "detail", "string");
    json_end_object(json);
    json_end_object(json);
    json_end_object(json);
    json_end_object(json);
    json_end_object(json);
}

/* Whether a row before `api` has its shape. */
static bool is_written(const struct site *site, const struct api_route *api)
{
    struct api_place place = {0};
    const struct api_route *before;
    while ((before = api_next(site, &place)) && before != api)
        if (before->shape == api->shape)
            return true;
    return false;
}

static void put_schemas(struct json *json, struct work *work)
{
    struct api_place place = {0};
    const struct api_route *api;
    json_key(json, STR("schemas"));
    json_begin_object(json);
    put_problem(json, work);
    while ((api = api_next(work->site, &place))) {
        if (!api->shape || is_written(work->site, api))
            continue;
        json_key(json, str_from_c(api->shape->name));
        json_schema(json, api->shape);
    }
    json_end_object(json);
}

static void put_components(struct json *json, struct work *work)
{
    json_key(json, STR("components"));
    json_begin_object(json);
    put_schemas(json, work);
    json_key(json, STR("responses"));
    json_begin_object(json);
    json_key(json, STR("unchanged"));
    json_begin_object(json);
    json_pair_text(json, "description", site_message(work, "api.unchanged"));
    json_end_object(json);
    json_key(json, STR("problem"));
    json_begin_object(json);
    json_pair_text(json, "description", site_message(work, "api.problem.about"));
    json_key(json, STR("content"));
    json_begin_object(json);
    json_key(json, STR("application/problem+json"));
    json_begin_object(json);
    json_key(json, STR("schema"));
    put_reference(json, work, "schemas", STR("problem"));
    json_end_object(json);
    json_end_object(json);
    json_end_object(json);
    json_end_object(json);
    json_end_object(json);
}

void openapi_write(struct work *work, struct str base, struct buf *out)
{
    struct json json = json_begin(out);
    json_begin_object(&json);
    json_pair_text(&json, "openapi", STR("3.1.0"));
    json_key(&json, STR("info"));
    json_begin_object(&json);
    json_pair_text(&json, "title", site_message(work, "api.title"));
    json_pair_text(&json, "version", STR("1"));
    json_pair_text(&json, "description", site_message(work, "api.about"));
    json_end_object(&json);
    json_key(&json, STR("servers"));
    json_begin_array(&json);
    json_begin_object(&json);
    json_pair_text(&json, "url", base);
    json_end_object(&json);
    json_end_array(&json);
    json_key(&json, STR("security"));
    json_begin_array(&json);
    json_end_array(&json);
    put_paths(&json, work);
    put_components(&json, work);
    json_end_object(&json);
    json_finish(&json);
}
