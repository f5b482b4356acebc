/*
 * Characters that are not what they seem: letters of other scripts that look like
 * Latin ones, characters that nobody sees, and those that turn the direction in
 * which a line is read, so that it shows other words than it holds (UAX #9).
 */
#ifndef DINH_TEXT_DISGUISE_H
#define DINH_TEXT_DISGUISE_H

#include "base/arena.h"

#include <stdint.h>

/* The small Latin letter that a Cyrillic, Greek, Armenian or boxed one looks like in its
 * own case ("Н" is h, "н" is h, "η" is n); `code` itself for all others. */
uint32_t text_lookalike(uint32_t code);

/* Whether nothing is seen of it: joiners, zero-width spaces, soft hyphens, fillers,
 * direction marks (Default_Ignorable_Code_Point). */
bool text_is_invisible(uint32_t code);

/*
 * A text of one line as it is kept: names, titles, labels, numbers. Direction controls go,
 * and whatever is not seen; joiners and zero-width spaces stay behind letters that are not
 * Latin and behind pictures, where they are part of the writing (Khmer, Cham, emoji). A
 * tab or a line separator is a space. Line ends stay: whoever reads a line refuses them.
 * The result is in `arena`.
 */
struct str text_line(struct arena *arena, struct str s);

/* The same of several lines: a tab stays, a line or paragraph separator is LF. */
struct str text_lines(struct arena *arena, struct str s);

#endif
