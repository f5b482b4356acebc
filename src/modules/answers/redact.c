/*
 * The text is taken apart into folded words that know where they stand; names and
 * addresses are looked for among their letters, numbers among their digits.
 */
#include "modules/answers/redact.h"

#include "base/buf.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <ctype.h>
#include <string.h>

enum {
    WHOLE_NAME = 7, /* letters from which a name is found within other words */
    GAP_MOST = 3,   /* bytes between two groups of one number */
    DIGITS_MOST = 32,
    MOBILE = 10,
    MOBILE_ABROAD = 11, /* with 84 in front */
    ID_OLD = 9,
    ID_NEW = 12,
    TAIL = 8, /* last digits by which two phone numbers are the same */
    AMOUNT_GROUP = 3
};

static const char *const kind_names[] = {
    [REDACT_NAME] = "name", [REDACT_PHONE] = "phone", [REDACT_ADDRESS] = "address",
    [REDACT_ID] = "id",     [REDACT_EMAIL] = "email",
};

const char *redact_kind_name(enum redact_kind kind)
{
    return kind_names[kind];
}

/* ---- words ---- */

/* A word, and where its letters stand among all letters. */
struct word {
    size_t start; /* bytes of the text */
    size_t end;
    size_t letter; /* of all letters */
    size_t letters;
    bool is_digits;
    bool has_capital;
};
typedef VEC(struct word) word_list;

struct reading {
    struct arena *arena;
    struct str text;
    word_list words;
    struct buf letters; /* of all words, folded, without anything between */
};

/* What a character becomes when folded; empty for what joins (marks, invisible), " "
 * for what separates. */
static struct str folded(struct arena *arena, struct str character)
{
    struct str between;
    if (character.len == 1 && isalnum((unsigned char)character.ptr[0])) {
        char *lower = arena_alloc(arena, 1);
        *lower = (char)tolower((unsigned char)character.ptr[0]);
        return (struct str){lower, 1};
    }
    if (character.len == 1)
        return STR(" ");
    /* between two letters, so that folding tells a mark from a separator */
    between = text_fold(arena, arena_printf(arena, "x" PRISTR "x", STRARG(character)));
    return str_slice(between, 1, between.len - 2);
}

static bool is_capital(struct arena *arena, struct str character)
{
    return !str_equal(text_exact(arena, character), character);
}

static void add_letters(struct reading *reading, struct word *word, struct str character,
                        struct str letters, size_t at)
{
    bool is_first = word->letters == 0;
    if (is_first) {
        word->start = at;
        word->letter = buf_str(&reading->letters).len;
        word->is_digits = true;
        word->has_capital = is_capital(reading->arena, character);
    }
    for (size_t i = 0; i < letters.len; i++)
        word->is_digits = word->is_digits && isdigit((unsigned char)letters.ptr[i]);
    buf_add(&reading->letters, letters);
    word->letters += letters.len;
    word->end = at + character.len;
}

static struct reading read_words(struct arena *arena, struct str text)
{
    struct reading reading = {
        .arena = arena, .text = text, .letters = buf_init(arena, 4 * text.len + 1)};
    struct str rest = text;
    struct word word = {0};
    uint32_t code;
    while (rest.len > 0) {
        size_t at = text.len - rest.len;
        struct str letters;
        struct str character;
        if (!utf8_next(&rest, &code))
            break;
        character = str_slice(text, at, text.len - rest.len - at);
        letters = folded(arena, character);
        if (letters.len > 0 && letters.ptr[0] != ' ') {
            add_letters(&reading, &word, character, letters, at);
        } else if (letters.len > 0 && word.letters > 0) {
            *VEC_PUSH(&reading.words, arena) = word;
            word = (struct word){0};
        }
    }
    if (word.letters > 0)
        *VEC_PUSH(&reading.words, arena) = word;
    return reading;
}

static struct str letters_of(const struct reading *reading, const struct word *word)
{
    return str_slice(buf_str(&reading->letters), word->letter, word->letters);
}

static struct redact_hit hit_of(const struct reading *reading, enum redact_kind kind, size_t first,
                                size_t last)
{
    size_t start = reading->words.items[first].start;
    return (struct redact_hit){kind, start, reading->words.items[last].end - start, 0};
}

/* The word in which a letter stands. */
static size_t word_at(const struct reading *reading, size_t letter)
{
    size_t i = 0;
    while (i + 1 < reading->words.count && reading->words.items[i + 1].letter <= letter)
        i++;
    return i;
}

/* ---- names and addresses ---- */

