/*
 * How a denunciation (tố cáo) is resolved (Luật Tố cáo 25/2018, NĐ 31/2019, from
 * 01/07/2026 NĐ 156/2026). The terms and the articles stand in
 * law/rules/denunciation.txt. Who sent it and what they wrote is sealed
 * (civic/seal.h).
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

#define CHECK "denunciation.verify_conditions"
#define RESOLVE "denunciation.resolve"
#define NOTIFY "denunciation.notify"
#define STOPPED "denunciation.suspend.send"
#define CONCLUSION "denunciation.conclusion.send"
#define HANDLE "denunciation.handle"
#define PUBLISH "denunciation.publish"
#define AGAIN "denunciation.repeat.review"
#define PRESS RULE_OF_PRESS
#define DEMAND "denunciation.overdue.demand"
#define ACCOUNT "denunciation.overdue.answer"
/* What is cited alone; no term begins with it. */
#define INSPECT "denunciation.inspect"
#define CRIME "denunciation.crime"
#define VERIFY "denunciation.verify"
#define CONCLUDE "denunciation.conclude"
#define STOP "denunciation.stop"
#define WITHDRAW "denunciation.withdraw"
#define GO_ON "denunciation.go_on"

/* clang-format off */
static const struct lifecycle_state states[] = {
    {"received",    PHASE_OPEN},
    {"checking",    PHASE_OPEN},
    {"accepted",    PHASE_OPEN},
    {"verifying",   PHASE_OPEN},
    {"reported",    PHASE_OPEN},
    {"drafted",     PHASE_OPEN},
    {"concluded",   PHASE_OPEN},
    {"acted",       PHASE_OPEN},
    {"suspended",   PHASE_WAITING},
    {"withdrawing", PHASE_OPEN},
    {"repeated",    PHASE_OPEN},
    {"retracting",  PHASE_OPEN},
    {"relenting",   PHASE_OPEN},
    {"refused",     PHASE_CLOSED},
    {"filed",       PHASE_CLOSED},
    {"transferred", PHASE_CLOSED},
    {"urged",       PHASE_CLOSED},
    {"inspected",   PHASE_CLOSED},
    {"referred",    PHASE_CLOSED},
    {"withdrawn",   PHASE_CLOSED},
    {"terminated",  PHASE_CLOSED},
    {"closed",      PHASE_CLOSED},
};

#define AT_WORK "accepted verifying reported drafted"
#define ANSWERED "refused filed transferred urged inspected referred terminated concluded acted closed"

