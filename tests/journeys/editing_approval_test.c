/*
 * Sent for approval, returned with a remark, sent again, published: what an editor and an
 * approver see of it, and who may do which step.
 */
#include "desk.h"

#define REMARK "Thiếu ngày họp.\nXin ghi tên chủ trì."

static const char *sent(struct visitor *editor, const char *title, const char *note)
{
    const char *address = write_draft(editor, title);
    visit_get(editor, below(editor, address, "/dang"));
    visit_submit(editor, "#note", "note", note, "step", "submit", NULL);
    assert_status(editor, 303);
    return address;
}

static void returned(struct visitor *approver, const char *address)
{
    visit_get(approver, below(approver, address, "/dang"));
    visit_submit(approver, "#remark", "remark", REMARK, "step", "return", NULL);
    assert_status(approver, 303);
}

static void the_approver_finds_what_was_sent(struct visitor *editor, struct visitor *approver,
                                             const char *address)
{
    visit_follow(editor);
    assert_page_has(editor, "Đã gửi duyệt");
    assert_no_dead_links(editor);
    visit_get(approver, DESK);
    assert_page_has(approver, "Chờ duyệt (1)");
    assert_link(approver, address);
    visit_get(approver, below(approver, address, "/dang"));
    assert_page_has(approver, "gửi duyệt lúc");
    assert_page_has(approver, "Cần đăng trước thứ Sáu");
    assert_no_dead_links(approver);
    visit_get(editor, DESK);
    assert_page_has(editor, "Chưa có bản nháp nào.");
}

/* Nobody writes under the eyes of who reads it. */
static void the_editor_does_not_change_it_meanwhile(struct visitor *editor, const char *address)
{
    visit_get(editor, address);
    assert_page_has(editor, "Tin đang chờ duyệt nên chưa sửa được");
    visit_post(editor, address, "title", "Khác", "version", "3", NULL);
    assert_status(editor, 403);
}

static void a_return_says_what_to_change(struct visitor *approver, const char *address)
{
    visit_get(approver, below(approver, address, "/dang"));
    visit_submit(approver, "#remark", "remark", "", "step", "return", NULL);
    assert_status(approver, 422);
    assert_field_error(approver, "remark", "Xin nói cần sửa gì");
    returned(approver, address);
    visit_follow(approver);
    assert_page_has(approver, "Đã trả lại người viết.");
    visit_get(approver, DESK);
    assert_page_lacks(approver, "Chờ duyệt (");
}

/* In the list, at the text, and still after the next save. */
static void the_editor_reads_the_remark(struct visitor *editor, const char *address)
{
    visit_get(editor, DESK);
    assert_link(editor, address);
    assert_page_has(editor, "Trả lại");
    assert_page_has(editor, "Xin ghi tên chủ trì.");
    visit_get(editor, address);
    assert_page_has(editor, "trả lại bài lúc");
    assert_page_has(editor, "Thiếu ngày họp.");
    visit_submit(editor, "", "body", "Họp ngày 05/03/2022.", NULL);
    visit_follow(editor);
    assert_page_has(editor, "Thiếu ngày họp.");
    assert_no_dead_links(editor);
}

static void a_text_goes_to_and_fro_until_it_is_published(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        struct visitor *an = visitor_new(&site);
        const char *address = sent(editor, "Họp thôn lần hai", "Cần đăng trước thứ Sáu");
        the_approver_finds_what_was_sent(editor, approver, address);
        the_editor_does_not_change_it_meanwhile(editor, address);
        visit_get(an, "/tin-tuc/hop-thon-lan-hai");
        assert_status(an, 404);
        a_return_says_what_to_change(approver, address);
        the_editor_reads_the_remark(editor, address);
        visit_get(editor, below(editor, address, "/dang"));
        visit_submit(editor, "#note", "note", "", "step", "submit", NULL);
        assert_status(editor, 303);
        publish(approver, address);
        visit_get(an, "/tin-tuc/hop-thon-lan-hai");
        assert_status(an, 200);
        assert_page_lacks(an, "Thiếu ngày họp.");
        /* every step with its words stays among the versions */
        visit_get(editor, below(editor, address, "/ban"));
        assert_page_has(editor, "Cần đăng trước thứ Sáu");
        assert_page_has(editor, "Thiếu ngày họp.");
        assert_page_has(editor, "Chờ duyệt");
    }
}

static void an_editor_takes_a_text_back(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        const char *address = sent(editor, "Gửi nhầm", "");
        visit_get(editor, below(editor, address, "/dang"));
        visit_submit(editor, "#lay-ve", "step", "recall", NULL);
        visit_follow(editor);
        assert_page_has(editor, "Đã lấy bài về");
        visit_submit(editor, "", "title", "Gửi nhầm, sửa lại", NULL);
        assert_status(editor, 303);
    }
}

/* columns: who, the step asked for, what is answered */
static void each_step_is_somebodys(void **state)
{
    static const struct {
        bool is_approver;
        const char *step;
        int status;
    } rows[] = {
        {false, "publish",  403},
        {false, "schedule", 422}, /* without a day */
        {false, "return",   403},
        {true,  "submit",   409}, /* it waits already */
        {true,  "withdraw", 409},
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *address = below(editor, sent(editor, "Ai được làm gì", ""), "/dang");
        for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
            struct visitor *who = rows[i].is_approver ? approver : editor;
            visit_get(who, address);
            visit_post(who, address, "step", rows[i].step, "version",
                       arena_c(site.arena, page_value(who, "version")), "remark", "x", "reason",
                       "x", NULL);
            assert_status(who, rows[i].status);
        }
        visit_get(approver, DESK);
        assert_page_has(approver, "Ai được làm gì");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_goes_to_and_fro_until_it_is_published),
        cmocka_unit_test(an_editor_takes_a_text_back),
        cmocka_unit_test(each_step_is_somebodys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
