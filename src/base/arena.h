/*
 * Memory that is given back all at once. Each request, job or command has one
 * arena; everything made for it lives there and dies with it. An arena is used
 * by one thread at a time.
 *
 * Allocation never returns NULL: a machine that has no memory left for a small
 * request cannot serve it either, so the process says so and stops. What an
 * outsider can make large is held in a `struct buf` with a limit (buf.h).
 *
 * Under the address sanitizer reading or writing behind a piece, or in one after the
 * reset, ends the program, as with malloc.
 */
#ifndef DINH_BASE_ARENA_H
#define DINH_BASE_ARENA_H

#include "base/str.h"

struct arena;

/* Make and release. Release runs the cleanups, latest first, then frees all. */
struct arena *arena_new(void);
void arena_free(struct arena *arena);
/* Runs the cleanups and empties the arena, keeping one block for reuse. */
void arena_reset(struct arena *arena);

/* `size` bytes of zeroes, aligned for any type. Size 0 gives a unique pointer. */
void *arena_alloc(struct arena *arena, size_t size);
/* `count` zeroed elements; the product is checked for overflow. */
void *arena_alloc_array(struct arena *arena, size_t count, size_t size);
/* Without zeroing, for buffers that are written at once. */
void *arena_alloc_raw(struct arena *arena, size_t size);
/* One zeroed struct: struct actor *actor = ARENA_NEW(arena, struct actor); */
#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

/* A copy of `s`, followed by a NUL that is not counted. */
struct str arena_copy(struct arena *arena, struct str s);
/* The same, as C text for libraries that want a terminated string. */
const char *arena_c(struct arena *arena, struct str s);
/* Formatted text, terminated by a NUL that is not counted. */
__attribute__((format(printf, 2, 3))) struct str arena_printf(struct arena *arena,
                                                              const char *format, ...);

/* Runs `release(resource)` when the arena is reset or freed, latest first. */
void arena_cleanup(struct arena *arena, void (*release)(void *resource), void *resource);

/* Bytes handed out since the last reset, for tests and metrics. */
size_t arena_used(const struct arena *arena);

#endif
