/*
 * Conditions of the law that a lifecycle's table alone cannot say. Each fault
 * names the article ({article}). For the tables of this module.
 */
#ifndef DINH_MODULES_PETITIONS_GUARD_H
#define DINH_MODULES_PETITIONS_GUARD_H

#include "civic/matter.h"

/*
 * What the law asks of a file, as facts (civic/matter.h): the conditions to accept
 * were all met (eligible) or not (ineligible); the outcome (founded, partly,
 * unfounded); verification still differs from the complaint (differ); the
 * denunciation is anonymous.
 */
#define FACTS_OF_CHECK "eligible ineligible"
#define FACTS_OF_OUTCOME "founded partly unfounded"

typedef const struct fault *action_guard(struct work *work, const struct matter *matter,
                                         const struct matter_step *step);

action_guard guard_check_answered; /* exactly one of FACTS_OF_CHECK is set */
action_guard guard_is_checked;     /* the conditions were answered */
action_guard guard_is_eligible;    /* and all were met */
action_guard guard_is_ineligible;  /* and one was not */
action_guard guard_outcome_named;  /* exactly one of FACTS_OF_OUTCOME is set */
action_guard guard_mark;           /* a disciplinary decision has its own terms (Điều 50) */
action_guard guard_draft_first;    /* outcome; dialogue where results still differ (Điều 30), of
                                    * a disciplinary decision always (Điều 53) */
action_guard guard_draft_second;   /* outcome; dialogue always (Điều 39) */
action_guard guard_not_stayed;     /* the decision complained about is not stayed */
action_guard guard_is_stayed;      /* it is */
action_guard guard_was_invited;    /* a dialogue was announced in the time that the law of its
                                    * day sets (NĐ 155/2026, Điều 11) */
action_guard guard_may_suspend;    /* the law of the day knows suspension of a complaint */
action_guard guard_may_terminate; /* withdrawn or suspended, else on the grounds of Điều 11a.2 */
action_guard guard_others_go_on;  /* several complain: those who did not withdraw go on */
action_guard guard_stop_unsent;   /* a decision to suspend, resume or terminate is to be sent */
action_guard guard_guided_once;   /* no other of the same content was guided (TT 05/2021) */
action_guard guard_transferred_once; /* nor transferred */
action_guard guard_may_file;         /* a denunciation that the law leaves: unnamed, unfit, or
                                      * joined with another (Điều 24.3, 25.1) */
action_guard guard_may_take_over; /* the direct superior, once the term has run out (Điều 38.5) */
action_guard guard_may_demand; /* the direct superior, once the term has run out (Điều 38.2) */
action_guard guard_acceptance_untold; /* whoever denounced was not yet told of it (Điều 29.3) */
action_guard guard_was_demanded;      /* a report was demanded and not yet given (Điều 38.3) */
action_guard guard_may_appeal;        /* decided and in time, or the term to resolve has run out */
action_guard guard_may_go_to_court;   /* decided, or the term to resolve has run out */
action_guard guard_is_decided;        /* there is a decision, wherever the matter went since */
action_guard guard_order_due;         /* a decision is in force and its execution not yet ordered */
action_guard guard_force_due;         /* the term after which a decision is in force has passed */
action_guard guard_may_extend;        /* as often as the law allows in this case, and while the
                                       * term runs */
action_guard guard_may_accept;        /* eligible, and the denouncer is known */
action_guard guard_may_inspect;       /* anonymous (Điều 25.2), or through the press and not
                                       * acceptable (Điều 26.1b) */
action_guard guard_by_superior;       /* a leader of the unit above reviews it (Điều 37.2) */
action_guard guard_was_parted;        /* it was joined with another by mistake */
action_guard guard_is_overdue;        /* the term of Điều 30 has run out */
action_guard guard_is_published;      /* the conclusion was sent and published */
action_guard guard_is_sent;           /* the decision was sent; of the second instance published */
action_guard guard_may_take_back;     /* for whoever complains alone; of several, officials who have
                                       * the withdrawal of all */
action_guard guard_from_press;        /* it came through the press or an authority */
action_guard guard_press_once;        /* and its term to answer them does not run yet */

action_guard guard_front_untold;     /* a result is decided and the Front, which passed the
                                      * complaint on, was not yet told of it */
action_guard guard_front_recommends; /* it is a recommendation of the Front, and no term to
                                      * answer it runs */
action_guard guard_front_unanswered; /* one runs */

/* Luật Khiếu nại, Điều 66.2 */
#define RULE_OF_FRONT "complaint.front.result"
/* The Front or a member organisation passed the complaint on. */
#define FACT_OF_FRONT "front"
#define REPLY_TO_FRONT "complaint.front.reply"
/* Luật Tố cáo, Điều 26.2 */
#define RULE_OF_PRESS "denunciation.press.reply"
/* "cơ quan báo chí, cơ quan, tổ chức … có thẩm quyền chuyển đến": the Front is one of these */
#define SOURCES_OF_PRESS "press front"

#endif
