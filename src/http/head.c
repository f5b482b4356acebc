/*
 * Positions in the library's memory tell what stood between two strings.
 */
#include "http/head.h"

#include "http/cookie.h"

#include <string.h>

struct head head_begin(struct arena *arena, ptrdiff_t size, const char *method,
                       const char *raw_target, size_t target_len, const char *version)
{
    return (struct head){.arena = arena,
                         .size = size,
                         .method = method,
                         .end = version + strlen(version),
                         .headers =
                             arena_alloc_raw(arena, REQUEST_HEADER_COUNT * sizeof(struct pair)),
                         .is_strict = method + strlen(method) + 1 == raw_target &&
                                      raw_target + target_len + 1 == version};
}

bool head_add(struct head *head, const char *name, size_t name_len, const char *value,
              size_t value_len)
{
    if (head->count == REQUEST_HEADER_COUNT) {
        head->has_too_many = true;
        return false;
    }
    if (head->size != HEAD_IS_STRICT && name != head->end + 2)
        head->is_strict = false;
    head->headers[head->count++] = (struct pair){
        {name,               name_len             },
        {value ? value : "", value ? value_len : 0}
    };
    head->end = value ? value + value_len : name;
    return true;
}

/* Behind the last header stand CR LF CR LF and no more: no line without a name, no
 * NUL with something after it. */
static bool is_ended_strictly(const struct head *head)
{
    return head->size == HEAD_IS_STRICT || (head->end - head->method) + 4 == head->size;
}

const struct fault *head_end(const struct head *head, struct pairs *ret_headers)
{
    *ret_headers = (struct pairs){head->headers, head->count};
    if (head->has_too_many)
        return fault_new(head->arena, FAULT_TOO_LARGE, "request.headers_too_long",
                         "more than %d headers", REQUEST_HEADER_COUNT);
    if (!head->is_strict || !is_ended_strictly(head) || !is_token(str_from_c(head->method)))
        return fault_new(head->arena, FAULT_MALFORMED, "request.header",
                         "a bare line end, NUL, folded line or wrong space in the head");
    return NULL;
}
