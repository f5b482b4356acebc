/*
 * What holds for the stylesheet: its size, its fonts, and WCAG 2.2 contrast of
 * every pair of colours that stand on each other, in both themes.
 */
#include "base/testing.h"

#include "base/asset.h"
#include "civic/page.h"
#include "http/compress.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct str stylesheet(void)
{
    const struct asset *asset = asset_find(STR("ui/style.css"));
    assert_non_null(asset);
    return asset->bytes;
}

static void the_stylesheet_is_under_20_kb_compressed(void **state)
{
    struct arena *arena = arena_new();
    struct buf buf = buf_init(arena, SIZE_MAX);
    (void)state;
    assert_true(compress_gzip(stylesheet(), &buf));
    assert_in_range(buf.len, 1, 20 * 1000);
    arena_free(arena);
}

static void the_stylesheet_names_its_fonts_as_pages_do(void **state)
{
    static const char *const fonts[] = {"fonts/be-vietnam-pro-400.woff2",
                                        "fonts/be-vietnam-pro-600.woff2"};
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof(fonts) / sizeof(fonts[0]); i++) {
        struct str url = asset_url(arena, fonts[i]).text;
        struct str name = str_from(url, sizeof("/assets/") - 1);
        assert_non_null(asset_find(arena_printf(arena, "ui/%s", fonts[i])));
        assert_true(
            str_find(stylesheet(), arena_printf(arena, "\"" PRISTR "\"", STRARG(name)), 0) >= 0);
    }
    arena_free(arena);
}

/* ---- contrast ---- */

struct theme_colours {
    double light;
    double dark; /* relative luminance */
};

/* WCAG 2.2, definition of relative luminance. */
static double luminance(const char *hex)
{
    double parts[3];
    char digits[7] = {0};
    unsigned long value;
    if (strspn(hex, "0123456789abcdef") >= 6)
        memcpy(digits, hex, 6);
    else
        for (size_t i = 0; i < 6; i++)
            digits[i] = hex[i / 2];
    value = strtoul(digits, NULL, 16);
    for (unsigned i = 0; i < 3; i++) {
        double part = (double)((value >> (16 - 8 * i)) & 0xff) / 255;
        parts[i] = part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}

/* The token as light-dark(#…, #…) sets it, or as one colour for both. */
static struct theme_colours colours_of(const char *token)
{
    char needle[40];
    struct str css = stylesheet();
    ptrdiff_t at;
    const char *second;
    snprintf(needle, sizeof(needle), "--%s: light-dark(#", token);
    at = str_find(css, str_from_c(needle), 0);
    if (at >= 0) {
        const char *first = css.ptr + at + strlen(needle);
        second = strchr(first, '#') + 1;
        return (struct theme_colours){luminance(first), luminance(second)};
    }
    snprintf(needle, sizeof(needle), "--%s: #", token);
    at = str_find(css, str_from_c(needle), 0);
    assert_true(at >= 0);
    second = css.ptr + at + strlen(needle);
    return (struct theme_colours){luminance(second), luminance(second)};
}

static double contrast(double a, double b)
{
    return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}

/* columns: what is written, on which ground, at least (SC 1.4.3; 3 for lines,
 * SC 1.4.11) */
static const struct {
    const char *ink;
    const char *ground;
    double least;
} pairs[] = {
    {"ink",       "paper",      7.0},
    {"ink",       "sunk",       7.0},
    {"ink",       "hover",      7.0},
    {"soft",      "paper",      4.5},
    {"soft",      "sunk",       4.5},
    {"soft",      "hover",      4.5},
    {"link",      "paper",      4.5},
    {"link",      "sunk",       4.5},
    {"link",      "link-tint",  4.5},
    {"lacquer",   "paper",      4.5},
    {"lacquer",   "sunk",       4.5},
    {"jade",      "paper",      4.5},
    {"jade",      "jade-tint",  4.5},
    {"on-jade",   "jade",       4.5},
    {"on-jade",   "jade-deep",  4.5},
    {"ochre",     "paper",      4.5},
    {"ochre",     "ochre-tint", 4.5},
    {"red",       "paper",      4.5},
    {"red",       "red-tint",   4.5},
    {"red",       "sunk",       4.5},
    {"ink",       "red-tint",   7.0},
    {"ink",       "ochre-tint", 7.0},
    {"ink",       "jade-tint",  7.0},
    {"ink",       "link-tint",  7.0},
    {"link",      "jade-tint",  4.5},
    {"link",      "red-tint",   4.5},
    {"link",      "ochre-tint", 4.5},
    {"soft",      "jade-tint",  4.5},
    {"soft",      "red-tint",   4.5},
    {"soft",      "ochre-tint", 4.5},
    {"soft",      "link-tint",  4.5},
    {"on-roof",   "roof",       4.5},
    {"on-roof",   "roof-deep",  4.5},
    {"roof-gold", "roof",       3.0},
    {"roof-gold", "roof-deep",  3.0},
    {"edge",      "paper",      3.0},
    {"edge",      "sunk",       3.0},
    {"gold",      "paper",      3.0},
    {"gold",      "sunk",       3.0},
    {"on-focus",  "focus",      7.0},
};

static void every_colour_can_be_read_on_its_ground(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        struct theme_colours ink = colours_of(pairs[i].ink);
        struct theme_colours ground = colours_of(pairs[i].ground);
        double light = contrast(ink.light, ground.light);
        double dark = contrast(ink.dark, ground.dark);
        if (light < pairs[i].least || dark < pairs[i].least)
            fail_msg("%s on %s: %.2f in light, %.2f in dark; %.1f is the least", pairs[i].ink,
                     pairs[i].ground, light, dark, pairs[i].least);
    }
}

/* Black on white is 21 : 1, #777 on white 4.48 : 1 (WCAG's own examples). */
static void contrast_is_counted_as_wcag_counts_it(void **state)
{
    (void)state;
    assert_int_equal(lround(100 * contrast(luminance("000"), luminance("fff"))), 2100);
    assert_int_equal(lround(100 * contrast(luminance("777777"), luminance("ffffff"))), 448);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_stylesheet_is_under_20_kb_compressed),
        cmocka_unit_test(the_stylesheet_names_its_fonts_as_pages_do),
        cmocka_unit_test(contrast_is_counted_as_wcag_counts_it),
        cmocka_unit_test(every_colour_can_be_read_on_its_ground),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
