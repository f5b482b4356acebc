/*
 * How a complaint (khiếu nại) is resolved: first instance and second instance
 * (Luật Khiếu nại 02/2011, NĐ 75/2012, NĐ 124/2020, from 01/07/2026 NĐ 155/2026).
 * The terms and the articles stand in law/rules/complaint.txt.
 */
#include "modules/petitions/guard.h"
#include "modules/petitions/petition.h"

#define CLERK (ROLE_BIT(ROLE_RECEPTION_CLERK))
#define OFFICER (ROLE_BIT(ROLE_CASE_OFFICER))
#define LEADER (ROLE_BIT(ROLE_LEADER))
#define STAFF (CLERK | OFFICER)

#define NOTE ACTION_NEEDS_NOTE
#define ANSWER ACTION_NEEDS_ANSWER
#define HOLDER ACTION_BY_HOLDER
#define FACTS ACTION_SETS_FACTS
#define OTHER ACTION_OTHER_EYES
#define SENDER ACTION_BY_SENDER
#define DATED ACTION_DATED
#define ASKED ACTION_GUARD_OFFERS

#define CLASSIFY "petition.classify"
#define ACCEPT "complaint.accept"
#define FIRST "complaint.resolve.first"
#define SECOND "complaint.resolve.second"
#define SEND "complaint.send"
#define FORCE "complaint.force"
#define ORDER "complaint.execute.order"
#define STOPPED "complaint.suspend.send"
#define RESUMED "complaint.resume.send"
#define FRONT RULE_OF_FRONT
#define WITHDRAWN "complaint.withdraw"
#define VERIFY "complaint.verify"
#define DECIDE "complaint.decide"
#define COURT "complaint.court"
#define STAY "complaint.stay"
/* What is cited: before NĐ 155/2026 the law knew no suspension, only withdrawal (Điều 10), and
 * set no days for the notice of a dialogue (Điều 30, 39, 53). */
#define OF_STOPPED STOPPED " " WITHDRAWN
#define OF_RESUMED RESUMED " " WITHDRAWN
#define OF_DIALOGUE "complaint.dialogue.notice complaint.dialogue.required"

/* clang-format off */

/* What both instances share from acceptance on; RESOLVE is the rule of the term. */
#define BEFORE_DECISION "accepted verifying reported drafted"
/* columns: name, from, to, who, flags, opens, closes, rule, guard */
#define VERIFICATION(RESOLVE)                                                                      \
    {"mark", "classified proposed accepted verifying reported", "", STAFF | LEADER, FACTS | NOTE,  \
     "", "", RESOLVE, guard_mark}, \
    {"verify", "accepted", "verifying", LEADER, ACTION_ASSIGNS | NOTE, "", "", VERIFY, NULL},     \
    {"report", "verifying", "reported", STAFF, HOLDER | NOTE, "", "", VERIFY, NULL},              \
    {"invite", "verifying reported", "", STAFF | LEADER, ANSWER | DATED, "", "", OF_DIALOGUE, NULL}, \
    {"dialogue", "reported", "", STAFF | LEADER, NOTE | DATED, "", "", OF_DIALOGUE, guard_was_invited}, \
    {"stay", BEFORE_DECISION, "", LEADER, ANSWER | DATED | ASKED, "", "", STAY, guard_not_stayed}, \
    {"lift-stay", BEFORE_DECISION " suspended withdrawing", "", LEADER, ANSWER | DATED | ASKED, "", "", STAY, \
     guard_is_stayed}, \
    {"send-back", "drafted", "reported", LEADER, NOTE, "", "", DECIDE, NULL}
