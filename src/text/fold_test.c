/*
 * Folding: every Vietnamese letter, both tone styles, addresses, and laws that
 * hold for any text.
 */
#include "text/fold.h"

#include "base/buf.h"
#include "base/testing.h"
#include "text/utf8.h"

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

static void all_134_vietnamese_letters_become_a_to_z(void **state)
{
    static const struct {
        const char *letters;
        struct str plain;
    } rows[] = {
        {"àảãáạăằẳẵắặâầẩẫấậÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬ", STR_INIT("a")},
        {"èẻẽéẹêềểễếệÈẺẼÉẸÊỀỂỄẾỆ",                                 STR_INIT("e")},
        {"ìỉĩíịÌỈĨÍỊ",                                                                     STR_INIT("i")},
        {"òỏõóọôồổỗốộơờởỡớợÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢ", STR_INIT("o")},
        {"ùủũúụưừửữứựÙỦŨÚỤƯỪỬỮỨỰ",                                   STR_INIT("u")},
        {"ỳỷỹýỵỲỶỸÝỴ",                                                                 STR_INIT("y")},
        {"đĐ",                                                                                         STR_INIT("d")},
    };
    size_t letters = 0;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str rest = str_from_c(rows[i].letters);
        uint32_t code;
        while (rest.len > 0) {
            struct str letter = rest;
            assert_true(utf8_next(&rest, &code));
            letter.len -= rest.len;
            assert_str(text_fold(*state, letter), rows[i].plain);
            assert_str(text_fold(*state, text_nfd(*state, letter)), rows[i].plain);
            letters++;
        }
    }
    assert_int_equal(letters, 134);
}

