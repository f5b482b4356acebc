/*
 * Titles that equal what was typed. A title and a query are the same when their
 * words are, one by one: as they are written, or folded where the query has no
 * diacritics. What stands between words, capitals, the place of a tone mark and
 * (folded) the two spellings of search_word_twin make no difference.
 */
#ifndef DINH_CIVIC_SEARCH_TITLES_H
#define DINH_CIVIC_SEARCH_TITLES_H

#include "base/arena.h"

/* The words of a title, a space between two; of a long one the first SEARCH_QUERY_WORDS,
 * since no query has more. Both are empty without a word. */
struct search_title {
    struct str exact; /* "luật đất đai" */
    struct str fold;  /* "luat dat dai" */
};

/* Lives in `arena`. */
struct search_title search_title_of(struct arena *arena, struct str text);

/* Whether nothing in it has a mark, so that it asks for every way of writing it. */
bool search_title_is_plain(const struct search_title *title);

#endif
