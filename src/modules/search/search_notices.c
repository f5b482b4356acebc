/*
 * A saved search, for the daily letter (modules/notices): what has the words and
 * was published since.
 */
#include "civic/module.h"
#include "civic/search.h"
#include "modules/search/search_web.h"

#include <stdlib.h>

enum {
    MOST_PAGES = 10 /* of hits looked at: since the last letter there are few */
};

static int compare_newest(const void *a, const void *b)
{
    int64_t left = ((const struct notice_item *)a)->published_at.us;
    int64_t right = ((const struct notice_item *)b)->published_at.us;
    return (left < right) - (left > right);
}

const struct fault *search_notices(struct work *work, const struct notice_asked *asked,
                                   notice_items *ret_items)
{
    struct search_filter filter = {.unit_id = asked->unit_id,
                                   .from = DATE_NONE,
                                   .until = DATE_NONE,
                                   .shown_since = asked->since,
                                   .shown_until = asked->until};
    struct search_result result = {.has_more = true};
    notice_items items = {0};
    for (int page = 0; page < MOST_PAGES && result.has_more; page++) {
        struct search_place after = result.last;
        const struct fault *fault = search_find(work, asked->words, &filter, after, &result);
        if (fault)
            return fault;
        for (size_t i = 0; i < result.hits.count; i++) {
            const struct search_hit *hit = &result.hits.items[i];
            *VEC_PUSH(&items, work->arena) =
                (struct notice_item){hit->title, hit->url, hit->shown_at, hit->is_demo};
        }
    }
    if (items.count > 1)
        qsort(items.items, items.count, sizeof(*items.items), compare_newest);
    *ret_items = items;
    return NULL;
}
