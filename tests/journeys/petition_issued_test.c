/*
 * What becomes of an issued paper: it is recalled by two and replaced, and copied.
 */
#include "petition_paper_story.h"

/* Where the recalled paper of the page lies. */
static struct str recalled_link(struct visitor *visitor)
{
    const struct xml_node *root = visit_tree(visitor);
    for (const struct xml_node *node = root; node; node = xml_walk(root, node)) {
        struct str value = STR("");
        if (xml_is_element(node, STR("a")) && xml_attribute_value(node, STR("href"), &value) &&
            str_find(value, STR("?thu-hoi="), 0) > 0)
            return value;
    }
    fail_msg("no recalled paper");
    return STR("");
}

/* One asks with a reason; another declines, is asked again and agrees. */
static void recall_by_two(struct visitor *clerk, struct visitor *leader, const char *list,
                          const char *recall)
{
    visit_get(leader, recall);
    visit_submit(leader, recall, "do", "agree", NULL);
    assert_status(leader, 409); /* nobody asked */
    visit_get(clerk, recall);
    visit_submit(clerk, recall, "reason", " ", NULL);
    assert_status(clerk, 422);
    assert_field_error(clerk, "reason", "nêu lý do");
    visit_submit(clerk, recall, "reason", "Ghi sai diện tích", NULL);
    assert_status(clerk, 303);
    visit_get(clerk, list);
    assert_page_has(clerk, "Đang đề nghị thu hồi: Ghi sai diện tích");
    visit_get(clerk, recall);
    assert_page_has(clerk, "một lãnh đạo khác quyết định");
    visit_post(clerk, recall, "do", "agree", NULL);
    assert_status(clerk, 403);
    visit_get(leader, recall);
    visit_submit(leader, recall, "do", "decline", NULL);
    assert_status(leader, 303);
    visit_get(clerk, recall);
    visit_submit(clerk, recall, "reason", "Ghi sai tên người khiếu nại", NULL);
    visit_get(leader, recall);
    visit_submit(leader, recall, "do", "agree", NULL);
    assert_status(leader, 303);
    visit_follow(leader);
    assert_page_has(leader, "Đã thu hồi ngày 07/03/2022: Ghi sai tên người khiếu nại");
    visit_get(leader, recall);
    assert_status(leader, 404);
    assert_registered(clerk, ",Thụ lý,2022-03-07,,");
}

/* The step has another paper, with the next number; the old one says what it is. */
static void replace_recalled(struct visitor *clerk, struct sent sent, const char *paper,
                             struct str held)
{
    const char *list = file_of(clerk, sent.code, "/van-ban");
    issue(clerk, paper);
    visit_follow(clerk);
    assert_page_has(clerk, "02/TB-UBND");
    assert_page_has(clerk, "Thay thế 01/TB-UBND");
    assert_registered(clerk, ",Thụ lý,2022-03-07,02/TB-UBND ngày 07/03/2022,");
    visit_get(clerk, pdf_of(clerk, paper));
    assert_says(clerk, "Văn bản này thay thế văn bản số 01/TB-UBND đã bị thu hồi.", true);
    visit_get(clerk, list);
    assert_no_dead_links(clerk);
    visit_get(clerk, arena_c(clerk->jar, recalled_link(clerk)));
    assert_says(clerk, "Số: 01/TB-UBND", true);
    assert_false(str_equal(clerk->body, held)); /* it says across the page what it is */
    visit_get(clerk, file_of(clerk, sent.code, ""));
    assert_page_has(clerk, "Thu hồi văn bản");
    assert_page_has(clerk, "02/TB-UBND (thay thế 01/TB-UBND)");
}

/* One asks, another agrees; the number is never given again, and both papers tell of it. */
static void a_paper_is_recalled_by_two_and_replaced(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct visitor *farmer = visitor_new(&site);
        struct sent sent = accept_complaint(&site, clerk, leader);
        const char *list = file_of(clerk, sent.code, "/van-ban");
        const char *paper;
        const char *recall;
        struct str held;
        paper = paper_of(clerk, sent, NOTICE);
        recall = arena_printf(clerk->jar, "%s/thu-hoi", paper).ptr;
        visit_get(clerk, recall);
        assert_status(clerk, 404); /* nothing was issued */
        issue(clerk, paper);
        assert_registered(clerk, ",Thụ lý,2022-03-07,01/TB-UBND ngày 07/03/2022,");
        visit_get(clerk, list);
        assert_str(visit_link(clerk, "Thu hồi Thông báo thụ lý"), str_from_c(recall));
        visit_get(clerk, pdf_of(clerk, paper));
        held = arena_copy(clerk->jar, clerk->body);
        recall_by_two(clerk, leader, list, recall);
        replace_recalled(clerk, sent, paper, held);
        look_up(farmer, sent);
        visit_get(farmer, arena_c(farmer->jar, visit_link(farmer, "Văn bản của vụ việc")));
        assert_page_has(farmer, "Đã thu hồi ngày 07/03/2022");
        assert_page_lacks(farmer, "Ghi sai tên");
        assert_no_dead_links(farmer);
    }
}

