/*
 * Any bytes as a multipart body, fed whole and in pieces: both must say the same.
 * The first byte is the length of a piece; the boundary is "B".
 */
#include <assert.h>
#include <string.h>

#include "http/multipart.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct fault *parse(struct arena *arena, struct str body, size_t piece,
                                 const struct part **ret_parts)
{
    struct multipart *parser = multipart_new(arena, STR("B"), "/tmp");
    for (size_t at = 0; at < body.len; at += piece) {
        const struct fault *fault = multipart_feed(parser, str_slice(body, at, piece));
        if (fault)
            return fault;
    }
    return multipart_end(parser, ret_parts);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    const struct part *whole = NULL;
    const struct part *pieces = NULL;
    struct str body = {(const char *)data + 1, size ? size - 1 : 0};
    const struct fault *fault = parse(arena, body, body.len + 1, &whole);
    const struct fault *other = parse(arena, body, size && data[0] ? data[0] : 1, &pieces);
    assert(!fault == !other);
    for (; whole; whole = whole->next, pieces = pieces->next) {
        assert(pieces && str_equal(whole->name, pieces->name) && whole->size == pieces->size);
        assert(utf8_valid(whole->name) && utf8_valid(whole->filename));
        assert(whole->name.len > 0 && str_find_byte(whole->filename, '/', 0) < 0);
        assert(str_equal(whole->bytes, pieces->bytes));
        assert(whole->is_file || utf8_valid(whole->bytes));
    }
    assert(!pieces);
    multipart_boundary(body);
    arena_free(arena);
    return 0;
}
