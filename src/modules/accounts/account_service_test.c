/*
 * Accounts, roles, links and passwords on both engines.
 */
#include "modules/accounts/accounts_testing.h"

static const struct fault *make(struct people *people, const char *login, const char *password)
{
    struct account_new wanted = {.login = str_from_c(login),
                                 .name = STR("Nguyễn Văn Mẫu"),
                                 .email = STR(""),
                                 .password = str_from_c(password)};
    int64_t id;
    return account_create(people->work, &wanted, &id);
}

static bool has_role(struct people *people, int64_t id, enum role role, int64_t unit_id)
{
    grant_list grants;
    db_release(people->work);
    assert_no_fault(account_grants(people->work, id, &grants));
    for (size_t i = 0; i < grants.count; i++)
        if (grants.items[i].role == role && grants.items[i].unit_id == unit_id)
            return true;
    return false;
}

/* ---- making ---- */

static void an_account_is_found_by_the_login_as_made(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct account account;
        people_begin(&people, &test);
        assert_no_fault(make(&people, " Hoa.Nguyen ", PASSWORD));
        assert_no_fault(account_by_login(people.work, STR("hoa.nguyen"), &account));
        assert_str(account.name, STR("Nguyễn Văn Mẫu"));
        assert_false(account.totp_is_confirmed);
        assert_true(str_starts(account.password_hash, STR("$argon2id$")));
        assert_int_equal(str_find(account.password_hash, STR(PASSWORD), 0), -1);
        people_end(&people);
    }
}

static void bad_logins_and_weak_passwords_are_refused_at_their_field(void **state)
{
    static const struct {
        const char *login;
        const char *password;
        const char *field;
        const char *key;
    } rows[] = {
        {"hòa", PASSWORD,        "login",    "account.login.invalid"  },
        {"ab",   PASSWORD,        "login",    "account.login.invalid"  },
        {"hoa",  PASSWORD,        "login",    "account.login.taken"    },
        {"HOA",  PASSWORD,        "login",    "account.login.taken"    },
        {"lan",  "ngắn",        "password", "account.password.short" },
        {"lan",  "aaaaaaaaaaaaa", "password", "account.password.common"},
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        people_begin(&people, &test);
        people_add(&people, "hoa");
        for (size_t i = 0; i < COUNT(rows); i++) {
            const struct fault *fault = make(&people, rows[i].login, rows[i].password);
            assert_fault(fault, FAULT_INVALID, rows[i].key);
            assert_string_equal(fault->field, rows[i].field);
        }
        people_end(&people);
    }
}

static void accounts_are_listed_by_login_in_steps(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        account_list accounts;
        people_begin(&people, &test);
        people_add(&people, "lan");
        people_add(&people, "anh");
        people_add(&people, "binh");
        assert_no_fault(account_list_after(people.work, STR(""), 2, &accounts));
        assert_int_equal(accounts.count, 2);
        assert_str(accounts.items[0].login, STR("anh"));
        assert_str(accounts.items[1].login, STR("binh"));
        assert_no_fault(account_list_after(people.work, STR("binh"), 2, &accounts));
        assert_int_equal(accounts.count, 1);
        assert_str(accounts.items[0].login, STR("lan"));
        people_end(&people);
    }
}

/* ---- roles ---- */

static int events_of(struct people *people, int64_t id, const char *event)
{
    struct db_rows *rows;
    int count = 0;
    assert_no_fault(db_query(people->work,
                             "SELECT 1 FROM account_event WHERE account_id = $1 AND event = $2",
                             P(id, str_from_c(event)), &rows));
    while (db_next(rows))
        count++;
    assert_no_fault(db_done(rows));
    return count;
}

