/*
 * Search on both engines against a search that looks at every document one by
 * one: random documents, changed all the time, and random queries.
 */
#include "civic/search.h"
#include "civic/search_query.h"
#include "db/testing.h"

#include <string.h>

static const int64_t START_MS = INT64_C(1646092800000); /* 2022-03-01T00:00Z */

static const struct fault *put(struct work *work, void *context)
{
    return search_put(work, context);
}

struct thing {
    struct str kind;
    int64_t id;
};

static const struct fault *take_out(struct work *work, void *context)
{
    const struct thing *thing = context;
    return search_remove(work, thing->kind, thing->id);
}

static const struct search_filter everything = {.from = {INT32_MIN}, .until = {INT32_MIN}};

/* The ids of all pages, "3 1 2", asked for page by page. */
static struct str found(struct work *work, struct str typed, const struct search_filter *filter)
{
    struct buf buf = buf_init(work->arena, 64 * 1024);
    struct search_result result = {.has_more = true};
    for (int page = 0; result.has_more; page++) {
        assert_true(page < 100);
        assert_no_fault(search_find(work, typed, filter, result.last, &result));
        assert_true(result.hits.count <= SEARCH_PAGE);
        assert_true(!result.has_more || result.hits.count > 0);
        for (size_t i = 0; i < result.hits.count; i++)
            buf_printf(&buf, buf.len ? " %lld" : "%lld", (long long)result.hits.items[i].id);
    }
    db_release(work);
    return buf_str(&buf);
}

/* columns: written, folded, as written with tones in one place. The folded forms
 * are those of the alphabet, by hand; "quí" is "quý" written otherwise. */
static const struct {
    struct str written;
    const char *fold;
    const char *exact;
} vocabulary[] = {
    {STR_INIT("đất"),  "dat",   "đất" },
    {STR_INIT("dát"),    "dat",   "dát"   },
    {STR_INIT("dat"),     "dat",   "dat"    },
    {STR_INIT("Đỏ"),   "do",    "đỏ"  },
    {STR_INIT("do"),      "do",    "do"     },
    {STR_INIT("hòa"),    "hoa",   "hoà"   },
    {STR_INIT("Hoà"),    "hoa",   "hoà"   },
    {STR_INIT("hoa"),     "hoa",   "hoa"    },
    {STR_INIT("Thủy"),  "thuy",  "thuỷ" },
    {STR_INIT("thuỷ"),  "thuy",  "thuỷ" },
    {STR_INIT("quý"),    "quy",   "quý"   }, /* and "quí": one word */
    {STR_INIT("quí"),    "quy",   "quí"   },
    {STR_INIT("Qui"),     "quy",   "qui"    },
    {STR_INIT("kỹ"),    "ky",    "kỹ"   },
    {STR_INIT("kĩ"),     "ky",    "kĩ"    },
    {STR_INIT("xã"),     "xa",    "xã"    },
    {STR_INIT("XA"),      "xa",    "xa"     },
    {STR_INIT("30"),      "30",    "30"     },
    {STR_INIT("ngừng"), "ngung", "ngừng"},
    {STR_INIT("Đ"),      "d",     "đ"     },
    {STR_INIT("d"),       "d",     "d"      },
 /* words of the languages that engines are asked in */
    {STR_INIT("AND"),     "and",   "and"    },
    {STR_INIT("not"),     "not",   "not"    },
    {STR_INIT("NEAR"),    "near",  "near"   },
};

enum {
    DOCUMENTS = 150,
    TITLE_WORDS = 3,
    TEXT_WORDS = 12,
    QUERY_WORDS = 4,
    QUERIES = 200,
    DAYS = 4 /* on which things are published, from START_MS on */
};

static const int64_t DAY_MS = INT64_C(86400000);

struct phrase_of_words {
    int words[TEXT_WORDS];
    int count;
};

struct model {
    bool is_there;
    struct str kind;
    int64_t published_ms;
    int64_t shown_us;
    int64_t sequence; /* of the last put */
    struct phrase_of_words title;
    struct phrase_of_words text;
};

struct model_query {
    struct phrase_of_words words;
    bool follows[QUERY_WORDS];
};

static bool is_same(int a, int b, bool is_exact)
{
    return is_exact ? strcmp(vocabulary[a].exact, vocabulary[b].exact) == 0
                    : strcmp(vocabulary[a].fold, vocabulary[b].fold) == 0;
}

static bool has_word(const struct phrase_of_words *in, int word, bool is_exact)
{
    for (int i = 0; i < in->count; i++)
        if (is_same(in->words[i], word, is_exact))
            return true;
    return false;
}

