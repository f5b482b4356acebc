/*
 * Reading documents: SQL ↔ structs. Writing is in library_write_store.c.
 */
#include "modules/library/library_store.h"

#include "civic/slug.h"
#include "db/db.h"
#include "modules/library/library_mentions.h"
#include "modules/library/library_rules.h"
#include "text/fold.h"

enum {
    MOST_CHOICES = 300,
    MOST_PUBLICATIONS = 500,
    MOST_WORDS = 4 /* of a search within the list; further ones are left out */
};

static const struct str status_names[DOCUMENT_STATUS_COUNT] = {
    [DOCUMENT_DRAFT] = STR_INIT("draft"),
    [DOCUMENT_PUBLISHED] = STR_INIT("published"),
    [DOCUMENT_WITHDRAWN] = STR_INIT("withdrawn"),
};

static const struct str relation_names[DOCUMENT_RELATION_COUNT] = {
    [DOCUMENT_AMENDS] = STR_INIT("amends"),
    [DOCUMENT_REPLACES] = STR_INIT("replaces"),
    [DOCUMENT_GUIDES] = STR_INIT("guides"),
};

struct str document_status_name(enum document_status status)
{
    return status_names[status];
}

enum document_status document_status_from_name(struct str name)
{
    for (unsigned i = 0; i < DOCUMENT_STATUS_COUNT; i++)
        if (str_equal(status_names[i], name))
            return (enum document_status)i;
    return DOCUMENT_DRAFT; /* an unknown state is shown to nobody */
}

struct str document_relation_name(enum document_relation relation)
{
    return relation_names[relation];
}

bool document_relation_from_name(struct str name, enum document_relation *ret_relation)
{
    for (unsigned i = 0; i < DOCUMENT_RELATION_COUNT; i++) {
        if (str_equal(relation_names[i], name)) {
            *ret_relation = (enum document_relation)i;
            return true;
        }
    }
    return false;
}

struct topic document_topic(int64_t id)
{
    return topic_of("document", id);
}

struct topic document_list_topic(void)
{
    return topic_of("documents", 0);
}

struct document_key document_key_of(const struct document *document)
{
    struct civil_date day = document->signed_on;
    if (date_is_none(day))
        day = document->in_force_from;
    if (date_is_none(day))
        day = instant_date(document->updated_at);
    return (struct document_key){day, document->id};
}

/* ---- rows ---- */

#define COLUMNS                                                                                    \
    "id, unit_id, slug, kind, number, issuer, title, title_en, summary, signer, position,"         \
    " signed_on, in_force_from, in_force_to, status, published_at, updated_at, is_demo, version,"  \
    " item"

static struct document read_row(const struct db_rows *rows)
{
    return (struct document){
        .id = db_int(rows, 0),
        .unit_id = db_int(rows, 1),
        .slug = db_text(rows, 2),
        .kind = db_text(rows, 3),
        .number = db_text(rows, 4),
        .issuer = db_text(rows, 5),
        .title = db_text(rows, 6),
        .title_en = db_text(rows, 7),
        .summary = db_text(rows, 8),
        .signer = db_text(rows, 9),
        .position = db_text(rows, 10),
        .signed_on = db_date(rows, 11),
        .in_force_from = db_date(rows, 12),
        .in_force_to = db_date(rows, 13),
        .status = document_status_from_name(db_text(rows, 14)),
        .published_at = db_instant(rows, 15),
        .updated_at = db_instant(rows, 16),
        .is_demo = db_bool(rows, 17),
        .version = db_int(rows, 18),
        .item = db_text(rows, 19),
    };
}

static const struct fault *read_rows(struct work *work, struct db_rows *rows,
                                     document_list *ret_list)
{
    document_list found = {0};
    while (db_next(rows))
        *VEC_PUSH(&found, work->arena) = read_row(rows);
    *ret_list = found;
    return db_done(rows);
}

/* ---- the public list ---- */

static const char DOCUMENT_LIST[] =
    "SELECT " COLUMNS " FROM library_document"
    " WHERE status = 'published' AND (day, id) < ($1, $2)"
    " AND (CAST($3 AS TEXT) = '' OR kind = $3)"
    " AND (CAST($4 AS TEXT) = '' OR issuer = $4)"
    " AND day >= $5 AND day <= $6"
    " AND (CAST($7 AS TEXT) = ''"
    " OR ($7 = 'pending' AND in_force_from > $8)"
    " OR ($7 = 'holds' AND in_force_from <= $8 AND (in_force_to IS NULL OR in_force_to >= $8))"
    " OR ($7 = 'ended' AND in_force_to < $8))"
    " AND words LIKE $9 AND words LIKE $10 AND words LIKE $11 AND words LIKE $12"
    " ORDER BY day DESC, id DESC"
    " LIMIT $13";

