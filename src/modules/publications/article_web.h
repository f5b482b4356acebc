/*
 * Pages and feeds of news, for the manifest alone.
 */
#ifndef DINH_MODULES_PUBLICATIONS_ARTICLE_WEB_H
#define DINH_MODULES_PUBLICATIONS_ARTICLE_WEB_H

#include "civic/module.h"
#include "civic/page.h"
#include "modules/publications/article.h"

/* GET /tin-tuc, /tin-tuc/{slug}, /tin-tuc.atom, /tin-tuc.rss */
route_handler article_list_page;
route_handler article_unit_page;  /* /don-vi/{slug}/tin */
route_handler article_short_page; /* /t/{code} */
route_handler article_qr_page;    /* /t/{code}/qr.svg */
route_handler article_file_page;
/* module.may_see_file */
const struct fault *article_file_may_see(struct work *work, const struct upload *upload,
                                         bool *ret_may) FAULT_CHECK; /* /tep/{digest}/{name} */
route_handler article_page;
route_handler article_feed;      /* /tin-tuc.atom, .rss */
route_handler article_unit_feed; /* /don-vi/{slug}/tin.atom, .rss */

extern const struct page_kind article_list_kind;
extern const struct page_kind article_kind;
extern const struct page_kind article_withdrawn_kind;

/* Where a list goes on behind a row, in addresses: "1646499600000000-81234",
 * microseconds and id. Reading is false for anything else. */
struct str article_key_text(struct arena *arena, const struct article_row *row);
bool article_key_read(struct str text, struct article_key *ret_key);
/* "/tin-tuc/{slug}" */
struct url article_url(struct arena *arena, struct str slug);
/* What is new, for the daily letter. */
const struct fault *article_notice_parts(struct work *work, notice_parts *ret_parts) FAULT_CHECK;
const struct fault *article_notices(struct work *work, const struct notice_asked *asked,
                                    notice_items *ret_items) FAULT_CHECK;
/* The picture of an article, or none: "/assets/x.svg?v=1f2e3d4c", "/tep/…". */
struct url article_picture_url(struct work *work, const struct article *article);
/* Whether `picture` is a drawing built into the program. */
bool article_picture_is_asset(struct arena *arena, struct str picture);

/* The text of an article as readers see it; article_id 0: of one that is not stored.
 * Faults as markdown_html. */
const struct fault *article_body(struct work *work, int64_t article_id, struct str markdown,
                                 struct html *ret_body) FAULT_CHECK;

/* NewsArticle of schema.org for the page of an article. */
struct html article_json_ld(struct work *work, const struct request *request,
                            const struct article *article, struct str unit_name);

#endif
