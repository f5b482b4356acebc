/*
 * Text at the edge: what is let in, what is refused, where it may be cut.
 */
#include "text/utf8.h"

#include "base/testing.h"
#include "text/unicode.h"

#include <string.h>

static int arena_setup(void **state)
{
    *state = arena_new();
    return 0;
}

static int arena_teardown(void **state)
{
    arena_free(*state);
    return 0;
}

static void only_well_formed_bytes_are_utf8(void **state)
{
    /* Unicode 15, table 3-7: bytes, well-formed. */
    static const struct {
        struct str bytes;
        bool good;
    } rows[] = {
        {STR_INIT(""),                     true },
        {STR_INIT("xã"),                  true },
        {STR_INIT("\x7F"),                 true },
        {STR_INIT("\xC2\x80"),             true },
        {STR_INIT("\xDF\xBF"),             true },
        {STR_INIT("\xE0\xA0\x80"),         true },
        {STR_INIT("\xED\x9F\xBF"),         true },
        {STR_INIT("\xEE\x80\x80"),         true },
        {STR_INIT("\xF0\x90\x80\x80"),     true },
        {STR_INIT("\xF4\x8F\xBF\xBF"),     true },
        {STR_INIT("\x80"),                 false}, /* continuation alone */
        {STR_INIT("\xBF"),                 false},
        {STR_INIT("\xC0\x80"),             false}, /* overlong NUL */
        {STR_INIT("\xC1\xBF"),             false}, /* overlong */
        {STR_INIT("\xE0\x9F\xBF"),         false}, /* overlong */
        {STR_INIT("\xF0\x8F\xBF\xBF"),     false}, /* overlong */
        {STR_INIT("\xED\xA0\x80"),         false}, /* U+D800 */
        {STR_INIT("\xED\xBF\xBF"),         false}, /* U+DFFF */
        {STR_INIT("\xF4\x90\x80\x80"),     false}, /* U+110000 */
        {STR_INIT("\xF5\x80\x80\x80"),     false},
        {STR_INIT("\xF8\x88\x80\x80\x80"), false},
        {STR_INIT("\xFF"),                 false},
        {STR_INIT("\xFE"),                 false},
        {STR_INIT("a\xC3"),                false}, /* cut short */
        {STR_INIT("\xE1\xBA"),             false},
        {STR_INIT("\xF0\x9F\x98"),         false},
        {STR_INIT("\xC3("),                false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (utf8_valid(rows[i].bytes) != rows[i].good)
            print_error("row %zu\n", i);
        assert_int_equal(utf8_valid(rows[i].bytes), rows[i].good);
    }
}

static void every_code_point_is_read_as_it_was_written(void **state)
{
    struct buf buf = buf_init(*state, 8);
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        struct str rest;
        uint32_t read = 0;
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        buf_cut(&buf, 0);
        utf8_add(&buf, code);
        rest = buf_str(&buf);
        assert_true(utf8_next(&rest, &read));
        assert_int_equal(read, code);
        assert_int_equal(rest.len, 0);
    }
}

static void text_is_brought_to_normal_form_c(void **state)
{
    static const struct {
        struct str raw;
        struct str text;
    } rows[] = {
        {STR_INIT(""),                                     STR_INIT("")                        },
        {STR_INIT("Ban Ti\xC3\xAAp"),                      STR_INIT("Ban Tiêp")               },
 /* e + circumflex + dot below, and the marks the other way round */
        {STR_INIT("Vie\xCC\x82\xCC\xA3t"),                 STR_INIT("Vi\xE1\xBB\x87t")         },
        {STR_INIT("Vie\xCC\xA3\xCC\x82t"),                 STR_INIT("Vi\xE1\xBB\x87t")         },
 /* ê + dot below, as Windows-1258 converts */
        {STR_INIT("Vi\xC3\xAA\xCC\xA3t"),                  STR_INIT("Vi\xE1\xBB\x87t")         },
 /* u + horn + acute */
        {STR_INIT("u\xCC\x9B\xCC\x81"),                    STR_INIT("\xE1\xBB\xA9")            },
 /* UAX #15, figure 4: Ångström sign; singleton */
        {STR_INIT("\xE2\x84\xAB"),                         STR_INIT("\xC3\x85")                },
 /* composition exclusion: U+0958 stays apart */
        {STR_INIT("\xE0\xA5\x98"),                         STR_INIT("\xE0\xA4\x95\xE0\xA4\xBC")},
 /* Hangul L + V + T */
        {STR_INIT("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8"), STR_INIT("\xEA\xB0\x81")            },
        {STR_INIT("\xEF\xBB\xBFxã"),                      STR_INIT("xã")                     },
        {STR_INIT("a\r\nb\n\tc"),                          STR_INIT("a\nb\n\tc")               },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str text;
        assert_no_fault(text_normalise(*state, rows[i].raw, 100, &text));
        assert_str(text, rows[i].text);
    }
}

