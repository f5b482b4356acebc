/*
 * People look when their leaders receive, and come; clerks keep the calendar.
 */
#include "people.h"

#include <string.h>

/* Led back to a page that says that what was sent is stored. */
static void assert_stored(struct visitor *visitor, const char *page)
{
    assert_leads_to(visitor, arena_printf(visitor->jar, "%s?xong=1", page).ptr);
}

/* A link of the last page, kept beyond the next one. */
static const char *link_of(struct visitor *visitor, const char *words)
{
    struct str link = visit_link(visitor, words);
    assert_non_null(link.ptr);
    return arena_c(visitor->jar, link);
}

static void a_citizen_reads_when_the_chair_receives(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        visit_get(hoa, "/lich-tiep-dan?thang=2022-03");
        assert_status(hoa, 200);
        assert_page_has(hoa, "Tháng 3 năm 2022");
        /* a month is chosen by its name in the page's language, in every browser */
        assert_true(str_find(hoa->body, STR("<option value=\"2022-05\">Tháng 5 năm 2022"), 0) >= 0);
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

static void a_program_reads_the_days_page_by_page_and_each_once(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *program = visitor_new(&site);
        const char *next = "/api/v1/reception-days?unit=huyen-thanh-ba&from=2022-03-01"
                           "&until=2022-03-31&limit=3";
        struct str all = STR("");
        int pages = 0;
        int items = 0;
        while (next && pages < 20) {
            struct str rest;
            visit_get(program, next);
            assert_status(program, 200);
            all = arena_printf(site.arena, PRISTR PRISTR, STRARG(all), STRARG(program->body));
            rest = program->body;
            for (ptrdiff_t at = str_find(rest, STR("\"held_on\""), 0); at >= 0;
                 at = str_find(rest, STR("\"held_on\""), (size_t)at + 1))
                items++;
            rest =
                str_from(rest, (size_t)str_find(rest, STR("\"next\":"), 0) + strlen("\"next\":"));
            rest = str_trim(rest);
            next = NULL;
            if (str_starts(rest, STR("\""))) {
                rest = str_from(rest, 1);
                rest = str_cut(&rest, '"');
                if (str_starts(rest, STR("http")))
                    rest = str_from(rest, (size_t)str_find(rest, STR("/api/"), 0));
                next = arena_c(site.arena, rest);
            }
            pages++;
        }
        /* the chair on the 10th and 24th, the secretary on the 15th, the council moved to
         * the 18th, the office on the Tuesdays 1, 8, 15, 22, 29: nine days */
        assert_int_equal(items, 9);
        assert_int_equal(pages, 3);
        assert_true(str_find(all, STR("\"held_on\":\"2022-03-18\",\"rule_on\":\"2022-03-17\""), 0) >
                    0);
        visit_get(program,
                  "/lich-tiep-dan.csv?unit=huyen-thanh-ba&from=2022-03-18&until=2022-03-18");
        assert_status(program, 200);
        assert_true(str_find(program->body, STR("Họp Hội đồng nhân dân tỉnh"), 0) > 0);
        visit_get(program, "/api/v1/reception-days?unit=khong-co");
        assert_status(program, 422);
        visit_get(program, "/api/v1/reception-days?after=hom-qua");
        assert_status(program, 422);
    }
}

/* ---- booking ---- */

