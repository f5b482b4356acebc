/*
 * The Unicode tables, by utf8proc (Unicode 15). Only single code points and
 * runs in canonical order are handed over: utf8proc sorts marks by exchange,
 * which an outsider could make slow, so utf8.c does that part.
 */
#include "text/unicode.h"

#include <assert.h>
#include <utf8proc.h>

bool unicode_is_space(uint32_t code)
{
    /* no space stands among these: every letter of Vietnamese is here */
    if ((code > 0x20 && code < 0x7f) || (code > 0xa0 && code < 0x1680) ||
        (code > 0x1680 && code < 0x2000))
        return false;
    return unicode_kind(code) == UNICODE_SPACE;
}

enum unicode_kind unicode_kind(uint32_t code)
{
    if (code >= '\t' && code <= '\r')
        return UNICODE_SPACE;
    switch (utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return UNICODE_LETTER;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return UNICODE_MARK;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return UNICODE_NUMBER;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return UNICODE_SPACE;
    case UTF8PROC_CATEGORY_CC:
        return UNICODE_CONTROL;
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_SO:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
        return UNICODE_OTHER;
    }
    return UNICODE_OTHER;
}

bool unicode_is_nonspacing(uint32_t code)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

int unicode_combining_class(uint32_t code)
{
    return utf8proc_get_property((utf8proc_int32_t)code)->combining_class;
}

uint32_t unicode_lower(uint32_t code)
{
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

static size_t decompose(uint32_t code, utf8proc_option_t options,
                        uint32_t ret_codes[UNICODE_EXPANSION_MAX])
{
    int boundary = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)code, (utf8proc_int32_t *)ret_codes,
                                UNICODE_EXPANSION_MAX, options, &boundary);
    assert(count >= 0 && count <= UNICODE_EXPANSION_MAX);
    return (size_t)count;
}

size_t unicode_decompose(uint32_t code, uint32_t ret_codes[UNICODE_EXPANSION_MAX])
{
    return decompose(code, UTF8PROC_DECOMPOSE, ret_codes);
}

size_t unicode_decompose_folded(uint32_t code, uint32_t ret_codes[UNICODE_EXPANSION_MAX])
{
    return decompose(code,
                     UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE,
                     ret_codes);
}

size_t unicode_compose(uint32_t *codes, size_t count)
{
    utf8proc_ssize_t remaining = utf8proc_normalize_utf32(
        (utf8proc_int32_t *)codes, (utf8proc_ssize_t)count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    assert(remaining >= 0);
    return (size_t)remaining;
}

/* ASCII that prints and Latin letters, those of Vietnamese among them: none of
 * these joins with a neighbour of its kind (UAX #29, GB999). */
static bool is_plain(uint32_t code)
{
    return (code >= 0x20 && code < 0x7f) || (code >= 0xc0 && code < 0x250) ||
           (code >= 0x1e00 && code < 0x1f00);
}

bool unicode_cluster_ends(uint32_t before, uint32_t after, int *state)
{
    if (is_plain(before) && is_plain(after)) {
        *state = 0; /* nothing before this place matters behind it */
        return true;
    }
    return utf8proc_grapheme_break_stateful((utf8proc_int32_t)before, (utf8proc_int32_t)after,
                                            state);
}
