/*
 * The use-cases of published answers: one writes, another approves; what names anybody
 * does not get out. One transaction and one event each.
 */
#include "civic/actor.h"
#include "civic/search.h"
#include "db/db.h"
#include "modules/answers/answer.h"

/* ---- search ---- */

const struct fault *answer_index(struct work *work, const struct answer *answer,
                                 bool is_one_of_many)
{
    struct search_document document = {.kind = STR("answer"),
                                       .id = answer->id,
                                       .unit_id = answer->unit_id,
                                       .published_at = answer->published_at,
                                       .title = answer->title,
                                       .is_demo = answer->is_demo,
                                       .is_one_of_many = is_one_of_many};
    if (answer->status != ANSWER_PUBLISHED)
        return search_remove(work, document.kind, answer->id);
    document.path = arena_printf(work->arena, "/don-thu/tra-loi/" PRISTR, STRARG(answer->slug));
    document.text =
        arena_printf(work->arena, PRISTR "\n" PRISTR "\n" PRISTR, STRARG(answer->question),
                     STRARG(answer->answer), STRARG(answer->basis));
    return search_put(work, &document);
}

/* ---- who may ---- */

const struct fault *answer_open(struct work *work, int64_t id, struct answer *ret_answer)
{
    struct answer answer;
    struct matter matter;
    const struct fault *fault = answer_load(work, id, &answer);
    if (!fault)
        fault = matter_load(work, answer.matter_id, &matter);
    if (!fault)
        fault = actor_must(work, ANSWER_WRITERS, answer.unit_id);
    if (!fault)
        fault = matter_must_read(work, &matter);
    if (fault && fault->kind == FAULT_FORBIDDEN) /* as if it were not there */
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "answers.unknown", "not readable");
    if (!fault)
        *ret_answer = answer;
    return fault;
}

/* A step on an answer that is there. */
struct step {
    int64_t id;
    int64_t version;
    const char *event;
    struct str why;
    const struct answer *typed;
};

/* The answer as it is in this transaction, in one of the states `from`, changed by
 * nobody else. */
static const struct fault *open_for(struct work *work, const struct step *step, unsigned from,
                                    struct answer *ret_answer)
{
    const struct fault *fault = answer_open(work, step->id, ret_answer);
    if (!fault && (ret_answer->version != step->version || !(from & (1U << ret_answer->status))))
        fault = fault_new(work->arena, FAULT_CONFLICT, "answers.changed", "version %lld",
                          (long long)ret_answer->version);
    return fault;
}

static const struct fault *check_words(struct work *work, const struct answer *answer)
{
    redact_people people;
    const struct fault *fault = answer_people(work, answer->matter_id, &people);
    return fault ? fault : answer_check(work, answer, &people);
}

static const struct fault *keep(struct work *work, struct answer *answer, const struct step *step)
{
    const struct fault *fault;
    answer->updated_at = clock_now(work->clock);
    fault = answer_update(work, answer);
    if (!fault)
        fault = answer_index(work, answer, false);
    return fault ? fault : answer_note_event(work, answer->id, str_from_c(step->event), step->why);
}

/* ---- a draft ---- */

struct drafting {
    struct str code;
    struct str question;
    struct str text;
    int64_t id;
};

static const struct fault *draft(struct work *work, void *context)
{
    struct drafting *drafting = context;
    struct answer_source source;
    redact_people people;
    struct answer answer;
    const struct fault *fault = answer_source_of(work, drafting->code, &source);
    if (!fault)
        fault = actor_must(work, ANSWER_WRITERS, source.matter.unit_id);
    if (!fault)
        fault = answer_people(work, source.matter.id, &people);
    if (fault)
        return fault;
    answer = (struct answer){
        .id = db_new_id(work->clock),
        .matter_id = source.matter.id,
        .unit_id = source.matter.unit_id,
        .kind = source.matter.kind,
        .title = answer_redacted(work, source.matter.title, &people),
        .question = answer_redacted(work, drafting->question, &people),
        .answer = answer_redacted(work, drafting->text, &people),
        .basis = STR(""),
        .paper = STR(""),
        .received_on = source.matter.received_on,
        .answered_on = source.answered_on,
        .due_on = source.due_on,
        .drafter_id = work->actor->account_id,
        .updated_at = clock_now(work->clock),
        .is_demo = work->site->is_demo,
    };
    drafting->id = answer.id;
    fault = answer_choose_slug(work, &answer);
    if (!fault)
        fault = answer_insert(work, &answer);
    return fault ? fault : answer_note_event(work, answer.id, STR("draft"), STR(""));
}

