/*
 * What a page was made of, and what a write changed. A topic is a small thing
 * that pages show ("article" 12, the list "articles"); a commit marks the
 * topics it touched, and a page is fresh while none of those it depends on was
 * marked after the snapshot from which it was made.
 *
 * Topics fall into DB_SLOTS slots by hash: two may share one, which drops a
 * page too many and never one too few.
 */
#ifndef DINH_DB_TOPIC_H
#define DINH_DB_TOPIC_H

#include "base/work.h"

struct db_pool;

enum {
    DB_SLOTS = 65536,
    DEPEND_SLOTS = 64 /* a page that shows more depends on every commit */
};

struct topic {
    uint32_t slot;
};

/* The topic of one thing; id 0 for the list of a kind. */
struct topic topic_of(const char *kind, int64_t id);

/* The topics of a page under construction; zeroes to begin with. */
struct depend {
    int64_t commit; /* the last commit of the oldest snapshot it was read from */
    bool is_begun;
    bool is_on_everything;
    uint32_t count;
    uint32_t slots[DEPEND_SLOTS];
};

/* Notes that the page under construction shows the topic; before or after the
 * query that reads it. Nothing where work->depend is NULL. */
void db_depends(struct work *work, struct topic topic);

/* Notes, inside a use-case of db_write, that it changes the topic. */
void db_touch(struct work *work, struct topic topic);

/* Whether nothing that the page shows has changed. Any thread; loads alone. */
bool depend_fresh(const struct db_pool *pool, const struct depend *depend);

#endif
