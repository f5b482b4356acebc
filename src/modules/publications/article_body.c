/*
 * What stands in an article: its picture, and its text. Readers and editors see the same.
 */
#include "modules/publications/article_web.h"

#include "base/asset.h"
#include "civic/file_store.h"
#include "modules/library/library.h"
#include "modules/publications/editing.h"

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

const struct fault *article_body(struct work *work, int64_t article_id, struct str markdown,
                                 struct html *ret_body)
{
    return library_text_html(work, ARTICLE_OWNER, article_id, markdown, ret_body);
}
