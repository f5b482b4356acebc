/*
 * Storing what import.h read: found again by its source, left alone when its
 * digest is the same.
 */
#include "modules/publications/article_service.h"

#include "civic/search.h"
#include "db/db.h"
#include "modules/publications/editing.h"
#include "modules/publications/markdown_writer.h"
#include "text/fold.h"

struct batch {
    int64_t unit_id;
    const struct import_article *articles;
    size_t count;
    struct import_count done;
};

/* What is to be public at a time that has not come is published here by the clock; where the
 * other site missed the time, somebody decides. */
static enum article_status status_of(const struct work *work, const struct import_article *source)
{
    bool is_ahead = source->has_date && source->published.us > clock_now(work->clock).us;
    switch (source->status) {
    case IMPORT_PUBLISHED:
    case IMPORT_SCHEDULED:
        if (source->is_page)
            return ARTICLE_DRAFT;
        if (is_ahead)
            return ARTICLE_SCHEDULED;
        return source->status == IMPORT_PUBLISHED ? ARTICLE_PUBLISHED : ARTICLE_DRAFT;
    case IMPORT_TRASHED:
        return ARTICLE_WITHDRAWN;
    case IMPORT_PENDING:
        return source->is_page ? ARTICLE_DRAFT : ARTICLE_PENDING;
    case IMPORT_DRAFT:
    case IMPORT_PRIVATE:
        return ARTICLE_DRAFT;
    }
    return ARTICLE_DRAFT;
}

/* What a picture is called in a list of links. */
static struct str picture_name(const struct markdown_picture *picture)
{
    struct str name = picture->url;
    if (picture->caption.len > 0)
        return picture->caption;
    if (picture->alt.len > 0)
        return picture->alt;
    while (str_find_byte(name, '/', 0) >= 0)
        str_cut(&name, '/');
    return name.len > 0 ? name : picture->url;
}

/* The text, and links to the pictures that stand on the other site: they are not
 * fetched, and no reader is sent there unasked. */
static struct str body_of(struct work *work, const struct import_article *source)
{
    struct markdown_writer *links = markdown_writer_new(work->arena, MARKDOWN_LIMIT);
    struct str text;
    for (size_t i = 0; i < source->pictures.count; i++) {
        const struct markdown_picture *picture = &source->pictures.items[i];
        if (!str_starts(picture->url, STR("http")))
            continue;
        markdown_link_begin(links, markdown_url(work->arena, picture->url));
        markdown_text(links, picture_name(picture));
        markdown_link_end(links);
        markdown_block_end(links);
    }
    text = markdown_finish(links);
    if (text.len == 0 || source->body_markdown.len + text.len >= MARKDOWN_LIMIT)
        return source->body_markdown;
    return arena_printf(work->arena, PRISTR "%s" PRISTR, STRARG(source->body_markdown),
                        source->body_markdown.len ? "\n" : "", STRARG(text));
}

/* The article as it will be stored; id and slug are the caller's. */
static struct article made_of(struct work *work, const struct batch *batch,
                              const struct import_article *source)
{
    struct article article = {
        .unit_id = batch->unit_id,
        .title = source->title,
        .lead = source->lead,
        .body = body_of(work, source),
        .byline = source->byline,
        .status = status_of(work, source),
        .is_pinned = source->is_pinned,
        .published_at = source->published,
        .updated_at = source->updated,
        .views = source->views,
    };
    if (!source->has_date) {
        article.published_at = clock_now(work->clock);
        article.updated_at = article.published_at;
    }
    return article;
}

/* ---- categories and tags ---- */

/* Adds a name, as far as an article may have tags. */
static void add_tag(struct arena *arena, struct str name, article_tags *tags)
{
    article_tags one;
    /* a comma divides tags, so the name may be several */
    if (article_tags_read(arena, name, &one))
        return;
    for (size_t i = 0; i < one.count; i++) {
        bool is_new = tags->count < ARTICLE_TAGS_MOST;
        for (size_t k = 0; is_new && k < tags->count; k++)
            is_new = !str_equal(tags->items[k].slug, one.items[i].slug);
        if (is_new)
            *VEC_PUSH(tags, arena) = one.items[i];
    }
}

/* The category with a name that is here too; the names of the others become tags. */
static const struct fault *find_terms(struct work *work, const struct import_article *source,
                                      int64_t *ret_category_id, article_tags *ret_tags)
{
    int64_t category_id = 0;
    article_tags tags = {0};
    for (size_t i = 0; i < source->categories.count; i++) {
        struct str name = source->categories.items[i];
        struct category category = {0};
        const struct fault *fault =
            category_by_slug(work, text_slug(work->arena, name, ARTICLE_SLUG_MOST), &category);
        if (fault && fault->kind != FAULT_NOT_FOUND)
            return fault;
        if (!fault && !category_id)
            category_id = category.id;
        else
            add_tag(work->arena, name, &tags);
    }
    for (size_t i = 0; i < source->tags.count; i++)
        add_tag(work->arena, source->tags.items[i], &tags);
    *ret_category_id = category_id;
    *ret_tags = tags;
    return NULL;
}

