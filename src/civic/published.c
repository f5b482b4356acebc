/*
 * Walking over what was published.
 */
#include "civic/published.h"

#include "civic/search.h"
#include "db/db.h"

static const void *item_at(const struct list *items, size_t i)
{
    return (const char *)items->items + i * items->size;
}

const struct fault *published_sitemap(struct work *work, const struct published *published,
                                      sitemap_add *add, void *context)
{
    struct list items;
    int64_t after = 0;
    do {
        const struct fault *fault = published->list(work, after, &items, &after);
        if (fault)
            return fault;
        for (size_t i = 0; i < items.count; i++)
            published->map(work, item_at(&items, i), add, context);
    } while (items.count == PUBLISHED_STEP);
    return NULL;
}

struct putting {
    const struct published *published;
    struct list items;
};

static const struct fault *put_all(struct work *work, void *context)
{
    const struct putting *putting = context;
    for (size_t i = 0; i < putting->items.count; i++) {
        const struct fault *fault = putting->published->put(work, item_at(&putting->items, i));
        if (fault)
            return fault;
    }
    return search_settle(work);
}

const struct fault *published_reindex(struct work *work, const struct published *published,
                                      reindex_progress *progress, void *context)
{
    struct putting putting = {.published = published};
    int64_t after = 0;
    do {
        const struct fault *fault = published->list(work, after, &putting.items, &after);
        db_release(work);
        if (!fault && putting.items.count > 0)
            fault = db_write(work, put_all, &putting);
        if (fault)
            return fault;
        progress(context, (int64_t)putting.items.count);
    } while (putting.items.count == PUBLISHED_STEP);
    return NULL;
}
