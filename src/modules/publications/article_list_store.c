/*
 * Lists of published articles from any place in them, by key. A page depends on the list
 * that it shows, so that publishing under one category drops no page of another.
 */
#include "db/db.h"
#include "modules/publications/article_store.h"
#include "modules/publications/editing.h"

/* ---- rows ---- */

void article_row_read(const struct db_rows *rows, void *item)
{
    *(struct article_row *)item = (struct article_row){
        .id = db_int(rows, 0),
        .slug = db_text(rows, 1),
        .title = db_text(rows, 2),
        .lead = db_text(rows, 3),
        .published_at = db_instant(rows, 4),
        .is_demo = db_bool(rows, 5),
    };
}

#define ENTRY_COLUMNS ARTICLE_ROW_COLUMNS ", byline, updated_at, unit_id"

static void read_entry(const struct db_rows *rows, void *item)
{
    struct article_row *row = item;
    article_row_read(rows, row);
    row->byline = db_text(rows, 6);
    row->updated_at = db_instant(rows, 7);
    row->unit_id = db_int(rows, 8);
}

static void turn(article_rows *rows)
{
    for (size_t low = 0, high = rows->count; low + 1 < high; low++) {
        struct article_row swapped = rows->items[low];
        high--;
        rows->items[low] = rows->items[high];
        rows->items[high] = swapped;
    }
}

/* ---- by what they hold ---- */

#define BEYOND(columns, from, condition, side, order)                                              \
    "SELECT " columns " FROM " from " WHERE status = 'published' AND " condition                   \
    " (published_at, id) " side " ($1, $2) ORDER BY " order " LIMIT $3"
#define OLDER(columns, from, condition)                                                            \
    BEYOND(columns, from, condition, "<", "published_at DESC, id DESC")
#define NEWER(from, condition) BEYOND(ARTICLE_ROW_COLUMNS, from, condition, ">", "published_at, id")
#define OF_UNIT "unit_id = $4 AND"
#define OF_CATEGORY "category_id = $4 AND"
#define OF_TAG "article_tag.tag = $4 AND"
#define TAGGED "article JOIN article_tag ON article_tag.article_id = article.id"

static const char OLDER_OF_ALL[] = OLDER(ARTICLE_ROW_COLUMNS, "article", "");
static const char OLDER_OF_UNIT[] = OLDER(ARTICLE_ROW_COLUMNS, "article", OF_UNIT);
static const char OLDER_OF_CATEGORY[] = OLDER(ARTICLE_ROW_COLUMNS, "article", OF_CATEGORY);
static const char OLDER_OF_TAG[] = OLDER(ARTICLE_ROW_COLUMNS, TAGGED, OF_TAG);
static const char NEWER_OF_ALL[] = NEWER("article", "");
static const char NEWER_OF_UNIT[] = NEWER("article", OF_UNIT);
static const char NEWER_OF_CATEGORY[] = NEWER("article", OF_CATEGORY);
static const char NEWER_OF_TAG[] = NEWER(TAGGED, OF_TAG);
static const char ENTRIES_OF_ALL[] = OLDER(ENTRY_COLUMNS, "article", "");
static const char ENTRIES_OF_UNIT[] = OLDER(ENTRY_COLUMNS, "article", OF_UNIT);
static const char ENTRIES_OF_CATEGORY[] = OLDER(ENTRY_COLUMNS, "article", OF_CATEGORY);
static const char ENTRIES_OF_TAG[] = OLDER(ENTRY_COLUMNS, TAGGED, OF_TAG);

static const struct {
    const char *older;
    const char *newer;
    const char *entries;
} lists[ARTICLE_FILTER_COUNT] = {
    [ARTICLE_OF_ALL] = {OLDER_OF_ALL,      NEWER_OF_ALL,      ENTRIES_OF_ALL     },
    [ARTICLE_OF_UNIT] = {OLDER_OF_UNIT,     NEWER_OF_UNIT,     ENTRIES_OF_UNIT    },
    [ARTICLE_OF_CATEGORY] = {OLDER_OF_CATEGORY, NEWER_OF_CATEGORY, ENTRIES_OF_CATEGORY},
    [ARTICLE_OF_TAG] = {OLDER_OF_TAG,      NEWER_OF_TAG,      ENTRIES_OF_TAG     },
};

/* An import touches the list of all, and no category and no tag of its own. */
static void depend_on(struct work *work, const struct article_filter *filter)
{
    switch (filter->kind) {
    case ARTICLE_OF_CATEGORY:
        db_depends(work, category_topic(filter->id));
        db_depends(work, article_import_topic());
        break;
    case ARTICLE_OF_TAG:
        db_depends(work, tag_topic(filter->tag));
        db_depends(work, article_import_topic());
        break;
    case ARTICLE_OF_ALL:
    case ARTICLE_OF_UNIT:
    case ARTICLE_FILTER_COUNT:
        db_depends(work, article_list_topic());
        break;
    }
}

