/*
 * Starting, ending and suspending terms.
 */
#include "civic/matter_clock.h"

#include "civic/matter_store.h"
#include "db/db.h"

static bool is_read_before(const struct matter_clock *a, const struct matter_clock *b)
{
    if ((a->closed_seq == 0) != (b->closed_seq == 0))
        return a->closed_seq == 0;
    return date_compare(a->due_on, b->due_on) < 0;
}

void matter_clocks_by_day(matter_clock_list *clocks)
{
    for (size_t i = 1; i < clocks->count; i++) {
        struct matter_clock clock = clocks->items[i];
        size_t at = i;
        for (; at > 0 && is_read_before(&clock, &clocks->items[at - 1]); at--)
            clocks->items[at] = clocks->items[at - 1];
        clocks->items[at] = clock;
    }
}

/* Of a day, in this case or, where it is for others than this one, in any. */
static struct str article_on(struct work *work, const struct matter *matter, struct str rules,
                             struct civil_date on)
{
    struct str article = deadline_article_given(work, rules, on, matter->facts);
    return article.len ? article : deadline_article(work, rules, on);
}

struct str matter_article(struct work *work, const struct matter *matter, struct str rules)
{
    struct str rest = rules;
    struct str rule = str_cut(&rest, ' ');
    struct civil_date on = clock_today(work->clock);
    struct str article = article_on(work, matter, rules, on);
    matter_clock_list clocks;
    /* most have not changed since; the others are worth a look at the terms */
    if (str_equal(article, article_on(work, matter, rules, matter->received_on)) ||
        matter_clocks(work, matter->id, &clocks))
        return article;
    for (size_t i = 0; i < clocks.count; i++)
        if (str_equal(clocks.items[i].rule, rule))
            on = clocks.items[i].started_on;
    return article_on(work, matter, rules, on);
}

const struct fault *clocks_load(struct work *work, int64_t matter_id, struct clock_list *ret_clocks)
{
    struct clock_list clocks = {0};
    matter_clock_list stored;
    const struct fault *fault = matter_clocks(work, matter_id, &stored);
    if (fault)
        return fault;
    for (size_t i = 0; i < stored.count; i++)
        VEC_PUSH(&clocks, work->arena)->clock = stored.items[i];
    *ret_clocks = clocks;
    return NULL;
}

const struct fault *clocks_open(struct work *work, const struct matter *matter, const char *rules,
                                struct civil_date start, int64_t seq, struct clock_list *clocks)
{
    const struct matter_kind *kind = kind_find(work, matter->kind);
    struct str rest = str_from_c(rules);
    while (rest.ptr) {
        struct str rule = str_cut(&rest, ' ');
        struct deadline deadline;
        struct clock_change *opened;
        const struct fault *fault;
        if (rule.len == 0 || !kind_begins(kind, rule, matter))
            continue;
        fault = deadline_find(
            work, &(struct deadline_ask){.rule = rule, .start = start, .facts = matter->facts},
            &deadline);
        if (fault)
            return fault;
        if (date_is_none(deadline.due_on))
            continue;
        opened = VEC_PUSH(clocks, work->arena);
        opened->is_new = true;
        opened->clock = (struct matter_clock){.id = db_new_id(work->clock),
                                              .rule = rule,
                                              .started_on = start,
                                              .due_on = deadline.due_on,
                                              .is_provisional = deadline.is_provisional,
                                              .opened_seq = seq,
                                              .closed_on = DATE_NONE,
                                              .suspended_on = DATE_NONE};
    }
    return NULL;
}

struct url matter_clock_why(struct work *work, const struct matter *matter,
                            const struct matter_clock *clock)
{
    const struct deadline_ask ask = {.rule = clock->rule,
                                     .start = clock->started_on,
                                     .facts = matter->facts,
                                     .suspensions = clock->suspensions,
                                     .extensions = clock->extensions};
    return deadline_why_url(work, &ask, clock->due_on);
}

void clocks_set(struct work *work, const char *rule, struct civil_date start,
                struct civil_date due_on, struct clock_list *clocks)
{
    struct clock_change *opened = VEC_PUSH(clocks, work->arena);
    opened->is_new = true;
    opened->clock = (struct matter_clock){.id = db_new_id(work->clock),
                                          .rule = str_from_c(rule),
                                          .started_on = start,
                                          .due_on = due_on,
                                          .opened_seq = 1,
                                          .closed_on = DATE_NONE,
                                          .suspended_on = DATE_NONE};
}

/* Counts a term again: under other facts, after a suspension, lengthened. One that
 * the law cannot count so (it may not be lengthened) is left as it is. */
static const struct fault *recount(struct work *work, const struct matter *matter, int extensions,
                                   struct clock_change *item)
{
    struct matter_clock *clock = &item->clock;
    struct deadline deadline;
    const struct fault *fault = deadline_find(work,
                                              &(struct deadline_ask){
                                                  .rule = clock->rule,
                                                  .start = clock->started_on,
                                                  .facts = matter->facts,
                                                  .suspensions = clock->suspensions,
                                                  .extensions = extensions,
                                              },
                                              &deadline);
    if (fault || date_is_none(deadline.due_on))
        return fault;
    clock->due_on = deadline.due_on;
    clock->is_provisional = deadline.is_provisional;
    clock->extensions = extensions;
    item->is_changed = true;
    return NULL;
}

