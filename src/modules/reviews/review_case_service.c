/*
 * The use-cases on one case of a running round: who answers for it, what was found,
 * what became of it.
 */
#include "civic/actor.h"
#include "civic/official.h"
#include "civic/seal.h"
#include "civic/unit.h"
#include "db/db.h"
#include "modules/reviews/review.h"
#include "text/number.h"

/* The case as it is in this transaction, if the round runs and nobody was faster. */
static const struct fault *open_to_write(struct work *work, const struct review_case *typed,
                                         struct review_round *ret_round,
                                         struct review_case *ret_case)
{
    const struct fault *fault = review_open(work, typed->round_id, ret_round);
    if (!fault && ret_round->state != REVIEW_RUNNING)
        fault = fault_new(work->arena, FAULT_INVALID, "review.closed", "round is not running");
    if (!fault)
        fault = review_open_case(work, ret_round, typed->id, ret_case);
    if (!fault && (ret_case->version != typed->version || ret_case->is_removed))
        fault = fault_new(work->arena, FAULT_CONFLICT, "review.changed", "version %lld",
                          (long long)ret_case->version);
    return fault;
}

static const struct fault *must_write(struct work *work, const struct review_round *round,
                                      const struct review_case *one)
{
    return review_may_write(work, round, one)
               ? NULL
               : fault_new(work->arena, FAULT_FORBIDDEN, "review.not_yours",
                           "account %lld does not own it", (long long)work->actor->account_id);
}

/* ---- who answers for it ---- */

/* The unit lies between the round's and the matter's own. */
static const struct fault *check_unit(struct work *work, const struct review_round *round,
                                      const struct review_case *one, int64_t unit_id)
{
    bool is_above = false;
    bool is_below = false;
    const struct fault *fault = unit_lies_within(work, one->matter.unit_id, unit_id, &is_above);
    if (!fault)
        fault = unit_lies_within(work, unit_id, round->unit_id, &is_below);
    if (!fault && !(is_above && is_below))
        fault = fault_field(work->arena, "unit", "matter.unit.missing");
    return fault;
}

static const struct fault *assign(struct work *work, void *context)
{
    const struct review_case *typed = context;
    struct review_round round;
    struct review_case one;
    struct str name = STR("");
    const struct fault *fault = open_to_write(work, typed, &round, &one);
    if (!fault)
        fault = actor_must(work, REVIEW_LEADERS, one.unit_id);
    if (!fault)
        fault = check_unit(work, &round, &one, typed->unit_id);
    if (!fault)
        fault = matter_check_official(work, kind_find(work, one.matter.kind), &one.matter,
                                      typed->unit_id, typed->owner_id);
    if (!fault && (date_compare(typed->due_on, round.starts_on) < 0 ||
                   date_compare(typed->due_on, round.ends_on) > 0))
        fault = fault_with(fault_with(fault_field(work->arena, "due_on", "review.due.outside"),
                                      "from", date_text(work->arena, round.starts_on)),
                           "to", date_text(work->arena, round.ends_on));
    if (!fault)
        fault = official_name(work, typed->owner_id, &name);
    if (fault)
        return fault;
    one.unit_id = typed->unit_id;
    one.owner_id = typed->owner_id;
    one.due_on = typed->due_on;
    fault = review_case_update(work, &one);
    if (fault)
        return fault;
    return review_note_event(work, round.id, one.id, STR("assign"),
                             arena_printf(work->arena, PRISTR ", " PRISTR, STRARG(name),
                                          STRARG(date_text(work->arena, one.due_on))));
}

const struct fault *review_assign(struct work *work, const struct review_case *typed)
{
    struct review_case copy = *typed;
    return db_write(work, assign, &copy);
}

/* ---- what was found ---- */

static const struct fault *find(struct work *work, void *context)
{
    const struct review_case *typed = context;
    struct review_round round;
    struct review_case one;
    const struct fault *fault = open_to_write(work, typed, &round, &one);
    if (!fault)
        fault = must_write(work, &round, &one);
    if (fault)
        return fault;
    one.findings = typed->findings;
    one.cause = typed->cause;
    one.measures = typed->measures;
    one.plan = typed->plan;
    fault = review_case_update(work, &one);
    return fault ? fault : review_note_event(work, round.id, one.id, STR("find"), one.plan);
}

const struct fault *review_find(struct work *work, const struct review_case *typed)
{
    struct review_case copy = *typed;
    const struct seal_words words[] = {
        {"cause", typed->cause},
        {"plan",  typed->plan }
    };
    const struct fault *fault = seal_must_not_name(work, &typed->matter, words, 2);
    return fault ? fault : db_write(work, find, &copy);
}

/* ---- what became of it ---- */

/* What is kept is Vietnamese, whatever the language of the page. */
static struct str outcome_words(const struct work *work, struct str outcome)
{
    struct work vietnamese = *work;
    vietnamese.locale = LOCALE_VI;
    return site_message(&vietnamese,
                        arena_printf(work->arena, "review.outcome." PRISTR, STRARG(outcome)).ptr);
}

static const struct fault *conclude(struct work *work, void *context)
{
    const struct review_case *typed = context;
    struct review_round round;
    struct review_case one;
    const struct fault *fault = open_to_write(work, typed, &round, &one);
    if (!fault)
        fault = must_write(work, &round, &one);
    if (fault)
        return fault;
    one.outcome = typed->outcome;
    one.outcome_on = typed->outcome_on;
    one.paper = typed->paper;
    one.note = typed->note;
    fault = review_case_update(work, &one);
    if (!fault)
        fault =
            review_mark(work, one.matter.id, "review-outcome", outcome_words(work, one.outcome));
    if (fault)
        return fault;
    return review_note_event(work, round.id, one.id, one.outcome,
                             one.paper.len ? one.paper : one.note);
}

const struct fault *review_conclude(struct work *work, const struct review_case *typed)
{
    struct review_case copy = *typed;
    const struct seal_words words[] = {
        {"paper", typed->paper},
        {"note",  typed->note }
    };
    const struct fault *fault = review_check_outcome(work->arena, typed, clock_today(work->clock));
    if (!fault)
        fault = seal_must_not_name(work, &typed->matter, words, 2);
    return fault ? fault : db_write(work, conclude, &copy);
}
