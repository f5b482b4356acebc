/*
 * Numbers in texts, and the documents that they mean.
 */
#include "modules/library/library_mentions.h"

#include "modules/library/library_rules.h"
#include "modules/library/library_store.h"
#include "modules/library/library_web.h"
#include "text/fold.h"

#include <string.h>

enum {
    KIND_WORDS = 4,  /* "thông tư liên tịch" */
    FIGURE_MOST = 3, /* digits of "Chỉ thị 30" */
    YEAR_DIGITS = 4
};

/* ---- numbers ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Letters of any language, digits, and what stands between them in a number. */
static bool is_in_number(char c)
{
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '/' ||
           c == '-' || (unsigned char)c >= 0x80;
}

static size_t count_digits(struct str text)
{
    size_t count = 0;
    while (count < text.len && is_digit(text.ptr[count]))
        count++;
    return count;
}

/* The end of the word or number that begins at `at`; `at` itself where none does. */
static size_t number_end(struct str text, size_t at)
{
    size_t end = at;
    while (end < text.len && is_in_number(text.ptr[end]))
        end++;
    return end;
}

/* Whether it means the same everywhere and always. */
static bool says_it_all(struct str number)
{
    struct str rest = number;
    str_cut(&rest, '/');
    if (str_ends(number, STR("/TW")))
        return true;
    return rest.ptr && count_digits(rest) == YEAR_DIGITS && rest.len > YEAR_DIGITS &&
           rest.ptr[YEAR_DIGITS] == '/';
}

/* "10/01/2022", "9/1/2022" */
static bool read_day(struct str text, struct civil_date *ret_day)
{
    struct str rest = text;
    struct str day = str_cut(&rest, '/');
    struct str month = rest.ptr ? str_cut(&rest, '/') : STR("");
    int64_t parts[3];
    if (!rest.ptr || !str_to_int64(day, &parts[0]) || !str_to_int64(month, &parts[1]) ||
        !str_to_int64(rest, &parts[2]) || rest.len != YEAR_DIGITS || day.len > 2 || month.len > 2)
        return false;
    return date_from_parts(
        (struct date_parts){.year = (int)parts[2], .month = (int)parts[1], .day = (int)parts[0]},
        ret_day);
}

/* The day behind a number: " ngày 10/01/2022". */
static bool day_behind(struct str text, size_t at, struct civil_date *ret_day)
{
    struct str word = STR(" ngày ");
    struct str rest = str_from(text, at);
    if (!str_starts(rest, word))
        return false;
    rest = str_from(rest, word.len);
    return read_day(str_slice(rest, 0, number_end(rest, 0)), ret_day);
}

/* ---- the kind before a number ---- */

/* "Đ" is C4 90; all other kinds begin with a letter of ASCII. */
static bool is_capital(struct str word)
{
    return (word.len > 0 && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z') || str_starts(word, STR("Đ"));
}

/* Where the word before `at` begins, over one blank. */
static bool word_before(struct str text, size_t at, size_t *ret_begin)
{
    size_t begin = at;
    if (begin == 0 || text.ptr[begin - 1] != ' ')
        return false;
    begin--;
    while (begin > 0 && is_in_number(text.ptr[begin - 1]))
        begin--;
    if (begin == at - 1)
        return false;
    *ret_begin = begin;
    return true;
}

/* Finds the longest name of a kind before `at`, also over "số"; false: none is there. */
static bool kind_before(struct arena *arena, struct str text, size_t at, size_t *ret_begin,
                        struct str *ret_kind)
{
    size_t end = at;
    size_t begin;
    bool is_found = false;
    if (word_before(text, at, &begin) &&
        str_equal(text_fold(arena, str_slice(text, begin, at - 1 - begin)), STR("so")))
        end = begin;
    begin = end;
    for (int i = 0; i < KIND_WORDS && word_before(text, begin, &begin); i++) {
        struct str kind =
            text_slug(arena, str_slice(text, begin, end - 1 - begin), DOCUMENT_SLUG_MOST);
        if (!document_kind_of(kind))
            continue;
        *ret_begin = begin;
        *ret_kind = kind;
        is_found = true;
    }
    return is_found;
}

/* ---- names ---- */

/* What the number from `at` to `end` names; false: nothing. */
static bool name_at(struct arena *arena, struct str text, size_t at, size_t end,
                    struct document_named *ret_name)
{
    struct document_named name = {.begin = at,
                                  .end = end,
                                  .kind = STR(""),
                                  .number = str_slice(text, at, end - at),
                                  .signed_on = DATE_NONE};
    bool has_kind = kind_before(arena, text, at, &name.begin, &name.kind);
    bool is_named;
    name.is_short = count_digits(name.number) == name.number.len;
    if (name.is_short)
        is_named =
            has_kind && name.number.len <= FIGURE_MOST && is_capital(str_from(text, name.begin));
    else
        is_named = says_it_all(name.number) || (str_find_byte(name.number, '/', 0) > 0 &&
                                                day_behind(text, end, &name.signed_on));
    *ret_name = name;
    return is_named;
}

document_names document_names_in(struct arena *arena, struct str text)
{
    document_names found = {0};
    size_t at = 0;
    while (at < text.len && found.count < MENTIONS_MOST) {
        struct document_named name;
        size_t end = number_end(text, at);
        if (end > at && is_digit(text.ptr[at]) && name_at(arena, text, at, end, &name))
            *VEC_PUSH(&found, arena) = name;
        at = end > at ? end : at + 1;
    }
    return found;
}

/* ---- what they mean ---- */

const struct fault *document_mentions_in(struct work *work, struct str text,
                                         document_mentions *ret_mentions)
{
    document_names names = document_names_in(work->arena, text);
    document_mentions mentions = {0};
    for (size_t i = 0; i < names.count; i++) {
        const struct document_named *name = &names.items[i];
        struct str slug;
        const struct fault *fault = document_meant(work, name, &slug);
        if (fault)
            return fault;
        if (slug.len > 0)
            *VEC_PUSH(&mentions, work->arena) =
                (struct document_mention){name->begin, name->end, document_url(work->arena, slug)};
    }
    *ret_mentions = mentions;
    return NULL;
}
