/*
 * Counting visits (lượt xem) in memory, without knowing anybody. A visitor is an
 * address and a browser, known only as a keyed hash whose key is thrown away with
 * the process; the same one within half an hour at the same thing is a reload.
 * Programs that say so are not counted. What is counted is a short name: an
 * article's, a page's path. Whoever keeps a counter writes its sums away every few
 * seconds, so that a crash loses no more than that.
 */
#ifndef DINH_CIVIC_VISITS_H
#define DINH_CIVIC_VISITS_H

#include "base/vec.h"
#include "base/work.h"

enum {
    VISIT_NAME = 160,               /* bytes of a name; longer ones are not counted */
    VISIT_RELOAD_SECONDS = 30 * 60, /* the same visitor again within this is a reload */
    VISIT_SHARDS = 16
};

struct visits;
struct request; /* http/request.h */

/* A counter that lives until visits_free. Any thread may use it. */
struct visits *visits_new(void);
void visits_free(struct visits *visits);

/* One visit: touches memory alone and takes less than a microsecond. `now` is seconds
 * on a clock that only goes forward, from VISIT_RELOAD_SECONDS on. */
void visits_note(struct visits *visits, struct str name, struct str address, struct str agent,
                 int64_t now);
/* The same from a request that was answered; those that a browser makes before its
 * person wants the page (Sec-Purpose: prefetch) are left out. */
void visits_note_request(struct visits *visits, struct str name, const struct request *request);

struct visit_sum {
    struct str name;
    int64_t count;
};
typedef VEC(struct visit_sum) visit_sums;

/* Takes all sums out of the counter, in `arena`. */
visit_sums visits_take(struct visits *visits, struct arena *arena);
/* Puts sums back that could not be written; they count at the next taking. */
void visits_put_back(struct visits *visits, const visit_sums *sums);

#endif
