/*
 * Lists of matters for officials. Each question walks one index in its order and
 * stops after a page, so that a million matters cost what a thousand do.
 */
#include "civic/actor.h"
#include "civic/matter_relation.h"
#include "civic/matter_store.h"

#include "text/fold.h"

#include <stdlib.h>

enum {
    SCOPES = 4,
    NARROWINGS = 3, /* all, one kind, one state of a kind */
    DIRECTIONS = 2,
    SEARCH_WORDS = 4,
    WORD_COUNTED = 1000,
    WORDS_MOST = 60, /* of one matter */
    KEPT_MOST = 1000,
    ENDINGS_MOST = 24,  /* words that begin as the last one that was typed */
    BEGINNING_LEAST = 2 /* letters of a word that is not whole */
};

/* $1 whose, $2 phase, $3 the other end of the days, $4 $5 place, $6 how many,
 * $7 kind, $8 state */
#define UP(scope, narrow)                                                                          \
    "SELECT " MATTER_LIST_COLUMNS " FROM matter m"                                                 \
    " WHERE m." scope " = $1 AND m.phase = $2 AND m.due_on <= $3" narrow                           \
    " AND (m.due_on, m.id) > ($4, $5)"                                                             \
    " ORDER BY m.due_on, m.id"                                                                     \
    " LIMIT $6"
#define DOWN(scope, narrow)                                                                        \
    "SELECT " MATTER_LIST_COLUMNS " FROM matter m"                                                 \
    " WHERE m." scope " = $1 AND m.phase = $2 AND m.due_on >= $3" narrow                           \
    " AND (m.due_on, m.id) < ($4, $5)"                                                             \
    " ORDER BY m.due_on DESC, m.id DESC"                                                           \
    " LIMIT $6"
#define BOTH(scope, narrow) UP(scope, narrow), DOWN(scope, narrow)
#define ALL_OF(scope)                                                                              \
    BOTH(scope, ""), BOTH(scope, " AND m.kind = $7"),                                              \
        BOTH(scope, " AND m.kind = $7 AND m.state = $8")
#define COUNT_OF(scope)                                                                            \
    "SELECT COUNT(*) FROM (SELECT 1 FROM matter m"                                                 \
    " WHERE m." scope " = $1 AND m.phase = $2 AND m.due_on >= $3 AND m.due_on <= $4"               \
    " LIMIT $5) few"

#define UNASSIGNED "official_id IS NULL AND m.unit_id" /* the index matter_unassigned */

/* columns: scope by narrowing by direction */
static const char *const lists[] = {ALL_OF("official_id"), ALL_OF("unit_id"), ALL_OF(UNASSIGNED),
                                    ALL_OF("superior_id")};
static const char *const counts[SCOPES] = {COUNT_OF("official_id"), COUNT_OF("unit_id"),
                                           COUNT_OF(UNASSIGNED), COUNT_OF("superior_id")};

static size_t scope_of(const struct matter_filter *filter, int64_t *ret_id)
{
    *ret_id = filter->official_id ? filter->official_id
              : filter->unit_id   ? filter->unit_id
                                  : filter->superior_id;
    return filter->official_id ? 0 : !filter->unit_id ? 3 : filter->is_unassigned ? 2 : 1;
}

/* The first and the last day of the window. */
static void window_of(struct work *work, const struct matter_filter *filter, struct str *ret_from,
                      struct str *ret_to)
{
    *ret_from = STR("");
    *ret_to = STR(MATTER_NO_DUE);
    switch (filter->window) {
    case DUE_ANY:
        return;
    case DUE_LATE:
        *ret_to = date_to_iso(work->arena, date_add_days(filter->today, -1));
        return;
    case DUE_TODAY:
        *ret_from = date_to_iso(work->arena, filter->today);
        *ret_to = *ret_from;
        return;
    case DUE_SOON:
        *ret_from = date_to_iso(work->arena, filter->today);
        *ret_to = date_to_iso(work->arena, filter->soon);
        return;
    case DUE_RUNS:
        *ret_to = STR(MATTER_LAST_DUE);
        return;
    }
}

static const struct fault *read_all(struct work *work, const char *sql, struct db_params params,
                                    matter_list *ret_matters)
{
    return db_list(work, sql, params, matter_read, DB_INTO(ret_matters));
}

