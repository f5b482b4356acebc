/*
 * A commune whose complaints and denunciations are taken step by step, and the day on which
 * a term ends. For the tests of the lifecycles.
 */
#ifndef DINH_MODULES_PETITIONS_LIFECYCLE_STORY_H
#define DINH_MODULES_PETITIONS_LIFECYCLE_STORY_H

#include "civic/actor.h"
#include "civic/built_in_fixture.h"
#include "civic/deadline.h"
#include "civic/module.h"
#include "db/testing.h"
#include "modules/petitions/guard.h"
#include "modules/petitions/petition.h"

#include <stdlib.h>
#include <string.h>

static const struct matter_kind *const kinds[] = {&complaint_kind, &second_complaint_kind,
                                                  &denunciation_kind};
static const struct matter_kind *const all_kinds[] = {&complaint_kind, &second_complaint_kind,
                                                      &denunciation_kind, &proposal_kind};
static const struct module module = {
    .name = "test", .kinds = all_kinds, .kind_count = COUNT(all_kinds)};
static const struct module *const modules[] = {&module, NULL};

/* ---- a commune ---- */

enum {
    AN = 11, /* officer */
    CHI = 13 /* leader */
};

struct town {
    int64_t commune;
    int64_t district;
    struct actor actors[20];
};

static const struct fault *make_commune(struct work *work, void *context)
{
    struct town *town = context;
    struct unit district = {.kind = UNIT_DISTRICT,
                            .code = STR("232"),
                            .name = STR("Huyện Thanh Ba"),
                            .valid_from = DATE_NONE,
                            .valid_to = DATE_NONE};
    struct unit commune = {.kind = UNIT_COMMUNE,
                           .code = STR("08170"),
                           .name = STR("Xã Đồng Xuân"),
                           .valid_from = DATE_NONE,
                           .valid_to = DATE_NONE};
    assert_no_fault(unit_create(work, &district));
    commune.parent_id = district.id;
    assert_no_fault(unit_create(work, &commune));
    town->commune = commune.id;
    town->district = district.id;
    return db_script(
        work, arena_printf(work->arena,
                           "INSERT INTO account (id, login, name, created_at) VALUES"
                           " (11, 'an', 'An', 1), (13, 'chi', 'Chi', 1);"
                           "INSERT INTO account_role (account_id, role, unit_id, granted_at) VALUES"
                           " (11, 'case-officer', %lld, 1), (13, 'leader', %lld, 1);",
                           (long long)commune.id, (long long)commune.id));
}

static inline void give(struct arena *arena, struct town *town, int account, enum role role)
{
    struct grant *grant = ARENA_NEW(arena, struct grant);
    *grant = (struct grant){role, town->commune};
    town->actors[account] =
        (struct actor){.account_id = account, .grants = grant, .grant_count = 1};
}

static inline struct town make_town(struct db_testing *test)
{
    struct town town = {0};
    struct site *site = ARENA_NEW(test->arena, struct site);
    site->arena = test->arena;
    site->pool = test->pool;
    site->modules = modules;
    site->states = map_new(test->arena);
    map_set(site->states, STR("law"), (void *)built_in_law());
    site->messages = built_in_messages();
    test->work->site = site;
    test->work->actor = &actor_system;
    assert_no_fault(db_write(test->work, make_commune, &town));
    give(test->arena, &town, AN, ROLE_CASE_OFFICER);
    give(test->arena, &town, CHI, ROLE_LEADER);
    return town;
}

static inline int64_t receive(struct work *work, const struct town *town,
                              const struct matter_kind *kind, const char *facts,
                              struct civil_date on)
{
    struct matter_new wanted = {.kind = kind,
                                .unit_id = town->commune,
                                .title = STR("Mức bồi thường cây cối"),
                                .content = STR("Mức bồi thường thấp hơn quyết định."),
                                .source = STR("paper"),
                                .facts = str_from_c(facts),
                                .visibility = VISIBLE_AGENCY,
                                .received_on = on};
    struct matter_receipt receipt;
    work->actor = &actor_system;
    assert_no_fault(matter_open(work, &wanted, &receipt));
    return receipt.id;
}

struct taken {
    const char *action;
    struct civil_date on;
    const char *facts;
    bool is_by_sender;
    int64_t unit_id; /* whither it moves */
};

