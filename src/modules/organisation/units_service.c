/*
 * Storing the units of a CSV file in one write: parents before children, then
 * the successors. What is there already is left alone.
 */
#include "base/map.h"
#include "db/db.h"
#include "modules/organisation/csv_read.h"
#include "modules/organisation/units_place.h"
#include "text/number.h"

#include <string.h>

static const struct fault *add_unit(struct work *work, struct units_job *job,
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
    if (date_is_none(row->valid_from) && date_is_none(row->valid_to) && !date_is_none(ended))
        unit.valid_from = date_add_days(ended, 1);
    fault = units_check_place(work, job, row, &unit);
    if (!fault)
        fault = unit_create(work, &unit);
    if (fault && strcmp(fault->key, "unit.too_deep") == 0)
        return fault_with(csv_mistake(work->arena, row->line, "units.too_deep"), "most",
                          number_text(work->arena, work->locale, UNIT_LEVELS));
    if (!fault)
        *ret_id = unit.id;
    job->done.added++;
    return fault;
}

/* Records the days that are learned of a stored unit, and says what differs. */
static const struct fault *update(struct work *work, struct units_job *job,
                                  const struct unit_row *row, int64_t parent_id, struct unit *unit)
{
    const struct fault *fault = NULL;
    bool begins = date_is_none(unit->valid_from) && !date_is_none(row->valid_from) &&
                  (row->place == PLACE_NEW || unit_row_is_named(work->arena, row, unit->name));
    bool ends = date_is_none(unit->valid_to) && !date_is_none(row->valid_to);
    if (begins) {
        unit->valid_from = row->valid_from;
        fault = unit_begin(work, unit->id, row->valid_from);
    }
    if (!fault && ends) {
        unit->valid_to = row->valid_to;
        fault = unit_end(work, unit->id, row->valid_to);
    }
    job->done.begun += begins;
    job->done.ended += ends;
    job->done.unchanged += !begins && !ends;
    return fault ? fault : units_note(work, job, row, parent_id, unit);
}

/* `ret_id` 0: the row must wait for another one of its code. */
static const struct fault *store(struct work *work, struct units_job *job, size_t number,
                                 int64_t parent_id, int64_t *ret_id)
{
    const struct unit_row *row = &job->rows->items[number];
    struct unit_match match;
    const struct fault *fault = units_match(work, job, number, parent_id, &match);
    *ret_id = 0;
    if (fault || match.is_claimed)
        return fault;
    if (match.is_later) {
        job->done.begun++;
        fault = unit_begin(work, match.unit.id, date_add_days(row->valid_to, 1));
    } else if (match.unit.id) {
        *ret_id = match.unit.id;
        return update(work, job, row, parent_id, &match.unit);
    }
    return fault ? fault : add_unit(work, job, row, parent_id, match.ended, ret_id);
}

static void say_progress(struct units_job *job)
{
    job->stored++;
    if (job->options->progress)
        job->options->progress(job->options->progress_context, job->stored,
                               (int64_t)job->rows->count);
}

/* One pass over the rows that wait; `ret_stored` says whether it got further. The first
 * stores all but rows that wait for each other. */
static const struct fault *store_pass(struct work *work, struct units_job *job, bool *ret_stored,
                                      bool *ret_waiting)
{
    *ret_stored = false;
    *ret_waiting = false;
    for (size_t i = 0; i < job->rows->count && job->mistake_count < UNITS_MISTAKES; i++) {
        size_t number = job->order.rows[i];
        int64_t parent_id;
        bool is_found;
        const struct fault *fault;
        if (job->ids[number])
            continue;
        fault = units_parent(work, job, &job->rows->items[number], &parent_id, &is_found);
        if (!fault && is_found)
            fault = store(work, job, number, parent_id, &job->ids[number]);
        if (fault)
            return fault;
        if (!job->ids[number]) {
            *ret_waiting = true;
            continue;
        }
        *ret_stored = true;
        say_progress(job);
    }
    return NULL;
}

