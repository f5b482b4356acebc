/*
 * Sound and pictures of an online session, kept with the file of the visit.
 */
#include "modules/reception/follow.h"

#include "db/db.h"

#include <inttypes.h>

struct keeping {
    int64_t visit_id;
    const case_ticket_list *tickets;
};

static const struct fault *keep(struct work *work, void *context)
{
    const struct keeping *keeping = context;
    struct matter_mark mark = {.action = STR("file")};
    struct case_file_new wanted = {.part = STR("official"),
                                   .tickets = keeping->tickets->items,
                                   .count = keeping->tickets->count};
    struct visit visit;
    struct matter matter;
    const struct fault *fault = visit_load(work, keeping->visit_id, &visit);
    if (!fault)
        fault = follow_file(work, &visit, &matter);
    if (fault)
        return fault;
    mark.id = wanted.matter_id = matter.id;
    wanted.is_sealed = matter.visibility == VISIBLE_SEALED;
    fault = case_files_keep(work, &wanted);
    return fault ? fault : matter_mark(work, &mark);
}

const struct fault *visit_recording_keep(struct work *work, int64_t visit_id,
                                         const case_ticket_list *tickets)
{
    struct keeping keeping = {visit_id, tickets};
    struct visit visit;
    const struct fault *fault = desk_open(work, visit_id, &visit);
    if (!fault && !visit.is_online)
        fault = fault_new(work->arena, FAULT_CONFLICT, "reception.recording.here", "visit %" PRId64,
                          visit_id);
    return fault ? fault : db_write(work, keep, &keeping);
}
