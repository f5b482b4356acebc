/*
 * The desk of documents: what officials write, number, relate, publish and withdraw, and
 * what two who do so at once are shown.
 */
#include "desk.h"

#define DIRECTIVE_30 "/van-ban/chi-thi-30-ct-tw"

/* The first notice of the unit in 2022; numbers below 10 have a 0 in front
 * (Decree 30/2020/NĐ-CP, annex I, II.3). */
static void takes_a_number_once(struct visitor *secretary, const char *edit)
{
    visit_submit(secretary, arena_printf(secretary->jar, "%s/so", edit).ptr, "symbol", "UBND",
                 NULL);
    visit_follow(secretary);
    assert_field(secretary, "number", "01/TB-UBND");
    /* once: a second press takes no other */
    visit_post(secretary, arena_printf(secretary->jar, "%s/so", edit).ptr, "symbol", "UBND",
               "version", arena_c(secretary->jar, page_value(secretary, "version")), NULL);
    assert_status(secretary, 409);
    visit_get(secretary, edit);
    assert_field(secretary, "number", "01/TB-UBND");
}

static void a_secretary_writes_numbers_relates_publishes_and_withdraws(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *secretary = visitor_new(&site);
        struct visitor *an = visitor_new(&site);
        const char *edit;
        signs_in(secretary, "thuky");
        visit_get(secretary, "/can-bo/van-ban");
        assert_status(secretary, 200);
        visit_get(secretary, "/can-bo/van-ban/moi");
        visit_submit(secretary, "/can-bo/van-ban/moi", "kind", "thong-bao", "title",
                     "Thông báo kết quả kiểm tra quý I", "issuer", "Ban Chỉ đạo", "signed_on",
                     "7/3/2022", NULL);
        edit = led_to(secretary);
        visit_get(secretary, edit);
        assert_page_has(secretary, "Bản nháp");
        assert_field(secretary, "signed_on", "07/03/2022");
        visit_get(an, "/van-ban?q=kiem+tra+quy+i");
        assert_page_lacks(an, "Thông báo kết quả kiểm tra quý I");

        takes_a_number_once(secretary, edit);
        visit_submit(secretary, arena_printf(site.arena, "%s/lien-quan", edit).ptr, "relation",
                     "guides", "other", "Chỉ thị 30-CT/TW", NULL);
        visit_follow(secretary);
        assert_link(secretary, DIRECTIVE_30);
        visit_submit(secretary, arena_printf(site.arena, "%s/dang", edit).ptr, NULL);
        visit_follow(secretary);
        assert_page_has(secretary, "Đã đăng.");
        assert_no_dead_links(secretary);

        visit_get(an, "/van-ban?q=kiem+tra+quy+i");
        assert_page_has(an, "Thông báo kết quả kiểm tra quý I");
        /* the number came after the draft, its address before readers */
        assert_link(an, "/van-ban/thong-bao-01-tb-ubnd");
        visit_get(an, DIRECTIVE_30);
        assert_page_has(an, "Thông báo 01/TB-UBND");
        visit_get(an, "/tim-kiem?q=%22ket+qua+kiem+tra+quy+i%22");
        assert_page_has(an, "01/TB-UBND");

        visit_get(secretary, edit);
        visit_submit(secretary, arena_printf(site.arena, "%s/go", edit).ptr, NULL);
        visit_get(an, "/van-ban?q=kiem+tra+quy+i");
        assert_page_lacks(an, "Thông báo kết quả kiểm tra quý I");
        visit_get(an, DIRECTIVE_30);
        assert_page_lacks(an, "Thông báo 01/TB-UBND");
        visit_get(an, "/tim-kiem?q=%22ket+qua+kiem+tra+quy+i%22");
        assert_page_lacks(an, "01/TB-UBND");
    }
}

