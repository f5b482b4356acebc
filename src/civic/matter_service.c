/*
 * Opening a matter and changing its state: the one place where that happens.
 */
#include "base/buf.h"
#include "base/crypto.h"
#include "civic/actor.h"
#include "civic/matter_chain.h"
#include "civic/matter_check.h"
#include "civic/matter_clock.h"
#include "civic/matter_seat.h"
#include "civic/matter_store.h"
#include "civic/module.h"
#include "civic/seal.h"
#include "civic/site.h"
#include "db/db.h"

/* ---- who is at work ---- */

static struct str actor_kind(const struct work *work, bool is_by_sender)
{
    if (is_by_sender)
        return STR("sender");
    return work->actor->account_id ? STR("official") : STR("system");
}

/* Appends the event and stores the matter as the event leaves it, with its terms as they
 * will be; proved where it was proved before. */
static const struct fault *append(struct work *work, struct matter *matter,
                                  struct matter_event *event, const struct clock_list *clocks,
                                  bool was_proved)
{
    int64_t version = matter->version;
    const struct fault *fault;
    event->seq = version + 1;
    event->at = clock_now(work->clock);
    event->hash = matter_event_hash(work, matter->id, matter->chain_head, event);
    matter->version = event->seq;
    matter->chain_head = event->hash;
    if (was_proved)
        matter->proof = matter_proof(work, matter, clocks);
    fault = matter_update(work, matter, version);
    if (!fault)
        fault = matter_insert_event(work, matter->id, event);
    return fault;
}

/* Tells the modules that hear of every event. */
static const struct fault *tell(struct work *work, const struct matter *matter,
                                const struct matter_event *event)
{
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && work->site->modules[i]; i++)
        if (work->site->modules[i]->happened)
            fault = work->site->modules[i]->happened(work, matter, event);
    return fault;
}

/* ---- opening ---- */

struct opening {
    const struct matter_new *wanted;
    struct matter_receipt receipt;
};

static const struct fault *store_parties(struct work *work, int64_t id,
                                         const struct matter_new *wanted)
{
    for (size_t i = 0; i < wanted->party_count; i++) {
        const struct fault *fault =
            matter_insert_party(work, id, (int64_t)i + 1, &wanted->parties[i]);
        if (fault)
            return fault;
    }
    return NULL;
}

static const struct fault *store_new(struct work *work, struct matter *matter,
                                     const struct matter_new *wanted, struct str key,
                                     const struct clock_list *clocks)
{
    struct matter_event event = {
        .seq = 1,
        .at = matter->opened_at,
        .happened_on = wanted->received_on,
        .actor_kind = actor_kind(work, wanted->is_by_sender),
        .actor_id = wanted->is_by_sender ? 0 : work->actor->account_id,
        .action = STR("receive"),
        .to_state = matter->state,
    };
    const struct fault *fault;
    event.hash = matter_event_hash(
        work, matter->id, matter_chain_begin(work, matter, wanted->parties, wanted->party_count),
        &event);
    matter->version = 1;
    matter->chain_head = event.hash;
    matter->key_digest = matter_key_of(work, key);
    matter->proof = matter_proof(work, matter, clocks);
    fault = matter_insert(work, matter);
    if (!fault)
        fault = matter_insert_event(work, matter->id, &event);
    if (!fault)
        fault = store_parties(work, matter->id, wanted);
    if (!fault)
        fault = matter_put_words(work, matter, wanted->parties, wanted->party_count);
    if (!fault)
        fault = span_begin(work, matter, 1, STR("received"), wanted->received_on);
    if (!fault)
        fault = clocks_store(work, matter->id, clocks);
    return fault ? fault : tell(work, matter, &event);
}

