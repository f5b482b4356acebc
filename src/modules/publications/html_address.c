/*
 * Resolving references. A base is cut into what stands before its path, and its path.
 */
#include "modules/publications/html_address.h"

#include "base/buf.h"

#include <string.h>

/* Whether it begins with "name:" (RFC 3986, section 3.1). */
static bool has_scheme(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        const char byte = s.ptr[i];
        const bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        if (byte == ':')
            return i > 0;
        if (!is_letter && (i == 0 || !((byte >= '0' && byte <= '9') || strchr("+-.", byte))))
            return false;
    }
    return false;
}

/* Behind scheme and authority: where the path begins; 0 where it is no web address. */
static size_t path_of(struct str base)
{
    const size_t scheme = str_starts(base, STR("https://"))  ? strlen("https://")
                          : str_starts(base, STR("http://")) ? strlen("http://")
                                                             : 0;
    size_t at = scheme;

    while (at < base.len && !strchr("/?#", base.ptr[at]))
        at++;
    return scheme > 0 && at > scheme ? at : 0;
}

/* Up to a "?" or "#". */
static struct str path_alone(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] == '?' || s.ptr[i] == '#')
            return str_slice(s, 0, i);
    return s;
}

/* Writes a path without "." and ".." (section 5.2.4). */
static void add_path(struct buf *out, struct str path)
{
    const size_t root = out->len;
    struct str segment;

    path = str_from(path, 1);
    while (path.ptr) {
        segment = str_cut(&path, '/');
        if (str_equal(segment, STR(".")) || str_equal(segment, STR(".."))) {
            while (segment.len == 2 && out->len > root && out->ptr[--out->len] != '/')
                continue;
            if (!path.ptr)
                buf_add_byte(out, '/');
            continue;
        }
        buf_add_byte(out, '/');
        buf_add(out, segment);
    }
}

struct str html_address(struct arena *arena, struct str base, struct str reference)
{
    const size_t at = path_of(base);
    struct buf out = buf_init(arena, base.len + reference.len + 8);
    struct str path, own;

    reference = str_trim(reference);
    if (at == 0 || reference.len == 0 || reference.ptr[0] == '#' || has_scheme(reference))
        return reference;
    if (str_starts(reference, STR("//"))) {
        buf_add(&out, str_slice(base, 0, (size_t)str_find_byte(base, ':', 0) + 1));
        buf_add(&out, reference);
        return buf_str(&out);
    }
    buf_add(&out, str_slice(base, 0, at));
    path = path_alone(str_from(base, at));
    own = path_alone(reference);
    if (own.len == 0) { /* "?trang=2" */
        buf_add(&out, path.len > 0 ? path : STR("/"));
    } else if (own.ptr[0] == '/') {
        add_path(&out, own);
    } else {
        size_t folder = path.len;
        while (folder > 0 && path.ptr[folder - 1] != '/')
            folder--;
        add_path(&out, arena_printf(arena, "%s" PRISTR PRISTR, folder > 0 ? "" : "/",
                                    STRARG(str_slice(path, 0, folder)), STRARG(own)));
    }
    buf_add(&out, str_from(reference, own.len));
    return buf_str(&out);
}
