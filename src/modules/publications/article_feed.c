/*
 * The newest articles as feeds.
 */
#include "civic/feed.h"
#include "modules/publications/article_web.h"

static const struct fault *fill(struct work *work, struct feed *ret_feed)
{
    article_rows rows;
    struct feed_item *items;
    const struct fault *fault =
        article_list_older(work, 0, (struct article_key){0}, FEED_ENTRIES, &rows);
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
        .about = "news.description",
        .url = URL("/tin-tuc"),
        .items = {items, rows.count, sizeof(*items)}
    };
    return NULL;
}

const struct fault *article_feed_atom(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct feed feed;
    const struct fault *fault = fill(work, &feed);
    return fault ? fault : feed_respond_atom(work, request, &feed, URL("/tin-tuc.atom"), response);
}

const struct fault *article_feed_rss(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct feed feed;
    const struct fault *fault = fill(work, &feed);
    return fault ? fault : feed_respond_rss(work, request, &feed, URL("/tin-tuc.rss"), response);
}
