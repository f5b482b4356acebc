/*
 * All that a module has published, a piece at a time in the order of ids: for the sitemap
 * and for filling the search again (module.sitemap, module.reindex).
 *
 *     static const struct published documents = {list_documents, map_document, put_document};
 *     static const struct fault *sitemap(struct work *work, sitemap_add *add, void *context)
 *     {
 *         add(context, URL("/van-ban"), DATE_NONE);
 *         return published_sitemap(work, &documents, add, context);
 *     }
 */
#ifndef DINH_CIVIC_PUBLISHED_H
#define DINH_CIVIC_PUBLISHED_H

#include "civic/module.h"
#include "view/shape.h"

enum {
    PUBLISHED_STEP = 200 /* read, and written to the search, at once */
};

struct published {
    /* At most PUBLISHED_STEP things whose id lies behind `after`, and the id of the last. */
    const struct fault *(*list)(struct work *work, int64_t after, struct list *ret_items,
                                int64_t *ret_last);
    /* Names the address of one and when it changed. */
    void (*map)(struct work *work, const void *item, sitemap_add *add, void *context);
    /* Puts one into the search, as one of many; inside db_write. */
    const struct fault *(*put)(struct work *work, const void *item);
};

/* Faults: those of `list` and `put`, the database's. */
const struct fault *published_sitemap(struct work *work, const struct published *published,
                                      sitemap_add *add, void *context) FAULT_CHECK;
const struct fault *published_reindex(struct work *work, const struct published *published,
                                      reindex_progress *progress, void *context) FAULT_CHECK;

#endif
