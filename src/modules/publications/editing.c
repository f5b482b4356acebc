/*
 * Use-cases of the desk: each one transaction. What readers, lists, the search and
 * the page cache learn of a change follows from the same write.
 */
#include "modules/publications/editing.h"

#include "base/crypto.h"
#include "civic/file_store.h"
#include "civic/slug.h"
#include "db/db.h"
#include "text/fold.h"
#include "text/utf8.h"

enum {
    DUE_AT_ONCE = 50,      /* scheduled articles published in one run of the job */
    LATE_US = 60 * 1000000 /* after its time; less than letters wait (notice_digest.c) */
};

/* ---- tags ---- */

static bool has_tag(const article_tags *tags, struct str slug)
{
    for (size_t i = 0; i < tags->count; i++)
        if (str_equal(tags->items[i].slug, slug))
            return true;
    return false;
}

static const struct fault *refuse_tags(struct arena *arena, const char *key, int most)
{
    return fault_with(fault_field(arena, "tags", key), "most", arena_printf(arena, "%d", most));
}

const struct fault *article_tags_read(struct arena *arena, struct str typed, article_tags *ret_tags)
{
    article_tags tags = {0};
    struct str rest = typed;
    while (rest.ptr) {
        struct str name = text_excerpt(arena, str_trim(str_cut(&rest, ',')), SIZE_MAX);
        struct str slug = text_slug(arena, name, ARTICLE_SLUG_MOST);
        if (slug.len == 0 || has_tag(&tags, slug))
            continue;
        if (utf8_count(name) > ARTICLE_TAG_MOST)
            return refuse_tags(arena, "edit.tags.long", ARTICLE_TAG_MOST);
        if (tags.count == ARTICLE_TAGS_MOST)
            return refuse_tags(arena, "edit.tags.many", ARTICLE_TAGS_MOST);
        *VEC_PUSH(&tags, arena) = (struct article_tag){slug, name};
    }
    *ret_tags = tags;
    return NULL;
}

struct str article_tags_text(struct arena *arena, const article_tags *tags)
{
    struct buf text = buf_init(arena, SIZE_MAX);
    for (size_t i = 0; i < tags->count; i++) {
        if (i > 0)
            buf_add_literal(&text, ", ");
        buf_add(&text, tags->items[i].name);
    }
    return buf_str(&text);
}

/* ---- around an article ---- */

/* Everything but its own page that shows a published article. */
static const struct fault *touch_around(struct work *work, const struct article *article)
{
    article_tags tags;
    const struct fault *fault = article_tags_read(work->arena, article->tags, &tags);
    if (fault)
        return fault;
    for (size_t i = 0; i < tags.count; i++)
        db_touch(work, tag_topic(tags.items[i].slug));
    if (article->category_id)
        db_touch(work, category_topic(article->category_id));
    return article_touch_beside(work, article);
}

static void apply(struct article *article, const struct article_edit *edit)
{
    article->title = edit->text.title;
    article->lead = edit->text.lead;
    article->body = edit->text.body;
    article->byline = edit->text.byline;
    article->category_id = edit->category_id;
    article->tags = edit->tags;
    article->is_pinned = edit->is_pinned;
    article->picture = edit->picture;
    article->picture_alt = edit->picture_alt;
    article->caption = edit->caption;
}

struct article_edit article_edit_of(const struct article *article)
{
    return (struct article_edit){
        .text = {article->title, article->lead, article->body, article->byline},
        .category_id = article->category_id,
        .tags = article->tags,
        .is_pinned = article->is_pinned,
        .picture = article->picture,
        .picture_alt = article->picture_alt,
        .caption = article->caption
    };
}

/* ---- writing ---- */

struct saving {
    struct article article; /* of a new one */
    int64_t id;
    int64_t version;
    struct article_edit edit;
    article_tags tags;
    bool is_auto;
};

static const struct fault *write_edit(struct work *work, const struct saving *saving)
{
    const struct fault *fault = article_set_edit(work, saving->id, saving->version, &saving->edit);
    if (!fault)
        fault = article_set_tags(work, saving->id, &saving->tags);
    if (!fault)
        fault = revision_keep(work, saving->id, work->actor->account_id, saving->is_auto);
    return fault;
}

static const struct fault *draft(struct work *work, void *context)
{
    struct saving *saving = context;
    struct article *article = &saving->article;
    const struct fault *fault = actor_must(work, news_writers, article->unit_id);
    if (!fault)
        fault = article_choose_slug(work, article->title, &article->slug);
    if (!fault)
        fault = article_insert(work, article, STR(""), STR(""), STR(""));
    /* the row begins as version 1; what belongs to editing comes with the second */
    return fault ? fault : write_edit(work, saving);
}