static void a_citizen_books_a_time_and_nobody_reads_her_name(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        const char *book;
        visit_get(hoa, "/lich-tiep-dan?thang=2022-03&nguoi=chu-tich-hoi-dong-nhan-dan-huyen");
        assert_page_has(hoa, "còn 6 chỗ");
        book = link_of(hoa, "Đặt giờ");
        visit_get(hoa, book);
        assert_status(hoa, 200);
        assert_page_has(hoa, "13:30");
        /* nothing chosen, no way to reach her: said at each field, nothing lost */
        visit_submit(hoa, book, "name", "Đinh Thị Mẫu", "content", "Xin hỏi về thửa đất số 5",
                     NULL);
        assert_status(hoa, 422);
        assert_field(hoa, "name", "Đinh Thị Mẫu");
        visit_submit(hoa, book, "after", "30", "people", "1", NULL);
        assert_status(hoa, 422);
        assert_field_error(hoa, "phone", "số điện thoại hoặc thư điện tử");
        visit_submit(hoa, book, "after", "30", "phone", "0912 345 678", NULL);
        assert_status(hoa, 303);
        visit_follow(hoa);
        assert_page_has(hoa, "Đã đặt giờ");
        assert_page_has(hoa, "14:00, Thứ Sáu 18/03/2022");
        visit_get(hoa, "/lich-tiep-dan?thang=2022-03&nguoi=chu-tich-hoi-dong-nhan-dan-huyen");
        assert_page_has(hoa, "còn 5 chỗ");
        assert_page_lacks(hoa, "Đinh Thị Mẫu");
    }
}

/* ---- the office ---- */

static void a_clerk_makes_and_publishes_a_calendar(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = visitor_new(&site);
        struct visitor *hoa = visitor_new(&site);
        const char *series;
        signs_in(clerk, "tiepdan");
        visit_get(clerk, "/can-bo/lich-tiep-dan");
        assert_status(clerk, 200);
        assert_page_has(clerk, "Bí thư Huyện ủy");
        assert_no_dead_links(clerk);
        visit_get(clerk, "/can-bo/lich-tiep-dan/moi");
        assert_page_has(clerk, "Phó Chủ tịch Ủy ban nhân dân huyện");
        visit_submit(clerk, "/can-bo/lich-tiep-dan/moi?don-vi=huyen-thanh-ba", "first_on",
                     "14/03/2022", "place", "Phòng tiếp công dân số 2", NULL);
        assert_status(clerk, 422);
        assert_page_has(clerk, "Xin chọn ít nhất một thứ trong tuần");
        visit_submit(clerk, "/can-bo/lich-tiep-dan/moi?don-vi=huyen-thanh-ba", "post", "0", "w5",
                     "1", "ends", "07:00", NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "ends", "sau giờ bắt đầu");
        visit_submit(clerk, "/can-bo/lich-tiep-dan/moi?don-vi=huyen-thanh-ba", "ends", "11:30",
                     NULL);
        assert_status(clerk, 303);
        series = arena_c(clerk->jar, visit_header(clerk, "Location"));
        visit_follow(clerk);
        /* Friday 18 March: five working days before is Friday the 11th; today is the 7th */
        assert_page_has(clerk, "Thứ Sáu 18/03/2022");
        assert_page_has(clerk, "chậm nhất ngày 11/03/2022");
        assert_page_lacks(clerk, "muộn hơn thời hạn");
        visit_get(hoa, "/lich-tiep-dan?thang=2022-03");
        assert_page_lacks(hoa, "Phòng tiếp công dân số 2");
        visit_get(clerk, series);
        visit_submit(clerk, arena_printf(clerk->jar, "%s/cong-bo", series).ptr, NULL);
        assert_stored(clerk, series);
        visit_get(hoa, "/lich-tiep-dan?thang=2022-03");
        assert_page_has(hoa, "Phòng tiếp công dân số 2");
        assert_page_lacks(hoa, "Công bố muộn");
    }
}

