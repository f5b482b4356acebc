/*
 * Growing arrays in an arena. Declared by type, so that elements keep theirs:
 *
 *     VEC(struct unit) units = {0};
 *     *VEC_PUSH(&units, arena) = unit;
 *     for (size_t i = 0; i < units.count; i++) … units.items[i] …
 *
 * A whole list is handed on as `struct list` (items, count, element size), the
 * form that templates and writers read.
 */
#ifndef DINH_BASE_VEC_H
#define DINH_BASE_VEC_H

#include "base/arena.h"

#define VEC(type)                                                                                  \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count;                                                                              \
        size_t capacity;                                                                           \
    }

/* Pointer to one more, zeroed element at the end. */
#define VEC_PUSH(vec, arena)                                                                       \
    ((vec)->items =                                                                                \
         vec_grow((arena), (vec)->items, (vec)->count, &(vec)->capacity, sizeof(*(vec)->items)),   \
     &(vec)->items[(vec)->count++])

struct list {
    const void *items;
    size_t count;
    size_t size; /* bytes from one element to the next */
};

#define VEC_LIST(vec) ((struct list){(vec)->items, (vec)->count, sizeof(*(vec)->items)})

/* Room for element number `count`; used by VEC_PUSH alone. */
void *vec_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size);

#endif
