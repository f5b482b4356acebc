/*
 * Who stands behind a complaint: a group with those who speak for it, somebody who acts
 * for another, an official against whom a disciplinary decision was taken.
 */
#include "petition_story.h"

#define PDF "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"

static void begin(struct visitor *farmer, const char *decision)
{
    visit_get(farmer, "/don-thu/viet/loai");
    answer(farmer, "loai", "kind", "khieu-nai");
    answer(farmer, "quyet-dinh", "decision", decision);
    answer(farmer, "ve-viec", "about", "Quyết định 15/QĐ-UBND ngày 01/3/2022");
    answer(farmer, "tom-tat", "title", "Đề nghị xem lại quyết định 15/QĐ-UBND");
    answer(farmer, "noi-dung", "content", "Quyết định không đúng với biên bản ngày 12/01/2022.");
    answer(farmer, "yeu-cau", "request", "Hủy quyết định.");
}

static struct sent finish(struct visitor *farmer)
{
    visit_submit(farmer, "/don-thu/viet/ho-ten", "name", "Nguyễn Thị Thưởng", "address",
                 "Khu 4, xã Quảng Yên", NULL);
    visit_follow(farmer);
    visit_submit(farmer, "/don-thu/viet/lien-he", NULL);
    visit_follow(farmer);
    return send(farmer);
}

/* Luật Tiếp công dân, Điều 29: 5 to 10 people name one or two, more than ten at most 5. */
static void a_group_names_as_many_as_the_law_lets_speak(void **state)
{
    static const struct {
        const char *people;
        const char *names;
        const char *says; /* NULL: taken */
    } rows[] = {
        {"4",  "",                                      NULL                                },
        {"5",  "",                                      "phải cử người đại diện"},
        {"10", "Ất\nBính\nĐinh",                    "nhiều nhất 2 người"         },
        {"11", "Ất\nBính\nĐinh\nMậu\nKỷ\nCanh", "nhiều nhất 5 người"         },
        {"11", "Ất\nBính\nĐinh\nMậu\nKỷ",       NULL                                },
        {"10", "Lê Văn Bản\nNgô Thị Mận",      NULL                                },
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct sent sent;
        begin(farmer, "administrative");
        for (size_t i = 0; i < COUNT(rows); i++) {
            visit_get(farmer, "/don-thu/viet/cung-don");
            visit_submit(farmer, "/don-thu/viet/cung-don", "people", rows[i].people,
                         "representatives", rows[i].names, NULL);
            assert_status(farmer, rows[i].says ? 422 : 303);
            if (rows[i].says) {
                assert_field_error(farmer, "representatives", rows[i].says);
                assert_field_error(farmer, "representatives", "Điều 29");
                assert_field(farmer, "people", rows[i].people);
            }
        }
        visit_follow(farmer);
        answer(farmer, "ai-khieu-nai", "agent", "self");
        answer(farmer, "giay-to", "do", "next");
        sent = finish(farmer);
        visit_get(clerk, file_of(clerk, sent.code, ""));
        assert_page_has(clerk, "Người đại diện Ngô Thị Mận");
        /* the same at the desk */
        visit_get(clerk, "/can-bo/don-thu/nhap");
        visit_submit(clerk, "/can-bo/don-thu/nhap", "kind", "khieu-nai", "source", "paper", "title",
                     "Mức bồi thường cây cối", "content", "Mức bồi thường thấp hơn quyết định.",
                     "name", "Phạm Thị Quyển", "people", "7", NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "representatives", "phải cử người đại diện");
        /* but a paper that is there is registered: whoever is to speak is asked for with the
         * conditions (Luật Khiếu nại, Điều 8.4b) */
        visit_submit(clerk, "/can-bo/don-thu/nhap", "as_it_came", "1", NULL);
        assert_status(clerk, 303);
    }
}

static void who_acts_for_another_shows_the_authority(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *lawyer = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct sent sent;
        begin(lawyer, "administrative");
        answer(lawyer, "cung-don", "people", "");
        answer(lawyer, "ai-khieu-nai", "agent", "lawyer");
        assert_page_lacks(lawyer, "không bắt buộc");
        visit_submit(lawyer, "/don-thu/viet/nguoi-thay", "agent_name", "Vũ Đình Thuyết", NULL);
        assert_status(lawyer, 422);
        assert_field_error(lawyer, "agent_scope", "Xin điền");
        assert_field_error(lawyer, "agent_paper", "Xin chọn");
        visit_submit(lawyer, "/don-thu/viet/nguoi-thay", "agent_address", "Thị trấn Thanh Ba",
                     "agent_scope", "Nộp đơn, dự đối thoại, nhận quyết định.", "agent_paper",
                     "certified", NULL);
        assert_status(lawyer, 303);
        visit_follow(lawyer);
        visit_submit(lawyer, "/don-thu/viet/giay-to", "do", "next", NULL);
        assert_status(lawyer, 422);
        assert_field_error(lawyer, "file", "văn bản ủy quyền");
        visit_get(lawyer, "/don-thu/viet/kiem-tra"); /* no way around it */
        assert_leads_to(lawyer, "/don-thu/viet/giay-to");
        send_paper(lawyer, "next", "Giấy ủy quyền.pdf", PDF);
        visit_follow(lawyer);
        sent = finish(lawyer);
        visit_get(clerk, file_of(clerk, sent.code, ""));
        assert_page_has(clerk, "Người gửi Nguyễn Thị Thưởng");
        assert_page_has(clerk, "Luật sư, trợ giúp viên pháp lý Vũ Đình Thuyết");
        assert_page_has(clerk, "Phạm vi ủy quyền, đại diện: Nộp đơn, dự đối thoại");
        assert_page_has(clerk, "Văn bản ủy quyền: Của cá nhân, đã chứng thực");
        assert_page_has(clerk, "Giấy ủy quyền.pdf");
    }
}

