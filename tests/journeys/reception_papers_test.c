/*
 * What a visit leaves on paper: receipts, refusals, the register with the headings of its
 * day, and on each who it was.
 */
#include "reception_desk.h"

#include "civic/paper_testing.h"

/* The words of the PDF at an address, cell by cell. */
static struct str pdf_words(struct visitor *visitor, const char *address)
{
    struct paper_desk desk = {.arena = visitor->jar};
    visit_get(visitor, address);
    assert_status(visitor, 200);
    assert_str(visit_header(visitor, "Content-Type"), STR("application/pdf"));
    return paper_cells(&desk, visitor->body);
}

static void papers_handed_over_get_a_receipt(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Bùi Văn Mẫu");
        struct visitor *clerk = desk.clerk;
        const char *visit = desk.visit;
        const char *papers;
        struct str words;
        papers = below(clerk, visit, "/giay-to");
        visit_get(clerk, papers);
        visit_submit(clerk, below(clerk, visit, "/bien-nhan"), "items", "", NULL);
        assert_field_error(clerk, "items", "");
        visit_submit(clerk, below(clerk, visit, "/bien-nhan"), "items",
                     "Đơn đề ngày 07/03/2022: 02 trang, bản chính\nẢnh chụp: 03 ảnh", NULL);
        assert_stored(clerk, papers);
        visit_follow(clerk);
        assert_page_has(clerk, "03 ảnh");
        /* nobody asked for the card: dots, to be written by hand */
        words = pdf_words(clerk, link_of(clerk, "Bản in"));
        assert_has(words, "……/……/…………, nơi cấp: ……");
        visit_get(clerk, visit);
        visit_submit(clerk, visit, "state", "serving", "id_number", "025088000123", "id_day",
                     "31/02/2021", NULL);
        assert_field_error(clerk, "id_day", "");
        visit_submit(clerk, visit, "id_day", "09/07/2021", "id_place", "Công an tỉnh Phú Thọ",
                     NULL);
        assert_stored(clerk, visit);
        visit_get(clerk, papers);
        words = pdf_words(clerk, link_of(clerk, "Bản in"));
        assert_has(words, "09/07/2021, nơi cấp: Công an tỉnh Phú Thọ");
        /* Mẫu 02/TCD: what was taken, thing by thing, in how many copies, of whom, by whom */
        assert_has(words, "1. Đơn đề ngày 07/03/2022: 02 trang, bản chính");
        assert_has(words, "2. Ảnh chụp: 03 ảnh");
        assert_has(words, "được lập thành 02 bản");
        assert_has(words, "Đã nhận của ông (bà): Bùi Văn Mẫu");
        assert_has(words, "Tôi là: Cán bộ tiếp công dân (minh họa)");
        /* nothing to refuse, to conclude or to answer yet */
        visit_get(clerk, below(clerk, papers, "/refusal.pdf"));
        assert_status(clerk, 404);
        visit_get(clerk, papers);
        visit_post(clerk, below(clerk, papers, "/result"), "words", "Xong", "post", "x", "signer",
                   "y", NULL);
        assert_status(clerk, 409);
    }
}

/* columns: day of the visit, a ground, whether it is offered, whether it is written */
static const struct {
    int year, month, day;
    const char *ground;
    bool is_offered;
    bool is_written;
} refusals[] = {
    {2022, 3, 8, "refusal_threat",   true,  false}, /* Law 42/2013, article 9.2 */
    {2022, 3, 8, "refusal_resolved", true,  true }, /* article 9.3 */
    {2022, 3, 8, "refusal_answered", false, false}, /* the decree is of 2026 */
};

static void a_refusal_names_a_ground_of_its_day_and_is_written_where_the_law_says(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        for (size_t i = 0; i < COUNT(refusals); i++) {
            struct visitor *clerk;
            const char *visit;
            const char *papers;
            struct str words;
            go_to(&site, date_ymd(refusals[i].year, refusals[i].month, refusals[i].day), 8);
            clerk = sign_in(&site, "tiepdan");
            visit_get(clerk, "/can-bo/tiep-dan");
            visit_submit(clerk, "/can-bo/tiep-dan", "name", "Lò Văn Mẫu", NULL);
            visit_follow(clerk);
            visit = link_of(clerk, arena_printf(clerk->jar, "%d", (int)i + 1).ptr);
            visit_get(clerk, visit);
            visit_submit(clerk, visit, "state", "refused", NULL);
            assert_field_error(clerk, "refusal", "");
            visit_post(clerk, visit, "state", "refused", "people", "1", "version", "0", "refusal",
                       refusals[i].ground, "name", "Lò Văn Mẫu", "id_number", "025088000123",
                       "id_day", "2021-07-09", "id_place", "Bộ Công an", NULL);
            if (!refusals[i].is_offered) {
                assert_status(clerk, 422);
                continue;
            }
            assert_stored(clerk, visit);
            papers = below(clerk, visit, "/giay-to");
            visit_get(clerk, papers);
            if (!refusals[i].is_written) {
                assert_page_lacks(clerk, "Mẫu 01/TCD");
                continue;
            }
            visit_submit(clerk, below(clerk, papers, "/refusal"), "post", "Trưởng ban", "signer",
                         "Đỗ Văn Mẫu", NULL);
            assert_stored(clerk, papers);
            words = pdf_words(clerk, below(clerk, papers, "/refusal.pdf"));
            assert_has(words, "025088000123, ngày cấp: 09/07/2021, nơi cấp: Bộ Công an");
            assert_has(words, "khoản 3 Điều 9");
        }
    }
}

