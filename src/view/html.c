/*
 * Escaping. Most text needs none, so sixteen bytes are looked at together and
 * copied in runs.
 */
#include "view/html.h"

#include <string.h>

/* What stands for each byte that must not stand for itself. */
static const struct str references[256] = {
    ['&'] = STR_INIT("&amp;"),  ['<'] = STR_INIT("&lt;"),   ['>'] = STR_INIT("&gt;"),
    ['"'] = STR_INIT("&quot;"), ['\''] = STR_INIT("&#39;"),
};

/* Sixteen bytes that are compared together; the compiler takes what the machine has. */
typedef unsigned char lanes __attribute__((vector_size(16)));

/* Whether one of sixteen bytes is to be escaped. '&' and '\'' differ in bit 0 alone,
 * '<' and '>' in bit 1 alone. */
static bool lanes_are_special(const char *bytes)
{
    lanes all;
    uint64_t halves[2];
    memcpy(&all, bytes, sizeof(all));
    all = (lanes)((all == '"') | ((all & 0xFE) == '&') | ((all & 0xFD) == '<'));
    memcpy(halves, &all, sizeof(halves));
    return (halves[0] | halves[1]) != 0;
}

/* The number of bytes before the first that is to be escaped. */
static size_t plain_run(const char *bytes, size_t len)
{
    size_t run = 0;
    while (len - run >= sizeof(lanes) && !lanes_are_special(bytes + run))
        run += sizeof(lanes);
    /* the rest once more with what is before it, for that takes one step */
    if (len > sizeof(lanes) && len - run < sizeof(lanes) &&
        !lanes_are_special(bytes + len - sizeof(lanes)))
        return len;
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
