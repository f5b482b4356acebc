/*
 * @Name@, as people meet it.
 */
#include "people.h"

#include "modules/@name@/@name@.h"

static void an_editor_adds_one_and_everybody_reads_it(void **state)
{
    (void)state;
    ON_EACH_SITE (site, SITE_DEMO) {
        struct visitor *reader = visitor_new(&site);
        struct visitor *editor;
        visit_get(reader, "/@name@");
        assert_status(reader, 200);
        assert_no_link(reader, "/@name@/moi");
        assert_no_dead_links(reader);

        editor = sign_in(&site, "bientap");
        visit_get(editor, "/@name@");
        assert_link(editor, "/@name@/moi");
        visit_get(editor, "/@name@/moi");
        visit_submit(editor, "/@name@/moi", "title", "Đường liên thôn", NULL);
        assert_leads_to(editor, "/@name@");

        visit_get(reader, "/@name@");
        assert_page_has(reader, "Đường liên thôn");
    }
}

static void more_than_a_page_goes_on_behind_the_link(void **state)
{
    (void)state;
    ON_EACH_SITE (site, SITE_DEMO) {
        struct visitor *reader = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        for (int i = 0; i < @NAME@_PAGE; i++) {
            visit_get(editor, "/@name@/moi");
            visit_submit(editor, "/@name@/moi", "title", i == 0 ? "Giếng làng" : "Đường", NULL);
            assert_leads_to(editor, "/@name@");
        }
        visit_get(reader, "/@name@");
        assert_page_has(reader, "Giếng làng");
        assert_page_lacks(reader, "Cũ hơn");

        visit_get(editor, "/@name@/moi");
        visit_submit(editor, "/@name@/moi", "title", "Cầu", NULL);
        visit_get(reader, "/@name@");
        assert_page_lacks(reader, "Giếng làng");
        assert_no_dead_links(reader);
        visit_get(reader, visit_link(reader, "Cũ hơn").ptr);
        assert_page_has(reader, "Giếng làng");
    }
}

static void what_is_wrong_is_said_at_its_field(void **state)
{
    (void)state;
    ON_EACH_SITE (site, SITE_DEMO) {
        struct visitor *editor = sign_in(&site, "bientap");
        visit_get(editor, "/@name@/moi");
        visit_submit(editor, "/@name@/moi", "title", "2022", NULL);
        assert_status(editor, 422);
        assert_field_error(editor, "title", "chữ cái");
        assert_field(editor, "title", "2022");
    }
}

static void a_stranger_is_led_to_sign_in(void **state)
{
    (void)state;
    ON_EACH_SITE (site, SITE_DEMO) {
        struct visitor *stranger = visitor_new(&site);
        visit_get(stranger, "/@name@/moi");
        assert_status(stranger, 303);
        visit_post(stranger, "/@name@/moi", "title", "Đường liên thôn", NULL);
        assert_status(stranger, 401);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_editor_adds_one_and_everybody_reads_it),
        cmocka_unit_test(more_than_a_page_goes_on_behind_the_link),
        cmocka_unit_test(what_is_wrong_is_said_at_its_field),
        cmocka_unit_test(a_stranger_is_led_to_sign_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
