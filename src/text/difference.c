/*
 * Myers' greedy algorithm over tokens. A token is a line with its LF; or a word with
 * the spaces behind it, and LF alone, so that a word stays the same at the end of a line.
 */
#include "text/difference.h"

#include <string.h>

typedef VEC(struct str) tokens;

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

static tokens lines_of(struct arena *arena, struct str text)
{
    tokens found = {0};
    while (text.len > 0) {
        ptrdiff_t end = str_find_byte(text, '\n', 0);
        size_t len = end < 0 ? text.len : (size_t)end + 1;
        *VEC_PUSH(&found, arena) = str_slice(text, 0, len);
        text = str_from(text, len);
    }
    return found;
}

/* The bytes of the token at the beginning of `text`, which is not empty. */
static size_t word_length(struct str text)
{
    size_t len = 0;
    if (text.ptr[0] == '\n')
        return 1;
    while (len < text.len && text.ptr[len] != '\n' && !is_space(text.ptr[len]))
        len++;
    while (len < text.len && is_space(text.ptr[len]))
        len++;
    return len;
}

static tokens words_of(struct arena *arena, struct str text)
{
    tokens found = {0};
    while (text.len > 0) {
        size_t len = word_length(text);
        *VEC_PUSH(&found, arena) = str_slice(text, 0, len);
        text = str_from(text, len);
    }
    return found;
}

/* ---- the script ---- */

/* Two rows of tokens, and how far each diagonal reached after each step. */
struct search {
    struct arena *arena;
    const struct str *old_tokens;
    const struct str *new_tokens;
    ptrdiff_t old_count;
    ptrdiff_t new_count;
    int **reached; /* reached[d][k + d]: x on diagonal k after d steps, k = -d … d */
    int steps;     /* needed; -1: more than DIFFERENCE_STEPS */
};

/* From which diagonal step d comes to k: true from k + 1, which takes a new token. */
static bool comes_down(const struct search *search, int d, int k)
{
    const int *before = search->reached[d - 1] + (d - 1);
    return k == -d || (k != d && before[k - 1] < before[k + 1]);
}

static ptrdiff_t furthest(const struct search *search, int d, int k)
{
    ptrdiff_t x = 0;
    ptrdiff_t y;
    if (d > 0) {
        const int *before = search->reached[d - 1] + (d - 1);
        x = comes_down(search, d, k) ? before[k + 1] : before[k - 1] + 1;
    }
    y = x - k;
    while (x < search->old_count && y < search->new_count && y >= 0 &&
           str_equal(search->old_tokens[x], search->new_tokens[y])) {
        x++;
        y++;
    }
    return x;
}

static void find_steps(struct search *search)
{
    search->reached = arena_alloc_array(search->arena, DIFFERENCE_STEPS + 1, sizeof(int *));
    search->steps = -1;
    for (int d = 0; d <= DIFFERENCE_STEPS; d++) {
        int *row = arena_alloc_array(search->arena, (size_t)(2 * d + 1), sizeof(int));
        search->reached[d] = row;
        for (int k = -d; k <= d; k += 2) {
            ptrdiff_t x = furthest(search, d, k);
            row[k + d] = (int)x;
            if (x >= search->old_count && x - k >= search->new_count) {
                search->steps = d;
                return;
            }
        }
    }
}

typedef VEC(enum difference_kind) script;

static void script_repeat(struct arena *arena, script *found, enum difference_kind kind,
                          ptrdiff_t count)
{
    for (; count > 0; count--)
        *VEC_PUSH(found, arena) = kind;
}

/* What to do with each token, from the last to the first. */
static script backwards(const struct search *search)
{
    script found = {0};
    ptrdiff_t x = search->old_count;
    ptrdiff_t y = search->new_count;
    for (int d = search->steps; d > 0; d--) {
        int k = (int)(x - y);
        bool down = comes_down(search, d, k);
        int from = down ? k + 1 : k - 1;
        ptrdiff_t before_x = search->reached[d - 1][from + d - 1];
        ptrdiff_t before_y = before_x - from;
        ptrdiff_t same = x - before_x - (down ? 0 : 1);
        script_repeat(search->arena, &found, DIFFERENCE_SAME, same);
        *VEC_PUSH(&found, search->arena) = down ? DIFFERENCE_NEW : DIFFERENCE_GONE;
        x = before_x;
        y = before_y;
    }
    script_repeat(search->arena, &found, DIFFERENCE_SAME, x);
    return found;
}