static void an_administrator_gives_and_takes_roles_in_their_unit_and_below_alone(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        int64_t hoa;
        people_begin(&people, &test);
        hoa = people_add(&people, "hoa");
        people.site.asks_second_factor = false;
        people_add_with(&people, "quan.tri", ROLE_ADMINISTRATOR, people.district);
        people_act_as(&people, people_sign_in(&people, "quan.tri").token);
        assert_no_fault(account_grant(people.work, hoa, ROLE_EDITOR, people.commune));
        assert_no_fault(account_grant(people.work, hoa, ROLE_EDITOR, people.commune));
        assert_no_fault(account_grant(people.work, hoa, ROLE_LEADER, people.district));
        assert_fault(account_grant(people.work, hoa, ROLE_EDITOR, people.province), FAULT_FORBIDDEN,
                     "error.forbidden");
        assert_true(has_role(&people, hoa, ROLE_EDITOR, people.commune));
        assert_false(has_role(&people, hoa, ROLE_EDITOR, people.province));
        assert_no_fault(account_revoke(people.work, hoa, ROLE_EDITOR, people.commune));
        assert_false(has_role(&people, hoa, ROLE_EDITOR, people.commune));
        assert_fault(account_revoke(people.work, hoa, ROLE_EDITOR, people.commune), FAULT_NOT_FOUND,
                     "account.role.not_held");
        /* given twice and taken twice: the history has each once */
        assert_int_equal(events_of(&people, hoa, "role-given"), 2);
        assert_int_equal(events_of(&people, hoa, "role-taken"), 1);
        assert_true(has_role(&people, hoa, ROLE_LEADER, people.district));
        people_end(&people);
    }
}

static void others_give_no_roles_not_even_to_themselves(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        int64_t leader;
        people_begin(&people, &test);
        people.site.asks_second_factor = false;
        leader = people_add_with(&people, "lanh.dao", ROLE_LEADER, people.province);
        people_act_as(&people, people_sign_in(&people, "lanh.dao").token);
        assert_fault(account_grant(people.work, leader, ROLE_ADMINISTRATOR, people.commune),
                     FAULT_FORBIDDEN, "error.forbidden");
        people_act_as(&people, STR(""));
        assert_fault(account_grant(people.work, leader, ROLE_ADMINISTRATOR, people.commune),
                     FAULT_UNAUTHENTICATED, "error.sign_in");
        assert_false(has_role(&people, leader, ROLE_ADMINISTRATOR, people.commune));
        people_end(&people);
    }
}

/* An administrator below must not take over somebody with a role above. */
static void only_who_administers_all_roles_of_an_account_may_reset_it(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        int64_t above;
        int64_t below;
        struct str token;
        people_begin(&people, &test);
        people.site.asks_second_factor = false;
        above = people_add_with(&people, "tren", ROLE_LEADER, people.province);
        below = people_add_with(&people, "duoi", ROLE_EDITOR, people.commune);
        people_add_with(&people, "quan.tri", ROLE_ADMINISTRATOR, people.district);
        people_act_as(&people, people_sign_in(&people, "quan.tri").token);
        assert_no_fault(account_reset(people.work, below, &token));
        assert_fault(account_reset(people.work, above, &token), FAULT_FORBIDDEN, "error.forbidden");
        assert_fault(account_totp_remove(people.work, above), FAULT_FORBIDDEN, "error.forbidden");
        assert_fault(account_close(people.work, above), FAULT_FORBIDDEN, "error.forbidden");
        assert_no_fault(account_close(people.work, below));
        people_end(&people);
    }
}

/* A citizen's account has no role in any unit: the site's own administrators see to it. */
static void an_account_without_roles_is_the_matter_of_the_sites_administrators(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct str token;
        int64_t citizen;
        people_begin(&people, &test);
        people.site.asks_second_factor = false;
        citizen = people_add(&people, "dan");
        people_add_with(&people, "huyen", ROLE_ADMINISTRATOR, people.district);
        people_add_with(&people, "tinh", ROLE_ADMINISTRATOR, people.province);
        people_act_as(&people, people_sign_in(&people, "huyen").token);
        assert_fault(account_reset(people.work, citizen, &token), FAULT_FORBIDDEN,
                     "error.forbidden");
        assert_fault(account_close(people.work, citizen), FAULT_FORBIDDEN, "error.forbidden");
        people_act_as(&people, people_sign_in(&people, "tinh").token);
        assert_no_fault(account_reset(people.work, citizen, &token));
        assert_no_fault(account_close(people.work, citizen));
        people_end(&people);
    }
}

