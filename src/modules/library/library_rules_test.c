/*
 * Every rule with what it must let through and what it must not. Titles and
 * numbers are those of real instruments.
 */
#include "modules/library/library_rules.h"

#include "base/testing.h"

static void the_names_of_the_form_are_those_of_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < document_kind_count; i++) {
        assert_str(str_from_c(document_kind_names[i]), str_from_c(document_kinds[i].name));
        assert_ptr_equal(document_kind_of(str_from_c(document_kinds[i].name)), &document_kinds[i]);
    }
    assert_null(document_kind_names[document_kind_count]);
    assert_null(document_kind_of(STR("sac-lenh")));
}

static void a_number_is_taken_apart(void **state)
{
    /* columns: in full, kind, number */
    static const struct {
        struct str full;
        struct str kind;
        struct str number;
    } cases[] = {
        {STR_INIT("Nghị định 59/2023/NĐ-CP"),                                        STR_INIT("nghi-dinh"), STR_INIT("59/2023/NĐ-CP")                          },
        {STR_INIT("Luật 10/2022/QH15"),                                                  STR_INIT("luat"),      STR_INIT("10/2022/QH15")                            },
        {STR_INIT("Quy định 11-QĐi/TW"),                                               STR_INIT("quy-dinh"),  STR_INIT("11-QĐi/TW")                              },
        {STR_INIT("Nghị quyết liên tịch 403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN"),
         STR_INIT("nghi-quyet-lien-tich"),                                                                        STR_INIT("403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN")},
    };
    struct arena *arena = arena_new();
    struct str kind;
    struct str number;
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_true(document_number_split(arena, cases[i].full, &kind, &number));
        assert_str(kind, cases[i].kind);
        assert_str(number, cases[i].number);
    }
    assert_false(document_number_split(arena, STR("10/2022/QH15"), &kind, &number));
    assert_false(document_number_split(arena, STR("Sắc lệnh 1/SL"), &kind, &number));
    arena_free(arena);
}

static void a_number_says_who_issued_it(void **state)
{
    /* columns: number, issuer */
    static const struct {
        struct str number;
        const char *message;
    } cases[] = {
        {STR_INIT("10/2022/QH15"),                             "library.issuer.quoc-hoi" },
        {STR_INIT("34/2007/PL-UBTVQH11"),                      "library.issuer.ubtvqh"   },
        {STR_INIT("59/2023/NĐ-CP"),                           "library.issuer.chinh-phu"},
        {STR_INIT("25/2021/QĐ-TTg"),                          "library.issuer.thu-tuong"},
        {STR_INIT("04/2012/TT-BNV"),                           "library.issuer.noi-vu"   },
        {STR_INIT("05/2021/TT-TTCP"),                          "library.issuer.thanh-tra"},
        {STR_INIT("403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN"), NULL                      },
        {STR_INIT("30-CT/TW"),                                 NULL                      },
        {STR_INIT("12/KH-UBND"),                               NULL                      },
        {STR_INIT(""),                                         NULL                      },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *message = document_issuer_message(cases[i].number);
        if (cases[i].message)
            assert_string_equal(message, cases[i].message);
        else
            assert_null(message);
    }
}

static void a_title_says_what_it_does_to_others(void **state)
{
    static const struct document reception = {.kind = STR_INIT("luat"),
                                              .number = STR_INIT("42/2013/QH13"),
                                              .title = STR_INIT("Luật Tiếp công dân")};
    static const struct document complaints = {.kind = STR_INIT("luat"),
                                               .number = STR_INIT("02/2011/QH13"),
                                               .title = STR_INIT("Luật Khiếu nại")};
    static const struct document decree = {
        .kind = STR_INIT("nghi-dinh"),
        .number = STR_INIT("124/2020/NĐ-CP"),
        .title = STR_INIT(
            "Nghị định quy định chi tiết một số điều và biện pháp thi hành Luật Khiếu nại")};
    /* columns: title, the other, relation; -1: none */
    static const struct {
        struct str title;
        const struct document *other;
        int relation;
    } cases[] = {
        {STR_INIT("Nghị định quy định chi tiết thi hành một số điều của Luật Tiếp công dân"),
         &reception,                                                                                                                 DOCUMENT_GUIDES},
        {STR_INIT("Luật sửa đổi, bổ sung Luật Tiếp công dân, Luật Khiếu nại, Luật Tố cáo"),
         &reception,                                                                                                                 DOCUMENT_AMENDS},
        {STR_INIT("Luật sửa đổi, bổ sung Luật Tiếp công dân, Luật Khiếu nại, Luật Tố cáo"),
         &complaints,                                                                                                                DOCUMENT_AMENDS},
        {STR_INIT("Nghị định sửa đổi, bổ sung Nghị định 124/2020/NĐ-CP"),                             &decree,     DOCUMENT_AMENDS},
        {STR_INIT("Nghị định sửa đổi, bổ sung Nghị định 124/2020/NĐ-CP"),                             &complaints, -1             },
        {STR_INIT("Luật Tiếp công dân"),                                                                          &reception,  -1             },
        {STR_INIT("Thông tư quy định quy trình giải quyết khiếu nại hành chính"),                       &complaints, -1             },
        {STR_INIT("Nghị định quy định chi tiết Luật Tiếp công dânX"),                                   &reception,  -1             },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        enum document_relation relation;
        bool relates = document_title_relates(cases[i].title, cases[i].other, &relation);
        assert_int_equal(relates ? (int)relation : -1, cases[i].relation);
    }
}

