/*
 * Telling units of one code apart, by their days, parents and names.
 */
#include "modules/organisation/units_match.h"

#include "text/number.h"

/* A day on which the unit of a row exists. */
static struct civil_date units_day(struct work *work, const struct unit_row *row)
{
    if (!date_is_none(row->valid_from))
        return row->valid_from;
    return date_is_none(row->valid_to) ? clock_today(work->clock) : row->valid_to;
}

/* Where a row stands that names no parent. */
static int64_t place_of(const struct units_job *job, const struct unit_row *row)
{
    bool is_beside = row->place == PLACE_PREDECESSOR ||
                     (row->place == PLACE_NEW && job->below.kind == UNIT_DISTRICT);
    return is_beside && job->below.id ? job->below.parent_id : job->below.id;
}

const struct fault *units_parent(struct work *work, const struct units_job *job,
                                 const struct unit_row *row, int64_t *ret_id, bool *ret_found)
{
    struct unit parent;
    const struct fault *fault;
    *ret_found = true;
    *ret_id = place_of(job, row);
    if (row->parent_code.len == 0)
        return NULL;
    fault = unit_by_code(work, row->parent_kind, row->parent_code, units_day(work, row), &parent);
    if (fault && fault->kind == FAULT_NOT_FOUND) {
        *ret_found = false;
        return NULL;
    }
    if (!fault)
        *ret_id = parent.id;
    return fault;
}

static bool has_no_days(const struct unit *unit)
{
    return date_is_none(unit->valid_from) && date_is_none(unit->valid_to);
}

static bool has_no_days_said(const struct unit_row *row)
{
    return date_is_none(row->valid_from) && date_is_none(row->valid_to);
}

static bool is_same_period(const struct unit_row *a, const struct unit_row *b)
{
    return date_compare(a->valid_from, b->valid_from) == 0 &&
           date_compare(a->valid_to, b->valid_to) == 0;
}

static bool exists_today(struct work *work, const struct unit_row *row)
{
    struct unit unit = {.valid_from = row->valid_from, .valid_to = row->valid_to};
    return unit_exists_on(&unit, clock_today(work->clock));
}

/* Whether a row says under whom its unit stands. */
static bool names_parent(const struct units_job *job, const struct unit_row *row)
{
    return row->parent_code.len > 0 || job->below.id;
}

/* How well a row fits to a stored unit without days: the parent counts most, then the
 * name, then whether it exists today. */
static const struct fault *fitness(struct work *work, const struct units_job *job,
                                   const struct unit_row *row, const struct unit *unit,
                                   int *ret_fitness)
{
    int64_t parent_id;
    bool is_found;
    const struct fault *fault = units_parent(work, job, row, &parent_id, &is_found);
    if (fault)
        return fault;
    *ret_fitness = 4 * (is_found && names_parent(job, row) && parent_id == unit->parent_id) +
                   2 * unit_row_is_named(work->arena, row, unit->name) + exists_today(work, row);
    return NULL;
}

/* Among the rows of one code, the one whose unit is stored without days. */
static const struct fault *find_claimant(struct work *work, const struct units_job *job,
                                         const struct unit_group *group, const struct unit *unit,
                                         const struct unit_row **ret_row)
{
    int best = -1;
    for (size_t i = 0; i < group->rows.count; i++) {
        const struct unit_row *row = &job->rows->items[group->rows.items[i]];
        int fits;
        const struct fault *fault = fitness(work, job, row, unit, &fits);
        if (fault)
            return fault;
        if (fits > best) {
            best = fits;
            *ret_row = row;
        }
    }
    return NULL;
}

/* The last day of a row, today where it has none and has begun. */
static struct civil_date last_day(struct work *work, const struct unit_row *row)
{
    struct civil_date today = clock_today(work->clock);
    if (!date_is_none(row->valid_to))
        return row->valid_to;
    return date_compare(row->valid_from, today) > 0 ? row->valid_from : today;
}

/* The unit that a row means by its days alone: one that had the code at the same time. */
static const struct fault *find_by_days(struct work *work, const struct unit_row *row,
                                        struct unit_match *ret_match)
{
    struct civil_date days[] = {units_day(work, row), last_day(work, row)};
    struct unit_match match = {.ended = DATE_NONE};
    for (size_t i = 0; i < sizeof(days) / sizeof(days[0]) && !match.unit.id; i++) {
        struct unit unit;
        const struct fault *fault = unit_by_code(work, row->kind, row->code, days[i], &unit);
        if (fault && fault->kind != FAULT_NOT_FOUND)
            return fault;
        if (!fault &&
            (unit_exists_on(&unit, days[i]) ||
             (!row->is_current && unit_row_overlaps(row, unit.valid_from, unit.valid_to))))
            match.unit = unit;
        else if (!fault)
            match.ended = unit.valid_to;
    }
    *ret_match = match;
    return NULL;
}

