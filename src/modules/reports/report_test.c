/*
 * Every form against an independent recount: petitions whose histories are made at
 * random are walked event by event, by the states that they were in, with plain loops;
 * not a line of the counting under test is used for it.
 */
#include "app/testing.h"
#include "civic/actor.h"
#include "modules/accounts/account.h"
#include "modules/petitions/petition.h"
#include "modules/reports/report.h"
#include "modules/reports/reports_web.h"

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
    struct civil_date last;
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
    static const char *const outcomes[] = {"founded", "partly", "unfounded"};
    if (strcmp(action->name, "check") == 0)
        return str_from_c(checks[draw(3)]);
    if (strcmp(action->name, "draft-decision") == 0)
        return str_from_c(outcomes[draw(3)]);
    return STR("");
}

/* One action that may be taken on a day, or none: refusals are as good as rest. */
static bool step(struct village *v, int64_t id, struct civil_date day)
{
    struct work *work = v->site->work;
    struct matter matter;
    const struct matter_kind *kind;
    assert_no_fault(matter_load(work, id, &matter));
    kind = kind_find(work, matter.kind);
    for (int i = 0; i < TRIES; i++) {
        const struct lifecycle_action *action = &kind->actions[draw((uint32_t)kind->action_count)];
        struct matter_step wanted = {.id = id,
                                     .version = matter.version,
                                     .action = str_from_c(action->name),
                                     .note = STR("lý do"),
                                     .answer = STR("trả lời"),
                                     .official_id = v->official.account_id,
                                     .happened_on = day,
                                     .is_by_sender = action->roles == 0};
        const struct fault *fault;
        if (!action_is_from(action, matter.state) || action->flags & ACTION_MOVES)
            continue;
        wanted.facts = facts_of(action);
        fault = matter_apply(work, &wanted);
        if (!fault)
            return true;
    }
    return false;
}

static void tell_histories(struct village *v, struct civil_date first, struct civil_date last)
{
    int32_t days = last.days - first.days;
    v->last = last;
    for (int i = 0; i < MATTERS; i++) {
        struct civil_date day = date_add_days(first, (int32_t)draw((uint32_t)days));
        int64_t id = receive(v, day);
        v->ids[v->count++] = id;
        for (int s = 0; s < STEPS_MOST; s++) {
            day = date_add_days(day, (int32_t)draw(14));
            if (date_compare(day, last) > 0)
                break;
            (void)step(v, id, day);
        }
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
    struct civil_date ended;
    struct str ending; /* the state */
};
typedef VEC(struct known) known_list;

static bool is_one_of(struct str word, const char *list)
{
    return words_have(list, word);
}

#define WAITING "received classified proposed checking retracting repeated"
#define ANSWERED "decided concluded answered terminated appealed"

static void walk(struct village *v, int64_t id, struct civil_date last, known_list *all)
{
    struct work *work = v->site->work;
    struct matter matter;
    matter_event_list events;
    struct known one;
    assert_no_fault(matter_load(work, id, &matter));
    assert_no_fault(matter_events(work, id, &events));
    one = (struct known){.id = id,
                         .unit_id = matter.unit_id,
                         .is_complaint = str_starts(matter.kind, STR("khieu-nai")),
                         .is_denunciation = str_equal(matter.kind, STR("to-cao")),
                         .is_again = str_equal(matter.kind, STR("khieu-nai-2")),
                         .is_crowd = str_find(matter.facts, STR("crowd"), 0) >= 0,
                         .received = matter.received_on,
                         .processed = DATE_NONE,
                         .ended = DATE_NONE};
    one.is_anonymous = !one.is_crowd && str_find(matter.facts, STR("anonymous"), 0) >= 0;
    if (date_compare(one.received, last) > 0)
        return;
    for (size_t i = 0; i < events.count; i++) {
        const struct matter_event *event = &events.items[i];
        if (date_compare(event->happened_on, last) > 0)
            break;
        if (str_equal(event->to_state, STR("repeated")) &&
            !str_equal(event->from_state, STR("repeated"))) {
            *VEC_PUSH(all, v->site->arena) = one;
            one.is_again = true;
            one.received = event->happened_on;
            one.processed = one.ended = DATE_NONE;
        }
        if (date_is_none(one.processed) && !is_one_of(event->to_state, WAITING)) {
            one.processed = event->happened_on;
            one.direction = event->to_state;
        }
        if (!date_is_none(one.processed) && date_is_none(one.ended) &&
            (is_one_of(event->to_state, ANSWERED) ||
             (str_equal(event->to_state, STR("closed")) &&
              str_equal(event->from_state, STR("in_court"))) ||
             (!is_one_of(one.direction, "withdrawn") &&
              str_equal(event->to_state, STR("withdrawn"))) ||
             (str_equal(event->to_state, STR("referred")) &&
              !str_equal(one.direction, STR("referred"))))) {
            one.ended = event->happened_on;
            one.ending = event->to_state;
        }
    }
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
    bool ended; /* by the last day */
};

static struct seen look(const struct known *one, struct span span)
{
    bool was_processed =
        !date_is_none(one->processed) && date_compare(one->processed, span.first) < 0;
    struct seen seen = {.received = date_compare(one->received, span.first) >= 0};
    if (was_processed)
        return (struct seen){0};
    seen.carried = !seen.received;
    seen.processed = !date_is_none(one->processed);
    if (seen.processed) {
        seen.ours = is_one_of(one->direction, "accepted");
        seen.guided = is_one_of(one->direction, "guided returned");
        seen.passed = is_one_of(one->direction, "transferred referred");
    }
    seen.ended = !date_is_none(one->ended);
    return seen;
}

/* 01/XLD of 2024, column by column as the law page names them. */
static void count_01_xld(const struct known *one, const struct seen *s, int64_t *n)
{
    bool fit = s->ours || s->guided || s->passed;
    bool proposal = !one->is_complaint && !one->is_denunciation;
    n[1] += s->carried || s->received;
    n[2] += s->carried;
    n[3] += s->received;
    n[4] += s->processed;
    n[5] += (s->carried || s->received) && !s->processed;
    n[6] += fit;
    n[7] += fit;
    n[8] += fit && one->is_complaint;
    n[9] += fit && one->is_denunciation;
    n[10] += fit && proposal;
    n[11] += fit && s->ended && !one->is_again;
    n[12] += fit && s->ended && one->is_again;
    n[13] += fit && !s->ended;
    n[14] += s->ours;
    n[15] += s->ours && one->is_complaint;
    n[16] += s->ours && one->is_denunciation;
    n[17] += s->ours && proposal;
    n[18] += s->guided || s->passed;
    n[19] += s->guided;
    n[20] += s->passed;
}

static void compare(struct village *v, const char *name, struct span span)
{
    const struct form_version *form = forms_named(forms_of(v->site->work), str_from_c(name));
    known_list all = recount(v, span.last);
    struct report report;
    assert_non_null(form);
    assert_no_fault(report_count(v->site->work, form, v->units.items[0].id, span, &report));
    assert_int_equal(report.breaches.count, 0);
    for (size_t r = 0; r <= report.rows.count; r++) {
        const struct report_row *row =
            r < report.rows.count ? &report.rows.items[r] : &report.total;
        int64_t n[FORM_COLUMNS_MOST + 1] = {0};
        for (size_t i = 0; i < all.count; i++) {
            struct seen seen = look(&all.items[i], span);
            if (r == report.rows.count || all.items[i].unit_id == row->unit.id)
                count_01_xld(&all.items[i], &seen, n);
        }
        for (int c = 1; c <= 20; c++)
            if (row->amounts[c - 1] != n[c])
                fail_msg("%s %d: counted %lld, recounted %lld in row %zu", name, c,
                         (long long)row->amounts[c - 1], (long long)n[c], r);
    }
}

static void forms_agree_with_a_recount_by_hand(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct village v;
        struct civil_date first = date_ymd(2024, 2, 1);
        site.now = date_start(date_ymd(2025, 2, 1));
        seed = 11;
        settle(&v, &site);
        tell_histories(&v, first, date_ymd(2025, 1, 31));
        find_all(&v);
        for (int month = 0; month < 12; month++) {
            struct span span = {date_add_months(first, month),
                                date_add_days(date_add_months(first, month + 1), -1)};
            compare(&v, "01-xld-2024", span);
        }
        compare(&v, "01-xld-2024", (struct span){first, date_ymd(2025, 1, 31)});
    }
}

