/*
 * The page cache: hits, old copies while one renders, eviction, many threads.
 */
#include "http/cache.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/crypto.h"
#include "base/testing.h"

/* What pages depend on: a number, and whether it is today's. */
static atomic_int today;
static atomic_int depends;

static bool is_fresh(void *context, const void *depend)
{
    (void)context;
    return *(const int *)depend == atomic_load(&today);
}

static void free_depend(void *depend)
{
    atomic_fetch_sub(&depends, 1);
    free(depend);
}

static const struct cache_freshness freshness = {is_fresh, free_depend, NULL};

static int *depend_new(void)
{
    int *depend = malloc(sizeof(*depend));
    if (!depend)
        abort();
    *depend = atomic_load(&today);
    atomic_fetch_add(&depends, 1);
    return depend;
}

static struct cache_entry *put(struct cache *cache, struct str key, struct str page)
{
    struct arena *arena = arena_new();
    struct response response;
    struct cache_entry *entry;
    response_init(&response, arena);
    response_html(&response, 200, page);
    response_keep(&response, RESPONSE_REVALIDATE);
    entry = cache_put(cache, key, &response, depend_new());
    arena_free(arena);
    return entry;
}

static const struct request *asking(struct arena *arena, const char *encodings)
{
    struct request *request = ARENA_NEW(arena, struct request);
    struct pair *header = ARENA_NEW(arena, struct pair);
    *header = (struct pair){STR("Accept-Encoding"), str_from_c(encodings)};
    request->headers = (struct pairs){header, 1};
    return request;
}

static void a_page_is_kept_until_what_it_shows_changes(void **state)
{
    struct cache *cache = cache_new(1 << 20, freshness, NULL);
    struct cache_entry *entry;
    (void)state;
    assert_int_equal(cache_find(cache, STR("/a"), 1, &entry), CACHE_RENDER);
    cache_release(put(cache, STR("/a"), STR("one")));
    assert_int_equal(cache_find(cache, STR("/a"), 2, &entry), CACHE_HIT);
    cache_release(entry);
    assert_int_equal(cache_find(cache, STR("/b"), 2, &entry), CACHE_RENDER);
    atomic_fetch_add(&today, 1);
    assert_int_equal(cache_find(cache, STR("/a"), 3, &entry), CACHE_RENDER);
    cache_release(put(cache, STR("/a"), STR("two")));
    assert_int_equal(cache_find(cache, STR("/a"), 4, &entry), CACHE_HIT);
    assert_str(cache_choose(entry, &(struct request){0})->bytes, STR("two"));
    cache_release(entry);
    assert_int_equal(cache_stats(cache).entries, 1);
    assert_int_equal(cache_stats(cache).hits, 2);
    assert_int_equal(cache_stats(cache).renders, 3);
    cache_free(cache);
    assert_int_equal(depends, 0);
}

static void the_old_copy_is_served_while_one_request_renders(void **state)
{
    struct cache *cache = cache_new(1 << 20, freshness, NULL);
    struct cache_entry *entry;
    (void)state;
    cache_release(put(cache, STR("/a"), STR("old")));
    atomic_fetch_add(&today, 1);
    assert_int_equal(cache_find(cache, STR("/a"), 1000, &entry), CACHE_RENDER);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(cache_find(cache, STR("/a"), 1001, &entry), CACHE_HIT);
        assert_str(cache_choose(entry, &(struct request){0})->bytes, STR("old"));
        cache_release(entry);
    }
    assert_int_equal(cache_stats(cache).stale_hits, 3);
    /* it gave up: the next one renders */
    cache_abandon(cache, STR("/a"));
    assert_int_equal(cache_find(cache, STR("/a"), 1002, &entry), CACHE_RENDER);
    /* it never came back: another one renders when its time is over */
    assert_int_equal(cache_find(cache, STR("/a"), 1002 + CACHE_RENDER_US - 1, &entry), CACHE_HIT);
    cache_release(entry);
    assert_int_equal(cache_find(cache, STR("/a"), 1002 + CACHE_RENDER_US, &entry), CACHE_RENDER);
    cache_abandon(cache, STR("/never-seen"));
    cache_free(cache);
    assert_int_equal(depends, 0);
}

static void an_entry_in_hand_outlives_the_cache_forgetting_it(void **state)
{
    struct cache *cache = cache_new(1 << 20, freshness, NULL);
    struct cache_entry *entry = put(cache, STR("/a"), STR("page"));
    (void)state;
    cache_clear(cache);
    assert_int_equal(cache_stats(cache).entries, 0);
    assert_int_equal(cache_stats(cache).bytes, 0);
    assert_str(cache_choose(entry, &(struct request){0})->bytes, STR("page"));
    assert_int_equal(depends, 1);
    cache_release(entry);
    assert_int_equal(depends, 0);
    cache_free(cache);
}

