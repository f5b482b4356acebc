/*
 * The part of a text in which the words of a query stand, with the words marked.
 */
#ifndef DINH_CIVIC_SEARCH_SNIPPET_H
#define DINH_CIVIC_SEARCH_SNIPPET_H

#include "civic/search_query.h"

enum {
    SNIPPET_WORDS = 32,  /* shown of a text */
    SNIPPET_BEFORE = 6,  /* of them, before the first word found */
    SNIPPET_LOOK = 4000, /* words looked at; a word found later shows the beginning */
    SNIPPET_CHARACTERS = 20000
};

/* The whole text. With `is_exact` words are marked only where they are written
 * as they were typed; words in quotes only where they stand in that row. */
struct html search_marked(struct arena *arena, const struct search_query *query, struct str text,
                          bool is_exact);
/* The best SNIPPET_WORDS of it: with most different words of the query, then
 * with most of them in a row, then the first. */
struct html search_snippet(struct arena *arena, const struct search_query *query, struct str text,
                           bool is_exact);

#endif