static void force_is_asked_of_a_day(void **state)
{
    struct document law = {.in_force_from = date_ymd(2007, 7, 1),
                           .in_force_to = date_ymd(2023, 6, 30)};
    struct document open = {.in_force_from = date_ymd(2023, 7, 1), .in_force_to = DATE_NONE};
    struct document notice = {.in_force_from = DATE_NONE, .in_force_to = DATE_NONE};
    (void)state;
    assert_int_equal(document_force_on(&law, date_ymd(2007, 6, 30)), FORCE_PENDING);
    assert_int_equal(document_force_on(&law, date_ymd(2007, 7, 1)), FORCE_HOLDS);
    assert_int_equal(document_force_on(&law, date_ymd(2023, 6, 30)), FORCE_HOLDS);
    assert_int_equal(document_force_on(&law, date_ymd(2023, 7, 1)), FORCE_ENDED);
    assert_int_equal(document_force_on(&open, date_ymd(2023, 6, 30)), FORCE_PENDING);
    assert_int_equal(document_force_on(&open, date_ymd(2099, 1, 1)), FORCE_HOLDS);
    assert_int_equal(document_force_on(&notice, date_ymd(2022, 1, 1)), FORCE_NONE);
}

static void days_in_a_wrong_order_are_refused_at_their_field(void **state)
{
    const struct civil_date none = DATE_NONE;
    const struct civil_date a = date_ymd(2022, 3, 1);
    const struct civil_date b = date_ymd(2022, 3, 2);
    struct arena *arena = arena_new();
    (void)state;
    assert_null(document_dates_check(arena, none, none, none));
    assert_null(document_dates_check(arena, a, a, a));
    assert_null(document_dates_check(arena, a, b, none));
    assert_string_equal(document_dates_check(arena, b, a, none)->field, "in_force_from");
    assert_string_equal(document_dates_check(arena, none, none, b)->field, "in_force_from");
    assert_string_equal(document_dates_check(arena, none, b, a)->field, "in_force_to");
    arena_free(arena);
}

/* columns: typed, the number */
static const struct {
    struct str typed;
    struct str number;
} numbers[] = {
    {STR_INIT("30-CT/TW"),                                 STR_INIT("30-CT/TW")        },
    {STR_INIT("Số 120-KL/TW"),                           STR_INIT("120-KL/TW")       },
    {STR_INIT("Số: 120-KL/TW "),                         STR_INIT("120-KL/TW")       },
    {STR_INIT("số:18/TB-UBND"),                          STR_INIT("18/TB-UBND")      },
    {STR_INIT("Chỉ thị 30-CT/TW"),                     STR_INIT("30-CT/TW")        },
    {STR_INIT("Kết luận số 120-KL/TW"),              STR_INIT("120-KL/TW")       },
    {STR_INIT("Nghị định số 59/2023/NĐ-CP"),       STR_INIT("59/2023/NĐ-CP")  },
    {STR_INIT("Thông tư liên tịch 01/2014/TTLT-BTC"), STR_INIT("01/2014/TTLT-BTC")},
    {STR_INIT(""),                                         STR_INIT("")                },
    {STR_INIT("Không số"),                              STR_INIT("Không số")     },
};

static void a_number_is_taken_as_it_stands_on_paper(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(numbers); i++)
        assert_str(document_number_typed(arena, numbers[i].typed), numbers[i].number);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_names_of_the_form_are_those_of_the_table),
        cmocka_unit_test(a_number_is_taken_apart),
        cmocka_unit_test(a_number_says_who_issued_it),
        cmocka_unit_test(a_title_says_what_it_does_to_others),
        cmocka_unit_test(force_is_asked_of_a_day),
        cmocka_unit_test(days_in_a_wrong_order_are_refused_at_their_field),
        cmocka_unit_test(a_number_is_taken_as_it_stands_on_paper),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
