/*
 * What the desk writes: drafts, revisions, tags, short addresses. Every change tells
 * the page cache what it touched.
 */
#include "modules/publications/editing.h"

#include "db/db.h"

/* ---- saving ---- */

static const char ARTICLE_SET_EDIT[] =
    "UPDATE article SET title = $3, lead = $4, body = $5, byline = $6, category_id = $7,"
    "                   tags = $8, is_pinned = $9, picture = $10, picture_alt = $11,"
    "                   caption = $12, updated_at = $13, saved_name = $14,"
    "                   version = version + 1"
    " WHERE id = $1 AND version = $2";

const struct fault *article_set_edit(struct work *work, int64_t id, int64_t version,
                                     const struct article_edit *edit)
{
    const struct article_text *text = &edit->text;
    const struct fault *fault = article_words_put(work, id, text);
    db_touch(work, article_topic(id));
    if (fault)
        return fault;
    return db_exec_one(work, ARTICLE_SET_EDIT,
                       P(id, version, text->title, text->lead, text->body, text->byline,
                         db_id_or_null(edit->category_id), edit->tags, edit->is_pinned,
                         edit->picture, edit->picture_alt, edit->caption, clock_now(work->clock),
                         work->actor->name),
                       "news.changed");
}

static const char ARTICLE_SET_UNIT[] = "UPDATE article SET unit_id = $2 WHERE id = $1";

const struct fault *article_set_unit(struct work *work, int64_t id, int64_t unit_id)
{
    return db_exec(work, ARTICLE_SET_UNIT, P(id, unit_id), NULL);
}

static const char TAGS_DROP[] = "DELETE FROM article_tag WHERE article_id = $1";
static const char TAG_ADD[] = "INSERT INTO article_tag (article_id, tag, name) VALUES ($1, $2, $3)";

const struct fault *article_set_tags(struct work *work, int64_t id, const article_tags *tags)
{
    const struct fault *fault = db_exec(work, TAGS_DROP, P(id), NULL);
    for (size_t i = 0; !fault && i < tags->count; i++)
        fault = db_exec(work, TAG_ADD, P(id, tags->items[i].slug, tags->items[i].name), NULL);
    return fault;
}

static const char ARTICLE_SET_TERMS[] =
    "UPDATE article SET category_id = $2, tags = $3 WHERE id = $1";

const struct fault *article_set_terms(struct work *work, int64_t id, int64_t category_id,
                                      struct str tags)
{
    db_touch(work, article_topic(id));
    if (category_id)
        db_touch(work, category_topic(category_id));
    return db_exec(work, ARTICLE_SET_TERMS, P(id, db_id_or_null(category_id), tags), NULL);
}

static const char ARTICLE_SIGN[] = "UPDATE article SET saved_name = $2 WHERE id = $1";
static const char ARTICLE_SET_REASON[] =
    "INSERT INTO article_aside (article_id, reason) VALUES ($1, $2)"
    " ON CONFLICT (article_id) DO UPDATE SET reason = excluded.reason";

const struct fault *article_set_reason(struct work *work, int64_t id, struct str reason)
{
    const struct fault *fault = db_exec(work, ARTICLE_SIGN, P(id, work->actor->name), NULL);
    db_touch(work, article_topic(id));
    return fault ? fault : db_exec(work, ARTICLE_SET_REASON, P(id, reason), NULL);
}

/* The first code stays: it may be printed. */
static const char ARTICLE_SET_CODE[] =
    "INSERT INTO article_aside (article_id, code, reason) VALUES ($1, $2, '')"
    " ON CONFLICT (article_id) DO UPDATE SET code = COALESCE(article_aside.code, excluded.code)";

const struct fault *article_set_code(struct work *work, int64_t id, struct str code)
{
    return db_exec(work, ARTICLE_SET_CODE, P(id, code), NULL);
}

/* An import gives many at once: a code that happens to be another's is left out. */
static const char ARTICLE_OFFER_CODE[] =
    "INSERT INTO article_aside (article_id, code, reason) VALUES ($1, $2, '')"
    " ON CONFLICT DO NOTHING";

const struct fault *article_offer_code(struct work *work, int64_t id, struct str code)
{
    return db_exec(work, ARTICLE_OFFER_CODE, P(id, code), NULL);
}

static const char ARTICLE_DUE[] = "SELECT " ARTICLE_ROW_COLUMNS " FROM article"
                                  " WHERE status = 'scheduled' AND published_at <= $1"
                                  " ORDER BY published_at, id"
                                  " LIMIT $2";

const struct fault *article_list_due(struct work *work, struct instant now, int limit,
                                     article_rows *ret_rows)
{
    return db_list(work, ARTICLE_DUE, P(now, limit), article_row_read, DB_INTO(ret_rows));
}

/* ---- revisions ---- */