/* `sql` is one of the statements of the filter, `read` what reads its columns. */
static const struct fault *list(struct work *work, const struct article_filter *filter,
                                const char *sql, db_reader *read, struct article_key from,
                                int limit, article_rows *ret_rows)
{
    struct db_value which =
        filter->kind == ARTICLE_OF_TAG ? db_value_text(filter->tag) : db_value_int(filter->id);
    struct db_params params;
    if (from.id == 0)
        from = (struct article_key){{INT64_MAX}, INT64_MAX};
    params = P(from.published_at, from.id, limit, which);
    params.count -= filter->kind == ARTICLE_OF_ALL; /* which has no such condition */
    return db_list(work, sql, params, read, DB_INTO(ret_rows));
}

const struct fault *article_list_of(struct work *work, const struct article_filter *filter,
                                    bool is_newer, struct article_key from, int limit,
                                    article_rows *ret_rows)
{
    const char *sql = is_newer ? lists[filter->kind].newer : lists[filter->kind].older;
    const struct fault *fault;
    depend_on(work, filter);
    fault = list(work, filter, sql, article_row_read, from, limit, ret_rows);
    if (!fault && is_newer)
        turn(ret_rows);
    return fault;
}

const struct fault *article_entries_of(struct work *work, const struct article_filter *filter,
                                       struct article_key from, int limit, article_rows *ret_rows)
{
    depend_on(work, filter);
    return list(work, filter, lists[filter->kind].entries, read_entry, from, limit, ret_rows);
}

struct article_filter article_filter_of_unit(int64_t unit_id)
{
    return (struct article_filter){.kind = unit_id ? ARTICLE_OF_UNIT : ARTICLE_OF_ALL,
                                   .id = unit_id};
}

/* The neighbours are those of its unit; publishing another one touches them themselves. */
const struct fault *article_neighbours(struct work *work, const struct article *article,
                                       struct article_row *ret_older, struct article_row *ret_newer)
{
    const struct article_filter filter = {.kind = ARTICLE_OF_UNIT, .id = article->unit_id};
    struct article_key here = {article->published_at, article->id};
    article_rows older;
    article_rows newer;
    const struct fault *fault =
        list(work, &filter, OLDER_OF_UNIT, article_row_read, here, 1, &older);
    if (!fault)
        fault = list(work, &filter, NEWER_OF_UNIT, article_row_read, here, 1, &newer);
    db_depends(work, article_import_topic());
    if (fault)
        return fault;
    *ret_older = older.count ? older.items[0] : (struct article_row){0};
    *ret_newer = newer.count ? newer.items[0] : (struct article_row){0};
    return NULL;
}

/* ---- others ---- */

static const char PINNED[] = "SELECT " ARTICLE_ROW_COLUMNS " FROM article"
                             " WHERE is_pinned = 1 AND status = 'published'"
                             " ORDER BY published_at DESC, id DESC"
                             " LIMIT $1";

const struct fault *article_list_pinned(struct work *work, int limit, article_rows *ret_rows)
{
    db_depends(work, article_list_topic());
    return db_list(work, PINNED, P(limit), article_row_read, DB_INTO(ret_rows));
}

static const char ADDRESSES[] = "SELECT id, slug, published_at, updated_at FROM article"
                                " WHERE status = 'published' AND (published_at, id) < ($1, $2)"
                                " ORDER BY published_at DESC, id DESC"
                                " LIMIT $3";

static void read_address(const struct db_rows *rows, void *item)
{
    *(struct article_row *)item = (struct article_row){
        .id = db_int(rows, 0),
        .slug = db_text(rows, 1),
        .published_at = db_instant(rows, 2),
        .updated_at = db_instant(rows, 3),
    };
}

const struct fault *article_list_addresses(struct work *work, struct article_key from, int limit,
                                           article_rows *ret_rows)
{
    const struct article_filter all = {.kind = ARTICLE_OF_ALL};
    depend_on(work, &all);
    return list(work, &all, ADDRESSES, read_address, from, limit, ret_rows);
}

const char *const article_list_statements[] = {
    OLDER_OF_ALL,
    OLDER_OF_UNIT,
    OLDER_OF_CATEGORY,
    OLDER_OF_TAG,
    NEWER_OF_ALL,
    NEWER_OF_UNIT,
    NEWER_OF_CATEGORY,
    NEWER_OF_TAG,
    ENTRIES_OF_ALL,
    ENTRIES_OF_UNIT,
    ENTRIES_OF_CATEGORY,
    ENTRIES_OF_TAG,
    PINNED,
    ADDRESSES,
    NULL,
};
