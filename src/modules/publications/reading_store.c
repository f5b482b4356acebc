/*
 * What leads readers on: related articles, tags, categories, short addresses.
 */
#include "db/db.h"
#include "db/kept.h"
#include "modules/publications/editing.h"
#include "text/fold.h"

struct topic category_topic(int64_t id)
{
    return topic_of("news-category", id);
}

struct topic tag_topic(struct str tag)
{
    return topic_of("news-tag", (int64_t)(str_hash(tag) >> 1));
}

/* ---- related ---- */

static const char RELATED_BY_TAG[] =
    "SELECT " ARTICLE_ROW_COLUMNS " FROM article"
    " WHERE status = 'published' AND id IN"
    "       (SELECT other.article_id FROM article_tag AS own"
    "        JOIN article_tag AS other ON other.tag = own.tag AND other.article_id <> $1"
    "        WHERE own.article_id = $1)"
    " ORDER BY published_at DESC, id DESC"
    " LIMIT $2";
static const char RELATED_BY_CATEGORY[] =
    "SELECT " ARTICLE_ROW_COLUMNS " FROM article"
    " WHERE category_id = $3 AND status = 'published' AND id <> $1"
    " ORDER BY published_at DESC, id DESC"
    " LIMIT $2";

static bool has_row(const article_rows *rows, int64_t id)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].id == id)
            return true;
    return false;
}

static const struct fault *add_related(struct work *work, const char *sql, struct db_params params,
                                       article_rows *found)
{
    article_rows more;
    const struct fault *fault = db_list(work, sql, params, article_row_read, DB_INTO(&more));
    if (fault)
        return fault;
    for (size_t i = 0; i < more.count && found->count < ARTICLE_RELATED; i++)
        if (!has_row(found, more.items[i].id))
            *VEC_PUSH(found, work->arena) = more.items[i];
    return NULL;
}

const struct fault *article_related(struct work *work, const struct article *article,
                                    article_rows *ret_rows)
{
    article_rows found = {0};
    article_tags tags;
    const struct fault *fault = article_tags_read(work->arena, article->tags, &tags);
    if (fault)
        return fault;
    for (size_t i = 0; i < tags.count; i++)
        db_depends(work, tag_topic(tags.items[i].slug));
    if (tags.count > 0)
        fault = add_related(work, RELATED_BY_TAG, P(article->id, ARTICLE_RELATED), &found);
    if (!fault && article->category_id && found.count < ARTICLE_RELATED) {
        db_depends(work, category_topic(article->category_id));
        fault = add_related(work, RELATED_BY_CATEGORY,
                            P(article->id, 2 * ARTICLE_RELATED, article->category_id), &found);
    }
    if (!fault)
        *ret_rows = found;
    return fault;
}

static const char TAG_NAME[] = "SELECT name FROM article_tag WHERE tag = $1"
                               " ORDER BY article_id DESC"
                               " LIMIT 1";

const struct fault *tag_name(struct work *work, struct str tag, struct str *ret_name)
{
    struct db_rows *rows;
    const struct fault *fault = db_find(work, TAG_NAME, P(tag), "edit.tag.unknown", &rows);
    if (!fault)
        *ret_name = db_text(rows, 0);
    return fault;
}

static const char BY_CODE[] = "SELECT article.slug FROM article_aside"
                              " JOIN article ON article.id = article_aside.article_id"
                              " WHERE article_aside.code = $1";

const struct fault *article_by_code(struct work *work, struct str code, struct str *ret_slug)
{
    struct db_rows *rows;
    const struct fault *fault = db_find(work, BY_CODE, P(code), "news.unknown", &rows);
    if (!fault)
        *ret_slug = db_text(rows, 0);
    return fault;
}

/* ---- categories ---- */

#define CATEGORY_COLUMNS "SELECT id, slug, name, position FROM news_category"

static const char CATEGORY_ALL[] = CATEGORY_COLUMNS " ORDER BY position, id LIMIT 100";
static const char CATEGORY_LOAD[] = CATEGORY_COLUMNS " WHERE id = $1";
static const char CATEGORY_BY_SLUG[] = CATEGORY_COLUMNS " WHERE slug = $1";