const struct fault *matter_inbox(struct work *work, const struct matter_filter *filter,
                                 matter_list *ret_matters)
{
    int64_t id;
    size_t scope = scope_of(filter, &id);
    size_t narrowing = !filter->kind.ptr ? 0 : filter->state.ptr ? 2 : 1;
    bool is_down = filter->is_descending;
    const char *sql = lists[(scope * NARROWINGS + narrowing) * DIRECTIONS + (is_down ? 1 : 0)];
    struct str from;
    struct str to;
    struct str place;
    int64_t place_id = filter->after.id;
    struct str end;
    window_of(work, filter, &from, &to);
    end = is_down ? from : to;
    place = is_down ? to : from;
    if (filter->after.id)
        place = date_is_none(filter->after.due_on) ? STR(MATTER_NO_DUE)
                                                   : date_to_iso(work->arena, filter->after.due_on);
    else
        place_id = is_down ? INT64_MAX : 0;
    if (narrowing == 0)
        return read_all(work, sql, P(id, (int)filter->phase, end, place, place_id, MATTER_PAGE + 1),
                        ret_matters);
    if (narrowing == 1)
        return read_all(
            work, sql,
            P(id, (int)filter->phase, end, place, place_id, MATTER_PAGE + 1, filter->kind),
            ret_matters);
    return read_all(work, sql,
                    P(id, (int)filter->phase, end, place, place_id, MATTER_PAGE + 1, filter->kind,
                      filter->state),
                    ret_matters);
}

int matter_by_due(const void *a, const void *b)
{
    const struct matter *left = a;
    const struct matter *right = b;
    int64_t l = date_is_none(left->due_on) ? INT64_MAX : left->due_on.days;
    int64_t r = date_is_none(right->due_on) ? INT64_MAX : right->due_on.days;
    if (l != r)
        return l < r ? -1 : 1;
    return (left->id > right->id) - (left->id < right->id);
}

/* From the persons down, one by one, so that neither engine begins with the matters. */
static const char PERSONS_ABOVE[] = "SELECT p.id FROM person p"
                                    " WHERE " MATTER_IS_ABOVE("p.id", "$1", "$2") " ORDER BY p.id"
                                                                                  " LIMIT $3";
static const char MATTERS_ABOUT[] = "SELECT " MATTER_LIST_COLUMNS " FROM matter_respondent r"
                                    " JOIN matter m ON m.id = r.matter_id"
                                    " WHERE r.person_id = $1"
                                    " ORDER BY r.matter_id"
                                    " LIMIT $2";

static bool has_matter(const matter_list *matters, int64_t id)
{
    for (size_t i = 0; i < matters->count; i++)
        if (matters->items[i].id == id)
            return true;
    return false;
}

/* All that is about one of them. */
static const struct fault *keep_about(struct work *work, int64_t person_id,
                                      struct matter_kept *kept)
{
    matter_list about;
    const struct fault *fault = read_all(work, MATTERS_ABOUT, P(person_id, KEPT_MOST), &about);
    if (fault)
        return fault;
    for (size_t i = 0; i < about.count; i++)
        if (!has_matter(&kept->matters, about.items[i].id))
            *VEC_PUSH(&kept->matters, work->arena) = about.items[i];
    kept->is_all = kept->is_all && about.count < KEPT_MOST;
    return NULL;
}

