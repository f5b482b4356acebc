/*
 * What is written on every accent can be read: the ratios of WCAG 2.2 (1.4.3: text 4.5,
 * 1.4.11: lines and marks 3), computed from the colours that stand in the stylesheet.
 */
#include "base/testing.h"
#include "civic/appearance.h"

#include "base/asset.h"

#include <math.h>
#include <string.h>

/* ---- contrast, as WCAG 2.2 defines it ---- */

static double channel(unsigned value)
{
    double c = (double)value / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* "#1c4a86" or "#fff" */
static double luminance(struct str colour)
{
    static const char digits[] = "0123456789abcdef";
    uint64_t number = 0;
    unsigned red;
    unsigned green;
    unsigned blue;
    assert_true(colour.ptr[0] == '#' && (colour.len == 7 || colour.len == 4));
    for (size_t i = 1; i < colour.len; i++) {
        const char *digit = strchr(digits, colour.ptr[i]);
        assert_non_null(digit);
        number = number << 4 | (uint64_t)(digit - digits);
    }
    if (colour.len == 4)
        number = ((number >> 8) * 0x11 << 16) | (((number >> 4) & 15) * 0x11 << 8) |
                 ((number & 15) * 0x11);
    red = (unsigned)(number >> 16) & 255;
    green = (unsigned)(number >> 8) & 255;
    blue = (unsigned)number & 255;
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
}

static double contrast(struct str one, struct str other)
{
    double a = luminance(one);
    double b = luminance(other);
    return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}

static void the_ratio_is_that_of_the_standard(void **state)
{
    (void)state;
    assert_true(fabs(contrast(STR("#000000"), STR("#ffffff")) - 21.0) < 0.001);
    /* #777777 on white is the known example that just fails: 4.48 */
    assert_true(fabs(contrast(STR("#777777"), STR("#fff")) - 4.48) < 0.01);
}

/* ---- the colours of the stylesheet ---- */

/* The value of `token` in the rule of `selector`, the `nth` of that name. */
static struct str value_of(const char *selector, const char *token, int nth)
{
    const struct asset *style = asset_find(STR("ui/style.css"));
    struct str rest;
    ptrdiff_t at = -1;
    assert_non_null(style);
    for (int i = 0; i <= nth; i++) {
        at = str_find(style->bytes, str_from_c(selector), (size_t)(at + 1));
        assert_true(at >= 0);
    }
    rest = str_from(style->bytes, (size_t)at);
    rest = str_cut(&rest, '}');
    at = str_find(rest, str_from_c(token), 0);
    assert_true(at >= 0);
    rest = str_from(rest, (size_t)at + str_from_c(token).len);
    return str_trim(str_cut(&rest, ';'));
}

/* The light or the dark one of "light-dark(#…, #…)", or the only one. */
static struct str themed(struct str value, bool is_dark)
{
    struct str light;
    if (!str_starts(value, STR("light-dark(")))
        return value;
    value = str_slice(value, 11, value.len - 12);
    light = str_cut(&value, ',');
    return str_trim(is_dark ? value : light);
}

/* columns: what is drawn or written, on what, least ratio; of the accent or of all */
static const struct {
    const char *token;
    const char *ground;
    double least;
    bool is_token_of_accent;
    bool is_ground_of_accent;
} pairs[] = {
    {"--on-roof:",   "--roof:",      4.5, false, true },
    {"--on-roof:",   "--roof-deep:", 4.5, false, true },
    {"--roof-gold:", "--roof:",      3.0, false, true },
    {"--lacquer:",   "--paper:",     4.5, true,  false},
    {"--lacquer:",   "--sunk:",      4.5, true,  false},
    {"--lacquer:",   "--hover:",     3.0, true,  false},
};

/* A token of the accent, or of all pages; with light-dark() in the second rule. */
static struct str colour_of(struct arena *arena, enum accent accent, const char *token,
                            bool is_of_accent, bool is_dark, bool is_old_browser)
{
    const char *selector =
        is_of_accent
            ? arena_printf(arena, "[data-accent=\"" PRISTR "\"]", STRARG(accent_name(accent))).ptr
            : "  :root {";
    return themed(value_of(selector, token, is_old_browser ? 0 : 1), is_dark);
}

static void every_accent_can_be_read_in_both_themes(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (unsigned a = 0; a < ACCENT_COUNT; a++)
        for (int theme = 0; theme < 3; theme++)
            for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
                bool is_dark = theme == 1;
                bool is_old = theme == 2;
                struct str drawn = colour_of(arena, (enum accent)a, pairs[i].token,
                                             pairs[i].is_token_of_accent, is_dark, is_old);
                struct str ground = colour_of(arena, (enum accent)a, pairs[i].ground,
                                              pairs[i].is_ground_of_accent, is_dark, is_old);
                if (contrast(drawn, ground) < pairs[i].least)
                    fail_msg("%s of %.*s: %.2f on %s (theme %d)", pairs[i].token,
                             STRARG(accent_name((enum accent)a)), contrast(drawn, ground),
                             pairs[i].ground, theme);
            }
    arena_free(arena);
}

static void the_frame_of_the_browser_has_the_colour_of_the_roof(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (unsigned a = 0; a < ACCENT_COUNT; a++)
        for (int is_dark = 0; is_dark < 2; is_dark++)
            assert_true(
                str_equal(accent_roof((enum accent)a, is_dark),
                          colour_of(arena, (enum accent)a, "--roof:", true, is_dark, false)));
    arena_free(arena);
}

static void a_telephone_number_becomes_an_address(void **state)
{
    static const struct {
        struct str phone;
        struct str url;
    } cases[] = {
        {STR_INIT("0210 3.885.123"),          STR_INIT("tel:02103885123")  },
        {STR_INIT("(+84) 210-3885123"),       STR_INIT("tel:+842103885123")},
        {STR_INIT("02103885123 máy lẻ 5"), STR_INIT("tel:02103885123")  },
        {STR_INIT("không có"),              STR_INIT("")                 },
        {STR_INIT(""),                        STR_INIT("")                 },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct appearance appearance = {.phone = cases[i].phone};
        assert_true(str_equal(appearance_phone_url(arena, &appearance).text, cases[i].url));
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ratio_is_that_of_the_standard),
        cmocka_unit_test(every_accent_can_be_read_in_both_themes),
        cmocka_unit_test(the_frame_of_the_browser_has_the_colour_of_the_roof),
        cmocka_unit_test(a_telephone_number_becomes_an_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
