/*
 * What is seen and what is not, by the names of Unicode and by UAX #9.
 */
#include "text/disguise.h"

#include "base/testing.h"
#include "text/utf8.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void letters_look_like_latin_ones_in_their_case(void **state)
{
    /* columns: as written, as read */
    static const struct {
        const char *text;
        const char *latin;
    } rows[] = {
        {"Тгап", "tran"   }, /* Cyrillic */
        {"ΤΡΑΝ", "tpan"   }, /* Greek: Ρ is what a P looks like */
        {"ηνα",   "nva"    }, /* small letters look otherwise than capitals */
        {"ΗΝ",     "hn"     },
        {"հոս",   "hnu"    }, /* Armenian */
        {"🅰🇻", "av"     },
        {"abcĐđ",  "abcĐđ"}, /* Latin letters are themselves */
        {"ก1",     "ก1"   },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str rest = str_from_c(rows[i].text);
        struct buf buf = buf_init(arena, 100);
        uint32_t code;
        while (utf8_next(&rest, &code))
            utf8_add(&buf, text_lookalike(code));
        assert_str(buf_str(&buf), str_from_c(rows[i].latin));
    }
    arena_free(arena);
}

static void a_line_says_what_it_shows(void **state)
{
    /* columns: as sent, as kept */
    static const struct {
        const char *sent;
        const char *kept;
    } rows[] = {
        {"Xã Đồng Xuân",             "Xã Đồng Xuân"            },
        {"Quyết định \u202Egpj.exe", "Quyết định gpj.exe"      },
        {"\u202A0912345678\u202C",        "0912345678"                   },
        {"\u2067a\u2069b\u2066c\u2068d",  "abcd"                         },
        {"a\u200Eb\u200Fc\u061Cd",        "abcd"                         },
        {"Th\u200Bông b\u00ADáo\uFEFF", "Thông báo"                  },
        {"\u3164\u115F\u200D",            ""                             },
        {"a\tb\u2028c",                   "a b c"                        },
        {"a\nb",                          "a\nb"                         },
        {"👨\u200D👩\u200D👧 họ", "👨\u200D👩\u200D👧 họ"},
        {"1\uFE0F\u20E3 Một",           "1\uFE0F\u20E3 Một"          },
        {"a\uFE0F",                       "a"                            },
        {"ក\u200Bខ",                  "ក\u200Bខ"                 }, /* Khmer words */
        {"a\uFFF9b\uFFFBc",               "abc"                          },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str kept = text_line(arena, str_from_c(rows[i].sent));
        assert_str(kept, str_from_c(rows[i].kept));
        assert_str(text_line(arena, kept), kept);
    }
    arena_free(arena);
}

static void several_lines_say_what_they_show(void **state)
{
    /* columns: as sent, as kept */
    static const struct {
        const char *sent;
        const char *kept;
    } rows[] = {
        {"Nộp \u202E000.05\u202C đồng",  "Nộp 000.05 đồng"         },
        {"\u2066a\u2069\n\n\u202Db\tc",       "a\n\nb\tc"                    },
        {"Nguy\u200Bễn\u2060 V\u00ADăn A", "Nguyễn Văn A"              },
        {"một\u2028hai\u2029ba",            "một\nhai\nba"               },
        {"👨\u200D👩\u200D👧 họ",     "👨\u200D👩\u200D👧 họ"},
        {"ក\u200Bខ",                      "ក\u200Bខ"                 },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str kept = text_lines(arena, str_from_c(rows[i].sent));
        assert_str(kept, str_from_c(rows[i].kept));
        assert_str(text_lines(arena, kept), kept);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_look_like_latin_ones_in_their_case),
        cmocka_unit_test(a_line_says_what_it_shows),
        cmocka_unit_test(several_lines_say_what_they_show),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
