/*
 * Folding for search, for exact search and for addresses. The tables of Unicode
 * do most of it; the letters they do not take apart are listed here.
 */
#include "text/fold.h"

#include "base/buf.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/*
 * Latin letters that Unicode does not decompose, after case folding, in order
 * of code. Đ is written with three look-alikes in old texts: U+0110, U+00D0 and
 * U+0189; all three are d.
 */
static const struct latin {
    uint32_t code;
    const char *plain;
} latin_letters[] = {
    {0x00E6, "ae"}, /* æ */
    {0x00F0, "d" }, /* ð */
    {0x00F8, "o" }, /* ø */
    {0x00FE, "th"}, /* þ */
    {0x0111, "d" }, /* đ */
    {0x0127, "h" }, /* ħ */
    {0x0131, "i" }, /* ı */
    {0x0138, "k" }, /* ĸ */
    {0x0142, "l" }, /* ł */
    {0x014B, "ng"}, /* ŋ */
    {0x0153, "oe"}, /* œ */
    {0x0167, "t" }, /* ŧ */
    {0x0180, "b" }, /* ƀ */
    {0x0183, "b" }, /* ƃ */
    {0x0188, "c" }, /* ƈ */
    {0x018C, "d" }, /* ƌ */
    {0x0192, "f" }, /* ƒ */
    {0x0199, "k" }, /* ƙ */
    {0x019A, "l" }, /* ƚ */
    {0x019E, "n" }, /* ƞ */
    {0x01A5, "p" }, /* ƥ */
    {0x01AD, "t" }, /* ƭ */
    {0x01B4, "y" }, /* ƴ */
    {0x01B6, "z" }, /* ƶ */
    {0x01DD, "e" }, /* ǝ */
    {0x01E5, "g" }, /* ǥ */
    {0x0225, "z" }, /* ȥ */
    {0x0237, "j" }, /* ȷ */
    {0x023C, "c" }, /* ȼ */
    {0x0247, "e" }, /* ɇ */
    {0x0249, "j" }, /* ɉ */
    {0x024D, "r" }, /* ɍ */
    {0x024F, "y" }, /* ɏ */
    {0x0253, "b" }, /* ɓ */
    {0x0254, "o" }, /* ɔ */
    {0x0256, "d" }, /* ɖ */
    {0x0257, "d" }, /* ɗ */
    {0x0259, "e" }, /* ə */
    {0x025B, "e" }, /* ɛ */
    {0x0260, "g" }, /* ɠ */
    {0x0268, "i" }, /* ɨ */
    {0x0269, "i" }, /* ɩ */
    {0x0272, "n" }, /* ɲ */
    {0x0275, "o" }, /* ɵ */
    {0x0288, "t" }, /* ʈ */
    {0x0289, "u" }, /* ʉ */
    {0x028A, "u" }, /* ʊ */
    {0x028B, "v" }, /* ʋ */
    {0x2C65, "a" }, /* ⱥ */
    {0x2C66, "t" }, /* ⱦ */
};

static int compare_latin(const void *code, const void *row)
{
    uint32_t sought = *(const uint32_t *)code;
    uint32_t found = ((const struct latin *)row)->code;
    return (sought > found) - (sought < found);
}

/* Accents, vowel points and enclosing circles (U+20D0 …) go; marks that carry
 * the reading of a script stay: combining classes 0 (Khmer, Cham vowels) and 6
 * to 9 (nukta, kana voicing, virama). */
static bool is_dropped_mark(uint32_t code)
{
    int class = unicode_combining_class(code);
    if (code >= 0x20D0 && code <= 0x20FF)
        return true;
    return unicode_is_nonspacing(code) && class != 0 && !(class >= 6 && class <= 9);
}

static bool is_word(uint32_t code)
{
    /* Apostrophes and tone strokes that Unicode calls letters (K'Ho). */
    if (code >= 0x02B9 && code <= 0x02DF)
        return false;
    switch (unicode_kind(code)) {
    case UNICODE_LETTER:
    case UNICODE_MARK:
    case UNICODE_NUMBER:
        return true;
    case UNICODE_SPACE:
    case UNICODE_CONTROL:
    case UNICODE_OTHER:
        return false;
    }
    return false;
}

/* Adds one folded code point; a separator waits in `*is_apart`. */
static void add_folded(struct buf *buf, uint32_t code, bool *is_apart)
{
    const struct latin *latin;
    if (is_dropped_mark(code))
        return;
    if (!is_word(code)) {
        *is_apart = buf->len > 0;
        return;
    }
    if (*is_apart)
        buf_add_byte(buf, ' ');
    *is_apart = false;
    latin = bsearch(&code, latin_letters, sizeof(latin_letters) / sizeof(latin_letters[0]),
                    sizeof(latin_letters[0]), compare_latin);
    if (latin)
        buf_add(buf, str_from_c(latin->plain));
    else
        utf8_add(buf, code);
}

