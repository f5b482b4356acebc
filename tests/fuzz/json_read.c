/*
 * Any bytes as JSON: what is read can be walked and holds valid text.
 */
#include <assert.h>

#include "text/utf8.h"
#include "view/json_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void walk(const struct json_value *value, int depth)
{
    struct str text;
    int64_t number;
    assert(depth <= JSON_READ_DEPTH);
    if (json_as_text(value, &text))
        assert(utf8_valid(text));
    json_as_int(value, &number);
    for (size_t i = 0; i < json_count(value); i++)
        walk(json_item(value, i), depth + 1);
    if (json_member(value, "a"))
        walk(json_member(value, "a"), depth + 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    const struct json_value *value;
    if (!json_read(arena, (struct str){(const char *)data, size}, 1 << 20, &value))
        walk(value, 0);
    arena_free(arena);
    return 0;
}
