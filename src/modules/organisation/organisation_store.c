/*
 * All SQL of people and posts.
 */
#include "modules/organisation/organisation.h"

#include "db/db.h"
#include "db/topic.h"
#include "modules/organisation/organisation_store.h"
#include "text/collate.h"
#include "text/fold.h"

#define POST_COLUMNS                                                                               \
    "post.id, post.person_id, post.unit_id, person.name, post.title, post.rank, "                  \
    "post.valid_from, post.valid_to, person.is_demo"
#define POST_FROM " FROM post JOIN person ON person.id = post.person_id"

static const char POST_LIST[] = "SELECT " POST_COLUMNS POST_FROM " WHERE post.unit_id = $1"
                                " ORDER BY post.rank, person.name_sort, post.id"
                                " LIMIT 500";
static const char POST_LIST_ON[] = "SELECT " POST_COLUMNS POST_FROM " WHERE post.unit_id = $1"
                                   "   AND (post.valid_from IS NULL OR post.valid_from <= $2)"
                                   "   AND (post.valid_to IS NULL OR post.valid_to >= $2)"
                                   " ORDER BY post.rank, person.name_sort, post.id"
                                   " LIMIT 500";

static struct post read_post(const struct db_rows *rows)
{
    return (struct post){
        .id = db_int(rows, 0),
        .person_id = db_int(rows, 1),
        .unit_id = db_int(rows, 2),
        .person_name = db_text(rows, 3),
        .title = db_text(rows, 4),
        .rank = db_int(rows, 5),
        .valid_from = db_date(rows, 6),
        .valid_to = db_date(rows, 7),
        .is_demo = db_bool(rows, 8),
    };
}

static const struct fault *read_posts(struct work *work, struct db_rows *rows, post_list *ret_posts)
{
    post_list posts = {0};
    while (db_next(rows))
        *VEC_PUSH(&posts, work->arena) = read_post(rows);
    *ret_posts = posts;
    return db_done(rows);
}

const struct fault *post_list_of(struct work *work, int64_t unit_id, struct civil_date on,
                                 post_list *ret_posts)
{
    struct db_rows *rows;
    const struct fault *fault;
    db_depends(work, topic_of("posts", unit_id));
    if (date_is_none(on))
        fault = db_query(work, POST_LIST, P(unit_id), &rows);
    else
        fault = db_query(work, POST_LIST_ON, P(unit_id, on), &rows);
    return fault ? fault : read_posts(work, rows, ret_posts);
}

/* Also of units that lay below it before they moved. */
static const char POSTS_BELOW[] = "SELECT " POST_COLUMNS POST_FROM " WHERE post.unit_id IN ("
                                  " SELECT unit_id FROM unit_ancestor WHERE ancestor_id = $1"
                                  " UNION"
                                  " SELECT moved.unit_id FROM unit_former_parent f"
                                  " JOIN unit_ancestor moved ON moved.ancestor_id = f.unit_id"
                                  " JOIN unit_ancestor above ON above.unit_id = f.parent_id"
                                  " WHERE above.ancestor_id = $1)"
                                  "   AND (post.valid_from IS NULL OR post.valid_from <= $2)"
                                  "   AND (post.valid_to IS NULL OR post.valid_to >= $2)"
                                  " ORDER BY post.rank, person.name_sort, post.id"
                                  " LIMIT 10000";

const struct fault *post_list_below(struct work *work, int64_t unit_id, struct civil_date on,
                                    post_list *ret_posts)
{
    struct db_rows *rows;
    const struct fault *fault;
    db_depends(work, topic_of("posts", 0));
    fault = db_query(work, POSTS_BELOW, P(unit_id, on), &rows);
    return fault ? fault : read_posts(work, rows, ret_posts);
}

static const char POST_AFTER[] =
    "SELECT " POST_COLUMNS ", unit.slug" POST_FROM " JOIN unit ON unit.id = post.unit_id"
    " WHERE post.id > $1"
    " ORDER BY post.id"
    " LIMIT $2";

const struct fault *post_list_after(struct work *work, int64_t after, int limit,
                                    post_list *ret_posts)
{
    post_list posts = {0};
    struct db_rows *rows;
    const struct fault *fault;
    db_depends(work, topic_of("posts", 0));
    fault = db_query(work, POST_AFTER, P(after, limit), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        struct post *post = VEC_PUSH(&posts, work->arena);
        *post = read_post(rows);
        post->unit_slug = db_text(rows, 9);
    }
    *ret_posts = posts;
    return db_done(rows);
}

static const char PERSON_INSERT[] =
    "INSERT INTO person (id, name, name_fold, name_sort, is_demo) VALUES ($1, $2, $3, $4, $5)";

const struct fault *person_create(struct work *work, struct str name, bool is_demo, int64_t *ret_id)
{
    int64_t id = db_new_id(work->clock);
    const struct fault *fault = db_exec(work, PERSON_INSERT,
                                        P(id, name, text_fold(work->arena, name),
                                          db_blob(text_sort_key(work->arena, name)), is_demo),
                                        NULL);
    if (!fault)
        *ret_id = id;
    return fault;
}

static const char POST_INSERT[] =
    "INSERT INTO post (id, person_id, unit_id, title, rank, valid_from, valid_to)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)";

const struct fault *post_create(struct work *work, const struct post *post)
{
    db_touch(work, topic_of("posts", 0));
    db_touch(work, topic_of("posts", post->unit_id));
    return db_exec(work, POST_INSERT,
                   P(db_new_id(work->clock), post->person_id, post->unit_id, post->title,
                     post->rank, post->valid_from, post->valid_to),
                   NULL);
}

static const char POST_END[] =
    "UPDATE post SET valid_to = $3 WHERE id = $1 AND unit_id = $2 AND valid_to IS NULL";

const struct fault *post_end(struct work *work, int64_t unit_id, int64_t id,
                             struct civil_date last_day)
{
    db_touch(work, topic_of("posts", 0));
    db_touch(work, topic_of("posts", unit_id));
    return db_exec_one(work, POST_END, P(id, unit_id, last_day), "record.changed");
}

static const char POST_WITHDRAW[] = "DELETE FROM post WHERE id = $1 AND unit_id = $2";

const struct fault *post_withdraw(struct work *work, int64_t unit_id, int64_t id)
{
    db_touch(work, topic_of("posts", 0));
    db_touch(work, topic_of("posts", unit_id));
    return db_exec_one(work, POST_WITHDRAW, P(id, unit_id), "record.changed");
}

static const char POST_CORRECT[] =
    "UPDATE post SET title = $3, rank = $4, valid_from = $5, valid_to = $6"
    " WHERE id = $1 AND unit_id = $2";

const struct fault *post_correct(struct work *work, const struct post *post)
{
    db_touch(work, topic_of("posts", 0));
    db_touch(work, topic_of("posts", post->unit_id));
    return db_exec_one(
        work, POST_CORRECT,
        P(post->id, post->unit_id, post->title, post->rank, post->valid_from, post->valid_to),
        "record.changed");
}

const char *const organisation_statements[] = {
    POST_LIST,   POST_LIST_ON, POSTS_BELOW,   POST_AFTER,   PERSON_INSERT,
    POST_INSERT, POST_END,     POST_WITHDRAW, POST_CORRECT, NULL,
};
