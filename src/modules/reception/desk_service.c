/*
 * The use-cases of the desk.
 */
#include "civic/seal.h"
#include "civic/site.h"
#include "db/db.h"
#include "modules/reception/booking_store.h"
#include "modules/reception/follow.h"
#include "text/number.h"

#include <inttypes.h>
#include <string.h>

const struct fault *desk_open(struct work *work, int64_t id, struct visit *ret_visit)
{
    const struct fault *fault = visit_load(work, id, ret_visit);
    return fault ? fault : actor_must(work, RECEPTION_DESK, ret_visit->office_id);
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

/* The code says which day; that of another office is none here. */
static const struct fault *find_booking(struct work *work, const struct arrival *arrival,
                                        struct coming *coming, struct reception_day *ret_day)
{
    struct str digest;
    const struct fault *fault = booking_by_code(work, arrival->code, &coming->booking, &digest);
    if (!fault)
        fault = day_load(work, coming->booking.day_id, ret_day);
    if (!fault)
        fault = actor_must(work, RECEPTION_DESK, ret_day->office_id);
    if ((fault && (fault->kind == FAULT_NOT_FOUND || fault->kind == FAULT_FORBIDDEN)) ||
        (!fault && str_equal(coming->booking.state, STR("cancelled"))))
        return fault_field(work->arena, "code", "reception.desk.no_code");
    if (!fault && str_equal(coming->booking.state, STR("arrived")))
        return fault_field(work->arena, "code", "reception.desk.came");
    if (!fault && date_compare(ret_day->held_on, clock_today(work->clock)) != 0)
        return fault_with(fault_field(work->arena, "code", "reception.desk.code_day"), "day",
                          date_text(work->arena, ret_day->held_on));
    return fault;
}

static const struct fault *find_day(struct work *work, const struct arrival *arrival,
                                    struct coming *coming, struct reception_day *ret_day)
{
    struct unit office;
    const struct fault *fault;
    if (arrival->code.len > 0)
        return find_booking(work, arrival, coming, ret_day);
    if (arrival->day_id)
        return day_load(work, arrival->day_id, ret_day);
    fault = reception_office_of(work, &office);
    *ret_day = (struct reception_day){.office_id = office.id};
    return fault;
}

/* A page left open overnight, a day that was called off: whoever came today would be
 * counted with another day's reception. */
static bool is_open_today(struct work *work, const struct reception_day *day)
{
    return date_compare(day->held_on, clock_today(work->clock)) == 0 &&
           day->state != RECEPTION_CANCELLED && day->state != RECEPTION_MISSED;
}

const struct fault *desk_arrive(struct work *work, const struct arrival *arrival, int64_t *ret_id)
{
    struct coming coming = {.arrival = arrival, .visit = {.id_day = DATE_NONE}};
    struct reception_day day;
    const struct fault *fault = find_day(work, arrival, &coming, &day);
    if (!fault)
        fault = actor_must(work, RECEPTION_DESK, day.office_id);
    if (!fault && day.id && !is_open_today(work, &day))
        fault = fault_field(work->arena, "day", "reception.desk.not_today");
    if (!fault && !coming.booking.id && arrival->name.len == 0)
        fault = fault_field(work->arena, "name", "form.required");
    if (fault)
        return fault;
    coming.visit.office_id = day.office_id;
    coming.visit.id = db_new_id(work->clock);
    coming.visit.day_id = day.id;
    coming.visit.booking_id = coming.booking.id;
    coming.visit.came_on = clock_today(work->clock);
    coming.visit.came_at = clock_now(work->clock);
    coming.visit.is_first = arrival->is_first;
    coming.visit.adhoc = coming.booking.id ? STR("") : arrival->adhoc;
    coming.visit.name = coming.booking.id ? coming.booking.name : arrival->name;
    coming.visit.phone = coming.booking.id ? coming.booking.phone : STR("");
    coming.visit.people = coming.booking.id ? coming.booking.people : arrival->people;
    coming.visit.content = coming.booking.id ? coming.booking.content : STR("");
    coming.visit.representatives = coming.booking.id ? coming.booking.representatives : STR("");
    fault = db_write(work, come, &coming);
    if (!fault && coming.is_late)
        return fault_field(work->arena, "code", "reception.desk.came");
    if (!fault)
        *ret_id = coming.visit.id;
    return fault;
}

/* ---- being heard ---- */

void visit_hide(struct visit *visit)
{
    visit->name = visit->address = visit->id_number = visit->id_place = STR("");
    visit->phone = visit->representatives = STR("");
    visit->id_day = DATE_NONE;
}

struct record {
    struct visit visit;
    bool was_sealed;
};

/*
 * The record with all that follows from it. Who makes a denunciation goes under the seal
 * of the visit's file; the columns, and what they booked with, are left empty.
 */
static const struct fault *write_record(struct work *work, void *context)
{
    const struct record *record = context;
    struct visit visit = record->visit;
    struct reception_booking booking;
    struct str identity = STR("");
    redact_people people = {0};
    const struct fault *fault = NULL;
    if (visit.is_sealed && visit.booking_id && !record->was_sealed)
        fault = booking_load(work, visit.booking_id, &booking);
    if (fault)
        return fault;
    if (visit.is_sealed) {
        const struct reception_booking *booked =
            visit.booking_id && !record->was_sealed ? &booking : NULL;
        identity = visit_identity(work, &visit, booked);
        people = visit_people(work, &visit, booked);
        visit_hide(&visit);
        /* what they wrote of themselves when they booked is no summary of the official's */
        if (visit.booking_id && !record->was_sealed && str_equal(visit.content, booking.content))
            visit.content = site_message(work, "letter.sealed-title");
    }
    fault = visit_update(work, &visit);
    if (!fault)
        fault = follow_record(work, &visit, identity);
    return fault || identity.len == 0 ? fault : seal_people(work, visit.matter_id, &people);
}

static const struct fault *write_call(struct work *work, void *context)
{
    return visit_update(work, context);
}

const struct fault *desk_call(struct work *work, int64_t visit_id, int64_t version)
{
    struct visit visit;
    const struct fault *fault = desk_open(work, visit_id, &visit);
    if (fault)
        return fault;
    if (visit.state != VISIT_WAITING || visit.version != version)
        return fault_new(work->arena, FAULT_CONFLICT, "reception.changed", "visit %" PRId64,
                         visit_id);
    visit.state = VISIT_SERVING;
    visit.called_at = clock_now(work->clock);
    return db_write(work, write_call, &visit);
}

static const struct fault *check_record(struct work *work, const struct visit *visit)
{
    const struct fault *faults = NULL;
    struct refusal_ground ground;
    /* who is sealed already is not on the form */
    if (visit->state == VISIT_RECEIVED && visit->name.len > 0)
        faults = reception_check_group(work, visit->came_on, visit->people, visit->representatives);
    if (visit->state == VISIT_RECEIVED && visit->content.len == 0)
        faults = fault_join(faults, fault_field(work->arena, "content", "form.required"));
    if (visit->state == VISIT_RECEIVED && visit->kind.len == 0)
        faults = fault_join(faults, fault_field(work->arena, "kind", "form.choose"));
    /* Decree 154/2026, article 20.4 */
    if (visit->is_online && visit->asks_protection)
        faults = fault_join(faults, fault_field(work->arena, "protect", "reception.record.online"));
    if (visit->state == VISIT_REFUSED && visit->refusal.len == 0)
        faults = fault_join(faults, fault_field(work->arena, "refusal", "form.choose"));
    else if (visit->state == VISIT_REFUSED &&
             !refusal_ground_find(work, visit->came_on, visit->refusal, &ground))
        faults = fault_join(faults, fault_field(work->arena, "refusal", "form.choice"));
    return faults;
}

/* Who was sealed stays so: a form that does not show them sends nothing of them. */
static bool is_sealed_now(const struct visit *old, const struct visit *visit)
{
    return str_equal(visit->kind, STR("denunciation")) || (old->is_sealed && visit->name.len == 0);
}

enum {
    TOLD_FIELDS = 6
};

/* What the official writes of a visit, field by field. What somebody wrote who booked is not
 * theirs; write_record takes it out. */
static const struct fault *told_by(struct work *work, const struct record *record,
                                   struct seal_words ret_words[TOLD_FIELDS])
{
    const struct visit *visit = &record->visit;
    const struct seal_words words[TOLD_FIELDS] = {
        {"content",    visit->content   },
        {"guided_to",  visit->guided_to },
        {"handled_by", visit->handled_by},
        {"outcome",    visit->outcome   },
        {"note",       visit->note      },
        {"conclusion", visit->conclusion},
    };
    struct reception_booking booking = {0};
    const struct fault *fault = NULL;
    memcpy(ret_words, words, sizeof(words));
    if (visit->booking_id && !record->was_sealed)
        fault = booking_load(work, visit->booking_id, &booking);
    if (!fault && str_equal(visit->content, booking.content))
        ret_words[0].words = STR("");
    return fault;
}

/* Of a visit that is sealed it does not say who came: neither who stands on the form nor
 * who was sealed before. */
static const struct fault *must_not_tell(struct work *work, const struct record *record)
{
    const redact_people people = visit_people(work, &record->visit, NULL);
    struct seal_words words[TOLD_FIELDS];
    const struct matter file = {.id = record->visit.matter_id};
    const struct fault *faults = told_by(work, record, words);
    if (faults)
        return faults;
    for (size_t i = 0; i < TOLD_FIELDS; i++)
        if (redact_names(work->arena, words[i].words, &people))
            faults = fault_join(faults,
                                fault_field(work->arena, words[i].field, "reception.record.names"));
    if (faults || !record->was_sealed || !file.id)
        return faults;
    return seal_must_not_name(work, &file, words, TOLD_FIELDS);
}

const struct fault *desk_record(struct work *work, const struct visit *visit)
{
    struct record record = {.visit = *visit};
    struct visit old;
    const struct fault *fault = visit_load(work, visit->id, &old);
    if (!fault)
        fault = actor_must(work, RECEPTION_DESK, old.office_id);
    if (!fault)
        fault = check_record(work, visit);
    if (fault)
        return fault;
    record.visit.called_at = old.called_at;
    record.visit.matter_id = old.matter_id;
    record.visit.petition_id = old.petition_id;
    record.visit.booking_id = old.booking_id;
    record.visit.came_on = old.came_on;
    record.visit.number = old.number;
    record.visit.ended_at = visit->state == VISIT_WAITING || visit->state == VISIT_SERVING
                                ? old.ended_at
                                : clock_now(work->clock);
    record.visit.is_sealed = is_sealed_now(&old, visit);
    record.was_sealed = old.is_sealed;
    if (record.visit.is_sealed)
        fault = must_not_tell(work, &record);
    return fault ? fault : db_write(work, write_record, &record);
}

/* ---- tasks ---- */

enum {
    TASK_OWNERS =
        ROLE_BIT(ROLE_RECEPTION_CLERK) | ROLE_BIT(ROLE_CASE_OFFICER) | ROLE_BIT(ROLE_LEADER)
};

const struct fault *desk_owners(struct work *work, official_list *ret_officials)
{
    struct unit office;
    const struct fault *fault = reception_office_of(work, &office);
    return fault ? fault : official_list_of(work, office.id, TASK_OWNERS, ret_officials);
}

struct giving {
    struct visit_task task;
    struct visit visit;
    int64_t unit_id;
};

static const struct fault *give_task(struct work *work, void *context)
{
    const struct giving *giving = context;
    struct visit_task task = giving->task;
    struct matter_receipt receipt;
    struct matter_new wanted = {
        .kind = &visit_task_kind,
        .unit_id = giving->unit_id,
        .title = task.content,
        .content = arena_printf(work->arena, PRISTR "\n\n" PRISTR,
                                STRARG(site_message(work, "reception.follow.task-content")),
                                STRARG(task.content)),
        .source = STR("reception"),
        .facts = STR(""),
        .visibility = VISIBLE_AGENCY,
        .received_on = clock_today(work->clock),
        .official_id = task.official_id,
        .set_rule = "reception.conclusion",
        .set_on = task.due_on,
    };
    const struct fault *fault = matter_open(work, &wanted, &receipt);
    task.matter_id = receipt.id;
    return fault ? fault : visit_task_insert(work, &task);
}

const struct fault *desk_task_add(struct work *work, const struct visit_task *task)
{
    struct giving giving = {.task = *task};
    struct unit office;
    bool is_fit = false;
    const struct fault *fault = desk_open(work, task->visit_id, &giving.visit);
    if (!fault)
        fault = reception_office_of(work, &office);
    if (!fault)
        fault = official_is_of(work, task->official_id, office.id, TASK_OWNERS, &is_fit);
    if (!fault && !is_fit)
        fault = fault_field(work->arena, "owner", "matter.official.unfit");
    if (!fault && task->due_on.days < clock_today(work->clock).days)
        fault = fault_field(work->arena, "due_on", "reception.desk.due");
    if (!fault)
        fault = official_name(work, task->official_id, &giving.task.owner);
    if (!fault && giving.visit.is_sealed) /* it stands on another desk, and not under seal */
        fault = seal_must_not_name(work, &(struct matter){.id = giving.visit.matter_id},
                                   &(struct seal_words){"task", task->content}, 1);
    if (fault)
        return fault;
    giving.task.id = db_new_id(work->clock);
    giving.unit_id = office.id;
    return db_write(work, give_task, &giving);
}
