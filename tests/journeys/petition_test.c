/*
 * Petitions from the question to the decision: a farmer who complains, officials who
 * answer the law's questions, what is counted and listed.
 */
#include "petition_story.h"

#include "civic/matter.h"
#include "civic/site.h"
#include "modules/answers/answer.h"
#include "modules/petitions/petition.h"

/* ---- stories ---- */

static void a_complaint_is_checked_accepted_and_decided(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = complain(farmer);
        const char *check;
        /* received on Monday 07/03/2022: 10 working days are 21/03 */
        assert_page_has(farmer, "21/03/2022");
        assert_no_dead_links(farmer);
        act(clerk, sent.code, "classify", NULL, NULL);
        check = file_of(clerk, sent.code, "/check");
        visit_get(clerk, check);
        assert_page_has(clerk, "Đơn có chữ ký hoặc điểm chỉ");
        /* a condition that is not met needs its grounds; nothing chosen is lost */
        visit_submit(clerk, check, "c1", "met", "c2", "met", "c3", "met", "c4", "met", "c5",
                     "unmet", "c6", "met", "c7", "met", "c8", "met", "c9", "met", "c10", "met",
                     NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "r5", "xin ghi căn cứ");
        visit_submit(clerk, check, "c1", "met", "c2", "met", "c3", "met", "c4", "met", "c5", "met",
                     "c6", "met", "c7", "met", "c8", "met", "c9", "met", "c10", "met", "r5",
                     "Đã ký tại nơi tiếp công dân", NULL);
        assert_status(clerk, 303);
        visit_follow(clerk);
        assert_page_has(clerk, "Đã ký tại nơi tiếp công dân");
        act(clerk, sent.code, "propose", "note", "Đủ điều kiện thụ lý.");
        act(leader, sent.code, "accept", "answer", "Thụ lý giải quyết khiếu nại của bà.");
        act(leader, sent.code, "verify", "note", "Giao xác minh, đo lại thửa đất.");
        look_up(farmer, sent);
        assert_page_has(farmer, "Đang xác minh");
        assert_page_has(farmer, "Thụ lý giải quyết khiếu nại của bà.");
        assert_page_lacks(farmer, "Giao xác minh, đo lại"); /* a note is for the file */
        visit_follow(leader);
        assert_no_dead_links(leader);
    }
}

static void a_decision_needs_evidence_basis_and_the_way_to_go_on(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *officer = sign_in(&site, "canbo");
        struct sent sent = complain(farmer);
        const char *draft;
        const char *decide;
        act(clerk, sent.code, "classify", NULL, NULL);
        visit_get(clerk, file_of(clerk, sent.code, "/check"));
        visit_submit(clerk, file_of(clerk, sent.code, "/check"), "c1", "met", "c2", "met", "c3",
                     "met", "c4", "met", "c5", "met", "c6", "met", "c7", "met", "c8", "met", "c9",
                     "met", "c10", "met", NULL);
        act(clerk, sent.code, "propose", "note", "Đủ điều kiện thụ lý.");
        act(leader, sent.code, "accept", "answer", "Thụ lý.");
        visit_get(leader, file_of(leader, sent.code, "/verify"));
        visit_submit(leader, file_of(leader, sent.code, "/verify"), "note", "Giao xác minh.",
                     "official", option_of(leader, "Cán bộ thụ lý (minh họa)"), NULL);
        assert_status(leader, 303);
        act(officer, sent.code, "report", "note", "Đất vườn là 318 m2.");
        draft = file_of(officer, sent.code, "/draft-decision");
        visit_get(officer, draft);
        visit_submit(officer, draft, "outcome", "founded", "found", "", "basis", "", "ruled",
                     "Tính bồi thường theo 318 m2.", "appeal", "", NULL);
        assert_status(officer, 422);
        assert_field_error(officer, "found", "Xin điền");
        assert_field_error(officer, "basis", "Xin điền");
        assert_field_error(officer, "appeal", "Xin điền");
        assert_field(officer, "ruled", "Tính bồi thường theo 318 m2.");
        visit_get(officer, draft);
        visit_submit(officer, draft, "outcome", "founded", "found",
                     "Biên bản đo ngày 12/01/2022: 318 m2.", "basis", "Điều 74 Luật Đất đai 2013.",
                     "ruled", "Tính bồi thường theo 318 m2.", NULL);
        assert_status(officer, 303);
        look_up(farmer, sent);
        assert_page_lacks(farmer, "Tính bồi thường theo"); /* not before it is signed */
        decide = file_of(leader, sent.code, "/decide");
        visit_get(leader, decide);
        assert_page_has(leader, "Điều 74 Luật Đất đai 2013.");
        visit_submit(leader, decide, NULL);
        look_up(farmer, sent);
        assert_page_has(farmer, "Tính bồi thường theo 318 m2.");
        assert_page_has(farmer, "khiếu nại lần hai"); /* the way to go on */
    }
}

