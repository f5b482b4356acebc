/*
 * Pasted pages: the real page this program began with, and the ways other
 * portals and editors vary it.
 */
#include "base/file.h"
#include "base/testing.h"
#include "modules/publications/import.h"
#include "text/utf8.h"

#include <string.h>

static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static struct import_article read_page(struct str bytes)
{
    const struct import_options options = {.format = IMPORT_SNIFF, .source_url = STR("")};
    struct import import = {0};

    assert_no_fault(import_read(arena, bytes, &options, &import));
    assert_int_equal(import.format, IMPORT_PORTAL);
    assert_int_equal(import.articles.count, 1);
    return import.articles.items[0];
}

static struct str real_page(void)
{
    struct str bytes = STR("");

    assert_no_fault(file_read(arena, "tests/fixtures/import/thanh-ba-2022.txt", 1 << 20, &bytes));
    return bytes;
}

static void real_page_of_thanh_ba_is_read_exactly(void **state)
{
    const struct str bytes = real_page();
    const struct import_article article = read_page(bytes);

    (void)state;
    assert_str(article.title, STR("Ban chỉ đạo thực hiện dân chủ huyện Thanh Ba triển khai "
                                  "nhiệm vụ năm 2022"));
    assert_true(article.has_date);
    assert_int_equal(date_compare(instant_date(article.updated), date_ymd(2022, 3, 6)), 0);
    assert_int_equal(date_compare(instant_date(article.published), date_ymd(2022, 3, 6)), 0);
    assert_int_equal(article.views, 3418);
    assert_str(article.lead,
               STR("Ban chỉ đạo Quy chế dân chủ (QCDC) huyện Thanh Ba vừa tổ chức Hội nghị đánh "
                   "giá kết quả thực hiện QCDC huyện năm 2021, triển khai nhiệm vụ trọng tâm năm "
                   "2022. Đồng chí Nguyễn Trung Tình - Phó Bí thư Thường trực Huyện ủy, Trưởng Ban "
                   "chỉ đạo chủ trì Hội nghị."));
    assert_str(article.byline, STR("Hải Minh"));
    assert_int_equal(article.status, IMPORT_PUBLISHED);
    assert_str(article.original, bytes);
    assert_true(str_starts(article.source_id, STR("blake2b:")));
}

static void body_of_the_real_page_differs_by_spaces_only(void **state)
{
    const struct str bytes = real_page();
    const struct str body = read_page(bytes).body_markdown;
    const struct str first = STR("Trong năm 2021, các cấp ủy");
    const struct str last = STR("tại các địa phương…/.");
    const size_t from = (size_t)str_find(bytes, first, 0);
    const size_t to = (size_t)str_find(bytes, last, 0) + last.len;
    const struct str raw = str_slice(bytes, from, to - from);

    (void)state;
    /* "củng cố.Về" gains a space (1 byte); of "hiệu quả;" NBSP SPACE "đẩy mạnh" the NBSP goes
     * (2 bytes); that of "đầy đủ" NBSP "quan điểm" becomes a space (1 byte less); a line feed
     * ends the text */
    assert_int_equal(body.len, raw.len + 1 - 2 - 1 + 1);
    assert_true(str_starts(body, first));
    assert_true(str_ends(body, STR("tại các địa phương…/.\n")));
    assert_true(str_find(body, STR("được củng cố. Về nhiệm vụ"), 0) > 0);
    assert_true(str_find(body, STR("hiệu quả; đẩy mạnh"), 0) > 0);
    assert_int_equal(str_find_byte(body, '\\', 0), -1);
    assert_true(str_find(read_page(bytes).original, STR("củng cố.Về"), 0) > 0);
}

