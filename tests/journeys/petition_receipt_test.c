/*
 * The receipt of a petition that came on paper: form 02/TCD for whoever handed it in, with
 * the name of the giver unless that is under seal.
 */
#include "petition_story.h"

#include "civic/paper_testing.h"
#include "modules/petitions/petition.h"

#define SCAN "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"

static struct str words_of(struct visitor *visitor)
{
    struct paper_desk desk = {.arena = visitor->jar};
    assert_status(visitor, 200);
    assert_str(visit_header(visitor, "Content-Type"), STR("application/pdf"));
    assert_str(visit_header(visitor, "Cache-Control"), STR("no-store"));
    return paper_words(&desk, visitor->body);
}

static void assert_words(struct str words, const char *has)
{
    if (str_find(words, str_from_c(has), 0) < 0)
        fail_msg("the receipt lacks \"%s\":\n" PRISTR, has, STRARG(words));
}

/* Keys a petition in and stands in its file; ends with the address of the receipt. */
static const char *key_in(struct visitor *clerk, const char *kind, const char *day,
                          const char *name)
{
    struct visit_file scan = {"file", "Đơn gốc có chữ ký.pdf", "application/pdf", STR(SCAN)};
    visit_get(clerk, "/can-bo/don-thu/nhap");
    visit_upload(clerk, "/can-bo/don-thu/nhap", &scan, "kind", kind, "source", "paper",
                 "received_on", day, "title", "Mức bồi thường cây cối", "content",
                 "Mức bồi thường thấp hơn quyết định đã công bố.", "name", name, NULL);
    assert_status(clerk, 303);
    visit_follow(clerk);
    assert_page_has(clerk, "Giấy biên nhận (Mẫu 02/TCD)");
    assert_no_dead_links(clerk);
    return arena_c(clerk->jar, visit_link(clerk, "In cho người nộp đơn"));
}

/* Of the file whose receipt it is. */
static struct str code_of(const char *receipt)
{
    struct str rest = str_from(str_from_c(receipt), strlen("/can-bo/viec/"));
    return str_cut(&rest, '/');
}

/* Luật Khiếu nại and NĐ 154/2026 (before: TT 04/2021), Mẫu 02/TCD: place and hour, who received
 * as what, from whom, what; both sign. */
static void who_brings_a_paper_gets_form_02(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct visitor *nobody = visitor_new(&site);
        const char *receipt = key_in(clerk, "khieu-nai", "4/3/2022", "Phạm Thị Quyển");
        struct str code = code_of(receipt);
        struct str words;
        visit_get(clerk, receipt);
        words = words_of(clerk);
        assert_words(words, "Mẫu số 02/TCD");
        assert_words(words, "ỦY BAN NHÂN DÂN HUYỆN THANH BA");
        assert_words(words, "ngày 04 tháng 3 năm 2022");
        assert_words(words, "…… giờ …… phút"); /* it came before it was keyed in */
        assert_words(words, "Tôi là: Cán bộ tiếp công dân (minh họa)");
        assert_words(words, "Đã nhận của ông (bà): Phạm Thị Quyển");
        assert_words(words, "1. Đơn khiếu nại.");
        assert_words(words, "2. Đơn gốc có chữ ký.pdf");
        assert_words(words, "lập thành 02 bản");
        /* whoever takes it out is among those who read the file */
        visit_get(leader, receipt);
        assert_status(leader, 200);
        visit_get(clerk, file_of(clerk, code_of(receipt), ""));
        visit_get(clerk, arena_c(clerk->jar, visit_link(clerk, "Ai đã xem hồ sơ")));
        assert_page_has(clerk, "Lãnh đạo huyện (minh họa)");
        visit_get(editor, receipt);
        assert_status(editor, 403);
        visit_get(nobody, receipt);
        assert_status(nobody, 303); /* to sign in */
        /* the slip with a key leads to it */
        visit_get(clerk, file_of(clerk, code, "/khoa"));
        visit_submit(clerk, file_of(clerk, code, "/khoa"), "reason",
                     "Đối chiếu căn cước với họ tên trong đơn", NULL);
        assert_page_has(clerk, "Đã cấp khóa mới");
        assert_str(visit_link(clerk, "In giấy biên nhận (PDF)"), str_from_c(receipt));
    }
}

