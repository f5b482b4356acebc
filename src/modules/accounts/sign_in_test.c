/*
 * Signing in on both engines: password, code, sessions, and guesses that slow
 * down strangers and not the owner.
 */
#include "modules/accounts/accounts_testing.h"

#include <pthread.h>

/* ---- password alone ---- */

static void a_citizen_signs_in_with_a_password(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct sign_in_result result;
        people_begin(&people, &test);
        people_add_with(&people, "hoa", ROLE_CITIZEN, people.commune);
        result = people_sign_in(&people, "hoa");
        assert_int_equal(result.step, SIGN_IN_DONE);
        assert_true(result.device.len > 0);
        people_act_as(&people, result.token);
        assert_true(actor_is_signed_in(people.work->actor));
        assert_false(people.work->actor->awaits_second_factor);
        assert_true(actor_has_role(people.work->actor, ROLE_CITIZEN));
        people_end(&people);
    }
}

static void an_unknown_login_is_told_the_same_as_a_wrong_password(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct sign_in_result result;
        const struct fault *wrong;
        const struct fault *unknown;
        people_begin(&people, &test);
        people_add(&people, "hoa");
        wrong = people_try(&people, "hoa", "sai mật khẩu", "203.0.113.7", STR(""), &result);
        unknown = people_try(&people, "khong.co", "sai mật khẩu", "203.0.113.7", STR(""), &result);
        assert_fault(wrong, FAULT_INVALID, "account.sign_in.wrong");
        assert_fault(unknown, FAULT_INVALID, "account.sign_in.wrong");
        assert_string_equal(wrong->field, unknown->field);
        people_end(&people);
    }
}

/* ---- the second factor ---- */

static void an_official_sets_up_a_second_factor_before_anything_else(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct sign_in_result result;
        people_begin(&people, &test);
        people_add_with(&people, "can.bo", ROLE_CASE_OFFICER, people.commune);
        people_enrol(&people, "can.bo", &result);
        people_act_as(&people, result.token);
        assert_false(people.work->actor->awaits_second_factor);
        assert_true(actor_has_role(people.work->actor, ROLE_CASE_OFFICER));
        people_end(&people);
    }
}

static void the_next_time_the_code_is_asked_and_good_once(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct sign_in_result result;
        struct str secret;
        struct str code;
        people_begin(&people, &test);
        people_add_with(&people, "can.bo", ROLE_CASE_OFFICER, people.commune);
        secret = people_enrol(&people, "can.bo", &result);
        code = people_code(&people, secret);
        result = people_sign_in(&people, "can.bo");
        assert_int_equal(result.step, SIGN_IN_CODE);
        people_act_as(&people, result.token);
        /* the code of the enrolment was used */
        assert_fault(account_give_code(people.work, code, STR(""), &result), FAULT_INVALID,
                     "account.code.wrong");
        people_wait(&people, ACCOUNT_CODE_SECONDS);
        code = people_code(&people, secret);
        db_release(people.work);
        assert_no_fault(account_give_code(people.work, code, STR(""), &result));
        people_act_as(&people, result.token);
        assert_false(people.work->actor->awaits_second_factor);
        /* and this one too, in another window */
        result = people_sign_in(&people, "can.bo");
        people_act_as(&people, result.token);
        assert_fault(account_give_code(people.work, code, STR(""), &result), FAULT_INVALID,
                     "account.code.wrong");
        people_end(&people);
    }
}

/* Whoever knows the password alone must not put a phone of their own in place. */
static void a_second_factor_that_is_there_cannot_be_set_up_anew_on_the_way_in(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct sign_in_result result;
        struct totp_offer offer;
        people_begin(&people, &test);
        people_add_with(&people, "can.bo", ROLE_CASE_OFFICER, people.commune);
        people_enrol(&people, "can.bo", &result);
        people_act_as(&people, people_sign_in(&people, "can.bo").token);
        offer = account_totp_offer(people.work, people.work->actor->account_id);
        assert_fault(account_enrol(people.work, offer.sealed, people_code(&people, offer.secret),
                                   STR(""), &result),
                     FAULT_FORBIDDEN, "account.totp.there");
        people_end(&people);
    }
}

