/*
 * Pages of anonymous visitors, kept rendered and compressed. A page is good as
 * long as what it shows has not changed (`fresh`); when it has, one request
 * renders it anew and the others get the old copy while that one is at work.
 *
 * Entries are counted references: whoever is handed one releases it when the
 * bytes are sent. Safe for threads; a hit takes one short lock and copies nothing.
 */
#ifndef DINH_HTTP_CACHE_H
#define DINH_HTTP_CACHE_H

#include "http/response.h"

enum {
    CACHE_KEY = 1024,             /* bytes; a longer key is not kept */
    CACHE_RENDER_US = 5 * 1000000 /* an old copy is served at most so long */
};

/* One encoding of a page. */
struct cache_variant {
    enum encoding encoding;
    struct str bytes;
    struct str etag;            /* its own: "…", "…-br", "…-gzip" */
    const struct pair *headers; /* all of the answer's, Content-Encoding and ETag too */
    size_t header_count;
    int status;
    void *ready;     /* made by the server for sending as it is; or NULL */
    void *unchanged; /* the same for 304 Not Modified */
};

struct cache_entry;
struct cache;

/* How the server prepares answers once instead of every time. `make` gives the
 * thing to send for a variant, or for its 304; `release` frees it. */
struct cache_maker {
    void *(*make)(const struct cache_variant *variant, bool unchanged);
    void (*release)(void *ready);
};

/* Whether what a page was made of is unchanged. `depend` is what cache_put was
 * given; it must not change afterwards and is freed with cache_free_depend. */
struct cache_freshness {
    bool (*fresh)(void *context, const void *depend);
    void (*free_depend)(void *depend);
    void *context;
};

/* `limit` bytes for everything (32 MiB is plenty for a commune). `maker` may be
 * NULL (nothing is prepared). */
struct cache *cache_new(size_t limit, struct cache_freshness freshness,
                        const struct cache_maker *maker);
void cache_free(struct cache *cache);

/* Key of the page that `request` asks for: host, language, path, sorted query and what
 * `look` says, a word without spaces. ptr NULL where it is too long to keep. */
struct str cache_key(struct arena *arena, const struct request *request, enum locale locale,
                     struct str look);

enum cache_answer {
    CACHE_HIT,   /* `*ret_entry` is yours to send and release */
    CACHE_RENDER /* render it, then cache_put or cache_abandon */
};

/* `now_us` is clock_monotonic. */
enum cache_answer cache_find(struct cache *cache, struct str key, int64_t now_us,
                             struct cache_entry **ret_entry);
/*
 * Keeps a finished response (response_finish) under `key`. Not kept: a status
 * other than 200, a Set-Cookie, a file, RESPONSE_NO_STORE, more than a
 * sixteenth of the limit. The page leaves its ETag to the cache (response_etag
 * is not called), lest response_finish turn it into a 304 for one visitor. Takes over `depend` in
 * every case. Returns the new entry for sending, or NULL where it was not kept.
 */
struct cache_entry *cache_put(struct cache *cache, struct str key, const struct response *response,
                              void *depend);
/* The rendering asked for by CACHE_RENDER failed; the next request tries again. */
void cache_abandon(struct cache *cache, struct str key);
/* Drops everything, as after an import. */
void cache_clear(struct cache *cache);

/* The encoding of `entry` that suits the request; valid until the release. */
const struct cache_variant *cache_choose(const struct cache_entry *entry,
                                         const struct request *request);
void cache_release(struct cache_entry *entry);

struct cache_stats {
    uint64_t hits;
    uint64_t stale_hits; /* old copies served during a rendering */
    uint64_t renders;
    uint64_t evictions;
    size_t entries;
    size_t bytes;
};
struct cache_stats cache_stats(struct cache *cache);

#endif
