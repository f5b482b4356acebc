/*
 * The guards of complaints and denunciations, each by its article; those about terms are
 * in guard_term.c.
 */
#include "modules/petitions/guard_part.h"

#include "civic/actor.h"
#include "civic/deadline.h"
#include "civic/unit.h"
#include "text/number.h"

static const char *rule_of_conditions(const struct matter *matter)
{
    return guard_of_complaint(matter) ? "complaint.conditions" : "denunciation.conditions";
}

/* ---- accepting ---- */

const struct fault *guard_check_answered(struct work *work, const struct matter *matter,
                                         const struct matter_step *step)
{
    return guard_count_added(step, FACTS_OF_CHECK) == 1
               ? NULL
               : guard_refuse(work, matter, "petition.check.unanswered",
                              rule_of_conditions(matter));
}

const struct fault *guard_is_checked(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    (void)step;
    if (matter_has_fact(matter, "eligible") || matter_has_fact(matter, "ineligible"))
        return NULL;
    return guard_refuse(work, matter, "petition.not_checked", rule_of_conditions(matter));
}

const struct fault *guard_is_eligible(struct work *work, const struct matter *matter,
                                      const struct matter_step *step)
{
    const struct fault *fault = guard_is_checked(work, matter, step);
    if (fault || matter_has_fact(matter, "eligible"))
        return fault;
    return guard_refuse(work, matter, "petition.not_eligible", rule_of_conditions(matter));
}

const struct fault *guard_is_ineligible(struct work *work, const struct matter *matter,
                                        const struct matter_step *step)
{
    const struct fault *fault = guard_is_checked(work, matter, step);
    if (fault || matter_has_fact(matter, "ineligible"))
        return fault;
    return guard_refuse(work, matter, "petition.is_eligible", rule_of_conditions(matter));
}

const struct fault *guard_may_accept(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    if (matter_has_fact(matter, "anonymous"))
        return guard_refuse(work, matter, "denunciation.is_anonymous", "denunciation.not_handled");
    return guard_is_eligible(work, matter, step);
}

const struct fault *guard_may_inspect(struct work *work, const struct matter *matter,
                                      const struct matter_step *step)
{
    bool is_from_press = words_have(SOURCES_OF_PRESS, matter->source);
    (void)step;
    return matter_has_fact(matter, "anonymous") ||
                   (is_from_press && matter_has_fact(matter, "ineligible"))
               ? NULL
               : guard_refuse(work, matter, "denunciation.is_named", "denunciation.inspect");
}

const struct fault *guard_from_press(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    (void)step;
    return words_have(SOURCES_OF_PRESS, matter->source)
               ? NULL
               : guard_refuse(work, matter, "denunciation.not_from_press", RULE_OF_PRESS);
}

/* The terms of Điều 50 know neither remote areas nor, of others, a dismissal. */
const struct fault *guard_mark(struct work *work, const struct matter *matter,
                               const struct matter_step *step)
{
    bool is_discipline = guard_count_added(step, "discipline") > 0;
    if (is_discipline && guard_count_added(step, "remote") > 0)
        return guard_refuse(work, matter, "complaint.discipline.remote",
                            "complaint.resolve.discipline");
    if (!is_discipline && guard_count_added(step, "dismissal") > 0)
        return guard_refuse(work, matter, "complaint.discipline.missing",
                            "complaint.resolve.discipline");
    return NULL;
}

/* ---- deciding ---- */

/* A leader of the unit above; `rule` says why. Where no unit is above, whoever leads it writes
 * down what was decided above. */
static const struct fault *by_superior(struct work *work, const struct matter *matter,
                                       const char *rule)
{
    struct unit unit;
    const struct fault *fault = unit_load(work, matter->unit_id, &unit);
    if (fault || !unit.parent_id)
        return fault;
    fault = actor_must(work, ROLE_BIT(ROLE_LEADER), unit.parent_id);
    return fault && fault->kind == FAULT_FORBIDDEN
               ? guard_refuse(work, matter, "denunciation.superior", rule)
               : fault;
}

/* The superior takes it to its own unit; where no unit is above, nobody here is the superior. */
static const struct fault *to_superior(struct work *work, const struct matter *matter,
                                       const struct matter_step *step, const char *rule)
{
    struct unit unit;
    const struct fault *fault = by_superior(work, matter, rule);
    if (!fault)
        fault = unit_load(work, matter->unit_id, &unit);
    if (fault)
        return fault;
    if (!unit.parent_id)
        return guard_refuse(work, matter, "denunciation.superior", rule);
    return step->unit_id == 0 || step->unit_id == unit.parent_id /* 0: not yet asked */
               ? NULL
               : fault_field(work->arena, "unit", "denunciation.superior_unit");
}