static void remarks_of_other_portals_are_understood(void **state)
{
    /* the lines under the title, date, minute of the day, views */
    static const struct {
        const char *lines;
        const char *date;
        int minute;
        int views;
    } rows[] = {
        {"  • Cập nhật: 06/03/2022\n  • Lượt xem: 3418 lượt xem\n", "2022-03-06", 0,   3418   },
        {"- Cập nhật: 06/03/2022\n- Lượt xem: 3.418\n",                    "2022-03-06", 0,   3418   },
        {"* Ngày đăng: 6/3/2022\n* 3,418 lượt xem\n",                       "2022-03-06", 0,   3418   },
        {"Cập nhật lúc 07:30 ngày 06/03/2022\nSố lượt xem: 3418\n",    "2022-03-06", 450, 3418   },
        {"Đăng ngày 06/03/2022\n",                                             "2022-03-06", 0,   -1     },
        {"Đăng lúc: 07:30, 06/03/2022\n",                                      "2022-03-06", 450, -1     },
        {"Ngày cập nhật : 06-03-2022 07:30\n",                               "2022-03-06", 450, -1     },
        {"Chủ nhật, 06/03/2022 | 08:15 GMT+7\nLượt xem: 1,234\n",          "2022-03-06", 495, 1234   },
        {"Chủ nhật, 6/3/2022, 08:15 (GMT+7) | 1.234 lượt xem\n",           "2022-03-06", 495, 1234   },
        {"06/03/2022 07:30 | Lượt xem: 12\n",                                  "2022-03-06", 450, 12     },
        {"Cập nhật:   06/03/2022\tLượt xem:   3.418\n",                    "2022-03-06", 0,   3418   },
        {"Cập nhật: 06/03/2022    Lượt xem: 3418\n",                       "2022-03-06", 0,   3418   },
        {"Chủ nhật, 06/03/2022, 07:30 (GMT+7)\n",                             "2022-03-06", 450, -1     },
        {"CẬP NHẬT: 06/03/2022\nLƯỢT XEM: 0\n",                            "2022-03-06", 0,   0      },
        {"Ngày đăng: ngày 6 tháng 3 năm 2022\n",                            "2022-03-06", 0,   -1     },
        {"Đã xem: 1.234.567\n",                                                 "",           0,   1234567},
        {"Cập nhật: 31/02/2022\n",                                            "",           0,   -1     },
        {"Lượt xem: 3,5\n",                                                    "",           0,   -1     },
        {"Cập nhật:\n",                                                       "",           0,   -1     },
        {"",                                                                      "",           0,   -1     },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct str page = arena_printf(
            arena, "Tiêu đề\n%s\nĐoạn mở đầu.\n\nThân bài.\n\nHải Minh\n", rows[i].lines);
        const struct import_article article = read_page(page);
        const struct civil_date day = instant_date(article.updated);
        int hour, minute;
        instant_clock_time(article.updated, &hour, &minute);
        assert_str(article.has_date ? date_to_iso(arena, day) : STR(""), str_from_c(rows[i].date));
        if (article.has_date)
            assert_int_equal(hour * 60 + minute, rows[i].minute);
        assert_int_equal(article.views, rows[i].views);
        assert_str(article.title, STR("Tiêu đề"));
        assert_str(article.lead, STR("Đoạn mở đầu."));
        assert_str(article.body_markdown, STR("Thân bài.\n"));
        assert_str(article.byline, STR("Hải Minh"));
    }
}

/* columns: what was pasted above the title with it, the title */
static void the_way_to_the_page_is_no_title(void **state)
{
    static const struct {
        const char *head;
        const char *title;
    } rows[] = {
        {"Trang chủ > Tin tức > Tin huyện\nHội nghị của huyện\n", "Hội nghị của huyện"     },
        {"TRANG CHỦ » TIN TỨC\nHội nghị của huyện\n",              "Hội nghị của huyện"     },
        {"Trang chủ\nHội nghị của huyện\n",                           "Hội nghị của huyện"     },
        {"Trang chủ mới của huyện\n",                                   "Trang chủ mới của huyện"},
        {"Giá lúa > giá ngô\n",                                             "Giá lúa > giá ngô"          },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf text = buf_init(arena, 1000);
        struct import_article article;
        buf_printf(&text, "%sCập nhật: 06/03/2022\n\nLời dẫn.\n\nNội dung.\n", rows[i].head);
        article = read_page(buf_str(&text));
        assert_str(article.title, str_from_c(rows[i].title));
        assert_true(article.has_date);
        assert_str(article.lead, STR("Lời dẫn."));
    }
}

static void sentences_that_look_like_remarks_stay_text(void **state)
{
    static const char *const rows[] = {
        "Cập nhật: 06/03/2022, xã họp lần thứ hai.",
        "Ngày 06/03/2022, Ủy ban nhân dân xã họp.",
        "Lượt xem: người dân xem 3418 lần.",
        "Đăng ký trước 06/03/2022",
        "06/03/2022 | Họp thôn",
        "Số 12",
        "Nguồn nước sạch đã về thôn.",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct import_article article =
            read_page(arena_printf(arena, "Tiêu đề\n%s\n\nThân bài.\n", rows[i]));
        assert_str(article.lead, str_from_c(rows[i]));
        assert_false(article.has_date);
        assert_int_equal(article.views, -1);
    }
}

static void bylines_are_told_from_text(void **state)
{
    /* last lines, byline */
    static const struct {
        const char *lines;
        const char *byline;
    } rows[] = {
        {"Hải Minh",                             "Hải Minh"                           },
        {"Tác giả: Hải Minh",                 "Hải Minh"                           },
        {"Theo Báo Phú Thọ",                   "Theo Báo Phú Thọ"                 },
        {"(Nguồn: Báo Phú Thọ)",             "Nguồn: Báo Phú Thọ"             },
        {"Nguồn: Báo Phú Thọ",               "Nguồn: Báo Phú Thọ"             },
        {"Hải Minh\n(Nguồn: Báo Phú Thọ)", "Hải Minh (Nguồn: Báo Phú Thọ)"},
        {"Tác giả: Hải Minh\nLượt xem: 7", "Hải Minh"                           },
        {"Hải Minh – Thu Hà",                 "Hải Minh – Thu Hà"               },
        {"Ban Dân vận Huyện ủy",            "Ban Dân vận Huyện ủy"          },
        {"Hội nghị kết thúc.",              ""                                     },
        {"- Đoàn Thanh niên",                   ""                                     },
        {"và các đoàn thể",                  ""                                     },
        {"Trân trọng./.",                       ""                                     },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct import_article article = read_page(
            arena_printf(arena, "Tiêu đề\n\nMở đầu.\n\nThân bài.\n\n%s\n", rows[i].lines));
        assert_str(article.byline, str_from_c(rows[i].byline));
        assert_true(str_starts(article.body_markdown, STR("Thân bài.\n")));
    }
}