/* NĐ 155/2026, Điều 3: of a person it is notarised or certified, from 01/07/2026; Điều 21.2:
 * until 31/12/2026. What came on paper is received as it is. */
static void an_authorisation_has_the_form_that_the_law_of_the_day_asks(void **state)
{
    static const struct {
        int64_t at; /* seconds */
        const char *paper;
        bool is_taken;
    } rows[] = {
        {1782820800, "none",         true }, /* 30/06/2026 */
        {1782907200, "none",         false}, /* 01/07/2026 */
        {1782907200, "organisation", true },
        {1798693200, "none",         false}, /* 31/12/2026 */
        {1798693200, "notarised",    true },
        {1798736400, "none",         true }, /* 01/01/2027 */
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk;
        for (size_t i = 0; i < COUNT(rows); i++) {
            struct visitor *agent = visitor_new(&site);
            site.now.us = rows[i].at * 1000 * 1000;
            begin(agent, "administrative");
            answer(agent, "cung-don", "people", "");
            answer(agent, "ai-khieu-nai", "agent", "authorised");
            visit_submit(agent, "/don-thu/viet/nguoi-thay", "agent_name", "Vũ Đình Thuyết",
                         "agent_address", "Khu 2, xã Đông Lĩnh", "agent_scope", "Nộp đơn.",
                         "agent_paper", rows[i].paper, NULL);
            assert_status(agent, rows[i].is_taken ? 303 : 422);
            if (rows[i].is_taken)
                continue;
            assert_field_error(agent, "agent_paper", "phải được công chứng hoặc chứng thực");
            assert_field_error(agent, "agent_paper",
                               "Điều 3; khoản 2 Điều 21 Nghị định 155/2026/NĐ-CP");
            visit_get(agent, "/don-thu/viet/kiem-tra"); /* no way around it */
            assert_leads_to(agent, "/don-thu/viet/nguoi-thay");
        }
        site.now.us = rows[1].at * 1000 * 1000;
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, "/can-bo/don-thu/nhap");
        visit_submit(clerk, "/can-bo/don-thu/nhap", "kind", "khieu-nai", "source", "box", "title",
                     "Mức bồi thường cây cối", "content", "Mức bồi thường thấp hơn quyết định.",
                     "name", "Phạm Thị Quyển", "agent", "authorised", "agent_name",
                     "Vũ Đình Thuyết", "agent_scope", "Nộp đơn", NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "agent_paper", "Xin chọn");
        visit_submit(clerk, "/can-bo/don-thu/nhap", "agent_paper", "none", NULL);
        assert_status(clerk, 303);
        visit_follow(clerk);
        assert_page_has(clerk, "qua hòm thư góp ý");
        assert_page_has(clerk, "Văn bản ủy quyền: Chưa công chứng, chưa chứng thực");
    }
}

static void a_disciplinary_decision_is_told_apart_from_the_first_question(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *official = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent;
        begin(official, "discipline");
        answer(official, "cung-don", "people", "");
        answer(official, "ai-khieu-nai", "agent", "self");
        answer(official, "giay-to", "do", "next");
        sent = finish(official);
        act(clerk, sent.code, "classify", NULL, NULL);
        visit_get(clerk, file_of(clerk, sent.code, "/check"));
        visit_submit(clerk, file_of(clerk, sent.code, "/check"), "c1", "met", "c2", "met", "c3",
                     "met", "c4", "met", "c5", "met", "c6", "met", "c7", "met", "c8", "met", "c9",
                     "met", "c10", "met", NULL);
        act(clerk, sent.code, "propose", "note", "Đủ điều kiện thụ lý.");
        act(leader, sent.code, "accept", "answer", "Thụ lý.");
        visit_get(leader, file_of(leader, sent.code, ""));
        assert_page_has(leader, "Điều 50 Luật 02/2011/QH13");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_group_names_as_many_as_the_law_lets_speak),
        cmocka_unit_test(who_acts_for_another_shows_the_authority),
        cmocka_unit_test(an_authorisation_has_the_form_that_the_law_of_the_day_asks),
        cmocka_unit_test(a_disciplinary_decision_is_told_apart_from_the_first_question),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