/* Marks go before case is folded, which makes a letter of the Greek iota below. */
static void add_part(struct buf *buf, uint32_t part, bool *is_apart)
{
    uint32_t folded[UNICODE_EXPANSION_MAX];
    size_t count = is_dropped_mark(part) ? 0 : unicode_decompose_folded(part, folded);
    for (size_t i = 0; i < count; i++)
        add_folded(buf, folded[i], is_apart);
}

struct str text_fold(struct arena *arena, struct str s)
{
    struct buf buf = buf_init(arena, SIZE_MAX / 4);
    uint32_t parts[UNICODE_EXPANSION_MAX];
    bool is_apart = false;
    uint32_t code;
    while (utf8_next(&s, &code)) {
        size_t count = unicode_decompose(code, parts);
        for (size_t i = 0; i < count; i++)
            add_part(&buf, parts[i], &is_apart);
    }
    return text_nfc(arena, buf_str(&buf));
}

/* Vowels that take a tone, in the order: none, huyền, hỏi, ngã, sắc, nặng. */
enum {
    VOWEL_A,
    VOWEL_E,
    VOWEL_O,
    VOWEL_U,
    VOWEL_Y,
    TONES = 6
};
static const uint32_t toned[][TONES] = {
    {'a', 0x00E0, 0x1EA3, 0x00E3, 0x00E1, 0x1EA1}, /* a à ả ã á ạ */
    {'e', 0x00E8, 0x1EBB, 0x1EBD, 0x00E9, 0x1EB9}, /* e è ẻ ẽ é ẹ */
    {'o', 0x00F2, 0x1ECF, 0x00F5, 0x00F3, 0x1ECD}, /* o ò ỏ õ ó ọ */
    {'u', 0x00F9, 0x1EE7, 0x0169, 0x00FA, 0x1EE5}, /* u ù ủ ũ ú ụ */
    {'y', 0x1EF3, 0x1EF7, 0x1EF9, 0x00FD, 0x1EF5}, /* y ỳ ỷ ỹ ý ỵ */
};

/* Pairs of vowels that are written both ways: first, second. */
static const int movable[][2] = {
    {VOWEL_O, VOWEL_A},
    {VOWEL_O, VOWEL_E},
    {VOWEL_U, VOWEL_Y},
};

/* Moves the tone of "òa" and its like from the first letter to the second. */
static void move_tone(uint32_t pair[2])
{
    for (size_t i = 0; i < sizeof(movable) / sizeof(movable[0]); i++) {
        const uint32_t *first = toned[movable[i][0]];
        const uint32_t *second = toned[movable[i][1]];
        for (int tone = 1; tone < TONES && pair[1] == second[0]; tone++) {
            if (pair[0] == first[tone]) {
                pair[0] = first[0];
                pair[1] = second[tone];
                return;
            }
        }
    }
}

static bool continues_word(uint32_t code)
{
    enum unicode_kind kind = unicode_kind(code);
    return kind == UNICODE_LETTER || kind == UNICODE_MARK;
}

struct str text_exact(struct arena *arena, struct str s)
{
    struct str composed = text_nfc(arena, s);
    uint32_t *codes = arena_alloc_array(arena, composed.len + 1, sizeof(*codes));
    struct buf buf = buf_init(arena, SIZE_MAX / 4);
    size_t count = 0;
    while (utf8_next(&composed, &codes[count])) {
        codes[count] = unicode_lower(codes[count]);
        count++;
    }
    for (size_t i = 0; i + 1 < count; i++)
        if (i + 2 == count || !continues_word(codes[i + 2]))
            move_tone(codes + i);
    for (size_t i = 0; i < count; i++)
        utf8_add(&buf, codes[i]);
    return text_nfc(arena, buf_str(&buf));
}

struct str text_slug(struct arena *arena, struct str s, size_t max_bytes)
{
    struct str folded = text_fold(arena, s);
    struct buf buf = buf_init(arena, folded.len);
    bool is_apart = false;
    size_t end;
    for (size_t i = 0; i < folded.len; i++) {
        char c = folded.ptr[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            if (is_apart)
                buf_add_byte(&buf, '-');
            buf_add_byte(&buf, c);
            is_apart = false;
        } else {
            is_apart = buf.len > 0;
        }
    }
    if (buf.len <= max_bytes)
        return buf_str(&buf);
    for (end = max_bytes; end > 0 && buf.ptr[end] != '-'; end--)
        continue;
    buf_cut(&buf, end > 0 ? end : max_bytes);
    return buf_str(&buf);
}