static const struct fault *open_one(struct work *work, void *context)
{
    struct opening *opening = context;
    const struct matter_new *wanted = opening->wanted;
    struct matter matter = {
        .id = db_new_id(work->clock),
        .kind = str_from_c(wanted->kind->name),
        .unit_id = wanted->unit_id,
        .official_id = wanted->official_id,
        .state = str_from_c(wanted->kind->states[0].name),
        .phase = wanted->kind->states[0].phase,
        .title = wanted->title,
        .content = wanted->content,
        .source = wanted->source,
        .visibility = wanted->visibility,
        .facts = wanted->facts,
        .received_on = wanted->received_on,
        .opened_at = clock_now(work->clock),
    };
    struct clock_list changed = {0};
    struct unit unit;
    int64_t number;
    int year = date_parts(wanted->received_on).year;
    struct str prefix;
    const struct fault *fault = unit_load(work, wanted->unit_id, &unit);
    if (fault)
        return fault;
    prefix = matter_prefix(work->arena, unit.name);
    fault = matter_take_number(work, prefix, year, matter.id, &number);
    if (fault)
        return fault;
    matter.code = matter_code(work->arena, prefix, year, number);
    fault = clocks_open(work, &matter, wanted->kind->opens, wanted->received_on, 1, &changed);
    if (!fault && wanted->opens)
        fault = clocks_open(work, &matter, wanted->opens, wanted->received_on, 1, &changed);
    if (wanted->set_rule)
        clocks_set(work, wanted->set_rule, wanted->received_on, wanted->set_on, &changed);
    matter.due_on = clocks_nearest(&changed);
    if (!fault)
        fault = store_new(work, &matter, wanted, opening->receipt.key, &changed);
    opening->receipt.id = matter.id;
    opening->receipt.code = matter.code;
    return fault;
}

const struct fault *matter_open(struct work *work, const struct matter_new *wanted,
                                struct matter_receipt *ret_receipt)
{
    struct opening opening = {.wanted = wanted, .receipt.key = matter_key(work->arena)};
    const struct fault *fault = db_write(work, open_one, &opening);
    if (!fault)
        *ret_receipt = opening.receipt;
    return fault;
}

/* ---- the sender's key ---- */

const struct fault *matter_by_key(struct work *work, struct str code, struct str key,
                                  struct matter *ret_matter)
{
    struct str stored;
    struct str nothing = matter_key_of(work, STR("nothing"));
    bool fits;
    const struct fault *fault = matter_key_digest(work, code, &stored);
    if (fault)
        return fault;
    /* both digests are made and compared whether or not there is such a code */
    fits =
        str_equal_secret(stored.len ? stored : nothing, matter_key_of(work, key)) && stored.len > 0;
    if (fits)
        return matter_by_code(work, code, ret_matter);
    return fault_new(work->arena, FAULT_NOT_FOUND, "matter.no_such_pair", "no such code and key");
}

/* ---- who may ---- */

const struct fault *matter_must_be_apart(struct work *work, const struct matter *matter)
{
    bool is_about;
    const struct fault *fault;
    if (work->actor->is_system || !actor_is_signed_in(work->actor) || matter->is_about_nobody)
        return NULL;
    fault = matter_is_about(work, matter->id, work->actor->account_id, clock_today(work->clock),
                            &is_about);
    if (!fault && is_about)
        fault = fault_new(work->arena, FAULT_FORBIDDEN, "matter.conflict",
                          "account %lld is one whom matter %lld is about",
                          (long long)work->actor->account_id, (long long)matter->id);
    return fault;
}

const struct fault *matter_must_read(struct work *work, const struct matter *matter)
{
    const struct matter_kind *kind = kind_find(work, matter->kind);
    const struct fault *fault =
        matter_seat_must(work, kind ? kind->readers : ROLE_BIT(ROLE_LEADER), matter);
    return fault ? fault : matter_must_be_apart(work, matter);
}

const struct fault *matter_may_read(struct work *work, const struct matter *matter, bool *ret_may)
{
    const struct fault *fault = matter_must_read(work, matter);
    *ret_may = !fault;
    return fault && (fault->kind == FAULT_FORBIDDEN || fault->kind == FAULT_UNAUTHENTICATED)
               ? NULL
               : fault;
}

const struct fault *matter_code_shown(struct work *work, const struct matter *matter, bool *ret_may,
                                      struct str *ret_code)
{
    const struct fault *fault = matter_may_read(work, matter, ret_may);
    *ret_code = *ret_may ? matter->code : site_message(work, "matter.link.hidden");
    return fault;
}

/* The responsible official, or a leader of the unit or above it. */
static const struct fault *must_be_holder(struct work *work, const struct matter *matter,
                                          const struct lifecycle_action *action)
{
    const struct fault *fault;
    if (!(action->flags & ACTION_BY_HOLDER) || matter->official_id == work->actor->account_id)
        return NULL;
    fault = matter_seat_must(work, ROLE_BIT(ROLE_LEADER), matter);
    if (!fault || fault->kind != FAULT_FORBIDDEN)
        return fault;
    return fault_new(work->arena, FAULT_FORBIDDEN, "matter.not_yours",
                     "account %lld is not responsible for matter %lld",
                     (long long)work->actor->account_id, (long long)matter->id);
}