/* ---- one-time links ---- */

static void a_link_sets_the_password_once_and_ends_all_sessions(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct sign_in_result old;
        struct account account;
        struct str token;
        int64_t hoa;
        people_begin(&people, &test);
        hoa = people_add(&people, "hoa");
        old = people_sign_in(&people, "hoa");
        people_act_as_system(&people);
        assert_no_fault(account_reset(people.work, hoa, &token));
        assert_no_fault(account_by_link(people.work, token, &account));
        assert_int_equal(account.id, hoa);
        assert_fault(account_use_link(people.work, token, STR("ngắn")), FAULT_INVALID,
                     "account.password.short");
        db_release(people.work);
        assert_no_fault(account_use_link(people.work, token, STR("mật khẩu mới toanh")));
        db_release(people.work);
        assert_fault(account_use_link(people.work, token, STR("mật khẩu khác nữa")), FAULT_GONE,
                     "account.link.gone");
        assert_fault(account_by_link(people.work, token, &account), FAULT_GONE,
                     "account.link.gone");
        people_act_as(&people, old.token);
        assert_false(actor_is_signed_in(people.work->actor));
        assert_non_null(people_try(&people, "hoa", PASSWORD, "203.0.113.8", STR(""), &old));
        assert_no_fault(
            people_try(&people, "hoa", "mật khẩu mới toanh", "203.0.113.8", STR(""), &old));
        people_end(&people);
    }
}

/* A link in a letter that went astray, in an old message, on a slip of paper. */
static void one_link_is_good_at_a_time_and_none_after_the_password_changed(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct account account;
        struct str tokens[4];
        struct str of_lan;
        int64_t hoa;
        people_begin(&people, &test);
        hoa = people_add(&people, "hoa");
        assert_no_fault(account_reset(people.work, people_add(&people, "lan"), &of_lan));
        assert_no_fault(account_reset(people.work, hoa, &tokens[0]));
        assert_no_fault(account_reset(people.work, hoa, &tokens[1]));
        db_release(people.work);
        assert_fault(account_by_link(people.work, tokens[0], &account), FAULT_GONE,
                     "account.link.gone");
        db_release(people.work);
        assert_no_fault(account_use_link(people.work, tokens[1], STR(PASSWORD)));
        assert_no_fault(account_reset(people.work, hoa, &tokens[2]));
        people_act_as(&people, people_sign_in(&people, "hoa").token);
        assert_no_fault(account_change_password(people.work, STR(PASSWORD), STR("mới và dài hơn")));
        people_act_as_system(&people);
        assert_fault(account_use_link(people.work, tokens[2], STR(PASSWORD)), FAULT_GONE,
                     "account.link.gone");
        assert_no_fault(account_reset(people.work, hoa, &tokens[3]));
        assert_no_fault(account_close(people.work, hoa));
        db_release(people.work);
        assert_fault(account_by_link(people.work, tokens[3], &account), FAULT_GONE,
                     "account.link.gone");
        /* those of others are theirs */
        assert_no_fault(account_by_link(people.work, of_lan, &account));
        people_end(&people);
    }
}

static void a_link_is_good_for_a_day(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct account account;
        struct str token;
        people_begin(&people, &test);
        assert_no_fault(account_reset(people.work, people_add(&people, "hoa"), &token));
        people_wait(&people, ACCOUNT_LINK_HOURS * 3600 - 1);
        db_release(people.work);
        assert_no_fault(account_by_link(people.work, token, &account));
        people_wait(&people, 1);
        assert_fault(account_by_link(people.work, token, &account), FAULT_GONE,
                     "account.link.gone");
        assert_fault(account_by_link(people.work, STR("no-such-token"), &account), FAULT_GONE,
                     "account.link.gone");
        people_end(&people);
    }
}

