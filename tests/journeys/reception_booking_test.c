/*
 * Booking as an old man does it on a cheap phone: wrong numbers, odd letters, twice, too
 * late; each with its answer, and nothing typed is lost.
 */
#include "reception_desk.h"

#define COUNCIL "/lich-tiep-dan?thang=2022-03&nguoi=chu-tich-hoi-dong-nhan-dan-huyen"

static const char *book_page(struct visitor *visitor)
{
    visit_get(visitor, COUNCIL);
    return link_of(visitor, "Đặt giờ");
}

static void a_wrong_number_is_named_and_a_right_one_taken_as_written(void **state)
{
    /* columns: what he types, whether it is taken */
    static const struct {
        const char *typed;
        bool is_taken;
    } phones[] = {
        {"",                false},
        {"không có",      false},
        {"0912",            false},
        {"091234567",       false}, /* a digit is missing */
        {"09123456789",     false}, /* one too many for a mobile phone */
        {"1912345678",      false},
        {"0912 345 678",    true },
        {"+84 912.345.679", true },
        {"(0210) 388 5111", true }, /* of a house: ten or eleven digits */
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *man = visitor_new(&site);
        const char *page = book_page(man);
        size_t taken = 0;
        for (size_t i = 0; i < COUNT(phones); i++) {
            visit_get(man, page);
            visit_submit(man, page, "after",
                         taken == 0   ? "0"
                         : taken == 1 ? "30"
                                      : "60",
                         "name", "Cụ Mẫu", "content", "Hỏi về lương hưu", "phone", phones[i].typed,
                         NULL);
            assert_status(man, phones[i].is_taken ? 303 : 422);
            taken += phones[i].is_taken;
            if (phones[i].is_taken)
                continue;
            assert_field_error(man, "phone", "điện thoại");
            assert_field(man, "phone", phones[i].typed);
            assert_field(man, "name", "Cụ Mẫu");
        }
    }
}

static void one_phone_is_one_phone_however_it_is_written(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *man = visitor_new(&site);
        const char *page = book_page(man);
        visit_get(man, page);
        visit_submit(man, page, "after", "0", "name", "Cụ Mẫu", "content", "Hỏi về lương hưu",
                     "phone", "0912345678", NULL);
        assert_status(man, 303);
        /* pressed twice: he has one time, and is told so */
        visit_get(man, page);
        visit_submit(man, page, "after", "30", "name", "Cụ Mẫu", "content", "Hỏi về lương hưu",
                     "phone", "+84 912 345 678", NULL);
        assert_status(man, 422);
        assert_field_error(man, "phone", "đã đặt giờ");
        visit_get(man, COUNCIL);
        assert_page_has(man, "còn 5 chỗ");
    }
}

static void odd_letters_are_a_name_or_are_refused_in_words(void **state)
{
    /* columns: what he types, what is shown; NULL: refused */
    static const struct {
        const char *typed;
        const char *shown;
    } names[] = {
        {"Nguye\xcc\x82\xcc\x83n Va\xcc\x86n Ma\xcc\x82\xcc\x83u", "Nguyễn Văn Mẫu"}, /* NFD */
        {"H’Hen Niê",                                           "H’Hen Niê"       },
        {"<b>Mẫu</b>",                                           "<b>Mẫu</b>"       },
        {"Cụ Mẫu 👴",                                        "Cụ Mẫu 👴"    },
        {"A\nB",                                                   NULL                 },
        {" ",                                                      NULL                 },
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *man = visitor_new(&site);
        const char *page = book_page(man);
        const char *day;
        visit_get(clerk, "/can-bo/lich-tiep-dan");
        visit_get(clerk, link_of(clerk, "Chủ tịch Hội đồng nhân dân huyện"));
        day = link_of(clerk, "18/03/2022");
        for (size_t i = 0; i < COUNT(names); i++) {
            visit_get(man, page);
            visit_submit(man, page, "after", arena_printf(man->jar, "%d", (int)i * 30).ptr, "name",
                         names[i].typed, "content", "Hỏi về lương hưu", "phone",
                         arena_printf(man->jar, "091234567%d", (int)i).ptr, NULL);
            assert_status(man, names[i].shown ? 303 : 422);
            if (!names[i].shown)
                continue;
            visit_get(clerk, day);
            assert_page_has(clerk, names[i].shown);
        }
    }
}

static void five_and_more_name_one_or_two(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *man = visitor_new(&site);
        const char *page = book_page(man);
        visit_get(man, page);
        visit_submit(man, page, "after", "0", "name", "Cụ Mẫu", "content", "Hỏi về lương hưu",
                     "phone", "0912345678", "people", "7", NULL);
        assert_status(man, 422);
        assert_field_error(man, "representatives", "từ 1 đến 2");
        assert_field(man, "people", "7");
        visit_submit(man, page, "representatives", "Cụ Mẫu\nBà Mẫu", NULL);
        assert_status(man, 303);
    }
}

