/*
 * Buckets in sets of eight: a key hashes to one set and lives in one of its
 * places. A bucket stores the moment when it will be full again (the "virtual
 * scheduling" form of the generic cell rate algorithm, ITU-T I.371), so there
 * is nothing to refill.
 */
#include "http/ratelimit.h"

#include <pthread.h>

enum {
    SET = 8
};

struct bucket {
    uint64_t key; /* hash of the key; 0 is an unused place */
    int64_t full_at;
};

struct ratelimit {
    pthread_mutex_t lock;
    struct bucket *buckets;
    size_t sets; /* a power of two */
    uint64_t salt;
    int64_t burst_us; /* time in which an empty bucket fills */
    int64_t every_us;
};

struct ratelimit *ratelimit_new(struct arena *arena, size_t keys, unsigned burst, int64_t every_us)
{
    struct ratelimit *limit = ARENA_NEW(arena, struct ratelimit);
    limit->sets = 1;
    while (limit->sets * SET < keys * 2)
        limit->sets *= 2;
    limit->buckets = arena_alloc_array(arena, limit->sets * SET, sizeof(struct bucket));
    limit->every_us = every_us;
    limit->burst_us = every_us * (int64_t)burst;
    /* where the table lies differs from start to start, so sets cannot be aimed at */
    limit->salt = (uint64_t)(uintptr_t)limit->buckets * 0x9e3779b97f4a7c15u;
    pthread_mutex_init(&limit->lock, NULL);
    return limit;
}

static uint64_t spread(uint64_t hash, uint64_t salt)
{
    /* the finaliser of MurmurHash3 */
    hash ^= salt;
    hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdu;
    hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53u;
    hash ^= hash >> 33;
    return hash ? hash : 1;
}

bool ratelimit_take(struct ratelimit *limit, struct str key, int64_t now_us, int64_t *ret_wait_us)
{
    uint64_t hash = spread(str_hash(key), limit->salt);
    struct bucket *set = &limit->buckets[(hash & (limit->sets - 1)) * SET];
    struct bucket *bucket = &set[0];
    int64_t full_at;
    bool allowed;
    pthread_mutex_lock(&limit->lock);
    for (size_t i = 0; i < SET; i++) {
        if (set[i].key == hash) {
            bucket = &set[i];
            break;
        }
        if (set[i].key == 0 || set[i].full_at < bucket->full_at)
            bucket = &set[i];
    }
    full_at = bucket->key == hash && bucket->full_at > now_us ? bucket->full_at : now_us;
    allowed = full_at + limit->every_us - now_us <= limit->burst_us;
    if (allowed) {
        bucket->key = hash;
        bucket->full_at = full_at + limit->every_us;
    } else {
        *ret_wait_us = full_at + limit->every_us - now_us - limit->burst_us;
    }
    pthread_mutex_unlock(&limit->lock);
    return allowed;
}
