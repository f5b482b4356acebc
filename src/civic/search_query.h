/*
 * What a person typed, as words, and the expressions that find them. Results
 * stand in tiers; within a tier the newest stands first. A document belongs to
 * the first tier whose words it has:
 *
 *     0  as its whole title, as they are written
 *     1  as its whole title, with other diacritics, where the query has none
 *     2  in the title, as they are written
 *     3  in the text or title, as they are written, each pair in a row
 *     4  in the text or title, as they are written
 *     5  in the title, with or without diacritics
 *     6  in the text or title, with or without diacritics, each pair in a row
 *     7  in the text or title, with or without diacritics
 *
 * The first two ask for the title (search_titles.h), the others the index. What stands in double
 * quotes must stand in a row in every tier. Ranking looks at no more than the page asked for, so
 * the order is the same on both engines and common words cost no more than rare ones.
 */
#ifndef DINH_CIVIC_SEARCH_QUERY_H
#define DINH_CIVIC_SEARCH_QUERY_H

#include "civic/search.h"
#include "civic/search_titles.h"
#include "civic/search_words.h"
#include "db/db.h"

enum {
    SEARCH_TIER_TITLE = 0,
    SEARCH_TIER_TITLE_FOLDED,
    SEARCH_TIER_INDEX,      /* the first that has an expression */
    SEARCH_TIER_FOLDED = 5, /* the first of those that takes words without their diacritics */
    SEARCH_TIERS = 8
};

struct search_query {
    struct search_word words[SEARCH_QUERY_WORDS];
    bool follows[SEARCH_QUERY_WORDS]; /* in quotes, right behind the word before */
    size_t count;
    struct search_title title; /* the one that it equals */
    bool is_plain;             /* and with other diacritics, for it has none */
    bool is_cut;               /* something typed was left out: it was too long */
    bool has_long_phrase;      /* three words or more in a row, which the index cannot tell */
};

/* Any text is a query; one without words has count 0. Lives in `arena`. */
struct search_query search_query_parse(struct arena *arena, struct str typed);

/* Whether the tier takes words as they are written. */
bool search_tier_is_exact(int tier);
/* The expression of one tier, from SEARCH_TIER_INDEX on, for the engine's full-text
 * query; empty where the tier holds nothing that an earlier one does not. */
struct str search_query_tier(struct arena *arena, enum db_engine engine,
                             const struct search_query *query, const struct search_filter *filter,
                             int tier);
/* The expression for titles with these words, the last of them perhaps begun. */
struct str search_query_begun(struct arena *arena, enum db_engine engine,
                              const struct search_query *query);

/* Whether every phrase stands in the title or the text, word by word. */
bool search_query_has_phrases(const struct search_query *query, struct str title, struct str text);

#endif
