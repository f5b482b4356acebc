/*
 * Files opened one after another from a list: the way back is the list as it was, the
 * next file is the one behind in its order, whatever was done to the one at hand.
 */
#include "civic/matter.h"
#include "office_story.h"

static void send_some(struct site_testing *site, int count)
{
    struct visitor *farmer = visitor_new(site);
    for (int i = 0; i < count; i++) {
        farmer->address = arena_printf(farmer->jar, "203.0.113.%d", i + 1);
        send(farmer, "Mương khu 5 bị tắc", "Trần Văn Ất");
    }
}

/* Opens a list; the codes of its first `count` files, in its order. */
static void open_list(struct visitor *visitor, const char *address, int count,
                      struct str *ret_codes)
{
    const struct xml_node *root;
    int found = 0;
    visit_get(visitor, address);
    assert_status(visitor, 200);
    root = visit_tree(visitor);
    for (const struct xml_node *node = root; node && found < count; node = xml_walk(root, node)) {
        struct str href;
        if (!xml_attribute_value(node, STR("href"), &href) ||
            !str_starts(href, STR("/can-bo/viec/")))
            continue;
        href = str_from(href, strlen("/can-bo/viec/"));
        ret_codes[found++] = arena_copy(visitor->jar, str_cut(&href, '?'));
    }
    assert_int_equal(found, count);
}

/* Follows the link with these words; its address. */
static const char *open_by(struct visitor *visitor, const char *words)
{
    const char *address = arena_c(visitor->jar, visit_link(visitor, words));
    visit_get(visitor, address);
    assert_status(visitor, 200);
    return address;
}

/* The inbox among the crumbs, which stand behind the bar. */
static void go_back(struct visitor *visitor)
{
    const struct xml_node *root = visit_tree(visitor);
    struct str last = STR("");
    struct str href;
    for (const struct xml_node *node = root; node; node = xml_walk(root, node))
        if (xml_attribute_value(node, STR("href"), &href) && str_starts(href, STR("/can-bo?")))
            last = href;
    visit_get(visitor, arena_c(visitor->jar, arena_copy(visitor->jar, last)));
    assert_status(visitor, 200);
}

static void open_file(struct visitor *visitor, struct str code)
{
    open_by(visitor, arena_c(visitor->jar, code));
}

#define AT_LIST "/can-bo?xem=don-vi&loc=kien-nghi"

static void a_list_is_worked_through_file_by_file(void **state)
{
    static const char *const pages[] = {"/van-ban",   "/tai-lieu",  "/nguoi-xem",
                                        "/lien-quan", "/don-trung", "/khoa"};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        const char *step;
        struct str codes[3];
        send_some(&site, 3);
        open_list(clerk, AT_LIST, 3, codes);
        open_file(clerk, codes[0]);
        /* also on the pages of other modules about it */
        for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
            const char *list = "?xem=don-vi&loc=kien-nghi&cho=.5";
            visit_get(clerk, file_of(clerk, codes[0], below(clerk, pages[i], list)));
            assert_status(clerk, 200);
            assert_link(clerk, AT_LIST);
        }
        visit_get(clerk, file_of(clerk, codes[0], "/lien-quan?xem=don-vi&loc=kien-nghi&cho=.5"));
        assert_true(str_find(clerk->body, STR("name=\"loc\" value=\"kien-nghi\""), 0) >
                    0); /* goes with a search by GET */
        visit_get(leader, file_of(leader, codes[0], "/so-lieu?xem=don-vi&loc=kien-nghi&cho=.5"));
        assert_status(leader, 200);
        assert_link(leader, AT_LIST);
        visit_get(clerk, AT_LIST);
        open_file(clerk, codes[0]);
        assert_link(clerk, AT_LIST);
        assert_page_has(clerk, arena_c(clerk->jar, codes[1]));
        assert_page_lacks(clerk, arena_c(clerk->jar, codes[2]));
        /* a step is taken, and the list is still at hand */
        step = open_by(clerk, "Thụ lý và giao người giải quyết");
        assert_link(clerk, AT_LIST);
        visit_submit(clerk, step, NULL);
        assert_status(clerk, 303);
        visit_follow(clerk);
        assert_status(clerk, 200);
        assert_link(clerk, AT_LIST);
        open_by(clerk, "Hồ sơ tiếp theo");
        assert_page_has(clerk, arena_c(clerk->jar, codes[1]));
        open_by(clerk, "Hồ sơ tiếp theo");
        assert_page_has(clerk, arena_c(clerk->jar, codes[2]));
        assert_link(clerk, AT_LIST);
    }
}