/* The folded words stand in a row from word `first` on. */
static bool stands_at(const struct reading *reading, struct str sought, size_t first,
                      size_t *ret_last)
{
    size_t at = first;
    while (sought.len > 0) {
        struct str word = str_cut(&sought, ' ');
        if (at == reading->words.count ||
            !str_equal(letters_of(reading, &reading->words.items[at]), word))
            return false;
        *ret_last = at++;
    }
    return at > first;
}

/* Keeps the earlier of two hits. */
static void keep(struct redact_hit *best, struct redact_hit hit)
{
    if (best->len == 0 || hit.start < best->start ||
        (hit.start == best->start && hit.len > best->len))
        *best = hit;
}

static void find_words(const struct reading *reading, struct str sought, enum redact_kind kind,
                       size_t from, struct redact_hit *best)
{
    size_t last = 0;
    for (size_t i = 0; i < reading->words.count; i++)
        if (reading->words.items[i].start >= from && stands_at(reading, sought, i, &last)) {
            keep(best, hit_of(reading, kind, i, last));
            return;
        }
}

static struct str without_spaces(struct arena *arena, struct str folded_words)
{
    struct buf buf = buf_init(arena, folded_words.len + 1);
    while (folded_words.len > 0)
        buf_add(&buf, str_cut(&folded_words, ' '));
    return buf_str(&buf);
}

/* Whatever stands between or within the words: "TranVanAt", "T r ầ n V ă n Ấ t". A long
 * name alone, so that no two words make one by chance. */
static void find_letters(const struct reading *reading, struct str name, size_t from,
                         struct redact_hit *best)
{
    struct str sought = without_spaces(reading->arena, name);
    struct str all = buf_str(&reading->letters);
    ptrdiff_t at = 0;
    if (sought.len < WHOLE_NAME)
        return;
    for (at = str_find(all, sought, 0); at >= 0; at = str_find(all, sought, (size_t)at + 1)) {
        size_t first = word_at(reading, (size_t)at);
        size_t last = word_at(reading, (size_t)at + sought.len - 1);
        if (reading->words.items[first].start < from)
            continue;
        keep(best, hit_of(reading, REDACT_NAME, first, last));
        return;
    }
}

/* Forms of address before a name, folded. */
static const char *const addresses[] = {"ong", "ba", "anh", "chi",  "co", "chu",
                                        "bac", "cu", "em",  "thay", "di", NULL};

static bool is_address(struct str word)
{
    for (size_t i = 0; addresses[i]; i++)
        if (str_equal(word, str_from_c(addresses[i])))
            return true;
    return false;
}

/* Two words of the name, both with capitals: the family's and the given name ("Trần Ất"),
 * or the last two ("Văn Ất"). */
static void find_pair(const struct reading *reading, struct str first, struct str last, size_t from,
                      struct redact_hit *best)
{
    for (size_t i = 1; i < reading->words.count; i++) {
        const struct word *word = &reading->words.items[i];
        if (word[-1].start < from || !word[-1].has_capital || !word->has_capital)
            continue;
        if (str_equal(letters_of(reading, word), last) &&
            str_equal(letters_of(reading, word - 1), first)) {
            keep(best, hit_of(reading, REDACT_NAME, i - 1, i));
            return;
        }
    }
}

static void find_pairs(const struct reading *reading, struct str name, size_t from,
                       struct redact_hit *best)
{
    struct str rest = name;
    struct str family = str_cut(&rest, ' ');
    struct str before = family;
    struct str word = family;
    while (rest.len > 0) {
        before = word;
        word = str_cut(&rest, ' ');
    }
    find_pair(reading, family, word, from, best);
    find_pair(reading, before, word, from, best);
}

/* "ông Ất": the last word of the name, with a capital, behind a form of address. */
static void find_given_name(const struct reading *reading, struct str name, size_t from,
                            struct redact_hit *best)
{
    struct str given = name;
    while (str_find_byte(given, ' ', 0) >= 0)
        str_cut(&given, ' ');
    for (size_t i = 1; i < reading->words.count; i++) {
        const struct word *word = &reading->words.items[i];
        if (reading->words.items[i - 1].start >= from && word->has_capital &&
            str_equal(letters_of(reading, word), given) &&
            is_address(letters_of(reading, word - 1))) {
            keep(best, hit_of(reading, REDACT_NAME, i - 1, i));
            return;
        }
    }
}

static int words_in(struct str folded_words)
{
    int count = 0;
    while (folded_words.len > 0)
        count += str_cut(&folded_words, ' ').len > 0;
    return count;
}