/* The address says that there was one; nothing else names it any more. */
static void a_withdrawn_document_says_so_and_stands_in_no_list(void **state)
{
    static const char *const lists[] = {"/van-ban",
                                        "/van-ban.atom",
                                        "/van-ban.rss",
                                        "/van-ban.csv",
                                        "/cong-khai",
                                        "/api/v1/documents",
                                        "/tim-kiem?q=%22ke+hoach+thu+hoi%22"};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *approver = sign_in(&site, "duyet");
        const char *edit;
        visit_get(approver, "/can-bo/van-ban/moi");
        visit_submit(approver, "/can-bo/van-ban/moi", "kind", "ke-hoach", "title",
                     "Kế hoạch thu hồi", "issuer", "UBND", "signed_on", "1/1/2030", "item", "c1",
                     NULL);
        edit = led_to(approver);
        visit_get(approver, edit);
        visit_submit(approver, below(approver, edit, "/dang"), NULL);
        for (size_t i = 0; i < COUNT(lists); i++) {
            visit_get(an, lists[i]);
            if (str_find(an->body, STR("/van-ban/ke-hoach-thu-hoi"), 0) < 0)
                fail_msg("not in %s", lists[i]);
        }
        visit_get(approver, edit);
        visit_submit(approver, below(approver, edit, "/go"), NULL);
        for (size_t i = 0; i < COUNT(lists); i++) {
            visit_get(an, lists[i]);
            if (str_find(an->body, STR("ke-hoach-thu-hoi"), 0) >= 0)
                fail_msg("still in %s", lists[i]);
        }
        visit_get(an, "/van-ban/ke-hoach-thu-hoi");
        assert_status(an, 410);
        assert_page_lacks(an, "Kế hoạch thu hồi");
        visit_get(an, "/api/v1/documents/ke-hoach-thu-hoi");
        assert_true(an->status == 404 || an->status == 410);
    }
}

/* Decree 30/2020/NĐ-CP, article 15, clause 1: from 01 at the beginning of the year on. */
static void numbers_begin_anew_each_year_and_for_each_body(void **state)
{
    /* columns: signed on, body, the number it takes */
    static const struct {
        const char *signed_on;
        const char *symbol;
        const char *number;
    } rows[] = {
        {"3/3/2022",   "UBND",  "01/BC-UBND" },
        {"4/3/2022",   "UBND",  "02/BC-UBND" },
        {"4/3/2022",   "HĐND", "01/BC-HĐND"},
        {"31/12/2021", "UBND",  "01/BC-UBND" },
        {"5/3/2022",   "UBND",  "03/BC-UBND" },
        {"30/12/2021", "UBND",  "02/BC-UBND" },
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *approver = sign_in(&site, "duyet");
        for (size_t i = 0; i < COUNT(rows); i++) {
            const char *edit = write_document(approver, "Báo cáo lấy số");
            visit_get(approver, edit);
            visit_submit(approver, below(approver, edit, "/so"), "signed_on", rows[i].signed_on,
                         "symbol", rows[i].symbol, NULL);
            assert_status(approver, 303);
            visit_get(approver, edit);
            assert_field(approver, "number", rows[i].number);
        }
    }
}

static void what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = visitor_new(&site);
        signs_in(editor, "bientap");
        visit_get(editor, "/can-bo/van-ban/moi");
        visit_submit(editor, "/can-bo/van-ban/moi", "kind", "quyet-dinh", "number", "7/QĐ-UBND",
                     "title", "", "issuer", "UBND", "signed_on", "31/2/2022", "summary",
                     "Nội dung đã gõ", NULL);
        assert_status(editor, 422);
        assert_field_error(editor, "title", "");
        assert_field_error(editor, "signed_on", "ngày");
        assert_field(editor, "number", "7/QĐ-UBND");
        assert_field(editor, "signed_on", "31/2/2022");
        assert_field(editor, "summary", "Nội dung đã gõ");
        assert_field(editor, "kind", "quyet-dinh");
        visit_submit(editor, "/can-bo/van-ban/moi", "title", "Quyết định", "signed_on", "2/3/2022",
                     "in_force_from", "1/3/2022", NULL);
        assert_status(editor, 422);
        assert_field_error(editor, "in_force_from", "trước ngày ký");
        assert_field(editor, "title", "Quyết định");
    }
}

static void numbers_of_the_party_are_taken_and_shown(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *approver = sign_in(&site, "duyet");
        const char *edit;
        visit_get(approver, "/can-bo/van-ban/moi");
        visit_submit(approver, "/can-bo/van-ban/moi", "kind", "chi-thi", "number", "Số: 05-CT/TW",
                     "title", "Chỉ thị về một việc", "issuer", "Ban Bí thư", "signed_on",
                     "1/3/2022", NULL);
        edit = led_to(approver);
        visit_get(approver, edit);
        assert_field(approver, "number", "05-CT/TW");
        visit_submit(approver, below(approver, edit, "/dang"), NULL);
        visit_get(an, "/van-ban/chi-thi-05-ct-tw");
        assert_status(an, 200);
        assert_page_has(an, "Chỉ thị 05-CT/TW");
        visit_get(an, "/tim-kiem?q=05-CT%2FTW");
        assert_link(an, "/van-ban/chi-thi-05-ct-tw");
    }
}