static void a_file_that_left_the_list_still_leads_to_what_was_behind_it(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        const char *step;
        struct str codes[2];
        send_some(&site, 2);
        open_list(clerk, "/can-bo?xem=don-vi&loc=kien-nghi.received", 2, codes);
        open_file(clerk, codes[0]);
        step = open_by(clerk, "Lưu đơn");
        visit_submit(clerk, step, "note", "Đơn không rõ nội dung.", NULL);
        visit_follow(clerk);
        assert_page_has(clerk, arena_c(clerk->jar, codes[0]));
        open_by(clerk, "Hồ sơ tiếp theo");
        assert_page_has(clerk, arena_c(clerk->jar, codes[1]));
        assert_page_has(clerk, "Đây là hồ sơ cuối của danh sách");
        go_back(clerk);
        assert_page_has(clerk, arena_c(clerk->jar, codes[1]));
        assert_page_lacks(clerk, arena_c(clerk->jar, codes[0]));
    }
}

static void the_next_file_may_stand_on_the_next_page(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct str codes[MATTER_PAGE + 2];
        send_some(&site, MATTER_PAGE + 2);
        open_list(clerk, AT_LIST, MATTER_PAGE, codes);
        open_list(clerk, arena_c(clerk->jar, visit_link(clerk, "Trang sau")), 2,
                  codes + MATTER_PAGE);
        visit_get(clerk, AT_LIST);
        open_file(clerk, codes[MATTER_PAGE - 1]);
        assert_link(clerk, AT_LIST);
        open_by(clerk, "Hồ sơ tiếp theo");
        assert_page_has(clerk, arena_c(clerk->jar, codes[MATTER_PAGE]));
        assert_no_link(clerk, AT_LIST);
        go_back(clerk); /* to the page on which it stands */
        assert_page_has(clerk, arena_c(clerk->jar, codes[MATTER_PAGE]));
        assert_page_has(clerk, arena_c(clerk->jar, codes[MATTER_PAGE + 1]));
        assert_page_lacks(clerk, arena_c(clerk->jar, codes[MATTER_PAGE - 1]));
    }
}

static void an_address_made_up_leads_nowhere_else(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct str codes[1];
        send_some(&site, 1);
        open_list(clerk, AT_LIST, 1, codes);
        visit_get(clerk, file_of(clerk, codes[0],
                                 "?xem=https%3A%2F%2Fnoi-khac.example&loc=%2F%2Fnoi-khac.example"
                                 "&sau=%2F%2Fnoi-khac.example&cho=.5"));
        assert_status(clerk, 200);
        assert_link(clerk, "/can-bo?xem=cua-toi");
        assert_page_lacks(clerk, "noi-khac");
        visit_get(clerk, file_of(clerk, codes[0], "?xem=don-vi")); /* not opened from a list */
        assert_link(clerk, "/can-bo");
        assert_page_lacks(clerk, "Hồ sơ tiếp theo");
        assert_page_lacks(clerk, "Đây là hồ sơ cuối");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_worked_through_file_by_file),
        cmocka_unit_test(a_file_that_left_the_list_still_leads_to_what_was_behind_it),
        cmocka_unit_test(the_next_file_may_stand_on_the_next_page),
        cmocka_unit_test(an_address_made_up_leads_nowhere_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
