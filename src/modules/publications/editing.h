/*
 * Editing (biên tập): what an editor and an approver do with an article of their
 * unit. Use-cases, each one transaction, and what the desk (bàn biên tập) reads.
 * For this module alone. All faults besides those named are the database's.
 *
 * Every save keeps a revision; a save by the page itself (is_auto) replaces the
 * one that the same person's page made just before.
 */
#ifndef DINH_MODULES_PUBLICATIONS_EDITING_H
#define DINH_MODULES_PUBLICATIONS_EDITING_H

#include "civic/unit.h"
#include "modules/publications/article_service.h"

enum {
    ARTICLE_TAGS_MOST = 10,
    ARTICLE_TAG_MOST = 50,     /* characters of one tag */
    ARTICLE_REASON_MOST = 500, /* characters */
    ARTICLE_CODE_LENGTH = 7,
    ARTICLE_RELATED = 4,
    DESK_PAGE = 30,
    REVISIONS_MOST = 200 /* shown of one article, the newest */
};

/* Files of an article belong to owners of this kind (civic/file_store.h). */
#define ARTICLE_OWNER STR("article")

/* All that an editor sets. */
struct article_edit {
    struct article_text text;
    int64_t unit_id; /* of a draft, which may move; 0: where it is */
    int64_t category_id;
    struct str tags; /* by commas */
    bool is_pinned;
    struct str picture;
    struct str picture_alt;
    struct str caption;
};
struct article_edit article_edit_of(const struct article *article);

/* ---- writing ---- */

/* A new draft; permission news.write in the unit. */
const struct fault *article_draft(struct work *work, int64_t unit_id,
                                  const struct article_edit *edit, int64_t *ret_id) FAULT_CHECK;
/* Saves; news.write for a draft, also in the unit to which it moves, news.publish for all
 * else. FAULT_CONFLICT "news.changed" where `version` is not the stored one, or what is no
 * draft were to move. */
const struct fault *article_write(struct work *work, int64_t id, int64_t version,
                                  const struct article_edit *edit, bool is_auto) FAULT_CHECK;

/* What becomes of an article. columns: from which states it may come. The first four are an
 * approver's, as is the last one; an editor sends the text and takes it back. */
enum article_step {
    STEP_PUBLISH,    /* draft, pending, scheduled, withdrawn: public from now on */
    STEP_SCHEDULE,   /* draft, pending: public at a time */
    STEP_UNSCHEDULE, /* scheduled: a draft again */
    STEP_WITHDRAW,   /* published: its page says why it is gone */
    STEP_SUBMIT,     /* draft: waits for an approver, who alone may change it now */
    STEP_RECALL,     /* pending: a draft again, by whoever writes */
    STEP_RETURN,     /* pending: a draft again, with what is to be changed */
    STEP_COUNT
};
bool article_step_is_open(enum article_step step, enum article_status from);
struct article_decision {
    enum article_step step;
    struct instant at; /* of STEP_SCHEDULE */
    struct str reason; /* of STEP_WITHDRAW and STEP_RETURN; a note of STEP_SUBMIT, or empty */
};
/* Permission news.publish, of STEP_SUBMIT and STEP_RECALL news.write. FAULT_CONFLICT
 * "news.changed" for another version or state; FAULT_INVALID "edit.past" at "day" where the
 * time is over, "edit.reason.missing" at "reason", "edit.remark.missing" at "remark". */
const struct fault *article_decide(struct work *work, int64_t id, int64_t version,
                                   const struct article_decision *decision) FAULT_CHECK;
/* Publishes scheduled articles whose time has come; a job. */
const struct fault *article_publish_due(struct work *work) FAULT_CHECK;

/* Gives it another address, made from `wanted`; the old one redirects for ever. FAULT_INVALID
 * at "slug": edit.slug-letters without any, edit.slug-taken where another article has it, or
 * had it once. */
const struct fault *article_rename(struct work *work, int64_t id, struct str wanted) FAULT_CHECK;

/* Tags as they are kept: trimmed, none twice, joined by ", ". Faults at the field
 * "tags": edit.tags.many {most}, edit.tags.long {most}. */
struct article_tag {
    struct str slug;
    struct str name;
};
typedef VEC(struct article_tag) article_tags;
const struct fault *article_tags_read(struct arena *arena, struct str typed,
                                      article_tags *ret_tags) FAULT_CHECK;
/* The other way round: "hòa giải, đất đai". */
struct str article_tags_text(struct arena *arena, const article_tags *tags);

/* ---- the desk ---- */

/* What the desk is asked for. */
struct desk_filter {
    int64_t unit_id;            /* this unit and all below it */
    enum article_status status; /* ARTICLE_STATUS_COUNT: all */
    int64_t category_id;        /* 0: all */
    int year;                   /* in which it was published, a draft last saved; 0: any */
    struct str words;           /* beginnings of words in title, lead and byline, folded or not */
};
struct desk_row {
    int64_t id;
    struct str title;
    struct str saved_name;
    struct instant updated_at;
    struct instant published_at;
    enum article_status status;
    bool is_pinned;
    struct str reason; /* as of struct article */
};
typedef VEC(struct desk_row) desk_rows;
/* Articles last changed first; `from` holds updated_at. */
const struct fault *desk_list(struct work *work, const struct desk_filter *filter, bool is_newer,
                              struct article_key from, int limit, desk_rows *ret_rows) FAULT_CHECK;
