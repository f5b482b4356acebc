/*
 * Search as a visitor meets it.
 */
#include "app/testing.h"
#include "modules/publications/article_testing.h"
#include "modules/search/search_command.h"

#include <string.h>

static int64_t publish(struct site_testing *site, int64_t unit, const char *title, const char *text)
{
    struct article_text article = {str_from_c(title), str_from_c(text), STR_INIT(""), STR_INIT("")};
    int64_t id;
    assert_no_fault(article_create(site->work, unit, &article, &id));
    assert_no_fault(article_publish(site->work, id, 1));
    db_release(site->work);
    site_testing_wait(site, 24 * 3600);
    return id;
}

static void a_stranger_searches_without_diacritics(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, "/tim-kiem");
        assert_status(an, 200);
        assert_page_has(an, "Xin gõ vài chữ");
        visit_submit(an, "/tim-kiem", "q", "ban chi dao", NULL);
        assert_status(an, 200);
        assert_page_has(an, "Kết quả cho “ban chi dao”");
        assert_page_has(an, "Ban Chỉ đạo");
        assert_field(an, "q", "ban chi dao");
        assert_true(str_find(an->body, STR("<mark>Ban Chỉ đạo</mark>"), 0) >= 0);
        assert_str(visit_header(an, "X-Robots-Tag"), STR("noindex"));
        assert_no_dead_links(an);
        visit_get(an, "/tim-kiem?q=tet+ho+ngheo");
        assert_true(str_find(an->body, STR("<span>minh họa</span>"), 0) >= 0); /* invented */
        visit_get(an, "/tim-kiem?q=ban+ch%E1%BB%89+%C4%91%E1%BA%A1o&lang=en");
        assert_page_has(an, "Results for “ban chỉ đạo”");
    }
}

static void the_home_page_leads_to_the_search(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, "/");
        visit_submit(an, "/tim-kiem", "q", "hòa giải", NULL);
        assert_status(an, 200);
        assert_page_has(an, "Kết quả cho “hòa giải”");
    }
}

static void results_are_walked_page_by_page(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        int64_t unit = article_testing_unit(site.work, "1");
        for (int i = 1; i <= 45; i++)
            publish(&site, unit, arena_printf(site.arena, "Họp bản số %d", i).ptr, "Nội dung.");
        visit_get(an, "/tim-kiem?q=h%E1%BB%8Dp&loai=news&tu=2022-03-01");
        assert_page_has(an, "Họp bản số 45");
        assert_page_has(an, "Họp bản số 26");
        assert_page_lacks(an, "Họp bản số 25");
        visit_get(an, arena_c(site.arena, visit_link(an, "Trang sau")));
        assert_page_has(an, "Họp bản số 25");
        assert_page_has(an, "Họp bản số 6 ");
        assert_field(an, "tu", "2022-03-01");
        visit_get(an, arena_c(site.arena, visit_link(an, "Trang sau")));
        assert_page_has(an, "Họp bản số 5 ");
        assert_page_has(an, "Họp bản số 1 ");
        assert_page_lacks(an, "Trang sau");
        visit_get(an, arena_c(site.arena, visit_link(an, "Về trang đầu")));
        assert_page_has(an, "Họp bản số 45");
    }
}

static void what_is_published_is_found_and_what_is_withdrawn_is_not(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        int64_t unit = article_testing_unit(site.work, "1");
        int64_t id = publish(&site, unit, "Đường vào bản Chuông", "Đã thông xe.");
        visit_get(an, "/tim-kiem?q=ban+chuong");
        assert_page_has(an, "Đường vào bản Chuông");
        assert_page_has(an, "Xã 1");
        assert_no_fault(article_withdraw(site.work, id, 2));
        db_release(site.work);
        visit_get(an, "/tim-kiem?q=ban+chuong");
        assert_page_has(an, "Không tìm thấy nội dung nào cho “ban chuong”");
        assert_page_lacks(an, "Đường vào bản Chuông");
    }
}

