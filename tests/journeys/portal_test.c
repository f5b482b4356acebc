/*
 * Static pages, as an administrator writes them and everybody reads them.
 */
#include "portal.h"

#include "base/file.h"
#include "civic/actor.h"
#include "civic/unit.h"
#include "http/picture.h"
#include "modules/portal/portal.h"

static void a_page_is_written_found_and_read_by_everybody(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *stranger = visitor_new(&site);
        const char *form;
        visit_get(stranger, "/noi-quy-nha-van-hoa");
        assert_status(stranger, 404);
        form = write_page(an, "Nội quy nhà văn hóa",
                          "# Giờ mở cửa\n\nMở từ **bảy giờ** sáng. <script>alert(1)</script>", "1");
        visit_follow(an);
        assert_page_has(an, "Đã lưu trang.");
        assert_no_dead_links(an);
        visit_get(stranger, "/noi-quy-nha-van-hoa");
        assert_status(stranger, 200);
        assert_page_has(stranger, "Mở từ bảy giờ sáng.");
        assert_true(str_find(stranger->body, STR("<script>alert"), 0) < 0);
        assert_true(str_find(stranger->body, STR("\"@type\":\"WebPage\""), 0) > 0);
        assert_true(str_find(stranger->body, STR("BreadcrumbList"), 0) > 0);
        assert_no_dead_links(stranger);
        visit_get(stranger, "/tim-kiem?q=noi+quy+nha+van+hoa");
        assert_link(stranger, "/noi-quy-nha-van-hoa");
        visit_get(stranger, "/api/v1/pages/noi-quy-nha-van-hoa");
        assert_status(stranger, 200);
        assert_true(str_find(stranger->body, STR("bảy giờ"), 0) > 0);
        visit_get(an, PAGES);
        assert_link(an, "/noi-quy-nha-van-hoa");
        assert_no_dead_links(an);
        /* a save is seen at once on the page that was kept */
        visit_get(stranger, "/noi-quy-nha-van-hoa");
        visit_get(stranger, "/noi-quy-nha-van-hoa");
        assert_true(stranger->is_kept);
        visit_get(an, form);
        visit_submit(an, "", "body", "Mở từ tám giờ sáng.", NULL);
        visit_get(stranger, "/noi-quy-nha-van-hoa");
        assert_page_has(stranger, "tám giờ");
    }
}

static void an_old_address_leads_to_the_page_for_ever(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *stranger = visitor_new(&site);
        const char *form = write_page(an, "Quy ước làng", "Cả làng cùng giữ.", "1");
        visit_get(an, form);
        visit_submit(an, "", "address", "Hương ước", NULL);
        assert_status(an, 303);
        visit_get(stranger, "/quy-uoc-lang");
        assert_status(stranger, 308);
        assert_leads_to(stranger, "/huong-uoc");
        visit_get(stranger, "/huong-uoc");
        assert_page_has(stranger, "Cả làng cùng giữ.");
        /* nobody else takes the old one, whether typed or made from a title */
        visit_get(an, PAGES "/moi");
        visit_submit(an, "", "title", "Trang khác", "address", "quy-uoc-lang", NULL);
        assert_status(an, 422);
        assert_field_error(an, "address", "đang dùng hoặc từng dùng");
        assert_field(an, "title", "Trang khác");
        write_page(an, "Quy ước làng", "Bản khác.", "1");
        visit_get(stranger, "/quy-uoc-lang-2");
        assert_page_has(stranger, "Bản khác.");
        /* it comes back to the page itself */
        visit_get(an, form);
        visit_submit(an, "", "address", "quy-uoc-lang", NULL);
        assert_status(an, 303);
        visit_get(stranger, "/quy-uoc-lang");
        assert_status(stranger, 200);
        visit_get(stranger, "/huong-uoc");
        assert_leads_to(stranger, "/quy-uoc-lang");
        /* what is put away says so */
        visit_get(an, form);
        visit_submit(an, "", "public", "", NULL);
        visit_get(stranger, "/quy-uoc-lang");
        assert_status(stranger, 410);
        assert_page_has(stranger, "Trang này đã được gỡ.");
        visit_get(stranger, "/tim-kiem?q=%22ca+lang+cung+giu%22");
        assert_no_link(stranger, "/quy-uoc-lang");
    }
}

