/*
 * Storing the units of a CSV file in one write: parents before children, then
 * the successors. What is there already is left alone.
 */
#include "db/db.h"
#include "modules/organisation/organisation.h"
#include "modules/organisation/units_csv.h"

struct job_of_import {
    const unit_rows *rows;
    const struct units_options *options;
    int64_t *ids; /* of each row once it is stored or found; 0 before */
    struct units_count done;
};

/* A day on which the unit of a row exists. */
static struct civil_date day_of(struct work *work, const struct unit_row *row)
{
    if (!date_is_none(row->valid_from))
        return row->valid_from;
    return date_is_none(row->valid_to) ? clock_today(work->clock) : row->valid_to;
}

/* The unit that a row means, where it is stored already; id 0 where not. */
static const struct fault *find(struct work *work, const struct unit_row *row,
                                struct unit *ret_unit)
{
    struct unit unit;
    struct civil_date on = day_of(work, row);
    const struct fault *fault = unit_by_code(work, row->kind, row->code, on, &unit);
    if (fault && fault->kind != FAULT_NOT_FOUND)
        return fault;
    if (fault ||
        (!unit_exists_on(&unit, on) && date_compare(unit.valid_from, row->valid_from) != 0))
        unit = (struct unit){0};
    *ret_unit = unit;
    return NULL;
}

/* The parent's id; `ret_found` false while its row still waits for its own turn. */
static const struct fault *find_parent(struct work *work, const struct job_of_import *job,
                                       const struct unit_row *row, int64_t *ret_id, bool *ret_found)
{
    struct unit parent;
    const struct fault *fault;
    *ret_found = true;
    *ret_id = job->options->below;
    if (row->parent_code.len == 0)
        return NULL;
    fault = unit_by_code(work, row->parent_kind, row->parent_code, day_of(work, row), &parent);
    if (fault && fault->kind == FAULT_NOT_FOUND) {
        *ret_found = false;
        return NULL;
    }
    if (!fault)
        *ret_id = parent.id;
    return fault;
}

static const struct fault *store(struct work *work, struct job_of_import *job,
                                 const struct unit_row *row, int64_t parent_id, int64_t *ret_id)
{
    struct unit unit;
    const struct fault *fault = find(work, row, &unit);
    if (fault)
        return fault;
    if (unit.id == 0) {
        unit = (struct unit){.parent_id = parent_id,
                             .kind = row->kind,
                             .code = row->code,
                             .name = row->name,
                             .valid_from = row->valid_from,
                             .valid_to = row->valid_to};
        fault = unit_create(work, &unit);
        job->done.added++;
    } else if (date_is_none(unit.valid_to) && !date_is_none(row->valid_to)) {
        fault = unit_end(work, unit.id, row->valid_to);
        job->done.ended++;
    } else {
        job->done.unchanged++;
    }
    if (!fault)
        *ret_id = unit.id;
    return fault;
}

static const struct fault *line_fault(struct work *work, const struct unit_row *row,
                                      const char *key)
{
    return fault_with(fault_new(work->arena, FAULT_INVALID, key, "units csv line %d", row->line),
                      "line", arena_printf(work->arena, "%d", row->line));
}

/* One pass over the rows that wait; `ret_stored` says whether it got further. */
static const struct fault *store_pass(struct work *work, struct job_of_import *job,
                                      bool *ret_stored, const struct unit_row **ret_waiting)
{
    *ret_stored = false;
    *ret_waiting = NULL;
    for (size_t i = 0; i < job->rows->count; i++) {
        const struct unit_row *row = &job->rows->items[i];
        int64_t parent_id;
        bool is_found;
        const struct fault *fault;
        if (job->ids[i])
            continue;
        fault = find_parent(work, job, row, &parent_id, &is_found);
        if (!fault && is_found) {
            fault = store(work, job, row, parent_id, &job->ids[i]);
            *ret_stored = true;
        } else if (!fault && !*ret_waiting) {
            *ret_waiting = row;
        }
        if (fault)
            return fault;
    }
    return NULL;
}

static const struct fault *store_successors(struct work *work, struct job_of_import *job)
{
    for (size_t i = 0; i < job->rows->count; i++) {
        const struct unit_row *row = &job->rows->items[i];
        struct civil_date from;
        struct unit successor;
        const struct fault *fault;
        if (row->successor_code.len == 0 || date_is_none(row->valid_to))
            continue;
        from = date_add_days(row->valid_to, 1);
        fault = unit_by_code(work, row->successor_kind, row->successor_code, from, &successor);
        if (fault && fault->kind == FAULT_NOT_FOUND)
            return line_fault(work, row, "units.successor");
        if (!fault)
            fault = unit_add_successor(work, job->ids[i], successor.id, from);
        if (fault)
            return fault;
        job->done.successors++;
    }
    return NULL;
}

static const struct fault *store_all(struct work *work, void *context)
{
    struct job_of_import *job = context;
    const struct unit_row *waiting;
    bool is_stored;
    job->done = (struct units_count){0}; /* the write may be run a second time */
    job->ids = arena_alloc_array(work->arena, job->rows->count + 1, sizeof(int64_t));
    do {
        const struct fault *fault = store_pass(work, job, &is_stored, &waiting);
        if (fault)
            return fault;
    } while (waiting && is_stored);
    if (waiting)
        return line_fault(work, waiting, "units.parent");
    return store_successors(work, job);
}

const struct fault *units_import(struct work *work, struct str csv,
                                 const struct units_options *options, struct units_count *ret_count)
{
    unit_rows rows;
    struct job_of_import job = {.rows = &rows, .options = options};
    const struct fault *fault = units_csv_read(work->arena, csv, options->merged_on, &rows);
    if (!fault)
        fault = db_write(work, store_all, &job);
    if (!fault)
        *ret_count = job.done;
    return fault;
}
