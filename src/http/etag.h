/*
 * Strong entity tags (RFC 9110, section 8.8.3) and the question of If-None-Match.
 */
#ifndef DINH_HTTP_ETAG_H
#define DINH_HTTP_ETAG_H

#include "base/arena.h"

/* A tag for these bytes, with its quotes: the first 96 bits of XXH3. It tells apart what
 * this site made itself; it proves nothing to anybody. */
struct str etag_of(struct arena *arena, struct str bytes);
/* Whether If-None-Match (a list, or *) names `etag`. Compared weakly, as
 * section 13.1.2 asks: W/"a" matches "a". A malformed list matches nothing. */
bool etag_matches(struct str if_none_match, struct str etag);

#endif