/* The address that was meant says what is being prepared. */
static void an_address_that_was_never_public_tells_nobody_the_new_one(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *stranger = visitor_new(&site);
        const char *form = write_page(an, "Trang đang viết", "Chưa xong.", "");
        visit_get(an, form);
        visit_submit(an, "", "address", "chon-dat-lam-cho", NULL);
        assert_status(an, 303);
        visit_get(stranger, "/trang-dang-viet");
        assert_status(stranger, 404);
        assert_true(str_find(stranger->body, STR("chon-dat"), 0) < 0);
        /* another page may have it */
        write_page(an, "Trang đang viết", "Trang khác.", "1");
        visit_get(stranger, "/trang-dang-viet");
        assert_page_has(stranger, "Trang khác.");
    }
}

static void an_address_without_letters_is_refused(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        static const char *const typed[] = {"..", "#", "😀"};
        struct visitor *an = sign_in(&site, "quantri");
        for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
            visit_get(an, PAGES "/moi");
            visit_submit(an, "", "title", "Một trang", "address", typed[i], NULL);
            assert_status(an, 422);
            assert_field_error(an, "address", "ít nhất một chữ cái");
            assert_field(an, "address", typed[i]);
        }
    }
}

/* One more would stand in no list, and nobody could open it again. */
static void no_page_is_taken_that_lists_would_not_show(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        const struct actor *actor = site.work->actor;
        const struct static_edit edit = {.text = {.title = STR("Một trang")}, .address = STR("")};
        struct actor system = {.is_system = true};
        const struct fault *fault = NULL;
        struct unit unit;
        static_pages pages;
        int64_t id;
        db_release(site.work);
        site.work->actor = &system;
        assert_no_fault(unit_top(site.work, &unit));
        assert_no_fault(static_page_list(site.work, true, &pages));
        db_release(site.work);
        for (size_t i = pages.count; !fault && i < STATIC_PAGES_MOST; i++) {
            struct static_edit one = edit;
            one.address = arena_printf(site.arena, "trang-so-%zu", i);
            fault = static_page_create(site.work, unit.id, &one, &id);
        }
        assert_no_fault(fault);
        site.work->actor = actor;
        visit_get(an, PAGES "/moi");
        visit_submit(an, "", "title", "Thêm một trang", NULL);
        assert_status(an, 422);
        assert_field_error(an, "title", "500");
        assert_field(an, "title", "Thêm một trang");
    }
}

static void an_address_of_a_module_is_not_taken(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        static const char *const taken[] = {"tin-tuc", "don-thu", "quan-tri", "api", "gioi-thieu"};
        struct visitor *an = sign_in(&site, "quantri");
        for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++) {
            visit_get(an, PAGES "/moi");
            visit_submit(an, "", "title", "Một trang", "address", taken[i], NULL);
            assert_status(an, 422);
            assert_field_error(an, "address", "đã có trang khác dùng");
        }
    }
}

static void two_who_write_at_once_are_told_and_lose_nothing(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *binh = sign_in(&site, "quantri");
        const char *form = write_page(an, "Lịch sử", "Câu đầu.", "1");
        visit_get(an, form);
        visit_get(binh, form);
        visit_submit(an, "", "body", "Câu đầu. Câu của An.", NULL);
        assert_status(an, 303);
        visit_submit(binh, "", "body", "Câu đầu. Câu của Bình.", NULL);
        assert_status(binh, 409);
        assert_page_has(binh, "Câu đầu. Câu của [bỏ:] An. [hết phần bỏ] [thêm:] Bình.");
        assert_field(binh, "body", "Câu đầu. Câu của Bình.");
        visit_submit(binh, "", "body", "Câu đầu. Câu của An. Câu của Bình.", NULL);
        assert_status(binh, 303);
        visit_get(an, "/lich-su");
        assert_page_has(an, "Câu của An. Câu của Bình.");
        /* each save is kept, is compared with today's text, and can be taken up again */
        visit_get(an, arena_printf(site.arena, "%s/ban?ban=1", form).ptr);
        assert_page_has(an, "Bản 3");
        assert_page_has(an, "Câu của Bình.");
        assert_no_dead_links(an);
        visit_get(an, arena_printf(site.arena, "%s?ban=1", form).ptr);
        visit_submit(an, "", NULL);
        assert_status(an, 303);
        visit_get(binh, "/lich-su");
        assert_page_lacks(binh, "Câu của An.");
    }
}

