/*
 * Logins, passwords, and the vectors of RFC 6238.
 */
#include "modules/accounts/account_rules.h"

#include "base/testing.h"

static void a_login_is_lowered_and_plain(void **state)
{
    static const struct {
        const char *typed;
        const char *login; /* NULL: refused */
    } rows[] = {
        {"Hoa.Nguyen",                                "hoa.nguyen"                              },
        {"  can-bo_01 ",                              "can-bo_01"                               },
        {"ab",                                        NULL                                      },
        {".abc",                                      NULL                                      },
        {"hòa",                                      NULL                                      },
        {"a b c",                                     NULL                                      },
        {"a/../b",                                    NULL                                      },
        {"abcdefghijabcdefghijabcdefghijabcdefghij",  "abcdefghijabcdefghijabcdefghijabcdefghij"},
        {"abcdefghijabcdefghijabcdefghijabcdefghijk", NULL                                      },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str login;
        assert_int_equal(login_read(arena, str_from_c(rows[i].typed), &login),
                         rows[i].login != NULL);
        if (rows[i].login)
            assert_str(login, str_from_c(rows[i].login));
    }
    arena_free(arena);
}

static void weak_passwords_are_named(void **state)
{
    (void)state;
    assert_string_equal(password_weakness(STR("chín ký"), STR("hoa")), "account.password.short");
    assert_string_equal(password_weakness(STR("aaaaaaaaaaaa"), STR("hoa")),
                        "account.password.common");
    assert_string_equal(password_weakness(STR("1234567890"), STR("hoa")),
                        "account.password.common");
    assert_string_equal(password_weakness(STR("HOA.NGUYEN.2"), STR("hoa.nguyen.2")),
                        "account.password.common");
    assert_null(password_weakness(STR("lúa chín đầu thu"), STR("hoa")));
    /* ten characters, of which some take several bytes */
    assert_null(password_weakness(STR("đồngxuânaa"), STR("hoa")));
}

/* RFC 6238, appendix B: SHA-1, the last six of the eight digits. */
static void codes_agree_with_rfc_6238(void **state)
{
    static const struct {
        int64_t seconds;
        const char *code;
    } rows[] = {
        {59,          "287082"},
        {1111111109,  "081804"},
        {1111111111,  "050471"},
        {1234567890,  "005924"},
        {2000000000,  "279037"},
        {20000000000, "353130"},
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_str(totp_code(arena, STR("12345678901234567890"),
                             (struct instant){rows[i].seconds * 1000000}),
                   str_from_c(rows[i].code));
    arena_free(arena);
}

static void a_code_is_good_for_its_step_and_its_neighbours_once(void **state)
{
    struct str secret = STR("12345678901234567890");
    struct instant now = {INT64_C(1111111111) * 1000000};
    int64_t step;
    (void)state;
    assert_true(totp_matches(secret, STR("050 471"), now, 0, &step));
    assert_false(totp_matches(secret, STR("050471"), now, step, &step));
    now.us += INT64_C(30) * 1000000;
    assert_true(totp_matches(secret, STR("050471"), now, 0, &step));
    now.us += INT64_C(30) * 1000000;
    assert_false(totp_matches(secret, STR("050471"), now, 0, &step));
    assert_false(totp_matches(secret, STR("05047"), now, 0, &step));
    assert_false(totp_matches(secret, STR("0504711"), now, 0, &step));
    assert_false(totp_matches(secret, STR("05047x"), now, 0, &step));
}

static void a_secret_is_typed_as_base32(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    /* RFC 4648: the bytes "12345678901234567890" are GEZDGNBVGY3TQOJQ twice. */
    assert_str(totp_secret_text(arena, (const uint8_t *)"12345678901234567890"),
               STR("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_login_is_lowered_and_plain),
        cmocka_unit_test(weak_passwords_are_named),
        cmocka_unit_test(codes_agree_with_rfc_6238),
        cmocka_unit_test(a_code_is_good_for_its_step_and_its_neighbours_once),
        cmocka_unit_test(a_secret_is_typed_as_base32),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
