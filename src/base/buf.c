/*
 * The capped builder. It doubles in its arena; while it stays the newest thing
 * there, the cost of the copies is a small constant per byte.
 */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    FIRST_CAPACITY = 64
};

struct buf buf_init(struct arena *arena, size_t limit)
{
    return (struct buf){.arena = arena, .limit = limit};
}

char *buf_reserve(struct buf *buf, size_t extra)
{
    size_t capacity;
    char *grown;
    if (extra > buf->limit - buf->len) {
        buf->overflowed = true;
        return NULL;
    }
    if (extra <= buf->capacity - buf->len)
        return buf->ptr + buf->len;
    capacity = buf->capacity ? buf->capacity : FIRST_CAPACITY;
    while (capacity - buf->len < extra)
        capacity *= 2;
    grown = arena_alloc_raw(buf->arena, capacity);
    if (buf->len)
        memcpy(grown, buf->ptr, buf->len);
    buf->ptr = grown;
    buf->capacity = capacity;
    return buf->ptr + buf->len;
}

void buf_add_slowly(struct buf *buf, struct str s)
{
    char *place;
    if (s.len > buf->limit - buf->len) {
        buf->overflowed = true;
        s.len = buf->limit - buf->len;
    }
    if (s.len == 0)
        return;
    place = buf_reserve(buf, s.len);
    if (place) {
        memcpy(place, s.ptr, s.len);
        buf->len += s.len;
    }
}

void buf_add_byte(struct buf *buf, char byte)
{
    if (buf->len < buf->capacity && buf->len < buf->limit)
        buf->ptr[buf->len++] = byte;
    else
        buf_add(buf, (struct str){&byte, 1});
}

void buf_add_int(struct buf *buf, int64_t number)
{
    char digits[20];
    size_t at = sizeof(digits);
    uint64_t rest = number < 0 ? UINT64_C(0) - (uint64_t)number : (uint64_t)number;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (number < 0)
        buf_add_byte(buf, '-');
    buf_add(buf, (struct str){digits + at, sizeof(digits) - at});
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    char small[256];
    va_list arguments;
    va_list again;
    int length;
    va_start(arguments, format);
    va_copy(again, arguments);
    length = vsnprintf(small, sizeof(small), format, arguments);
    va_end(arguments);
    if (length >= 0 && (size_t)length < sizeof(small)) {
        buf_add(buf, (struct str){small, (size_t)length});
    } else if (length >= 0) {
        char *text = arena_alloc_raw(buf->arena, (size_t)length + 1);
        vsnprintf(text, (size_t)length + 1, format, again);
        buf_add(buf, (struct str){text, (size_t)length});
    }
    va_end(again);
}

void buf_cut(struct buf *buf, size_t len)
{
    if (len < buf->len)
        buf->len = len;
}

struct str buf_str(const struct buf *buf)
{
    return (struct str){buf->ptr, buf->len};
}

bool buf_overflowed(const struct buf *buf)
{
    return buf->overflowed;
}
