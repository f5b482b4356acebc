/*
 * Brotli and gzip of whole pages, once per cached page and never per request; and
 * the way back, for looking into files that others compressed.
 */
#ifndef DINH_HTTP_COMPRESS_H
#define DINH_HTTP_COMPRESS_H

#include "base/buf.h"

/* Writes the compressed bytes of `plain` to the end of `out`; false where they
 * do not fit its limit or the library has no memory, with `out` unchanged. */
bool compress_brotli(struct str plain, struct buf *out); /* RFC 7932, quality 5 */
bool compress_gzip(struct str plain, struct buf *out);   /* RFC 1952, level 6 */

/* Writes what a zlib stream (RFC 1950) holds to the end of `out`; false where it is
 * damaged or longer than the limit of `out`, which then holds its beginning. Bytes
 * behind its end do not matter. */
bool compress_inflate(struct str zlib, struct buf *out);
/* The same for Deflate alone (RFC 1951), as archives hold it. */
bool compress_inflate_raw(struct str deflate, struct buf *out);

#endif