static void a_moved_day_is_moved_again_put_off_and_put_back(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = visitor_new(&site);
        struct visitor *hoa = visitor_new(&site);
        const char *day;
        const char *page = "/lich-tiep-dan?thang=2022-03&nguoi=bi-thu-huyen-uy";
        signs_in(clerk, "tiepdan");
        visit_get(clerk, "/can-bo/lich-tiep-dan");
        visit_get(clerk, link_of(clerk, "Bí thư Huyện ủy"));
        day = link_of(clerk, "15/03/2022");
        visit_get(clerk, day);
        visit_submit(clerk, arena_printf(clerk->jar, "%s/doi", day).ptr, "to", "16/03/2022", NULL);
        assert_field_error(clerk, "reason", "");
        visit_submit(clerk, arena_printf(clerk->jar, "%s/doi", day).ptr, "to", "06/03/2022",
                     "reason", "Đi công tác", NULL);
        assert_field_error(clerk, "to", "trước hôm nay");
        visit_submit(clerk, arena_printf(clerk->jar, "%s/doi", day).ptr, "to", "16/03/2022", NULL);
        assert_stored(clerk, day);
        visit_get(hoa, page);
        assert_page_has(hoa, "Dời từ 15/03/2022");
        /* the room is taken on Thursday the 24th at that time */
        visit_follow(clerk);
        visit_submit(clerk, arena_printf(clerk->jar, "%s/doi", day).ptr, "to", "24/03/2022",
                     "reason", "Họp", NULL);
        assert_field_error(clerk, "place", "Chủ tịch Ủy ban nhân dân huyện");
        visit_submit(clerk, arena_printf(clerk->jar, "%s/doi", day).ptr, "to", "25/03/2022", NULL);
        assert_stored(clerk, day);
        visit_get(hoa, page);
        assert_page_has(hoa, "Thứ Sáu");
        assert_page_lacks(hoa, "Đi công tác");
        visit_follow(clerk);
        visit_submit(clerk, arena_printf(clerk->jar, "%s/hoan", day).ptr, "off", "Ố", NULL);
        assert_field_error(clerk, "off", ""); /* at its own field, not that of the moving */
        visit_submit(clerk, arena_printf(clerk->jar, "%s/hoan", day).ptr, "off", "Ốm đột xuất",
                     NULL);
        visit_get(hoa, page);
        assert_page_has(hoa, "Hoãn");
        assert_page_has(hoa, "Ốm đột xuất");
        visit_follow(clerk);
        visit_submit(clerk, arena_printf(clerk->jar, "%s/lai", day).ptr, "back", "Đã khỏe", NULL);
        visit_follow(clerk);
        assert_page_has(clerk, "Trở lại ngày 15/03/2022");
        visit_get(hoa, page);
        assert_page_lacks(hoa, "Dời từ");
        /* an old page of another clerk changes nothing */
        visit_post(clerk, arena_printf(clerk->jar, "%s/hoan", day).ptr, "revision", "0", "off",
                   "Trang cũ", NULL);
        assert_status(clerk, 409);
    }
}

static void a_stranger_and_another_unit_keep_out(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *stranger = visitor_new(&site);
        struct visitor *editor = visitor_new(&site);
        visit_get(stranger, "/can-bo/lich-tiep-dan");
        assert_status(stranger, 303);
        signs_in(editor, "bientap");
        visit_get(editor, "/can-bo/lich-tiep-dan");
        assert_status(editor, 403);
        visit_get(editor, "/can-bo/lich-tiep-dan/tan-suat");
        assert_status(editor, 403);
    }
}

static void the_committee_sees_who_receives_too_seldom(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *secretary = visitor_new(&site);
        signs_in(secretary, "thuky");
        visit_get(secretary, "/can-bo/lich-tiep-dan/tan-suat?tu=2022-03-07&den=2022-04-03");
        assert_status(secretary, 200);
        /* every Wednesday of four whole weeks is announced in Đồng Xuân */
        assert_page_has(secretary, "Xã Đồng Xuân");
        assert_page_has(secretary, "ít nhất 1 ngày trong một tuần");
        assert_page_has(secretary, "4/4");
    }
}

/* ---- the desk ---- */

/* Goes on to 08:00 of a day. */
static void go_to(struct site_testing *site, struct civil_date day)
{
    site->now = date_start(day);
    site->now.us += INT64_C(8) * 3600 * 1000000;
    db_release(site->work);
}

