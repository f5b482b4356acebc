/*
 * Growth for VEC: doubling, with the new elements zeroed.
 */
#include "base/vec.h"

#include <string.h>

void *vec_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    size_t larger;
    void *grown;
    if (count < *capacity)
        return items;
    larger = *capacity ? *capacity * 2 : 8;
    grown = arena_alloc_array(arena, larger, size);
    if (count)
        memcpy(grown, items, count * size);
    *capacity = larger;
    return grown;
}
