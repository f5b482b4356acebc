/*
 * The rules of @name@.
 */
#include "modules/@name@/@name@_rules.h"

#include "text/utf8.h"

static bool is_letter(uint32_t code)
{
    /* the letters of Vietnamese: a–z, and those with marks in U+00C0 … U+024F and
     * U+1E00 … U+1EFF */
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
           (code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7) ||
           (code >= 0x1E00 && code <= 0x1EFF);
}

const struct fault *@name@_title_check(struct arena *arena, struct str title)
{
    uint32_t code;
    while (utf8_next(&title, &code))
        if (is_letter(code))
            return NULL;
    return fault_field(arena, "title", "@name@.title.no-letter");
}