/* The edit with its tags in order. */
static const struct fault *begin_saving(struct work *work, const struct article_edit *edit,
                                        struct saving *ret_saving)
{
    const struct fault *fault = article_tags_read(work->arena, edit->tags, &ret_saving->tags);
    ret_saving->edit = *edit;
    if (!fault)
        ret_saving->edit.tags = article_tags_text(work->arena, &ret_saving->tags);
    return fault;
}

const struct fault *article_draft(struct work *work, int64_t unit_id,
                                  const struct article_edit *edit, int64_t *ret_id)
{
    struct saving saving = {.id = db_new_id(work->clock), .version = 1};
    const struct fault *fault = begin_saving(work, edit, &saving);
    if (fault)
        return fault;
    apply(&saving.article, &saving.edit);
    saving.article.id = saving.id;
    saving.article.unit_id = unit_id;
    saving.article.status = ARTICLE_DRAFT;
    saving.article.updated_at = clock_now(work->clock);
    fault = db_write(work, draft, &saving);
    if (!fault)
        *ret_id = saving.id;
    return fault;
}

static const struct fault *changed(struct work *work)
{
    return fault_new(work->arena, FAULT_CONFLICT, "news.changed", "another version is stored");
}

static bool was_public(enum article_status status)
{
    return status == ARTICLE_PUBLISHED || status == ARTICLE_WITHDRAWN;
}

/* An address made of a title that was still being typed follows it, until somebody may
 * have kept it; one that was chosen stays. */
static const struct fault *follow_title(struct work *work, struct article *article,
                                        struct str title)
{
    struct str base = article_slug_base(work->arena, article->title);
    const struct fault *fault;
    if (was_public(article->status) || !slug_is_of(article->slug, base) ||
        str_equal(base, article_slug_base(work->arena, title)))
        return NULL;
    fault = article_choose_slug(work, title, &article->slug);
    return fault ? fault : article_set_slug(work, article->id, article->slug);
}

/* A draft that is for another unit than it was begun for; what was decided on stays. */
static const struct fault *move_to_unit(struct work *work, const struct article *article,
                                        int64_t unit_id)
{
    const struct fault *fault;
    if (unit_id == 0 || unit_id == article->unit_id)
        return NULL;
    fault = actor_must(work, news_writers, unit_id);
    if (!fault && article->status != ARTICLE_DRAFT)
        fault = changed(work);
    return fault ? fault : article_set_unit(work, article->id, unit_id);
}

static const struct fault *save(struct work *work, void *context)
{
    const struct saving *saving = context;
    struct article article;
    const struct fault *fault = article_load(work, saving->id, &article);
    if (!fault)
        fault = actor_must(work, article.status == ARTICLE_DRAFT ? news_writers : news_publishers,
                           article.unit_id);
    if (!fault)
        fault = revision_keep(work, saving->id, 0, false); /* what an import brought */
    if (!fault && article.status == ARTICLE_PUBLISHED)
        fault = touch_around(work, &article);
    if (!fault)
        fault = write_edit(work, saving); /* only upon the version that is stored */
    if (!fault)
        fault = follow_title(work, &article, saving->edit.text.title);
    if (!fault)
        fault = move_to_unit(work, &article, saving->edit.unit_id);
    if (!fault && saving->is_auto)
        fault = revision_drop_auto(work, saving->id, saving->version);
    if (fault)
        return fault;
    apply(&article, &saving->edit);
    if (article.status == ARTICLE_PUBLISHED)
        fault = touch_around(work, &article);
    return fault ? fault : article_index(work, &article);
}

const struct fault *article_write(struct work *work, int64_t id, int64_t version,
                                  const struct article_edit *edit, bool is_auto)
{
    struct saving saving = {.id = id, .version = version, .is_auto = is_auto};
    const struct fault *fault = begin_saving(work, edit, &saving);
    return fault ? fault : db_write(work, save, &saving);
}

/* ---- taking back ---- */

/* Whether the picture of a revision can stand there again. */
static const struct fault *picture_is_there(struct work *work, const struct article *article,
                                            const struct revision *revision, bool *ret_is_there)
{
    struct upload upload;
    int64_t id;
    const struct fault *fault;
    *ret_is_there = revision->has_picture;
    if (!revision->has_picture || !str_to_int64(revision->picture, &id))
        return NULL;
    fault = upload_load(work, id, &upload);
    *ret_is_there = !fault && upload.owner_id == article->id && upload_is_picture(&upload);
    return fault && fault->kind == FAULT_NOT_FOUND ? NULL : fault;
}