/* columns: span, the headings of the forms that tell the two apart */
static const struct {
    const char *span;
    bool is_of_decree;
    const char *note; /* on the page */
} spans[] = {
    {"tu=2022-03-01&den=2022-03-31", false, "Thông tư 04/2021"     },
    {"tu=2026-06-01&den=2026-06-30", false, "Thông tư 04/2021"     },
    {"tu=2026-07-01&den=2026-07-31", true,  "Nghị định 154/2026"},
    {"tu=2026-06-01&den=2026-07-31", true,  "thuộc hai mẫu sổ" },
};
/* Circular 04/2021, Mẫu 03; Decree 154/2026, Mẫu 03/TCD: the columns that differ. */
static const char *const of_circular[] = {"Phân loại đơn", "Hướng xử lý: thụ lý",
                                          "Hướng xử lý: trả lại đơn và hướng dẫn",
                                          "Hướng xử lý: chuyển đơn đến cơ quan"};
static const char *const of_decree[] = {"Số người cùng nội dung", "Thuộc thẩm quyền",
                                        "Hướng dẫn đến cơ quan có thẩm quyền",
                                        "Cơ quan, đơn vị thụ lý"};

static void assert_headings(struct str words, bool is_of_decree)
{
    for (size_t i = 0; i < COUNT(of_decree); i++) {
        bool has_decree = str_find(words, str_from_c(of_decree[i]), 0) >= 0;
        bool has_circular = str_find(words, str_from_c(of_circular[i]), 0) >= 0;
        if (has_decree != is_of_decree || has_circular == is_of_decree)
            fail_msg("heading %zu of " PRISTR, i, STRARG(words));
    }
}

static void the_register_has_the_headings_of_its_day(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Bùi Văn Mẫu");
        struct visitor *clerk = desk.clerk;
        visit_submit(clerk, desk.visit, "state", "received", "kind", "proposal", "content",
                     "Kiến nghị sửa mương khu 5", "answered", "1", NULL);
        for (size_t i = 0; i < COUNT(spans); i++) {
            visit_get(clerk, below(clerk, "/can-bo/tiep-dan/so?", spans[i].span));
            assert_page_has(clerk, spans[i].note);
            if (i == 0) /* somebody came: the page has a table */
                assert_headings(visit_text(clerk), spans[i].is_of_decree);
            visit_get(clerk, below(clerk, "/can-bo/tiep-dan/so.csv?", spans[i].span));
            assert_headings(clerk->body, spans[i].is_of_decree);
            visit_get(clerk, below(clerk, "/can-bo/tiep-dan/so.xlsx?", spans[i].span));
            assert_status(clerk, 200);
            assert_headings(
                pdf_words(clerk, below(clerk, "/can-bo/tiep-dan/so.pdf?", spans[i].span)),
                spans[i].is_of_decree);
        }
        assert_has(pdf_words(clerk, "/can-bo/tiep-dan/so.pdf?tu=2022-03-08&den=2022-03-08"),
                   "Kiến nghị sửa mương khu 5");
    }
}

/* Decree 30/2020/NĐ-CP, annex I: mức độ khẩn below the number, an annex on a page of its
 * own that names its paper. What was issued stays, however the record is put right. */
static void an_issued_notice_says_what_the_signer_added_and_stays_as_it_was(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Bùi Văn Mẫu");
        struct visitor *clerk = desk.clerk;
        const char *papers = below(clerk, desk.visit, "/giay-to");
        const char *notice = below(clerk, papers, "/conclusion");
        struct str words;
        visit_submit(clerk, desk.visit, "state", "received", "kind", "proposal", "content",
                     "Kiến nghị sửa mương khu 5", "conclusion", "Giao xã khảo sát", "answered", "1",
                     NULL);
        visit_get(clerk, papers);
        visit_submit(clerk, notice, "post", "Chủ tịch", "signer", "Hà Văn Mẫu", "urgency",
                     "express", "annex_name", "Danh sách đoạn mương", NULL);
        assert_field_error(clerk, "annex_text", "");
        assert_field(clerk, "annex_name", "Danh sách đoạn mương");
        visit_submit(clerk, notice, "annex_text", "Đoạn cầu Đồng: 120 m\nĐoạn trường học: 80 m",
                     NULL);
        assert_stored(clerk, papers);
        visit_get(clerk, desk.visit);
        visit_submit(clerk, desk.visit, "content", "Nội dung ghi lại về sau", "conclusion",
                     "Kết luận ghi lại về sau", NULL);
        assert_stored(clerk, desk.visit);
        words = pdf_words(clerk, below(clerk, notice, ".pdf"));
        /* annex I, II.2, II.4 and II.5 */
        assert_has(words, "ỦY BAN NHÂN DÂN HUYỆN THANH BA BAN TIẾP CÔNG DÂN HUYỆN THANH BA");
        assert_has(words, "Thanh Ba, ngày 08 tháng 3 năm 2022 HỎA TỐC");
        assert_true(str_find(words, STR("Huyện Thanh Ba, ngày"), 0) < 0);
        assert_has(words, "DANH SÁCH ĐOẠN MƯƠNG");
        assert_has(words, "Kèm theo Văn bản số 01/TB-BTCD");
        assert_has(words, "Đoạn trường học: 80 m");
        assert_has(words, "Kiến nghị sửa mương khu 5");
        assert_has(words, "Giao xã khảo sát");
        assert_true(str_find(words, STR("về sau"), 0) < 0);
        /* issued once: not again from a page that knows the record as it is now */
        visit_get(clerk, papers);
        visit_post(clerk, notice, "post", "Chủ tịch", "signer", "Người Khác", "version", "2", NULL);
        assert_status(clerk, 409);
        assert_page_has(clerk, "đã ban hành");
    }
}

