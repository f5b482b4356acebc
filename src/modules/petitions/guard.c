/*
 * The guards of complaints and denunciations, each by its article.
 */
#include "modules/petitions/guard.h"

#include "civic/actor.h"
#include "civic/deadline.h"
#include "civic/unit.h"
#include "text/number.h"

#define DECIDED "decided in_force executing"

/* The last term of a rule that the matter has. */
static const struct fault *find_clock(struct work *work, int64_t id, const char *rule,
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

/* The article as it was when the term of the rule began; where none did, as it is today. */
static struct fault *refuse(struct work *work, const struct matter *matter, const char *key,
                            const char *rule)
{
    struct civil_date on = clock_today(work->clock);
    struct matter_clock clock;
    bool is_there = false;
    struct str article;
    if (!find_clock(work, matter->id, rule, &clock, &is_there) && is_there)
        on = clock.started_on;
    article = deadline_article_given(work, str_from_c(rule), on, matter->facts);
    if (article.len == 0) /* it is for other cases than this one */
        article = deadline_article(work, str_from_c(rule), on);
    return fault_with(fault_new(work->arena, FAULT_INVALID, key, "guard of %s", rule), "article",
                      article);
}

/* How many of the words the step adds. */
static int count_added(const struct matter_step *step, const char *words)
{
    struct str rest = step->facts;
    int count = 0;
    while (rest.len > 0)
        count += words_have(words, str_cut(&rest, ' '));
    return count;
}

static bool is_complaint(const struct matter *matter)
{
    return str_starts(matter->kind, STR("khieu-nai"));
}

static const char *rule_of_conditions(const struct matter *matter)
{
    return is_complaint(matter) ? "complaint.accept" : "denunciation.verify_conditions";
}

/* ---- accepting ---- */

const struct fault *guard_check_answered(struct work *work, const struct matter *matter,
                                         const struct matter_step *step)
{
    return count_added(step, FACTS_OF_CHECK) == 1
               ? NULL
               : refuse(work, matter, "petition.check.unanswered", rule_of_conditions(matter));
}

const struct fault *guard_is_checked(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    (void)step;
    if (matter_has_fact(matter, "eligible") || matter_has_fact(matter, "ineligible"))
        return NULL;
    return refuse(work, matter, "petition.not_checked", rule_of_conditions(matter));
}

const struct fault *guard_is_eligible(struct work *work, const struct matter *matter,
                                      const struct matter_step *step)
{
    const struct fault *fault = guard_is_checked(work, matter, step);
    if (fault || matter_has_fact(matter, "eligible"))
        return fault;
    return refuse(work, matter, "petition.not_eligible", rule_of_conditions(matter));
}

const struct fault *guard_is_ineligible(struct work *work, const struct matter *matter,
                                        const struct matter_step *step)
{
    const struct fault *fault = guard_is_checked(work, matter, step);
    if (fault || matter_has_fact(matter, "ineligible"))
        return fault;
    return refuse(work, matter, "petition.is_eligible", rule_of_conditions(matter));
}

const struct fault *guard_may_accept(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    if (matter_has_fact(matter, "anonymous"))
        return refuse(work, matter, "denunciation.is_anonymous", "denunciation.verify_conditions");
    return guard_is_eligible(work, matter, step);
}

const struct fault *guard_may_inspect(struct work *work, const struct matter *matter,
                                      const struct matter_step *step)
{
    bool is_from_press = str_equal(matter->source, STR("press"));
    (void)step;
    return matter_has_fact(matter, "anonymous") ||
                   (is_from_press && matter_has_fact(matter, "ineligible"))
               ? NULL
               : refuse(work, matter, "denunciation.is_named", "denunciation.verify_conditions");
}

const struct fault *guard_from_press(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    (void)step;
    return str_equal(matter->source, STR("press"))
               ? NULL
               : refuse(work, matter, "denunciation.not_from_press", RULE_OF_PRESS);
}

/* ---- terms ---- */

const struct fault *guard_press_once(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    struct matter_clock clock;
    bool is_there = false;
    const struct fault *fault = guard_from_press(work, matter, step);
    if (!fault)
        fault = find_clock(work, matter->id, RULE_OF_PRESS, &clock, &is_there);
    return fault || !is_there ? fault
                              : refuse(work, matter, "denunciation.press_runs", RULE_OF_PRESS);
}

static struct civil_date day_of(struct work *work, const struct matter_step *step)
{
    return date_is_none(step->happened_on) ? clock_today(work->clock) : step->happened_on;
}

static const char *rule_of_resolving(const struct matter *matter)
{
    if (!is_complaint(matter))
        return "denunciation.resolve";
    return str_equal(matter->kind, STR("khieu-nai")) ? "complaint.resolve.first"
                                                     : "complaint.resolve.second";
}

static const struct fault *term_has_run_out(struct work *work, const struct matter *matter,
                                            const struct matter_step *step, bool *ret_has)
{
    struct matter_clock clock;
    const struct fault *fault =
        find_clock(work, matter->id, rule_of_resolving(matter), &clock, ret_has);
    if (!fault && *ret_has)
        *ret_has =
            date_is_none(clock.suspended_on) && date_compare(day_of(work, step), clock.due_on) > 0;
    return fault;
}

/* Decided, or the term has run out: then it goes on, to the second instance or to court. */
static const struct fault *may_go_on(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    bool has_run_out;
    const struct fault *fault = term_has_run_out(work, matter, step, &has_run_out);
    if (fault || has_run_out || words_have(DECIDED, matter->state))
        return fault;
    return refuse(work, matter, "complaint.term_runs", "complaint.second.file");
}

const struct fault *guard_may_go_to_court(struct work *work, const struct matter *matter,
                                          const struct matter_step *step)
{
    if (matter_has_fact(matter, "discipline") && !matter_has_fact(matter, "dismissal"))
        return refuse(work, matter, "complaint.no_court", "complaint.court.discipline");
    return may_go_on(work, matter, step);
}

const struct fault *guard_is_overdue(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    bool has_run_out;
    const struct fault *fault = term_has_run_out(work, matter, step, &has_run_out);
    if (fault || has_run_out)
        return fault;
    return refuse(work, matter, "denunciation.not_overdue", "denunciation.overdue.demand");
}

/* The day from which the time to appeal counts: on which the complainant received the
 * decision, else the last day of the term in which none came (Điều 33.1, Điều 48).
 * DATE_NONE: nobody wrote down that it was received, so the time has not begun. */
static const struct fault *appeal_starts(struct work *work, const struct matter *matter,
                                         struct civil_date *ret_start)
{
    matter_event_list events;
    struct matter_clock clock;
    bool is_there;
    const struct fault *fault;
    *ret_start = DATE_NONE;
    if (words_have(DECIDED, matter->state)) {
        fault = matter_events(work, matter->id, &events);
        for (size_t i = 0; !fault && i < events.count; i++)
            if (str_equal(events.items[i].action, STR("deliver")))
                *ret_start = events.items[i].happened_on;
        return fault;
    }
    fault = find_clock(work, matter->id, rule_of_resolving(matter), &clock, &is_there);
    if (!fault && is_there)
        *ret_start = clock.due_on;
    return fault;
}

const struct fault *guard_may_appeal(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    struct deadline_ask ask = {.rule = STR("complaint.second.file"), .facts = matter->facts};
    struct deadline deadline;
    const struct fault *fault = may_go_on(work, matter, step);
    if (fault || !step->is_by_sender)
        return fault; /* an official may record a late one, with the obstacle */
    fault = appeal_starts(work, matter, &ask.start);
    if (fault || date_is_none(ask.start))
        return fault;
    fault = deadline_find(work, &ask, &deadline);
    if (fault || date_is_none(deadline.due_on) ||
        date_compare(day_of(work, step), deadline.due_on) <= 0)
        return fault;
    return refuse(work, matter, "complaint.appeal_late", "complaint.second.file");
}

const struct fault *guard_is_decided(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    struct matter_clock clock;
    bool is_there;
    const struct fault *fault = find_clock(work, matter->id, "complaint.force", &clock, &is_there);
    (void)step;
    return fault || is_there ? fault
                             : refuse(work, matter, "complaint.undecided", "complaint.send");
}

const struct fault *guard_force_due(struct work *work, const struct matter *matter,
                                    const struct matter_step *step)
{
    struct matter_clock clock;
    bool is_there;
    const struct fault *fault = find_clock(work, matter->id, "complaint.force", &clock, &is_there);
    if (fault ||
        (is_there && clock.closed_seq == 0 && date_compare(day_of(work, step), clock.due_on) > 0))
        return fault;
    return refuse(work, matter,
                  is_there && clock.closed_seq ? "complaint.is_in_force" : "complaint.not_in_force",
                  "complaint.force");
}

const struct fault *guard_order_due(struct work *work, const struct matter *matter,
                                    const struct matter_step *step)
{
    struct matter_clock clock;
    bool is_there;
    const struct fault *fault =
        find_clock(work, matter->id, "complaint.execute.order", &clock, &is_there);
    (void)step;
    if (fault || (is_there && clock.closed_seq == 0))
        return fault;
    return refuse(work, matter, is_there ? "complaint.is_ordered" : "complaint.not_in_force",
                  is_there ? "complaint.execute.order" : "complaint.force");
}

const struct fault *guard_may_suspend(struct work *work, const struct matter *matter,
                                      const struct matter_step *step)
{
    struct str article = deadline_article(work, STR("complaint.suspend.send"), day_of(work, step));
    return article.len ? NULL
                       : refuse(work, matter, "complaint.no_suspension", "complaint.withdraw");
}

const struct fault *guard_may_terminate(struct work *work, const struct matter *matter,
                                        const struct matter_step *step)
{
    return words_have("withdrawing suspended", matter->state)
               ? NULL
               : guard_may_suspend(work, matter, step);
}

const struct fault *guard_stop_unsent(struct work *work, const struct matter *matter,
                                      const struct matter_step *step)
{
    const char *rule =
        is_complaint(matter) ? "complaint.suspend.send" : "denunciation.suspend.send";
    matter_clock_list clocks;
    const struct fault *fault = matter_clocks(work, matter->id, &clocks);
    (void)step;
    for (size_t i = 0; !fault && i < clocks.count; i++)
        if (clocks.items[i].closed_seq == 0 &&
            (str_equal(clocks.items[i].rule, str_from_c(rule)) ||
             str_equal(clocks.items[i].rule, STR("complaint.resume.send"))))
            return NULL;
    return fault ? fault : refuse(work, matter, "petition.stop_sent", rule);
}

const struct fault *guard_may_extend(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    struct matter_clock clock;
    bool is_there;
    int64_t most;
    const struct fault *fault =
        find_clock(work, matter->id, "denunciation.resolve", &clock, &is_there);
    (void)step;
    if (fault || !is_there)
        return fault;
    most = deadline_most(work, STR("denunciation.extend.times"), clock.started_on, matter->facts);
    if (clock.extensions < most)
        return NULL;
    return refuse(work, matter, most ? "denunciation.extended_enough" : "denunciation.not_complex",
                  most ? "denunciation.extend.times" : "denunciation.resolve");
}

/* The terms of Điều 50 know neither remote areas nor, of others, a dismissal. */
const struct fault *guard_mark(struct work *work, const struct matter *matter,
                               const struct matter_step *step)
{
    bool is_discipline = count_added(step, "discipline") > 0;
    if (is_discipline && count_added(step, "remote") > 0)
        return refuse(work, matter, "complaint.discipline.remote", "complaint.resolve.discipline");
    if (!is_discipline && count_added(step, "dismissal") > 0)
        return refuse(work, matter, "complaint.discipline.missing", "complaint.resolve.discipline");
    return NULL;
}

/* ---- deciding ---- */

const struct fault *guard_by_superior(struct work *work, const struct matter *matter,
                                      const struct matter_step *step)
{
    struct unit unit;
    const struct fault *fault = unit_load(work, matter->unit_id, &unit);
    (void)step;
    if (fault || !unit.parent_id)
        return fault;
    fault = actor_must(work, ROLE_BIT(ROLE_LEADER), unit.parent_id);
    return fault && fault->kind == FAULT_FORBIDDEN
               ? refuse(work, matter, "denunciation.superior", "denunciation.repeat.review")
               : fault;
}

const struct fault *guard_may_take_over(struct work *work, const struct matter *matter,
                                        const struct matter_step *step)
{
    struct unit unit;
    const struct fault *fault = guard_is_overdue(work, matter, step);
    if (!fault)
        fault = guard_by_superior(work, matter, step);
    if (!fault)
        fault = unit_load(work, matter->unit_id, &unit);
    if (fault || (unit.parent_id && step->unit_id == unit.parent_id))
        return fault;
    return fault_field(work->arena, "unit", "denunciation.superior_unit");
}

static const struct fault *has_event(struct work *work, int64_t id, const char *action,
                                     bool *ret_has)
{
    matter_event_list events;
    const struct fault *fault = matter_events(work, id, &events);
    *ret_has = false;
    for (size_t i = 0; !fault && i < events.count; i++)
        *ret_has |= str_equal(events.items[i].action, str_from_c(action));
    return fault;
}

const struct fault *guard_was_parted(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    bool has;
    const struct fault *fault = has_event(work, matter->id, "unlink", &has);
    (void)step;
    if (fault || has)
        return fault;
    return refuse(work, matter, "petition.not_parted", "petition.file.keep");
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
    bool is;
    const struct fault *fault = joined_is(work, matter->id, states, &other, &is);
    if (fault || !is)
        return fault;
    return fault_with(refuse(work, matter, key, rule), "code", other.code);
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
    return refuse(work, matter, "denunciation.must_handle", "denunciation.verify_conditions");
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
    return refuse(work, matter, "complaint.nobody_goes_on", "complaint.withdraw");
}

const struct fault *guard_may_take_back(struct work *work, const struct matter *matter,
                                        const struct matter_step *step)
{
    bool several;
    const struct fault *fault = several_complain(work, matter, &several);
    if (fault || !several || !step->is_by_sender)
        return fault;
    return refuse(work, matter, "complaint.all_withdraw", "complaint.withdraw");
}

/* ---- the answer ---- */

const struct fault *guard_outcome_named(struct work *work, const struct matter *matter,
                                        const struct matter_step *step)
{
    return count_added(step, FACTS_OF_OUTCOME) == 1
               ? NULL
               : refuse(work, matter, "petition.outcome.missing",
                        is_complaint(matter) ? "complaint.send" : "denunciation.conclusion.send");
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
    const struct fault *fault = last_notice(work, day_of(work, step), &last);
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
        refuse(work, matter, "complaint.dialogue.not_invited", "complaint.dialogue.notice"), "day",
        date_text(work->arena, last));
}

static const struct fault *dialogue_was_held(struct work *work, const struct matter *matter)
{
    bool has;
    const struct fault *fault = has_event(work, matter->id, "dialogue", &has);
    if (fault || has)
        return fault;
    return refuse(work, matter, "complaint.dialogue.missing", "complaint.dialogue.required");
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
    const struct fault *fault = find_clock(work, matter->id, rule, &clock, &is_there);
    if (fault || !is_there || clock.closed_seq)
        return fault;
    return refuse(work, matter, key, rule);
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
    const struct fault *fault = has_event(work, matter->id, "publish", &has);
    (void)step;
    if (!fault && !has)
        fault = refuse(work, matter, "denunciation.not_published", "denunciation.publish");
    return fault ? fault
                 : must_be_over(work, matter, "denunciation.conclusion.send",
                                "denunciation.not_sent");
}
