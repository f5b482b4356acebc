/*
 * UTF-16 (RFC 2781), as spreadsheets and other programs save "Unicode Text".
 */
#ifndef DINH_TEXT_UTF16_H
#define DINH_TEXT_UTF16_H

#include "base/arena.h"
#include "base/str.h"

/* Whether the bytes begin with a byte order mark of UTF-16, in either order. */
bool utf16_is_marked(struct str bytes);

/* Marked bytes as UTF-8 in `arena`, without the mark. False for half a pair or half a unit;
 * `ret_text` is what stands before it. */
bool utf16_read(struct arena *arena, struct str bytes, struct str *ret_text);

#endif
