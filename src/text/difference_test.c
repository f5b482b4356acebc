/*
 * Differences: written as "same [-gone-] {+new+}", expected by hand, and the law
 * that each side can be put together again from its pieces.
 */
#include "base/testing.h"

#include "base/buf.h"
#include "text/difference.h"

static const char *const marks[3][2] = {
    {"",   ""  },
    {"[-", "-]"},
    {"{+", "+}"},
};

static struct str shown(struct arena *arena, struct str old_text, struct str new_text)
{
    struct buf out = buf_init(arena, SIZE_MAX);
    difference pieces = text_difference(arena, old_text, new_text);
    for (size_t i = 0; i < pieces.count; i++)
        buf_printf(&out, "%s" PRISTR "%s", marks[pieces.items[i].kind][0],
                   STRARG(pieces.items[i].text), marks[pieces.items[i].kind][1]);
    return buf_str(&out);
}

static struct str side(struct arena *arena, const difference *pieces, enum difference_kind kind)
{
    struct buf out = buf_init(arena, SIZE_MAX);
    for (size_t i = 0; i < pieces->count; i++)
        if (pieces->items[i].kind == kind || pieces->items[i].kind == DIFFERENCE_SAME)
            buf_add(&out, pieces->items[i].text);
    return buf_str(&out);
}

/* columns: old text, new text, what is shown */
static const struct {
    const char *old_text;
    const char *new_text;
    const char *shown;
} rows[] = {
    {"",                         "",                         ""                                  },
    {"Họp thôn",              "Họp thôn",              "Họp thôn"                       },
    {"",                         "Họp thôn",              "{+Họp thôn+}"                   },
    {"Họp thôn",              "",                         "[-Họp thôn-]"                   },
    {"Họp thôn tối nay.",   "Họp thôn tối mai.",   "Họp thôn tối [-nay.-]{+mai.+}"},
    {"Một hai ba",             "Một ba",                 "Một [-hai -]ba"                  },
    {"Một ba",                 "Một hai ba",             "Một {+hai +}ba"                  },
    {"Dòng một\nDòng hai\n", "Dòng một\nDòng ba\n",  "Dòng một\nDòng [-hai-]{+ba+}\n"},
    {"Thêm vào.",              "Thêm vào.\n\n- mục 1", "Thêm vào.{+\n\n- mục 1+}"      },
    {"a\nb\nc\n",                "a\nx\nb\nc\n",             "a\n{+x\n+}b\nc\n"                  },
};

static void each_change_is_shown_where_it_stands(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_str(shown(arena, str_from_c(rows[i].old_text), str_from_c(rows[i].new_text)),
                   str_from_c(rows[i].shown));
    arena_free(arena);
}

static void both_sides_can_be_put_together_again(void **state)
{
    static const char *const words[] = {"họp ", "thôn ", "xã\n", "dân ", "\n"};
    uint32_t seed = 7;
    (void)state;
    for (int round = 0; round < 300; round++) {
        struct arena *arena = arena_new();
        struct buf texts[2] = {buf_init(arena, 100000), buf_init(arena, 100000)};
        difference pieces;
        for (int i = 0; i < 80; i++) {
            seed = seed * 1664525U + 1013904223U;
            buf_add(&texts[seed >> 31], str_from_c(words[(seed >> 20) % 5]));
            if ((seed >> 10) % 3)
                buf_add(&texts[1 - (seed >> 31)], str_from_c(words[(seed >> 20) % 5]));
        }
        pieces = text_difference(arena, buf_str(&texts[0]), buf_str(&texts[1]));
        assert_str(side(arena, &pieces, DIFFERENCE_GONE), buf_str(&texts[0]));
        assert_str(side(arena, &pieces, DIFFERENCE_NEW), buf_str(&texts[1]));
        for (size_t i = 1; i < pieces.count; i++)
            assert_int_not_equal(pieces.items[i].kind, pieces.items[i - 1].kind);
        arena_free(arena);
    }
}

/* 40,000 words without one in common end as one that goes and one that comes. */
static void texts_with_nothing_in_common_end_soon(void **state)
{
    struct arena *arena = arena_new();
    struct buf texts[2] = {buf_init(arena, SIZE_MAX), buf_init(arena, SIZE_MAX)};
    difference pieces;
    (void)state;
    for (int i = 0; i < 40000; i++) {
        buf_printf(&texts[0], "a%d ", i);
        buf_printf(&texts[1], "b%d ", i);
    }
    pieces = text_difference(arena, buf_str(&texts[0]), buf_str(&texts[1]));
    assert_int_equal(pieces.count, 2);
    assert_false(difference_is_empty(&pieces));
    assert_str(pieces.items[0].text, buf_str(&texts[0]));
    assert_str(pieces.items[1].text, buf_str(&texts[1]));
    arena_free(arena);
}

static void equal_texts_have_no_difference(void **state)
{
    struct arena *arena = arena_new();
    difference pieces = text_difference(arena, STR("Một\nhai"), STR("Một\nhai"));
    (void)state;
    assert_true(difference_is_empty(&pieces));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_change_is_shown_where_it_stands),
        cmocka_unit_test(both_sides_can_be_put_together_again),
        cmocka_unit_test(texts_with_nothing_in_common_end_soon),
        cmocka_unit_test(equal_texts_have_no_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
