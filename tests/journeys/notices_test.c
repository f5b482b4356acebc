/*
 * Subscribing, confirming, changing, stopping; and what staff see of it. The letters
 * themselves: notices_digest_test.c.
 */
#include "base/file.h"
#include "base/log.h"
#include "modules/notices/notices.h"
#include "subscriber.h"

#include <fcntl.h>
#include <string.h>

#define DAY INT64_C(86400)
#define CANARY "chim-bao-bao@vong.example"

static void opening_the_link_confirms_nothing(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *scanner = visitor_new(&site);
        const char *link;
        turn_mail_on(&site);
        link = subscribe(an, "an@thanhba.example", "news", "", "");
        visit_get(scanner, link);
        visit_head(scanner, link);
        site_testing_wait(&site, 3600);
        publish(&site, "xa-dong-xuan", "Tin mới");
        site_testing_wait(&site, 600);
        site_testing_job(&site, "notices-digest");
        assert_string_equal(take_letter(&site, ANSWER_TAKEN).kind, "");
        /* good for three days, and once */
        site_testing_wait(&site, 3 * DAY);
        visit_get(an, link);
        assert_status(an, 410);
        site_testing_job(&site, "notices-tidy");
        link = subscribe(an, "an@thanhba.example", "news", "", "");
        visit_get(an, link);
        visit_submit(an, "", NULL);
        assert_int_equal(an->status, 303);
        visit_get(an, link);
        assert_status(an, 410);
    }
}

static void an_address_that_is_known_is_answered_like_any_other(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *nosy = visitor_new(&site);
        struct str said;
        turn_mail_on(&site);
        subscribe_and_confirm(an, "an@thanhba.example", "news", "", "");
        nosy->address = STR("198.51.100.9");
        visit_post(nosy, "/nhan-tin", "email", "ba@thanhba.example", "nguon", "news", NULL);
        visit_follow(nosy);
        said = arena_copy(site.arena, visit_text(nosy));
        visit_post(nosy, "/nhan-tin", "email", "AN@thanhba.example", "nguon", "news", NULL);
        visit_follow(nosy);
        assert_str(visit_text(nosy), said);
        /* links that never were say the same as those that have ended */
        visit_get(nosy, "/nhan-tin/quan-ly/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        assert_status(nosy, 200);
        assert_page_has(nosy, "Đã dừng nhận tin");
    }
}

static void one_address_gets_three_questions_a_day_and_no_more(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *nosy = visitor_new(&site);
        turn_mail_on(&site);
        for (int i = 0; i < 3; i++)
            subscribe(nosy, "an@thanhba.example", "news", "", "");
        visit_post(nosy, "/nhan-tin", "email", "an@thanhba.example", "nguon", "news", NULL);
        assert_leads_to(nosy, "/nhan-tin/da-gui");
        assert_string_equal(take_letter(&site, ANSWER_TAKEN).kind, "");
    }
}

static void a_stranger_cannot_put_words_into_a_letter(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *nosy = visitor_new(&site);
        struct letter letter;
        turn_mail_on(&site);
        visit_post(nosy, "/nhan-tin", "email", "an@thanhba.example", "nguon", "search", "tu-khoa",
                   "trung thuong lon", NULL);
        letter = take_letter(&site, ANSWER_TAKEN);
        assert_true(str_find(letter.text, STR("trung"), 0) < 0);
        assert_true(str_find(letter.html, STR("trung"), 0) < 0);
        assert_true(str_find(letter.subject, STR("trung"), 0) < 0);
        visit_get(nosy, link_in(&site, letter.text, "/nhan-tin/xac-nhan/"));
        assert_page_has(nosy, "“trung thuong lon”");
    }
}

static void one_visitor_cannot_subscribe_a_village(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *nosy = visitor_new(&site);
        for (int i = 0; i < 6; i++) {
            visit_post(nosy, "/nhan-tin", "email", "an@thanhba.example", "nguon", "news", NULL);
            assert_int_equal(nosy->status, 303);
        }
        visit_post(nosy, "/nhan-tin", "email", "an@thanhba.example", "nguon", "news", NULL);
        assert_status(nosy, 429);
        assert_field(nosy, "email", "an@thanhba.example");
        assert_field_error(nosy, "email", "Xin thử lại sau");
    }
}

