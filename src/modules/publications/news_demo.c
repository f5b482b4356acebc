/*
 * The news of the demo district. One article is real, the page this program
 * began with; the others are invented, and marked so wherever they are shown.
 */
#include "modules/publications/news_command.h"

#include "base/asset.h"
#include "civic/unit.h"
#include "db/db.h"
#include "modules/publications/article_service.h"

#define FOLDER "demo/news/"

/* The real article stands as it was published; its photograph was not in the text. */
static const struct {
    struct str asset;
    struct str picture;
    struct str alt;
    struct str caption;
} real = {
    STR_INIT(FOLDER "2022-03-06-ban-chi-dao.txt"),
    STR_INIT("hoi-nghi-ban-chi-dao.svg"),
    STR_INIT("Tranh vẽ hội nghị dưới mái đình: một người nói bên bục, ba người ngồi bàn chủ tọa, "
             "các đại biểu ngồi nghe"),
    STR_INIT("Hội nghị đánh giá năm 2021, triển khai nhiệm vụ năm 2022. Tranh vẽ thay ảnh."),
};

struct example {
    int64_t unit_id;
    const struct asset *asset;
};

static const struct fault *store(struct work *work, void *context)
{
    static const struct import_options options = {.format = IMPORT_PORTAL};
    const struct example *example = context;
    struct article article = {.is_demo = true};
    struct article_source source;
    struct import_count count;
    struct import import;
    const struct fault *fault = import_read(work->arena, example->asset->bytes, &options, &import);
    if (!fault)
        fault = article_import(work, example->unit_id, import.articles.items, import.articles.count,
                               &count);
    if (!fault)
        fault = article_source_find(work, import.articles.items[0].source_id, &source);
    if (fault)
        return fault;
    article.id = source.id;
    if (str_equal(example->asset->name, real.asset)) {
        article.is_demo = false;
        article.picture = real.picture;
        article.picture_alt = real.alt;
        article.caption = real.caption;
    }
    fault = article_set_example(work, &article);
    if (!fault)
        fault = article_load(work, article.id, &article);
    if (fault)
        return fault;
    return article_index(work, &article);
}

const struct fault *news_demo(struct work *work)
{
    size_t count;
    const struct asset *assets = asset_list(&count);
    struct unit unit;
    const struct fault *fault = site_unit(work, &unit);
    for (size_t i = 0; !fault && i < count; i++) {
        struct example example = {unit.id, &assets[i]};
        if (str_starts(assets[i].name, STR(FOLDER)))
            fault = db_write(work, store, &example);
    }
    return fault;
}