/* A part of an address that leads to a door: "số 12 đường Hùng Vương". */
static bool is_door(struct str part)
{
    static const char *const streets[] = {"duong", "pho", "ngo", "ngach", "hem", "kiet", NULL};
    struct str rest = part;
    bool has_number = false;
    bool has_street = str_starts(part, STR("so ")) || str_starts(part, STR("so nha "));
    while (rest.len > 0) {
        struct str word = str_cut(&rest, ' ');
        has_number = has_number || (word.len > 0 && isdigit((unsigned char)word.ptr[0]));
        for (size_t i = 0; streets[i]; i++)
            has_street = has_street || str_equal(word, str_from_c(streets[i]));
    }
    return has_number && has_street;
}

static void find_address(const struct reading *reading, struct str address, size_t from,
                         struct redact_hit *best)
{
    enum {
        WORDS_LEAST = 3
    };
    struct str whole = text_fold(reading->arena, address);
    struct str rest = address;
    if (words_in(whole) >= WORDS_LEAST)
        find_words(reading, whole, REDACT_ADDRESS, from, best);
    while (rest.len > 0) {
        struct str part = text_fold(reading->arena, str_cut(&rest, ','));
        if (words_in(part) >= WORDS_LEAST && is_door(part))
            find_words(reading, part, REDACT_ADDRESS, from, best);
    }
}

/* ---- numbers ---- */

/* Digits that belong together, and the words in which they stand. */
struct number {
    char digits[DIGITS_MOST];
    size_t count;
    size_t first;
    size_t last;
    bool is_grouped; /* 1.234.567 */
};

/* Whether what stands between two groups of digits keeps them one number. */
static bool joins(struct str gap)
{
    if (gap.len == 0 || gap.len > GAP_MOST)
        return false;
    for (size_t i = 0; i < gap.len; i++)
        if (strchr("/,;:\n", gap.ptr[i]))
            return false;
    return true;
}

static void take_digits(const struct reading *reading, const struct word *word,
                        struct number *number)
{
    struct str letters = letters_of(reading, word);
    for (size_t i = 0; i < letters.len && number->count < DIGITS_MOST; i++)
        number->digits[number->count++] = letters.ptr[i];
}

static struct number number_at(const struct reading *reading, size_t first)
{
    struct number number = {.first = first, .last = first, .is_grouped = false};
    const struct word *words = reading->words.items;
    take_digits(reading, &words[first], &number);
    number.is_grouped = number.count <= AMOUNT_GROUP;
    while (number.last + 1 < reading->words.count && words[number.last + 1].is_digits) {
        struct str gap = str_slice(reading->text, words[number.last].end,
                                   words[number.last + 1].start - words[number.last].end);
        if (!joins(gap))
            break;
        number.last++;
        number.is_grouped = number.is_grouped && str_equal(gap, STR(".")) &&
                            words[number.last].letters == AMOUNT_GROUP;
        take_digits(reading, &words[number.last], &number);
    }
    return number;
}

/* "100.000.000 đồng": what follows says that it is counted. */
static bool is_amount(const struct reading *reading, const struct number *number)
{
    static const char *const units[] = {"dong", "d",  "vnd", "m2",    "m", "ha",
                                        "ho",   "ty", "usd", "nguoi", NULL};
    size_t next = number->last + 1;
    if (!number->is_grouped || number->first == number->last || next >= reading->words.count)
        return false;
    for (size_t i = 0; units[i]; i++)
        if (str_equal(letters_of(reading, &reading->words.items[next]), str_from_c(units[i])))
            return true;
    return false;
}

static bool is_mobile(const struct number *number)
{
    const char *digits = number->digits;
    if (number->count == MOBILE_ABROAD && digits[0] == '8' && digits[1] == '4')
        return strchr("35789", digits[2]) != NULL;
    return number->count == MOBILE && digits[0] == '0' && strchr("35789", digits[1]) != NULL;
}

static bool is_id(const struct number *number)
{
    return number->count == ID_OLD || number->count == ID_NEW;
}

/* A mobile number, or an ID number in one word, among digits that stand beside others:
 * two phones in a row, a phone behind a year. */
static bool number_within(const struct reading *reading, const struct number *whole,
                          struct number *ret_part)
{
    for (size_t first = whole->first; first <= whole->last; first++) {
        struct number part = {.first = first, .is_grouped = false};
        for (size_t last = first; last <= whole->last && part.count < MOBILE_ABROAD; last++) {
            part.last = last;
            take_digits(reading, &reading->words.items[last], &part);
            if (!is_mobile(&part) && (first < last || !is_id(&part)))
                continue;
            *ret_part = part;
            return true;
        }
    }
    return false;
}

/* Digits of a phone number, without what leads to the country. */
static struct str tail_of(struct arena *arena, struct str phone)
{
    struct buf buf = buf_init(arena, phone.len + 1);
    struct str digits;
    for (size_t i = 0; i < phone.len; i++)
        if (isdigit((unsigned char)phone.ptr[i]))
            buf_add_byte(&buf, phone.ptr[i]);
    digits = buf_str(&buf);
    return digits.len < TAIL ? STR("") : str_from(digits, digits.len - TAIL);
}

