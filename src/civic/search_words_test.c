#include "base/buf.h"
#include "base/testing.h"
#include "civic/search_words.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <string.h>

static struct str joined(struct arena *arena, struct str text, bool is_exact)
{
    struct search_walk walk = {.arena = arena, .text = text};
    struct buf buf = buf_init(arena, SIZE_MAX / 4);
    struct search_word word;
    while (search_walk_next(&walk, &word)) {
        if (buf.len)
            buf_add_byte(&buf, ' ');
        buf_add(&buf, is_exact ? word.exact : word.fold);
    }
    return buf_str(&buf);
}

static void words_are_folded_and_kept_as_written(void **state)
{
    /* columns: text, folded, exact */
    static const struct {
        struct str text;
        struct str fold;
        struct str exact;
    } rows[] = {
        {STR_INIT("Đất ĐỎ"),                                      STR_INIT("dat do"),                       STR_INIT("đất đỏ")        },
        {STR_INIT("“Hòa giải”, Thủy–Thuỷ; khoẻ/khỏe"), STR_INIT("hoa giai thuy thuy khoe khoe"),
         STR_INIT("hoà giải thuỷ thuỷ khoẻ khoẻ")                                                                                      },
        {STR_INIT("Chỉ thị 30-CT/TW"),                              STR_INIT("chi thi 30 ct tw"),             STR_INIT("chỉ thị 30 ct tw")},
        {STR_INIT("quà, hoàn, mùa"),                                 STR_INIT("qua hoan mua"),                 STR_INIT("quà hoàn mùa")     },
        {STR_INIT("K'Ho ˋ ﬁ ²"),                                    STR_INIT("k ho fi 2"),                    STR_INIT("k ho ﬁ ²")         },
        {STR_INIT("số ½"),                                           STR_INIT("so 12"),                        STR_INIT("số ½")             },
        {STR_INIT("🏠 nhà 🏠"),                                    STR_INIT("nha"),                          STR_INIT("nhà")                },
        {STR_INIT(" .,;:!?()[]{}*^-\"' "),                              STR_INIT(""),                             STR_INIT("")                    },
        {STR_INIT(""),                                                  STR_INIT(""),                             STR_INIT("")                    },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_str(joined(arena, rows[i].text, false), rows[i].fold);
        assert_str(joined(arena, rows[i].text, true), rows[i].exact);
    }
    arena_free(arena);
}

static void a_word_knows_where_it_stands(void **state)
{
    struct arena *arena = arena_new();
    struct search_walk walk = {.arena = arena, .text = STR("(Đất) đỏ")};
    struct search_word word;
    (void)state;
    assert_true(search_walk_next(&walk, &word));
    assert_str(str_slice(walk.text, word.from, word.to - word.from), STR("Đất"));
    assert_true(search_walk_next(&walk, &word));
    assert_str(str_slice(walk.text, word.from, word.to - word.from), STR("đỏ"));
    assert_false(search_walk_next(&walk, &word));
    arena_free(arena);
}

static void a_long_word_is_cut_between_characters(void **state)
{
    struct arena *arena = arena_new();
    struct buf buf = buf_init(arena, 1000);
    struct search_walk walk = {.arena = arena};
    struct search_word word;
    (void)state;
    for (int i = 0; i < 100; i++)
        buf_add(&buf, STR("ế")); /* three bytes: 64 is not a multiple */
    walk.text = buf_str(&buf);
    assert_true(search_walk_next(&walk, &word));
    assert_int_equal(word.fold.len, 64);
    assert_int_equal(word.exact.len, 63);
    assert_int_equal(word.to, 300);
    arena_free(arena);
}

