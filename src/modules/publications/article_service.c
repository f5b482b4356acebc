/*
 * Use-cases of news: each one transaction. What a search finds and what a page
 * shows follow from the same write.
 */
#include "modules/publications/article_service.h"

#include "db/db.h"

const unsigned news_writers = ROLE_BIT(ROLE_EDITOR) | ROLE_BIT(ROLE_APPROVER);
const unsigned news_publishers = ROLE_BIT(ROLE_APPROVER);

/* ---- drafts ---- */

static const struct fault *create(struct work *work, void *context)
{
    struct article *article = context;
    const struct fault *fault = actor_must(work, news_writers, article->unit_id);
    if (!fault)
        fault = article_choose_slug(work, article->title, &article->slug);
    if (!fault)
        fault = article_insert(work, article, STR(""), STR(""), STR(""));
    return fault;
}

const struct fault *article_create(struct work *work, int64_t unit_id,
                                   const struct article_text *text, int64_t *ret_id)
{
    struct article article = {
        .id = db_new_id(work->clock),
        .unit_id = unit_id,
        .title = text->title,
        .lead = text->lead,
        .body = text->body,
        .byline = text->byline,
        .status = ARTICLE_DRAFT,
        .updated_at = clock_now(work->clock),
    };
    const struct fault *fault = db_write(work, create, &article);
    if (!fault)
        *ret_id = article.id;
    return fault;
}

struct change {
    int64_t id;
    int64_t version;
    const struct article_text *text;
    enum article_status from;
    enum article_status to;
};

static const struct fault *save(struct work *work, void *context)
{
    const struct change *change = context;
    struct article article;
    const struct fault *fault = article_load(work, change->id, &article);
    if (!fault)
        fault = actor_must(work, article.status == ARTICLE_DRAFT ? news_writers : news_publishers,
                           article.unit_id);
    if (!fault)
        fault = article_set_text(work, change->id, change->version, change->text);
    if (!fault && article.status == ARTICLE_PUBLISHED)
        fault = article_touch_beside(work, &article);
    if (fault)
        return fault;
    article.title = change->text->title;
    article.lead = change->text->lead;
    article.body = change->text->body;
    article.byline = change->text->byline;
    return article_index(work, &article);
}

const struct fault *article_save(struct work *work, int64_t id, int64_t version,
                                 const struct article_text *text)
{
    struct change change = {.id = id, .version = version, .text = text};
    return db_write(work, save, &change);
}

/* ---- publishing ---- */

static const struct fault *change_status(struct work *work, void *context)
{
    const struct change *change = context;
    struct article article;
    const struct fault *fault = article_load(work, change->id, &article);
    if (!fault)
        fault = actor_must(work, news_publishers, article.unit_id);
    if (fault)
        return fault;
    if (change->to == ARTICLE_PUBLISHED)
        article.published_at = clock_now(work->clock);
    fault = article_set_status(work, change->id, change->version, change->from, change->to,
                               article.published_at);
    if (!fault)
        fault = article_touch_beside(work, &article);
    if (fault)
        return fault;
    article.status = change->to;
    return article_index(work, &article);
}

const struct fault *article_publish(struct work *work, int64_t id, int64_t version)
{
    struct change change = {
        .id = id, .version = version, .from = ARTICLE_DRAFT, .to = ARTICLE_PUBLISHED};
    return db_write(work, change_status, &change);
}

const struct fault *article_withdraw(struct work *work, int64_t id, int64_t version)
{
    struct change change = {
        .id = id, .version = version, .from = ARTICLE_PUBLISHED, .to = ARTICLE_WITHDRAWN};
    return db_write(work, change_status, &change);
}
