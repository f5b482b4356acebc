/*
 * The interface for programs as a page for people (Markdown), and whether every
 * word of it is there.
 */
#include "civic/openapi.h"

#include "civic/openapi_rows.h"
#include "text/message.h"

#include <string.h>

enum {
    MOST_TOLD = 32
};

/* ---- members of shapes ---- */

/* kind, as JSON has it; message of what a reader must know besides, or NULL */
static const struct {
    const char *type;
    const char *note;
} kinds[] = {
    [FIELD_TEXT] = {"string",  NULL              },
    [FIELD_HTML] = {"string",  "api.kind.html"   },
    [FIELD_URL] = {"string",  NULL              },
    [FIELD_INT] = {"integer", NULL              },
    [FIELD_INT64] = {"integer", NULL              },
    [FIELD_CODE] = {"string",  "api.kind.code"   },
    [FIELD_BOOL] = {"boolean", NULL              },
    [FIELD_DATE] = {"string",  "api.kind.date"   },
    [FIELD_INSTANT] = {"string",  "api.kind.instant"},
    [FIELD_LIST] = {"array",   NULL              },
    [FIELD_RECORD] = {"object",  NULL              },
    [FIELD_POINTER] = {"object",  "api.kind.pointer"},
};

static bool has_message(struct work *work, struct str key)
{
    struct str text;
    return message_text(work->site->messages, work->locale, key, &text);
}

/* The key that tells what a member is: its own, or that of its name. */
static struct str key_of(struct work *work, const struct shape *shape, const struct field *field)
{
    struct str own = arena_printf(work->arena, "api.field.%s.%s", shape->name, field->name);
    return has_message(work, own) ? own : arena_printf(work->arena, "api.field.%s", field->name);
}

/* The shapes that a table has told already; a second time they are only named. */
struct told {
    const struct shape *shapes[MOST_TOLD];
    size_t count;
};

static bool is_told(struct told *told, const struct shape *shape)
{
    for (size_t i = 0; i < told->count; i++)
        if (told->shapes[i] == shape)
            return true;
    if (told->count < MOST_TOLD)
        told->shapes[told->count++] = shape;
    return false;
}

static void add_fields(struct work *work, const struct shape *shape, const char *before,
                       struct told *told, struct buf *out)
{
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[i];
        const char *note = kinds[field->kind].note;
        bool has_members = field->shape && !shape_is_scalar(field->shape);
        bool is_known = has_members && is_told(told, field->shape);
        struct str text = site_message(work, key_of(work, shape, field).ptr);
        buf_printf(out, "| `%s%s` | %s | " PRISTR, before, field->name, kinds[field->kind].type,
                   STRARG(text));
        if (note)
            buf_printf(out, " " PRISTR, STRARG(site_message(work, note)));
        if (has_members)
            buf_printf(out, " (`%s`)", field->shape->name);
        buf_add_literal(out, " |\n");
        if (has_members && !is_known)
            add_fields(work, field->shape,
                       arena_printf(work->arena, "%s%s%s.", before, field->name,
                                    field->kind == FIELD_LIST ? "[]" : "")
                           .ptr,
                       told, out);
    }
}

/* ---- rows ---- */

static void add_parameter(struct work *work, const struct form_field *field, struct buf *out)
{
    struct str text = api_message(work, "parameter", str_from_c(field->name));
    buf_printf(out, "| `%s` | " PRISTR, field->name, STRARG(text));
    for (const char *const *choice = field->choices; choice && *choice; choice++)
        buf_printf(out, "%s`%s`", choice == field->choices ? " " : ", ", *choice);
    buf_printf(out, " | " PRISTR " |\n",
               STRARG(site_message(work, field->required ? "api.required" : "api.optional")));
}

static void add_parameters(struct work *work, const struct api_route *api, struct buf *out)
{
    struct str rest = str_from_c(api->path);
    struct str name;
    buf_printf(out, "| " PRISTR " | | |\n|---|---|---|\n",
               STRARG(site_message(work, "api.parameters")));
    while (api_next_word(&rest, &name)) {
        struct form_field word = {arena_c(work->arena, name), INPUT_LINE, 0, 0, true, NULL};
        add_parameter(work, &word, out);
    }
    for (size_t i = 0; i < api->parameter_count; i++)
        add_parameter(work, &api->parameters[i], out);
    for (size_t i = 0; i < api_list_parameter_count(api); i++)
        add_parameter(work, &api_list_parameters[i], out);
    buf_add_literal(out, "\n");
}

static void add_route(struct work *work, const struct api_route *api, struct buf *out)
{
    struct told told = {.count = 0};
    bool has_parameters = api->is_list || api->parameter_count > 0 || strchr(api->path, '{');
    buf_printf(out, "\n## GET %s\n\n" PRISTR "\n\n", api->path,
               STRARG(site_message(work, api->message)));
    if (api->csv)
        buf_printf(out, PRISTR " `%s`.\n\n", STRARG(site_message(work, "api.csv")), api->csv);
    if (has_parameters)
        add_parameters(work, api, out);
    if (!api->shape)
        return;
    buf_printf(out, "| " PRISTR " | | |\n|---|---|---|\n",
               STRARG(site_message(work, api->is_list ? "api.each-item" : "api.answer")));
    add_fields(work, api->shape, "", &told, out);
}

void openapi_write_markdown(struct work *work, struct buf *out)
{
    struct api_place place = {0};
    const struct api_route *api;
    buf_printf(out, "# " PRISTR "\n\n" PRISTR "\n\n" PRISTR "\n",
               STRARG(site_message(work, "api.title")), STRARG(site_message(work, "api.about")),
               STRARG(site_message(work, "api.generated")));
    while ((api = api_next(work->site, &place)))
        add_route(work, api, out);
}

/* ---- what is missing ---- */

/* Keys that have no message, each once. */
struct missing {
    struct work *work;
    VEC(struct str) keys;
};

static void need(struct missing *missing, struct str key)
{
    if (has_message(missing->work, key))
        return;
    for (size_t i = 0; i < missing->keys.count; i++)
        if (str_equal(missing->keys.items[i], key))
            return;
    *VEC_PUSH(&missing->keys, missing->work->arena) = key;
}

static void need_fields(struct missing *missing, const struct shape *shape)
{
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[i];
        need(missing, key_of(missing->work, shape, field));
        if (field->shape && !shape_is_scalar(field->shape))
            need_fields(missing, field->shape);
    }
}

static void need_parameter(struct missing *missing, struct str name)
{
    need(missing, arena_printf(missing->work->arena, "api.parameter." PRISTR, STRARG(name)));
}

static void need_all(struct missing *missing, const struct api_route *api)
{
    struct str rest = str_from_c(api->path);
    struct str name;
    need(missing, str_from_c(api->message));
    while (api_next_word(&rest, &name))
        need_parameter(missing, name);
    for (size_t i = 0; i < api->parameter_count; i++)
        need_parameter(missing, str_from_c(api->parameters[i].name));
    if (api->shape)
        need_fields(missing, api->shape);
}

size_t openapi_missing_messages(struct work *work, const struct str **ret_keys)
{
    struct missing missing = {.work = work};
    struct api_place place = {0};
    const struct api_route *api;
    while ((api = api_next(work->site, &place)))
        need_all(&missing, api);
    *ret_keys = missing.keys.items;
    return missing.keys.count;
}
