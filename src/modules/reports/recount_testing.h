/*
 * Petitions whose histories are made at random, and what an outsider finds in them who
 * walks their events one by one, by the states that they were in: for the recount of
 * forms. Not a line of the counting under test is used. Only *_test.c files include it.
 */
#ifndef DINH_MODULES_REPORTS_RECOUNT_TESTING_H
#define DINH_MODULES_REPORTS_RECOUNT_TESTING_H

#include "app/testing.h"
#include "civic/actor.h"
#include "civic/matter_relation.h"
#include "modules/accounts/account.h"
#include "modules/petitions/petition.h"
#include "modules/reports/detail.h"
#include "modules/reports/period.h"

#include <string.h>

enum {
    MATTERS = 90,
    STEPS_MOST = 22,
    TRIES = 12
};

static uint32_t seed;

static uint32_t draw(uint32_t bound)
{
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 8) % bound;
}

/* ---- histories made at random ---- */

struct village {
    struct site_testing *site;
    struct actor official; /* may do everything, as the system, but has a name */
    unit_list units;       /* the district, then its communes */
    int64_t ids[MATTERS + 400];
    size_t count;
    /* what no event says, as it was told: by matter and day */
    struct told {
        int64_t id;
        struct civil_date day;
        struct str outcome; /* of a decision */
        struct str field;
        int64_t money; /* đồng to be recovered */
        bool is_joined;
        bool is_parted;     /* from the other, that day */
        int64_t moved_from; /* the unit; 0: it did not move */
        int64_t moved_to;
    } told[4 * MATTERS + 400];
    size_t told_count;
};

static void settle(struct village *v, struct site_testing *site)
{
    struct account account;
    struct unit district;
    unit_list below;
    *v = (struct village){.site = site};
    site->work->actor = &actor_system;
    assert_no_fault(account_by_login(site->work, STR("canbo"), &account));
    v->official = (struct actor){.account_id = account.id, .is_system = true};
    assert_no_fault(site_unit(site->work, &district));
    assert_no_fault(unit_children(site->work, district.id, &below));
    *VEC_PUSH(&v->units, site->arena) = district;
    for (size_t i = 0; i < below.count && v->units.count < 5; i++)
        if (below.items[i].kind == UNIT_COMMUNE)
            *VEC_PUSH(&v->units, site->arena) = below.items[i];
    site->work->actor = &v->official;
}

static int64_t receive(struct village *v, struct civil_date day)
{
    static const struct matter_kind *const kinds[] = {&complaint_kind, &denunciation_kind,
                                                      &proposal_kind};
    static const char *const sources[] = {"web", "paper", "reception", "post"};
    static const char *const facts[] = {"", "", "", "crowd", "anonymous"};
    const struct matter_kind *kind = kinds[draw(3)];
    struct matter_new wanted = {.kind = kind,
                                .unit_id = v->units.items[draw((uint32_t)v->units.count)].id,
                                .title = STR("Đơn minh họa"),
                                .content = STR("Nội dung"),
                                .source = str_from_c(sources[draw(4)]),
                                .visibility = VISIBLE_AGENCY,
                                .received_on = day};
    struct str mark = str_from_c(facts[draw(5)]);
    struct matter_receipt receipt;
    wanted.facts = kind == &complaint_kind
                       ? arena_printf(v->site->arena, "first " PRISTR, STRARG(mark))
                       : mark;
    assert_no_fault(matter_open(v->site->work, &wanted, &receipt));
    return receipt.id;
}

static struct str facts_of(const struct lifecycle_action *action)
{
    static const char *const checks[] = {"eligible -ineligible", "eligible -ineligible",
                                         "ineligible -eligible"};
    static const char *const outcomes[] = {
        "founded -partly -unfounded", "partly -founded -unfounded", "unfounded -founded -partly"};
    if (strcmp(action->name, "check") == 0)
        return str_from_c(checks[draw(3)]);
    if (strcmp(action->name, "draft-decision") == 0)
        return str_from_c(outcomes[draw(3)]);
    return STR("");
}

static bool is_one_of(struct str word, const char *list)
{
    return words_have(list, word);
}

static struct str outcome_in(struct work *work, int64_t id)
{
    static const char *const outcomes[] = {"unfounded", "founded", "partly"};
    struct matter matter;
    assert_no_fault(matter_load(work, id, &matter));
    for (size_t i = 0; i < COUNT(outcomes); i++)
        if (matter_has_fact(&matter, outcomes[i]))
            return str_from_c(outcomes[i]);
    return STR("");
}

