/*
 * Nothing that an editor typed is lost: two at one text, an old version taken back, a
 * session that ends, fields that are wrong, a draft that saves itself.
 */
#include "desk.h"

static void two_editors_of_one_text_lose_nothing(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *first = sign_in(&site, "bientap");
        struct visitor *second = sign_in(&site, "duyet");
        const char *address = write_draft(first, "Một bài hai người sửa");
        visit_get(first, address);
        visit_get(second, address);
        visit_submit(first, "", "body", "Họp lúc tám giờ.", NULL);
        assert_status(first, 303);
        visit_submit(second, "", "body", "Họp lúc chín giờ.", "lead", "Tóm tắt của tôi", NULL);
        assert_status(second, 409);
        assert_page_has(second, "Người khác đã lưu bài này trong lúc ông/bà viết");
        assert_true(str_find(second->body, STR("data-autosave="), 0) < 0);
        assert_page_has(second, "Họp lúc [bỏ:] tám [hết phần bỏ]");
        assert_field(second, "body", "Họp lúc chín giờ.");
        assert_field(second, "lead", "Tóm tắt của tôi");
        assert_no_dead_links(second);
        visit_submit(second, "", NULL);
        assert_status(second, 303);
        visit_get(second, below(second, address, "/ban?tu=3&den=4"));
        assert_page_has(second, "tám");
        assert_page_has(second, "chín");
    }
}

/* Neither may undo unseen what the other chose without typing. */
static void two_editors_are_told_what_was_chosen_too(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *first = sign_in(&site, "bientap");
        struct visitor *second = sign_in(&site, "duyet");
        const char *address = write_draft(first, "Một bài hai người xếp");
        visit_get(first, address);
        visit_get(second, address);
        visit_submit(first, "", "pinned", "1", NULL);
        assert_status(first, 303);
        visit_submit(second, "", "body", "Thêm một câu.", NULL);
        assert_status(second, 409);
        assert_page_has(second, "Ghim lên đầu danh sách [bỏ:] Có [hết phần bỏ] [thêm:] Không");
        /* nothing of it is stored before the second says so */
        visit_get(first, address);
        assert_page_lacks(first, "Thêm một câu.");
    }
}

/* Version 2 is the draft as written, 3 another text, 4 the first one again. */
static void an_old_version_is_taken_back_as_a_new_one(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *address = write_draft(editor, "Bài có hai bản");
        visit_get(editor, address);
        visit_submit(editor, "", "title", "Bài đổi tên", "body", "Chữ khác.", "tags", "đường",
                     NULL);
        visit_get(editor, below(editor, address, "/ban"));
        assert_page_has(editor, "Lấy lại bản 2");
        assert_page_has(editor, "Chữ khác.");
        visit_get(approver, below(approver, address, "/ban"));
        visit_submit(editor, "#khac-nhau", "revision", "2", NULL);
        assert_status(editor, 303);
        visit_follow(editor);
        assert_page_has(editor, "Đã lấy lại bản cũ");
        assert_field(editor, "title", "Bài có hai bản");
        assert_field(editor, "body", "Nội dung **bài**.");
        assert_field(editor, "tags", "");
        visit_get(editor, below(editor, address, "/ban?tu=3&den=4"));
        assert_status(editor, 200);
        assert_page_has(editor, "Chữ khác.");
        visit_get(editor, below(editor, address, "/ban?tu=2&den=4"));
        assert_page_has(editor, "Hai bản không khác nhau.");
        /* who looked at an older state is told so, and nothing happens */
        visit_submit(approver, "#khac-nhau", NULL);
        assert_status(approver, 409);
        assert_page_has(approver, "Có người vừa lưu bài này");
        assert_page_has(approver, "Từ bản 3 đến bản 4");
        visit_submit(approver, "#khac-nhau", "revision", "999", NULL);
        assert_status(approver, 404);

        /* what is public is taken back by an approver, for everybody at once */
        publish(approver, address);
        visit_get(an, "/tin-tuc/bai-co-hai-ban");
        assert_page_has(an, "Bài có hai bản");
        visit_get(editor, below(editor, address, "/ban?tu=3&den=5"));
        assert_page_lacks(editor, "Lấy lại bản 3");
        visit_post(editor, below(editor, address, "/ban"), "version", "5", "revision", "3", NULL);
        assert_status(editor, 403);
        visit_get(approver, below(approver, address, "/ban?tu=3&den=5"));
        assert_page_has(approver, "Bài đang đăng nên người đọc thấy bản này ngay.");
        visit_submit(approver, "#khac-nhau", NULL);
        assert_status(approver, 303);
        visit_get(an, "/tin-tuc/bai-co-hai-ban");
        assert_page_has(an, "Bài đổi tên");
        assert_page_has(an, "Chữ khác.");
    }
}

