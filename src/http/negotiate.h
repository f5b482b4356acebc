/*
 * The encoding of a page that the visitor prefers (RFC 9110, section 12.5.3).
 */
#ifndef DINH_HTTP_NEGOTIATE_H
#define DINH_HTTP_NEGOTIATE_H

#include "base/work.h"

enum encoding {
    ENCODING_IDENTITY,
    ENCODING_BROTLI,
    ENCODING_GZIP,
    ENCODING_COUNT
};

/* "", "br", "gzip": the value of Content-Encoding. */
struct str encoding_name(enum encoding encoding);

/* The best of ours for Accept-Encoding: highest q first; of equal ones br, then
 * gzip, then identity. Identity where nothing fits or the header is absent. */
enum encoding negotiate_encoding(struct str accept_encoding);

#endif
