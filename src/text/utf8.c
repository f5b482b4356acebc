/*
 * The edge for text: decoding, normal forms, limits. The tables are in
 * unicode.c.
 */
#include "text/utf8.h"

#include "base/lanes.h"
#include "base/vec.h"
#include "text/unicode.h"

#include <assert.h>
#include <string.h>

enum {
    BYTE_ORDER_MARK = 0xFEFF,
    LINE_SEPARATOR = 0x2028,
    REPLACEMENT = 0xFFFD,
    LARGEST_CODE = 0x10FFFF
};

bool utf8_next(struct str *rest, uint32_t *ret_code)
{
    /* The least code point that needs 1, 2, 3 bytes after the first. */
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    const unsigned char *bytes = (const unsigned char *)rest->ptr;
    uint32_t code;
    size_t more;
    if (rest->len == 0)
        return false;
    code = bytes[0];
    more = code < 0x80 ? 0 : code < 0xC0 ? 4 : code < 0xE0 ? 1 : code < 0xF0 ? 2 : 3;
    if (more >= rest->len || more == 4 || code >= 0xF8)
        return false;
    if (more > 0)
        code &= 0x3FU >> more;
    for (size_t i = 1; i <= more; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return false;
        code = code << 6 | (bytes[i] & 0x3F);
    }
    if (code < least[more] || code > LARGEST_CODE || (code >= 0xD800 && code <= 0xDFFF))
        return false;
    *rest = (struct str){rest->ptr + more + 1, rest->len - more - 1};
    *ret_code = code;
    return true;
}

