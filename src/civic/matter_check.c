/*
 * Checks of a step. Who may take it at all is asked in matter_service.c.
 */
#include "civic/matter_check.h"

#include "civic/matter_store.h"
#include "civic/official.h"
#include "civic/seal.h"
#include "text/number.h"
#include "text/utf8.h"

/* columns: flag, whether it was given, the field, what is said */
static const struct fault *must_be_complete(struct work *work,
                                            const struct lifecycle_action *action,
                                            const struct matter_step *step)
{
    const struct {
        enum action_flag flag;
        bool is_given;
        const char *field;
        const char *key;
    } needs[] = {
        {ACTION_NEEDS_NOTE,   str_trim(step->note).len > 0,   "note",     "matter.note.missing"    },
        {ACTION_NEEDS_ANSWER, str_trim(step->answer).len > 0, "answer",   "matter.answer.missing"  },
        {ACTION_ASSIGNS,      step->official_id != 0,         "official", "matter.official.missing"},
        {ACTION_MOVES,        step->unit_id != 0,             "unit",     "matter.unit.missing"    },
    };
    const struct fault *faults = NULL;
    for (size_t i = 0; i < sizeof(needs) / sizeof(needs[0]); i++)
        if ((action->flags & (unsigned)needs[i].flag) && !needs[i].is_given)
            faults = fault_join(faults, fault_field(work->arena, needs[i].field, needs[i].key));
    return faults;
}

/* A text of more than `most` characters is one fault more. */
static const struct fault *add_too_long(struct work *work, const struct fault *faults,
                                        const char *field, const char *key, struct str text,
                                        size_t most)
{
    if (utf8_count(text) <= most)
        return faults;
    return fault_join(faults, fault_with(fault_field(work->arena, field, key), "max",
                                         arena_printf(work->arena, "%zu", most)));
}

static const struct fault *must_fit(struct work *work, const struct matter *matter,
                                    const struct matter_step *step, const struct fault *faults)
{
    faults =
        add_too_long(work, faults, "note", "matter.note.too_long", step->note, MATTER_NOTE_MOST);
    faults = add_too_long(work, faults, "answer", "matter.answer.too_long", step->answer,
                          MATTER_CONTENT_MOST);
    if (!date_is_none(step->happened_on) &&
        date_compare(step->happened_on, clock_today(work->clock)) > 0)
        faults = fault_join(faults, fault_field(work->arena, "day", "matter.day.future"));
    if (!date_is_none(step->happened_on) &&
        date_compare(step->happened_on, matter->received_on) < 0)
        faults = fault_join(faults, fault_with(fault_field(work->arena, "day", "matter.day.early"),
                                               "day", date_text(work->arena, matter->received_on)));
    return faults;
}

/* A step is not taken before the one that it follows. */
static const struct fault *must_follow(struct work *work, const struct matter *matter,
                                       const struct matter_step *step)
{
    struct civil_date led_here = matter->received_on;
    matter_event_list events;
    const struct fault *fault = matter_events(work, matter->id, &events);
    if (fault)
        return fault;
    for (size_t i = 0; i < events.count; i++)
        if (!str_equal(events.items[i].from_state, events.items[i].to_state))
            led_here = events.items[i].happened_on;
    if (date_compare(step->happened_on, led_here) >= 0)
        return NULL;
    return fault_with(fault_field(work->arena, "day", "matter.day.before_step"), "day",
                      date_text(work->arena, led_here));
}

const struct fault *matter_check_official(struct work *work, const struct matter_kind *kind,
                                          const struct matter *matter, int64_t unit_id,
                                          int64_t official_id)
{
    bool is_fit;
    bool is_about;
    const struct fault *fault = official_is_of(work, official_id, unit_id, kind->readers, &is_fit);
    if (fault)
        return fault;
    if (!is_fit)
        return fault_field(work->arena, "official", "matter.official.unfit");
    fault = matter_is_about(work, matter->id, official_id, clock_today(work->clock), &is_about);
    if (!fault && is_about)
        fault = fault_field(work->arena, "official", "matter.official.conflict");
    return fault;
}

static const struct fault *must_be_a_unit(struct work *work, const struct matter *matter,
                                          int64_t unit_id)
{
    struct unit unit;
    const struct fault *fault;
    if (unit_id == matter->unit_id)
        return fault_field(work->arena, "unit", "matter.unit.same");
    fault = unit_load(work, unit_id, &unit);
    if (fault)
        return fault->kind == FAULT_NOT_FOUND
                   ? fault_field(work->arena, "unit", "matter.unit.missing")
                   : fault;
    if (!unit_exists_on(&unit, clock_today(work->clock)))
        return fault_field(work->arena, "unit", "matter.unit.ended");
    return NULL;
}

const struct fault *matter_check_step(struct work *work, const struct matter_kind *kind,
                                      const struct lifecycle_action *action,
                                      const struct matter *matter, const struct matter_step *step)
{
    int64_t unit_id = action->flags & ACTION_MOVES ? step->unit_id : matter->unit_id;
    const struct fault *fault = must_fit(work, matter, step, must_be_complete(work, action, step));
    if (!fault && !date_is_none(step->happened_on))
        fault = must_follow(work, matter, step);
    if (!fault && (action->flags & ACTION_MOVES))
        fault = must_be_a_unit(work, matter, unit_id);
    if (!fault && (action->flags & ACTION_ASSIGNS))
        fault = matter_check_official(work, kind, matter, unit_id, step->official_id);
    return fault;
}

const struct fault *matter_check_words(struct work *work, const struct matter *matter,
                                       const struct matter_step *step)
{
    const struct seal_words words[] = {
        {"note",   step->note  },
        {"answer", step->answer}
    };
    if (step->is_by_sender || matter->visibility != VISIBLE_SEALED)
        return NULL;
    return seal_must_not_name(work, matter, words, 2);
}