static void english_readers_see_english_where_there_is_some(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *ann = visitor_new(&site);
        struct visitor *an = sign_in(&site, "quantri");
        visit_get(ann, "/gioi-thieu?lang=en");
        assert_page_has(ann, "About the district");
        assert_page_has(ann, "Illustrative text");
        assert_no_dead_links(ann);
        write_page(an, "Chỉ có tiếng Việt", "Chưa dịch.", "1");
        visit_get(ann, "/chi-co-tieng-viet?lang=en");
        assert_page_has(ann, "Chưa dịch.");
        assert_true(str_find(ann->body, STR("<article class=\"story\" lang=\"vi\""), 0) > 0);
    }
}

static void only_an_administrator_of_the_unit_writes_pages(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        static const char *const others[] = {"bientap", "duyet", "congdan", "lanhdao"};
        struct visitor *stranger = visitor_new(&site);
        for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
            struct visitor *other = sign_in(&site, others[i]);
            visit_get(other, PAGES);
            assert_status(other, 403);
            visit_get(other, "/tai-khoan");
            visit_post(other, PAGES "/moi", "title", "Trang lạ", NULL);
            assert_status(other, 403);
        }
        visit_get(stranger, PAGES);
        assert_status(stranger, 303);
    }
}

static void the_preview_shows_what_readers_will_see_and_keeps_what_is_typed(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        visit_get(an, PAGES "/moi");
        visit_submit(an, "", "title", "Nháp", "body", "Chữ **đậm**.", "do", "preview", NULL);
        assert_status(an, 200);
        assert_true(str_find(an->body, STR("<strong>đậm</strong>"), 0) > 0);
        assert_field(an, "title", "Nháp");
        visit_get(an, "/nhap");
        assert_status(an, 404);
        visit_get(an, PAGES "/moi");
        visit_submit(an, "", "title", "", "body", "Không tên.", NULL);
        assert_status(an, 422);
        assert_field_error(an, "title", "");
        assert_field(an, "body", "Không tên.");
    }
}

/* The first button that follows a remark. */
static const char *page_fix(struct visitor *visitor)
{
    ptrdiff_t at = str_find(visitor->body, STR("value=\"fix:"), 0);
    struct str rest;
    assert_true(at > 0);
    rest = str_from(visitor->body, (size_t)at + 7);
    return arena_c(visitor->site->arena, str_cut(&rest, '"'));
}

static void slips_of_the_hand_are_suggested_and_never_applied_by_themselves(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        const char *form = write_page(an, "Nội quy", "Giữ gìn,bảo vệ  của chung.", "1");
        visit_get(an, form);
        assert_field(an, "body", "Giữ gìn,bảo vệ  của chung.");
        visit_submit(an, "", "do", page_fix(an), NULL);
        assert_status(an, 200);
        assert_field(an, "body", "Giữ gìn, bảo vệ  của chung.");
        visit_get(an, form);
        assert_field(an, "body", "Giữ gìn,bảo vệ  của chung.");
    }
}

/* The first button that takes a file out. */
static const char *page_remove(struct visitor *visitor)
{
    ptrdiff_t at = str_find(visitor->body, STR("value=\"remove:"), 0);
    struct str rest;
    assert_true(at > 0);
    rest = str_from(visitor->body, (size_t)at + 7);
    return arena_c(visitor->site->arena, str_cut(&rest, '"'));
}

static const char *adds_a_picture_with_its_words(struct visitor *an, const char *form,
                                                 const struct visit_file *file)
{
    struct visit_file empty = *file;
    empty.bytes = STR("");
    visit_upload(an, form, file, "title", "Trụ sở", "body", "Xem ảnh.", "version", "1", "do",
                 "upload", NULL);
    assert_status(an, 422);
    assert_field_error(an, "file_alt", "");
    assert_field(an, "body", "Xem ảnh.");
    visit_upload(an, form, &empty, "title", "Trụ sở", "body", "Xem ảnh.", "version", "1", "do",
                 "upload", NULL);
    assert_status(an, 422);
    assert_field_error(an, "file", "");
    visit_upload(an, form, file, "title", "Trụ sở", "body", "Xem ảnh.", "version", "1", "do",
                 "upload", "file_alt", "Trụ sở nhìn từ cổng", NULL);
    assert_status(an, 303);
    visit_get(an, form);
    assert_page_has(an, "![Trụ sở nhìn từ cổng](/tep/");
    return page_picture(an).ptr;
}

