/*
 * The papers of a petition: made from the case by each step, issued with the next
 * number of the body, the signed scan beside them, the sender's part for the sender;
 * those of a denunciation name no denouncer.
 */
#include "petition_paper_story.h"

#include "base/file.h"

#include <dlfcn.h>

#define PDF "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n% signed\n%%EOF\n"

/* Everything that was typed and decided, no number yet; nobody else sees it. */
static void preview_notice(struct site_testing *site, struct visitor *clerk, struct sent sent,
                           const char *pdf)
{
    struct visitor *editor = sign_in(site, "bientap");
    struct visitor *farmer = visitor_new(site);
    visit_get(editor, file_of(editor, sent.code, "/van-ban"));
    assert_status(editor, 403);
    visit_get(editor, pdf);
    assert_status(editor, 403);
    visit_get(clerk, pdf);
    assert_says(clerk, "Nguyễn Thị Thưởng", true);
    assert_says(clerk, "Diện tích đất được bồi thường bị tính thiếu", true);
    assert_says(clerk, "Vụ việc được giao cho thanh tra huyện xác minh.", true);
    assert_says(clerk, "ỦY BAN NHÂN DÂN HUYỆN THANH BA", true);
    /* accepted on 07/03/2022: 30 days end on 06/04 */
    assert_says(clerk, "ngày 06 tháng 4 năm 2022", true);
    assert_says(clerk, "Số: 01/TB-UBND", false);
    /* the sender has nothing before it is issued */
    look_up(farmer, sent);
    visit_get(farmer, arena_c(farmer->jar, visit_link(farmer, "Văn bản của vụ việc")));
    assert_page_has(farmer, "Chưa có văn bản nào.");
}

/* Wants a signer, and a day that is neither to come nor before the step. */
static void issue_notice(struct visitor *clerk, const char *paper, const char *pdf)
{
    visit_get(clerk, paper);
    visit_submit(clerk, paper, "signed_on", "8/3/2022", "signer", "", NULL);
    assert_status(clerk, 422);
    assert_field_error(clerk, "signer", "Xin điền");
    assert_field(clerk, "signed_on", "8/3/2022");
    visit_submit(clerk, paper, "signer", "Đỗ Phước Vĩnh", NULL);
    assert_status(clerk, 422);
    assert_field_error(clerk, "signed_on", "còn chưa tới");
    visit_submit(clerk, paper, "signed_on", "6/3/2022", "signer", "Đỗ Phước Vĩnh", NULL);
    assert_status(clerk, 422);
    assert_field_error(clerk, "signed_on", "không thể trước ngày");
    visit_get(clerk, paper);
    visit_submit(clerk, paper, "signer", "Đỗ Phước Vĩnh", "receivers", "Như trên\nThanh tra huyện",
                 NULL);
    assert_status(clerk, 303);
    visit_follow(clerk);
    assert_page_has(clerk, "01/TB-UBND");
    visit_get(clerk, pdf);
    assert_says(clerk, "Số: 01/TB-UBND", true);
    assert_says(clerk, "Đỗ Phước Vĩnh", true);
    assert_says(clerk, "- Thanh tra huyện", true);
    assert_says(clerk, "BẢN XEM TRƯỚC", false);
}

/* The signed scan takes the place of the paper, for the sender too. */
static void upload_signed(struct visitor *clerk, const char *paper, struct visitor *farmer,
                          struct sent sent)
{
    struct visit_file scan = {"file", "đã ký.pdf", "application/pdf", STR(PDF)};
    struct visit_file bad = {"file", "ky.exe", "application/pdf", STR("MZ\220\0\3\0\0\0")};
    visit_get(clerk, paper);
    visit_upload(clerk, paper, &bad, NULL);
    assert_status(clerk, 422);
    assert_field_error(clerk, "file", "Không nhận tệp ky.exe");
    visit_upload(clerk, paper, &scan, NULL);
    assert_status(clerk, 303);
    visit_follow(clerk);
    assert_page_has(clerk, "Bản đã ký");
    assert_no_dead_links(clerk);
    visit_get(farmer, "/don-thu/tra-cuu");
    visit_get(farmer,
              arena_printf(farmer->jar, "/don-thu/" PRISTR "/van-ban", STRARG(sent.code)).ptr);
    visit_get(farmer, arena_c(farmer->jar, visit_link(farmer, "Thông báo thụ lý")));
    assert_str(farmer->body, STR(PDF));
}

