/*
 * A small district with four officials and a kind as small as a kind can be, for
 * tests of matters. Only *_test.c files include this.
 */
#ifndef DINH_CIVIC_TESTING_H
#define DINH_CIVIC_TESTING_H

#include "civic/actor.h"
#include "civic/built_in_fixture.h"
#include "civic/matter.h"
#include "civic/module.h"
#include "db/testing.h"

#include <string.h>

#define OFFICER ROLE_BIT(ROLE_CASE_OFFICER)
#define LEADER ROLE_BIT(ROLE_LEADER)

static const struct lifecycle_state states[] = {
    {"received", PHASE_OPEN   },
    {"drafted",  PHASE_OPEN   },
    {"paused",   PHASE_WAITING},
    {"done",     PHASE_CLOSED },
};

static const struct lifecycle_action actions[] = {
    {"draft",    "received",         "drafted",  OFFICER,          ACTION_NEEDS_ANSWER,                  "",                  "",  "petition.classify",
     NULL                                                                                                                                                   },
    {"approve",  "drafted",          "done",     OFFICER | LEADER, ACTION_OTHER_EYES,                    "",                  "*",
     "petition.classify",                                                                                                                               NULL},
    {"assign",   "received",         "",         LEADER,           ACTION_ASSIGNS,                       "",                  "",  "petition.classify", NULL},
    {"move",     "received",         "",         OFFICER | LEADER, ACTION_MOVES,                         "",                  "",  "petition.classify", NULL},
    {"reopen",   "done",             "received", OFFICER | LEADER, 0,                                    "petition.classify", "",
     "petition.classify",                                                                                                                               NULL},
    {"settle",   "received",         "done",     OFFICER,          ACTION_BY_HOLDER,                     "",                  "*", "petition.classify", NULL},
    {"pause",    "received",         "paused",   OFFICER,          ACTION_SUSPENDS | ACTION_NEEDS_NOTE,  "",                  "",
     "petition.classify",                                                                                                                               NULL},
    {"resume",   "paused",           "received", OFFICER,          ACTION_RESUMES,                       "",                  "",  "petition.classify", NULL},
    {"withdraw", "received drafted", "done",     0,                ACTION_BY_SENDER | ACTION_NEEDS_NOTE, "",                  "*",
     "petition.classify",                                                                                                                               NULL},
};

static const struct matter_kind kind = {
    .name = "kien-nghi",
    .opens = "petition.classify",
    .readers = OFFICER | LEADER,
    .states = states,
    .state_count = COUNT(states),
    .actions = actions,
    .action_count = COUNT(actions),
};
static const struct matter_kind *const kinds[] = {&kind};
static const struct module module = {.name = "test", .kinds = kinds, .kind_count = 1};
static const struct module *const modules[] = {&module, NULL};

/* ---- a small district ---- */

enum {
    AN = 11,   /* officer of the commune */
    BINH = 12, /* officer of the commune */
    CHI = 13,  /* leader of the district */
    DUNG = 14  /* officer elsewhere */
};

struct town {
    struct site *site;
    int64_t district;
    int64_t commune;
    int64_t elsewhere;
    struct actor actors[20];
};

static const char people[] =
    "INSERT INTO person (id, name, name_fold, name_sort) VALUES (101, 'An', 'an', ''),"
    " (102, 'Bình', 'binh', ''), (103, 'Chi', 'chi', '');"
    "INSERT INTO account (id, login, name, person_id, created_at) VALUES (11, 'an', 'An', 101, 1),"
    " (12, 'binh', 'Bình', 102, 1), (13, 'chi', 'Chi', 103, 1), (14, 'dung', 'Dũng', NULL, 1);";

/* The same roles as the actors below hold. */
static const char roles[] =
    "INSERT INTO account_role (account_id, role, unit_id, granted_at) VALUES"
    " (11, 'case-officer', %lld, 1), (12, 'case-officer', %lld, 1), (13, 'leader', %lld, 1),"
    " (14, 'case-officer', %lld, 1);";

