/*
 * Making and admitting addresses (RFC 3986). What is admitted is a short list;
 * everything not on it is refused.
 */
#include "view/url.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "base/lanes.h"

enum {
    URL_USUAL = 120 /* bytes, which most addresses fit */
};

/* All but the unreserved of RFC 3986, 2.3; small letters, which addresses are made of, first. */
static bool is_reserved(char c)
{
    return !((unsigned)(c | 0x20) - 'a' < 26 || (unsigned)c - '0' < 10 || c == '-' || c == '.' ||
             c == '_' || c == '~');
}

static inline lanes are_reserved(lanes c)
{
    return (lanes) ~(((c | 0x20) - 'a' < 26) | (c - '0' < 10) | (c == '-') | (c == '.') |
                     (c == '_') | (c == '~'));
}

static void add_encoded(struct buf *out, char byte)
{
    static const char digits[] = "0123456789ABCDEF";
    buf_add_byte(out, '%');
    buf_add_byte(out, digits[(unsigned char)byte >> 4]);
    buf_add_byte(out, digits[(unsigned char)byte & 15]);
}

static void add_word(struct buf *out, struct str word)
{
    for (;;) {
        size_t plain = lanes_before(word, are_reserved, is_reserved);
        buf_add(out, str_slice(word, 0, plain));
        if (plain == word.len)
            return;
        add_encoded(out, word.ptr[plain]);
        word = str_from(word, plain + 1);
    }
}

struct str url_encode(struct arena *arena, struct str word)
{
    struct buf out = buf_init(arena, SIZE_MAX);
    add_word(&out, word);
    return buf_str(&out);
}

static bool starts_inside(const char *text)
{
    return (text[0] == '/' && text[1] != '/' && text[1] != '\\') || text[0] == '?' ||
           text[0] == '#';
}

/* Writes the argument of the directive at `format`, which stands behind '%'; one of %, d, s,
 * .*s, ld and lld. Returns what follows it. */
static const char *add_argument(struct buf *out, const char *format, va_list *arguments)
{
    switch (*format) {
    case '%':
        buf_add_byte(out, '%');
        return format + 1;
    case 'd':
        buf_add_int(out, va_arg(*arguments, int));
        return format + 1;
    case 's':
        add_word(out, str_from_c(va_arg(*arguments, const char *)));
        return format + 1;
    case '.': {
        int len = va_arg(*arguments, int);
        assert(format[1] == '*' && format[2] == 's');
        add_word(out, (struct str){va_arg(*arguments, const char *), (size_t)len});
        return format + 3;
    }
    default:
        assert(format[0] == 'l' && format[format[1] == 'l' ? 2 : 1] == 'd');
        if (format[1] != 'l') {
            buf_add_int(out, va_arg(*arguments, int64_t));
            return format + 2;
        }
        buf_add_int(out, va_arg(*arguments, long long));
        return format + 3;
    }
}

struct url url_relative(struct arena *arena, const char *format, ...)
{
    struct buf out = buf_init(arena, SIZE_MAX);
    va_list arguments;
    assert(starts_inside(format));
    va_start(arguments, format);
    buf_reserve(&out, URL_USUAL);
    while (*format) {
        const char *end = strchrnul(format, '%');
        buf_add(&out, (struct str){format, (size_t)(end - format)});
        format = *end ? add_argument(&out, end + 1, &arguments) : end;
    }
    va_end(arguments);
    return (struct url){buf_str(&out)};
}

/* The scheme before ':', empty text where the address has none. */
static struct str scheme_of(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == ':')
            return str_slice(text, 0, i + 1);
        if (c == '/' || c == '?' || c == '#')
            break;
    }
    return STR("");
}

/* "//host…" with a host and without a user, who would only disguise the host. */
static bool has_honest_host(struct str rest)
{
    size_t len = 0;
    if (!str_starts(rest, STR("//")))
        return false;
    rest = str_from(rest, 2);
    while (len < rest.len && !strchr("/?#", rest.ptr[len]))
        len++;
    rest = str_slice(rest, 0, len);
    return len > 0 && rest.ptr[0] != ':' && str_find_byte(rest, '@', 0) < 0;
}