static void a_relation_with_nobody_is_refused(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = visitor_new(&site);
        const char *edit;
        const char *relate;
        signs_in(editor, "duyet");
        visit_get(editor, "/can-bo/van-ban/moi");
        visit_submit(editor, "/can-bo/van-ban/moi", "kind", "ke-hoach", "number", "9/KH-UBND",
                     "title", "Kế hoạch", "issuer", "UBND", NULL);
        edit = led_to(editor);
        relate = arena_printf(site.arena, "%s/lien-quan", edit).ptr;
        visit_get(editor, edit);
        visit_submit(editor, relate, "relation", "amends", "other", "Luật 999/2999/QH99", NULL);
        assert_status(editor, 422);
        assert_field_error(editor, "other", "Không có văn bản này");
        assert_field(editor, "other", "Luật 999/2999/QH99");
        visit_submit(editor, relate, "relation", "amends", "other", "Kế hoạch 9/KH-UBND", NULL);
        assert_status(editor, 422);
        assert_field_error(editor, "other", "chính nó");
    }
}

static void two_who_save_at_once_are_told_so(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *first = sign_in(&site, "thuky");
        struct visitor *second = sign_in(&site, "duyet");
        const char *edit = write_document(first, "Báo cáo của hai người");
        visit_get(first, edit);
        visit_get(second, edit);
        visit_submit(first, edit, "summary", "Của người thứ nhất", "kind", "quyet-dinh", NULL);
        assert_status(first, 303);
        /* a slip comes first; mending it does not hide that somebody saved meanwhile */
        visit_submit(second, edit, "summary", "Của người thứ hai", "signed_on", "40/1/2022", NULL);
        assert_status(second, 422);
        visit_submit(second, edit, "signed_on", "", NULL);
        assert_status(second, 409);
        assert_page_has(second, "Người khác đã lưu văn bản này trong lúc ông/bà viết");
        assert_page_has(second,
                        "Của người thứ [bỏ:] nhất [hết phần bỏ] [thêm:] hai [hết phần thêm]");
        assert_page_has(second, "[bỏ:] Quyết định [hết phần bỏ] [thêm:] Báo cáo");
        assert_field(second, "summary", "Của người thứ hai");
        visit_submit(second, edit, "summary", "Của người thứ nhất và thứ hai", "kind", "quyet-dinh",
                     NULL);
        assert_status(second, 303);
        visit_get(first, edit);
        assert_field(first, "summary", "Của người thứ nhất và thứ hai");
        assert_field(first, "kind", "quyet-dinh");
    }
}