static void an_offer_is_for_one_account_and_a_quarter_of_an_hour(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct totp_offer offer;
        struct totp_offer opened;
        people_begin(&people, &test);
        offer = account_totp_offer(people.work, 7);
        assert_true(account_totp_offered(people.work, 7, offer.sealed, &opened));
        assert_str(opened.secret, offer.secret);
        assert_false(account_totp_offered(people.work, 8, offer.sealed, &opened));
        assert_false(account_totp_offered(people.work, 7, STR("00ff"), &opened));
        assert_false(account_totp_offered(people.work, 7, STR(""), &opened));
        people_wait(&people, ACCOUNT_UNFINISHED_MINUTES * 60 + 1);
        assert_false(account_totp_offered(people.work, 7, offer.sealed, &opened));
        people_end(&people);
    }
}

static void codes_that_are_guessed_slow_down(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct sign_in_result result;
        struct str secret;
        people_begin(&people, &test);
        people_add_with(&people, "can.bo", ROLE_CASE_OFFICER, people.commune);
        secret = people_enrol(&people, "can.bo", &result);
        people_wait(&people, ACCOUNT_CODE_SECONDS);
        people_act_as(&people, people_sign_in(&people, "can.bo").token);
        for (int i = 0; i < THROTTLE_FREE; i++)
            assert_fault(account_give_code(people.work, STR("000000"), STR(""), &result),
                         FAULT_INVALID, "account.code.wrong");
        /* a new session of the same stranger does not begin anew */
        people_act_as(&people, people_sign_in(&people, "can.bo").token);
        assert_fault(account_give_code(people.work, people_code(&people, secret), STR(""), &result),
                     FAULT_TOO_MANY, "account.sign_in.wait");
        people_end(&people);
    }
}

static void a_second_factor_is_replaced_with_password_and_code(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct sign_in_result result;
        struct totp_offer offer;
        people_begin(&people, &test);
        people_add_with(&people, "can.bo", ROLE_CASE_OFFICER, people.commune);
        people_enrol(&people, "can.bo", &result);
        people_act_as(&people, result.token);
        offer = account_totp_offer(people.work, people.work->actor->account_id);
        assert_fault(account_totp_replace(people.work, STR("sai mật khẩu"), offer.sealed,
                                          people_code(&people, offer.secret)),
                     FAULT_INVALID, "account.password.wrong");
        assert_no_fault(account_totp_replace(people.work, STR(PASSWORD), offer.sealed,
                                             people_code(&people, offer.secret)));
        db_release(people.work);
        assert_fault(account_totp_drop(people.work, STR(PASSWORD)), FAULT_FORBIDDEN,
                     "account.totp.required");
        people_wait(&people, ACCOUNT_CODE_SECONDS);
        people_act_as(&people, people_sign_in(&people, "can.bo").token);
        assert_no_fault(
            account_give_code(people.work, people_code(&people, offer.secret), STR(""), &result));
        people_end(&people);
    }
}

/* ---- sessions ---- */

static void a_session_that_is_not_used_ends_and_one_that_is_lives_on(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct sign_in_result used;
        struct sign_in_result unused;
        people_begin(&people, &test);
        people_add(&people, "hoa");
        used = people_sign_in(&people, "hoa");
        unused = people_sign_in(&people, "hoa");
        people_wait(&people, 11 * 3600);
        people_act_as(&people, used.token);
        people_act_as_system(&people);
        assert_no_fault(session_keep_alive(people.work));
        people_wait(&people, 3600 + 1);
        people_act_as(&people, used.token);
        assert_true(actor_is_signed_in(people.work->actor));
        people_act_as(&people, unused.token);
        assert_false(actor_is_signed_in(people.work->actor));
        people_wait(&people, 12 * 3600);
        people_act_as(&people, used.token);
        assert_false(actor_is_signed_in(people.work->actor));
        people_end(&people);
    }
}

static void a_session_without_its_code_ends_after_a_quarter_of_an_hour(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct sign_in_result result;
        people_begin(&people, &test);
        people_add_with(&people, "can.bo", ROLE_CASE_OFFICER, people.commune);
        result = people_sign_in(&people, "can.bo");
        people_wait(&people, ACCOUNT_UNFINISHED_MINUTES * 60 - 1);
        people_act_as(&people, result.token);
        assert_true(people.work->actor->awaits_second_factor);
        people_act_as_system(&people);
        assert_no_fault(session_keep_alive(people.work));
        people_wait(&people, 1);
        people_act_as(&people, result.token);
        assert_false(actor_is_signed_in(people.work->actor));
        people_end(&people);
    }
}