#define SIDE_EXITS(RESOLVE)                                                                        \
    {"suspend", BEFORE_DECISION, "suspended", LEADER, ACTION_SUSPENDS | NOTE | DATED | ASKED,                      \
     STOPPED, "", OF_STOPPED, guard_may_suspend},                                                     \
    {"resume", "suspended", "verifying", LEADER, ACTION_RESUMES | NOTE | DATED, RESUMED, STOPPED, OF_RESUMED, NULL}, \
    {"notify", "suspended terminated verifying reported drafted", "", STAFF, NOTE | DATED | ASKED, "",             \
     STOPPED " " RESUMED, OF_STOPPED, guard_stop_unsent},                                             \
    {"withdraw", BEFORE_DECISION " suspended", "withdrawing", STAFF, SENDER | NOTE, "", "", WITHDRAWN, NULL}, \
    {"keep-on", "withdrawing", "verifying", LEADER, NOTE | ASKED, "", "", WITHDRAWN, guard_others_go_on}, \
    {"terminate", "withdrawing suspended " BEFORE_DECISION, "terminated", LEADER, ANSWER | DATED | ASKED, STOPPED, \
     "*", WITHDRAWN, guard_may_terminate},                                              \
    {"assign", "classified proposed " BEFORE_DECISION, "", LEADER, ACTION_ASSIGNS, "", "", RESOLVE, NULL}, \
    {"urge", "received classified proposed " BEFORE_DECISION, "", LEADER, NOTE, "", "", RESOLVE, NULL}, \
    {"add", "received classified proposed suspended withdrawing decided " BEFORE_DECISION, "", 0,  \
     SENDER | NOTE | ACTION_TAKES_FILES, "", "", RESOLVE, NULL}
/* Both ways through the key of the receipt, whatever state the file is in. ANSWERED are the
 * states in which the sender has an answer that may be wrong or unclear. */
#define CHANNEL(ANSWERED)                                                                          \
    {"write", "*", "", 0, SENDER | NOTE | ACTION_TAKES_FILES, "", "", CLASSIFY, NULL},             \
    {"reply", "*", "", STAFF | LEADER, ANSWER, "", "", CLASSIFY, NULL},                            \
    {"object", ANSWERED " in_force executing closed terminated", "", 0, SENDER | NOTE, "", "", CLASSIFY, NULL}, \
    {"unclear", ANSWERED " decided in_force executing closed terminated", "", 0, SENDER | NOTE, "", "", CLASSIFY, NULL}
/* The decision takes force and is carried out (Điều 44.1, 44.2, 44.4), also while the court,
 * to which the complainant may go all that time (Điều 44.3), has not judged. */
#define DECIDED "decided in_force executing"
#define EXECUTION                                                                                  \
    {"send", DECIDED " in_court", "", STAFF, NOTE | DATED, "", SEND, SEND, guard_is_decided},      \
    {"deliver", DECIDED " in_court", "", STAFF, NOTE | DATED, "", "", "complaint.second.file", guard_is_decided}, \
    {"in-force", "decided", "in_force", STAFF | LEADER, ACTION_FROM_END | ASKED, ORDER, FORCE, FORCE, guard_force_due}, \
    {"take-force", "in_court", "", STAFF | LEADER, ACTION_FROM_END | ASKED, ORDER, FORCE, FORCE, guard_force_due}, \
    {"order", "in_court", "", LEADER, NOTE | DATED | ASKED, "", ORDER, ORDER, guard_order_due},                    \
    {"execute", "in_force", "executing", LEADER, NOTE | DATED, "", ORDER, ORDER, NULL},                    \
    {"close", "in_force executing", "closed", LEADER, NOTE | ASKED, "", "*", SEND, guard_is_sent},                 \
    {"court-decided", "in_court", "closed", STAFF | LEADER, NOTE, "", "*", FORCE, NULL}

