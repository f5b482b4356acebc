/*
 * The side ways of a petition, taken as its people take them: suspended and gone on with,
 * withdrawn by the sender, ended, passed on. The days are counted by hand from the texts.
 */
#include "petition_paper_story.h"

/* Goes on to nine o'clock of a day of 2022, or of 2026. */
static void on_day(struct site_testing *site, struct civil_date day)
{
    site->now = date_start(day);
    site->now.us += (int64_t)9 * 3600 * 1000000;
    db_release(site->work);
}

static void say(struct visitor *sender, struct sent sent, const char *action, const char *words)
{
    const char *url =
        arena_printf(sender->jar, "/don-thu/" PRISTR "/%s", STRARG(sent.code), action).ptr;
    look_up(sender, sent);
    visit_submit(sender, url, "note", words, NULL);
    assert_status(sender, 303);
}

/* The file says these words. */
static void file_has(struct visitor *visitor, struct sent sent, const char *words)
{
    visit_get(visitor, file_of(visitor, sent.code, ""));
    assert_status(visitor, 200);
    assert_page_has(visitor, words);
}

static void not_offered(struct visitor *visitor, struct sent sent, const char *action)
{
    visit_get(visitor, file_of(visitor, sent.code, ""));
    assert_no_link(visitor, file_of(visitor, sent.code, action));
}

static void terminate(struct visitor *leader, struct sent sent, const char *why, const char *basis)
{
    const char *url = file_of(leader, sent.code, "/terminate");
    visit_get(leader, url);
    assert_status(leader, 200);
    visit_submit(leader, url, "reason", why, "basis", basis, NULL);
    assert_status(leader, 303);
}

/* Accepted on the day of the site, Monday 07/03/2022: 30 days end on Wednesday 06/04. */
static struct sent accept_denunciation(struct site_testing *site, struct visitor *sender)
{
    struct visitor *clerk = sign_in(site, "tiepdan");
    struct visitor *leader = sign_in(site, "lanhdao");
    struct sent sent = denounce(sender, false);
    const char *check = file_of(clerk, sent.code, "/check");
    act(clerk, sent.code, "register", NULL, NULL);
    visit_get(clerk, check);
    visit_submit(clerk, check, "c1", "met", "c2", "met", "c3", "met", "c4", "met", "c5", "met",
                 NULL);
    assert_status(clerk, 303);
    act(leader, sent.code, "accept", "answer", "Thụ lý để xác minh.");
    return sent;
}

/* Luật Tố cáo, Điều 34.2: the time of the suspension is not part of the term; 34.4: the
 * decision is sent within 5 working days. Suspended Monday 14/03/2022: by Monday 21/03. Gone
 * on with on Monday 28/03, after 14 days: 06/04 becomes 20/04. */
static void a_denunciation_is_suspended_and_gone_on_with(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *sender = visitor_new(&site);
        struct sent sent = accept_denunciation(&site, sender);
        struct visitor *clerk;
        struct visitor *leader;
        on_day(&site, date_ymd(2022, 3, 14));
        clerk = sign_in(&site, "tiepdan");
        leader = sign_in(&site, "lanhdao");
        file_has(leader, sent, "06/04/2022");
        act(leader, sent.code, "suspend", "note", "Chờ kết quả giám định.");
        file_has(clerk, sent, "Gửi quyết định tạm đình chỉ");
        assert_page_has(clerk, "21/03/2022");
        assert_page_has(clerk, "khoản 4 Điều 34 Luật 25/2018/QH14");
        look_up(sender, sent);
        assert_page_has(sender, "Tạm đình chỉ");
        issue(clerk, paper_of(clerk, sent, "Ban hành Quyết định tạm đình chỉ"));
        act(clerk, sent.code, "send-stop", "note", "Đã gửi người tố cáo và người bị tố cáo.");
        not_offered(clerk, sent, "/send-stop"); /* there is nothing to send any more */
        on_day(&site, date_ymd(2022, 3, 28));
        leader = sign_in(&site, "lanhdao");
        act(leader, sent.code, "resume", "note", "Đã có kết quả giám định.");
        file_has(leader, sent, "20/04/2022");
        assert_page_lacks(leader, "06/04/2022");
        look_up(sender, sent);
        assert_page_has(sender, "20/04/2022");
    }
}

