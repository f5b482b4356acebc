/*
 * Cuts the time asked about into the spans of the law's versions.
 */
#include "modules/reception/frequency.h"

static struct civil_date later(struct civil_date a, struct civil_date b)
{
    return date_is_none(b) || a.days > b.days ? a : b;
}

static struct civil_date earlier(struct civil_date a, struct civil_date b)
{
    return date_is_none(b) || a.days < b.days ? a : b;
}

duty_list duty_judge(struct arena *arena, const struct law *law, struct str regime,
                     const struct unit *unit, struct civil_date from, struct civil_date to,
                     const struct civil_date *days, size_t count)
{
    const struct law_rule *rule = law_rule(law, STR("reception.frequency"));
    const struct law_condition *given = law_condition(law, regime);
    duty_list duties = {0};
    for (size_t i = 0; given && i < rule->versions.count; i++) {
        const struct law_version *version = &rule->versions.items[i];
        struct civil_date first = later(later(from, version->from), unit->valid_from);
        struct civil_date last = earlier(earlier(to, version->to), unit->valid_to);
        struct duty *duty;
        if (version->given != given || first.days > last.days)
            continue;
        duty = VEC_PUSH(&duties, arena);
        duty->version = version;
        duty->frequency = law_frequency_judge(arena, version, first, last, days, count);
    }
    return duties;
}