static void touch_tags(struct work *work, const article_tags *tags)
{
    for (size_t i = 0; i < tags->count; i++)
        db_touch(work, tag_topic(tags->items[i].slug));
}

/* In place of those that the article has: `before`. */
static const struct fault *store_terms(struct work *work, const struct article *before,
                                       const struct import_article *source)
{
    article_tags tags;
    article_tags old = {0};
    int64_t category_id;
    int64_t id = before->id;
    const struct fault *fault = find_terms(work, source, &category_id, &tags);
    if (!fault)
        fault = article_tags_read(work->arena, before->tags, &old);
    if (!fault && category_id == before->category_id && tags.count + old.count == 0)
        return NULL;
    if (before->category_id)
        db_touch(work, category_topic(before->category_id));
    touch_tags(work, &old);
    touch_tags(work, &tags);
    if (!fault)
        fault = article_set_terms(work, id, category_id, article_tags_text(work->arena, &tags));
    if (!fault)
        fault = article_set_tags(work, id, &tags);
    return fault;
}

/* ---- storing ---- */

static int64_t pictures_elsewhere(const struct import_article *source)
{
    int64_t count = 0;
    for (size_t i = 0; i < source->pictures.count; i++)
        count += str_starts(source->pictures.items[i].url, STR("http"));
    return count;
}

static const struct fault *add_one(struct work *work, struct batch *batch,
                                   const struct import_article *source, struct str digest,
                                   struct article *article)
{
    const struct fault *fault;
    batch->done.added++;
    batch->done.drafts += article->status == ARTICLE_DRAFT || article->status == ARTICLE_PENDING;
    batch->done.scheduled += article->status == ARTICLE_SCHEDULED;
    batch->done.pinned += article->is_pinned;
    batch->done.pictures += pictures_elsewhere(source);
    article->id = db_new_id(work->clock);
    fault = article_choose_slug(work, source->slug_hint.len ? source->slug_hint : source->title,
                                &article->slug);
    if (!fault)
        fault = article_insert(work, article, source->source_id, digest, source->original);
    if (!fault)
        fault = store_terms(work, article, source);
    if (!fault)
        fault = article_index_one_of_many(work, article);
    if (!fault && article->status == ARTICLE_PUBLISHED)
        fault = article_offer_code(work, article->id, article_code_new(work->arena));
    return fault;
}

static const struct fault *replace_one(struct work *work, struct batch *batch,
                                       const struct import_article *source, struct str digest,
                                       struct article *article)
{
    struct article before;
    const struct fault *fault = article_load(work, article->id, &before);
    if (!fault)
        fault = article_replace(work, article, digest, source->original);
    batch->done.changed++;
    batch->done.pictures += pictures_elsewhere(source);
    if (!fault)
        fault = store_terms(work, &before, source);
    if (!fault)
        fault = article_load(work, article->id, article);
    return fault ? fault : article_index_one_of_many(work, article);
}

static const struct fault *store_one(struct work *work, struct batch *batch,
                                     const struct import_article *source)
{
    struct article article = made_of(work, batch, source);
    struct str digest = import_digest(work->arena, source);
    struct article_source known;
    const struct fault *fault = article_source_find(work, source->source_id, &known);
    if (fault)
        return fault;
    article.id = known.id;
    if (known.id && str_equal(known.digest, digest)) {
        batch->done.unchanged++;
    } else if (known.is_edited) {
        batch->done.kept++;
    } else if (known.id) {
        fault = replace_one(work, batch, source, digest, &article);
    } else {
        fault = add_one(work, batch, source, digest, &article);
    }
    if (!fault && source->views > 0)
        fault = article_views_at_least(work, article.id, source->views);
    return fault;
}

static const struct fault *store_batch(struct work *work, void *context)
{
    struct batch *batch = context;
    batch->done = (struct import_count){0}; /* the write may be run a second time */
    for (size_t i = 0; i < batch->count; i++) {
        const struct fault *fault = store_one(work, batch, &batch->articles[i]);
        if (fault)
            return fault;
    }
    return search_settle(work);
}

const struct fault *article_import(struct work *work, int64_t unit_id,
                                   const struct import_article *articles, size_t count,
                                   struct import_count *ret_count)
{
    struct batch batch = {.unit_id = unit_id, .articles = articles, .count = count};
    const struct fault *fault = db_write(work, store_batch, &batch);
    if (!fault)
        *ret_count = batch.done;
    return fault;
}
