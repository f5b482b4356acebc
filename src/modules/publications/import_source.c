/*
 * Finds the bytes of each item in a feed, so that the original can be kept as it
 * stood. The document has been read as XML before: here it is only cut.
 */
#include "modules/publications/import_parts.h"

#include <string.h>

/* Position behind the next `end` at or after `from`; the end of the text where
 * there is none. */
static size_t behind(struct str s, struct str end, size_t from)
{
    const ptrdiff_t at = str_find(s, end, from);

    return at < 0 ? s.len : (size_t)at + end.len;
}

/* Position behind the ">" of a tag; a ">" in quotes is part of a value. */
static size_t behind_tag(struct str s, size_t from)
{
    char quote = '\0';

    for (size_t i = from; i < s.len; i++) {
        const char byte = s.ptr[i];
        if (quote) {
            quote = byte == quote ? '\0' : quote;
        } else if (byte == '"' || byte == '\'') {
            quote = byte;
        } else if (byte == '>') {
            return i + 1;
        }
    }
    return s.len;
}

/* Position behind a document type, with its declarations in brackets. */
static size_t behind_doctype(struct str s, size_t from)
{
    const size_t end = behind_tag(s, from);
    const ptrdiff_t bracket = str_find_byte(s, '[', from);

    if (bracket < 0 || (size_t)bracket >= end)
        return end;
    return behind(s, STR(">"), behind(s, STR("]"), (size_t)bracket));
}

/* Position behind what is no element at `at`, or `at` itself. */
static size_t behind_other(struct str s, size_t at)
{
    const struct str rest = str_from(s, at);

    if (str_starts(rest, STR("<!--")))
        return behind(s, STR("-->"), at + 4);
    if (str_starts(rest, STR("<![CDATA[")))
        return behind(s, STR("]]>"), at + 9);
    if (str_starts(rest, STR("<?")))
        return behind(s, STR("?>"), at + 2);
    if (str_starts(rest, STR("<!")))
        return behind_doctype(s, at);
    return at;
}

/* Whether the tag at `at` ("<rss:item …") is called `name`, prefix aside. */
static bool is_called(struct str s, size_t at, struct str name)
{
    size_t start = at + 1, end = start;

    while (end < s.len && !strchr(" \t\r\n/>", s.ptr[end])) {
        if (s.ptr[end] == ':')
            start = end + 1;
        end++;
    }
    return str_equal(str_slice(s, start, end - start), name);
}

void import_source_find(struct arena *arena, struct str document, struct str name, size_t depth,
                        struct str **ret_items, size_t *ret_count)
{
    VEC(struct str) items = {0};
    size_t around = 0, start = 0, next;
    bool inside = false;

    for (ptrdiff_t at = str_find_byte(document, '<', 0); at >= 0;
         at = str_find_byte(document, '<', next)) {
        const size_t tag = (size_t)at;
        next = behind_other(document, tag);
        if (next > tag)
            continue;
        next = behind_tag(document, tag);
        if (tag + 1 < document.len && document.ptr[tag + 1] == '/') {
            around -= around > 0;
            if (inside && around == depth) {
                *VEC_PUSH(&items, arena) = str_slice(document, start, next - start);
                inside = false;
            }
            continue;
        }
        if (around == depth && is_called(document, tag, name)) {
            start = tag;
            inside = true;
        }
        if (next >= 2 && document.ptr[next - 2] == '/') {
            if (inside && around == depth) {
                *VEC_PUSH(&items, arena) = str_slice(document, start, next - start);
                inside = false;
            }
            continue;
        }
        around++;
    }
    *ret_items = items.items;
    *ret_count = items.count;
}
