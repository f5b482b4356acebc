/*
 * QR codes against ISO/IEC 18004: finder and timing patterns, the format
 * information with its BCH code, the quiet zone.
 */
#include "civic/qr.h"

#include "base/testing.h"

#include <stdio.h>

static struct qr code_of(struct arena *arena, struct str text)
{
    struct qr qr;
    assert_no_fault(qr_encode(arena, text, &qr));
    return qr;
}

/* 6.3.3: three squares of 7 with a ring of white and a heart of 3. */
static void three_corners_have_the_finder_pattern(void **state)
{
    struct arena *arena = arena_new();
    struct qr qr = code_of(arena, STR("https://dinh.example/t/TB-2022-000123-K"));
    const int corners[3][2] = {
        {0,           0          },
        {qr.size - 7, 0          },
        {0,           qr.size - 7}
    };
    (void)state;
    for (int corner = 0; corner < 3; corner++)
        for (int row = 0; row < 7; row++)
            for (int column = 0; column < 7; column++) {
                bool is_edge = row == 0 || row == 6 || column == 0 || column == 6;
                bool is_heart = row >= 2 && row <= 4 && column >= 2 && column <= 4;
                assert_int_equal(
                    qr_is_dark(&qr, corners[corner][0] + column, corners[corner][1] + row),
                    is_edge || is_heart);
            }
    for (int i = 8; i < qr.size - 8; i++) { /* 6.3.5: timing */
        assert_int_equal(qr_is_dark(&qr, i, 6), i % 2 == 0);
        assert_int_equal(qr_is_dark(&qr, 6, i), i % 2 == 0);
    }
    arena_free(arena);
}

/* 7.9: fifteen bits from (8,0) down and then left, masked with 101010000010010;
 * the first two name the level: 00 is M; the rest must satisfy the BCH code
 * with the generator 10100110111. */
static void the_format_information_says_level_m(void **state)
{
    static const int places[15][2] = {
        {0, 8},
        {1, 8},
        {2, 8},
        {3, 8},
        {4, 8},
        {5, 8},
        {7, 8},
        {8, 8},
        {8, 7},
        {8, 5},
        {8, 4},
        {8, 3},
        {8, 2},
        {8, 1},
        {8, 0}
    };
    struct arena *arena = arena_new();
    struct qr qr = code_of(arena, STR("Đình"));
    unsigned bits = 0;
    unsigned rest;
    (void)state;
    for (int i = 0; i < 15; i++)
        bits = bits << 1 | (qr_is_dark(&qr, places[i][0], places[i][1]) ? 1U : 0U);
    bits ^= 0x5412U;
    assert_int_equal(bits >> 13, 0);
    rest = bits;
    for (int i = 14; i >= 10; i--)
        if (rest & (1U << i))
            rest ^= 0x537U << (i - 10);
    assert_int_equal(rest, 0);
    arena_free(arena);
}

/* Table 7: 14 bytes fit version 1-M (21 modules), 15 need version 2 (25). */
static void the_size_is_the_smallest_that_holds_the_text(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_int_equal(code_of(arena, STR("abcdefghijklmn")).size, 21);
    assert_int_equal(code_of(arena, STR("abcdefghijklmno")).size, 25);
    arena_free(arena);
}

static void a_text_that_no_phone_reads_is_refused(void **state)
{
    struct arena *arena = arena_new();
    struct str longest = {arena_alloc(arena, QR_TEXT_MAX + 1), QR_TEXT_MAX};
    struct qr qr;
    (void)state;
    assert_no_fault(qr_encode(arena, longest, &qr));
    longest.len++;
    assert_string_equal(qr_encode(arena, longest, &qr)->key, "qr.text");
    assert_string_equal(qr_encode(arena, STR(""), &qr)->key, "qr.text");
    arena_free(arena);
}

/* Walks the path's runs and sets each module: the picture is the code. */
static void the_path_draws_every_dark_module_inside_the_quiet_zone(void **state)
{
    struct arena *arena = arena_new();
    struct qr qr = code_of(arena, STR("https://dinh.example/"));
    const char *at = arena_c(arena, qr_path(arena, &qr));
    bool drawn[177][177] = {{false}};
    int column;
    int row;
    int length;
    int taken = 0;
    (void)state;
    while (sscanf(at, "M%d %dh%dv1h-%*dz%n", &column, &row, &length, &taken) == 3) {
        for (int i = 0; i < length; i++)
            drawn[row][column + i] = true;
        at += taken;
    }
    assert_string_equal(at, "");
    for (row = 0; row < qr_side(&qr); row++)
        for (column = 0; column < qr_side(&qr); column++) {
            int x = column - 4;
            int y = row - 4;
            bool is_inside = x >= 0 && y >= 0 && x < qr.size && y < qr.size;
            assert_int_equal(drawn[row][column], is_inside && qr_is_dark(&qr, x, y));
        }
    arena_free(arena);
}

static void the_picture_is_one_document_with_its_title_escaped(void **state)
{
    struct arena *arena = arena_new();
    struct qr qr = code_of(arena, STR("abcdefghijklmn"));
    struct str svg = qr_svg(arena, &qr, STR("Tra cứu <TB-01>"));
    (void)state;
    assert_true(str_find(svg, STR("viewBox=\"0 0 29 29\""), 0) > 0);
    assert_true(str_find(svg, STR("<title>Tra cứu &lt;TB-01&gt;</title>"), 0) > 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_corners_have_the_finder_pattern),
        cmocka_unit_test(the_format_information_says_level_m),
        cmocka_unit_test(the_size_is_the_smallest_that_holds_the_text),
        cmocka_unit_test(a_text_that_no_phone_reads_is_refused),
        cmocka_unit_test(the_path_draws_every_dark_module_inside_the_quiet_zone),
        cmocka_unit_test(the_picture_is_one_document_with_its_title_escaped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
