/*
 * The walk. Most words are made of letters that fold one by one; for those a
 * table of the Latin letters is asked, filled once from text/fold.h itself. All
 * other words are handed to text/fold.h whole.
 */
#include "civic/search_words.h"

#include "text/fold.h"
#include "text/utf8.h"

#include <pthread.h>
#include <string.h>

enum {
    LETTER_BYTES = 4
};

enum character {
    CHARACTER_APART, /* stands between words */
    CHARACTER_PLAIN, /* a letter or digit of the table */
    CHARACTER_OTHER  /* part of a word that is folded whole */
};

/* What one character folds to, and its lower case. */
struct letter {
    enum character kind;
    char fold[LETTER_BYTES];
    char lower[LETTER_BYTES];
    uint8_t fold_len;
    uint8_t lower_len;
};

/* Columns: first and last code point that the table knows, and where they begin
 * in it: ASCII, Latin-1 and Extended-A and -B, Latin Extended Additional. */
static const struct range {
    uint32_t first;
    uint32_t last;
    size_t start;
} ranges[] = {
    {0x0000, 0x024F, 0     },
    {0x1E00, 0x1EFF, 0x0250},
};
enum {
    LETTERS = 0x0351,
    LETTER_UNKNOWN = 0x0350 /* stands for all others */
};

/* Read-only once it is filled. */
static struct letter letters[LETTERS];
static pthread_once_t letters_once = PTHREAD_ONCE_INIT;

static struct str utf8_of(struct arena *arena, uint32_t code)
{
    struct buf buf = buf_init(arena, LETTER_BYTES);
    utf8_add(&buf, code);
    return buf_str(&buf);
}

/* How text_fold takes a character that stands between two letters. */
static enum character kind_of(struct arena *arena, struct str character, struct str *ret_fold)
{
    struct str fold = text_fold(arena, arena_printf(arena, "a" PRISTR "b", STRARG(character)));
    *ret_fold = str_slice(fold, 1, fold.len - 2);
    if (str_equal(*ret_fold, STR(" ")))
        return CHARACTER_APART;
    if (ret_fold->len == 0 || ret_fold->len > LETTER_BYTES || str_find_byte(*ret_fold, ' ', 0) >= 0)
        return CHARACTER_OTHER;
    return CHARACTER_PLAIN;
}

static void fill_letter(struct arena *arena, uint32_t code, struct letter *letter)
{
    struct str fold;
    struct str character = utf8_of(arena, code);
    struct str lower = text_exact(arena, character);
    letter->kind = kind_of(arena, character, &fold);
    if (letter->kind == CHARACTER_PLAIN && lower.len > LETTER_BYTES)
        letter->kind = CHARACTER_OTHER;
    if (letter->kind != CHARACTER_PLAIN)
        return;
    memcpy(letter->fold, fold.ptr, fold.len);
    letter->fold_len = (uint8_t)fold.len;
    memcpy(letter->lower, lower.ptr, lower.len);
    letter->lower_len = (uint8_t)lower.len;
}

static void fill_letters(void)
{
    struct arena *arena = arena_new();
    for (size_t r = 0; r < sizeof(ranges) / sizeof(ranges[0]); r++)
        for (uint32_t code = ranges[r].first; code <= ranges[r].last; code++)
            if (code != 0)
                fill_letter(arena, code, &letters[ranges[r].start + (code - ranges[r].first)]);
    arena_free(arena);
}

static const struct letter *letter_of(uint32_t code)
{
    for (size_t r = 0; r < sizeof(ranges) / sizeof(ranges[0]); r++)
        if (code >= ranges[r].first && code <= ranges[r].last)
            return &letters[ranges[r].start + (code - ranges[r].first)];
    return &letters[LETTER_UNKNOWN];
}

static enum character character_of(uint32_t code)
{
    const struct letter *letter = letter_of(code);
    struct arena *arena;
    struct str fold;
    enum character kind;
    if (letter != &letters[LETTER_UNKNOWN])
        return letter->kind;
    arena = arena_new();
    kind = kind_of(arena, utf8_of(arena, code), &fold);
    arena_free(arena);
    return kind == CHARACTER_APART ? CHARACTER_APART : CHARACTER_OTHER;
}

/* At most SEARCH_WORD bytes of a word, whole characters. */
static struct str shortened(struct str word)
{
    size_t len = word.len;
    if (len <= SEARCH_WORD)
        return word;
    for (len = SEARCH_WORD; len > 0 && ((unsigned char)word.ptr[len] & 0xC0) == 0x80; len--)
        continue;
    return str_slice(word, 0, len);
}