/* For each row that waits, the waiting row of its parent; -1 where none has that code. */
static ptrdiff_t *parents_that_wait(struct arena *arena, const struct units_job *job)
{
    const unit_rows *rows = job->rows;
    ptrdiff_t *above = arena_alloc_array(arena, rows->count + 1, sizeof(*above));
    size_t *numbers = arena_alloc_array(arena, rows->count + 1, sizeof(*numbers));
    struct map *waiting = map_new(arena);
    for (size_t i = 0; i < rows->count; i++) {
        numbers[i] = i;
        if (!job->ids[i])
            map_set(waiting, unit_row_key(arena, rows->items[i].kind, rows->items[i].code),
                    &numbers[i]);
    }
    for (size_t i = 0; i < rows->count; i++) {
        const struct unit_row *row = &rows->items[i];
        const size_t *found = NULL;
        if (!job->ids[i] && row->parent_code.len > 0)
            found = map_get(waiting, unit_row_key(arena, row->parent_kind, row->parent_code));
        above[i] = found ? (ptrdiff_t)*found : -1;
    }
    return above;
}

/* What is wrong above a row that waits, one of `count`. One below a circle, and not in it, is
 * named too. */
static const char *mistake_above(const ptrdiff_t *above, size_t count, size_t i)
{
    ptrdiff_t up = above[i];
    for (size_t level = 0; level < count && up >= 0; level++)
        up = above[up];
    return up < 0 ? "units.parent" : "units.circle";
}

/* The rows that never had their turn: the parent is neither in the file nor in the site,
 * or lies below them. */
static const struct fault *orphans(struct work *work, const struct units_job *job)
{
    const ptrdiff_t *above = parents_that_wait(work->arena, job);
    const struct fault *first = NULL;
    int mistakes = 0;
    for (size_t i = 0; i < job->rows->count && mistakes < UNITS_MISTAKES; i++) {
        if (job->ids[i])
            continue;
        first = fault_join(first, csv_mistake(work->arena, job->rows->items[i].line,
                                              mistake_above(above, job->rows->count, i)));
        mistakes++;
    }
    return first;
}

/* Who takes over from a row; FAULT_NOT_FOUND where nobody does. */
static const struct fault *find_successor(struct work *work, const struct units_job *job,
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
    if (fault)
        return fault;
    *ret_id = successor.id;
    /* nobody hands over to who is gone as well, or to itself */
    return unit_exists_on(&successor, from)
               ? NULL
               : fault_new(work->arena, FAULT_NOT_FOUND, "units.successor", "a unit that ended");
}

static const struct fault *store_successors(struct work *work, struct units_job *job)
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
    struct units_job *job = context;
    bool is_waiting;
    bool is_stored;
    job->done = (struct units_count){0}; /* the write may be run a second time */
    job->stored = 0;
    job->parent.id = 0;
    job->mistakes = NULL;
    job->mistake_count = 0;
    job->ids = arena_alloc_array(work->arena, job->rows->count + 1, sizeof(int64_t));
    do {
        const struct fault *fault = store_pass(work, job, &is_stored, &is_waiting);
        if (fault)
            return fault;
    } while (is_waiting && is_stored && job->mistake_count < UNITS_MISTAKES);
    if (job->mistakes)
        return job->mistakes;
    if (is_waiting)
        return orphans(work, job);
    return store_successors(work, job);
}

const struct fault *units_import(struct work *work, struct str csv,
                                 const struct units_options *options, struct units_count *ret_count)
{
    struct unit_table table;
    struct units_job job = {.rows = &table.rows, .options = options};
    const struct fault *fault = NULL;
    if (options->below)
        fault = unit_load(work, options->below, &job.below);
    if (!fault)
        fault = units_csv_read(work->arena, csv, options->merged_on, job.below.name, &table);
    if (fault)
        return fault;
    job.order = units_order(work->arena, &table.rows);
    fault = db_write(work, store_all, &job);
    if (fault)
        return fault;
    job.done.zeros = table.zeros.count;
    job.done.zeros_line = table.zeros.line;
    job.done.zeros_typed = table.zeros.typed;
    job.done.zeros_code = table.zeros.code;
    job.done.unread = table.unread;
    *ret_count = job.done;
    return NULL;
}