static void the_bytes_kept_have_a_limit(void **state)
{
    enum {
        LIMIT = 4 << 20
    };
    struct cache *cache = cache_new(LIMIT, freshness, NULL);
    struct arena *arena = arena_new();
    char *page = arena_alloc(arena, 20000);
    (void)state;
    memset(page, 'a', 20000);
    for (int i = 0; i < 500; i++) {
        struct cache_entry *entry =
            put(cache, arena_printf(arena, "/%d", i), (struct str){page, 20000});
        assert_non_null(entry);
        cache_release(entry);
        assert_true(cache_stats(cache).bytes <= LIMIT);
    }
    assert_true(cache_stats(cache).evictions > 0);
    assert_true(cache_stats(cache).entries + cache_stats(cache).evictions == 500);
    assert_true(cache_stats(cache).entries >= 50);
    assert_int_equal(depends, cache_stats(cache).entries);
    cache_free(cache);
    arena_free(arena);
    assert_int_equal(depends, 0);
}

static void what_is_personal_or_no_page_is_not_kept(void **state)
{
    /*  status, keep, header, bytes, kept */
    static const struct {
        int status;
        enum response_keep keep;
        const char *header;
        size_t bytes;
        bool kept;
    } rows[] = {
        {200, RESPONSE_REVALIDATE, NULL,         10,      true },
        {200, RESPONSE_IMMUTABLE,  NULL,         10,      true },
        {200, RESPONSE_NO_STORE,   NULL,         10,      false},
        {404, RESPONSE_REVALIDATE, NULL,         10,      false},
        {303, RESPONSE_REVALIDATE, NULL,         10,      false},
        {200, RESPONSE_REVALIDATE, "Set-Cookie", 10,      false},
        {200, RESPONSE_REVALIDATE, NULL,         1 << 17, false}, /* over a sixteenth of 1 MiB */
    };
    struct cache *cache = cache_new(1 << 20, freshness, NULL);
    struct arena *arena = arena_new();
    char *page = arena_alloc(arena, 1 << 17);
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct response response;
        struct cache_entry *entry;
        response_init(&response, arena);
        response_html(&response, rows[i].status, (struct str){page, rows[i].bytes});
        response_keep(&response, rows[i].keep);
        if (rows[i].header)
            response_add_header(&response, str_from_c(rows[i].header), STR("a=1"));
        entry = cache_put(cache, STR("/a"), &response, depend_new());
        if (!entry != !rows[i].kept)
            fail_msg("row %zu", i);
        if (entry)
            cache_release(entry);
    }
    assert_null(put(cache, (struct str){NULL, 0}, STR("page")));
    cache_free(cache);
    arena_free(arena);
    assert_int_equal(depends, 0);
}

static void each_encoding_has_its_own_bytes_and_tag(void **state)
{
    struct cache *cache = cache_new(1 << 20, freshness, NULL);
    struct arena *arena = arena_new();
    char *page = arena_alloc(arena, 5000);
    struct cache_entry *entry;
    const struct cache_variant *plain;
    const struct cache_variant *brotli;
    const struct cache_variant *gzip;
    (void)state;
    memset(page, 'x', 5000);
    entry = put(cache, STR("/a"), (struct str){page, 5000});
    plain = cache_choose(entry, asking(arena, "identity"));
    brotli = cache_choose(entry, asking(arena, "gzip, br"));
    gzip = cache_choose(entry, asking(arena, "gzip"));
    assert_int_equal(plain->encoding, ENCODING_IDENTITY);
    assert_int_equal(brotli->encoding, ENCODING_BROTLI);
    assert_int_equal(gzip->encoding, ENCODING_GZIP);
    assert_int_equal(plain->bytes.len, 5000);
    assert_true(brotli->bytes.len < 100 && gzip->bytes.len < 100);
    /* RFC 9110, section 8.8.3.3: the tag of each representation is its own */
    assert_true(str_ends(brotli->etag, STR("-br\"")));
    assert_true(str_ends(gzip->etag, STR("-gzip\"")));
    assert_false(str_equal(plain->etag, gzip->etag));
    cache_release(entry);
    /* what is too small to be worth it stays as it is */
    entry = put(cache, STR("/b"), STR("tiny"));
    assert_int_equal(cache_choose(entry, asking(arena, "br"))->encoding, ENCODING_IDENTITY);
    cache_release(entry);
    cache_free(cache);
    arena_free(arena);
}

