/*
 * Static pages, as an administrator writes them and everybody reads them.
 */
#include "desk.h"

#define PAGES "/quan-tri/trang"

/* A new page; the address of its form. */
static const char *write_page(struct visitor *writer, const char *title, const char *body,
                              const char *is_public)
{
    const char *address;
    visit_get(writer, PAGES "/moi");
    assert_status(writer, 200);
    visit_submit(writer, "", "title", title, "body", body, "public", is_public, NULL);
    assert_status(writer, 303);
    address = arena_c(writer->site->arena, visit_header(writer, "Location"));
    return arena_c(writer->site->arena, str_slice(str_from_c(address), 0, strcspn(address, "?")));
}

static void a_page_is_written_found_and_read_by_everybody(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = signed_in(&site, "quantri");
        struct visitor *stranger = visitor_new(&site);
        const char *form;
        visit_get(stranger, "/noi-quy-nha-van-hoa");
        assert_status(stranger, 404);
        form =
            write_page(an, "Nội quy nhà văn hóa",
                       "## Giờ mở cửa\n\nMở từ **bảy giờ** sáng. <script>alert(1)</script>", "1");
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
        struct visitor *an = signed_in(&site, "quantri");
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

static void an_address_of_a_module_is_not_taken(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        static const char *const taken[] = {"tin-tuc", "don-thu", "quan-tri", "api", "gioi-thieu"};
        struct visitor *an = signed_in(&site, "quantri");
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
        struct visitor *an = signed_in(&site, "quantri");
        struct visitor *binh = signed_in(&site, "quantri");
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
        struct visitor *an = signed_in(&site, "quantri");
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
            struct visitor *other = signed_in(&site, others[i]);
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
        struct visitor *an = signed_in(&site, "quantri");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_written_found_and_read_by_everybody),
        cmocka_unit_test(an_old_address_leads_to_the_page_for_ever),
        cmocka_unit_test(an_address_of_a_module_is_not_taken),
        cmocka_unit_test(two_who_write_at_once_are_told_and_lose_nothing),
        cmocka_unit_test(english_readers_see_english_where_there_is_some),
        cmocka_unit_test(only_an_administrator_of_the_unit_writes_pages),
        cmocka_unit_test(the_preview_shows_what_readers_will_see_and_keeps_what_is_typed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
