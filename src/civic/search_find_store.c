/*
 * Asking the index. A page is filled tier by tier, each by one statement that
 * reads from the newest key down and stops when the page is full.
 */
#include "civic/search_query.h"
#include "civic/search_snippet.h"

#include "db/db.h"
#include "db/topic.h"

enum {
    /* Documents read for a page where phrases are looked for in their texts; a
     * page that finds too few in them is short, and the next one goes on. */
    MOST_READ = 400,
    WHOLE_TEXT = INT32_MAX,
    SUGGESTIONS_READ = 40 /* titles, of which the same ones are one */
};

/* ---- statements ---- */

/*
 * Titles that equal the query, from the newest down: $1 as they are written, $2 and $3
 * the keys to look between, $6 and $7 kind and unit, $8 and $9 when first shown.
 */
#define TITLED(condition)                                                                          \
    "SELECT key, kind, document_id, unit_id, published_at, path, title,"                           \
    "       SUBSTR(text, 1, CAST($5 AS INTEGER)), is_demo, shown_at"                               \
    "  FROM search_document"                                                                       \
    " WHERE " condition "   AND key < $2 AND key >= $3 AND ($6 = '' OR kind = $6)"                 \
    "   AND (CAST($7 AS BIGINT) = 0"                                                               \
    "        OR EXISTS (SELECT 1 FROM unit_ancestor"                                               \
    "                    WHERE unit_ancestor.unit_id = search_document.unit_id"                    \
    "                      AND ancestor_id = $7))"                                                 \
    "   AND (CAST($9 AS BIGINT) = 0 OR (shown_at > $8 AND shown_at <= $9))"                        \
    " ORDER BY key DESC"                                                                           \
    " LIMIT $4"
static const char FIND_TITLED[] = TITLED("title_exact = $1");
/* $10: folded. */
static const char FIND_TITLED_FOLDED[] = TITLED("title_fold = $10 AND title_exact <> $1");

/* The same, to be left out of what the index finds; $7 is NULL where the query has marks. */
#define EQUAL                                                                                      \
    "(SELECT equal.key FROM search_document AS equal WHERE equal.title_exact = $6"                 \
    " UNION ALL"                                                                                   \
    " SELECT equal.key FROM search_document AS equal WHERE equal.title_fold = $7)"

/* What was first shown within two moments: little, so it is looked at first. */
#define SHOWN                                                                                      \
    "(SELECT shown.key FROM search_document AS shown"                                              \
    "  WHERE shown.shown_at > $8 AND shown.shown_at <= $9)"

/* From the newest down: FTS5 walks its lists in the order of rowid. */
#define FTS5(condition)                                                                            \
    "SELECT key, kind, document_id, unit_id, published_at, path, title, SUBSTR(text, 1, $5),"      \
    "       is_demo, shown_at"                                                                     \
    "  FROM search_index CROSS JOIN search_document ON search_document.key = search_index.rowid"   \
    " WHERE search_index MATCH $1 AND search_index.rowid < $2 AND search_index.rowid >= "          \
    "$3 AND search_index.rowid NOT IN " EQUAL condition " ORDER BY search_index.rowid DESC"        \
    " LIMIT $4"
static const char FTS5_FIND[] = FTS5("");
static const char FTS5_FIND_SHOWN[] = FTS5(" AND search_index.rowid IN " SHOWN);
static const char FTS5_SUGGEST[] =
    "SELECT title, path"
    "  FROM search_index CROSS JOIN search_document ON search_document.key = search_index.rowid"
    " WHERE search_index MATCH $1"
    " ORDER BY search_index.rowid DESC"
    " LIMIT $2";

/*
 * The planner knows nothing of the cost of unpacking tokens, so it must not be
 * left the choice of reading rows in the order of keys ("key + 0") or all of
 * them: only the index of tokens remains. Nor may it call other processes to help,
 * which takes longer than any search; for the rest of the transaction it does not.
 */
static const char TSVECTOR_PLAN[] =
    "SELECT set_config('enable_seqscan', $1, true),"
    "       set_config('max_parallel_workers_per_gather', '0', true)";