/* A term that stood still goes on: what lay between does not count. */
static const struct fault *resume(struct work *work, const struct matter *matter,
                                  struct civil_date on, struct clock_change *item)
{
    struct matter_clock *clock = &item->clock;
    clock->suspensions = arena_printf(work->arena, PRISTR "%s" PRISTR "/" PRISTR,
                                      STRARG(clock->suspensions), clock->suspensions.len ? " " : "",
                                      STRARG(date_to_iso(work->arena, clock->suspended_on)),
                                      STRARG(date_to_iso(work->arena, on)));
    clock->suspended_on = DATE_NONE;
    item->is_changed = true;
    return recount(work, matter, clock->extensions, item);
}

/* The day on which a term ended: one that only passes, on its last day, however much later
 * that is written down. */
static struct civil_date ended_on(struct work *work, const struct matter *matter,
                                  const struct matter_clock *clock, struct civil_date on)
{
    bool passes = kind_passes(kind_find(work, matter->kind), clock->rule);
    return passes && date_compare(on, clock->due_on) > 0 ? clock->due_on : on;
}

/* Whether the action ends a term: by its name, or with all others. */
static bool ends(struct work *work, const struct matter *matter,
                 const struct lifecycle_action *action, struct str rule)
{
    const struct matter_kind *kind = kind_find(work, matter->kind);
    bool outlives = kind && kind->outlives && words_have(kind->outlives, rule);
    bool ends_all = str_equal(str_from_c(action->closes), STR("*"));
    bool is_named = !ends_all && words_have(action->closes, rule);
    return is_named || ((ends_all || matter->phase == PHASE_CLOSED) && !outlives);
}

/* Whether a suspension stops a term: of a denunciation the law stops that to resolve it, not
 * that to tell whoever denounced. */
static bool stands_still(struct work *work, const struct matter *matter,
                         const struct matter_clock *clock)
{
    const struct matter_kind *kind = kind_find(work, matter->kind);
    return date_is_none(clock->suspended_on) &&
           (!kind || !kind->stands || words_have(kind->stands, clock->rule));
}

static const struct fault *follow(struct work *work, const struct matter *matter,
                                  const struct lifecycle_action *action, struct civil_date on,
                                  struct clock_change *item)
{
    struct matter_clock *clock = &item->clock;
    if (ends(work, matter, action, clock->rule)) {
        clock->closed_seq = matter->version + 1;
        clock->closed_on = ended_on(work, matter, clock, on);
        item->is_changed = true;
        return NULL;
    }
    if ((action->flags & ACTION_SUSPENDS) && stands_still(work, matter, clock)) {
        clock->suspended_on = on;
        item->is_changed = true;
        return NULL;
    }
    if ((action->flags & ACTION_RESUMES) && !date_is_none(clock->suspended_on))
        return resume(work, matter, on, item);
    if (action->flags & ACTION_EXTENDS)
        return recount(work, matter, clock->extensions + 1, item);
    if (action->flags & ACTION_SETS_FACTS)
        return recount(work, matter, clock->extensions, item);
    return NULL;
}

/* The day on which the terms begin that the action opens. */
static struct civil_date start_of(const struct matter *matter,
                                  const struct lifecycle_action *action, struct civil_date on,
                                  const struct clock_list *clocks)
{
    if (action->flags & ACTION_FROM_RECEIPT)
        return matter->received_on;
    for (size_t i = 0; (action->flags & ACTION_FROM_END) && i < clocks->count; i++) {
        const struct matter_clock *clock = &clocks->items[i].clock;
        if (clock->closed_seq == matter->version + 1)
            return date_add_days(clock->due_on, 1);
    }
    return on;
}

const struct fault *clocks_follow(struct work *work, const struct matter *matter,
                                  const struct lifecycle_action *action, struct civil_date on,
                                  struct clock_list *clocks)
{
    for (size_t i = 0; i < clocks->count; i++) {
        const struct fault *fault = clocks->items[i].clock.closed_seq
                                        ? NULL
                                        : follow(work, matter, action, on, &clocks->items[i]);
        if (fault)
            return fault;
    }
    return clocks_open(work, matter, action->opens, start_of(matter, action, on, clocks),
                       matter->version + 1, clocks);
}

bool clocks_closed_late(const struct clock_list *clocks, int64_t seq)
{
    for (size_t i = 0; i < clocks->count; i++) {
        const struct matter_clock *clock = &clocks->items[i].clock;
        if (clock->closed_seq == seq && date_is_none(clock->suspended_on) &&
            date_compare(clock->due_on, clock->closed_on) < 0)
            return true;
    }
    return false;
}

struct civil_date clocks_nearest(const struct clock_list *clocks)
{
    struct civil_date nearest = DATE_NONE;
    for (size_t i = 0; i < clocks->count; i++) {
        const struct matter_clock *clock = &clocks->items[i].clock;
        if (clock->closed_seq || !date_is_none(clock->suspended_on))
            continue;
        if (date_is_none(nearest) || date_compare(clock->due_on, nearest) < 0)
            nearest = clock->due_on;
    }
    return nearest;
}

const struct fault *clocks_store(struct work *work, int64_t matter_id,
                                 const struct clock_list *clocks)
{
    for (size_t i = 0; i < clocks->count; i++) {
        const struct clock_change *item = &clocks->items[i];
        const struct fault *fault = NULL;
        if (item->is_new)
            fault = matter_insert_clock(work, matter_id, &item->clock);
        else if (item->is_changed)
            fault = matter_update_clock(work, &item->clock);
        if (fault)
            return fault;
    }
    return NULL;
}
