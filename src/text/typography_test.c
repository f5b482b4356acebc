/*
 * Rules of setting text, a row a case. "củng cố.Về" and ";  đẩy" stand in the page
 * this program began with.
 */
#include "base/testing.h"

#include "base/buf.h"
#include "text/typography.h"

#define NONE TYPOGRAPHY_RULE_COUNT

/* columns: text, rule of its one remark (NONE: nothing to remark), text after it */
static const struct {
    const char *text;
    enum typography_rule rule;
    const char *after;
} rows[] = {
    {"được củng cố.Về nhiệm vụ",                                TYPOGRAPHY_NO_SPACE_AFTER, "được củng cố. Về nhiệm vụ"},
    {"dân biết,dân bàn",                                                 TYPOGRAPHY_NO_SPACE_AFTER, "dân biết, dân bàn"                 },
    {"xong;đẩy mạnh",                                                    TYPOGRAPHY_NO_SPACE_AFTER, "xong; đẩy mạnh"                    },
    {"Có không?Có.",                                                       TYPOGRAPHY_NO_SPACE_AFTER, "Có không? Có."                       },
    {"Nội dung:Họp thôn",                                                TYPOGRAPHY_NO_SPACE_AFTER, "Nội dung: Họp thôn"                },
    {"(năm 2021).Về sau",                                                  TYPOGRAPHY_NO_SPACE_AFTER, "(năm 2021). Về sau"                  },
    {"cơ sở;  đẩy mạnh",                                              TYPOGRAPHY_SPACES,         "cơ sở; đẩy mạnh"                },
    {"hai   cách",                                                           TYPOGRAPHY_SPACES,         "hai cách"                              },
    {"Thanh Ba , Phú Thọ",                                                 TYPOGRAPHY_SPACE_BEFORE,   "Thanh Ba, Phú Thọ"                   },
    {"Họp xong .",                                                          TYPOGRAPHY_SPACE_BEFORE,   "Họp xong."                            },
    {"năm 2022 ; năm",                                                      TYPOGRAPHY_SPACE_BEFORE,   "năm 2022; năm"                        },
    {"hòa bình, hòa giải, hoà thuận",                                 TYPOGRAPHY_TONE,           "hòa bình, hòa giải, hòa thuận"  },
    {"thuỷ lợi, khoẻ, khỏe",                                          TYPOGRAPHY_TONE,           "thuỷ lợi, khoẻ, khoẻ"           },
    {"HÒA BÌNH, HOÀ GIẢI",                                               TYPOGRAPHY_TONE,           "HÒA BÌNH, HÒA GIẢI"                },
    {"",                                                                      NONE,                      ""                                       },
    {"Dân biết, dân bàn, dân làm.",                                    NONE,                      ""                                       },
    {"hòa bình, thủy lợi, khỏe",                                      NONE,                      ""                                       },
    {"hoà bình, thuỷ lợi, quý, quà",                                  NONE,                      ""                                       },
    {"hòa bình và quý báu, quỹ",                                       NONE,                      ""                                       },
    {"hòa, hoàn toàn, mùa, già",                                         NONE,                      ""                                       },
    {"Nghị định 30/2020/NĐ-CP",                                         NONE,                      ""                                       },
    {"www.thanhba.phutho.gov.vn",                                             NONE,                      ""                                       },
    {"xem https://a.vn/B.C,d ở đó",                                       NONE,                      ""                                       },
    {"thư minh.Anh@example.vn",                                              NONE,                      ""                                       },
    {"TP.HCM, Tp.Hồ Chí Minh",                                             NONE,                      ""                                       },
    {"giá 1.234,5 đồng, lúc 7:30",                                       NONE,                      ""                                       },
    {"dòng cứng  \nsau đó",                                              NONE,                      ""                                       },
    {"    thụt vào như mã",                                              NONE,                      ""                                       },
    {"-   mục\n1.  mục",                                                  NONE,                      ""                                       },
    {"lệnh `a.B  c` trong mã",                                             NONE,                      ""                                       },
    {"| a  |  b |",                                                           NONE,                      ""                                       },
    {"Năm 2021.Sang năm 2022",                                              TYPOGRAPHY_NO_SPACE_AFTER, "Năm 2021. Sang năm 2022"              },
    {"ngày 06/03/2022.Về dự",                                            TYPOGRAPHY_NO_SPACE_AFTER, "ngày 06/03/2022. Về dự"            },
    {"đạt 95%.Còn lại",                                                 TYPOGRAPHY_NO_SPACE_AFTER, "đạt 95%. Còn lại"                 },
    {"1.Mục đích",                                                        TYPOGRAPHY_NO_SPACE_AFTER, "1. Mục đích"                        },
    {"TP.HCM, TX.Phú Thọ, X.Đồng Xuân, P.Bến Nghé, Q.1",            NONE,                      ""                                       },
    {"PGS.TS An, GS.TSKH Bình, ThS.Cúc, BS.CKII Dũng",                     NONE,                      ""                                       },
    {"rau, quả, v.v. đều có; v.v... và v.v… nữa",                  NONE,                      ""                                       },
    {"1.000.000 đồng, 1.234,5 m2, 98,7%, 0,5 ha",                          NONE,                      ""                                       },
    {"tệp Bieu_mau.DOCX và ke-hoach.PDF",                                  NONE,                      ""                                       },
    {"Sở VH,TT&DL, Bộ GD&ĐT, HĐND, T.Ư Đoàn",                        NONE,                      ""                                       },
    {"ĐT.314, QL.70B, XL.02, RON95-III, ISO 9001:2015",                      NONE,                      ""                                       },
    {"Node.js, ASP.NET, VTV.vn, tên miền .gov.vn",                         NONE,                      ""                                       },
    {"từ 7h30-11h00, tỷ lệ 1:500, điểm 1.2.a, mục II.3.b",         NONE,                      ""                                       },
    {"Ông Ng.V.A và bà Lê T.H.",                                          NONE,                      ""                                       },
    {"Dân tộc H'Mông, làng K'Tu, ông K'Sor",                            NONE,                      ""                                       },
    {"Có không?! Thật ư?... Thật.",                                    NONE,                      ""                                       },
    {"“Khi nào có đường?”. Xã trả lời",                        NONE,                      ""                                       },
    {"Phiên bản 4.0. Chuyển đổi số",                                NONE,                      ""                                       },
    {"[Xem](/tep/a/mau.B), ![Ảnh: họp](/tep/a/b.C)",                      NONE,                      ""                                       },
    {"Bà Lê Thị Thuý, ông Trần Văn Hoà: hòa giải, thủy lợi", NONE,                      ""                                       },
    {"ba chấm ... rồi",                                                   NONE,                      ""                                       },
};

