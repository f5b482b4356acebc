/*
 * Any bytes as a Cookie header: names are tokens, values printable ASCII.
 */
#include <assert.h>

#include "http/cookie.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct pairs pairs;
    if (!cookie_parse(arena, (struct str){(const char *)data, size}, &pairs)) {
        assert(pairs.count <= COOKIE_COUNT);
        for (size_t i = 0; i < pairs.count; i++) {
            struct str value = pairs.items[i].value;
            assert(is_token(pairs.items[i].name));
            for (size_t at = 0; at < value.len; at++)
                assert(value.ptr[at] >= 0x20 && value.ptr[at] < 0x7f && value.ptr[at] != ';');
        }
    }
    arena_free(arena);
    return 0;
}
