/*
 * Counting the pages that everybody may read, by path and day. Nothing about who,
 * from where or with what is kept.
 */
#include "modules/admin/visits_web.h"

#include "civic/visits.h"
#include "db/db.h"
#include "modules/admin/visits_store.h"

void *page_visits_start(struct site *site)
{
    (void)site;
    return visits_new();
}

void page_visits_stop(void *state)
{
    visits_free(state);
}

void page_visits_seen(struct site *site, const struct request *request)
{
    struct visits *visits = site_state(site, "admin");
    if (visits)
        visits_note_request(visits, request->path, request);
}

static const struct fault *write_sums(struct work *work, void *context)
{
    const visit_sums *sums = context;
    struct civil_date today = clock_today(work->clock);
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < sums->count; i++)
        fault = page_visit_add(work, today, sums->items[i].name, sums->items[i].count);
    return fault;
}

const struct fault *page_visits_flush(struct work *work)
{
    struct visits *visits = site_state(work->site, "admin");
    visit_sums sums = visits_take(visits, work->arena);
    const struct fault *fault = NULL;
    if (sums.count > 0)
        fault = db_write(work, write_sums, &sums);
    if (fault)
        visits_put_back(visits, &sums);
    return fault;
}
