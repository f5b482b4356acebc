/*
 * A proposal (kiến nghị) from the farmer who sends it to the leader who signs
 * the answer, and back.
 */
#include "app/testing.h"
#include "base/crypto.h"
#include "civic/matter.h"
#include "people.h"

#include <string.h>

/* The first piece of the page's words that begins with `before`, up to a space. */
static struct str word_after(const struct visitor *visitor, const char *before)
{
    struct str text = visit_text(visitor);
    ptrdiff_t at = str_find(text, str_from_c(before), 0);
    struct str rest;
    assert_true(at >= 0);
    rest = str_trim(str_from(text, (size_t)at + strlen(before)));
    return arena_copy(visitor->jar, str_cut(&rest, ' '));
}

struct sent {
    struct str code;
    struct str key;
};

static struct sent send_proposal(struct visitor *farmer)
{
    struct sent sent;
    visit_get(farmer, "/don-thu");
    assert_no_dead_links(farmer);
    visit_get(farmer, "/don-thu/gui");
    visit_submit(farmer, "/don-thu/gui", "title", "Mương thoát nước ở khu 5 bị tắc", "content",
                 "Từ tháng trước mương tắc, nước tràn ra đường, trẻ đi học phải lội.", "name",
                 "Trần Văn Ất", "address", "Khu 5, xã Quảng Yên", "phone", "0912 345 678", NULL);
    assert_status(farmer, 200);
    assert_page_has(farmer, "Đã nhận");
    sent.code = word_after(farmer, "Mã đơn ");
    sent.key = word_after(farmer, "Khóa tra cứu ");
    return sent;
}

static const char *file_of(struct visitor *visitor, struct str code, const char *rest)
{
    return arena_printf(visitor->jar, "/can-bo/viec/" PRISTR "%s", STRARG(code), rest).ptr;
}

static void look_up(struct visitor *farmer, struct sent sent)
{
    visit_get(farmer, "/don-thu/tra-cuu");
    visit_submit(farmer, "/don-thu/tra-cuu", "ma", arena_c(farmer->jar, sent.code), "khoa",
                 arena_c(farmer->jar, sent.key), NULL);
    visit_follow(farmer);
    assert_status(farmer, 200);
}

static void a_farmer_is_answered(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct sent sent = send_proposal(farmer);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *officer = sign_in(&site, "canbo");
        struct visitor *leader = sign_in(&site, "lanhdao");
        visit_get(clerk, "/can-bo?xem=don-vi");
        assert_page_has(clerk, "Mương thoát nước ở khu 5 bị tắc");
        assert_no_dead_links(clerk);
        visit_get(clerk, file_of(clerk, sent.code, ""));
        assert_page_has(clerk, "Trần Văn Ất");
        visit_get(clerk, file_of(clerk, sent.code, "/accept"));
        visit_submit(clerk, file_of(clerk, sent.code, "/accept"), NULL);
        visit_follow(clerk);
        assert_page_has(clerk, "Đang giải quyết");
        /* what leads on stands first; a question to the sender, and giving it to another,
         * are side ways */
        assert_true(str_find(clerk->body, STR("small main\" href=\"/can-bo/viec/"), 0) > 0);
        assert_true(str_find(clerk->body, STR("/draft\">"), 0) > 0 &&
                    str_find(clerk->body, STR("/draft\">"), 0) <
                        str_find(clerk->body, STR("/ask\">"), 0));
        /* the leader gives it to the officer */
        visit_get(leader, file_of(leader, sent.code, "/assign"));
        assert_status(leader, 200);
        visit_get(officer, "/tai-khoan");
        /* whoever is responsible drafts, somebody else approves */
        visit_get(clerk, file_of(clerk, sent.code, "/draft"));
        visit_submit(clerk, file_of(clerk, sent.code, "/draft"), "found",
                     "Đã xem tại chỗ ngày 08/3/2022.", "basis",
                     "Nghị quyết 12 của Hội đồng nhân dân xã.", "ruled",
                     "Xã sẽ nạo vét mương trước ngày 30/03/2022.", NULL);
        visit_follow(clerk);
        /* it waits for the leader: nothing that the clerk can do leads on */
        assert_true(str_find(clerk->body, STR("small main\""), 0) < 0);
        look_up(farmer, sent);
        assert_page_lacks(farmer, "nạo vét mương trước ngày"); /* no draft is shown */
        visit_get(clerk, file_of(clerk, sent.code, "/approve"));
        assert_status(clerk, 403);
        visit_get(leader, file_of(leader, sent.code, "/approve"));
        assert_page_has(leader, "Xã sẽ nạo vét mương");
        visit_submit(leader, file_of(leader, sent.code, "/approve"), NULL);
        assert_status(leader, 303);
        look_up(farmer, sent);
        assert_page_has(farmer, "Đã trả lời");
        assert_page_has(farmer, "Xã sẽ nạo vét mương trước ngày 30/03/2022.");
        assert_page_lacks(farmer, "không có văn bản"); /* a local term says only that it is one */
        assert_page_lacks(farmer, "Cán bộ tiếp công dân"); /* officials are not named */
        assert_no_dead_links(farmer);
        /* who read the file is written down */
        visit_get(leader, file_of(leader, sent.code, "/nguoi-xem"));
        assert_page_has(leader, "Cán bộ tiếp công dân");
    }
}

