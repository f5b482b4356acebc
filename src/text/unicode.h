/*
 * What the text floor asks of the Unicode tables, one code point at a time. For
 * use inside text/ alone; unicode.c is the one file that knows utf8proc.
 */
#ifndef DINH_TEXT_UNICODE_H
#define DINH_TEXT_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    /* U+FDFA becomes 18 code points in form KD, the most of all. */
    UNICODE_EXPANSION_MAX = 18
};

enum unicode_kind {
    UNICODE_LETTER,  /* L* */
    UNICODE_MARK,    /* Mn, Mc, Me */
    UNICODE_NUMBER,  /* N* */
    UNICODE_SPACE,   /* Zs, Zl, Zp, TAB, LF and their like */
    UNICODE_CONTROL, /* Cc but for those */
    UNICODE_OTHER
};

enum unicode_kind unicode_kind(uint32_t code);
/* Whether it is UNICODE_SPACE; cheap for letters. */
bool unicode_is_space(uint32_t code);
/* Whether it is set over, under or around the letter before (Mn, Me). */
bool unicode_is_nonspacing(uint32_t code);
/* Canonical combining class, 0 … 254. */
int unicode_combining_class(uint32_t code);
uint32_t unicode_lower(uint32_t code);

/* The canonical decomposition of `code`, in full; returns how many. */
size_t unicode_decompose(uint32_t code, uint32_t ret_codes[UNICODE_EXPANSION_MAX]);
/* Its case folding in form KD, nothing for an invisible character. */
size_t unicode_decompose_folded(uint32_t code, uint32_t ret_codes[UNICODE_EXPANSION_MAX]);
/* Composes `count` code points in canonical order in place; returns how many remain. */
size_t unicode_compose(uint32_t *codes, size_t count);

/* Whether a grapheme cluster ends between two neighbours. `*state` is 0 at the
 * start of a text and then handed on from pair to pair. */
bool unicode_cluster_ends(uint32_t before, uint32_t after, int *state);

#endif
