/*
 * How alike two texts are.
 */
#include "modules/petitions/duplicate.h"

#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

enum {
    COMPARED = 1200, /* bytes of a text */
    WORDS = 300
};

static int by_bytes(const void *a, const void *b)
{
    const struct str *x = a;
    const struct str *y = b;
    size_t least = x->len < y->len ? x->len : y->len;
    int order = memcmp(x->ptr, y->ptr, least);
    return order ? order : (x->len > y->len) - (x->len < y->len);
}

/* The beginning of a text, up to a space. */
static struct str beginning(struct str text)
{
    size_t end = text.len;
    if (end <= COMPARED)
        return text;
    for (end = COMPARED; end > 0 && text.ptr[end] != ' '; end--)
        ;
    return str_slice(text, 0, end);
}

struct duplicate_words duplicate_words_of(struct arena *arena, struct str text)
{
    struct duplicate_words set = {arena_alloc_array(arena, WORDS, sizeof(struct str)), 0};
    struct str folded = text_fold(arena, beginning(text));
    size_t kept = 0;
    while (folded.len > 0 && set.count < WORDS) {
        struct str word = str_cut(&folded, ' ');
        if (word.len > 1)
            set.words[set.count++] = word;
    }
    qsort(set.words, set.count, sizeof(struct str), by_bytes);
    for (size_t i = 0; i < set.count; i++)
        if (kept == 0 || !str_equal(set.words[kept - 1], set.words[i]))
            set.words[kept++] = set.words[i];
    set.count = kept;
    return set;
}

int duplicate_share(const struct duplicate_words *a, const struct duplicate_words *b)
{
    size_t both = 0;
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        int order = by_bytes(&a->words[i], &b->words[j]);
        both += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    if (a->count + b->count == both)
        return 0;
    return (int)(both * 100 / (a->count + b->count - both));
}

int duplicate_likeness(struct arena *arena, struct str a, struct str b)
{
    struct duplicate_words x = duplicate_words_of(arena, a);
    struct duplicate_words y = duplicate_words_of(arena, b);
    return duplicate_share(&x, &y);
}
