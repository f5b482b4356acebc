/*
 * The law engine asked for a matter.
 */
#include "civic/deadline.h"

#include "civic/module.h"
#include "civic/site.h"
#include "law/explain.h"

enum {
    MOST_SUSPENSIONS = 50
};

/* With what this site's administrator decided: days, values of local rules. */
static const struct fault *current_law(struct work *work, const struct law **ret_law)
{
    if (work->site->law_now)
        return work->site->law_now(work, ret_law);
    *ret_law = site_state(work->site, "law");
    return NULL;
}

/* The same for words about it; where it cannot be had, as the files say. */
static const struct law *law_to_show(struct work *work)
{
    const struct law *law;
    return current_law(work, &law) ? site_state(work->site, "law") : law;
}

static struct explainer explainer_of(struct work *work)
{
    return (struct explainer){work->arena, work->site->messages, work->locale, law_to_show(work)};
}

static const struct fault *rule_in(struct work *work, const struct law *law, struct str id,
                                   const struct law_rule **ret_rule)
{
    *ret_rule = law ? law_rule(law, id) : NULL;
    if (*ret_rule)
        return NULL;
    return fault_new(work->arena, FAULT_INTERNAL, "error.internal", "no rule " PRISTR, STRARG(id));
}

/* "2022-03-01/2022-03-10 …" */
static void read_suspensions(struct str list, struct suspension *spans, struct law_facts *facts)
{
    while (list.len > 0 && facts->suspension_count < MOST_SUSPENSIONS) {
        struct str to = str_cut(&list, ' ');
        struct str from = str_cut(&to, '/');
        struct suspension *span = &spans[facts->suspension_count];
        if (date_from_iso(from, &span->from) && date_from_iso(to, &span->to))
            facts->suspension_count++;
    }
    facts->suspensions = spans;
}

static const struct fault *check_conditions(struct arena *arena, const struct matter_kind *kind,
                                            const struct law *law)
{
    struct str rest = kind->conditions ? str_from_c(kind->conditions) : STR("");
    while (rest.len > 0) {
        struct str id = str_cut(&rest, ' ');
        struct fault *fault;
        if (law_condition(law, id))
            continue;
        fault = fault_new(arena, FAULT_INTERNAL, "law.broken.kind-condition",
                          "%s names the condition " PRISTR, kind->name, STRARG(id));
        fault = fault_with(fault, "place", STR("law/words.txt"));
        return fault_with(fault_with(fault, "kind", str_from_c(kind->name)), "value", id);
    }
    return NULL;
}

const struct fault *deadline_check_conditions(struct arena *arena,
                                              const struct module *const *modules,
                                              const struct law *law)
{
    const struct fault *fault = NULL;
    for (size_t m = 0; !fault && modules[m]; m++)
        for (size_t k = 0; !fault && k < modules[m]->kind_count; k++)
            fault = check_conditions(arena, modules[m]->kinds[k], law);
    return fault;
}

/* Facts that are none of the law's stand beside its conditions. */
static void read_facts(const struct law *law, struct str list, struct law_facts *facts)
{
    while (list.len > 0 && facts->given_count < DUE_GIVEN) {
        const struct law_condition *condition = law_condition(law, str_cut(&list, ' '));
        if (condition)
            facts->given[facts->given_count++] = condition;
    }
}

const struct fault *deadline_find_by(struct work *work, const struct law *law,
                                     const struct deadline_ask *ask, struct deadline *ret_deadline)
{
    struct suspension *spans = arena_alloc_array(work->arena, MOST_SUSPENSIONS, sizeof(*spans));
    struct law_facts facts = {.on = ask->start, .extensions = ask->extensions};
    const struct law_rule *rule;
    struct law_due due;
    const struct fault *fault = rule_in(work, law, ask->rule, &rule);
    if (fault)
        return fault;
    read_facts(law, ask->facts, &facts);
    read_suspensions(ask->suspensions, spans, &facts);
    *ret_deadline = (struct deadline){.due_on = DATE_NONE};
    fault = law_due(work->arena, law, rule, &facts, &due);
    if (fault)
        return fault->kind == FAULT_INVALID ? NULL : fault; /* no version on that day */
    *ret_deadline = (struct deadline){due.due, due.is_provisional, due.is_local};
    return NULL;
}

const struct fault *deadline_find(struct work *work, const struct deadline_ask *ask,
                                  struct deadline *ret_deadline)
{
    const struct law *law;
    const struct fault *fault = current_law(work, &law);
    return fault ? fault : deadline_find_by(work, law, ask, ret_deadline);
}

