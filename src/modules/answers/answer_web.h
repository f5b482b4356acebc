/*
 * Pages, feeds and rows of published answers, for the manifest of this module alone.
 */
#ifndef DINH_MODULES_ANSWERS_ANSWER_WEB_H
#define DINH_MODULES_ANSWERS_ANSWER_WEB_H

#include "civic/page.h"
#include "modules/answers/answer.h"

enum {
    ANSWER_API_COUNT = 2
};
extern const struct api_route answer_api[ANSWER_API_COUNT];

/* "/don-thu/tra-loi/{slug}" */
struct url answer_url(struct arena *arena, struct str slug);
/* The place of an answer in the public list as text: "1646640000000000-123"; false
 * where a stranger made it up. */
struct str answer_key_text(struct arena *arena, const struct answer *answer);
bool answer_key_read(struct str text, struct answer_key *ret_key);
/* "Kiến nghị" of "kien-nghi". */
struct str answer_kind_name(struct work *work, struct str kind);
/* Kinds that can be published, ended by NULL: for filters. */
extern const char *const answer_kinds[];

/* Text as a page shows it: a list of struct str, a paragraph each. */
struct list answer_paragraphs(struct work *work, struct str text);

/* In the open: answer_list_web.c, answer_page_web.c, answer_feed.c */
route_handler answer_list_page, answer_page, answer_feed; /* .atom, .rss */
/* Of officials: answer_desk_web.c, answer_new_web.c, answer_edit_web.c */
route_handler answer_desk_page, answer_new_page, answer_new_send, answer_edit_page,
    answer_edit_send, answer_step_send;

/* struct notice_source.since: answer_notices.c */
const struct fault *answer_notices(struct work *work, const struct notice_asked *asked,
                                   notice_items *ret_items) FAULT_CHECK;

extern const struct page_kind answer_list_kind;
extern const struct page_kind answer_page_kind;
extern const struct page_kind answer_withdrawn_kind;
extern const struct page_kind answer_desk_kind;
extern const struct page_kind answer_new_kind;
extern const struct page_kind answer_edit_kind;

#endif
