/*
 * Text by pointer and length. A `struct str` owns nothing: whoever made the
 * bytes (an arena, a literal, a database row) says how long they live.
 * Bytes inside the program are valid UTF-8 in normal form C; `text/utf8.h`
 * checks and normalises them at the edge.
 */
#ifndef DINH_BASE_STR_H
#define DINH_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
    const char *ptr; /* not terminated; may be NULL when len is 0 */
    size_t len;      /* bytes */
};

/* A literal as text: STR("xã"). Does not compile with a variable. */
#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
/* The same for static tables, where an initialiser must be constant. */
#define STR_INIT(literal)                                                                          \
    {                                                                                              \
        "" literal, sizeof(literal) - 1                                                            \
    }

/* Printing with printf: printf("name=" PRISTR, STRARG(name)). */
#define PRISTR "%.*s"
#define STRARG(s) (int)(s).len, (s).ptr ? (s).ptr : ""

/* Text up to the terminating NUL of `c`; empty text for NULL. */
struct str str_from_c(const char *c);

bool str_equal(struct str a, struct str b);
/* The same, with ASCII letters compared without case (HTTP names, MIME types). */
bool str_equal_ascii_nocase(struct str a, struct str b);
/* Byte order, shorter first: <0, 0, >0. For people's alphabet use text/collate.h. */
int str_compare(struct str a, struct str b);
/* Comparison in time that depends on the lengths alone: for keys, tokens, digests. */
bool str_equal_secret(struct str a, struct str b);

bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* Position of the first `needle` at or after `from`, or -1. */
ptrdiff_t str_find(struct str s, struct str needle, size_t from);
ptrdiff_t str_find_byte(struct str s, char byte, size_t from);

/* Bytes [from, from+len), cut to what is there. */
struct str str_slice(struct str s, size_t from, size_t len);
/* Everything from `from` on; empty when there is none. */
struct str str_from(struct str s, size_t from);
/* Without ASCII white space (space, tab, CR, LF, FF, VT) at both ends. */
struct str str_trim(struct str s);

/*
 * Cuts `*rest` at the first `separator`: returns what stands before it and
 * leaves the remainder in `*rest`. At the end returns the last piece once and
 * then sets rest->ptr to NULL, so that a loop reads:
 *     while (rest.ptr) { struct str part = str_cut(&rest, ','); … }
 * Empty text has one empty piece; text whose ptr is NULL has none.
 */
struct str str_cut(struct str *rest, char separator);
/* The next line without its LF or CRLF; same protocol as str_cut. */
struct str str_cut_line(struct str *rest);

/* A whole decimal number, optional '-'; false for anything else or out of range. */
bool str_to_int64(struct str s, int64_t *ret_number);

/* Hashes (XXH3); not for secrets or storage. Tables in memory look by the first; by the
 * second one text is told from all others, where nobody makes them alike on purpose. */
uint64_t str_hash(struct str s);
enum {
    STR_DIGEST = 16 /* bytes */
};
void str_digest(struct str s, unsigned char ret_digest[STR_DIGEST]);

#endif