static void wrong_input_is_said_at_its_field(void **state)
{
    static const char *const addresses[] = {
        "an",          "an@@x.vn",          "an@x.vn\r\nBcc: ba@x.vn",
        "\"an\"@x.vn", "An <an@x.vn>",      "an@x.vn,ba@x.vn",
        "an@x",        "an@b\xC3\xBC/x.vn",
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct buf longest = buf_init(site.arena, 400);
        for (size_t i = 0; i < COUNT(addresses); i++) {
            visit_post(an, "/nhan-tin", "email", addresses[i], "nguon", "news", NULL);
            assert_status(an, 422);
            assert_field_error(an, "email", "");
        }
        while (longest.len < 300)
            buf_add_byte(&longest, 'a');
        buf_add_literal(&longest, "@x.vn");
        visit_post(an, "/nhan-tin", "email", arena_c(site.arena, buf_str(&longest)), "nguon",
                   "search", NULL);
        assert_field_error(an, "email", "254");
        assert_field_error(an, "tu-khoa", "Xin ghi từ cần tìm");
        visit_post(an, "/nhan-tin", "email", "an@x.vn", "nguon", "", NULL);
        assert_field_error(an, "nguon", "Xin chọn một mục");
        visit_post(an, "/nhan-tin", "email", "an@x.vn", "nguon", "x", "don-vi", "khong-co", NULL);
        assert_page_has(an, "Xin chọn một trong các mục đã cho");
        assert_field_error(an, "don-vi", "");
        assert_field(an, "email", "an@x.vn");
        assert_string_equal(take_letter(&site, ANSWER_TAKEN).kind, "");
    }
}

static void stopping_takes_one_click_of_the_mail_program(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *program = visitor_new(&site);
        struct letter letter;
        const char *link;
        turn_mail_on(&site);
        subscribe_and_confirm(an, "an@thanhba.example", "news", "", "");
        site_testing_wait(&site, 3600);
        publish(&site, "xa-dong-xuan", "Tin mới");
        site_testing_wait(&site, 600);
        site_testing_job(&site, "notices-digest");
        letter = take_letter(&site, ANSWER_TAKEN);
        link = link_in(&site, letter.unsubscribe.text, "/nhan-tin/dung/");
        visit_get(program, link); /* a scanner: nothing ends */
        assert_status(program, 200);
        visit_get(an, link_in(&site, letter.text, "/nhan-tin/quan-ly/"));
        assert_page_has(an, "Tin ông/bà đang nhận");
        program->origin = "https://mail.example";
        visit_send(program, link, "application/x-www-form-urlencoded",
                   STR("List-Unsubscribe=One-Click"));
        assert_status(program, 200);
        visit_send(program, link, "application/x-www-form-urlencoded",
                   STR("List-Unsubscribe=One-Click"));
        assert_status(program, 200);
        visit_get(an, link_in(&site, letter.text, "/nhan-tin/quan-ly/"));
        assert_page_has(an, "Đã dừng nhận tin");
        site_testing_wait(&site, DAY);
        publish(&site, "xa-dong-xuan", "Tin nữa");
        site_testing_wait(&site, 600);
        site_testing_job(&site, "notices-digest");
        assert_string_equal(take_letter(&site, ANSWER_TAKEN).kind, "");
    }
}

static void a_topic_is_dropped_without_the_others(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        turn_mail_on(&site);
        subscribe_and_confirm(an, "an@thanhba.example", "news", "", "");
        subscribe_and_confirm(an, "an@thanhba.example", "news", "", "");
        subscribe_and_confirm(an, "an@thanhba.example", "search", "", "ho ngheo");
        assert_no_dead_links(an);
        visit_submit(an, "", NULL); /* the first of them */
        visit_follow(an);
        assert_page_has(an, "Đã bỏ một mục");
        assert_page_has(an, "“ho ngheo”");
        assert_page_lacks(an, "Tin tức:");
    }
}

static void a_returned_letter_suspends_and_staff_see_it(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *staff = visitor_new(&site);
        turn_mail_on(&site);
        subscribe_and_confirm(an, "an@hopthu.example", "news", "", "");
        site_testing_wait(&site, 3600);
        publish(&site, "xa-dong-xuan", "Tin mới");
        site_testing_wait(&site, 600);
        site_testing_job(&site, "notices-digest");
        assert_string_equal(take_letter(&site, ANSWER_UNKNOWN_ADDRESS).kind, "notice-digest");
        visit_get(an, "/can-bo/thu");
        assert_int_equal(an->status, 303); /* to sign in */
        signs_in(staff, "bientap");
        visit_get(staff, "/can-bo/thu?trang-thai=failed");
        assert_status(staff, 200);
        assert_page_has(staff, "Không có địa chỉ này");
        assert_page_has(staff, "Tạm ngưng vì địa chỉ không còn: 1.");
        assert_page_lacks(staff, "hopthu.example");
        assert_page_lacks(staff, "Xem địa chỉ");
        site_testing_wait(&site, DAY);
        publish(&site, "xa-dong-xuan", "Tin nữa");
        site_testing_wait(&site, 600);
        site_testing_job(&site, "notices-digest");
        assert_string_equal(take_letter(&site, ANSWER_TAKEN).kind, "");
    }
}

