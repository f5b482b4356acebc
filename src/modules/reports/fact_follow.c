/*
 * Takes events into facts: each as it happens, and all of them again where facts are
 * made anew.
 */
#include "db/db.h"
#include "modules/reports/fact.h"

enum {
    FILL_STEP = 200 /* matters in one write */
};

/* What the terms of the matter say after an event. */
static void read_clocks(const matter_clock_list *clocks, struct fact_step *step)
{
    step->due_on = DATE_NONE;
    for (size_t i = 0; i < clocks->count; i++) {
        const struct matter_clock *clock = &clocks->items[i];
        if (!date_is_none(clock->suspended_on))
            continue;
        if (clock->closed_seq == step->seq && date_compare(clock->due_on, clock->closed_on) < 0)
            step->is_late = true;
        if ((!clock->closed_seq || clock->closed_seq > step->seq) &&
            clock->opened_seq <= step->seq && date_compare(step->due_on, clock->due_on) < 0)
            step->due_on = clock->due_on;
    }
}

static struct fact_step step_of(const struct work *work, const struct matter *matter,
                                const struct matter_event *event)
{
    return (struct fact_step){
        .matter_id = matter->id,
        .means = fact_meaning(work->site, matter->kind, event->action, event->from_state),
        .on = event->happened_on,
        .seq = event->seq,
        .unit_id = matter->unit_id,
        .kind = matter->kind,
        .source = matter->source,
        .facts = matter->facts,
    };
}

/* The round that goes on, and the one before it, which a new one may have ended. */
static const struct fault *store_last(struct work *work, const fact_list *rounds)
{
    size_t from = rounds->count > 1 ? rounds->count - 2 : 0;
    const struct fault *fault = NULL;
    for (size_t i = from; !fault && i < rounds->count; i++)
        fault = fact_store(work, &rounds->items[i]);
    return fault;
}

/* Where it lay after an event; `now` where no place says so. */
static int64_t place_at(const fact_place_list *places, int64_t seq, int64_t now)
{
    int64_t unit_id = places->count ? places->items[0].unit_id : now;
    for (size_t i = 0; i < places->count && places->items[i].seq <= seq; i++)
        unit_id = places->items[i].unit_id;
    return unit_id;
}

/* All events of a matter. */
static const struct fault *fold_all(struct work *work, const struct matter *matter,
                                    fact_list *rounds)
{
    matter_clock_list clocks;
    matter_event_list events;
    fact_place_list places;
    const struct fault *fault = matter_events(work, matter->id, &events);
    if (!fault)
        fault = fact_places(work, matter->id, &places);
    if (!fault)
        fault = matter_clocks(work, matter->id, &clocks);
    for (size_t i = 0; !fault && i < events.count; i++) {
        struct fact_step step = step_of(work, matter, &events.items[i]);
        read_clocks(&clocks, &step);
        step.unit_id = place_at(&places, step.seq, matter->unit_id);
        fact_fold(work->arena, rounds, &step);
    }
    return fault;
}

static const struct fault *make_again(struct work *work, int64_t id)
{
    struct matter matter;
    fact_list rounds = {0};
    const struct fault *fault = matter_load(work, id, &matter);
    if (!fault)
        fault = fold_all(work, &matter, &rounds);
    if (!fault)
        fault = fact_forget(work, id);
    for (size_t i = 0; !fault && i < rounds.count; i++)
        fault = fact_store(work, &rounds.items[i]);
    return fault;
}

const struct fault *fact_happened(struct work *work, const struct matter *matter,
                                  const struct matter_event *event)
{
    struct fact_step step = step_of(work, matter, event);
    matter_clock_list clocks = {0};
    fact_list rounds = {0};
    const struct fault *fault = event->seq > 1 ? fact_rounds(work, matter->id, &rounds) : NULL;
    if (fault)
        return fault;
    if (event->seq > 1 && !rounds.count)
        return make_again(work, matter->id); /* it was there before this module */
    if (event->seq > 1)                      /* no term of a new petition says anything yet */
        fault = matter_clocks(work, matter->id, &clocks);
    if (fault)
        return fault;
    if (event->seq > 1)
        read_clocks(&clocks, &step);
    fact_fold(work->arena, &rounds, &step);
    return store_last(work, &rounds);
}

/* ---- making them anew ---- */

struct filling {
    int64_t after;
    bool is_rebuild;
    int64_t count;
    bool is_done;
};

static const struct fault *fill_some(struct work *work, void *context)
{
    struct filling *filling = context;
    struct filling now = *filling;
    int64_t ids[FILL_STEP];
    size_t count = 0;
    const struct fault *fault = matter_ids_after(work, now.after, FILL_STEP, ids, &count);
    for (size_t i = 0; !fault && i < count; i++) {
        fact_list rounds;
        fault = now.is_rebuild ? NULL : fact_rounds(work, ids[i], &rounds);
        if (!fault && (now.is_rebuild || !rounds.count))
            fault = make_again(work, ids[i]);
        now.after = ids[i];
    }
    if (!fault && count)
        fault = fact_set_cursor(work, now.after);
    if (fault)
        return fault;
    filling->after = now.after;
    filling->count += (int64_t)count;
    filling->is_done = count < FILL_STEP;
    return NULL;
}

static const struct fault *fill(struct work *work, struct filling *filling)
{
    while (!filling->is_done && !site_is_stopping(work->site)) {
        const struct fault *fault = db_write(work, fill_some, filling);
        if (fault)
            return fault;
    }
    return NULL;
}

const struct fault *fact_fill(struct work *work)
{
    struct filling filling = {0};
    const struct fault *fault = fact_cursor(work, &filling.after);
    return fault ? fault : fill(work, &filling);
}

const struct fault *fact_rebuild(struct work *work, int64_t *ret_count)
{
    struct filling filling = {.is_rebuild = true};
    const struct fault *fault = fill(work, &filling);
    if (!fault)
        *ret_count = filling.count;
    return fault;
}