/* Four eyes: whoever acted last does not approve it. */
static const struct fault *must_be_other_eyes(struct work *work, const struct matter *matter,
                                              const struct lifecycle_action *action)
{
    matter_event_list events;
    const struct fault *fault;
    if (!(action->flags & ACTION_OTHER_EYES) || work->actor->is_system)
        return NULL;
    fault = matter_events(work, matter->id, &events);
    if (fault)
        return fault;
    for (size_t i = events.count; i > 0; i--) {
        const struct matter_event *event = &events.items[i - 1];
        if (!str_equal(event->to_state, matter->state) ||
            str_equal(event->from_state, event->to_state))
            continue;
        if (event->actor_id == work->actor->account_id)
            return fault_new(work->arena, FAULT_FORBIDDEN, "matter.other_eyes",
                             "account %lld took the action before", (long long)event->actor_id);
        return NULL;
    }
    return NULL;
}

static struct str words_of(struct work *work, const struct matter *matter, const char *sort,
                           struct str name)
{
    return site_message(work, arena_printf(work->arena, PRISTR ".%s." PRISTR, STRARG(matter->kind),
                                           sort, STRARG(name))
                                  .ptr);
}

static const struct fault *not_from_here(struct work *work, const struct matter *matter,
                                         const struct lifecycle_action *action)
{
    struct str article = matter_article(work, matter, str_from_c(action->rule));
    struct fault *fault =
        fault_new(work->arena, FAULT_INVALID,
                  article.len ? "matter.not_from_here" : "matter.not_from_here_plain",
                  "action %s in state " PRISTR, action->name, STRARG(matter->state));
    fault_with(fault, "action", words_of(work, matter, "action", str_from_c(action->name)));
    fault_with(fault, "state", words_of(work, matter, "state", matter->state));
    return fault_with(fault, "article", article);
}

/* Whether the action is for them at all, in whichever state the matter is. */
static const struct fault *must_be_for(struct work *work, const struct matter *matter,
                                       const struct lifecycle_action *action, bool is_by_sender)
{
    const struct fault *fault;
    if (is_by_sender)
        return action->flags & ACTION_BY_SENDER
                   ? NULL
                   : fault_new(work->arena, FAULT_FORBIDDEN, "error.forbidden",
                               "the sender may not %s", action->name);
    fault = matter_seat_must(work, action->roles, matter);
    return fault ? fault : matter_must_be_apart(work, matter);
}

const struct fault *matter_refusal(struct work *work, const struct matter *matter,
                                   const struct lifecycle_action *action, bool is_by_sender)
{
    const struct fault *fault = must_be_for(work, matter, action, is_by_sender);
    if (!fault && !action_is_from(action, matter->state))
        fault = not_from_here(work, matter, action);
    if (!fault && !is_by_sender)
        fault = must_be_holder(work, matter, action);
    if (!fault && !is_by_sender)
        fault = must_be_other_eyes(work, matter, action);
    return fault;
}

const struct fault *matter_unoffered(struct work *work, const struct matter *matter,
                                     const struct lifecycle_action *action, bool is_by_sender)
{
    const struct fault *fault = matter_refusal(work, matter, action, is_by_sender);
    const struct matter_step step = {.id = matter->id,
                                     .version = matter->version,
                                     .happened_on = DATE_NONE,
                                     .is_by_sender = is_by_sender};
    if (fault || !action->guard || !(action->flags & ACTION_GUARD_OFFERS))
        return fault;
    return action->guard(work, matter, &step);
}

/* ---- changing ---- */

static const struct fault *changed_meanwhile(struct work *work, const struct matter *matter)
{
    struct fault *fault =
        fault_new(work->arena, FAULT_CONFLICT, "matter.changed_to", "matter %lld has %lld events",
                  (long long)matter->id, (long long)matter->version);
    return fault_with(fault, "state", words_of(work, matter, "state", matter->state));
}

const struct fault *matter_must_be_at(struct work *work, const struct matter *matter,
                                      int64_t version)
{
    return matter->version == version ? NULL : changed_meanwhile(work, matter);
}

const struct fault *matter_refusal_since(struct work *work, const struct matter *matter,
                                         const struct lifecycle_action *action, int64_t version)
{
    const struct fault *fault = must_be_for(work, matter, action, false);
    if (!fault && version > 0)
        fault = matter_must_be_at(work, matter, version);
    return fault ? fault : matter_refusal(work, matter, action, false);
}

bool matter_has_fact(const struct matter *matter, const char *fact)
{
    struct str rest = matter->facts;
    while (rest.len > 0)
        if (str_equal(str_cut(&rest, ' '), str_from_c(fact)))
            return true;
    return false;
}

