/*
 * How a proposal or feedback (kiến nghị, phản ánh) is handled: received,
 * classified, then resolved and answered here or transferred to whoever is
 * competent (Luật Tiếp công dân 42/2013, Điều 26–28; TT 05/2021/TT-TTCP).
 */
#include "modules/petitions/guard.h"
#include "modules/petitions/petition.h"

#define CLERK (ROLE_BIT(ROLE_RECEPTION_CLERK))
#define OFFICER (ROLE_BIT(ROLE_CASE_OFFICER))
#define LEADER (ROLE_BIT(ROLE_LEADER))

static const struct lifecycle_state states[] = {
    {"received",    PHASE_OPEN   },
    {"accepted",    PHASE_OPEN   },
    {"drafted",     PHASE_OPEN   },
    {"asked",       PHASE_WAITING},
    {"transferred", PHASE_WAITING},
    {"urged",       PHASE_WAITING},
    {"answered",    PHASE_CLOSED },
    {"filed",       PHASE_CLOSED },
    {"withdrawn",   PHASE_CLOSED },
};

#define UNDER_WAY "received accepted drafted asked transferred urged"
#define CLASSIFY "petition.classify"
#define RESOLVE "feedback.resolve"

/* columns: name, from, to, who, flags, opens, closes, rule, guard */
/* clang-format off */
static const struct lifecycle_action actions[] = {
    {"accept",    "received",                  "accepted",    CLERK | LEADER,  ACTION_ASSIGNS,                                            "",      CLASSIFY, CLASSIFY,
     NULL                                                                                                                                                                  },
    {"transfer",  "received accepted",         "transferred", CLERK | LEADER,  ACTION_NEEDS_ANSWER,                                       "",
     CLASSIFY,                                                                                                                                               CLASSIFY, NULL},
    {"file",      "received",                  "filed",       CLERK | LEADER,  ACTION_NEEDS_NOTE,                                         "",      "*",      CLASSIFY, NULL},
    {"take-out",  "filed",                     "received",    LEADER,          ACTION_NEEDS_NOTE | ACTION_FROM_RECEIPT | ACTION_GUARD_OFFERS, CLASSIFY " " RESOLVE, "", CLASSIFY, guard_was_parted},
    {"assign",    "accepted drafted asked",    "",            LEADER,          ACTION_ASSIGNS,                                            "",      "",       RESOLVE,  NULL},
    {"ask",       "accepted",                  "asked",       OFFICER | CLERK, ACTION_BY_HOLDER | ACTION_NEEDS_ANSWER,                    "",      "",
     RESOLVE,                                                                                                                                                          NULL},
    {"go-on",     "asked",                     "accepted",    OFFICER | CLERK, ACTION_BY_HOLDER,                                          "",      "",       RESOLVE,  NULL},
    {"draft",     "accepted",                  "drafted",     OFFICER | CLERK, ACTION_BY_HOLDER | ACTION_NEEDS_ANSWER,                    "",
     "",                                                                                                                                                     RESOLVE,  NULL},
    {"send-back", "drafted",                   "accepted",    LEADER,          ACTION_NEEDS_NOTE,                                         "",      "",       RESOLVE,  NULL},
    {"approve",   "drafted",                   "answered",    LEADER,          ACTION_OTHER_EYES | ACTION_DATED,                                         "",      "*",      RESOLVE,  NULL},
    {"urge-body", "received accepted transferred urged", "urged", CLERK | LEADER, ACTION_NEEDS_ANSWER, "", CLASSIFY, CLASSIFY, NULL},
    {"pass-on",   "transferred urged",         "answered",    CLERK | OFFICER, ACTION_NEEDS_ANSWER | ACTION_DATED,                                       "",      "*",      RESOLVE,
     NULL                                                                                                                                                                  },
    {"urge",      "received accepted drafted", "",            LEADER,          ACTION_NEEDS_NOTE,                                         "",      "",       RESOLVE,  NULL},
    /* the Front does not agree with how a complaint was resolved: this unit, above the one that
     * resolved it, decides, and answers within the term of Điều 66.2 Luật Khiếu nại */
    {"front-decided", "accepted drafted answered", "", OFFICER | CLERK | LEADER, ACTION_NEEDS_NOTE | ACTION_DATED | ACTION_GUARD_OFFERS, REPLY_TO_FRONT, "", REPLY_TO_FRONT, guard_front_recommends},
    {"front-told", "accepted drafted answered", "", OFFICER | CLERK | LEADER, ACTION_NEEDS_NOTE | ACTION_DATED | ACTION_GUARD_OFFERS, "", REPLY_TO_FRONT, REPLY_TO_FRONT, guard_front_unanswered},
    {"add",       UNDER_WAY,                   "",            0,               ACTION_BY_SENDER | ACTION_NEEDS_NOTE | ACTION_TAKES_FILES, "",      "",
     RESOLVE,                                                                                                                                                          NULL},
    {"withdraw",  UNDER_WAY,                   "withdrawn",   0,               ACTION_BY_SENDER | ACTION_NEEDS_NOTE,                      "",      "*",      RESOLVE,
     NULL                                                                                                                                                                  },
    {"object",    "answered",                  "accepted",    0,               ACTION_BY_SENDER | ACTION_NEEDS_NOTE,   RESOLVE, "", RESOLVE, NULL},
    {"unclear",   "answered",                  "accepted",    0,               ACTION_BY_SENDER | ACTION_NEEDS_NOTE,   RESOLVE, "", RESOLVE, NULL},
    {"write",     "*",                         "",            0,               ACTION_BY_SENDER | ACTION_NEEDS_NOTE | ACTION_TAKES_FILES, "", "", RESOLVE, NULL},
    {"reply",     "*",                         "",            CLERK | OFFICER | LEADER, ACTION_NEEDS_ANSWER, "", "", RESOLVE, NULL},
};
/* clang-format on */

const struct matter_kind proposal_kind = {
    .name = "kien-nghi",
    .has_papers = true,
    .opens = CLASSIFY " " RESOLVE,
    .outlives = REPLY_TO_FRONT,
    .readers = CLERK | OFFICER | LEADER | ROLE_BIT(ROLE_INSPECTOR),
    .states = states,
    .state_count = sizeof(states) / sizeof(states[0]),
    .actions = actions,
    .action_count = sizeof(actions) / sizeof(actions[0]),
};