/* ---- changing the password ---- */

static void changing_the_password_ends_the_other_sessions(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct sign_in_result here;
        struct sign_in_result elsewhere;
        people_begin(&people, &test);
        people_add(&people, "hoa");
        elsewhere = people_sign_in(&people, "hoa");
        here = people_sign_in(&people, "hoa");
        people_act_as(&people, here.token);
        assert_fault(
            account_change_password(people.work, STR("sai rồi nhé"), STR("mới và dài hơn")),
            FAULT_INVALID, "account.password.wrong");
        assert_fault(account_change_password(people.work, STR(PASSWORD), STR("ngắn")),
                     FAULT_INVALID, "account.password.short");
        assert_no_fault(account_change_password(people.work, STR(PASSWORD), STR("mới và dài hơn")));
        people_act_as(&people, here.token);
        assert_true(actor_is_signed_in(people.work->actor));
        people_act_as(&people, elsewhere.token);
        assert_false(actor_is_signed_in(people.work->actor));
        people_end(&people);
    }
}

/* Somebody at an unlocked machine must not find out the password by trying. */
static void guesses_at_the_old_password_slow_down(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        people_begin(&people, &test);
        people_add(&people, "hoa");
        people_act_as(&people, people_sign_in(&people, "hoa").token);
        for (int i = 0; i < THROTTLE_FREE; i++)
            assert_fault(
                account_change_password(people.work, STR("sai rồi nhé"), STR("mới và dài hơn")),
                FAULT_INVALID, "account.password.wrong");
        assert_fault(account_change_password(people.work, STR(PASSWORD), STR("mới và dài hơn")),
                     FAULT_TOO_MANY, "account.sign_in.wait");
        people_wait(&people, THROTTLE_LONGEST);
        assert_no_fault(account_change_password(people.work, STR(PASSWORD), STR("mới và dài hơn")));
        people_end(&people);
    }
}

static void a_closed_account_is_signed_out_and_stays_out(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct sign_in_result session;
        int64_t hoa;
        people_begin(&people, &test);
        hoa = people_add(&people, "hoa");
        session = people_sign_in(&people, "hoa");
        people_act_as_system(&people);
        assert_no_fault(account_close(people.work, hoa));
        assert_fault(account_reset(people.work, hoa, &(struct str){0}), FAULT_CONFLICT,
                     "account.is-closed");
        people_act_as(&people, session.token);
        assert_false(actor_is_signed_in(people.work->actor));
        assert_fault(people_try(&people, "hoa", PASSWORD, "203.0.113.7", STR(""), &session),
                     FAULT_INVALID, "account.sign_in.wrong");
        people_end(&people);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_account_is_found_by_the_login_as_made),
        cmocka_unit_test(bad_logins_and_weak_passwords_are_refused_at_their_field),
        cmocka_unit_test(accounts_are_listed_by_login_in_steps),
        cmocka_unit_test(an_administrator_gives_and_takes_roles_in_their_unit_and_below_alone),
        cmocka_unit_test(others_give_no_roles_not_even_to_themselves),
        cmocka_unit_test(only_who_administers_all_roles_of_an_account_may_reset_it),
        cmocka_unit_test(an_account_without_roles_is_the_matter_of_the_sites_administrators),
        cmocka_unit_test(a_link_sets_the_password_once_and_ends_all_sessions),
        cmocka_unit_test(one_link_is_good_at_a_time_and_none_after_the_password_changed),
        cmocka_unit_test(a_link_is_good_for_a_day),
        cmocka_unit_test(changing_the_password_ends_the_other_sessions),
        cmocka_unit_test(guesses_at_the_old_password_slow_down),
        cmocka_unit_test(a_closed_account_is_signed_out_and_stays_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