/* The syllables of the rule, and those that only look like them. */
static void two_ways_of_writing_one_vowel_are_one_word(void **state)
{
    static const struct {
        struct str fold;
        struct str twin;
    } rows[] = {
        {STR_INIT("hi"),    STR_INIT("hy") },
        {STR_INIT("ky"),    STR_INIT("ki") },
        {STR_INIT("li"),    STR_INIT("ly") },
        {STR_INIT("my"),    STR_INIT("mi") },
        {STR_INIT("quy"),   STR_INIT("qui")},
        {STR_INIT("si"),    STR_INIT("sy") },
        {STR_INIT("ty"),    STR_INIT("ti") },
        {STR_INIT("thuy"),  STR_INIT("")   },
        {STR_INIT("quynh"), STR_INIT("")   },
        {STR_INIT("y"),     STR_INIT("")   },
        {STR_INIT("nghi"),  STR_INIT("")   },
        {STR_INIT(""),      STR_INIT("")   },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_str(search_word_twin(rows[i].fold), rows[i].twin);
        assert_true(search_word_is(rows[i].fold, rows[i].fold));
        assert_int_equal(search_word_is(rows[i].fold, rows[i].twin),
                         rows[i].twin.len > 0 || rows[i].fold.len == 0);
    }
    assert_false(search_word_is(STR("thuy"), STR("")));
}

/* Letters that Unicode takes apart with something between: here they stay whole. */
static bool is_several_words(uint32_t code)
{
    static const uint32_t codes[] = {0xBC, 0xBD, 0xBE, 0x13F, 0x140, 0x149, 0x1E9A};
    for (size_t i = 0; i < COUNT(codes); i++)
        if (codes[i] == code)
            return true;
    return false;
}

/* The table of letters says what text/fold.h says, for every letter it knows. */
static void the_words_are_those_of_the_folding(void **state)
{
    static const struct str around[] = {STR_INIT("x"), STR_INIT("o"), STR_INIT(" ")};
    struct arena *arena = arena_new();
    (void)state;
    for (uint32_t code = 0x20; code <= 0x1EFF; code += code == 0x24F ? 0x1BB1 : 1) {
        for (size_t i = 0; i < COUNT(around); i++) {
            struct buf buf = buf_init(arena, 32);
            buf_add(&buf, around[i]);
            if (code < 0x80) {
                buf_add_byte(&buf, (char)code);
            } else if (code < 0x800) {
                buf_add_byte(&buf, (char)(0xC0 | code >> 6));
                buf_add_byte(&buf, (char)(0x80 | (code & 0x3F)));
            } else {
                buf_add_byte(&buf, (char)(0xE0 | code >> 12));
                buf_add_byte(&buf, (char)(0x80 | (code >> 6 & 0x3F)));
                buf_add_byte(&buf, (char)(0x80 | (code & 0x3F)));
            }
            buf_add(&buf, STR("a"));
            if (is_several_words(code))
                continue;
            assert_str(joined(arena, buf_str(&buf), false), text_fold(arena, buf_str(&buf)));
        }
        arena_reset(arena);
    }
    arena_free(arena);
}

/* What is never assigned, or never public, is alike: every 4,096th of it will do. */
static uint32_t next_character(uint32_t code)
{
    bool is_empty_plane = code >= 0x40000 && !(code >= 0xE0000 && code < 0xE1000);
    uint32_t next = code + (is_empty_plane ? 0x1000 : 1);
    return next == 0xD800 ? 0xE000 : next;
}

/* The engines are asked in languages with signs of their own: no character of Unicode
 * folds to one, alone or within a word. */
static void no_character_becomes_a_sign_of_a_query(void **state)
{
    static const char signs[] = " \"'\\&|!()<>:*^+-{}%@=_";
    struct arena *arena = arena_new();
    (void)state;
    for (uint32_t code = 1; code <= 0x10FFFF; code = next_character(code)) {
        struct buf buf = buf_init(arena, 32);
        struct search_walk walk = {.arena = arena};
        struct search_word word;
        buf_add_byte(&buf, 'a');
        utf8_add(&buf, code);
        buf_add_byte(&buf, 'b');
        walk.text = buf_str(&buf);
        while (search_walk_next(&walk, &word)) {
            for (size_t i = 0; i < word.fold.len; i++)
                assert_null(strchr(signs, word.fold.ptr[i]));
            for (size_t i = 0; i < word.exact.len; i++)
                assert_null(strchr(signs, word.exact.ptr[i]));
        }
        arena_reset(arena);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_folded_and_kept_as_written),
        cmocka_unit_test(a_word_knows_where_it_stands),
        cmocka_unit_test(two_ways_of_writing_one_vowel_are_one_word),
        cmocka_unit_test(a_long_word_is_cut_between_characters),
        cmocka_unit_test(the_words_are_those_of_the_folding),
        cmocka_unit_test(no_character_becomes_a_sign_of_a_query),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
