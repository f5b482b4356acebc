/*
 * Reading who is who: the tree of units and their pages, on 7 March 2022 and
 * after the mergers of 1 July 2025.
 */
#include "app/testing.h"

static void the_tree_leads_to_every_unit_of_the_district(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *lan = visitor_new(&site);
        visit_get(lan, "/");
        assert_link(lan, "/don-vi");
        visit_get(lan, "/don-vi");
        assert_page_has(lan, "Huyện Thanh Ba");
        assert_page_has(lan, "Xã Đồng Xuân");
        assert_page_has(lan, "Ban Tiếp công dân huyện Thanh Ba");
        assert_page_lacks(lan, "đến hết");
        assert_no_dead_links(lan);
        visit_get(lan, "/don-vi");
        assert_true(lan->is_kept);
    }
}

static void a_unit_says_who_holds_posts_and_that_they_are_invented(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *lan = visitor_new(&site);
        visit_get(lan, "/don-vi/xa-dong-xuan");
        assert_status(lan, 200);
        assert_page_has(lan, "08170");
        assert_page_has(lan, "Lê Đức Mẫu (minh họa)");
        assert_page_has(lan, "Chủ tịch Ủy ban nhân dân xã");
        assert_link(lan, "/don-vi/huyen-thanh-ba");
        assert_no_dead_links(lan);
    }
}

static void after_the_merger_a_former_commune_names_its_successor(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *lan = visitor_new(&site);
        site_testing_wait(&site, INT64_C(4) * 366 * 24 * 3600);
        visit_get(lan, "/don-vi/xa-dong-xuan");
        assert_page_has(lan, "Từ 01/07/2025, nhập vào Xã Thanh Ba");
        assert_page_has(lan, "Người giữ chức vụ đến ngày cuối");
        visit_get(lan, visit_link(lan, "Xã Thanh Ba").ptr);
        assert_page_has(lan, "Từ 01/07/2025, được lập trên cơ sở");
        assert_page_has(lan, "Thị trấn Thanh Ba");
        visit_get(lan, "/don-vi/huyen-thanh-ba");
        assert_page_has(lan, "công việc chuyển về Tỉnh Phú Thọ");
        assert_page_has(lan, "Đơn vị trực thuộc");
        /* they ended with it, which need not be said of each */
        assert_page_lacks(lan, "đến hết");
        visit_get(lan, "/don-vi");
        assert_page_has(lan, "đến hết 30/06/2025");
    }
}

static void leaders_are_those_of_the_day_and_say_from_when_to_when(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *lan = visitor_new(&site);
        visit_get(lan, "/");
        assert_link(lan, "/lanh-dao");
        visit_get(lan, "/lanh-dao");
        assert_status(lan, 200);
        assert_page_has(lan, "Chủ tịch Ủy ban nhân dân huyệnHà Văn Mẫutừ 01/07/2021");
        assert_page_has(lan, "Người giữ chức vụ trước đây");
        assert_page_has(lan, "Đỗ Xuân Mẫu (minh họa)");
        assert_no_dead_links(lan);
        visit_get(lan, "/lanh-dao?ngay=1/1/2018");
        assert_page_has(lan,
                        "Chủ tịch Ủy ban nhân dân huyệnĐỗ Xuân Mẫutừ 15/06/2016 đến 30/06/2021");
        assert_page_lacks(lan, "Hà Văn Mẫu");
        visit_get(lan, "/lanh-dao?ngay=hôm+qua");
        assert_status(lan, 422);
        assert_field_error(lan, "ngay", "");
        assert_field(lan, "ngay", "hôm qua");
    }
}

static void the_chart_is_that_of_a_day_and_names_who_took_over(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *lan = visitor_new(&site);
        visit_get(lan, "/so-do-to-chuc");
        assert_status(lan, 200);
        assert_page_has(lan, "Thị trấn Thanh Ba");
        assert_page_has(lan, "Trưởng Ban Tiếp công dân: Trần Thị Mẫu");
        assert_page_lacks(lan, "Từ 01/07/2025");
        assert_no_dead_links(lan);
        visit_get(lan, "/so-do-to-chuc?don-vi=xa-dong-xuan");
        assert_page_has(lan, "Lê Đức Mẫu");
        assert_page_lacks(lan, "Ban Tiếp công dân");
        /* no such day for the district: who took over */
        visit_get(lan, "/so-do-to-chuc?ngay=2/7/2025");
        assert_page_has(lan, "Ngày 02/07/2025, Huyện Thanh Ba chưa có hoặc không còn.");
        /* after the mergers the page shows the last day, and what became of each unit */
        site_testing_wait(&site, INT64_C(4) * 366 * 24 * 3600);
        visit_get(lan, "/so-do-to-chuc?don-vi=huyen-thanh-ba");
        assert_page_has(lan, "Huyện Thanh Ba hoạt động đến hết 30/06/2025.");
        assert_page_has(lan, "Tiếp nhận công việc: Tỉnh Phú Thọ.");
        assert_page_has(lan, "Từ 01/07/2025: Xã Quảng Yên");
        assert_no_dead_links(lan);
        visit_get(lan, "/so-do-to-chuc?don-vi=khong-co");
        assert_status(lan, 404);
    }
}

static void an_unknown_unit_is_not_found_and_an_empty_site_says_so(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *lan = visitor_new(&site);
        visit_get(lan, "/don-vi/khong-co");
        assert_status(lan, 404);
        assert_page_has(lan, "Không có đơn vị này");
        visit_get(lan, "/don-vi?lang=en");
        assert_status(lan, 200);
        assert_page_has(lan, "There are no units yet");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tree_leads_to_every_unit_of_the_district),
        cmocka_unit_test(a_unit_says_who_holds_posts_and_that_they_are_invented),
        cmocka_unit_test(after_the_merger_a_former_commune_names_its_successor),
        cmocka_unit_test(leaders_are_those_of_the_day_and_say_from_when_to_when),
        cmocka_unit_test(the_chart_is_that_of_a_day_and_names_who_took_over),
        cmocka_unit_test(an_unknown_unit_is_not_found_and_an_empty_site_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