static bool is_admitted(struct str text, enum url_allow allow)
{
    struct str scheme = scheme_of(text);
    struct str rest = str_from(text, scheme.len);
    if (scheme.len == 0)
        return !str_starts(text, STR("//"));
    if (str_equal_ascii_nocase(scheme, STR("https:")))
        return has_honest_host(rest);
    if (str_equal_ascii_nocase(scheme, STR("http:")))
        return allow == URL_ALLOW_HTTP && has_honest_host(rest);
    return rest.len > 0 && (str_equal_ascii_nocase(scheme, STR("mailto:")) ||
                            str_equal_ascii_nocase(scheme, STR("tel:")));
}

/* White space, controls and the backslash, which browsers read as '/'. */
static bool is_forbidden(char c)
{
    return (unsigned char)c <= ' ' || c == 0x7F || c == '\\';
}

/* Bytes that RFC 3986 has no place for, though people write them. */
static bool must_be_encoded(char c)
{
    return (unsigned char)c >= 0x80 || c == '"' || c == '<' || c == '>' || c == '^' || c == '`' ||
           (c >= '{' && c <= '}');
}

const struct fault *url_check(struct arena *arena, struct str text, enum url_allow allow,
                              struct url *ret_url)
{
    struct buf out = buf_init(arena, SIZE_MAX);
    bool forbidden = text.len == 0 || text.len > URL_MAX || !is_admitted(text, allow);
    for (size_t i = 0; i < text.len && !forbidden; i++) {
        forbidden = is_forbidden(text.ptr[i]);
        if (must_be_encoded(text.ptr[i]))
            add_encoded(&out, text.ptr[i]);
        else
            buf_add_byte(&out, text.ptr[i]);
    }
    if (forbidden)
        return fault_new(arena, FAULT_INVALID, "url.refused", "an address of %zu bytes is refused",
                         text.len);
    ret_url->text = buf_str(&out);
    return NULL;
}

struct url url_path(struct arena *arena, struct str path)
{
    struct buf buf = buf_init(arena, SIZE_MAX);
    struct str rest = path;
    if (path.len == 0 || path.ptr[0] != '/' || str_starts(path, STR("//")))
        return URL("/");
    str_cut(&rest, '/');
    while (rest.ptr) {
        buf_add_byte(&buf, '/');
        add_word(&buf, str_cut(&rest, '/'));
    }
    return (struct url){buf_str(&buf)};
}

struct url url_add(struct arena *arena, struct url url, struct str name, struct str value)
{
    const char *joint = str_find_byte(url.text, '?', 0) < 0 ? "?" : "&";
    struct str encoded_name = url_encode(arena, name);
    struct str encoded_value = url_encode(arena, value);
    return (struct url){arena_printf(arena, PRISTR "%s" PRISTR "=" PRISTR, STRARG(url.text), joint,
                                     STRARG(encoded_name), STRARG(encoded_value))};
}

struct url url_otpauth(struct arena *arena, struct str issuer, struct str account,
                       struct str secret)
{
    struct buf out = buf_init(arena, SIZE_MAX);
    buf_add_literal(&out, "otpauth://totp/");
    add_word(&out, issuer);
    buf_add_byte(&out, ':');
    add_word(&out, account);
    buf_add_literal(&out, "?secret=");
    while (secret.ptr)
        add_word(&out, str_cut(&secret, ' '));
    buf_add_literal(&out, "&issuer=");
    add_word(&out, issuer);
    return (struct url){buf_str(&out)};
}

struct url url_under(struct arena *arena, struct str base, struct url path)
{
    struct url checked;
    if (base.len == 0 || url_check(arena, base, URL_ALLOW_HTTP, &checked) ||
        !str_starts(base, STR("http")))
        return path;
    return (struct url){
        arena_printf(arena, PRISTR PRISTR, STRARG(checked.text), STRARG(path.text))};
}
