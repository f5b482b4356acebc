/*
 * Levels and days of a unit and the one above it.
 */
#include "modules/organisation/units_place.h"

#include "modules/organisation/csv_read.h"

/* A country holds provinces, a province districts and so on; an agency or a committee may
 * stand below any unit and any below it. */
static bool has_level(enum unit_kind kind)
{
    return kind <= UNIT_VILLAGE;
}

/* The parent of many rows is that of the row before. */
static const struct fault *load_parent(struct work *work, struct units_job *job, int64_t id)
{
    return job->parent.id == id ? NULL : unit_load(work, id, &job->parent);
}

/* The nearest unit above that has a level: the parent, unless it is an agency. Of kind
 * UNIT_COUNTRY, under which all may stand, where there is none. */
static const struct fault *level_above(struct work *work, const struct unit *parent,
                                       struct unit *ret_above)
{
    unit_list path;
    const struct fault *fault;
    *ret_above = *parent;
    if (has_level(parent->kind))
        return NULL;
    fault = unit_path(work, parent->id, &path);
    if (fault)
        return fault;
    ret_above->kind = UNIT_COUNTRY;
    for (size_t i = 0; i < path.count; i++)
        if (has_level(path.items[i].kind))
            *ret_above = path.items[i];
    return NULL;
}

static void add_mistake(struct work *work, struct units_job *job, const struct unit_row *row,
                        const char *key, struct str above)
{
    struct fault *fault = csv_mistake(work->arena, row->line, key);
    fault = fault_with(fault_with(fault, "name", row->name), "above", above);
    job->mistakes = fault_join(job->mistakes, fault);
    job->mistake_count++;
}

const struct fault *units_check_place(struct work *work, struct units_job *job,
                                      const struct unit_row *row, const struct unit *unit)
{
    struct unit_row days = {.valid_from = unit->valid_from, .valid_to = unit->valid_to};
    struct unit above;
    const struct fault *fault;
    if (!unit->parent_id)
        return NULL;
    fault = load_parent(work, job, unit->parent_id);
    if (fault)
        return fault;
    if (!unit_row_overlaps(&days, job->parent.valid_from, job->parent.valid_to)) {
        add_mistake(work, job, row, "units.parent_days", job->parent.name);
        return NULL;
    }
    if (!has_level(unit->kind))
        return NULL;
    fault = level_above(work, &job->parent, &above);
    if (!fault && unit->kind < above.kind)
        add_mistake(work, job, row, "units.level", above.name);
    return fault;
}
