/*
 * Search (tìm kiếm) over everything public. A module says what it publishes with
 * search_put and takes it back with search_remove, both inside the write that
 * changes it; the page /tim-kiem and the suggestions ask search_find.
 *
 * Words are found with or without diacritics ("dat do" finds "Đất đỏ"); texts
 * in which they stand with exactly the diacritics asked for come first. A
 * phrase in double quotes is found as it stands. FTS5 on SQLite, tsvector on
 * PostgreSQL, with the same results.
 */
#ifndef DINH_CIVIC_SEARCH_H
#define DINH_CIVIC_SEARCH_H

#include "base/vec.h"
#include "base/work.h"
#include "view/html.h"
#include "view/url.h"

enum {
    SEARCH_QUERY_MOST = 200, /* characters */
    SEARCH_PAGE = 20         /* hits on a page */
};

/* What a module publishes. */
struct search_document {
    struct str kind; /* "news": also the message "search.kind.news" */
    int64_t id;      /* of the thing, unique within the kind */
    int64_t unit_id;
    struct instant published_at;
    struct str path; /* "/tin-tuc/slug" */
    struct str title;
    struct str text; /* plain text: lead and body without markup */
};

/* Adds or replaces; inside db_write. */
const struct fault *search_put(struct work *work,
                               const struct search_document *document) FAULT_CHECK;
/* Taking out what is not there changes nothing; inside db_write. */
const struct fault *search_remove(struct work *work, struct str kind, int64_t id) FAULT_CHECK;
/* Takes out everything, before the modules publish anew; inside db_write. */
const struct fault *search_clear(struct work *work) FAULT_CHECK;

/* The lowest key of what was published in this millisecond: documents are kept
 * and found in the order of their keys. */
int64_t search_first_key(struct instant at);

extern const char *const search_index_statements[];
extern const char *const search_index_fts5_statements[];
extern const char *const search_index_tsvector_statements[];

#endif