static void the_notice_of_acceptance_is_made_issued_and_signed(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct visitor *farmer = visitor_new(&site);
        struct sent sent = accept_complaint(&site, clerk, leader);
        const char *list = file_of(clerk, sent.code, "/van-ban");
        const char *pdf;
        const char *paper;
        visit_get(clerk, file_of(clerk, sent.code, ""));
        assert_link(clerk, list);
        visit_get(clerk, list);
        assert_page_has(clerk, "Thông báo thụ lý giải quyết khiếu nại");
        assert_no_dead_links(clerk);
        pdf = arena_c(clerk->jar, visit_link(clerk, "Thông báo thụ lý giải quyết khiếu nại (PDF)"));
        paper = arena_c(clerk->jar, visit_link(clerk, "Ban hành Thông báo thụ lý"));
        preview_notice(&site, clerk, sent, pdf);
        issue_notice(clerk, paper, pdf);
        /* and is the same whenever it is made again */
        site_testing_wait(&site, 10 * 60);
        look_up(farmer, sent);
        visit_get(farmer, arena_c(farmer->jar, visit_link(farmer, "Văn bản của vụ việc")));
        assert_no_dead_links(farmer);
        visit_get(farmer, arena_c(farmer->jar, visit_link(farmer, "Thông báo thụ lý")));
        assert_says(farmer, "Số: 01/TB-UBND", true);
        visit_get(clerk, pdf);
        assert_str(clerk->body, farmer->body);
        upload_signed(clerk, paper, farmer, sent);
    }
}

/* Signed on Tuesday 08/03/2022, entered the day after: the term begins on the Tuesday, the
 * paper bears it, and the file shows both days. */
static void what_was_signed_yesterday_is_entered_today(void **state)
{
    enum {
        DAY = 24 * 60 * 60
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = propose_complaint(&site, clerk);
        const char *accept = file_of(leader, sent.code, "/accept");
        const char *paper;
        site_testing_wait(&site, 2 * DAY);
        leader = sign_in(&site, "lanhdao");
        clerk = sign_in(&site, "tiepdan");
        visit_get(leader, accept);
        assert_field(leader, "day", "09/03/2022");
        visit_submit(leader, accept, "answer", "Thụ lý.", "day", "10/3/2022", NULL);
        assert_field_error(leader, "day", "còn chưa tới");
        visit_submit(leader, accept, "day", "6/3/2022", NULL);
        assert_field_error(leader, "day", "chỉ đến ngày 07/03/2022 mới nhận");
        visit_submit(leader, accept, "day", "8/3/2022", NULL);
        assert_status(leader, 303);
        visit_follow(leader);
        assert_page_has(leader, "08/03/2022, nhập 08:00 09/03/2022 Đã");
        assert_page_has(leader, "07/04/2022"); /* 30 days from the Tuesday */
        /* the step that follows is not older */
        visit_get(leader, file_of(leader, sent.code, "/suspend"));
        visit_submit(leader, file_of(leader, sent.code, "/suspend"), "note", "Chờ bản án.", "day",
                     "7/3/2022", NULL);
        assert_field_error(leader, "day", "Bước trước đó là ngày 08/03/2022");
        visit_get(clerk, file_of(clerk, sent.code, "/van-ban"));
        paper = arena_c(clerk->jar, visit_link(clerk, "Ban hành Thông báo thụ lý"));
        visit_get(clerk, paper);
        visit_submit(clerk, paper, "signed_on", "8/3/2022", "signer", "Đỗ Phước Vĩnh", NULL);
        assert_status(clerk, 303);
        visit_get(clerk, pdf_of(clerk, paper));
        assert_says(clerk, "ngày 08 tháng 3 năm 2022", true);
        /* and what is long ago is not dated back: petition.entry, 30 days */
        site_testing_wait(&site, 31 * DAY);
        leader = sign_in(&site, "lanhdao");
        visit_get(leader, file_of(leader, sent.code, "/suspend"));
        visit_submit(leader, file_of(leader, sent.code, "/suspend"), "note", "Chờ bản án.", "day",
                     "9/3/2022", NULL);
        assert_field_error(leader, "day", "đã quá 30 ngày");
    }
}