/* What one period leaves unprocessed the next begins with, twelve times. */
static void what_a_period_leaves_the_next_begins_with(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct village v;
        struct civil_date first = date_ymd(2024, 2, 1);
        const struct form_version *form;
        int64_t left = 0;
        int64_t most = 0;
        site.now = date_start(date_ymd(2025, 2, 1));
        seed = 12;
        settle(&v, &site);
        tell_histories(&v, first, date_ymd(2025, 1, 31));
        form = forms_named(forms_of(site.work), STR("01-xld-2024"));
        for (int month = 0; month < 12; month++) {
            struct span span = {date_add_months(first, month),
                                date_add_days(date_add_months(first, month + 1), -1)};
            struct report report;
            assert_no_fault(report_count(site.work, form, v.units.items[0].id, span, &report));
            assert_int_equal(form_sum_of(form, &form->carry.left, report.total.amounts), left);
            left = form_sum_of(form, &form->carry.right, report.total.amounts);
            most = left > most ? left : most;
        }
        assert_true(most > 0);
    }
}

/* Facts that are made again from the events are those that were kept. */
static void facts_made_again_are_the_same(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct village v;
        struct span span = {date_ymd(2024, 2, 1), date_ymd(2025, 1, 31)};
        fact_list before;
        fact_list after;
        int64_t count;
        site.now = date_start(date_ymd(2025, 2, 1));
        seed = 13;
        settle(&v, &site);
        tell_histories(&v, span.first, span.last);
        assert_no_fault(
            fact_petitions(site.work, v.units.items[0].id, span.first, span.last, &before));
        db_release(site.work);
        assert_no_fault(fact_rebuild(site.work, &count));
        assert_true(count >= MATTERS);
        assert_no_fault(
            fact_petitions(site.work, v.units.items[0].id, span.first, span.last, &after));
        assert_int_equal(before.count, after.count);
        for (size_t i = 0; i < before.count; i++) {
            const struct fact *a = &before.items[i];
            const struct fact *b = &after.items[i];
            assert_int_equal(a->matter_id, b->matter_id);
            assert_int_equal(a->processed_on.days, b->processed_on.days);
            assert_true(str_equal(a->direction, b->direction));
            assert_int_equal(a->ended_on.days, b->ended_on.days);
            assert_true(str_equal(a->outcome, b->outcome));
            assert_int_equal(a->is_late, b->is_late);
            assert_int_equal(a->executed_on.days, b->executed_on.days);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_agree_with_a_recount_by_hand),
        cmocka_unit_test(what_a_period_leaves_the_next_begins_with),
        cmocka_unit_test(facts_made_again_are_the_same),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