/* Half a download goes on where it broke off, unless it is another picture now. */
static void goes_on_where_a_download_broke_off(struct visitor *stranger, const char *picture)
{
    const char *etag = arena_c(stranger->jar, visit_header(stranger, "ETag"));
    visit_with(stranger, "Range", "bytes=8-");
    visit_with(stranger, "If-Range", etag);
    visit_get(stranger, picture);
    assert_status(stranger, 206);
    visit_with(stranger, "Range", "bytes=8-");
    visit_with(stranger, "If-Range", "\"another\"");
    visit_get(stranger, picture);
    assert_status(stranger, 200);
}

static void pictures_of_a_page_are_public_while_the_page_is(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *stranger = visitor_new(&site);
        struct visit_file file = {"file", "tru-so.png", "image/png", STR("")};
        const char *form = write_page(an, "Trụ sở", "Xem ảnh.", "");
        const char *picture;
        assert_no_fault(
            file_read(site.arena, "tests/fixtures/picture/drawing.png", 1 << 24, &file.bytes));
        visit_get(an, form);
        picture = adds_a_picture_with_its_words(an, form, &file);
        /* of a page that nobody sees yet: its writers alone */
        visit_get(stranger, picture);
        assert_status(stranger, 404);
        visit_get(editor, picture);
        assert_status(editor, 404);
        visit_get(an, picture);
        assert_status(an, 200);
        visit_get(an, form);
        visit_submit(an, "", "public", "1", NULL);
        assert_status(an, 303);
        visit_get(stranger, picture);
        assert_status(stranger, 200);
        goes_on_where_a_download_broke_off(stranger, picture);
        /* put away again, and taken out */
        visit_get(an, form);
        visit_submit(an, "", "public", "", NULL);
        visit_get(stranger, picture);
        assert_status(stranger, 404);
        visit_get(an, form);
        visit_submit(an, "", "do", page_remove(an), NULL);
        assert_status(an, 303);
        visit_get(an, picture);
        assert_status(an, 404);
    }
}

static void a_page_is_saved_with_its_files_or_not_at_all(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *stranger = visitor_new(&site);
        struct visit_file file = {"file", "mau.txt", "text/plain", STR("Biểu mẫu một.")};
        const char *other = write_page(an, "Trang có tệp", "Một.", "1");
        const char *form = write_page(an, "Trang không tệp", "Câu cũ.", "1");
        const char *remove;
        visit_get(an, other);
        visit_upload(an, other, &file, "title", "Trang có tệp", "body", "Một.", "version", "1",
                     "public", "1", "do", "save", NULL);
        assert_status(an, 303);
        visit_get(an, other);
        remove = page_remove(an);
        /* the file of another page is not taken out, and nothing else is done */
        visit_get(an, form);
        visit_submit(an, "", "body", "Câu mới.", "do", remove, NULL);
        assert_status(an, 404);
        visit_get(stranger, "/trang-khong-tep");
        assert_page_has(stranger, "Câu cũ.");
        visit_get(an, other);
        assert_string_equal(page_remove(an), remove);
        /* nobody saved meanwhile: what was refused may be sent again */
        visit_get(an, form);
        visit_upload(an, form, &file, "title", "Trang không tệp", "body", "Câu mới.", "version",
                     "1", "public", "1", "do", "save", NULL);
        assert_status(an, 303);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_written_found_and_read_by_everybody),
        cmocka_unit_test(an_old_address_leads_to_the_page_for_ever),
        cmocka_unit_test(an_address_that_was_never_public_tells_nobody_the_new_one),
        cmocka_unit_test(an_address_without_letters_is_refused),
        cmocka_unit_test(no_page_is_taken_that_lists_would_not_show),
        cmocka_unit_test(an_address_of_a_module_is_not_taken),
        cmocka_unit_test(two_who_write_at_once_are_told_and_lose_nothing),
        cmocka_unit_test(english_readers_see_english_where_there_is_some),
        cmocka_unit_test(only_an_administrator_of_the_unit_writes_pages),
        cmocka_unit_test(the_preview_shows_what_readers_will_see_and_keeps_what_is_typed),
        cmocka_unit_test(slips_of_the_hand_are_suggested_and_never_applied_by_themselves),
        cmocka_unit_test(pictures_of_a_page_are_public_while_the_page_is),
        cmocka_unit_test(a_page_is_saved_with_its_files_or_not_at_all),
    };
    if (picture_is_worker(argc, argv))
        picture_work(argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