#define EIGHT_MARKS "\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81"

static void what_is_pasted_along_unseen_is_left_out(void **state)
{
    /* columns: as pasted, as kept */
    static const struct {
        struct str raw;
        struct str text;
    } rows[] = {
        {STR_INIT("a\r\nb\n\tc"),                      STR_INIT("a\nb\n\tc")        },
        {STR_INIT("\xEF\xBB\xBFVie\xCC\x82\xCC\xA3t"), STR_INIT("Vi\xE1\xBB\x87t")  },
        {STR_INIT("d\x02\x1B[31m\x7F\xC2\x9F."),       STR_INIT("d[31m.")           },
        {STR_INIT("\xEF\xBF\xBE\xEF\xB7\x90x"),        STR_INIT("x")                },
 /* slides break lines with VT, papers pages with FF */
        {STR_INIT("a\vb\fc\rd\xC2\x85"
                  "e"),
         STR_INIT("a\xE2\x80\xA8"
                  "b\xE2\x80\xA8"
                  "c\xE2\x80\xA8"
                  "d\xE2\x80\xA8"
                  "e")                                                              },
        {STR_INIT("q" EIGHT_MARKS EIGHT_MARKS "x"),    STR_INIT("q" EIGHT_MARKS "x")},
    };
    static const struct {
        struct str raw;
        const char *line;
    } refused[] = {
        {STR_INIT("a\nb\xFF"),     "2"},
        {STR_INIT("a\vb\xC0\xAF"), "2"},
        {STR_INIT("a\0b"),         "1"},
        {STR_INIT("a\0"),          "1"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str text;
        assert_no_fault(text_typed(*state, rows[i].raw, &text));
        assert_str(text, rows[i].text);
    }
    for (size_t i = 0; i < COUNT(refused); i++) {
        struct str text = STR("untouched");
        const struct fault *fault = text_typed(*state, refused[i].raw, &text);
        assert_non_null(fault);
        assert_string_equal(fault->key, "text.not_utf8");
        assert_str(fault->args[0].value, str_from_c(refused[i].line));
        assert_str(text, STR("untouched"));
    }
}

static void hostile_text_is_refused_with_its_line(void **state)
{
    static const struct {
        struct str raw;
        const char *key;
        const char *line;
    } rows[] = {
        {STR_INIT("a\nb\xFF"),                                                                  "text.not_utf8",  "2"},
        {STR_INIT("\xED\xA0\xBD\xED\xB8\x80"),                                                  "text.not_utf8",  "1"}, /* CESU-8 */
        {STR_INIT("\xC0\xAF"),                                                                  "text.not_utf8",  "1"},
        {STR_INIT("a\0b"),                                                                      "text.not_utf8",  "1"},
        {STR_INIT("x\r\n\r\ny\x1B[31m"),                                                        "text.character", "3"},
        {STR_INIT("a\rb"),                                                                      "text.character", "1"},
        {STR_INIT("\x7F"),                                                                      "text.character", "1"},
        {STR_INIT("\xC2\x85"),                                                                  "text.character", "1"},
        {STR_INIT("\xEF\xBF\xBE"),                                                              "text.character", "1"}, /* U+FFFE */
        {STR_INIT("\xEF\xB7\x90"),                                                              "text.character", "1"}, /* U+FDD0 */
        {STR_INIT("\xF4\x8F\xBF\xBF"),                                                          "text.character", "1"}, /* U+10FFFF */
        {STR_INIT("a\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81"),
         "text.marks",                                                                                            "1"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str text = STR("untouched");
        const struct fault *fault = text_normalise(*state, rows[i].raw, 100, &text);
        assert_non_null(fault);
        assert_int_equal(fault->kind, FAULT_INVALID);
        assert_string_equal(fault->key, rows[i].key);
        assert_string_equal(fault->args[0].name, "line");
        assert_str(fault->args[0].value, str_from_c(rows[i].line));
        assert_str(text, STR("untouched"));
    }
}

static void the_limit_counts_characters_after_composition(void **state)
{
    struct str text;
    const struct fault *fault;
    assert_no_fault(text_normalise(*state, STR("Vie\xCC\x82\xCC\xA3t"), 4, &text));
    fault = text_normalise(*state, STR("Việt"), 3, &text);
    assert_non_null(fault);
    assert_string_equal(fault->key, "text.too_long");
    assert_str(fault->args[0].value, STR("3"));
}

static void repair_keeps_what_it_can(void **state)
{
    assert_str(text_repair(*state, STR("\xEF\xBB\xBF"
                                       "a\xFFz\r\nb\rc\0d\x1B")),
               STR("a\xEF\xBF\xBDz\nb\ncd"));
    assert_str(text_repair(*state, STR("Vie\xCC\x82\xCC\xA3t")), STR("Việt"));
}

/* 400,000 marks, above and below in turn, would take hours by exchange. */
static void a_storm_of_marks_is_ordered_in_linear_time_and_cut_by_repair(void **state)
{
    enum {
        PAIRS = 200000
    };
    struct buf storm = buf_init(*state, 4 * PAIRS + 1);
    struct buf sorted = buf_init(*state, 4 * PAIRS + 1);
    buf_add_byte(&storm, 'x');
    buf_add_byte(&sorted, 'x');
    for (int i = 0; i < PAIRS; i++)
        buf_add_literal(&storm, "\xCC\x81\xCC\xA3");
    for (int i = 0; i < PAIRS; i++)
        buf_add_literal(&sorted, "\xCC\xA3");
    for (int i = 0; i < PAIRS; i++)
        buf_add_literal(&sorted, "\xCC\x81");
    assert_str(text_nfd(*state, buf_str(&storm)), buf_str(&sorted));
    assert_int_equal(utf8_count(text_repair(*state, STR("\xEF\xBF\xBF"))), 0);
    assert_in_range(utf8_count(text_repair(*state, buf_str(&storm))), 8, 1 + TEXT_MARKS_MAX);
}

static void a_cut_never_divides_a_cluster(void **state)
{
    static const struct {
        struct str text;
        size_t limit;
        struct str cut;
    } rows[] = {
        {STR_INIT("Đồng Xuân"),                                 4, STR_INIT("Đồng")           },
        {STR_INIT("Đồng"),                                       4, STR_INIT("Đồng")           },
        {STR_INIT("Đồng"),                                       9, STR_INIT("Đồng")           },
        {STR_INIT("Đồng"),                                       0, STR_INIT("")                  },
        {STR_INIT(""),                                              3, STR_INIT("")                  },
 /* x with two marks that have no composed form */
        {STR_INIT("ax\xCC\x81\xCC\xA3z"),                           2, STR_INIT("a")                 },
        {STR_INIT("ax\xCC\x81\xCC\xA3z"),                           3, STR_INIT("a")                 },
        {STR_INIT("ax\xCC\x81\xCC\xA3z"),                           4, STR_INIT("ax\xCC\x81\xCC\xA3")},
 /* woman + joiner + girl is one; regional indicators V N are one */
        {STR_INIT("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7!"), 2, STR_INIT("")                  },
        {STR_INIT("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7!"), 3,
         STR_INIT("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7")                                    },
        {STR_INIT("a\xF0\x9F\x87\xBB\xF0\x9F\x87\xB3"),             2, STR_INIT("a")                 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_str(text_cut(rows[i].text, rows[i].limit), rows[i].cut);
}

/* Every place of a text where a cluster ends, asked from its beginning, against where it
 * is cut. */
static void a_cut_is_the_longest_of_whole_clusters(void **state)
{
    static const char *const pieces[] = {
        "a",        "ồ",      " ",      "\r",         "\n",         "\xCC\x81",
        "\xCC\xA3", "\u1100", "\u1161", "\u11A8",     "\U0001F1FB", "\U0001F1F3",
        "\u200D",   "\u0600", "\uFE0F", "\U0001F469", "\U0001F3FD", "bc",
    };
    uint32_t seed = 20220306;
    for (int round = 0; round < 2000; round++) {
        struct buf buf = buf_init(*state, 200);
        struct str rest;
        uint32_t before = 0;
        uint32_t code;
        int cluster = 0;
        size_t count = 0;
        size_t end = 0;
        for (int i = 0; i < 24; i++) {
            seed = seed * 1664525 + 1013904223;
            buf_add(&buf, str_from_c(pieces[(seed >> 16) % COUNT(pieces)]));
        }
        rest = buf_str(&buf);
        for (size_t at = 0; utf8_next(&rest, &code); at = buf.len - rest.len) {
            if (count > 0 && unicode_cluster_ends(before, code, &cluster))
                end = at;
            assert_str(text_cut(buf_str(&buf), count), str_slice(buf_str(&buf), 0, end));
            before = code;
            count++;
        }
        assert_str(text_cut(buf_str(&buf), count), buf_str(&buf));
        assert_int_equal(utf8_count(buf_str(&buf)), count);
        arena_reset(*state);
    }
}

/* Words between spaces of every kind, with single ones between them. */
static struct str words_of(struct arena *arena, struct str text)
{
    struct buf words = buf_init(arena, SIZE_MAX / 4);
    bool is_apart = false;
    uint32_t code;
    while (utf8_next(&text, &code)) {
        if (unicode_is_space(code)) {
            is_apart = words.len > 0;
            continue;
        }
        if (is_apart)
            buf_add_byte(&words, ' ');
        is_apart = false;
        utf8_add(&words, code);
    }
    return buf_str(&words);
}

/* Each kind of space at each place of a word, and at both ends. */
static void an_excerpt_stands_on_one_line(void **state)
{
    static const char *const spaces[] = {
        " ",      "  ",     "\n",     "\t",     "\xCC\x81", " \u3000", "\xC2\x85", "\u00A0",
        "\u1680", "\u2003", "\u2028", "\u205F", "\u3000",   "“",       "Â",        "\u2060",
    };
    for (size_t kind = 0; kind < COUNT(spaces); kind++)
        for (size_t before = 0; before < 40; before++)
            for (size_t after = 0; after < 40; after++) {
                struct buf buf = buf_init(*state, 200);
                struct str text;
                for (size_t i = 0; i < before; i++)
                    buf_add(&buf, i % 7 == 3 ? STR("ồ") : STR("x"));
                buf_add(&buf, str_from_c(spaces[kind]));
                for (size_t i = 0; i < after; i++)
                    buf_add(&buf, STR("y"));
                text = buf_str(&buf);
                assert_str(text_excerpt(*state, text, 1000), words_of(*state, text));
                arena_reset(*state);
            }
}

static void an_excerpt_ends_with_a_word(void **state)
{
    static const struct {
        struct str text;
        size_t limit;
        struct str excerpt;
    } rows[] = {
        {STR_INIT("Dân biết, dân bàn"), 17, STR_INIT("Dân biết, dân bàn")},
        {STR_INIT("Dân biết, dân bàn"), 16, STR_INIT("Dân biết, dân…")  },
        {STR_INIT("Dân biết, dân bàn"), 12, STR_INIT("Dân biết…")        },
        {STR_INIT("Dân biết, dân bàn"), 14, STR_INIT("Dân biết, dân…")  },
        {STR_INIT(" Dân \n\n biết\t"),    8,  STR_INIT("Dân biết")           },
        {STR_INIT("Khôngcódấucách"),    6,  STR_INIT("Không…")             },
        {STR_INIT("Dân biết"),            1,  STR_INIT("…")                   },
        {STR_INIT(""),                       1,  STR_INIT("")                      },
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_str(text_excerpt(*state, rows[i].text, rows[i].limit), rows[i].excerpt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_well_formed_bytes_are_utf8),
        cmocka_unit_test(every_code_point_is_read_as_it_was_written),
        cmocka_unit_test(text_is_brought_to_normal_form_c),
        cmocka_unit_test(what_is_pasted_along_unseen_is_left_out),
        cmocka_unit_test(hostile_text_is_refused_with_its_line),
        cmocka_unit_test(the_limit_counts_characters_after_composition),
        cmocka_unit_test(repair_keeps_what_it_can),
        cmocka_unit_test(a_storm_of_marks_is_ordered_in_linear_time_and_cut_by_repair),
        cmocka_unit_test(a_cut_never_divides_a_cluster),
        cmocka_unit_test(a_cut_is_the_longest_of_whole_clusters),
        cmocka_unit_test(an_excerpt_stands_on_one_line),
        cmocka_unit_test(an_excerpt_ends_with_a_word),
    };
    return cmocka_run_group_tests(tests, arena_setup, arena_teardown);
}
