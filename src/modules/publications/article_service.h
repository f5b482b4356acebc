/*
 * What the use-cases of this module share: who may, what the search learns, and
 * how imported articles are stored.
 */
#ifndef DINH_MODULES_PUBLICATIONS_ARTICLE_SERVICE_H
#define DINH_MODULES_PUBLICATIONS_ARTICLE_SERVICE_H

#include "civic/module.h"
#include "modules/publications/article_store.h"
#include "modules/publications/import.h"

extern const unsigned news_writers;    /* news.write */
extern const unsigned news_publishers; /* news.publish */

/* Tells the search what the article says now; a draft or a withdrawn one is
 * taken out. Inside db_write. */
const struct fault *article_index(struct work *work, const struct article *article) FAULT_CHECK;
/* The same where search_settle follows in the same write. */
const struct fault *article_index_one_of_many(struct work *work,
                                              const struct article *article) FAULT_CHECK;
/* Tells the search about every published article again; struct module.reindex. */
const struct fault *article_reindex(struct work *work, reindex_progress *progress,
                                    void *context) FAULT_CHECK;

/* What an import did, added up over its articles. */
struct import_count {
    int64_t added;
    int64_t changed;
    int64_t unchanged;
    int64_t kept;      /* changed at their source, but edited here: left as they are here */
    int64_t drafts;    /* of those added, readers do not see yet */
    int64_t scheduled; /* of those added, readers see when their time comes */
    int64_t pinned;    /* of those added */
    int64_t pictures;  /* of those added or changed, stay on the other site: links lead there */
};

/*
 * Stores up to some hundreds of articles of one import in one write: new ones
 * get an address from their old one, known ones (by source) are replaced where
 * their digest differs and nobody edited them here. Categories that are here too are
 * taken over, others become tags. What is dated ahead is scheduled. Pages of another site
 * are drafts, for somebody to say whether they are news. Running it twice changes nothing the
 * second time.
 */
const struct fault *article_import(struct work *work, int64_t unit_id,
                                   const struct import_article *articles, size_t count,
                                   struct import_count *ret_count) FAULT_CHECK;

/* The counter of views, kept by the module while the site is open. */
void *views_start(struct site *site);
void views_stop(void *state);
/* Whether every article has the words that the desk finds it by (desk_words_job): kept here
 * with the module's state, of that job alone; NULL where the site is not open. */
bool *views_desk_whole(struct site *site);
/* The counting of article_count_view at a time of the caller's: `now` is seconds on
 * a clock that only goes forward, from half an hour on. */
void views_count(void *state, struct str slug, struct str address, struct str agent, int64_t now);
/* Writes what was counted since the last time; a job. */
const struct fault *views_flush(struct work *work) FAULT_CHECK;

#endif
