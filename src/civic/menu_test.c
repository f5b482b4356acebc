/*
 * Arranging the menu: what modules bring, what an administrator does, and what comes
 * later.
 */
#include "base/testing.h"
#include "civic/menu.h"
#include "civic/module.h"

static const struct nav_entry nav[] = {
    {"nav.news",    "/tin-tuc", "nav.group.know",  true,  10},
    {"nav.library", "/van-ban", "nav.group.know",  true,  30},
    {"nav.units",   "/don-vi",  "nav.group.about", false, 10},
};
static const struct module module = {.name = "test", .nav = nav, .nav_count = 3};
static const struct module *const modules[] = {&module, NULL};

/* A module that comes later. */
static const struct nav_entry later_nav[] = {
    {"nav.law", "/tinh-han", "nav.group.know", false, 5},
};
static const struct module later = {.name = "later", .nav = later_nav, .nav_count = 1};
static const struct module *const more_modules[] = {&module, &later, NULL};

/* The targets of a list, ">" before those of the second level. */
static const char *told(struct arena *arena, const menu_items *items)
{
    struct str text = STR("");
    for (size_t i = 0; i < items->count; i++)
        text = arena_printf(arena, PRISTR "%s%s" PRISTR, STRARG(text), i ? " " : "",
                            items->items[i].is_below ? ">" : "", STRARG(items->items[i].target));
    return text.ptr;
}

static menu_items unarranged(struct arena *arena)
{
    struct site site = {.modules = modules};
    menu_items none = {0};
    return menu_arrange(arena, &site, &none);
}

static void without_an_arrangement_modules_stand_in_their_groups(void **state)
{
    struct arena *arena = arena_new();
    menu_items items = unarranged(arena);
    (void)state;
    assert_string_equal(told(arena, &items), "nav.group.know >/tin-tuc >/van-ban nav.group.meet "
                                             "nav.group.about >/don-vi");
    assert_true(items.items[1].is_on_roof);
    assert_false(items.items[5].is_on_roof);
    arena_free(arena);
}

/* columns: the item, what is done to it, what the menu is then ("": it cannot be done) */
static const struct {
    const char *target;
    enum menu_act act;
    const char *after;
} acts[] = {
    {"/van-ban",        MENU_UP,
     "nav.group.know >/van-ban >/tin-tuc nav.group.meet nav.group.about >/don-vi"},
    {"/tin-tuc",        MENU_UP,     ""                                          },
    {"/van-ban",        MENU_DOWN,   ""                                          },
    {"nav.group.know",  MENU_UP,     ""                                          },
    {"nav.group.know",  MENU_DOWN,
     "nav.group.meet nav.group.know >/tin-tuc >/van-ban nav.group.about >/don-vi"},
    {"nav.group.about", MENU_UP,
     "nav.group.know >/tin-tuc >/van-ban nav.group.about >/don-vi nav.group.meet"},
    {"nav.group.about", MENU_DOWN,   ""                                          },
    {"nav.group.know",  MENU_NEST,   ""                                          },
    {"/tin-tuc",        MENU_NEST,   ""                                          },
    {"/tin-tuc",        MENU_UNNEST,
     "nav.group.know >/van-ban /tin-tuc nav.group.meet nav.group.about >/don-vi" },
    {"/don-vi",         MENU_UNNEST,
     "nav.group.know >/tin-tuc >/van-ban nav.group.meet nav.group.about /don-vi" },
    {"nav.group.meet",  MENU_UNNEST, ""                                          },
    {"/tin-tuc",        MENU_REMOVE, ""                                          },
    {"nav.group.meet",  MENU_REMOVE, ""                                          },
    {"/tin-tuc",        MENU_SHOW,   ""                                          },
    {"/tin-tuc",        MENU_ROOF,   ""                                          },
};

static void every_act_does_what_it_says_or_is_not_offered(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
        menu_items items = unarranged(arena);
        size_t at = menu_find(&items, str_from_c(acts[i].target));
        assert_true(menu_can(&items, at, acts[i].act) == (acts[i].after[0] != '\0'));
        if (acts[i].after[0] == '\0')
            continue;
        menu_do(arena, &items, at, acts[i].act);
        assert_string_equal(told(arena, &items), acts[i].after);
    }
    arena_free(arena);
}

static void a_link_is_added_nested_hidden_and_removed(void **state)
{
    struct arena *arena = arena_new();
    menu_items items = unarranged(arena);
    struct menu_item link = {.kind = MENU_LINK, .target = STR("/gioi-thieu")};
    struct menu_item outside = {.kind = MENU_LINK, .target = STR("https://xa.example/")};
    (void)state;
    menu_add(arena, &items, &link, menu_find(&items, STR("nav.group.know")));
    menu_add(arena, &items, &outside, items.count);
    assert_string_equal(told(arena, &items),
                        "nav.group.know >/tin-tuc >/van-ban >/gioi-thieu nav.group.meet "
                        "nav.group.about >/don-vi https://xa.example/");
    menu_do(arena, &items, menu_find(&items, STR("https://xa.example/")), MENU_NEST);
    menu_do(arena, &items, menu_find(&items, STR("https://xa.example/")), MENU_UP);
    assert_string_equal(told(arena, &items),
                        "nav.group.know >/tin-tuc >/van-ban >/gioi-thieu nav.group.meet "
                        "nav.group.about >https://xa.example/ >/don-vi");
    menu_do(arena, &items, menu_find(&items, STR("/gioi-thieu")), MENU_REMOVE);
    assert_true(menu_find(&items, STR("/gioi-thieu")) == items.count);
    arena_free(arena);
}

static void what_a_module_brings_later_stands_at_the_end_of_its_group(void **state)
{
    struct arena *arena = arena_new();
    struct site site = {.modules = more_modules};
    menu_items stored = unarranged(arena);
    menu_items items;
    (void)state;
    menu_do(arena, &stored, menu_find(&stored, STR("nav.group.know")), MENU_DOWN);
    menu_do(arena, &stored, menu_find(&stored, STR("/tin-tuc")), MENU_UNNEST);
    items = menu_arrange(arena, &site, &stored);
    assert_string_equal(told(arena, &items), "nav.group.meet nav.group.know >/van-ban >/tinh-han "
                                             "/tin-tuc nav.group.about >/don-vi");
    arena_free(arena);
}

static void a_module_that_is_gone_leaves_no_dead_link(void **state)
{
    struct arena *arena = arena_new();
    struct site site = {.modules = more_modules};
    menu_items none = {0};
    menu_items stored = menu_arrange(arena, &site, &none);
    menu_items items;
    (void)state;
    site.modules = modules;
    items = menu_arrange(arena, &site, &stored);
    assert_true(menu_find(&items, STR("/tinh-han")) == items.count);
    assert_int_equal(items.count, stored.count - 1);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_an_arrangement_modules_stand_in_their_groups),
        cmocka_unit_test(every_act_does_what_it_says_or_is_not_offered),
        cmocka_unit_test(a_link_is_added_nested_hidden_and_removed),
        cmocka_unit_test(what_a_module_brings_later_stands_at_the_end_of_its_group),
        cmocka_unit_test(a_module_that_is_gone_leaves_no_dead_link),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
