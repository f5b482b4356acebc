/*
 * The page /tim-kiem and the suggestions for those who type in it.
 */
#ifndef DINH_MODULES_SEARCH_SEARCH_WEB_H
#define DINH_MODULES_SEARCH_SEARCH_WEB_H

#include "civic/page.h"
#include "civic/search.h"

/* Where a page of results ends, in addresses: "3-1726000000000000", tier and key.
 * Reading is false for anything else. */
struct str search_place_text(struct arena *arena, struct search_place place);
bool search_place_read(struct str text, struct search_place *ret_place);

/* GET /tim-kiem?q=&loai=&don-vi=&tu=&den=: a page of results, 422 where a filter
 * cannot be read. `tiep` says behind which result the page begins. */
const struct fault *search_page(struct work *work, const struct request *request,
                                struct response *response) FAULT_CHECK;
/* GET /tim-kiem/goi-y?q=: [{"title": …, "url": …}], at most SEARCH_SUGGESTIONS. */
const struct fault *search_suggestions(struct work *work, const struct request *request,
                                       struct response *response) FAULT_CHECK;

/* What is new of a saved search, for the daily letter. */
const struct fault *search_notices(struct work *work, const struct notice_asked *asked,
                                   notice_items *ret_items) FAULT_CHECK;

extern const struct page_kind search_page_kind;

#endif
