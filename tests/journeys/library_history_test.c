/*
 * What a document was after each change: who changed what and when, two states compared, and
 * an old one taken back.
 */
#include "desk.h"

#define LIBRARY "/can-bo/van-ban"
#define LAW "/van-ban/luat-10-2022-qh15"

static const char *draft_of(struct visitor *secretary, const char *title)
{
    visit_get(secretary, LIBRARY "/moi");
    visit_submit(secretary, LIBRARY "/moi", "kind", "thong-bao", "title", title, "issuer",
                 "Ban Chỉ đạo", "summary", "Họp sáng thứ hai.", NULL);
    return led_to(secretary);
}

static void every_change_of_a_document_says_who_made_it(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *secretary = sign_in(&site, "thuky");
        struct visitor *editor = sign_in(&site, "bientap");
        const char *edit = draft_of(secretary, "Thông báo họp quý I");
        const char *history = below(secretary, edit, "/ban");
        visit_get(secretary, edit);
        assert_link(secretary, history);
        /* a save that changes nothing leaves no state */
        visit_submit(secretary, "", NULL);
        assert_status(secretary, 303);
        visit_get(secretary, history);
        assert_page_lacks(secretary, "So sánh Từ bản");
        /* another person, another text */
        visit_get(editor, edit);
        visit_submit(editor, "", "summary", "Họp chiều thứ hai.", NULL);
        assert_status(editor, 303);
        visit_get(secretary, history);
        assert_page_has(secretary, "Từ bản 1 đến bản 2");
        assert_page_has(secretary, "Thư ký Ban Chỉ đạo");
        assert_page_has(secretary, "Biên tập viên");
        assert_page_has(secretary, "Nội dung chính Họp [bỏ:] sáng");
        /* a phone, which shows no heads of columns, says which button is which */
        assert_non_null(strstr(arena_c(secretary->jar, secretary->body), "data-label=\"Bản cũ\""));
        assert_non_null(strstr(arena_c(secretary->jar, secretary->body), "data-label=\"Bản mới\""));
        assert_no_dead_links(secretary);
        /* one press that saves, relates and publishes is one state */
        visit_get(secretary, edit);
        visit_submit(secretary, below(secretary, edit, "/dang"), "title", "Thông báo họp quý II",
                     "relation", "guides", "other", "Luật 10/2022/QH15", NULL);
        assert_status(secretary, 303);
        visit_get(secretary, history);
        assert_page_has(secretary, "Từ bản 2 đến bản 3");
        assert_page_has(secretary, "Tình trạng [bỏ:] Bản nháp");
        assert_page_has(secretary, "hướng dẫn Luật 10/2022/QH15");
        /* any two, in either order */
        visit_get(secretary, below(secretary, edit, "/ban?tu=3&den=1"));
        assert_page_has(secretary, "Từ bản 1 đến bản 3");
        assert_page_has(secretary, "Họp [bỏ:] sáng");
        visit_get(secretary, below(secretary, edit, "/ban?tu=1&den=9"));
        assert_status(secretary, 404);
    }
}

static void an_old_document_is_taken_back_as_the_newest(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *secretary = sign_in(&site, "thuky");
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *an = visitor_new(&site);
        const char *edit = draft_of(secretary, "Thông báo họp quý I");
        const char *history = below(secretary, edit, "/ban");
        visit_get(secretary, edit);
        visit_submit(secretary, below(secretary, edit, "/dang"), "summary", "Họp chiều thứ hai.",
                     NULL);
        visit_get(secretary, history);
        /* an editor sees what is public, and takes nothing back */
        visit_get(editor, history);
        assert_page_has(editor, "Từ bản 1 đến bản 2");
        assert_page_lacks(editor, "Lấy lại bản");
        visit_post(editor, history, "version",
                   arena_c(site.arena, page_value(secretary, "version")), "revision", "1", NULL);
        assert_status(editor, 403);
        /* somebody saves meanwhile: nothing is taken back, and it says so */
        visit_get(secretary, edit);
        visit_submit(secretary, "", "summary", "Họp tối thứ hai.", NULL);
        visit_get(secretary, edit);
        visit_post(secretary, history, "version", "2", "revision", "1", NULL);
        assert_status(secretary, 409);
        assert_page_has(secretary, "chưa lấy lại");
        visit_get(secretary, below(secretary, edit, "/ban?tu=1&den=3"));
        visit_submit(secretary, "#khac-nhau", NULL);
        visit_follow(secretary);
        assert_field(secretary, "summary", "Họp sáng thứ hai.");
        visit_get(secretary, history);
        assert_page_has(secretary, "Từ bản 3 đến bản 4");
        visit_get(an, "/van-ban/thong-bao-hop-quy-i");
        assert_page_has(an, "Họp sáng thứ hai.");
    }
}

/* What came in by itself had nobody to change it: the state before the first change is kept. */
static void what_came_in_by_itself_is_kept_before_its_first_change(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *secretary = sign_in(&site, "thuky");
        const char *edit;
        visit_get(secretary, LIBRARY "?q=10%2F2022%2FQH15&loai=luat");
        edit = arena_c(site.arena, visit_link(secretary, "10/2022/QH15"));
        visit_get(secretary, below(secretary, edit, "/ban"));
        assert_page_has(secretary, "chưa được sửa ở đây lần nào");
        visit_get(secretary, edit);
        visit_submit(secretary, "", "summary", "Luật về dân chủ ở cơ sở.", NULL);
        assert_status(secretary, 303);
        visit_get(secretary, below(secretary, edit, "/ban"));
        assert_page_has(secretary, "Từ bản 1 đến bản 2");
        assert_page_has(secretary, "Hệ thống");
        assert_page_has(secretary, "Luật về dân chủ ở cơ sở.");
        visit_get(secretary, LAW);
        assert_page_has(secretary, "Luật về dân chủ ở cơ sở.");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_change_of_a_document_says_who_made_it),
        cmocka_unit_test(an_old_document_is_taken_back_as_the_newest),
        cmocka_unit_test(what_came_in_by_itself_is_kept_before_its_first_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
