/*
 * A denunciation is sealed: who sent it and what they wrote is found nowhere, and is
 * read by those alone who give a reason.
 */
#include "petition_story.h"

static void a_denouncer_is_found_nowhere(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        static const char *const roles[] = {"tiepdan", "canbo", "lanhdao",
                                            "bientap", "duyet", "quantri"};
        static const char *const rests[] = {"",          "/niem-phong", "/nguoi-xem",
                                            "/register", "/check",      "/tai-lieu"};
        struct visitor *sender = visitor_new(&site);
        struct sent sent = denounce(sender, false);
        const char *add;
        look_up(sender, sent);
        assert_page_lacks(sender, CANARY);
        add = arena_printf(sender->jar, "/don-thu/" PRISTR "/add", STRARG(sent.code)).ptr;
        visit_submit(sender, add, "note", "Tôi, " CANARY ", xin bổ sung.", NULL);
        visit_follow(sender);
        assert_page_lacks(sender, CANARY);
        for (size_t i = 0; i < COUNT(roles); i++) {
            struct visitor *reader = sign_in(&site, roles[i]);
            visit_get(reader, "/can-bo?xem=don-vi");
            assert_page_lacks(reader, CANARY);
            for (size_t r = 0; r < COUNT(rests); r++) {
                visit_get(reader, file_of(reader, sent.code, rests[r]));
                assert_page_lacks(reader, CANARY);
                assert_page_lacks(reader, CANARY_WORDS);
                assert_page_lacks(reader, CANARY_PAPER);
            }
            visit_get(reader, "/tim-kiem?q=Kh%E1%BB%95ng%20T%C6%B0%E1%BB%9Bc");
            assert_page_lacks(reader, CANARY_WORDS);
        }
        search_folder(site.folder);
        search_backup(&site);
    }
}

static void asks_with_a_reason(struct visitor *leader, const char *seal)
{
    visit_submit(leader, seal, "reason", "xem", NULL);
    assert_status(leader, 422);
    assert_field_error(leader, "reason", "ít nhất 10 ký tự");
    visit_submit(leader, seal, "reason", "Mời người tố cáo làm việc", NULL);
    visit_follow(leader);
    assert_page_lacks(leader, CANARY); /* one is not enough */
    assert_page_has(leader, "Mời người tố cáo làm việc");
    assert_page_has(leader, "Xin báo một người nữa");
    assert_page_has(leader, "Chờ người thứ hai đồng ý");
}

/* The official who is responsible is the second. */
static void agrees_as_the_second(struct visitor *clerk, struct str code)
{
    const char *agree;
    visit_get(clerk, file_of(clerk, code, "/niem-phong"));
    assert_page_has(clerk, "Đồng ý cho mở");
    agree = arena_printf(clerk->jar, "%s/%s", file_of(clerk, code, "/niem-phong"),
                         quoted(clerk, clerk->body, "/niem-phong/"))
                .ptr;
    visit_submit(clerk, agree, NULL);
    visit_follow(clerk);
    assert_page_lacks(clerk, CANARY);
    assert_page_has(clerk, "Đã đồng ý. Người xin mở xem được trong 15 phút.");
    assert_page_lacks(clerk, "Chờ người thứ hai đồng ý");
}

/* The paper comes out as it was sent, to the one who opened it alone. */
static void takes_the_paper_out(struct visitor *leader, struct visitor *clerk, const char *paper)
{
    visit_get(clerk, paper);
    assert_status(clerk, 403);
    visit_get(leader, paper);
    assert_status(leader, 200);
    assert_str(leader->body, STR(CANARY_PDF));
    assert_true(str_starts(visit_header(leader, "Content-Disposition"), STR("attachment")));
    assert_str(visit_header(leader, "X-Content-Type-Options"), STR("nosniff"));
}

