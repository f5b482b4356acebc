/*
 * Where an article is found: its short address and the code of it, its categories, the
 * articles related to it, those that are pinned.
 */
#include "desk.h"

static void a_short_address_and_its_code_lead_to_the_article(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *address = write_draft(editor, "Có mã");
        struct str code;
        publish(approver, address);
        visit_get(an, "/tin-tuc/co-ma");
        code = arena_copy(site.arena, visit_link(an, "/t/"));
        assert_true(str_starts(code, STR("/t/")));
        visit_get(an, arena_c(site.arena, code));
        assert_status(an, 308);
        assert_leads_to(an, "/tin-tuc/co-ma");
        visit_get(an, arena_printf(site.arena, PRISTR "/qr.svg", STRARG(code)).ptr);
        assert_status(an, 200);
        assert_str(visit_header(an, "Content-Type"), STR("image/svg+xml"));
        visit_get(an, "/t/khongco");
        assert_status(an, 404);
    }
}

static void who_may_write_an_article_comes_from_its_page_to_its_form(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *address = write_draft(editor, "Bài cần sửa");
        publish(approver, address);
        visit_get(editor, "/tin-tuc/bai-can-sua");
        assert_link(editor, address);
        visit_get(an, "/tin-tuc/bai-can-sua");
        assert_no_link(an, address);
        visit_get(an, "/tin-tuc/bai-can-sua");
        assert_true(an->is_kept);
        assert_no_link(an, address);
        visit_get(approver, below(approver, address, "/dang"));
        visit_submit(approver, "#reason", "step", "withdraw", "reason", "Sai số liệu.", NULL);
        visit_get(editor, "/tin-tuc/bai-can-sua");
        assert_status(editor, 410);
        assert_link(editor, address);
        visit_get(an, "/tin-tuc/bai-can-sua");
        assert_no_link(an, address);
    }
}

static void categories_are_arranged_and_relate_articles(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *addresses[2];
        struct str category;
        visit_get(editor, DESK "/chuyen-muc");
        assert_status(editor, 403);
        visit_get(approver, DESK "/chuyen-muc");
        visit_submit(approver, "#them", "name", "Xây dựng nông thôn", NULL);
        visit_follow(approver);
        assert_page_has(approver, "Đã lưu chuyên mục.");
        assert_no_dead_links(approver);
        visit_post(approver, DESK "/chuyen-muc", "name", "Xây dựng nông thôn", NULL);
        assert_status(approver, 422);
        assert_page_has(approver, "Đã có chuyên mục tên này.");
        visit_get(approver, DESK "/chuyen-muc");
        category = arena_copy(site.arena, page_value(approver, "id"));
        for (int i = 0; i < 2; i++) {
            addresses[i] = write_draft(editor, i ? "Bài thứ hai" : "Bài thứ nhất");
            visit_get(editor, addresses[i]);
            visit_submit(editor, "", "category", arena_c(site.arena, category), "tags",
                         i ? "Chợ, đường" : "Chợ, trường", NULL);
            assert_status(editor, 303);
            site_testing_wait(&site, 60);
            publish(approver, addresses[i]);
        }
        visit_get(an, "/tin-tuc?muc=xay-dung-nong-thon");
        assert_status(an, 200);
        assert_page_has(an, "Bài thứ nhất");
        assert_page_has(an, "Bài thứ hai");
        assert_page_lacks(an, "Hai nhà chung một lối đi");
        assert_no_dead_links(an);
        visit_get(an, "/tin-tuc?the=duong");
        assert_page_has(an, "Bài thứ hai");
        assert_page_lacks(an, "Bài thứ nhất");
        visit_get(an, "/tin-tuc?the=cho");
        assert_page_has(an, "Bài thứ nhất");
        visit_get(an, "/tin-tuc/bai-thu-nhat");
        assert_page_has(an, "Tin liên quan");
        assert_link(an, "/tin-tuc/bai-thu-hai");
        visit_get(an, "/tin-tuc?muc=khong-co");
        assert_status(an, 404);
        visit_get(an, "/don-vi/huyen-thanh-ba/tin");
        assert_status(an, 200);
        assert_page_has(an, "Bài thứ hai");
    }
}

static bool is_kept(struct visitor *an, const char *target)
{
    visit_get(an, target);
    assert_status(an, 200);
    return an->is_kept;
}

static void a_page_of_another_category_stays_in_the_cache(void **state)
{
    static const char *const names[] = {"Một", "Hai"};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *address = write_draft(editor, "Bài của mục một");
        struct str first;
        for (size_t i = 0; i < COUNT(names); i++) {
            visit_get(approver, DESK "/chuyen-muc");
            visit_submit(approver, "#them", "name", names[i], NULL);
            if (i == 0) {
                visit_follow(approver);
                first = arena_copy(site.arena, page_value(approver, "id"));
            }
        }
        visit_get(editor, address);
        visit_submit(editor, "", "category", arena_c(site.arena, first), NULL);
        assert_status(editor, 303);
        is_kept(an, "/tin-tuc?muc=mot");
        is_kept(an, "/tin-tuc?muc=hai");
        publish(approver, address);
        assert_false(is_kept(an, "/tin-tuc?muc=mot"));
        assert_page_has(an, "Bài của mục một");
        assert_true(is_kept(an, "/tin-tuc?muc=hai"));
    }
}

static void a_pinned_article_stands_first(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *pinned = write_draft(editor, "Bài ghim");
        struct str text;
        ptrdiff_t first;
        visit_get(editor, pinned);
        visit_submit(editor, "", "pinned", "1", NULL);
        publish(approver, pinned);
        site_testing_wait(&site, 3600);
        publish(approver, write_draft(editor, "Bài mới hơn"));
        visit_get(an, "/tin-tuc");
        text = visit_text(an);
        first = str_find(text, STR("Bài ghim"), 0);
        assert_true(first > 0 && first < str_find(text, STR("Bài mới hơn"), 0));
        assert_true(str_find(text, STR("Bài ghim"), (size_t)first + 1) < 0);
        visit_get(an, "/");
        text = visit_text(an);
        first = str_find(text, STR("Bài ghim"), 0);
        assert_true(first > 0 && first < str_find(text, STR("Bài mới hơn"), 0));
        assert_true(str_find(text, STR("Bài ghim"), (size_t)first + 1) < 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_address_and_its_code_lead_to_the_article),
        cmocka_unit_test(who_may_write_an_article_comes_from_its_page_to_its_form),
        cmocka_unit_test(categories_are_arranged_and_relate_articles),
        cmocka_unit_test(a_page_of_another_category_stays_in_the_cache),
        cmocka_unit_test(a_pinned_article_stands_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