static struct topic categories_topic(void)
{
    return topic_of("news-categories", 0);
}

static struct category read_category(const struct db_rows *rows)
{
    return (struct category){db_int(rows, 0), db_text(rows, 1), db_text(rows, 2), db_int(rows, 3)};
}

static const struct fault *load_categories(struct work *work, void **ret_value)
{
    struct db_rows *rows;
    category_list *found = work_alloc(work, category_list);
    const struct fault *fault;
    db_depends(work, categories_topic());
    fault = db_query(work, CATEGORY_ALL, P0, &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        *VEC_PUSH(found, work->arena) = read_category(rows);
    *ret_value = found;
    return db_done(rows);
}

static void *copy_categories(struct arena *arena, const void *value)
{
    const category_list *kept = value;
    category_list *copy = ARENA_NEW(arena, category_list);
    for (size_t i = 0; i < kept->count; i++) {
        struct category *category = VEC_PUSH(copy, arena);
        *category = kept->items[i];
        category->slug = arena_copy(arena, category->slug);
        category->name = arena_copy(arena, category->name);
    }
    return copy;
}

const struct fault *category_list_all(struct work *work, category_list *ret_list)
{
    void *list;
    const struct fault *fault = kept_get(site_kept(work->site, CATEGORIES_KEPT), work,
                                         load_categories, copy_categories, &list);
    if (!fault)
        *ret_list = *(const category_list *)list;
    return fault;
}

static const struct fault *one_category(struct work *work, const char *sql, struct db_params params,
                                        struct category *ret_category)
{
    struct db_rows *rows;
    const struct fault *fault;
    db_depends(work, categories_topic());
    fault = db_find(work, sql, params, "edit.category.unknown", &rows);
    if (!fault)
        *ret_category = read_category(rows);
    return fault;
}

const struct fault *category_load(struct work *work, int64_t id, struct category *ret_category)
{
    return one_category(work, CATEGORY_LOAD, P(id), ret_category);
}

const struct fault *category_by_slug(struct work *work, struct str slug,
                                     struct category *ret_category)
{
    return one_category(work, CATEGORY_BY_SLUG, P(slug), ret_category);
}

static const char CATEGORY_ADD[] =
    "INSERT INTO news_category (id, slug, name, position) VALUES ($1, $2, $3, $4)";
static const char CATEGORY_CHANGE[] =
    "UPDATE news_category SET name = $2, position = $3 WHERE id = $1";

const struct fault *category_put(struct work *work, struct category *category)
{
    db_touch(work, categories_topic());
    if (category->id)
        return db_exec_one(work, CATEGORY_CHANGE,
                           P(category->id, category->name, category->position), "news.changed");
    category->id = db_new_id(work->clock);
    category->slug = text_slug(work->arena, category->name, ARTICLE_SLUG_MOST);
    return db_exec(work, CATEGORY_ADD,
                   P(category->id, category->slug, category->name, category->position), NULL);
}

static const char CATEGORY_LEAVE[] = "UPDATE article SET category_id = NULL WHERE category_id = $1";
static const char CATEGORY_DROP[] = "DELETE FROM news_category WHERE id = $1";

const struct fault *category_remove(struct work *work, int64_t id)
{
    const struct fault *fault = db_exec(work, CATEGORY_LEAVE, P(id), NULL);
    db_touch(work, categories_topic());
    db_touch(work, category_topic(id));
    if (!fault)
        fault = db_exec(work, CATEGORY_DROP, P(id), NULL);
    return fault;
}

const char *const reading_statements[] = {
    RELATED_BY_TAG,  RELATED_BY_CATEGORY, TAG_NAME,         BY_CODE,
    CATEGORY_ALL,    CATEGORY_LOAD,       CATEGORY_BY_SLUG, CATEGORY_ADD,
    CATEGORY_CHANGE, CATEGORY_LEAVE,      CATEGORY_DROP,    NULL,
};
