/*
 * The use-cases of backlog reviews: who may, what the rules say, one transaction and
 * one event each.
 */
#include "civic/actor.h"
#include "civic/seal.h"
#include "civic/unit.h"
#include "db/db.h"
#include "modules/petitions/petition.h"
#include "modules/reviews/review.h"
#include "text/message.h"
#include "text/number.h"

/* ---- who may ---- */

const struct fault *review_open(struct work *work, int64_t id, struct review_round *ret_round)
{
    struct review_round round;
    bool is_in_reach;
    const struct fault *fault = review_load(work, id, &round);
    if (!fault)
        fault = review_is_in_reach(work, &round, &is_in_reach);
    if (!fault && !is_in_reach)
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "review.unknown", "out of reach");
    if (!fault)
        *ret_round = round;
    return fault;
}

bool review_may_lead(struct work *work, const struct review_round *round)
{
    return round->state != REVIEW_CLOSED && !actor_must(work, REVIEW_LEADERS, round->unit_id);
}

bool review_may_write(struct work *work, const struct review_round *round,
                      const struct review_case *one)
{
    if (round->state != REVIEW_RUNNING || one->is_removed)
        return false;
    return one->owner_id == work->actor->account_id ||
           !actor_must(work, REVIEW_LEADERS, one->unit_id);
}

/* NULL: the actor sees the row; FAULT_FORBIDDEN: not. */
static const struct fault *may_see(struct work *work, const struct review_round *round,
                                   bool is_for_counting, const struct review_case *one)
{
    const struct fault *fault = matter_must_read(work, &one->matter);
    if (!fault || fault->kind != FAULT_FORBIDDEN || !is_for_counting)
        return fault;
    fault = actor_must(work, REVIEW_COUNTERS, round->unit_id);
    return fault ? fault : matter_must_be_apart(work, &one->matter);
}

const struct fault *review_keep_readable(struct work *work, const struct review_round *round,
                                         bool is_for_counting, review_case_list *cases)
{
    size_t kept = 0;
    for (size_t i = 0; i < cases->count; i++) {
        const struct fault *fault = may_see(work, round, is_for_counting, &cases->items[i]);
        if (fault && fault->kind != FAULT_FORBIDDEN)
            return fault;
        if (!fault)
            cases->items[kept++] = cases->items[i];
    }
    cases->count = kept;
    return NULL;
}

const struct fault *review_list(struct work *work, const struct review_round *round,
                                bool is_for_counting, review_case_list *ret_cases)
{
    review_case_list cases;
    review_case_list found = {0};
    const struct fault *fault = review_cases(work, round->id, &cases);
    if (!fault && round->state == REVIEW_DRAFT)
        fault = review_candidates(work, round, &found);
    if (fault)
        return fault;
    for (size_t i = 0; i < found.count; i++)
        *VEC_PUSH(&cases, work->arena) = found.items[i];
    fault = review_keep_readable(work, round, is_for_counting, &cases);
    if (!fault)
        *ret_cases = cases;
    return fault;
}

const struct fault *review_open_case(struct work *work, const struct review_round *round,
                                     int64_t id, struct review_case *ret_case)
{
    struct review_case one;
    const struct fault *fault = review_case_load(work, round->id, id, &one);
    if (!fault)
        fault = matter_must_read(work, &one.matter);
    if (fault && fault->kind == FAULT_FORBIDDEN) /* as if it were not there */
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "review.case.unknown", "not readable");
    if (!fault)
        *ret_case = one;
    return fault;
}

/* The round as it is in this transaction, not closed and led by the actor. */
static const struct fault *open_to_lead(struct work *work, int64_t id,
                                        struct review_round *ret_round)
{
    const struct fault *fault = review_open(work, id, ret_round);
    if (!fault && ret_round->state == REVIEW_CLOSED)
        fault = fault_new(work->arena, FAULT_INVALID, "review.closed", "round is closed");
    return fault ? fault : actor_must(work, REVIEW_LEADERS, ret_round->unit_id);
}

const struct fault *review_mark(struct work *work, int64_t matter_id, const char *action,
                                struct str note)
{
    return matter_mark(
        work, &(struct matter_mark){.id = matter_id, .action = str_from_c(action), .note = note});
}

/* ---- a round begins ---- */

