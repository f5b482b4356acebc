/*
 * The page cache: eight shards, each a table of chains and a clock hand. Locks
 * are held for a look-up or a link, never while a page is made, compressed or freed.
 */
#include "http/cache.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "http/compress.h"
#include "http/etag.h"

enum {
    SHARDS = 8,
    BUCKETS = 512,        /* per shard */
    OVERHEAD = 16 * 1024, /* what an entry costs beside its bytes, prepared answers too */
    WORTH_COMPRESSING = 256,
    KEY_USUAL = 120 /* bytes, which most keys fit */
};

struct cache_entry {
    struct cache *cache;
    struct cache_entry *next_in_bucket;
    struct cache_entry *next; /* the ring of the shard's clock */
    struct cache_entry *previous;
    struct str key;
    uint64_t hash;
    size_t cost;
    void *depend;
    struct arena *arena; /* everything of this entry, itself excepted */
    struct cache_variant variants[ENCODING_COUNT];
    bool has_variant[ENCODING_COUNT];
    atomic_uint references;          /* one of the table, one of each holder */
    atomic_bool used;                /* since the clock hand passed */
    _Atomic int64_t rendering_since; /* 0 when nobody renders it anew */
};

struct shard {
    pthread_mutex_t lock;
    struct cache_entry *buckets[BUCKETS];
    struct cache_entry *hand;
    size_t bytes;
    size_t entries;
};

struct cache {
    size_t shard_limit;
    struct cache_freshness freshness;
    const struct cache_maker *maker;
    struct shard shards[SHARDS];
    atomic_uint_fast64_t hits;
    atomic_uint_fast64_t stale_hits;
    atomic_uint_fast64_t renders;
    atomic_uint_fast64_t evictions;
};

struct cache *cache_new(size_t limit, struct cache_freshness freshness,
                        const struct cache_maker *maker)
{
    struct cache *cache = calloc(1, sizeof(*cache));
    if (!cache)
        abort();
    cache->shard_limit = limit / SHARDS;
    cache->freshness = freshness;
    cache->maker = maker;
    for (size_t i = 0; i < SHARDS; i++)
        pthread_mutex_init(&cache->shards[i].lock, NULL);
    return cache;
}

void cache_free(struct cache *cache)
{
    cache_clear(cache);
    for (size_t i = 0; i < SHARDS; i++)
        pthread_mutex_destroy(&cache->shards[i].lock);
    free(cache);
}

/* By other bits of the hash than its bucket. */
static struct shard *shard_of(struct cache *cache, uint64_t hash)
{
    return &cache->shards[(hash >> 32) % SHARDS];
}

static struct cache_entry **bucket_of(struct shard *shard, uint64_t hash)
{
    return &shard->buckets[hash % BUCKETS];
}

static void entry_free(struct cache_entry *entry)
{
    const struct cache *cache = entry->cache;
    for (size_t i = 0; i < ENCODING_COUNT && cache->maker; i++) {
        if (!entry->has_variant[i])
            continue;
        cache->maker->release(entry->variants[i].ready);
        cache->maker->release(entry->variants[i].unchanged);
    }
    if (cache->freshness.free_depend)
        cache->freshness.free_depend(entry->depend);
    arena_free(entry->arena);
    free(entry);
}

void cache_release(struct cache_entry *entry)
{
    if (atomic_fetch_sub_explicit(&entry->references, 1, memory_order_acq_rel) == 1)
        entry_free(entry);
}

struct str cache_key(struct arena *arena, const struct request *request, enum locale locale,
                     struct str look)
{
    struct buf key = buf_init(arena, CACHE_KEY);
    buf_reserve(&key, KEY_USUAL);
    buf_add_int(&key, (int)locale);
    buf_add_byte(&key, request->is_secure ? 's' : ' ');
    buf_add(&key, look);
    buf_add_byte(&key, ' ');
    buf_add(&key, request->host);
    buf_add_byte(&key, ' ');
    buf_add(&key, request->path);
    buf_add_byte(&key, '?');
    buf_add(&key, urlencoded_canonical(arena, request->query));
    return buf_overflowed(&key) ? (struct str){NULL, 0} : buf_str(&key);
}

/* The entry of `key`, counted for the caller; NULL when there is none. */
static struct cache_entry *entry_get(struct cache *cache, struct str key)
{
    uint64_t hash = str_hash(key);
    struct shard *shard = shard_of(cache, hash);
    struct cache_entry *entry;
    pthread_mutex_lock(&shard->lock);
    entry = *bucket_of(shard, hash);
    while (entry && (entry->hash != hash || !str_equal(entry->key, key)))
        entry = entry->next_in_bucket;
    if (entry)
        atomic_fetch_add_explicit(&entry->references, 1, memory_order_relaxed);
    pthread_mutex_unlock(&shard->lock);
    return entry;
}

