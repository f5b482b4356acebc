/*
 * bytes=first-last, bytes=first-, bytes=-suffix.
 */
#include "http/range.h"

/* Digits alone; false for anything else or more than 18 of them. */
static bool read_number(struct str s, uint64_t *ret_number)
{
    uint64_t number = 0;
    if (s.len == 0 || s.len > 18)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        number = number * 10 + (uint64_t)(s.ptr[i] - '0');
    }
    *ret_number = number;
    return true;
}

enum range_answer range_parse(struct str header, uint64_t size, struct range *ret_range)
{
    struct str last = header;
    struct str unit = str_cut(&last, '=');
    struct str first;
    uint64_t from;
    uint64_t to = size;
    if (!last.ptr || !str_equal_ascii_nocase(unit, STR("bytes")))
        return RANGE_WHOLE;
    last = str_trim(last);
    first = str_cut(&last, '-');
    if (!last.ptr)
        return RANGE_WHOLE;
    if (first.len == 0) {
        uint64_t suffix;
        if (!read_number(last, &suffix))
            return RANGE_WHOLE;
        if (suffix == 0 || size == 0)
            return RANGE_UNSATISFIABLE;
        from = suffix < size ? size - suffix : 0;
    } else {
        if (!read_number(first, &from))
            return RANGE_WHOLE;
        if (last.len > 0 && (!read_number(last, &to) || to < from))
            return RANGE_WHOLE;
        if (from >= size)
            return RANGE_UNSATISFIABLE;
        to = last.len > 0 && to < size ? to + 1 : size;
    }
    *ret_range = (struct range){from, to - from};
    return RANGE_PART;
}
