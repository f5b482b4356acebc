/*
 * Tags as the library takes them: a quote opens a value behind "=" only.
 */
#include "text/xml_storm.h"

#include <string.h>

enum {
    DECLARATION = 1000 /* bytes of the longest one */
};

static size_t behind(struct str s, size_t from, struct str end)
{
    ptrdiff_t at = str_find(s, end, from);
    return at < 0 ? s.len : (size_t)at + end.len;
}

static bool is_name_start(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
           byte == ':' || byte >= 0x80;
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

/* The end of what is no element at `at`, where "<" stands; `at` where it may be one. */
static size_t pass_over(struct str s, size_t at, bool is_html)
{
    struct str rest = str_from(s, at);
    if (str_starts(rest, STR("<!--")))
        return behind(s, at + 4, STR("-->"));
    if (!is_html && str_starts(rest, STR("<![CDATA[")))
        return behind(s, at, STR("]]>"));
    if (!is_html && str_starts(rest, STR("<?")))
        return behind(s, at, STR("?>"));
    return rest.len > 1 && is_name_start((unsigned char)rest.ptr[1]) ? at : at + 1;
}

/* The end of the tag at `at`, and how many attributes it has at most: of XML as many as
 * "=", of HTML as many as words. */
static size_t read_tag(struct str s, size_t at, bool is_html, size_t *ret_attributes)
{
    size_t equals = 0;
    size_t words = 0;
    char before = '<'; /* the last byte that is no space */
    bool is_apart = false;
    size_t i = at + 1;
    for (; i < s.len && s.ptr[i] != '>'; i++) {
        char byte = s.ptr[i];
        if (is_space(byte)) {
            is_apart = true;
            continue;
        }
        words += is_apart;
        is_apart = false;
        equals += byte == '=';
        if (before == '=' && (byte == '"' || byte == '\'')) {
            const char *close = memchr(s.ptr + i + 1, byte, s.len - i - 1);
            i = close ? (size_t)(close - s.ptr) : s.len - 1;
            is_apart = true; /* HTML lets the next word follow at once */
        }
        before = byte;
    }
    *ret_attributes = is_html ? words : equals;
    return i;
}

static bool is_called(struct str s, size_t at, struct str name)
{
    return str_equal_ascii_nocase(str_slice(s, at + 1, name.len), name);
}

/* Behind a script or a style, whose text is none of tags. */
static size_t behind_code(struct str s, size_t tag, size_t end)
{
    if (is_called(s, tag, STR("script")) || is_called(s, tag, STR("style")))
        return behind(s, end, STR("</"));
    return end;
}

static bool has_storm(struct str bytes, bool is_html)
{
    for (ptrdiff_t at = str_find_byte(bytes, '<', 0); at >= 0;) {
        size_t tag = (size_t)at;
        size_t end = pass_over(bytes, tag, is_html);
        size_t attributes = 0;
        if (end == tag) {
            end = read_tag(bytes, tag, is_html, &attributes);
            if (is_html)
                end = behind_code(bytes, tag, end);
        }
        if (attributes > XML_ATTRIBUTES_MAX)
            return true;
        at = end < bytes.len ? str_find_byte(bytes, '<', end) : -1;
    }
    return false;
}

/* UTF-16 as a byte a unit: ASCII as it is, 0x80 for all else. */
static struct str narrow(struct arena *arena, struct str bytes, bool is_big)
{
    char *units = arena_alloc_raw(arena, bytes.len / 2 + 1);
    size_t count = bytes.len / 2;
    for (size_t i = 0; i < count; i++) {
        unsigned char high = (unsigned char)bytes.ptr[2 * i + !is_big];
        unsigned char low = (unsigned char)bytes.ptr[2 * i + is_big];
        units[i] = (char)(high == 0 && low < 0x80 ? low : 0x80);
    }
    return (struct str){units, count};
}

/* Whether the encoding that the document declares writes "<", "=" and quotes as ASCII. */
static bool is_like_ascii(struct str bytes)
{
    static const struct str known[] = {
        STR_INIT("utf-8"),     STR_INIT("utf8"),    STR_INIT("utf-16"),   STR_INIT("utf16"),
        STR_INIT("iso-8859-"), STR_INIT("iso8859"), STR_INIT("iso_8859"), STR_INIT("latin1"),
        STR_INIT("us-ascii"),  STR_INIT("ascii"),   STR_INIT("windows-"), STR_INIT("cp125"),
        STR_INIT("viscii"),    STR_INIT("tcvn"),    STR_INIT("koi8"),     STR_INIT("gb"),
        STR_INIT("big5"),      STR_INIT("euc-"),    STR_INIT("shift"),    STR_INIT("macintosh"),
        STR_INIT("tis-620"),
    };
    struct str head = str_slice(bytes, 0, behind(bytes, 0, STR("?>")));
    ptrdiff_t at = str_find(head, STR("encoding"), 0);
    struct str name;
    if (!str_starts(bytes, STR("<?xml")) && !str_starts(bytes, STR("\xEF\xBB\xBF<?xml")))
        return !str_starts(bytes, STR("\x4C\x6F\xA7\x94")); /* "<?xm" in EBCDIC */
    if (head.len > DECLARATION)
        return false;
    if (at < 0)
        return true;
    name = str_from(head, (size_t)at + STR("encoding").len);
    while (name.len > 0 && (is_space(name.ptr[0]) || name.ptr[0] == '=' || name.ptr[0] == '"' ||
                            name.ptr[0] == '\''))
        name = str_from(name, 1);
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (str_equal_ascii_nocase(str_slice(name, 0, known[i].len), known[i]))
            return true;
    return false;
}

static bool starts_with_any(struct str s, const struct str *beginnings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_starts(s, beginnings[i]))
            return true;
    return false;
}

bool xml_has_storm(struct arena *arena, struct str bytes)
{
    /* "<" and the marks of UCS-4 and UTF-16, as a document may begin with them */
    static const struct str ucs4[] = {STR_INIT("\0\0"), STR_INIT("<\0\0"), STR_INIT("\0<\0\0"),
                                      STR_INIT("\xFF\xFE\0\0"), STR_INIT("\xFE\xFF\0\0")};
    static const struct str big[] = {STR_INIT("\xFE\xFF"), STR_INIT("\0<")};
    static const struct str little[] = {STR_INIT("\xFF\xFE"), STR_INIT("<\0")};
    if (starts_with_any(bytes, ucs4, sizeof(ucs4) / sizeof(ucs4[0])))
        return true;
    if (starts_with_any(bytes, big, sizeof(big) / sizeof(big[0])))
        return has_storm(narrow(arena, bytes, true), false);
    if (starts_with_any(bytes, little, sizeof(little) / sizeof(little[0])))
        return has_storm(narrow(arena, bytes, false), false);
    return !is_like_ascii(bytes) || has_storm(bytes, false);
}

bool xml_html_has_storm(struct str bytes)
{
    return has_storm(bytes, true);
}