static void a_seal_is_opened_with_a_reason_by_two(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *sender = visitor_new(&site);
        struct sent sent = denounce(sender, true);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        const char *seal = file_of(leader, sent.code, "/niem-phong");
        const char *paper;
        look_up(sender, sent);
        visit_submit(sender,
                     arena_printf(sender->jar, "/don-thu/" PRISTR "/add", STRARG(sent.code)).ptr,
                     "note", "Xin bổ sung: " CANARY " còn phiếu thu thứ hai.", NULL);
        assert_status(sender, 303);
        visit_get(clerk, seal);
        assert_page_has(clerk, "Chỉ người được giao giải quyết và lãnh đạo");
        act(clerk, sent.code, "register", NULL, NULL);
        visit_get(leader, seal);
        asks_with_a_reason(leader, seal);
        agrees_as_the_second(clerk, sent.code);
        visit_get(leader, seal);
        visit_get(leader, arena_c(leader->jar, visit_link(leader, "Xem")));
        assert_page_has(leader, CANARY);
        assert_page_has(leader, "còn phiếu thu thứ hai"); /* what came later as well */
        assert_no_dead_links(leader);
        paper = arena_c(leader->jar, visit_link(leader, CANARY));
        takes_the_paper_out(leader, clerk, paper);
        visit_get(leader, file_of(leader, sent.code, "/tai-lieu"));
        assert_page_has(leader, "Đã lấy tệp ra");
        assert_page_has(leader, "Tệp niêm phong");
        assert_page_lacks(leader, CANARY);
        site_testing_wait(&site, 16 * 60);
        visit_get(leader, paper); /* a quarter of an hour, and no longer */
        assert_status(leader, 403);
    }
}

/* A complaint of six people was begun; then it became the denunciation of one, which is
 * asked neither how many they are nor who speaks for them. */
static void what_another_kind_was_asked_is_not_sent(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *sender = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent;
        const char *seal;
        visit_get(sender, "/don-thu/viet/loai");
        answer(sender, "loai", "kind", "khieu-nai");
        visit_submit(sender, "/don-thu/viet/quyet-dinh", "decision", "administrative", NULL);
        visit_get(sender, "/don-thu/viet/cung-don");
        visit_submit(sender, "/don-thu/viet/cung-don", "people", "6", "representatives",
                     "Người Đại Diện Cũ", NULL);
        assert_status(sender, 303);
        sent = denounce(sender, false);
        assert_registered(clerk, ",Niêm phong,1,Tố cáo,");
        seal = file_of(leader, sent.code, "/niem-phong");
        visit_get(leader, seal);
        visit_submit(leader, seal, "reason", "Xác minh điều kiện thụ lý", NULL);
        visit_follow(leader);
        assert_page_has(leader, CANARY);
        assert_page_lacks(leader, "Người Đại Diện Cũ");
    }
}

/* What an official typed goes under the seal to the last word. */
static void a_title_that_was_keyed_in_lies_under_the_seal(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        const char *seal;
        visit_get(clerk, "/can-bo/don-thu/nhap");
        visit_submit(clerk, "/can-bo/don-thu/nhap", "kind", "to-cao", "source", "paper", "title",
                     "Thu tiền của " CANARY, "content", CANARY_WORDS ".", "name", CANARY, NULL);
        assert_status(clerk, 303);
        visit_follow(clerk);
        assert_page_lacks(clerk, "Thu tiền của");
        seal = arena_c(leader->jar, visit_link(clerk, "Mở thông tin niêm phong"));
        visit_get(leader, seal);
        assert_page_lacks(leader, "Phải có hai người");
        visit_submit(leader, seal, "reason", "Xác minh điều kiện thụ lý", NULL);
        visit_follow(leader);
        assert_page_has(leader, "Thu tiền của " CANARY);
        /* whoever asks for protection in a letter has it as on the web */
        visit_get(clerk, "/can-bo/don-thu/nhap");
        visit_submit(clerk, "/can-bo/don-thu/nhap", "kind", "to-cao", "source", "post", "content",
                     CANARY_WORDS ".", "name", CANARY, "protect", "1", NULL);
        assert_status(clerk, 303);
        visit_follow(clerk);
        visit_get(leader, arena_c(leader->jar, visit_link(clerk, "Mở thông tin niêm phong")));
        assert_page_has(leader, "Phải có hai người");
        search_folder(site.folder);
    }
}

/* Tries to take an action with words that tell who denounces. */
static void must_not_say(struct visitor *official, struct str code, const char *action,
                         const char *field, const char *words)
{
    const char *url = file_of(official, code, arena_printf(official->jar, "/%s", action).ptr);
    visit_get(official, url);
    assert_status(official, 200);
    visit_submit(official, url, field, words, NULL);
    assert_status(official, 422);
    assert_field_error(official, field, "cho biết ai là người tố cáo");
    assert_field(official, field, words); /* to be put right */
}

