/*
 * The table of failures: a fixed array searched by hash, eight places a key.
 */
#include "modules/accounts/throttle.h"

#include <pthread.h>
#include <stdlib.h>

enum {
    WAYS = 8
};

struct record {
    uint64_t hash; /* 0: free */
    int64_t last;  /* seconds, of the last failure */
    int failures;
};

struct throttle {
    pthread_mutex_t lock;
    size_t sets;
    struct record records[];
};

struct throttle *throttle_new(size_t keys)
{
    size_t sets = keys / WAYS + 1;
    struct throttle *throttle = calloc(1, sizeof(*throttle) + sets * WAYS * sizeof(struct record));
    if (!throttle)
        abort();
    throttle->sets = sets;
    pthread_mutex_init(&throttle->lock, NULL);
    return throttle;
}

void throttle_free(struct throttle *throttle)
{
    if (!throttle)
        return;
    pthread_mutex_destroy(&throttle->lock);
    free(throttle);
}

/* The record of a key, or the place where it would go. */
static struct record *find(struct throttle *throttle, struct str key, bool *ret_found)
{
    uint64_t hash = str_hash(key) | 1;
    struct record *set = &throttle->records[hash / 2 % throttle->sets * WAYS];
    struct record *oldest = set;
    for (size_t i = 0; i < WAYS; i++) {
        if (set[i].hash == hash) {
            *ret_found = true;
            return &set[i];
        }
        if (set[i].last < oldest->last)
            oldest = &set[i];
    }
    *ret_found = false;
    return oldest;
}

static int64_t pause_after(int failures)
{
    int64_t pause = 1;
    if (failures < THROTTLE_FREE)
        return 0;
    for (int i = THROTTLE_FREE; i < failures && pause < THROTTLE_LONGEST; i++)
        pause *= 2;
    return pause < THROTTLE_LONGEST ? pause : THROTTLE_LONGEST;
}

static int64_t wait_of(const struct record *record, int64_t now_seconds)
{
    int64_t wait = 0;
    if (now_seconds - record->last < THROTTLE_FORGET)
        wait = record->last + pause_after(record->failures) - now_seconds;
    return wait > 0 ? wait : 0;
}

static void count_failure(struct record *record, bool is_known, struct str key, int64_t now_seconds)
{
    if (!is_known || now_seconds - record->last >= THROTTLE_FORGET)
        *record = (struct record){.hash = str_hash(key) | 1};
    record->failures++;
    record->last = now_seconds;
}

int64_t throttle_enter(struct throttle *throttle, struct str key, int64_t now_seconds)
{
    bool found;
    struct record *record;
    int64_t wait;
    pthread_mutex_lock(&throttle->lock);
    record = find(throttle, key, &found);
    wait = found ? wait_of(record, now_seconds) : 0;
    if (wait == 0)
        count_failure(record, found, key, now_seconds);
    pthread_mutex_unlock(&throttle->lock);
    return wait;
}

void throttle_succeeded(struct throttle *throttle, struct str key)
{
    bool found;
    struct record *record;
    pthread_mutex_lock(&throttle->lock);
    record = find(throttle, key, &found);
    if (found)
        *record = (struct record){0};
    pthread_mutex_unlock(&throttle->lock);
}