/* What is denounced again lies with the superior from then on. */
static void tell_up(struct village *v, const struct matter *matter, struct civil_date day)
{
    struct unit unit;
    assert_no_fault(unit_load(v->site->work, matter->unit_id, &unit));
    if (unit.parent_id)
        v->told[v->told_count++] = (struct told){.id = matter->id,
                                                 .day = day,
                                                 .moved_from = matter->unit_id,
                                                 .moved_to = unit.parent_id};
}

/* Takes an action if it may be taken from here on that day. */
static bool take(struct village *v, const struct matter *matter,
                 const struct lifecycle_action *action, struct civil_date day)
{
    struct work *work = v->site->work;
    struct matter_step wanted = {.id = matter->id,
                                 .version = matter->version,
                                 .action = str_from_c(action->name),
                                 .note = STR("lý do"),
                                 .answer = STR("trả lời"),
                                 .facts = facts_of(action),
                                 .official_id = v->official.account_id,
                                 .happened_on = day,
                                 .is_by_sender = action->roles == 0};
    struct instant now = v->site->now;
    const struct fault *fault;
    if (!action_is_from(action, matter->state) || action->flags & ACTION_MOVES)
        return false;
    if (is_one_of(wanted.action, "repeat")) { /* it goes up on that day */
        v->site->now = date_start(day);
        db_release(work);
    }
    fault = matter_apply(work, &wanted);
    v->site->now = now;
    if (fault)
        return false;
    if (is_one_of(wanted.action, "repeat"))
        tell_up(v, matter, day);
    if (is_one_of(wanted.action, "decide conclude approve"))
        v->told[v->told_count++] =
            (struct told){.id = matter->id, .day = day, .outcome = outcome_in(work, matter->id)};
    return true;
}

/* Hands an open one to another unit, as a unit that ends does. */
static void move(struct village *v, int64_t id, struct civil_date day)
{
    struct instant now = v->site->now;
    struct matter matter;
    struct told told = {
        .id = id, .day = day, .moved_to = v->units.items[draw((uint32_t)v->units.count)].id};
    assert_no_fault(matter_load(v->site->work, id, &matter));
    told.moved_from = matter.unit_id;
    if (matter.phase == PHASE_CLOSED || told.moved_from == told.moved_to)
        return;
    v->site->now = date_start(day);
    db_release(v->site->work);
    assert_no_fault(matter_mark(
        v->site->work,
        &(struct matter_mark){.id = id, .action = STR("unit-ended"), .unit_id = told.moved_to}));
    v->site->now = now;
    v->told[v->told_count++] = told;
}

/* One step forward where the draw says so, else any action, or none: refusals are as
 * good as rest. */
static void step(struct village *v, int64_t id, struct civil_date day)
{
    /* the last first: what the law asks for before it is refused until it was done */
    static const char *const forward[] = {
        "close",   "publish", "act",   "execute",        "in-force", "conclude", "decide",
        "approve", "pass-on", "draft", "draft-decision", "dialogue", "report",   "verify",
        "accept",  "propose", "check", "classify",       "register"};
    const struct matter_kind *kind;
    struct matter matter;
    assert_no_fault(matter_load(v->site->work, id, &matter));
    kind = kind_find(v->site->work, matter.kind);
    for (size_t i = draw(5) ? 0 : COUNT(forward); i < COUNT(forward); i++) {
        const struct lifecycle_action *action = kind_action(kind, str_from_c(forward[i]));
        if (action && take(v, &matter, action, day))
            return;
    }
    for (int i = 0; i < TRIES; i++)
        if (take(v, &matter, &kind->actions[draw((uint32_t)kind->action_count)], day))
            return;
}

static void tell_histories(struct village *v, struct civil_date first, struct civil_date last)
{
    int32_t days = last.days - first.days;
    for (int i = 0; i < MATTERS; i++) {
        struct civil_date day = date_add_days(first, (int32_t)draw((uint32_t)days));
        int64_t id = receive(v, day);
        v->ids[v->count++] = id;
        for (int s = 0; s < STEPS_MOST; s++) {
            day = date_add_days(day, (int32_t)(draw(5) ? draw(13) : draw(45)));
            if (date_compare(day, last) > 0)
                break;
            if (draw(12) == 0)
                move(v, id, day);
            else
                step(v, id, day);
        }
    }
}