/* Whoever knows who denounces does not write it where all who handle the file read it. */
static void who_denounces_is_not_written_outside_the_seal(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        static const char *const tellings[] = {
            "Đã gặp bà " CANARY ".",   "Da gap KHONG TUOC VU THI KIN",
            "Bà Khổng Kín đã đến",     "Đã gọi 0987 654.321",
            "Gọi +84987654321",        "Thư gửi khong.tuoc@example.com",
            "Đến Khu 5 - xã Quảng Yên"};
        struct visitor *sender = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = denounce(sender, false);
        const char *seal = file_of(leader, sent.code, "/niem-phong");
        const char *check = file_of(clerk, sent.code, "/check");
        act(clerk, sent.code, "register", NULL, NULL);
        for (size_t i = 0; i < COUNT(tellings); i++)
            must_not_say(clerk, sent.code, "summarise", "note", tellings[i]);
        must_not_say(leader, sent.code, "reply", "answer", "Chào bà " CANARY ".");
        must_not_say(leader, sent.code, "niem-phong", "reason", "Mời bà " CANARY " làm việc");
        /* of a longer form the field that tells */
        visit_get(clerk, check);
        visit_submit(clerk, check, "c1", "met", "c2", "unmet", "r2", "Bà " CANARY " không ký.",
                     "c3", "met", "c4", "met", "c5", "met", NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "r2", "cho biết ai là người tố cáo");
        act(clerk, sent.code, "summarise", "note", "Đã làm việc với người tố cáo về ông Kín.");
        /* each try stands in the log of the seal, which says nothing of the words */
        visit_get(leader, seal);
        assert_page_has(leader, "Lời ghi đã bị chặn");
        assert_int_equal(times(leader, "Cán bộ tiếp công dân (minh họa)"),
                         (int)COUNT(tellings) + 1);
        assert_page_lacks(leader, CANARY);
        search_folder(site.folder);
        search_backup(&site);
    }
}

/* Whoever sends without a name leaves none, though it was typed first, and can be called. */
static void who_gives_no_name_leaves_none_and_can_be_called(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *sender = visitor_new(&site);
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent;
        const char *seal;
        visit_get(sender, "/don-thu/viet/loai");
        answer(sender, "loai", "kind", "to-cao");
        answer(sender, "ve-viec", "about", "Trưởng khu 5");
        answer(sender, "noi-dung", "content", CANARY_WORDS ".");
        answer(sender, "chung-cu", "evidence", "");
        answer(sender, "giay-to", "do", "next");
        assert_page_lacks(sender, "Họ và tên (không bắt buộc)"); /* unless they tick below */
        visit_submit(sender, "/don-thu/viet/nguoi-to-cao", "name", CANARY, "address",
                     "Khu 5, xã Quảng Yên", "anonymous", "1", NULL);
        assert_status(sender, 303);
        visit_follow(sender);
        answer(sender, "bao-ve", NULL, "1");
        visit_submit(sender, "/don-thu/viet/lien-he", "phone", CANARY_PHONE, NULL);
        visit_follow(sender);
        assert_page_lacks(sender, CANARY); /* what is not sent is not shown as sent */
        sent = send(sender);
        seal = file_of(leader, sent.code, "/niem-phong");
        visit_get(leader, seal);
        visit_submit(leader, seal, "reason", "Hỏi thêm về bằng chứng", NULL);
        visit_follow(leader);
        assert_page_has(leader, "Người gửi không ghi họ tên");
        assert_page_has(leader, "Điện thoại: 0987654321");
        assert_page_lacks(leader, CANARY);
        search_folder(site.folder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_denouncer_is_found_nowhere),
        cmocka_unit_test(a_seal_is_opened_with_a_reason_by_two),
        cmocka_unit_test(what_another_kind_was_asked_is_not_sent),
        cmocka_unit_test(who_denounces_is_not_written_outside_the_seal),
        cmocka_unit_test(who_gives_no_name_leaves_none_and_can_be_called),
        cmocka_unit_test(a_title_that_was_keyed_in_lies_under_the_seal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
