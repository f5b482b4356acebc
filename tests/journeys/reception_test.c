/*
 * People look when their leaders receive, and come; clerks keep the calendar.
 */
#include "app/testing.h"

static void a_citizen_reads_when_the_chair_receives(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        visit_get(hoa, "/lich-tiep-dan?thang=2022-03");
        assert_status(hoa, 200);
        assert_page_has(hoa, "Tháng 3 năm 2022");
        assert_page_has(hoa, "Chủ tịch Ủy ban nhân dân huyện");
        /* the council's chair was moved from the 17th to the 18th, with the reason */
        assert_page_has(hoa, "Dời sang 18/03");
        assert_page_has(hoa, "Dời từ 17/03/2022");
        assert_page_has(hoa, "Họp Hội đồng nhân dân tỉnh");
        assert_page_has(hoa, "khoản 5 Điều 13");
        assert_page_lacks(hoa, "Đồng Xuân tiếp");
        assert_no_dead_links(hoa);
        visit_get(hoa, "/lich-tiep-dan?thang=2022-03&don-vi=tat-ca");
        assert_page_has(hoa, "Xã Đồng Xuân");
        visit_get(hoa, "/lich-tiep-dan?thang=2022-03&nguoi=bi-thu-huyen-uy");
        assert_page_has(hoa, "Bí thư Huyện ủy");
        assert_page_lacks(hoa, "Dời sang 18/03");
    }
}

static void a_day_off_moves_the_tenth_of_april_behind_the_holiday(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        /* 10/04/2022 is a Sunday and the Hung Kings' Day, made good on Monday the 11th */
        visit_get(hoa, "/lich-tiep-dan?thang=2022-04&nguoi=chu-tich-uy-ban-nhan-dan-huyen");
        assert_page_has(hoa, "Dời sang 12/04");
        assert_page_has(hoa, "Trùng ngày nghỉ");
        assert_page_has(hoa, "Giỗ Tổ Hùng Vương");
    }
}

static void addresses_that_name_nothing_are_answered_plainly(void **state)
{
    static const char *const bad[] = {
        "/lich-tiep-dan?thang=2022-13", "/lich-tiep-dan?thang=hom-nay",
        "/lich-tiep-dan?don-vi=khong-co", "/lich-tiep-dan.ics?don-vi=khong-co"};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        for (size_t i = 0; i < COUNT(bad); i++) {
            visit_get(hoa, bad[i]);
            assert_status(hoa, 404);
        }
        visit_get(hoa, "/lich-tiep-dan?thang=03/2022");
        assert_status(hoa, 200);
    }
}

static void a_phone_that_polls_gets_304_out_of_memory(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *phone = visitor_new(&site);
        struct str tag;
        visit_get(phone, "/lich-tiep-dan.ics?nguoi=chu-tich-hoi-dong-nhan-dan-huyen");
        assert_status(phone, 200);
        assert_true(str_find(phone->body, STR("RECURRENCE-ID;TZID=Asia/Ho_Chi_Minh:20220317T"), 0) >
                    0);
        assert_true(str_find(phone->body, STR("DTSTART;TZID=Asia/Ho_Chi_Minh:20220318T"), 0) > 0);
        tag = arena_copy(phone->jar, visit_header(phone, "ETag"));
        visit_with(phone, "If-None-Match", arena_c(phone->jar, tag));
        visit_get(phone, "/lich-tiep-dan.ics?nguoi=chu-tich-hoi-dong-nhan-dan-huyen");
        assert_status(phone, 304);
        assert_true(phone->is_kept);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_citizen_reads_when_the_chair_receives),
        cmocka_unit_test(a_day_off_moves_the_tenth_of_april_behind_the_holiday),
        cmocka_unit_test(addresses_that_name_nothing_are_answered_plainly),
        cmocka_unit_test(a_phone_that_polls_gets_304_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
