/*
 * How fast search is: fills an empty database with articles of invented words
 * and asks for pairs of words that stand in them. Prints lines of
 *     what<TAB>engine<TAB>figure<TAB>unit
 *
 *     build/bench/search DATABASE ARTICLES QUERIES
 *
 * DATABASE is as in dinh.conf: "sqlite:PATH" or "postgres:…".
 */
#include "civic/search.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/vec.h"
#include "db/db.h"
#include "db/migrate.h"
#include "text/fold.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SYLLABLES = 6000,
    WORDS = 20000,       /* of one to three syllables */
    TITLE_WORDS = 6,     /* words of a title */
    TEXT_WORDS = 120,    /* words of a text on average */
    PUT_AT_ONCE = 200,   /* articles in one use-case */
    QUERY_ARTICLES = 500 /* articles from which queries are taken */
};

static uint64_t chance_state = 20220306;

static uint32_t chance(uint32_t below)
{
    chance_state = chance_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((chance_state >> 33) % below);
}

/* ---- a language: syllables, words of syllables, the first ones common ---- */

struct language {
    struct arena *arena;
    struct str syllables[SYLLABLES];
    struct str words[WORDS];
    double weight[WORDS]; /* of all words up to this one */
};

static const char *const onsets[] = {"",   "b", "c", "ch", "d",  "đ",  "g",  "h",
                                     "kh", "l", "m", "n",  "ng", "nh", "ph", "qu",
                                     "r",  "s", "t", "th", "tr", "v",  "x",  "gi"};
static const char *const rimes[] = {
    "a à á ả ã ạ",
    "o ò ó ỏ õ ọ",
    "ô ồ ố ổ ỗ ộ",
    "ơ ờ ớ ở ỡ ợ",
    "u ù ú ủ ũ ụ",
    "ư ừ ứ ử ữ ự",
    "i ì í ỉ ĩ ị",
    "ê ề ế ể ễ ệ",
    "an àn án ản ãn ạn",
    "ân ần ấn ẩn ẫn ận",
    "ang àng áng ảng ãng ạng",
    "ông ồng ống ổng ỗng ộng",
    "ương ường ướng ưởng ưỡng ượng",
    "iên iền iến iển iễn iện",
    "ai ài ái ải ãi ại",
    "ao ào áo ảo ão ạo",
    "ôi ồi ối ổi ỗi ội",
    "inh ình ính ỉnh ĩnh ịnh",
    "anh ành ánh ảnh ãnh ạnh",
    "at at át at at ạt",
    "ât ất ất ật ật ật",
    "ôc ốc ốc ộc ộc ộc",
    "ich ích ích ịch ịch ịch",
    "uyên uyền uyến uyển uyễn uyện",
    "oa oà oá oả oã oạ",
    "eo èo éo ẻo ẽo ẹo",
    "am àm ám ảm ãm ạm",
    "âm ầm ấm ẩm ẫm ậm",
    "ung ùng úng ủng ũng ụng",
    "ăng ằng ắng ẳng ẵng ặng",
};

static struct str random_syllable(struct arena *arena)
{
    struct str forms = str_from_c(rimes[chance(sizeof(rimes) / sizeof(rimes[0]))]);
    struct str form = str_cut(&forms, ' ');
    for (uint32_t tone = chance(6); tone > 0; tone--)
        form = str_cut(&forms, ' ');
    return arena_printf(arena, "%s" PRISTR, onsets[chance(sizeof(onsets) / sizeof(onsets[0]))],
                        STRARG(form));
}

static struct language *make_language(struct arena *arena)
{
    struct language *language = ARENA_NEW(arena, struct language);
    double sum = 0;
    language->arena = arena;
    for (int i = 0; i < SYLLABLES; i++)
        language->syllables[i] = random_syllable(arena);
    for (int i = 0; i < WORDS; i++) {
        struct buf buf = buf_init(arena, 256);
        uint32_t count = i < 300 ? 1U : 1U + (chance(4) > 0) + (chance(8) == 0);
        for (uint32_t s = 0; s < count; s++) {
            if (s > 0)
                buf_add_byte(&buf, ' ');
            buf_add(&buf, language->syllables[chance(SYLLABLES)]);
        }
        language->words[i] = buf_str(&buf);
        sum += 1.0 / (i + 3);
        language->weight[i] = sum;
    }
    return language;
}

