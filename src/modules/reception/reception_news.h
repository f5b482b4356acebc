/*
 * The calendar in daily letters, in feeds and in the search, for this module.
 */
#ifndef DINH_MODULES_RECEPTION_RECEPTION_NEWS_H
#define DINH_MODULES_RECEPTION_RECEPTION_NEWS_H

#include "civic/module.h"
#include "modules/reception/reception_store.h"
#include "modules/reception/reception_web.h"

/* module.notices: a calendar of the portal's own unit a part; days that were announced, moved or
 * put off. */
const struct fault *reception_notice_parts(struct work *work, notice_parts *ret_parts) FAULT_CHECK;
const struct fault *reception_notices(struct work *work, const struct notice_asked *asked,
                                      notice_items *ret_items) FAULT_CHECK;

/* Puts a published series into the search; inside db_write. */
const struct fault *reception_series_search(struct work *work,
                                            const struct reception_series *series,
                                            bool is_one_of_many) FAULT_CHECK;
/* module.reindex */
const struct fault *reception_reindex(struct work *work, reindex_progress *progress,
                                      void *context) FAULT_CHECK;
/* GET /lich-tiep-dan.atom, .rss: days to come that were announced, moved or put off, the
 * latest change first. */
route_handler reception_feed;
/* GET /lich-tiep-dan/lich/{series} */
route_handler reception_series_lead;

#endif