static const struct fault *write_told(struct work *work, void *context)
{
    const struct told *told = context;
    const struct fault *fault = detail_add(
        work, &(struct detail){.matter_id = told->id, .name = STR("field"), .word = told->field});
    if (!fault && told->money)
        fault = detail_add(work, &(struct detail){.matter_id = told->id,
                                                  .name = STR("recover-money"),
                                                  .word = STR(""),
                                                  .amount = told->money});
    return fault;
}

/* Fields, money and duplicates of some of them, on one day. */
static void tell_details(struct village *v, struct civil_date day)
{
    static const char *const fields[] = {"policy",     "land",     "service", "administration",
                                         "corruption", "judicial", "party",   "other"};
    struct work *work = v->site->work;
    v->site->now = date_start(day);
    for (size_t i = 0; i < v->count; i++) {
        struct told told = {.id = v->ids[i], .day = day, .field = str_from_c(fields[draw(8)])};
        if (draw(3) == 0)
            continue;
        told.money = draw(2) ? (int64_t)draw(1000) * 12345 : 0;
        told.is_joined = i > 0 && draw(6) == 0;
        db_release(work);
        assert_no_fault(db_write(work, write_told, &told));
        if (told.is_joined)
            assert_no_fault(matter_link(work, told.id, v->ids[i - 1], LINK_DUPLICATE_OF));
        v->told[v->told_count++] = told;
    }
}

/* Some were joined by mistake: parted again on a day. */
static void tell_parted(struct village *v, struct civil_date day)
{
    size_t count = v->told_count;
    v->site->now = date_start(day);
    for (size_t i = 0; i < count; i++) {
        struct told told = {.id = v->told[i].id, .day = day, .is_parted = true};
        struct matter_tie tie = {.id = told.id, .kind = LINK_DUPLICATE_OF};
        matter_link_list links;
        if (!v->told[i].is_joined || draw(2))
            continue;
        db_release(v->site->work);
        assert_no_fault(matter_links(v->site->work, told.id, &links));
        for (size_t k = 0; k < links.count; k++)
            if (links.items[k].kind == LINK_DUPLICATE_OF && links.items[k].is_from_here)
                tie.other_id = links.items[k].other.id;
        assert_no_fault(matter_untie(v->site->work, &tie));
        v->told[v->told_count++] = told;
    }
}

/* An appeal opened other matters: all of them are counted. */
static void find_all(struct village *v)
{
    v->count = 0;
    assert_no_fault(matter_ids_after(v->site->work, 0, COUNT(v->ids), v->ids, &v->count));
    assert_true(v->count < COUNT(v->ids));
}

/* ---- the recount ---- */

/* One petition as its events show it on the last day of a period. */
struct known {
    int64_t id;
    int64_t unit_id;
    bool is_complaint;
    bool is_denunciation;
    bool is_again;
    bool is_crowd;
    bool is_anonymous;
    struct civil_date received;
    struct civil_date processed; /* DATE_NONE: not by the last day */
    struct str direction;        /* the state that it went to then */
    struct civil_date handed_on; /* to another body, after it was accepted */
    struct civil_date ended;
    struct str ending;      /* the state */
    struct str ending_from; /* and the one before it */
    bool is_late;
    struct civil_date forced;
    struct civil_date executed;
    VEC(struct civil_date) replies; /* every one is a paper */
    struct str outcome;
    struct str source;
    struct str field;
    int64_t money;
    bool is_joined; /* to another, on the last day */
};
typedef VEC(struct known) known_list;

#define WAITING "received classified proposed checking retracting repeated relenting"
#define ANSWERED "decided concluded answered terminated appealed"

static bool closes_late(const matter_clock_list *clocks, int64_t seq)
{
    for (size_t i = 0; i < clocks->count; i++)
        if (clocks->items[i].closed_seq == seq && date_is_none(clocks->items[i].suspended_on) &&
            date_compare(clocks->items[i].closed_on, clocks->items[i].due_on) > 0)
            return true;
    return false;
}

static struct str told_outcome(const struct village *v, int64_t id, struct civil_date day)
{
    for (size_t i = 0; i < v->told_count; i++)
        if (v->told[i].id == id && v->told[i].outcome.len && date_compare(v->told[i].day, day) == 0)
            return v->told[i].outcome;
    return STR("");
}

