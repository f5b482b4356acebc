/*
 * The newest documents as feeds: by when they were put here, so that who follows is told
 * of an old one too.
 */
#include "civic/feed.h"
#include "db/db.h"
#include "modules/library/library_service.h"
#include "modules/library/library_store.h"
#include "modules/library/library_web.h"

static const struct fault *fill(struct work *work, struct feed *ret_feed)
{
    const struct notice_asked all = {.until = clock_now(work->clock)};
    document_list list;
    struct feed_item *items;
    const struct fault *fault;
    db_depends(work, document_list_topic());
    fault = document_list_shown(work, &all, FEED_ENTRIES, &list);
    if (fault)
        return fault;
    items = arena_alloc_array(work->arena, list.count, sizeof(*items));
    for (size_t i = 0; i < list.count; i++) {
        const struct document *document = &list.items[i];
        struct str name = document_name(work, document->kind, document->number);
        struct str title = document_title(work, document->title, document->title_en);
        items[i] = (struct feed_item){
            .kind = "document",
            .id = document->id,
            .url = document_url(work->arena, document->slug),
            .title = arena_printf(work->arena, PRISTR ": " PRISTR, STRARG(name), STRARG(title)),
            .is_demo = document->is_demo,
            .summary = document->summary,
            .author = document->issuer,
            .published = document->published_at,
            .updated = document->updated_at};
    }
    *ret_feed = (struct feed){
        .kind = "documents",
        .title = "library.title",
        .about = "library.description",
        .url = URL("/van-ban"),
        .items = {items, list.count, sizeof(*items)}
    };
    return NULL;
}

const struct fault *library_feed(struct work *work, const struct request *request,
                                 struct response *response)
{
    struct feed feed;
    const struct fault *fault = fill(work, &feed);
    return fault ? fault : feed_respond(work, request, &feed, response);
}
