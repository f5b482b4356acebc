/*
 * The newest articles of a list as feeds.
 */
#include "civic/feed.h"
#include "modules/publications/article_choice.h"
#include "modules/publications/article_web.h"

static const struct fault *fill(struct work *work, const struct article_choice *choice,
                                struct feed *ret_feed)
{
    article_rows rows;
    struct feed_item *items;
    const struct fault *fault =
        article_list_of(work, &choice->filter, false, (struct article_key){0}, FEED_ENTRIES, &rows);
    if (fault)
        return fault;
    items = arena_alloc_array(work->arena, rows.count, sizeof(*items));
    for (size_t i = 0; i < rows.count; i++) {
        const struct article_row *row = &rows.items[i];
        items[i] = (struct feed_item){.kind = "article",
                                      .id = row->id,
                                      .url = article_url(work->arena, row->slug),
                                      .title = row->title,
                                      .is_demo = row->is_demo,
                                      .summary = row->lead,
                                      .author = row->byline,
                                      .published = row->published_at,
                                      .updated = row->updated_at};
    }
    *ret_feed = (struct feed){
        .kind = "news",
        .title = "news.title",
        .part = choice->part,
        .name = choice->title,
        .about = "news.description",
        .url = choice->url,
        .items = {items, rows.count, sizeof(*items)}
    };
    return NULL;
}

typedef const struct fault *choosing(struct work *work, const struct request *request,
                                     struct article_choice *ret_choice);

static const struct fault *respond(struct work *work, const struct request *request,
                                   struct response *response, choosing *choose, bool is_atom)
{
    struct article_choice choice;
    struct feed feed;
    const struct fault *fault = choose(work, request, &choice);
    if (!fault)
        fault = fill(work, &choice, &feed);
    if (fault)
        return fault;
    return is_atom ? feed_respond_atom(work, request, &feed, choice.atom_url, response)
                   : feed_respond_rss(work, request, &feed, choice.rss_url, response);
}

const struct fault *article_feed_atom(struct work *work, const struct request *request,
                                      struct response *response)
{
    return respond(work, request, response, article_choose, true);
}

const struct fault *article_feed_rss(struct work *work, const struct request *request,
                                     struct response *response)
{
    return respond(work, request, response, article_choose, false);
}

const struct fault *article_unit_atom(struct work *work, const struct request *request,
                                      struct response *response)
{
    return respond(work, request, response, article_choose_unit, true);
}

const struct fault *article_unit_rss(struct work *work, const struct request *request,
                                     struct response *response)
{
    return respond(work, request, response, article_choose_unit, false);
}
