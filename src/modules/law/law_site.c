/*
 * The law that the module keeps in memory, and the days of this site laid over its
 * calendar.
 */
#include "modules/law/law_site.h"

#include "civic/site.h"
#include "modules/law/law_day_store.h"

const struct law *law_of_site(const struct work *work)
{
    return site_state(work->site, "law");
}

struct explainer law_explainer(struct work *work)
{
    return (struct explainer){work->arena, work->site->messages, work->locale, law_of_site(work)};
}

/* Whether a later decision about the same day follows. */
static bool is_superseded(const law_day_list *days, size_t at)
{
    for (size_t i = at + 1; i < days->count; i++)
        if (days->items[i].day.days == days->items[at].day.days)
            return true;
    return false;
}

const struct fault *law_now(struct work *work, const struct law **ret_law)
{
    const struct law *law = law_of_site(work);
    VEC(struct calendar_change) changes = {0};
    law_day_list days;
    const struct fault *fault = law_day_load(work, &days);
    if (fault)
        return fault;
    for (size_t i = 0; i < days.count; i++) {
        const struct law_day *day = &days.items[i];
        if (is_superseded(&days, i) || str_equal(day->choice, STR("bo")))
            continue;
        *VEC_PUSH(&changes, work->arena) = (struct calendar_change){
            day->day, str_equal(day->choice, STR("nghi")), {day->name, day->name}
        };
    }
    if (changes.count > 0)
        law = law_with_calendar(
            work->arena, law,
            calendar_changed(work->arena, law_calendar(law), changes.items, changes.count));
    *ret_law = law;
    return NULL;
}
