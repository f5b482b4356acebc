/*
 * Finding the part to show, and marking. Words that stand apart by one space
 * share a mark, so that a name is marked as a whole.
 */
#include "civic/search_snippet.h"

#include "view/html.h"

#include <string.h>

enum {
    NOT_FOUND = -1,
    WEIGHT_OF_WORD = 100 /* of one more word, against one more pair in a row */
};

struct place {
    size_t from;
    size_t to;
    int found; /* number of the query's word, or NOT_FOUND */
};
typedef VEC(struct place) place_list;
typedef VEC(struct html_piece) piece_list;

static int number_of(const struct search_query *query, const struct search_word *word,
                     bool is_exact)
{
    for (size_t i = 0; i < query->count; i++) {
        const struct search_word *sought = &query->words[i];
        if (is_exact ? str_equal(sought->exact, word->exact)
                     : search_word_is(sought->fold, word->fold))
            return (int)i;
    }
    return NOT_FOUND;
}

/* The words of the query from `first` on that stand in a row in quotes, or one alone. */
static size_t row_of(const struct search_query *query, size_t first)
{
    size_t count = 1;
    while (first + count < query->count && query->follows[first + count])
        count++;
    return count;
}

static bool stands_at(const struct search_query *query, size_t first, size_t count,
                      const place_list *places, size_t at, bool is_exact)
{
    for (size_t i = 0; i < count; i++)
        if (at + i >= places->count ||
            places->items[at + i].found != number_of(query, &query->words[first + i], is_exact))
            return false;
    return true;
}

/* A word that was sought in quotes alone is found where its whole row stands. */
static void keep_rows(struct arena *arena, const struct search_query *query, place_list *places,
                      bool is_exact)
{
    bool *is_kept = arena_alloc(arena, places->count);
    size_t count;
    for (size_t first = 0; first < query->count; first += count) {
        count = row_of(query, first);
        for (size_t at = 0; at < places->count; at++)
            if (stands_at(query, first, count, places, at, is_exact))
                memset(is_kept + at, 1, count);
    }
    for (size_t at = 0; at < places->count; at++)
        if (!is_kept[at])
            places->items[at].found = NOT_FOUND;
}

static place_list places_of(struct arena *arena, const struct search_query *query, struct str text,
                            bool is_exact)
{
    struct arena *words = arena_new();
    struct search_walk walk = {.arena = words, .text = text};
    struct search_word word;
    place_list places = {0};
    while (places.count < SNIPPET_LOOK && search_walk_next(&walk, &word))
        *VEC_PUSH(&places, arena) =
            (struct place){word.from, word.to, number_of(query, &word, is_exact)};
    arena_free(words);
    keep_rows(arena, query, &places, is_exact);
    return places;
}

/* Different words of the query from `start` on, and pairs of them in a row. */
static int score_of(const place_list *places, size_t start)
{
    unsigned seen = 0;
    int score = 0;
    for (size_t i = start; i < places->count && i < start + SNIPPET_WORDS - SNIPPET_BEFORE; i++) {
        int found = places->items[i].found;
        if (found == NOT_FOUND)
            continue;
        if (!(seen & 1U << found))
            score += WEIGHT_OF_WORD;
        if (i > start && found > 0 && places->items[i - 1].found == found - 1)
            score++;
        seen |= 1U << found;
    }
    return score;
}

static size_t best_start(const place_list *places)
{
    size_t best = 0;
    int best_score = 0;
    for (size_t i = 0; i < places->count; i++) {
        int score = places->items[i].found == NOT_FOUND ? 0 : score_of(places, i);
        if (score > best_score) {
            best = i;
            best_score = score;
        }
    }
    return best;
}

/* The text from byte `from` to byte `to`, in pieces. */
static piece_list pieces_of(struct arena *arena, const place_list *places, struct str text,
                            size_t from, size_t to)
{
    piece_list pieces = {0};
    size_t at = from;
    for (size_t i = 0; i < places->count; i++) {
        const struct place *place = &places->items[i];
        struct str between;
        if (place->found == NOT_FOUND || place->from < from || place->to > to)
            continue;
        between = str_slice(text, at, place->from - at);
        if (pieces.count > 0 && str_equal(between, STR(" "))) {
            struct html_piece *last = &pieces.items[pieces.count - 1];
            last->text = (struct str){last->text.ptr, last->text.len + 1 + place->to - place->from};
        } else {
            if (between.len > 0)
                *VEC_PUSH(&pieces, arena) = (struct html_piece){between, false};
            *VEC_PUSH(&pieces, arena) =
                (struct html_piece){str_slice(text, place->from, place->to - place->from), true};
        }
        at = place->to;
    }
    if (at < to)
        *VEC_PUSH(&pieces, arena) = (struct html_piece){str_slice(text, at, to - at), false};
    return pieces;
}

struct html search_marked(struct arena *arena, const struct search_query *query, struct str text,
                          bool is_exact)
{
    place_list places = places_of(arena, query, text, is_exact);
    piece_list pieces = pieces_of(arena, &places, text, 0, text.len);
    return html_marked(arena, pieces.items, pieces.count);
}

struct html search_snippet(struct arena *arena, const struct search_query *query, struct str text,
                           bool is_exact)
{
    place_list places = places_of(arena, query, text, is_exact);
    size_t start = best_start(&places);
    size_t from;
    size_t to = text.len;
    piece_list pieces;
    piece_list all = {0};
    start = start > SNIPPET_BEFORE ? start - SNIPPET_BEFORE : 0;
    from = start > 0 ? places.items[start].from : 0;
    if (start + SNIPPET_WORDS < places.count)
        to = places.items[start + SNIPPET_WORDS - 1].to;
    pieces = pieces_of(arena, &places, text, from, to);
    if (from > 0)
        *VEC_PUSH(&all, arena) = (struct html_piece){STR("… "), false};
    for (size_t i = 0; i < pieces.count; i++)
        *VEC_PUSH(&all, arena) = pieces.items[i];
    if (to < text.len)
        *VEC_PUSH(&all, arena) = (struct html_piece){STR(" …"), false};
    return html_marked(arena, all.items, all.count);
}
