/*
 * The home page, the frame around every page, and the page of pieces, as
 * visitors meet them.
 */
#include "people.h"

#include "modules/publications/article_testing.h"
#include <string.h>

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

static void what_people_come_for_is_one_step_away(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        visit_get(hoa, "/");
        assert_link(hoa, "/don-thu");
        assert_link(hoa, "/lich-tiep-dan");
        assert_link(hoa, "/cong-khai");
        assert_link(hoa, "/tinh-han");
        assert_page_has(hoa, "còn 7 chỗ Đặt giờ");
        assert_true(str_find(hoa->body, STR("<img class=\"pic\""), 0) >= 0);
        /* the code leads to where the key is asked for, and is there */
        visit_submit(hoa, "/don-thu/tra-cuu", "ma", "TB-2022-000123-K", NULL);
        assert_status(hoa, 200);
        assert_field(hoa, "ma", "TB-2022-000123-K");
        assert_field(hoa, "khoa", "");
    }
}

static void send_a_proposal(struct visitor *farmer)
{
    visit_get(farmer, "/don-thu/gui");
    visit_submit(farmer, "/don-thu/gui", "title", "Mương tắc", "content",
                 "Mương ở khu 5 tắc, nước tràn ra đường.", "name", "Trần Văn Ất", "address",
                 "Khu 5, xã Quảng Yên", "phone", "0912 345 678", NULL);
    assert_status(farmer, 200);
}

/* The numbers stand on the page while petitions come, and follow by and by. */
static void the_home_page_tells_how_people_were_answered(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *abroad = visitor_new(&site);
        visit_get(an, "/");
        assert_page_lacks(an, "Chính quyền trả lời dân đến đâu");
        send_a_proposal(an);
        visit_get(an, "/");
        assert_true(an->is_kept);
        site_testing_job(&site, "petitions.figures");
        visit_get(an, "/");
        assert_false(an->is_kept);
        assert_page_has(an, "Chính quyền trả lời dân đến đâu, năm 2022?");
        assert_page_has(an, "Đơn nhận 1 ");
        assert_link(an, "/so-lieu");
        send_a_proposal(an);
        visit_get(an, "/");
        assert_true(an->is_kept);
        assert_page_has(an, "Đơn nhận 1 ");
        site_testing_job(&site, "petitions.figures");
        visit_get(an, "/");
        assert_page_has(an, "Đơn nhận 2 ");
        site_testing_job(&site, "petitions.figures");
        visit_get(an, "/");
        assert_true(an->is_kept); /* nothing changed */
        /* whoever reads another language is told more until both follow */
        send_a_proposal(an);
        visit_get(abroad, "/?lang=en"); /* chosen: the next page is kept */
        visit_get(abroad, "/");
        assert_page_has(abroad, "Received 3 ");
        visit_get(an, "/");
        assert_page_has(an, "Đơn nhận 2 ");
        site_testing_job(&site, "petitions.figures");
        visit_get(an, "/");
        assert_page_has(an, "Đơn nhận 3 ");
    }
}

/* Which days are to come, who holds a post, what is in force changes at midnight. */
static void no_page_is_kept_past_midnight(void **state)
{
    static const char *const paths[] = {"/", "/lich-tiep-dan", "/lanh-dao", "/van-ban", "/don-vi"};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        for (size_t i = 0; i < COUNT(paths); i++) {
            visit_get(an, paths[i]);
            visit_get(an, paths[i]);
            assert_true(an->is_kept);
        }
        visit_get(an, "/");
        assert_page_has(an, "Thứ Ba 8 tháng 3");
        site_testing_wait(&site, (int64_t)16 * 60 * 60 - 1); /* 23:59:59 */
        visit_get(an, "/");
        assert_true(an->is_kept);
        site_testing_wait(&site, 1 + (int64_t)24 * 60 * 60);
        for (size_t i = 0; i < COUNT(paths); i++) {
            visit_get(an, paths[i]);
            assert_false(an->is_kept);
        }
        visit_get(an, "/");
        assert_page_lacks(an, "Thứ Ba 8 tháng 3");
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
        signs_in(an, "congdan");
        visit_get(an, "/quan-tri/thanh-phan");
        assert_status(an, 403);
        an = visitor_new(&site);
        signs_in(an, "quantri");
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

/* WCAG 2.2, 3.1.2: what is in another language than its page says so, that it is not read
 * aloud by the rules of English. What has an English form is in the page's own. */
static void what_is_written_in_vietnamese_says_so_on_an_english_page(void **state)
{
    /* columns: address, the element with a Vietnamese text */
    static const struct {
        const char *path;
        const char *markup;
    } rows[] = {
        {"/",                          "<h3 lang=\"vi\"><a href=\"/tin-tuc/"          },
        {"/tin-tuc",                   "<h3 lang=\"vi\"><a href=\"/tin-tuc/"          },
        {"/tin-tuc",                   "<p class=\"soft\" lang=\"vi\">"               },
        {"/tim-kiem?q=ban+chi+dao",    "<h3 lang=\"vi\"><a href=\"/"                  },
        {"/lanh-dao",                  "<span class=\"post\" lang=\"vi\">Chủ tịch"},
        {"/lich-tiep-dan",             "<h3><span lang=\"vi\">"                       },
        {"/van-ban/luat-10-2022-qh15", "<h1 class=\"measure\">Law"                    },
    };
    struct str no_english = STR("UPDATE library_document SET title_en = ''");
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *ann = visitor_new(&site);
        struct visitor *an = visitor_new(&site);
        for (size_t i = 0; i < COUNT(rows); i++) {
            visit_get(ann, arena_printf(site.arena, "%s%clang=en", rows[i].path,
                                        strchr(rows[i].path, '?') ? '&' : '?')
                               .ptr);
            assert_status(ann, 200);
            if (str_find(ann->body, str_from_c(rows[i].markup), 0) < 0)
                fail_msg("%s lacks %s", rows[i].path, rows[i].markup);
            /* a Vietnamese page has its language once, and the link to the other's */
            visit_get(an, rows[i].path);
            assert_true(str_find(an->body, STR("<html lang=\"vi\""), 0) > 0);
            assert_true(str_find(an->body, STR(" lang=\"vi\""),
                                 (size_t)str_find(an->body, STR("<body"), 0)) < 0);
        }
        assert_no_fault(db_write(site.work, db_testing_script, &no_english));
        visit_get(ann, "/van-ban/nghi-dinh-59-2023-nd-cp?lang=en");
        assert_true(str_find(ann->body, STR("<h1 class=\"measure\" lang=\"vi\">Nghị định"), 0) > 0);
        visit_get(ann, "/van-ban?lang=en");
        assert_true(str_find(ann->body, STR("<td><span lang=\"vi\">Nghị định"), 0) > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_in_vietnamese_says_so_on_an_english_page),
        cmocka_unit_test(a_visitor_finds_the_news_on_the_home_page),
        cmocka_unit_test(what_people_come_for_is_one_step_away),
        cmocka_unit_test(the_home_page_tells_how_people_were_answered),
        cmocka_unit_test(no_page_is_kept_past_midnight),
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
