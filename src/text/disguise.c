/*
 * The letters are chosen from the confusable characters of Unicode (UTS #39): those
 * with which somebody could write a Vietnamese name.
 */
#include "text/disguise.h"

#include "base/buf.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <stdlib.h>

/* In order of code. */
static const struct lookalike {
    uint32_t code;
    char latin;
} lookalikes[] = {
    {0x0251, 'a'}, /* ɑ */
    {0x0261, 'g'}, /* ɡ */
    {0x026A, 'i'}, /* ɪ */
    {0x0274, 'n'}, /* ɴ */
    {0x0280, 'r'}, /* ʀ */
    {0x028F, 'y'}, /* ʏ */
    {0x0299, 'b'}, /* ʙ */
    {0x029C, 'h'}, /* ʜ */
    {0x029F, 'l'}, /* ʟ */
    {0x037F, 'j'}, /* Ϳ */
    {0x0391, 'a'}, /* Α */
    {0x0392, 'b'}, /* Β */
    {0x0395, 'e'}, /* Ε */
    {0x0396, 'z'}, /* Ζ */
    {0x0397, 'h'}, /* Η */
    {0x0399, 'i'}, /* Ι */
    {0x039A, 'k'}, /* Κ */
    {0x039C, 'm'}, /* Μ */
    {0x039D, 'n'}, /* Ν */
    {0x039F, 'o'}, /* Ο */
    {0x03A1, 'p'}, /* Ρ */
    {0x03A4, 't'}, /* Τ */
    {0x03A5, 'y'}, /* Υ */
    {0x03A7, 'x'}, /* Χ */
    {0x03B1, 'a'}, /* α */
    {0x03B3, 'y'}, /* γ */
    {0x03B5, 'e'}, /* ε */
    {0x03B7, 'n'}, /* η */
    {0x03B9, 'i'}, /* ι */
    {0x03BA, 'k'}, /* κ */
    {0x03BD, 'v'}, /* ν */
    {0x03BF, 'o'}, /* ο */
    {0x03C1, 'p'}, /* ρ */
    {0x03C4, 't'}, /* τ */
    {0x03C5, 'u'}, /* υ */
    {0x03C7, 'x'}, /* χ */
    {0x03F2, 'c'}, /* ϲ */
    {0x03F3, 'j'}, /* ϳ */
    {0x03F9, 'c'}, /* Ϲ */
    {0x0405, 's'}, /* Ѕ */
    {0x0406, 'i'}, /* І */
    {0x0408, 'j'}, /* Ј */
    {0x0410, 'a'}, /* А */
    {0x0412, 'b'}, /* В */
    {0x0415, 'e'}, /* Е */
    {0x041A, 'k'}, /* К */
    {0x041C, 'm'}, /* М */
    {0x041D, 'h'}, /* Н */
    {0x041E, 'o'}, /* О */
    {0x0420, 'p'}, /* Р */
    {0x0421, 'c'}, /* С */
    {0x0422, 't'}, /* Т */
    {0x0423, 'y'}, /* У */
    {0x0425, 'x'}, /* Х */
    {0x0430, 'a'}, /* а */
    {0x0432, 'b'}, /* в */
    {0x0433, 'r'}, /* г */
    {0x0435, 'e'}, /* е */
    {0x0438, 'u'}, /* и */
    {0x043A, 'k'}, /* к */
    {0x043C, 'm'}, /* м */
    {0x043D, 'h'}, /* н */
    {0x043E, 'o'}, /* о */
    {0x043F, 'n'}, /* п */
    {0x0440, 'p'}, /* р */
    {0x0441, 'c'}, /* с */
    {0x0442, 't'}, /* т */
    {0x0443, 'y'}, /* у */
    {0x0445, 'x'}, /* х */
    {0x0455, 's'}, /* ѕ */
    {0x0456, 'i'}, /* і */
    {0x0458, 'j'}, /* ј */
    {0x0474, 'v'}, /* Ѵ */
    {0x0475, 'v'}, /* ѵ */
    {0x04AE, 'y'}, /* Ү */
    {0x04AF, 'y'}, /* ү */
    {0x04BA, 'h'}, /* Һ */
    {0x04BB, 'h'}, /* һ */
    {0x04C0, 'l'}, /* Ӏ */
    {0x04CF, 'l'}, /* ӏ */
    {0x0500, 'd'}, /* Ԁ */
    {0x0501, 'd'}, /* ԁ */
    {0x050C, 'g'}, /* Ԍ */
    {0x051A, 'q'}, /* Ԛ */
    {0x051B, 'q'}, /* ԛ */
    {0x051C, 'w'}, /* Ԝ */
    {0x051D, 'w'}, /* ԝ */
    {0x054D, 'u'}, /* Ս */
    {0x054F, 's'}, /* Տ */
    {0x0555, 'o'}, /* Օ */
    {0x0561, 'w'}, /* ա */
    {0x0563, 'q'}, /* գ */
    {0x0566, 'q'}, /* զ */
    {0x0570, 'h'}, /* հ */
    {0x0578, 'n'}, /* ո */
    {0x057C, 'n'}, /* ռ */
    {0x057D, 'u'}, /* ս */
    {0x0581, 'g'}, /* ց */
    {0x0584, 'f'}, /* ք */
    {0x0585, 'o'}, /* օ */
};