#define TSVECTOR(condition)                                                                        \
    "SELECT search_document.key, kind, document_id, unit_id, published_at, path, title,"           \
    "       SUBSTR(text, 1, CAST($5 AS INTEGER)), is_demo, shown_at"                               \
    "  FROM (SELECT key FROM search_index"                                                         \
    "         WHERE tokens @@ CAST($1 AS tsquery) AND key + 0 < $2 AND key + 0 >= $3"              \
    "           AND key NOT IN " EQUAL condition "         ORDER BY key + 0 DESC"                  \
    "         LIMIT $4) AS hit"                                                                    \
    "  JOIN search_document ON search_document.key = hit.key"                                      \
    " ORDER BY search_document.key DESC"                                                           \
    " LIMIT $4"
static const char TSVECTOR_FIND[] = TSVECTOR("");
static const char TSVECTOR_FIND_SHOWN[] = TSVECTOR(" AND key IN " SHOWN);
static const char TSVECTOR_SUGGEST[] = "SELECT title, path"
                                       "  FROM (SELECT key FROM search_index"
                                       "         WHERE tokens @@ CAST($1 AS tsquery)"
                                       "         ORDER BY key + 0 DESC"
                                       "         LIMIT $2) AS hit"
                                       "  JOIN search_document ON search_document.key = hit.key"
                                       " ORDER BY search_document.key DESC"
                                       " LIMIT $2";

/* columns: finds, finds what was first shown within two moments, suggests */
static const struct {
    const char *find;
    const char *find_shown;
    const char *suggest;
} engines[] = {
    [DB_SQLITE] = {FTS5_FIND,     FTS5_FIND_SHOWN,     FTS5_SUGGEST    },
    [DB_POSTGRES] = {TSVECTOR_FIND, TSVECTOR_FIND_SHOWN, TSVECTOR_SUGGEST},
};

static const struct fault *set_plan(struct work *work, struct str on_or_off)
{
    struct db_rows *rows;
    if (db_engine_of(work) != DB_POSTGRES)
        return NULL;
    return db_one(work, TSVECTOR_PLAN, P(on_or_off), &rows);
}

/* ---- finding ---- */

struct search {
    struct work *work;
    struct search_query query;
    const struct search_filter *filter;
    int64_t first_key; /* of the filter's days */
    int64_t end_key;
    struct search_result result;
    int read; /* documents whose texts were searched for phrases */
};