static void what_was_typed_is_there_after_a_lost_line(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *other = visitor_new(&site);
        visit_get(farmer, "/don-thu/viet/loai");
        visit_submit(farmer, "/don-thu/viet/loai", NULL);
        assert_status(farmer, 422);
        assert_page_has(farmer, "Ông/bà muốn làm gì? Xin chọn một mục.");
        answer(farmer, "loai", "kind", "kien-nghi");
        answer(farmer, "tom-tat", "title", "Mương thoát nước ở khu 5 bị tắc");
        site_testing_wait(&site, 3 * 24 * 60 * 60);
        visit_get(farmer, "/don-thu/viet");
        assert_leads_to(farmer, "/don-thu/viet/noi-dung");
        visit_get(farmer, "/don-thu/viet/tom-tat");
        assert_field(farmer, "title", "Mương thoát nước ở khu 5 bị tắc");
        visit_get(other, "/don-thu/viet/tom-tat"); /* nobody else has it */
        assert_leads_to(other, "/don-thu/viet/loai");
        /* too little is refused at its field */
        visit_get(farmer, "/don-thu/viet/noi-dung");
        visit_submit(farmer, "/don-thu/viet/noi-dung", "content", "ngắn", NULL);
        assert_status(farmer, 422);
        assert_field_error(farmer, "content", "ít nhất 20");
        assert_field(farmer, "content", "ngắn");
        /* what is not answered cannot be sent */
        visit_get(farmer, "/don-thu/viet/kiem-tra");
        assert_leads_to(farmer, "/don-thu/viet/noi-dung");
        /* it can be deleted, and ends by itself */
        visit_get(farmer, "/don-thu/viet/tom-tat");
        visit_submit(farmer, "/don-thu/viet/xoa", NULL);
        visit_get(farmer, "/don-thu/viet");
        assert_leads_to(farmer, "/don-thu/viet/loai");
    }
}

/* The draft was deleted in another tab, or expired, while somebody wrote a long answer. */
static void what_was_typed_outlives_its_draft(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        visit_get(farmer, "/don-thu/viet/loai");
        answer(farmer, "loai", "kind", "kien-nghi");
        answer(farmer, "tom-tat", "title", "Mương thoát nước ở khu 5 bị tắc");
        site_testing_wait(&site, 8 * 24 * 60 * 60);
        visit_submit(farmer, "/don-thu/viet/noi-dung", "content",
                     "Từ tháng trước mương tắc, nước tràn ra đường.", NULL);
        assert_leads_to(farmer, "/don-thu/viet/loai");
        visit_follow(farmer);
        answer(farmer, "loai", "kind", "kien-nghi");
        visit_get(farmer, "/don-thu/viet/noi-dung");
        assert_field(farmer, "content", "Từ tháng trước mương tắc, nước tràn ra đường.");
    }
}

static void a_receipt_can_be_seen_again_and_is_sent_once(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct sent sent = complain(farmer);
        visit_get(farmer, "/don-thu/viet/xong");
        assert_page_has(farmer, arena_c(farmer->jar, sent.key));
        visit_get(farmer, "/don-thu/viet/kiem-tra"); /* going back sends nothing twice */
        assert_leads_to(farmer, "/don-thu/viet/xong");
        visit_get(farmer, "/don-thu/viet/bien-nhan.pdf");
        assert_status(farmer, 200);
        assert_true(str_equal(visit_header(farmer, "Content-Type"), STR("application/pdf")));
        site_testing_wait(&site, 25 * 60 * 60);
        visit_get(farmer, "/don-thu/viet/xong");
        assert_leads_to(farmer, "/don-thu/tra-cuu");
    }
}

/* ---- counted and listed ---- */

/* One filed on the day it came, one complaint left open until its terms are over:
 * 1 in time of 2. */