/* Copies have one series; an extract is word for word; a copy of a copy needs the copy. */
static void an_issued_paper_is_copied(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = accept_complaint(&site, clerk, leader);
        const char *paper;
        const char *copies;
        paper = paper_of(clerk, sent, NOTICE);
        copies = arena_printf(clerk->jar, "%s/sao", paper).ptr;
        visit_get(clerk, copies);
        assert_status(clerk, 404); /* nothing was issued */
        issue(clerk, paper);
        visit_get(clerk, file_of(clerk, sent.code, "/van-ban"));
        assert_str(visit_link(clerk, "Sao Thông báo thụ lý"), str_from_c(copies));
        visit_get(clerk, copies);
        visit_submit(clerk, copies, "form", "sao-luc", "position", "Chánh Văn phòng", "signer",
                     "Lê Thị Hồng Ngữ", NULL);
        assert_status(clerk, 422);
        assert_page_has(clerk, "chưa có bản sao y");
        visit_submit(clerk, copies, "form", "trich-sao", "excerpt",
                     "Một câu không có trong văn bản.", NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "excerpt", "đúng nguyên văn");
        assert_field(clerk, "signer", "Lê Thị Hồng Ngữ"); /* nothing typed is lost */
        visit_submit(clerk, copies, "form", "sao-y", NULL);
        assert_status(clerk, 303);
        visit_follow(clerk);
        assert_page_has(clerk, "01/SY-UBND");
        assert_no_dead_links(clerk);
        visit_submit(clerk, copies, "form", "sao-luc", "position", "Chánh Văn phòng", "signer",
                     "Bùi Văn Mẫu", NULL);
        assert_status(clerk, 303);
        visit_follow(clerk);
        assert_page_has(clerk, "02/SL-UBND"); /* one series for all forms */
        visit_get(clerk, arena_c(clerk->jar, visit_link(clerk, "01/SY-UBND (PDF)")));
        assert_says(clerk, "SAO Y", true);
        assert_says(clerk, "Số: 01/TB-UBND", true);
        assert_says(clerk, "Số: 01/SY-UBND", true);
        assert_says(clerk, "(Đã ký)", true);
        assert_says(clerk, "CHÁNH VĂN PHÒNG", true);
        assert_says(clerk, "SAO LỤC", false);
        visit_get(clerk, copies);
        visit_get(clerk, arena_c(clerk->jar, visit_link(clerk, "02/SL-UBND (PDF)")));
        assert_says(clerk, "Số: 01/SY-UBND", true);
        assert_says(clerk, "SAO LỤC", true);
        visit_get(clerk, file_of(clerk, sent.code, ""));
        assert_page_has(clerk, "Sao văn bản");
    }
}

static void run_script(struct site_testing *site, const char *sql)
{
    struct str script = str_from_c(sql);
    assert_no_fault(db_write(site->work, db_testing_script, &script));
    db_release(site->work);
}

/* Nghị định 30/2020/NĐ-CP, Điều 13.1 and phụ lục I, mục II.7: the head signs, or a deputy for
 * them (KT.). Proposed by the posts of the day, and what is typed holds. */
static void who_signs_is_proposed_by_the_posts(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = accept_complaint(&site, clerk, leader);
        const char *paper = paper_of(clerk, sent, NOTICE);
        visit_get(clerk, paper);
        assert_field(clerk, "signer", "Hà Văn Mẫu"); /* not of the Council, which stands before */
        assert_field(clerk, "position", "Chủ tịch");
        assert_field(clerk, "authority", "");
        /* what takes no number is not said to take one */
        visit_get(clerk, paper_of(clerk, sent, "Ban hành Phiếu đề xuất"));
        assert_page_has(clerk, "Văn bản này không lấy số");
        visit_get(clerk, paper);
        assert_page_has(clerk, "lấy số kế tiếp");
        /* a deputy who is at the desk signs for the head */
        run_script(&site, "UPDATE account SET name = 'Đinh Thị Mẫu' WHERE login = 'lanhdao';");
        leader = sign_in(&site, "lanhdao");
        visit_get(leader, paper);
        assert_field(leader, "signer", "Đinh Thị Mẫu");
        assert_field(leader, "position", "Phó Chủ tịch");
        assert_field(leader, "authority", "KT. Chủ tịch");
        /* the head has left */
        run_script(&site, "UPDATE post SET valid_to = '2022-03-06'"
                          " WHERE title = 'Chủ tịch Ủy ban nhân dân huyện';");
        visit_get(clerk, paper);
        assert_field(clerk, "signer", "Đinh Thị Mẫu");
        assert_field(clerk, "authority", "KT. Chủ tịch");
        visit_submit(clerk, paper, "signer", "Đỗ Phước Vĩnh", NULL);
        assert_status(clerk, 303);
        visit_get(clerk, pdf_of(clerk, paper));
        assert_says(clerk, "Đỗ Phước Vĩnh", true);
        assert_says(clerk, "KT. CHỦ TỊCH", true);
        assert_says(clerk, "Đinh Thị Mẫu", false);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_issued_paper_is_copied),
        cmocka_unit_test(a_paper_is_recalled_by_two_and_replaced),
        cmocka_unit_test(who_signs_is_proposed_by_the_posts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
