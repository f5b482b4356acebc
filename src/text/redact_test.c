/*
 * Whom a text names. Every case is what somebody could type.
 */
#include "text/redact.h"

#include "base/testing.h"

#include <string.h>

static const struct redact_person people[] = {
    {STR_INIT("Trần Văn Ất (minh họa)"), STR_INIT("Số 12 đường Hùng Vương, khu 5, xã Quảng Yên"),
     STR_INIT("0912345678"),                                                                                                        STR_INIT("at.tran@example.com")},
    {STR_INIT("Lê An"),                        STR_INIT("Khu 5, xã Quảng Yên"),                                  STR_INIT(""), STR_INIT("")                   },
};

static redact_people all(void)
{
    return (redact_people){(struct redact_person *)people, 2, 2};
}

/* columns: text, what is found, its kind, the paragraph; "" for nothing */
static const struct {
    const char *text;
    const char *found;
    enum redact_kind kind;
    int paragraph;
} cases[] = {
    {"Ông Trần Văn Ất hỏi về mương.",            "Trần Văn Ất",                   REDACT_NAME,    1},
    {"Hỏi về mương.\n\nTRAN VAN AT hỏi.",            "TRAN VAN AT",                        REDACT_NAME,    2},
    {"Theo Trần-Văn-Ất, mương tắc.",                "Trần-Văn-Ất",                   REDACT_NAME,    1},
    {"Theo TrầnVănẤt thì mương tắc.",              "TrầnVănẤt",                     REDACT_NAME,    1},
    {"Theo T r ầ n V ă n Ấ t thì tắc.",              "T r ầ n V ă n Ấ t",             REDACT_NAME,    1},
    {"Theo Trần\xC2\xAD Văn Ất thì tắc.",            "Trần\xC2\xAD Văn Ất",           REDACT_NAME,    1},
    {"Theo ông Ất thì mương tắc.",                   "ông Ất",                          REDACT_NAME,    1},
    {"Theo Trần Ất thì mương tắc.",                 "Trần Ất",                        REDACT_NAME,    1},
    {"Theo Văn Ất thì mương tắc.",                   "Văn Ất",                          REDACT_NAME,    1},
    {"Bà con ở đó nói mương tắc.",                 "",                                   REDACT_NAME,    0},
    {"Người tên Lê An gửi đơn.",                    "Lê An",                             REDACT_NAME,    1},
    {"Chị An gửi đơn.",                                "Chị An",                           REDACT_NAME,    1},
    {"Chị em an tâm.",                                    "",                                   REDACT_NAME,    0},
 /* too much rather than too little: the officer finds another word */
    {"Kẻ lề an toàn.",                                  "lề an",                            REDACT_NAME,    1},
    {"Gọi 0912 345 678 nhé.",                             "0912 345 678",                       REDACT_PHONE,   1},
    {"Gọi +84.912.345.678 nhé.",                          "84.912.345.678",                     REDACT_PHONE,   1},
    {"Gọi ０９１２３４５６７８ nhé.",           "０９１２３４５６７８",     REDACT_PHONE,   1},
    {"Gọi 0976543210 - 0987654321.",                       "0976543210",                         REDACT_PHONE,   1},
    {"Gọi 0976 543 210 0987 654 321.",                     "0976 543 210",                       REDACT_PHONE,   1},
    {"Từ 2021 0987654321 nhé.",                           "0987654321",                         REDACT_PHONE,   1},
    {"CCCD 025081001234 025081001235.",                      "025081001234",                       REDACT_ID,      1},
    {"Chi 100.000.000.000 đồng.",                         "",                                   REDACT_ID,      0},
    {"Gọi 0987654321 nhé.",                               "0987654321",                         REDACT_PHONE,   1},
    {"Trực ban 0210 3884 012.",                            "",                                   REDACT_PHONE,   0},
    {"CCCD 025 081 001 234 đã xem.",                       "025 081 001 234",                    REDACT_ID,      1},
    {"CMND 131234567.",                                      "131234567",                          REDACT_ID,      1},
    {"Chi 100.000.000 đồng, 276 m2.",                     "",                                   REDACT_ID,      0},
    {"Từ 07/03/2022, 15 hộ được nước.",           "",                                   REDACT_ID,      0},
    {"Nhà ở số 12 Đường Hùng Vương bị tắc.", "số 12 Đường Hùng Vương",    REDACT_ADDRESS, 1},
    {"Nhà ở KHU 5 - xã Quảng Yên bị tắc.",        "KHU 5 - xã Quảng Yên",           REDACT_ADDRESS, 1},
    {"Mương ở khu 5 bị tắc.",                        "",                                   REDACT_ADDRESS, 0},
    {"Viết cho at.tran@example.com.",                      "at.tran@example.com",                REDACT_EMAIL,   1},
    {"Viết cho ubnd@phutho.gov.vn",                        "",                                   REDACT_EMAIL,   0},
 /* letters of other scripts that look the same */
    {"Theo Тrần Vаn Ất thì tắc.",                   "Тrần Vаn Ất",                  REDACT_NAME,    1},
    {"Theo ông А̂́t thì tắc.",                        "ông А̂́t",                       REDACT_NAME,    1},
    {"Theo ΤRAN ΑΤ.",                                     "ΤRAN ΑΤ",                         REDACT_NAME,    1},
 /* what nobody sees, within and between the words of a part of the name */
    {"Theo Trần\u200BẤt thì tắc.",                    "Trần\u200BẤt",                   REDACT_NAME,    1},
    {"Theo Tr\u200Bầ\u2060n\u200BẤ\u00ADt.",             "Tr\u200Bầ\u2060n\u200BẤ\u00ADt", REDACT_NAME,    1},
    {"Theo ô\u200Bng\u200DẤt thì tắc.",                "ô\u200Bng\u200DẤt",               REDACT_NAME,    1},
    {"Theo ôngẤt thì tắc.",                            "ôngẤt",                           REDACT_NAME,    1},
    {"Theo VănẤt thì tắc.",                            "VănẤt",                           REDACT_NAME,    1},
    {"Theo TRẦNẤT thì tắc.",                          "TRẦNẤT",                         REDACT_NAME,    1},
    {"Theo lê\u200Ban thì tắc.",                         "lê\u200Ban",                        REDACT_NAME,    1},
    {"Cô\u200Bng an xã.",                                  "",                                   REDACT_NAME,    0},
    {"Chị ấy Ngọc, Ất Dậu.",                       "",                                   REDACT_NAME,    0},
 /* telephones, however parted and from wherever called */
    {"Gọi 0912,345,678.",                                  "0912,345,678",                       REDACT_PHONE,   1},
    {"Gọi 09/12/34/56/78.",                                "09/12/34/56/78",                     REDACT_PHONE,   1},
    {"Gọi 0912, 34-56/78.",                                "0912, 34-56/78",                     REDACT_PHONE,   1},
    {"Gọi 091\n2345678.",                                  "091\n2345678",                       REDACT_PHONE,   1},
    {"Gọi +84 (0) 912 345 678.",                           "84 (0) 912 345 678",                 REDACT_PHONE,   1},
    {"Năm 2022, 0912345678, 15 hộ.",                      "0912345678",                         REDACT_PHONE,   1},
    {"Gọi 0976/543/210 nhé.",                             "0976/543/210",                       REDACT_PHONE,   1},
    {"Gọi 0976,543,210 nhé.",                             "0976,543,210",                       REDACT_PHONE,   1},
    {"Gọi 15 0976/543/210 nhé.",                          "0976/543/210",                       REDACT_PHONE,   1},
    {"Gọi 0084 976 543 210.",                              "0084 976 543 210",                   REDACT_PHONE,   1},
    {"Gọi (+84)(0)976 543 210.",                           "84)(0)976 543 210",                  REDACT_PHONE,   1},
    {"Gọi 01676543210.",                                   "01676543210",                        REDACT_PHONE,   1},
    {"Gọi 0\u200B976\u200B\u200B543210.",                  "0\u200B976\u200B\u200B543210",       REDACT_PHONE,   1},
    {"SĐT0976543210.",                                      "0976543210",                         REDACT_PHONE,   1},
    {"Các ngày 07/03/2022 và 03/05/2022/2023.",           "",                                   REDACT_PHONE,   0},
    {"Số 03/2022/QĐ-UBND, 07/2022/NQ-HĐND.",             "",                                   REDACT_PHONE,   0},
 /* papers */
    {"CCCD025081001234.",                                    "025081001234",                       REDACT_ID,      1},
    {"CCCD 025/081/001/234.",                                "025/081/001/234",                    REDACT_ID,      1},
    {"CMND 131/234/567.",                                    "131/234/567",                        REDACT_ID,      1},
    {"CMND số 131,234,567 cấp 2010.",                    "131,234,567",                        REDACT_ID,      1},
    {"Chứng minh nhân dân số: 131-234/567.",           "131-234/567",                        REDACT_ID,      1},
    {"CCCD cấp ngày 07/03/2022.",                         "",                                   REDACT_ID,      0},
    {"Hộ chiếu B7654321.",                               "B7654321",                           REDACT_ID,      1},
    {"Có hộ chiếu số C 23456781.",                    "23456781",                           REDACT_ID,      1},
    {"Giấy P07654321 đã nộp.",                         "P07654321",                          REDACT_ID,      1},
    {"Biển số 19C-12345, mẫu A12345.",                 "",                                   REDACT_ID,      0},
    {"Chuyển vào tài khoản 19036789012345.",           "19036789012345",                     REDACT_ID,      1},
    {"STK của tôi: 0011.0041.23456 Vietcombank.",         "0011.0041.23456",                    REDACT_ID,      1},
    {"Tài khoản còn 5.000.000 đồng.",                 "",                                   REDACT_ID,      0},
    {"Chi 131,234,567 đồng.",                             "",                                   REDACT_ID,      0},
    {"Chi 100,000,000,000 đồng.",                         "",                                   REDACT_ID,      0},
    {"Mã TB-2022-000123-K.",                                "",                                   REDACT_ID,      0},
};

