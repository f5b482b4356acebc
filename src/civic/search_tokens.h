/*
 * What the two engines index of a document: a set of tokens, the same on both,
 * made here so that neither has to know Vietnamese. A mark in front says what a
 * token means:
 *
 *     dat        the word, folded
 *     =đất       the word as it is written
 *     dat_do     two words in a row, folded
 *     ^dat ^=đất the same words, in the title
 *     %da        a beginning of a word of the title, for suggestions
 *     #news      the kind
 *     @12        the unit and every unit above it (added by the store's SQL)
 */
#ifndef DINH_CIVIC_SEARCH_TOKENS_H
#define DINH_CIVIC_SEARCH_TOKENS_H

#include "civic/search.h"
#include "db/db.h"

enum {
    SEARCH_TOKENS = 900 * 1000, /* bytes of a document's tokens; words after that
                                 * are not found (a tsvector holds 1 MiB) */
    SEARCH_BEGINNING = 8        /* characters of the longest %beginning */
};

/* The tokens of a document in the form that the engine takes: words for FTS5, a
 * literal of quoted lexemes for a tsvector. In `arena`. */
struct str search_tokens(struct arena *arena, enum db_engine engine, struct str kind,
                         struct str title, struct str text);

#endif