static void one_ends_sessions_of_ones_own_and_of_nobody_else(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct sign_in_result hoa;
        struct sign_in_result hoa_too;
        struct sign_in_result lan;
        session_list sessions;
        int64_t of_lan;
        people_begin(&people, &test);
        people_add(&people, "hoa");
        people_add(&people, "lan");
        hoa = people_sign_in(&people, "hoa");
        hoa_too = people_sign_in(&people, "hoa");
        lan = people_sign_in(&people, "lan");
        people_act_as(&people, lan.token);
        of_lan = people.work->actor->session_id;
        people_act_as(&people, hoa.token);
        assert_fault(session_revoke(people.work, of_lan), FAULT_CONFLICT,
                     "account.session.unknown");
        assert_no_fault(session_list_of(people.work, people.work->actor->account_id, &sessions));
        assert_int_equal(sessions.count, 2);
        assert_no_fault(session_revoke(people.work, 0));
        people_act_as(&people, hoa_too.token);
        assert_false(actor_is_signed_in(people.work->actor));
        people_act_as(&people, lan.token);
        assert_true(actor_is_signed_in(people.work->actor));
        people_act_as(&people, hoa.token);
        assert_true(actor_is_signed_in(people.work->actor));
        assert_no_fault(account_sign_out(people.work));
        people_act_as(&people, hoa.token);
        assert_false(actor_is_signed_in(people.work->actor));
        people_end(&people);
    }
}

static void sessions_and_links_that_ended_long_ago_are_forgotten(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct sign_in_result kept;
        struct str link;
        people_begin(&people, &test);
        assert_no_fault(account_reset(people.work, people_add(&people, "hoa"), &link));
        people_sign_in(&people, "hoa");
        people_wait(&people, INT64_C(40) * 24 * 3600);
        kept = people_sign_in(&people, "hoa");
        people_act_as_system(&people);
        assert_no_fault(session_clean(people.work));
        people_act_as(&people, kept.token);
        assert_true(actor_is_signed_in(people.work->actor));
        people_end(&people);
    }
}

/* ---- guesses ---- */

static void a_thousand_guesses_from_elsewhere_do_not_lock_out_the_owners_device(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct sign_in_result owner;
        struct sign_in_result result;
        int wrong = 0;
        int slowed = 0;
        people_begin(&people, &test);
        people_add(&people, "hoa");
        owner = people_sign_in(&people, "hoa");
        people.work->actor = &actor_anonymous;
        for (int i = 0; i < 1000; i++) {
            const struct fault *fault =
                people_try(&people, "hoa", "đoán mò thôi",
                           arena_printf(people.work->arena, "198.51.%d.%d", i / 250, i % 250).ptr,
                           STR(""), &result);
            assert_non_null(fault);
            wrong += fault->kind == FAULT_INVALID;
            slowed += fault->kind == FAULT_TOO_MANY;
        }
        /* five were free; nobody waited in between */
        assert_int_equal(wrong, THROTTLE_FREE);
        assert_int_equal(slowed, 1000 - THROTTLE_FREE);
        /* the owner's own browser does not wait, even at the address of a guesser */
        assert_no_fault(people_try(&people, "hoa", PASSWORD, "198.51.0.1", owner.device, &result));
        people_end(&people);
    }
}

static void a_device_cookie_that_we_did_not_make_for_this_account_is_strange(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct sign_in_result of_lan;
        struct sign_in_result result;
        struct str forged[3];
        people_begin(&people, &test);
        people_add(&people, "hoa");
        people_add(&people, "lan");
        of_lan = people_sign_in(&people, "lan");
        forged[0] = of_lan.device;
        forged[1] = STR("0123456789012345678901.00000000000000000000000000000000");
        forged[2] = STR("\"; x=y");
        people.work->actor = &actor_anonymous;
        for (int i = 0; i < THROTTLE_FREE; i++)
            assert_fault(
                people_try(&people, "hoa", "đoán mò thôi", "198.51.100.1", STR(""), &result),
                FAULT_INVALID, "account.sign_in.wrong");
        for (size_t i = 0; i < COUNT(forged); i++)
            assert_fault(people_try(&people, "hoa", PASSWORD, "198.51.100.2", forged[i], &result),
                         FAULT_TOO_MANY, "account.sign_in.wait");
        people_end(&people);
    }
}