struct civil_date deadline_working_day(struct work *work, struct civil_date from, int days)
{
    const struct law *law;
    struct term_request request = {
        .start = from, .term = {days, TERM_WORKING_DAYS}
    };
    struct counting counting;
    if (current_law(work, &law) || !law ||
        term_count(work->arena, law_calendar(law), &request, &counting))
        return date_add_days(from, days);
    return counting.end;
}

bool deadline_is_off(struct work *work, struct civil_date on)
{
    const struct law *law;
    if (current_law(work, &law) || !law || !calendar_holds(on))
        return date_weekday(on) >= SATURDAY;
    return calendar_is_off(law_calendar(law), on);
}

static const struct law_version *version_given(struct work *work, const struct law *law,
                                               struct str id, struct civil_date on, struct str list)
{
    struct law_facts facts = {0};
    const struct law_rule *rule;
    const struct law_version *version;
    if (rule_in(work, law, id, &rule))
        return NULL;
    read_facts(law, list, &facts);
    return law_version_on(work->arena, rule, on, facts.given, facts.given_count, &version)
               ? NULL
               : version;
}

struct str deadline_article_given(struct work *work, struct str rule, struct civil_date on,
                                  struct str facts)
{
    struct explainer explainer = explainer_of(work);
    const struct law_version *version = NULL;
    while (!version && rule.len > 0)
        version = version_given(work, explainer.law, str_cut(&rule, ' '), on, facts);
    return version ? explain_source(&explainer, version) : STR("");
}

struct str deadline_citation(struct work *work, struct str rule, struct civil_date on,
                             struct str facts)
{
    struct explainer explainer = explainer_of(work);
    const struct law_version *version = version_given(work, explainer.law, rule, on, facts);
    return version && version->by ? explain_citation(&explainer, version) : STR("");
}

struct str deadline_article(struct work *work, struct str rule, struct civil_date on)
{
    return deadline_article_given(work, rule, on, STR(""));
}

bool deadline_is_local(struct work *work, struct str rule, struct civil_date on, struct str facts)
{
    const struct law_version *version = version_given(work, law_to_show(work), rule, on, facts);
    return version && !law_is_law(version);
}

int64_t deadline_most(struct work *work, struct str rule, struct civil_date on, struct str facts)
{
    const struct law_version *version = version_given(work, law_to_show(work), rule, on, facts);
    return version ? version->number / version->divisor : 0;
}

struct str deadline_title(struct work *work, struct str rule, struct civil_date on)
{
    struct explainer explainer = explainer_of(work);
    const struct law_version *version = version_given(work, explainer.law, rule, on, STR(""));
    const struct law_rule *found = NULL;
    if (version)
        return explain_text(&explainer, version->title);
    return rule_in(work, explainer.law, rule, &found) || !found
               ? rule
               : explain_text(&explainer, found->title);
}

/* The conditions under which a lengthened term is another than an ordinary one. */
static struct url add_given(struct work *work, struct url url, const struct law_version *version)
{
    if (!version || !version->given || version->given->is_ordinary)
        return url;
    return url_add(work->arena, url, STR("dieu-kien"), version->given->id);
}

struct url deadline_why_url(struct work *work, const struct deadline_ask *ask,
                            struct civil_date due_on)
{
    struct suspension *spans = arena_alloc_array(work->arena, MOST_SUSPENSIONS, sizeof(*spans));
    struct law_facts facts = {.on = ask->start, .extensions = ask->extensions};
    const struct law *law = law_to_show(work);
    const struct law_rule *rule;
    struct law_due due;
    struct url url = url_add(work->arena, URL("/tinh-han"), STR("quy-tac"), ask->rule);
    if (rule_in(work, law, ask->rule, &rule))
        return URL("");
    read_facts(law, ask->facts, &facts);
    read_suspensions(ask->suspensions, spans, &facts);
    if (law_due(work->arena, law, rule, &facts, &due) || due.due.days != due_on.days ||
        facts.suspension_count > 1)
        return URL("");
    url = url_add(work->arena, url, STR("ngay"), date_to_iso(work->arena, ask->start));
    url = add_given(work, url, due.version->given ? due.version : due.extension);
    if (ask->extensions)
        url = url_add(work->arena, url, STR("gia-han"),
                      arena_printf(work->arena, "%d", ask->extensions));
    if (facts.suspension_count == 0)
        return url;
    url = url_add(work->arena, url, STR("dinh-chi-tu"), date_to_iso(work->arena, spans[0].from));
    return url_add(work->arena, url, STR("dinh-chi-den"), date_to_iso(work->arena, spans[0].to));
}