const struct fault *answer_draft(struct work *work, struct str code, struct str question,
                                 struct str text, int64_t *ret_id)
{
    struct drafting drafting = {code, question, text, 0};
    const struct fault *fault = db_write(work, draft, &drafting);
    if (!fault)
        *ret_id = drafting.id;
    return fault;
}

/* The address follows the title until it was in the open once. */
static const struct fault *save(struct work *work, void *context)
{
    const struct step *step = context;
    struct answer answer;
    bool is_renamed;
    const struct fault *fault =
        open_for(work, step, (1U << ANSWER_DRAFT) | (1U << ANSWER_PROPOSED), &answer);
    if (fault)
        return fault;
    is_renamed = !str_equal(answer.title, step->typed->title);
    answer.title = step->typed->title;
    answer.question = step->typed->question;
    answer.answer = step->typed->answer;
    answer.basis = step->typed->basis;
    answer.paper = step->typed->paper;
    answer.status = ANSWER_DRAFT;
    answer.drafter_id = work->actor->account_id;
    answer.proposer_id = 0;
    fault = check_words(work, &answer);
    if (!fault && is_renamed && answer.published_at.us == 0)
        fault = answer_choose_slug(work, &answer);
    return fault ? fault : keep(work, &answer, step);
}

const struct fault *answer_save(struct work *work, const struct answer *typed)
{
    struct step step = {
        .id = typed->id, .version = typed->version, .event = "save", .typed = typed};
    return db_write(work, save, &step);
}

/* ---- to the public and back ---- */

static const struct fault *propose(struct work *work, void *context)
{
    const struct step *step = context;
    struct answer answer;
    struct answer_source source;
    const struct fault *fault = open_for(work, step, 1U << ANSWER_DRAFT, &answer);
    if (!fault)
        fault = answer_source_again(work, &answer, &source);
    if (!fault && (answer.basis.len == 0 || answer.paper.len == 0))
        fault = fault_field(work->arena, answer.basis.len ? "paper" : "basis", "form.required");
    if (!fault)
        fault = check_words(work, &answer);
    if (fault)
        return fault;
    answer.answered_on = source.answered_on;
    answer.due_on = source.due_on;
    answer.status = ANSWER_PROPOSED;
    answer.proposer_id = work->actor->account_id;
    answer.said = STR("");
    return keep(work, &answer, step);
}

const struct fault *answer_propose(struct work *work, int64_t id, int64_t version)
{
    struct step step = {.id = id, .version = version, .event = "propose"};
    return db_write(work, propose, &step);
}

static const struct fault *approve(struct work *work, void *context)
{
    const struct step *step = context;
    struct answer answer;
    struct answer_source source;
    const struct fault *fault = open_for(work, step, 1U << ANSWER_PROPOSED, &answer);
    if (!fault)
        fault = actor_must(work, ANSWER_APPROVERS, answer.unit_id);
    if (!fault && (answer.proposer_id == work->actor->account_id ||
                   answer.drafter_id == work->actor->account_id))
        fault = fault_new(work->arena, FAULT_FORBIDDEN, "answers.other_eyes", "the same person");
    if (!fault)
        fault = answer_source_again(work, &answer, &source);
    if (!fault)
        fault = check_words(work, &answer);
    if (fault)
        return fault;
    answer.status = ANSWER_PUBLISHED;
    answer.approver_id = work->actor->account_id;
    if (answer.published_at.us == 0)
        answer.published_at = clock_now(work->clock);
    return keep(work, &answer, step);
}

const struct fault *answer_approve(struct work *work, int64_t id, int64_t version)
{
    struct step step = {.id = id, .version = version, .event = "approve"};
    return db_write(work, approve, &step);
}

static const struct fault *send_back(struct work *work, void *context)
{
    const struct step *step = context;
    struct answer answer;
    const struct fault *fault = open_for(work, step, 1U << ANSWER_PROPOSED, &answer);
    if (!fault)
        fault = actor_must(work, ANSWER_APPROVERS, answer.unit_id);
    if (fault)
        return fault;
    answer.status = ANSWER_DRAFT;
    answer.proposer_id = 0;
    answer.said = step->why;
    return keep(work, &answer, step);
}

