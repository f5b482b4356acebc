/*
 * Storing what import.h read: found again by its source, left alone when its
 * digest is the same.
 */
#include "modules/publications/article_service.h"

#include "civic/search.h"
#include "db/db.h"
#include "modules/publications/editing.h"
#include "modules/publications/markdown_writer.h"

struct batch {
    int64_t unit_id;
    const struct import_article *articles;
    size_t count;
    struct import_count done;
};

static enum article_status status_of(enum import_status status)
{
    switch (status) {
    case IMPORT_PUBLISHED:
        return ARTICLE_PUBLISHED;
    case IMPORT_TRASHED:
        return ARTICLE_WITHDRAWN;
    case IMPORT_SCHEDULED:
    case IMPORT_DRAFT:
    case IMPORT_PENDING:
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
        .status = status_of(source->status),
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
    } else if (known.id) {
        batch->done.changed++;
        fault = article_replace(work, &article, digest, source->original);
        if (!fault)
            fault = article_load(work, known.id, &article);
        if (!fault)
            fault = article_index_one_of_many(work, &article);
    } else {
        batch->done.added++;
        article.id = db_new_id(work->clock);
        fault = article_choose_slug(work, source->slug_hint.len ? source->slug_hint : source->title,
                                    &article.slug);
        if (!fault)
            fault = article_insert(work, &article, source->source_id, digest, source->original);
        if (!fault)
            fault = article_index_one_of_many(work, &article);
        if (!fault && article.status == ARTICLE_PUBLISHED)
            fault = article_offer_code(work, article.id, article_code_new(work->arena));
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
