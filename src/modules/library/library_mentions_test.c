/*
 * Names of documents in texts: what names one, and what only looks like it.
 */
#include "modules/library/library_mentions.h"

#include "base/testing.h"

/* columns: text, what is found ("" for nothing), its kind, whether it is short */
static const struct {
    const char *text;
    const char *found;
    const char *kind;
    bool is_short;
} cases[] = {
    {"theo Nghị định 59/2023/NĐ-CP.",               "Nghị định 59/2023/NĐ-CP",            "nghi-dinh",  false},
    {"theo nghị định số 59/2023/NĐ-CP, và",      "nghị định số 59/2023/NĐ-CP",       "nghi-dinh",  false},
    {"(59/2023/NĐ-CP)",                                  "59/2023/NĐ-CP",                           "",           false},
    {"Thông tư liên tịch 01/2014/TTLT-BTC ra",       "Thông tư liên tịch 01/2014/TTLT-BTC",
     "thong-tu-lien-tich",                                                                                          false},
    {"Chỉ thị 30-CT/TW ngày 18/02/1998",             "Chỉ thị 30-CT/TW",                     "chi-thi",    false},
    {"Chỉ thị số 30-CT/TW",                         "Chỉ thị số 30-CT/TW",                "chi-thi",    false},
    {"quan điểm Chỉ thị 30, Kết luận",         "Chỉ thị 30",                           "chi-thi",    true },
    {"Số 120-KL/TW",                                    "120-KL/TW",                                "",           false},
 /* a number that is given again each year, with its day and without */
    {"Quyết định 96/QĐ-UBND ngày 10/01/2022 về", "Quyết định 96/QĐ-UBND",              "quyet-dinh", false},
    {"Quyết định 96/QĐ-UBND ngày 9/1/2022.",       "Quyết định 96/QĐ-UBND",              "quyet-dinh", false},
    {"Quyết định 96/QĐ-UBND của huyện",         "",                                         "",           false},
    {"Quyết định 96/QĐ-UBND ngày 31/02/2022",      "",                                         "",           false},
    {"Quyết định 96/QĐ-UBND ngày 10/01/22",        "",                                         "",           false},
 /* figures that name nothing */
    {"đã kết luận 120 vụ việc",                 "",                                         "",           false},
    {"Kết luận 1200 trang",                           "",                                         "",           false},
    {"ngày 18/02/1998",                                  "",                                         "",           false},
    {"tỷ lệ 3/4, dịch Covid-19, 30 - 40 người",  "",                                         "",           false},
    {"Điều 11 Luật này",                            "",                                         "",           false},
    {"QĐ-59/2023/NĐ-CP",                                "",                                         "",           false},
};

static void what_names_a_document_is_found_whole(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str text = str_from_c(cases[i].text);
        document_names names = document_names_in(arena, text);
        const struct document_named *name = names.items;
        assert_int_equal(names.count, cases[i].found[0] ? 1 : 0);
        if (names.count == 0)
            continue;
        assert_str(str_slice(text, name->begin, name->end - name->begin),
                   str_from_c(cases[i].found));
        assert_str(name->kind, str_from_c(cases[i].kind));
        assert_int_equal(name->is_short, cases[i].is_short);
    }
    arena_free(arena);
}

static void several_stand_in_their_order(void **state)
{
    struct arena *arena = arena_new();
    document_names names =
        document_names_in(arena, STR("Chỉ thị 30, Kết luận 120 của Bộ Chính trị; Luật "
                                     "10/2022/QH15, thay Pháp lệnh 34/2007/PL-UBTVQH11"));
    (void)state;
    assert_int_equal(names.count, 4);
    assert_str(names.items[1].number, STR("120"));
    assert_str(names.items[2].kind, STR("luat"));
    assert_str(names.items[3].number, STR("34/2007/PL-UBTVQH11"));
    for (size_t i = 1; i < names.count; i++)
        assert_true(names.items[i].begin >= names.items[i - 1].end);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_names_a_document_is_found_whole),
        cmocka_unit_test(several_stand_in_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
