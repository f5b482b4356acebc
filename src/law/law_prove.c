/*
 * What only all lines together can show. For every rule: in the same condition its
 * versions follow each other without a gap and never overlap; law cites an instrument
 * in force, quotes it, and needs no base it does not name; a local rule is not law.
 */
#include "law/law_parts.h"
#include "law/local.h"

static const struct fault *at_version(struct arena *arena, const struct law_version *version,
                                      const char *key)
{
    return law_broken_at(arena, version->file, version->line, key, version->rule->id);
}

static bool has_text(struct law_text text)
{
    return text.vi.len > 0 && text.en.len > 0;
}

/* The version lies within the time in which its instrument was in force. */
static bool is_in_force(const struct law_version *version)
{
    const struct law_instrument *by = version->by;
    return version->from.days >= by->from.days &&
           (date_is_none(by->to) ||
            (!date_is_none(version->to) && version->to.days <= by->to.days));
}

/* ---- articles: "Đ12.3a; Đ24.1–2", "Đ10 (Đ16.1 NĐ 124/2020)" ---- */

static bool skip(struct str *s, struct str sign)
{
    if (!str_starts(*s, sign))
        return false;
    *s = str_from(*s, sign.len);
    return true;
}

/* Digits; what follows a dash "–" is the end of a range. */
static bool skip_number(struct str *s)
{
    size_t count = 0;
    while (count < s->len && s->ptr[count] >= '0' && s->ptr[count] <= '9')
        count++;
    *s = str_from(*s, count);
    return count > 0 && (!skip(s, STR("–")) || skip_number(s));
}

static void skip_letter(struct str *s)
{
    if (!skip(s, STR("đ")) && s->len > 0 && s->ptr[0] >= 'a' && s->ptr[0] <= 'z')
        *s = str_from(*s, 1);
}

static bool skip_reference(struct str *s)
{
    if (!skip(s, STR("Đ")) || !skip_number(s))
        return false;
    skip_letter(s);
    if (!skip(s, STR(".")))
        return true;
    if (!skip_number(s))
        return false;
    skip_letter(s);
    return true;
}

/* References; in brackets behind the last the one that it amends, with its instrument. */
static bool is_article(struct str s)
{
    do {
        if (!skip_reference(&s))
            return false;
    } while (skip(&s, STR("; ")));
    if (s.len == 0)
        return true;
    return skip(&s, STR(" (")) && skip_reference(&s) && skip(&s, STR(" ")) && s.len > 1 &&
           str_find(s, STR(")"), 0) == (ptrdiff_t)s.len - 1;
}

/* Law has no bounds, for nobody sets it; a local rule stands within its own. */
static bool has_fit_bounds(const struct law_version *version)
{
    if (law_is_law(version))
        return version->least.divisor == 0;
    return version->least.divisor > 0 && law_value_is_of(version, version->least) &&
           law_value_is_of(version, version->most) &&
           law_value_fits(version, (struct law_value){version->number, law_value_divisor(version)});
}

static const struct fault *prove_version(struct arena *arena, const struct law_version *version)
{
    bool has_base = version->unit == UNIT_FRACTION || version->unit == UNIT_PERCENT;
    if (version->divisor == 0)
        return at_version(arena, version, "law.broken.limit");
    if (!version->starts)
        return at_version(arena, version, "law.broken.trigger");
    if (!has_text(version->title))
        return at_version(arena, version, "law.broken.text");
    if (has_base != (version->base != NULL))
        return at_version(arena, version, "law.broken.base");
    if (version->certainty == CERTAINTY_NONE)
        return at_version(arena, version, "law.broken.certainty");
    if (version->is_backward && !law_is_term(version))
        return at_version(arena, version, "law.broken.limit");
    if ((version->rule->is_exact && !law_is_term(version)) ||
        (version->rule->is_in_days && !law_is_frequency(version)))
        return at_version(arena, version, "law.broken.mark");
    if (version->certainty != CERTAINTY_PRACTICE && !version->by)
        return at_version(arena, version, "law.broken.instrument");
    if (version->article.len > 0 && !is_article(version->article))
        return law_broken_at(arena, version->file, version->line, "law.broken.article",
                             version->article);
    if (law_is_law(version) && (version->article.len == 0 || version->says.len == 0))
        return at_version(arena, version, "law.broken.quote");
    if (!law_is_law(version) && version->says.len > 0)
        return at_version(arena, version, "law.broken.quote");
    if (!has_fit_bounds(version))
        return at_version(arena, version, "law.broken.bounds");
    if (version->by && !is_in_force(version))
        return at_version(arena, version, "law.broken.force");
    return NULL;
}

static bool is_at_once(const struct law_version *a, const struct law_version *b)
{
    return (date_is_none(a->to) || b->from.days <= a->to.days) &&
           (date_is_none(b->to) || a->from.days <= b->to.days);
}

/* Versions in the same condition: the next begins on the day after the last ends. What
 * holds in every case leaves no room for another in some case. */