/* Whether it went up when it was denounced again, so that it lies with the superior. */
static const struct fault *went_up(struct work *work, int64_t id, bool *ret_did)
{
    matter_event_list events;
    const struct fault *fault = matter_events(work, id, &events);
    *ret_did = false;
    for (size_t i = 0; !fault && i < events.count; i++)
        *ret_did = str_equal(events.items[i].action, STR("to-superior")) ||
                   (*ret_did && !str_equal(events.items[i].action, STR("repeat")));
    return fault;
}

const struct fault *guard_by_superior(struct work *work, const struct matter *matter,
                                      const struct matter_step *step)
{
    bool is_above = false;
    const struct fault *fault = went_up(work, matter->id, &is_above);
    (void)step;
    return fault || is_above ? fault : by_superior(work, matter, "denunciation.repeat.review");
}

const struct fault *guard_may_demand(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    const struct fault *fault = guard_is_overdue(work, matter, step);
    return fault ? fault : by_superior(work, matter, "denunciation.overdue.demand");
}

const struct fault *guard_may_take_over(struct work *work, const struct matter *matter,
                                        const struct matter_step *step)
{
    const struct fault *fault = guard_is_overdue(work, matter, step);
    return fault ? fault : to_superior(work, matter, step, "denunciation.overdue.take");
}

const struct fault *guard_was_parted(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    bool has;
    const struct fault *fault = guard_has_event(work, matter->id, "unlink", &has);
    (void)step;
    if (fault || has)
        return fault;
    return guard_refuse(work, matter, "petition.not_parted", "petition.file.keep");
}

/* ---- what came before ---- */

/* Whether a petition joined with this one is in one of the states. */
static const struct fault *joined_is(struct work *work, int64_t id, const char *states,
                                     struct matter *ret_other, bool *ret_is)
{
    matter_link_list links;
    const struct fault *fault = matter_links(work, id, &links);
    *ret_is = false;
    for (size_t i = 0; !fault && i < links.count && !*ret_is; i++)
        if (links.items[i].kind == LINK_DUPLICATE_OF &&
            words_have(states, links.items[i].other.state)) {
            *ret_other = links.items[i].other;
            *ret_is = true;
        }
    return fault;
}

/* What the law has done once for one content is not done again. */
static const struct fault *once(struct work *work, const struct matter *matter, const char *states,
                                const char *key, const char *rule)
{
    struct matter other;
    struct str code;
    bool is;
    const struct fault *fault = joined_is(work, matter->id, states, &other, &is);
    if (fault || !is)
        return fault;
    fault = matter_code_shown(work, &other, &is, &code);
    return fault ? fault : fault_with(guard_refuse(work, matter, key, rule), "code", code);
}

const struct fault *guard_guided_once(struct work *work, const struct matter *matter,
                                      const struct matter_step *step)
{
    (void)step;
    return once(work, matter, "guided", "petition.guided_once", "petition.guide");
}

const struct fault *guard_transferred_once(struct work *work, const struct matter *matter,
                                           const struct matter_step *step)
{
    (void)step;
    return once(work, matter, "transferred urged", "denunciation.transferred_once",
                "denunciation.transfer.times");
}

const struct fault *guard_may_file(struct work *work, const struct matter *matter,
                                   const struct matter_step *step)
{
    struct matter other;
    bool is;
    const struct fault *fault = joined_is(work, matter->id, "*", &other, &is);
    (void)step;
    if (fault || is || matter_has_fact(matter, "anonymous") ||
        matter_has_fact(matter, "ineligible"))
        return fault;
    return guard_refuse(work, matter, "denunciation.must_handle", "denunciation.verify_conditions");
}

static const struct fault *several_complain(struct work *work, const struct matter *matter,
                                            bool *ret_do)
{
    matter_party_list parties;
    const struct fault *fault = matter_parties(work, matter->id, &parties);
    *ret_do = matter_has_fact(matter, "crowd") || matter_has_fact(matter, "several");
    for (size_t i = 0; !fault && i < parties.count; i++)
        *ret_do |= str_equal(parties.items[i].part, STR("representative"));
    return fault;
}

const struct fault *guard_others_go_on(struct work *work, const struct matter *matter,
                                       const struct matter_step *step)
{
    bool several;
    const struct fault *fault = several_complain(work, matter, &several);
    (void)step;
    if (fault || several)
        return fault;
    return guard_refuse(work, matter, "complaint.nobody_goes_on", "complaint.withdraw");
}

const struct fault *guard_may_take_back(struct work *work, const struct matter *matter,
                                        const struct matter_step *step)
{
    bool several;
    const struct fault *fault = several_complain(work, matter, &several);
    if (fault || !several || !step->is_by_sender)
        return fault;
    return guard_refuse(work, matter, "complaint.all_withdraw", "complaint.withdraw");
}

/* ---- the answer ---- */

const struct fault *guard_outcome_named(struct work *work, const struct matter *matter,
                                        const struct matter_step *step)
{
    return guard_count_added(step, FACTS_OF_OUTCOME) == 1
               ? NULL
               : guard_refuse(work, matter, "petition.outcome.missing",
                              guard_of_complaint(matter) ? "complaint.decide"
                                                         : "denunciation.conclude");
}

