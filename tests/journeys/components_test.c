/*
 * The page of pieces /quan-tri/thanh-phan is whole: every class of the stylesheet,
 * every icon and every shared part stands on it, in the light theme and in the dark
 * one. Who adds a class adds it there.
 */
#include "people.h"

#include "base/asset.h"

#include <stdio.h>
#include <string.h>

enum {
    NAMES_MAX = 512
};

struct names {
    struct str items[NAMES_MAX];
    size_t count;
};

static bool names_have(const struct names *names, struct str name)
{
    for (size_t i = 0; i < names->count; i++)
        if (str_equal(names->items[i], name))
            return true;
    return false;
}

static void names_add(struct names *names, struct str name)
{
    if (name.len == 0 || names_have(names, name))
        return;
    assert_true(names->count < NAMES_MAX);
    names->items[names->count++] = name;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_name(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/* ".name" in what stands before a "{". */
static void add_selector(struct names *names, struct str selector)
{
    for (size_t i = 0; i + 1 < selector.len; i++) {
        size_t end = i + 1;
        if (selector.ptr[i] != '.' || !is_letter(selector.ptr[end]))
            continue;
        while (end < selector.len && is_name(selector.ptr[end]))
            end++;
        names_add(names, str_slice(selector, i + 1, end - i - 1));
        i = end - 1;
    }
}

/* The classes that a stylesheet speaks of; not what stands in comments or values. */
static struct names classes_of_style(struct str css)
{
    struct names names = {.count = 0};
    size_t from = 0;
    for (size_t i = 0; i < css.len; i++) {
        if (str_starts(str_from(css, i), STR("/*"))) {
            ptrdiff_t end = str_find(css, STR("*/"), i + 2);
            assert_true(end > 0);
            i = (size_t)end + 1;
            from = i + 1;
        } else if (css.ptr[i] == ';' || css.ptr[i] == '}') {
            from = i + 1;
        } else if (css.ptr[i] == '{') {
            add_selector(&names, str_slice(css, from, i - from));
            from = i + 1;
        }
    }
    return names;
}

/* The words of every class attribute. */
static void add_classes(struct names *names, struct str html)
{
    ptrdiff_t at = 0;
    while ((at = str_find(html, STR(" class=\""), (size_t)at)) >= 0) {
        struct str rest = str_from(html, (size_t)at + sizeof(" class=\"") - 1);
        struct str words = str_cut(&rest, '"');
        while (words.len)
            names_add(names, str_cut(&words, ' '));
        at++;
    }
}

/* What the page shows on one ground: from each pane of that theme to the next pane. */
static struct names classes_of_theme(struct str html, const char *theme)
{
    struct names names = {.count = 0};
    ptrdiff_t at = 0;
    while ((at = str_find(html, STR("class=\"pane theme-"), (size_t)at)) >= 0) {
        struct str pane = str_from(html, (size_t)at + sizeof("class=\"pane theme-") - 1);
        ptrdiff_t end = str_find(pane, STR("class=\"pane theme-"), 0);
        if (end < 0)
            end = str_find(pane, STR("</main>"), 0);
        assert_true(end > 0);
        if (str_starts(pane, str_from_c(theme)))
            add_classes(&names, str_slice(pane, 0, (size_t)end));
        at++;
    }
    assert_true(names.count > 100);
    return names;
}

/* What stands around every page follows the reader's theme and is there once. */
static struct names classes_of_frame(void)
{
    struct names names = {.count = 0};
    const struct asset *frame = asset_find(STR("ui/layout.html"));
    const struct asset *crumbs = asset_find(STR("ui/crumbs.html"));
    const struct asset *icons = asset_find(STR("ui/icons.html"));
    assert_true(frame && crumbs && icons);
    add_classes(&names, frame->bytes);
    add_classes(&names, crumbs->bytes);
    add_classes(&names, icons->bytes);
    /* the panes themselves */
    names_add(&names, STR("pane"));
    names_add(&names, STR("theme-light"));
    names_add(&names, STR("theme-dark"));
    return names;
}

static struct visitor *administrator(struct site_testing *site)
{
    struct visitor *an = visitor_new(site);
    signs_in(an, "quantri");
    visit_get(an, "/quan-tri/thanh-phan");
    assert_status(an, 200);
    return an;
}

static void the_classes_of_a_stylesheet_are_read(void **state)
{
    struct names names = classes_of_style(
        STR("/* .no { */ @layer a { .one, a.two:hover > .three-3 { width: .5em; } @media (x) { "
            ".four{ } } } @import url(\"x.css\"); .five { background: url(y.png) }"));
    static const char *const wanted[] = {"one", "two", "three-3", "four", "five"};
    (void)state;
    assert_int_equal(names.count, sizeof(wanted) / sizeof(wanted[0]));
    for (size_t i = 0; i < names.count; i++)
        assert_str(names.items[i], str_from_c(wanted[i]));
}

static void every_class_of_the_stylesheet_is_shown_in_both_themes(void **state)
{
    const struct asset *style = asset_find(STR("ui/style.css"));
    struct names classes;
    struct names frame = classes_of_frame();
    (void)state;
    assert_non_null(style);
    classes = classes_of_style(style->bytes);
    assert_true(classes.count > 200);
    ON_EACH_SITE(site, SITE_DEMO)
    {
        static const char *const themes[] = {"light", "dark"};
        struct visitor *an = administrator(&site);
        int missing = 0;
        for (size_t theme = 0; theme < 2; theme++) {
            struct names shown = classes_of_theme(an->body, themes[theme]);
            for (size_t i = 0; i < classes.count; i++) {
                if (names_have(&shown, classes.items[i]) || names_have(&frame, classes.items[i]))
                    continue;
                fprintf(stderr, "not shown in the %s theme: ." PRISTR "\n", themes[theme],
                        STRARG(classes.items[i]));
                missing++;
            }
        }
        assert_int_equal(missing, 0);
    }
}

static void every_icon_and_every_shared_part_is_shown(void **state)
{
    /* the frame itself, a page of its own, and what the frame alone fills: what they look
     * like stands in the pieces, as a sample */
    static const char *const frames[] = {
        "ui/layout.html",      "ui/error.html",     "ui/crumbs.html", "ui/flash.html",
        "ui/errors.html",      "ui/icons.html",     "ui/keys.html",   "ui/pager-newer.html",
        "ui/field-label.html", "ui/field-say.html",
    };
    size_t count;
    const struct asset *assets = asset_list(&count);
    const struct asset *icons = asset_find(STR("ui/icons.html"));
    ptrdiff_t at = 0;
    int parts = 0;
    (void)state;
    assert_non_null(icons);
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = administrator(&site);
        int drawn = 0;
        at = 0;
        while ((at = str_find(icons->bytes, STR("id=\"i-"), (size_t)at)) >= 0) {
            struct str rest = str_from(icons->bytes, (size_t)at + sizeof("id=\"") - 1);
            struct str name = str_cut(&rest, '"');
            if (str_find(an->body, arena_printf(an->arena, "href=\"#" PRISTR "\"", STRARG(name)),
                         0) < 0)
                fail_msg("icon not shown: " PRISTR, STRARG(name));
            at++;
            drawn++;
        }
        assert_true(drawn > 20);
        for (size_t i = 0; i < count; i++) {
            struct str name = assets[i].name;
            bool is_shown = !str_starts(name, STR("ui/")) || !str_ends(name, STR(".html"));
            struct str tag =
                arena_printf(an->arena, " " PRISTR "}}", STRARG(str_slice(name, 0, name.len - 5)));
            for (size_t f = 0; f < sizeof(frames) / sizeof(frames[0]); f++)
                is_shown = is_shown || str_equal(name, str_from_c(frames[f]));
            for (size_t j = 0; j < count && !is_shown; j++)
                is_shown = str_starts(assets[j].name, STR("src/modules/components/pages/")) &&
                           str_find(assets[j].bytes, tag, 0) >= 0;
            if (!is_shown)
                fail_msg("part not shown: " PRISTR, STRARG(name));
            parts++;
        }
    }
    assert_true(parts > 0);
}

static void no_two_pieces_share_an_id(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = administrator(&site);
        struct names ids = {.count = 0};
        ptrdiff_t at = 0;
        while ((at = str_find(an->body, STR(" id=\""), (size_t)at)) >= 0) {
            struct str rest = str_from(an->body, (size_t)at + sizeof(" id=\"") - 1);
            struct str id = str_cut(&rest, '"');
            if (names_have(&ids, id))
                fail_msg("twice: " PRISTR, STRARG(id));
            names_add(&ids, id);
            at++;
        }
        assert_true(ids.count > 60);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_classes_of_a_stylesheet_are_read),
        cmocka_unit_test(every_class_of_the_stylesheet_is_shown_in_both_themes),
        cmocka_unit_test(every_icon_and_every_shared_part_is_shown),
        cmocka_unit_test(no_two_pieces_share_an_id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