static bool is_phone_of(struct arena *arena, const struct number *number,
                        const redact_people *people)
{
    struct str digits = {number->digits, number->count};
    for (size_t i = 0; i < people->count; i++) {
        struct str tail = tail_of(arena, people->items[i].phone);
        if (tail.len > 0 && str_find(digits, tail, 0) >= 0)
            return true;
    }
    return false;
}

static void find_numbers(const struct reading *reading, const redact_people *people, size_t from,
                         struct redact_hit *best)
{
    for (size_t i = 0; i < reading->words.count;) {
        struct number number;
        bool is_phone;
        if (!reading->words.items[i].is_digits || reading->words.items[i].start < from) {
            i++;
            continue;
        }
        number = number_at(reading, i);
        i = number.last + 1;
        is_phone = is_phone_of(reading->arena, &number, people);
        if (!is_phone && number_within(reading, &number, &number))
            is_phone = is_mobile(&number);
        else if (!is_phone && (!is_id(&number) || is_amount(reading, &number)))
            continue;
        keep(best, hit_of(reading, is_phone ? REDACT_PHONE : REDACT_ID, number.first, number.last));
        return;
    }
}

/* ---- addresses of mail ---- */

static bool is_of_mail(char c)
{
    return isalnum((unsigned char)c) || strchr("._%+-", c) != NULL || (unsigned char)c >= 0x80;
}

static void find_mail(struct str text, size_t from, struct redact_hit *best)
{
    ptrdiff_t at = str_find_byte(text, '@', from);
    for (; at >= 0; at = str_find_byte(text, '@', (size_t)at + 1)) {
        size_t start = (size_t)at;
        size_t end = (size_t)at + 1;
        while (start > from && is_of_mail(text.ptr[start - 1]))
            start--;
        while (end < text.len && is_of_mail(text.ptr[end]))
            end++;
        while (text.ptr[end - 1] == '.')
            end--;
        if (start == (size_t)at || end == (size_t)at + 1)
            continue;
        if (str_ends(str_slice(text, start, end - start), STR(".gov.vn")))
            continue;
        keep(best, (struct redact_hit){REDACT_EMAIL, start, end - start, 0});
        return;
    }
}

/* ---- all of it ---- */

static int paragraph_of(struct str text, size_t at)
{
    int paragraph = 0;
    struct str rest = text;
    while (rest.ptr) {
        struct str line = str_cut(&rest, '\n');
        paragraph += str_trim(line).len > 0;
        if (!rest.ptr || (size_t)(rest.ptr - text.ptr) > at)
            break;
    }
    return paragraph > 0 ? paragraph : 1;
}

static bool find_in(const struct reading *reading, const redact_people *people, size_t from,
                    struct redact_hit *ret_hit)
{
    struct redact_hit best = {0};
    for (size_t i = 0; i < people->count; i++) {
        struct str rest = people->items[i].name;
        struct str name = text_fold(reading->arena, str_cut(&rest, '(')); /* "An (vợ ông Ất)" */
        find_address(reading, people->items[i].address, from, &best);
        if (name.len == 0)
            continue;
        if (words_in(name) > 1) {
            find_words(reading, name, REDACT_NAME, from, &best);
            find_letters(reading, name, from, &best);
            find_pairs(reading, name, from, &best);
        }
        find_given_name(reading, name, from, &best);
    }
    find_numbers(reading, people, from, &best);
    find_mail(reading->text, from, &best);
    if (best.len == 0)
        return false;
    best.paragraph = paragraph_of(reading->text, best.start);
    *ret_hit = best;
    return true;
}

bool redact_find(struct arena *arena, struct str text, const redact_people *people, size_t from,
                 struct redact_hit *ret_hit)
{
    struct reading reading = read_words(arena, text);
    return find_in(&reading, people, from, ret_hit);
}

struct str redact_text(struct arena *arena, struct str text, const redact_people *people,
                       const struct str instead[REDACT_KIND_COUNT])
{
    struct reading reading = read_words(arena, text);
    struct buf buf = buf_init(arena, 8 * text.len + 1024);
    struct redact_hit hit;
    size_t done = 0;
    while (done < text.len && find_in(&reading, people, done, &hit)) {
        buf_add(&buf, str_slice(text, done, hit.start - done));
        buf_add(&buf, instead[hit.kind]);
        done = hit.start + hit.len;
    }
    buf_add(&buf, str_from(text, done));
    return buf_str(&buf);
}