static void every_person_is_found_however_typed(void **state)
{
    struct arena *arena = arena_new();
    redact_people list = all();
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct str text = str_from_c(cases[i].text);
        struct redact_hit hit = {0};
        bool is_found = redact_find(arena, text, &list, 0, &hit);
        if (is_found != (cases[i].found[0] != '\0'))
            fail_msg("%s: found %d", cases[i].text, is_found);
        if (!is_found)
            continue;
        assert_str(str_slice(text, hit.start, hit.len), str_from_c(cases[i].found));
        assert_int_equal(hit.kind, cases[i].kind);
        assert_int_equal(hit.paragraph, cases[i].paragraph);
    }
    (void)state;
    arena_free(arena);
}

/* columns: text, whether it names one of the two */
static const struct {
    const char *text;
    bool names;
} certain[] = {
    {"Đã gọi Trần Văn Ất.",                true },
    {"da goi TRAN VAN AT",                          true },
    {"Đã mời Trần Ất.",                     true },
    {"T r ầ n V ă n Ấ t",                      true },
    {"Gọi số 0912-345-678.",                    true },
    {"Gọi +84 912 345 678.",                      true },
    {"Viết cho AT.TRAN@example.com.",             true },
    {"Đến số 12, đường Hùng Vương.",    true },
    {"Đến khu 5, xã Quảng Yên.",             true },
    {"Ông Ất bị tố cáo.",                   false},
    {"Ông Trần Văn Bình, gọi 0987 654 321.", false},
    {"Viết cho ubnd@example.com.",                false},
    {"UBND xã Quảng Yên đã trả lời.",     false},
    {"Tài khoản 19036789012345.",                false},
    {"",                                            false},
};