static void a_wrong_filter_is_said_at_its_field(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, "/tim-kiem?q=x&tu=hom+qua");
        assert_status(an, 422);
        assert_field_error(an, "tu", "ngày");
        assert_field(an, "tu", "hom qua");
        assert_field(an, "q", "x");
        visit_get(an, "/tim-kiem?q=x&tu=2022-03-02&den=1/3/2022");
        assert_status(an, 422);
        assert_field_error(an, "den", "Ngày cuối phải bằng hoặc sau ngày đầu");
        visit_get(an, "/tim-kiem?q=x&loai=khong-co");
        assert_status(an, 422);
        assert_field_error(an, "loai", "");
        visit_get(an, "/tim-kiem?q=x&don-vi=khong-co");
        assert_status(an, 422);
        assert_field_error(an, "don-vi", "");
        visit_get(an, "/tim-kiem?q=x&tiep=9999");
        assert_status(an, 400);
        visit_get(an, "/tim-kiem?q=x&tiep=9-1");
        assert_status(an, 200);
    }
}

static void nothing_typed_breaks_the_page(void **state)
{
    static const char *const queries[] = {
        "%22",      "%22%22%22",    "AND",          "NOT+x", "NEAR(a,b)",
        "*",        "a*",           "%5Ea",         "-a",    "tokens:a",
        "((((",     "a+%26+b",      "%3Cscript%3E", "%25",   "%27%3B--",
        "%5C",      "%F0%9F%8F%A0", "%3C-%3E",      "...",   "v%C3%A0+c%E1%BB%A7a",
        "%22a+b+c", "%CC%81",       "%C2%AD",
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        for (size_t i = 0; i < COUNT(queries); i++) {
            visit_get(an, arena_printf(site.arena, "/tim-kiem?q=%s", queries[i]).ptr);
            assert_status(an, 200);
            assert_page_lacks(an, "<mark>");
            visit_get(an, arena_printf(site.arena, "/tim-kiem/goi-y?q=%s", queries[i]).ptr);
            assert_status(an, 200);
        }
        visit_get(an, arena_printf(site.arena, "/tim-kiem?q=%0*d", 7000, 7).ptr);
        assert_status(an, 200);
        assert_page_has(an, "Câu tìm dài quá");
    }
}

static void suggestions_are_titles(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        publish(&site, article_testing_unit(site.work, "1"), "Hòa giải \"mẫu\"", "Nội dung.");
        visit_get(an, "/tim-kiem/goi-y?q=hoa+gi");
        assert_status(an, 200);
        assert_str(visit_header(an, "Content-Type"), STR("application/json"));
        assert_str(an->body,
                   STR("[{\"title\":\"Hòa giải \\\"mẫu\\\"\",\"url\":\"/tin-tuc/hoa-giai-mau\"}]"));
        visit_get(an, "/tim-kiem/goi-y");
        assert_str(an->body, STR("[]"));
    }
}

static void the_index_is_built_anew_from_what_is_published(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct str before;
        struct db_rows *rows;
        int64_t documents;
        int64_t count;
        assert_no_fault(db_one(site.work, "SELECT count(*) FROM search_document", P0, &rows));
        documents = db_int(rows, 0);
        assert_true(documents > 9); /* the articles of demo/news and more */
        db_release(site.work);
        visit_get(an, "/tim-kiem?q=dan");
        before = arena_copy(site.arena, visit_text(an));
        assert_no_fault(search_rebuild(site.work, &count));
        assert_int_equal(count, documents);
        db_release(site.work);
        visit_get(an, "/tim-kiem?q=dan");
        assert_str(visit_text(an), before);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stranger_searches_without_diacritics),
        cmocka_unit_test(the_home_page_leads_to_the_search),
        cmocka_unit_test(results_are_walked_page_by_page),
        cmocka_unit_test(what_is_published_is_found_and_what_is_withdrawn_is_not),
        cmocka_unit_test(a_wrong_filter_is_said_at_its_field),
        cmocka_unit_test(nothing_typed_breaks_the_page),
        cmocka_unit_test(suggestions_are_titles),
        cmocka_unit_test(the_index_is_built_anew_from_what_is_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