const struct fault *answer_return(struct work *work, int64_t id, int64_t version, struct str why)
{
    struct step step = {.id = id, .version = version, .event = "return", .why = why};
    return db_write(work, send_back, &step);
}

static const struct fault *take_down(struct work *work, void *context)
{
    const struct step *step = context;
    struct answer answer;
    const struct fault *fault = open_for(work, step, 1U << ANSWER_PUBLISHED, &answer);
    if (!fault)
        fault = actor_must(work, ANSWER_APPROVERS, answer.unit_id);
    if (fault)
        return fault;
    answer.status = ANSWER_WITHDRAWN;
    answer.said = step->why;
    return keep(work, &answer, step);
}

const struct fault *answer_withdraw(struct work *work, int64_t id, int64_t version, struct str why)
{
    struct step step = {.id = id, .version = version, .event = "withdraw", .why = why};
    return db_write(work, take_down, &step);
}

static const struct fault *uphold(struct work *work, void *context)
{
    struct step step = *(const struct step *)context;
    struct answer answer;
    const struct fault *fault = open_for(work, &step, 1U << ANSWER_PUBLISHED, &answer);
    if (!fault)
        fault = actor_must(work, ANSWER_APPROVERS, answer.unit_id);
    if (fault)
        return fault;
    step.why = answer.said; /* what was looked at */
    answer.said = STR("");
    return keep(work, &answer, &step);
}

const struct fault *answer_uphold(struct work *work, int64_t id, int64_t version)
{
    struct step step = {.id = id, .version = version, .event = "uphold"};
    return db_write(work, uphold, &step);
}

static const struct fault *reopen(struct work *work, void *context)
{
    const struct step *step = context;
    struct answer answer;
    const struct fault *fault = open_for(work, step, 1U << ANSWER_WITHDRAWN, &answer);
    if (fault)
        return fault;
    answer.status = ANSWER_DRAFT;
    answer.drafter_id = work->actor->account_id;
    answer.proposer_id = 0;
    return keep(work, &answer, step);
}

const struct fault *answer_reopen(struct work *work, int64_t id, int64_t version)
{
    struct step step = {.id = id, .version = version, .event = "reopen"};
    return db_write(work, reopen, &step);
}

/* ---- what happens to the file ---- */

/* Whoever joins a file may be named in what was written before they did. Nobody is shown
 * while somebody looks at it. */
static const struct fault *look_again(struct work *work, struct answer *answer)
{
    struct work vietnamese = *work;
    struct step step = {.id = answer->id, .event = "recheck"};
    const struct fault *found = check_words(work, answer);
    vietnamese.locale = LOCALE_VI; /* the language of what is kept */
    if (!found || found->kind != FAULT_INVALID)
        return found;
    step.why = site_message(&vietnamese, "answers.rechecked");
    answer->status = ANSWER_WITHDRAWN;
    answer->said = step.why;
    return keep(work, answer, &step);
}

/* The sender does not accept what is in the open: it stays there and says so, until a
 * leader has looked at it. Who said it and when stands in the file. */
static const struct fault *contest(struct work *work, struct answer *answer,
                                   const struct matter *matter, const struct matter_event *event)
{
    struct work vietnamese = *work;
    struct str key = arena_printf(work->arena, PRISTR ".event." PRISTR, STRARG(matter->kind),
                                  STRARG(event->action));
    vietnamese.locale = LOCALE_VI; /* the language of what is kept */
    answer->said = site_message(&vietnamese, key.ptr);
    answer->updated_at = clock_now(work->clock);
    return answer_update(work, answer);
}

const struct fault *answer_happened(struct work *work, const struct matter *matter,
                                    const struct matter_event *event)
{
    bool is_contested = words_have("object unclear appeal go-to-court", event->action);
    struct answer answer;
    const struct fault *fault;
    if (!is_contested && !words_have("link respondent", event->action))
        return NULL;
    fault = answer_of_matter(work, matter->id, &answer);
    if (fault || !answer.id || answer.status != ANSWER_PUBLISHED)
        return fault;
    return is_contested ? contest(work, &answer, matter, event) : look_again(work, &answer);
}