/* On A4, in the order of the book; the page is English, the paper is not. Who denounced, and
 * what, stands in no line, and the words of the link are those of the filter. */
static void the_register_is_printed(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct visitor *farmer = visitor_new(&site);
        struct sent sent = accept_complaint(&site, clerk, leader);
        struct sent sealed = denounce(farmer, false);
        visit_get(clerk, "/can-bo/so-don?tu=01%2F03%2F2022&den=31%2F03%2F2022");
        assert_no_dead_links(clerk);
        visit_get(clerk, arena_c(clerk->jar, visit_link(clerk, "In trên giấy A4")));
        assert_status(clerk, 200);
        assert_says(clerk, "SỔ THEO DÕI ĐƠN", true);
        assert_says(clerk, "Từ ngày 01/03/2022 đến ngày 31/03/2022", true);
        assert_says(clerk, "ỦY BAN NHÂN DÂN HUYỆN THANH BA", true);
        assert_says(clerk, arena_c(clerk->jar, sent.code), true);
        assert_says(clerk, arena_c(clerk->jar, sealed.code), true);
        assert_says(clerk, "Thụ lý", true);
        assert_says(clerk, "Niêm phong", true);
        assert_says(clerk, CANARY, false);
        assert_says(clerk, CANARY_WORDS, false);
        visit_get(clerk, "/can-bo/so-don.pdf?loai=khieu-nai");
        assert_says(clerk, "Đến ngày 07/03/2022", true);
        assert_says(clerk, arena_c(clerk->jar, sealed.code), false);
        visit_get(farmer, "/can-bo/so-don.pdf");
        assert_status(farmer, 303);
    }
}

/* More than are printed at once: it is said, and nothing is left out silently. */
static void a_register_too_long_to_print_says_so(void **state)
{
    struct str many =
        STR("INSERT INTO matter (id, code, key_digest, kind, unit_id, state, phase, due_on, title,"
            " content, source, visibility, facts, received_on, opened_at, event_count, chain_head)"
            " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5001)"
            " SELECT n.i, 'ZZ-' || CAST(n.i AS TEXT), '', 'kien-nghi', u.id, 'received', 0,"
            " '9999-12-31', 'A', 'A', 'web', 'agency', '', '2022-02-01', 1, 1, '' FROM n"
            " JOIN unit u ON u.kind = 'district' AND u.code = '232';");
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk;
        assert_no_fault(db_write(site.work, db_testing_script, &many));
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, "/can-bo/so-don.pdf?den=28%2F02%2F2022");
        assert_status(clerk, 413);
        assert_page_has(clerk, "hơn 5000 dòng");
        visit_get(clerk, "/can-bo/so-don.pdf?tu=02%2F02%2F2022");
        assert_status(clerk, 200);
    }
}