static void who_is_named_for_certain_is_told_from_others(void **state)
{
    struct arena *arena = arena_new();
    struct redact_person one = {STR_INIT("Ất"), STR_INIT(""), STR_INIT(""), STR_INIT("")};
    redact_people list = all();
    redact_people single = {&one, 1, 1};
    for (size_t i = 0; i < sizeof(certain) / sizeof(certain[0]); i++)
        if (redact_names(arena, str_from_c(certain[i].text), &list) != certain[i].names)
            fail_msg("%s", certain[i].text);
    /* whoever gave one word alone is known by it behind a form of address */
    assert_true(redact_names(arena, STR("Đã gặp ông Ất."), &single));
    assert_false(redact_names(arena, STR("Rất tốt."), &single));
    (void)state;
    arena_free(arena);
}

static const struct str instead[REDACT_KIND_COUNT] = {
    STR_INIT("người gửi đơn"), STR_INIT("[điện thoại]"), STR_INIT("[địa chỉ]"),
    STR_INIT("[giấy tờ]"),     STR_INIT("[thư]"),
};

static void a_text_is_written_anew_without_them(void **state)
{
    struct arena *arena = arena_new();
    redact_people list = all();
    struct redact_hit hit;
    struct str text = redact_text(
        arena,
        STR("Tôi là Trần Văn Ất, ở số 12 đường Hùng Vương, gọi 0912.345.678. Chị An cũng biết."),
        &list, instead);
    assert_str(text, STR("Tôi là người gửi đơn, ở [địa chỉ], gọi [điện thoại]. người gửi đơn cũng "
                         "biết."));
    assert_false(redact_find(arena, text, &list, 0, &hit));
    assert_str(redact_text(arena, STR("Mương tắc."), &list, instead), STR("Mương tắc."));
    assert_str(redact_text(arena, STR(""), &list, instead), STR(""));
    (void)state;
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_person_is_found_however_typed),
        cmocka_unit_test(who_is_named_for_certain_is_told_from_others),
        cmocka_unit_test(a_text_is_written_anew_without_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
