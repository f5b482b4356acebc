/*
 * What stands in an article: its picture, and its text, whose pictures come in several
 * widths and whose documents lead into the library. Readers and editors see the same.
 */
#include "modules/publications/article_web.h"

#include "base/asset.h"
#include "civic/file_store.h"
#include "modules/library/library.h"
#include "modules/publications/editing.h"
#include "view/markdown.h"

#include <string.h>

enum {
    DESK_WIDTH = 960, /* of a picture where one width must do */
    DRAWING_WIDTH = 960,
    DRAWING_HEIGHT = 540
};

static SHAPE(picture_size_shape, struct picture_size, FIELD(struct picture_size, url),
             FIELD(struct picture_size, width));
SHAPE(article_picture_shape, struct article_picture, FIELD(struct article_picture, url),
      LIST(struct article_picture, sizes, picture_size_shape),
      FIELD(struct article_picture, has_sizes), FIELD(struct article_picture, width),
      FIELD(struct article_picture, height));

/* ---- pictures ---- */

bool article_picture_is_asset(struct arena *arena, struct str picture)
{
    return picture.len > 0 && asset_find(arena_printf(arena, "ui/" PRISTR, STRARG(picture)));
}

static struct article_picture picture_of_upload(struct work *work, const struct upload *upload)
{
    struct picture_size *sizes =
        arena_alloc_array(work->arena, upload->parts.count, sizeof(*sizes));
    const struct upload_part *shown = upload_part_for(upload, DESK_WIDTH);
    for (size_t i = 0; i < upload->parts.count; i++) {
        const struct upload_part *part = &upload->parts.items[i];
        sizes[i] = (struct picture_size){upload_url(work->arena, upload, part), (int)part->width};
    }
    return (struct article_picture){
        .url = upload_url(work->arena, upload, shown),
        .sizes = {sizes, upload->parts.count, sizeof(*sizes)},
        .has_sizes = true,
        .width = (int)shown->width,
        .height = (int)shown->height
    };
}

struct article_picture article_picture_of(struct work *work, const struct article *article)
{
    struct article_picture none = {.url = URL("")};
    struct upload upload;
    int64_t id;
    if (article_picture_is_asset(work->arena, article->picture))
        return (struct article_picture){
            .url = asset_url(work->arena, arena_c(work->arena, article->picture)),
            .width = DRAWING_WIDTH,
            .height = DRAWING_HEIGHT};
    if (!str_to_int64(article->picture, &id) || upload_load(work, id, &upload) ||
        !upload_is_picture(&upload))
        return none;
    return picture_of_upload(work, &upload);
}

struct url article_picture_url(struct work *work, const struct article *article)
{
    return article_picture_of(work, article).url;
}

/* ---- text ---- */

/* What a text is read with. */
struct body {
    struct work *work;
    upload_list uploads;       /* of the article */
    const struct fault *fault; /* the first one met while it was read */
};

static const struct upload *upload_at(const upload_list *uploads, struct str path)
{
    for (size_t i = 0; i < uploads->count; i++)
        for (size_t k = 0; k < uploads->items[i].parts.count; k++)
            if (str_equal(str_slice(path, strlen("/tep/"), UPLOAD_DIGEST),
                          uploads->items[i].parts.items[k].digest))
                return &uploads->items[i];
    return NULL;
}

/* The sizes of a picture in the text, where it is one of the article's own. */
static size_t body_sizes(void *context, struct url url, const struct markdown_size **ret_sizes)
{
    const struct body *body = context;
    struct arena *arena = body->work->arena;
    const struct upload *upload = NULL;
    struct markdown_size *sizes;
    if (str_starts(url.text, STR("/tep/")))
        upload = upload_at(&body->uploads, url.text);
    if (!upload || !upload_is_picture(upload))
        return 0;
    sizes = arena_alloc_array(arena, upload->parts.count, sizeof(*sizes));
    for (size_t i = 0; i < upload->parts.count; i++) {
        const struct upload_part *part = &upload->parts.items[i];
        sizes[i] = (struct markdown_size){upload_url(arena, upload, part), (int)part->width,
                                          (int)part->height};
    }
    *ret_sizes = sizes;
    return upload->parts.count;
}

/* Documents that the library knows. */
static size_t body_mentions(void *context, struct str words,
                            const struct markdown_mention **ret_mentions)
{
    struct body *body = context;
    struct markdown_mention *found;
    document_mentions mentions;
    if (body->fault)
        return 0;
    body->fault = document_mentions_in(body->work, words, &mentions);
    if (body->fault)
        return 0;
    found = arena_alloc_array(body->work->arena, mentions.count, sizeof(*found));
    for (size_t i = 0; i < mentions.count; i++)
        found[i] = (struct markdown_mention){mentions.items[i].begin, mentions.items[i].end,
                                             mentions.items[i].url};
    *ret_mentions = found;
    return mentions.count;
}

const struct fault *article_body(struct work *work, int64_t article_id, struct str markdown,
                                 struct html *ret_body)
{
    struct body body = {.work = work};
    struct markdown_hooks hooks = {body_sizes, body_mentions, &body};
    const struct fault *fault = NULL;
    if (article_id && str_find(markdown, STR("/tep/"), 0) >= 0)
        fault = upload_list_of(work, ARTICLE_OWNER, article_id, &body.uploads);
    if (!fault)
        fault = markdown_html_with(work->arena, markdown, &hooks, ret_body);
    return fault ? fault : body.fault;
}
