/*
 * The units that an editor writes for: those of the roles, and all that lies below them.
 * There may be a thousand, so each name that is not right below the first one has that of
 * the unit above it.
 */
#include "modules/publications/desk.h"

const struct fault *desk_own_units(struct work *work, unit_list *ret_units)
{
    unit_list units = {0};
    for (size_t i = 0; i < work->actor->grant_count; i++) {
        const struct grant *grant = &work->actor->grants[i];
        bool is_known = !(news_writers & ROLE_BIT(grant->role));
        struct unit unit;
        const struct fault *fault;
        for (size_t k = 0; k < units.count; k++)
            is_known = is_known || units.items[k].id == grant->unit_id;
        if (is_known)
            continue;
        fault = unit_load(work, grant->unit_id, &unit);
        if (fault)
            return fault;
        *VEC_PUSH(&units, work->arena) = unit;
    }
    *ret_units = units;
    if (units.count == 0)
        return fault_new(work->arena, FAULT_FORBIDDEN, "error.forbidden", "no unit to write for");
    return NULL;
}

/* Today, or the last day of a unit that has ended. */
static struct civil_date day_of(const struct work *work, const struct unit *unit)
{
    struct civil_date today = clock_today(work->clock);
    return unit_exists_on(unit, today) ? today : unit->valid_to;
}

/* Adds what lies below `above`, each unit right behind the one above it. */
static void add_below(struct work *work, const unit_list *all, const struct unit *top,
                      const struct unit *above, desk_units *units)
{
    for (size_t i = 0; i < all->count; i++) {
        const struct unit *unit = &all->items[i];
        struct str label = unit->name;
        if (unit->parent_id != above->id || unit->id == top->id)
            continue;
        if (above->id != top->id)
            label = arena_printf(work->arena, PRISTR " – " PRISTR, STRARG(unit->name),
                                 STRARG(above->name));
        *VEC_PUSH(units, work->arena) = (struct desk_unit){*unit, label};
        add_below(work, all, top, unit, units);
    }
}

const struct fault *desk_units_below(struct work *work, const struct unit *top,
                                     desk_units *ret_units)
{
    desk_units units = {0};
    unit_list all;
    const struct fault *fault =
        unit_list_below(work, top->id, day_of(work, top), UNIT_LEVELS, &all);
    if (fault)
        return fault;
    *VEC_PUSH(&units, work->arena) = (struct desk_unit){*top, top->name};
    add_below(work, &all, top, top, &units);
    *ret_units = units;
    return NULL;
}

static bool is_among(const desk_units *units, int64_t id)
{
    for (size_t i = 0; i < units->count; i++)
        if (units->items[i].unit.id == id)
            return true;
    return false;
}

const struct fault *desk_units_of_actor(struct work *work, desk_units *ret_units)
{
    desk_units units = {0};
    unit_list own;
    const struct fault *fault = desk_own_units(work, &own);
    for (size_t i = 0; !fault && i < own.count; i++) {
        desk_units below;
        if (is_among(&units, own.items[i].id))
            continue;
        fault = desk_units_below(work, &own.items[i], &below);
        for (size_t b = 0; !fault && b < below.count; b++)
            if (i == 0 || !is_among(&units, below.items[b].unit.id))
                *VEC_PUSH(&units, work->arena) = below.items[b];
    }
    if (!fault)
        *ret_units = units;
    return fault;
}
