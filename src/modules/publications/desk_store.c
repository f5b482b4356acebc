/*
 * What the desk finds: the articles of a unit by state, and by words, category and year.
 */
#include "modules/publications/editing.h"

#include "db/db.h"
#include "modules/publications/article_store.h"
#include "text/fold.h"

#include <string.h>

enum {
    MOST_WORDS = 6, /* of a search; further ones are left out */
    PIECE = 500     /* articles that get their words in one write */
};

/* ---- lists ---- */

/* The unit and all below it. */
#define MINE                                                                                       \
    "WITH RECURSIVE mine (id) AS (SELECT id FROM unit WHERE id = $1"                               \
    " UNION SELECT unit.id FROM unit JOIN mine ON unit.parent_id = mine.id)"
#define DESK_COLUMNS                                                                               \
    "SELECT article.id, title, saved_name, updated_at, published_at, is_pinned, status,"           \
    "       (SELECT reason FROM article_aside WHERE article_aside.article_id = article.id)"        \
    "  FROM article"
#define OLDER " ORDER BY updated_at DESC, article.id DESC LIMIT $5"
#define NEWER " ORDER BY updated_at, article.id LIMIT $5"

/* Of one state, by its index. */
#define STATE MINE DESK_COLUMNS " WHERE status = $2 AND unit_id IN (SELECT id FROM mine)"
static const char DESK_OLDER[] = STATE " AND (updated_at, article.id) < ($3, $4)" OLDER;
static const char DESK_NEWER[] = STATE " AND (updated_at, article.id) > ($3, $4)" NEWER;

/* By everything, from the last change on. "|| ''", "+ 0" and CROSS JOIN leave SQLite no
 * other way than along the index of the desk, which stops when a page is full. */
#define FIND                                                                                       \
    MINE DESK_COLUMNS " CROSS JOIN article_words"                                                  \
                      " WHERE article_words.article_id = article.id"                               \
                      " AND (CAST($2 AS TEXT) = '' OR status || '' = $2)"                          \
                      " AND unit_id + 0 IN (SELECT id FROM mine)"                                  \
                      " AND ($6 = 0 OR category_id + 0 = $6)"                                      \
                      " AND ($7 = 0 OR (CASE WHEN status IN ('draft', 'pending') THEN updated_at"  \
                      "                 ELSE published_at END >= $7"                               \
                      "             AND CASE WHEN status IN ('draft', 'pending') THEN updated_at"  \
                      "                 ELSE published_at END < $8))"                              \
                      " AND words LIKE $9 AND words LIKE $10 AND words LIKE $11"                   \
                      " AND words LIKE $12 AND words LIKE $13 AND words LIKE $14"
static const char FIND_OLDER[] = FIND " AND (updated_at, article.id) < ($3, $4)" OLDER;
static const char FIND_NEWER[] = FIND " AND (updated_at, article.id) > ($3, $4)" NEWER;

/* A pattern for each of the first words, from its beginning on; "%" for those that are not
 * there. Folded words are letters and digits alone, so none has a sign of LIKE. */
static void patterns_of(struct arena *arena, struct str typed, struct str ret_patterns[MOST_WORDS])
{
    struct str rest = text_fold(arena, typed);
    for (size_t i = 0; i < MOST_WORDS; i++) {
        struct str word = rest.ptr ? str_cut(&rest, ' ') : STR("");
        ret_patterns[i] =
            word.len > 0 ? arena_printf(arena, "%% " PRISTR "%%", STRARG(word)) : STR("%");
    }
}

static const struct fault *find(struct work *work, const struct desk_filter *filter, bool is_newer,
                                struct article_key from, int limit, struct db_rows **ret_rows)
{
    struct str status = STR("");
    struct instant begin = {0};
    struct instant end = {0};
    struct str pattern[MOST_WORDS];
    if (filter->status != ARTICLE_STATUS_COUNT)
        status = article_status_name(filter->status);
    if (filter->year) {
        begin = date_start(date_ymd(filter->year, 1, 1));
        end = date_start(date_ymd(filter->year + 1, 1, 1));
    }
    patterns_of(work->arena, filter->words, pattern);
    return db_query(work, is_newer ? FIND_NEWER : FIND_OLDER,
                    P(filter->unit_id, status, from.published_at, from.id, limit,
                      filter->category_id, begin, end, pattern[0], pattern[1], pattern[2],
                      pattern[3], pattern[4], pattern[5]),
                    ret_rows);
}

