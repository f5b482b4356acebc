/*
 * Every rule with what it must let through and what it must not.
 */
#include "modules/@name@/@name@_rules.h"

#include "base/testing.h"

static void a_title_has_a_letter(void **state)
{
    /* columns: title, whether it is one */
    static const struct {
        struct str title;
        bool is_good;
    } cases[] = {
        {STR_INIT("Đường liên thôn"), true},
        {STR_INIT("ơ"), true},
        {STR_INIT("2022 a"), true},
        {STR_INIT("2022"), false},
        {STR_INIT("---"), false},
        {STR_INIT("…–😀"), false},
        {STR_INIT("×"), false},
        {STR_INIT(""), false},
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(@name@_title_check(arena, cases[i].title) == NULL, cases[i].is_good);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_title_has_a_letter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
