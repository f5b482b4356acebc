/*
 * Words as search compares them: a text taken apart into words, each folded and
 * as it is written, with the place where it stands. Documents, queries and
 * snippets are read by this one walk, so that they always agree.
 */
#ifndef DINH_CIVIC_SEARCH_WORDS_H
#define DINH_CIVIC_SEARCH_WORDS_H

#include "base/arena.h"

enum {
    SEARCH_WORD = 64 /* bytes of a word that count; what is longer is cut */
};

struct search_word {
    struct str fold;  /* text_fold: "dat" */
    struct str exact; /* text_exact: "đất" */
    size_t from;      /* bytes of the text in which it stands */
    size_t to;
};

/*
 * The other way of writing a folded syllable: "quý" and "quí", "kỹ" and "kĩ" are one
 * word: schoolbooks write i after h, k, l, m, s, t and qu where most papers write y.
 * Empty where there is one way alone.
 */
struct str search_word_twin(struct str fold);
/* Whether two folded words are one, in either way of writing. */
bool search_word_is(struct str fold, struct str other);

/* A walk; texts of the words lie in `arena`. */
struct search_walk {
    struct arena *arena;
    struct str text; /* valid UTF-8 */
    size_t at;
};

/* The next word; false at the end. */
bool search_walk_next(struct search_walk *walk, struct search_word *ret_word);

#endif