/* How many of the unit, and of all below it, wait for an approver. */
const struct fault *desk_pending(struct work *work, int64_t unit_id,
                                 int64_t *ret_count) FAULT_CHECK;
/* The year in which the oldest public article was published; 0: there is none. */
const struct fault *desk_first_year(struct work *work, int *ret_year) FAULT_CHECK;
/* Finds articles too that were stored before the desk had words to find them by; a job. */
const struct fault *desk_words_job(struct work *work) FAULT_CHECK;
extern const char *const desk_statements[];

struct revision {
    int64_t version;
    struct article_text text;
    struct str tags;
    bool has_picture;   /* it is known which picture it stood under: the next three hold */
    struct str picture; /* as in struct article */
    struct str picture_alt;
    struct str caption;
    enum article_status status;
    bool is_auto;
    struct instant saved_at;
    struct str saved_name;
    struct str reason; /* what was said at a step; empty for a save */
};
typedef VEC(struct revision) revision_list;
/* The newest first, without bodies, at most REVISIONS_MOST. */
const struct fault *revision_list_of(struct work *work, int64_t article_id,
                                     revision_list *ret_revisions) FAULT_CHECK;
/* FAULT_NOT_FOUND "edit.revision.unknown". */
const struct fault *revision_load(struct work *work, int64_t article_id, int64_t version,
                                  struct revision *ret_revision) FAULT_CHECK;

/* The last one at which something was said; version 0 where nothing was. Without a body. */
const struct fault *revision_last_said(struct work *work, int64_t article_id,
                                       struct revision *ret_revision) FAULT_CHECK;

/* Takes the revision back as a new one; nothing is lost. Faults as article_write, and
 * FAULT_NOT_FOUND "edit.revision.unknown". */
const struct fault *article_restore(struct work *work, int64_t id, int64_t version,
                                    int64_t revision) FAULT_CHECK;

/* ---- what readers see beside ---- */

struct category {
    int64_t id;
    struct str slug;
    struct str name;
    int64_t position;
};
typedef VEC(struct category) category_list;
/* The name under which they are kept in memory. */
#define CATEGORIES_KEPT "news-categories"
/* In the order that an approver gave them; at most 100. */
const struct fault *category_list_all(struct work *work, category_list *ret_list) FAULT_CHECK;
const struct fault *category_load(struct work *work, int64_t id,
                                  struct category *ret_category) FAULT_CHECK;
/* FAULT_NOT_FOUND "edit.category.unknown". */
const struct fault *category_by_slug(struct work *work, struct str slug,
                                     struct category *ret_category) FAULT_CHECK;
/* Inside db_write: the slug is made from the name; FAULT_CONFLICT "record.exists". */
const struct fault *category_put(struct work *work, struct category *category) FAULT_CHECK;
/* Inside db_write; articles lose it. */
const struct fault *category_remove(struct work *work, int64_t id) FAULT_CHECK;

/* Published articles that share tags, then the category; newest first. */
const struct fault *article_related(struct work *work, const struct article *article,
                                    article_rows *ret_rows) FAULT_CHECK;
/* The address behind a short one; FAULT_NOT_FOUND "news.unknown". */
const struct fault *article_by_code(struct work *work, struct str code,
                                    struct str *ret_slug) FAULT_CHECK;
/* The name of a tag as it was last written; FAULT_NOT_FOUND "edit.tag.unknown". */
const struct fault *tag_name(struct work *work, struct str tag, struct str *ret_name) FAULT_CHECK;

/* What a page of a category or of a tag depends on (db/topic.h). */
struct topic category_topic(int64_t id);
struct topic tag_topic(struct str tag);

/* ---- for editing.c: inside db_write ---- */

const struct fault *article_set_edit(struct work *work, int64_t id, int64_t version,
                                     const struct article_edit *edit) FAULT_CHECK;
const struct fault *article_set_unit(struct work *work, int64_t id, int64_t unit_id) FAULT_CHECK;
/* The category (0: none) and the tags as text; with article_set_tags. */
const struct fault *article_set_terms(struct work *work, int64_t id, int64_t category_id,
                                      struct str tags) FAULT_CHECK;
const struct fault *article_set_tags(struct work *work, int64_t id,
                                     const article_tags *tags) FAULT_CHECK;
const struct fault *article_set_reason(struct work *work, int64_t id,
                                       struct str reason) FAULT_CHECK;
const struct fault *article_set_code(struct work *work, int64_t id, struct str code) FAULT_CHECK;
/* The same, unless the code is another's: then the article stays without one. */
const struct fault *article_offer_code(struct work *work, int64_t id, struct str code) FAULT_CHECK;
/* A new one at random, without letters and digits that look alike on paper. */
struct str article_code_new(struct arena *arena);
const struct fault *article_list_due(struct work *work, struct instant now, int limit,
                                     article_rows *ret_rows) FAULT_CHECK;
/* Keeps what is stored now as the revision of its version, once; `saved_by` 0 where
 * that is not known. */
const struct fault *revision_keep(struct work *work, int64_t article_id, int64_t saved_by,
                                  bool is_auto) FAULT_CHECK;
/* The revision of what is stored now, kept before, is of a step at which this was said. */
const struct fault *revision_say(struct work *work, int64_t article_id,
                                 struct str reason) FAULT_CHECK;
/* Drops the revision of `version` where the actor's own page saved it. */
const struct fault *revision_drop_auto(struct work *work, int64_t article_id,
                                       int64_t version) FAULT_CHECK;

extern const char *const editing_statements[];
extern const char *const reading_statements[];

#endif