static void told_rest(const struct village *v, struct known *one, struct civil_date last)
{
    one->money = 0; /* each round says all that the petition is about */
    for (size_t i = 0; i < v->told_count; i++) {
        const struct told *told = &v->told[i];
        if (told->id != one->id)
            continue;
        if (told->field.len)
            one->field = told->field;
        one->money += told->money;
        if (date_compare(told->day, last) <= 0)
            one->is_joined = (one->is_joined || told->is_joined) && !told->is_parted;
    }
}

/* Where it lay when it was received. */
static int64_t first_unit(const struct village *v, const struct matter *matter)
{
    for (size_t i = 0; i < v->told_count; i++)
        if (v->told[i].id == matter->id && v->told[i].moved_from)
            return v->told[i].moved_from;
    return matter->unit_id;
}

/* Where it went with its nth move. */
static int64_t unit_moved_to(const struct village *v, int64_t id, int nth)
{
    for (size_t i = 0; i < v->told_count; i++)
        if (v->told[i].id == id && v->told[i].moved_to && nth-- == 0)
            return v->told[i].moved_to;
    return 0;
}

/* What is open goes with the file; what is done stays where it was done. */
static bool goes_along(const struct known *one)
{
    return date_is_none(one->processed) ||
           (str_equal(one->direction, STR("accepted")) && date_is_none(one->ended) &&
            date_is_none(one->handed_on));
}

/* What one event tells. */
static void follow(const struct village *v, const matter_clock_list *clocks,
                   const struct matter_event *event, struct known *one)
{
    if (date_is_none(one->processed) && !is_one_of(event->to_state, WAITING)) {
        one->processed = event->happened_on;
        one->direction = event->to_state;
    }
    if (!date_is_none(one->processed) && date_is_none(one->ended) &&
        (is_one_of(event->to_state, ANSWERED) ||
         (str_equal(event->to_state, STR("closed")) &&
          str_equal(event->from_state, STR("in_court"))) ||
         (!is_one_of(one->direction, "withdrawn") &&
          str_equal(event->to_state, STR("withdrawn"))))) {
        one->ended = event->happened_on;
        one->ending = event->to_state;
        one->ending_from = event->from_state;
        one->is_late = closes_late(clocks, event->seq);
        one->outcome = told_outcome(v, one->id, event->happened_on);
    }
    if (is_one_of(event->to_state, "transferred urged referred") && date_is_none(one->handed_on) &&
        str_equal(one->direction, STR("accepted")) && date_is_none(one->ended))
        one->handed_on = event->happened_on;
    if (is_one_of(event->to_state, "in_force concluded") && date_is_none(one->forced))
        one->forced = event->happened_on;
    if (str_equal(event->action, STR("take-force")) && date_is_none(one->forced))
        one->forced = event->happened_on;
    /* executed, or another decision or judgment stands in its place */
    if (!date_is_none(one->forced) && date_is_none(one->executed) &&
        is_one_of(event->to_state, "closed appealed") &&
        is_one_of(event->from_state, "in_force executing acted in_court"))
        one->executed = event->happened_on;
    if (is_one_of(event->action, "pass-on body-replied"))
        *VEC_PUSH(&one->replies, v->site->arena) = event->happened_on;
    /* whoever it was passed to has resolved it */
    if (str_equal(event->action, STR("body-replied")) && date_is_none(one->ended)) {
        one->ended = event->happened_on;
        one->ending = STR("answered");
        one->is_late = false;
    }
}

