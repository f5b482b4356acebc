/*
 * Looking up members, and the shape of items that are texts.
 */
#include "view/shape.h"

const struct shape text_shape = {"text", sizeof(struct str),
                                 (const struct field[]){{".", FIELD_TEXT, 0, NULL}}, 1};

const struct field *shape_field(const struct shape *shape, struct str name)
{
    for (size_t i = 0; i < shape->count; i++) {
        if (str_equal(str_from_c(shape->fields[i].name), name))
            return &shape->fields[i];
    }
    return NULL;
}

bool shape_is_scalar(const struct shape *shape)
{
    return shape->count == 1 && shape->fields[0].name[0] == '.';
}