/* Takes a step as the system, with every word that a step may need. */
static const struct fault *take(struct work *work, int64_t id, struct taken taken)
{
    struct matter matter;
    struct matter_step step = {.id = id,
                               .action = str_from_c(taken.action),
                               .note = STR("Theo hồ sơ."),
                               .answer = STR("Xin thông báo để ông/bà biết."),
                               .official_id = AN,
                               .unit_id = taken.unit_id,
                               .facts = str_from_c(taken.facts ? taken.facts : ""),
                               .happened_on = taken.on,
                               .is_by_sender = taken.is_by_sender};
    assert_no_fault(matter_load(work, id, &matter));
    step.version = matter.version;
    db_release(work);
    return matter_apply(work, &step);
}

static inline void must(struct work *work, int64_t id, const char *action, struct civil_date on,
                        const char *facts)
{
    const struct fault *fault = take(work, id, (struct taken){action, on, facts, false, 0});
    if (fault)
        print_error("%s: %s\n", action, fault->key);
    assert_no_fault(fault);
}

static inline void must_not(struct work *work, int64_t id, const char *action, struct civil_date on,
                            const char *facts, const char *key)
{
    const struct fault *fault = take(work, id, (struct taken){action, on, facts, false, 0});
    assert_non_null(fault);
    assert_string_equal(fault->key, key);
    for (size_t i = 0; i < COUNT(fault->args) && fault->args[i].name; i++)
        if (strcmp(fault->args[i].name, "article") == 0 && fault->args[i].value.len == 0)
            fail_msg("%s names no article", key);
}

/* The day on which the last term of a rule ends. */
static inline struct civil_date due(struct work *work, int64_t id, const char *rule)
{
    struct civil_date day = DATE_NONE;
    matter_clock_list clocks;
    assert_no_fault(matter_clocks(work, id, &clocks));
    for (size_t i = 0; i < clocks.count; i++)
        if (str_equal(clocks.items[i].rule, str_from_c(rule)))
            day = clocks.items[i].due_on;
    db_release(work);
    return day;
}

/* Whether the last term of a rule runs. */
static inline bool runs(struct work *work, int64_t id, const char *rule)
{
    matter_clock_list clocks;
    bool is_running = false;
    assert_no_fault(matter_clocks(work, id, &clocks));
    for (size_t i = 0; i < clocks.count; i++)
        if (str_equal(clocks.items[i].rule, str_from_c(rule)))
            is_running = clocks.items[i].closed_seq == 0;
    db_release(work);
    return is_running;
}

static inline void assert_day(struct civil_date got, int year, int month, int day)
{
    assert_int_equal(got.days, date_ymd(year, month, day).days);
}

static inline void assert_state(struct work *work, int64_t id, const char *state)
{
    struct matter matter;
    assert_no_fault(matter_load(work, id, &matter));
    assert_string_equal(arena_c(work->arena, matter.state), state);
    db_release(work);
}

/* The appeal opened a complaint of the second instance, received that day. */
static inline void must_have_second(struct work *work, int64_t id, struct civil_date on)
{
    matter_link_list links;
    assert_no_fault(matter_links(work, id, &links));
    assert_int_equal(links.count, 1);
    assert_int_equal(links.items[0].kind, LINK_APPEAL_OF);
    assert_false(links.items[0].is_from_here);
    assert_true(str_equal(links.items[0].other.kind, STR("khieu-nai-2")));
    assert_int_equal(links.items[0].other.received_on.days, on.days);
    db_release(work);
}

static inline int64_t accepted_complaint(struct work *work, const struct town *town,
                                         const char *facts, struct civil_date on)
{
    int64_t id = receive(work, town, &complaint_kind, facts, on);
    must(work, id, "classify", on, NULL);
    must(work, id, "check", on, "eligible");
    must(work, id, "propose", on, NULL);
    must(work, id, "accept", on, NULL);
    return id;
}

static inline int64_t accepted_denunciation(struct work *work, const struct town *town,
                                            struct civil_date on)
{
    int64_t id = receive(work, town, &denunciation_kind, "", on);
    must(work, id, "register", on, NULL);
    must(work, id, "check", on, "eligible");
    must(work, id, "accept", on, NULL);
    return id;
}

/* Decided in time and sent, on Wednesday 20/04/2022: in force after 30 D, Friday 20/05. */
static inline int64_t decided_complaint(struct work *work, const struct town *town)
{
    int64_t id = accepted_complaint(work, town, "first", date_ymd(2022, 3, 28));
    must(work, id, "verify", date_ymd(2022, 3, 29), NULL);
    must(work, id, "report", date_ymd(2022, 4, 12), NULL);
    must(work, id, "draft-decision", date_ymd(2022, 4, 18), "founded");
    must(work, id, "decide", date_ymd(2022, 4, 20), NULL);
    must(work, id, "send", date_ymd(2022, 4, 21), NULL);
    return id;
}

#endif
