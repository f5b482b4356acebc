/*
 * Documents, as people meet them.
 */
#include "desk.h"
#include "modules/law/law_site.h"
#include "modules/library/library_service.h"
#include "modules/library/library_store.h"
#include "text/fold.h"

#include <string.h>

#define DIRECTIVE_30 "/van-ban/chi-thi-30-ct-tw"
#define LAW_2022 "/van-ban/luat-10-2022-qh15"
#define ORDINANCE_2007 "/van-ban/phap-lenh-34-2007-pl-ubtvqh11"

/* ---- reading ---- */

static void a_stranger_finds_directive_30_and_what_rests_on_it(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, "/van-ban");
        assert_status(an, 200);
        assert_page_has(an, "Kế hoạch 02-KH/BCĐ");
        assert_page_has(an, "minh họa");
        assert_no_dead_links(an);
        visit_submit(an, "/van-ban", "q", "chi thi 30", NULL);
        assert_status(an, 200);
        assert_link(an, DIRECTIVE_30);
        assert_field(an, "q", "chi thi 30");
        visit_get(an, DIRECTIVE_30);
        assert_status(an, 200);
        assert_page_has(an, "Bộ Chính trị");
        assert_page_has(an, "18/02/1998");
        assert_link(an, "/van-ban/ket-luan-120-kl-tw");
        assert_link(an, "/van-ban/ke-hoach-02-kh-bcd");
        assert_no_dead_links(an);
        visit_get(an, DIRECTIVE_30 "?lang=en");
        assert_page_has(an, "Directive 30-CT/TW");
        visit_get(an, "/tim-kiem?q=%22Ch%E1%BB%89+th%E1%BB%8B+30-CT%22");
        assert_link(an, DIRECTIVE_30);
    }
}

static void every_instrument_of_the_law_stands_in_the_library(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        size_t count;
        const struct law_instrument *const *instruments =
            law_instruments(law_of_site(site.work), &count);
        assert_true(count > 30);
        for (size_t i = 0; i < count; i++) {
            struct str slug = text_slug(site.arena, instruments[i]->full_number.vi, 80);
            visit_get(an, arena_printf(site.arena, "/van-ban/" PRISTR, STRARG(slug)).ptr);
            assert_status(an, 200);
            assert_page_has(an, arena_c(site.arena, instruments[i]->title.vi));
        }
    }
}

/* Ordinance 34/2007 held until 30/06/2023, Law 10/2022 from 01/07/2023 on. */
static void force_is_shown_for_the_day_that_is_asked(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, "/van-ban?q=dan+chu&tinh-trang=con&ngay=30/6/2023");
        assert_link(an, ORDINANCE_2007);
        assert_no_link(an, LAW_2022);
        visit_get(an, "/van-ban?q=dan+chu&tinh-trang=con&ngay=2023-07-01");
        assert_no_link(an, ORDINANCE_2007);
        assert_link(an, LAW_2022);
        visit_get(an, "/van-ban?q=dan+chu&tinh-trang=het&ngay=2023-07-01");
        assert_link(an, ORDINANCE_2007);
        visit_get(an, "/van-ban?q=dan+chu&tinh-trang=chua&ngay=2023-06-30");
        assert_link(an, LAW_2022);
        /* the journey's own day is in March 2022 */
        visit_get(an, LAW_2022);
        assert_page_has(an, "Chưa có hiệu lực vào ngày 07/03/2022");
        visit_submit(an, "", "ngay", "1/7/2023", NULL);
        assert_page_has(an, "Còn hiệu lực vào ngày 01/07/2023");
        visit_get(an, ORDINANCE_2007 "?ngay=2023-07-01");
        assert_page_has(an, "Hết hiệu lực vào ngày 01/07/2023");
    }
}

static void relations_are_shown_both_ways(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, LAW_2022);
        assert_page_has(an, "Thay thế Pháp lệnh 34/2007/PL-UBTVQH11");
        assert_page_has(an, "hướng dẫn bởi Nghị định 59/2023/NĐ-CP");
        visit_get(an, ORDINANCE_2007);
        assert_page_has(an, "Được thay thế bởi Luật 10/2022/QH15");
        /* Law 136/2025 amends three laws at once, by its title */
        visit_get(an, "/van-ban/luat-136-2025-qh15");
        assert_link(an, "/van-ban/luat-42-2013-qh13");
        assert_link(an, "/van-ban/luat-02-2011-qh13");
        assert_link(an, "/van-ban/luat-25-2018-qh14");
        visit_get(an, "/van-ban/luat-25-2018-qh14");
        assert_page_has(an, "Được sửa đổi, bổ sung bởi Luật 136/2025/QH15");
    }
}

