/*
 * Markup that may be sent as it is. A `struct html` is made only by a literal,
 * by escaping, by Markdown or by a rendered page, all of them in this floor;
 * everything else is `struct str` and is escaped wherever it is shown.
 */
#ifndef DINH_VIEW_HTML_H
#define DINH_VIEW_HTML_H

#include "base/buf.h"
#include "view/url.h"

struct html {
    struct str markup; /* well-formed pieces of a page's body; empty means none */
};

/* A literal as markup: HTML("<b>Kính gửi</b>"). Does not compile with a variable. */
#define HTML(literal) ((struct html){STR(literal)})
/* The same for static tables. */
#define HTML_INIT(literal)                                                                         \
    {                                                                                              \
        STR_INIT(literal)                                                                          \
    }

/* `text` with & < > " ' written as character references (HTML Living Standard
 * 13.1.4), right in text and in quoted attributes. Lives in `arena`. */
struct html html_escape(struct arena *arena, struct str text);
/* The same, written into `out`. */
void html_escape_to(struct buf *out, struct str text);

/* A piece of a text, and whether it is what a reader looks for. */
struct html_piece {
    struct str text;
    bool is_marked;
};
/* The pieces one after another, escaped, the marked ones in <mark>. */
struct html html_marked(struct arena *arena, const struct html_piece *pieces, size_t count);

#endif