/* Luật Tố cáo, Điều 33: the denouncer withdraws; where the act shows signs of a breach it is
 * resolved all the same, in the term that runs (33.3), else it is ended (34.3.a). */
static void a_withdrawn_denunciation_goes_on_or_ends(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *sender = visitor_new(&site);
        struct sent sent = accept_denunciation(&site, sender);
        struct visitor *clerk;
        struct visitor *leader;
        on_day(&site, date_ymd(2022, 3, 14));
        clerk = sign_in(&site, "tiepdan");
        leader = sign_in(&site, "lanhdao");
        say(sender, sent, "withdraw", "Tôi rút tố cáo.");
        visit_get(clerk, "/can-bo?xem=don-vi");
        assert_page_has(clerk, "Xin rút, chờ xem xét");
        act(leader, sent.code, "keep-on", "note", "Có dấu hiệu vi phạm pháp luật.");
        file_has(leader, sent, "06/04/2022");
        say(sender, sent, "withdraw", "Tôi vẫn rút tố cáo.");
        terminate(leader, sent, "Người tố cáo rút toàn bộ nội dung tố cáo.",
                  "Điểm a khoản 3 Điều 34 Luật Tố cáo.");
        /* sent within 5 working days of Monday 14/03 */
        file_has(clerk, sent, "21/03/2022");
        act(clerk, sent.code, "send-stop", "note", "Đã gửi quyết định đình chỉ.");
        not_offered(clerk, sent, "/send-stop");
        look_up(sender, sent);
        assert_page_has(sender, "Người tố cáo rút toàn bộ nội dung tố cáo.");
    }
}

/* Luật Khiếu nại, Điều 10: withdrawn at any time, then ended by a decision, of which the
 * complainant is told. Before NĐ 155/2026 nothing else suspends or ends it. */
static void a_complaint_of_2022_ends_by_its_withdrawal_alone(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = accept_complaint(&site, clerk, leader);
        file_has(leader, sent, "chỉ đình chỉ giải quyết khiếu nại khi người khiếu nại rút");
        assert_page_has(leader, "Điều 10 Luật 02/2011/QH13");
        not_offered(leader, sent, "/suspend");
        not_offered(leader, sent, "/terminate");
        visit_get(leader, file_of(leader, sent.code, "/suspend"));
        visit_submit(leader, file_of(leader, sent.code, "/suspend"), "note", "Chờ bản án.", NULL);
        assert_status(leader, 422);
        file_has(leader, sent, "06/04/2022");
        act(clerk, sent.code, "withdraw", "note", "Đơn rút có chữ ký của bà Thưởng.");
        terminate(leader, sent, "Người khiếu nại rút khiếu nại.", "Điều 10 Luật Khiếu nại.");
        visit_get(clerk, "/can-bo?xem=don-vi");
        assert_page_lacks(clerk, arena_c(clerk->jar, sent.code)); /* it waits for nobody */
        visit_get(clerk, file_of(clerk, sent.code, "/van-ban"));
        issue(clerk, arena_c(clerk->jar, visit_link(clerk, "Ban hành Quyết định đình chỉ")));
    }
}

/* NĐ 155/2026, Điều 28b: the decisions to suspend and to go on are sent within 3 working days
 * each. Accepted Monday 06/07/2026, to be resolved by Wednesday 05/08; suspended Monday 13/07,
 * by Thursday 16/07; gone on with Monday 27/07, by Thursday 30/07, and 14 days later, 19/08. */
