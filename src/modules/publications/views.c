/*
 * How often an article was read. A visitor is an address and a browser, known
 * only as a keyed hash whose key is thrown away with the process; the same one
 * within half an hour is a reload. Counting touches memory alone: a table of
 * recent visits and a table of sums, each in shards with a lock of their own.
 *
 * Every few seconds the sums are written, so that a crash loses no more than that.
 * A page that shows a count is kept all the same: its topic is touched once a
 * minute at most, or a page that many read would be made anew at every flush.
 */
#include "modules/publications/article_service.h"

#include "db/db.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* 2^64 divided by the golden ratio: spreads the bits of a hash. */
#define MIX UINT64_C(0x9E3779B97F4A7C15)

enum {
    SHARDS = 16,
    VISITS = 8192, /* recent visits remembered by a shard */
    SUMS = 512,    /* articles counted by a shard between two flushes */
    SUM_SLUG = ARTICLE_SLUG_MOST + 20,
    VISIT_WAYS = 8,
    UNSHOWN = 4096, /* articles whose pages wait for the next minute */
    SHOW_US = 60 * 1000000,
    RELOAD_SECONDS = 30 * 60
};

struct visit {
    uint64_t hash;
    int64_t at; /* seconds on the clock that only goes forward */
};

struct sum {
    uint64_t hash; /* of the slug */
    int64_t count;
    size_t slug_len;
    char slug[SUM_SLUG];
};

struct shard {
    pthread_mutex_t lock;
    struct visit visits[VISITS];
    struct sum sums[SUMS];
};

struct views {
    uint64_t key;
    struct shard shards[SHARDS];
    /* Of the flushing thread alone: articles counted since pages last showed it. */
    int64_t unshown[UNSHOWN];
    size_t unshown_count;
    int64_t shown_at; /* clock_monotonic */
};

void *views_start(struct site *site)
{
    struct views *views = calloc(1, sizeof(*views));
    (void)site;
    if (!views)
        abort();
    crypto_random(&views->key, sizeof(views->key));
    for (size_t i = 0; i < SHARDS; i++)
        pthread_mutex_init(&views->shards[i].lock, NULL);
    return views;
}

void views_stop(void *state)
{
    struct views *views = state;
    for (size_t i = 0; i < SHARDS; i++)
        pthread_mutex_destroy(&views->shards[i].lock);
    free(views);
}

/* Words by which programs, not people, name themselves. */
static bool is_robot(struct str agent)
{
    static const char *const words[] = {"bot",  "crawl",  "spider", "slurp",   "preview", "curl",
                                        "wget", "python", "http",   "monitor", "headless"};
    char lower[256];
    struct str text = str_slice(agent, 0, sizeof(lower));
    if (agent.len == 0)
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
    struct visit *set = &shard->visits[hash / SHARDS % (VISITS / VISIT_WAYS) * VISIT_WAYS];
    struct visit *oldest = set;
    for (size_t i = 0; i < VISIT_WAYS; i++) {
        if (set[i].hash == hash) {
            bool is_new = now - set[i].at >= RELOAD_SECONDS;
            if (is_new)
                set[i].at = now;
            return is_new;
        }
        if (set[i].at < oldest->at)
            oldest = &set[i];
    }
    *oldest = (struct visit){hash, now};
    return true;
}

/* A full table drops the count: the sums are written every few seconds. */
static void add(struct shard *shard, struct str slug, int64_t count)
{
    uint64_t hash = str_hash(slug);
    for (size_t tried = 0; tried < 32; tried++) {
        struct sum *sum = &shard->sums[(hash + tried) % SUMS];
        if (sum->count == 0) {
            sum->hash = hash;
            sum->slug_len = slug.len;
            memcpy(sum->slug, slug.ptr, slug.len);
        }
        if (sum->hash == hash && str_equal((struct str){sum->slug, sum->slug_len}, slug)) {
            sum->count += count;
            return;
        }
    }
}

