/*
 * What a round and a case of it may say, and how cases are counted. Knows no clock and
 * no database.
 */
#include "modules/reviews/review.h"

static const struct str state_names[] = {
    [REVIEW_DRAFT] = STR_INIT("draft"),
    [REVIEW_RUNNING] = STR_INIT("running"),
    [REVIEW_CLOSED] = STR_INIT("closed"),
};

struct str review_state_name(enum review_state state)
{
    return state_names[state];
}

enum review_state review_state_from(struct str name)
{
    for (unsigned i = 0; i < sizeof(state_names) / sizeof(state_names[0]); i++)
        if (str_equal(state_names[i], name))
            return (enum review_state)i;
    return REVIEW_CLOSED;
}

const char *const review_outcomes[] = {"resolved", "ended", "transferred", "continuing", NULL};

bool review_is_overdue(const struct review_case *one, struct civil_date today)
{
    return one->outcome.len == 0 && !date_is_none(one->due_on) &&
           date_compare(one->due_on, today) < 0;
}

void review_count(struct review_figures *figures, const struct review_case *one,
                  struct civil_date today)
{
    int64_t *const counts[] = {&figures->resolved, &figures->ended, &figures->transferred,
                               &figures->continuing};
    if (one->is_removed)
        return;
    figures->total++;
    figures->overdue += review_is_overdue(one, today);
    for (size_t i = 0; review_outcomes[i]; i++)
        if (str_equal(one->outcome, str_from_c(review_outcomes[i]))) {
            (*counts[i])++;
            return;
        }
    figures->open++;
}

const struct fault *review_check_outcome(struct arena *arena, const struct review_case *one,
                                         struct civil_date today)
{
    const struct fault *faults = NULL;
    bool is_continuing = str_equal(one->outcome, STR("continuing"));
    if (one->outcome.len == 0)
        faults = fault_join(faults, fault_field(arena, "outcome", "review.outcome.missing"));
    if (date_is_none(one->outcome_on))
        faults = fault_join(faults, fault_field(arena, "on", "review.day.missing"));
    else if (date_compare(one->outcome_on, today) > 0)
        faults = fault_join(faults, fault_field(arena, "on", "review.day.future"));
    if (!is_continuing && one->outcome.len > 0 && one->paper.len == 0)
        faults = fault_join(faults, fault_field(arena, "paper", "review.paper.missing"));
    if (is_continuing && one->note.len == 0)
        faults = fault_join(faults, fault_field(arena, "note", "review.note.missing"));
    return faults;
}

const struct fault *review_check_round(struct arena *arena, const struct review_round *round)
{
    const struct fault *faults = NULL;
    if (round->kinds.len == 0)
        faults = fault_join(faults, fault_field(arena, "kien-nghi", "review.kinds.missing"));
    if (date_compare(round->ends_on, round->starts_on) < 0)
        faults = fault_join(faults, fault_field(arena, "ends_on", "review.ends.before"));
    return faults;
}
