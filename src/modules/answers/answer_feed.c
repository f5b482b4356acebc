/*
 * The newest published answers as feeds.
 */
#include "civic/feed.h"
#include "modules/answers/answer_web.h"

static const struct fault *fill(struct work *work, struct feed *ret_feed)
{
    const struct answer_filter all = {.year = 0};
    answer_list list;
    struct feed_item *items;
    const struct fault *fault =
        answer_public(work, &all, (struct answer_key){.id = 0}, FEED_ENTRIES, &list);
    if (fault)
        return fault;
    items = arena_alloc_array(work->arena, list.count, sizeof(*items));
    for (size_t i = 0; i < list.count; i++)
        items[i] = (struct feed_item){.kind = "answer",
                                      .id = list.items[i].id,
                                      .url = answer_url(work->arena, list.items[i].slug),
                                      .title = list.items[i].title,
                                      .is_demo = list.items[i].is_demo,
                                      .summary = list.items[i].question,
                                      .author = list.items[i].unit,
                                      .published = list.items[i].published_at,
                                      .updated = list.items[i].updated_at};
    *ret_feed = (struct feed){
        .kind = "answers",
        .title = "answers.title",
        .about = "answers.lead",
        .url = URL("/don-thu/tra-loi"),
        .items = {items, list.count, sizeof(*items)}
    };
    return NULL;
}

const struct fault *answer_feed(struct work *work, const struct request *request,
                                struct response *response)
{
    struct feed feed;
    const struct fault *fault = fill(work, &feed);
    return fault ? fault : feed_respond(work, request, &feed, response);
}
