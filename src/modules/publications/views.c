/*
 * How often an article was read: a counter (civic/visits.h) whose sums are written
 * every few seconds. A page that shows a count is kept all the same: its topic is
 * touched once a minute at most, or a page that many read would be made anew at
 * every flush.
 */
#include "modules/publications/article_service.h"

#include "civic/visits.h"
#include "db/db.h"

#include <stdlib.h>

enum {
    UNSHOWN = 4096, /* articles whose pages wait for the next minute */
    SHOW_US = 60 * 1000000
};

struct views {
    struct visits *visits;
    /* Of the flushing thread alone: articles counted since pages last showed it. */
    int64_t unshown[UNSHOWN];
    size_t unshown_count;
    int64_t shown_at;   /* clock_monotonic */
    bool is_desk_whole; /* of the job of the desk alone */
};

void *views_start(struct site *site)
{
    struct views *views = calloc(1, sizeof(*views));
    (void)site;
    if (!views)
        abort();
    views->visits = visits_new();
    return views;
}

void views_stop(void *state)
{
    struct views *views = state;
    visits_free(views->visits);
    free(views);
}

void views_count(void *state, struct str slug, struct str address, struct str agent, int64_t now)
{
    struct views *views = state;
    visits_note(views->visits, slug, address, agent, now);
}

bool *views_desk_whole(struct site *site)
{
    struct views *views = site_state(site, "publications");
    return views ? &views->is_desk_whole : NULL;
}

void article_count_view(struct site *site, struct str slug, struct str address, struct str agent)
{
    void *views = site_state(site, "publications");
    if (views)
        views_count(views, slug, address, agent,
                    clock_monotonic() / 1000000 + VISIT_RELOAD_SECONDS);
}

struct flush {
    visit_sums sums;
    int64_t *ids;           /* of their articles; 0 where there is none any more */
    const int64_t *unshown; /* counted before, to be shown now */
    size_t unshown_count;
    bool is_shown;
};

static const struct fault *write_sums(struct work *work, void *context)
{
    struct flush *flush = context;
    for (size_t i = 0; i < flush->sums.count; i++) {
        const struct visit_sum *sum = &flush->sums.items[i];
        const struct fault *fault = article_views_add(work, sum->name, sum->count, &flush->ids[i]);
        if (fault)
            return fault;
        if (flush->is_shown && flush->ids[i])
            db_touch(work, article_topic(flush->ids[i]));
    }
    for (size_t i = 0; flush->is_shown && i < flush->unshown_count; i++)
        db_touch(work, article_topic(flush->unshown[i]));
    return NULL;
}

/* Takes all sums out of the counter. */
static struct flush take_sums(struct work *work, struct views *views)
{
    visit_sums taken = visits_take(views->visits, work->arena);
    return (struct flush){.sums = taken,
                          .ids = arena_alloc_array(work->arena, taken.count, sizeof(int64_t)),
                          .unshown = views->unshown,
                          .unshown_count = views->unshown_count};
}

/* Remembers what was written without being shown. */
static void note_unshown(struct views *views, const struct flush *flush)
{
    for (size_t i = 0; i < flush->sums.count; i++) {
        bool is_known = flush->ids[i] == 0;
        for (size_t u = 0; !is_known && u < views->unshown_count; u++)
            is_known = views->unshown[u] == flush->ids[i];
        if (!is_known)
            views->unshown[views->unshown_count++] = flush->ids[i];
    }
}

/* Whether the pages are due; also where no more could be remembered. */
static bool is_time_to_show(const struct views *views, const struct flush *flush)
{
    return clock_monotonic() - views->shown_at >= SHOW_US ||
           views->unshown_count + flush->sums.count > UNSHOWN;
}

const struct fault *views_flush(struct work *work)
{
    struct views *views = site_state(work->site, "publications");
    struct flush flush = take_sums(work, views);
    const struct fault *fault;
    flush.is_shown = is_time_to_show(views, &flush);
    if (flush.sums.count == 0 && !(flush.is_shown && flush.unshown_count > 0))
        return NULL;
    fault = db_write(work, write_sums, &flush);
    if (fault) {
        visits_put_back(views->visits, &flush.sums); /* they count at the next flush */
    } else if (flush.is_shown) {
        views->unshown_count = 0;
        views->shown_at = clock_monotonic();
    } else {
        note_unshown(views, &flush);
    }
    return fault;
}