/* A pattern for each of the first words; "%" for those that are not there. Folded
 * words are letters and digits alone, so none has a sign of LIKE. */
static void patterns_of(struct arena *arena, struct str words, struct str ret_patterns[MOST_WORDS])
{
    struct str rest = text_fold(arena, words);
    for (size_t i = 0; i < MOST_WORDS; i++) {
        struct str word = rest.ptr ? str_cut(&rest, ' ') : STR("");
        ret_patterns[i] =
            arena_printf(arena, "%%" PRISTR "%s", STRARG(word), word.len > 0 ? "%" : "");
    }
}

/* The first and last day of a year, as they are stored; of year 0 all are between them. */
static void days_of_year(struct arena *arena, int year, struct str *ret_first, struct str *ret_last)
{
    *ret_first = year ? arena_printf(arena, "%04d-01-01", year) : STR("0");
    *ret_last = year ? arena_printf(arena, "%04d-12-31", year) : STR("9999-99");
}

const struct fault *document_list_after(struct work *work, const struct document_filter *filter,
                                        struct document_key from, int limit,
                                        document_list *ret_list)
{
    struct arena *arena = work->arena;
    struct str day = from.id ? date_to_iso(arena, from.day) : STR("9999-99-99");
    struct str first;
    struct str last;
    struct civil_date on = date_is_none(filter->on) ? clock_today(work->clock) : filter->on;
    struct str patterns[MOST_WORDS];
    struct db_rows *rows;
    const struct fault *fault;
    patterns_of(arena, filter->words, patterns);
    days_of_year(arena, filter->year, &first, &last);
    db_depends(work, document_list_topic());
    fault = db_query(work, DOCUMENT_LIST,
                     P(day, from.id, filter->kind, filter->issuer, first, last,
                       document_force_name(filter->force), on, patterns[0], patterns[1],
                       patterns[2], patterns[3], limit),
                     &rows);
    return fault ? fault : read_rows(work, rows, ret_list);
}

/* $1: of those that are published, or of all. */
#define CHOSEN_FROM " FROM library_document WHERE ($1 = 0 OR status = 'published')"
static const char DOCUMENT_KINDS[] = "SELECT DISTINCT kind" CHOSEN_FROM " ORDER BY kind"
                                     " LIMIT $2";
static const char DOCUMENT_ISSUERS[] = "SELECT DISTINCT issuer" CHOSEN_FROM " AND issuer <> ''"
                                       " ORDER BY issuer"
                                       " LIMIT $2";
static const char DOCUMENT_YEARS[] =
    "SELECT DISTINCT substr(day, 1, 4)" CHOSEN_FROM " ORDER BY 1 DESC"
    " LIMIT $2";

const struct fault *document_choices_of(struct work *work, bool is_public,
                                        struct document_choices *ret_choices)
{
    /* columns: statement, its words */
    struct {
        const char *sql;
        document_words *words;
    } lists[] = {
        {DOCUMENT_KINDS,   &ret_choices->kinds  },
        {DOCUMENT_ISSUERS, &ret_choices->issuers},
        {DOCUMENT_YEARS,   &ret_choices->years  },
    };
    const struct fault *fault = NULL;
    db_depends(work, document_list_topic());
    for (size_t i = 0; !fault && i < sizeof(lists) / sizeof(lists[0]); i++)
        fault = db_list(work, lists[i].sql, P(is_public, MOST_CHOICES), db_read_text,
                        DB_INTO(lists[i].words));
    return fault;
}

/* ---- other lists ---- */

#define EDITED                                                                                     \
    "SELECT " COLUMNS " FROM library_document"                                                     \
    " WHERE (CAST($4 AS TEXT) = '' OR status = $4)"                                                \
    " AND (CAST($5 AS TEXT) = '' OR kind = $5)"                                                    \
    " AND (CAST($6 AS TEXT) = '' OR issuer = $6)"                                                  \
    " AND day >= $7 AND day <= $8"                                                                 \
    " AND words LIKE $9 AND words LIKE $10 AND words LIKE $11 AND words LIKE $12"
static const char DOCUMENT_EDITED_OLDER[] = EDITED " AND (updated_at, id) < ($1, $2)"
                                                   " ORDER BY updated_at DESC, id DESC"
                                                   " LIMIT $3";
static const char DOCUMENT_EDITED_NEWER[] = EDITED " AND (updated_at, id) > ($1, $2)"
                                                   " ORDER BY updated_at, id"
                                                   " LIMIT $3";

static void turn_round(document_list *list)
{
    for (size_t low = 0, high = list->count; low + 1 < high; low++) {
        struct document swapped = list->items[low];
        high--;
        list->items[low] = list->items[high];
        list->items[high] = swapped;
    }
}

