/*
 * Percent encoding and urlencoded pairs, both ways.
 */
#include "http/urlencoded.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "text/utf8.h"

struct str pairs_get(struct pairs pairs, struct str name)
{
    for (size_t i = 0; i < pairs.count; i++)
        if (str_equal(pairs.items[i].name, name))
            return pairs.items[i].value;
    return (struct str){NULL, 0};
}

static bool is_plain(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < 0x20 || s.ptr[i] > 0x7e)
            return false;
    return true;
}

static const struct fault *edge_read(struct arena *arena, struct str raw, bool is_typed,
                                     struct str *ret_text)
{
    const struct fault *fault;
    if (is_plain(raw)) {
        *ret_text = raw.ptr ? raw : STR("");
        return NULL;
    }
    fault = is_typed ? text_typed(arena, raw, ret_text)
                     : text_normalise(arena, raw, SIZE_MAX, ret_text);
    if (fault)
        return fault_new(arena, FAULT_MALFORMED, "request.text", PRISTR, STRARG(fault->detail));
    return NULL;
}

const struct fault *edge_text(struct arena *arena, struct str raw, struct str *ret_text)
{
    return edge_read(arena, raw, false, ret_text);
}

const struct fault *edge_typed(struct arena *arena, struct str raw, struct str *ret_text)
{
    return edge_read(arena, raw, true, ret_text);
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool percent_decode(struct arena *arena, struct str s, bool plus_is_space, struct str *ret_bytes)
{
    char *bytes;
    size_t len = 0;
    if (str_find_byte(s, '%', 0) < 0 && !(plus_is_space && str_find_byte(s, '+', 0) >= 0)) {
        *ret_bytes = s;
        return true;
    }
    bytes = arena_alloc_raw(arena, s.len);
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '%') {
            int high = i + 2 < s.len ? hex_value(s.ptr[i + 1]) : -1;
            int low = i + 2 < s.len ? hex_value(s.ptr[i + 2]) : -1;
            if (high < 0 || low < 0)
                return false;
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus_is_space) {
            c = ' ';
        }
        bytes[len++] = c;
    }
    *ret_bytes = (struct str){bytes, len};
    return true;
}

static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

void percent_encode(struct buf *buf, struct str s, struct str keep)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (is_unreserved((char)c) || str_find_byte(keep, (char)c, 0) >= 0) {
            buf_add_byte(buf, (char)c);
        } else {
            buf_add_byte(buf, '%');
            buf_add_byte(buf, digits[c >> 4]);
            buf_add_byte(buf, digits[c & 15]);
        }
    }
}

static const struct fault *decode_part(struct arena *arena, struct str raw, bool is_typed,
                                       struct str *ret_text)
{
    struct str bytes;
    if (!percent_decode(arena, raw, true, &bytes))
        return fault_new(arena, FAULT_MALFORMED, "request.encoding", "a broken percent escape");
    return edge_read(arena, bytes, is_typed, ret_text);
}

const struct fault *urlencoded_parse(struct arena *arena, struct str s, size_t limit,
                                     struct pairs *ret_pairs)
{
    VEC(struct pair) pairs = {0};
    const struct fault *fault;
    struct str rest = s;
    while (rest.ptr) {
        struct str value = str_cut(&rest, '&');
        struct str name;
        struct pair *pair;
        if (value.len == 0)
            continue;
        if (pairs.count == limit)
            return fault_new(arena, FAULT_TOO_LARGE, "request.too_many_fields",
                             "more than %zu pairs", limit);
        pair = VEC_PUSH(&pairs, arena);
        name = str_cut(&value, '=');
        fault = decode_part(arena, name, false, &pair->name);
        if (fault)
            return fault;
        fault = decode_part(arena, value, true, &pair->value);
        if (fault)
            return fault;
    }
    *ret_pairs = (struct pairs){pairs.items, pairs.count};
    return NULL;
}

static int compare_pairs(const void *left, const void *right)
{
    const struct pair *a = left;
    const struct pair *b = right;
    int order = str_compare(a->name, b->name);
    return order ? order : str_compare(a->value, b->value);
}

struct str urlencoded_canonical(struct arena *arena, struct pairs pairs)
{
    struct buf buf = buf_init(arena, SIZE_MAX / 4);
    struct pair *sorted;
    if (pairs.count == 0)
        return STR("");
    sorted = arena_alloc_array(arena, pairs.count, sizeof(*sorted));
    memcpy(sorted, pairs.items, pairs.count * sizeof(*sorted));
    qsort(sorted, pairs.count, sizeof(*sorted), compare_pairs);
    for (size_t i = 0; i < pairs.count; i++) {
        if (i)
            buf_add_byte(&buf, '&');
        percent_encode(&buf, sorted[i].name, STR(""));
        buf_add_byte(&buf, '=');
        percent_encode(&buf, sorted[i].value, STR(""));
    }
    return buf_str(&buf);
}
