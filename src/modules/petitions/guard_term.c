/*
 * The guards that ask whether a term of the law runs, has run out, or may be extended.
 */
#include "modules/petitions/guard_part.h"

#include "civic/deadline.h"
#include "text/number.h"

/* A first complaint is closed once its decision was carried out, or the court has judged. */
#define DECIDED "decided in_force executing closed"

const struct fault *guard_press_once(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    struct matter_clock clock;
    bool is_there = false;
    const struct fault *fault = guard_from_press(work, matter, step);
    if (!fault)
        fault = guard_find_clock(work, matter->id, RULE_OF_PRESS, &clock, &is_there);
    return fault || !is_there
               ? fault
               : guard_refuse(work, matter, "denunciation.press_runs", RULE_OF_PRESS);
}

static const char *rule_of_resolving(const struct matter *matter)
{
    if (!guard_of_complaint(matter))
        return "denunciation.resolve";
    return str_equal(matter->kind, STR("khieu-nai")) ? "complaint.resolve.first"
                                                     : "complaint.resolve.second";
}

static const struct fault *term_has_run_out(struct work *work, const struct matter *matter,
                                            const struct matter_step *step, bool *ret_has)
{
    struct matter_clock clock;
    const struct fault *fault =
        guard_find_clock(work, matter->id, rule_of_resolving(matter), &clock, ret_has);
    if (!fault && *ret_has)
        *ret_has = date_is_none(clock.suspended_on) &&
                   date_compare(guard_day_of(work, step), clock.due_on) > 0;
    return fault;
}

/* Decided, or the term has run out: then it goes on, to the second instance or to court. */
static const struct fault *may_go_on(struct work *work, const struct matter *matter,
                                     const struct matter_step *step, const char *rule)
{
    bool has_run_out;
    const struct fault *fault = term_has_run_out(work, matter, step, &has_run_out);
    if (fault || has_run_out || words_have(DECIDED, matter->state))
        return fault;
    return guard_refuse(work, matter, "complaint.term_runs", rule);
}

const struct fault *guard_may_go_to_court(struct work *work, const struct matter *matter,
                                          const struct matter_step *step)
{
    if (matter_has_fact(matter, "discipline") && !matter_has_fact(matter, "dismissal"))
        return guard_refuse(work, matter, "complaint.no_court", "complaint.court.discipline");
    return may_go_on(work, matter, step, "complaint.court");
}

const struct fault *guard_is_overdue(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    bool has_run_out;
    const struct fault *fault = term_has_run_out(work, matter, step, &has_run_out);
    if (fault || has_run_out)
        return fault;
    return guard_refuse(work, matter, "denunciation.not_overdue", "denunciation.overdue.demand");
}

/* Refuses where the last term of the rule does not run: nothing is owed. */
static const struct fault *must_run(struct work *work, const struct matter *matter,
                                    const char *rule, const char *key)
{
    struct matter_clock clock;
    bool is_there;
    const struct fault *fault = guard_find_clock(work, matter->id, rule, &clock, &is_there);
    if (fault || (is_there && clock.closed_seq == 0))
        return fault;
    return guard_refuse(work, matter, key, rule);
}

const struct fault *guard_acceptance_untold(struct work *work, const struct matter *matter,
                                            const struct matter_step *step)
{
    (void)step;
    return must_run(work, matter, "denunciation.notify", "denunciation.notified");
}

const struct fault *guard_front_untold(struct work *work, const struct matter *matter,
                                       const struct matter_step *step)
{
    (void)step;
    if (!matter_has_fact(matter, FACT_OF_FRONT))
        return guard_refuse(work, matter, "complaint.not_from_front", RULE_OF_FRONT);
    return must_run(work, matter, RULE_OF_FRONT, "complaint.front_told");
}

const struct fault *guard_front_recommends(struct work *work, const struct matter *matter,
                                           const struct matter_step *step)
{
    struct matter_clock clock;
    bool is_there;
    const struct fault *fault;
    (void)step;
    if (!str_equal(matter->source, STR("front")))
        return guard_refuse(work, matter, "complaint.not_from_front", REPLY_TO_FRONT);
    fault = guard_find_clock(work, matter->id, REPLY_TO_FRONT, &clock, &is_there);
    if (fault || !is_there || clock.closed_seq)
        return fault;
    return guard_refuse(work, matter, "complaint.front_reply_runs", REPLY_TO_FRONT);
}

const struct fault *guard_front_unanswered(struct work *work, const struct matter *matter,
                                           const struct matter_step *step)
{
    (void)step;
    return must_run(work, matter, REPLY_TO_FRONT, "complaint.front_told");
}

const struct fault *guard_was_demanded(struct work *work, const struct matter *matter,
                                       const struct matter_step *step)
{
    (void)step;
    return must_run(work, matter, "denunciation.overdue.answer", "denunciation.not_demanded");
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
    fault = guard_find_clock(work, matter->id, rule_of_resolving(matter), &clock, &is_there);
    if (!fault && is_there)
        *ret_start = clock.due_on;
    return fault;
}

/* Until when it was possible, and what remains: the court, but for a disciplinary decision that
 * dismisses nobody (Điều 33.2, 57.3); and, where none was made yet, a second complaint once it is
 * received (Điều 33.1, 48). */