const struct fault *matter_kept_away(struct work *work, struct matter_kept *ret_kept)
{
    VEC(int64_t) persons = {0};
    struct matter_kept kept = {0};
    struct db_rows *rows;
    size_t i;
    const struct fault *fault =
        db_query(work, PERSONS_ABOVE,
                 P(work->actor->account_id, clock_today(work->clock), KEPT_MOST), &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        *VEC_PUSH(&persons, work->arena) = db_int(rows, 0);
    fault = db_done(rows);
    kept.is_all = persons.count < KEPT_MOST;
    for (i = 0; !fault && i < persons.count && kept.matters.count < KEPT_MOST; i++)
        fault = keep_about(work, persons.items[i], &kept);
    kept.is_all = kept.is_all && i == persons.count;
    if (!fault)
        *ret_kept = kept;
    return fault;
}

const struct fault *matter_must_read_row(struct work *work, const struct matter *matter,
                                         const struct matter_kept *kept)
{
    struct matter row = *matter;
    if (kept->is_all)
        row.is_about_nobody = !has_matter(&kept->matters, matter->id);
    return matter_must_read(work, &row);
}

static bool is_of(const struct matter_filter *filter, const struct matter *matter)
{
    int64_t id;
    const int64_t ids[SCOPES] = {matter->official_id, matter->unit_id,
                                 matter->official_id ? 0 : matter->unit_id, matter->superior_id};
    int64_t due = date_is_none(matter->due_on) ? INT64_MAX : matter->due_on.days;
    if (ids[scope_of(filter, &id)] != id || matter->phase != filter->phase)
        return false;
    switch (filter->window) {
    case DUE_ANY:
        return true;
    case DUE_LATE:
        return due < filter->today.days;
    case DUE_TODAY:
        return due == filter->today.days;
    case DUE_SOON:
        return due >= filter->today.days && due <= filter->soon.days;
    case DUE_RUNS:
        return !date_is_none(matter->due_on);
    }
    return false;
}

const struct fault *matter_count(struct work *work, const struct matter_filter *filter,
                                 const struct matter_kept *kept, int64_t *ret_count)
{
    int64_t away = 0;
    int64_t id;
    size_t scope = scope_of(filter, &id);
    struct str from;
    struct str to;
    struct db_rows *rows;
    const struct fault *fault;
    for (size_t i = 0; i < kept->matters.count; i++)
        away += is_of(filter, &kept->matters.items[i]);
    window_of(work, filter, &from, &to);
    fault = db_one(work, counts[scope],
                   P(id, (int)filter->phase, from, to, MATTER_COUNT_MOST + away), &rows);
    if (!fault)
        *ret_count = db_int(rows, 0) - away;
    return fault;
}

/* ---- words ---- */

static const char WORD_PUT[] = "INSERT INTO matter_word (word, matter_id) VALUES ($1, $2)"
                               " ON CONFLICT DO NOTHING";

static const struct fault *put_words(struct work *work, int64_t id, struct str text, int *left)
{
    struct str rest = text_fold(work->arena, text);
    while (rest.len > 0 && *left > 0) {
        struct str word = str_cut(&rest, ' ');
        const struct fault *fault;
        if (word.len == 0)
            continue;
        --*left;
        fault = db_exec(work, WORD_PUT, P(word, id), NULL);
        if (fault)
            return fault;
    }
    return NULL;
}

const struct fault *matter_put_words(struct work *work, const struct matter *matter,
                                     const struct matter_party *parties, size_t count)
{
    int left = WORDS_MOST;
    const struct fault *fault = NULL;
    if (matter->visibility == VISIBLE_SEALED)
        return NULL;
    for (size_t i = 0; !fault && i < count; i++)
        fault = put_words(work, matter->id, parties[i].name, &left);
    return fault ? fault : put_words(work, matter->id, matter->title, &left);
}

static const char WORD_COUNT[] =
    "SELECT COUNT(*) FROM (SELECT 1 FROM matter_word WHERE word = $1 LIMIT $2) few";

/* Puts the word that the fewest matters have before the others, so that few are
 * looked at. */
static const struct fault *rarest_first(struct work *work, struct str *words, size_t count)
{
    int64_t least = INT64_MAX;
    for (size_t i = 0; i < count; i++) {
        struct db_rows *rows;
        const struct fault *fault = db_one(work, WORD_COUNT, P(words[i], WORD_COUNTED), &rows);
        if (fault)
            return fault;
        if (db_int(rows, 0) < least) {
            struct str rare = words[i];
            least = db_int(rows, 0);
            words[i] = words[0];
            words[0] = rare;
        }
    }
    return NULL;
}

/* $1 … $4 words, $5 whose units, $6 place, $7 how many */
static const char MATTER_SEARCH[] =
    "SELECT " MATTER_LIST_COLUMNS " FROM matter_word w"
    " JOIN matter m ON m.id = w.matter_id"
    " WHERE w.word = $1 AND w.matter_id < $6 AND m.visibility <> 'sealed'"
    "   AND EXISTS (SELECT 1 FROM matter_word x WHERE x.word = $2 AND x.matter_id = w.matter_id)"
    "   AND EXISTS (SELECT 1 FROM matter_word x WHERE x.word = $3 AND x.matter_id = w.matter_id)"
    "   AND EXISTS (SELECT 1 FROM matter_word x WHERE x.word = $4 AND x.matter_id = w.matter_id)"
    "   AND EXISTS (SELECT 1 FROM account_role g"
    "               JOIN unit_ancestor u ON u.ancestor_id = g.unit_id"
    "               WHERE g.account_id = $5 AND u.unit_id = m.unit_id)"
    " ORDER BY w.matter_id DESC"
    " LIMIT $7";

/* Whose title or sender has all of these words, whole. */
static const struct fault *search_whole(struct work *work, const struct str *words, size_t count,
                                        int64_t before_id, matter_list *ret_matters)
{
    struct str found[SEARCH_WORDS];
    const struct fault *fault;
    for (size_t i = 0; i < count; i++)
        found[i] = words[i];
    fault = rarest_first(work, found, count);
    if (fault)
        return fault;
    for (size_t i = count; i < SEARCH_WORDS; i++)
        found[i] = found[0];
    return read_all(work, MATTER_SEARCH,
                    P(found[0], found[1], found[2], found[3], work->actor->account_id,
                      before_id ? before_id : INT64_MAX, MATTER_PAGE + 1),
                    ret_matters);
}

/* From one word to the next, however many matters have it. */
static const char WORD_NEXT[] = "SELECT MIN(word) FROM matter_word WHERE word > $1 AND word < $2";

/* The words that begin so, itself first, whether any matter has it or not. Folded words are
 * letters and digits, so that what begins so stands before its beginning and "zzzz". */
static const struct fault *endings_of(struct work *work, struct str beginning,
                                      struct str *ret_words, size_t *ret_count)
{
    struct str end = arena_printf(work->arena, PRISTR "zzzz", STRARG(beginning));
    size_t count = 1;
    ret_words[0] = beginning;
    *ret_count = 1;
    while (beginning.len >= BEGINNING_LEAST && count < ENDINGS_MOST) {
        struct db_rows *rows;
        struct str word;
        const struct fault *fault = db_one(work, WORD_NEXT, P(ret_words[count - 1], end), &rows);
        if (fault)
            return fault;
        word = db_text(rows, 0);
        if (word.len == 0)
            break;
        ret_words[count++] = arena_copy(work->arena, word);
    }
    *ret_count = count;
    return NULL;
}

static int compare_newest(const void *a, const void *b)
{
    const struct matter *left = a;
    const struct matter *right = b;
    return (left->id < right->id) - (left->id > right->id);
}

const struct fault *matter_search(struct work *work, struct str words, int64_t before_id,
                                  matter_list *ret_matters)
{
    struct str rest = text_fold(work->arena, words);
    struct str typed[SEARCH_WORDS];
    struct str endings[ENDINGS_MOST];
    matter_list found = {0};
    size_t count = 0;
    size_t ways = 0;
    const struct fault *fault;
    while (rest.len > 0 && count < SEARCH_WORDS) {
        struct str word = str_cut(&rest, ' ');
        if (word.len > 0)
            typed[count++] = word;
    }
    *ret_matters = found;
    if (count == 0)
        return NULL;
    fault = endings_of(work, typed[count - 1], endings, &ways);
    for (size_t i = 0; !fault && i < ways; i++) {
        matter_list part;
        typed[count - 1] = endings[i];
        fault = search_whole(work, typed, count, before_id, &part);
        for (size_t k = 0; !fault && k < part.count; k++)
            if (!has_matter(&found, part.items[k].id))
                *VEC_PUSH(&found, work->arena) = part.items[k];
    }
    if (fault)
        return fault;
    if (found.count > 1)
        qsort(found.items, found.count, sizeof(*found.items), compare_newest);
    if (found.count > MATTER_PAGE + 1)
        found.count = MATTER_PAGE + 1;
    *ret_matters = found;
    return NULL;
}

/* ---- all of them ---- */

static const char MATTER_IDS[] = "SELECT id FROM matter WHERE id > $1 ORDER BY id LIMIT $2";

const struct fault *matter_ids_after(struct work *work, int64_t after, int64_t limit,
                                     int64_t *ret_ids, size_t *ret_count)
{
    struct db_rows *rows;
    size_t count = 0;
    const struct fault *fault = db_query(work, MATTER_IDS, P(after, limit), &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        ret_ids[count++] = db_int(rows, 0);
    *ret_count = count;
    return db_done(rows);
}

static const char MATTER_TOTAL[] = "SELECT COUNT(*) FROM matter";

const struct fault *matter_total(struct work *work, int64_t *ret_total)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, MATTER_TOTAL, P0, &rows);
    if (!fault)
        *ret_total = db_int(rows, 0);
    return fault;
}

const char *const matter_inbox_statements[] = {
    ALL_OF("official_id"),
    ALL_OF("unit_id"),
    ALL_OF(UNASSIGNED),
    ALL_OF("superior_id"),
    COUNT_OF("official_id"),
    COUNT_OF("unit_id"),
    COUNT_OF(UNASSIGNED),
    COUNT_OF("superior_id"),
    PERSONS_ABOVE,
    MATTERS_ABOUT,
    WORD_PUT,
    WORD_COUNT,
    WORD_NEXT,
    MATTER_SEARCH,
    MATTER_IDS,
    MATTER_TOTAL,
    NULL,
};