static void a_browser_is_known_to_each_of_several_people(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct sign_in_result hoa;
        struct sign_in_result lan;
        struct sign_in_result result;
        people_begin(&people, &test);
        people_add(&people, "hoa");
        people_add(&people, "lan");
        hoa = people_sign_in(&people, "hoa");
        people.work->actor = &actor_anonymous;
        assert_no_fault(people_try(&people, "lan", PASSWORD, "203.0.113.7", hoa.device, &lan));
        for (int i = 0; i < 20; i++)
            assert_non_null(
                people_try(&people, "hoa", "đoán mò thôi", "198.51.100.1", STR(""), &result));
        assert_no_fault(people_try(&people, "hoa", PASSWORD, "203.0.113.7", lan.device, &result));
        people_end(&people);
    }
}

static void one_address_may_try_many_accounts_only_so_often(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct sign_in_result result;
        const struct fault *fault = NULL;
        people_begin(&people, &test);
        people.work->actor = &actor_anonymous;
        for (int i = 0; i < SIGN_IN_BURST; i++)
            assert_fault(people_try(&people, arena_printf(people.work->arena, "nguoi.%d", i).ptr,
                                    "mật khẩu hay dùng", "198.51.100.1", STR(""), &result),
                         FAULT_INVALID, "account.sign_in.wrong");
        fault =
            people_try(&people, "nguoi.x", "mật khẩu hay dùng", "198.51.100.1", STR(""), &result);
        assert_fault(fault, FAULT_TOO_MANY, "account.sign_in.wait");
        assert_fault(
            people_try(&people, "nguoi.x", "mật khẩu hay dùng", "198.51.100.2", STR(""), &result),
            FAULT_INVALID, "account.sign_in.wrong");
        people_end(&people);
    }
}

/* ---- hashing ---- */

static void *wait_at_gate(void *context)
{
    struct hashing *hashing = context;
    struct work work = {.arena = arena_new()};
    assert_null(hashing_enter(&work, hashing));
    hashing_leave(hashing);
    arena_free(work.arena);
    return NULL;
}

static void beyond_those_who_hash_and_wait_everybody_is_told_to_come_again(void **state)
{
    struct arena *arena = arena_new();
    struct work work = {.arena = arena};
    struct hashing *hashing = hashing_new(arena, 1);
    pthread_t waiting[HASHING_WAITING];
    (void)state;
    assert_null(hashing_enter(&work, hashing));
    for (size_t i = 0; i < COUNT(waiting); i++)
        assert_int_equal(pthread_create(&waiting[i], NULL, wait_at_gate, hashing), 0);
    assert_comes_true(hashing_waiting(hashing) == HASHING_WAITING);
    assert_fault(hashing_enter(&work, hashing), FAULT_TOO_MANY, "error.busy");
    hashing_leave(hashing);
    for (size_t i = 0; i < COUNT(waiting); i++)
        pthread_join(waiting[i], NULL);
    assert_null(hashing_enter(&work, hashing));
    hashing_leave(hashing);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_citizen_signs_in_with_a_password),
        cmocka_unit_test(an_unknown_login_is_told_the_same_as_a_wrong_password),
        cmocka_unit_test(an_official_sets_up_a_second_factor_before_anything_else),
        cmocka_unit_test(the_next_time_the_code_is_asked_and_good_once),
        cmocka_unit_test(a_second_factor_that_is_there_cannot_be_set_up_anew_on_the_way_in),
        cmocka_unit_test(an_offer_is_for_one_account_and_a_quarter_of_an_hour),
        cmocka_unit_test(codes_that_are_guessed_slow_down),
        cmocka_unit_test(a_second_factor_is_replaced_with_password_and_code),
        cmocka_unit_test(a_session_that_is_not_used_ends_and_one_that_is_lives_on),
        cmocka_unit_test(a_session_without_its_code_ends_after_a_quarter_of_an_hour),
        cmocka_unit_test(one_ends_sessions_of_ones_own_and_of_nobody_else),
        cmocka_unit_test(sessions_and_links_that_ended_long_ago_are_forgotten),
        cmocka_unit_test(a_thousand_guesses_from_elsewhere_do_not_lock_out_the_owners_device),
        cmocka_unit_test(a_device_cookie_that_we_did_not_make_for_this_account_is_strange),
        cmocka_unit_test(a_browser_is_known_to_each_of_several_people),
        cmocka_unit_test(one_address_may_try_many_accounts_only_so_often),
        cmocka_unit_test(beyond_those_who_hash_and_wait_everybody_is_told_to_come_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
