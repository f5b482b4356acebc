/*
 * For which unit an article is: any that the editor writes for, be there a thousand.
 */
#include "civic/site.h"
#include "civic/unit.h"
#include "desk.h"

enum {
    VILLAGES = 1000
};

struct villages {
    int64_t commune_id;
    int64_t last_id;
};

static const struct fault *found_villages(struct work *work, void *context)
{
    struct villages *villages = context;
    const struct fault *fault = NULL;
    for (int i = 1; !fault && i <= VILLAGES; i++) {
        struct unit village = {.parent_id = villages->commune_id,
                               .kind = UNIT_VILLAGE,
                               .code = arena_printf(work->arena, "thon-%d", i),
                               .name = arena_printf(work->arena, "Thôn Thử %d", i),
                               .valid_from = DATE_NONE,
                               .valid_to = DATE_NONE};
        fault = unit_create(work, &village);
        villages->last_id = village.id;
    }
    return fault;
}

/* Below a commune of the district; the last one's id. */
static int64_t a_thousand_villages(struct site_testing *site, struct unit *ret_commune)
{
    struct villages villages = {0};
    unit_list communes;
    struct unit district;
    assert_no_fault(site_unit(site->work, &district));
    assert_no_fault(unit_children(site->work, district.id, &communes));
    for (size_t i = 0; i < communes.count; i++)
        if (communes.items[i].kind == UNIT_COMMUNE)
            *ret_commune = communes.items[i];
    db_release(site->work);
    villages.commune_id = ret_commune->id;
    assert_no_fault(db_write(site->work, found_villages, &villages));
    return villages.last_id;
}

static void an_article_is_for_any_unit_of_the_editor(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        struct visitor *an = visitor_new(&site);
        struct unit commune = {0};
        int64_t village = a_thousand_villages(&site, &commune);
        const char *id = arena_printf(site.arena, "%lld", (long long)village).ptr;
        const char *address;
        visit_get(editor, DESK "/moi");
        assert_status(editor, 200);
        assert_page_has(
            editor, arena_printf(site.arena, "Thôn Thử 1000 – " PRISTR, STRARG(commune.name)).ptr);
        visit_submit(editor, "", "title", "Tin của thôn", "lead", "Sapo.", "body", "Bài.", "unit",
                     id, NULL);
        address = led_to(editor);
        visit_get(editor, DESK "?don-vi=thon-thu-1000");
        assert_link(editor, address);
        visit_get(an, "/don-vi/thon-thu-1000"); /* and is kept */
        assert_no_link(an, "/don-vi/thon-thu-1000/tin");
        publish(approver, address);
        visit_get(an, "/don-vi/thon-thu-1000");
        assert_link(an, "/don-vi/thon-thu-1000/tin");
        visit_get(an, "/don-vi/thon-thu-999"); /* of which there are none */
        assert_no_link(an, "/don-vi/thon-thu-999/tin");
        visit_get(an, "/don-vi/thon-thu-1000/tin");
        assert_page_has(an, "Tin của thôn");
    }
}

/* It was begun for another one, perhaps by the page itself. */
static void a_draft_moves_to_another_unit(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *address = write_draft(editor, "Nhầm đơn vị");
        struct unit commune = {0};
        int64_t village = a_thousand_villages(&site, &commune);
        const char *id = arena_printf(site.arena, "%lld", (long long)village).ptr;
        visit_get(editor, address);
        visit_submit(editor, "", "unit", id, NULL);
        assert_status(editor, 303);
        visit_get(editor, DESK "?don-vi=thon-thu-1000");
        assert_link(editor, address);
        publish(approver, address);
        /* what is public stays where its readers found it */
        visit_get(approver, address);
        visit_post(approver, address, "title", "Nhầm đơn vị", "version",
                   arena_c(site.arena, page_value(approver, "version")), "unit",
                   arena_printf(site.arena, "%lld", (long long)commune.id).ptr, NULL);
        assert_status(approver, 409);
        /* nobody writes for a unit that is not there, or another's */
        visit_post(editor, DESK "/moi", "title", "Lạ", "unit", "1", NULL);
        assert_status(editor, 403);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_article_is_for_any_unit_of_the_editor),
        cmocka_unit_test(a_draft_moves_to_another_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