static void a_document_leads_to_the_rules_that_rest_on_it(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, LAW_2022);
        assert_link(an, "/tinh-han/quy-tac/publication#publication.due");
        assert_no_dead_links(an);
        visit_get(an, "/tinh-han/quy-tac/publication");
        assert_true(str_find(an->body, STR("id=\"publication.due\""), 0) > 0);
    }
}

static void filters_narrow_the_list_down(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, "/van-ban?loai=chi-thi");
        assert_link(an, DIRECTIVE_30);
        assert_no_link(an, LAW_2022);
        visit_get(an, "/van-ban?nam=1998");
        assert_link(an, DIRECTIVE_30);
        assert_no_link(an, LAW_2022);
        visit_get(an, "/van-ban?co-quan=B%E1%BB%99+Ch%C3%ADnh+tr%E1%BB%8B");
        assert_link(an, DIRECTIVE_30);
        assert_no_link(an, LAW_2022);
        visit_get(an, "/van-ban?q=khong+co+van+ban+nhu+the");
        assert_page_has(an, "Không có văn bản nào như vậy.");
        assert_link(an, "/van-ban");
    }
}

static void a_wrong_filter_is_said_at_its_field(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, "/van-ban?ngay=31/2/2022&q=dan+chu");
        assert_status(an, 422);
        assert_field_error(an, "ngay", "ngày");
        assert_field(an, "ngay", "31/2/2022");
        assert_field(an, "q", "dan chu");
        visit_get(an, "/van-ban?loai=sac-lenh");
        assert_status(an, 422);
        visit_get(an, "/van-ban?truoc=hom-qua");
        assert_status(an, 400);
        visit_get(an, LAW_2022 "?ngay=mai");
        assert_status(an, 422);
        assert_field_error(an, "ngay", "ngày");
        visit_get(an, "/van-ban/khong-co");
        assert_status(an, 404);
    }
}

/* Goes through all pages by "Cũ hơn"; how many documents there were. */
static size_t walk(struct visitor *an)
{
    size_t rows = 0;
    for (int pages = 0; pages < 20; pages++) {
        struct str mark = STR("<tr><th scope=\"row\">");
        for (ptrdiff_t at = str_find(an->body, mark, 0); at >= 0;
             at = str_find(an->body, mark, (size_t)at + 1))
            rows++;
        if (str_find(an->body, STR("rel=\"next\""), 0) < 0)
            return rows;
        visit_get(an, arena_c(an->site->arena, visit_link(an, "Cũ hơn")));
        assert_status(an, 200);
    }
    return 0;
}

static void the_list_is_walked_to_its_end(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        document_list all;
        assert_no_fault(document_list_by_id(site.work, 0, 1000, &all));
        db_release(site.work);
        assert_true(all.count > 2 * DOCUMENT_PAGE);
        visit_get(an, "/van-ban");
        assert_int_equal(walk(an), all.count);
        assert_link(an, "/van-ban"); /* back to the first page */
    }
}

static void feeds_and_the_table_name_the_newest(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *reader = visitor_new(&site);
        site.now = date_start(date_ymd(2100, 1, 1)); /* the demo was made in our time */
        visit_get(reader, "/van-ban.atom");
        assert_status(reader, 200);
        assert_true(str_starts(visit_header(reader, "Content-Type"), STR("application/atom+xml")));
        assert_page_has(reader, "Thông báo 18/TB-UBND: Thông báo lịch tiếp công dân");
        visit_get(reader, "/van-ban.rss");
        assert_status(reader, 200);
        assert_page_has(reader, "Thông báo 18/TB-UBND: Thông báo lịch tiếp công dân");
        visit_get(reader, "/van-ban.csv?force=holds&day=2023-06-30&words=dan+chu");
        assert_status(reader, 200);
        assert_page_has(reader, "phap-lenh-34-2007-pl-ubtvqh11");
        assert_page_lacks(reader, "luat-10-2022-qh15,");
    }
}

/* ---- what comes in by itself ---- */

static void what_officials_added_stays_when_the_law_comes_in_again(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct document law;
        struct document again;
        bool is_done = false;
        site.work->actor = &actor_system;
        assert_no_fault(document_by_slug(site.work, STR("luat-10-2022-qh15"), &law));
        law.signer = STR("Người ký");
        assert_no_fault(document_save(site.work, &law));
        assert_no_fault(library_sync(site.work, &is_done));
        assert_true(is_done);
        db_release(site.work);
        assert_no_fault(document_load(site.work, law.id, &again));
        assert_str(again.signer, STR("Người ký"));
        assert_int_equal(again.version, law.version + 1); /* the save alone */
        db_release(site.work);
    }
}

