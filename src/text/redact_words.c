/*
 * Words of a text, read as anybody reads them: whatever they are typed with.
 */
#include "text/redact_words.h"

#include "text/disguise.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <ctype.h>

/* What a character becomes when folded; empty for what joins (marks, invisible), " "
 * for what separates. */
static struct str folded(struct arena *arena, struct str character)
{
    struct str plain = text_nfd(arena, character);
    struct str between;
    uint32_t code = 0;
    uint32_t latin;
    utf8_next(&plain, &code);
    latin = text_lookalike(code);
    if (latin < 0x80 && isalnum((int)latin)) {
        char *lower = arena_alloc(arena, 1);
        *lower = (char)tolower((int)latin);
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

static bool is_digits(struct str letters)
{
    for (size_t i = 0; i < letters.len; i++)
        if (!isdigit((unsigned char)letters.ptr[i]))
            return false;
    return letters.len > 0;
}

/* Of a character of a text. */
struct seen {
    struct str character;
    struct str letters;
    size_t at;
    bool is_capital;
    bool is_digits;
};

/* Where a word ends although nothing seen stands between: "ôngẤt", "ĐT0912". */
static bool changes(const struct word *word, const struct seen *seen, bool was_capital)
{
    return word->letters > 0 &&
           (word->is_digits != seen->is_digits || (seen->is_capital && !was_capital));
}

static void add_letters(struct reading *reading, struct word *word, const struct seen *seen)
{
    if (word->letters == 0) {
        word->start = seen->at;
        word->letter = buf_str(&reading->letters).len;
        word->is_digits = seen->is_digits;
        word->has_capital = seen->is_capital;
    }
    buf_add(&reading->letters, seen->letters);
    word->letters += seen->letters.len;
    word->end = seen->at + seen->character.len;
}

static void end_word(struct reading *reading, struct word *word, bool is_joined)
{
    if (word->letters > 0)
        *VEC_PUSH(&reading->words, reading->arena) = *word;
    *word = (struct word){.is_joined = is_joined && reading->words.count > 0};
}

struct reading redact_read(struct arena *arena, struct str text)
{
    struct reading reading = {
        .arena = arena, .text = text, .letters = buf_init(arena, 4 * text.len + 1)};
    struct str rest = text;
    struct word word = {0};
    bool was_capital = false;
    uint32_t code;
    while (rest.len > 0) {
        struct seen seen = {.at = text.len - rest.len};
        if (!utf8_next(&rest, &code))
            break;
        seen.character = str_slice(text, seen.at, text.len - rest.len - seen.at);
        seen.letters = folded(arena, seen.character);
        if (seen.letters.len == 0) {
            if (text_is_invisible(code) && word.letters > 0)
                end_word(&reading, &word, true);
            continue;
        }
        if (seen.letters.ptr[0] == ' ') {
            end_word(&reading, &word, false);
            continue;
        }
        seen.is_capital = is_capital(arena, seen.character);
        seen.is_digits = is_digits(seen.letters);
        if (changes(&word, &seen, was_capital))
            end_word(&reading, &word, true);
        add_letters(&reading, &word, &seen);
        was_capital = seen.is_capital;
    }
    end_word(&reading, &word, false);
    return reading;
}

struct str redact_letters(const struct reading *reading, size_t word)
{
    const struct word *of = &reading->words.items[word];
    return str_slice(buf_str(&reading->letters), of->letter, of->letters);
}

struct str redact_gap(const struct reading *reading, size_t word)
{
    const struct word *words = reading->words.items;
    struct str between =
        str_slice(reading->text, words[word].end, words[word + 1].start - words[word].end);
    struct buf seen = buf_init(reading->arena, between.len + 1);
    uint32_t code;
    while (utf8_next(&between, &code))
        if (!text_is_invisible(code))
            utf8_add(&seen, code);
    return buf_str(&seen);
}

struct redact_hit redact_hit_of(const struct reading *reading, enum redact_kind kind, size_t first,
                                size_t last)
{
    const struct word *words = reading->words.items;
    while (first > 0 && words[first].is_joined && !words[first].is_digits)
        first--;
    while (last + 1 < reading->words.count && words[last + 1].is_joined && !words[last].is_digits)
        last++;
    return (struct redact_hit){kind, words[first].start, words[last].end - words[first].start, 0};
}

void redact_keep(struct redact_hit *best, struct redact_hit hit)
{
    if (best->len == 0 || hit.start < best->start ||
        (hit.start == best->start && hit.len > best->len))
        *best = hit;
}
