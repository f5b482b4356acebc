/*
 * Search (tìm kiếm) over everything public. A module says what it publishes with
 * search_put and takes it back with search_remove, both inside the write that
 * changes it; the page /tim-kiem and the suggestions ask search_find.
 *
 * Words are found with or without diacritics ("dat do" finds "Đất đỏ"), and in
 * both spellings ("quí" finds "quý"); texts in which they stand exactly as they
 * are typed come first. A phrase in double quotes is found as it stands. FTS5 on
 * SQLite, tsvector on PostgreSQL, with the same results.
 */
#ifndef DINH_CIVIC_SEARCH_H
#define DINH_CIVIC_SEARCH_H

#include "base/vec.h"
#include "base/work.h"
#include "view/html.h"
#include "view/url.h"

enum {
    SEARCH_QUERY_MOST = 200, /* characters of a query; the rest is left out */
    SEARCH_QUERY_WORDS = 16, /* words of a query; the same */
    SEARCH_PAGE = 20,        /* hits on a page */
    SEARCH_SUGGESTIONS = 8
};

/* What a module publishes. */
struct search_document {
    struct str kind; /* "news", of a–z, 0–9 and "-": also the message "search.kind.news" */
    int64_t id;      /* of the thing, unique within the kind */
    int64_t unit_id;
    struct instant published_at; /* its day: where it stands among the results */
    /* Since when it can be read here, where that is not its day: an old document is put
     * into the library today. 0: the same. What people are told of goes by it. */
    struct instant shown_at;
    struct str path; /* "/tin-tuc/slug" */
    struct str title;
    struct str name; /* the title alone, where `title` has a number before it; or empty */
    struct str text; /* plain text: lead and body without markup */
    bool is_demo;    /* invented, and marked so wherever it is shown */
    /* Of many in one write: search_settle follows after the last. */
    bool is_one_of_many;
};

/* Adds or replaces; inside db_write. */
const struct fault *search_put(struct work *work,
                               const struct search_document *document) FAULT_CHECK;
/* Taking out what is not there changes nothing; inside db_write. */
const struct fault *search_remove(struct work *work, struct str kind, int64_t id) FAULT_CHECK;
/* After documents that were put with is_one_of_many, in the same write: from now on they are
 * found, and quickly. */
const struct fault *search_settle(struct work *work) FAULT_CHECK;
/* Takes out everything, before the modules publish anew; inside db_write. */
const struct fault *search_clear(struct work *work) FAULT_CHECK;

/* ---- finding ---- */

/* What a person may narrow a search down to; zeroes (and DATE_NONE) for all. */
struct search_filter {
    struct str kind;
    int64_t unit_id;            /* this unit and all below it */
    struct civil_date from;     /* published on this day or later */
    struct civil_date until;    /* published on this day or earlier */
    struct instant shown_since; /* to be read here after this moment … */
    struct instant shown_until; /* … and not after this one; 0: both are not asked for */
};

/* The last hit of a page, behind which the next one begins. */
struct search_place {
    int tier;    /* search_query.h */
    int64_t key; /* 0: before the first hit */
};

struct search_hit {
    struct str kind;
    int64_t id;
    int64_t unit_id;
    struct instant published_at;
    struct instant shown_at;
    struct url url;
    struct html title;   /* with the words that were found marked */
    struct html snippet; /* the same of the part of the text where they stand */
    bool is_demo;
};
typedef VEC(struct search_hit) search_hit_list;

struct search_result {
    search_hit_list hits; /* at most SEARCH_PAGE */
    bool has_more;        /* ask again with `last` */
    struct search_place last;
    bool is_empty; /* the query has no word to look for */
    bool is_cut;   /* only the beginning of the query was looked for */
};

/*
 * One page of what has all the words of `typed`. What has just this title comes
 * first, typed with or without its diacritics. Then texts with the words in the
 * title, those in which they stand in a row, and the others; and all that have
 * them exactly as typed come before those that have them with other diacritics.
 * The newest comes first among equals. Any text is a query: there is no syntax to
 * get wrong. Faults: the database's.
 */
const struct fault *search_find(struct work *work, struct str typed,
                                const struct search_filter *filter, struct search_place after,
                                struct search_result *ret_result) FAULT_CHECK;

struct search_suggestion {
    struct str title;
    struct url url;
};
typedef VEC(struct search_suggestion) search_suggestion_list;

/* At most SEARCH_SUGGESTIONS different titles that have these words, the last of
 * which may be only begun: what is a title already, then the newest. Faults: the
 * database's. */
const struct fault *search_suggest(struct work *work, struct str typed,
                                   search_suggestion_list *ret_suggestions) FAULT_CHECK;

/* The kinds of which something is published, by name. Faults: the database's. */
typedef VEC(struct str) search_kind_list;
const struct fault *search_kinds(struct work *work, search_kind_list *ret_kinds) FAULT_CHECK;

/* ---- for the floor itself ---- */

/* The lowest key of what was published in this millisecond: documents are kept
 * and found in the order of their keys. */
int64_t search_first_key(struct instant at);

/* Gives what an earlier version put the words of its title; a job of the search. */
const struct fault *search_titles_job(struct work *work) FAULT_CHECK;

/* The statements that both engines run, and those of one alone. */
extern const char *const search_index_statements[];
extern const char *const search_index_fts5_statements[];
extern const char *const search_index_tsvector_statements[];
extern const char *const search_find_statements[];
extern const char *const search_find_fts5_statements[];
extern const char *const search_find_tsvector_statements[];

#endif
