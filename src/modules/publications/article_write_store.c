/*
 * Writing articles: every change tells the page cache what it touched. What is
 * around an article (the list, its neighbours) is touched by the use-cases, which
 * know whether it is public.
 */
#include "modules/publications/article_store.h"

#include "db/db.h"

static void touch(struct work *work, int64_t id)
{
    db_touch(work, article_list_topic());
    db_touch(work, article_topic(id));
}

const struct fault *article_touch_beside(struct work *work, const struct article *article)
{
    struct article_row older;
    struct article_row newer;
    const struct fault *fault = article_neighbours(work, article, &older, &newer);
    if (fault)
        return fault;
    db_touch(work, article_list_topic());
    if (older.id)
        db_touch(work, article_topic(older.id));
    if (newer.id)
        db_touch(work, article_topic(newer.id));
    return NULL;
}

static struct instant instant_or_zero(const struct article *article)
{
    bool has_none = article->status == ARTICLE_DRAFT || article->status == ARTICLE_PENDING;
    return has_none ? (struct instant){0} : article->published_at;
}

/* By what the desk finds it. */
static const struct fault *put_words(struct work *work, const struct article *article)
{
    const struct article_text text = {article->title, article->lead, article->body,
                                      article->byline};
    return article_words_put(work, article->id, &text);
}

static const char ARTICLE_INSERT[] =
    "INSERT INTO article (id, unit_id, slug, title, lead, body, byline, picture, picture_alt,"
    "                     caption, status, published_at, updated_at, created_by, is_demo,"
    "                     source, source_digest, original, is_pinned)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,"
    "         $19)";

const struct fault *article_insert(struct work *work, const struct article *article,
                                   struct str source, struct str digest, struct str original)
{
    const struct fault *fault;
    if (article->status != ARTICLE_DRAFT)
        touch(work, article->id);
    if (source.len > 0)
        db_touch(work, article_import_topic());
    fault = db_exec(
        work, ARTICLE_INSERT,
        P(article->id, article->unit_id, article->slug, article->title, article->lead,
          article->body, article->byline, article->picture, article->picture_alt, article->caption,
          article_status_name(article->status), instant_or_zero(article), article->updated_at,
          db_id_or_null(work->actor->account_id), article->is_demo, db_text_or_null(source),
          db_text_or_null(digest), db_blob_or_null(original), article->is_pinned),
        NULL);
    return fault ? fault : put_words(work, article);
}

static const char ARTICLE_REPLACE[] =
    "UPDATE article SET title = $2, lead = $3, body = $4, byline = $5, status = $6,"
    "                   published_at = $7, updated_at = $8, source_digest = $9,"
    "                   original = $10, is_pinned = $11, version = version + 1"
    " WHERE id = $1";

const struct fault *article_replace(struct work *work, const struct article *article,
                                    struct str digest, struct str original)
{
    const struct fault *fault = put_words(work, article);
    touch(work, article->id);
    db_touch(work, article_import_topic());
    if (fault)
        return fault;
    return db_exec_one(work, ARTICLE_REPLACE,
                       P(article->id, article->title, article->lead, article->body, article->byline,
                         article_status_name(article->status), instant_or_zero(article),
                         article->updated_at, digest, db_blob(original), article->is_pinned),
                       "news.changed");
}

static const char ARTICLE_SET_TEXT[] =
    "UPDATE article SET title = $3, lead = $4, body = $5, byline = $6, updated_at = $7,"
    "                   version = version + 1"
    " WHERE id = $1 AND version = $2";

const struct fault *article_set_text(struct work *work, int64_t id, int64_t version,
                                     const struct article_text *text)
{
    const struct fault *fault = article_words_put(work, id, text);
    db_touch(work, article_topic(id));
    if (fault)
        return fault;
    return db_exec_one(
        work, ARTICLE_SET_TEXT,
        P(id, version, text->title, text->lead, text->body, text->byline, clock_now(work->clock)),
        "news.changed");
}

