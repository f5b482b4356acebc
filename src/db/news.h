/*
 * What the programs on one PostgreSQL database tell one another: which topics a commit
 * changed. Private to src/db.
 */
#ifndef DINH_DB_NEWS_H
#define DINH_DB_NEWS_H

#include "db/pool.h"

/* The words of a commit that changed these slots: "NAME 1,2,3", or "NAME all" where they
 * are too many for a NOTIFY. NAME is this process. */
struct str news_of(struct arena *arena, const uint32_t *slots, size_t count);
/* Marks what another process changed; our own words change nothing. Words that are none
 * mark everything. */
void news_heard(struct db_pool *pool, struct str words);

#endif
