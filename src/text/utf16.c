/*
 * Units of two bytes in the order that the mark says, and pairs of them.
 */
#include "text/utf16.h"

#include "text/utf8.h"

bool utf16_is_marked(struct str bytes)
{
    return str_starts(bytes, STR("\xFE\xFF")) || str_starts(bytes, STR("\xFF\xFE"));
}

static uint32_t unit_at(struct str s, size_t at, bool is_big_endian)
{
    uint32_t first = (unsigned char)s.ptr[at];
    uint32_t second = (unsigned char)s.ptr[at + 1];
    return is_big_endian ? first << 8 | second : second << 8 | first;
}

bool utf16_read(struct arena *arena, struct str bytes, struct str *ret_text)
{
    bool is_big_endian = str_starts(bytes, STR("\xFE\xFF"));
    struct str units = str_from(bytes, 2);
    struct buf text = buf_init(arena, units.len * 2);
    bool is_good = true;
    for (size_t i = 0; is_good && i + 1 < units.len; i += 2) {
        uint32_t code = unit_at(units, i, is_big_endian);
        if (code >= 0xD800 && code <= 0xDFFF) {
            uint32_t low = i + 3 < units.len ? unit_at(units, i + 2, is_big_endian) : 0;
            is_good = code <= 0xDBFF && low >= 0xDC00 && low <= 0xDFFF;
            code = 0x10000 + ((code & 0x3FF) << 10) + (low & 0x3FF);
            i += 2;
        }
        if (is_good)
            utf8_add(&text, code);
    }
    *ret_text = buf_str(&text);
    return is_good && units.len % 2 == 0;
}
