/*
 * Text at the edge. Everything that comes from outside passes text_normalise
 * (text_typed from a form, text_repair where nobody is there to be told) before it becomes a
 * `struct str` of the program: valid UTF-8 (RFC 3629), Unicode normal form C
 * (UAX #15), lines ended by LF, no control characters, no noncharacters.
 *
 * A "character" of a limit is a code point of the normalised text.
 */
#ifndef DINH_TEXT_UTF8_H
#define DINH_TEXT_UTF8_H

#include "base/buf.h"
#include "base/fault.h"

enum {
    /* Nonspacing marks in a row. UTS #39 (5.4) suggests 4 against characters
     * that climb over their neighbours; twice that refuses no living script. */
    TEXT_MARKS_MAX = 8
};

/* Whether `s` is UTF-8: no overlong forms, no surrogates, nothing over U+10FFFF. */
bool utf8_valid(struct str s);

/*
 * Takes the first code point off `*rest`. False, with `*rest` unmoved, at the
 * end and where the next bytes are no UTF-8; so a walk ended well when
 * rest->len is 0.
 */
bool utf8_next(struct str *rest, uint32_t *ret_code);
/* Writes `code` (at most U+10FFFF, no surrogate) to the end of `buf`. */
void utf8_add(struct buf *buf, uint32_t code);
/* Code points in `s`, which must be valid. */
size_t utf8_count(struct str s);

/*
 * The text of `raw` as the program keeps it: byte order marks at the start are
 * dropped, CRLF becomes LF, the rest is brought to NFC. The result lives in
 * `arena`. Faults, all FAULT_INVALID:
 *   text.not_utf8   {line}: the bytes are no UTF-8 (or hold NUL)
 *   text.character  {line} {code}: a control character other than LF and TAB
 *                   (also a CR alone) or a noncharacter, "U+0007"
 *   text.marks      {line}: more than TEXT_MARKS_MAX marks in a row
 *   text.too_long   {limit}: more than `limit_chars` characters
 */
const struct fault *text_normalise(struct arena *arena, struct str raw, size_t limit_chars,
                                   struct str *ret_text) FAULT_CHECK;

/*
 * The same for what people type and paste: what ends a line in other programs (VT, FF, NEL,
 * CR alone) is U+2028; controls, noncharacters and marks over TEXT_MARKS_MAX, which come
 * along unseen from slides and papers, are left out. Faults: text.not_utf8 {line}.
 */
const struct fault *text_typed(struct arena *arena, struct str raw,
                               struct str *ret_text) FAULT_CHECK;

/*
 * The same for text that must be taken as it comes (old pages, feeds): bytes
 * that are no UTF-8 become U+FFFD, CR becomes LF, what text_normalise would
 * refuse is left out. Never fails; the result has at most three times the bytes.
 */
struct str text_repair(struct arena *arena, struct str raw);

/* Normal form C of valid text, whatever its characters; linear in its length. */
struct str text_nfc(struct arena *arena, struct str s);
/* Normal form D (letters and marks apart), as some systems name their files. */
struct str text_nfd(struct arena *arena, struct str s);

/*
 * The first characters of `s`, at most `limit_chars`, ending between two
 * grapheme clusters (UAX #29): a letter keeps its marks, a family its members.
 * A slice of `s`. Empty where the first cluster alone is longer.
 */
struct str text_cut(struct str s, size_t limit_chars);
/*
 * `s` on one line (white space runs are one space), whole when it has at most
 * `limit_chars` characters; otherwise cut at the end of a word and closed by
 * "…", both together within the limit. A first word longer than the limit is
 * cut between clusters. `limit_chars` must be at least 1.
 */
struct str text_excerpt(struct arena *arena, struct str s, size_t limit_chars);

#endif
