/*
 * Where in a page the template stands: what a browser would be reading at this
 * point. It decides which values may be written there. Used inside the view
 * floor; the states are those of the tokeniser in the HTML Living Standard,
 * 13.2.5, as far as they matter.
 */
#ifndef DINH_VIEW_TEMPLATE_CONTEXT_H
#define DINH_VIEW_TEMPLATE_CONTEXT_H

#include "base/str.h"

enum html_place {
    PLACE_TEXT,
    PLACE_TEXT_ONLY,   /* in title or textarea: text, no elements */
    PLACE_RAW,         /* in script or style */
    PLACE_LESS_THAN,   /* behind '<' or "</" */
    PLACE_DECLARATION, /* <!doctype …> */
    PLACE_COMMENT,
    PLACE_TAG_NAME,
    PLACE_TAG_GAP,    /* behind a value: white space or the end must follow */
    PLACE_TAG_SPACE,  /* an attribute may begin */
    PLACE_NAME,       /* in the name of an attribute */
    PLACE_NAME_SPACE, /* behind that name */
    PLACE_EQUALS,     /* behind '=' */
    PLACE_UNQUOTED,
    PLACE_QUOTED
};

enum html_attribute {
    ATTRIBUTE_PLAIN,
    ATTRIBUTE_URL,      /* one address */
    ATTRIBUTE_URL_LIST, /* srcset */
    ATTRIBUTE_CODE      /* on…, style, srcdoc: no values */
};

enum html_position {
    POSITION_START,  /* nothing of the value is written yet */
    POSITION_EITHER, /* that depends on a section */
    POSITION_INSIDE
};

enum {
    HTML_WORD = 16 /* bytes kept of a name; longer ones are of no interest */
};

struct html_context {
    enum html_place place;
    enum html_attribute attribute; /* in a quoted value */
    enum html_position position;   /* in a quoted address */
    char quote;
    bool closing;         /* the tag is an end tag */
    char word[HTML_WORD]; /* the name being read, in lower case */
    size_t word_len;
    struct str special; /* script, style, title or textarea: the open element */
    size_t matched;     /* how much of the end of a comment or element was read */
};

enum html_value {
    VALUE_TEXT,
    VALUE_MARKUP,
    VALUE_URL,
    VALUE_DIGITS /* plain numbers and ISO dates */
};

/* Each of these returns NULL, or why it is refused, in words for the operator. */

/* Reads a literal of the template. */
const char *context_read(struct html_context *context, struct str literal);
/* Writes a value of this sort. */
const char *context_value(struct html_context *context, enum html_value value);
/* A section begins or ends here. */
const char *context_boundary(struct html_context *context);
/* Both `*context` and `other`, taken at boundaries, may be the case from here on. */
const char *context_join(struct html_context *context, const struct html_context *other);
/* A section that repeats ended in `after` and may begin again in `before`. */
const char *context_repeat(const struct html_context *before, const struct html_context *after);

#endif