/* A letter whose tone text_exact may move to the next one: "hòa", "thủy". */
static bool may_move(uint32_t code)
{
    static const uint32_t toned[] = {0xF2,   0x1ECF, 0xF5,   0xF3,  0x1ECD, 0xD2,  0x1ECE,
                                     0xD5,   0xD3,   0x1ECC, 0xF9,  0x1EE7, 0x169, 0xFA,
                                     0x1EE5, 0xD9,   0x1EE6, 0x168, 0xDA,   0x1EE4};
    for (size_t i = 0; i < sizeof(toned) / sizeof(toned[0]); i++)
        if (toned[i] == code)
            return true;
    return false;
}

/* A run of characters of words: where it ends and how it is to be folded. */
struct run {
    size_t from;
    size_t to;
    bool is_plain; /* the table folds it */
    bool is_moved; /* text_exact may move a tone in it */
};

static bool find_run(struct search_walk *walk, struct run *ret_run)
{
    struct str rest = str_from(walk->text, walk->at);
    struct run run = {.is_plain = true};
    size_t at = walk->at;
    bool is_begun = false;
    uint32_t code;
    while (utf8_next(&rest, &code)) {
        enum character kind = character_of(code);
        if (kind == CHARACTER_APART && is_begun)
            break;
        if (kind != CHARACTER_APART) {
            if (!is_begun)
                run.from = at;
            is_begun = true;
            run.is_plain &= kind == CHARACTER_PLAIN;
            run.is_moved |= may_move(code);
        }
        at = walk->text.len - rest.len;
    }
    walk->at = at;
    run.to = at;
    *ret_run = run;
    return is_begun;
}

static void fold_by_letters(struct arena *arena, struct str run, struct search_word *word)
{
    char *fold = arena_alloc_raw(arena, run.len * LETTER_BYTES);
    char *exact = arena_alloc_raw(arena, run.len * LETTER_BYTES);
    size_t fold_len = 0;
    size_t exact_len = 0;
    uint32_t code;
    while (utf8_next(&run, &code)) {
        const struct letter *letter = letter_of(code);
        memcpy(fold + fold_len, letter->fold, letter->fold_len);
        memcpy(exact + exact_len, letter->lower, letter->lower_len);
        fold_len += letter->fold_len;
        exact_len += letter->lower_len;
    }
    word->fold = (struct str){fold, fold_len};
    word->exact = (struct str){exact, exact_len};
}

struct str search_word_twin(struct str fold)
{
    static const struct {
        struct str with_i;
        struct str with_y;
    } twins[] = {
        {STR_INIT("hi"),  STR_INIT("hy") },
        {STR_INIT("ki"),  STR_INIT("ky") },
        {STR_INIT("li"),  STR_INIT("ly") },
        {STR_INIT("mi"),  STR_INIT("my") },
        {STR_INIT("qui"), STR_INIT("quy")},
        {STR_INIT("si"),  STR_INIT("sy") },
        {STR_INIT("ti"),  STR_INIT("ty") },
    };
    for (size_t i = 0; i < sizeof(twins) / sizeof(twins[0]); i++) {
        if (str_equal(fold, twins[i].with_i))
            return twins[i].with_y;
        if (str_equal(fold, twins[i].with_y))
            return twins[i].with_i;
    }
    return STR("");
}

bool search_word_is(struct str fold, struct str other)
{
    return str_equal(fold, other) || (other.len > 0 && str_equal(search_word_twin(fold), other));
}

/* A character that folds to several words ("½") makes one of them. */
static struct str without_spaces(struct arena *arena, struct str fold)
{
    struct buf buf = buf_init(arena, fold.len);
    while (fold.ptr)
        buf_add(&buf, str_cut(&fold, ' '));
    return buf_str(&buf);
}

bool search_walk_next(struct search_walk *walk, struct search_word *ret_word)
{
    struct run run;
    pthread_once(&letters_once, fill_letters);
    while (find_run(walk, &run)) {
        struct str text = str_slice(walk->text, run.from, run.to - run.from);
        struct search_word word = {.from = run.from, .to = run.to};
        if (run.is_plain)
            fold_by_letters(walk->arena, text, &word);
        else
            word.fold = without_spaces(walk->arena, text_fold(walk->arena, text));
        if (!run.is_plain || run.is_moved)
            word.exact = text_exact(walk->arena, text);
        word.fold = shortened(word.fold);
        word.exact = shortened(word.exact);
        if (word.fold.len == 0)
            continue;
        *ret_word = word;
        return true;
    }
    return false;
}
