/*
 * SQL that writes published answers; inside db_write.
 */
#include "modules/answers/answer.h"

#include "civic/actor.h"
#include "civic/slug.h"
#include "db/db.h"
#include "db/topic.h"
#include "text/fold.h"

static const char ANSWER_SLUG_TAKEN[] = "SELECT 1 FROM public_answer WHERE slug = $1";

const struct fault *answer_choose_slug(struct work *work, struct answer *answer)
{
    struct str base = text_slug(work->arena, answer->title, ANSWER_SLUG_MOST);
    if (base.len == 0)
        base = STR("tra-loi");
    return slug_choose(work, base, ANSWER_SLUG_TAKEN, &answer->slug);
}

static struct str fold_of(struct work *work, const struct answer *answer)
{
    return text_fold(work->arena, arena_printf(work->arena, PRISTR "\n" PRISTR "\n" PRISTR,
                                               STRARG(answer->title), STRARG(answer->question),
                                               STRARG(answer->answer)));
}

static const char ANSWER_INSERT[] =
    "INSERT INTO public_answer (id, matter_id, unit_id, slug, kind, title, question, answer, basis,"
    "   paper, fold, received_on, answered_on, due_on, status, drafter_id, said, updated_at,"
    "   is_demo, version)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, '', $17, $18,"
    "   1)";

const struct fault *answer_insert(struct work *work, const struct answer *answer)
{
    return db_exec(work, ANSWER_INSERT,
                   P(answer->id, answer->matter_id, answer->unit_id, answer->slug, answer->kind,
                     answer->title, answer->question, answer->answer, answer->basis, answer->paper,
                     fold_of(work, answer), answer->received_on, answer->answered_on,
                     answer->due_on, answer_status_name(answer->status), answer->drafter_id,
                     answer->updated_at, answer->is_demo),
                   NULL);
}

static const char ANSWER_UPDATE[] =
    "UPDATE public_answer SET slug = $3, title = $4, question = $5, answer = $6, basis = $7,"
    "   paper = $8, fold = $9, answered_on = $10, due_on = $11, status = $12, drafter_id = $13,"
    "   proposer_id = $14, approver_id = $15, said = $16, published_at = $17, updated_at = $18,"
    "   version = version + 1"
    " WHERE id = $1 AND version = $2";

const struct fault *answer_update(struct work *work, const struct answer *answer)
{
    db_touch(work, answer_topic());
    return db_exec_one(
        work, ANSWER_UPDATE,
        P(answer->id, answer->version, answer->slug, answer->title, answer->question,
          answer->answer, answer->basis, answer->paper, fold_of(work, answer), answer->answered_on,
          answer->due_on, answer_status_name(answer->status), answer->drafter_id,
          db_id_or_null(answer->proposer_id), db_id_or_null(answer->approver_id), answer->said,
          answer->published_at.us ? db_value_instant(answer->published_at) : db_id_or_null(0),
          answer->updated_at),
        "answers.changed");
}

static const char ANSWER_EVENT_INSERT[] =
    "INSERT INTO public_answer_event (id, answer_id, at, actor_id, action, note)"
    " VALUES ($1, $2, $3, $4, $5, $6)";

const struct fault *answer_note_event(struct work *work, int64_t id, struct str action,
                                      struct str note)
{
    return db_exec(work, ANSWER_EVENT_INSERT,
                   P(db_new_id(work->clock), id, clock_now(work->clock), work->actor->account_id,
                     action, note),
                   NULL);
}

const char *const answer_write_statements[] = {
    ANSWER_SLUG_TAKEN, ANSWER_INSERT, ANSWER_UPDATE, ANSWER_EVENT_INSERT, NULL,
};
