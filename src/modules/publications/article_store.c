/*
 * Reading one article: SQL ↔ structs. Lists are in article_list_store.c, writing is in
 * article_write_store.c.
 */
#include "modules/publications/article_store.h"

#include "civic/slug.h"
#include "db/db.h"
#include "db/topic.h"
#include "text/fold.h"

static const struct str status_names[ARTICLE_STATUS_COUNT] = {
    [ARTICLE_DRAFT] = STR_INIT("draft"),         [ARTICLE_PENDING] = STR_INIT("pending"),
    [ARTICLE_SCHEDULED] = STR_INIT("scheduled"), [ARTICLE_PUBLISHED] = STR_INIT("published"),
    [ARTICLE_WITHDRAWN] = STR_INIT("withdrawn"),
};

struct str article_status_name(enum article_status status)
{
    return status_names[status];
}

enum article_status article_status_from_name(struct str name)
{
    for (unsigned i = 0; i < ARTICLE_STATUS_COUNT; i++)
        if (str_equal(status_names[i], name))
            return (enum article_status)i;
    return ARTICLE_DRAFT; /* an unknown state is shown to nobody */
}

/* ---- topics ---- */

struct topic article_topic(int64_t id)
{
    return topic_of("article", id);
}

struct topic article_list_topic(void)
{
    return topic_of("articles", 0);
}

struct topic article_import_topic(void)
{
    return topic_of("articles-imported", 0);
}

/* ---- one article ---- */

#define ARTICLE_COLUMNS                                                                            \
    "article.id, article.unit_id, article.slug, article.title, article.lead, article.body, "       \
    "article.byline, article.picture, article.picture_alt, article.caption, article.status, "      \
    "article.published_at, article.updated_at, article.is_demo, article.version, "                 \
    "article_views.views, article.category_id, article.tags, article.is_pinned, "                  \
    "article_aside.reason, "                                                                       \
    "article_aside.code, article.saved_name"
#define ARTICLE_FROM                                                                               \
    " FROM article LEFT JOIN article_views ON article_views.article_id = article.id"               \
    " LEFT JOIN article_aside ON article_aside.article_id = article.id"

static const struct fault *one_article(struct work *work, const char *sql, struct db_params params,
                                       struct article *ret_article)
{
    struct db_rows *rows;
    const struct fault *fault = db_find(work, sql, params, "news.unknown", &rows);
    if (fault)
        return fault;
    *ret_article = (struct article){
        .id = db_int(rows, 0),
        .unit_id = db_int(rows, 1),
        .slug = db_text(rows, 2),
        .title = db_text(rows, 3),
        .lead = db_text(rows, 4),
        .body = db_text(rows, 5),
        .byline = db_text(rows, 6),
        .picture = db_text(rows, 7),
        .picture_alt = db_text(rows, 8),
        .caption = db_text(rows, 9),
        .status = article_status_from_name(db_text(rows, 10)),
        .published_at = db_instant(rows, 11),
        .updated_at = db_instant(rows, 12),
        .is_demo = db_bool(rows, 13),
        .version = db_int(rows, 14),
        .views = db_int(rows, 15),
        .category_id = db_int(rows, 16),
        .tags = db_text(rows, 17),
        .is_pinned = db_bool(rows, 18),
        .reason = db_text(rows, 19),
        .code = db_text(rows, 20),
        .saved_name = db_text(rows, 21),
    };
    db_depends(work, article_topic(ret_article->id));
    return NULL;
}

static const char ARTICLE_BY_SLUG[] =
    "SELECT " ARTICLE_COLUMNS ARTICLE_FROM " WHERE article.slug = $1";

const struct fault *article_by_slug(struct work *work, struct str slug, struct article *ret_article)
{
    return one_article(work, ARTICLE_BY_SLUG, P(slug), ret_article);
}

static const char ARTICLE_LOAD[] = "SELECT " ARTICLE_COLUMNS ARTICLE_FROM " WHERE article.id = $1";

const struct fault *article_load(struct work *work, int64_t id, struct article *ret_article)
{
    return one_article(work, ARTICLE_LOAD, P(id), ret_article);
}

static const char ARTICLE_BY_ALIAS[] = "SELECT article.slug FROM article_alias"
                                       " JOIN article ON article.id = article_alias.article_id"
                                       " WHERE article_alias.slug = $1";

const struct fault *article_by_alias(struct work *work, struct str slug, struct str *ret_slug)
{
    struct db_rows *rows;
    const struct fault *fault = db_find(work, ARTICLE_BY_ALIAS, P(slug), "news.unknown", &rows);
    if (!fault)
        *ret_slug = db_text(rows, 0);
    return fault;
}

static const char ARTICLE_ORIGINAL[] = "SELECT original FROM article WHERE id = $1";

const struct fault *article_original(struct work *work, int64_t id, struct str *ret_bytes)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, ARTICLE_ORIGINAL, P(id), &rows);
    if (fault)
        return fault;
    *ret_bytes = db_bytes(rows, 0);
    return NULL;
}

static const char ARTICLE_SOURCE_FIND[] =
    "SELECT id, source_digest,"
    "       (CASE WHEN saved_name <> '' OR EXISTS (SELECT 1 FROM article_revision"
    "                                              WHERE article_id = article.id)"
    "             THEN 1 ELSE 0 END)"
    " FROM article WHERE source = $1";

const struct fault *article_source_find(struct work *work, struct str source,
                                        struct article_source *ret_source)
{
    struct db_rows *rows;
    struct article_source found = {0};
    const struct fault *fault = db_query(work, ARTICLE_SOURCE_FIND, P(source), &rows);
    if (fault)
        return fault;
    if (db_next(rows)) {
        found.id = db_int(rows, 0);
        found.digest = db_text(rows, 1);
        found.is_edited = db_bool(rows, 2);
    }
    *ret_source = found;
    return db_done(rows);
}

/* Addresses lead to one article for ever, so old ones are taken as well. */
static const char ARTICLE_SLUG_TAKEN[] = "SELECT 1 FROM article WHERE slug = $1"
                                         " UNION ALL"
                                         " SELECT 1 FROM article_alias WHERE slug = $1";

struct str article_slug_base(struct arena *arena, struct str wanted)
{
    struct str base = text_slug(arena, wanted, ARTICLE_SLUG_MOST);
    return base.len > 0 ? base : STR("tin");
}

const struct fault *article_choose_slug(struct work *work, struct str wanted, struct str *ret_slug)
{
    return slug_choose(work, article_slug_base(work->arena, wanted), ARTICLE_SLUG_TAKEN, ret_slug);
}

const char *const article_statements[] = {
    ARTICLE_BY_SLUG,    ARTICLE_LOAD, ARTICLE_BY_ALIAS, ARTICLE_ORIGINAL, ARTICLE_SOURCE_FIND,
    ARTICLE_SLUG_TAKEN, NULL,
};
