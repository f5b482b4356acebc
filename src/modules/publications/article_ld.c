/*
 * What an article says of itself to search engines, in the words of schema.org.
 */
#include "modules/publications/article_web.h"

#include "view/json.h"

enum {
    JSON_LIMIT = 64 * 1024
};

struct str article_moment(struct arena *arena, struct instant at)
{
    int hour;
    int minute;
    struct str date = date_to_iso(arena, instant_date(at));
    /* the offset of Viet Nam is whole hours, so seconds are those of UTC */
    int second = (int)((at.us / 1000000 % 60 + 60) % 60);
    instant_clock_time(at, &hour, &minute);
    return arena_printf(arena, PRISTR "T%02d:%02d:%02d+07:00", STRARG(date), hour, minute, second);
}

static void begin_typed(struct json *json, const char *key, const char *type)
{
    if (key)
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
    struct url picture = article_picture_url(work->arena, article);
    struct url address = url_under(work->arena, base, article_url(work->arena, article->slug));
    begin_typed(json, NULL, "NewsArticle");
    json_pair_text(json, "headline", article->title);
    if (article->lead.len > 0)
        json_pair_text(json, "description", article->lead);
    json_pair_text(json, "inLanguage", STR("vi"));
    json_pair_text(json, "url", address.text);
    json_pair_text(json, "mainEntityOfPage", address.text);
    json_pair_text(json, "datePublished", article_moment(work->arena, article->published_at));
    json_pair_text(json, "dateModified", article_moment(work->arena, article->updated_at));
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

static void put_crumb(struct json *json, int position, struct str name, struct url url)
{
    begin_typed(json, NULL, "ListItem");
    json_pair_int(json, "position", position);
    json_pair_text(json, "name", name);
    json_pair_text(json, "item", url.text);
    json_end_object(json);
}

static void put_crumbs(struct json *json, struct work *work, const struct article *article,
                       struct str base)
{
    begin_typed(json, NULL, "BreadcrumbList");
    json_key(json, STR("itemListElement"));
    json_begin_array(json);
    put_crumb(json, 1, site_message(work, "nav.home"), url_under(work->arena, base, URL("/")));
    put_crumb(json, 2, site_message(work, "news.title"),
              url_under(work->arena, base, URL("/tin-tuc")));
    put_crumb(json, 3, article->title,
              url_under(work->arena, base, article_url(work->arena, article->slug)));
    json_end_array(json);
    json_end_object(json);
}

struct html article_json_ld(struct work *work, const struct request *request,
                            const struct article *article, struct str unit_name)
{
    struct str base = page_base(work, request);
    struct buf out = buf_init(work->arena, JSON_LIMIT);
    struct json json = json_begin(&out);
    json_begin_object(&json);
    json_pair_text(&json, "@context", STR("https://schema.org"));
    json_key(&json, STR("@graph"));
    json_begin_array(&json);
    put_article(&json, work, article, base, unit_name);
    put_crumbs(&json, work, article, base);
    json_end_array(&json);
    json_end_object(&json);
    if (buf_overflowed(&out))
        return HTML("");
    return json_ld_html(work->arena, &json);
}
