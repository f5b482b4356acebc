/*
 * The head of a request as the HTTP library left it in memory, and whether it was
 * laid out as RFC 9112 says. The library cuts a head into strings in place, putting
 * NUL where spaces, colons and line ends were. So a name begins exactly two bytes
 * (CR LF) after the value before it, and where it does not, something else was
 * there: a bare CR or LF, a NUL, a folded line.
 */
#ifndef DINH_HTTP_HEAD_H
#define DINH_HTTP_HEAD_H

#include "http/request.h"

enum {
    HEAD_IS_STRICT = -1 /* a library that refuses all of this by itself */
};

struct head {
    struct arena *arena;
    ptrdiff_t size; /* bytes, with the empty line; or HEAD_IS_STRICT */
    const char *method;
    const char *end; /* of what was read last, in the library's memory */
    struct pair *headers;
    size_t count;
    bool is_strict;
    bool has_too_many;
};

/* `raw_target` is where the library keeps the target: it is not read, and had
 * `target_len` bytes. */
struct head head_begin(struct arena *arena, ptrdiff_t size, const char *method,
                       const char *raw_target, size_t target_len, const char *version);
/* One header, in order; `value` may be NULL. False where there are too many. */
bool head_add(struct head *head, const char *name, size_t name_len, const char *value,
              size_t value_len);
/* All headers that were added. Set in any case: a refusal too is answered in the language
 * and the form that its visitor reads. Faults: FAULT_TOO_LARGE request.headers_too_long
 * over REQUEST_HEADER_COUNT, FAULT_MALFORMED request.header. */
const struct fault *head_end(const struct head *head, struct pairs *ret_headers) FAULT_CHECK;

#endif
