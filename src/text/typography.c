/*
 * Rules of setting Vietnamese text, each a small look at the signs around a place.
 */
#include "text/typography.h"

#include "base/buf.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <stdlib.h>

enum {
    WORD_SIDE = 200 /* bytes of a word looked at before and behind a sign */
};

struct check {
    struct arena *arena;
    struct str text;
    typography_remarks remarks;
    bool line_has_letter; /* before the place looked at */
};

static void remark(struct check *check, enum typography_rule rule, size_t at, size_t len,
                   struct str instead)
{
    if (check->remarks.count < TYPOGRAPHY_MOST)
        *VEC_PUSH(&check->remarks, check->arena) =
            (struct typography_remark){rule, at, len, instead};
}

/* ---- signs and spaces ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool ends_word(char c)
{
    return is_blank(c) || c == '\n';
}

/* The code point that begins at `at`; 0 at the end. */
static uint32_t code_at(struct str text, size_t at)
{
    struct str rest = str_from(text, at);
    uint32_t code = 0;
    return utf8_next(&rest, &code) ? code : 0;
}

/* The code point before `at`; 0 at the beginning. */
static uint32_t code_before(struct str text, size_t at)
{
    size_t begin = at;
    while (begin > 0 && ((unsigned char)text.ptr[begin - 1] & 0xc0) == 0x80)
        begin--;
    return begin > 0 ? code_at(text, begin - 1) : 0;
}

static bool is_letter(uint32_t code)
{
    return unicode_kind(code) == UNICODE_LETTER;
}

static bool is_upper(uint32_t code)
{
    return is_letter(code) && unicode_lower(code) != code;
}

/* The run of signs without white space around `at`. */
static struct str word_around(struct str text, size_t at, size_t *ret_begin)
{
    size_t begin = at;
    size_t end = at;
    while (begin > 0 && at - begin < WORD_SIDE && !ends_word(text.ptr[begin - 1]))
        begin--;
    while (end < text.len && end - at < WORD_SIDE && !ends_word(text.ptr[end]))
        end++;
    *ret_begin = begin;
    return str_slice(text, begin, end - begin);
}

/* Addresses and numbers of documents have signs of their own. */
static bool is_address(struct str word)
{
    return str_find_byte(word, '/', 0) >= 0 || str_find_byte(word, '@', 0) >= 0 ||
           str_find(word, STR("www."), 0) >= 0 || str_find_byte(word, '`', 0) >= 0 ||
           str_find_byte(word, '=', 0) >= 0;
}

/* "Tp", "Th", "U": what stands before the sign is short and begins with a capital. */
static bool is_abbreviation(struct str text, size_t begin, size_t at)
{
    struct str before = str_slice(text, begin, at - begin);
    return utf8_count(before) <= 2 && is_upper(code_at(text, begin));
}

/* The code point behind the one that begins at `at`. */
static uint32_t code_behind(struct str text, size_t at)
{
    struct str rest = str_from(text, at);
    uint32_t code;
    return utf8_next(&rest, &code) ? code_at(rest, 0) : 0;
}

/* "06/03/2022", "1.2", "95%": no address, whatever its signs. */
static bool is_number(struct str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (str_find_byte(STR("0123456789/.,-%"), word.ptr[i], 0) < 0)
            return false;
    return word.len > 0;
}

/* Behind a number a sentence begins ("2021.Về") where a capital and a small letter do. */
static bool begins_sentence(struct str text, size_t at)
{
    uint32_t behind = code_behind(text, at);
    return is_upper(code_at(text, at)) && is_letter(behind) && !is_upper(behind);
}

/* 1. A space stands after a sign that ends a sentence or a part of one. */
static void check_space_after(struct check *check, size_t at)
{
    struct str text = check->text;
    char sign = text.ptr[at];
    uint32_t before = code_before(text, at);
    uint32_t after = code_at(text, at + 1);
    size_t begin;
    struct str word = word_around(text, at, &begin);
    bool is_behind_number = sign == '.' && is_number(str_slice(text, begin, at - begin));
    if (is_behind_number && begins_sentence(text, at + 1))
        remark(check, TYPOGRAPHY_NO_SPACE_AFTER, at, 1, STR(". "));
    if (!is_letter(after) || !(is_letter(before) || before == ')' || before == 0x201d) ||
        is_address(word))
        return;
    /* "mau.DOCX", "VH,TT&DL": capitals belong to a name */
    if (is_upper(after) && is_upper(code_behind(text, at + 1)) &&
        (sign == '.' || (sign == ',' && is_upper(before))))
        return;
    /* a full stop inside a word may belong to it: what follows must begin a sentence */
    if (sign == '.' && (!is_upper(after) || is_upper(before) || is_abbreviation(text, begin, at)))
        return;
    if (sign == ':' && !is_upper(after) && is_upper(before))
        return;
    remark(check, TYPOGRAPHY_NO_SPACE_AFTER, at, 1, arena_printf(check->arena, "%c ", sign));
}