static const struct fault *prove_succession(struct arena *arena, const struct law_rule *rule)
{
    for (size_t i = 0; i < rule->versions.count; i++) {
        const struct law_version *version = &rule->versions.items[i];
        for (size_t n = i + 1; n < rule->versions.count; n++) {
            const struct law_version *next = &rule->versions.items[n];
            if (!next->given != !version->given && is_at_once(version, next))
                return at_version(arena, next, "law.broken.overlap");
            if (next->given != version->given)
                continue;
            if (date_is_none(version->to) || next->from.days <= version->to.days)
                return at_version(arena, next, "law.broken.overlap");
            if (next->from.days != version->to.days + 1)
                return at_version(arena, next, "law.broken.gap");
            break;
        }
    }
    return NULL;
}

/* The rule by which a term is lengthened, and the one that says how often. */
static const struct fault *prove_extended(struct arena *arena, struct law *law,
                                          struct law_rule *rule)
{
    const struct law_rule *times = NULL;
    rule->extended = law_rule(law, rule->extended_id);
    if (!rule->extended || rule->extended == rule)
        return law_broken_at(arena, rule->file, rule->line, "law.broken.extended",
                             rule->extended_id);
    if (rule->extended_times_id.len > 0)
        times = rule->extended_times = law_rule(law, rule->extended_times_id);
    else
        return NULL;
    for (size_t i = 0; times && i < times->versions.count; i++)
        if (times->versions.items[i].unit != UNIT_COUNT)
            times = NULL;
    return times ? NULL
                 : law_broken_at(arena, rule->file, rule->line, "law.broken.extended",
                                 rule->extended_times_id);
}

static const struct fault *prove_rule(struct arena *arena, struct law *law, struct law_rule *rule)
{
    const struct fault *fault = NULL;
    if (rule->versions.count == 0)
        return law_broken_at(arena, rule->file, rule->line, "law.broken.empty", rule->id);
    if (rule->extended_id.len > 0)
        fault = prove_extended(arena, law, rule);
    for (size_t i = 0; !fault && i < rule->versions.count; i++)
        fault = prove_version(arena, &rule->versions.items[i]);
    return fault ? fault : prove_succession(arena, rule);
}

/* What replaced it was in force on the day after its end. */
static bool is_followed(const struct law_instrument *instrument)
{
    const struct law_instrument *next = instrument->replaced_by;
    return !date_is_none(instrument->to) && next->from.days <= instrument->to.days + 1 &&
           (date_is_none(next->to) || next->to.days > instrument->to.days);
}

static const struct fault *prove_instrument(struct arena *arena, struct law *law,
                                            struct law_instrument *instrument)
{
    if (date_is_none(instrument->from) || !has_text(instrument->title))
        return law_broken_at(arena, instrument->file, instrument->line, "law.broken.text",
                             instrument->number);
    if (instrument->replaced_number.len > 0) {
        instrument->replaced_by = law_instrument(law, instrument->replaced_number);
        if (!instrument->replaced_by)
            return law_broken_at(arena, instrument->file, instrument->line, "law.broken.instrument",
                                 instrument->replaced_number);
        if (!is_followed(instrument))
            return law_broken_at(arena, instrument->file, instrument->line, "law.broken.replaced",
                                 instrument->replaced_number);
    }
    return NULL;
}

/* Every day from the first code on has its articles on counting, and only one of each. */
static const struct fault *prove_countings(struct arena *arena, const struct law *law)
{
    static const struct str name = STR_INIT("law/counting.txt");
    for (size_t i = 0; i < law->countings.count; i++) {
        const struct law_counting *counting = law->countings.items[i];
        const struct law_counting *before = i > 0 ? law->countings.items[i - 1] : NULL;
        if (!has_text(counting->start) || !has_text(counting->month) || !has_text(counting->end))
            return law_broken_at(arena, name, counting->line, "law.broken.text", STR(""));
        if (before && (date_is_none(before->to) || counting->from.days <= before->to.days))
            return law_broken_at(arena, name, counting->line, "law.broken.overlap", name);
        if (before && counting->from.days != before->to.days + 1)
            return law_broken_at(arena, name, counting->line, "law.broken.gap", name);
    }
    if (law->countings.count == 0 ||
        !date_is_none(law->countings.items[law->countings.count - 1]->to))
        return law_broken_at(arena, name, 1, "law.broken.empty", name);
    return NULL;
}

const struct fault *law_prove(struct arena *arena, struct law *law)
{
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < law->instruments.count; i++)
        fault = prove_instrument(arena, law, law->instruments.items[i]);
    if (!fault)
        fault = prove_countings(arena, law);
    for (size_t i = 0; !fault && i < law->rules.count; i++)
        fault = prove_rule(arena, law, law->rules.items[i]);
    if (!fault && law->rules.count == 0)
        fault = law_broken_at(arena, STR("law/rules/"), 1, "law.broken.empty", STR("law"));
    return fault;
}