/* The facts without one of them. */
static struct str facts_without(struct arena *arena, struct str facts, struct str fact)
{
    struct str kept = STR("");
    while (facts.len > 0) {
        struct str next = str_cut(&facts, ' ');
        if (next.len > 0 && !str_equal(next, fact))
            kept = arena_printf(arena, PRISTR "%s" PRISTR, STRARG(kept), kept.len ? " " : "",
                                STRARG(next));
    }
    return kept;
}

/* "complex -remote": adds the one, drops the other. */
static struct str facts_changed(struct arena *arena, struct str facts, struct str changes)
{
    while (changes.len > 0) {
        struct str next = str_cut(&changes, ' ');
        bool is_dropped = str_starts(next, STR("-"));
        struct str fact = is_dropped ? str_from(next, 1) : next;
        facts = facts_without(arena, facts, fact);
        if (!is_dropped && fact.len > 0)
            facts = arena_printf(arena, PRISTR "%s" PRISTR, STRARG(facts), facts.len ? " " : "",
                                 STRARG(fact));
    }
    return facts;
}

/* The matter as the action leaves it. */
static void change(struct work *work, const struct matter_kind *kind,
                   const struct lifecycle_action *action, const struct matter_step *step,
                   struct matter *matter)
{
    struct instant now = clock_now(work->clock);
    const struct lifecycle_state *to = kind_state(kind, str_from_c(action->to));
    if (action->flags & ACTION_MOVES) {
        matter->unit_id = step->unit_id;
        matter->official_id = 0; /* the unit that takes it names its own */
    }
    if (action->flags & ACTION_ASSIGNS)
        matter->official_id = step->official_id;
    if (action->flags & ACTION_SETS_FACTS)
        matter->facts = facts_changed(work->arena, matter->facts, step->facts);
    if (!to)
        return;
    matter->state = str_from_c(to->name);
    matter->phase = to->phase;
    matter->closed_at = to->phase == PHASE_CLOSED ? now : (struct instant){0};
}

/* Keeps the spans: where the matter lies open, since when. */
static const struct fault *follow_spans(struct work *work, const struct matter *before,
                                        const struct matter *after, struct civil_date on,
                                        bool is_late)
{
    bool was_open = before->phase != PHASE_CLOSED;
    bool is_open = after->phase != PHASE_CLOSED;
    bool moved = before->unit_id != after->unit_id;
    const struct fault *fault = NULL;
    if (was_open && (!is_open || moved))
        fault = span_end(work, after->id, is_open ? STR("moved") : STR("closed"), on, is_late);
    if (!fault && is_open && (!was_open || moved))
        fault =
            span_begin(work, after, after->version, was_open ? STR("moved") : STR("reopened"), on);
    return fault;
}

/*
 * An action on its way: worked out from what is stored, then written. Only the writing
 * holds up others; that the matter is still as it was read is asked of its number of
 * events when it is written.
 */
struct taking {
    const struct matter_step *step;
    const struct matter_kind *kind;
    struct matter before;
    struct matter after; /* but for the event itself */
    struct matter_event event;
    struct clock_list clocks;
    bool was_proved;
    struct str sealed_note; /* what a sealed sender wrote; else empty */
};

static const struct fault *work_out(struct work *work, const struct lifecycle_action *action,
                                    struct taking *taking)
{
    const struct matter_step *step = taking->step;
    const struct matter *before = &taking->before;
    const struct fault *fault;
    taking->event = (struct matter_event){
        .happened_on =
            date_is_none(step->happened_on) ? clock_today(work->clock) : step->happened_on,
        .actor_kind = actor_kind(work, step->is_by_sender),
        .actor_id = step->is_by_sender ? 0 : work->actor->account_id,
        .action = step->action,
        .from_state = before->state,
        .note = step->note,
        .answer = step->answer,
    };
    taking->after = *before;
    change(work, taking->kind, action, step, &taking->after);
    taking->event.to_state = taking->after.state;
    /* what a sealed sender writes lies under the seal, not in the timeline */
    if (step->is_by_sender && before->visibility == VISIBLE_SEALED) {
        taking->sealed_note = step->note;
        taking->event.note = STR("");
    }
    fault = clocks_load(work, before->id, &taking->clocks);
    if (fault)
        return fault;
    taking->was_proved = matter_is_proved(work, before, &taking->clocks);
    fault = clocks_follow(work, &taking->after, action, taking->event.happened_on, &taking->clocks);
    taking->after.due_on = clocks_nearest(&taking->clocks); /* of a closed one: what outlives it */
    return fault;
}

