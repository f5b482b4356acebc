/*
 * The menu, as an administrator arranges it and everybody sees it.
 */
#include "portal.h"

#define MENU "/quan-tri/menu"

/* Whether `first` stands before `second` in the page. */
static bool stands_before(struct visitor *visitor, const char *first, const char *second)
{
    ptrdiff_t one = str_find(visitor->body, str_from_c(first), 0);
    ptrdiff_t two = str_find(visitor->body, str_from_c(second), 0);
    assert_true(one > 0 && two > 0);
    return one < two;
}

static void the_menu_is_arranged_by_buttons_and_shows_at_once(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *stranger = visitor_new(&site);
        visit_get(stranger, "/lien-he");
        assert_true(stands_before(stranger, "/tin-tuc\"", "/van-ban\""));
        visit_get(an, MENU);
        assert_no_dead_links(an);
        visit_post(an, MENU, "target", "/van-ban", "do", "up", NULL);
        assert_status(an, 303);
        visit_follow(an);
        assert_page_has(an, "Đã xếp lại.");
        visit_get(stranger, "/lien-he");
        assert_true(stands_before(stranger, "/van-ban\"", "/tin-tuc\""));
        /* hidden, it stands nowhere, and answers all the same */
        visit_get(an, MENU);
        visit_post(an, MENU, "target", "/van-ban", "do", "hide", NULL);
        visit_get(stranger, "/lien-he");
        assert_no_link(stranger, "/van-ban");
        visit_get(stranger, "/van-ban");
        assert_status(stranger, 200);
        visit_get(an, MENU);
        visit_post(an, MENU, "target", "/van-ban", "do", "show", NULL);
        visit_get(stranger, "/lien-he");
        assert_link(stranger, "/van-ban");
        /* named anew in both languages */
        visit_get(an, MENU "/sua?muc=/van-ban");
        assert_page_has(an, "Tên mặc định: Văn bản");
        visit_submit(an, MENU "/sua?muc=%2Fvan-ban", "label", "Kho văn bản", "label_en", "Papers",
                     NULL);
        assert_status(an, 303);
        visit_get(stranger, "/lien-he?lang=en");
        assert_page_has(stranger, "Papers");
        visit_get(stranger, "/lien-he?lang=vi");
        assert_page_has(stranger, "Kho văn bản");
        visit_get(an, "/quan-tri/nhat-ky");
        assert_page_has(an, "Xếp lại trình đơn");
    }
}

/* The name of the heading that an administrator added: "nhom-…". */
static const char *page_value_of_heading(struct visitor *visitor)
{
    ptrdiff_t at = str_find(visitor->body, STR("value=\"nhom-"), 0);
    struct str rest;
    assert_true(at > 0);
    rest = str_from(visitor->body, (size_t)at + 7);
    return arena_c(visitor->site->arena, str_cut(&rest, '"'));
}

static void a_heading_with_links_becomes_a_list_in_the_bar(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *stranger = visitor_new(&site);
        visit_get(an, MENU "/them");
        visit_submit(an, MENU "/them", "label", "Đoàn thể", NULL);
        assert_status(an, 303);
        visit_get(an, MENU
                  "/them?address=https%3A%2F%2Fmattran.example%2F&label=M%E1%BA%B7t+tr%E1%BA%ADn");
        assert_field(an, "label", "Mặt trận");
        visit_submit(an, MENU "/them", NULL);
        assert_status(an, 303);
        /* it stands behind the heading: one press nests it */
        visit_get(an, MENU);
        visit_post(an, MENU, "target", "https://mattran.example/", "do", "nest", NULL);
        assert_status(an, 303);
        visit_get(stranger, "/lien-he");
        assert_page_has(stranger, "Đoàn thể");
        assert_true(str_find(stranger->body, STR("href=\"https://mattran.example/\""), 0) > 0);
        assert_true(str_find(stranger->body, STR("<details name=\"mai\">"), 0) < 0);
        visit_get(an, MENU);
        visit_post(an, MENU, "target", page_value_of_heading(an), "do", "roof", NULL);
        assert_status(an, 303);
        visit_get(stranger, "/lien-he");
        assert_true(str_find(stranger->body, STR("<summary>Đoàn thể</summary>"), 0) > 0);
    }
}

static void what_is_no_address_or_stands_there_already_is_refused(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        static const char *const bad[] = {"javascript:alert(1)", "//xa.example/", "?x=1", "abc"};
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *editor = sign_in(&site, "bientap");
        for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
            visit_get(an, MENU "/them");
            visit_submit(an, MENU "/them", "label", "Mục lạ", "address", bad[i], NULL);
            assert_status(an, 422);
            assert_field_error(an, "address", "Địa chỉ phải bắt đầu bằng /");
            assert_field(an, "address", bad[i]);
        }
        visit_get(an, MENU "/them");
        visit_submit(an, MENU "/them", "label", "Tin", "address", "/tin-tuc", NULL);
        assert_status(an, 422);
        assert_field_error(an, "address", "đã có trong trình đơn");
        visit_get(an, MENU "/them");
        visit_submit(an, MENU "/them", "label", "", "address", "/don-vi.csv", NULL);
        assert_status(an, 422);
        assert_field_error(an, "label", "");
        /* what a module brings is hidden, not removed; nothing says that it was done */
        visit_get(an, MENU);
        visit_post(an, MENU, "target", "/tin-tuc", "do", "remove", NULL);
        assert_status(an, 409);
        assert_page_has(an, "không làm như vậy được nữa");
        visit_get(an, MENU "/sua?muc=/khong-co");
        assert_status(an, 404);
        visit_get(editor, MENU);
        assert_status(editor, 403);
        visit_get(editor, "/tai-khoan");
        visit_post(editor, MENU, "target", "/tin-tuc", "do", "hide", NULL);
        assert_status(editor, 403);
    }
}

static void the_menu_follows_a_page_that_moves_or_is_put_away(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *stranger = visitor_new(&site);
        const char *form = write_page(an, "Lịch sử", "Ngày xưa.", "1");
        visit_get(an, MENU);
        assert_link(an, "/quan-tri/menu/them?address=%2Flich-su&label=L%E1%BB%8Bch%20s%E1%BB%AD");
        visit_get(an, MENU "/them?address=%2Flich-su&label=L%E1%BB%8Bch+s%E1%BB%AD");
        visit_submit(an, MENU "/them", "below", "nav.group.about", NULL);
        assert_status(an, 303);
        visit_get(stranger, "/don-vi");
        assert_link(stranger, "/lich-su");
        visit_get(stranger, "/lich-su");
        assert_link(stranger, "/don-vi");
        visit_get(an, form);
        visit_submit(an, "", "address", "truyen-thong", NULL);
        visit_get(stranger, "/don-vi");
        assert_link(stranger, "/truyen-thong");
        assert_no_link(stranger, "/lich-su");
        visit_get(an, form);
        visit_submit(an, "", "public", "", NULL);
        visit_get(stranger, "/don-vi");
        assert_no_link(stranger, "/truyen-thong");
        assert_no_dead_links(stranger);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_menu_is_arranged_by_buttons_and_shows_at_once),
        cmocka_unit_test(a_heading_with_links_becomes_a_list_in_the_bar),
        cmocka_unit_test(what_is_no_address_or_stands_there_already_is_refused),
        cmocka_unit_test(the_menu_follows_a_page_that_moves_or_is_put_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
