/*
 * The writer keeps the names of open elements and whether the last start tag
 * still waits for attributes.
 */
#include "view/xmlout.h"

#include <assert.h>

/* The bytes of the UTF-8 character at the start of `text`. */
static size_t character_length(struct str text)
{
    unsigned char first = (unsigned char)text.ptr[0];
    size_t len = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    return len < text.len ? len : text.len;
}

/* [2] Char of XML 1.0 without the controls and without U+FFFE and U+FFFF;
 * surrogates cannot occur in valid UTF-8. */
static bool is_xml_character(struct str character)
{
    unsigned char first = (unsigned char)character.ptr[0];
    if (first < ' ')
        return first == '\t' || first == '\n' || first == '\r';
    return !str_equal(character, STR("\xEF\xBF\xBE")) && !str_equal(character, STR("\xEF\xBF\xBF"));
}

/* CR, and in attributes LF and TAB, would come back as spaces or line ends. */
static void add_character(struct buf *out, struct str character, bool in_attribute)
{
    switch (character.ptr[0]) {
    case '&':
        buf_add_literal(out, "&amp;");
        break;
    case '<':
        buf_add_literal(out, "&lt;");
        break;
    case '>':
        buf_add_literal(out, "&gt;");
        break;
    case '"':
        buf_add_literal(out, "&quot;");
        break;
    case '\r':
        buf_add_literal(out, "&#13;");
        break;
    case '\n':
    case '\t':
        if (in_attribute)
            buf_printf(out, "&#%d;", character.ptr[0]);
        else
            buf_add(out, character);
        break;
    default:
        buf_add(out, character);
    }
}

static void add_escaped(struct buf *out, struct str text, bool in_attribute)
{
    while (text.len > 0) {
        struct str character = str_slice(text, 0, character_length(text));
        if (is_xml_character(character))
            add_character(out, character, in_attribute);
        text = str_from(text, character.len);
    }
}

static void end_start_tag(struct xmlout *xml)
{
    if (xml->in_tag)
        buf_add_byte(xml->out, '>');
    xml->in_tag = false;
}

struct xmlout xmlout_begin(struct buf *out)
{
    buf_add_literal(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    return (struct xmlout){.out = out};
}

void xmlout_finish(const struct xmlout *xml)
{
    assert(xml->depth == 0);
    buf_add_byte(xml->out, '\n');
}

void xmlout_open(struct xmlout *xml, const char *name)
{
    assert(xml->depth < XMLOUT_DEPTH);
    end_start_tag(xml);
    buf_add_byte(xml->out, '<');
    buf_add(xml->out, str_from_c(name));
    xml->open[xml->depth++] = name;
    xml->in_tag = true;
}

void xmlout_attribute(struct xmlout *xml, const char *name, struct str value)
{
    assert(xml->in_tag);
    buf_add_byte(xml->out, ' ');
    buf_add(xml->out, str_from_c(name));
    buf_add_literal(xml->out, "=\"");
    add_escaped(xml->out, value, true);
    buf_add_byte(xml->out, '"');
}

void xmlout_text(struct xmlout *xml, struct str text)
{
    assert(xml->depth > 0);
    end_start_tag(xml);
    add_escaped(xml->out, text, false);
}

void xmlout_close(struct xmlout *xml)
{
    assert(xml->depth > 0);
    xml->depth--;
    if (xml->in_tag) {
        buf_add_literal(xml->out, "/>");
        xml->in_tag = false;
        return;
    }
    buf_add_literal(xml->out, "</");
    buf_add(xml->out, str_from_c(xml->open[xml->depth]));
    buf_add_byte(xml->out, '>');
}

void xmlout_element(struct xmlout *xml, const char *name, struct str text)
{
    xmlout_open(xml, name);
    xmlout_text(xml, text);
    xmlout_close(xml);
}