static const struct lifecycle_state first_states[] = {
    {"received",    PHASE_OPEN},
    {"classified",  PHASE_OPEN},
    {"proposed",    PHASE_OPEN},
    {"accepted",    PHASE_OPEN},
    {"verifying",   PHASE_OPEN},
    {"reported",    PHASE_OPEN},
    {"drafted",     PHASE_OPEN},
    {"decided",     PHASE_WAITING},
    {"in_force",    PHASE_OPEN},
    {"executing",   PHASE_OPEN},
    {"suspended",   PHASE_WAITING},
    {"withdrawing", PHASE_OPEN},
    {"in_court",    PHASE_WAITING},
    {"guided",      PHASE_CLOSED},
    {"returned",    PHASE_CLOSED},
    {"transferred", PHASE_CLOSED},
    {"urged",       PHASE_CLOSED},
    {"filed",       PHASE_CLOSED},
    {"refused",     PHASE_CLOSED},
    {"withdrawn",   PHASE_CLOSED},
    {"terminated",  PHASE_CLOSED},
    {"appealed",    PHASE_CLOSED},
    {"closed",      PHASE_CLOSED},
};

static const struct lifecycle_action first_actions[] = {
    {"classify", "received", "classified", CLERK | LEADER, ACTION_ASSIGNS, "", CLASSIFY, CLASSIFY, NULL},
    {"guide", "classified", "guided", STAFF | LEADER, ANSWER | DATED | ASKED, "", "*", "petition.guide", guard_guided_once},
    {"return", "classified", "returned", STAFF | LEADER, ANSWER | DATED, "", "*", CLASSIFY, NULL},
    {"transfer", "classified", "transferred", CLERK | LEADER, ANSWER | DATED, "", "*", CLASSIFY, NULL},
    {"urge-body", "classified transferred urged", "urged", CLERK | LEADER, ANSWER | DATED, "", "*", CLASSIFY, NULL},
    {"body-replied", "transferred urged", "", STAFF | LEADER, NOTE, "", "", CLASSIFY, NULL},
    {"file", "received classified", "filed", CLERK | LEADER, NOTE, "", "*", "petition.file.keep", NULL},
    {"take-out", "filed", "received", LEADER, NOTE | ACTION_FROM_RECEIPT | ASKED, CLASSIFY " " ACCEPT, "",
     "petition.file.keep", guard_was_parted},
    {"check", "classified", "", STAFF | LEADER, FACTS | NOTE, "", "", "complaint.conditions", guard_check_answered},
    {"propose", "classified", "proposed", STAFF, NOTE | ASKED, "", "", ACCEPT, guard_is_checked},
    {"accept", "proposed", "accepted", LEADER, OTHER | ANSWER | DATED | ASKED, FIRST, ACCEPT, ACCEPT, guard_is_eligible},
    {"refuse", "proposed", "refused", LEADER, OTHER | ANSWER | DATED | ASKED, "", "*", ACCEPT, guard_is_ineligible},
    {"recheck", "proposed", "classified", LEADER, NOTE, "", "", ACCEPT, NULL},
    VERIFICATION(FIRST),
    {"draft-decision", "reported", "drafted", STAFF, HOLDER | ANSWER | FACTS, "", "", DECIDE, guard_draft_first},
    {"decide", "drafted", "decided", LEADER, OTHER | DATED, SEND " " FORCE " " FRONT, FIRST, DECIDE, NULL},
    {"appeal", DECIDED " closed " BEFORE_DECISION, "appealed", STAFF, SENDER | NOTE | ASKED, "", "*",
     "complaint.second.file", guard_may_appeal},
    {"go-to-court", DECIDED " " BEFORE_DECISION, "in_court", STAFF, NOTE | ASKED, "", "",
     COURT, guard_may_go_to_court},
    EXECUTION,
    {"front-told", DECIDED " in_court appealed closed", "", STAFF, NOTE | DATED | ASKED, "", FRONT, FRONT, guard_front_untold},
    SIDE_EXITS(FIRST),
    {"take-back", "received classified proposed", "withdrawn", STAFF, SENDER | NOTE, "", "*",
     WITHDRAWN, guard_may_take_back},
    CHANNEL("guided returned transferred urged filed refused"),
};