/* Words [from, to) of the query in a row, folded. */
static bool has_row(const struct phrase_of_words *in, const struct phrase_of_words *query, int from,
                    int to)
{
    for (int at = 0; at + to - from <= in->count; at++) {
        int i = from;
        while (i < to && is_same(in->words[at + i - from], query->words[i], false))
            i++;
        if (i == to)
            return true;
    }
    return false;
}

static bool document_has_row(const struct model *model, const struct phrase_of_words *query,
                             int from, int to)
{
    return has_row(&model->title, query, from, to) || has_row(&model->text, query, from, to);
}

static bool has_all(const struct model *model, const struct model_query *query, bool is_in_title,
                    bool is_exact)
{
    for (int i = 0; i < query->words.count; i++)
        if (!has_word(&model->title, query->words.words[i], is_exact) &&
            (is_in_title || !has_word(&model->text, query->words.words[i], is_exact)))
            return false;
    return true;
}

static bool is_title(const struct model *model, const struct model_query *query, bool is_exact)
{
    if (model->title.count != query->words.count)
        return false;
    for (int i = 0; i < query->words.count; i++)
        if (!is_same(model->title.words[i], query->words.words[i], is_exact))
            return false;
    return true;
}

static bool is_plain(const struct model_query *query)
{
    for (int i = 0; i < query->words.count; i++)
        for (const char *c = vocabulary[query->words.words[i]].exact; *c; c++)
            if (*c & 0x80)
                return false;
    return true;
}

/* The tier as search_query.h tells it; SEARCH_TIERS where it is not found. */
static int tier_of(const struct model *model, const struct model_query *query)
{
    bool is_row = true;
    int from = 0;
    for (int i = 1; i <= query->words.count; i++) {
        if (i < query->words.count && query->follows[i])
            continue;
        if (i - from > 1 && !document_has_row(model, &query->words, from, i))
            return SEARCH_TIERS;
        from = i;
    }
    for (int i = 1; i < query->words.count; i++)
        is_row &= document_has_row(model, &query->words, i - 1, i + 1);
    if (is_title(model, query, true))
        return 0;
    if (is_plain(query) && is_title(model, query, false))
        return 1;
    if (has_all(model, query, true, true))
        return 2;
    if (has_all(model, query, false, true))
        return is_row ? 3 : 4;
    if (has_all(model, query, true, false))
        return 5;
    if (has_all(model, query, false, false))
        return is_row ? 6 : 7;
    return SEARCH_TIERS;
}

static bool is_before(const struct model *a, int tier_a, const struct model *b, int tier_b)
{
    if (tier_a != tier_b)
        return tier_a < tier_b;
    if (a->published_ms != b->published_ms)
        return a->published_ms > b->published_ms;
    return a->sequence > b->sequence;
}

/* What is asked for besides the words, as the model knows it. */
struct model_filter {
    struct str kind;
    int first_day;
    int last_day;
    int64_t shown_since; /* us */
    int64_t shown_until; /* us; 0 where it is not asked for */
};

static bool is_asked_for(const struct model *model, const struct model_filter *filter)
{
    int64_t day = (model->published_ms - START_MS) / DAY_MS;
    if (filter->kind.len > 0 && !str_equal(filter->kind, model->kind))
        return false;
    if (filter->shown_until &&
        (model->shown_us <= filter->shown_since || model->shown_us > filter->shown_until))
        return false;
    return model->is_there && day >= filter->first_day && day <= filter->last_day;
}

static struct str expected(struct arena *arena, const struct model *models,
                           const struct model_query *query, const struct model_filter *filter)
{
    struct buf buf = buf_init(arena, 64 * 1024);
    int order[DOCUMENTS];
    int count = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
        int tier = tier_of(&models[i], query);
        int at = count;
        if (tier == SEARCH_TIERS || !is_asked_for(&models[i], filter))
            continue;
        for (; at > 0 && is_before(&models[i], tier, &models[order[at - 1]],
                                   tier_of(&models[order[at - 1]], query));
             at--)
            order[at] = order[at - 1];
        order[at] = i;
        count++;
    }
    for (int i = 0; i < count; i++)
        buf_printf(&buf, i ? " %d" : "%d", order[i] + 1);
    return buf_str(&buf);
}

/* ---- chance, the same in every run ---- */

static uint64_t chance_state;

static int chance(int below)
{
    chance_state = chance_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)((chance_state >> 33) % (uint64_t)below);
}

/* Some words are common, some are rare. */
static struct phrase_of_words random_words(int most)
{
    struct phrase_of_words words = {.count = chance(most + 1)};
    for (int i = 0; i < words.count; i++)
        words.words[i] = chance(chance((int)COUNT(vocabulary)) + 1);
    return words;
}

