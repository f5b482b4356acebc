/*
 * The waiting room: in which order the desk and the page on the wall call people, by the
 * house rules of the place.
 */
#include "reception_desk.h"

/* Somebody comes to a reception of today. */
static void comes(struct visitor *clerk, const char *day, const char *name, const char *first)
{
    visit_get(clerk, "/can-bo/tiep-dan");
    visit_submit(clerk, "/can-bo/tiep-dan", "day", day, "name", name, "first", first, NULL);
    assert_leads_to(clerk, "/can-bo/tiep-dan");
    visit_follow(clerk);
}

/* Whether the words stand in this order in the text of the last page. */
static void assert_order(struct visitor *visitor, const char *const *words, size_t count)
{
    struct str text = visit_text(visitor);
    int64_t at = -1;
    for (size_t i = 0; i < count; i++) {
        int64_t next = str_find(text, str_from_c(words[i]), (size_t)(at + 1));
        if (next < 0)
            fail_msg("\"%s\" does not come %zu. in " PRISTR, words[i], i + 1, STRARG(text));
        at = next;
    }
}

/* The address at which the first who waits is called: that of the strong button. */
static const char *next_call(struct visitor *clerk)
{
    struct str before = str_slice(
        clerk->body, 0, (size_t)str_find(clerk->body, STR("class=\"button small main\""), 0));
    struct str action = STR("");
    for (int64_t at = str_find(before, STR("<form action=\""), 0); at >= 0;
         at = str_find(before, STR("<form action=\""), (size_t)at + 1))
        action = str_from(before, (size_t)at + strlen("<form action=\""));
    return arena_c(clerk->jar, str_cut(&action, '"'));
}

/* columns: whether the house rules call some before others, what the wall shows, the
 * names in the order of the desk */
static const struct {
    const char *first;
    const char *numbers;
    const char *names[3];
} houses[] = {
    {"1", "2, 1, 3", {"Cụ Hai (minh họa)", "Anh Một (minh họa)", "Chị Ba (minh họa)"}},
    {"",  "1, 2, 3", {"Anh Một (minh họa)", "Cụ Hai (minh họa)", "Chị Ba (minh họa)"}},
};

static void the_desk_and_the_wall_call_the_same_next_by_the_house_rules(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        for (size_t i = 0; i < COUNT(houses); i++) {
            const char *form = "/can-bo/lich-tiep-dan/moi?don-vi=huyen-thanh-ba";
            const char *place = i ? "Phòng theo số" : "Phòng ưu tiên";
            struct visitor *clerk;
            struct visitor *hoa = visitor_new(&site);
            const char *series;
            const char *day;
            const char *call;
            go_to(&site, date_ymd(2022, 3, 14 + 7 * (int)i), 7);
            clerk = sign_in(&site, "tiepdan");
            visit_get(clerk, form);
            /* a Monday, on which nobody else of the district receives */
            visit_submit(clerk, form, "post", "0", "w1", "1", "first_on",
                         i ? "21/03/2022" : "14/03/2022", "last_on",
                         i ? "21/03/2022" : "14/03/2022", "place", place, "first", houses[i].first,
                         NULL);
            assert_status(clerk, 303);
            series = arena_c(clerk->jar, visit_header(clerk, "Location"));
            visit_follow(clerk);
            assert_page_has(clerk, i ? "Thứ tự gọi Lần lượt theo số" : "Thứ tự gọi Người cao tuổi");
            visit_submit(clerk, below(clerk, series, "/cong-bo"), NULL);
            visit_get(clerk, "/can-bo/tiep-dan");
            assert_page_has(clerk, place);
            day = option_of(clerk, "Bộ phận tiếp công dân");
            comes(clerk, day, "Anh Một (minh họa)", "");
            comes(clerk, day, "Cụ Hai (minh họa)", "1");
            comes(clerk, day, "Chị Ba (minh họa)", "");
            assert_order(clerk, houses[i].names, 3);
            visit_get(hoa, "/lich-tiep-dan/so-thu-tu");
            assert_page_has(hoa, houses[i].numbers);
            if (i == 0)
                assert_page_has(hoa, "Gọi trước người cao tuổi");
            else
                assert_page_lacks(hoa, "Gọi trước người cao tuổi");
            /* who is called next at the desk is the first number on the wall */
            call = next_call(clerk);
            visit_submit(clerk, call, NULL);
            assert_status(clerk, 303);
            visit_follow(clerk);
            assert_page_has(clerk, houses[i].names[0]);
            /* another clerk's page still offers it: nobody is called twice */
            visit_post(clerk, call, "version", "0", NULL);
            assert_status(clerk, 409);
            visit_post(clerk, call, "version", "1", NULL);
            assert_status(clerk, 409);
            visit_get(hoa, "/lich-tiep-dan/so-thu-tu");
            assert_page_lacks(hoa, houses[i].numbers);
            assert_page_has(hoa, houses[i].numbers + strlen("1, "));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_desk_and_the_wall_call_the_same_next_by_the_house_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
