/*
 * Sessions on both engines: whose second factor is due, whom a new one replaces, and
 * which end because of what their owner became.
 */
#include "modules/accounts/account_store.h"
#include "modules/accounts/accounts_testing.h"

static void every_role_but_that_of_a_citizen_asks_for_a_second_factor(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        people_begin(&people, &test);
        for (unsigned i = 0; i < ROLE_COUNT; i++) {
            const char *login = arena_printf(test.arena, "nguoi.%u", i).ptr;
            people_act_as_system(&people);
            people_add_with(&people, login, (enum role)i, people.commune);
            assert_int_equal(people_sign_in(&people, login).step,
                             i == ROLE_CITIZEN ? SIGN_IN_DONE : SIGN_IN_ENROL);
        }
        people_end(&people);
    }
}

/* Several people at one machine: the one before is not left signed in behind. */
static void who_signs_in_anew_leaves_the_session_they_came_with(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct sign_in_result first;
        struct sign_in_result second;
        people_begin(&people, &test);
        people_add(&people, "lan");
        people_add(&people, "hoa");
        first = people_sign_in(&people, "lan");
        people_act_as(&people, first.token);
        assert_no_fault(people_try(&people, "hoa", PASSWORD, "203.0.113.7", STR(""), &second));
        people_act_as(&people, first.token);
        assert_false(actor_is_signed_in(people.work->actor));
        people_act_as(&people, second.token);
        assert_true(actor_is_signed_in(people.work->actor));
        people_end(&people);
    }
}

static const struct fault *set_old_hash(struct work *work, void *account_id)
{
    /* PASSWORD, by one pass over 8 KiB */
    return account_set_password(
        work, *(const int64_t *)account_id,
        STR("$argon2id$v=19$m=8,t=1,p=1$E/"
            "tHb9p49bETzwyRKQJaIQ$bUNmn3qXRhPIE8ZwLWupgyiC1t9T81w4Y+z62kV7fo0"));
}

static void a_hash_of_earlier_parameters_is_made_anew_at_sign_in(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct account account;
        int64_t lan;
        people_begin(&people, &test);
        lan = people_add(&people, "lan");
        assert_no_fault(db_write(people.work, set_old_hash, &lan));
        db_release(people.work);
        people_sign_in(&people, "lan");
        assert_no_fault(account_load(people.work, lan, &account));
        assert_false(crypto_password_outdated(account.password_hash));
        assert_true(crypto_password_matches(account.password_hash, STR(PASSWORD)));
        people_end(&people);
    }
}

/* ---- sessions that are older than what their owner is ---- */

/* A citizen's session, without a second factor, must not become that of an official. */
static void who_becomes_an_official_signs_in_anew_with_a_second_factor(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct sign_in_result before;
        int64_t lan;
        people_begin(&people, &test);
        lan = people_add(&people, "lan");
        before = people_sign_in(&people, "lan");
        people_act_as(&people, before.token);
        assert_true(actor_is_signed_in(people.work->actor));
        people_act_as_system(&people);
        assert_no_fault(account_grant(people.work, lan, ROLE_CASE_OFFICER, people.commune));
        people_act_as(&people, before.token);
        assert_false(actor_is_signed_in(people.work->actor));
        assert_int_equal(people_sign_in(&people, "lan").step, SIGN_IN_ENROL);
        /* where the site asks for none, the session goes on with the new role */
        people.site.asks_second_factor = false;
        people_act_as(&people, before.token);
        assert_true(actor_is_official(people.work->actor));
        people_end(&people);
    }
}

static void taking_away_a_lost_second_factor_ends_the_sessions(void **state)
{
    static const enum role roles[] = {ROLE_CITIZEN, ROLE_CASE_OFFICER};
    (void)state;
    for (size_t i = 0; i < COUNT(roles); i++) {
        ON_EACH_ENGINE(test, true)
        {
            struct people people;
            struct sign_in_result session;
            int64_t id;
            people_begin(&people, &test);
            id = people_add_with(&people, "can.bo", ROLE_CASE_OFFICER, people.commune);
            people_enrol(&people, "can.bo", &session);
            people_act_as_system(&people);
            assert_no_fault(account_grant(people.work, id, roles[i], people.commune));
            if (roles[i] == ROLE_CITIZEN)
                assert_no_fault(account_revoke(people.work, id, ROLE_CASE_OFFICER, people.commune));
            people_act_as(&people, session.token);
            assert_true(actor_is_signed_in(people.work->actor));
            people_act_as_system(&people);
            assert_no_fault(account_totp_remove(people.work, id));
            people_act_as(&people, session.token);
            assert_false(actor_is_signed_in(people.work->actor));
            people_end(&people);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_role_but_that_of_a_citizen_asks_for_a_second_factor),
        cmocka_unit_test(who_signs_in_anew_leaves_the_session_they_came_with),
        cmocka_unit_test(a_hash_of_earlier_parameters_is_made_anew_at_sign_in),
        cmocka_unit_test(who_becomes_an_official_signs_in_anew_with_a_second_factor),
        cmocka_unit_test(taking_away_a_lost_second_factor_ends_the_sessions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