static void a_site_without_units_waits_for_them(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        bool is_done = true;
        assert_no_fault(library_sync(site.work, &is_done));
        assert_false(is_done);
        db_release(site.work);
        visit_get(an, "/van-ban");
        assert_status(an, 200);
        assert_page_has(an, "Không có văn bản nào như vậy.");
    }
}

/* ---- writing ---- */

static void sign_in(struct visitor *visitor, const char *login)
{
    visit_get(visitor, "/dang-nhap");
    visit_submit(visitor, "/dang-nhap", "login", login, "password", "mua-xuan-thanh-ba", NULL);
    assert_status(visitor, 303);
}

static void a_secretary_writes_numbers_relates_publishes_and_withdraws(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *secretary = visitor_new(&site);
        struct visitor *an = visitor_new(&site);
        const char *edit;
        sign_in(secretary, "thuky");
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

        /* the first notice of the unit in 2022; numbers below 10 have a 0 in front
         * (Decree 30/2020/NĐ-CP, annex I, II.3) */
        visit_submit(secretary, arena_printf(site.arena, "%s/so", edit).ptr, "symbol", "UBND",
                     NULL);
        visit_follow(secretary);
        assert_field(secretary, "number", "01/TB-UBND");
        /* once: a second press takes no other */
        visit_post(secretary, arena_printf(site.arena, "%s/so", edit).ptr, "symbol", "UBND",
                   "version", arena_c(site.arena, page_value(secretary, "version")), NULL);
        assert_status(secretary, 409);
        visit_get(secretary, edit);
        assert_field(secretary, "number", "01/TB-UBND");
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

static void what_must_be_public_stands_under_its_clause(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *secretary = visitor_new(&site);
        struct visitor *an = visitor_new(&site);
        const char *edit;
        visit_get(an, "/cong-khai");
        assert_status(an, 200);
        assert_link(an, "/van-ban/quyet-dinh-96-qd-ubnd");
        assert_page_lacks(an, "Dự toán ngân sách");
        assert_no_dead_links(an);
        sign_in(secretary, "thuky");
        visit_get(secretary, "/can-bo/van-ban/moi");
        visit_submit(secretary, "/can-bo/van-ban/moi", "kind", "bao-cao", "title",
                     "Dự toán ngân sách quý I", "issuer", "UBND", "item", "c2", NULL);
        edit = led_to(secretary);
        visit_get(secretary, edit);
        assert_field(secretary, "item", "c2");
        visit_submit(secretary, arena_printf(site.arena, "%s/dang", edit).ptr, NULL);
        visit_get(an, "/cong-khai");
        assert_page_has(an, "Ngân sách và hoạt động tài chính Báo cáo: Dự toán ngân sách quý I");
    }
}

static void what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = visitor_new(&site);
        sign_in(editor, "bientap");
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
        struct visitor *approver = signed_in(&site, "duyet");
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
        sign_in(editor, "duyet");
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
        struct visitor *first = signed_in(&site, "thuky");
        struct visitor *second = signed_in(&site, "duyet");
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
        struct visitor *approver = signed_in(&site, "duyet");
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
        visit_submit(approver, below(approver, edit, "/so"), "symbol", "UBND", "signer",
                     "Lê Đức Mẫu", NULL);
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
        struct visitor *editor = signed_in(&site, "bientap");
        struct visitor *approver = signed_in(&site, "duyet");
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
        sign_in(citizen, "congdan");
        visit_get(citizen, "/can-bo/van-ban");
        assert_status(citizen, 403);
        /* an editor writes, and does not publish */
        sign_in(editor, "bientap");
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
        cmocka_unit_test(a_stranger_finds_directive_30_and_what_rests_on_it),
        cmocka_unit_test(every_instrument_of_the_law_stands_in_the_library),
        cmocka_unit_test(force_is_shown_for_the_day_that_is_asked),
        cmocka_unit_test(relations_are_shown_both_ways),
        cmocka_unit_test(a_document_leads_to_the_rules_that_rest_on_it),
        cmocka_unit_test(filters_narrow_the_list_down),
        cmocka_unit_test(a_wrong_filter_is_said_at_its_field),
        cmocka_unit_test(the_list_is_walked_to_its_end),
        cmocka_unit_test(feeds_and_the_table_name_the_newest),
        cmocka_unit_test(what_officials_added_stays_when_the_law_comes_in_again),
        cmocka_unit_test(a_site_without_units_waits_for_them),
        cmocka_unit_test(a_secretary_writes_numbers_relates_publishes_and_withdraws),
        cmocka_unit_test(what_must_be_public_stands_under_its_clause),
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