const struct fault *document_list_edited(struct work *work, const struct document_edited *asked,
                                         int limit, document_list *ret_list)
{
    const struct document_filter *filter = &asked->filter;
    struct instant place = asked->id ? asked->updated_at : (struct instant){INT64_MAX};
    struct str patterns[MOST_WORDS];
    struct str first;
    struct str last;
    struct db_rows *rows;
    const struct fault *fault;
    patterns_of(work->arena, filter->words, patterns);
    days_of_year(work->arena, filter->year, &first, &last);
    db_depends(work, document_list_topic());
    fault = db_query(work, asked->is_newer ? DOCUMENT_EDITED_NEWER : DOCUMENT_EDITED_OLDER,
                     P(place, asked->id, limit, asked->status, filter->kind, filter->issuer, first,
                       last, patterns[0], patterns[1], patterns[2], patterns[3]),
                     &rows);
    if (!fault)
        fault = read_rows(work, rows, ret_list);
    if (!fault && asked->is_newer)
        turn_round(ret_list);
    return fault;
}

static const char DOCUMENT_LIST_BY_ID[] = "SELECT " COLUMNS " FROM library_document"
                                          " WHERE status = 'published' AND id > $1"
                                          " ORDER BY id"
                                          " LIMIT $2";

const struct fault *document_list_by_id(struct work *work, int64_t after, int limit,
                                        document_list *ret_list)
{
    struct db_rows *rows;
    const struct fault *fault;
    db_depends(work, document_list_topic());
    fault = db_query(work, DOCUMENT_LIST_BY_ID, P(after, limit), &rows);
    return fault ? fault : read_rows(work, rows, ret_list);
}

static const char DOCUMENT_MEANT[] = "SELECT slug FROM library_document"
                                     " WHERE status = 'published' AND number = $1"
                                     " AND (CAST($2 AS TEXT) = '' OR kind = $2)"
                                     " AND (CAST($3 AS TEXT) IS NULL OR signed_on = $3)"
                                     " ORDER BY id"
                                     " LIMIT 2";
/* Figures alone: of the Party's centre. */
static const char DOCUMENT_MEANT_SHORT[] =
    "SELECT slug FROM library_document"
    " WHERE status = 'published' AND number LIKE $1 AND kind = $2"
    " ORDER BY id"
    " LIMIT 2";

const struct fault *document_meant(struct work *work, const struct document_named *name,
                                   struct str *ret_slug)
{
    struct str pattern = arena_printf(work->arena, PRISTR "-%%/TW", STRARG(name->number));
    struct str slug = STR("");
    struct db_rows *rows;
    const struct fault *fault;
    db_depends(work, document_list_topic());
    fault = name->is_short ? db_query(work, DOCUMENT_MEANT_SHORT, P(pattern, name->kind), &rows)
                           : db_query(work, DOCUMENT_MEANT,
                                      P(name->number, name->kind, name->signed_on), &rows);
    if (fault)
        return fault;
    if (db_next(rows))
        slug = db_text(rows, 0);
    *ret_slug = db_next(rows) ? STR("") : slug;
    return db_done(rows);
}

static const char DOCUMENT_LIST_SHOWN[] =
    "SELECT " COLUMNS " FROM library_document"
    " WHERE status = 'published' AND published_at > $1 AND published_at <= $2"
    "   AND ($3 = 0 OR unit_id IN"
    "     (SELECT unit_id FROM unit_ancestor WHERE ancestor_id = $3))"
    " ORDER BY published_at DESC, id DESC"
    " LIMIT $4";

const struct fault *document_list_shown(struct work *work, const struct notice_asked *asked,
                                        int limit, document_list *ret_list)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(
        work, DOCUMENT_LIST_SHOWN, P(asked->since, asked->until, asked->unit_id, limit), &rows);
    return fault ? fault : read_rows(work, rows, ret_list);
}

static const char DOCUMENT_LIST_PUBLICATIONS[] = "SELECT " COLUMNS " FROM library_document"
                                                 " WHERE status = 'published' AND item <> ''"
                                                 " ORDER BY day DESC, id DESC"
                                                 " LIMIT $1";

const struct fault *document_list_publications(struct work *work, document_list *ret_list)
{
    struct db_rows *rows;
    const struct fault *fault;
    db_depends(work, document_list_topic());
    fault = db_query(work, DOCUMENT_LIST_PUBLICATIONS, P(MOST_PUBLICATIONS), &rows);
    return fault ? fault : read_rows(work, rows, ret_list);
}

/* ---- one document ---- */