static void what_is_open_and_overdue_counts_against_the_rate(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct sent proposal;
        visit_get(farmer, "/so-lieu");
        assert_status(farmer, 200);
        assert_page_has(farmer, "chưa có đơn nào");
        /* red is for what is overdue, and has its mark */
        assert_true(str_find(farmer->body, STR("number bad"), 0) < 0);
        visit_get(farmer, "/don-thu/gui");
        visit_submit(farmer, "/don-thu/gui", "title", "Mương thoát nước ở khu 5 bị tắc", "content",
                     "Từ tháng trước mương tắc, nước tràn ra đường.", "name", "Trần Văn Ất",
                     "address", "Khu 5, xã Quảng Yên", NULL);
        proposal.code = word_after(farmer, "Mã đơn ");
        complain(farmer);
        act(clerk, proposal.code, "file", "note", "Trùng đơn khác.");
        site_testing_wait(&site, (int64_t)40 * 24 * 60 * 60);
        visit_get(farmer, "/so-lieu?nam=2022");
        assert_page_has(farmer, "Đơn nhận 2 Tỷ lệ đúng hạn 50,0%");
        assert_page_has(farmer, "Quá hạn chưa xong 1");
        assert_true(str_find(farmer->body, STR("number bad\"><dt><svg"), 0) >= 0);
        assert_page_lacks(farmer, "Trần Văn Ất");
        assert_page_lacks(farmer, "Nguyễn Thị Thưởng");
        assert_no_dead_links(farmer);
        visit_get(farmer, "/so-lieu.csv?nam=2022");
        assert_status(farmer, 200);
        assert_true(str_find(farmer->body, STR("2,1,0,1,\"50,0%\""), 0) >= 0);
    }
}

/* A denunciation suspended, its decision sent in time: the term of 30 days stands still, so
 * sixty days later nothing is overdue (Luật Tố cáo, Điều 34.1, 34.4). */
static void what_stands_still_is_not_overdue(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *sender = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = denounce(sender, false);
        const char *check = file_of(clerk, sent.code, "/check");
        act(clerk, sent.code, "register", NULL, NULL);
        visit_get(clerk, check);
        visit_submit(clerk, check, "c1", "met", "c2", "met", "c3", "met", "c4", "met", "c5", "met",
                     NULL);
        assert_status(clerk, 303);
        act(leader, sent.code, "accept", "answer", "Thụ lý để xác minh.");
        act(clerk, sent.code, "notify", "note", "Đã báo người tố cáo và người bị tố cáo.");
        act(leader, sent.code, "suspend", "note", "Chờ kết quả giám định.");
        act(clerk, sent.code, "send-stop", "note", "Đã gửi quyết định.");
        site_testing_wait(&site, (int64_t)60 * 24 * 60 * 60);
        visit_get(sender, "/so-lieu.csv?nam=2022");
        assert_true(str_find(sender->body, STR(",1,0,0,0,"), 0) >= 0);
    }
}

static void an_official_keys_in_a_letter_and_finds_it_in_the_register(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, "/can-bo/don-thu/nhap");
        visit_submit(clerk, "/can-bo/don-thu/nhap", "kind", "khieu-nai", "source", "post",
                     "received_on", "9/3/2022", "content", "Mức bồi thường thấp hơn quyết định.",
                     NULL);
        assert_status(clerk, 422);
        /* a day that there is not is told together with what is missing */
        visit_submit(clerk, "/can-bo/don-thu/nhap", "received_on", "31/11/2021", NULL);
        assert_field_error(clerk, "received_on", "Không có ngày");
        assert_field_error(clerk, "title", "Xin điền");
        assert_field_error(clerk, "name", "Xin điền");
        visit_submit(clerk, "/can-bo/don-thu/nhap", "received_on", "9/3/2022", NULL);
        assert_field_error(clerk, "received_on", "không sau hôm nay");
        assert_field_error(clerk, "name", "Xin điền");
        assert_field(clerk, "content", "Mức bồi thường thấp hơn quyết định.");
        visit_submit(clerk, "/can-bo/don-thu/nhap", "received_on", "4/3/2022", "title",
                     "Mức bồi thường cây cối", "name", "Phạm Thị Quyển", "address", "Khu 6",
                     "people", "6", "representatives", "Lê Văn Bản\nNgô Thị Mận", NULL);
        assert_status(clerk, 303);
        visit_follow(clerk);
        assert_page_has(clerk, "qua bưu điện");
        assert_page_has(clerk, "04/03/2022");
        assert_page_has(clerk, "Ngô Thị Mận");
        visit_get(clerk, "/can-bo/don-thu/nhap");
        visit_submit(clerk, "/can-bo/don-thu/nhap", "kind", "to-cao", "source", "press", "content",
                     CANARY_WORDS ", theo lời " CANARY ".", "name", CANARY, NULL);
        assert_status(clerk, 303);
        visit_follow(clerk); /* 20 days from 07/03/2022 are Sunday 27/03 */
        assert_page_has(clerk, "Trả lời nơi chuyển tố cáo");
        assert_page_has(clerk, "28/03/2022");
        visit_get(clerk, "/can-bo/so-don");
        assert_page_has(clerk, "Phạm Thị Quyển, Khu 6");
        assert_page_has(clerk, "Niêm phong");
        assert_page_lacks(clerk, CANARY);
        assert_no_dead_links(clerk);
        visit_get(clerk, "/can-bo/so-don?loai=khieu-nai");
        assert_page_has(clerk, "Phạm Thị Quyển");
        assert_page_lacks(clerk, "do báo chí");
        visit_get(clerk, "/can-bo/so-don?tu=khong-phai-ngay");
        assert_status(clerk, 422);
        assert_field_error(clerk, "tu", "ngày");
        visit_get(clerk, "/can-bo/so-don.csv");
        /* all six of them, of whom three are named */
        assert_true(str_find(clerk->body, STR("\"Phạm Thị Quyển, Khu 6\",6,"), 0) > 0);
        assert_true(str_find(clerk->body, STR(CANARY), 0) < 0);
        visit_get(clerk, "/can-bo/so-don.xlsx");
        assert_status(clerk, 200);
        search_folder(site.folder);
    }
}