static const struct fault *appeal_is_late(struct work *work, const struct matter *matter,
                                          struct civil_date last)
{
    static const char *const keys[2][2] = {
        {"complaint.appeal_late.undecided.no_court", "complaint.appeal_late.undecided"},
        {"complaint.appeal_late.no_court",           "complaint.appeal_late"          },
    };
    bool is_discipline = matter_has_fact(matter, "discipline");
    bool has_court = !is_discipline || matter_has_fact(matter, "dismissal");
    const char *court = is_discipline ? "complaint.court.discipline" : "complaint.court";
    struct fault *fault = guard_refuse(
        work, matter, keys[words_have(DECIDED, matter->state)][has_court], "complaint.second.file");
    fault_with(fault, "last", date_text(work->arena, last));
    return fault_with(fault, "court", matter_article(work, matter, str_from_c(court)));
}

/* What the court has judged is not complained about again (Điều 11.9). */
static const struct fault *must_be_unjudged(struct work *work, const struct matter *matter)
{
    matter_event_list events;
    const struct fault *fault = matter_events(work, matter->id, &events);
    for (size_t i = 0; !fault && i < events.count; i++)
        if (str_equal(events.items[i].action, STR("court-decided")))
            return guard_refuse(work, matter, "complaint.judged", "complaint.conditions");
    return fault;
}

const struct fault *guard_may_appeal(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    struct deadline_ask ask = {.rule = STR("complaint.second.file"), .facts = matter->facts};
    struct deadline deadline;
    const struct fault *fault = may_go_on(work, matter, step, "complaint.second.file");
    if (!fault && str_equal(matter->state, STR("closed")))
        fault = must_be_unjudged(work, matter);
    if (fault || !step->is_by_sender)
        return fault; /* an official may record a late one, with the obstacle */
    fault = appeal_starts(work, matter, &ask.start);
    if (fault || date_is_none(ask.start))
        return fault;
    fault = deadline_find(work, &ask, &deadline);
    if (fault || date_is_none(deadline.due_on) ||
        date_compare(guard_day_of(work, step), deadline.due_on) <= 0)
        return fault;
    return appeal_is_late(work, matter, deadline.due_on);
}

const struct fault *guard_is_decided(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    struct matter_clock clock;
    bool is_there;
    const struct fault *fault =
        guard_find_clock(work, matter->id, "complaint.force", &clock, &is_there);
    (void)step;
    return fault || is_there ? fault
                             : guard_refuse(work, matter, "complaint.undecided", "complaint.send");
}

const struct fault *guard_force_due(struct work *work, const struct matter *matter,
                                    const struct matter_step *step)
{
    struct matter_clock clock;
    bool is_there;
    const struct fault *fault =
        guard_find_clock(work, matter->id, "complaint.force", &clock, &is_there);
    if (fault || (is_there && clock.closed_seq == 0 &&
                  date_compare(guard_day_of(work, step), clock.due_on) > 0))
        return fault;
    return guard_refuse(work, matter,
                        is_there && clock.closed_seq ? "complaint.is_in_force"
                                                     : "complaint.not_in_force",
                        "complaint.force");
}

const struct fault *guard_order_due(struct work *work, const struct matter *matter,
                                    const struct matter_step *step)
{
    struct matter_clock clock;
    bool is_there;
    const struct fault *fault =
        guard_find_clock(work, matter->id, "complaint.execute.order", &clock, &is_there);
    (void)step;
    if (fault || (is_there && clock.closed_seq == 0))
        return fault;
    return guard_refuse(work, matter, is_there ? "complaint.is_ordered" : "complaint.not_in_force",
                        is_there ? "complaint.execute.order" : "complaint.force");
}

const struct fault *guard_may_suspend(struct work *work, const struct matter *matter,
                                      const struct matter_step *step)
{
    struct str article =
        deadline_article(work, STR("complaint.suspend.send"), guard_day_of(work, step));
    return article.len
               ? NULL
               : guard_refuse(work, matter, "complaint.no_suspension", "complaint.withdraw");
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
        guard_of_complaint(matter) ? "complaint.suspend.send" : "denunciation.suspend.send";
    /* until 2026 a complaint was stopped for its withdrawal alone */
    const char *law =
        guard_of_complaint(matter) ? "complaint.suspend.send complaint.withdraw" : rule;
    matter_clock_list clocks;
    const struct fault *fault = matter_clocks(work, matter->id, &clocks);
    (void)step;
    for (size_t i = 0; !fault && i < clocks.count; i++)
        if (clocks.items[i].closed_seq == 0 &&
            (str_equal(clocks.items[i].rule, str_from_c(rule)) ||
             str_equal(clocks.items[i].rule, STR("complaint.resume.send"))))
            return NULL;
    return fault ? fault : guard_refuse(work, matter, "petition.stop_sent", law);
}

const struct fault *guard_may_extend(struct work *work, const struct matter *matter,
                                     const struct matter_step *step)
{
    struct matter_clock clock;
    bool is_there;
    int64_t most;
    const struct fault *fault =
        guard_find_clock(work, matter->id, "denunciation.resolve", &clock, &is_there);
    if (fault || !is_there)
        return fault;
    /* the button is there for a decision of an earlier day as well */
    if (step->action.len > 0 && date_compare(guard_day_of(work, step), clock.due_on) > 0)
        return guard_refuse(work, matter, "denunciation.extended_late", "denunciation.resolve");
    most = deadline_most(work, STR("denunciation.extend.times"), clock.started_on, matter->facts);
    if (clock.extensions < most)
        return NULL;
    return guard_refuse(work, matter,
                        most ? "denunciation.extended_enough" : "denunciation.not_complex",
                        most ? "denunciation.extend.times" : "denunciation.resolve");
}
