/*
 * The table: open hashing with a list that keeps the order of insertion. It
 * doubles its buckets when there are more entries than buckets.
 */
#include "base/map.h"

enum {
    FIRST_BUCKETS = 16
};

struct node {
    struct map_entry entry; /* first, so that an entry's address is its node's */
    struct node *chain;
    struct node *after;
    uint64_t hash;
};

struct map {
    struct arena *arena;
    struct node **buckets;
    size_t bucket_count; /* a power of two */
    size_t count;
    struct node *first;
    struct node *last;
};

struct map *map_new(struct arena *arena)
{
    struct map *map = ARENA_NEW(arena, struct map);
    map->arena = arena;
    map->bucket_count = FIRST_BUCKETS;
    map->buckets = arena_alloc_array(arena, FIRST_BUCKETS, sizeof(struct node *));
    return map;
}

static struct node *find(const struct map *map, struct str key, uint64_t hash)
{
    struct node *node = map->buckets[hash & (map->bucket_count - 1)];
    while (node && !(node->hash == hash && str_equal(node->entry.key, key)))
        node = node->chain;
    return node;
}

static void put_in_bucket(struct map *map, struct node *node)
{
    struct node **bucket = &map->buckets[node->hash & (map->bucket_count - 1)];
    node->chain = *bucket;
    *bucket = node;
}

static void grow(struct map *map)
{
    map->bucket_count *= 2;
    map->buckets = arena_alloc_array(map->arena, map->bucket_count, sizeof(struct node *));
    for (struct node *node = map->first; node; node = node->after)
        put_in_bucket(map, node);
}

void *map_set(struct map *map, struct str key, void *value)
{
    uint64_t hash = str_hash(key);
    struct node *node = find(map, key, hash);
    if (node) {
        void *replaced = node->entry.value;
        node->entry.value = value;
        return replaced;
    }
    node = ARENA_NEW(map->arena, struct node);
    node->entry.key = arena_copy(map->arena, key);
    node->entry.value = value;
    node->hash = hash;
    if (map->last) {
        map->last->after = node;
        map->last->entry.next = &node->entry;
    } else {
        map->first = node;
    }
    map->last = node;
    map->count++;
    if (map->count > map->bucket_count)
        grow(map);
    else
        put_in_bucket(map, node);
    return NULL;
}

void *map_get(const struct map *map, struct str key)
{
    struct node *node = find(map, key, str_hash(key));
    return node ? node->entry.value : NULL;
}

size_t map_count(const struct map *map)
{
    return map->count;
}

const struct map_entry *map_first(const struct map *map)
{
    return map->first ? &map->first->entry : NULL;
}