/* Letters in boxes and balls, without a form of their own. */
static const struct {
    uint32_t first; /* "A"; twenty-five follow */
} alphabets[] = {
    {0x1F130}, /* 🄰 */
    {0x1F150}, /* 🅐 */
    {0x1F170}, /* 🅰 */
    {0x1F1E6}, /* 🇦 */
};

static int compare(const void *code, const void *row)
{
    uint32_t sought = *(const uint32_t *)code;
    uint32_t found = ((const struct lookalike *)row)->code;
    return (sought > found) - (sought < found);
}

uint32_t text_lookalike(uint32_t code)
{
    const struct lookalike *found =
        bsearch(&code, lookalikes, sizeof(lookalikes) / sizeof(lookalikes[0]),
                sizeof(lookalikes[0]), compare);
    if (found)
        return (uint32_t)found->latin;
    for (size_t i = 0; i < sizeof(alphabets) / sizeof(alphabets[0]); i++)
        if (code >= alphabets[i].first && code < alphabets[i].first + 26)
            return 'a' + (code - alphabets[i].first);
    return code;
}

bool text_is_invisible(uint32_t code)
{
    uint32_t parts[UNICODE_EXPANSION_MAX];
    return code >= 0x80 && unicode_decompose_folded(code, parts) == 0;
}

/* Bidi_Control (UAX #9). */
static bool turns(uint32_t code)
{
    return code == 0x061C || code == 0x200E || code == 0x200F ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/* Zero-width space, non-joiner, joiner; variation selectors; tags of flags. */
static bool is_of_writing(uint32_t code)
{
    return (code >= 0x200B && code <= 0x200D) || (code >= 0xFE00 && code <= 0xFE0F) ||
           (code >= 0xE0020 && code <= 0xE007F);
}

/* Neither Latin, nor common signs, nor the marks that Latin letters take. A digit may
 * begin a picture of a key. */
static bool takes_joiners(uint32_t code, uint32_t joiner)
{
    if (code < 0x80)
        return joiner == 0xFE0F && code >= '#' && code <= '9';
    return code >= 0x0370 && !(code >= 0x1E00 && code <= 0x1EFF) && code != 0x2028 &&
           code != 0x2029;
}

static struct str as_shown(struct arena *arena, struct str s, bool is_line)
{
    struct buf buf = buf_init(arena, s.len + 1);
    struct str rest = s;
    uint32_t before = 0;
    uint32_t code;
    while (utf8_next(&rest, &code)) {
        if (turns(code) || (code >= 0xFFF9 && code <= 0xFFFB))
            continue;
        if (text_is_invisible(code) && !(is_of_writing(code) && takes_joiners(before, code)))
            continue;
        if (code == 0x2028 || code == 0x2029)
            code = is_line ? ' ' : '\n';
        else if (code == '\t' && is_line)
            code = ' ';
        utf8_add(&buf, code);
        before = code;
    }
    return buf_str(&buf);
}

struct str text_line(struct arena *arena, struct str s)
{
    return as_shown(arena, s, true);
}

struct str text_lines(struct arena *arena, struct str s)
{
    return as_shown(arena, s, false);
}
