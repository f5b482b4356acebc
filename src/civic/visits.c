/*
 * A table of recent visits and a table of sums, each in shards with a lock of their
 * own, so that many threads count at once.
 */
#include "civic/visits.h"

#include "base/crypto.h"
#include "http/request.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* 2^64 divided by the golden ratio: spreads the bits of a hash. */
#define MIX UINT64_C(0x9E3779B97F4A7C15)

enum {
    RECENT = 8192, /* recent visits remembered by a shard */
    SUMS = 512,    /* names counted by a shard between two takings */
    RECENT_WAYS = 8,
    TRIES = 32
};

struct recent {
    uint64_t hash;
    int64_t at; /* seconds on the clock that only goes forward */
};

struct sum {
    uint64_t hash; /* of the name */
    int64_t count;
    size_t name_len;
    char name[VISIT_NAME];
};

struct shard {
    pthread_mutex_t lock;
    struct recent recent[RECENT];
    struct sum sums[SUMS];
};

struct visits {
    uint64_t key;
    struct shard shards[VISIT_SHARDS];
};

struct visits *visits_new(void)
{
    struct visits *visits = calloc(1, sizeof(*visits));
    if (!visits)
        abort();
    crypto_random(&visits->key, sizeof(visits->key));
    for (size_t i = 0; i < VISIT_SHARDS; i++)
        pthread_mutex_init(&visits->shards[i].lock, NULL);
    return visits;
}

void visits_free(struct visits *visits)
{
    for (size_t i = 0; i < VISIT_SHARDS; i++)
        pthread_mutex_destroy(&visits->shards[i].lock);
    free(visits);
}

/* Whether a program, not a person, names itself so. Browsers begin with "Mozilla/", a few
 * old ones with "Opera/"; robots that do the same say a word more. */
static bool is_robot(struct str agent)
{
    static const char *const words[] = {"bot",  "crawl",   "spider",   "slurp",      "preview",
                                        "http", "monitor", "headless", "lighthouse", "archiver"};
    char lower[256];
    struct str text = str_slice(agent, 0, sizeof(lower));
    if (!str_starts(agent, STR("Mozilla/")) && !str_starts(agent, STR("Opera/")))
        return true;
    for (size_t i = 0; i < text.len; i++)
        lower[i] =
            (char)(text.ptr[i] >= 'A' && text.ptr[i] <= 'Z' ? text.ptr[i] + 32 : text.ptr[i]);
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (str_find((struct str){lower, text.len}, str_from_c(words[i]), 0) >= 0)
            return true;
    return false;
}

/* Notes the visit; false where the same visitor was here within half an hour. */
static bool is_new_visit(struct shard *shard, uint64_t hash, int64_t now)
{
    struct recent *set = &shard->recent[hash / VISIT_SHARDS % (RECENT / RECENT_WAYS) * RECENT_WAYS];
    struct recent *oldest = set;
    for (size_t i = 0; i < RECENT_WAYS; i++) {
        if (set[i].hash == hash) {
            bool is_new = now - set[i].at >= VISIT_RELOAD_SECONDS;
            if (is_new)
                set[i].at = now;
            return is_new;
        }
        if (set[i].at < oldest->at)
            oldest = &set[i];
    }
    *oldest = (struct recent){hash, now};
    return true;
}

/* A full table drops the count: the sums are written every few seconds. */
static void add(struct shard *shard, struct str name, int64_t count)
{
    uint64_t hash = str_hash(name);
    for (size_t tried = 0; tried < TRIES; tried++) {
        struct sum *sum = &shard->sums[(hash + tried) % SUMS];
        if (sum->count == 0) {
            sum->hash = hash;
            sum->name_len = name.len;
            memcpy(sum->name, name.ptr, name.len);
        }
        if (sum->hash == hash && str_equal((struct str){sum->name, sum->name_len}, name)) {
            sum->count += count;
            return;
        }
    }
}

void visits_note(struct visits *visits, struct str name, struct str address, struct str agent,
                 int64_t now)
{
    uint64_t hash;
    struct shard *shard;
    if (name.len == 0 || name.len > VISIT_NAME || is_robot(agent))
        return;
    hash = (str_hash(address) ^ visits->key) * MIX;
    hash = (hash ^ str_hash(agent)) * MIX;
    hash = (hash ^ str_hash(name) ^ hash >> 29) * MIX;
    shard = &visits->shards[hash >> 60];
    pthread_mutex_lock(&shard->lock);
    if (is_new_visit(shard, hash, now))
        add(shard, name, 1);
    pthread_mutex_unlock(&shard->lock);
}

void visits_note_request(struct visits *visits, struct str name, const struct request *request)
{
    struct str purpose = request_header(request, STR("Sec-Purpose"));
    if (purpose.len == 0)
        purpose = request_header(request, STR("Purpose"));
    if (str_starts(purpose, STR("prefetch")))
        return;
    visits_note(visits, name,
                (struct str){(const char *)request->peer.bytes, sizeof(request->peer.bytes)},
                request_header(request, STR("User-Agent")),
                clock_monotonic() / 1000000 + VISIT_RELOAD_SECONDS);
}

visit_sums visits_take(struct visits *visits, struct arena *arena)
{
    visit_sums taken = {0};
    for (size_t p = 0; p < VISIT_SHARDS; p++) {
        struct shard *shard = &visits->shards[p];
        pthread_mutex_lock(&shard->lock);
        for (size_t i = 0; i < SUMS; i++) {
            const struct sum *sum = &shard->sums[i];
            if (sum->count)
                *VEC_PUSH(&taken, arena) = (struct visit_sum){
                    arena_copy(arena, (struct str){sum->name, sum->name_len}), sum->count};
        }
        memset(shard->sums, 0, sizeof(shard->sums));
        pthread_mutex_unlock(&shard->lock);
    }
    return taken;
}

void visits_put_back(struct visits *visits, const visit_sums *sums)
{
    pthread_mutex_lock(&visits->shards[0].lock);
    for (size_t i = 0; i < sums->count; i++)
        add(&visits->shards[0], sums->items[i].name, sums->items[i].count);
    pthread_mutex_unlock(&visits->shards[0].lock);
}
