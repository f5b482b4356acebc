/*
 * Rounds over open matters, and handing over. Each matter is a write of its own:
 * one that cannot be changed does not hold up the others.
 */
#include "civic/matter_watch_store.h"

#include "civic/actor.h"
#include "civic/deadline.h"
#include "civic/matter_store.h"
#include "civic/official.h"
#include "civic/site.h"
#include "db/db.h"

enum {
    ROUNDS_MOST = 500 /* the rest is for the next time */
};

/* Takes WATCH_STEP at a time until there are no more, each time with memory of its own. */
static const struct fault *in_rounds(struct work *work,
                                     const struct fault *(*some)(struct work *work, int *ret_count),
                                     int *ret_count)
{
    const struct fault *fault = NULL;
    int count = WATCH_STEP;
    *ret_count = 0;
    for (int round = 0; !fault && count == WATCH_STEP && round < ROUNDS_MOST; round++) {
        if (site_is_stopping(work->site))
            break;
        struct work own = *work;
        own.arena = arena_new();
        fault = db_attach(work->site->pool, &own, DB_MAY_WRITE);
        if (!fault)
            fault = some(&own, &count);
        *ret_count += count;
        if (fault)
            fault = fault_copy(work->arena, fault);
        db_release(&own);
        arena_free(own.arena);
    }
    return fault;
}

/* Counts what was done. Where somebody changed the matter at the same moment, another
 * server with the same job say, the next round looks again. */
static const struct fault *unless_second(const struct fault *fault, int *ret_count)
{
    if (!fault)
        ++*ret_count;
    return fault && fault->kind == FAULT_CONFLICT ? NULL : fault;
}

/* ---- terms that ran out ---- */

static const struct fault *tell(struct work *work, void *context)
{
    const struct late_clock *clock = context;
    struct matter matter;
    bool is_new;
    struct matter_mark mark = {
        .id = clock->matter_id, .action = STR("escalate"), .superior_id = clock->superior_id};
    struct str title;
    struct str day;
    const struct fault *fault = watch_told(work, clock->clock_id, &is_new);
    if (fault || !is_new || clock->superior_id == 0)
        return fault;
    fault = matter_load(work, clock->matter_id, &matter);
    if (fault || kind_passes(kind_find(work, matter.kind), clock->rule)) /* nobody is late */
        return fault;
    title = deadline_title(work, clock->rule, clock->started_on);
    day = date_to_iso(work->arena, clock->due_on);
    mark.note = arena_printf(work->arena, PRISTR ": " PRISTR, STRARG(title), STRARG(day));
    return matter_mark(work, &mark);
}

static const struct fault *escalate_some(struct work *work, int *ret_count)
{
    late_clock_list clocks;
    const struct fault *fault = watch_late(work, &clocks);
    db_release(work);
    *ret_count = 0;
    for (size_t i = 0; !fault && i < clocks.count; i++)
        fault = unless_second(db_write(work, tell, &clocks.items[i]), ret_count);
    return fault;
}

const struct fault *matter_escalate(struct work *work, int *ret_count)
{
    return in_rounds(work, escalate_some, ret_count);
}

/* ---- units that ended ---- */

static const struct fault *follow(struct work *work, void *context)
{
    const struct orphan *orphan = context;
    const struct matter_kind *kind = kind_find(work, orphan->kind);
    struct matter_mark mark = {
        .id = orphan->matter_id, .action = STR("unit-ended"), .unit_id = orphan->successor_id};
    bool is_of = false;
    struct matter matter;
    const struct fault *fault = matter_load(work, orphan->matter_id, &matter);
    if (fault || matter.unit_id != orphan->unit_id) /* another server, or somebody, moved it */
        return fault;
    if (orphan->official_id && kind)
        fault =
            official_is_of(work, orphan->official_id, orphan->successor_id, kind->readers, &is_of);
    if (fault)
        return fault;
    mark.version = matter.version;
    mark.official_id = is_of ? orphan->official_id : 0;
    mark.note = arena_printf(work->arena, PRISTR " → " PRISTR, STRARG(orphan->old_name),
                             STRARG(orphan->new_name));
    return matter_mark(work, &mark);
}

static const struct fault *follow_some(struct work *work, int *ret_count)
{
    orphan_list orphans;
    const struct fault *fault = watch_orphans(work, &orphans);
    db_release(work);
    *ret_count = 0;
    for (size_t i = 0; !fault && i < orphans.count; i++)
        fault = unless_second(db_write(work, follow, &orphans.items[i]), ret_count);
    return fault;
}

const struct fault *matter_follow_units(struct work *work, int *ret_count)
{
    return in_rounds(work, follow_some, ret_count);
}

/* ---- handing over ---- */

struct handing {
    int64_t id;
    int64_t version;
    int64_t official_id;
};

static const struct fault *may_hand_over(struct work *work, const struct matter *matter,
                                         const struct handing *handing)
{
    const struct matter_kind *kind = kind_find(work, matter->kind);
    const struct fault *fault = actor_must(work, ROLE_BIT(ROLE_LEADER), matter->unit_id);
    if (!fault)
        fault = matter_must_read(work, matter);
    if (!fault && matter->version != handing->version)
        fault = fault_new(work->arena, FAULT_CONFLICT, "matter.changed", "matter %lld has %lld",
                          (long long)matter->id, (long long)matter->version);
    if (!fault && matter->phase == PHASE_CLOSED)
        fault = fault_new(work->arena, FAULT_INVALID, "matter.hand_over.closed", "closed");
    if (!fault && !kind)
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "matter.unknown", "no such kind");
    return fault ? fault
                 : matter_check_official(work, kind, matter, matter->unit_id, handing->official_id);
}

static const struct fault *hand_over(struct work *work, void *context)
{
    const struct handing *handing = context;
    struct matter matter;
    struct str from;
    struct str to;
    struct matter_mark mark = {
        .id = handing->id, .action = STR("hand-over"), .official_id = handing->official_id};
    const struct fault *fault = matter_load(work, handing->id, &matter);
    if (!fault)
        fault = may_hand_over(work, &matter, handing);
    if (!fault)
        fault = official_name(work, matter.official_id, &from);
    if (!fault)
        fault = official_name(work, handing->official_id, &to);
    if (fault)
        return fault;
    mark.note = arena_printf(work->arena, PRISTR " → " PRISTR, STRARG(from), STRARG(to));
    return matter_mark(work, &mark);
}

const struct fault *matter_hand_over(struct work *work, int64_t id, int64_t version,
                                     int64_t official_id)
{
    struct handing handing = {id, version, official_id};
    return db_write(work, hand_over, &handing);
}