/* columns: name, from, to, who, flags, opens, closes, rule, guard */
static const struct lifecycle_action actions[] = {
    {"register", "received", "checking", CLERK | LEADER, ACTION_ASSIGNS, "", "", CHECK, NULL},
    {"summarise", "received checking " AT_WORK, "", STAFF | LEADER, NOTE, "", "", CHECK, NULL},
    {"press", "received checking", "", CLERK | LEADER, NOTE | ACTION_FROM_RECEIPT | ASKED, PRESS, "", PRESS, guard_press_once},
    {"press-replied", "checking refused filed transferred urged inspected referred " AT_WORK, "", STAFF, NOTE | ASKED, "", PRESS, PRESS, guard_from_press},
    {"check", "checking", "", STAFF | LEADER, FACTS | NOTE, "", "", "denunciation.conditions", guard_check_answered},
    {"mark", "checking accepted verifying reported", "", STAFF | LEADER, FACTS | NOTE, "", "", "denunciation.extend " RESOLVE, NULL},
    {"accept", "checking", "accepted", LEADER, ANSWER | DATED | ASKED, RESOLVE " " NOTIFY, CHECK, CHECK, guard_may_accept},
    {"refuse", "checking", "refused", LEADER, ANSWER | DATED | ASKED, "", "*", CHECK, guard_is_ineligible},
    {"file", "received checking", "filed", CLERK | LEADER, NOTE | ASKED, "", "*", "denunciation.not_handled", guard_may_file},
    {"take-out", "filed", "received", LEADER, NOTE | ACTION_FROM_RECEIPT | ASKED, CHECK, "", "petition.file.keep", guard_was_parted},
    {"transfer", "checking", "transferred", CLERK | LEADER, ANSWER | DATED | ASKED | ACTION_FROM_RECEIPT, "", "*", "denunciation.transfer", guard_transferred_once},
    {"urge-body", "checking transferred urged", "urged", CLERK | LEADER, ANSWER | DATED, "", "*", CHECK, NULL},
    {"body-replied", "transferred urged", "", STAFF | LEADER, NOTE, "", "", CHECK, NULL},
    {"to-party", "received checking", "transferred", CLERK | LEADER, ANSWER | DATED, "", "*", "petition.party", NULL},
    {"inspect", "checking", "inspected", LEADER, NOTE | ASKED, "", "*", INSPECT, guard_may_inspect},
    {"refer", "received checking " AT_WORK, "referred", LEADER, NOTE, "", "*", CRIME, NULL},
    {"notify", AT_WORK " suspended withdrawing", "", STAFF, NOTE | DATED | ASKED, "", NOTIFY, NOTIFY, guard_acceptance_untold},
    {"verify", "accepted", "verifying", LEADER, ACTION_ASSIGNS | NOTE, "", "", "denunciation.team.min", NULL},
    {"extend", "accepted verifying reported", "", LEADER, ACTION_EXTENDS | NOTE | DATED | ASKED, "", "", "denunciation.extend " RESOLVE, guard_may_extend},
    {"suspend", AT_WORK, "suspended", LEADER, ACTION_SUSPENDS | NOTE | DATED, STOPPED, "", STOP, NULL},
    {"send-stop", "suspended terminated", "", STAFF, NOTE | DATED | ASKED, "", STOPPED, STOPPED, guard_stop_unsent},
    {"resume", "suspended", "verifying", LEADER, ACTION_RESUMES | NOTE | DATED, "", STOPPED, STOP, NULL},
    {"report", "verifying", "reported", STAFF, HOLDER | NOTE, "", "", VERIFY, NULL},
    {"draft-decision", "reported", "drafted", STAFF, HOLDER | ANSWER | FACTS, "", "", CONCLUDE, guard_outcome_named},
    {"send-back", "drafted", "reported", LEADER, NOTE, "", "", CONCLUDE, NULL},
    {"conclude", "drafted", "concluded", LEADER, OTHER | DATED, CONCLUSION " " HANDLE " " PUBLISH, RESOLVE, CONCLUDE, NULL},
    {"send", "concluded acted", "", STAFF, NOTE | DATED, "", CONCLUSION, CONCLUSION, NULL},
    {"act", "concluded", "acted", LEADER, NOTE | DATED, "", HANDLE, HANDLE, NULL},
    {"publish", "concluded acted", "", STAFF, NOTE | DATED, "", PUBLISH, PUBLISH, NULL},
    {"close", "acted", "closed", LEADER, NOTE | ASKED, "", "*", PUBLISH, guard_is_published},
    {"take-back", "received checking", "retracting", STAFF, SENDER | NOTE, "", "", WITHDRAW, NULL},
    {"let-go", "retracting", "withdrawn", LEADER, ANSWER | DATED, "", "*", WITHDRAW, NULL},
    {"check-on", "retracting", "checking", LEADER, NOTE, "", "", GO_ON, NULL},
    {"withdraw", AT_WORK " suspended", "withdrawing", STAFF, SENDER | NOTE, "", "", WITHDRAW, NULL},
    {"keep-on", "withdrawing", "verifying", LEADER, NOTE, "", STOPPED, GO_ON, NULL},
    {"terminate", "withdrawing suspended " AT_WORK, "terminated", LEADER, ANSWER | DATED, STOPPED, "*", STOP, NULL},
    {"repeat", "refused terminated closed", "repeated", STAFF, SENDER | NOTE, AGAIN, "", AGAIN, NULL},
    {"overdue", AT_WORK, "", STAFF, SENDER | NOTE | ASKED, DEMAND, "", DEMAND, guard_is_overdue},
    {"demand", AT_WORK, "", LEADER, NOTE | ASKED, ACCOUNT, DEMAND, DEMAND, guard_may_demand},
    {"account", AT_WORK, "", STAFF | LEADER, NOTE | ASKED, "", ACCOUNT, ACCOUNT, guard_was_demanded},
    {"take-over", AT_WORK " suspended", "accepted", LEADER, ANSWER | ACTION_MOVES | ASKED, RESOLVE " " NOTIFY,
     RESOLVE " " NOTIFY " " STOPPED " " DEMAND " " ACCOUNT, "denunciation.overdue.take", guard_may_take_over},
    {"uphold", "repeated", "closed", LEADER, ANSWER | DATED | ASKED, "", "*", AGAIN, guard_by_superior},
    {"take-up", "repeated", "accepted", LEADER, ANSWER | ASKED, RESOLVE " " NOTIFY, AGAIN, AGAIN, guard_by_superior},
    {"move-on", "repeated", "transferred", LEADER, ANSWER | DATED | ASKED, "", "*", AGAIN, guard_by_superior},
    {"give-up", "repeated", "relenting", STAFF, SENDER | NOTE, "", "", AGAIN, NULL},
    {"let-go-again", "relenting", "withdrawn", LEADER, ANSWER | DATED | ASKED, "", "*", AGAIN, guard_by_superior},
    {"review-on", "relenting", "repeated", LEADER, NOTE | ASKED, "", "", AGAIN, guard_by_superior},
    {"assign", "checking " AT_WORK, "", LEADER, ACTION_ASSIGNS, "", "", CHECK, NULL},
    {"urge", "received checking " AT_WORK " concluded acted", "", LEADER, NOTE, "", "", RESOLVE, NULL},
    {"write", "*", "", 0, SENDER | NOTE | ACTION_TAKES_FILES, "", "", CHECK, NULL},
    {"reply", "*", "", STAFF | LEADER, ANSWER, "", "", CHECK, NULL},
    {"object", ANSWERED, "", 0, SENDER | NOTE, "", "", "denunciation.notify", NULL},
    {"unclear", ANSWERED, "", 0, SENDER | NOTE, "", "", "denunciation.notify", NULL},
    {"add", "received checking suspended withdrawing retracting relenting concluded acted repeated " AT_WORK, "", 0,
     SENDER | NOTE | ACTION_TAKES_FILES, "", "", CHECK, NULL},
};
/* clang-format on */

const struct matter_kind denunciation_kind = {
    .name = "to-cao",
    .has_papers = true,
    .after = denunciation_after,
    .opens = CHECK,
    .outlives = PRESS " " STOPPED,
    .stands = RESOLVE,
    .conditions = "many_places complex specially_complex",
    .readers = STAFF | LEADER | ROLE_BIT(ROLE_INSPECTOR),
    .states = states,
    .state_count = sizeof(states) / sizeof(states[0]),
    .actions = actions,
    .action_count = sizeof(actions) / sizeof(actions[0]),
};