/* Words that are kept are Vietnamese, whatever the language of the page. */
static struct str kept_words(struct work *work, const char *key, struct str name)
{
    const struct fault_arg args[] = {
        {"name", name}
    };
    return message_format(work->arena, work->site->messages, LOCALE_VI, str_from_c(key), args, 1);
}

/* Takes over what the earlier round left: what goes on, and what has no outcome. */
static const struct fault *take_over(struct work *work, const struct review_round *round)
{
    struct review_round before;
    review_case_list cases = {0};
    const struct fault *fault = review_open(work, round->from_id, &before);
    if (!fault && before.unit_id != round->unit_id)
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "review.unknown", "of another unit");
    if (!fault)
        fault = review_cases(work, before.id, &cases);
    for (size_t i = 0; !fault && i < cases.count; i++) {
        struct review_case one = cases.items[i];
        if (one.is_removed || (one.outcome.len > 0 && !str_equal(one.outcome, STR("continuing"))))
            continue;
        one.id = db_new_id(work->clock);
        one.round_id = round->id;
        one.is_added = true;
        one.reason = kept_words(work, "review.taken-over", before.name);
        fault = review_case_insert(work, &one);
    }
    return fault;
}

static const struct fault *create(struct work *work, void *context)
{
    const struct review_round *round = context;
    const struct fault *fault = actor_must(work, REVIEW_LEADERS, round->unit_id);
    if (!fault)
        fault = review_insert(work, round);
    if (!fault && round->from_id)
        fault = take_over(work, round);
    return fault ? fault : review_note_event(work, round->id, 0, STR("create"), STR(""));
}

const struct fault *review_create(struct work *work, struct review_round *round)
{
    const struct fault *fault = review_check_round(work->arena, round);
    if (fault)
        return fault;
    round->id = db_new_id(work->clock);
    round->state = REVIEW_DRAFT;
    round->created_at = clock_now(work->clock);
    return db_write(work, create, round);
}

/* ---- the list ---- */

struct listing {
    int64_t round_id;
    int64_t version;
    struct str code;
    const char *field; /* where the code was typed */
    struct str text;   /* reason, or conclusion */
};

/* The matter that was typed, as far as the actor may know of it. */
static const struct fault *find_matter(struct work *work, const struct listing *listing,
                                       struct matter *ret_matter)
{
    struct str code = matter_code_read(work->arena, listing->code);
    const struct fault *fault = NULL;
    if (code.ptr)
        fault = matter_by_code(work, code, ret_matter);
    if (code.ptr && !fault)
        fault = matter_must_read(work, ret_matter);
    if (!code.ptr || (fault && (fault->kind == FAULT_NOT_FOUND || fault->kind == FAULT_FORBIDDEN)))
        return fault_field(work->arena, listing->field, "review.code.unknown");
    return fault;
}

/* The reason that was typed in `field` stands in the round, which says nobody's name who is
 * under seal. */
static const struct fault *must_not_name(struct work *work, const struct listing *listing,
                                         const char *field)
{
    const struct seal_words words = {field, listing->text};
    struct matter matter;
    if (find_matter(work, listing, &matter))
        return NULL; /* whoever writes it down says why not */
    return seal_must_not_name(work, &matter, &words, 1);
}

/* A list is read up to REVIEW_CASES: what is more would fall out of it unsaid. */
static const struct fault *must_fit(struct work *work, size_t count)
{
    if (count < REVIEW_CASES)
        return NULL;
    return fault_with(fault_new(work->arena, FAULT_INVALID, "review.too_many", "%zu cases", count),
                      "most", number_text(work->arena, work->locale, REVIEW_CASES - 1));
}

/* The row of the matter in the round; id 0 where there is none. */
static const struct fault *find_row(struct work *work, const struct review_round *round,
                                    const struct matter *matter, struct review_case *ret_case)
{
    review_case_list cases;
    const struct fault *fault = review_cases(work, round->id, &cases);
    *ret_case = (struct review_case){.round_id = round->id,
                                     .matter = *matter,
                                     .unit_id = matter->unit_id,
                                     .due_on = DATE_NONE,
                                     .outcome_on = DATE_NONE};
    for (size_t i = 0; !fault && i < cases.count; i++)
        if (cases.items[i].matter.id == matter->id)
            *ret_case = cases.items[i];
    return fault || ret_case->id ? fault : must_fit(work, cases.count + 1);
}