void utf8_add(struct buf *buf, uint32_t code)
{
    char bytes[4];
    size_t more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    assert(code <= LARGEST_CODE && !(code >= 0xD800 && code <= 0xDFFF));
    if (more == 0) {
        buf_add_byte(buf, (char)code);
        return;
    }
    for (size_t i = more; i > 0; i--) {
        bytes[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    bytes[0] = (char)((0xF0U << (3 - more) & 0xFF) | code);
    buf_add(buf, (struct str){bytes, more + 1});
}

bool utf8_valid(struct str s)
{
    uint32_t code;
    while (utf8_next(&s, &code))
        continue;
    return s.len == 0;
}

/* Whether the byte goes on with a character that began before it. */
static bool is_inside(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static inline lanes are_inside(lanes bytes)
{
    return (lanes)((bytes & 0xC0) == 0x80);
}

size_t utf8_count(struct str s)
{
    size_t inside = 0;
    size_t at = 0;
    for (; s.len - at >= sizeof(lanes); at += sizeof(lanes))
        inside += lanes_count_at(s.ptr + at, are_inside);
    for (; at < s.len; at++)
        inside += is_inside(s.ptr[at]);
    return s.len - inside;
}

/*
 * Normal forms (UAX #15). The text is taken in runs that begin at an inert code
 * point: one that starts a character and composes with nothing before it.
 * Everything below U+0300 is inert, and so are the Vietnamese letters of Latin
 * Extended Additional, dashes, quotation marks and simple arrows; in form C such a code
 * point standing alone is itself.
 */
typedef VEC(uint32_t) code_vec;

static bool is_inert(uint32_t code)
{
    return code < 0x300 || (code >= 0x1EA0 && code <= 0x1EF9) ||
           (code >= 0x2010 && code <= 0x2027) || (code >= 0x2190 && code <= 0x2199);
}

/* Stable order by combining class within one run of marks, by counting. */
static void order_marks(struct arena *arena, uint32_t *codes, size_t count)
{
    uint32_t *ordered = arena_alloc_raw(arena, count * sizeof(*ordered));
    size_t start[257] = {0};
    for (size_t i = 0; i < count; i++)
        start[unicode_combining_class(codes[i]) + 1]++;
    for (size_t i = 1; i < 257; i++)
        start[i] += start[i - 1];
    for (size_t i = 0; i < count; i++)
        ordered[start[unicode_combining_class(codes[i])]++] = codes[i];
    memcpy(codes, ordered, count * sizeof(*codes));
}

static void order_run(struct arena *arena, uint32_t *codes, size_t count)
{
    size_t i = 0;
    while (i < count) {
        bool is_ordered = true;
        size_t begin = i;
        int last = 0;
        for (; i < count; i++) {
            int class = unicode_combining_class(codes[i]);
            if (class == 0)
                break;
            is_ordered = is_ordered && last <= class;
            last = class;
        }
        if (!is_ordered)
            order_marks(arena, codes + begin, i - begin);
        if (i == begin)
            i++;
    }
}

/* The first code point and the following ones that are not inert. */
static struct str take_run(struct str *rest, bool *ret_is_alone)
{
    struct str begin = *rest;
    struct str ahead;
    uint32_t code = 0;
    bool is_text = utf8_next(rest, &code);
    assert(is_text || !"text must be valid UTF-8");
    *ret_is_alone = is_text && is_inert(code);
    for (ahead = *rest; utf8_next(&ahead, &code) && !is_inert(code); *rest = ahead)
        *ret_is_alone = false;
    return (struct str){begin.ptr, begin.len - rest->len};
}

static void decompose_run(struct arena *arena, struct str run, code_vec *codes)
{
    uint32_t parts[UNICODE_EXPANSION_MAX];
    uint32_t code;
    codes->count = 0;
    while (utf8_next(&run, &code)) {
        size_t count = unicode_decompose(code, parts);
        for (size_t i = 0; i < count; i++)
            *VEC_PUSH(codes, arena) = parts[i];
    }
    order_run(arena, codes->items, codes->count);
}

static struct str normal_form(struct arena *arena, struct str s, bool is_composed)
{
    struct buf buf = buf_init(arena, SIZE_MAX / 4);
    code_vec codes = {0};
    while (s.len > 0) {
        bool is_alone;
        struct str run = take_run(&s, &is_alone);
        if (is_alone && is_composed) {
            buf_add(&buf, run);
            continue;
        }
        decompose_run(arena, run, &codes);
        if (is_composed)
            codes.count = unicode_compose(codes.items, codes.count);
        for (size_t i = 0; i < codes.count; i++)
            utf8_add(&buf, codes.items[i]);
    }
    return buf_str(&buf);
}

struct str text_nfc(struct arena *arena, struct str s)
{
    struct str rest = s;
    uint32_t code;
    while (utf8_next(&rest, &code) && is_inert(code))
        continue;
    if (rest.len == 0 && (s.len == 0 || is_inert(code)))
        return arena_copy(arena, s);
    return normal_form(arena, s, true);
}

struct str text_nfd(struct arena *arena, struct str s)
{
    return normal_form(arena, s, false);
}

/* Neither in text nor in XML: controls but for LF and TAB, noncharacters. */
static bool is_refused(uint32_t code)
{
    if (code < 0x20)
        return code != '\n' && code != '\t';
    return (code >= 0x7F && code <= 0x9F) || (code >= 0xFDD0 && code <= 0xFDEF) ||
           (code & 0xFFFE) == 0xFFFE;
}

static struct str without_mark(struct str raw)
{
    struct str rest = raw;
    uint32_t code;
    /* also several, or normal text would change when it is normalised again */
    while (utf8_next(&rest, &code) && code == BYTE_ORDER_MARK)
        raw = rest;
    return raw;
}

static struct fault *refuse(struct arena *arena, const char *key, size_t line, uint32_t code)
{
    struct fault *fault =
        fault_new(arena, FAULT_INVALID, key, "line %zu: U+%04X", line, (unsigned)code);
    return fault_with(fault, "line", arena_printf(arena, "%zu", line));
}

/* Checks `raw` code point by code point and copies it with lines ended by LF. */
static const struct fault *read_raw(struct buf *buf, struct str raw)
{
    struct arena *arena = buf->arena;
    size_t line = 1;
    size_t marks = 0;
    uint32_t code;
    while (utf8_next(&raw, &code)) {
        if (code == '\r' && raw.len > 0 && raw.ptr[0] == '\n')
            continue;
        if (code == 0)
            return refuse(arena, "text.not_utf8", line, code);
        if (is_refused(code))
            return fault_with(refuse(arena, "text.character", line, code), "code",
                              arena_printf(arena, "U+%04X", (unsigned)code));
        marks = code >= 0x300 && unicode_is_nonspacing(code) ? marks + 1 : 0;
        if (marks > TEXT_MARKS_MAX)
            return refuse(arena, "text.marks", line, code);
        if (code == '\n')
            line++;
        utf8_add(buf, code);
    }
    return raw.len == 0 ? NULL : refuse(arena, "text.not_utf8", line, (unsigned char)raw.ptr[0]);
}

/* VT, FF and NEL end a line in other programs, CR in very old ones. */
static bool ends_a_line(uint32_t code)
{
    return code == '\v' || code == '\f' || code == '\r' || code == 0x85;
}

const struct fault *text_typed(struct arena *arena, struct str raw, struct str *ret_text)
{
    struct buf buf = buf_init(arena, SIZE_MAX / 4);
    size_t line = 1;
    size_t marks = 0;
    uint32_t code;
    raw = without_mark(raw);
    while (utf8_next(&raw, &code)) {
        if (code == 0)
            return refuse(arena, "text.not_utf8", line, code);
        if (code == '\r' && raw.len > 0 && raw.ptr[0] == '\n')
            continue;
        if (ends_a_line(code))
            code = LINE_SEPARATOR;
        if (code == '\n' || code == LINE_SEPARATOR)
            line++;
        marks = code >= 0x300 && unicode_is_nonspacing(code) ? marks + 1 : 0;
        if (!is_refused(code) && marks <= TEXT_MARKS_MAX)
            utf8_add(&buf, code);
    }
    if (raw.len > 0)
        return refuse(arena, "text.not_utf8", line, (unsigned char)raw.ptr[0]);
    *ret_text = text_nfc(arena, buf_str(&buf));
    return NULL;
}

const struct fault *text_normalise(struct arena *arena, struct str raw, size_t limit_chars,
                                   struct str *ret_text)
{
    struct buf buf = buf_init(arena, raw.len);
    const struct fault *fault = read_raw(&buf, without_mark(raw));
    struct str text;
    if (fault)
        return fault;
    text = text_nfc(arena, buf_str(&buf));
    if (utf8_count(text) > limit_chars)
        return fault_with(fault_new(arena, FAULT_INVALID, "text.too_long",
                                    "%zu characters, at most %zu", utf8_count(text), limit_chars),
                          "limit", arena_printf(arena, "%zu", limit_chars));
    *ret_text = text;
    return NULL;
}

/* Whether nothing is to be done: most names and values of a document. */
static bool is_clean(struct str s)
{
    uint32_t code;
    while (utf8_next(&s, &code))
        if (!is_inert(code) || is_refused(code))
            return false;
    return s.len == 0;
}

struct str text_repair(struct arena *arena, struct str raw)
{
    struct buf buf = buf_init(arena, SIZE_MAX / 4);
    size_t marks = 0;
    uint32_t code;
    if (is_clean(raw))
        return arena_copy(arena, raw);
    raw = without_mark(raw);
    while (raw.len > 0) {
        if (!utf8_next(&raw, &code)) {
            raw = str_from(raw, 1);
            code = REPLACEMENT;
        }
        if (code == '\r') {
            if (raw.len > 0 && raw.ptr[0] == '\n')
                continue;
            code = '\n';
        }
        marks = code >= 0x300 && unicode_is_nonspacing(code) ? marks + 1 : 0;
        if (!is_refused(code) && marks <= TEXT_MARKS_MAX)
            utf8_add(&buf, code);
    }
    return text_nfc(arena, buf_str(&buf));
}

/* The number of bytes of the first `count` characters; all, where there are no more. */
static size_t bytes_of_chars(struct str s, size_t count)
{
    size_t at = 0;
    for (; count >= sizeof(lanes) && s.len - at >= sizeof(lanes); at += sizeof(lanes))
        count -= sizeof(lanes) - lanes_count_at(s.ptr + at, are_inside);
    for (; at < s.len; at++)
        if (!is_inside(s.ptr[at]) && count-- == 0)
            break;
    return at;
}

static bool is_graphic(char c)
{
    return c >= 0x20 && c < 0x7F;
}

/* The last place up to `at` that is the end of a cluster whatever stands around it: the
 * beginning, or between two bytes of ASCII (UAX #29). */
static size_t sure_end(struct str s, size_t at)
{
    while (at > 0 && !(is_graphic(s.ptr[at - 1]) && is_graphic(s.ptr[at])))
        at--;
    return at;
}

/* The whole clusters of the first `most` bytes, which are whole characters and not all. */
static struct str whole_clusters(struct str s, size_t most)
{
    size_t end = sure_end(s, most);
    struct str rest = str_from(s, end);
    uint32_t before;
    uint32_t code;
    int state = 0;
    if (!utf8_next(&rest, &before))
        return s;
    for (size_t at = s.len - rest.len; at <= most && utf8_next(&rest, &code);
         at = s.len - rest.len) {
        if (unicode_cluster_ends(before, code, &state))
            end = at;
        before = code;
    }
    return str_slice(s, 0, end);
}

struct str text_cut(struct str s, size_t limit_chars)
{
    size_t most = bytes_of_chars(s, limit_chars);
    return most == s.len ? s : whole_clusters(s, most);
}

/* Whether a space outside ASCII begins with `c`: U+00A0, 1680, 2000 to 200A,
 * 2028, 2029, 202F, 205F or 3000. */
static bool is_wide_space(unsigned char c, unsigned char second, unsigned char third)
{
    switch (c) {
    case 0xC2:
        return second == 0xA0;
    case 0xE1:
        return second == 0x9A && third == 0x80;
    case 0xE2:
        return second == 0x80 ? third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF
                              : second == 0x81 && third == 0x9F;
    case 0xE3:
        return second == 0x80 && third == 0x80;
    default:
        return false;
    }
}

/* Whether something begins at one of sixteen bytes that may be a space to be changed: a
 * control, a second space, or the first two bytes of a wide space. Seventeen are read. */
static bool lanes_may_change(const char *bytes)
{
    lanes c;
    lanes next;
    memcpy(&c, bytes, sizeof(c));
    memcpy(&next, bytes + 1, sizeof(next));
    return lanes_any((lanes)((c < ' ') | ((c == ' ') & (next == ' ')) |
                             ((c == 0xC2) & (next == 0xA0)) | ((c == 0xE1) & (next == 0x9A)) |
                             ((c == 0xE2) & (next <= 0x81)) | ((c == 0xE3) & (next == 0x80))));
}

/* Whether nothing in the text is to be changed: no space but single ones between
 * words. */
static bool is_on_one_line(struct str s)
{
    bool was_space = true;
    size_t i = 0;
    while (i < s.len) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (s.len - i > sizeof(lanes) && !was_space && !lanes_may_change(s.ptr + i)) {
            i += sizeof(lanes); /* a space at its end has no other behind it */
            continue;
        }
        if (c < ' ' || (c == ' ' && was_space))
            return false;
        was_space = c == ' ';
        if (c >= 0xC2 && is_wide_space(c, i + 1 < s.len ? (unsigned char)s.ptr[i + 1] : 0,
                                       i + 2 < s.len ? (unsigned char)s.ptr[i + 2] : 0))
            return false;
        i++;
    }
    return s.len == 0 || !was_space;
}

static struct str on_one_line(struct arena *arena, struct str s)
{
    struct buf buf = buf_init(arena, s.len + 1);
    bool is_apart = false;
    uint32_t code;
    if (is_on_one_line(s))
        return s;
    while (utf8_next(&s, &code)) {
        if (unicode_is_space(code)) {
            is_apart = buf.len > 0;
            continue;
        }
        if (is_apart)
            buf_add_byte(&buf, ' ');
        is_apart = false;
        utf8_add(&buf, code);
    }
    return buf_str(&buf);
}

struct str text_excerpt(struct arena *arena, struct str s, size_t limit_chars)
{
    struct str line = on_one_line(arena, s);
    size_t most = bytes_of_chars(line, limit_chars);
    struct str cut;
    size_t end;
    assert(limit_chars >= 1);
    if (most == line.len)
        return line;
    while (most > 0 && is_inside(line.ptr[--most]))
        continue; /* one character less, for the ellipsis */
    cut = whole_clusters(line, most);
    end = cut.len;
    if (line.ptr[end] != ' ') {
        while (end > 0 && cut.ptr[end - 1] != ' ')
            end--;
        if (end == 0)
            end = cut.len;
    }
    /* A comma or a dash before the ellipsis reads as a mistake. */
    while (end > 0 && strchr(" ,;:.-", cut.ptr[end - 1]))
        end--;
    return arena_printf(arena, PRISTR "…", STRARG(str_slice(cut, 0, end)));
}
