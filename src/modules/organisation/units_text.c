/*
 * From the bytes of a file to text. The old codes of Vietnamese are refused, for nobody can
 * tell which of them it is.
 */
#include "modules/organisation/units_text.h"

#include "modules/organisation/csv_read.h"
#include "text/utf16.h"
#include "text/utf8.h"

#include <string.h>

static bool is_workbook(struct str bytes)
{
    return str_starts(bytes, STR("PK\x03\x04")) || /* a ZIP: .xlsx, .ods */
           str_starts(bytes, STR("\xD0\xCF\x11\xE0"));
}

static int line_at_end(struct str text)
{
    int line = 1;
    for (size_t i = 0; i < text.len; i++)
        line += text.ptr[i] == '\n';
    return line;
}

const struct fault *units_text(struct arena *arena, struct str bytes, struct str *ret_text)
{
    struct str text = bytes;
    const struct fault *fault = NULL;
    if (is_workbook(bytes))
        return csv_mistake(arena, 1, "units.workbook");
    if (utf16_is_marked(bytes) && !utf16_read(arena, bytes, &text))
        fault = csv_mistake(arena, line_at_end(text), "text.not_utf8");
    if (!fault)
        fault = text_normalise(arena, text, SIZE_MAX, &text);
    if (!fault && str_trim(text).len == 0)
        fault = csv_mistake(arena, 1, "units.empty");
    if (!fault)
        *ret_text = text;
    return fault;
}

/* ---- garbled names ---- */

/* Those of Vietnamese in Latin-1, ñ of the Ede and M'Nông, and Ð, often typed for Đ, are
 * none of them. */
static bool is_no_letter_of_ours(uint32_t code)
{
    static const uint32_t codes[] = {
        0xC4,  0xC5,  0xC6,   0xC7,   0xCB,   0xCE,   0xCF,       /* Ä Å Æ Ç Ë Î Ï */
        0xD6,  0xD7,  0xD8,   0xDB,   0xDC,   0xDE,   0xDF,       /* Ö × Ø Û Ü Þ ß */
        0xE4,  0xE5,  0xE6,   0xE7,   0xEB,   0xEE,   0xEF,       /* ä å æ ç ë î ï */
        0xF0,  0xF6,  0xF7,   0xF8,   0xFB,   0xFC,   0xFE, 0xFF, /* ð ö ÷ ø û ü þ ÿ */
        0x2C6, 0x2DC, 0x2020, 0x2021, 0x2030, 0xFFFD, /* ˆ ˜ † ‡ ‰ and what was lost */
    };
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
        if (codes[i] == code)
            return true;
    return false;
}

/* Signs that stand for letters in old fonts, and "?" for a letter that was lost: known by the
 * letter right before. A closing quote may stand there, and an accent for an apostrophe. */
static bool is_sign_of_old_fonts(uint32_t code)
{
    return code == '?' || (code > 0xA0 && code < 0xC0 && code != 0xB4 && code != 0xBB);
}

static bool is_letter(uint32_t code)
{
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || code >= 0xC0;
}

/* The marks of VNI stand behind their vowel as letters of Vietnamese, where no word has them:
 * "Xaõ", "Soùc", "Ñoâng". */
static bool is_mark_of_vni(uint32_t before, uint32_t code)
{
    switch (code) {
    case 0xD5: /* Õ */
    case 0xD9: /* Ù */
    case 0xF5:
    case 0xF9:
        return before < 0x80 ? strchr("aeouAEOU", (int)before) != NULL
                             : before == 0xD4 || before == 0xF4; /* Ô: Ơ */
    case 0xC2:                                                   /* Â */
    case 0xE2:
        return before < 0x80 && strchr("aeoAEO", (int)before) != NULL;
    default:
        return false;
    }
}

bool units_name_is_garbled(struct str name, struct str *ret_sign)
{
    struct str rest = name;
    struct str from = name;
    uint32_t before = ' ';
    uint32_t code;
    for (; utf8_next(&rest, &code); from = rest, before = code) {
        if (!is_no_letter_of_ours(code) && !is_mark_of_vni(before, code) &&
            !(is_letter(before) && is_sign_of_old_fonts(code)))
            continue;
        *ret_sign = str_slice(from, 0, from.len - rest.len);
        return true;
    }
    return false;
}