static struct str random_word(const struct language *language)
{
    double at = language->weight[WORDS - 1] * chance(1 << 30) / (1 << 30);
    int low = 0;
    int high = WORDS - 1;
    while (low < high) {
        int middle = (low + high) / 2;
        if (language->weight[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return language->words[low];
}

static struct str random_text(struct arena *arena, const struct language *language, uint32_t count)
{
    struct buf buf = buf_init(arena, 64 * 1024);
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            buf_add(&buf, chance(12) == 0 ? STR(", ") : STR(" "));
        buf_add(&buf, random_word(language));
    }
    return buf_str(&buf);
}

/* ---- filling ---- */

struct filling {
    const struct language *language;
    int64_t first;
    int64_t count;
    struct search_document documents[PUT_AT_ONCE];
};

static const struct fault *put_all(struct work *work, void *context)
{
    const struct filling *filling = context;
    const struct fault *fault = NULL;
    for (int64_t i = 0; !fault && i < filling->count; i++)
        fault = search_put(work, &filling->documents[i]);
    if (!fault)
        fault = search_settle(work);
    return fault;
}

static void make_documents(struct arena *arena, struct filling *filling)
{
    for (int64_t i = 0; i < filling->count; i++)
        filling->documents[i] = (struct search_document){
            .kind = chance(10) ? STR("news") : STR("law"),
            .id = filling->first + i + 1,
            .unit_id = 1,
            .published_at = {INT64_C(1400000000000000) + chance(1U << 28) * INT64_C(1000000)},
            .path = STR("/tin-tuc/tin"),
            .title = random_text(arena, filling->language, TITLE_WORDS),
            .text = random_text(arena, filling->language, TEXT_WORDS / 2 + chance(TEXT_WORDS)),
            .is_one_of_many = true,
        };
}

typedef VEC(struct str) text_list;

/* Texts of some documents are kept, to take queries from. */
static const struct fault *fill(struct db_pool *pool, const struct language *language,
                                int64_t articles, text_list *texts)
{
    struct arena *arena = arena_new();
    const struct fault *fault = NULL;
    int64_t every = articles / QUERY_ARTICLES > 0 ? articles / QUERY_ARTICLES : 1;
    for (int64_t at = 0; !fault && at < articles; at += PUT_AT_ONCE) {
        struct work work = {.arena = arena, .clock = clock_system()};
        struct filling filling = {.language = language, .first = at, .count = PUT_AT_ONCE};
        if (articles - at < PUT_AT_ONCE)
            filling.count = articles - at;
        make_documents(arena, &filling);
        for (int64_t i = 0; i < filling.count; i++)
            if ((at + i) % every == 0)
                *VEC_PUSH(texts, language->arena) =
                    arena_copy(language->arena, filling.documents[i].text);
        fault = db_attach(pool, &work, DB_MAY_WRITE);
        if (!fault)
            fault = db_write(&work, put_all, &filling);
        fault = fault_copy(language->arena, fault);
        arena_reset(arena);
    }
    arena_free(arena);
    return fault;
}

/* ---- asking ---- */

enum taking {
    TAKE_NEIGHBOURS, /* two syllables in a row, as of a word of two */
    TAKE_ANY,        /* two syllables from anywhere in an article */
    TAKE_PHRASE,     /* four in a row, in quotes */
    TAKINGS
};
static const char *const taking_names[TAKINGS] = {"2 words in a row", "2 words", "phrase of 4"};

static struct str take_query(struct arena *arena, struct str text, enum taking taking,
                             bool is_folded)
{
    struct buf buf = buf_init(arena, 1024);
    VEC(struct str) words = {0};
    uint32_t at;
    for (struct str rest = text; rest.ptr;)
        *VEC_PUSH(&words, arena) = str_cut(&rest, ' ');
    at = chance((uint32_t)words.count - 4);
    if (taking == TAKE_ANY) {
        buf_add(&buf, words.items[chance((uint32_t)words.count)]);
        buf_add(&buf, STR(" "));
        buf_add(&buf, words.items[at]);
    } else {
        buf_add(&buf, taking == TAKE_PHRASE ? STR("\"") : STR(""));
        for (uint32_t i = 0; i < (taking == TAKE_PHRASE ? 4U : 2U); i++) {
            buf_add(&buf, words.items[at + i]);
            buf_add(&buf, STR(" "));
        }
    }
    if (!is_folded)
        return buf_str(&buf);
    return taking == TAKE_PHRASE
               ? arena_printf(arena, "\"" PRISTR "\"", STRARG(text_fold(arena, buf_str(&buf))))
               : text_fold(arena, buf_str(&buf));
}

static int compare_times(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

static void say_times(const char *what, const char *engine, int64_t *times, size_t count)
{
    qsort(times, count, sizeof(times[0]), compare_times);
    printf("search, %s, p50\t%s\t%.2f\tms\n", what, engine, (double)times[count / 2] / 1000);
    printf("search, %s, p99\t%s\t%.2f\tms\n", what, engine, (double)times[count * 99 / 100] / 1000);
    printf("search, %s, most\t%s\t%.2f\tms\n", what, engine, (double)times[count - 1] / 1000);
}

static const struct fault *ask(struct db_pool *pool, const text_list *texts, int queries,
                               enum taking taking, const char *engine, struct arena *arena)
{
    struct search_filter filter = {.from = DATE_NONE, .until = DATE_NONE};
    int64_t *times = arena_alloc_array(arena, (size_t)queries, sizeof(*times));
    struct arena *own = arena_new();
    const struct fault *fault = NULL;
    int64_t found = 0;
    for (int i = 0; !fault && i < queries; i++) {
        struct work work = {.arena = own, .clock = clock_system()};
        struct str typed =
            take_query(own, texts->items[chance((uint32_t)texts->count)], taking, i % 2 == 1);
        struct search_result result = {.has_more = false};
        int64_t began = clock_monotonic();
        fault = db_attach(pool, &work, DB_READ_ONLY);
        if (!fault)
            fault = search_find(&work, typed, &filter, (struct search_place){0, 0}, &result);
        times[i] = clock_monotonic() - began;
        if (getenv("SLOW") && times[i] > atoll(getenv("SLOW")))
            fprintf(stderr, "%lld us, %zu hits, last tier %d: " PRISTR "\n", (long long)times[i],
                    result.hits.count, result.last.tier, STRARG(typed));
        found += (int64_t)result.hits.count;
        db_release(&work);
        fault = fault_copy(arena, fault);
        arena_reset(own);
    }
    arena_free(own);
    say_times(taking_names[taking], engine, times, (size_t)queries);
    printf("search, %s, hits\t%s\t%.1f\ta page\n", taking_names[taking], engine,
           (double)found / queries);
    return fault;
}

static const struct fault *run(struct arena *arena, struct str url, int64_t articles, int queries)
{
    struct db_pool *pool;
    struct language *language = make_language(arena);
    text_list texts = {0};
    const char *engine;
    int64_t began;
    const struct fault *fault = db_open(
        arena, (struct db_options){.url = url, .readers = 2, .patience_us = DB_PATIENCE_COMMAND_US},
        &pool);
    if (fault)
        return fault;
    engine = db_pool_engine(pool) == DB_SQLITE ? "sqlite" : "postgres";
    fault = migrate_assets(arena, pool);
    began = clock_monotonic();
    if (!fault)
        fault = fill(pool, language, articles, &texts);
    printf("search, index %lld articles\t%s\t%.1f\ts\n", (long long)articles, engine,
           (double)(clock_monotonic() - began) / 1e6);
    for (int taking = 0; !fault && taking < TAKINGS; taking++)
        fault = ask(pool, &texts, queries, (enum taking)taking, engine, arena);
    db_close(pool);
    return fault;
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_new();
    const struct fault *fault;
    if (argc != 4 || !crypto_start()) {
        fprintf(stderr, "usage: %s DATABASE ARTICLES QUERIES\n", argv[0]);
        return 2;
    }
    fault = run(arena, str_from_c(argv[1]), atoll(argv[2]), atoi(argv[3]));
    if (fault)
        fprintf(stderr, "%s: " PRISTR "\n", fault->key, STRARG(fault->detail));
    arena_free(arena);
    return fault != NULL;
}
