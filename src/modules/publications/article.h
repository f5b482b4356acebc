/*
 * News (tin tức): articles of a unit. The only header of this module that
 * others include.
 *
 * An article is Markdown with a title, a lead (sapo) and a byline. Published
 * ones are public; a draft is the unit's own; a withdrawn one keeps its address
 * and says so. All faults besides those named are the database's.
 */
#ifndef DINH_MODULES_PUBLICATIONS_ARTICLE_H
#define DINH_MODULES_PUBLICATIONS_ARTICLE_H

#include "base/vec.h"
#include "civic/module.h"

enum {
    ARTICLE_TITLE_MOST = 300, /* characters */
    ARTICLE_LEAD_MOST = 1500,
    ARTICLE_BODY_MOST = 200 * 1000,
    ARTICLE_BYLINE_MOST = 120,
    ARTICLE_SLUG_MOST = 100, /* bytes */
    ARTICLE_PAGE = 50        /* articles on one list page */
};

enum article_status {
    ARTICLE_DRAFT,     /* bản nháp */
    ARTICLE_PENDING,   /* chờ duyệt: sent by its editor, not yet decided on */
    ARTICLE_SCHEDULED, /* hẹn giờ đăng */
    ARTICLE_PUBLISHED, /* đã đăng */
    ARTICLE_WITHDRAWN, /* đã gỡ */
    ARTICLE_STATUS_COUNT
};

struct article {
    int64_t id;
    int64_t unit_id;
    struct str slug; /* its address: /tin-tuc/{slug} */
    struct str title;
    struct str lead;
    struct str body; /* Markdown */
    struct str byline;
    struct str picture; /* an asset, or the id of a file; empty where none */
    struct str picture_alt;
    struct str caption;
    enum article_status status;
    struct instant
        published_at; /* 0 while a draft or pending; of a scheduled one, when it will be */
    struct instant updated_at;
    bool is_demo; /* invented, and marked so */
    int64_t version;
    int64_t views;
    int64_t category_id; /* chuyên mục; 0: none */
    struct str tags;     /* thẻ: "hòa giải, quy ước" */
    bool is_pinned;      /* ghim: stands first in lists */
    struct str reason;   /* why it was withdrawn, for everybody to read; of a draft why it was
                          * returned, of a pending one a note for the approver */
    struct str code;     /* its short address: /t/{code}; empty before it was published here */
    struct str saved_name;
};

/* A row of a list: no body. */
struct article_row {
    int64_t id;
    struct str slug;
    struct str title;
    struct str lead;
    struct instant published_at;
    bool is_demo;
    /* of entries alone (article_entries_of) */
    struct str byline;
    struct instant updated_at;
    int64_t unit_id;
};
typedef VEC(struct article_row) article_rows;

/* Where a list page begins: strictly older (or newer) than this. */
struct article_key {
    struct instant published_at;
    int64_t id;
};

/* Which articles a list holds. */
enum article_filter_kind {
    ARTICLE_OF_ALL,
    ARTICLE_OF_UNIT,     /* id */
    ARTICLE_OF_CATEGORY, /* id */
    ARTICLE_OF_TAG,      /* tag */
    ARTICLE_FILTER_COUNT
};
struct article_filter {
    enum article_filter_kind kind;
    int64_t id;
    struct str tag; /* slug */
};
/* Those of a unit; 0 means every unit. */
struct article_filter article_filter_of_unit(int64_t unit_id);

/*
 * Published articles, newest first, at most `limit`: those older than `from`, or the newest
 * where from.id is 0; or (is_newer) those next newer than `from`.
 */
const struct fault *article_list_of(struct work *work, const struct article_filter *filter,
                                    bool is_newer, struct article_key from, int limit,
                                    article_rows *ret_rows) FAULT_CHECK;
/* The older ones with what feeds and programs are told besides. */
const struct fault *article_entries_of(struct work *work, const struct article_filter *filter,
                                       struct article_key from, int limit,
                                       article_rows *ret_rows) FAULT_CHECK;
/* Those that an editor pinned, newest first, at most `limit`. */
const struct fault *article_list_pinned(struct work *work, int limit,
                                        article_rows *ret_rows) FAULT_CHECK;

/* What the sitemap says of published articles older than `from`, newest first, at
 * most `limit`: slug, published_at, updated_at and id alone. */
const struct fault *article_list_addresses(struct work *work, struct article_key from, int limit,
                                           article_rows *ret_rows) FAULT_CHECK;

/* FAULT_NOT_FOUND "news.unknown" where there is none. Drafts are found too. */
const struct fault *article_by_slug(struct work *work, struct str slug,
                                    struct article *ret_article) FAULT_CHECK;
const struct fault *article_load(struct work *work, int64_t id,
                                 struct article *ret_article) FAULT_CHECK;
/* The address that an old one leads to now; FAULT_NOT_FOUND "news.unknown". */
const struct fault *article_by_alias(struct work *work, struct str slug,
                                     struct str *ret_slug) FAULT_CHECK;
/* The published articles just before and after this one; slug empty where none. */
const struct fault *article_neighbours(struct work *work, const struct article *article,
                                       struct article_row *ret_older,
                                       struct article_row *ret_newer) FAULT_CHECK;
/* What was imported, to the byte; empty for an article written here. */
const struct fault *article_original(struct work *work, int64_t id,
                                     struct str *ret_bytes) FAULT_CHECK;

/* ---- its picture, for a page ---- */

/* One width of a picture, for srcset. */
struct picture_size {
    struct url url;
    int width;
};
struct article_picture {
    struct url url;    /* for a desk; empty where there is none */
    struct list sizes; /* struct picture_size; none of a drawing */
    bool has_sizes;
    int width;
    int height;
};
extern const struct shape article_picture_shape;
/* Empty where it has none. */
struct article_picture article_picture_of(struct work *work, const struct article *article);

/* ---- writing: each a transaction of its own ---- */

/* What an editor types. */
struct article_text {
    struct str title;
    struct str lead;
    struct str body;
    struct str byline;
};
/* A new draft in a unit. Permission news.write there. */
const struct fault *article_create(struct work *work, int64_t unit_id,
                                   const struct article_text *text, int64_t *ret_id) FAULT_CHECK;
/* Changes the text; FAULT_CONFLICT "news.changed" when `version` is not the
 * stored one: somebody else saved meanwhile. A changed title of a published
 * article keeps its address. */
const struct fault *article_save(struct work *work, int64_t id, int64_t version,
                                 const struct article_text *text) FAULT_CHECK;
/* draft → published (permission news.publish in the unit), published → withdrawn;
 * FAULT_CONFLICT "news.changed" from any other state. More ways: editing.h. */
const struct fault *article_publish(struct work *work, int64_t id, int64_t version) FAULT_CHECK;
const struct fault *article_withdraw(struct work *work, int64_t id, int64_t version) FAULT_CHECK;

/* ---- reading, counted ---- */

/*
 * Counts a reading of the article at `slug`: robots, prefetches and the same
 * visitor within the last half hour do not count. Memory only, any thread, less
 * than a microsecond; views_flush writes the sums every few seconds and at stop.
 */
void article_count_view(struct site *site, struct str slug, struct str address, struct str agent);

extern const struct module publications_module;

#endif
