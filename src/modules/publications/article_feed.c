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
        article_entries_of(work, &choice->filter, (struct article_key){0}, FEED_ENTRIES, &rows);
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

static const struct fault *respond(struct work *work, const struct request *request,
                                   struct response *response, const struct article_choice *choice)
{
    struct feed feed;
    const struct fault *fault = fill(work, choice, &feed);
    if (fault)
        return fault;
    feed.own_url = feed_is_atom(request) ? choice->atom_url : choice->rss_url;
    return feed_respond(work, request, &feed, response);
}

const struct fault *article_feed(struct work *work, const struct request *request,
                                 struct response *response)
{
    struct article_choice choice;
    const struct fault *fault = article_choose(work, request, &choice);
    return fault ? fault : respond(work, request, response, &choice);
}

const struct fault *article_unit_feed(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct article_choice choice;
    const struct fault *fault = article_choose_unit(work, request, &choice);
    return fault ? fault : respond(work, request, response, &choice);
}