static const struct lifecycle_state second_states[] = {
    {"received",    PHASE_OPEN},
    {"proposed",    PHASE_OPEN},
    {"classified",  PHASE_OPEN},
    {"accepted",    PHASE_OPEN},
    {"verifying",   PHASE_OPEN},
    {"reported",    PHASE_OPEN},
    {"drafted",     PHASE_OPEN},
    {"decided",     PHASE_WAITING},
    {"in_force",    PHASE_OPEN},
    {"executing",   PHASE_OPEN},
    {"suspended",   PHASE_WAITING},
    {"withdrawing", PHASE_OPEN},
    {"in_court",    PHASE_WAITING},
    {"refused",     PHASE_CLOSED},
    {"withdrawn",   PHASE_CLOSED},
    {"terminated",  PHASE_CLOSED},
    {"closed",      PHASE_CLOSED},
};

static const struct lifecycle_action second_actions[] = {
    {"classify", "received", "classified", CLERK | LEADER, ACTION_ASSIGNS, "", CLASSIFY, CLASSIFY, NULL},
    {"check", "classified", "", STAFF | LEADER, FACTS | NOTE, "", "", "complaint.conditions", guard_check_answered},
    {"propose", "classified", "proposed", STAFF, NOTE | ASKED, "", "", ACCEPT, guard_is_checked},
    {"accept", "proposed", "accepted", LEADER, OTHER | ANSWER | DATED | ASKED, SECOND, ACCEPT, ACCEPT, guard_is_eligible},
    {"refuse", "proposed", "refused", LEADER, OTHER | ANSWER | DATED | ASKED, "", "*", ACCEPT, guard_is_ineligible},
    {"recheck", "proposed", "classified", LEADER, NOTE, "", "", ACCEPT, NULL},
    VERIFICATION(SECOND),
    {"draft-decision", "reported", "drafted", STAFF, HOLDER | ANSWER | FACTS, "", "", DECIDE, guard_draft_second},
    {"decide", "drafted", "decided", LEADER, OTHER | DATED, SEND " " FORCE " " FRONT " complaint.publish", SECOND, DECIDE, NULL},
    {"publish", DECIDED " in_court", "", STAFF, NOTE, "", "complaint.publish", "complaint.publish",
     guard_is_decided},
    {"go-to-court", DECIDED " " BEFORE_DECISION, "in_court", STAFF, NOTE | ASKED, "", "",
     COURT, guard_may_go_to_court},
    EXECUTION,
    {"front-told", DECIDED " in_court closed", "", STAFF, NOTE | DATED | ASKED, "", FRONT, FRONT, guard_front_untold},
    SIDE_EXITS(SECOND),
    {"take-back", "received classified proposed", "withdrawn", STAFF, SENDER | NOTE, "", "*",
     WITHDRAWN, guard_may_take_back},
    CHANNEL("refused"),
};
/* clang-format on */

#define READERS (STAFF | LEADER | ROLE_BIT(ROLE_INSPECTOR))
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Điều 66.2: the result is told to the Front, or its member, where it passed the complaint on. */
static const struct lifecycle_case cases[] = {
    {FRONT, FACT_OF_FRONT}
};
/* What the rules of both instances tell apart. */
#define CONDITIONS "first second complex remote discipline dismissal"

const struct matter_kind complaint_kind = {
    .name = "khieu-nai",
    .has_papers = true,
    .after = complaint_after,
    .opens = CLASSIFY " " ACCEPT,
    .outlives = STOPPED " " FRONT,
    .cases = cases,
    .case_count = COUNT(cases),
    .passes = FORCE,
    .stands = FIRST,
    .conditions = CONDITIONS,
    .readers = READERS,
    .states = first_states,
    .state_count = COUNT(first_states),
    .actions = first_actions,
    .action_count = COUNT(first_actions),
};

const struct matter_kind second_complaint_kind = {
    .name = "khieu-nai-2",
    .has_papers = true,
    .opens = CLASSIFY " " ACCEPT,
    .outlives = STOPPED " " FRONT,
    .cases = cases,
    .case_count = COUNT(cases),
    .passes = FORCE,
    .stands = SECOND,
    .conditions = CONDITIONS,
    .readers = READERS,
    .states = second_states,
    .state_count = COUNT(second_states),
    .actions = second_actions,
    .action_count = COUNT(second_actions),
};
