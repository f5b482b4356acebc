/*
 * Slices: comparison, search and cutting. No allocation happens here; what
 * needs new bytes is in arena.h and buf.h.
 */
#include "base/str.h"

#include <string.h>

struct str str_from_c(const char *c)
{
    return (struct str){c, c ? strlen(c) : 0};
}

bool str_equal(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static unsigned char ascii_lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

bool str_equal_ascii_nocase(struct str a, struct str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (ascii_lower(a.ptr[i]) != ascii_lower(b.ptr[i]))
            return false;
    return true;
}

int str_compare(struct str a, struct str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;
    if (order != 0)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

bool str_equal_secret(struct str a, struct str b)
{
    unsigned char difference = 0;
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        difference |= (unsigned char)(a.ptr[i] ^ b.ptr[i]);
    return difference == 0;
}

bool str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len && str_equal((struct str){s.ptr, prefix.len}, prefix);
}

bool str_ends(struct str s, struct str suffix)
{
    return s.len >= suffix.len && str_equal(str_from(s, s.len - suffix.len), suffix);
}

ptrdiff_t str_find(struct str s, struct str needle, size_t from)
{
    const char *hit;
    if (from > s.len || needle.len > s.len - from)
        return -1;
    if (needle.len == 0)
        return (ptrdiff_t)from;
    hit = memmem(s.ptr + from, s.len - from, needle.ptr, needle.len);
    return hit ? hit - s.ptr : -1;
}

ptrdiff_t str_find_byte(struct str s, char byte, size_t from)
{
    const char *hit;
    if (from >= s.len)
        return -1;
    hit = memchr(s.ptr + from, byte, s.len - from);
    return hit ? hit - s.ptr : -1;
}

struct str str_slice(struct str s, size_t from, size_t len)
{
    if (from >= s.len)
        return (struct str){s.ptr ? s.ptr + s.len : NULL, 0};
    if (len > s.len - from)
        len = s.len - from;
    return (struct str){s.ptr + from, len};
}

struct str str_from(struct str s, size_t from)
{
    return str_slice(s, from, s.len);
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
    while (s.len > 0 && is_space(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    while (s.len > 0 && is_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

struct str str_cut(struct str *rest, char separator)
{
    struct str part;
    ptrdiff_t at = str_find_byte(*rest, separator, 0);
    if (at < 0) {
        part = *rest;
        *rest = (struct str){NULL, 0};
        return part;
    }
    part = (struct str){rest->ptr, (size_t)at};
    *rest = (struct str){rest->ptr + at + 1, rest->len - (size_t)at - 1};
    return part;
}

struct str str_cut_line(struct str *rest)
{
    struct str line = str_cut(rest, '\n');
    if (line.len > 0 && line.ptr[line.len - 1] == '\r')
        line.len--;
    return line;
}

bool str_to_int64(struct str s, int64_t *ret_number)
{
    bool negative = s.len > 0 && s.ptr[0] == '-';
    size_t i = negative ? 1 : 0;
    int64_t value = 0;
    if (i == s.len)
        return false;
    for (; i < s.len; i++) {
        int digit = s.ptr[i] - '0';
        if (digit < 0 || digit > 9)
            return false;
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, digit, &value))
            return false;
    }
    /* Counted downwards, because the negative range is one larger. */
    if (!negative && __builtin_sub_overflow(INT64_C(0), value, &value))
        return false;
    *ret_number = value;
    return true;
}
