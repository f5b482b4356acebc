/*
 * How the files that come out of a visit are handled: the answer (Law 42/2013, article
 * 28.1), the refusal in writing (Decree 154/2026, article 4.3), a task of the head's
 * conclusion (article 25.2). What the visit's own page does is guarded here, so that it
 * is not done without what it stands for.
 */
#include "modules/reception/follow.h"

#define CLERK (ROLE_BIT(ROLE_RECEPTION_CLERK))
#define OFFICER (ROLE_BIT(ROLE_CASE_OFFICER))
#define LEADER (ROLE_BIT(ROLE_LEADER))
#define READERS (CLERK | OFFICER | LEADER | ROLE_BIT(ROLE_INSPECTOR))
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define RESULT "reception.result.notify"
#define REFUSAL "reception.refusal.notify"
#define CONCLUSION "reception.conclusion"

static const struct fault *at_the_visit(struct work *work, const struct matter *matter)
{
    return fault_new(work->arena, FAULT_INVALID, "reception.follow.at_visit", "matter %lld",
                     (long long)matter->id);
}

static const struct fault *visit_behind(struct work *work, const struct matter *matter,
                                        struct visit *ret_visit)
{
    int64_t id;
    int64_t number;
    struct civil_date came_on;
    const struct fault *fault = visit_of_matter(work, matter->id, &id, &number, &came_on);
    if (!fault && id == 0)
        fault = at_the_visit(work, matter);
    return fault ? fault : visit_load(work, id, ret_visit);
}

/* The petition is there. */
static const struct fault *guard_petition(struct work *work, const struct matter *matter,
                                          const struct matter_step *step)
{
    struct visit visit;
    const struct fault *fault = visit_behind(work, matter, &visit);
    (void)step;
    return fault || visit.petition_id ? fault : at_the_visit(work, matter);
}

/* The paper 01/TCD was issued. */
static const struct fault *guard_told(struct work *work, const struct matter *matter,
                                      const struct matter_step *step)
{
    struct visit visit;
    struct visit_paper paper;
    const struct fault *fault = visit_behind(work, matter, &visit);
    (void)step;
    if (!fault)
        fault = visit_paper_load(work, visit.id, VISIT_PAPER_REFUSAL, &paper);
    return fault || paper.symbol.len > 0 ? fault : at_the_visit(work, matter);
}

/* The responsible official may open the seal of a file: leaders alone name one. */
static const struct lifecycle_state file_states[] = {
    {"heard",    PHASE_OPEN  },
    {"answered", PHASE_CLOSED},
    {"petition", PHASE_CLOSED},
    {"void",     PHASE_CLOSED},
};

/* columns: name, from, to, who, flags, opens, closes, rule, guard */
/* clang-format off */
static const struct lifecycle_action file_actions[] = {
    {"answer",   "heard", "answered", CLERK | OFFICER | LEADER, ACTION_NEEDS_ANSWER, "", "*", RESULT, NULL},
    {"spoken",   "heard", "answered", CLERK | OFFICER | LEADER, 0,                   "", "*", RESULT, NULL},
    {"petition", "heard", "petition", CLERK | LEADER,           0,                   "", "*", RESULT, guard_petition},
    {"assign",   "heard", "",         LEADER,           ACTION_ASSIGNS,      "", "",  RESULT, NULL},
    {"urge",     "heard", "",         LEADER,                   ACTION_NEEDS_NOTE,   "", "",  RESULT, NULL},
    {"void",     "heard", "void",     CLERK | LEADER,           ACTION_NEEDS_NOTE,   "", "*", RESULT, NULL},
};
/* clang-format on */

const struct matter_kind visit_file_kind = {
    .name = "tiep-dan",
    .opens = RESULT,
    .readers = READERS,
    .states = file_states,
    .state_count = COUNT(file_states),
    .actions = file_actions,
    .action_count = COUNT(file_actions),
};

static const struct lifecycle_state refusal_states[] = {
    {"refused", PHASE_OPEN  },
    {"told",    PHASE_CLOSED},
    {"void",    PHASE_CLOSED},
};

/* clang-format off */
static const struct lifecycle_action refusal_actions[] = {
    {"tell",   "refused", "told", CLERK | LEADER, 0,                 "", "*", REFUSAL, guard_told},
    {"assign", "refused", "",     LEADER, ACTION_ASSIGNS,    "", "",  REFUSAL, NULL},
    {"void",   "refused", "void", CLERK | LEADER, ACTION_NEEDS_NOTE, "", "*", REFUSAL, NULL},
};
/* clang-format on */

const struct matter_kind visit_refusal_kind = {
    .name = "tu-choi-tiep",
    .opens = REFUSAL,
    .readers = READERS,
    .states = refusal_states,
    .state_count = COUNT(refusal_states),
    .actions = refusal_actions,
    .action_count = COUNT(refusal_actions),
};

static const struct lifecycle_state task_states[] = {
    {"given",   PHASE_OPEN  },
    {"done",    PHASE_CLOSED},
    {"dropped", PHASE_CLOSED},
};

/* clang-format off */
static const struct lifecycle_action task_actions[] = {
    {"finish", "given", "done",    CLERK | OFFICER | LEADER, ACTION_BY_HOLDER | ACTION_NEEDS_NOTE, "", "*", CONCLUSION, NULL},
    {"assign", "given", "",        LEADER,                   ACTION_ASSIGNS,                       "", "",  CONCLUSION, NULL},
    {"urge",   "given", "",        LEADER,                   ACTION_NEEDS_NOTE,                    "", "",  CONCLUSION, NULL},
    {"drop",   "given", "dropped", LEADER,                   ACTION_NEEDS_NOTE,                    "", "*", CONCLUSION, NULL},
};
/* clang-format on */

const struct matter_kind visit_task_kind = {
    .name = "viec-ket-luan",
    .opens = "",
    .readers = READERS,
    .states = task_states,
    .state_count = COUNT(task_states),
    .actions = task_actions,
    .action_count = COUNT(task_actions),
};
