/*
 * What was done, and choices of units.
 */
#include "modules/admin/admin_web.h"

#include "civic/site.h"
#include "modules/admin/admin_store.h"

void admin_flash(struct work *work, const struct request *request, struct layout *layout,
                 const struct admin_done *done, size_t count)
{
    struct str word = request_query(request, STR("da"));
    for (size_t i = 0; i < count; i++)
        if (word.len > 0 && str_equal(word, done[i].word))
            page_flash(work, layout, done[i].message, false);
}

static bool is_among(const unit_list *units, int64_t id)
{
    for (size_t i = 0; i < units->count; i++)
        if (units->items[i].id == id)
            return true;
    return false;
}

const struct fault *admin_own_units(struct work *work, unit_list *ret_units)
{
    unit_list units = {0};
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < work->actor->grant_count; i++) {
        const struct grant *grant = &work->actor->grants[i];
        struct unit unit;
        if (grant->role != ROLE_ADMINISTRATOR)
            continue;
        fault = unit_load(work, grant->unit_id, &unit);
        if (!fault && !is_among(&units, unit.id))
            *VEC_PUSH(&units, work->arena) = unit;
    }
    if (!fault)
        *ret_units = units;
    return fault;
}

/* Today, or the last day of a unit that has ended, whose administrator still tidies up. */
static struct civil_date day_of(const struct work *work, const struct unit *unit)
{
    struct civil_date today = clock_today(work->clock);
    return unit_exists_on(unit, today) ? today : unit->valid_to;
}

const struct fault *admin_unit_options(struct work *work, struct str id, struct str chosen,
                                       struct list *ret_options)
{
    VEC(struct option_view) options = {0};
    unit_list own;
    const struct fault *fault = admin_own_units(work, &own);
    for (size_t i = 0; !fault && i < own.count; i++) {
        unit_list below;
        fault = admin_units_below(work, own.items[i].id, day_of(work, &own.items[i]), &below);
        for (size_t b = 0; !fault && b < below.count; b++)
            *VEC_PUSH(&options, work->arena) = (struct option_view){
                .id = id,
                .value = below.items[b].slug,
                .label = below.items[b].name,
                .is_chosen = str_equal(below.items[b].slug, chosen),
            };
    }
    if (!fault)
        *ret_options = VEC_LIST(&options);
    return fault;
}

const struct fault *admin_unit_of(struct work *work, const char *field, struct str slug,
                                  struct unit *ret_unit)
{
    const struct fault *fault = unit_by_slug(work, slug, ret_unit);
    if (fault && fault->kind == FAULT_NOT_FOUND)
        return fault_field(work->arena, field, "admin.unit.unknown");
    return fault;
}
