/*
 * Visits and days of reception as facts.
 */
#include "civic/deadline.h"
#include "modules/reception/reception.h"
#include "modules/reports/fact.h"

static const char *const receivers[] = {
    [RECEIVED_BY_OFFICE] = "office",
    [RECEIVED_BY_HEAD] = "head",
    [RECEIVED_BY_DEPUTY] = "deputy",
};

/* `crowd`: as many people and more are a group (đoàn đông người). */
static struct fact fact_of(struct arena *arena, const struct reception_fact *from, int64_t crowd)
{
    bool is_crowd = crowd > 0 && from->people >= crowd;
    return (struct fact){.sort = from->is_day ? FACT_DAY : FACT_VISIT,
                         .matter_id = from->id,
                         .unit_id = from->unit_id,
                         .marks =
                             arena_printf(arena, "%s%s%s", receivers[from->receiver],
                                          from->is_again ? " again" : "", is_crowd ? " crowd" : ""),
                         .received_on = from->on,
                         .processed_on = DATE_NONE,
                         .ended_on = DATE_NONE,
                         .due_on = DATE_NONE,
                         .replied_on = DATE_NONE,
                         .forced_on = DATE_NONE,
                         .executed_on = DATE_NONE,
                         .came_on = DATE_NONE,
                         .left_on = DATE_NONE,
                         .joined_on = DATE_NONE,
                         .people = from->people,
                         .office_id = from->office_id};
}

const struct fault *fact_receptions(struct work *work, int64_t unit_id, struct civil_date first,
                                    struct civil_date last, fact_list *facts)
{
    int64_t crowd = deadline_most(work, STR("reception.group.min"), last, STR(""));
    reception_fact_list list;
    const struct fault *fault = reception_facts(work, unit_id, first, last, &list);
    for (size_t i = 0; !fault && i < list.count; i++)
        *VEC_PUSH(facts, work->arena) = fact_of(work->arena, &list.items[i], crowd);
    return fault;
}