static const struct fault *prepare(struct work *work, struct taking *taking)
{
    const struct matter_step *step = taking->step;
    struct matter *matter = &taking->before;
    const struct lifecycle_action *action;
    const struct fault *fault = matter_load(work, step->id, matter);
    if (fault)
        return fault;
    taking->kind = kind_find(work, matter->kind);
    action = taking->kind ? kind_action(taking->kind, step->action) : NULL;
    if (!action)
        return fault_new(work->arena, FAULT_NOT_FOUND, "error.not_found", "no such action");
    fault = must_be_for(work, matter, action, step->is_by_sender);
    if (!fault)
        fault = matter_must_be_at(work, matter, step->version);
    if (!fault)
        fault = matter_refusal(work, matter, action, step->is_by_sender);
    if (!fault)
        fault = matter_check_step(work, taking->kind, action, matter, step);
    if (!fault && action->guard)
        fault = action->guard(work, matter, step);
    if (!fault)
        fault = matter_check_words(work, matter, step);
    return fault ? fault : work_out(work, action, taking);
}

/* May run twice (db_use_case), so what was worked out is left as it is. */
static const struct fault *write_down(struct work *work, void *context)
{
    const struct taking *taking = context;
    struct matter matter = taking->after;
    struct matter_event event = taking->event;
    const struct fault *fault = append(work, &matter, &event, &taking->clocks, taking->was_proved);
    if (!fault && taking->sealed_note.len > 0)
        fault = seal_add(work, matter.id, taking->sealed_note, false);
    if (!fault)
        fault = clocks_store(work, matter.id, &taking->clocks);
    if (!fault)
        fault = follow_spans(work, &taking->before, &matter, event.happened_on,
                             clocks_closed_late(&taking->clocks, event.seq));
    if (!fault)
        fault = tell(work, &matter, &event);
    if (!fault && taking->kind->after)
        fault = taking->kind->after(work, &matter, taking->step);
    return fault;
}

/* Another came first, between reading and writing: says what it is now. */
static const struct fault *came_second(struct work *work, const struct taking *taking,
                                       const struct fault *fault)
{
    struct matter matter;
    db_release(work); /* to see what is new */
    if (matter_load(work, taking->step->id, &matter) || matter.version == taking->step->version)
        return fault;
    return changed_meanwhile(work, &matter);
}

const struct fault *matter_apply(struct work *work, const struct matter_step *step)
{
    struct taking taking = {.step = step};
    const struct fault *fault = prepare(work, &taking);
    if (fault)
        return fault;
    fault = db_write(work, write_down, &taking);
    if (fault && fault->kind == FAULT_CONFLICT)
        return came_second(work, &taking, fault);
    return fault;
}

/* ---- marking ---- */

static const struct fault *mark(struct work *work, void *context)
{
    const struct matter_mark *wanted = context;
    struct matter_event event = {.happened_on = clock_today(work->clock),
                                 .actor_kind = actor_kind(work, false),
                                 .actor_id = work->actor->account_id,
                                 .action = wanted->action,
                                 .note = wanted->note};
    struct matter matter;
    struct matter before;
    struct clock_list clocks;
    const struct fault *fault = matter_load(work, wanted->id, &matter);
    if (!fault && wanted->version)
        fault = matter_must_be_at(work, &matter, wanted->version);
    if (!fault)
        fault = clocks_load(work, wanted->id, &clocks);
    if (fault)
        return fault;
    before = matter;
    event.from_state = event.to_state = matter.state;
    if (wanted->unit_id && wanted->unit_id != matter.unit_id) {
        matter.unit_id = wanted->unit_id;
        matter.official_id = 0;
    }
    if (wanted->frees_official)
        matter.official_id = 0;
    if (wanted->official_id)
        matter.official_id = wanted->official_id;
    if (wanted->superior_id)
        matter.superior_id = wanted->superior_id;
    if (wanted->clocks && matter.phase != PHASE_CLOSED)
        matter.due_on = clocks_nearest(wanted->clocks);
    fault = append(work, &matter, &event, wanted->clocks ? wanted->clocks : &clocks,
                   matter_is_proved(work, &before, &clocks));
    if (!fault && wanted->clocks)
        fault = clocks_store(work, matter.id, wanted->clocks);
    if (!fault)
        fault = follow_spans(work, &before, &matter, event.happened_on, false);
    return fault ? fault : tell(work, &matter, &event);
}

const struct fault *matter_mark(struct work *work, const struct matter_mark *wanted)
{
    struct matter_mark copy = *wanted;
    return db_write(work, mark, &copy);
}