/* ---- pieces ---- */

/* A piece that continues the one before it lengthens it. */
static void add(struct arena *arena, difference *pieces, enum difference_kind kind, struct str text)
{
    struct difference_piece *last = pieces->count > 0 ? &pieces->items[pieces->count - 1] : NULL;
    if (text.len == 0)
        return;
    if (last && last->kind == kind && last->text.ptr + last->text.len == text.ptr)
        last->text.len += text.len;
    else
        *VEC_PUSH(pieces, arena) = (struct difference_piece){kind, text};
}

/* Tokens that stand one behind the other, as one text. */
static struct str joined(const struct str *row, size_t from, size_t to)
{
    if (from == to)
        return STR("");
    return (struct str){row[from].ptr, (size_t)(row[to - 1].ptr + row[to - 1].len - row[from].ptr)};
}

static script script_of(struct arena *arena, const tokens *old_tokens, const tokens *new_tokens)
{
    struct search search = {.arena = arena,
                            .old_tokens = old_tokens->items,
                            .new_tokens = new_tokens->items,
                            .old_count = (ptrdiff_t)old_tokens->count,
                            .new_count = (ptrdiff_t)new_tokens->count};
    script found = {0};
    find_steps(&search);
    if (search.steps >= 0)
        return backwards(&search);
    script_repeat(arena, &found, DIFFERENCE_NEW, search.new_count);
    script_repeat(arena, &found, DIFFERENCE_GONE, search.old_count);
    return found;
}

static void compare_words(struct arena *arena, difference *pieces, struct str old_text,
                          struct str new_text)
{
    tokens old_words = words_of(arena, old_text);
    tokens new_words = words_of(arena, new_text);
    script steps = script_of(arena, &old_words, &new_words);
    size_t x = 0;
    size_t y = 0;
    for (size_t i = steps.count; i > 0;) {
        size_t x_end = x;
        size_t y_end = y;
        /* all that goes stands before all that comes */
        for (; i > 0 && steps.items[i - 1] != DIFFERENCE_SAME; i--) {
            x_end += steps.items[i - 1] == DIFFERENCE_GONE;
            y_end += steps.items[i - 1] == DIFFERENCE_NEW;
        }
        add(arena, pieces, DIFFERENCE_GONE, joined(old_words.items, x, x_end));
        add(arena, pieces, DIFFERENCE_NEW, joined(new_words.items, y, y_end));
        x = x_end;
        y = y_end;
        for (; i > 0 && steps.items[i - 1] == DIFFERENCE_SAME; i--, x++, y++)
            add(arena, pieces, DIFFERENCE_SAME, new_words.items[y]);
    }
}

difference text_difference(struct arena *arena, struct str old_text, struct str new_text)
{
    difference pieces = {0};
    tokens old_lines = lines_of(arena, old_text);
    tokens new_lines = lines_of(arena, new_text);
    script steps = script_of(arena, &old_lines, &new_lines);
    size_t x = 0;
    size_t y = 0;
    for (size_t i = steps.count; i > 0;) {
        size_t x_end = x;
        size_t y_end = y;
        for (; i > 0 && steps.items[i - 1] != DIFFERENCE_SAME; i--) {
            x_end += steps.items[i - 1] == DIFFERENCE_GONE;
            y_end += steps.items[i - 1] == DIFFERENCE_NEW;
        }
        compare_words(arena, &pieces, joined(old_lines.items, x, x_end),
                      joined(new_lines.items, y, y_end));
        x = x_end;
        y = y_end;
        for (; i > 0 && steps.items[i - 1] == DIFFERENCE_SAME; i--, x++, y++)
            add(arena, &pieces, DIFFERENCE_SAME, new_lines.items[y]);
    }
    return pieces;
}

bool difference_is_empty(const difference *pieces)
{
    for (size_t i = 0; i < pieces->count; i++)
        if (pieces->items[i].kind != DIFFERENCE_SAME)
            return false;
    return true;
}
