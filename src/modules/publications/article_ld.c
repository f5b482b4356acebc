/*
 * What an article says of itself to search engines, in the words of schema.org.
 */
#include "modules/publications/article_web.h"

#include "civic/feed.h"
#include "view/json.h"

enum {
    JSON_LIMIT = 64 * 1024
};

static void begin_typed(struct json *json, const char *key, const char *type)
{
    json_key(json, str_from_c(key));
    json_begin_object(json);
    json_pair_text(json, "@type", str_from_c(type));
}

static void put_named(struct json *json, const char *key, const char *type, struct str name)
{
    begin_typed(json, key, type);
    json_pair_text(json, "name", name);
    json_end_object(json);
}

static void put_views(struct json *json, int64_t views)
{
    begin_typed(json, "interactionStatistic", "InteractionCounter");
    json_pair_text(json, "interactionType", STR("https://schema.org/ReadAction"));
    json_pair_int(json, "userInteractionCount", views);
    json_end_object(json);
}

static void put_article(struct json *json, struct work *work, const struct article *article,
                        struct str base, struct str unit_name)
{
    struct url picture = article_picture_url(work, article);
    struct url address = url_under(work->arena, base, article_url(work->arena, article->slug));
    json_begin_object(json);
    json_pair_text(json, "@context", STR("https://schema.org"));
    json_pair_text(json, "@type", STR("NewsArticle"));
    json_pair_text(json, "headline", article->title);
    if (article->lead.len > 0)
        json_pair_text(json, "description", article->lead);
    json_pair_text(json, "inLanguage", STR("vi"));
    json_pair_text(json, "url", address.text);
    json_pair_text(json, "mainEntityOfPage", address.text);
    json_pair_text(json, "datePublished", feed_moment(work->arena, article->published_at));
    json_pair_text(json, "dateModified", feed_moment(work->arena, article->updated_at));
    if (picture.text.len > 0)
        json_pair_text(json, "image", url_under(work->arena, base, picture).text);
    /* a byline names a person, or the paper it was taken from ("Theo Báo …") */
    if (article->byline.len > 0 && !str_starts(article->byline, STR("Theo ")))
        put_named(json, "author", "Person", article->byline);
    else
        put_named(json, "author", "GovernmentOrganization", unit_name);
    put_named(json, "publisher", "GovernmentOrganization", unit_name);
    put_views(json, article->views);
    json_end_object(json);
}

struct html article_json_ld(struct work *work, const struct request *request,
                            const struct article *article, struct str unit_name)
{
    struct str base = page_base(work, request);
    struct buf out = buf_init(work->arena, JSON_LIMIT);
    struct json json = json_begin(&out);
    put_article(&json, work, article, base, unit_name);
    if (buf_overflowed(&out))
        return HTML("");
    return json_ld_html(work->arena, &json);
}