/* Luật Tố cáo 25/2018, Điều 56: nothing that tells who denounces. */
static void the_receipt_of_a_denunciation_names_nobody(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        const char *receipt = key_in(clerk, "to-cao", "7/3/2022", CANARY);
        struct str words;
        visit_get(clerk, receipt);
        words = words_of(clerk);
        assert_words(words, "Đã nhận của ông (bà): ……");
        assert_words(words, "1. Đơn, nội dung được niêm phong.");
        assert_words(words, "2. Tài liệu kèm theo, được niêm phong: 1.");
        assert_words(words, "lập thành 01 bản"); /* the desk keeps no name */
        assert_true(str_find(words, STR(CANARY), 0) < 0);
        assert_true(str_find(words, STR("Đơn gốc có chữ ký"), 0) < 0);
    }
}

/* What was sent over the web was received by the site, and has its receipt there. */
static void what_was_sent_over_the_web_has_none_at_the_desk(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct sent sent = complain(farmer);
        visit_get(clerk, file_of(clerk, sent.code, ""));
        assert_page_lacks(clerk, "Giấy biên nhận (Mẫu 02/TCD)");
        visit_get(clerk, file_of(clerk, sent.code, "/bien-nhan.pdf"));
        assert_status(clerk, 404);
    }
}

/* A petition that may be the same as another: received, and the way into its file stands
 * beside the way to join them; from the file it leads back. */
static void a_petition_like_another_leads_to_its_file_and_back(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        const char *file;
        const char *receipt;
        key_in(clerk, "khieu-nai", "4/3/2022", "Phạm Thị Quyển");
        visit_get(clerk, "/can-bo/don-thu/nhap");
        visit_submit(clerk, "/can-bo/don-thu/nhap", "kind", "khieu-nai", "source", "paper",
                     "received_on", "7/3/2022", "title", "Mức bồi thường cây cối", "content",
                     "Mức bồi thường thấp hơn quyết định đã công bố.", "name", "Phạm Thị Quyển",
                     NULL);
        assert_status(clerk, 422);
        visit_submit(clerk, "/can-bo/don-thu/nhap", "apart", "1", NULL);
        assert_status(clerk, 303);
        visit_follow(clerk);
        assert_page_has(clerk, "Đã nhận đơn vào sổ");
        receipt = arena_c(clerk->jar, visit_link(clerk, "In giấy biên nhận (PDF)"));
        file = arena_c(clerk->jar, visit_link(clerk, "Quay lại hồ sơ"));
        visit_get(clerk, receipt);
        assert_words(words_of(clerk), "Phạm Thị Quyển");
        visit_get(clerk, file);
        assert_status(clerk, 200);
        visit_get(clerk, arena_c(clerk->jar, visit_link(clerk, "Xem đơn có thể trùng")));
        assert_page_has(clerk, "cùng họ tên hoặc liên hệ");
        assert_page_lacks(clerk, "Đã nhận đơn vào sổ");
        assert_str(visit_link(clerk, "Quay lại hồ sơ"), str_from_c(file));
    }
}

/* Who reads the pages in English writes to the same office. */
static void the_file_of_an_english_reader_is_vietnamese(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct letter letter = {.kind = &denunciation_kind,
                                .source = STR("web"),
                                .received_on = date_ymd(2022, 3, 7),
                                .about = STR("Trưởng khu 5"),
                                .content = STR("He collects money without a receipt."),
                                .sender = {.name = STR(CANARY)},
                                .is_by_sender = true};
        struct matter_receipt receipt;
        struct matter matter;
        site.work->locale = LOCALE_EN;
        assert_no_fault(letter_receive(site.work, &letter, &receipt));
        assert_int_equal(site.work->locale, LOCALE_EN);
        site.work->locale = LOCALE_VI;
        assert_no_fault(matter_load(site.work, receipt.id, &matter));
        assert_str(matter.title, STR("Tố cáo (nội dung niêm phong)"));
        db_release(site.work);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_brings_a_paper_gets_form_02),
        cmocka_unit_test(the_receipt_of_a_denunciation_names_nobody),
        cmocka_unit_test(what_was_sent_over_the_web_has_none_at_the_desk),
        cmocka_unit_test(a_petition_like_another_leads_to_its_file_and_back),
        cmocka_unit_test(the_file_of_an_english_reader_is_vietnamese),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