static void a_form_with_a_mistake_keeps_what_was_typed(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        visit_get(farmer, "/don-thu/gui");
        visit_submit(farmer, "/don-thu/gui", "title", "Mương tắc", "content", "ngắn", "name", "",
                     "address", "Khu 5, xã Quảng Yên", "phone", "không có", NULL);
        assert_status(farmer, 422);
        assert_field_error(farmer, "content", "ít nhất 20");
        assert_field_error(farmer, "name", "Xin điền");
        assert_field_error(farmer, "phone", "chỉ gồm chữ số");
        assert_field(farmer, "title", "Mương tắc");
        assert_field(farmer, "content", "ngắn");
        assert_field(farmer, "phone", "không có");
    }
}

static const char *once_of(struct visitor *visitor)
{
    static const char before[] = "name=\"once\" value=\"";
    ptrdiff_t at = str_find(visitor->body, str_from_c(before), 0);
    struct str rest;
    assert_true(at >= 0);
    rest = str_from(visitor->body, (size_t)at + strlen(before));
    return arena_c(visitor->jar, str_cut(&rest, '"'));
}

/* The form as it lies in the browser: its token, and what was typed. */
static struct sent press_send(struct visitor *farmer, const char *once, const char *content)
{
    struct sent sent;
    visit_post(farmer, "/don-thu/gui", "once", once, "title", "Mương tắc", "content", content,
               "name", "Trần Văn Ất", "address", "Khu 5, xã Quảng Yên", NULL);
    assert_status(farmer, 200);
    sent.code = word_after(farmer, "Mã đơn ");
    sent.key = word_after(farmer, "Khóa tra cứu ");
    return sent;
}

/* Pressed twice, or the page with the receipt loaded again: it is one proposal, and the
 * receipt is the same. What is written anew into the form is another. */
static void a_form_sent_twice_is_received_once(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct sent first;
        struct sent again;
        const char *once;
        visit_get(farmer, "/don-thu/gui");
        once = once_of(farmer);
        assert_int_equal(strlen(once), CRYPTO_TOKEN_LENGTH);
        first = press_send(farmer, once, "Từ tháng trước mương tắc, nước tràn ra đường.");
        assert_page_has(farmer, "Chậm nhất 28/03/2022"); /* 15 working days from Monday 07/03 */
        again = press_send(farmer, once, "Từ tháng trước mương tắc, nước tràn ra đường.");
        assert_str(again.code, first.code);
        assert_str(again.key, first.key);
        look_up(farmer, again);
        again = press_send(farmer, once, "Hôm nay nước đã tràn vào lớp học.");
        assert_false(str_equal(again.code, first.code));
        /* kept for a day */
        site_testing_wait(&site, 25 * 60 * 60);
        again = press_send(farmer, once, "Hôm nay nước đã tràn vào lớp học.");
        look_up(farmer, again);
    }
}

static void a_wrong_key_opens_nothing(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *stranger = visitor_new(&site);
        struct sent sent = send_proposal(farmer);
        const char *status = arena_printf(stranger->jar, "/don-thu/" PRISTR, STRARG(sent.code)).ptr;
        visit_get(stranger, status);
        assert_status(stranger, 303);
        visit_get(stranger, "/don-thu/tra-cuu");
        visit_submit(stranger, "/don-thu/tra-cuu", "ma", arena_c(stranger->jar, sent.code), "khoa",
                     "0000-0000-0000", NULL);
        assert_status(stranger, 422);
        assert_field_error(stranger, "khoa", "không khớp");
        visit_submit(stranger, "/don-thu/tra-cuu", "ma", "TB-2022-000001-A", "khoa", "x", NULL);
        assert_field_error(stranger, "ma", "chép sai");
        visit_get(stranger, file_of(stranger, sent.code, ""));
        assert_status(stranger, 303); /* to sign in */
    }
}

