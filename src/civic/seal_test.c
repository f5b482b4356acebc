/*
 * What is sealed is read by whom it is for, with a reason, and stands nowhere in
 * plain words.
 */
#include "civic/seal.h"

#include "base/file.h"
#include "civic/actor.h"
#include "civic/built_in_fixture.h"
#include "civic/module.h"
#include "db/testing.h"

#include <string.h>

#define CANARY "Hoàng Yến Bí Mật Quá Đỗi"

static const struct lifecycle_state states[] = {
    {"received", PHASE_OPEN  },
    {"done",     PHASE_CLOSED}
};
static const struct lifecycle_action actions[] = {
    {"close", "received", "done", ROLE_BIT(ROLE_LEADER), 0,                                    "", "*", "petition.classify", NULL},
    {"add",   "received", "",     0,                     ACTION_BY_SENDER | ACTION_NEEDS_NOTE, "", "",  "petition.classify",
     NULL                                                                                                                        },
};
static const struct matter_kind kind = {
    .name = "to-cao",
    .opens = "petition.classify",
    .readers = ROLE_BIT(ROLE_CASE_OFFICER) | ROLE_BIT(ROLE_LEADER),
    .states = states,
    .state_count = COUNT(states),
    .actions = actions,
    .action_count = COUNT(actions),
};
static const struct matter_kind *const kinds[] = {&kind};
static const struct module module = {.name = "test", .kinds = kinds, .kind_count = 1};
static const struct module *const modules[] = {&module, NULL};

enum {
    OFFICER = 11,
    LEADER = 12,
    DEPUTY = 13
};

struct town {
    int64_t commune;
    struct actor actors[20];
    struct matter matter;
};

static const struct fault *make_commune(struct work *work, void *context)
{
    struct town *town = context;
    struct unit commune = {.kind = UNIT_COMMUNE,
                           .code = STR("08170"),
                           .name = STR("Xã Đồng Xuân"),
                           .valid_from = DATE_NONE,
                           .valid_to = DATE_NONE};
    assert_no_fault(unit_create(work, &commune));
    town->commune = commune.id;
    return db_script(work, STR("INSERT INTO account (id, login, name, created_at) VALUES"
                               " (11, 'an', 'An', 1), (12, 'chi', 'Chi', 1),"
                               " (13, 'dung', 'Dung', 1);"));
}

static void give(struct arena *arena, struct town *town, int account, enum role role)
{
    struct grant *grant = ARENA_NEW(arena, struct grant);
    *grant = (struct grant){role, town->commune};
    town->actors[account] =
        (struct actor){.account_id = account, .grants = grant, .grant_count = 1};
}

/* A commune with one sealed matter. */
static struct town make_town(struct db_testing *test, bool needs_two)
{
    struct town town = {0};
    struct site *site = ARENA_NEW(test->arena, struct site);
    struct matter_receipt receipt;
    site->arena = test->arena;
    site->pool = test->pool;
    site->modules = modules;
    site->states = map_new(test->arena);
    crypto_random(site->seal_key, sizeof(site->seal_key));
    map_set(site->states, STR("law"), (void *)built_in_law());
    site->messages = built_in_messages();
    test->work->site = site;
    test->work->actor = &actor_system;
    assert_no_fault(db_write(test->work, make_commune, &town));
    give(test->arena, &town, OFFICER, ROLE_CASE_OFFICER);
    give(test->arena, &town, LEADER, ROLE_LEADER);
    give(test->arena, &town, DEPUTY, ROLE_LEADER);
    assert_no_fault(matter_open(test->work,
                                &(struct matter_new){.kind = &kind,
                                                     .unit_id = town.commune,
                                                     .title = STR("Tố cáo"),
                                                     .content = STR("Niêm phong"),
                                                     .source = STR("web"),
                                                     .visibility = VISIBLE_SEALED,
                                                     .received_on = date_ymd(2022, 3, 7)},
                                &receipt));
    assert_no_fault(seal_add(test->work, receipt.id, STR(CANARY), needs_two));
    assert_no_fault(matter_load(test->work, receipt.id, &town.matter));
    db_release(test->work);
    return town;
}

static void must_fault(const struct fault *fault, const char *key)
{
    assert_non_null(fault);
    assert_string_equal(fault->key, key);
}

static void a_leader_opens_it_with_a_reason_that_is_kept(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test, false);
        struct work *work = test.work;
        sealed_text_list texts;
        seal_opening_list log;
        int64_t opening;
        work->actor = &town.actors[LEADER];
        must_fault(seal_ask(work, &town.matter, STR("tò mò"), &opening), "seal.reason");
        assert_no_fault(seal_ask(work, &town.matter, STR("Mời người tố cáo làm việc"), &opening));
        assert_no_fault(seal_read(work, &town.matter, opening, &texts));
        assert_int_equal(texts.count, 1);
        assert_true(str_equal(texts.items[0].text, STR(CANARY)));
        assert_no_fault(seal_log(work, town.matter.id, &log));
        assert_int_equal(log.count, 1);
        assert_true(str_equal(log.items[0].reason, STR("Mời người tố cáo làm việc")));
        assert_true(str_equal(log.items[0].name, STR("Chi")));
        work->actor = &town.actors[DEPUTY]; /* one opening is for one person */
        must_fault(seal_read(work, &town.matter, opening, &texts), "seal.not_open");
    }
}

static void an_officer_opens_only_what_is_theirs(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test, false);
        int64_t opening;
        test.work->actor = &town.actors[OFFICER];
        must_fault(seal_ask(test.work, &town.matter, STR("Cần xác minh người tố cáo"), &opening),
                   "error.forbidden");
        town.matter.official_id = OFFICER;
        assert_no_fault(
            seal_ask(test.work, &town.matter, STR("Cần xác minh người tố cáo"), &opening));
    }
}