static bool is_kind_name(struct str kind)
{
    for (size_t i = 0; i < kind.len; i++) {
        char c = kind.ptr[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-')
            return false;
    }
    return true;
}

static struct search_hit hit_of(struct search *search, const struct db_rows *rows, int tier)
{
    struct arena *arena = search->work->arena;
    bool is_exact = search_tier_is_exact(tier);
    return (struct search_hit){
        .kind = db_text(rows, 1),
        .id = db_int(rows, 2),
        .unit_id = db_int(rows, 3),
        .published_at = db_instant(rows, 4),
        .url = url_path(arena, db_text(rows, 5)),
        .title = search_marked(arena, &search->query, db_text(rows, 6), is_exact),
        .snippet = search_snippet(arena, &search->query, db_text(rows, 7), is_exact),
        .is_demo = db_bool(rows, 8),
        .shown_at = db_instant(rows, 9),
    };
}

/* Takes the rows of one statement until the page is full; `*ret_taken` is how
 * many rows were looked at. */
static const struct fault *take_rows(struct search *search, struct db_rows *rows, int tier,
                                     int *ret_taken)
{
    struct search_result *result = &search->result;
    int taken = 0;
    while (!result->has_more && db_next(rows)) {
        taken++;
        if (result->hits.count == SEARCH_PAGE || search->read == MOST_READ) {
            result->has_more = true;
            break;
        }
        if (search->query.has_long_phrase) {
            search->read++;
            result->last = (struct search_place){tier, db_int(rows, 0)};
            if (!search_query_has_phrases(&search->query, db_text(rows, 6), db_text(rows, 7)))
                continue;
        }
        result->last = (struct search_place){tier, db_int(rows, 0)};
        *VEC_PUSH(&result->hits, search->work->arena) = hit_of(search, rows, tier);
    }
    *ret_taken = taken;
    return db_done(rows);
}

/* The titles that equal the query, below `end_key`. */
static const struct fault *ask_titles(struct search *search, int tier, int64_t end_key, int limit,
                                      int most, struct db_rows **ret_rows)
{
    const struct search_filter *filter = search->filter;
    const struct search_title *title = &search->query.title;
    if (tier == SEARCH_TIER_TITLE)
        return db_query(search->work, FIND_TITLED,
                        P(title->exact, end_key, search->first_key, limit, most, filter->kind,
                          filter->unit_id, filter->shown_since, filter->shown_until),
                        ret_rows);
    return db_query(search->work, FIND_TITLED_FOLDED,
                    P(title->exact, end_key, search->first_key, limit, most, filter->kind,
                      filter->unit_id, filter->shown_since, filter->shown_until, title->fold),
                    ret_rows);
}

/* The rows of a tier below `end_key`. */
static const struct fault *ask(struct search *search, int tier, struct str expression,
                               int64_t end_key, int limit, struct db_rows **ret_rows)
{
    enum db_engine engine = db_engine_of(search->work);
    const struct search_filter *filter = search->filter;
    const struct search_title *title = &search->query.title;
    struct db_value fold = db_text_or_null(search->query.is_plain ? title->fold : STR(""));
    int most = search->query.has_long_phrase ? WHOLE_TEXT : SNIPPET_CHARACTERS;
    if (tier < SEARCH_TIER_INDEX)
        return ask_titles(search, tier, end_key, limit, most, ret_rows);
    if (filter->shown_until.us == 0)
        return db_query(search->work, engines[engine].find,
                        P(expression, end_key, search->first_key, limit, most, title->exact, fold),
                        ret_rows);
    return db_query(search->work, engines[engine].find_shown,
                    P(expression, end_key, search->first_key, limit, most, title->exact, fold,
                      filter->shown_since, filter->shown_until),
                    ret_rows);
}

/* Whether there may be anything in a tier: its expression, or a title to look for. */
static bool has_something(const struct search *search, int tier, struct str expression)
{
    if (tier >= SEARCH_TIER_INDEX)
        return expression.len > 0;
    return search->query.count > 0 && (tier == SEARCH_TIER_TITLE || search->query.is_plain);
}

/* Adds what the tier holds below `end_key`. */
static const struct fault *find_in_tier(struct search *search, int tier, int64_t end_key)
{
    enum db_engine engine = db_engine_of(search->work);
    struct str expression =
        tier < SEARCH_TIER_INDEX
            ? STR("")
            : search_query_tier(search->work->arena, engine, &search->query, search->filter, tier);
    const int limit = SEARCH_PAGE + 1;
    int taken = has_something(search, tier, expression) ? limit : 0;
    while (taken == limit && !search->result.has_more) {
        struct db_rows *rows;
        const struct fault *fault = ask(search, tier, expression, end_key, limit, &rows);
        if (!fault)
            fault = take_rows(search, rows, tier, &taken);
        if (fault)
            return fault;
        end_key = search->result.last.key;
    }
    return NULL;
}

const struct fault *search_find(struct work *work, struct str typed,
                                const struct search_filter *filter, struct search_place after,
                                struct search_result *ret_result)
{
    struct search search = {
        .work = work,
        .query = search_query_parse(work->arena, typed),
        .filter = filter,
        .first_key = INT64_MIN,
        .end_key = INT64_MAX,
    };
    const struct fault *fault;
    db_depends(work, topic_of("search", 0));
    if (!date_is_none(filter->from))
        search.first_key = search_first_key(date_start(filter->from));
    if (!date_is_none(filter->until))
        search.end_key = search_first_key(date_start(date_add_days(filter->until, 1)));
    search.result.is_empty = search.query.count == 0;
    search.result.is_cut = search.query.is_cut;
    search.result.last = after;
    fault = set_plan(work, STR("off"));
    for (int tier = after.tier > 0 ? after.tier : 0;
         !fault && !search.result.has_more && tier < SEARCH_TIERS; tier++) {
        bool goes_on = tier == after.tier && after.key != 0 && after.key < search.end_key;
        if (is_kind_name(filter->kind))
            fault = find_in_tier(&search, tier, goes_on ? after.key : search.end_key);
    }
    if (!fault)
        fault = set_plan(work, STR("on"));
    if (fault)
        return fault;
    *ret_result = search.result;
    return NULL;
}

/* ---- suggestions ---- */

static bool is_suggested(const search_suggestion_list *list, struct str title)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_equal(list->items[i].title, title))
            return true;
    return false;
}

