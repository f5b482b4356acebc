/*
 * What waits for a leader alone: proposals to accept and decisions to sign stand in a view
 * of their own until somebody else's eyes have seen them.
 */
#include "petition_paper_story.h"

#define TO_SIGN "/can-bo?xem=cho-ky"

static void what_waits_for_a_leader_stands_by_itself(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent asked = propose_complaint(&site, clerk);
        struct sent other;
        farmer->address = STR("203.0.113.9");
        other = complain(farmer); /* it waits for the clerk */
        visit_get(clerk, "/can-bo");
        assert_no_link(clerk, TO_SIGN);
        visit_get(leader, "/can-bo");
        assert_link(leader, TO_SIGN);
        assert_page_has(leader, "Chờ tôi ký, duyệt 1");
        visit_get(leader, TO_SIGN);
        assert_status(leader, 200);
        assert_page_has(leader, arena_c(leader->jar, asked.code));
        assert_page_lacks(leader, arena_c(leader->jar, other.code));
        visit_get(leader, TO_SIGN "&loc=kien-nghi");
        assert_page_lacks(leader, arena_c(leader->jar, asked.code));
        visit_get(leader, TO_SIGN "&loc=khieu-nai.proposed");
        assert_page_has(leader, arena_c(leader->jar, asked.code));
        act(leader, asked.code, "accept", "answer", "Thụ lý.");
        visit_get(leader, TO_SIGN);
        assert_page_lacks(leader, arena_c(leader->jar, asked.code));
        assert_page_has(leader, "Không có việc nào");
        assert_page_has(leader, "Chờ tôi ký, duyệt 0");
        /* who holds none has an empty calendar, which leads to the unit's */
        visit_get(leader, "/can-bo/lich?thang=2021-01");
        assert_link(leader, "/can-bo?xem=don-vi");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_waits_for_a_leader_stands_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