void views_count(void *state, struct str slug, struct str address, struct str agent, int64_t now)
{
    struct views *views = state;
    uint64_t hash;
    struct shard *shard;
    if (slug.len == 0 || slug.len > SUM_SLUG || is_robot(agent))
        return;
    hash = (str_hash(address) ^ views->key) * MIX;
    hash = (hash ^ str_hash(agent)) * MIX;
    hash = (hash ^ str_hash(slug) ^ hash >> 29) * MIX;
    shard = &views->shards[hash >> 60];
    pthread_mutex_lock(&shard->lock);
    if (is_new_visit(shard, hash, now))
        add(shard, slug, 1);
    pthread_mutex_unlock(&shard->lock);
}

void article_count_view(struct site *site, struct str slug, struct str address, struct str agent)
{
    void *views = site_state(site, "publications");
    if (views)
        views_count(views, slug, address, agent, clock_monotonic() / 1000000 + RELOAD_SECONDS);
}

struct flush {
    struct sum *sums;
    int64_t *ids; /* of their articles; 0 where there is none any more */
    size_t count;
    const int64_t *unshown; /* counted before, to be shown now */
    size_t unshown_count;
    bool is_shown;
};

static const struct fault *write_sums(struct work *work, void *context)
{
    struct flush *flush = context;
    for (size_t i = 0; i < flush->count; i++) {
        const struct sum *sum = &flush->sums[i];
        const struct fault *fault = article_views_add(work, (struct str){sum->slug, sum->slug_len},
                                                      sum->count, &flush->ids[i]);
        if (fault)
            return fault;
        if (flush->is_shown && flush->ids[i])
            db_touch(work, article_topic(flush->ids[i]));
    }
    for (size_t i = 0; flush->is_shown && i < flush->unshown_count; i++)
        db_touch(work, article_topic(flush->unshown[i]));
    return NULL;
}

/* Takes all sums out of the tables. */
static struct flush take_sums(struct work *work, struct views *views)
{
    VEC(struct sum) taken = {0};
    for (size_t p = 0; p < SHARDS; p++) {
        struct shard *shard = &views->shards[p];
        pthread_mutex_lock(&shard->lock);
        for (size_t i = 0; i < SUMS; i++)
            if (shard->sums[i].count)
                *VEC_PUSH(&taken, work->arena) = shard->sums[i];
        memset(shard->sums, 0, sizeof(shard->sums));
        pthread_mutex_unlock(&shard->lock);
    }
    return (struct flush){.sums = taken.items,
                          .ids = arena_alloc_array(work->arena, taken.count, sizeof(int64_t)),
                          .count = taken.count,
                          .unshown = views->unshown,
                          .unshown_count = views->unshown_count};
}

/* Sums that could not be written count at the next flush. */
static void put_back(struct views *views, const struct flush *flush)
{
    pthread_mutex_lock(&views->shards[0].lock);
    for (size_t i = 0; i < flush->count; i++)
        add(&views->shards[0], (struct str){flush->sums[i].slug, flush->sums[i].slug_len},
            flush->sums[i].count);
    pthread_mutex_unlock(&views->shards[0].lock);
}

/* Remembers what was written without being shown. */
static void note_unshown(struct views *views, const struct flush *flush)
{
    for (size_t i = 0; i < flush->count; i++) {
        bool is_known = flush->ids[i] == 0;
        for (size_t u = 0; !is_known && u < views->unshown_count; u++)
            is_known = views->unshown[u] == flush->ids[i];
        if (!is_known)
            views->unshown[views->unshown_count++] = flush->ids[i];
    }
}

/* Whether the pages are due; also where no more could be remembered. */
static bool is_time_to_show(const struct views *views, const struct flush *flush)
{
    return clock_monotonic() - views->shown_at >= SHOW_US ||
           views->unshown_count + flush->count > UNSHOWN;
}

const struct fault *views_flush(struct work *work)
{
    struct views *views = site_state(work->site, "publications");
    struct flush flush = take_sums(work, views);
    const struct fault *fault;
    flush.is_shown = is_time_to_show(views, &flush);
    if (flush.count == 0 && !(flush.is_shown && flush.unshown_count > 0))
        return NULL;
    fault = db_write(work, write_sums, &flush);
    if (fault) {
        put_back(views, &flush);
    } else if (flush.is_shown) {
        views->unshown_count = 0;
        views->shown_at = clock_monotonic();
    } else {
        note_unshown(views, &flush);
    }
    return fault;
}
