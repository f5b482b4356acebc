/*
 * What the search knows of an article: all that a reader sees of it, or hears.
 */
#include "modules/publications/article_service.h"

#include "civic/search.h"
#include "view/markdown.h"

#define KIND STR("news")

/* Text too deep to be shown as a page is found by its title and lead all the same. */
static struct str plain_body(struct work *work, const struct article *article)
{
    struct str text;
    if (markdown_plain(work->arena, article->body, &text))
        return STR("");
    return text;
}

static const struct fault *tell(struct work *work, const struct article *article,
                                bool is_one_of_many)
{
    struct search_document document = {.kind = KIND,
                                       .id = article->id,
                                       .unit_id = article->unit_id,
                                       .published_at = article->published_at,
                                       .title = article->title,
                                       .is_demo = article->is_demo,
                                       .is_one_of_many = is_one_of_many};
    if (article->status != ARTICLE_PUBLISHED)
        return search_remove(work, KIND, article->id);
    document.path = arena_printf(work->arena, "/tin-tuc/" PRISTR, STRARG(article->slug));
    document.text = arena_printf(
        work->arena, PRISTR "\n" PRISTR "\n" PRISTR "\n" PRISTR "\n" PRISTR "\n" PRISTR,
        STRARG(article->lead), STRARG(article->byline), STRARG(plain_body(work, article)),
        STRARG(article->caption), STRARG(article->picture_alt), STRARG(article->tags));
    return search_put(work, &document);
}

const struct fault *article_index(struct work *work, const struct article *article)
{
    return tell(work, article, false);
}

const struct fault *article_index_one_of_many(struct work *work, const struct article *article)
{
    return tell(work, article, true);
}
