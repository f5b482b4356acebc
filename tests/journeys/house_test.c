/*
 * The house itself: what every visitor meets before there is any news.
 */
#include <string.h>

#include "desk.h"

static void the_house_says_that_it_lives(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *monitor = visitor_new(&site);
        visit_get(monitor, "/healthz");
        assert_status(monitor, 200);
        assert_str(monitor->body, STR("ok\n"));
        visit_get(monitor, "/readyz");
        assert_status(monitor, 200);
        visit_head(monitor, "/healthz");
        assert_status(monitor, 200);
    }
}

static void an_unknown_page_is_said_in_both_languages_with_the_request_s_name(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *lan = visitor_new(&site);
        visit_get(lan, "/khong-co-trang-nay");
        assert_status(lan, 404);
        assert_page_has(lan, "Không tìm thấy");
        assert_true(str_find(lan->body, STR("lang=\"vi\""), 0) > 0);
        visit_get(lan, "/khong-co-trang-nay?lang=en");
        assert_status(lan, 404);
        assert_page_has(lan, "not found");
        assert_true(str_find(lan->body, STR("lang=\"en\""), 0) > 0);
        /* the language is remembered */
        visit_get(lan, "/khong-co-trang-nay");
        assert_page_has(lan, "not found");
    }
}

/* Who is signed in mistypes an address, or adds a slash to one, and stays signed in. */
static void an_unknown_page_ends_no_session(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        static const char *const targets[] = {"/khong-co/trang-nay", "/can-bo/tin/", "/giao-dien"};
        struct visitor *an = signed_in(&site, "bientap");
        for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++) {
            visit_get(an, targets[i]);
            assert_true(an->status >= 300);
            visit_get(an, "/can-bo/tin");
            assert_status(an, 200);
        }
        visit_get(an, targets[0]);
        assert_page_has(an, "Biên tập viên"); /* greeted there as everywhere */
    }
}

static void the_theme_chosen_is_remembered(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *minh = visitor_new(&site);
        visit_post(minh, "/giao-dien", "theme", "dark", "back", "/khong-co", NULL);
        assert_leads_to(minh, "/khong-co");
        assert_str(visit_cookie(minh, "theme"), STR("dark"));
        visit_follow(minh);
        assert_true(str_find(minh->body, STR("dark"), 0) > 0);
        visit_post(minh, "/giao-dien", "theme", "auto", "back", "/khong-co", NULL);
        assert_null(visit_cookie(minh, "theme").ptr);
    }
}

static void a_form_that_stood_elsewhere_is_refused(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *minh = visitor_new(&site);
        minh->origin = "https://evil.example";
        visit_post(minh, "/giao-dien", "theme", "dark", "back", "/", NULL);
        assert_status(minh, 403);
        assert_null(visit_cookie(minh, "theme").ptr);
    }
}

static void the_theme_form_never_leads_to_another_site(void **state)
{
    static const char *const hostile[] = {"https://evil.example/", "//evil.example",
                                          "/\\evil.example", "javascript:alert(1)"};
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *minh = visitor_new(&site);
        for (size_t i = 0; i < COUNT(hostile); i++) {
            struct str place;
            visit_post(minh, "/giao-dien", "theme", "dark", "back", hostile[i], NULL);
            place = visit_header(minh, "Location");
            assert_true(!place.ptr ||
                        (str_starts(place, STR("/")) && !str_starts(place, STR("//")) &&
                         !str_starts(place, STR("/\\"))));
        }
    }
}

static void a_form_that_is_too_large_is_told_the_limit(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *minh = visitor_new(&site);
        char *words = arena_alloc(site.arena, REQUEST_BODY + 1);
        memset(words, 'a', REQUEST_BODY);
        visit_post(minh, "/giao-dien", "theme", words, NULL);
        assert_status(minh, 413);
        assert_page_has(minh, "mỗi lần gửi tối đa 1 MB");
        assert_link(minh, "/giao-dien");
        assert_link(minh, "/");
        visit_get(minh, "/?lang=en");
        visit_post(minh, "/giao-dien", "theme", words, NULL);
        assert_status(minh, 413);
        assert_page_has(minh, "at most 1 MB at one time");
    }
}

static void a_form_for_no_page_finds_no_page(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *minh = visitor_new(&site);
        visit_post(minh, "/khong/co/gi", "a", "b", NULL);
        assert_status(minh, 404);
        visit_post(minh, "/healthz", "a", "b", NULL);
        assert_status(minh, 405); /* RFC 9110, 15.5.6: with the methods there are */
        assert_str(visit_header(minh, "Allow"), STR("GET, HEAD"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_that_is_too_large_is_told_the_limit),
        cmocka_unit_test(a_form_for_no_page_finds_no_page),
        cmocka_unit_test(the_house_says_that_it_lives),
        cmocka_unit_test(an_unknown_page_is_said_in_both_languages_with_the_request_s_name),
        cmocka_unit_test(an_unknown_page_ends_no_session),
        cmocka_unit_test(the_theme_chosen_is_remembered),
        cmocka_unit_test(a_form_that_stood_elsewhere_is_refused),
        cmocka_unit_test(the_theme_form_never_leads_to_another_site),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
