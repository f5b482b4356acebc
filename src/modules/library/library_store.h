/*
 * Rows of documents, for the use-cases of this module alone. All write functions
 * run inside db_write.
 */
#ifndef DINH_MODULES_LIBRARY_LIBRARY_STORE_H
#define DINH_MODULES_LIBRARY_LIBRARY_STORE_H

#include "db/topic.h"
#include "modules/library/library.h"

/* One document, and every list. A document's page shows others that it is related
 * with: a change of one touches theirs as well. */
struct topic document_topic(int64_t id);
struct topic document_list_topic(void);

struct str document_status_name(enum document_status status);
/* An unknown name is a draft: shown to nobody. */
enum document_status document_status_from_name(struct str name);
struct str document_relation_name(enum document_relation relation);
bool document_relation_from_name(struct str name, enum document_relation *ret_relation);

/* Which documents those who edit look for: drafts and withdrawn ones too, latest change
 * first, behind (`updated_at`, `id`) of the last one shown, or before it. */
struct document_edited {
    struct document_filter filter; /* force is not asked for */
    struct str status;             /* document_status_name; empty: all */
    struct instant updated_at;
    int64_t id; /* 0: from the latest on */
    bool is_newer;
};
const struct fault *document_list_edited(struct work *work, const struct document_edited *asked,
                                         int limit, document_list *ret_list) FAULT_CHECK;
/* What a list can be narrowed down to: of published documents, or of all. */
typedef VEC(struct str) document_words;
struct document_choices {
    document_words kinds;
    document_words issuers;
    document_words years;
};
const struct fault *document_choices_of(struct work *work, bool is_public,
                                        struct document_choices *ret_choices) FAULT_CHECK;
/* Published ones whose id lies behind `after`, by id, with summary; for sitemap and
 * search. */
const struct fault *document_list_by_id(struct work *work, int64_t after, int limit,
                                        document_list *ret_list) FAULT_CHECK;

/* Published here within what is asked for, by its unit and those below, the newest first. */
const struct fault *document_list_shown(struct work *work, const struct notice_asked *asked,
                                        int limit, document_list *ret_list) FAULT_CHECK;

/* The newest that are made public under an item of the law. */
const struct fault *document_list_publications(struct work *work,
                                               document_list *ret_list) FAULT_CHECK;

/* What was taken from elsewhere; id 0 where nothing was. */
struct document_source {
    int64_t id;
    struct str digest;
};
const struct fault *document_source_find(struct work *work, struct str source,
                                         struct document_source *ret_source) FAULT_CHECK;
/* A document with this number (and kind), published or not; FAULT_NOT_FOUND
 * "library.unknown". */
const struct fault *document_by_number(struct work *work, struct str kind, struct str number,
                                       struct document *ret_document) FAULT_CHECK;

/* The address of the one published document that a name means (library_mentions.h); empty
 * where the library knows none, or several. */
struct document_named;
const struct fault *document_meant(struct work *work, const struct document_named *name,
                                   struct str *ret_slug) FAULT_CHECK;

/* A free address: `wanted`, or with -2, -3 … behind it. */
const struct fault *document_choose_slug(struct work *work, struct str wanted,
                                         struct str *ret_slug) FAULT_CHECK;
/* source and digest are empty for one written here. */
const struct fault *document_insert(struct work *work, const struct document *document,
                                    struct str source, struct str digest) FAULT_CHECK;
/* Replaces all that an editor types. FAULT_CONFLICT "library.changed" where the
 * stored version is another. */
const struct fault *document_update(struct work *work, const struct document *document) FAULT_CHECK;
const struct fault *document_set_digest(struct work *work, int64_t id,
                                        struct str digest) FAULT_CHECK;
/* From the status it has; FAULT_CONFLICT "library.changed" otherwise. */
const struct fault *document_set_status(struct work *work, const struct document *document,
                                        enum document_status to,
                                        struct instant published_at) FAULT_CHECK;
/* Adding what is there, or taking out what is not, changes nothing. */
const struct fault *document_relate(struct work *work, int64_t from_id,
                                    enum document_relation relation, int64_t to_id) FAULT_CHECK;
const struct fault *document_unrelate(struct work *work, int64_t from_id,
                                      enum document_relation relation, int64_t to_id) FAULT_CHECK;

extern const char *const document_statements[];
/* module.dated; library_dated_store.c */
const struct fault *document_dated(struct work *work, int64_t after,
                                   dated_list *ret_dated) FAULT_CHECK;

extern const char *const document_dated_statements[];
extern const char *const document_write_statements[];

#endif
