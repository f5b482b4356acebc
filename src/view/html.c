/*
 * Escaping. Most text needs none, and is copied in runs.
 */
#include "view/html.h"

#include "base/lanes.h"

/* What stands for each byte that must not stand for itself. */
static const struct str references[256] = {
    ['&'] = STR_INIT("&amp;"),  ['<'] = STR_INIT("&lt;"),   ['>'] = STR_INIT("&gt;"),
    ['"'] = STR_INIT("&quot;"), ['\''] = STR_INIT("&#39;"),
};

/* '&' and '\'' differ in bit 0 alone, '<' and '>' in bit 1 alone. */
static bool is_special(char c)
{
    return c == '"' || (c & ~1) == '&' || (c & ~2) == '<';
}

static inline lanes are_special(lanes c)
{
    return (lanes)((c == '"') | ((c & 0xFE) == '&') | ((c & 0xFD) == '<'));
}

void html_escape_to(struct buf *out, struct str text)
{
    for (;;) {
        size_t run = lanes_before(text, are_special, is_special);
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