static void a_complaint_of_2026_is_suspended_and_gone_on_with(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk;
        struct visitor *leader;
        struct sent sent;
        on_day(&site, date_ymd(2026, 7, 6));
        clerk = sign_in(&site, "tiepdan");
        leader = sign_in(&site, "lanhdao");
        sent = accept_complaint(&site, clerk, leader);
        file_has(leader, sent, "05/08/2026");
        on_day(&site, date_ymd(2026, 7, 13));
        clerk = sign_in(&site, "tiepdan");
        leader = sign_in(&site, "lanhdao");
        act(leader, sent.code, "suspend", "note", "Chờ bản án có hiệu lực.");
        file_has(clerk, sent, "16/07/2026");
        act(clerk, sent.code, "notify", "note", "Đã gửi các bên.");
        not_offered(clerk, sent, "/notify");
        on_day(&site, date_ymd(2026, 7, 27));
        clerk = sign_in(&site, "tiepdan");
        leader = sign_in(&site, "lanhdao");
        act(leader, sent.code, "resume", "note", "Đã có bản án.");
        file_has(clerk, sent, "30/07/2026");
        assert_page_has(clerk, "19/08/2026");
    }
}

/* Luật Khiếu nại, Điều 35: where carrying out the decision would do harm that is hard to mend,
 * it is stayed, and the stay lifted as soon as there is no more reason for it; the term to
 * resolve runs on. */
static void a_decision_complained_about_is_stayed_and_the_stay_lifted(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = accept_complaint(&site, clerk, leader);
        const char *paper;
        not_offered(leader, sent, "/lift-stay");
        assert_page_has(leader, "Điều 35 Luật 02/2011/QH13");
        act(leader, sent.code, "stay", "answer", "Ngôi nhà sắp bị phá dỡ.");
        file_has(leader, sent, "Đã tạm đình chỉ thi hành quyết định bị khiếu nại");
        assert_page_has(leader, "06/04/2022");
        not_offered(leader, sent, "/stay");
        paper = paper_of(clerk, sent, "Ban hành Quyết định tạm đình chỉ thi hành");
        issue(clerk, paper);
        visit_get(clerk, pdf_of(clerk, paper));
        assert_says(clerk, "Ngôi nhà sắp bị phá dỡ.", true);
        assert_says(clerk, "ngày 06 tháng 4 năm 2022", true); /* no longer than the term */
        act(leader, sent.code, "lift-stay", "answer", "Đã có phương án di chuyển nhà.");
        (void)paper_of(clerk, sent, "Ban hành Quyết định hủy bỏ việc tạm đình chỉ");
        act(leader, sent.code, "stay", "answer", "Phương án chưa thực hiện được.");
    }
}

/* Luật Tố cáo, Điều 24.2: not of this unit, so it is passed on within 5 working days of its
 * receipt and the denouncer is told; TT 05/2021, Điều 14.1: once. */
static void a_denunciation_is_passed_on_once(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *sender = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct sent sent = denounce(sender, false);
        act(clerk, sent.code, "register", NULL, NULL);
        /* 5 working days from Monday 07/03/2022 end on Monday 14/03, before the 7 of the check */
        visit_get(clerk, file_of(clerk, sent.code, "/transfer"));
        assert_page_has(clerk, "14/03/2022");
        assert_page_has(clerk, "khoản 2 Điều 24 Luật 25/2018/QH14");
        act(clerk, sent.code, "transfer", "answer", "Thuộc thẩm quyền của Chủ tịch tỉnh.");
        look_up(sender, sent);
        assert_page_has(sender, "Đã chuyển nơi có thẩm quyền");
        file_has(clerk, sent, "Đã chuyển nơi có thẩm quyền");
        visit_get(clerk, file_of(clerk, sent.code, "/transfer"));
        assert_status(clerk, 422);
        (void)paper_of(clerk, sent, "Ban hành Phiếu chuyển");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_denunciation_is_suspended_and_gone_on_with),
        cmocka_unit_test(a_withdrawn_denunciation_goes_on_or_ends),
        cmocka_unit_test(a_complaint_of_2022_ends_by_its_withdrawal_alone),
        cmocka_unit_test(a_complaint_of_2026_is_suspended_and_gone_on_with),
        cmocka_unit_test(a_decision_complained_about_is_stayed_and_the_stay_lifted),
        cmocka_unit_test(a_denunciation_is_passed_on_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
