/*
 * A table from text to pointers, in an arena. Keys are copied; values are the
 * caller's. Used by one thread, or read by many once nobody writes any more.
 */
#ifndef DINH_BASE_MAP_H
#define DINH_BASE_MAP_H

#include "base/arena.h"

struct map;

/* An empty table; it lives as long as the arena. */
struct map *map_new(struct arena *arena);
/* Sets the value of `key`; returns the value it replaces, or NULL. */
void *map_set(struct map *map, struct str key, void *value);
/* The value of `key`, or NULL. */
void *map_get(const struct map *map, struct str key);
size_t map_count(const struct map *map);

/* Walks the table in order of insertion. */
struct map_entry {
    struct str key;
    void *value;
    const struct map_entry *next;
};
const struct map_entry *map_first(const struct map *map);

#endif
