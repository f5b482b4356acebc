/*
 * The grammar of cookies.
 */
#include "http/cookie.h"

#include <assert.h>
#include <inttypes.h>

#include "base/vec.h"

bool is_token(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && (c == '\0' || str_find_byte(STR("!#$%&'*+-.^_`|~"), c, 0) < 0))
            return false;
    }
    return s.len > 0;
}

static const struct fault *cookie_fault(struct arena *arena, const char *why)
{
    return fault_new(arena, FAULT_MALFORMED, "request.cookie", "cookie: %s", why);
}

static bool is_printable(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < 0x20 || s.ptr[i] > 0x7e)
            return false;
    return true;
}

const struct fault *cookie_parse(struct arena *arena, struct str header, struct pairs *ret_cookies)
{
    VEC(struct pair) cookies = {0};
    struct str rest = header;
    while (rest.ptr) {
        struct str value = str_trim(str_cut(&rest, ';'));
        struct str name;
        if (value.len == 0)
            continue;
        name = str_cut(&value, '=');
        if (!value.ptr || !is_token(name))
            return cookie_fault(arena, "no name=value");
        if (!is_printable(value))
            continue; /* another program's of the same host: none of ours */
        if (value.len >= 2 && value.ptr[0] == '"' && value.ptr[value.len - 1] == '"')
            value = str_slice(value, 1, value.len - 2);
        if (cookies.count == COOKIE_COUNT)
            return fault_new(arena, FAULT_TOO_LARGE, "request.headers_too_long",
                             "more than %d cookies", COOKIE_COUNT);
        *VEC_PUSH(&cookies, arena) = (struct pair){name, value};
    }
    *ret_cookies = (struct pairs){cookies.items, cookies.count};
    return NULL;
}

static bool is_cookie_value(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] <= 0x20 || s.ptr[i] > 0x7e || str_find_byte(STR("\",;\\"), s.ptr[i], 0) >= 0)
            return false;
    return true;
}

struct str cookie_line(struct arena *arena, const struct cookie *cookie)
{
    struct buf buf = buf_init(arena, 8 * 1024);
    assert(is_token(cookie->name) && is_cookie_value(cookie->value));
    buf_printf(&buf, PRISTR "=" PRISTR "; Path=" PRISTR, STRARG(cookie->name),
               STRARG(cookie->value), STRARG(cookie->path.len ? cookie->path : STR("/")));
    if (cookie->max_age >= 0)
        buf_printf(&buf, "; Max-Age=%" PRId64, cookie->max_age);
    buf_printf(&buf, "; HttpOnly; SameSite=%s",
               cookie->same_site == COOKIE_STRICT ? "Strict" : "Lax");
    if (cookie->secure)
        buf_add_literal(&buf, "; Secure");
    return buf_str(&buf);
}
