/*
 * Open matters of a unit that ended and was divided among several (chia tách), or left no
 * successor: nobody can say by rule where each belongs, so somebody passes them on.
 */
#include "civic/actor.h"
#include "civic/matter_store.h"
#include "civic/matter_watch_store.h"
#include "civic/official.h"
#include "civic/site.h"
#include "db/db.h"

#include <stdlib.h>

enum {
    UNITS_MOST = 50 /* looked at at once; when they are passed on, the next come */
};
#define MAY_PASS_ON (ROLE_BIT(ROLE_LEADER) | ROLE_BIT(ROLE_ADMINISTRATOR))

const struct fault *matter_heirs(struct work *work, const struct unit *unit, unit_list *ret_units)
{
    struct civil_date today = clock_today(work->clock);
    unit_list heirs = {0};
    unit_list successors;
    struct unit parent;
    const struct fault *fault = unit_successors(work, unit->id, &successors);
    for (size_t i = 0; !fault && i < successors.count; i++)
        if (unit_exists_on(&successors.items[i], today))
            *VEC_PUSH(&heirs, work->arena) = successors.items[i];
    if (!fault && successors.count == 0 && unit->parent_id) {
        fault = unit_load(work, unit->parent_id, &parent);
        if (!fault && unit_exists_on(&parent, today))
            *VEC_PUSH(&heirs, work->arena) = parent;
    }
    *ret_units = heirs;
    return fault;
}

/* Adds the first page of one unit's open matters. */
static const struct fault *add_open(struct work *work, int64_t unit_id,
                                    struct matter_key_place after, matter_list *list)
{
    static const enum phase phases[] = {PHASE_OPEN, PHASE_WAITING};
    for (size_t i = 0; i < sizeof(phases) / sizeof(phases[0]); i++) {
        const struct matter_filter filter = {
            .unit_id = unit_id, .phase = phases[i], .after = after};
        matter_list part;
        const struct fault *fault = matter_inbox(work, &filter, &part);
        if (fault)
            return fault;
        for (size_t k = 0; k < part.count; k++)
            *VEC_PUSH(list, work->arena) = part.items[k];
    }
    return NULL;
}

const struct fault *matter_divided(struct work *work, struct matter_key_place after,
                                   matter_list *ret_matters)
{
    matter_list list = {0};
    int64_t units[UNITS_MOST];
    size_t count;
    const struct fault *fault = watch_divided(work, units, UNITS_MOST, &count);
    for (size_t i = 0; !fault && i < count; i++)
        fault = add_open(work, units[i], after, &list);
    if (list.count > 1)
        qsort(list.items, list.count, sizeof(*list.items), matter_by_due);
    if (list.count > MATTER_PAGE + 1)
        list.count = MATTER_PAGE + 1;
    *ret_matters = list;
    return fault;
}

struct passing {
    int64_t id;
    int64_t version;
    int64_t unit_id;
};

static const struct fault *find_heir(struct work *work, const struct unit *unit, int64_t unit_id,
                                     struct unit *ret_heir)
{
    unit_list heirs;
    const struct fault *fault = matter_heirs(work, unit, &heirs);
    for (size_t i = 0; !fault && i < heirs.count; i++)
        if (heirs.items[i].id == unit_id) {
            *ret_heir = heirs.items[i];
            return NULL;
        }
    return fault ? fault : fault_field(work->arena, "unit", "matter.pass_on.no_heir");
}

static const struct fault *may_pass_on(struct work *work, const struct matter *matter,
                                       const struct unit *unit, int64_t version)
{
    struct civil_date today = clock_today(work->clock);
    bool is_about = false;
    const struct fault *fault = actor_must(work, MAY_PASS_ON, matter->unit_id);
    if (!fault && work->actor->account_id)
        fault = matter_is_about(work, matter->id, work->actor->account_id, today, &is_about);
    if (fault)
        return fault;
    if (is_about)
        return fault_new(work->arena, FAULT_FORBIDDEN, "matter.conflict", "about account %lld",
                         (long long)work->actor->account_id);
    if (matter->version != version)
        return fault_new(work->arena, FAULT_CONFLICT, "matter.changed", "matter %lld has %lld",
                         (long long)matter->id, (long long)matter->version);
    if (matter->phase == PHASE_CLOSED)
        return fault_new(work->arena, FAULT_INVALID, "matter.hand_over.closed", "closed");
    if (unit_exists_on(unit, today))
        return fault_new(work->arena, FAULT_INVALID, "matter.pass_on.not_ended", "unit %lld exists",
                         (long long)unit->id);
    return NULL;
}

static const struct fault *pass_on(struct work *work, void *context)
{
    const struct passing *passing = context;
    struct matter_mark mark = {
        .id = passing->id, .action = STR("unit-ended"), .unit_id = passing->unit_id};
    const struct matter_kind *kind;
    struct matter matter;
    struct unit unit;
    struct unit heir = {.id = 0};
    bool is_of = false;
    const struct fault *fault = matter_load(work, passing->id, &matter);
    if (!fault)
        fault = unit_load(work, matter.unit_id, &unit);
    if (!fault)
        fault = may_pass_on(work, &matter, &unit, passing->version);
    if (!fault)
        fault = find_heir(work, &unit, passing->unit_id, &heir);
    kind = fault ? NULL : kind_find(work, matter.kind);
    if (!fault && kind && matter.official_id)
        fault = official_is_of(work, matter.official_id, heir.id, kind->readers, &is_of);
    if (fault)
        return fault;
    mark.official_id = is_of ? matter.official_id : 0;
    mark.note =
        arena_printf(work->arena, PRISTR " → " PRISTR, STRARG(unit.name), STRARG(heir.name));
    return matter_mark(work, &mark);
}

const struct fault *matter_pass_on(struct work *work, int64_t id, int64_t version, int64_t unit_id)
{
    struct passing passing = {id, version, unit_id};
    return db_write(work, pass_on, &passing);
}
