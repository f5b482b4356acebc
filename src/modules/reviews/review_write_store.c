/*
 * SQL that writes rounds, their cases and events; inside db_write.
 */
#include "modules/reviews/review.h"

#include "civic/actor.h"
#include "db/db.h"

static const char REVIEW_INSERT[] =
    "INSERT INTO review_round (id, unit_id, name, basis, starts_on, ends_on, kinds, opened_before,"
    "   is_overdue, is_crowd, is_second, state, from_id, created_by, created_at, conclusion,"
    "   version, is_complex)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, '', 1, $16)";

const struct fault *review_insert(struct work *work, const struct review_round *round)
{
    return db_exec(work, REVIEW_INSERT,
                   P(round->id, round->unit_id, round->name, round->basis, round->starts_on,
                     round->ends_on, round->kinds, round->opened_before, round->is_overdue,
                     round->is_crowd, round->is_second, review_state_name(round->state),
                     db_id_or_null(round->from_id), work->actor->account_id, round->created_at,
                     round->is_complex),
                   NULL);
}

static const char REVIEW_UPDATE[] =
    "UPDATE review_round SET state = $3, frozen_at = $4, closed_at = $5, conclusion = $6,"
    "   version = version + 1"
    " WHERE id = $1 AND version = $2";

static struct db_value instant_or_null(struct instant at)
{
    return at.us ? db_value_instant(at) : db_id_or_null(0);
}

const struct fault *review_update(struct work *work, const struct review_round *round)
{
    return db_exec_one(work, REVIEW_UPDATE,
                       P(round->id, round->version, review_state_name(round->state),
                         instant_or_null(round->frozen_at), instant_or_null(round->closed_at),
                         round->conclusion),
                       "review.changed");
}

static const char REVIEW_CASE_INSERT[] =
    "INSERT INTO review_case (id, round_id, matter_id, unit_id, findings, cause, measures, plan,"
    "   outcome, paper, note, is_added, is_removed, reason, state_then, version)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', '', '', $9, $10, $11, '', 1)";

const struct fault *review_case_insert(struct work *work, const struct review_case *one)
{
    return db_exec(work, REVIEW_CASE_INSERT,
                   P(one->id, one->round_id, one->matter.id, one->unit_id, one->findings,
                     one->cause, one->measures, one->plan, one->is_added, one->is_removed,
                     one->reason),
                   NULL);
}

static const char REVIEW_CASE_UPDATE[] =
    "UPDATE review_case SET unit_id = $3, owner_id = $4, due_on = $5, findings = $6, cause = $7,"
    "   measures = $8, plan = $9, outcome = $10, outcome_on = $11, paper = $12, note = $13,"
    "   is_added = $14, is_removed = $15, reason = $16, state_then = $17, version = version + 1"
    " WHERE id = $1 AND version = $2";

const struct fault *review_case_update(struct work *work, const struct review_case *one)
{
    return db_exec_one(work, REVIEW_CASE_UPDATE,
                       P(one->id, one->version, one->unit_id, db_id_or_null(one->owner_id),
                         one->due_on, one->findings, one->cause, one->measures, one->plan,
                         one->outcome, one->outcome_on, one->paper, one->note, one->is_added,
                         one->is_removed, one->reason, one->state_then),
                       "review.changed");
}

static const char REVIEW_EVENT_INSERT[] =
    "INSERT INTO review_event (id, round_id, case_id, at, actor_id, action, note)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)";

const struct fault *review_note_event(struct work *work, int64_t round_id, int64_t case_id,
                                      struct str action, struct str note)
{
    return db_exec(work, REVIEW_EVENT_INSERT,
                   P(db_new_id(work->clock), round_id, db_id_or_null(case_id),
                     clock_now(work->clock), work->actor->account_id, action, note),
                   NULL);
}

const char *const review_write_statements[] = {
    REVIEW_INSERT, REVIEW_UPDATE, REVIEW_CASE_INSERT, REVIEW_CASE_UPDATE, REVIEW_EVENT_INSERT, NULL,
};