/* Whatever button is pressed, what stands in the fields is stored, or stays there. */
static void no_button_of_a_document_loses_what_is_typed(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *approver = sign_in(&site, "duyet");
        const char *edit = write_document(approver, "Báo cáo nhiều nút");
        struct visit_file file = {"file", "bieu.txt", "text/plain", STR("Biểu mẫu")};
        struct str version;
        visit_get(approver, edit);
        visit_submit(approver, below(approver, edit, "/lien-quan"), "summary", "Câu thứ nhất",
                     "relation", "guides", "other", "Luật 999/2999/QH99", NULL);
        assert_status(approver, 422);
        assert_field(approver, "summary", "Câu thứ nhất");
        visit_submit(approver, below(approver, edit, "/lien-quan"), "other", "Chỉ thị 30-CT/TW",
                     NULL);
        assert_status(approver, 303);
        visit_get(approver, edit);
        assert_field(approver, "summary", "Câu thứ nhất");
        assert_link(approver, DIRECTIVE_30);
        visit_submit(approver, below(approver, edit, "/lien-quan"), "unrelate",
                     "guides:chi-thi-30-ct-tw", "summary", "Câu thứ hai", NULL);
        visit_get(approver, edit);
        assert_field(approver, "summary", "Câu thứ hai");
        assert_no_link(approver, DIRECTIVE_30);
        /* Enter in any field saves; the body typed for a number still stands there */
        visit_submit(approver, edit, "symbol", "UBND", "signer", "Lê Đức", NULL);
        visit_follow(approver);
        assert_field(approver, "symbol", "UBND");
        assert_field(approver, "number", "");
        visit_submit(approver, below(approver, edit, "/so"), "signer", "Lê Đức Mẫu", NULL);
        visit_get(approver, edit);
        assert_field(approver, "number", "01/BC-UBND");
        assert_field(approver, "signer", "Lê Đức Mẫu");
        version = page_value(approver, "version");
        visit_upload(approver, below(approver, edit, "/tep"), &file, "whole", "1", "version",
                     arena_c(site.arena, version), "kind", "bao-cao", "title",
                     "Báo cáo nhiều nút hơn", "issuer", "UBND", "summary", "Câu thứ ba", NULL);
        assert_status(approver, 303);
        visit_get(approver, edit);
        assert_field(approver, "title", "Báo cáo nhiều nút hơn");
        assert_field(approver, "summary", "Câu thứ ba");
        assert_page_has(approver, "bieu.txt");
        visit_submit(approver, below(approver, edit, "/dang"), "summary", "Câu thứ tư", NULL);
        assert_status(approver, 303);
        visit_get(approver, edit);
        assert_field(approver, "summary", "Câu thứ tư");
        assert_page_has(approver, "Đã đăng");
        /* nothing of a press is stored where a part of it is refused */
        visit_submit(approver, below(approver, edit, "/go"), "summary", "Câu thứ năm", "title", "",
                     NULL);
        assert_status(approver, 422);
        assert_field(approver, "summary", "Câu thứ năm");
        visit_get(approver, edit);
        assert_field(approver, "summary", "Câu thứ tư");
        assert_page_has(approver, "Đã đăng");
    }
}

/* Who may not change it is told so before writing, not after. */
static void a_published_document_has_no_form_for_who_does_not_publish(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *edit = write_document(editor, "Báo cáo đã duyệt");
        visit_get(editor, edit);
        assert_field(editor, "title", "Báo cáo đã duyệt");
        visit_get(approver, edit);
        visit_submit(approver, below(approver, edit, "/dang"), NULL);
        visit_get(editor, edit);
        assert_status(editor, 200);
        assert_page_has(editor, "chỉ người duyệt sửa được");
        assert_page_lacks(editor, "Trích yếu");
    }
}

static void who_may_not_is_refused(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *stranger = visitor_new(&site);
        struct visitor *citizen = visitor_new(&site);
        struct visitor *editor = visitor_new(&site);
        const char *edit;
        visit_get(stranger, "/can-bo/van-ban");
        assert_status(stranger, 303); /* to sign in */
        visit_post(stranger, "/can-bo/van-ban/moi", "title", "Văn bản", NULL);
        assert_status(stranger, 401);
        signs_in(citizen, "congdan");
        visit_get(citizen, "/can-bo/van-ban");
        assert_status(citizen, 403);
        /* an editor writes, and does not publish */
        signs_in(editor, "bientap");
        visit_get(editor, "/can-bo/van-ban/moi");
        visit_submit(editor, "/can-bo/van-ban/moi", "kind", "bao-cao", "title", "Báo cáo", "issuer",
                     "UBND", NULL);
        edit = led_to(editor);
        visit_get(editor, edit);
        assert_page_lacks(editor, "Đăng văn bản");
        visit_post(editor, arena_printf(site.arena, "%s/dang", edit).ptr, "version", "1", NULL);
        assert_status(editor, 403);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_secretary_writes_numbers_relates_publishes_and_withdraws),
        cmocka_unit_test(a_withdrawn_document_says_so_and_stands_in_no_list),
        cmocka_unit_test(numbers_begin_anew_each_year_and_for_each_body),
        cmocka_unit_test(what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost),
        cmocka_unit_test(numbers_of_the_party_are_taken_and_shown),
        cmocka_unit_test(a_relation_with_nobody_is_refused),
        cmocka_unit_test(two_who_save_at_once_are_told_so),
        cmocka_unit_test(no_button_of_a_document_loses_what_is_typed),
        cmocka_unit_test(a_published_document_has_no_form_for_who_does_not_publish),
        cmocka_unit_test(who_may_not_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
