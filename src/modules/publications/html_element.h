/*
 * What each element of HTML means to a reader, for html_markdown.c alone.
 */
#ifndef DINH_PUBLICATIONS_HTML_ELEMENT_H
#define DINH_PUBLICATIONS_HTML_ELEMENT_H

#include "base/str.h"

enum html_meaning {
    HTML_TRANSPARENT, /* only what is inside counts */
    HTML_DROPPED,     /* with all that is inside */
    HTML_BLOCK,
    HTML_HEADING,
    HTML_STRONG,
    HTML_EMPHASIS,
    HTML_CODE,
    HTML_LINK,
    HTML_IMAGE,
    HTML_FRAME,
    HTML_BREAK,
    HTML_RULE,
    HTML_PREFORMATTED,
    HTML_QUOTE,
    HTML_BULLETS,
    HTML_NUMBERS,
    HTML_ITEM,
    HTML_ROW,
    HTML_CELL,
    HTML_FIGURE,
    HTML_CAPTION
};

struct html_element {
    const char *name;
    enum html_meaning meaning;
    int level; /* of a heading: 1 … 5; view/markdown.h shows level 1 as h2 */
};

/* What is known of the element called `name` (lower case), or NULL: transparent. */
const struct html_element *html_element_find(struct str name);

#endif
