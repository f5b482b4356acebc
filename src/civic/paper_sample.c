/*
 * Lines to members, by the shape.
 */
#include "civic/paper_sample.h"

#include "base/buf.h"
#include "civic/paper_layout.h"

#include <string.h>

struct filling {
    struct arena *arena;
    struct str file;
    int line;
    const struct shape *top_shape;
    char *top;
    const struct shape *shape; /* of what the names are sought in */
    char *place;
};

static void empty_dates(const struct shape *shape, char *place)
{
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[i];
        if (field->kind == FIELD_DATE)
            *(struct civil_date *)(void *)(place + field->offset) = DATE_NONE;
        else if (field->kind == FIELD_RECORD)
            empty_dates(field->shape, place + field->offset);
    }
}

/* A new item at the end of a list. */
static char *add_item(struct arena *arena, const struct field *field, struct list *list)
{
    size_t size = field->shape->size;
    char *items = arena_alloc_array(arena, list->count + 1, size);
    if (list->count > 0)
        memcpy(items, list->items, list->count * size);
    *list = (struct list){items, list->count + 1, size};
    empty_dates(field->shape, items + (list->count - 1) * size);
    return items + (list->count - 1) * size;
}

static bool set_number(const struct field *field, void *place, struct str text)
{
    int64_t number;
    if (!str_to_int64(text, &number))
        return false;
    if (field->kind == FIELD_INT)
        *(int *)place = (int)number;
    else
        *(int64_t *)place = number;
    return true;
}

/* Sets the member; false where the text is no such value. */
static bool set_value(struct filling *on, const struct field *field, char *member, struct str text)
{
    void *place = member;
    switch (field->kind) {
    case FIELD_TEXT:
        *(struct str *)place = text;
        return true;
    case FIELD_INT:
    case FIELD_INT64:
    case FIELD_CODE:
        return set_number(field, place, text);
    case FIELD_BOOL:
        *(bool *)place = str_equal(text, STR("1"));
        return *(bool *)place || str_equal(text, STR("0"));
    case FIELD_DATE:
        return date_from_iso(text, place);
    case FIELD_INSTANT:
        return instant_from_iso(text, place);
    case FIELD_LIST:
        return shape_is_scalar(field->shape) &&
               set_value(on, &field->shape->fields[0], add_item(on->arena, field, place), text);
    case FIELD_URL:
    case FIELD_HTML:
    case FIELD_RECORD:
    case FIELD_POINTER:
        return false;
    }
    return false;
}

/* The member that a dotted name means, and its place; NULL for none. */
static const struct field *find_member(struct filling *on, struct str name, char **ret_place)
{
    const struct shape *shape = on->shape;
    char *place = on->place;
    while (name.ptr) {
        const struct field *field = shape_field(shape, str_cut(&name, '.'));
        if (!field)
            return NULL;
        place += field->offset;
        if (!name.ptr) {
            *ret_place = place;
            return field;
        }
        if (field->kind != FIELD_RECORD)
            return NULL;
        shape = field->shape;
    }
    return NULL;
}

static const struct fault *begin_item(struct filling *on, struct str name)
{
    const struct field *field;
    char *place;
    on->shape = on->top_shape;
    on->place = on->top;
    if (name.len == 0)
        return NULL;
    field = find_member(on, name, &place);
    if (!field || field->kind != FIELD_LIST || shape_is_scalar(field->shape))
        return paper_broken(on->arena, on->file, on->line, "no list of records " PRISTR,
                            STRARG(name));
    on->place = add_item(on->arena, field, (struct list *)(void *)place);
    on->shape = field->shape;
    return NULL;
}

/* "\\n" in a value is a line break, as in the papers themselves. */
static struct str with_breaks(struct arena *arena, struct str text)
{
    struct buf out = buf_init(arena, text.len);
    for (size_t i = 0; i < text.len; i++) {
        bool is_break = str_starts(str_from(text, i), STR("\\n"));
        buf_add_byte(&out, is_break ? '\n' : text.ptr[i]);
        i += is_break ? 1 : 0;
    }
    return buf_str(&out);
}

static const struct fault *fill_line(struct filling *on, struct str text)
{
    struct str name = str_trim(str_cut(&text, '='));
    const struct field *field;
    char *place;
    if (!text.ptr)
        return paper_broken(on->arena, on->file, on->line, "no name = value");
    field = find_member(on, name, &place);
    if (!field)
        return paper_broken(on->arena, on->file, on->line, "no member " PRISTR, STRARG(name));
    if (!set_value(on, field, place, with_breaks(on->arena, str_trim(text))))
        return paper_broken(on->arena, on->file, on->line, "no value of " PRISTR, STRARG(name));
    return NULL;
}

const struct fault *sample_read(struct arena *arena, struct str file, int line, struct str text,
                                const struct shape *shape, void **ret_data)
{
    struct filling on = {.arena = arena, .file = file, .line = line, .top_shape = shape};
    const struct fault *fault = NULL;
    on.top = arena_alloc(arena, shape->size);
    on.shape = shape;
    on.place = on.top;
    empty_dates(shape, on.top);
    for (; text.ptr && !fault; on.line++) {
        struct str row = str_trim(str_cut_line(&text));
        if (row.len == 0 || row.ptr[0] == '#')
            continue;
        if (row.ptr[0] == '[' && row.ptr[row.len - 1] == ']')
            fault = begin_item(&on, str_trim(str_slice(row, 1, row.len - 2)));
        else
            fault = fill_line(&on, row);
    }
    *ret_data = on.top;
    return fault;
}
