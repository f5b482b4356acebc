/*
 * The home page, the frame around every page, and the page of pieces, as
 * visitors meet them.
 */
#include "app/testing.h"
#include "modules/publications/article_testing.h"

static void a_visitor_finds_the_news_on_the_home_page(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, "/");
        assert_status(an, 200);
        assert_page_has(an, "Huyện Thanh Ba");
        assert_page_has(an, "Tin mới");
        assert_page_has(an, "Ban chỉ đạo thực hiện dân chủ huyện Thanh Ba");
        assert_page_has(an, "06/03/2022");
        assert_link(an, "/tin-tuc");
        assert_no_dead_links(an);
    }
}

static void a_site_without_news_says_so_and_has_no_dead_links(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, "/");
        assert_status(an, 200);
        assert_page_has(an, "Chưa có tin nào.");
        assert_no_dead_links(an);
    }
}

static void the_home_page_is_kept_until_something_is_published(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        const struct article_text text = {STR_INIT("Đường liên thôn thông xe"), STR_INIT("Sapo."),
                                          STR_INIT("Nội dung."), STR_INIT("Tổ biên tập")};
        struct visitor *an = visitor_new(&site);
        int64_t id;
        int64_t unit = article_testing_unit(site.work, "1");
        visit_get(an, "/");
        visit_get(an, "/");
        assert_true(an->is_kept);
        assert_no_fault(article_create(site.work, unit, &text, &id));
        assert_no_fault(article_publish(site.work, id, 1));
        db_release(site.work);
        visit_get(an, "/");
        assert_false(an->is_kept);
        assert_page_has(an, "Đường liên thôn thông xe");
    }
}

static void the_first_visitor_gets_the_page_as_small_as_the_second(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        size_t first;
        visit_with(an, "Accept-Encoding", "br");
        visit_get(an, "/");
        assert_false(an->is_kept);
        assert_str(visit_header(an, "Content-Encoding"), STR("br"));
        first = an->body.len;
        visit_with(an, "Accept-Encoding", "br");
        visit_get(an, "/");
        assert_true(an->is_kept);
        assert_int_equal(an->body.len, first);
    }
}

static void a_chosen_theme_stays_and_leads_back(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, "/tin-tuc");
        assert_true(str_find(an->body, STR("data-theme"), 0) < 0);
        visit_submit(an, "/giao-dien", "theme", "dark", NULL);
        assert_leads_to(an, "/tin-tuc");
        visit_follow(an);
        assert_true(str_find(an->body, STR("<html lang=\"vi\" data-theme=\"dark\">"), 0) >= 0);
        visit_submit(an, "/giao-dien", "theme", "auto", NULL);
        visit_follow(an);
        assert_true(str_find(an->body, STR("data-theme"), 0) < 0);
    }
}

static void the_other_language_is_one_link_away(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, "/");
        visit_get(an, visit_link(an, "English").ptr);
        assert_status(an, 200);
        assert_page_has(an, "Latest news");
        assert_page_has(an, "Skip to main content");
        visit_get(an, "/tin-tuc");
        assert_page_has(an, "Sign in");
    }
}

static void an_unknown_address_gets_a_page_that_leads_home(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, "/khong-co-trang-nay");
        assert_status(an, 404);
        assert_page_has(an, "Không tìm thấy trang");
        assert_link(an, "/");
        /* an old link in another encoding */
        visit_get(an, "/tin-t%F8c");
        assert_status(an, 400);
        assert_page_has(an, "Không hiểu được yêu cầu");
        assert_link(an, "/");
    }
}

static void the_page_of_pieces_is_for_administrators(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, "/quan-tri/thanh-phan");
        assert_leads_to(an, "/dang-nhap?ve=%2Fquan-tri%2Fthanh-phan");
        visit_get(an, "/dang-nhap");
        visit_submit(an, "/dang-nhap", "login", "congdan", "password", "mua-xuan-thanh-ba", NULL);
        visit_get(an, "/quan-tri/thanh-phan");
        assert_status(an, 403);
        an = visitor_new(&site);
        visit_get(an, "/dang-nhap");
        visit_submit(an, "/dang-nhap", "login", "quantri", "password", "mua-xuan-thanh-ba", NULL);
        visit_get(an, "/quan-tri/thanh-phan");
        assert_status(an, 200);
        assert_page_has(an, "Niêm phong");
        assert_no_dead_links(an);
    }
}

static void the_error_summary_names_each_field(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, "/dang-nhap");
        visit_submit(an, "/dang-nhap", "login", "", "password", "", NULL);
        assert_status(an, 422);
        assert_page_has(an, "Tên đăng nhập: Xin điền mục này.");
        assert_page_has(an, "Mật khẩu: Xin điền mục này.");
        assert_field_error(an, "login", "Xin điền mục này.");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_visitor_finds_the_news_on_the_home_page),
        cmocka_unit_test(a_site_without_news_says_so_and_has_no_dead_links),
        cmocka_unit_test(the_home_page_is_kept_until_something_is_published),
        cmocka_unit_test(the_first_visitor_gets_the_page_as_small_as_the_second),
        cmocka_unit_test(a_chosen_theme_stays_and_leads_back),
        cmocka_unit_test(the_other_language_is_one_link_away),
        cmocka_unit_test(an_unknown_address_gets_a_page_that_leads_home),
        cmocka_unit_test(the_page_of_pieces_is_for_administrators),
        cmocka_unit_test(the_error_summary_names_each_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
