/*
 * The only file that knows brotli and zlib.
 */
#include "http/compress.h"

#define ZLIB_CONST /* zlib only reads its input */

#include <brotli/encode.h>
#include <limits.h>
#include <zlib.h>

bool compress_brotli(struct str plain, struct buf *out)
{
    size_t size = BrotliEncoderMaxCompressedSize(plain.len);
    char *place = size ? buf_reserve(out, size) : NULL;
    if (!place)
        return false;
    if (!BrotliEncoderCompress(5, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, plain.len,
                               (const uint8_t *)plain.ptr, &size, (uint8_t *)place))
        return false;
    out->len += size;
    return true;
}

bool compress_gzip(struct str plain, struct buf *out)
{
    enum {
        GZIP_WINDOW = 15 + 16, /* zlib: 32 KiB of window and a gzip wrapper */
        MEMORY_LEVEL = 8
    };
    z_stream stream = {0};
    char *place;
    uLong size;
    int code;
    if (plain.len > INT_MAX ||
        deflateInit2(&stream, 6, Z_DEFLATED, GZIP_WINDOW, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    size = deflateBound(&stream, (uLong)plain.len);
    place = size <= INT_MAX ? buf_reserve(out, size) : NULL;
    if (!place) {
        deflateEnd(&stream);
        return false;
    }
    stream.next_in = (const Bytef *)plain.ptr;
    stream.avail_in = (uInt)plain.len;
    stream.next_out = (Bytef *)place;
    stream.avail_out = (uInt)size;
    code = deflate(&stream, Z_FINISH);
    out->len += code == Z_STREAM_END ? stream.total_out : 0;
    deflateEnd(&stream);
    return code == Z_STREAM_END;
}

/* Pieces of this size, so that a stream of nothing but zeros costs what it says. */
enum {
    INFLATE_PIECE = 64 * 1024
};

/* `window` as inflateInit2 has it: below 0 without the head and the sum of zlib. */
static bool inflate_all(struct str packed, int window, struct buf *out)
{
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)packed.ptr, .avail_in = (uInt)packed.len};
    int result = Z_OK;
    if (packed.len > UINT32_MAX || inflateInit2(&stream, window) != Z_OK)
        return false;
    while (result == Z_OK && !out->overflowed) {
        char piece[INFLATE_PIECE];
        stream.next_out = (Bytef *)piece;
        stream.avail_out = sizeof(piece);
        result = inflate(&stream, Z_NO_FLUSH);
        buf_add(out, (struct str){piece, sizeof(piece) - stream.avail_out});
    }
    inflateEnd(&stream);
    return result == Z_STREAM_END && !out->overflowed;
}

bool compress_inflate(struct str zlib, struct buf *out)
{
    return inflate_all(zlib, MAX_WBITS, out);
}

bool compress_inflate_raw(struct str deflate, struct buf *out)
{
    return inflate_all(deflate, -MAX_WBITS, out);
}