static struct str spoken(struct arena *arena, const struct phrase_of_words *words)
{
    static const struct str between[] = {STR_INIT(" "), STR_INIT(", "), STR_INIT("-"),
                                         STR_INIT(" – “"), STR_INIT("\n")};
    struct buf buf = buf_init(arena, 4096);
    for (int i = 0; i < words->count; i++) {
        if (i > 0)
            buf_add(&buf, between[chance((int)COUNT(between))]);
        buf_add(&buf, vocabulary[words->words[i]].written);
    }
    return buf_str(&buf);
}

static struct str typed_query(struct arena *arena, struct model_query *query)
{
    struct buf buf = buf_init(arena, 4096);
    bool is_quoted = false;
    do
        query->words = random_words(QUERY_WORDS);
    while (query->words.count == 0);
    for (int i = 0; i < query->words.count; i++) {
        bool is_switched = chance(3) == 0;
        query->follows[i] = i > 0 && is_quoted && !is_switched;
        buf_add(&buf, is_switched ? STR(" \"") : STR(" "));
        is_quoted ^= is_switched;
        buf_add(&buf, vocabulary[query->words.words[i]].written);
    }
    return buf_str(&buf);
}

static void change_documents(struct work *work, struct model *models, int changes,
                             int64_t *sequence)
{
    static const struct str kinds[] = {STR_INIT("law"), STR_INIT("news")};
    for (int change = 0; change < changes; change++) {
        int i = chance(DOCUMENTS);
        struct model *model = &models[i];
        struct search_document document = {.id = i + 1, .path = STR("/x")};
        if (model->is_there && chance(4) == 0) {
            struct thing thing = {model->kind, i + 1};
            assert_no_fault(db_write(work, take_out, &thing));
            model->is_there = false;
            continue;
        }
        if (!model->is_there)
            model->kind = kinds[chance(2)];
        model->is_there = true;
        model->published_ms = START_MS + chance(DAYS) * DAY_MS + chance(60);
        model->sequence = ++*sequence;
        model->title = random_words(TITLE_WORDS);
        model->text = random_words(TEXT_WORDS);
        document.kind = model->kind;
        document.published_at.us = model->published_ms * 1000 + chance(1000);
        if (chance(2))
            document.shown_at.us = (START_MS + chance(DAYS) * DAY_MS + chance(60)) * 1000;
        model->shown_us = document.shown_at.us ? document.shown_at.us : document.published_at.us;
        document.title = spoken(work->arena, &model->title);
        document.text = spoken(work->arena, &model->text);
        assert_no_fault(db_write(work, put, &document));
    }
}

/* Any mixture of kind, days and when it was first shown, as both know it. */
static struct model_filter random_filter(struct search_filter *filter)
{
    static const struct str kinds[] = {STR_INIT(""), STR_INIT("law"), STR_INIT("")};
    struct model_filter wish = {.kind = kinds[chance(3)], .last_day = DAYS};
    filter->kind = wish.kind;
    if (chance(3) == 0) {
        wish.first_day = chance(DAYS);
        filter->from = date_ymd(2022, 3, 1 + wish.first_day);
    }
    if (chance(3) == 0) {
        wish.last_day = chance(DAYS);
        filter->until = date_ymd(2022, 3, 1 + wish.last_day);
    }
    if (chance(4) == 0) {
        wish.shown_since = (START_MS + chance(DAYS) * DAY_MS + 30) * 1000;
        wish.shown_until = wish.shown_since + DAY_MS * 1000;
        filter->shown_since.us = wish.shown_since;
        filter->shown_until.us = wish.shown_until;
    }
    return wish;
}

static void both_engines_find_what_looking_at_everything_finds(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct model *models = arena_alloc_array(test.arena, DOCUMENTS, sizeof(*models));
        int64_t sequence = 0;
        chance_state = 20220306;
        for (int q = 0; q < QUERIES; q++) {
            struct search_filter filter = everything;
            struct model_filter wish;
            struct model_query query;
            struct str typed;
            struct str ids;
            struct str wanted;
            change_documents(test.work, models, q == 0 ? 2 * DOCUMENTS : 1, &sequence);
            typed = typed_query(test.arena, &query);
            wish = random_filter(&filter);
            ids = found(test.work, typed, &filter);
            wanted = expected(test.arena, models, &query, &wish);
            if (!str_equal(ids, wanted))
                print_error("query %d:" PRISTR "\n", q, STRARG(typed));
            assert_str(ids, wanted);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_engines_find_what_looking_at_everything_finds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
