/*
 * Two editions walked side by side; both are small.
 */
#include "law/diff.h"

static bool same_text(const struct law_condition *a, const struct law_condition *b)
{
    return a && b ? str_equal(a->id, b->id) : a == b;
}

/* The version of `law` with the rule, condition and first day of `version`. */
static const struct law_version *find(const struct law *law, const struct law_version *version)
{
    const struct law_rule *rule = law_rule(law, version->rule->id);
    for (size_t i = 0; rule && i < rule->versions.count; i++) {
        const struct law_version *other = &rule->versions.items[i];
        if (other->from.days == version->from.days && same_text(other->given, version->given))
            return other;
    }
    return NULL;
}

static bool same_value(const struct law_version *a, const struct law_version *b)
{
    return a->number == b->number && a->divisor == b->divisor && a->unit == b->unit &&
           a->limit == b->limit && a->is_backward == b->is_backward &&
           str_equal(a->starts->id, b->starts->id) && a->rule->is_exact == b->rule->is_exact &&
           a->rule->is_in_days == b->rule->is_in_days;
}

static struct str number_of(const struct law_instrument *instrument)
{
    return instrument ? instrument->number : STR("");
}

static bool same_source(const struct law_version *a, const struct law_version *b)
{
    return str_equal(number_of(a->by), number_of(b->by)) && str_equal(a->article, b->article) &&
           str_equal(number_of(a->amended), number_of(b->amended)) && a->certainty == b->certainty;
}

static void add(struct arena *arena, struct law_changes *changes, enum law_change_kind kind,
                const struct law_version *old_version, const struct law_version *new_version)
{
    *VEC_PUSH(&changes->items, arena) = (struct law_change){
        .kind = kind, .old_version = old_version, .new_version = new_version, .day = DATE_NONE};
}

static void compare_versions(struct arena *arena, struct law_changes *changes,
                             const struct law_version *old_version,
                             const struct law_version *new_version)
{
    if (!same_value(old_version, new_version))
        add(arena, changes, CHANGE_VALUE, old_version, new_version);
    if (old_version->to.days != new_version->to.days)
        add(arena, changes, CHANGE_PERIOD, old_version, new_version);
    if (!same_source(old_version, new_version))
        add(arena, changes, CHANGE_SOURCE, old_version, new_version);
}

static void compare_days(struct arena *arena, struct law_changes *changes,
                         const struct calendar *old_calendar, const struct calendar *new_calendar)
{
    struct civil_date last = date_ymd(CALENDAR_LAST_YEAR, 12, 31);
    for (struct civil_date day = date_ymd(CALENDAR_FIRST_YEAR, 1, 1); day.days <= last.days;
         day.days++) {
        bool is_off = calendar_is_off(new_calendar, day);
        if (is_off != calendar_is_off(old_calendar, day))
            *VEC_PUSH(&changes->items, arena) =
                (struct law_change){.kind = CHANGE_DAY, .day = day, .is_off = is_off};
    }
}

struct law_changes law_diff(struct arena *arena, const struct law *old_law,
                            const struct law *new_law)
{
    struct law_changes changes = {0};
    size_t count;
    const struct law_rule *const *rules = law_rules(new_law, &count);
    for (size_t r = 0; r < count; r++) {
        for (size_t i = 0; i < rules[r]->versions.count; i++) {
            const struct law_version *version = &rules[r]->versions.items[i];
            const struct law_version *old_version = find(old_law, version);
            if (old_version)
                compare_versions(arena, &changes, old_version, version);
            else
                add(arena, &changes, CHANGE_ADDED, NULL, version);
        }
    }
    rules = law_rules(old_law, &count);
    for (size_t r = 0; r < count; r++)
        for (size_t i = 0; i < rules[r]->versions.count; i++)
            if (!find(new_law, &rules[r]->versions.items[i]))
                add(arena, &changes, CHANGE_REMOVED, &rules[r]->versions.items[i], NULL);
    compare_days(arena, &changes, law_calendar(old_law), law_calendar(new_law));
    return changes;
}
