/*
 * From steps to facts. Each meaning is one small function; which action has which
 * meaning is said by the modules' tables.
 */
#include "modules/reports/fact.h"

#include "civic/site.h"

struct str fact_meaning(const struct site *site, struct str kind, struct str action,
                        struct str from)
{
    for (size_t m = 0; site->modules[m]; m++) {
        const struct module *module = site->modules[m];
        const struct counted_action *row = module->counted;
        for (; row && row->kinds; row++)
            if (words_have(row->kinds, kind) && words_have(row->actions, action) &&
                words_have(row->from, from))
                return str_from_c(row->means);
    }
    return STR("");
}

/* ---- meanings ---- */

static bool is_at_work(const struct fact *fact)
{
    return str_equal(fact->direction, STR("accept")) && date_is_none(fact->ended_on);
}

static void process(struct fact *fact, const struct fact_step *step, struct str direction)
{
    fact->processed_on = step->on;
    fact->direction = direction;
}

static void end(struct fact *fact, const struct fact_step *step, struct str ending)
{
    fact->ended_on = step->on;
    fact->ending = ending;
    fact->is_late = step->is_late;
}

/* accept, guide, transfer, urge, unfit: the first direction holds. */
static void direct(struct fact *fact, const struct fact_step *step)
{
    if (date_is_none(fact->processed_on))
        process(fact, step, step->means);
    else if (is_at_work(fact) && !str_equal(step->means, STR("accept")))
        end(fact, step, STR("moved")); /* accepted first, then handed on */
}

static struct str outcome_of(struct str facts)
{
    while (facts.len > 0) {
        struct str fact = str_cut(&facts, ' ');
        if (words_have("founded partly unfounded", fact))
            return fact;
    }
    return STR("");
}

static void execute(struct fact *fact, const struct fact_step *step)
{
    if (!date_is_none(fact->forced_on) && date_is_none(fact->executed_on))
        fact->executed_on = step->on;
}

/* solve, withdraw, stop, judge: what was not accepted is over without being fit. A decision
 * in force that is complained about again or judged is no longer to be executed: another
 * stands in its place. */
static void finish(struct fact *fact, const struct fact_step *step)
{
    bool solves = str_equal(step->means, STR("solve"));
    if (date_is_none(fact->processed_on))
        process(fact, step, solves ? STR("accept") : STR("unfit"));
    if (!solves)
        execute(fact, step);
    if (!date_is_none(fact->ended_on) || str_equal(fact->direction, STR("unfit")))
        return;
    end(fact, step, step->means);
    if (solves)
        fact->outcome = outcome_of(step->facts);
}

/* The body that it was transferred to answered, so it is resolved. */
static void reply(struct fact *fact, const struct fact_step *step)
{
    if (date_is_none(fact->replied_on))
        fact->replied_on = step->on;
    if (date_is_none(fact->ended_on))
        end(fact, step, STR("solve"));
}

static void force(struct fact *fact, const struct fact_step *step)
{
    if (date_is_none(fact->forced_on))
        fact->forced_on = step->on;
}

/* A decision or conclusion that is to be executed from the day it is given. */
static void finish_and_force(struct fact *fact, const struct fact_step *step)
{
    struct fact_step solving = *step;
    solving.means = STR("solve");
    finish(fact, &solving);
    force(fact, step);
}

static const struct {
    const char *means; /* by spaces */
    void (*take)(struct fact *fact, const struct fact_step *step);
} meanings[] = {
    {"accept guide transfer urge unfit", direct          },
    {"solve withdraw stop judge",        finish          },
    {"solve-and-force",                  finish_and_force},
    {"reply",                            reply           },
    {"force",                            force           },
    {"execute",                          execute         },
};

/* ---- rounds ---- */

static struct str marks_of(struct arena *arena, const struct fact_step *step, bool is_again)
{
    struct str marks = is_again ? STR("again") : STR("");
    struct str facts = step->facts;
    while (facts.len > 0) {
        struct str fact = str_cut(&facts, ' ');
        if (str_equal(fact, STR("second")) && !is_again)
            fact = STR("again");
        if (words_have("crowd anonymous again", fact))
            marks = arena_printf(arena, PRISTR "%s" PRISTR, STRARG(marks), marks.len ? " " : "",
                                 STRARG(fact));
    }
    return marks;
}

