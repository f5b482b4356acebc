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

struct word_set {
    struct str *words;
    size_t count;
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

/* The different words, sorted. */
static struct word_set words_of(struct arena *arena, struct str text)
{
    struct word_set set = {arena_alloc_array(arena, WORDS, sizeof(struct str)), 0};
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

int duplicate_likeness(struct arena *arena, struct str a, struct str b)
{
    struct word_set x = words_of(arena, a);
    struct word_set y = words_of(arena, b);
    size_t both = 0;
    for (size_t i = 0, j = 0; i < x.count && j < y.count;) {
        int order = by_bytes(&x.words[i], &y.words[j]);
        both += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    if (x.count + y.count == both)
        return 0;
    return (int)(both * 100 / (x.count + y.count - both));
}
