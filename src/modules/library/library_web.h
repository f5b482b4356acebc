/*
 * Pages, feeds and rows of documents, for the manifest of this module alone.
 */
#ifndef DINH_MODULES_LIBRARY_LIBRARY_WEB_H
#define DINH_MODULES_LIBRARY_LIBRARY_WEB_H

#include "civic/file_store.h"
#include "civic/page.h"
#include "modules/library/library_store.h"

enum {
    LIBRARY_API_COUNT = 2
};
extern const struct api_route library_api[LIBRARY_API_COUNT];

/* GET /van-ban, /van-ban/{slug}, /van-ban.atom, /van-ban.rss */
route_handler library_list_page;
route_handler library_document_page;
route_handler library_feed; /* /van-ban.atom, .rss */
extern const struct page_kind library_list_kind;
extern const struct page_kind library_document_kind;
extern const struct page_kind library_withdrawn_kind;
/* GET /cong-khai */
route_handler library_publication_page;
extern const struct page_kind library_publication_kind;

/* GET /can-bo/van-ban, /can-bo/van-ban/moi, /can-bo/van-ban/{id}; POST: library_edit_web.c */
route_handler library_office_page;
route_handler library_new_page;
route_handler library_new_send;
route_handler library_edit_page;
route_handler library_edit_send;
route_handler library_publish_send;
route_handler library_withdraw_send;
route_handler library_link_send;
route_handler library_number_send;
/* POST /can-bo/van-ban/{id}/tep; GET /can-bo/van-ban/{id}/tep/{file} */
route_handler library_file_send;
route_handler library_file_page;
/* GET, POST /can-bo/van-ban/{id}/ban */
route_handler library_revisions_page;
route_handler library_restore_send;
extern const struct page_kind library_revisions_kind;
extern const struct page_kind library_office_kind;
extern const struct page_kind library_edit_kind;

/* Files as a page lists them. */
struct document_file_view {
    struct url url;
    struct str name;
    struct str kind; /* "PDF" */
    struct str size; /* "1,2 MB" */
    struct code_number id;
};
extern const struct shape document_file_view_shape;
/* The files of a document; of one that is not published their addresses are those for
 * officials. */
const struct fault *document_file_views(struct work *work, const struct document *document,
                                        struct list *ret_views) FAULT_CHECK;

/* struct notice_source.since */
const struct fault *library_notices(struct work *work, const struct notice_asked *asked,
                                    notice_items *ret_items) FAULT_CHECK;

/* "/van-ban/{slug}" */
struct url document_url(struct arena *arena, struct str slug);

/* What a list may be narrowed down to: struct option_view, `any` (a message) before the words,
 * which are named by the messages GROUP.WORD, or (group NULL) stand for themselves. */
struct list library_options(struct work *work, const document_words *words, const char *any,
                            const char *group, struct str chosen);

/* Where a list goes on behind a document, in addresses: "2022-03-06-81234". Reading
 * is false for anything else. */
struct str document_key_text(struct arena *arena, const struct document *document);
bool document_key_read(struct str text, struct document_key *ret_key);

/* Whether it is in force, as a page shows it. */
struct force_view {
    struct str text;
    bool is_pending;
    bool holds;
    bool is_ended;
};
extern const struct shape force_view_shape;
struct force_view force_view_of(struct work *work, const struct document *document,
                                struct civil_date on);

/* Legislation of schema.org for the page of a document. */
struct html document_json_ld(struct work *work, const struct layout *layout,
                             const struct document *document, const document_related_list *related);

#endif
