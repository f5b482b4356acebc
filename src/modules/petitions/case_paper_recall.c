/*
 * Recalling an issued paper (thu hồi văn bản): one official asks and gives the reason,
 * another, a leader, agrees or declines. The paper and its number stay on record.
 */
#include "modules/petitions/case_paper.h"

#include "civic/actor.h"
#include "civic/matter_seat.h"
#include "civic/seal.h"
#include "civic/series.h"
#include "civic/site.h"
#include "db/db.h"
#include "db/topic.h"

struct recalling {
    const struct matter *matter;
    const struct case_paper_made *seen;
    struct str reason;
    bool agrees;
};

/* The paper as it is now, whatever was seen before; it must have been issued. */
static const struct fault *look_again(struct work *work, const struct recalling *recalling,
                                      struct case_paper_made *ret_made)
{
    const struct fault *fault =
        case_paper_find(work, recalling->matter, recalling->seen->event.seq,
                        str_from_c(recalling->seen->paper->kind.name), ret_made);
    if (!fault && ret_made->id != recalling->seen->id)
        fault = fault_new(work->arena, FAULT_CONFLICT, "case-paper.recall.not_asked", "another");
    if (!fault && !ret_made->id)
        fault = fault_new(work->arena, FAULT_CONFLICT, "case-paper.not_issued", "not issued yet");
    return fault;
}

/* Stores it, and says so on the timeline. */
static const struct fault *store(struct work *work, const struct matter *matter,
                                 const struct case_paper_made *made, const char *action,
                                 struct str reason)
{
    struct matter_mark mark = {.id = matter->id, .action = str_from_c(action)};
    const struct fault *fault = case_paper_set_recall(work, made);
    mark.note =
        arena_printf(work->arena, PRISTR ". " PRISTR,
                     STRARG(case_paper_title(work, made->paper, made->symbol)), STRARG(reason));
    db_touch(work, topic_of("matter", matter->id));
    return fault ? fault : matter_mark(work, &mark);
}

static const struct fault *ask(struct work *work, void *context)
{
    const struct recalling *recalling = context;
    struct case_paper_made made;
    const struct fault *fault = case_paper_may_issue(work, recalling->matter);
    if (!fault)
        fault = look_again(work, recalling, &made);
    if (!fault && made.recall_by)
        fault = fault_new(work->arena, FAULT_CONFLICT, "case-paper.recall.asked", "asked before");
    if (fault)
        return fault;
    made.recall_reason = recalling->reason;
    made.recall_by = work->actor->account_id;
    return store(work, recalling->matter, &made, "recall-ask", made.recall_reason);
}

const struct fault *case_paper_ask_recall(struct work *work, const struct matter *matter,
                                          const struct case_paper_made *made, struct str reason)
{
    struct recalling recalling = {matter, made, str_trim(reason), false};
    struct seal_words words;
    const struct fault *fault;
    if (recalling.reason.len == 0)
        return fault_field(work->arena, "reason", "case-paper.recall.reason");
    words = (struct seal_words){"reason", recalling.reason};
    fault = seal_must_not_name(work, matter, &words, 1);
    return fault ? fault : db_write(work, ask, &recalling);
}

static const struct fault *may_decide(struct work *work, const struct recalling *recalling,
                                      const struct case_paper_made *made)
{
    if (!made->recall_by)
        return fault_new(work->arena, FAULT_CONFLICT, "case-paper.recall.not_asked", "not asked");
    if (made->recall_by == work->actor->account_id)
        return fault_new(work->arena, FAULT_FORBIDDEN, "matter.other_eyes",
                         "account %lld asked for it", (long long)made->recall_by);
    return matter_seat_must(work, ROLE_BIT(ROLE_LEADER), recalling->matter);
}

static const struct fault *decide(struct work *work, void *context)
{
    const struct recalling *recalling = context;
    struct case_paper_made made;
    struct str reason;
    const struct fault *fault = case_paper_may_issue(work, recalling->matter);
    if (!fault)
        fault = look_again(work, recalling, &made);
    if (!fault)
        fault = may_decide(work, recalling, &made);
    if (fault)
        return fault;
    reason = made.recall_reason;
    if (recalling->agrees) {
        made.recalled_at = clock_now(work->clock);
        if (made.series_id)
            fault = series_void(work, made.series_id, made.number, reason);
    } else {
        made.recall_reason = STR("");
        made.recall_by = 0;
    }
    return fault ? fault
                 : store(work, recalling->matter, &made,
                         recalling->agrees ? "recall" : "recall-decline", reason);
}

const struct fault *case_paper_decide_recall(struct work *work, const struct matter *matter,
                                             const struct case_paper_made *made, bool agrees)
{
    struct recalling recalling = {matter, made, STR(""), agrees};
    return db_write(work, decide, &recalling);
}
