/*
 * Decree 30/2020/NĐ-CP, annex I, II.2 and II.4: the issuing body, and địa danh.
 */
#include "civic/paper.h"

#include "base/testing.h"

static void a_paper_is_of_a_body_and_signed_in_a_place(void **state)
{
    /* columns: unit, who issues a paper of it, where it is signed */
    static const struct {
        const char *unit;
        const char *body;
        const char *place;
    } cases[] = {
        {"Xã Đồng Xuân",                      "Ủy ban nhân dân xã Đồng Xuân",     "Đồng Xuân"},
        {"Thị trấn Thanh Ba",                  "Ủy ban nhân dân thị trấn Thanh Ba", "Thanh Ba"     },
        {"Huyện Thanh Ba",                       "Ủy ban nhân dân huyện Thanh Ba",      "Thanh Ba"     },
        {"Tỉnh Phú Thọ",                      "Ủy ban nhân dân tỉnh Phú Thọ",     "Phú Thọ"   },
        {"Phường 7",                            "Ủy ban nhân dân phường 7",           "Phường 7"  },
        {"Ban Tiếp công dân huyện Thanh Ba", "Ban Tiếp công dân huyện Thanh Ba",
         "Ban Tiếp công dân huyện Thanh Ba"                                                              },
        {"",                                       "",                                          ""             },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str unit = str_from_c(cases[i].unit);
        assert_str(paper_body(arena, unit), str_from_c(cases[i].body));
        assert_str(paper_place(unit), str_from_c(cases[i].place));
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paper_is_of_a_body_and_signed_in_a_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