static void a_session_that_ended_gives_the_text_back(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        const char *address = write_draft(editor, "Bài viết lâu");
        struct visitor *kept;
        visit_get(editor, address);
        site_testing_wait(&site, 365 * 24 * 3600);
        visit_submit(editor, "", "body", "Chữ gõ suốt buổi sáng.", NULL);
        assert_status(editor, 401);
        assert_page_has(editor, "Nội dung đã nhập vẫn còn ở trang này.");
        assert_page_has(editor, "Chữ gõ suốt buổi sáng.");
        assert_page_has(editor, "Xem nội dung đã nhập Bài viết lâu Sapo. Biên tập viên (minh họa) "
                                "Chữ gõ suốt buổi sáng. Khi báo lỗi");
        kept = sign_in(&site, "bientap");
        visit_post(kept, address, "title", arena_c(site.arena, page_value(editor, "title")), "body",
                   arena_c(site.arena, page_value(editor, "body")), "version",
                   arena_c(site.arena, page_value(editor, "version")), NULL);
        assert_wrong_token(kept); /* the page was of the old session: once more */
        assert_page_has(kept, "Chữ gõ suốt buổi sáng.");
        visit_submit(kept, address, NULL);
        assert_status(kept, 303);
        visit_follow(kept);
        assert_field(kept, "body", "Chữ gõ suốt buổi sáng.");
    }
}

static void wrong_fields_say_so_and_keep_the_rest(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        visit_get(editor, DESK "/moi");
        visit_submit(editor, "", "title", "", "body", "Chữ ở dưới", NULL);
        assert_status(editor, 422);
        assert_field_error(editor, "title", "Xin điền");
        assert_field(editor, "body", "Chữ ở dưới");
        visit_submit(editor, "", "title", "Có tên", "tags", "a,b,c,d,e,f,g,h,i,k,l", NULL);
        assert_field_error(editor, "tags", "Tối đa 10 thẻ");
        assert_field(editor, "body", "Chữ ở dưới");
        visit_submit(editor, "", "tags", "", "picture", "", "category", "", NULL);
        assert_status(editor, 303);
        visit_follow(editor);
        visit_post(editor, arena_c(site.arena, editor->path), "title", "x", "category", "77",
                   "version", "2", NULL);
        assert_status(editor, 422);
        visit_post(editor, DESK "/moi", "title", "x", "unit", "1", NULL);
        assert_true(editor->status == 403 || editor->status == 404);
    }
}

static void a_draft_saves_itself_and_leaves_one_version(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        const char *address = write_draft(editor, "Tự lưu");
        const char *self = below(editor, address, "/tu-luu");
        visit_get(editor, address);
        visit_post(editor, self, "title", "Tự lưu", "body", "Một.", "version", "2", NULL);
        assert_status(editor, 200);
        assert_true(str_find(editor->body, STR("\"version\":\"3\""), 0) > 0);
        assert_true(str_find(editor->body, STR("Đã tự lưu lúc 08:00"), 0) > 0);
        visit_get(editor, address);
        visit_post(editor, self, "title", "Tự lưu", "body", "Một hai.", "version", "3", NULL);
        visit_get(editor, address);
        visit_post(editor, self, "title", "Tự lưu", "body", "Cũ.", "version", "3", NULL);
        assert_status(editor, 409);
        visit_get(editor, address);
        visit_post(editor, self, "title", "", "body", "Không tên.", "version", "4", NULL);
        assert_status(editor, 422);
        visit_get(editor, below(editor, address, "/ban"));
        assert_page_has(editor, "Từ bản 2 đến bản 4"); /* version 3 gave way to 4 */
        visit_get(editor, DESK "/moi");
        visit_post(editor, DESK "/moi/tu-luu", "title", "Mới gõ", "unit",
                   arena_c(site.arena, page_value(editor, "unit")), NULL);
        assert_status(editor, 200);
        assert_true(str_find(editor->body, STR("\"address\":\"/can-bo/tin/"), 0) > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_editors_of_one_text_lose_nothing),
        cmocka_unit_test(two_editors_are_told_what_was_chosen_too),
        cmocka_unit_test(an_old_version_is_taken_back_as_a_new_one),
        cmocka_unit_test(a_session_that_ended_gives_the_text_back),
        cmocka_unit_test(wrong_fields_say_so_and_keep_the_rest),
        cmocka_unit_test(a_draft_saves_itself_and_leaves_one_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