static inline const struct fault *make_units(struct work *work, void *context)
{
    struct town *town = context;
    struct str script = str_from_c(people);
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
    struct unit elsewhere = commune;
    assert_no_fault(unit_create(work, &district));
    commune.parent_id = elsewhere.parent_id = district.id;
    elsewhere.code = STR("08173");
    elsewhere.name = STR("Xã Quảng Yên");
    assert_no_fault(unit_create(work, &commune));
    assert_no_fault(unit_create(work, &elsewhere));
    town->district = district.id;
    town->commune = commune.id;
    town->elsewhere = elsewhere.id;
    assert_no_fault(db_script(work, script));
    return db_script(work, arena_printf(work->arena, roles, (long long)town->commune,
                                        (long long)town->commune, (long long)town->district,
                                        (long long)town->elsewhere));
}

static inline void give(struct arena *arena, struct town *town, int account, enum role role,
                        int64_t unit)
{
    struct grant *grant = ARENA_NEW(arena, struct grant);
    *grant = (struct grant){role, unit};
    town->actors[account] =
        (struct actor){.account_id = account, .grants = grant, .grant_count = 1};
}

static inline struct site *make_site(struct arena *arena, struct db_pool *pool)
{
    struct site *site = ARENA_NEW(arena, struct site);
    site->arena = arena;
    site->pool = pool;
    site->modules = modules;
    site->states = map_new(arena);
    map_set(site->states, STR("law"), (void *)built_in_law());
    site->messages = built_in_messages();
    return site;
}

static inline struct town make_town(struct db_testing *test)
{
    struct town town = {.site = make_site(test->arena, test->pool)};
    test->work->site = town.site;
    test->work->actor = &actor_system;
    assert_no_fault(db_write(test->work, make_units, &town));
    give(test->arena, &town, AN, ROLE_CASE_OFFICER, town.commune);
    give(test->arena, &town, BINH, ROLE_CASE_OFFICER, town.commune);
    give(test->arena, &town, CHI, ROLE_LEADER, town.district);
    give(test->arena, &town, DUNG, ROLE_CASE_OFFICER, town.elsewhere);
    return town;
}

static inline struct matter_receipt receive(struct work *work, const struct town *town)
{
    struct matter_party sender = {.part = STR("sender"), .name = STR("Trần Văn Ất")};
    struct matter_new wanted = {.kind = &kind,
                                .unit_id = town->commune,
                                .title = STR("Mương tắc"),
                                .content = STR("Mương khu 5 tắc từ tháng trước."),
                                .source = STR("web"),
                                .visibility = VISIBLE_AGENCY,
                                .received_on = date_ymd(2022, 3, 7),
                                .parties = &sender,
                                .party_count = 1,
                                .is_by_sender = true};
    struct matter_receipt receipt;
    assert_no_fault(matter_open(work, &wanted, &receipt));
    return receipt;
}

static inline const struct fault *step(struct work *work, const struct actor *actor, int64_t id,
                                       const char *action, const char *note, const char *answer)
{
    struct matter matter;
    struct matter_step taken = {.id = id,
                                .action = str_from_c(action),
                                .note = str_from_c(note),
                                .answer = str_from_c(answer),
                                .happened_on = date_ymd(2022, 3, 10)};
    work->actor = actor;
    assert_no_fault(matter_load(work, id, &matter));
    taken.version = matter.version;
    db_release(work);
    return matter_apply(work, &taken);
}

static inline void must_fault(const struct fault *fault, const char *key)
{
    assert_non_null(fault);
    assert_string_equal(fault->key, key);
}

static inline const struct fault *hand(struct work *work, const struct actor *actor, int64_t id,
                                       const char *action, int64_t official, int64_t unit)
{
    struct matter matter;
    struct matter_step taken = {.id = id,
                                .action = str_from_c(action),
                                .official_id = official,
                                .unit_id = unit,
                                .happened_on = DATE_NONE};
    work->actor = actor;
    assert_no_fault(matter_load(work, id, &matter));
    taken.version = matter.version;
    db_release(work);
    return matter_apply(work, &taken);
}

static inline struct str last_action(struct work *work, int64_t id)
{
    matter_event_list events;
    assert_no_fault(matter_events(work, id, &events));
    return events.items[events.count - 1].action;
}

#endif