static void an_administrator_sees_a_masked_address_after_saying_why(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *staff = visitor_new(&site);
        const char *link;
        visit_post(an, "/nhan-tin", "email", "an@hopthu.example", "nguon", "news", NULL);
        signs_in(staff, "quantri");
        visit_get(staff, "/can-bo/thu?trang-thai=failed");
        assert_page_has(staff, "Không có thư nào ở trạng thái này.");
        visit_get(staff, "/can-bo/thu");
        assert_page_has(staff, "Chưa khai máy chủ thư");
        assert_page_has(staff, "Thư xác nhận nhận tin");
        assert_page_lacks(staff, "hopthu.example");
        link = arena_c(site.arena, visit_link(staff, "Xem địa chỉ"));
        visit_get(staff, link);
        visit_submit(staff, "", "ly-do", "x", NULL);
        assert_status(staff, 422);
        assert_field_error(staff, "ly-do", "5");
        visit_submit(staff, "", "ly-do", "người dân hỏi", NULL);
        assert_page_has(staff, "a***@hopthu.example");
        signs_in(an, "bientap");
        visit_get(an, link);
        assert_status(an, 403);
    }
}

/* ---- the canary ---- */

static void assert_nowhere_in(struct site_testing *site, const char *folder)
{
    struct str *names;
    size_t count;
    assert_no_fault(file_list(site->arena, folder, &names, &count));
    for (size_t i = 0; i < count; i++) {
        const char *path = arena_printf(site->arena, "%s/" PRISTR, folder, STRARG(names[i])).ptr;
        struct str bytes;
        if (file_read(site->arena, path, 64 << 20, &bytes)) {
            assert_nowhere_in(site, path); /* a folder */
            continue;
        }
        assert_true(str_find(bytes, STR("chim-bao-bao"), 0) < 0);
        assert_true(str_find(bytes, STR("vong.example"), 0) < 0);
    }
}

/* What PostgreSQL keeps, through its own eyes: whole rows as text. */
static void assert_nowhere_in_tables(struct site_testing *site)
{
    static const char *const queries[] = {
        "SELECT CAST(subscriber AS TEXT) FROM subscriber",
        "SELECT CAST(outbox AS TEXT) FROM outbox",
        "SELECT CAST(subscriber_request AS TEXT) FROM subscriber_request",
    };
    for (size_t i = 0; i < COUNT(queries); i++) {
        struct db_rows *rows;
        size_t count = 0;
        assert_no_fault(db_query(site->work, queries[i], P0, &rows));
        for (; db_next(rows); count++) {
            /* bytes are written as hexadecimal digits: "vong." */
            assert_true(str_find(db_text(rows, 0), STR("766f6e672e"), 0) < 0);
            assert_true(str_find(db_text(rows, 0), STR("vong."), 0) < 0);
        }
        assert_true(count > 0);
    }
    db_release(site->work);
}

static void an_address_is_found_nowhere_in_clear(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        const char *log = arena_printf(site.arena, "%s/log", site.folder).ptr;
        int file = open(log, O_WRONLY | O_CREAT, 0600);
        assert_true(file >= 0);
        log_set_file(file);
        log_set_level(LOG_DEBUG);
        turn_mail_on(&site);
        subscribe_and_confirm(an, CANARY, "news", "", "");
        visit_post(an, "/nhan-tin", "email", CANARY, "nguon", "news", NULL);
        visit_post(an, "/nhan-tin", "email", CANARY, "nguon", "sai", NULL);
        site_testing_wait(&site, 3600);
        publish(&site, "xa-dong-xuan", "Tin mới");
        site_testing_wait(&site, 600);
        site_testing_job(&site, "notices-digest");
        log_flush();
        log_set_file(2);
        log_set_level(LOG_ERROR);
        close(file);
        assert_nowhere_in(&site, site.folder);
        if (engine_site == DB_POSTGRES)
            assert_nowhere_in_tables(&site);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(opening_the_link_confirms_nothing),
        cmocka_unit_test(an_address_that_is_known_is_answered_like_any_other),
        cmocka_unit_test(one_address_gets_three_questions_a_day_and_no_more),
        cmocka_unit_test(a_stranger_cannot_put_words_into_a_letter),
        cmocka_unit_test(one_visitor_cannot_subscribe_a_village),
        cmocka_unit_test(wrong_input_is_said_at_its_field),
        cmocka_unit_test(stopping_takes_one_click_of_the_mail_program),
        cmocka_unit_test(a_topic_is_dropped_without_the_others),
        cmocka_unit_test(a_returned_letter_suspends_and_staff_see_it),
        cmocka_unit_test(an_administrator_sees_a_masked_address_after_saying_why),
        cmocka_unit_test(an_address_is_found_nowhere_in_clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
