/*
 * Looking through text sixteen bytes at a time. The vectors are the compiler's, which takes
 * what the machine has.
 */
#ifndef DINH_BASE_LANES_H
#define DINH_BASE_LANES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"

typedef unsigned char lanes __attribute__((vector_size(16)));

/* A question about bytes, for sixteen of them and for one: what is not 0 is yes. */
typedef lanes lanes_ask(lanes bytes);
typedef bool lanes_ask_one(char byte);

static inline bool lanes_any(lanes answers)
{
    uint64_t halves[2];
    memcpy(halves, &answers, sizeof(halves));
    return (halves[0] | halves[1]) != 0;
}

static inline bool lanes_any_at(const char *bytes, lanes_ask *ask)
{
    lanes all;
    memcpy(&all, bytes, sizeof(all));
    return lanes_any(ask(all));
}

/* How many of sixteen bytes are answered by yes. */
static inline size_t lanes_count_at(const char *bytes, lanes_ask *ask)
{
    lanes all;
    uint64_t halves[2];
    memcpy(&all, bytes, sizeof(all));
    all = ask(all) & 1;
    memcpy(halves, &all, sizeof(halves));
    /* eight sums of two bytes, added in the highest */
    return (size_t)(((halves[0] + halves[1]) * UINT64_C(0x0101010101010101)) >> 56);
}

/* The number of bytes before the first for which the answer is yes. Both functions ask the
 * same; they are known where this is called, and become a part of it. */
__attribute__((always_inline)) static inline size_t lanes_before(struct str s, lanes_ask *ask,
                                                                 lanes_ask_one *ask_one)
{
    size_t run = 0;
    while (s.len - run >= sizeof(lanes) && !lanes_any_at(s.ptr + run, ask))
        run += sizeof(lanes);
    /* the rest once more with what is before it, for that takes one step */
    if (s.len > sizeof(lanes) && s.len - run < sizeof(lanes) &&
        !lanes_any_at(s.ptr + s.len - sizeof(lanes), ask))
        return s.len;
    while (run < s.len && !ask_one(s.ptr[run]))
        run++;
    return run;
}

#endif
