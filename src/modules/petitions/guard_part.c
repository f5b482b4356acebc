/*
 * What guards share: their refusal, and what they look up in a file.
 */
#include "modules/petitions/guard_part.h"

#include "civic/deadline.h"

const struct fault *guard_find_clock(struct work *work, int64_t id, const char *rule,
                                     struct matter_clock *ret_clock, bool *ret_is_there)
{
    matter_clock_list clocks;
    const struct fault *fault = matter_clocks(work, id, &clocks);
    *ret_is_there = false;
    for (size_t i = 0; !fault && i < clocks.count; i++)
        if (str_equal(clocks.items[i].rule, str_from_c(rule))) {
            *ret_clock = clocks.items[i];
            *ret_is_there = true;
        }
    return fault;
}

struct fault *guard_refuse(struct work *work, const struct matter *matter, const char *key,
                           const char *rule)
{
    return fault_with(fault_new(work->arena, FAULT_INVALID, key, "guard of %s", rule), "article",
                      matter_article(work, matter, str_from_c(rule)));
}

int guard_count_added(const struct matter_step *step, const char *words)
{
    struct str rest = step->facts;
    int count = 0;
    while (rest.len > 0)
        count += words_have(words, str_cut(&rest, ' '));
    return count;
}

bool guard_of_complaint(const struct matter *matter)
{
    return str_starts(matter->kind, STR("khieu-nai"));
}

const struct fault *guard_has_event(struct work *work, int64_t id, const char *action,
                                    bool *ret_has)
{
    matter_event_list events;
    const struct fault *fault = matter_events(work, id, &events);
    *ret_has = false;
    for (size_t i = 0; !fault && i < events.count; i++)
        *ret_has |= str_equal(events.items[i].action, str_from_c(action));
    return fault;
}

struct civil_date guard_day_of(struct work *work, const struct matter_step *step)
{
    return date_is_none(step->happened_on) ? clock_today(work->clock) : step->happened_on;
}
