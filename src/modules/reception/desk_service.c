/*
 * The use-cases of the desk.
 */
#include "civic/site.h"
#include "db/db.h"
#include "modules/reception/booking_store.h"
#include "modules/reception/desk.h"

#include <inttypes.h>

/* The unit separator: what people type has none. */
static const char SEPARATOR = '\x1f';

const struct fault *desk_open(struct work *work, int64_t id, struct visit *ret_visit)
{
    struct str sealed;
    const struct fault *fault = visit_load(work, id, ret_visit, &sealed);
    return fault ? fault : actor_must(work, RECEPTION_CLERKS, ret_visit->office_id);
}

/* ---- coming ---- */

struct coming {
    const struct arrival *arrival;
    struct visit visit;
    struct reception_booking booking; /* id 0: none */
    bool is_late;                     /* somebody gave them a number meanwhile */
};

static const struct fault *come(struct work *work, void *context)
{
    struct coming *coming = context;
    const struct fault *fault = NULL;
    bool done = true;
    coming->is_late = false;
    if (coming->booking.id)
        fault = booking_set(work, coming->booking.id, coming->booking.state, STR("arrived"),
                            coming->booking.after, &done);
    coming->is_late = !done;
    if (fault || !done)
        return fault;
    if (coming->visit.day_id)
        fault = day_next_number(work, coming->visit.day_id, &coming->visit.number);
    return fault ? fault : visit_insert(work, &coming->visit);
}

static const struct fault *find_booking(struct work *work, const struct arrival *arrival,
                                        struct coming *coming)
{
    struct str digest;
    const struct fault *fault = booking_by_code(work, arrival->code, &coming->booking, &digest);
    if ((fault && fault->kind == FAULT_NOT_FOUND) ||
        (!fault && coming->booking.day_id != arrival->day_id) ||
        (!fault && str_equal(coming->booking.state, STR("cancelled"))))
        return fault_field(work->arena, "code", "reception.desk.no_code");
    if (!fault && str_equal(coming->booking.state, STR("arrived")))
        return fault_field(work->arena, "code", "reception.desk.came");
    return fault;
}

const struct fault *desk_arrive(struct work *work, const struct arrival *arrival, int64_t *ret_id)
{
    struct coming coming = {.arrival = arrival};
    struct reception_day day = {0};
    struct unit office;
    const struct fault *fault = NULL;
    if (arrival->day_id)
        fault = day_load(work, arrival->day_id, &day);
    else
        fault = reception_office_of(work, &office);
    if (fault)
        return fault;
    coming.visit.office_id = arrival->day_id ? day.office_id : office.id;
    fault = actor_must(work, RECEPTION_CLERKS, coming.visit.office_id);
    if (!fault && arrival->code.len > 0)
        fault = find_booking(work, arrival, &coming);
    else if (!fault && arrival->name.len == 0)
        fault = fault_field(work->arena, "name", "form.required");
    if (fault)
        return fault;
    coming.visit.id = db_new_id(work->clock);
    coming.visit.day_id = arrival->day_id;
    coming.visit.booking_id = coming.booking.id;
    coming.visit.came_on = clock_today(work->clock);
    coming.visit.came_at = clock_now(work->clock);
    coming.visit.is_first = arrival->is_first;
    coming.visit.adhoc = arrival->adhoc;
    coming.visit.name = coming.booking.id ? coming.booking.name : arrival->name;
    coming.visit.phone = coming.booking.id ? coming.booking.phone : STR("");
    coming.visit.people = coming.booking.id ? coming.booking.people : arrival->people;
    coming.visit.content = coming.booking.id ? coming.booking.content : STR("");
    fault = db_write(work, come, &coming);
    if (!fault && coming.is_late)
        return fault_field(work->arena, "code", "reception.desk.came");
    if (!fault)
        *ret_id = coming.visit.id;
    return fault;
}

/* ---- being heard ---- */

struct record {
    struct visit visit;
    struct str sealed;
};

static const struct fault *update(struct work *work, void *context)
{
    const struct record *record = context;
    return visit_update(work, &record->visit, record->sealed);
}

