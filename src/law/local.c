/*
 * Settings laid over the files: rules that are set are copied, with their versions
 * cut where a value begins; all others are shared.
 */
#include "law/local.h"

#include "law/law_parts.h"
#include "text/number.h"

/* ---- values ---- */

int64_t law_value_divisor(const struct law_version *version)
{
    return version->unit == UNIT_PERCENT ? 1 : version->divisor;
}

bool law_value_is_of(const struct law_version *version, struct law_value value)
{
    if (value.divisor == 1 || version->unit == UNIT_FRACTION)
        return value.divisor > 0;
    return version->unit == UNIT_YEARS && value.divisor > 0 &&
           value.number * 12 % value.divisor == 0;
}

static bool is_at_most(struct law_value a, struct law_value b)
{
    return a.number * b.divisor <= b.number * a.divisor;
}

bool law_value_fits(const struct law_version *version, struct law_value value)
{
    return version->least.divisor > 0 && law_value_is_of(version, value) &&
           is_at_most(version->least, value) && is_at_most(value, version->most);
}

bool law_value_read(const struct law_version *version, struct str text, struct law_value *ret_value)
{
    struct str divisor = str_trim(text);
    struct str number = str_trim(str_cut(&divisor, '/'));
    struct law_value value = {0, 1};
    if (!str_to_int64(number, &value.number) || value.number < 0 || value.number > TERM_MOST)
        return false;
    if (divisor.ptr && (!str_to_int64(str_trim(divisor), &value.divisor) || value.divisor < 2 ||
                        value.divisor > TERM_MOST))
        return false;
    if (!law_value_is_of(version, value))
        return false;
    *ret_value = value;
    return true;
}

struct str law_value_text(struct arena *arena, struct law_value value)
{
    return value.divisor > 1
               ? arena_printf(arena, "%lld/%lld", (long long)value.number, (long long)value.divisor)
               : arena_printf(arena, "%lld", (long long)value.number);
}

/* ---- settings ---- */

static bool is_given(const struct law_version *version, struct str given)
{
    return str_equal(version->given ? version->given->id : STR(""), given);
}

static bool holds_on(const struct law_version *version, struct civil_date date)
{
    return date.days >= version->from.days &&
           (date_is_none(version->to) || date.days <= version->to.days);
}

static const struct law_version *set_in(const struct law_rule *rule, struct str given,
                                        struct civil_date from)
{
    for (size_t i = 0; rule && i < rule->versions.count; i++)
        if (is_given(&rule->versions.items[i], given) && holds_on(&rule->versions.items[i], from))
            return &rule->versions.items[i];
    return NULL;
}

const struct law_version *law_version_set(const struct law *law, struct str rule, struct str given,
                                          struct civil_date from)
{
    return set_in(law_rule(law, rule), given, from);
}

/* The settings of one version, by the day they begin; the later of two for one day. */
struct begun {
    const struct law_setting **items;
    size_t count;
};

static struct begun settings_of(struct arena *arena, const struct law_version *version,
                                const struct law_setting *settings, size_t count)
{
    struct begun begun = {arena_alloc_array(arena, count, sizeof(*begun.items)), 0};
    for (size_t i = 0; i < count; i++) {
        const struct law_setting *setting = &settings[i];
        size_t at = 0;
        if (!str_equal(setting->rule, version->rule->id) || !is_given(version, setting->given) ||
            !holds_on(version, setting->from) || !law_value_fits(version, setting->value))
            continue;
        while (at < begun.count && begun.items[at]->from.days < setting->from.days)
            at++;
        if (at == begun.count || begun.items[at]->from.days != setting->from.days) {
            for (size_t n = begun.count; n > at; n--)
                begun.items[n] = begun.items[n - 1];
            begun.count++;
        }
        begun.items[at] = setting;
    }
    return begun;
}

/* The version as a setting leaves it; set to what the files say, it is that again. */
static struct law_version set_version(const struct law_version *version,
                                      const struct law_setting *setting)
{
    struct law_version set = *version;
    struct law_value usual = {version->number, law_value_divisor(version)};
    set.from = setting->from;
    if (is_at_most(usual, setting->value) && is_at_most(setting->value, usual))
        return set;
    set.number = setting->value.number;
    set.divisor = version->unit == UNIT_PERCENT ? version->divisor : setting->value.divisor;
    set.usual = version;
    set.set_by = setting->reason;
    return set;
}

/* A copy of the rule with its versions cut; NULL where none of the settings is its. */
static struct law_rule *set_rule(struct arena *arena, const struct law_rule *rule,
                                 const struct law_setting *settings, size_t count)
{
    struct law_rule *copy = ARENA_NEW(arena, struct law_rule);
    bool is_set = false;
    *copy = *rule;
    copy->versions.items = NULL;
    copy->versions.count = copy->versions.capacity = 0;
    for (size_t i = 0; i < rule->versions.count; i++) {
        const struct law_version *version = &rule->versions.items[i];
        struct begun begun = settings_of(arena, version, settings, count);
        if (begun.count == 0 || begun.items[0]->from.days > version->from.days)
            *VEC_PUSH(&copy->versions, arena) = *version;
        for (size_t n = 0; n < begun.count; n++) {
            if (begun.items[n]->from.days > version->from.days)
                copy->versions.items[copy->versions.count - 1].to =
                    date_add_days(begun.items[n]->from, -1);
            *VEC_PUSH(&copy->versions, arena) = set_version(version, begun.items[n]);
        }
        is_set |= begun.count > 0;
    }
    for (size_t i = 0; i < copy->versions.count; i++)
        copy->versions.items[i].rule = copy;
    return is_set ? copy : NULL;
}

const struct law *law_with_settings(struct arena *arena, const struct law *law,
                                    const struct law_setting *settings, size_t count)
{
    struct law *copy;
    if (count == 0)
        return law;
    copy = ARENA_NEW(arena, struct law);
    *copy = *law;
    copy->rules.items = arena_alloc_array(arena, law->rules.count, sizeof(*law->rules.items));
    copy->rules.capacity = law->rules.count;
    copy->set.items = NULL;
    copy->set.count = copy->set.capacity = 0;
    for (size_t i = 0; i < law->rules.count; i++) {
        struct law_rule *rule = law->rules.items[i];
        struct law_rule *set = NULL;
        for (size_t s = 0; s < count && !set; s++)
            if (str_equal(settings[s].rule, rule->id))
                set = set_rule(arena, rule, settings, count);
        copy->rules.items[i] = set ? set : rule;
        if (copy->rules.items[i] != map_get(law->by_id, rule->id))
            *VEC_PUSH(&copy->set, arena) = copy->rules.items[i];
    }
    return copy;
}
