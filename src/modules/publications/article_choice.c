/*
 * Addresses and names of lists of news.
 */
#include "modules/publications/article_choice.h"

#include "civic/site.h"
#include "civic/unit.h"
#include "modules/publications/desk.h"

#include <inttypes.h>

/* A list that is chosen by one argument, as its page and its feeds have it. */
static void by_argument(struct arena *arena, struct article_choice *choice, const char *name,
                        struct str value)
{
    struct str argument = str_from_c(name);
    choice->url = url_add(arena, URL("/tin-tuc"), argument, value);
    choice->atom_url = url_add(arena, URL("/tin-tuc.atom"), argument, value);
    choice->rss_url = url_add(arena, URL("/tin-tuc.rss"), argument, value);
}

static const struct fault *choose_category(struct work *work, struct str slug,
                                           struct article_choice *ret_choice)
{
    struct category category;
    const struct fault *fault = category_by_slug(work, slug, &category);
    if (fault)
        return fault;
    *ret_choice = (struct article_choice){
        .filter = {ARTICLE_OF_CATEGORY, category.id, STR("")},
        .part = arena_printf(work->arena, "category %" PRId64, category.id),
        .title = category.name,
        .kicker = site_message(work, "news.category"),
        .notice_url = url_relative(work->arena, "/nhan-tin?nguon=news-%" PRId64, category.id),
    };
    by_argument(work->arena, ret_choice, "muc", category.slug);
    return NULL;
}

static const struct fault *choose_tag(struct work *work, struct str tag,
                                      struct article_choice *ret_choice)
{
    struct str name;
    const struct fault *fault = tag_name(work, tag, &name);
    if (fault)
        return fault;
    *ret_choice = (struct article_choice){
        .filter = {ARTICLE_OF_TAG, 0, tag},
        .part = arena_printf(work->arena, "tag " PRISTR, STRARG(tag)),
        .title = name,
        .kicker = site_message(work, "news.tag"),
        .notice_url = URL(""),
    };
    by_argument(work->arena, ret_choice, "the", tag);
    return NULL;
}

const struct fault *article_choose(struct work *work, const struct request *request,
                                   struct article_choice *ret_choice)
{
    struct str category = request_query(request, STR("muc"));
    struct str tag = request_query(request, STR("the"));
    if (category.ptr)
        return choose_category(work, category, ret_choice);
    if (tag.ptr)
        return choose_tag(work, tag, ret_choice);
    *ret_choice = (struct article_choice){
        .filter = {ARTICLE_OF_ALL, 0, STR("")},
        .url = URL("/tin-tuc"),
        .atom_url = URL("/tin-tuc.atom"),
        .rss_url = URL("/tin-tuc.rss"),
        .part = STR(""),
        .title = site_message(work, "news.title"),
        .kicker = STR(""),
        .notice_url = URL("/nhan-tin?nguon=news"),
    };
    return NULL;
}

const struct fault *article_choose_unit(struct work *work, const struct request *request,
                                        struct article_choice *ret_choice)
{
    struct arena *arena = work->arena;
    struct unit unit;
    const struct fault *fault = unit_by_slug(work, request_param(request, STR("slug")), &unit);
    if (fault)
        return fault;
    *ret_choice = (struct article_choice){
        .filter = {ARTICLE_OF_UNIT, unit.id, STR("")},
        .url = url_relative(arena, "/don-vi/" PRISTR "/tin", STRARG(unit.slug)),
        .atom_url = url_relative(arena, "/don-vi/" PRISTR "/tin.atom", STRARG(unit.slug)),
        .rss_url = url_relative(arena, "/don-vi/" PRISTR "/tin.rss", STRARG(unit.slug)),
        .part = arena_printf(arena, "unit %" PRId64, unit.id),
        .title = desk_message(work, "news.of-unit", "unit", unit.name),
        .kicker = STR(""),
        .notice_url = url_relative(arena, "/nhan-tin?nguon=news&don-vi=" PRISTR, STRARG(unit.slug)),
    };
    return NULL;
}