static void each_slip_is_found_and_nothing_else(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct str text = str_from_c(rows[i].text);
        typography_remarks remarks = typography_check(arena, text);
        if (rows[i].rule == NONE && remarks.count > 0)
            fail_msg("%s: rule %d at %zu", rows[i].text, (int)remarks.items[0].rule,
                     remarks.items[0].at);
        if (rows[i].rule == NONE)
            continue;
        if (remarks.count != 1)
            fail_msg("%s: %zu remarks", rows[i].text, remarks.count);
        assert_int_equal(remarks.items[0].rule, rows[i].rule);
        assert_str(typography_apply(arena, text, &remarks.items[0]), str_from_c(rows[i].after));
        remarks = typography_check(arena, str_from_c(rows[i].after));
        assert_int_equal(remarks.count, 0);
    }
    arena_free(arena);
}

static void remarks_stand_in_the_order_of_the_text(void **state)
{
    struct arena *arena = arena_new();
    typography_remarks remarks =
        typography_check(arena, STR("Hòa giải.Về việc ,  hoà thuận và hòa bình"));
    (void)state;
    assert_int_equal(remarks.count, 4);
    assert_int_equal(remarks.items[0].rule, TYPOGRAPHY_NO_SPACE_AFTER);
    assert_int_equal(remarks.items[1].rule, TYPOGRAPHY_SPACE_BEFORE);
    assert_int_equal(remarks.items[2].rule, TYPOGRAPHY_SPACES);
    assert_int_equal(remarks.items[3].rule, TYPOGRAPHY_TONE);
    arena_free(arena);
}

static void a_text_of_slips_alone_ends_at_the_most(void **state)
{
    struct arena *arena = arena_new();
    struct buf text = buf_init(arena, SIZE_MAX);
    (void)state;
    for (int i = 0; i < 60000; i++)
        buf_add_literal(&text, "a,b  ");
    assert_int_equal(typography_check(arena, buf_str(&text)).count, TYPOGRAPHY_MOST);
    buf_cut(&text, 0);
    for (int i = 0; i < 100000; i++)
        buf_add_literal(&text, "0.A"); /* one word of 300,000 bytes */
    assert_int_equal(typography_check(arena, buf_str(&text)).count, 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_slip_is_found_and_nothing_else),
        cmocka_unit_test(remarks_stand_in_the_order_of_the_text),
        cmocka_unit_test(a_text_of_slips_alone_ends_at_the_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