enum cache_answer cache_find(struct cache *cache, struct str key, int64_t now_us,
                             struct cache_entry **ret_entry)
{
    struct cache_entry *entry = entry_get(cache, key);
    int64_t since;
    if (!entry)
        goto render;
    if (!cache->freshness.fresh ||
        cache->freshness.fresh(cache->freshness.context, entry->depend)) {
        if (!atomic_load_explicit(&entry->used, memory_order_relaxed))
            atomic_store_explicit(&entry->used, true, memory_order_relaxed);
        atomic_fetch_add_explicit(&cache->hits, 1, memory_order_relaxed);
        *ret_entry = entry;
        return CACHE_HIT;
    }
    since = atomic_load(&entry->rendering_since);
    if (since != 0 && now_us - since < CACHE_RENDER_US) {
        atomic_fetch_add_explicit(&cache->stale_hits, 1, memory_order_relaxed);
        *ret_entry = entry;
        return CACHE_HIT;
    }
    /* whoever sets the moment renders; the loser gets the old copy */
    if (!atomic_compare_exchange_strong(&entry->rendering_since, &since, now_us ? now_us : 1)) {
        atomic_fetch_add_explicit(&cache->stale_hits, 1, memory_order_relaxed);
        *ret_entry = entry;
        return CACHE_HIT;
    }
    cache_release(entry);
render:
    atomic_fetch_add_explicit(&cache->renders, 1, memory_order_relaxed);
    return CACHE_RENDER;
}

void cache_abandon(struct cache *cache, struct str key)
{
    struct cache_entry *entry = entry_get(cache, key);
    if (!entry)
        return;
    atomic_store(&entry->rendering_since, 0);
    cache_release(entry);
}

/* Takes `entry` out of its shard, whose lock is held; its reference is the caller's. */
static void entry_unlink(struct shard *shard, struct cache_entry *entry)
{
    struct cache_entry **link = bucket_of(shard, entry->hash);
    while (*link != entry)
        link = &(*link)->next_in_bucket;
    *link = entry->next_in_bucket;
    if (shard->hand == entry)
        shard->hand = entry->next != entry ? entry->next : NULL;
    entry->previous->next = entry->next;
    entry->next->previous = entry->previous;
    shard->bytes -= entry->cost;
    shard->entries--;
}

/* The clock: the first entry not used since the hand last passed it. */
static struct cache_entry *entry_evict(struct shard *shard)
{
    struct cache_entry *entry;
    while (atomic_exchange(&shard->hand->used, false))
        shard->hand = shard->hand->next;
    entry = shard->hand;
    entry_unlink(shard, entry);
    return entry;
}

/* Puts `entry` in its shard; what it replaces and displaces is chained in
 * `*ret_dropped` by next_in_bucket, to be released without the lock. */
static void entry_link(struct cache *cache, struct cache_entry *entry,
                       struct cache_entry **ret_dropped)
{
    struct shard *shard = shard_of(cache, entry->hash);
    struct cache_entry **bucket = bucket_of(shard, entry->hash);
    struct cache_entry *old;
    struct cache_entry *dropped = NULL;
    pthread_mutex_lock(&shard->lock);
    old = *bucket;
    while (old && (old->hash != entry->hash || !str_equal(old->key, entry->key)))
        old = old->next_in_bucket;
    if (old) {
        entry_unlink(shard, old);
        old->next_in_bucket = dropped;
        dropped = old;
    }
    while (shard->hand && shard->bytes + entry->cost > cache->shard_limit) {
        struct cache_entry *evicted = entry_evict(shard);
        evicted->next_in_bucket = dropped;
        dropped = evicted;
        atomic_fetch_add_explicit(&cache->evictions, 1, memory_order_relaxed);
    }
    entry->next_in_bucket = *bucket;
    *bucket = entry;
    if (shard->hand) {
        entry->next = shard->hand;
        entry->previous = shard->hand->previous;
        entry->previous->next = entry;
        entry->next->previous = entry;
    } else {
        shard->hand = entry->next = entry->previous = entry;
    }
    shard->bytes += entry->cost;
    shard->entries++;
    pthread_mutex_unlock(&shard->lock);
    *ret_dropped = dropped;
}

static void release_chain(struct cache_entry *entry)
{
    while (entry) {
        struct cache_entry *next = entry->next_in_bucket;
        cache_release(entry);
        entry = next;
    }
}

/* The tag of one encoding: "abc" becomes "abc-br" (RFC 9110, section 8.8.3.3). */
static struct str variant_etag(struct arena *arena, struct str etag, enum encoding encoding)
{
    if (encoding == ENCODING_IDENTITY)
        return arena_copy(arena, etag);
    return arena_printf(arena, PRISTR "-" PRISTR "\"", (int)etag.len - 1, etag.ptr,
                        STRARG(encoding_name(encoding)));
}

