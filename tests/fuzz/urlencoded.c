/*
 * Any bytes as a form body: what is accepted is text, and reading its canonical
 * form gives the same form again.
 */
#include <assert.h>

#include "http/urlencoded.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct pairs pairs;
    struct pairs again;
    if (!urlencoded_parse(arena, (struct str){(const char *)data, size}, 100, &pairs)) {
        struct str canonical = urlencoded_canonical(arena, pairs);
        for (size_t i = 0; i < pairs.count; i++)
            assert(utf8_valid(pairs.items[i].name) && utf8_valid(pairs.items[i].value));
        if (urlencoded_parse(arena, canonical, 100, &again))
            assert(!"a canonical form that is no form");
        assert(again.count == pairs.count);
        assert(str_equal(urlencoded_canonical(arena, again), canonical));
    }
    arena_free(arena);
    return 0;
}