/* 3. No space stands before such a sign. */
static void check_space_before(struct check *check, size_t at)
{
    struct str text = check->text;
    size_t begin = at;
    bool is_last = at + 1 >= text.len || ends_word(text.ptr[at + 1]);
    while (begin > 0 && is_blank(text.ptr[begin - 1]))
        begin--;
    if (begin == at || !is_last || begin == 0 || text.ptr[begin - 1] == '\n')
        return;
    if (!is_letter(code_before(text, begin)) && text.ptr[begin - 1] != ')' &&
        unicode_kind(code_before(text, begin)) != UNICODE_NUMBER)
        return;
    remark(check, TYPOGRAPHY_SPACE_BEFORE, begin, at - begin, STR(""));
}

/* 2. One space is enough. Indentation and two spaces at the end of a line are
 * Markdown's; a space before a sign is the rule above. */
static size_t check_spaces(struct check *check, size_t at)
{
    struct str text = check->text;
    size_t end = at;
    while (end < text.len && is_blank(text.ptr[end]))
        end++;
    if (end - at < 2 || at == 0 || text.ptr[at - 1] == '\n' || end == text.len ||
        text.ptr[end] == '\n' || text.ptr[end] == '|' || text.ptr[at - 1] == '|')
        return end;
    /* a mark of a list or heading may be followed by any number */
    if (!check->line_has_letter)
        return end;
    if (str_find_byte(STR(".,;:?!"), text.ptr[end], 0) >= 0 &&
        (end + 1 == text.len || ends_word(text.ptr[end + 1])))
        return end;
    remark(check, TYPOGRAPHY_SPACES, at, end - at, STR(" "));
    return end;
}

static size_t after_code(struct str text, size_t at)
{
    ptrdiff_t end = str_find_byte(text, '`', at + 1);
    return end < 0 ? at + 1 : (size_t)end + 1;
}

static void check_signs(struct check *check)
{
    struct str text = check->text;
    for (size_t at = 0; at < text.len && check->remarks.count < TYPOGRAPHY_MOST;) {
        if (text.ptr[at] == '\n')
            check->line_has_letter = false;
        if (text.ptr[at] == '`') {
            at = after_code(text, at);
            continue;
        }
        if (is_blank(text.ptr[at])) {
            at = check_spaces(check, at);
            continue;
        }
        if (str_find_byte(STR(".,;:?!"), text.ptr[at], 0) >= 0) {
            check_space_before(check, at);
            check_space_after(check, at);
        } else if (!check->line_has_letter && is_letter(code_at(text, at))) {
            check->line_has_letter = true;
        }
        at++;
    }
}

/* ---- tone marks ---- */

/* A vowel in both cases, bare and with the five tones in one order. */
struct vowel {
    uint32_t bare[2];
    uint32_t toned[2][5];
};
static const struct vowel letter_a = {
    {'a',                                'A'                               },
    {{0xe0, 0xe1, 0x1ea3, 0xe3, 0x1ea1}, {0xc0, 0xc1, 0x1ea2, 0xc3, 0x1ea0}}
};
static const struct vowel letter_e = {
    {'e',                                  'E'                                 },
    {{0xe8, 0xe9, 0x1ebb, 0x1ebd, 0x1eb9}, {0xc8, 0xc9, 0x1eba, 0x1ebc, 0x1eb8}}
};
static const struct vowel letter_o = {
    {'o',                                'O'                               },
    {{0xf2, 0xf3, 0x1ecf, 0xf5, 0x1ecd}, {0xd2, 0xd3, 0x1ece, 0xd5, 0x1ecc}}
};
static const struct vowel letter_u = {
    {'u',                                 'U'                                },
    {{0xf9, 0xfa, 0x1ee7, 0x169, 0x1ee5}, {0xd9, 0xda, 0x1ee6, 0x168, 0x1ee4}}
};
static const struct vowel letter_y = {
    {'y',                                    'Y'                                   },
    {{0x1ef3, 0xfd, 0x1ef7, 0x1ef9, 0x1ef5}, {0x1ef2, 0xdd, 0x1ef6, 0x1ef8, 0x1ef4}}
};

/* Pairs at the end of a syllable whose tone has two places. */
static const struct {
    const struct vowel *first;
    const struct vowel *second;
} pairs[] = {
    {&letter_o, &letter_a},
    {&letter_o, &letter_e},
    {&letter_u, &letter_y},
};

/* Case and tone of `code` as a form of `vowel`: tone 0 … 4, or -1 bare; false for
 * any other letter. */
static bool vowel_of(const struct vowel *vowel, uint32_t code, int *ret_case, int *ret_tone)
{
    for (int c = 0; c < 2; c++) {
        *ret_case = c;
        *ret_tone = -1;
        if (vowel->bare[c] == code)
            return true;
        for (int tone = 0; tone < 5; tone++) {
            *ret_tone = tone;
            if (vowel->toned[c][tone] == code)
                return true;
        }
    }
    return false;
}