/* What the signer adds is seen before it is issued, and stands in the paper. */
static void urgency_and_annexes_are_previewed_and_issued(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = accept_complaint(&site, clerk, leader);
        const char *paper;
        paper = paper_of(clerk, sent, NOTICE);
        visit_get(clerk, paper);
        visit_submit(clerk, paper, "signer", "Đỗ Phước Vĩnh", "urgency", "secret", NULL);
        assert_status(clerk, 422);
        visit_get(clerk, paper);
        visit_submit(clerk, paper, "signer", "Đỗ Phước Vĩnh", "urgency", "express", "annex1",
                     "Tài liệu cần nộp", NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "text1", "Xin ghi nội dung phụ lục");
        assert_field(clerk, "annex1", "Tài liệu cần nộp"); /* nothing typed is lost */
        visit_submit(clerk, paper, "text1", "1. Bản đồ thửa đất.\n2. Biên bản đo.", "text2",
                     "Số điện thoại của tổ xác minh.", "do", "preview", NULL);
        assert_says(clerk, "HỎA TỐC", true);
        assert_says(clerk, "Đỗ Phước Vĩnh", true);
        assert_says(clerk, "ngày 07 tháng 3 năm 2022", true);
        assert_says(clerk, "Số: 01/TB-UBND", false); /* it took no number */
        visit_get(clerk, paper);
        visit_submit(clerk, paper, "signer", "Đỗ Phước Vĩnh", "urgency", "express", "annex1",
                     "Tài liệu cần nộp", "text1", "1. Bản đồ thửa đất.\n2. Biên bản đo.", "text2",
                     "Số điện thoại của tổ xác minh.", NULL);
        assert_status(clerk, 303);
        visit_get(clerk, pdf_of(clerk, paper));
        assert_says(clerk, "HỎA TỐC", true);
        assert_says(clerk, "(Có Phụ lục kèm theo)", true);
        assert_says(clerk, "Phụ lục I TÀI LIỆU CẦN NỘP", true);
        assert_says(clerk, "(Kèm theo Văn bản số 01/TB-UBND ngày 07 tháng 3 năm 2022 của", true);
        assert_says(clerk, "2. Biên bản đo.", true);
        assert_says(clerk, "Phụ lục II", true);
    }
}

/* Takes all fonts away, as where their package was removed; or gives them back. */
static void set_fonts(struct site_testing *site, bool are_there)
{
    int (*read_again)(void) = NULL;
    const char *path = arena_printf(site->arena, "%s/no-fonts.conf", site->folder).ptr;
    *(void **)&read_again = dlsym(RTLD_DEFAULT, "FcInitReinitialize");
    assert_non_null(read_again);
    assert_no_fault(file_write(site->arena, path, STR("<fontconfig></fontconfig>"), 0600));
    if (are_there)
        unsetenv("FONTCONFIG_FILE");
    else
        setenv("FONTCONFIG_FILE", path, 1);
    read_again();
    if (!are_there) /* who made papers before has a font in hand */
        assert_no_fault(papers_open(site->site));
}

/* The decision stands with its number and its signature; its PDF is made later. */
static void a_pdf_that_cannot_be_made_does_not_lose_the_decision(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct visitor *farmer = visitor_new(&site);
        struct sent sent = accept_complaint(&site, clerk, leader);
        const char *paper;
        const char *pdf;
        paper = paper_of(clerk, sent, NOTICE);
        pdf = pdf_of(clerk, paper);
        set_fonts(&site, false);
        visit_get(clerk, pdf);
        assert_status(clerk, 503);
        assert_page_has(clerk, "Chưa tạo được bản PDF. Quyết định đã lưu vẫn còn nguyên");
        visit_get(clerk, paper);
        visit_submit(clerk, paper, "signer", "Đỗ Phước Vĩnh", "text1", "Bản đồ thửa đất.", "do",
                     "preview", NULL);
        assert_status(clerk, 503);
        visit_get(clerk, paper);
        visit_submit(clerk, paper, "signer", "Đỗ Phước Vĩnh", "text1", "Bản đồ thửa đất.", NULL);
        assert_status(clerk, 303);
        visit_follow(clerk);
        assert_page_has(clerk, "01/TB-UBND");
        visit_get(clerk, pdf);
        assert_status(clerk, 503);
        look_up(farmer, sent);
        visit_get(farmer, arena_c(farmer->jar, visit_link(farmer, "Văn bản của vụ việc")));
        assert_page_has(farmer, "01/TB-UBND");
        visit_get(farmer, arena_c(farmer->jar, visit_link(farmer, "Thông báo thụ lý")));
        assert_status(farmer, 503);
        set_fonts(&site, true);
        visit_get(clerk, pdf);
        assert_says(clerk, "Số: 01/TB-UBND", true);
        assert_says(clerk, "Đỗ Phước Vĩnh", true);
        assert_says(clerk, "Bản đồ thửa đất.", true);
        assert_says(clerk, "BẢN XEM TRƯỚC", false);
    }
}