static void texts_fold_to_plain_words(void **state)
{
    static const struct {
        struct str text;
        struct str folded;
    } rows[] = {
        {STR_INIT(""),                                                                                                         STR_INIT("")                            },
        {STR_INIT(" … "),                                                                                                    STR_INIT("")                            },
        {STR_INIT("Đường Hoà-Bình (số 2)"),                                                                            STR_INIT("duong hoa binh so 2")         },
        {STR_INIT("  Nghị định 59/2023/NĐ-CP\n"),                                                                        STR_INIT("nghi dinh 59 2023 nd cp")     },
        {STR_INIT("ĐẮK R'LẤP, K’Ho, K\xCA\xBCho"),                                                                      STR_INIT("dak r lap k ho k ho")         },
        {STR_INIT("200.000₫"),                                                                                               STR_INIT("200 000")                     },
 /* three look-alikes of Đ: U+0110, U+00D0, U+0189 */
        {STR_INIT("\xC4\x90\xC3\x90\xC6\x89"),                                                                                 STR_INIT("ddd")                         },
        {STR_INIT("Straße Ærø Łódź Þór ĦŊŒ"),                                                                       STR_INIT("strasse aero lodz thor hngoe")},
 /* every letter that Unicode does not take apart */
        {STR_INIT("æðøþđħıĸłŋœŧ ƀƃƈƌƒƙƚƞƥƭƴƶǝǥ ȥȷȼɇɉɍɏɓɔɖɗəɛɠɨɩɲɵʈʉʊʋⱥⱦ"),
         STR_INIT("aedothdhiklngoet bbcdfklnptyzeg zjcejryboddeegiinotuuvat")                                                                                          },
        {STR_INIT("ﬁﬂ ２０２２ Ｘã ² ⅳ №"),                                                                     STR_INIT("fifl 2022 xa 2 iv no")        },
        {STR_INIT("co\xC2\xAD\xE2\x80\x8Bop"),                                                                                 STR_INIT("coop")                        }, /* soft hyphen, ZWSP */
        {STR_INIT("Ёлка ΆΒΓ"),                                                                                          STR_INIT("елка αβγ")             },
        {STR_INIT("1\xEF\xB8\x8F\xE2\x83\xA3"),                                                                                STR_INIT("1")                           }, /* keycap */
        {STR_INIT("中文、日本"),                                                                                          STR_INIT("中文 日本")               },
 /* Khmer: the vowel and the subscript sign stay */
        {STR_INIT("ខ្មែរ"),                                                                                          STR_INIT("ខ្មែរ")             },
        {STR_INIT("각"),                                                                                                      STR_INIT("각")                         },
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_str(text_fold(*state, rows[i].text), rows[i].folded);
}

static void both_styles_of_tone_marks_are_one(void **state)
{
    static const struct {
        struct str text;
        struct str exact;
    } rows[] = {
        {STR_INIT("Hòa"),                                        STR_INIT("hoà")                                     },
        {STR_INIT("Hoà"),                                        STR_INIT("hoà")                                     },
        {STR_INIT("HÒA BÌNH"),                                  STR_INIT("hoà bình")                               },
        {STR_INIT("Thủy"),                                      STR_INIT("thuỷ")                                   },
        {STR_INIT("Thuỷ"),                                      STR_INIT("thuỷ")                                   },
        {STR_INIT("khỏe"),                                      STR_INIT("khoẻ")                                   },
        {STR_INIT("khoẻ"),                                      STR_INIT("khoẻ")                                   },
        {STR_INIT("hóa, hoá"),                                  STR_INIT("hoá, hoá")                               },
        {STR_INIT("xõa họa lóe tọe"),                       STR_INIT("xoã hoạ loé toẹ")                    },
        {STR_INIT("Ủy ban; lũy; hủy; lụy; túy; ùy"),     STR_INIT("uỷ ban; luỹ; huỷ; luỵ; tuý; uỳ")},
        {STR_INIT("qúy quý"),                                   STR_INIT("quý quý")                                },
        {STR_INIT("quí"),                                        STR_INIT("quí")                                     },
        {STR_INIT("quà quả già giá"),                        STR_INIT("quà quả già giá")                     },
        {STR_INIT("hoàn toán hoẵng huỳnh thuyền ngoài"),
         STR_INIT("hoàn toán hoẵng huỳnh thuyền ngoài")                                                       },
        {STR_INIT("mùa của lúa múi"),                        STR_INIT("mùa của lúa múi")                     },
        {STR_INIT("ĐƠN"),                                       STR_INIT("đơn")                                    },
 /* the same letters, decomposed: o + grave + a */
        {STR_INIT("ho\xCC\x80"
                  "a"),
         STR_INIT("hoà")                                                                                              },
        {STR_INIT(""),                                            STR_INIT("")                                         },
        {STR_INIT("ò"),                                          STR_INIT("ò")                                       },
        {STR_INIT("òa"),                                         STR_INIT("oà")                                      },
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_str(text_exact(*state, rows[i].text), rows[i].exact);
}

static void addresses_are_short_and_plain(void **state)
{
    static const struct {
        struct str text;
        size_t max;
        struct str slug;
    } rows[] = {
        {STR_INIT("Đồng Xuân"),                80, STR_INIT("dong-xuan")     },
        {STR_INIT("--Đồng -- Xuân!--"),        80, STR_INIT("dong-xuan")     },
        {STR_INIT("café ß Æ ø Ł"),            80, STR_INIT("cafe-ss-ae-o-l")},
        {STR_INIT("Москва 2022 中文 xã"), 80, STR_INIT("2022-xa")       },
        {STR_INIT("中文"),                       80, STR_INIT("")              },
        {STR_INIT(""),                             80, STR_INIT("")              },
        {STR_INIT("một hai ba"),                 10, STR_INIT("mot-hai-ba")    },
        {STR_INIT("một hai ba"),                 9,  STR_INIT("mot-hai")       },
        {STR_INIT("một hai ba"),                 7,  STR_INIT("mot-hai")       },
        {STR_INIT("một hai ba"),                 6,  STR_INIT("mot")           },
        {STR_INIT("một hai ba"),                 2,  STR_INIT("mo")            },
        {STR_INIT("một hai ba"),                 0,  STR_INIT("")              },
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_str(text_slug(*state, rows[i].text, rows[i].max), rows[i].slug);
}

static uint32_t random_below(uint64_t *seed, uint32_t bound)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33) % bound;
}

/* Latin, Vietnamese, marks and anything at all, in turn. */
static struct str random_text(struct arena *arena, uint64_t *seed)
{
    static const struct {
        uint32_t first;
        uint32_t count;
    } ranges[] = {
        {0x20,    0x5F   },
        {0xA0,    0x1E0  },
        {0x300,   0x70   },
        {0x1E00,  0x200  },
        {0x370,   0x700  },
        {0x900,   0x900  },
        {0x2000,  0x800  },
        {0x3000,  0x200  },
        {0xAC00,  0x2000 },
        {0xF900,  0x700  },
        {0x10000, 0x20000},
    };
    struct buf buf = buf_init(arena, 4096);
    uint32_t length = random_below(seed, 24);
    while (length-- > 0) {
        uint32_t range = random_below(seed, COUNT(ranges) * 2);
        if (range >= COUNT(ranges))
            range = random_below(seed, 4);
        utf8_add(&buf, ranges[range].first + random_below(seed, ranges[range].count));
    }
    return buf_str(&buf);
}

static void folding_laws_hold_for_any_text(void **state)
{
    uint64_t seed = 2022;
    (void)state;
    for (int round = 0; round < 20000; round++) {
        struct arena *arena = arena_new();
        struct str text = random_text(arena, &seed);
        struct str folded = text_fold(arena, text);
        struct str slug = text_slug(arena, text, 20);
        struct str exact = text_exact(arena, text);
        assert_true(utf8_valid(folded));
        assert_str(text_fold(arena, folded), folded);
        assert_str(text_fold(arena, text_nfc(arena, text)), folded);
        assert_str(text_fold(arena, text_nfd(arena, text)), folded);
        assert_str(text_nfc(arena, folded), folded);
        assert_str(text_exact(arena, exact), exact);
        assert_str(text_exact(arena, text_nfd(arena, text)), exact);
        assert_str(text_nfc(arena, text_nfd(arena, text)), text_nfc(arena, text));
        assert_int_equal(str_find(folded, STR("  "), 0), -1);
        assert_in_range(slug.len, 0, 20);
        assert_int_equal(str_find(slug, STR("--"), 0), -1);
        assert_false(str_starts(slug, STR("-")) || str_ends(slug, STR("-")));
        for (size_t i = 0; i < slug.len; i++)
            assert_non_null(strchr("abcdefghijklmnopqrstuvwxyz0123456789-", slug.ptr[i]));
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_134_vietnamese_letters_become_a_to_z),
        cmocka_unit_test(texts_fold_to_plain_words),
        cmocka_unit_test(both_styles_of_tone_marks_are_one),
        cmocka_unit_test(addresses_are_short_and_plain),
        cmocka_unit_test(folding_laws_hold_for_any_text),
    };
    return cmocka_run_group_tests(tests, arena_setup, arena_teardown);
}
