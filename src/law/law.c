/*
 * Asking the law: which rules there are, and which version holds on a day.
 */
#include "law/law_parts.h"

#include "text/number.h"

#include <assert.h>

const struct fault *law_load(struct arena *arena, const struct asset *files, size_t count,
                             const struct law **ret_law)
{
    struct law *law = ARENA_NEW(arena, struct law);
    const struct fault *fault = calendar_load(arena, files, count, &law->calendar);
    law->by_number = map_new(arena);
    law->by_id = map_new(arena);
    law->conditions = map_new(arena);
    law->triggers = map_new(arena);
    law->bases = map_new(arena);
    law->kinds = map_new(arena);
    if (!fault)
        fault = law_read_files(arena, files, count, law);
    if (!fault)
        fault = law_prove(arena, law);
    if (!fault)
        fault = law_prove_applied(arena, files, count, law);
    if (fault)
        return fault;
    *ret_law = law;
    return NULL;
}

const struct calendar *law_calendar(const struct law *law)
{
    return law->calendar;
}

const struct law *law_with_calendar(struct arena *arena, const struct law *law,
                                    const struct calendar *calendar)
{
    struct law *copy = ARENA_NEW(arena, struct law);
    *copy = *law;
    copy->calendar = calendar;
    return copy;
}

const struct law_rule *const *law_rules(const struct law *law, size_t *ret_count)
{
    *ret_count = law->rules.count;
    return (const struct law_rule *const *)law->rules.items;
}

const struct law_area *const *law_areas(const struct law *law, size_t *ret_count)
{
    *ret_count = law->areas.count;
    return (const struct law_area *const *)law->areas.items;
}

const struct law_instrument *const *law_instruments(const struct law *law, size_t *ret_count)
{
    *ret_count = law->instruments.count;
    return (const struct law_instrument *const *)law->instruments.items;
}

const struct law_rule *law_rule(const struct law *law, struct str id)
{
    for (size_t i = 0; i < law->set.count; i++)
        if (str_equal(law->set.items[i]->id, id))
            return law->set.items[i];
    return map_get(law->by_id, id);
}

const struct law_condition *law_condition(const struct law *law, struct str id)
{
    return map_get(law->conditions, id);
}

const struct law_instrument *law_instrument(const struct law *law, struct str number)
{
    return map_get(law->by_number, number);
}

static bool is_within(struct civil_date date, struct civil_date from, struct civil_date to)
{
    return date.days >= from.days && (date_is_none(to) || date.days <= to.days);
}

const struct law_counting *law_counting_on(const struct law *law, struct civil_date date)
{
    for (size_t i = 0; i < law->countings.count; i++)
        if (is_within(date, law->countings.items[i]->from, law->countings.items[i]->to))
            return law->countings.items[i];
    return NULL;
}

size_t law_version_count(const struct law *law)
{
    size_t count = 0;
    for (size_t i = 0; i < law->rules.count; i++)
        count += law->rules.items[i]->versions.count;
    return count;
}

/* ---- a version ---- */

bool law_is_in_force(const struct law_version *version, struct civil_date date)
{
    return is_within(date, version->from, version->to);
}

bool law_is_law(const struct law_version *version)
{
    return version->certainty == CERTAINTY_CODIFIED || version->certainty == CERTAINTY_TEXT;
}

bool law_is_term(const struct law_version *version)
{
    return version->unit <= UNIT_HOURS;
}

enum law_ending law_ending(const struct law_version *version)
{
    if (version->limit == LIMIT_WINDOW)
        return ENDING_FROM;
    if (version->is_backward)
        return version->limit == LIMIT_OVER ? ENDING_BEFORE : ENDING_LATEST;
    if (version->rule->is_exact)
        return ENDING_REACHED;
    return version->limit == LIMIT_MIN && version->unit != UNIT_HOURS ? ENDING_AT_LEAST
                                                                      : ENDING_DUE;
}

bool law_is_frequency(const struct law_version *version)
{
    return version->unit >= UNIT_PER_WEEK && version->unit <= UNIT_PER_YEAR;
}

struct term law_term(const struct law_version *version)
{
    static const enum term_unit units[] = {
        [UNIT_DAYS] = TERM_DAYS,     [UNIT_WORKING_DAYS] = TERM_WORKING_DAYS,
        [UNIT_MONTHS] = TERM_MONTHS, [UNIT_YEARS] = TERM_YEARS,
        [UNIT_HOURS] = TERM_HOURS,
    };
    assert(law_is_term(version));
    if (version->divisor > 1) /* two and a half years: proved to be whole months */
        return (struct term){(int)(version->number * 12 / version->divisor), TERM_MONTHS};
    return (struct term){(int)version->number, units[version->unit]};
}

/* ---- conditions ---- */

/* Whether `condition` is `given` itself, or one of the parts it always brings. */
static bool gives(const struct law_condition *given, const struct law_condition *condition)
{
    if (given == condition)
        return true;
    for (size_t i = 0; given->kind == CONDITION_ALL && i < given->part_count; i++)
        if (given->parts[i] == condition)
            return true;
    return false;
}

static bool is_given(const struct law_condition *condition,
                     const struct law_condition *const *given, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (gives(given[i], condition))
            return true;
    return false;
}