const struct fault *desk_call(struct work *work, int64_t visit_id, int64_t version)
{
    struct record record;
    const struct fault *fault = visit_load(work, visit_id, &record.visit, &record.sealed);
    if (!fault)
        fault = actor_must(work, RECEPTION_CLERKS, record.visit.office_id);
    if (fault)
        return fault;
    if (record.visit.state != VISIT_WAITING || record.visit.version != version)
        return fault_new(work->arena, FAULT_CONFLICT, "reception.changed", "visit %" PRId64,
                         visit_id);
    record.visit.state = VISIT_SERVING;
    record.visit.called_at = clock_now(work->clock);
    return db_write(work, update, &record);
}

static const struct fault *check_record(struct work *work, const struct visit *visit)
{
    const struct fault *faults = NULL;
    if (visit->state == VISIT_RECEIVED && visit->content.len == 0)
        faults = fault_join(faults, fault_field(work->arena, "content", "form.required"));
    if (visit->state == VISIT_RECEIVED && visit->kind.len == 0)
        faults = fault_join(faults, fault_field(work->arena, "kind", "form.required"));
    if (visit->state == VISIT_REFUSED && visit->refusal.len == 0)
        faults = fault_join(faults, fault_field(work->arena, "refusal", "form.required"));
    return faults;
}

/* Who makes a denunciation goes into the box; the columns are left empty. */
static void seal(struct work *work, struct record *record)
{
    struct visit *v = &record->visit;
    struct str plain = arena_printf(work->arena, PRISTR "%c" PRISTR "%c" PRISTR "%c" PRISTR,
                                    STRARG(v->name), SEPARATOR, STRARG(v->address), SEPARATOR,
                                    STRARG(v->id_number), SEPARATOR, STRARG(v->phone));
    record->sealed = crypto_seal(work->arena, work->site->key, plain);
    v->name = v->address = v->id_number = v->phone = STR("");
}

const struct fault *desk_record(struct work *work, const struct visit *visit)
{
    struct record record = {.visit = *visit};
    struct visit old;
    struct str sealed;
    const struct fault *fault = visit_load(work, visit->id, &old, &sealed);
    if (!fault)
        fault = actor_must(work, RECEPTION_CLERKS, old.office_id);
    if (!fault)
        fault = check_record(work, visit);
    if (fault)
        return fault;
    record.visit.called_at = old.called_at;
    record.visit.ended_at = visit->state == VISIT_WAITING || visit->state == VISIT_SERVING
                                ? old.ended_at
                                : clock_now(work->clock);
    /* what was sealed stays so: a form that does not show it sends nothing of it */
    if (old.is_sealed && visit->name.len == 0)
        record.sealed = sealed;
    else if (str_equal(visit->kind, STR("denunciation")))
        seal(work, &record);
    else
        record.sealed = STR("");
    return db_write(work, update, &record);
}

/* ---- tasks ---- */

static const struct fault *insert_task(struct work *work, void *context)
{
    return visit_task_insert(work, context);
}

const struct fault *desk_task_add(struct work *work, const struct visit_task *task)
{
    struct visit_task made = *task;
    struct visit visit;
    const struct fault *fault = desk_open(work, task->visit_id, &visit);
    if (fault)
        return fault;
    if (task->due_on.days < clock_today(work->clock).days)
        return fault_field(work->arena, "due_on", "reception.desk.due");
    made.id = db_new_id(work->clock);
    return db_write(work, insert_task, &made);
}

static const struct fault *finish_task(struct work *work, void *context)
{
    const struct visit_task *task = context;
    return visit_task_finish(work, task->visit_id, task->id, clock_today(work->clock));
}

const struct fault *desk_task_done(struct work *work, int64_t visit_id, int64_t task_id)
{
    struct visit_task task = {.id = task_id, .visit_id = visit_id};
    struct visit visit;
    const struct fault *fault = desk_open(work, visit_id, &visit);
    return fault ? fault : db_write(work, finish_task, &task);
}
