/*
 * Any bytes as a Range header of a file whose size the first two bytes say: a
 * part lies within the file. The same bytes as lists of preferences and tags.
 */
#include <assert.h>

#include "http/etag.h"
#include "http/negotiate.h"
#include "http/range.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str header = {(const char *)data + 2, size > 2 ? size - 2 : 0};
    uint64_t bytes = size > 2 ? (uint64_t)data[0] << 8 | data[1] : 0;
    struct range range;
    if (range_parse(header, bytes, &range) == RANGE_PART) {
        assert(range.length >= 1 && range.offset < bytes);
        assert(range.length <= bytes - range.offset);
    }
    assert(negotiate_encoding(header) < ENCODING_COUNT);
    etag_matches(header, STR("\"a\""));
    return 0;
}