/* What the article will be when a revision is taken back: its words, tags and, where it is
 * known and still there, its picture. Category and pin stay as they are. */
static const struct fault *edit_of_revision(struct work *work, const struct article *article,
                                            const struct revision *revision,
                                            struct article_edit *ret_edit)
{
    struct article_edit edit = article_edit_of(article);
    bool is_there;
    const struct fault *fault = picture_is_there(work, article, revision, &is_there);
    if (fault)
        return fault;
    edit.text = revision->text;
    edit.tags = revision->tags;
    if (is_there) {
        edit.picture = revision->picture;
        edit.picture_alt = revision->picture_alt;
        edit.caption = revision->caption;
    }
    *ret_edit = edit;
    return NULL;
}

const struct fault *article_restore(struct work *work, int64_t id, int64_t version,
                                    int64_t revision)
{
    struct article article;
    struct revision found;
    struct article_edit edit;
    const struct fault *fault = article_load(work, id, &article);
    if (!fault)
        fault = revision_load(work, id, revision, &found);
    if (!fault)
        fault = edit_of_revision(work, &article, &found, &edit);
    return fault ? fault : article_write(work, id, version, &edit, false);
}

/* ---- deciding ---- */

/* columns: states it may come from, state it leads to, whether it is an editor's */
static const struct {
    unsigned from;
    enum article_status to;
    bool is_editors;
} steps[STEP_COUNT] = {
    [STEP_PUBLISH] = {1U << ARTICLE_DRAFT | 1U << ARTICLE_PENDING | 1U << ARTICLE_SCHEDULED |
                          1U << ARTICLE_WITHDRAWN,
                      ARTICLE_PUBLISHED,                                                    false},
    [STEP_SCHEDULE] = {1U << ARTICLE_DRAFT | 1U << ARTICLE_PENDING,       ARTICLE_SCHEDULED, false},
    [STEP_UNSCHEDULE] = {1U << ARTICLE_SCHEDULED,                           ARTICLE_DRAFT,     false},
    [STEP_WITHDRAW] = {1U << ARTICLE_PUBLISHED,                           ARTICLE_WITHDRAWN, false},
    [STEP_SUBMIT] = {1U << ARTICLE_DRAFT,                               ARTICLE_PENDING,   true },
    [STEP_RECALL] = {1U << ARTICLE_PENDING,                             ARTICLE_DRAFT,     true },
    [STEP_RETURN] = {1U << ARTICLE_PENDING,                             ARTICLE_DRAFT,     false},
};

bool article_step_is_open(enum article_step step, enum article_status from)
{
    return (steps[step].from & 1U << from) != 0;
}

/*
 * One that comes back keeps its place among the others, one that was due its time. A
 * site that was down at that time tells no other: letters with news that left before
 * would never name the article.
 */
static bool is_public_since(const struct article *article, struct instant now)
{
    int64_t late_us = now.us - article->published_at.us;
    if (article->status == ARTICLE_SCHEDULED)
        return late_us >= 0 && late_us <= LATE_US;
    return was_public(article->status) && late_us >= 0;
}

/* When the article in its new state was, or will be, published. */
static struct instant published_when(struct work *work, const struct article *article,
                                     const struct article_decision *decision)
{
    switch (decision->step) {
    case STEP_PUBLISH:
        return is_public_since(article, clock_now(work->clock)) ? article->published_at
                                                                : clock_now(work->clock);
    case STEP_SCHEDULE:
        return decision->at;
    case STEP_UNSCHEDULE:
    case STEP_SUBMIT:
    case STEP_RECALL:
    case STEP_RETURN:
        return (struct instant){0};
    case STEP_WITHDRAW:
    case STEP_COUNT:
        break;
    }
    return article->published_at;
}

/* No letters and digits that look alike on paper. */
struct str article_code_new(struct arena *arena)
{
    static const char signs[] = "abcdefghjkmnpqrstuvwxyz23456789";
    char *code = arena_alloc(arena, ARTICLE_CODE_LENGTH);
    for (int i = 0; i < ARTICLE_CODE_LENGTH; i++)
        code[i] = signs[crypto_random_below(sizeof(signs) - 1)];
    return (struct str){code, ARTICLE_CODE_LENGTH};
}

struct deciding {
    int64_t id;
    int64_t version;
    const struct article_decision *decision;
};

