/*
 * A lengthened term runs on from the last day of the term before it, also where that
 * day is a day off: thirty days and thirty more are sixty days from the event. Only
 * the last end is moved to a working day.
 */
#include "law/due.h"

#include "text/number.h"

static struct fault *about(struct arena *arena, const char *key, struct str rule)
{
    return fault_with(fault_new(arena, FAULT_INVALID, key, "rule " PRISTR, STRARG(rule)), "rule",
                      rule);
}

/* A term is lengthened once, unless a rule says how often. */
static const struct fault *may_extend(struct arena *arena, const struct law_rule *rule,
                                      const struct law_facts *facts)
{
    const struct law_version *times = NULL;
    const struct fault *fault = NULL;
    int64_t most = 1;
    if (rule->extended_times)
        fault = law_version_on(arena, rule->extended_times, facts->on, facts->given,
                               facts->given_count, &times);
    if (fault)
        return fault;
    if (times)
        most = times->number;
    if (facts->extensions <= most)
        return NULL;
    return fault_with(about(arena, "law.extended_enough", rule->id), "most",
                      arena_printf(arena, "%lld", (long long)most));
}

/* Who was born before there was a rule about the age is old enough by the first. */
static struct civil_date not_before_first(const struct law_rule *rule, struct civil_date date)
{
    struct civil_date first = rule->versions.items[0].from;
    for (size_t i = 1; i < rule->versions.count; i++)
        if (rule->versions.items[i].from.days < first.days)
            first = rule->versions.items[i].from;
    return date.days < first.days ? first : date;
}

static const struct fault *find_versions(struct arena *arena, const struct law *law,
                                         const struct law_rule *rule, const struct law_facts *facts,
                                         struct law_due *due)
{
    struct civil_date on = rule->is_exact ? not_before_first(rule, facts->on) : facts->on;
    const struct fault *fault =
        law_version_on(arena, rule, on, facts->given, facts->given_count, &due->version);
    if (fault)
        return fault;
    if (!law_is_term(due->version))
        return about(arena, "law.no_term", rule->id);
    if (facts->extensions == 0)
        return NULL;
    if (!rule->extended || facts->extensions < 0)
        return about(arena, "law.not_extended", rule->id);
    fault = law_version_on(arena, law_rule(law, rule->extended_id), facts->on, facts->given,
                           facts->given_count, &due->extension);
    if (!fault)
        fault = may_extend(arena, rule, facts);
    if (!fault && facts->extensions > DUE_EXTENSIONS)
        fault = about(arena, "law.not_extended", rule->id);
    return fault;
}

const struct fault *law_due(struct arena *arena, const struct law *law, const struct law_rule *rule,
                            const struct law_facts *facts, struct law_due *ret_due)
{
    struct law_due due = {0};
    struct term_request request = {.start = facts->on,
                                   .suspensions = facts->suspensions,
                                   .suspension_count = facts->suspension_count};
    const struct fault *fault;
    if (!calendar_holds(facts->on))
        return fault_with(
            law_out_of_range_as(arena, "law.out_of_range.rule", date_text(arena, facts->on)),
            "rule", rule->id);
    fault = find_versions(arena, law, rule, facts, &due);
    if (fault)
        return fault;
    request.is_backward = due.version->is_backward;
    for (int i = 0; i <= facts->extensions; i++) {
        struct counting *counting = &due.countings[i];
        request.term = law_term(i == 0 ? due.version : due.extension);
        request.is_exact = rule->is_exact || i < facts->extensions;
        fault = term_count(arena, law_calendar(law), &request, counting);
        if (fault)
            return fault;
        due.is_provisional |= counting->is_provisional;
        request.start = counting->nominal;
        due.due = counting->end;
        due.counting_count++;
    }
    due.is_local = !law_is_law(due.version) || (due.extension && !law_is_law(due.extension));
    due.is_day_off = due.version->is_backward && calendar_is_off(law_calendar(law), due.due);
    *ret_due = due;
    return NULL;
}
