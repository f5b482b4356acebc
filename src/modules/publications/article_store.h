/*
 * Rows of articles, for the use-cases of this module alone. All write functions
 * run inside db_write.
 */
#ifndef DINH_MODULES_PUBLICATIONS_ARTICLE_STORE_H
#define DINH_MODULES_PUBLICATIONS_ARTICLE_STORE_H

#include "db/topic.h"
#include "modules/publications/article.h"

/*
 * What pages depend on. The page of an article shows itself and the titles of its
 * neighbours, so a change of a published article touches its own topic, the list,
 * and the topics of its neighbours (article_touch_beside), and no other article's.
 * An import, which may put an article between any two, touches one topic that all
 * article pages depend on.
 */
struct topic article_topic(int64_t id);
struct topic article_list_topic(void);
struct topic article_import_topic(void);
/* Touches the list and the published articles next to this one; inside db_write. */
const struct fault *article_touch_beside(struct work *work,
                                         const struct article *article) FAULT_CHECK;

/* What an import knows of an article already stored; id 0 where it is new. */
struct article_source {
    int64_t id;
    struct str digest;
    bool is_edited; /* somebody changed, published or withdrew it here */
};
const struct fault *article_source_find(struct work *work, struct str source,
                                        struct article_source *ret_source) FAULT_CHECK;

/* The address of a title as it stands: "hop-dan"; "tin" where it has no letters. */
struct str article_slug_base(struct arena *arena, struct str wanted);
/* A free slug for a title: the title's own, or with -2, -3 … behind it. */
const struct fault *article_choose_slug(struct work *work, struct str wanted,
                                        struct str *ret_slug) FAULT_CHECK;

/* Inserts all members but views; source, digest and original are empty for one
 * written here. */
const struct fault *article_insert(struct work *work, const struct article *article,
                                   struct str source, struct str digest,
                                   struct str original) FAULT_CHECK;
/* Replaces what an import brought, keeping id, slug, picture and counted views. */
const struct fault *article_replace(struct work *work, const struct article *article,
                                    struct str digest, struct str original) FAULT_CHECK;
const struct fault *article_set_text(struct work *work, int64_t id, int64_t version,
                                     const struct article_text *text) FAULT_CHECK;
/* The words by which the desk finds an article (desk_list); each of the writes above does it. */
const struct fault *article_words_put(struct work *work, int64_t id,
                                      const struct article_text *text) FAULT_CHECK;
const struct fault *article_set_status(struct work *work, int64_t id, int64_t version,
                                       enum article_status from, enum article_status to,
                                       struct instant published_at) FAULT_CHECK;
/* The address before leads here for ever where it was public. */
const struct fault *article_set_slug(struct work *work, int64_t id, struct str slug) FAULT_CHECK;

/* Marks an article of the demo district and gives it a picture; fields may be empty. */
const struct fault *article_set_example(struct work *work,
                                        const struct article *article) FAULT_CHECK;

/* Adds to the count of views of the published article at `slug`; its id, or 0
 * where there is none. Touches nothing: views.c decides when pages show it. */
const struct fault *article_views_add(struct work *work, struct str slug, int64_t count,
                                      int64_t *ret_id) FAULT_CHECK;
/* Sets the count where it is smaller: what an import knows. */
const struct fault *article_views_at_least(struct work *work, int64_t id,
                                           int64_t count) FAULT_CHECK;

struct str article_status_name(enum article_status status);
/* An unknown name is a draft: shown to nobody. */
enum article_status article_status_from_name(struct str name);

/* The columns of a row of a list, and reading them into a struct article_row. */
#define ARTICLE_ROW_COLUMNS "id, slug, title, lead, published_at, is_demo"
struct db_rows;
void article_row_read(const struct db_rows *rows, void *item);

extern const char *const article_statements[];
extern const char *const article_list_statements[];
extern const char *const article_write_statements[];

#endif