static const char DOCUMENT_BY_SLUG[] = "SELECT " COLUMNS " FROM library_document WHERE slug = $1";
static const char DOCUMENT_LOAD[] = "SELECT " COLUMNS " FROM library_document WHERE id = $1";
static const char DOCUMENT_BY_NUMBER[] = "SELECT " COLUMNS " FROM library_document"
                                         " WHERE kind = $1 AND number = $2"
                                         " ORDER BY id"
                                         " LIMIT 1";

static const struct fault *read_one(struct work *work, const char *sql, struct db_params params,
                                    struct document *ret_document)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, sql, params, &rows);
    if (fault && fault->kind == FAULT_NOT_FOUND)
        return fault_new(work->arena, FAULT_NOT_FOUND, "library.unknown", "no such document");
    if (fault)
        return fault;
    *ret_document = read_row(rows);
    db_depends(work, document_topic(ret_document->id));
    return NULL;
}

const struct fault *document_by_slug(struct work *work, struct str slug,
                                     struct document *ret_document)
{
    return read_one(work, DOCUMENT_BY_SLUG, P(slug), ret_document);
}

const struct fault *document_load(struct work *work, int64_t id, struct document *ret_document)
{
    return read_one(work, DOCUMENT_LOAD, P(id), ret_document);
}

const struct fault *document_by_number(struct work *work, struct str kind, struct str number,
                                       struct document *ret_document)
{
    return read_one(work, DOCUMENT_BY_NUMBER, P(kind, number), ret_document);
}

static const char DOCUMENT_SOURCE_FIND[] = "SELECT id, source_digest FROM library_document"
                                           " WHERE source = $1";

const struct fault *document_source_find(struct work *work, struct str source,
                                         struct document_source *ret_source)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, DOCUMENT_SOURCE_FIND, P(source), &rows);
    if (fault)
        return fault;
    *ret_source = (struct document_source){0};
    if (db_next(rows))
        *ret_source = (struct document_source){db_int(rows, 0), db_text(rows, 1)};
    return db_done(rows);
}

static const char DOCUMENT_SLUG_TAKEN[] = "SELECT 1 FROM library_document WHERE slug = $1";

const struct fault *document_choose_slug(struct work *work, struct str wanted, struct str *ret_slug)
{
    return slug_choose(work, wanted, DOCUMENT_SLUG_TAKEN, ret_slug);
}

/* ---- relations ---- */

static const char DOCUMENT_RELATIONS[] =
    "SELECT relation, 0 AS is_passive, d.id, d.slug, d.kind, d.number, d.title, d.title_en,"
    " d.in_force_from, d.day"
    " FROM library_relation AS r JOIN library_document AS d ON d.id = r.to_id"
    " WHERE r.from_id = $1 AND d.status = 'published'"
    " UNION ALL"
    " SELECT relation, 1 AS is_passive, d.id, d.slug, d.kind, d.number, d.title, d.title_en,"
    " d.in_force_from, d.day"
    " FROM library_relation AS r JOIN library_document AS d ON d.id = r.from_id"
    " WHERE r.to_id = $1 AND d.status = 'published'"
    " ORDER BY 2, 1, 10, 3"
    " LIMIT $2";

const struct fault *document_relations(struct work *work, int64_t id,
                                       document_related_list *ret_list)
{
    document_related_list list = {0};
    struct db_rows *rows;
    const struct fault *fault;
    db_depends(work, document_topic(id));
    fault = db_query(work, DOCUMENT_RELATIONS, P(id, DOCUMENT_RELATED), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        struct document_related related = {.is_passive = db_bool(rows, 1),
                                           .id = db_int(rows, 2),
                                           .slug = db_text(rows, 3),
                                           .kind = db_text(rows, 4),
                                           .number = db_text(rows, 5),
                                           .title = db_text(rows, 6),
                                           .title_en = db_text(rows, 7),
                                           .in_force_from = db_date(rows, 8)};
        if (document_relation_from_name(db_text(rows, 0), &related.relation))
            *VEC_PUSH(&list, work->arena) = related;
    }
    *ret_list = list;
    return db_done(rows);
}

const char *const document_statements[] = {
    DOCUMENT_MEANT,        DOCUMENT_MEANT_SHORT,
    DOCUMENT_LIST_SHOWN,   DOCUMENT_LIST_PUBLICATIONS,
    DOCUMENT_LIST,         DOCUMENT_KINDS,
    DOCUMENT_ISSUERS,      DOCUMENT_YEARS,
    DOCUMENT_EDITED_OLDER, DOCUMENT_EDITED_NEWER,
    DOCUMENT_LIST_BY_ID,   DOCUMENT_BY_SLUG,
    DOCUMENT_LOAD,         DOCUMENT_BY_NUMBER,
    DOCUMENT_SOURCE_FIND,  DOCUMENT_SLUG_TAKEN,
    DOCUMENT_RELATIONS,    NULL,
};
