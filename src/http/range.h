/*
 * One byte range of a file (RFC 9110, section 14). Several ranges in one
 * header are answered with the whole file, as the RFC allows.
 */
#ifndef DINH_HTTP_RANGE_H
#define DINH_HTTP_RANGE_H

#include "base/str.h"

enum range_answer {
    RANGE_WHOLE,        /* no range, or one that is not understood: 200 */
    RANGE_PART,         /* 206 with [offset, offset + length) */
    RANGE_UNSATISFIABLE /* 416: begins after the end */
};

struct range {
    uint64_t offset;
    uint64_t length; /* at least 1 */
};

/* `header` is the Range header or empty; `size` the bytes of the file.
 * `*ret_range` is written for RANGE_PART alone. */
enum range_answer range_parse(struct str header, uint64_t size, struct range *ret_range);

#endif