static void walk(struct village *v, int64_t id, struct civil_date last, known_list *all)
{
    struct work *work = v->site->work;
    struct matter matter;
    matter_event_list events;
    matter_clock_list clocks;
    struct known one;
    int64_t place;
    int moves = 0;
    assert_no_fault(matter_clocks(work, id, &clocks));
    assert_no_fault(matter_load(work, id, &matter));
    assert_no_fault(matter_events(work, id, &events));
    place = first_unit(v, &matter);
    one = (struct known){.id = id,
                         .unit_id = place,
                         .is_complaint = str_starts(matter.kind, STR("khieu-nai")),
                         .is_denunciation = str_equal(matter.kind, STR("to-cao")),
                         .is_again = str_equal(matter.kind, STR("khieu-nai-2")),
                         .is_crowd = str_find(matter.facts, STR("crowd"), 0) >= 0,
                         .received = matter.received_on,
                         .processed = DATE_NONE,
                         .ended = DATE_NONE,
                         .handed_on = DATE_NONE,
                         .forced = DATE_NONE,
                         .executed = DATE_NONE,
                         .source = matter.source};
    one.is_anonymous = !one.is_crowd && str_find(matter.facts, STR("anonymous"), 0) >= 0;
    if (date_compare(one.received, last) > 0)
        return;
    for (size_t i = 0; i < events.count; i++) {
        const struct matter_event *event = &events.items[i];
        if (date_compare(event->happened_on, last) > 0)
            continue; /* a later step may have happened earlier: it was written down late */
        if (is_one_of(event->action, "link unlink"))
            continue; /* no step: it names the state that the file had when it was written */
        if (str_equal(event->action, STR("unit-ended")) ||
            (str_equal(event->action, STR("to-superior")) &&
             str_equal(event->to_state, STR("repeated")))) {
            place = unit_moved_to(v, id, moves++);
            one.unit_id = goes_along(&one) ? place : one.unit_id;
        }
        if (str_equal(event->to_state, STR("repeated")) &&
            !is_one_of(event->from_state, "repeated relenting")) {
            told_rest(v, &one, last);
            *VEC_PUSH(all, v->site->arena) = one;
            one.is_again = true;
            one.unit_id = place;
            one.replies.count = 0;
            one.received = event->happened_on;
            one.processed = one.ended = one.forced = one.executed = DATE_NONE;
            one.handed_on = DATE_NONE;
            one.is_late = false;
        }
        follow(v, &clocks, event, &one);
    }
    told_rest(v, &one, last);
    *VEC_PUSH(all, v->site->arena) = one;
}

static known_list recount(struct village *v, struct civil_date last)
{
    known_list all = {0};
    for (size_t i = 0; i < v->count; i++)
        walk(v, v->ids[i], last, &all);
    return all;
}

/* What of it a period concerns. */
struct seen {
    bool carried;
    bool received;
    bool processed; /* in the period */
    bool ours;
    bool guided;
    bool passed;
    bool fit;
    bool ended;    /* by the last day */
    bool judged;   /* by a court */
    bool at_work;  /* accepted, and not over before the period */
    bool was_ours; /* at work since before it */
    bool over;     /* at work, and over in the period */
    bool to_execute;
    bool executed;
    bool urged;
    int64_t replies;
    bool leads; /* a case of its own */
};

static bool is_in(struct civil_date day, struct span span)
{
    return !date_is_none(day) && date_compare(day, span.first) >= 0 &&
           date_compare(day, span.last) <= 0;
}

static bool is_past(struct civil_date day, struct span span)
{
    return !date_is_none(day) && date_compare(day, span.first) < 0;
}

static struct seen look(const struct known *one, struct span span)
{
    struct seen s = {.received = date_compare(one->received, span.first) >= 0,
                     .leads = !one->is_joined,
                     .ended = !date_is_none(one->ended)};
    bool is_accepted = !date_is_none(one->processed) && str_equal(one->direction, STR("accepted"));
    for (size_t i = 0; i < one->replies.count; i++)
        s.replies += is_in(one->replies.items[i], span);
    s.judged = s.ended && str_equal(one->ending, STR("closed"));
    s.at_work = is_accepted && !is_past(one->ended, span) && !is_past(one->handed_on, span);
    s.was_ours = s.at_work && is_past(one->processed, span);
    s.over = s.at_work && is_in(one->ended, span) && date_is_none(one->handed_on);
    s.to_execute = !date_is_none(one->forced) && !is_past(one->executed, span);
    s.executed = s.to_execute && is_in(one->executed, span);
    if (is_past(one->processed, span))
        return s;
    s.carried = !s.received;
    s.processed = !date_is_none(one->processed);
    s.ours = is_accepted;
    s.guided = s.processed && is_one_of(one->direction, "guided returned");
    s.passed = s.processed && is_one_of(one->direction, "transferred referred");
    s.urged = s.processed && str_equal(one->direction, STR("urged"));
    s.fit = s.ours || s.guided || s.passed || s.urged;
    return s;
}

static bool has_field(const struct known *one, const char *fields)
{
    return is_one_of(one->field.len ? one->field : STR("other"), fields);
}

#endif
