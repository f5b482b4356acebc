/*
 * Static pages while they are written: what the form does by itself.
 */
#include "portal.h"

#include "db/testing.h"
#include "modules/portal/portal.h"

#define NEW PAGES "/moi/tu-luu"

/* The address that an answer of a save by itself names. */
static const char *saved_at(struct visitor *writer)
{
    struct str rest = writer->body;
    ptrdiff_t at = str_find(rest, STR("\"address\":\""), 0);
    assert_true(at > 0);
    rest = str_from(rest, (size_t)at + strlen("\"address\":\""));
    return arena_c(writer->site->arena, str_cut(&rest, '"'));
}

static void a_page_that_nobody_reads_saves_itself(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *stranger = visitor_new(&site);
        const char *form;
        visit_get(an, PAGES "/moi");
        assert_true(str_find(an->body, STR("data-autosave=\"" NEW "\""), 0) > 0);
        /* the box that makes it public waits for a person */
        visit_post(an, NEW, "title", "Nội quy nhà", "body", "Mở từ bảy giờ.", "public", "1", NULL);
        assert_status(an, 200);
        assert_true(str_find(an->body, STR("\"version\":\"1\""), 0) > 0);
        assert_true(str_find(an->body, STR("Đã tự lưu lúc 08:00"), 0) > 0);
        form = saved_at(an);
        visit_get(stranger, "/noi-quy-nha");
        assert_status(stranger, 404);
        visit_get(an, form);
        assert_field(an, "body", "Mở từ bảy giờ.");
        /* the address follows the title until the page is public */
        visit_post(an, below(an, form, "/tu-luu"), "title", "Nội quy nhà văn hóa", "body",
                   "Mở từ bảy giờ sáng.", "version", "1", NULL);
        assert_status(an, 200);
        assert_true(str_find(an->body, STR("\"version\":\"2\""), 0) > 0);
        visit_get(an, form);
        assert_field(an, "address", "noi-quy-nha-van-hoa");
        visit_get(an, below(an, form, "/ban"));
        assert_page_lacks(an, "Mở từ bảy giờ"); /* no revision of every ten seconds */
        visit_get(an, "/quan-tri/nhat-ky");
        assert_page_lacks(an, "Nội quy nhà");
        /* somebody who saves an old state is told, and a page without a name is not kept */
        visit_get(an, form);
        visit_post(an, below(an, form, "/tu-luu"), "title", "Cũ", "body", "Cũ.", "version", "1",
                   NULL);
        assert_status(an, 409);
        visit_get(an, form);
        visit_post(an, below(an, form, "/tu-luu"), "title", "", "body", "Cũ.", "version", "2",
                   NULL);
        assert_status(an, 422);
        visit_get(an, form);
        visit_submit(an, "", "public", "1", NULL);
        assert_status(an, 303);
        visit_get(stranger, "/noi-quy-nha-van-hoa");
        assert_page_has(stranger, "Mở từ bảy giờ sáng.");
    }
}

static void what_is_public_changes_only_when_a_person_says_so(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *stranger = visitor_new(&site);
        const char *form = write_page(an, "Quy ước", "Cả làng cùng giữ.", "1");
        visit_get(an, form);
        assert_true(str_find(an->body, STR("data-autosave"), 0) < 0);
        visit_post(an, below(an, form, "/tu-luu"), "title", "Quy ước", "body", "Khác.", "version",
                   "1", NULL);
        assert_status(an, 409);
        visit_get(stranger, "/quy-uoc");
        assert_page_has(stranger, "Cả làng cùng giữ.");
    }
}

/* Beside what somebody else saved, a draft waits too. */
static void a_draft_that_two_write_waits_for_a_person(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *binh = sign_in(&site, "quantri");
        const char *form = write_page(an, "Hương ước", "Câu đầu.", "");
        visit_get(an, form);
        visit_get(binh, form);
        assert_true(str_find(binh->body, STR("data-autosave="), 0) > 0);
        visit_submit(an, "", "body", "Câu của An.", NULL);
        visit_submit(binh, "", "body", "Câu của Bình.", NULL);
        assert_status(binh, 409);
        assert_true(str_find(binh->body, STR("data-autosave="), 0) < 0);
    }
}

static void nobody_else_saves_pages_by_themselves(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        visit_get(editor, "/can-bo/tin/moi");
        visit_post(editor, NEW, "title", "Trang", "body", "Chữ.", NULL);
        assert_status(editor, 403);
    }
}

static void hear(void *context, struct str words)
{
    struct str *heard = context;
    assert_int_equal(heard->len, 0);
    *heard = words;
}

/* An update may bring a module whose address a page has. */
static void a_page_behind_an_address_of_the_program_is_told_of(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        const char *form = write_page(an, "Hỏi đáp", "Câu hỏi.", "1");
        struct str update = STR("UPDATE static_page SET slug = 'tin-tuc' WHERE slug = 'hoi-dap'");
        struct str heard = STR("");
        assert_no_fault(portal_module.warns(site.work, hear, &heard));
        assert_int_equal(heard.len, 0);
        db_release(site.work);
        assert_no_fault(db_write(site.work, db_testing_script, &update));
        db_release(site.work);
        assert_no_fault(portal_module.warns(site.work, hear, &heard));
        assert_true(str_find(heard, STR("“Hỏi đáp” ở /tin-tuc không ai mở được"), 0) > 0);
        db_release(site.work);
        visit_get(an, form);
        visit_submit(an, "", "body", "Câu hỏi khác.", NULL);
        assert_status(an, 422);
        assert_field_error(an, "address", "đang dùng");
        visit_submit(an, "", "body", "Câu hỏi khác.", "address", "hoi-dap-moi", NULL);
        assert_status(an, 303);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_that_nobody_reads_saves_itself),
        cmocka_unit_test(what_is_public_changes_only_when_a_person_says_so),
        cmocka_unit_test(a_page_behind_an_address_of_the_program_is_told_of),
        cmocka_unit_test(a_draft_that_two_write_waits_for_a_person),
        cmocka_unit_test(nobody_else_saves_pages_by_themselves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