static const struct fault *keep_row(struct work *work, struct review_case *one)
{
    if (one->id)
        return review_case_update(work, one);
    one->id = db_new_id(work->clock);
    return review_case_insert(work, one);
}

static bool is_petition(struct str kind)
{
    const struct matter_kind *const ours[] = {&proposal_kind, &complaint_kind,
                                              &second_complaint_kind, &denunciation_kind};
    for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
        if (str_equal(str_from_c(ours[i]->name), kind))
            return true;
    return false;
}

static const struct fault *add(struct work *work, void *context)
{
    const struct listing *listing = context;
    struct review_round round;
    struct review_case one;
    struct matter matter;
    bool is_within = false;
    const struct fault *fault = open_to_lead(work, listing->round_id, &round);
    if (!fault)
        fault = find_matter(work, listing, &matter);
    if (!fault)
        fault = unit_lies_within(work, matter.unit_id, round.unit_id, &is_within);
    if (!fault && (!is_within || !is_petition(matter.kind)))
        fault = fault_field(work->arena, listing->field, "review.code.outside");
    if (!fault)
        fault = find_row(work, &round, &matter, &one);
    if (!fault && one.id && !one.is_removed)
        fault = fault_field(work->arena, listing->field, "review.code.twice");
    if (fault)
        return fault;
    one.is_added = true;
    one.is_removed = false;
    one.reason = listing->text;
    fault = keep_row(work, &one);
    if (!fault && round.state == REVIEW_RUNNING)
        fault = review_mark(work, matter.id, "review", round.name);
    return fault ? fault : review_note_event(work, round.id, one.id, STR("add"), listing->text);
}

const struct fault *review_add(struct work *work, int64_t round_id, struct str code,
                               struct str reason)
{
    struct listing listing = {.round_id = round_id, .code = code, .field = "code", .text = reason};
    const struct fault *fault = must_not_name(work, &listing, "reason");
    return fault ? fault : db_write(work, add, &listing);
}

static const struct fault *take_out(struct work *work, void *context)
{
    const struct listing *listing = context;
    struct review_round round;
    struct review_case one;
    struct matter matter;
    const struct fault *fault = open_to_lead(work, listing->round_id, &round);
    if (!fault)
        fault = find_matter(work, listing, &matter);
    if (!fault)
        fault = find_row(work, &round, &matter, &one);
    if (!fault && (one.is_removed || (!one.id && round.state != REVIEW_DRAFT)))
        fault = fault_field(work->arena, listing->field, "review.code.none");
    if (fault)
        return fault;
    one.is_removed = true;
    one.reason = listing->text;
    fault = keep_row(work, &one);
    if (!fault && round.state == REVIEW_RUNNING)
        fault = review_mark(work, matter.id, "review-out", round.name);
    return fault ? fault : review_note_event(work, round.id, one.id, STR("remove"), listing->text);
}

const struct fault *review_remove(struct work *work, int64_t round_id, struct str code,
                                  struct str reason)
{
    struct listing listing = {.round_id = round_id, .code = code, .field = "out", .text = reason};
    const struct fault *fault = must_not_name(work, &listing, "why");
    return fault ? fault : db_write(work, take_out, &listing);
}

static const struct fault *must_be_version(struct work *work, int64_t is, int64_t wanted)
{
    return is == wanted ? NULL
                        : fault_new(work->arena, FAULT_CONFLICT, "review.changed", "version %lld",
                                    (long long)is);
}

/* Each file says which round it is in. */
static const struct fault *mark_all(struct work *work, const struct review_round *round,
                                    const review_case_list *cases)
{
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < cases->count; i++)
        if (!cases->items[i].is_removed)
            fault = review_mark(work, cases->items[i].matter.id, "review", round->name);
    return fault;
}