static const char REVISION_KEEP[] =
    "INSERT INTO article_revision (article_id, version, title, lead, body, byline, tags,"
    "                              picture_alt, caption, status, is_auto, saved_at, saved_by,"
    "                              saved_name, picture)"
    " SELECT id, version, title, lead, body, byline, tags, picture_alt, caption, status,"
    "        CAST($2 AS BIGINT), updated_at, CAST($3 AS BIGINT), saved_name, picture"
    " FROM article WHERE id = $1"
    " ON CONFLICT (article_id, version) DO NOTHING";

const struct fault *revision_keep(struct work *work, int64_t article_id, int64_t saved_by,
                                  bool is_auto)
{
    return db_exec(work, REVISION_KEEP, P(article_id, is_auto, db_id_or_null(saved_by)), NULL);
}

static const char REVISION_DROP_AUTO[] =
    "DELETE FROM article_revision"
    " WHERE article_id = $1 AND version = $2 AND is_auto = 1 AND saved_by = $3";

const struct fault *revision_drop_auto(struct work *work, int64_t article_id, int64_t version)
{
    return db_exec(work, REVISION_DROP_AUTO, P(article_id, version, work->actor->account_id), NULL);
}

static const char REVISION_SAY[] =
    "UPDATE article_revision SET reason = $2"
    " WHERE article_id = $1"
    "   AND version = (SELECT version FROM article WHERE article.id = $1)";

const struct fault *revision_say(struct work *work, int64_t article_id, struct str reason)
{
    return db_exec(work, REVISION_SAY, P(article_id, reason), NULL);
}

static const char REVISION_LIST[] =
    "SELECT version, title, status, is_auto, saved_at, saved_name, reason FROM article_revision"
    " WHERE article_id = $1"
    " ORDER BY version DESC"
    " LIMIT $2";

static void read_revision(const struct db_rows *rows, void *item)
{
    *(struct revision *)item =
        (struct revision){.version = db_int(rows, 0),
                          .text = {.title = db_text(rows, 1)},
                          .status = article_status_from_name(db_text(rows, 2)),
                          .is_auto = db_bool(rows, 3),
                          .saved_at = db_instant(rows, 4),
                          .saved_name = db_text(rows, 5),
                          .reason = db_text(rows, 6)};
}

const struct fault *revision_list_of(struct work *work, int64_t article_id,
                                     revision_list *ret_revisions)
{
    return db_list(work, REVISION_LIST, P(article_id, REVISIONS_MOST), read_revision,
                   DB_INTO(ret_revisions));
}

static const char REVISION_LAST_SAID[] =
    "SELECT version, title, status, is_auto, saved_at, saved_name, reason FROM article_revision"
    " WHERE article_id = $1 AND reason <> ''"
    " ORDER BY version DESC"
    " LIMIT 1";

const struct fault *revision_last_said(struct work *work, int64_t article_id,
                                       struct revision *ret_revision)
{
    struct db_rows *rows;
    struct revision found = {0};
    const struct fault *fault = db_query(work, REVISION_LAST_SAID, P(article_id), &rows);
    if (fault)
        return fault;
    if (db_next(rows))
        read_revision(rows, &found);
    *ret_revision = found;
    return db_done(rows);
}

static const char REVISION_LOAD[] =
    "SELECT version, title, lead, body, byline, tags, picture_alt, caption, status, is_auto,"
    "       saved_at, saved_name, picture"
    " FROM article_revision WHERE article_id = $1 AND version = $2";

const struct fault *revision_load(struct work *work, int64_t article_id, int64_t version,
                                  struct revision *ret_revision)
{
    struct db_rows *rows;
    const struct fault *fault =
        db_find(work, REVISION_LOAD, P(article_id, version), "edit.revision.unknown", &rows);
    if (fault)
        return fault;
    *ret_revision = (struct revision){
        .version = db_int(rows, 0),
        .text = {db_text(rows, 1), db_text(rows, 2), db_text(rows, 3), db_text(rows, 4)},
        .tags = db_text(rows, 5),
        .picture_alt = db_text(rows, 6),
        .caption = db_text(rows, 7),
        .status = article_status_from_name(db_text(rows, 8)),
        .is_auto = db_bool(rows, 9),
        .saved_at = db_instant(rows, 10),
        .saved_name = db_text(rows, 11),
        .picture = db_text(rows, 12),
        .has_picture = !db_is_null(rows, 12)
    };
    return NULL;
}

const char *const editing_statements[] = {
    ARTICLE_SET_EDIT,
    ARTICLE_SET_UNIT,
    TAGS_DROP,
    TAG_ADD,
    REVISION_KEEP,
    REVISION_DROP_AUTO,
    REVISION_SAY,
    REVISION_LIST,
    REVISION_LAST_SAID,
    REVISION_LOAD,
    ARTICLE_DUE,
    ARTICLE_SET_REASON,
    ARTICLE_SET_CODE,
    ARTICLE_SIGN,
    ARTICLE_OFFER_CODE,
    ARTICLE_SET_TERMS,
    NULL,
};
