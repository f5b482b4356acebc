/*
 * What goes up: from the first to the second instance (Luật Khiếu nại 02/2011, Điều 7.1,
 * Điều 33), and a denunciation made again or overdue (Luật Tố cáo 25/2018, Điều 37, 38).
 */
#include "modules/petitions/petition.h"

#include "civic/unit.h"

enum {
    STEPS_MOST = 8 /* from a unit that ended to one that is there */
};

/* Who does now what a unit that ended did: its one successor, else the unit above it. */
static const struct fault *next_of(struct work *work, const struct unit *unit, int64_t *ret_id)
{
    unit_list heirs;
    const struct fault *fault = unit_successors(work, unit->id, &heirs);
    if (!fault)
        *ret_id = heirs.count == 1 ? heirs.items[0].id : unit->parent_id;
    return fault;
}

/* Who resolves it: the direct superior (thủ trưởng cấp trên trực tiếp), or who took over from
 * it: since 01/07/2025 there are no districts. At the top, the unit itself hands it on. */
static const struct fault *superior(struct work *work, int64_t unit_id, int64_t *ret_unit_id)
{
    struct civil_date today = clock_today(work->clock);
    struct unit unit;
    const struct fault *fault = unit_load(work, unit_id, &unit);
    int64_t id = fault ? 0 : unit.parent_id;
    *ret_unit_id = unit_id;
    for (int i = 0; !fault && id && i < STEPS_MOST; i++) {
        fault = unit_load(work, id, &unit);
        if (fault)
            return fault;
        *ret_unit_id = id;
        if (unit_exists_on(&unit, today))
            return NULL;
        fault = next_of(work, &unit, &id);
    }
    return fault;
}

const struct fault *complaint_after(struct work *work, const struct matter *matter,
                                    const struct matter_step *step)
{
    struct matter_new wanted = {
        .kind = &second_complaint_kind,
        .title = matter->title,
        .content =
            arena_printf(work->arena, PRISTR "\n\n" PRISTR ": " PRISTR, STRARG(matter->content),
                         STRARG(site_message(work, "letter.part.appeal")), STRARG(step->note)),
        .source = step->is_by_sender ? STR("web") : STR("paper"),
        .facts = arena_printf(work->arena, "second%s%s%s%s%s",
                              matter_has_fact(matter, "remote") ? " remote" : "",
                              matter_has_fact(matter, "discipline") ? " discipline" : "",
                              matter_has_fact(matter, "dismissal") ? " dismissal" : "",
                              matter_has_fact(matter, "crowd") ? " crowd" : "",
                              matter_has_fact(matter, "several") ? " several" : ""),
        .visibility = matter->visibility,
        .received_on =
            date_is_none(step->happened_on) ? clock_today(work->clock) : step->happened_on,
        .is_by_sender = step->is_by_sender};
    struct matter_receipt receipt;
    matter_party_list parties;
    const struct fault *fault;
    if (!str_equal(step->action, STR("appeal")))
        return NULL;
    fault = superior(work, matter->unit_id, &wanted.unit_id);
    if (!fault)
        fault = matter_parties(work, matter->id, &parties);
    if (fault)
        return fault;
    wanted.parties = parties.items;
    wanted.party_count = parties.count;
    fault = matter_open(work, &wanted, &receipt);
    if (!fault)
        fault = matter_share_key(work, receipt.id, matter->id);
    return fault ? fault : matter_link(work, receipt.id, matter->id, LINK_APPEAL_OF);
}

const struct fault *denunciation_after(struct work *work, const struct matter *matter,
                                       const struct matter_step *step)
{
    struct matter_mark mark = {.id = matter->id, .action = STR("to-superior")};
    int64_t above;
    const struct fault *fault;
    if (!words_have("repeat overdue", step->action))
        return NULL;
    fault = superior(work, matter->unit_id, &above);
    if (fault || above == matter->unit_id)
        return fault;
    mark.superior_id = above;
    if (str_equal(step->action, STR("repeat")))
        mark.unit_id = above; /* the superior reviews it, and resolves it again */
    return matter_mark(work, &mark);
}