/* What the criteria meet goes in whole, also what the actor may not see. */
static const struct fault *freeze(struct work *work, void *context)
{
    const struct listing *listing = context;
    struct review_round round;
    review_case_list kept;
    review_case_list found;
    size_t count = 0;
    const struct fault *fault = open_to_lead(work, listing->round_id, &round);
    if (!fault && round.state != REVIEW_DRAFT)
        fault = must_be_version(work, round.version, 0);
    if (!fault)
        fault = must_be_version(work, round.version, listing->version);
    if (!fault)
        fault = review_cases(work, round.id, &kept);
    if (!fault)
        fault = review_candidates(work, &round, &found);
    if (!fault)
        fault = must_fit(work, kept.count + found.count);
    for (size_t i = 0; !fault && i < kept.count; i++)
        count += !kept.items[i].is_removed;
    for (size_t i = 0; !fault && i < found.count; i++)
        fault = keep_row(work, &found.items[i]);
    if (!fault && count + found.count == 0)
        fault = fault_new(work->arena, FAULT_INVALID, "review.empty", "no case");
    if (!fault)
        fault = mark_all(work, &round, &kept);
    if (!fault)
        fault = mark_all(work, &round, &found);
    if (fault)
        return fault;
    round.state = REVIEW_RUNNING;
    round.frozen_at = clock_now(work->clock);
    fault = review_update(work, &round);
    return fault ? fault : review_note_event(work, round.id, 0, STR("freeze"), STR(""));
}

const struct fault *review_freeze(struct work *work, int64_t round_id, int64_t version)
{
    struct listing listing = {.round_id = round_id, .version = version};
    return db_write(work, freeze, &listing);
}

static const struct fault *close_round(struct work *work, void *context)
{
    const struct listing *listing = context;
    struct review_round round;
    review_case_list cases;
    review_case_list seen = {0};
    int64_t open = 0;
    const struct fault *fault = open_to_lead(work, listing->round_id, &round);
    if (!fault)
        fault = actor_must(work, ROLE_BIT(ROLE_LEADER), round.unit_id);
    if (!fault)
        fault = must_be_version(work, round.version, listing->version);
    if (!fault && round.state != REVIEW_RUNNING)
        fault = fault_new(work->arena, FAULT_INVALID, "review.close.draft", "not running");
    if (!fault)
        fault = review_cases(work, round.id, &cases);
    for (size_t i = 0; !fault && i < cases.count; i++)
        *VEC_PUSH(&seen, work->arena) = cases.items[i];
    if (!fault)
        fault = review_keep_readable(work, &round, false, &seen);
    /* What is about the leader does not hold them up, nor say that it is there: it goes
     * on in the next round. */
    for (size_t i = 0; !fault && i < seen.count; i++)
        open += !seen.items[i].is_removed && seen.items[i].outcome.len == 0;
    if (!fault && open > 0)
        fault = fault_with(fault_new(work->arena, FAULT_INVALID, "review.close.open", "open cases"),
                           "count", number_text(work->arena, work->locale, open));
    for (size_t i = 0; !fault && i < cases.count; i++) {
        cases.items[i].state_then = cases.items[i].matter.state;
        fault = review_case_update(work, &cases.items[i]);
    }
    if (fault)
        return fault;
    round.state = REVIEW_CLOSED;
    round.closed_at = clock_now(work->clock);
    round.conclusion = listing->text;
    fault = review_update(work, &round);
    return fault ? fault : review_note_event(work, round.id, 0, STR("close"), listing->text);
}

const struct fault *review_close(struct work *work, int64_t round_id, int64_t version,
                                 struct str conclusion)
{
    struct listing listing = {.round_id = round_id, .version = version, .text = conclusion};
    return db_write(work, close_round, &listing);
}

/* ---- figures for others ---- */

struct str review_sentence(struct work *work, const struct review_round *round,
                           const struct review_figures *figures)
{
    const struct {
        const char *name;
        int64_t number;
    } numbers[] = {
        {"total",       figures->total      },
        {"resolved",    figures->resolved   },
        {"ended",       figures->ended      },
        {"transferred", figures->transferred},
        {"continuing",  figures->continuing },
        {"open",        figures->open       },
        {"overdue",     figures->overdue    },
    };
    enum {
        NUMBERS = sizeof(numbers) / sizeof(numbers[0])
    };
    struct fault_arg args[NUMBERS + 3] = {
        {"name",                 round->name      },
        { "from", date_text(work->arena, round->starts_on)},
        { "to", date_text(work->arena,   round->ends_on)}
    };
    for (size_t i = 0; i < NUMBERS; i++)
        args[i + 3] = (struct fault_arg){numbers[i].name,
                                         number_text(work->arena, work->locale, numbers[i].number)};
    return message_format(work->arena, work->site->messages, work->locale,
                          figures->open ? STR("review.sentence-open") : STR("review.sentence"),
                          args, NUMBERS + 3);
}
