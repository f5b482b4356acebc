/*
 * Text for comparing: what a search compares, with and without diacritics, and
 * what an address is made of. The same on both engines, because neither knows
 * Vietnamese (SQLite leaves Đ in lower(), and đ has no decomposition).
 */
#ifndef DINH_TEXT_FOLD_H
#define DINH_TEXT_FOLD_H

#include "base/arena.h"

/*
 * Words in lower case without diacritics, separated by single spaces:
 * "Đường Hoà-Bình (số 2)" → "duong hoa binh so 2".
 *   Latin letters   become a–z: all 134 Vietnamese letters, ß→ss, æ→ae, ø→o, ł→l …
 *   compatibility   forms become plain: "ﬁ"→"fi", "²"→"2", fullwidth→ASCII
 *   other scripts   are case-folded and lose accents and vowel points; marks
 *                   that are part of the writing (Khmer, Cham vowels) stay
 *   everything else is a separator; invisible characters (soft hyphen) vanish
 * NFC and NFD give the same; folding twice changes nothing. `s` must be valid
 * UTF-8. The result is NFC, in `arena`.
 */
struct str text_fold(struct arena *arena, struct str s);

/*
 * Lower-case NFC in which the two ways of placing a tone mark are one: "Hòa" and
 * "Hoà" give "hoà", "Thủy" and "Thuỷ" "thuỷ", "khỏe" and "khoẻ" "khoẻ". Only
 * oa, oe and uy at the end of a syllable have two ways; "hoàn", "quà", "già",
 * "mùa" are left alone, and so is spelling: "quý" is not "quí". Punctuation
 * stays. `s` must be valid UTF-8. The result is in `arena`.
 */
struct str text_exact(struct arena *arena, struct str s);

/*
 * The part of an address that is readable: "Đồng Xuân" → "dong-xuan". Folded
 * words of a–z and 0–9 joined by single hyphens, none at the ends; letters
 * without a Latin form separate. At most `max_bytes`, cut at a hyphen where
 * there is one. Empty when nothing is left: the caller has another name ready.
 */
struct str text_slug(struct arena *arena, struct str s, size_t max_bytes);

#endif
