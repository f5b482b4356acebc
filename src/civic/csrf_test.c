/*
 * Where a form stood, as browsers say it.
 */
#include "base/testing.h"
#include "civic/csrf.h"

static void a_form_is_taken_from_this_origin_alone(void **state)
{
    /* columns: over TLS, header, its value, taken */
    static const struct {
        bool is_secure;
        const char *name;
        const char *value;
        bool is_taken;
    } rows[] = {
        {false, "Origin",         "http://xa.example",          true },
        {true,  "Origin",         "https://xa.example",         true },
        {true,  "Origin",         "http://xa.example",          false},
        {true,  "Referer",        "http://xa.example/don-thu",  false},
        {true,  "Referer",        "https://xa.example/don-thu", true },
        {false, "Origin",         "http://xa.example.evil",     false},
        {false, "Origin",         "null",                       false},
        {false, "Sec-Fetch-Site", "same-origin",                true },
        {false, "Sec-Fetch-Site", "cross-site",                 false},
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pair header = {str_from_c(rows[i].name), str_from_c(rows[i].value)};
        struct request request = {
            .arena = arena,
            .host = STR("xa.example"),
            .is_secure = rows[i].is_secure,
            .headers = {&header, 1}
        };
        assert_int_equal(csrf_is_from_here(&request), rows[i].is_taken);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_is_taken_from_this_origin_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
