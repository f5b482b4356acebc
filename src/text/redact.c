/*
 * The text is taken apart into folded words that know where they stand
 * (redact_words.c); names and addresses are looked for among their letters, numbers
 * among their digits (redact_number.c).
 */
#include "text/redact_words.h"

#include "text/fold.h"

#include <ctype.h>
#include <string.h>

enum {
    WHOLE_NAME = 7, /* letters from which a name is found within other words */
    WHOLE_PAIR = 6  /* and two words of one as a word of its own */
};

static const char *const kind_names[] = {
    [REDACT_NAME] = "name", [REDACT_PHONE] = "phone", [REDACT_ADDRESS] = "address",
    [REDACT_ID] = "id",     [REDACT_EMAIL] = "email",
};

const char *redact_kind_name(enum redact_kind kind)
{
    return kind_names[kind];
}

/* ---- names and addresses ---- */

/* A word of a name from word `at` on: of one piece, of pieces between which nothing is
 * seen, or of single letters. */
static bool word_stands_at(const struct reading *reading, struct str sought, size_t *at)
{
    bool is_spelled = true;
    bool is_first = true;
    while (sought.len > 0) {
        struct str piece;
        if (*at == reading->words.count)
            return false;
        piece = redact_letters(reading, *at);
        is_spelled = is_spelled && piece.len == 1;
        if (!str_starts(sought, piece) ||
            (!is_first && !is_spelled && !reading->words.items[*at].is_joined))
            return false;
        sought = str_from(sought, piece.len);
        is_first = false;
        (*at)++;
    }
    return true;
}

/* The folded words stand in a row from word `first` on; with capitals, where asked. */
static bool stands_at(const struct reading *reading, struct str sought, bool has_capitals,
                      size_t first, size_t *ret_last)
{
    size_t at = first;
    while (sought.len > 0) {
        struct str word = str_cut(&sought, ' ');
        if (word.len == 0)
            continue;
        if (at == reading->words.count || (has_capitals && !reading->words.items[at].has_capital) ||
            !word_stands_at(reading, word, &at))
            return false;
    }
    if (at == first)
        return false;
    *ret_last = at - 1;
    return true;
}

static void find_words(const struct reading *reading, struct str sought, enum redact_kind kind,
                       size_t from, struct redact_hit *best)
{
    size_t last = 0;
    for (size_t i = 0; i < reading->words.count; i++)
        if (reading->words.items[i].start >= from && stands_at(reading, sought, false, i, &last)) {
            redact_keep(best, redact_hit_of(reading, kind, i, last));
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

/* The word in which a letter stands. */
static size_t word_at(const struct reading *reading, size_t letter)
{
    size_t i = 0;
    while (i + 1 < reading->words.count && reading->words.items[i + 1].letter <= letter)
        i++;
    return i;
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
        redact_keep(best, redact_hit_of(reading, REDACT_NAME, first, last));
        return;
    }
}

/* Forms of address before a name, folded. */
static const struct str addresses[] = {STR_INIT("ong"),  STR_INIT("ba"), STR_INIT("anh"),
                                       STR_INIT("chi"),  STR_INIT("co"), STR_INIT("chu"),
                                       STR_INIT("bac"),  STR_INIT("cu"), STR_INIT("em"),
                                       STR_INIT("thay"), STR_INIT("di")};

/* Two words of the name, both with capitals: the family's and the given name ("Trần Ất"),
 * or the last two ("Văn Ất"). */
static void find_pair(const struct reading *reading, struct str first, struct str last, size_t from,
                      struct redact_hit *best)
{
    struct str pair = arena_printf(reading->arena, PRISTR " " PRISTR, STRARG(first), STRARG(last));
    struct str joined = without_spaces(reading->arena, pair);
    size_t end = 0;
    for (size_t i = 0; i < reading->words.count; i++) {
        const struct word *word = &reading->words.items[i];
        if (word->start < from || !word->has_capital)
            continue;
        if (joined.len >= WHOLE_PAIR && str_equal(redact_letters(reading, i), joined))
            end = i;
        else if (!stands_at(reading, pair, true, i, &end))
            continue;
        redact_keep(best, redact_hit_of(reading, REDACT_NAME, i, end));
        return;
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
static bool is_addressed(const struct reading *reading, struct str given, size_t first,
                         size_t *ret_last)
{
    for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
        size_t last;
        if (stands_at(reading, addresses[i], false, first, &last) &&
            stands_at(reading, given, true, last + 1, ret_last))
            return true;
    }
    return false;
}

static void find_given_name(const struct reading *reading, struct str name, size_t from,
                            struct redact_hit *best)
{
    struct str given = name;
    size_t last = 0;
    while (str_find_byte(given, ' ', 0) >= 0)
        str_cut(&given, ' ');
    for (size_t i = 0; i < reading->words.count; i++)
        if (reading->words.items[i].start >= from && is_addressed(reading, given, i, &last)) {
            redact_keep(best, redact_hit_of(reading, REDACT_NAME, i, last));
            return;
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
        redact_keep(best, (struct redact_hit){REDACT_EMAIL, start, end - start, 0});
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

/* By their name, and by the given name alone: of all where asked, else of whoever has no
 * other. */
static void find_person(const struct reading *reading, const struct redact_person *person,
                        bool by_given_name, size_t from, struct redact_hit *best)
{
    struct str rest = person->name;
    struct str name = text_fold(reading->arena, str_cut(&rest, '(')); /* "An (vợ ông Ất)" */
    bool is_long = words_in(name) > 1;
    find_address(reading, person->address, from, best);
    if (is_long) {
        find_words(reading, name, REDACT_NAME, from, best);
        find_letters(reading, name, from, best);
        find_pairs(reading, name, from, best);
    }
    if (name.len > 0 && (by_given_name || !is_long))
        find_given_name(reading, name, from, best);
}

static bool find_in(const struct reading *reading, const redact_people *people, size_t from,
                    struct redact_hit *ret_hit)
{
    struct redact_hit best = {0};
    for (size_t i = 0; i < people->count; i++)
        find_person(reading, &people->items[i], true, from, &best);
    redact_find_number(reading, people, from, &best);
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
    struct reading reading = redact_read(arena, text);
    return find_in(&reading, people, from, ret_hit);
}

bool redact_names(struct arena *arena, struct str text, const redact_people *people)
{
    struct reading reading = redact_read(arena, text);
    struct redact_hit best = {0};
    for (size_t i = 0; i < people->count; i++) {
        struct str email = text_fold(arena, people->items[i].email);
        find_person(&reading, &people->items[i], false, 0, &best);
        if (email.len > 0)
            find_words(&reading, email, REDACT_EMAIL, 0, &best);
    }
    redact_find_phone(&reading, people, 0, &best);
    return best.len > 0;
}

struct str redact_text(struct arena *arena, struct str text, const redact_people *people,
                       const struct str instead[REDACT_KIND_COUNT])
{
    struct reading reading = redact_read(arena, text);
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
