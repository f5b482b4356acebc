/*
 * Storing the units of a CSV file in one write: parents before children, then
 * the successors. What is there already is left alone.
 */
#include "db/db.h"
#include "modules/organisation/csv_read.h"
#include "modules/organisation/organisation.h"
#include "modules/organisation/units_csv.h"

struct job_of_import {
    const unit_rows *rows;
    const struct units_options *options;
    struct unit below; /* id 0: the top */
    int64_t *ids;      /* of each row once it is stored or found; 0 before */
    int64_t stored;
    struct units_count done;
};

/* A day on which the unit of a row exists. */
static struct civil_date day_of(struct work *work, const struct unit_row *row)
{
    if (!date_is_none(row->valid_from))
        return row->valid_from;
    return date_is_none(row->valid_to) ? clock_today(work->clock) : row->valid_to;
}

/* The unit that a row means, where it is stored already; id 0 where not. Of a
 * unit that ended without this row's knowing, `ret_ended` is the last day. */
static const struct fault *find(struct work *work, const struct unit_row *row,
                                struct unit *ret_unit, struct civil_date *ret_ended)
{
    struct unit unit = {0};
    struct civil_date on = day_of(work, row);
    const struct fault *fault = unit_by_code(work, row->kind, row->code, on, &unit);
    bool is_same;
    *ret_ended = DATE_NONE;
    if (fault && fault->kind != FAULT_NOT_FOUND)
        return fault;
    is_same = !fault && (unit_exists_on(&unit, on) ||
                         (!row->is_current && date_compare(unit.valid_from, row->valid_from) == 0));
    if (!fault && !is_same)
        *ret_ended = unit.valid_to;
    *ret_unit = is_same ? unit : (struct unit){0};
    return NULL;
}

/* Where a row stands that names no parent. */
static int64_t place_of(const struct job_of_import *job, const struct unit_row *row)
{
    bool is_beside = row->place == PLACE_PREDECESSOR ||
                     (row->place == PLACE_NEW && job->below.kind == UNIT_DISTRICT);
    return is_beside && job->below.id ? job->below.parent_id : job->below.id;
}

/* The parent's id; `ret_found` false while its row still waits for its own turn. */
static const struct fault *find_parent(struct work *work, const struct job_of_import *job,
                                       const struct unit_row *row, int64_t *ret_id, bool *ret_found)
{
    struct unit parent;
    const struct fault *fault;
    *ret_found = true;
    *ret_id = place_of(job, row);
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

static const struct fault *add_unit(struct work *work, struct job_of_import *job,
                                    const struct unit_row *row, int64_t parent_id,
                                    struct civil_date ended, int64_t *ret_id)
{
    struct unit unit = {.parent_id = parent_id,
                        .kind = row->kind,
                        .code = row->code,
                        .name = row->name,
                        .valid_from = row->valid_from,
                        .valid_to = row->valid_to};
    const struct fault *fault;
    /* The code was another unit's before; this one begins the day after. */
    if (row->is_current && !date_is_none(ended))
        unit.valid_from = date_add_days(ended, 1);
    fault = unit_create(work, &unit);
    if (!fault)
        *ret_id = unit.id;
    job->done.added++;
    return fault;
}

static const struct fault *store(struct work *work, struct job_of_import *job,
                                 const struct unit_row *row, int64_t parent_id, int64_t *ret_id)
{
    struct unit unit;
    struct civil_date ended;
    const struct fault *fault = find(work, row, &unit, &ended);
    if (fault)
        return fault;
    if (unit.id == 0)
        return add_unit(work, job, row, parent_id, ended, ret_id);
    if (row->place == PLACE_NEW && date_is_none(unit.valid_from)) {
        fault = unit_begin(work, unit.id, row->valid_from);
        job->done.begun++;
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

static void say_progress(struct job_of_import *job)
{
    job->stored++;
    if (job->options->progress)
        job->options->progress(job->options->progress_context, job->stored,
                               (int64_t)job->rows->count);
}

/* One pass over the rows that wait; `ret_stored` says whether it got further. */
static const struct fault *store_pass(struct work *work, struct job_of_import *job,
                                      bool *ret_stored, bool *ret_waiting)
{
    *ret_stored = false;
    *ret_waiting = false;
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
            say_progress(job);
        } else if (!fault) {
            *ret_waiting = true;
        }
        if (fault)
            return fault;
    }
    return NULL;
}

/* The rows whose parent is neither in the file nor in the site. */
static const struct fault *orphans(struct work *work, const struct job_of_import *job)
{
    const struct fault *first = NULL;
    int mistakes = 0;
    for (size_t i = 0; i < job->rows->count && mistakes < UNITS_MISTAKES; i++) {
        if (job->ids[i])
            continue;
        first =
            fault_join(first, csv_mistake(work->arena, job->rows->items[i].line, "units.parent"));
        mistakes++;
    }
    return first;
}

/* Who takes over from a row; FAULT_NOT_FOUND where nobody does. */
static const struct fault *find_successor(struct work *work, const struct job_of_import *job,
                                          const struct unit_row *row, struct civil_date from,
                                          int64_t *ret_id)
{
    struct unit successor;
    const struct fault *fault;
    if (row->place == PLACE_PREDECESSOR) {
        *ret_id = job->below.id;
        return NULL;
    }
    fault = unit_by_code(work, row->successor_kind, row->successor_code, from, &successor);
    if (!fault)
        *ret_id = successor.id;
    return fault;
}

static const struct fault *store_successors(struct work *work, struct job_of_import *job)
{
    const struct fault *first = NULL;
    for (size_t i = 0; i < job->rows->count; i++) {
        const struct unit_row *row = &job->rows->items[i];
        struct civil_date from;
        int64_t successor_id;
        bool is_new = false;
        const struct fault *fault;
        if ((row->successor_code.len == 0 && row->place != PLACE_PREDECESSOR) ||
            date_is_none(row->valid_to))
            continue;
        from = date_add_days(row->valid_to, 1);
        fault = find_successor(work, job, row, from, &successor_id);
        if (fault && fault->kind == FAULT_NOT_FOUND) {
            first = fault_join(first, csv_mistake(work->arena, row->line, "units.successor"));
            continue;
        }
        if (!fault)
            fault = unit_add_successor(work, job->ids[i], successor_id, from, &is_new);
        if (fault)
            return fault;
        job->done.successors += is_new;
    }
    return first;
}

static const struct fault *store_all(struct work *work, void *context)
{
    struct job_of_import *job = context;
    bool is_waiting;
    bool is_stored;
    job->done = (struct units_count){0}; /* the write may be run a second time */
    job->stored = 0;
    job->ids = arena_alloc_array(work->arena, job->rows->count + 1, sizeof(int64_t));
    do {
        const struct fault *fault = store_pass(work, job, &is_stored, &is_waiting);
        if (fault)
            return fault;
    } while (is_waiting && is_stored);
    if (is_waiting)
        return orphans(work, job);
    return store_successors(work, job);
}

const struct fault *units_import(struct work *work, struct str csv,
                                 const struct units_options *options, struct units_count *ret_count)
{
    unit_rows rows;
    struct job_of_import job = {.rows = &rows, .options = options};
    const struct fault *fault = NULL;
    if (options->below)
        fault = unit_load(work, options->below, &job.below);
    if (!fault)
        fault = units_csv_read(work->arena, csv, options->merged_on, job.below.name, &rows);
    if (!fault)
        fault = db_write(work, store_all, &job);
    if (!fault)
        *ret_count = job.done;
    return fault;
}
