/*
 * Petitions that may be the same (đơn trùng): suggested by the sender's name and by
 * the words, joined by an official, never closed by the program. For this module
 * alone.
 */
#ifndef DINH_MODULES_PETITIONS_DUPLICATE_H
#define DINH_MODULES_PETITIONS_DUPLICATE_H

#include "civic/matter.h"

enum {
    DUPLICATE_SAME_NAME = 20, /* per cent of words in common that suffice with the same name */
    DUPLICATE_WORDS = 50,     /* and without */
    DUPLICATE_MOST = 10       /* suggestions */
};

struct duplicate {
    struct matter other;
    bool has_same_name; /* or telephone, or e-mail */
    int alike;          /* per cent of words in common */
};
typedef VEC(struct duplicate) duplicate_list;

/* The different words of the beginning of a text, without case and diacritics. */
struct duplicate_words {
    struct str *words; /* sorted */
    size_t count;
};
struct duplicate_words duplicate_words_of(struct arena *arena, struct str text);
/* Per cent of the words of both that stand in both. */
int duplicate_share(const struct duplicate_words *a, const struct duplicate_words *b);

/* Per cent of the different words of two texts that stand in both, without regard to
 * case and diacritics: 0 … 100. Long texts are compared by their beginning. */
int duplicate_likeness(struct arena *arena, struct str a, struct str b);

/* Suggestions for a matter among those the actor may read, the likeliest first;
 * nothing for what is sealed, nor what is joined already. */
const struct fault *duplicate_find(struct work *work, const struct matter *matter,
                                   duplicate_list *ret_duplicates) FAULT_CHECK;

/*
 * The same for a letter before it is received, so that one that was keyed is not keyed again:
 * `letter` has unit, kind, source, day, title and content, `sender` is as keyed. Of what will
 * be sealed, which is not compared, those that the actor keyed within the last minutes from
 * the same source and of the same day.
 */
const struct fault *duplicate_find_before(struct work *work, const struct matter *letter,
                                          const struct matter_party *sender,
                                          duplicate_list *ret_duplicates) FAULT_CHECK;

extern const char *const duplicate_statements[];

#endif