static void variant_fill(struct cache_entry *entry, enum encoding encoding,
                         const struct response *response, struct str etag, struct str bytes)
{
    struct cache_variant *variant = &entry->variants[encoding];
    struct pair *headers =
        arena_alloc_array(entry->arena, response->header_count + 2, sizeof(*headers));
    size_t count = 0;
    variant->encoding = encoding;
    variant->status = response->status;
    variant->bytes = bytes;
    variant->etag = variant_etag(entry->arena, etag, encoding);
    for (size_t i = 0; i < response->header_count; i++) {
        const struct pair *header = &response->headers[i];
        if (str_equal_ascii_nocase(header->name, STR("ETag")))
            continue;
        headers[count].name = arena_copy(entry->arena, header->name);
        headers[count++].value = arena_copy(entry->arena, header->value);
    }
    headers[count++] = (struct pair){STR("ETag"), variant->etag};
    if (encoding != ENCODING_IDENTITY)
        headers[count++] = (struct pair){STR("Content-Encoding"), encoding_name(encoding)};
    variant->headers = headers;
    variant->header_count = count;
    entry->has_variant[encoding] = true;
    entry->cost += bytes.len;
    if (entry->cache->maker) {
        variant->ready = entry->cache->maker->make(variant, false);
        variant->unchanged = entry->cache->maker->make(variant, true);
    }
}

static bool is_keepable(const struct cache *cache, struct str key, const struct response *response)
{
    return key.ptr && response->status == 200 && response->source == RESPONSE_BYTES &&
           response->keep != RESPONSE_NO_STORE &&
           !response_header(response, STR("Set-Cookie")).ptr &&
           response->body.len + OVERHEAD <= cache->shard_limit / 2;
}

static struct cache_entry *entry_new(struct cache *cache, struct str key,
                                     const struct response *response, void *depend)
{
    struct cache_entry *entry = calloc(1, sizeof(*entry));
    struct buf brotli;
    struct buf gzip;
    struct str etag;
    if (!entry)
        abort();
    entry->cache = cache;
    entry->arena = arena_new();
    entry->key = arena_copy(entry->arena, key);
    entry->hash = str_hash(key);
    entry->depend = depend;
    entry->cost = OVERHEAD + key.len;
    etag = response->etag.len > 0 ? response->etag : etag_of(entry->arena, response->body);
    variant_fill(entry, ENCODING_IDENTITY, response, etag,
                 arena_copy(entry->arena, response->body));
    if (response->body.len < WORTH_COMPRESSING)
        return entry;
    brotli = buf_init(response->arena, response->body.len * 2 + 1024);
    gzip = buf_init(response->arena, response->body.len * 2 + 1024);
    if (compress_brotli(response->body, &brotli) && brotli.len < response->body.len)
        variant_fill(entry, ENCODING_BROTLI, response, etag,
                     arena_copy(entry->arena, buf_str(&brotli)));
    if (compress_gzip(response->body, &gzip) && gzip.len < response->body.len)
        variant_fill(entry, ENCODING_GZIP, response, etag,
                     arena_copy(entry->arena, buf_str(&gzip)));
    return entry;
}

struct cache_entry *cache_put(struct cache *cache, struct str key, const struct response *response,
                              void *depend)
{
    struct cache_entry *entry;
    struct cache_entry *dropped;
    if (!is_keepable(cache, key, response)) {
        if (cache->freshness.free_depend)
            cache->freshness.free_depend(depend);
        if (key.ptr)
            cache_abandon(cache, key);
        return NULL;
    }
    entry = entry_new(cache, key, response, depend);
    atomic_init(&entry->references, 2); /* the table's and the caller's */
    entry_link(cache, entry, &dropped);
    release_chain(dropped);
    return entry;
}

void cache_clear(struct cache *cache)
{
    for (size_t i = 0; i < SHARDS; i++) {
        struct shard *shard = &cache->shards[i];
        struct cache_entry *dropped = NULL;
        pthread_mutex_lock(&shard->lock);
        while (shard->hand) {
            struct cache_entry *entry = shard->hand;
            entry_unlink(shard, entry);
            entry->next_in_bucket = dropped;
            dropped = entry;
        }
        pthread_mutex_unlock(&shard->lock);
        release_chain(dropped);
    }
}

const struct cache_variant *cache_choose(const struct cache_entry *entry,
                                         const struct request *request)
{
    enum encoding encoding = request_encoding(request);
    return &entry->variants[entry->has_variant[encoding] ? encoding : ENCODING_IDENTITY];
}

struct cache_stats cache_stats(struct cache *cache)
{
    struct cache_stats stats = {.hits = cache->hits,
                                .stale_hits = cache->stale_hits,
                                .renders = cache->renders,
                                .evictions = cache->evictions};
    for (size_t i = 0; i < SHARDS; i++) {
        pthread_mutex_lock(&cache->shards[i].lock);
        stats.entries += cache->shards[i].entries;
        stats.bytes += cache->shards[i].bytes;
        pthread_mutex_unlock(&cache->shards[i].lock);
    }
    return stats;
}