static void a_letter_sent_twice_is_suggested_and_joined_by_an_official(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct sent sent = complain(farmer);
        const char *code = arena_c(clerk->jar, sent.code);
        visit_get(clerk, "/can-bo/don-thu/nhap");
        visit_submit(clerk, "/can-bo/don-thu/nhap", "kind", "khieu-nai", "source", "paper",
                     "received_on", "7/3/2022", "title", "Dien tich dat duoc boi thuong tinh thieu",
                     "content", "Biên bản đo ghi 318 m2 mà phương án chỉ tính 276 m2.", "name",
                     "NGUYỄN THỊ THƯỞNG", NULL);
        assert_status(clerk, 422); /* it may have been keyed in before */
        assert_page_has(clerk, code);
        visit_submit(clerk, "/can-bo/don-thu/nhap", "apart", "1", NULL);
        assert_status(clerk, 303);
        visit_follow(clerk);
        assert_page_has(clerk, "Đơn có thể trùng");
        assert_page_has(clerk, code);
        assert_page_has(clerk, "cùng họ tên");
        visit_submit(clerk, arena_c(clerk->jar, join_action(clerk)), NULL);
        visit_follow(clerk);
        assert_page_has(clerk, "Trùng với");
        visit_get(clerk, file_of(clerk, sent.code, ""));
        assert_page_has(clerk, "Mới nhận"); /* nothing was closed */
        assert_page_has(clerk, "Có đơn trùng");
    }
}

static const char IS_THERE[] = "SELECT 1 FROM matter WHERE kind = $1 AND state = $2 LIMIT 1";

/* No complaint is suspended in 2022: the law did not know it. */
static void every_state_has_a_case(struct work *work)
{
    const struct matter_kind *const kinds[] = {&proposal_kind, &complaint_kind,
                                               &second_complaint_kind, &denunciation_kind};
    for (size_t k = 0; k < COUNT(kinds); k++)
        for (size_t s = 0; s < kinds[k]->state_count; s++) {
            struct str kind = str_from_c(kinds[k]->name);
            struct str name = str_from_c(kinds[k]->states[s].name);
            bool is_there;
            bool is_unknown = str_starts(kind, STR("khieu")) && str_equal(name, STR("suspended"));
            assert_no_fault(db_has(work, IS_THERE, P(kind, name), &is_there));
            if (is_there == is_unknown)
                fail_msg("%s %s", kinds[k]->name, kinds[k]->states[s].name);
        }
    db_release(work);
}

static void the_demo_tells_two_years_of_petitions(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *reader = visitor_new(&site);
        site.site->is_demo_small = false;
        db_release(site.work);
        assert_no_fault(petitions_demo(site.work));
        every_state_has_a_case(site.work);
        visit_get(reader, "/so-lieu?nam=2021");
        assert_page_has(reader, "Quá hạn chưa xong");
        assert_page_lacks(reader, "chưa có đơn nào");
        visit_get(reader, "/so-lieu?nam=2020");
        assert_status(reader, 200);
        /* and of answers, of which each says that it is invented */
        db_release(site.work);
        assert_no_fault(answers_demo(site.work));
        visit_get(reader, "/api/v1/answers");
        assert_true(str_find(reader->body, STR("\"is_demo\":true"), 0) > 0);
        assert_true(str_find(reader->body, STR("\"is_demo\":false"), 0) < 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_complaint_is_checked_accepted_and_decided),
        cmocka_unit_test(a_decision_needs_evidence_basis_and_the_way_to_go_on),
        cmocka_unit_test(what_was_typed_is_there_after_a_lost_line),
        cmocka_unit_test(what_was_typed_outlives_its_draft),
        cmocka_unit_test(a_receipt_can_be_seen_again_and_is_sent_once),
        cmocka_unit_test(what_is_open_and_overdue_counts_against_the_rate),
        cmocka_unit_test(what_stands_still_is_not_overdue),
        cmocka_unit_test(an_official_keys_in_a_letter_and_finds_it_in_the_register),
        cmocka_unit_test(a_letter_sent_twice_is_suggested_and_joined_by_an_official),
        cmocka_unit_test(the_demo_tells_two_years_of_petitions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