/* The last day on which a dialogue of that day may be announced; DATE_NONE where the law of
 * the day sets none. */
static const struct fault *last_notice(struct work *work, struct civil_date dialogue,
                                       struct civil_date *ret_day)
{
    struct deadline deadline = {.due_on = DATE_NONE};
    struct str rule = STR("complaint.dialogue.notice");
    const struct fault *fault = NULL;
    if (deadline_article(work, rule, dialogue).len > 0)
        fault =
            deadline_find(work, &(struct deadline_ask){.rule = rule, .start = dialogue}, &deadline);
    *ret_day = deadline.due_on;
    return fault;
}

const struct fault *guard_was_invited(struct work *work, const struct matter *matter,
                                      const struct matter_step *step)
{
    matter_event_list events;
    struct civil_date last;
    const struct fault *fault = last_notice(work, guard_day_of(work, step), &last);
    if (fault || date_is_none(last))
        return fault;
    fault = matter_events(work, matter->id, &events);
    for (size_t i = 0; !fault && i < events.count; i++)
        if (str_equal(events.items[i].action, STR("invite")) &&
            date_compare(events.items[i].happened_on, last) <= 0)
            return NULL;
    if (fault)
        return fault;
    return fault_with(
        guard_refuse(work, matter, "complaint.dialogue.not_invited", "complaint.dialogue.notice"),
        "day", date_text(work->arena, last));
}

/* Whether the last word on the decision complained about was that it is not carried out. */
static const struct fault *find_stay(struct work *work, const struct matter *matter, bool *ret_is)
{
    matter_event_list events;
    const struct fault *fault = matter_events(work, matter->id, &events);
    *ret_is = false;
    for (size_t i = 0; !fault && i < events.count; i++)
        if (words_have("stay lift-stay", events.items[i].action))
            *ret_is = str_equal(events.items[i].action, STR("stay"));
    return fault;
}

const struct fault *guard_not_stayed(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    bool is_stayed;
    const struct fault *fault = find_stay(work, matter, &is_stayed);
    (void)step;
    if (fault || !is_stayed)
        return fault;
    return guard_refuse(work, matter, "complaint.stayed", "complaint.stay");
}

const struct fault *guard_is_stayed(struct work *work, const struct matter *matter,
                                    const struct matter_step *step)
{
    bool is_stayed;
    const struct fault *fault = find_stay(work, matter, &is_stayed);
    (void)step;
    if (fault || is_stayed)
        return fault;
    return guard_refuse(work, matter, "complaint.not_stayed", "complaint.stay");
}

static const struct fault *dialogue_was_held(struct work *work, const struct matter *matter)
{
    bool has;
    const struct fault *fault = guard_has_event(work, matter->id, "dialogue", &has);
    if (fault || has)
        return fault;
    return guard_refuse(work, matter, "complaint.dialogue.missing", "complaint.dialogue.required");
}

const struct fault *guard_draft_first(struct work *work, const struct matter *matter,
                                      const struct matter_step *step)
{
    const struct fault *fault = guard_outcome_named(work, matter, step);
    if (fault || (!matter_has_fact(matter, "differ") && !matter_has_fact(matter, "discipline")))
        return fault;
    return dialogue_was_held(work, matter);
}

const struct fault *guard_draft_second(struct work *work, const struct matter *matter,
                                       const struct matter_step *step)
{
    const struct fault *fault = guard_outcome_named(work, matter, step);
    return fault ? fault : dialogue_was_held(work, matter);
}

/* Refuses while a term that the law sets for something runs: it was not done. */
static const struct fault *must_be_over(struct work *work, const struct matter *matter,
                                        const char *rule, const char *key)
{
    struct matter_clock clock;
    bool is_there;
    const struct fault *fault = guard_find_clock(work, matter->id, rule, &clock, &is_there);
    if (fault || !is_there || clock.closed_seq)
        return fault;
    return guard_refuse(work, matter, key, rule);
}

const struct fault *guard_is_sent(struct work *work, const struct matter *matter,
                                  const struct matter_step *step)
{
    const struct fault *fault = must_be_over(work, matter, "complaint.send", "complaint.not_sent");
    (void)step;
    return fault ? fault
                 : must_be_over(work, matter, "complaint.publish", "complaint.not_published");
}

const struct fault *guard_is_published(struct work *work, const struct matter *matter,
                                       const struct matter_step *step)
{
    bool has;
    const struct fault *fault = guard_has_event(work, matter->id, "publish", &has);
    (void)step;
    if (!fault && !has)
        fault = guard_refuse(work, matter, "denunciation.not_published", "denunciation.publish");
    return fault ? fault
                 : must_be_over(work, matter, "denunciation.conclusion.send",
                                "denunciation.not_sent");
}
