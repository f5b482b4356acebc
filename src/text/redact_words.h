/*
 * A text as a row of folded words that know where they stand. For redact*.c alone.
 */
#ifndef DINH_TEXT_REDACT_WORDS_H
#define DINH_TEXT_REDACT_WORDS_H

#include "base/buf.h"
#include "text/redact.h"

/* A word, and where its letters stand among all letters. */
struct word {
    size_t start; /* bytes of the text */
    size_t end;
    size_t letter; /* of all letters */
    size_t letters;
    bool is_digits; /* all of it; letters and digits are two words */
    bool has_capital;
    bool is_joined; /* nothing that is seen stands between it and the one before */
};
typedef VEC(struct word) word_list;

struct reading {
    struct arena *arena;
    struct str text;
    word_list words;
    struct buf letters; /* of all words, folded, without anything between */
};

/* Letters of other scripts that look like Latin ones are those. A word ends also at what
 * nobody sees, before a capital behind a small letter, and between letters and digits. */
struct reading redact_read(struct arena *arena, struct str text);
struct str redact_letters(const struct reading *reading, size_t word);
/* What is seen between a word and the next. */
struct str redact_gap(const struct reading *reading, size_t word);
/* From word `first` to word `last`, with what is joined to them. */
struct redact_hit redact_hit_of(const struct reading *reading, enum redact_kind kind, size_t first,
                                size_t last);
/* Keeps the earlier of two hits, of two at one place the longer. */
void redact_keep(struct redact_hit *best, struct redact_hit hit);

/* The first number at or behind `from` that is somebody's (redact_number.c). */
void redact_find_number(const struct reading *reading, const redact_people *people, size_t from,
                        struct redact_hit *best);

/* The first that is the telephone of one of the people, and no other. */
void redact_find_phone(const struct reading *reading, const redact_people *people, size_t from,
                       struct redact_hit *best);

#endif