static void gives_out_two_numbers(struct visitor *clerk)
{
    visit_get(clerk, "/can-bo/tiep-dan");
    assert_status(clerk, 200);
    assert_page_has(clerk, "Ban Tiếp công dân huyện");
    visit_submit(clerk, "/can-bo/tiep-dan", "code", "ZZZZ ZZZZ", NULL);
    assert_status(clerk, 422);
    assert_field_error(clerk, "code", "không có mã hẹn");
    visit_submit(clerk, "/can-bo/tiep-dan", "code", "", "name", "Bùi Văn Mẫu", "people", "6", NULL);
    assert_leads_to(clerk, "/can-bo/tiep-dan");
    visit_follow(clerk);
    visit_submit(clerk, "/can-bo/tiep-dan", "name", "Lò Thị Mẫu", NULL);
    visit_follow(clerk);
    assert_page_has(clerk, "Bùi Văn Mẫu");
}

/* The waiting room. */
static void sees_numbers_and_no_name(struct visitor *hoa)
{
    visit_get(hoa, "/lich-tiep-dan/so-thu-tu?don-vi=xa-dong-xuan");
    assert_page_lacks(hoa, "1, 2");
    visit_get(hoa, "/lich-tiep-dan/so-thu-tu?don-vi=khong-co");
    assert_status(hoa, 404);
    visit_get(hoa, "/lich-tiep-dan/so-thu-tu?don-vi=huyen-thanh-ba");
    assert_page_has(hoa, "1, 2");
    visit_get(hoa, "/lich-tiep-dan/so-thu-tu");
    assert_page_has(hoa, "1, 2");
    assert_page_lacks(hoa, "Mẫu");
}

static void records_a_visit_of_six(struct visitor *clerk, const char *visit)
{
    visit_submit(clerk, visit, "state", "received", NULL);
    assert_field_error(clerk, "content", "");
    visit_submit(clerk, visit, "content", "Kiến nghị sửa mương khu 5", "kind", "proposal",
                 "address", "Khu 5, xã Đồng Xuân", NULL);
    /* six about one matter name one or two (Law 42/2013, article 29) */
    assert_field_error(clerk, "representatives", "từ 1 đến 2");
    assert_field(clerk, "address", "Khu 5, xã Đồng Xuân");
    visit_submit(clerk, visit, "representatives", "Bùi Văn Mẫu\nLò Thị Mẫu\nHà Mẫu", NULL);
    assert_field_error(clerk, "representatives", "từ 1 đến 2");
    visit_submit(clerk, visit, "representatives", "Bùi Văn Mẫu\nLò Thị Mẫu", NULL);
    assert_stored(clerk, visit);
    visit_follow(clerk);
}

static void finds_it_in_the_register(struct visitor *clerk)
{
    visit_get(clerk, "/can-bo/tiep-dan/so?tu=2022-03-01&den=2022-03-31");
    assert_page_has(clerk, "Bùi Văn Mẫu (đại diện: Bùi Văn Mẫu, Lò Thị Mẫu), Khu 5, xã Đồng "
                           "Xuân");
    assert_page_has(clerk, "Hướng xử lý: chuyển đơn"); /* the form of Circular 04/2021 */
    visit_get(clerk, "/can-bo/tiep-dan/so.csv?tu=2022-03-01&den=2022-03-31");
    assert_true(str_find(clerk->body, STR("Kiến nghị sửa mương khu 5"), 0) > 0);
    visit_get(clerk, "/can-bo/tiep-dan/so.xlsx?tu=2022-03-01&den=2022-03-31");
    assert_true(str_starts(clerk->body, STR("PK")));
    visit_get(clerk, "/can-bo/tiep-dan/so.pdf?tu=2022-03-01&den=2022-03-31");
    assert_true(str_starts(clerk->body, STR("%PDF")));
}

static void a_reception_day_is_played_from_the_first_number_to_the_register(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = visitor_new(&site);
        struct visitor *hoa = visitor_new(&site);
        const char *visit;
        go_to(&site, date_ymd(2022, 3, 8)); /* a Tuesday: the office receives */
        signs_in(clerk, "tiepdan");
        gives_out_two_numbers(clerk);
        sees_numbers_and_no_name(hoa);
        visit = link_of(clerk, "1");
        visit_submit(clerk, arena_printf(clerk->jar, "%s/goi", visit).ptr, NULL);
        assert_leads_to(clerk, visit);
        visit_get(hoa, "/lich-tiep-dan/so-thu-tu");
        assert_page_lacks(hoa, "1, 2");
        visit_follow(clerk);
        records_a_visit_of_six(clerk, visit);
        /* ten working days from Tuesday 8 March: Tuesday the 22nd */
        assert_page_has(clerk, "chậm nhất ngày 22/03/2022");
        finds_it_in_the_register(clerk);
    }
}

