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
        assert_no_dead_links(an);
        visit_get(an, "/van-ban?loai=ke-hoach");
        assert_page_has(an, "Kế hoạch 02-KH/BCĐ");
        assert_page_has(an, "minh họa");
        visit_get(an, "/van-ban");
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

/* Laws 47/2024 and 97/2025 amend Law 10/2022 from 01/07/2025 on. */
static void a_law_says_on_which_day_it_was_amended(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, LAW_2022 "?ngay=30/06/2025");
        assert_page_has(an, "Còn hiệu lực vào ngày 30/06/2025 Có hiệu lực từ");
        visit_get(an, LAW_2022 "?ngay=01/07/2025");
        assert_page_has(an, "Còn hiệu lực vào ngày 01/07/2025 Đã được sửa đổi, bổ sung");
        assert_page_has(an, "Luật Quy hoạch đô thị và nông thôn, từ 01/07/2025");
        /* before it held, and after it ended, nothing of it is amended */
        visit_get(an, LAW_2022 "?ngay=30/06/2023");
        assert_page_has(an, "Chưa có hiệu lực vào ngày 30/06/2023 Có hiệu lực từ");
    }
}

/* What the platform rests on besides its rules, each with its days and relations. */
static void instruments_named_beside_the_rules_stand_there_too(void **state)
{
    /* columns: address, words that its page has */
    static const struct {
        const char *path;
        const char *words[3];
    } rows[] = {
        {"/van-ban/luat-10-2022-qh15",              {"10/11/2022", "Luật 97/2025/QH15", "Luật 47/2024/QH15"}  },
        {"/van-ban/luat-97-2025-qh15",              {"27/06/2025", "01/07/2025", "Luật 75/2015/QH13"}           },
        {"/van-ban/nghi-quyet-55-1998-nq-ubtvqh10",
         {"30/08/1998", "Được thay thế bởi", "Luật 10/2022/QH15"}                                       },
        {"/van-ban/nghi-dinh-30-2020-nd-cp",        {"05/03/2020", "công tác văn thư", "Chính phủ"}        },
        {"/van-ban/nghi-dinh-13-2023-nd-cp",
         {"31/12/2025", "Nghị định 356/2025/NĐ-CP", "dữ liệu cá nhân"}                                },
        {"/van-ban/quyet-dinh-217-qd-tw",           {"12/12/2013", "Bộ Chính trị", "phản biện xã hội"}},
        {"/van-ban/thong-tu-06-2014-tt-ttcp",
         {"14/11/2021", "Thông tư 04/2021/TT-TTCP", "31/10/2014"}                                               },
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        for (size_t i = 0; i < COUNT(rows); i++) {
            visit_get(an, rows[i].path);
            assert_status(an, 200);
            for (size_t k = 0; k < COUNT(rows[i].words); k++)
                assert_page_has(an, rows[i].words[k]);
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
        /* article 90, clause 2: two instruments end with it */
        assert_page_has(an, "Thay thế Nghị quyết 55/1998/NQ-UBTVQH10: Nghị quyết về việc ban hành "
                            "Quy chế thực hiện dân chủ trong hoạt động của cơ quan Pháp lệnh "
                            "34/2007/PL-UBTVQH11");
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
        assert_page_has(an, "Chưa đăng văn bản nào.");
    }
}

/* ---- writing ---- */

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
        signs_in(secretary, "thuky");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stranger_finds_directive_30_and_what_rests_on_it),
        cmocka_unit_test(every_instrument_of_the_law_stands_in_the_library),
        cmocka_unit_test(a_law_says_on_which_day_it_was_amended),
        cmocka_unit_test(instruments_named_beside_the_rules_stand_there_too),
        cmocka_unit_test(force_is_shown_for_the_day_that_is_asked),
        cmocka_unit_test(relations_are_shown_both_ways),
        cmocka_unit_test(a_document_leads_to_the_rules_that_rest_on_it),
        cmocka_unit_test(filters_narrow_the_list_down),
        cmocka_unit_test(a_wrong_filter_is_said_at_its_field),
        cmocka_unit_test(the_list_is_walked_to_its_end),
        cmocka_unit_test(feeds_and_the_table_name_the_newest),
        cmocka_unit_test(what_officials_added_stays_when_the_law_comes_in_again),
        cmocka_unit_test(a_site_without_units_waits_for_them),
        cmocka_unit_test(what_must_be_public_stands_under_its_clause),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