/* A cookie made by hand is no second place to guess at, and the form slows down. */
static void whoever_guesses_is_slowed_down_and_the_owner_is_not(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *stranger = visitor_new(&site);
        struct sent sent = send_proposal(farmer);
        const char *code = arena_c(stranger->jar, sent.code);
        visit_with(stranger, "Cookie",
                   arena_printf(stranger->jar, "tra_cuu=" PRISTR "." PRISTR ".AAAA",
                                STRARG(sent.code), STRARG(sent.key))
                       .ptr);
        visit_get(stranger, arena_printf(stranger->jar, "/don-thu/%s", code).ptr);
        assert_status(stranger, 303);
        visit_get(stranger, "/don-thu/tra-cuu");
        /* from as many addresses as they like: its owner does not wait */
        for (int i = 0; i < 6; i++) {
            int tries = 0;
            stranger->address = arena_printf(stranger->jar, "198.51.100.%d", i + 1);
            do {
                visit_submit(stranger, "/don-thu/tra-cuu", "ma", code, "khoa", "0000-0000-0000",
                             NULL);
                tries++;
            } while (stranger->status == 422 && tries < 100);
            assert_status(stranger, 429);
            assert_field_error(stranger, "khoa", "Xin đợi");
            assert_true(tries > 3 && tries < 30);
        }
        farmer->address = STR("203.0.113.99");
        look_up(farmer, sent);
        assert_page_has(farmer, "Mương thoát nước");
    }
}

/* Withdrawing must not bring to light what nobody has approved. */
static void a_draft_stays_a_draft_when_the_sender_withdraws(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct sent sent = send_proposal(farmer);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        const char *withdraw =
            arena_printf(farmer->jar, "/don-thu/" PRISTR "/withdraw", STRARG(sent.code)).ptr;
        visit_get(clerk, file_of(clerk, sent.code, "/accept"));
        visit_submit(clerk, file_of(clerk, sent.code, "/accept"), NULL);
        visit_get(clerk, file_of(clerk, sent.code, "/draft"));
        visit_submit(clerk, file_of(clerk, sent.code, "/draft"), "found",
                     "Đã xem tại chỗ ngày 08/3/2022.", "basis",
                     "Nghị quyết 12 của Hội đồng nhân dân xã.", "ruled", "Chưa ai duyệt câu này.",
                     NULL);
        assert_status(clerk, 303);
        look_up(farmer, sent);
        visit_submit(farmer, withdraw, "note", "Đã thông rồi.", NULL);
        visit_follow(farmer);
        assert_page_has(farmer, "Đã rút");
        assert_page_lacks(farmer, "Chưa ai duyệt");
    }
}

static void the_sender_says_that_it_is_not_resolved(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct sent sent = send_proposal(farmer);
        const char *add;
        look_up(farmer, sent);
        add = arena_printf(farmer->jar, "/don-thu/" PRISTR "/add", STRARG(sent.code)).ptr;
        visit_submit(farmer, add, "note", "", NULL);
        assert_status(farmer, 422);
        look_up(farmer, sent);
        visit_submit(farmer, add, "note", "Hôm qua nước lại tràn.", NULL);
        visit_follow(farmer);
        assert_page_has(farmer, "Hôm qua nước lại tràn.");
        add = arena_printf(farmer->jar, "/don-thu/" PRISTR "/withdraw", STRARG(sent.code)).ptr;
        visit_submit(farmer, add, "note", "Đã thông rồi.", NULL);
        visit_follow(farmer);
        assert_page_has(farmer, "Đã rút");
        assert_page_lacks(farmer, "Rút đơn");
    }
}

static void two_officers_race_and_the_second_is_told(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct sent sent = send_proposal(farmer);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        visit_get(clerk, file_of(clerk, sent.code, "/file"));
        visit_get(leader, file_of(leader, sent.code, "/file"));
        visit_submit(clerk, file_of(clerk, sent.code, "/file"), "note", "Trùng đơn khác.", NULL);
        assert_status(clerk, 303);
        visit_submit(leader, file_of(leader, sent.code, "/file"), "note", "Không đủ điều kiện.",
                     NULL);
        assert_status(leader, 409);
        assert_page_has(leader, "Lưu đơn");
        assert_field(leader, "note", "Không đủ điều kiện.");
    }
}