static void the_key_tells_apart_what_looks_different(void **state)
{
    /*  two targets, one page */
    static const struct {
        const char *a;
        const char *b;
        bool same;
    } rows[] = {
        {"/a",         "/a",         true },
        {"/a",         "/b",         false},
        {"/a?x=1&y=2", "/a?y=2&x=1", true },
        {"/a?x=1",     "/a?x=2",     false},
        {"/a?x=%41",   "/a?x=A",     true },
        {"/a?x=1%26y", "/a?x=1&y",   false},
        {"/a",         "/a?",        true },
        {"/a%3Fx",     "/a?x",       false},
        {"/a%20b",     "/a%20b?",    true },
    };
    struct arena *arena = arena_new();
    struct request *request;
    struct request *other;
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_no_fault(request_new(arena, HTTP_GET, str_from_c(rows[i].a), STR(""), &request));
        assert_no_fault(request_new(arena, HTTP_GET, str_from_c(rows[i].b), STR(""), &other));
        if (str_equal(cache_key(arena, request, LOCALE_VI, STR("dark")),
                      cache_key(arena, other, LOCALE_VI, STR("dark"))) != rows[i].same)
            fail_msg("%s and %s", rows[i].a, rows[i].b);
    }
    assert_no_fault(request_new(arena, HTTP_GET, STR("/a"), STR(""), &request));
    assert_no_fault(request_new(arena, HTTP_GET, STR("/a"), STR(""), &other));
    assert_false(str_equal(cache_key(arena, request, LOCALE_VI, STR("dark")),
                           cache_key(arena, request, LOCALE_EN, STR("dark"))));
    assert_false(str_equal(cache_key(arena, request, LOCALE_VI, STR("dark")),
                           cache_key(arena, request, LOCALE_VI, STR("light"))));
    other->host = STR("khac.vn");
    assert_false(str_equal(cache_key(arena, request, LOCALE_VI, STR("dark")),
                           cache_key(arena, other, LOCALE_VI, STR("dark"))));
    other->host = request->host;
    other->is_secure = true;
    assert_false(str_equal(cache_key(arena, request, LOCALE_VI, STR("dark")),
                           cache_key(arena, other, LOCALE_VI, STR("dark"))));
    arena_free(arena);
}

static void a_key_without_end_is_not_kept(void **state)
{
    struct arena *arena = arena_new();
    char *target = arena_alloc(arena, CACHE_KEY + 1);
    struct request *request;
    (void)state;
    memset(target, 'a', CACHE_KEY);
    target[0] = '/';
    assert_no_fault(request_new(arena, HTTP_GET, str_from_c(target), STR(""), &request));
    assert_null(cache_key(arena, request, LOCALE_VI, STR("dark")).ptr);
    arena_free(arena);
}

/* What the server would prepare, counted. */
static atomic_int prepared;

static void *prepare(const struct cache_variant *variant, bool unchanged)
{
    (void)variant;
    (void)unchanged;
    atomic_fetch_add(&prepared, 1);
    return malloc(1);
}

static void unprepare(void *ready)
{
    atomic_fetch_sub(&prepared, 1);
    free(ready);
}

static const struct cache_maker maker = {prepare, unprepare};

enum {
    THREADS = 4,
    TURNS = 3000,
    PAGES = 7
};

static void *visit(void *argument)
{
    struct cache *cache = argument;
    struct arena *arena = arena_new();
    for (int i = 0; i < TURNS; i++) {
        struct str key = arena_printf(arena, "/%d", i % PAGES);
        struct cache_entry *entry = NULL;
        if (cache_find(cache, key, clock_monotonic(), &entry) == CACHE_RENDER) {
            if (i % 5 == 0)
                cache_abandon(cache, key);
            else
                entry = put(cache, key, key);
        }
        if (entry) {
            if (!str_equal(cache_choose(entry, &(struct request){0})->bytes, key))
                abort();
            cache_release(entry);
        }
        if (i % 50 == 0)
            atomic_fetch_add(&today, 1);
        if (i % 1000 == 999)
            cache_clear(cache);
        if (i % 100 == 0)
            arena_reset(arena);
    }
    arena_free(arena);
    return NULL;
}

static void many_threads_find_put_abandon_and_clear(void **state)
{
    struct cache *cache = cache_new(1 << 20, freshness, &maker);
    pthread_t threads[THREADS];
    (void)state;
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, visit, cache), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    assert_true(cache_stats(cache).entries <= PAGES);
    cache_free(cache);
    assert_int_equal(depends, 0);
    assert_int_equal(prepared, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_kept_until_what_it_shows_changes),
        cmocka_unit_test(the_old_copy_is_served_while_one_request_renders),
        cmocka_unit_test(an_entry_in_hand_outlives_the_cache_forgetting_it),
        cmocka_unit_test(the_bytes_kept_have_a_limit),
        cmocka_unit_test(what_is_personal_or_no_page_is_not_kept),
        cmocka_unit_test(each_encoding_has_its_own_bytes_and_tag),
        cmocka_unit_test(the_key_tells_apart_what_looks_different),
        cmocka_unit_test(a_key_without_end_is_not_kept),
        cmocka_unit_test(many_threads_find_put_abandon_and_clear),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
