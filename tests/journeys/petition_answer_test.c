/*
 * No answer goes out without its reason, its basis in law, what was found and the way to
 * go on: every action that ends or decides a petition asks for each of them.
 */
#include "petition_story.h"

static void check(struct visitor *clerk, struct str code, const char *first, int count)
{
    const char *url = file_of(clerk, code, "/check");
    visit_get(clerk, url);
    if (count == 10)
        visit_submit(clerk, url, "c1", first, "r1", "Căn cứ trong hồ sơ.", "c2", "met", "c3", "met",
                     "c4", "met", "c5", "met", "c6", "met", "c7", "met", "c8", "met", "c9", "met",
                     "c10", "met", NULL);
    else
        visit_submit(clerk, url, "c1", first, "r1", "Căn cứ trong hồ sơ.", "c2", "met", "c3", "met",
                     "c4", "met", "c5", "met", NULL);
    assert_status(clerk, 303);
}

/* Refused while any of the parts is missing, with what was typed kept; a field of the
 * plain page for the whole answer is no way around. */
static void must_have_parts(struct visitor *visitor, struct str code, const char *action,
                            const char *const *parts)
{
    const char *url = file_of(visitor, code, arena_printf(visitor->jar, "/%s", action).ptr);
    for (size_t i = 0; parts[i]; i++) {
        visit_get(visitor, url);
        assert_status(visitor, 200);
        visit_submit(visitor, url, parts[i], "", NULL);
        assert_status(visitor, 422);
        assert_field_error(visitor, parts[i], "Xin điền");
    }
    visit_get(visitor, url);
    visit_post(visitor, url, "version", page_value(visitor, "version"), "answer",
               "Không đủ điều kiện.", NULL);
    assert_status(visitor, 422);
}

static const char *const refusal[] = {"reason", "basis", "appeal", NULL};
static const char *const decision[] = {"found", "basis", "ruled", "appeal", NULL};

static void refuse(struct visitor *leader, struct str code, const char *action)
{
    const char *url = file_of(leader, code, arena_printf(leader->jar, "/%s", action).ptr);
    must_have_parts(leader, code, action, refusal);
    visit_get(leader, url);
    visit_submit(leader, url, "reason", "Quyết định không liên quan trực tiếp đến ông/bà.", "basis",
                 "Khoản 2 Điều 11 Luật Khiếu nại.", NULL);
    assert_status(leader, 303);
}

static void a_complaint_is_refused_with_reason_basis_and_the_way_on(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = complain(farmer);
        act(clerk, sent.code, "classify", NULL, NULL);
        check(clerk, sent.code, "unmet", 10);
        act(clerk, sent.code, "propose", "note", "Không đủ điều kiện thụ lý.");
        refuse(leader, sent.code, "refuse");
        look_up(farmer, sent);
        assert_page_has(farmer, "Quyết định không liên quan trực tiếp đến ông/bà.");
        assert_page_has(farmer, "Khoản 2 Điều 11 Luật Khiếu nại.");
        assert_page_has(farmer, "khởi kiện vụ án hành chính tại Tòa án");
    }
}

static void a_complaint_is_ended_with_reason_basis_and_the_way_on(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = complain(farmer);
        const char *withdraw;
        act(clerk, sent.code, "classify", NULL, NULL);
        check(clerk, sent.code, "met", 10);
        act(clerk, sent.code, "propose", "note", "Đủ điều kiện thụ lý.");
        act(leader, sent.code, "accept", "answer", "Thụ lý.");
        look_up(farmer, sent);
        withdraw = arena_printf(farmer->jar, "/don-thu/" PRISTR "/withdraw", STRARG(sent.code)).ptr;
        visit_submit(farmer, withdraw, "note", "Tôi rút khiếu nại.", NULL);
        assert_status(farmer, 303);
        refuse(leader, sent.code, "terminate");
    }
}

static void a_denunciation_is_refused_with_reason_basis_and_the_way_on(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *sender = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = denounce(sender, false);
        act(clerk, sent.code, "register", NULL, NULL);
        check(clerk, sent.code, "unmet", 5);
        refuse(leader, sent.code, "refuse");
    }
}

static void a_proposal_is_answered_with_what_was_found_and_its_basis(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct sent sent;
        visit_get(farmer, "/don-thu/gui");
        visit_submit(farmer, "/don-thu/gui", "title", "Mương thoát nước ở khu 5 bị tắc", "content",
                     "Từ tháng trước mương tắc, nước tràn ra đường.", "name", "Trần Văn Ất",
                     "address", "Khu 5, xã Quảng Yên", NULL);
        sent.code = word_after(farmer, "Mã đơn ");
        act(clerk, sent.code, "accept", NULL, NULL);
        must_have_parts(clerk, sent.code, "draft", decision);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_complaint_is_refused_with_reason_basis_and_the_way_on),
        cmocka_unit_test(a_complaint_is_ended_with_reason_basis_and_the_way_on),
        cmocka_unit_test(a_denunciation_is_refused_with_reason_basis_and_the_way_on),
        cmocka_unit_test(a_proposal_is_answered_with_what_was_found_and_its_basis),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