/* Received on Monday 07/03/2022, to be classified within 10 working days: by
 * 21/03, and by 22/03 where the administrator writes down that 09/03 is off; what was
 * received before follows, and the file says so. */
static void a_day_off_announced_late_moves_the_term(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *admin = sign_in(&site, "quantri");
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct sent before = send_proposal(farmer);
        struct sent after;
        visit_get(admin, "/quan-tri/ngay-nghi");
        visit_submit(admin, "/quan-tri/ngay-nghi", "ngay", "09/03/2022", "loai", "nghi", "ten",
                     "Nghỉ do bão", "ly-do", "Công văn 12/UBND ngày 07/03/2022", NULL);
        assert_status(admin, 303);
        after = send_proposal(farmer);
        visit_get(clerk, file_of(clerk, before.code, ""));
        assert_page_has(clerk, "21/03/2022");
        visit_get(clerk, file_of(clerk, after.code, ""));
        assert_page_has(clerk, "22/03/2022");
        assert_page_lacks(clerk, "21/03/2022");
        /* a program that stops leaves the rest for its next start */
        atomic_store(&site.site->is_stopping, true);
        site_testing_job(&site, "matters.recount");
        visit_get(clerk, file_of(clerk, before.code, ""));
        assert_page_lacks(clerk, "22/03/2022");
        atomic_store(&site.site->is_stopping, false);
        site_testing_job(&site, "matters.recount");
        visit_get(clerk, file_of(clerk, before.code, ""));
        assert_page_has(clerk, "Đếm lại hạn theo quy định, ngày nghỉ mới");
        assert_page_has(clerk, "21/03/2022 → 22/03/2022");
        look_up(farmer, before);
        assert_page_has(farmer, "22/03/2022");
        assert_page_lacks(farmer, "21/03/2022");
    }
}

/* How long a proposal may lie before it is sorted is no number that a text of the law
 * was seen to say: ten working days of 07/03/2022 end on 21/03, five on 14/03. */
static void a_local_rule_that_is_set_moves_new_and_open_terms(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *admin = sign_in(&site, "quantri");
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct sent before = send_proposal(farmer);
        struct sent after;
        const char *page = "/quan-tri/quy-dinh-rieng/petition.classify";
        visit_get(admin, page);
        visit_submit(admin, page, "gia-tri", "5", "tu-ngay", "07/03/2022", "ly-do",
                     "Quyết định 12/QĐ-UBND ngày 07/03/2022", NULL);
        assert_status(admin, 303);
        after = send_proposal(farmer);
        visit_get(clerk, file_of(clerk, after.code, ""));
        assert_page_has(clerk, "14/03/2022");
        assert_page_lacks(clerk, "21/03/2022");
        assert_page_has(clerk, "Quy định riêng của địa phương");
        visit_get(clerk, file_of(clerk, before.code, ""));
        assert_page_has(clerk, "21/03/2022");
        site_testing_job(&site, "matters.recount");
        visit_get(clerk, file_of(clerk, before.code, ""));
        assert_page_has(clerk, "21/03/2022 → 14/03/2022");
        look_up(farmer, before);
        assert_page_has(farmer, "14/03/2022");
        assert_page_has(farmer, "Quy định riêng của địa phương");
        /* a value that begins later leaves what began before it alone */
        visit_get(admin, page);
        visit_submit(admin, page, "gia-tri", "7", "tu-ngay", "08/03/2022", "ly-do",
                     "Quyết định 13/QĐ-UBND", NULL);
        assert_status(admin, 303);
        site_testing_job(&site, "matters.recount");
        visit_get(clerk, file_of(clerk, before.code, ""));
        assert_page_has(clerk, "14/03/2022");
        visit_get(clerk, file_of(clerk, before.code, ""));
        assert_page_lacks(clerk, "16/03/2022");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_farmer_is_answered),
        cmocka_unit_test(a_form_with_a_mistake_keeps_what_was_typed),
        cmocka_unit_test(a_form_sent_twice_is_received_once),
        cmocka_unit_test(a_wrong_key_opens_nothing),
        cmocka_unit_test(whoever_guesses_is_slowed_down_and_the_owner_is_not),
        cmocka_unit_test(a_draft_stays_a_draft_when_the_sender_withdraws),
        cmocka_unit_test(the_sender_says_that_it_is_not_resolved),
        cmocka_unit_test(two_officers_race_and_the_second_is_told),
        cmocka_unit_test(a_day_off_announced_late_moves_the_term),
        cmocka_unit_test(a_local_rule_that_is_set_moves_new_and_open_terms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