/* Adds the titles and paths that stand in these columns, each title once. */
static void add_suggestions(struct work *work, struct db_rows *rows, int title, int path,
                            search_suggestion_list *list)
{
    while (list->count < SEARCH_SUGGESTIONS && db_next(rows)) {
        if (is_suggested(list, db_text(rows, title)))
            continue;
        *VEC_PUSH(list, work->arena) = (struct search_suggestion){
            db_text(rows, title), url_path(work->arena, db_text(rows, path))};
    }
}

/* Titles that are typed out already. */
static const struct fault *suggest_titles(struct work *work, const struct search_query *query,
                                          search_suggestion_list *list)
{
    static const struct search_filter all = {.unit_id = 0};
    struct search search = {.work = work, .query = *query, .filter = &all, .first_key = INT64_MIN};
    for (int tier = SEARCH_TIER_TITLE; tier < SEARCH_TIER_INDEX; tier++) {
        struct db_rows *rows;
        const struct fault *fault;
        if (!has_something(&search, tier, STR("")))
            continue;
        fault = ask_titles(&search, tier, INT64_MAX, SEARCH_SUGGESTIONS, 1, &rows);
        if (fault)
            return fault;
        add_suggestions(work, rows, 6, 5, list);
    }
    return NULL;
}

const struct fault *search_suggest(struct work *work, struct str typed,
                                   search_suggestion_list *ret_suggestions)
{
    enum db_engine engine = db_engine_of(work);
    struct search_query query = search_query_parse(work->arena, typed);
    struct str expression = search_query_begun(work->arena, engine, &query);
    search_suggestion_list list = {0};
    struct db_rows *rows;
    const struct fault *fault;
    *ret_suggestions = list;
    db_depends(work, topic_of("search", 0));
    if (expression.len == 0)
        return NULL;
    fault = set_plan(work, STR("off"));
    if (!fault)
        fault = suggest_titles(work, &query, &list);
    if (!fault)
        fault = db_query(work, engines[engine].suggest, P(expression, SUGGESTIONS_READ), &rows);
    if (fault)
        return fault;
    add_suggestions(work, rows, 0, 1, &list);
    fault = set_plan(work, STR("on"));
    if (fault)
        return fault;
    *ret_suggestions = list;
    return NULL;
}

/* ---- kinds ---- */

static const char KIND_AFTER[] = "SELECT MIN(kind) FROM search_document WHERE kind > $1";

const struct fault *search_kinds(struct work *work, search_kind_list *ret_kinds)
{
    search_kind_list kinds = {0};
    struct str last = STR("");
    db_depends(work, topic_of("search", 0));
    for (;;) {
        struct db_rows *rows;
        const struct fault *fault = db_one(work, KIND_AFTER, P(last), &rows);
        if (fault)
            return fault;
        if (db_is_null(rows, 0))
            break;
        last = db_text(rows, 0);
        *VEC_PUSH(&kinds, work->arena) = last;
    }
    *ret_kinds = kinds;
    return NULL;
}

const char *const search_find_statements[] = {KIND_AFTER, FIND_TITLED, FIND_TITLED_FOLDED, NULL};
const char *const search_find_fts5_statements[] = {FTS5_FIND, FTS5_FIND_SHOWN, FTS5_SUGGEST, NULL};
const char *const search_find_tsvector_statements[] = {
    TSVECTOR_PLAN, TSVECTOR_FIND, TSVECTOR_FIND_SHOWN, TSVECTOR_SUGGEST, NULL,
};
