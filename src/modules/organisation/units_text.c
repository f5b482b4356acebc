/*
 * From the bytes of a file to text. UTF-16 is converted by the C library; the old codes of
 * Vietnamese are refused, for nobody can tell which of them it is.
 */
#include "modules/organisation/units_text.h"

#include "modules/organisation/csv_read.h"
#include "text/utf8.h"

#include <iconv.h>

static bool is_workbook(struct str bytes)
{
    return str_starts(bytes, STR("PK\x03\x04")) || /* a ZIP: .xlsx, .ods */
           str_starts(bytes, STR("\xD0\xCF\x11\xE0"));
}

static bool is_utf16(struct str bytes)
{
    return str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF"));
}

static int line_at_end(struct str text)
{
    int line = 1;
    for (size_t i = 0; i < text.len; i++)
        line += text.ptr[i] == '\n';
    return line;
}

/* UTF-16 behind its byte order mark (RFC 2781), which says the order and is dropped. */
static const struct fault *from_utf16(struct arena *arena, struct str bytes, struct str *ret_text)
{
    size_t room = bytes.len * 2; /* two bytes become three at most, four become four */
    char *text = arena_alloc_raw(arena, room);
    char *to = text;
    char *from = (char *)bytes.ptr; /* which iconv only reads */
    size_t left = bytes.len;
    size_t result = (size_t)-1;
    iconv_t converter = iconv_open("UTF-8", "UTF-16");
    struct str done;
    if (converter != (iconv_t)-1) {
        result = iconv(converter, &from, &left, &to, &room);
        iconv_close(converter);
    }
    done = (struct str){text, (size_t)(to - text)};
    if (result == (size_t)-1)
        return csv_mistake(arena, line_at_end(done), "text.not_utf8");
    *ret_text = done;
    return NULL;
}

const struct fault *units_text(struct arena *arena, struct str bytes, struct str *ret_text)
{
    struct str text = bytes;
    const struct fault *fault = NULL;
    if (is_workbook(bytes))
        return csv_mistake(arena, 1, "units.workbook");
    if (is_utf16(bytes))
        fault = from_utf16(arena, bytes, &text);
    if (!fault)
        fault = text_normalise(arena, text, SIZE_MAX, &text);
    if (!fault && str_trim(text).len == 0)
        fault = csv_mistake(arena, 1, "units.empty");
    if (!fault)
        *ret_text = text;
    return fault;
}