static void who_denounces_stands_in_no_list(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = visitor_new(&site);
        const char *visit;
        go_to(&site, date_ymd(2022, 3, 8));
        signs_in(clerk, "tiepdan");
        visit_get(clerk, "/can-bo/tiep-dan");
        visit_submit(clerk, "/can-bo/tiep-dan", "name", "Người Tố Cáo", NULL);
        visit_follow(clerk);
        visit = link_of(clerk, "1");
        visit_get(clerk, visit);
        visit_submit(clerk, visit, "state", "received", "kind", "denunciation", "content",
                     "Thu phí ngoài quy định", "phone", "0912999888", NULL);
        assert_stored(clerk, visit);
        visit_follow(clerk);
        assert_page_lacks(clerk, "Người Tố Cáo");
        assert_page_lacks(clerk, "0912999888");
        assert_page_has(clerk, "niêm phong");
        visit_get(clerk, "/can-bo/tiep-dan/so.csv?tu=2022-03-01&den=2022-03-31");
        assert_true(str_find(clerk->body, STR("Người Tố Cáo"), 0) < 0);
        assert_true(str_find(clerk->body, STR("Giữ bí mật"), 0) > 0);
    }
}

static void a_day_that_was_not_held_needs_its_reason_and_is_counted(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = visitor_new(&site);
        struct visitor *hoa = visitor_new(&site);
        const char *figures = "/lich-tiep-dan/so-lieu?tu=2022-03-08&den=2022-03-08";
        const char *close;
        struct str rest;
        /* announced, late, held, missed, put off, visits, people */
        visit_get(hoa, figures);
        assert_page_has(hoa, "Huyện Thanh Ba 1 0 0 0 0 0 0");
        go_to(&site, date_ymd(2022, 3, 8));
        signs_in(clerk, "tiepdan");
        visit_get(clerk, "/can-bo/tiep-dan");
        rest =
            str_from(clerk->body, (size_t)str_find(clerk->body, STR("/can-bo/tiep-dan/ngay/"), 0));
        close = arena_c(clerk->jar, str_cut(&rest, '"'));
        visit_post(clerk, close, "result", "missed", "revision", "0", NULL);
        assert_status(clerk, 422);
        visit_post(clerk, close, "result", "missed", "revision", "0", "reason", "Mất điện", NULL);
        assert_status(clerk, 303);
        visit_get(hoa, figures);
        assert_page_has(hoa, "Huyện Thanh Ba 1 0 0 1 0 0 0");
        visit_get(hoa, "/lich-tiep-dan?thang=2022-03");
        assert_page_has(hoa, "Mất điện");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_citizen_reads_when_the_chair_receives),
        cmocka_unit_test(a_day_off_moves_the_tenth_of_april_behind_the_holiday),
        cmocka_unit_test(addresses_that_name_nothing_are_answered_plainly),
        cmocka_unit_test(a_phone_that_polls_gets_304_out_of_memory),
        cmocka_unit_test(a_program_reads_the_days_page_by_page_and_each_once),
        cmocka_unit_test(a_citizen_books_a_time_and_nobody_reads_her_name),
        cmocka_unit_test(a_clerk_makes_and_publishes_a_calendar),
        cmocka_unit_test(a_moved_day_is_moved_again_put_off_and_put_back),
        cmocka_unit_test(a_stranger_and_another_unit_keep_out),
        cmocka_unit_test(the_committee_sees_who_receives_too_seldom),
        cmocka_unit_test(a_reception_day_is_played_from_the_first_number_to_the_register),
        cmocka_unit_test(who_denounces_stands_in_no_list),
        cmocka_unit_test(a_day_that_was_not_held_needs_its_reason_and_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
