/*
 * Text under construction, born with a limit. Writing past the limit is not an
 * error at the place of writing: the buffer keeps what fitted, remembers that
 * something did not, and the maker asks once at the end (buf_overflowed).
 */
#ifndef DINH_BASE_BUF_H
#define DINH_BASE_BUF_H

#include <string.h>

#include "base/arena.h"

struct buf {
    struct arena *arena; /* where it grows; the bytes live as long as the arena */
    char *ptr;
    size_t len;      /* bytes written */
    size_t capacity; /* bytes reserved */
    size_t limit;    /* bytes it may ever hold */
    bool overflowed;
};

/* An empty buffer that grows in `arena` up to `limit` bytes. */
struct buf buf_init(struct arena *arena, size_t limit);

/* What does not fit as it is: grows, or keeps what the limit allows. */
void buf_add_slowly(struct buf *buf, struct str s);

static inline void buf_add(struct buf *buf, struct str s)
{
    if (s.len == 0)
        return;
    if (s.len > buf->capacity - buf->len || s.len > buf->limit - buf->len) {
        buf_add_slowly(buf, s);
        return;
    }
    memcpy(buf->ptr + buf->len, s.ptr, s.len);
    buf->len += s.len;
}

void buf_add_byte(struct buf *buf, char byte);
/* A literal: buf_add_literal(&buf, "<li>"). */
#define buf_add_literal(buf, literal) buf_add((buf), STR(literal))
void buf_add_int(struct buf *buf, int64_t number);
__attribute__((format(printf, 2, 3))) void buf_printf(struct buf *buf, const char *format, ...);
/* Room for `extra` more bytes at the returned place; NULL (and overflowed)
 * where the limit forbids. The caller writes there and adds to buf->len. */
char *buf_reserve(struct buf *buf, size_t extra);

/* Forgets what was written from `len` on. */
void buf_cut(struct buf *buf, size_t len);
/* What was written so far; valid until the next write. */
struct str buf_str(const struct buf *buf);
/* Whether anything was left out because of the limit. */
bool buf_overflowed(const struct buf *buf);

#endif