static void two_are_needed_where_protection_was_asked_for(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test, true);
        struct work *work = test.work;
        sealed_text_list texts;
        int64_t opening;
        work->actor = &town.actors[LEADER];
        assert_no_fault(seal_ask(work, &town.matter, STR("Mời người tố cáo làm việc"), &opening));
        must_fault(seal_read(work, &town.matter, opening, &texts), "seal.not_open");
        must_fault(seal_agree(work, &town.matter, opening), "seal.same_eyes");
        work->actor = &town.actors[DEPUTY];
        must_fault(seal_agree(work, &town.matter, opening + 1), "seal.no_opening");
        assert_no_fault(seal_agree(work, &town.matter, opening));
        work->actor = &town.actors[LEADER];
        db_release(work);
        assert_no_fault(seal_read(work, &town.matter, opening, &texts));
    }
}

static void an_opening_ends_after_fifteen_minutes(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test, false);
        struct work *work = test.work;
        struct instant now = {(int64_t)1646640000 * 1000 * 1000};
        sealed_text_list texts;
        int64_t opening;
        work->clock = clock_fixed(&now);
        work->actor = &town.actors[LEADER];
        assert_no_fault(seal_ask(work, &town.matter, STR("Mời người tố cáo làm việc"), &opening));
        now.us += (int64_t)15 * 60 * 1000 * 1000;
        assert_no_fault(seal_read(work, &town.matter, opening, &texts));
        now.us += 1;
        must_fault(seal_read(work, &town.matter, opening, &texts), "seal.not_open");
    }
}

static void another_key_opens_nothing(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test, false);
        struct work *work = test.work;
        sealed_text_list texts;
        int64_t opening;
        work->actor = &town.actors[LEADER];
        assert_no_fault(seal_ask(work, &town.matter, STR("Mời người tố cáo làm việc"), &opening));
        work->site->seal_key[0] ^= 1;
        must_fault(seal_read(work, &town.matter, opening, &texts), "seal.key");
    }
}

/* Whoever names who is under seal is told and written down, and nothing is kept. */
static void who_is_sealed_is_not_named_outside(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test, false);
        struct work *work = test.work;
        struct redact_person person = {STR(CANARY), STR(""), STR("0912345678"), STR("")};
        redact_people people = {&person, 1, 1};
        struct seal_words words[] = {
            {"plan",  STR("Kế hoạch")      },
            {"cause", STR("Theo ông " CANARY) },
            {"note",  STR("Gọi 0912 345 678")},
        };
        const struct fault *fault;
        seal_slip_list slips;
        work->actor = &town.actors[OFFICER];
        assert_no_fault(seal_must_not_name(work, &town.matter, words, COUNT(words)));
        assert_no_fault(seal_people(work, town.matter.id, &people));
        fault = seal_must_not_name(work, &town.matter, words, COUNT(words));
        must_fault(fault, "seal.names");
        assert_string_equal(fault->field, "cause");
        assert_non_null(fault->next);
        assert_string_equal(fault->next->field, "note");
        assert_null(fault->next->next);
        assert_non_null(seal_names_at(work, &town.matter, words, COUNT(words)));
        db_release(work);
        assert_no_fault(seal_slips(work, town.matter.id, &slips));
        assert_int_equal(slips.count, 1); /* one form, one line */
        assert_true(str_equal(slips.items[0].name, STR("An")));
        assert_no_fault(seal_must_not_name(work, &town.matter, words, 1));
    }
}

static void what_a_sealed_sender_adds_is_sealed_too(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test, false);
        struct work *work = test.work;
        matter_event_list events;
        sealed_text_list texts;
        int64_t opening;
        assert_no_fault(matter_apply(work, &(struct matter_step){.id = town.matter.id,
                                                                 .version = town.matter.version,
                                                                 .action = STR("add"),
                                                                 .note = STR(CANARY),
                                                                 .happened_on = DATE_NONE,
                                                                 .is_by_sender = true}));
        assert_no_fault(matter_events(work, town.matter.id, &events));
        assert_int_equal(events.count, 2);
        assert_int_equal(events.items[1].note.len, 0);
        work->actor = &town.actors[LEADER];
        assert_no_fault(seal_ask(work, &town.matter, STR("Xem phần bổ sung của đơn"), &opening));
        assert_no_fault(seal_read(work, &town.matter, opening, &texts));
        assert_int_equal(texts.count, 2);
        assert_no_fault(matter_verify(work, town.matter.id));
    }
}

static void a_draft_opens_with_its_own_token_alone(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct str token = crypto_token(test.arena);
        struct str other = crypto_token(test.arena);
        struct str box;
        struct str text;
        make_town(&test, false);
        box = seal_with_token(test.work, token, STR(CANARY));
        assert_true(str_find(box, STR(CANARY), 0) < 0);
        assert_true(seal_open_with_token(test.work, token, box, &text));
        assert_true(str_equal(text, STR(CANARY)));
        assert_false(seal_open_with_token(test.work, other, box, &text));
        assert_false(str_equal(seal_token_digest(test.work, token), token));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_leader_opens_it_with_a_reason_that_is_kept),
        cmocka_unit_test(an_officer_opens_only_what_is_theirs),
        cmocka_unit_test(two_are_needed_where_protection_was_asked_for),
        cmocka_unit_test(an_opening_ends_after_fifteen_minutes),
        cmocka_unit_test(another_key_opens_nothing),
        cmocka_unit_test(who_is_sealed_is_not_named_outside),
        cmocka_unit_test(what_a_sealed_sender_adds_is_sealed_too),
        cmocka_unit_test(a_draft_opens_with_its_own_token_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
