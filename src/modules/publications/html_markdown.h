/*
 * Foreign HTML → CommonMark. What a portal, WordPress or Word wrote as markup
 * becomes plain Markdown that a person can read and edit: headings, paragraphs,
 * emphasis, links, lists, quotes, code. Nothing of the source's presentation,
 * scripts or forms is kept, and nothing that a reader could see is lost:
 *
 *   - text is escaped so that a CommonMark renderer gives back the same text
 *     (runs of white space, no-break spaces among them, become one space);
 *   - h1 and h2 become headings of level 1, h3 of level 2, and so on: the page that
 *     shows the text has its title above and shows level 1 as h2;
 *   - pictures leave the text and go to a list with alternative text and caption;
 *   - a table becomes one paragraph a row, cells parted by " | " (CommonMark has
 *     no tables);
 *   - frames, videos and sounds become links;
 *   - the controls of a form are dropped, the text around them is not;
 *   - links lead to http, https, mailto or relative addresses; other links are
 *     dropped and their text is kept.
 *
 * Work and memory are linear in the input; nesting has the limit of text/xml.h.
 */
#ifndef DINH_PUBLICATIONS_HTML_MARKDOWN_H
#define DINH_PUBLICATIONS_HTML_MARKDOWN_H

#include "base/buf.h"
#include "base/fault.h"
#include "base/vec.h"

struct xml_node; /* text/xml.h */

enum {
    MARKDOWN_LIMIT =
        1 << 20, /* bytes of Markdown one text may become; view/markdown.h shows no more */
    MARKDOWN_PICTURES = 500 /* pictures kept of one text; the rest are left out */
};

struct markdown_picture {
    struct str url;     /* http, https or relative; never empty */
    struct str caption; /* plain text, may be empty */
    struct str alt;     /* plain text, may be empty */
};

struct markdown {
    struct str text; /* CommonMark, ends with a line feed unless empty */
    VEC(struct markdown_picture) pictures;
    size_t dropped_links; /* links to addresses that are not allowed */
};

/*
 * Converts a fragment of HTML (valid UTF-8). With `newlines_are_breaks`, an empty
 * line outside block elements parts paragraphs and a single line feed is a line
 * break, as WordPress displayed texts written before its block editor. Relative addresses
 * are told from `base`, where the text stood, or stay where it is empty. All of the
 * result lives in `arena`. Faults: "import.fault.too_large" over MARKDOWN_LIMIT, and
 * those of xml_read_html (text/xml.h).
 */
const struct fault *html_markdown(struct arena *arena, struct str html, struct str base,
                                  bool newlines_are_breaks,
                                  struct markdown *ret_markdown) FAULT_CHECK;

/* The same for a tree that is there already (Atom's XHTML): what stands inside `top`. */
const struct fault *html_markdown_tree(struct arena *arena, const struct xml_node *top,
                                       struct str base, bool newlines_are_breaks,
                                       struct markdown *ret_markdown) FAULT_CHECK;

/* The text a reader sees in a fragment of HTML, on one line: for titles and leads. */
const struct fault *html_plain(struct arena *arena, struct str html,
                               struct str *ret_text) FAULT_CHECK;

#endif
