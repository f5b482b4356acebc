/*
 * Where a form stood, as browsers say it.
 */
#include "base/testing.h"
#include "civic/csrf.h"
#include "civic/site.h"

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
 /* the public address, which the proxy did not hand on */
        {true,  "Origin",         "https://www.xa.vn",          true },
        {true,  "Referer",        "https://WWW.xa.vn/don-thu",  true },
        {true,  "Origin",         "http://www.xa.vn",           false},
        {false, "Origin",         "http://www.xa.vn",           false},
        {true,  "Origin",         "https://www.xa.vn:8443",     false},
        {true,  "Origin",         "https://www.xa.vn.evil",     false},
    };
    struct arena *arena = arena_new();
    struct site site = {.public_address = STR("https://www.xa.vn/cong")};
    struct work work = {.arena = arena, .site = &site};
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pair header = {str_from_c(rows[i].name), str_from_c(rows[i].value)};
        struct request request = {
            .arena = arena,
            .host = STR("xa.example"),
            .is_secure = rows[i].is_secure,
            .headers = {&header, 1}
        };
        assert_int_equal(csrf_is_from_here(&work, &request), rows[i].is_taken);
    }
    arena_free(arena);
}

static void back_leads_to_the_page_where_the_form_stood(void **state)
{
    /* columns: Referer, the way back */
    static const char *const rows[][2] = {
        {"http://xa.example/don-thu/viet/giay-to?a=1", "/don-thu/viet/giay-to?a=1"},
        {"http://xa.example/van-b%E1%BA%A3n",          "/van-b%E1%BA%A3n"         },
        {"http://xa.example",                          "/don-thu/roi-di"          },
        {"http://xa.example//evil.example/",           "/don-thu/roi-di"          },
        {"http://evil.example/don-thu",                "/don-thu/roi-di"          },
        {"",                                           "/don-thu/roi-di"          },
        {"https://www.xa.vn/don-thu",                  "/don-thu"                 },
    };
    struct arena *arena = arena_new();
    struct site site = {.public_address = STR("https://www.xa.vn")};
    struct work work = {.arena = arena, .site = &site};
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pair header = {STR("Referer"), str_from_c(rows[i][0])};
        struct request request = {
            .arena = arena,
            .host = STR("xa.example"),
            .path = STR("/don-thu/roi-di"),
            .headers = {&header, 1}
        };
        assert_str(csrf_page_before(&work, &request).text, str_from_c(rows[i][1]));
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_is_taken_from_this_origin_alone),
        cmocka_unit_test(back_leads_to_the_page_where_the_form_stood),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
