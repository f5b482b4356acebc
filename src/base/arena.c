/*
 * The arena: a chain of blocks, each at least twice as large as the last up to
 * a bound, and a list of cleanups kept in the arena itself. To the address sanitizer
 * a block is closed but for what was asked for, with a gap behind each piece.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define GAP 16
#else
#define ASAN_POISON_MEMORY_REGION(start, size) ((void)0)
#define ASAN_UNPOISON_MEMORY_REGION(start, size) ((void)0)
#define GAP 0
#endif

enum {
    FIRST_BLOCK = 16 * 1024,
    LARGEST_BLOCK = 1024 * 1024,
    KEPT_BLOCK = 128 * 1024 /* at most so much stays with an arena that is reset */
};

struct block {
    struct block *previous;
    size_t size; /* usable bytes after the header */
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

struct cleanup {
    struct cleanup *next;
    void (*release)(void *resource);
    void *resource;
};

struct arena {
    struct block *block; /* the newest */
    struct cleanup *cleanups;
    size_t used;
};

static _Noreturn void out_of_memory(size_t size)
{
    fprintf(stderr, "dinh: out of memory asking for %zu bytes\n", size);
    abort();
}

static struct block *block_new(size_t size, struct block *previous)
{
    struct block *block;
    if (size > SIZE_MAX - sizeof(struct block))
        out_of_memory(size);
    block = malloc(sizeof(struct block) + size);
    if (!block)
        out_of_memory(size);
    block->previous = previous;
    block->size = size;
    block->used = 0;
    ASAN_POISON_MEMORY_REGION(block->bytes, size);
    return block;
}

struct arena *arena_new(void)
{
    struct arena *arena = calloc(1, sizeof(*arena));
    if (!arena)
        out_of_memory(sizeof(*arena));
    arena->block = block_new(FIRST_BLOCK, NULL);
    return arena;
}

static void run_cleanups(struct arena *arena)
{
    while (arena->cleanups) {
        struct cleanup *cleanup = arena->cleanups;
        arena->cleanups = cleanup->next;
        cleanup->release(cleanup->resource);
    }
}

/* Frees the block; the one before it. */
static struct block *block_drop(struct block *block)
{
    struct block *previous = block->previous;
    free(block);
    return previous;
}

/* The newest block of a usual size stays: who needed so much will need it again. */
void arena_reset(struct arena *arena)
{
    struct block *kept;
    run_cleanups(arena);
    kept = arena->block;
    while (kept->size > KEPT_BLOCK && kept->previous)
        kept = block_drop(kept);
    while (kept->previous)
        kept->previous = block_drop(kept->previous);
    kept->used = 0;
    ASAN_POISON_MEMORY_REGION(kept->bytes, kept->size);
    arena->block = kept;
    arena->used = 0;
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    arena_reset(arena);
    free(arena->block);
    free(arena);
}

/* A block in which there is room for `size` bytes. */
static struct block *further_block(struct arena *arena, size_t size)
{
    struct block *block = arena->block;
    size_t next = block->size * 2 > LARGEST_BLOCK ? LARGEST_BLOCK : block->size * 2;
    if (size > SIZE_MAX / 2)
        out_of_memory(size);
    arena->block = block_new(size > next ? size : next, block);
    return arena->block;
}

/* The next `size` bytes; `align` is a power of two. Blocks begin aligned. */
static inline void *take(struct arena *arena, size_t size, size_t align)
{
    struct block *block = arena->block;
    size_t from = (block->used + align - 1) & ~(align - 1);
    if (from > block->size || size > block->size - from) {
        block = further_block(arena, size);
        from = 0;
    }
    block->used = from + size;
    if (GAP > 0)
        block->used += block->size - block->used > GAP ? GAP : block->size - block->used;
    arena->used += size;
    ASAN_UNPOISON_MEMORY_REGION(block->bytes + from, size);
    return block->bytes + from;
}

void *arena_alloc_raw(struct arena *arena, size_t size)
{
    return take(arena, size ? size : 1, alignof(max_align_t));
}

void *arena_alloc(struct arena *arena, size_t size)
{
    return memset(arena_alloc_raw(arena, size), 0, size ? size : 1);
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
    size_t total;
    if (__builtin_mul_overflow(count, size, &total))
        out_of_memory(SIZE_MAX);
    return arena_alloc(arena, total);
}

struct str arena_copy(struct arena *arena, struct str s)
{
    char *copy = take(arena, s.len + 1, 1);
    if (s.len)
        memcpy(copy, s.ptr, s.len);
    copy[s.len] = '\0';
    return (struct str){copy, s.len};
}

const char *arena_c(struct arena *arena, struct str s)
{
    return arena_copy(arena, s).ptr;
}

struct str arena_printf(struct arena *arena, const char *format, ...)
{
    struct block *block = arena->block;
    size_t room = block->size - block->used;
    va_list arguments;
    va_list again;
    char *text = (char *)block->bytes + block->used; /* first into what is free */
    int length;
    va_start(arguments, format);
    va_copy(again, arguments);
    ASAN_UNPOISON_MEMORY_REGION(text, room);
    length = vsnprintf(text, room, format, arguments);
    ASAN_POISON_MEMORY_REGION(text, room);
    va_end(arguments);
    if (length < 0)
        length = 0;
    text = take(arena, (size_t)length + 1, 1);
    if ((size_t)length + 1 > room)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return (struct str){text, (size_t)length};
}

void arena_cleanup(struct arena *arena, void (*release)(void *resource), void *resource)
{
    struct cleanup *cleanup = ARENA_NEW(arena, struct cleanup);
    cleanup->next = arena->cleanups;
    cleanup->release = release;
    cleanup->resource = resource;
    arena->cleanups = cleanup;
}

size_t arena_used(const struct arena *arena)
{
    return arena->used;
}