/* Whether `given` meets `condition`; a given condition also gives its parts. */
static bool condition_met(const struct law_condition *condition,
                          const struct law_condition *const *given, size_t count)
{
    size_t met = 0;
    if (is_given(condition, given, count))
        return true;
    for (size_t i = 0; i < condition->part_count; i++)
        met += is_given(condition->parts[i], given, count);
    return condition->kind == CONDITION_ANY
               ? met > 0
               : condition->part_count > 0 && met == condition->part_count;
}

/* How particular a version is in this case; 0 where it does not apply. */
static int rank(const struct law_version *version, const struct law_condition *const *given,
                size_t count)
{
    const struct law_condition *condition = version->given;
    if (!condition)
        return 1;
    if (condition_met(condition, given, count))
        return 3 + (condition->kind == CONDITION_ALL ? (int)condition->part_count : 0);
    return condition->is_ordinary ? 2 : 0;
}

/* ---- the version that holds ---- */

/* "commune, agency, soe": the conditions among which to choose. */
static struct str choices(struct arena *arena, const struct law_rule *rule, struct civil_date date)
{
    struct str text = STR("");
    for (size_t i = 0; i < rule->versions.count; i++) {
        const struct law_version *version = &rule->versions.items[i];
        if (version->given && law_is_in_force(version, date))
            text = arena_printf(arena, PRISTR "%s" PRISTR, STRARG(text), text.len ? ", " : "",
                                STRARG(version->given->id));
    }
    return text;
}

/* What is asked about: every version, or those of the case that is given. */
static bool is_asked(const struct law_version *version, const struct law_condition *condition)
{
    return !condition || version->given == condition;
}

/* Of the rule, or of one case of it, there is no version on the day: before the first or
 * behind the last. */
static const struct fault *no_version(struct arena *arena, const struct law_rule *rule,
                                      const struct law_condition *condition, struct civil_date date)
{
    const struct law_version *first = NULL;
    const struct law_version *last = NULL;
    struct fault *fault;
    bool is_over;
    const char *key;
    for (size_t i = 0; i < rule->versions.count; i++) {
        const struct law_version *version = &rule->versions.items[i];
        if (!is_asked(version, condition))
            continue;
        if (!first || version->from.days < first->from.days)
            first = version;
        if (!last || (!date_is_none(last->to) &&
                      (date_is_none(version->to) || version->to.days > last->to.days)))
            last = version;
    }
    assert(first && last);
    is_over = !date_is_none(last->to) && date.days > last->to.days;
    if (condition)
        key = is_over ? "law.no_version_left.case" : "law.no_version.case";
    else
        key = is_over ? "law.no_version_left" : "law.no_version";
    fault = fault_new(arena, FAULT_INVALID, key, "rule " PRISTR, STRARG(rule->id));
    fault_with(fault, "rule", rule->id);
    fault_with(fault, "date", date_text(arena, date));
    if (condition)
        fault_with(fault, "condition", condition->id);
    return is_over ? fault_with(fault, "last", date_text(arena, last->to))
                   : fault_with(fault, "first", date_text(arena, first->from));
}

/* The case that is given and of which the rule has versions, though on other days; or NULL. */
static const struct law_condition *case_of(const struct law_rule *rule,
                                           const struct law_condition *const *given, size_t count)
{
    for (size_t i = 0; i < rule->versions.count; i++) {
        const struct law_condition *condition = rule->versions.items[i].given;
        if (condition && condition_met(condition, given, count))
            return condition;
    }
    return NULL;
}

static const struct fault *undecided(struct arena *arena, const struct law_rule *rule,
                                     struct civil_date date)
{
    struct fault *fault =
        fault_new(arena, FAULT_INVALID, "law.choose", "rule " PRISTR, STRARG(rule->id));
    fault->field = "dieu-kien";
    fault_with(fault, "rule", rule->id);
    fault_with(fault, "date", date_text(arena, date));
    return fault_with(fault, "conditions", choices(arena, rule, date));
}

const struct fault *law_version_on(struct arena *arena, const struct law_rule *rule,
                                   struct civil_date date, const struct law_condition *const *given,
                                   size_t count, const struct law_version **ret_version)
{
    const struct law_version *best = NULL;
    const struct law_version *only = NULL;
    int best_rank = 0;
    size_t in_force = 0;
    size_t equals = 0;
    for (size_t i = 0; i < rule->versions.count; i++) {
        const struct law_version *version = &rule->versions.items[i];
        int own = rank(version, given, count);
        if (!law_is_in_force(version, date))
            continue;
        in_force++;
        only = version;
        if (own > best_rank) {
            best = version;
            best_rank = own;
            equals = 1;
        } else if (own > 0 && own == best_rank) {
            equals++;
        }
    }
    if (in_force == 0)
        return no_version(arena, rule, NULL, date);
    if (!best && in_force == 1 && count == 0)
        best = only;
    if (!best && case_of(rule, given, count))
        return no_version(arena, rule, case_of(rule, given, count), date);
    if (!best || equals > 1)
        return undecided(arena, rule, date);
    *ret_version = best;
    return NULL;
}
