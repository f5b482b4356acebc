/*
 * Which list of news an address asks for: all, a category, a tag or a unit. The page of
 * the list and its feeds ask in the same way.
 */
#ifndef DINH_MODULES_PUBLICATIONS_ARTICLE_CHOICE_H
#define DINH_MODULES_PUBLICATIONS_ARTICLE_CHOICE_H

#include "http/request.h"
#include "modules/publications/article.h"

struct article_choice {
    struct article_filter filter;
    struct url url; /* of its newest page */
    struct url atom_url;
    struct url rss_url;
    struct str part; /* of a feed's id (civic/feed.h); empty of all news */
    struct str title;
    struct str kicker;     /* what sort of list it is */
    struct url notice_url; /* to be told of it by e-mail; may be empty */
};

/* By ?muc= (a category) or ?the= (a tag). FAULT_NOT_FOUND where there is none. */
const struct fault *article_choose(struct work *work, const struct request *request,
                                   struct article_choice *ret_choice) FAULT_CHECK;
/* By the unit of the route's {slug}. */
const struct fault *article_choose_unit(struct work *work, const struct request *request,
                                        struct article_choice *ret_choice) FAULT_CHECK;

#endif
