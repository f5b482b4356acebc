/*
 * A petition opened out of a visit in one step: the visitor says it, the official writes
 * it down, both are linked (Law 42/2013, article 26; Law 25/2018, article 22). Who
 * denounces goes straight under the seal.
 */
#include "modules/reception/follow.h"

#include "civic/case_file.h"
#include "civic/seal.h"
#include "civic/site.h"
#include "db/db.h"
#include "modules/reception/booking_store.h"

#include <inttypes.h>

struct opening {
    const struct visit_letter *wanted;
    struct visit visit;
    struct letter letter;
    struct matter_receipt receipt;
};

/* The visit as the petition leaves it: received, its kind named, nobody named whom the
 * seal hides. */
static struct visit ended(struct work *work, const struct opening *opening)
{
    struct visit visit = opening->visit;
    bool is_sealed = opening->letter.kind == &denunciation_kind;
    visit.state = VISIT_RECEIVED;
    if (visit.ended_at.us == 0)
        visit.ended_at = clock_now(work->clock);
    if (is_sealed)
        visit.kind = STR("denunciation");
    else if (opening->letter.kind == &complaint_kind)
        visit.kind = STR("complaint");
    else if (!str_equal(visit.kind, STR("feedback")))
        visit.kind = STR("proposal");
    if (visit.content.len == 0)
        visit.content =
            is_sealed ? site_message(work, "letter.sealed-title") : opening->letter.title;
    if (is_sealed) {
        visit.is_sealed = true;
        visit_hide(&visit);
    }
    return visit;
}

static const struct fault *close_file(struct work *work, int64_t matter_id)
{
    struct matter matter;
    struct matter_step step = {
        .id = matter_id, .action = STR("petition"), .happened_on = DATE_NONE};
    const struct fault *fault = matter_load(work, matter_id, &matter);
    if (fault || matter.phase == PHASE_CLOSED)
        return fault;
    step.version = matter.version;
    return matter_apply(work, &step);
}

/* All that visit and booking know of who denounces goes under the petition's seal before
 * it is taken out of them. */
static const struct fault *seal_rest(struct work *work, const struct opening *opening,
                                     const struct reception_booking *booking)
{
    struct str identity = visit_identity(work, &opening->visit, booking);
    redact_people people;
    const struct fault *fault = NULL;
    if (identity.len > 0)
        fault = seal_add(work, opening->receipt.id, identity, false);
    if (!fault && identity.len > 0) {
        people = visit_people(work, &opening->visit, booking);
        fault = seal_people(work, opening->receipt.id, &people);
    }
    return fault || !booking ? fault : booking_forget(work, booking->id);
}

static const struct fault *open_letter(struct work *work, void *context)
{
    struct opening *opening = context;
    struct visit visit = ended(work, opening);
    bool is_new = visit.is_sealed && !opening->visit.is_sealed;
    struct reception_booking booking;
    const struct fault *fault = NULL;
    if (is_new && visit.booking_id)
        fault = booking_load(work, visit.booking_id, &booking);
    if (!fault && is_new && visit.booking_id && str_equal(visit.content, booking.content))
        visit.content = site_message(work, "letter.sealed-title");
    if (!fault)
        fault = visit_update(work, &visit);
    if (!fault)
        fault = letter_receive(work, &opening->letter, &opening->receipt);
    if (!fault)
        fault = visit_set_petition(work, visit.id, opening->receipt.id);
    if (!fault && visit.matter_id)
        fault = close_file(work, visit.matter_id);
    /* asked for now, it counts for the visit's own seal too */
    if (!fault && opening->letter.asks_protection && visit.matter_id)
        fault = seal_need_two(work, visit.matter_id);
    if (!fault && is_new && visit.matter_id)
        fault = case_files_seal(work, visit.matter_id, opening->receipt.id);
    if (!fault && is_new)
        fault = seal_rest(work, opening, visit.booking_id ? &booking : NULL);
    return fault;
}

static const struct fault *conflict(struct work *work, const char *key, int64_t id)
{
    return fault_new(work->arena, FAULT_CONFLICT, key, "visit %" PRId64, id);
}

static const struct fault *check(struct work *work, const struct visit_letter *wanted,
                                 const struct visit *visit)
{
    if (visit->petition_id)
        return conflict(work, "reception.letter.there", visit->id);
    if (visit->version != wanted->version)
        return conflict(work, "reception.changed", visit->id);
    if (visit->state == VISIT_REFUSED || visit->state == VISIT_LEFT)
        return conflict(work, "reception.letter.state", visit->id);
    if (visit->is_sealed && wanted->letter.kind != &denunciation_kind)
        return fault_field(work->arena, "kind", "reception.letter.sealed");
    return NULL;
}

const struct fault *visit_letter_open(struct work *work, const struct visit_letter *wanted,
                                      struct matter_receipt *ret_receipt)
{
    struct opening opening = {.wanted = wanted, .letter = wanted->letter};
    struct unit office;
    const struct fault *fault = desk_open(work, wanted->visit_id, &opening.visit);
    if (!fault)
        fault = check(work, wanted, &opening.visit);
    if (!fault)
        fault = reception_office_of(work, &office);
    if (fault)
        return fault;
    opening.letter.unit_id = office.id;
    opening.letter.source = STR("reception");
    opening.letter.received_on = opening.visit.came_on;
    if (opening.letter.people == 0)
        opening.letter.people = opening.visit.people;
    if (opening.visit.is_sealed)
        opening.letter.seal_from = opening.visit.matter_id;
    fault = db_write(work, open_letter, &opening);
    if (!fault)
        *ret_receipt = opening.receipt;
    return fault;
}
