/*
 * Looking up members, and the shapes of items that are scalars.
 */
#include "view/shape.h"

#define SCALAR_SHAPE(shape_name, type_name, type, kind)                                            \
    const struct shape shape_name = {type_name, sizeof(type),                                      \
                                     (const struct field[]){{".", kind, 0, NULL}}, 1}

SCALAR_SHAPE(text_shape, "text", struct str, FIELD_TEXT);
SCALAR_SHAPE(url_shape, "url", struct url, FIELD_URL);
SCALAR_SHAPE(number_shape, "number", int64_t, FIELD_INT64);

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