/* The last two letters of a word, and the one before them. */
struct ending {
    size_t at;
    size_t len;
    uint32_t before;
    uint32_t first;
    uint32_t second;
    int letters;
};

/* +1: the tone stands on the first vowel (hòa), -1: on the second (hoà), 0: there
 * is but one way. `*ret_instead` is the other way. */
static int way_of(struct arena *arena, const struct ending *ending, struct str *ret_instead)
{
    for (size_t i = 0; ending->letters >= 2 && i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        int cases[2];
        int tones[2];
        struct buf out = buf_init(arena, 16);
        if (!vowel_of(pairs[i].first, ending->first, &cases[0], &tones[0]) ||
            !vowel_of(pairs[i].second, ending->second, &cases[1], &tones[1]) ||
            (tones[0] < 0) == (tones[1] < 0))
            continue;
        /* "quý": the u belongs to the q */
        if (unicode_lower(ending->before) == 'q')
            return 0;
        if (tones[0] >= 0) {
            utf8_add(&out, pairs[i].first->bare[cases[0]]);
            utf8_add(&out, pairs[i].second->toned[cases[1]][tones[0]]);
        } else {
            utf8_add(&out, pairs[i].first->toned[cases[0]][tones[1]]);
            utf8_add(&out, pairs[i].second->bare[cases[1]]);
        }
        *ret_instead = buf_str(&out);
        return tones[0] >= 0 ? 1 : -1;
    }
    return 0;
}

/* The next word from `*at` on; false at the end. */
static bool next_word(struct str text, size_t *at, struct ending *ret_ending)
{
    struct str rest = str_from(text, *at);
    struct ending ending = {0};
    size_t place = *at;
    size_t second_at = 0;
    uint32_t code;
    while (utf8_next(&rest, &code)) {
        size_t begin = place;
        place = text.len - rest.len;
        if (!is_letter(code)) {
            if (ending.letters > 0)
                break;
            continue;
        }
        ending.before = ending.first;
        ending.first = ending.second;
        ending.second = code;
        ending.at = second_at;
        second_at = begin;
        ending.len = place - ending.at;
        ending.letters++;
    }
    *at = place;
    *ret_ending = ending;
    return ending.letters > 0;
}

static int compare_places(const void *a, const void *b)
{
    const struct typography_remark *left = a;
    const struct typography_remark *right = b;
    return (left->at > right->at) - (left->at < right->at);
}

/* "Trần Văn Hoà", "Thuý Hoà": a person's name is written as its owner writes it, and begins
 * with a capital, as the word before it does. */
static bool is_in_name(struct str text, size_t at)
{
    size_t begin;
    size_t before;
    struct str word = word_around(text, at, &begin);
    if (!is_upper(code_at(word, 0)) || is_upper(code_behind(word, 0)) || begin < 2 ||
        text.ptr[begin - 1] != ' ')
        return false;
    word = word_around(text, begin - 2, &before);
    return is_upper(code_at(word, 0)) && !is_upper(code_behind(word, 0));
}

/* 4. One text places its tone marks in one way. */
static void check_tones(struct check *check)
{
    int counts[2] = {0, 0}; /* on the first vowel, on the second */
    int first_way = 0;
    int rare;
    struct str instead = STR("");
    struct ending ending;
    for (size_t at = 0; next_word(check->text, &at, &ending);) {
        int way = is_in_name(check->text, ending.at) ? 0 : way_of(check->arena, &ending, &instead);
        if (way && !first_way)
            first_way = way;
        counts[0] += way == 1;
        counts[1] += way == -1;
    }
    if (counts[0] == 0 || counts[1] == 0)
        return;
    rare = counts[0] == counts[1] ? -first_way : counts[0] < counts[1] ? 1 : -1;
    for (size_t at = 0; next_word(check->text, &at, &ending);) {
        size_t begin;
        if (way_of(check->arena, &ending, &instead) == rare &&
            !is_in_name(check->text, ending.at) &&
            !is_address(word_around(check->text, ending.at, &begin)))
            remark(check, TYPOGRAPHY_TONE, ending.at, ending.len, instead);
    }
}

typography_remarks typography_check(struct arena *arena, struct str text)
{
    struct check check = {.arena = arena, .text = text};
    check_signs(&check);
    check_tones(&check);
    if (check.remarks.count > 1)
        qsort(check.remarks.items, check.remarks.count, sizeof(*check.remarks.items),
              compare_places);
    return check.remarks;
}

struct str typography_apply(struct arena *arena, struct str text,
                            const struct typography_remark *remark)
{
    struct buf out = buf_init(arena, SIZE_MAX);
    buf_add(&out, str_slice(text, 0, remark->at));
    buf_add(&out, remark->instead);
    buf_add(&out, str_from(text, remark->at + remark->len));
    return buf_str(&out);
}