/* Who decides, and the law of the day: in 2022 the decree of 2026 had not been made. */
static void a_decision_names_who_decides_and_the_law_of_its_day(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = accept_complaint(&site, clerk, leader);
        const char *paper;
        act(leader, sent.code, "verify", "note", "Giao xác minh, đo lại thửa đất.");
        paper = paper_of(clerk, sent, "Ban hành Quyết định xác minh");
        visit_get(clerk, paper);
        visit_submit(clerk, paper, "authority", "KT. Chủ tịch", "position", "Phó Chủ tịch",
                     "signer", "Đỗ Phước Vĩnh", NULL);
        assert_status(clerk, 303);
        visit_get(clerk, pdf_of(clerk, paper));
        assert_says(clerk,
                    "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN THANH BA Căn cứ Luật Tổ chức chính quyền địa "
                    "phương số 77/2015/QH13; Căn cứ Luật Khiếu nại ngày 11 tháng 11 năm 2011;",
                    true);
        assert_says(clerk, "KT. CHỦ TỊCH PHÓ CHỦ TỊCH", true);
        assert_says(clerk, "124/2020/NĐ-CP ngày 19 tháng 10 năm 2020 của Chính phủ", true);
        assert_says(clerk, "155/2026/NĐ-CP", false);
    }
}

/* Whoever presses second learns that it is done; the number is taken once. */
static void a_paper_is_issued_once(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = accept_complaint(&site, clerk, leader);
        const char *paper;
        paper = paper_of(clerk, sent, NOTICE);
        visit_get(clerk, paper);
        visit_get(leader, paper);
        visit_submit(clerk, paper, "signer", "Đỗ Phước Vĩnh", NULL);
        assert_status(clerk, 303);
        visit_submit(leader, paper, "signer", "Đỗ Phước Vĩnh", NULL);
        assert_status(leader, 422); /* it asks for the signed scan now */
        visit_get(clerk, file_of(clerk, sent.code, ""));
        assert_page_has(clerk, "01/TB-UBND");
        assert_page_lacks(clerk, "02/TB-UBND");
    }
}

static void no_paper_of_a_denunciation_names_the_denouncer(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *sender = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = denounce(sender, false);
        const char *check = file_of(clerk, sent.code, "/check");
        struct visit_file scan = {"file", "Gửi bà " CANARY ".pdf", "application/pdf", STR(PDF)};
        const char *paper;
        static const char *const papers[] = {"Quyết định thụ lý tố cáo (PDF)",
                                             "Thông báo việc thụ lý tố cáo (PDF)",
                                             "Thông báo về nội dung tố cáo (PDF)"};
        act(clerk, sent.code, "register", NULL, NULL);
        visit_get(clerk, check);
        visit_submit(clerk, check, "c1", "met", "c2", "met", "c3", "met", "c4", "met", "c5", "met",
                     NULL);
        act(leader, sent.code, "accept", "answer", "Việc thu tiền làm đường không ghi phiếu.");
        act(clerk, sent.code, "notify", "note", "Việc thu tiền làm đường không ghi phiếu.");
        for (size_t i = 0; i < COUNT(papers); i++) {
            visit_get(clerk, file_of(clerk, sent.code, "/van-ban"));
            visit_get(clerk, arena_c(clerk->jar, visit_link(clerk, papers[i])));
            assert_says(clerk, "thu tiền làm đường không ghi phiếu", true);
            assert_says(clerk, CANARY, false);
            assert_says(clerk, "Khu 5, xã Quảng Yên", false);
        }
        /* nor where it is sent, nor what the signed scan is called */
        visit_get(clerk, file_of(clerk, sent.code, "/van-ban"));
        paper = arena_c(clerk->jar, visit_link(clerk, "Ban hành Thông báo việc thụ lý"));
        visit_get(clerk, paper);
        visit_submit(clerk, paper, "signer", "Đỗ Phước Vĩnh", "receivers", "Bà " CANARY, NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "receivers", "cho biết ai là người tố cáo");
        visit_submit(clerk, paper, "receivers", "Người tố cáo", NULL);
        assert_status(clerk, 303);
        visit_get(clerk, paper);
        visit_upload(clerk, paper, &scan, NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "file", "cho biết ai là người tố cáo");
        search_backup(&site);
    }
}

