/*
 * What changed between two texts, word by word: for showing two revisions, or two
 * versions that were written at the same time. Myers, "An O(ND) Difference
 * Algorithm and Its Variations" (1986), first over lines, then over the words of
 * lines that changed.
 */
#ifndef DINH_TEXT_DIFFERENCE_H
#define DINH_TEXT_DIFFERENCE_H

#include "base/str.h"
#include "base/vec.h"

enum difference_kind {
    DIFFERENCE_SAME,
    DIFFERENCE_GONE, /* in the old text alone */
    DIFFERENCE_NEW   /* in the new text alone */
};

struct difference_piece {
    enum difference_kind kind;
    struct str text; /* words with the spaces behind them, and LF; a slice of a text */
};
typedef VEC(struct difference_piece) difference;

enum {
    /* Steps after which two texts are called wholly different: bounds time and
     * memory to some millions of either, whatever was typed. */
    DIFFERENCE_STEPS = 1500
};

/* SAME and GONE pieces in a row make up `old`, SAME and NEW ones `new`; no two
 * neighbours are of one kind. The pieces live in `arena` and point into the texts. */
difference text_difference(struct arena *arena, struct str old_text, struct str new_text);

/* Whether nothing changed. */
bool difference_is_empty(const difference *pieces);

#endif
