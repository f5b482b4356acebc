/*
 * What people say of themselves when they book and at the desk: name, address, number of
 * their papers, telephone, why they come. Whoever turns out to denounce goes under a seal
 * (Law on Denunciations 25/2018, articles 8 and 56), but a database keeps for a while, in
 * its log and in pages that it uses again, what was taken out of it. So these words are
 * never in it in the clear: their columns hold a box under the site's key.
 */
#ifndef DINH_MODULES_RECEPTION_OWN_WORDS_H
#define DINH_MODULES_RECEPTION_OWN_WORDS_H

#include "base/work.h"

enum {
    OWN_WORDS_SIGN = 36 /* characters with which the same words always begin */
};

/* For a column of text; empty for no words. */
struct str own_words_put(struct work *work, struct str words);
/* The first OWN_WORDS_SIGN characters of it, by which the same words are found. */
struct str own_words_sign(struct work *work, struct str words);
/* The same of what stands in a column, without opening the box. */
struct str own_words_sign_of(struct work *work, struct str column);
/* Out of it; empty where the site's key is another. A column written before there were
 * boxes says what it says. */
struct str own_words_get(struct work *work, struct str column);

#endif