const struct fault *units_match(struct work *work, const struct units_job *job, size_t number,
                                int64_t parent_id, struct unit_match *ret_match)
{
    const struct unit_row *row = &job->rows->items[number];
    const struct unit_row *claimant = row;
    struct unit_match match;
    bool is_elsewhere;
    const struct fault *fault = find_by_days(work, row, &match);
    if (!fault && match.unit.id && has_no_days(&match.unit))
        fault = find_claimant(work, job, job->order.groups[number], &match.unit, &claimant);
    if (fault)
        return fault;
    match.is_claimed = !is_same_period(row, claimant);
    is_elsewhere = names_parent(job, row) && match.unit.parent_id != parent_id;
    /* The code of a unit that ended, today that of one that stands elsewhere. */
    if (match.unit.id && is_elsewhere && has_no_days_said(row) &&
        !date_is_none(match.unit.valid_to)) {
        match.ended = match.unit.valid_to;
        match.unit.id = 0;
    }
    /* The other way round: a former unit, and its code is stored as that of today's. */
    match.is_later = match.unit.id && has_no_days(&match.unit) && !match.is_claimed &&
                     is_elsewhere && !date_is_none(row->valid_to) && !exists_today(work, row);
    *ret_match = match;
    return NULL;
}

/* ---- what differs ---- */

static void add_note(struct work *work, struct units_job *job, const struct unit_row *row,
                     const char *key, struct str stored, struct str typed)
{
    if (job->done.differing++ >= UNITS_NOTES)
        return;
    *VEC_PUSH(&job->done.notes, work->arena) = (struct units_difference){
        .key = key, .line = row->line, .code = row->code, .stored = stored, .typed = typed};
}

static const struct fault *name_of(struct work *work, int64_t id, struct str *ret_name)
{
    struct unit unit;
    const struct fault *fault;
    *ret_name = STR("–");
    if (id == 0)
        return NULL;
    fault = unit_load(work, id, &unit);
    if (!fault)
        *ret_name = unit.name;
    return fault;
}

static const struct fault *note_parent(struct work *work, struct units_job *job,
                                       const struct unit_row *row, int64_t parent_id,
                                       const struct unit *unit)
{
    struct str stored;
    struct str typed;
    const struct fault *fault = name_of(work, unit->parent_id, &stored);
    if (!fault)
        fault = name_of(work, parent_id, &typed);
    if (!fault)
        add_note(work, job, row, "units.note.parent", stored, typed);
    return fault;
}

static struct str day_text(struct work *work, struct civil_date day)
{
    return date_is_none(day) ? STR("…") : date_text(work->arena, day);
}

static void note_days(struct work *work, struct units_job *job, const struct unit_row *row,
                      const struct unit *unit)
{
    struct str from = day_text(work, unit->valid_from);
    struct str to = day_text(work, unit->valid_to);
    struct str row_from = day_text(work, row->valid_from);
    struct str row_to = day_text(work, row->valid_to);
    add_note(work, job, row, "units.note.days",
             arena_printf(work->arena, PRISTR " – " PRISTR, STRARG(from), STRARG(to)),
             arena_printf(work->arena, PRISTR " – " PRISTR, STRARG(row_from), STRARG(row_to)));
}

static bool differs(struct civil_date said, struct civil_date stored)
{
    return !date_is_none(said) && date_compare(said, stored) != 0;
}

const struct fault *units_note(struct work *work, struct units_job *job, const struct unit_row *row,
                               int64_t parent_id, const struct unit *unit)
{
    if (!unit_row_is_named(work->arena, row, unit->name))
        add_note(work, job, row, "units.note.name", unit->name, row->name);
    if (differs(row->valid_from, unit->valid_from) || differs(row->valid_to, unit->valid_to))
        note_days(work, job, row, unit);
    if (row->parent_code.len > 0 && parent_id != unit->parent_id)
        return note_parent(work, job, row, parent_id, unit);
    return NULL;
}