/* Decree 154/2026, article 25.2: the tasks with who does them and until when. */
static void a_conclusion_names_the_tasks_that_were_given(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Bùi Văn Mẫu");
        struct visitor *clerk = desk.clerk;
        const char *notice = below(clerk, desk.visit, "/giay-to/conclusion");
        struct str words;
        visit_submit(clerk, desk.visit, "state", "received", "kind", "proposal", "content",
                     "Kiến nghị sửa mương khu 5", "conclusion", "Giao khảo sát", "answered", "1",
                     NULL);
        visit_get(clerk, desk.visit);
        visit_submit(clerk, below(clerk, desk.visit, "/viec"), "owner",
                     option_of(clerk, "Cán bộ thụ lý (minh họa)"), "task", "Xem mương khu 5",
                     "due_on", "18/03/2022", NULL);
        assert_stored(clerk, desk.visit);
        visit_get(clerk, below(clerk, desk.visit, "/giay-to"));
        visit_submit(clerk, notice, "post", "Chủ tịch", "signer", "Hà Văn Mẫu", NULL);
        assert_status(clerk, 303);
        words = pdf_words(clerk, below(clerk, notice, ".pdf"));
        assert_has(words, "Cán bộ thụ lý (minh họa) Xem mương khu 5 18/03/2022");
    }
}

/* Law 25/2018, article 8: a paper that was issued before anybody knew that they denounce
 * names them no longer. */
static void an_issued_paper_names_no_denouncer(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Canari Nói Sau");
        struct visitor *clerk = desk.clerk;
        const char *notice = below(clerk, desk.visit, "/giay-to/conclusion");
        visit_submit(clerk, desk.visit, "state", "received", "kind", "feedback", "content",
                     "Tôi là Canari ở khu 5", "conclusion", "Giao kiểm tra", "answered", "1", NULL);
        visit_get(clerk, below(clerk, desk.visit, "/giay-to"));
        visit_submit(clerk, notice, "post", "Chủ tịch", "signer", "Hà Văn Mẫu", NULL);
        assert_status(clerk, 303);
        assert_has(pdf_words(clerk, below(clerk, notice, ".pdf")), "Canari");
        visit_get(clerk, desk.visit);
        visit_submit(clerk, desk.visit, "kind", "denunciation", "content", "Thu phí ở chợ", NULL);
        assert_stored(clerk, desk.visit);
        assert_true(str_find(pdf_words(clerk, below(clerk, notice, ".pdf")), STR("Canari"), 0) < 0);
    }
}

static void a_refusal_that_was_issued_keeps_its_ground(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Lò Văn Mẫu");
        struct visitor *clerk = desk.clerk;
        const char *papers = below(clerk, desk.visit, "/giay-to");
        struct str words;
        visit_submit(clerk, desk.visit, "state", "refused", "refusal", "refusal_resolved", NULL);
        visit_get(clerk, papers);
        visit_submit(clerk, below(clerk, papers, "/refusal"), "post", "Trưởng ban", "signer",
                     "Đỗ Văn Mẫu", NULL);
        assert_stored(clerk, papers);
        visit_get(clerk, desk.visit);
        visit_submit(clerk, desk.visit, "refusal", "refusal_threat", NULL);
        assert_stored(clerk, desk.visit);
        words = pdf_words(clerk, below(clerk, papers, "/refusal.pdf"));
        assert_has(words, "khoản 3 Điều 9");
        assert_true(str_find(words, STR("khoản 2 Điều 9"), 0) < 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(papers_handed_over_get_a_receipt),
        cmocka_unit_test(a_refusal_names_a_ground_of_its_day_and_is_written_where_the_law_says),
        cmocka_unit_test(an_issued_notice_says_what_the_signer_added_and_stays_as_it_was),
        cmocka_unit_test(a_refusal_that_was_issued_keeps_its_ground),
        cmocka_unit_test(a_conclusion_names_the_tasks_that_were_given),
        cmocka_unit_test(an_issued_paper_names_no_denouncer),
        cmocka_unit_test(the_register_has_the_headings_of_its_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