static void a_day_that_is_past_is_closed_and_cancelling_twice_is_once(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *man = visitor_new(&site);
        const char *page = book_page(man);
        const char *ticket;
        const char *cancel;
        visit_get(man, page);
        visit_submit(man, page, "after", "0", "name", "Cụ Mẫu", "content", "Hỏi về lương hưu",
                     "phone", "0912345678", NULL);
        ticket = arena_c(man->jar, visit_header(man, "Location"));
        cancel = arena_printf(man->jar, "%.*s/huy%s", (int)strcspn(ticket, "?"), ticket,
                              strchr(ticket, '?'))
                     .ptr;
        for (int i = 0; i < 2; i++) {
            visit_get(man, COUNCIL);
            visit_get(man, i ? page : ticket);
            visit_post(man, cancel, NULL);
            visit_follow(man);
            assert_page_has(man, "Đã hủy");
        }
        visit_get(man, COUNCIL);
        assert_page_has(man, "còn 6 chỗ");
        /* the form stood open over the night of the day itself */
        visit_get(man, page);
        go_to(&site, date_ymd(2022, 3, 19), 8);
        visit_post(man, page, "after", "0", "name", "Cụ Mẫu", "content", "Hỏi về lương hưu",
                   "phone", "0912345678", "people", "1", NULL);
        assert_status(man, 409);
        assert_page_has(man, "thôi nhận đặt giờ");
        visit_get(man, page);
        assert_page_has(man, "thôi nhận đặt giờ");
    }
}

static void a_code_of_another_day_says_which(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *man = visitor_new(&site);
        struct visitor *clerk;
        struct str code;
        visit_get(man, book_page(man));
        visit_submit(man, "", "after", "0", "name", "Cụ Mẫu", "content", "Hỏi về lương hưu",
                     "phone", "0912345678", NULL);
        visit_follow(man);
        code = str_from(visit_text(man),
                        (size_t)str_find(visit_text(man), STR("Mã hẹn "), 0) + strlen("Mã hẹn "));
        code = arena_copy(man->jar, str_slice(code, 0, strlen("K7M4 P2QX")));
        go_to(&site, date_ymd(2022, 3, 8), 8);
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, "/can-bo/tiep-dan");
        visit_submit(clerk, "/can-bo/tiep-dan", "code", arena_c(clerk->jar, code), NULL);
        assert_field_error(clerk, "code", "18/03/2022");
        assert_page_lacks(clerk, "Cụ Mẫu");
        /* on its day it is taken, and once */
        go_to(&site, date_ymd(2022, 3, 18), 8);
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, "/can-bo/tiep-dan");
        visit_submit(clerk, "/can-bo/tiep-dan", "day", "0", "code", arena_c(clerk->jar, code),
                     NULL);
        assert_leads_to(clerk, "/can-bo/tiep-dan");
        visit_get(clerk, "/can-bo/tiep-dan");
        assert_page_has(clerk, "Cụ Mẫu");
        visit_submit(clerk, "/can-bo/tiep-dan", "code", arena_c(clerk->jar, code), NULL);
        assert_field_error(clerk, "code", "đã lấy số");
    }
}

/* Names of visitors are for who receives them: whoever runs the program, publishes news or
 * watches the frequencies has no page with them. */
static void nobody_but_the_desk_reads_who_came(void **state)
{
    static const char *const logins[] = {"quantri",  "bientap", "thuky",
                                         "thanhtra", "mattran", "congdan"};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        const char *day;
        struct desk desk;
        const char *pages[6];
        visit_get(hoa, "/lich-tiep-dan?thang=2022-03&nguoi=ban-tiep-cong-dan-huyen");
        day = link_of(hoa, "ngày 08/03");
        visit_get(hoa, day);
        visit_submit(hoa, day, "after", "0", "name", "Canari Đặt Giờ", "phone", "0912345678",
                     "content", "Hỏi về đất", NULL);
        assert_status(hoa, 303);
        desk = desk_with(&site, "Canari Đến Nơi");
        pages[0] = "/can-bo/tiep-dan";
        pages[1] = "/can-bo/tiep-dan/so?tu=2022-03-08&den=2022-03-08";
        pages[2] = "/can-bo/tiep-dan/so.csv?tu=2022-03-08&den=2022-03-08";
        pages[3] = desk.visit;
        pages[4] = below(desk.clerk, desk.visit, "/giay-to");
        /* the page on which the calendar's day is moved names whom to call */
        pages[5] = arena_printf(hoa->jar, "/can-bo/lich-tiep-dan/ngay/%.*s",
                                (int)strcspn(day + strlen("/lich-tiep-dan/"), "/"),
                                day + strlen("/lich-tiep-dan/"))
                       .ptr;
        visit_get(desk.clerk, pages[5]);
        assert_page_has(desk.clerk, "Canari Đặt Giờ");
        for (size_t i = 0; i < COUNT(logins); i++) {
            struct visitor *other = sign_in(&site, logins[i]);
            for (size_t k = 0; k < COUNT(pages); k++) {
                visit_get(other, pages[k]);
                assert_true(str_find(other->body, STR("Canari"), 0) < 0);
                if (k < 5)
                    assert_status(other, 403);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_number_is_named_and_a_right_one_taken_as_written),
        cmocka_unit_test(one_phone_is_one_phone_however_it_is_written),
        cmocka_unit_test(odd_letters_are_a_name_or_are_refused_in_words),
        cmocka_unit_test(five_and_more_name_one_or_two),
        cmocka_unit_test(a_day_that_is_past_is_closed_and_cancelling_twice_is_once),
        cmocka_unit_test(a_code_of_another_day_says_which),
        cmocka_unit_test(nobody_but_the_desk_reads_who_came),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
