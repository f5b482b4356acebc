/*
 * The rules of @name@.
 */
#include "modules/@name@/@name@_rules.h"

static bool is_letter(char byte)
{
    /* bytes from 0x80 belong to letters with marks, as in "ơ" */
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte & 0x80);
}

const struct fault *@name@_title_check(struct arena *arena, struct str title)
{
    for (size_t i = 0; i < title.len; i++)
        if (is_letter(title.ptr[i]))
            return NULL;
    return fault_field(arena, "title", "@name@.title.no-letter");
}