const struct fault *desk_list(struct work *work, const struct desk_filter *filter, bool is_newer,
                              struct article_key from, int limit, desk_rows *ret_rows)
{
    bool is_state = filter->status != ARTICLE_STATUS_COUNT && !filter->category_id &&
                    !filter->year && filter->words.len == 0;
    struct db_rows *rows;
    desk_rows found = {0};
    const struct fault *fault;
    if (from.id == 0)
        from = (struct article_key){{INT64_MAX}, INT64_MAX};
    if (is_state)
        fault = db_query(work, is_newer ? DESK_NEWER : DESK_OLDER,
                         P(filter->unit_id, article_status_name(filter->status), from.published_at,
                           from.id, limit),
                         &rows);
    else
        fault = find(work, filter, is_newer, from, limit, &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        *VEC_PUSH(&found, work->arena) =
            (struct desk_row){.id = db_int(rows, 0),
                              .title = db_text(rows, 1),
                              .saved_name = db_text(rows, 2),
                              .updated_at = db_instant(rows, 3),
                              .published_at = db_instant(rows, 4),
                              .is_pinned = db_bool(rows, 5),
                              .status = article_status_from_name(db_text(rows, 6)),
                              .reason = db_text(rows, 7)};
    for (size_t low = 0, high = found.count; is_newer && low + 1 < high; low++) {
        struct desk_row swapped = found.items[low];
        high--;
        found.items[low] = found.items[high];
        found.items[high] = swapped;
    }
    *ret_rows = found;
    return db_done(rows);
}

static const char PENDING[] = MINE " SELECT COUNT(*) FROM article"
                                   " WHERE status = 'pending' AND unit_id IN (SELECT id FROM mine)";

const struct fault *desk_pending(struct work *work, int64_t unit_id, int64_t *ret_count)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, PENDING, P(unit_id), &rows);
    if (!fault)
        *ret_count = db_int(rows, 0);
    return fault;
}

static const char FIRST_PUBLISHED[] = "SELECT published_at FROM article"
                                      " WHERE status = 'published'"
                                      " ORDER BY published_at, id"
                                      " LIMIT 1";

const struct fault *desk_first_year(struct work *work, int *ret_year)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, FIRST_PUBLISHED, P0, &rows);
    if (fault)
        return fault;
    *ret_year = db_next(rows) ? date_parts(instant_date(db_instant(rows, 0))).year : 0;
    return db_done(rows);
}

/* ---- words ---- */

static const char WORDS_PUT[] = "INSERT INTO article_words (article_id, words) VALUES ($1, $2)"
                                " ON CONFLICT (article_id) DO UPDATE SET words = excluded.words";

const struct fault *article_words_put(struct work *work, int64_t id,
                                      const struct article_text *text)
{
    struct str words = text_fold(
        work->arena, arena_printf(work->arena, PRISTR " " PRISTR " " PRISTR, STRARG(text->title),
                                  STRARG(text->lead), STRARG(text->byline)));
    return db_exec(work, WORDS_PUT, P(id, arena_printf(work->arena, " " PRISTR " ", STRARG(words))),
                   NULL);
}

static const char WORDS_MISSING[] =
    "SELECT id, title, lead, byline FROM article"
    " WHERE id > $1"
    "   AND NOT EXISTS (SELECT 1 FROM article_words WHERE article_words.article_id = article.id)"
    " ORDER BY id"
    " LIMIT $2";

struct piece {
    int64_t after;
    int count;
};

static const struct fault *put_piece(struct work *work, void *context)
{
    struct piece *piece = context;
    struct db_rows *rows;
    const struct fault *fault = db_query(work, WORDS_MISSING, P(piece->after, PIECE), &rows);
    piece->count = 0;
    while (!fault && db_next(rows)) {
        const struct article_text text = {
            .title = db_text(rows, 1), .lead = db_text(rows, 2), .byline = db_text(rows, 3)};
        piece->after = db_int(rows, 0);
        piece->count++;
        fault = article_words_put(work, piece->after, &text);
    }
    return fault ? fault : db_done(rows);
}

const struct fault *desk_words_job(struct work *work)
{
    struct piece piece = {.count = PIECE};
    bool *is_whole = views_desk_whole(work->site);
    const struct fault *fault = NULL;
    if (is_whole && *is_whole)
        return NULL;
    while (!fault && piece.count == PIECE)
        fault = db_write(work, put_piece, &piece);
    if (is_whole)
        *is_whole = !fault;
    return fault;
}

const char *const desk_statements[] = {
    DESK_OLDER,      DESK_NEWER, PENDING,       FIND_OLDER, FIND_NEWER,
    FIRST_PUBLISHED, WORDS_PUT,  WORDS_MISSING, NULL,
};