static struct fact *begin(struct arena *arena, fact_list *rounds, const struct fact_step *step,
                          bool is_again)
{
    struct fact fact = {.sort = FACT_PETITION,
                        .matter_id = step->matter_id,
                        .round = (int64_t)rounds->count + 1,
                        .unit_id = step->unit_id,
                        .kind = step->kind,
                        .source = step->source,
                        .marks = marks_of(arena, step, is_again),
                        .received_on = step->on,
                        .processed_on = DATE_NONE,
                        .ended_on = DATE_NONE,
                        .due_on = DATE_NONE,
                        .replied_on = DATE_NONE,
                        .replies = STR(""),
                        .forced_on = DATE_NONE,
                        .executed_on = DATE_NONE,
                        .came_on = DATE_NONE,
                        .left_on = DATE_NONE,
                        .joined_on = DATE_NONE};
    struct fact *last = VEC_PUSH(rounds, arena);
    *last = fact;
    return last;
}

/* Another unit goes on with it. What is done stays where it was done. */
static struct fact *move(struct arena *arena, fact_list *rounds, const struct fact_step *step)
{
    struct fact *old = &rounds->items[rounds->count - 1];
    struct fact there = *old;
    struct fact *new;
    if (!date_is_none(old->processed_on) && !is_at_work(old))
        return old;
    old->left_on = step->on;
    there.round = (int64_t)rounds->count + 1;
    there.unit_id = step->unit_id;
    there.came_on = step->on;
    new = VEC_PUSH(rounds, arena);
    *new = there;
    return new;
}

/* Taken out of the file in which it was laid by mistake: from then on it is what it would
 * have been, received on that day; before, it was laid in a file. */
static struct fact *receive_anew(struct arena *arena, fact_list *rounds,
                                 const struct fact_step *step)
{
    struct fact *old = &rounds->items[rounds->count - 1];
    struct str marks = old->marks;
    struct fact *new;
    if (!str_equal(old->direction, STR("unfit")))
        return old;
    old->left_on = step->on;
    new = begin(arena, rounds, step, false);
    new->marks = marks;
    new->came_on = step->on;
    return new;
}

/* Each reply is a paper of its own. */
static void note_reply(struct arena *arena, struct fact *fact, const struct fact_step *step)
{
    if (str_equal(step->means, STR("reply")))
        fact->replies =
            arena_printf(arena, PRISTR "%s" PRISTR, STRARG(fact->replies),
                         fact->replies.len ? " " : "", STRARG(date_to_iso(arena, step->on)));
}

void fact_fold(struct arena *arena, fact_list *rounds, const struct fact_step *step)
{
    struct fact *fact;
    if (rounds->count && rounds->items[rounds->count - 1].seq >= step->seq)
        return;
    if (!rounds->count)
        fact = begin(arena, rounds, step, false);
    else if (str_equal(step->means, STR("again")))
        fact = begin(arena, rounds, step, true);
    else if (str_equal(step->means, STR("anew")))
        fact = receive_anew(arena, rounds, step);
    else
        fact = &rounds->items[rounds->count - 1];
    if (fact->unit_id != step->unit_id)
        fact = move(arena, rounds, step);
    for (size_t i = 0; step->means.len && i < sizeof(meanings) / sizeof(meanings[0]); i++)
        if (words_have(meanings[i].means, step->means))
            meanings[i].take(fact, step);
    note_reply(arena, fact, step);
    if (is_at_work(fact))
        fact->due_on = step->due_on;
    fact->seq = step->seq;
}

static struct civil_date later(struct civil_date a, struct civil_date b)
{
    return date_compare(a, b) < 0 ? b : a; /* DATE_NONE is before every day */
}

struct civil_date fact_live_until(const struct fact *fact)
{
    struct str replies = fact->replies;
    struct civil_date reply = DATE_NONE;
    bool is_waiting = date_is_none(fact->processed_on) || is_at_work(fact) ||
                      (!date_is_none(fact->forced_on) && date_is_none(fact->executed_on));
    struct civil_date until = later(fact->processed_on, fact->ended_on);
    if (!date_is_none(fact->left_on))
        return date_add_days(fact->left_on, -1);
    if (is_waiting)
        return DATE_NONE;
    while (replies.len > 0)
        if (date_from_iso(str_cut(&replies, ' '), &reply))
            until = later(until, reply);
    return later(until, fact->executed_on);
}
