/*
 * The round that counts running terms again when the law of the site has changed. Each
 * matter is a write of its own; the round notes how far it came, and goes on from there.
 */
#include "civic/actor.h"
#include "civic/matter_clock.h"
#include "civic/matter_watch_store.h"
#include "civic/site.h"
#include "db/db.h"
#include "law/law.h"
#include "text/number.h"

/* The last day by the law of now; false where it cannot be counted: the term stays. */
static const struct fault *count_again(struct work *work, const struct law *law,
                                       const struct deadline_ask *ask,
                                       struct deadline *ret_deadline)
{
    *ret_deadline = (struct deadline){.due_on = DATE_NONE};
    return law_rule(law, ask->rule) ? deadline_find_by(work, law, ask, ret_deadline) : NULL;
}

/* ---- one matter ---- */

struct recounting {
    int64_t matter_id;
    bool has_moved;
};

/* "Phân loại, xử lý đơn: 21/03/2022 → 22/03/2022" */
static struct str moved_text(struct work *work, struct str said, const struct matter_clock *clock,
                             struct civil_date due_on)
{
    struct str title = deadline_title(work, clock->rule, clock->started_on);
    struct str from = date_text(work->arena, clock->due_on);
    struct str to = date_text(work->arena, due_on);
    return arena_printf(work->arena, PRISTR "%s" PRISTR ": " PRISTR " → " PRISTR, STRARG(said),
                        said.len ? "; " : "", STRARG(title), STRARG(from), STRARG(to));
}

static const struct fault *recount_term(struct work *work, const struct law *law,
                                        const struct matter *matter, struct clock_change *item,
                                        struct matter_mark *mark)
{
    struct matter_clock *clock = &item->clock;
    struct deadline deadline;
    const struct deadline_ask ask = {.rule = clock->rule,
                                     .start = clock->started_on,
                                     .facts = matter->facts,
                                     .suspensions = clock->suspensions,
                                     .extensions = clock->extensions};
    const struct fault *fault = count_again(work, law, &ask, &deadline);
    if (fault || clock->closed_seq || date_is_none(deadline.due_on))
        return fault;
    if (deadline.due_on.days == clock->due_on.days &&
        deadline.is_provisional == clock->is_provisional)
        return NULL;
    if (deadline.due_on.days != clock->due_on.days)
        mark->note = moved_text(work, mark->note, clock, deadline.due_on);
    item->is_changed = true;
    clock->due_on = deadline.due_on;
    clock->is_provisional = deadline.is_provisional;
    if (date_compare(deadline.due_on, clock_today(work->clock)) < 0)
        return NULL;
    return watch_untold(work, clock->id);
}

static const struct fault *recount_matter(struct work *work, void *context)
{
    struct recounting *recounting = context;
    struct matter_mark mark = {.id = recounting->matter_id, .action = STR("recount")};
    struct clock_list clocks;
    struct matter matter;
    const struct law *law;
    const struct fault *fault = work->site->law_now(work, &law);
    if (!fault)
        fault = matter_load(work, mark.id, &matter);
    if (!fault)
        fault = clocks_load(work, mark.id, &clocks);
    for (size_t i = 0; !fault && i < clocks.count; i++)
        fault = recount_term(work, law, &matter, &clocks.items[i], &mark);
    if (fault)
        return fault;
    recounting->has_moved = mark.note.len > 0;
    if (!recounting->has_moved) /* provisional no more: no event, the day is the same */
        return clocks_store(work, mark.id, &clocks);
    mark.clocks = &clocks;
    return matter_mark(work, &mark);
}

/* ---- the round ---- */

static const struct fault *keep_round(struct work *work, void *context)
{
    return watch_round_keep(work, context);
}

/* Whether the term as it is stored is not what the law says now. */
static const struct fault *has_moved(struct work *work, const struct law *law,
                                     const struct running_term *term, bool *ret_moved)
{
    struct deadline deadline;
    const struct deadline_ask ask = {.rule = term->rule,
                                     .start = term->started_on,
                                     .facts = term->facts,
                                     .suspensions = term->suspensions,
                                     .extensions = term->extensions};
    const struct fault *fault = count_again(work, law, &ask, &deadline);
    *ret_moved =
        !date_is_none(deadline.due_on) && (deadline.due_on.days != term->due_on.days ||
                                           deadline.is_provisional != term->is_provisional);
    return fault;
}

static const struct fault *recount_terms(struct work *work, const running_term_list *terms,
                                         int *count)
{
    const struct law *law;
    const struct fault *fault = work->site->law_now(work, &law);
    db_release(work);
    for (size_t i = 0; !fault && i < terms->count; i++) {
        struct recounting recounting = {.matter_id = terms->items[i].matter_id};
        bool moved;
        fault = has_moved(work, law, &terms->items[i], &moved);
        if (!fault && moved)
            fault = db_write(work, recount_matter, &recounting);
        *count += recounting.has_moved;
    }
    return fault;
}

/* Some terms, with work of their own, so that memory does not grow. */
static const struct fault *recount_some(struct work *work, struct round *round, int *count)
{
    struct work own = *work;
    running_term_list terms = {0};
    const struct fault *fault;
    own.arena = arena_new();
    fault = db_attach(work->site->pool, &own, DB_MAY_WRITE);
    if (!fault)
        fault = matter_running_terms(&own, round->reached, &terms);
    if (!fault)
        fault = recount_terms(&own, &terms, count);
    if (!fault) {
        if (terms.count > 0)
            round->reached = terms.items[terms.count - 1].clock_id;
        round->is_done = terms.count < WATCH_STEP;
        fault = db_write(&own, keep_round, round);
    }
    if (fault)
        fault = fault_copy(work->arena, fault);
    db_release(&own);
    arena_free(own.arena);
    return fault;
}

const struct fault *matter_recount(struct work *work, struct str edition, int *ret_count)
{
    struct round round;
    const struct fault *fault = watch_round(work, &round);
    db_release(work);
    *ret_count = 0;
    if (fault || !work->site->law_now || (round.is_done && str_equal(round.edition, edition)))
        return fault;
    if (!str_equal(round.edition, edition))
        round = (struct round){.edition = edition};
    while (!fault && !round.is_done && !site_is_stopping(work->site))
        fault = recount_some(work, &round, ret_count);
    return fault;
}
