/*
 * The name, the colour, the logo and the contact of a site, as its administrator sets
 * them and readers see them.
 */
#include "portal.h"

#include "base/file.h"
#include "civic/unit.h"
#include "http/picture.h"

#define LOOK "/quan-tri/giao-dien"

static void a_new_name_and_colour_show_on_every_kept_page_at_once(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *stranger = visitor_new(&site);
        visit_get(stranger, "/don-vi");
        visit_get(stranger, "/don-vi");
        assert_true(stranger->is_kept);
        assert_true(str_find(stranger->body, STR("data-accent"), 0) < 0);
        visit_get(an, LOOK);
        assert_no_dead_links(an);
        visit_submit(an, LOOK, "name", "Cổng huyện Thanh Ba", "name_en", "Thanh Ba district",
                     "tagline", "Dân biết, dân bàn", "accent", "indigo", "footer",
                     "Ghi rõ nguồn.\nHai dòng.", "phone", "0210 3.000.111 máy lẻ 2", NULL);
        assert_leads_to(an, LOOK "?da=luu");
        visit_follow(an);
        assert_page_has(an, "Mọi trang đã đổi theo.");
        visit_get(stranger, "/don-vi");
        assert_page_has(stranger, "Cổng huyện Thanh Ba");
        assert_page_has(stranger, "Dân biết, dân bàn");
        assert_page_has(stranger, "Ghi rõ nguồn.");
        assert_true(str_find(stranger->body, STR("data-accent=\"indigo\""), 0) > 0);
        assert_true(str_find(stranger->body, STR("content=\"#1c4a86\""), 0) > 0);
        assert_true(str_find(stranger->body, STR("href=\"tel:02103000111\""), 0) > 0);
        visit_get(stranger, "/don-vi?lang=en");
        assert_page_has(stranger, "Thanh Ba district");
        /* what has no English is said in Vietnamese */
        assert_page_has(stranger, "Dân biết, dân bàn");
        visit_get(an, "/quan-tri/nhat-ky");
        assert_page_has(an, "Đổi giao diện, liên hệ");
        /* emptied, the unit's own name is back */
        visit_get(an, LOOK);
        visit_submit(an, LOOK, "name", "", "name_en", "", NULL);
        visit_get(stranger, "/don-vi");
        assert_page_lacks(stranger, "Cổng huyện Thanh Ba");
    }
}

static void a_colour_that_is_not_offered_and_a_bad_address_are_refused(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *editor = sign_in(&site, "bientap");
        visit_get(an, LOOK);
        visit_post(an, LOOK, "accent", "#ffff00", "name", "Tên mới", "version", "1", NULL);
        assert_status(an, 422);
        assert_page_has(an, "Màu mái và dấu: Xin chọn một trong các mục đã cho.");
        assert_field(an, "name", "Tên mới");
        visit_get(an, LOOK);
        visit_submit(an, LOOK, "email", "không phải thư", NULL);
        assert_status(an, 422);
        assert_field_error(an, "email", "");
        assert_field(an, "email", "không phải thư");
        visit_get(editor, LOOK);
        assert_status(editor, 403);
    }
}

static void two_who_change_the_look_at_once_are_told(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *binh = sign_in(&site, "quantri");
        visit_get(an, LOOK);
        visit_get(binh, LOOK);
        visit_submit(an, LOOK, "tagline", "Của An", NULL);
        assert_status(an, 303);
        visit_submit(binh, LOOK, "tagline", "Của Bình", NULL);
        assert_status(binh, 409);
        assert_page_has(binh, "Người khác đã đổi giao diện");
        assert_field(binh, "tagline", "Của Bình");
        visit_submit(binh, LOOK, NULL);
        assert_status(binh, 303);
        visit_get(an, "/don-vi");
        assert_page_has(an, "Của Bình");
    }
}

/* The address of the logo on the last page. */
static struct str logo_of(struct visitor *visitor)
{
    struct str mark = STR("<img src=\"/tep/");
    ptrdiff_t at = str_find(visitor->body, mark, 0);
    struct str rest;
    assert_true(at > 0);
    rest = str_from(visitor->body, (size_t)at + 10);
    return arena_copy(visitor->site->arena, str_cut(&rest, '"'));
}

static void a_logo_is_a_picture_encoded_anew_and_can_be_taken_away(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *stranger = visitor_new(&site);
        struct visit_file file = {"logo", "../../dau.png", "image/png", STR("")};
        struct visit_file fake = {"logo", "dau.png", "image/png",
                                  STR("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>")};
        assert_no_fault(
            file_read(site.arena, "tests/fixtures/picture/drawing.png", 1 << 24, &file.bytes));
        visit_get(an, LOOK);
        visit_upload(an, LOOK, &fake, "accent", "lacquer", "version", "1", NULL);
        assert_status(an, 422);
        assert_field_error(an, "logo", "");
        visit_get(an, LOOK);
        visit_upload(an, LOOK, &file, "accent", "lacquer", "version", "1", NULL);
        assert_status(an, 303);
        visit_get(stranger, "/");
        visit_get(stranger, logo_of(stranger).ptr);
        assert_status(stranger, 200);
        assert_true(str_starts(visit_header(stranger, "Content-Type"), STR("image/")));
        assert_false(str_equal(stranger->body, file.bytes));
        visit_get(an, LOOK);
        visit_submit(an, LOOK, "no_logo", "1", NULL);
        visit_get(stranger, "/");
        assert_true(str_find(stranger->body, STR("<img src=\"/tep/"), 0) < 0);
    }
}

static void the_contact_page_shows_what_the_unit_has_set(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *stranger = visitor_new(&site);
        visit_get(stranger, "/");
        assert_link(stranger, "/lien-he");
        visit_get(stranger, "/lien-he");
        assert_page_has(stranger, "Nơi tiếp công dân");
        assert_page_has(stranger, "Mang theo gì");
        assert_true(str_find(stranger->body, STR("\"@type\":\"ContactPage\""), 0) > 0);
        assert_no_dead_links(stranger);
        visit_get(an, LOOK);
        visit_submit(an, LOOK, "address", "Khu 9, thị trấn Thanh Ba", NULL);
        visit_get(stranger, "/lien-he");
        assert_page_has(stranger, "Khu 9, thị trấn Thanh Ba");
        visit_get(stranger, "/");
        assert_true(str_find(stranger->body, STR("\"address\":\"Khu 9, thị trấn Thanh Ba\""), 0) >
                    0);
    }
    ON_EACH_SITE(empty, SITE_EMPTY)
    {
        struct visitor *stranger = visitor_new(&empty);
        visit_get(stranger, "/lien-he");
        assert_status(stranger, 200);
        assert_page_has(stranger, "Đơn vị chưa ghi địa chỉ, điện thoại.");
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_name_and_colour_show_on_every_kept_page_at_once),
        cmocka_unit_test(a_colour_that_is_not_offered_and_a_bad_address_are_refused),
        cmocka_unit_test(two_who_change_the_look_at_once_are_told),
        cmocka_unit_test(a_logo_is_a_picture_encoded_anew_and_can_be_taken_away),
        cmocka_unit_test(the_contact_page_shows_what_the_unit_has_set),
    };
    if (picture_is_worker(argc, argv))
        picture_work(argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
