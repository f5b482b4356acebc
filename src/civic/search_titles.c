/*
 * Making the two forms of a title.
 */
#include "civic/search_titles.h"

#include "base/buf.h"
#include "civic/search.h"
#include "civic/search_words.h"

/* The first in the alphabet of the two ways of writing a folded word. */
static struct str spelled_one_way(struct str fold)
{
    struct str twin = search_word_twin(fold);
    return twin.len > 0 && str_compare(twin, fold) < 0 ? twin : fold;
}

static void add(struct buf *buf, struct str word)
{
    if (buf->len > 0)
        buf_add_byte(buf, ' ');
    buf_add(buf, word);
}

struct search_title search_title_of(struct arena *arena, struct str text)
{
    const size_t most = SEARCH_QUERY_WORDS * (SEARCH_WORD + 1);
    struct buf exact = buf_init(arena, most);
    struct buf fold = buf_init(arena, most);
    struct search_walk walk = {.arena = arena, .text = text};
    struct search_word word;
    for (int i = 0; i < SEARCH_QUERY_WORDS && search_walk_next(&walk, &word); i++) {
        add(&exact, word.exact);
        add(&fold, spelled_one_way(word.fold));
    }
    return (struct search_title){buf_str(&exact), buf_str(&fold)};
}

bool search_title_is_plain(const struct search_title *title)
{
    for (size_t i = 0; i < title->exact.len; i++)
        if ((unsigned char)title->exact.ptr[i] >= 0x80)
            return false;
    return true;
}