static const struct fault *decide(struct work *work, void *context)
{
    const struct deciding *deciding = context;
    enum article_step step = deciding->decision->step;
    struct article article;
    const struct fault *fault = article_load(work, deciding->id, &article);
    if (!fault)
        fault = actor_must(work, steps[step].is_editors ? news_writers : news_publishers,
                           article.unit_id);
    if (!fault &&
        (article.version != deciding->version || !article_step_is_open(step, article.status)))
        fault = changed(work);
    if (!fault)
        fault = revision_keep(work, article.id, 0, false);
    if (fault)
        return fault;
    article.published_at = published_when(work, &article, deciding->decision);
    fault = article_set_status(work, article.id, article.version, article.status, steps[step].to,
                               article.published_at);
    if (!fault)
        fault = article_set_reason(work, article.id, deciding->decision->reason);
    if (!fault && step == STEP_PUBLISH)
        fault = article_set_code(work, article.id, article_code_new(work->arena));
    if (!fault)
        fault = revision_keep(work, article.id, work->actor->account_id, false);
    if (!fault && deciding->decision->reason.len > 0)
        fault = revision_say(work, article.id, deciding->decision->reason);
    if (!fault && (step == STEP_PUBLISH || step == STEP_WITHDRAW))
        fault = touch_around(work, &article);
    article.status = steps[step].to;
    if (!fault)
        fault = upload_show(work, ARTICLE_OWNER, article.id,
                            article.status == ARTICLE_PUBLISHED ? UPLOAD_PUBLIC : UPLOAD_AGENCY);
    return fault ? fault : article_index(work, &article);
}

const struct fault *article_decide(struct work *work, int64_t id, int64_t version,
                                   const struct article_decision *decision)
{
    struct deciding deciding = {id, version, decision};
    if (decision->step == STEP_SCHEDULE && decision->at.us <= clock_now(work->clock).us)
        return fault_field(work->arena, "day", "edit.past");
    if (decision->step == STEP_WITHDRAW && decision->reason.len == 0)
        return fault_field(work->arena, "reason", "edit.reason.missing");
    if (decision->step == STEP_RETURN && decision->reason.len == 0)
        return fault_field(work->arena, "remark", "edit.remark.missing");
    return db_write(work, decide, &deciding);
}

const struct fault *article_publish_due(struct work *work)
{
    static const struct article_decision publish = {.step = STEP_PUBLISH};
    article_rows due;
    const struct fault *fault = article_list_due(work, clock_now(work->clock), DUE_AT_ONCE, &due);
    for (size_t i = 0; !fault && i < due.count; i++) {
        struct article article;
        fault = article_load(work, due.items[i].id, &article);
        if (!fault)
            fault = article_decide(work, article.id, article.version, &publish);
        /* somebody was first: they decided otherwise, or did the same */
        if (fault && fault->kind == FAULT_CONFLICT)
            fault = NULL;
    }
    return fault;
}

/* ---- its address ---- */

struct renaming {
    int64_t id;
    struct str wanted;
};

static const struct fault *rename_article(struct work *work, void *context)
{
    const struct renaming *renaming = context;
    struct str wanted = text_slug(work->arena, renaming->wanted, ARTICLE_SLUG_MOST);
    struct str free = wanted;
    struct str owner = STR("");
    struct article article;
    const struct fault *fault = article_load(work, renaming->id, &article);
    if (!fault)
        fault = actor_must(work, article.status == ARTICLE_DRAFT ? news_writers : news_publishers,
                           article.unit_id);
    if (fault || str_equal(wanted, article.slug))
        return fault;
    if (wanted.len == 0)
        return fault_field(work->arena, "slug", "edit.slug-letters");
    fault = article_by_alias(work, wanted, &owner);
    if (fault && fault->kind != FAULT_NOT_FOUND)
        return fault;
    /* an address that led here before may be taken again; others' never */
    if (fault || !str_equal(owner, article.slug))
        fault = article_choose_slug(work, wanted, &free);
    if (!fault && !str_equal(free, wanted))
        fault = fault_field(work->arena, "slug", "edit.slug-taken");
    if (!fault)
        fault = article_set_slug(work, article.id, wanted);
    if (!fault && article.status == ARTICLE_PUBLISHED)
        fault = touch_around(work, &article);
    article.slug = wanted;
    return fault ? fault : article_index(work, &article);
}

const struct fault *article_rename(struct work *work, int64_t id, struct str wanted)
{
    struct renaming renaming = {id, wanted};
    return db_write(work, rename_article, &renaming);
}