static void encodings_of_editors_give_the_same_article(void **state)
{
    const struct str page = STR("Tiêu đề\r\n\r\nCập nhật: 06/03/2022\r\n\r\nMở đầu.\r\n\r\n"
                                "Thân\xC2\xA0\xC2\xA0"
                                "bài.\r\n\r\nHải Minh");
    const struct str marked = arena_printf(arena, "\xEF\xBB\xBF" PRISTR, STRARG(page));
    const struct str decomposed = text_nfd(arena, page);
    struct buf little = buf_init(arena, 1024), big = buf_init(arena, 1024);
    struct str rest = page;
    uint32_t code;

    (void)state;
    buf_add_literal(&little, "\xFF\xFE");
    buf_add_literal(&big, "\xFE\xFF");
    while (utf8_next(&rest, &code)) {
        buf_add_byte(&little, (char)(code & 0xFF));
        buf_add_byte(&little, (char)(code >> 8));
        buf_add_byte(&big, (char)(code >> 8));
        buf_add_byte(&big, (char)(code & 0xFF));
    }
    const struct str files[] = {page, marked, decomposed, buf_str(&little), buf_str(&big)};
    for (size_t i = 0; i < COUNT(files); i++) {
        const struct import_article article = read_page(files[i]);
        assert_str(article.title, STR("Tiêu đề"));
        assert_str(article.lead, STR("Mở đầu."));
        assert_str(article.body_markdown, STR("Thân bài.\n"));
        assert_str(article.byline, STR("Hải Minh"));
        assert_true(article.has_date);
        assert_str(article.original, files[i]);
    }
}

static void only_spaces_beside_signs_are_mended(void **state)
{
    /* as pasted, as displayed */
    static const struct {
        const char *pasted;
        const char *shown;
    } rows[] = {
        {"được củng cố.Về nhiệm vụ", "được củng cố. Về nhiệm vụ"},
        {"hiệu quả;  đẩy mạnh",           "hiệu quả; đẩy mạnh"            },
        {"xã,phường ;thị trấn",            "xã, phường ;thị trấn"           },
        {"huyện ủy . Hội nghị",            "huyện ủy. Hội nghị"             },
        {"ở TP.HCM và GS.TS",                   "ở TP.HCM và GS.TS"                   },
        {"baophutho.vn và https://a.vn/X.Y:z",    "baophutho.vn và https://a.vn/X.Y:z"    },
        {"thư a.Bc@d.vn",                         "thư a.Bc@d.vn"                         },
        {"lúc 7:30, 1.234,5 ha",                  "lúc 7:30, 1.234,5 ha"                  },
        {"2021 - 2026",                            "2021 - 2026"                            },
        {"các địa phương…/.",              "các địa phương…/."              },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct import_article article =
            read_page(arena_printf(arena, "Tiêu đề\n\n%s\n", rows[i].pasted));
        assert_str(article.lead, str_from_c(rows[i].shown));
    }
}

static void lists_and_signs_of_markdown_survive(void **state)
{
    const struct import_article article =
        read_page(STR("Tiêu đề\n\nMở đầu.\n- một\n+ hai\n1. Về kinh tế\n# không phải tiêu đề\n"
                      "2 * 3 = 6 và _gạch_\n"));

    (void)state;
    assert_str(article.body_markdown, STR("- một\n- hai\n\n1\\. Về kinh tế\n\n"
                                          "\\# không phải tiêu đề\n\n2 \\* 3 = 6 và \\_gạch\\_\n"));
}

static void same_bytes_have_the_same_id_and_other_bytes_another(void **state)
{
    const struct import_article first = read_page(STR("A\n\nB.\n"));

    (void)state;
    assert_str(read_page(STR("A\n\nB.\n")).source_id, first.source_id);
    assert_false(str_equal(read_page(STR("A\n\nB.")).source_id, first.source_id));
    assert_str(import_digest(arena, &first), import_digest(arena, &first));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(real_page_of_thanh_ba_is_read_exactly, setup, teardown),
        cmocka_unit_test_setup_teardown(body_of_the_real_page_differs_by_spaces_only, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(remarks_of_other_portals_are_understood, setup, teardown),
        cmocka_unit_test_setup_teardown(the_way_to_the_page_is_no_title, setup, teardown),
        cmocka_unit_test_setup_teardown(sentences_that_look_like_remarks_stay_text, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(bylines_are_told_from_text, setup, teardown),
        cmocka_unit_test_setup_teardown(encodings_of_editors_give_the_same_article, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(only_spaces_beside_signs_are_mended, setup, teardown),
        cmocka_unit_test_setup_teardown(lists_and_signs_of_markdown_survive, setup, teardown),
        cmocka_unit_test_setup_teardown(same_bytes_have_the_same_id_and_other_bytes_another, setup,
                                        teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
