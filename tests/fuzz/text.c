/*
 * Any bytes as text: normalising twice changes nothing, folding twice changes
 * nothing, a slug is made of a–z, 0–9 and hyphens.
 */
#include <assert.h>

#include "text/fold.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_slug(struct str slug)
{
    assert(slug.len <= 60);
    for (size_t i = 0; i < slug.len; i++)
        assert((slug.ptr[i] >= 'a' && slug.ptr[i] <= 'z') ||
               (slug.ptr[i] >= '0' && slug.ptr[i] <= '9') || slug.ptr[i] == '-');
    assert(!str_starts(slug, STR("-")) && !str_ends(slug, STR("-")));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct str raw = {(const char *)data, size};
    struct str text;
    struct str again;
    if (!text_normalise(arena, raw, 100000, &text)) {
        struct str folded = text_fold(arena, text);
        struct str exact = text_exact(arena, text);
        assert(utf8_valid(text) && utf8_valid(folded) && utf8_valid(exact));
        if (text_normalise(arena, text, 100000, &again))
            assert(!"normal text that is refused");
        assert(str_equal(again, text));
        assert(str_equal(text_fold(arena, folded), folded));
        assert(str_equal(text_exact(arena, exact), exact));
        check_slug(text_slug(arena, text, 60));
    }
    arena_free(arena);
    return 0;
}
