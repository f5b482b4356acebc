/*
 * Escaping. Most text needs none, so eight bytes are looked at together and
 * copied in runs.
 */
#include "view/html.h"

#include <string.h>

#define EVERY_BYTE UINT64_C(0x0101010101010101)

/* What stands for each byte that must not stand for itself. */
static const struct str references[256] = {
    ['&'] = STR_INIT("&amp;"),  ['<'] = STR_INIT("&lt;"),   ['>'] = STR_INIT("&gt;"),
    ['"'] = STR_INIT("&quot;"), ['\''] = STR_INIT("&#39;"),
};

/* Not 0 where one of the eight bytes of `word` is 0. */
static uint64_t has_zero(uint64_t word)
{
    return (word - EVERY_BYTE) & ~word & (EVERY_BYTE << 7);
}

/* Whether one of eight bytes is to be escaped. '&' and '\'' differ in bit 0 alone,
 * '<' and '>' in bit 1 alone. */
static bool word_is_special(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof(word));
    return (has_zero(word ^ EVERY_BYTE * '"') |
            has_zero((word & EVERY_BYTE * 0xFE) ^ EVERY_BYTE * '&') |
            has_zero((word & EVERY_BYTE * 0xFD) ^ EVERY_BYTE * '<')) != 0;
}

/* The number of bytes before the first that is to be escaped. */
static size_t plain_run(const char *bytes, size_t len)
{
    size_t run = 0;
    while (len - run >= sizeof(uint64_t) && !word_is_special(bytes + run))
        run += sizeof(uint64_t);
    while (run < len && references[(unsigned char)bytes[run]].len == 0)
        run++;
    return run;
}

void html_escape_to(struct buf *out, struct str text)
{
    for (;;) {
        size_t run = plain_run(text.ptr, text.len);
        buf_add(out, (struct str){text.ptr, run});
        if (run == text.len)
            return;
        buf_add(out, references[(unsigned char)text.ptr[run]]);
        text.ptr += run + 1;
        text.len -= run + 1;
    }
}

struct html html_escape(struct arena *arena, struct str text)
{
    struct buf out = buf_init(arena, SIZE_MAX);
    html_escape_to(&out, text);
    return (struct html){buf_str(&out)};
}

struct html html_marked(struct arena *arena, const struct html_piece *pieces, size_t count)
{
    struct buf out = buf_init(arena, SIZE_MAX);
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].is_marked)
            buf_add_literal(&out, "<mark>");
        html_escape_to(&out, pieces[i].text);
        if (pieces[i].is_marked)
            buf_add_literal(&out, "</mark>");
    }
    return (struct html){buf_str(&out)};
}