static const char ARTICLE_SET_STATUS[] =
    "UPDATE article SET status = $4, published_at = $5, updated_at = $6, version = version + 1"
    " WHERE id = $1 AND version = $2 AND status = $3";

const struct fault *article_set_status(struct work *work, int64_t id, int64_t version,
                                       enum article_status from, enum article_status to,
                                       struct instant published_at)
{
    db_touch(work, article_topic(id));
    return db_exec_one(work, ARTICLE_SET_STATUS,
                       P(id, version, article_status_name(from), article_status_name(to),
                         published_at, clock_now(work->clock)),
                       "news.changed");
}

static const char ARTICLE_SET_SLUG[] = "UPDATE article SET slug = $2 WHERE id = $1";
/* An address that it had once becomes its own again. */
static const char ARTICLE_DROP_ALIAS[] =
    "DELETE FROM article_alias WHERE article_id = $1 AND slug = $2";
static const char ARTICLE_ADD_ALIAS[] =
    "INSERT INTO article_alias (slug, article_id) SELECT slug, id FROM article"
    " WHERE id = $1 AND status IN ('published', 'withdrawn')"
    " ON CONFLICT (slug) DO NOTHING";

const struct fault *article_set_slug(struct work *work, int64_t id, struct str slug)
{
    const struct fault *fault = db_exec(work, ARTICLE_ADD_ALIAS, P(id), NULL);
    touch(work, id);
    if (!fault)
        fault = db_exec(work, ARTICLE_DROP_ALIAS, P(id, slug), NULL);
    if (fault)
        return fault;
    return db_exec_one(work, ARTICLE_SET_SLUG, P(id, slug), "news.changed");
}

static const char ARTICLE_SET_EXAMPLE[] =
    "UPDATE article SET is_demo = $2, picture = $3, picture_alt = $4, caption = $5 WHERE id = $1";

const struct fault *article_set_example(struct work *work, const struct article *article)
{
    touch(work, article->id);
    return db_exec_one(
        work, ARTICLE_SET_EXAMPLE,
        P(article->id, article->is_demo, article->picture, article->picture_alt, article->caption),
        "news.changed");
}

static const char ARTICLE_VIEWS_ADD[] =
    "INSERT INTO article_views (article_id, views)"
    " SELECT id, CAST($2 AS BIGINT) FROM article WHERE slug = $1 AND status = 'published'"
    " ON CONFLICT (article_id) DO UPDATE SET views = article_views.views + excluded.views"
    " RETURNING article_id";

const struct fault *article_views_add(struct work *work, struct str slug, int64_t count,
                                      int64_t *ret_id)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, ARTICLE_VIEWS_ADD, P(slug, count), &rows);
    if (fault)
        return fault;
    *ret_id = db_next(rows) ? db_int(rows, 0) : 0;
    return db_done(rows);
}

static const char ARTICLE_VIEWS_AT_LEAST[] =
    "INSERT INTO article_views (article_id, views) VALUES ($1, $2)"
    " ON CONFLICT (article_id) DO UPDATE SET views = excluded.views"
    "    WHERE article_views.views < excluded.views"
    " RETURNING article_id";

const struct fault *article_views_at_least(struct work *work, int64_t id, int64_t count)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, ARTICLE_VIEWS_AT_LEAST, P(id, count), &rows);
    if (fault)
        return fault;
    if (db_next(rows))
        db_touch(work, article_topic(id));
    return db_done(rows);
}

const char *const article_write_statements[] = {
    ARTICLE_INSERT,
    ARTICLE_REPLACE,
    ARTICLE_SET_TEXT,
    ARTICLE_SET_STATUS,
    ARTICLE_SET_SLUG,
    ARTICLE_ADD_ALIAS,
    ARTICLE_VIEWS_ADD,
    ARTICLE_VIEWS_AT_LEAST,
    ARTICLE_SET_EXAMPLE,
    ARTICLE_DROP_ALIAS,
    NULL,
};