/* What the clerk urges another body to do goes out as a letter, the sender is told, and
 * each written reply counts; what was passed on first stays a transfer. */
static void another_body_is_urged_and_its_replies_are_counted(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct visitor *farmer = visitor_new(&site);
        struct sent passed = complain(farmer);
        struct sent urged = complain(visitor_new(&site));
        const char *paper;
        act(clerk, passed.code, "classify", NULL, NULL);
        act(clerk, passed.code, "transfer", "answer", "Đơn thuộc thẩm quyền của xã.");
        act(clerk, passed.code, "urge-body", "answer", "Huyện đã đề nghị xã giải quyết ngay.");
        act(clerk, passed.code, "body-replied", "note", "Công văn 12/UBND ngày 07/03/2022.");
        act(clerk, passed.code, "body-replied", "note", "Công văn 15/UBND ngày 07/03/2022.");
        act(clerk, urged.code, "classify", NULL, NULL);
        act(clerk, urged.code, "urge-body", "answer", "Xã đã thụ lý, huyện đôn đốc.");
        visit_get(clerk, file_of(clerk, passed.code, "/van-ban"));
        visit_get(clerk, arena_c(clerk->jar, visit_link(clerk, "Công văn đôn đốc (PDF)")));
        assert_says(clerk, "V/v đôn đốc giải quyết đơn", true);
        assert_says(clerk, "Nguyễn Thị Thưởng", true);
        assert_says(clerk, "Huyện đã đề nghị xã giải quyết ngay.", true);
        /* the number of a công văn names who drafted it; that of another paper does not */
        visit_get(clerk, file_of(clerk, passed.code, "/van-ban"));
        paper = arena_c(clerk->jar, visit_link(clerk, "Ban hành Công văn đôn đốc"));
        visit_get(clerk, paper);
        visit_submit(clerk, paper, "signer", "Đỗ Phước Vĩnh", "drafter", "VP-TCD", NULL);
        assert_field_error(clerk, "drafter", "không có dấu / và dấu -");
        visit_submit(clerk, paper, "drafter", " VP ", NULL);
        assert_status(clerk, 303);
        visit_follow(clerk);
        assert_page_has(clerk, "01/UBND-VP");
        visit_get(clerk, arena_c(clerk->jar, visit_link(clerk, "Ban hành Phiếu chuyển đơn")));
        assert_page_lacks(clerk, "đơn vị soạn thảo");
        look_up(farmer, passed);
        assert_page_has(farmer, "Đã đôn đốc nơi có thẩm quyền");
        assert_page_has(farmer, "Huyện đã đề nghị xã giải quyết ngay.");
        assert_page_lacks(farmer, "Công văn 15/UBND"); /* a note of officials */
        visit_get(leader, "/can-bo/bao-cao/01-xld-2021.csv?ky=quy-1&nam=2022");
        /* 22 not ours = 23 guided 0 + 24 transferred 1 + 25 urged 1; 26 two replies */
        assert_true(str_find(leader->body, STR(",2,0,1,1,2,\r\n"), 0) > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_notice_of_acceptance_is_made_issued_and_signed),
        cmocka_unit_test(a_paper_is_issued_once),
        cmocka_unit_test(a_pdf_that_cannot_be_made_does_not_lose_the_decision),
        cmocka_unit_test(a_decision_names_who_decides_and_the_law_of_its_day),
        cmocka_unit_test(urgency_and_annexes_are_previewed_and_issued),
        cmocka_unit_test(the_register_is_printed),
        cmocka_unit_test(a_register_too_long_to_print_says_so),
        cmocka_unit_test(what_was_signed_yesterday_is_entered_today),
        cmocka_unit_test(another_body_is_urged_and_its_replies_are_counted),
        cmocka_unit_test(no_paper_of_a_denunciation_names_the_denouncer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
