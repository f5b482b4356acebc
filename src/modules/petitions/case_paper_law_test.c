/*
 * Which laws stand among the grounds of a paper, by its day.
 */
#include "civic/testing.h"

#include "civic/site.h"
#include "modules/petitions/case_paper_law.h"

static const struct fault *law_of_files(struct work *work, const struct law **ret_law)
{
    *ret_law = site_state(work->site, "law");
    return NULL;
}

/* columns: day, the law by which People's Committees act, amended */
static const struct {
    struct str day;
    struct str organisation;
    bool is_amended;
} rows[] = {
    {STR_INIT("2015-12-31"), STR_INIT(""),                                                                    false},
    {STR_INIT("2016-01-01"), STR_INIT("Luật Tổ chức chính quyền địa phương số 77/2015/QH13"),
     false                                                                                                         },
    {STR_INIT("2025-02-28"), STR_INIT("Luật Tổ chức chính quyền địa phương số 77/2015/QH13"),
     false                                                                                                         },
    {STR_INIT("2025-03-01"), STR_INIT("Luật Tổ chức chính quyền địa phương số 65/2025/QH15"),
     false                                                                                                         },
    {STR_INIT("2025-06-15"), STR_INIT("Luật Tổ chức chính quyền địa phương số 65/2025/QH15"),
     false                                                                                                         },
    {STR_INIT("2025-06-16"), STR_INIT("Luật Tổ chức chính quyền địa phương số 72/2025/QH15"),
     false                                                                                                         },
    {STR_INIT("2026-06-30"), STR_INIT("Luật Tổ chức chính quyền địa phương số 72/2025/QH15"),
     false                                                                                                         },
    {STR_INIT("2026-07-01"), STR_INIT("Luật Tổ chức chính quyền địa phương số 72/2025/QH15"), true },
};

static void the_day_of_the_paper_chooses_its_grounds(void **state)
{
    static const struct str kinds_of_case[] = {STR_INIT("khieu-nai"), STR_INIT("to-cao")};
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        town.site->law_now = law_of_files;
        for (size_t i = 0; i < COUNT(rows) * COUNT(kinds_of_case); i++) {
            size_t row = i / COUNT(kinds_of_case);
            struct matter matter = {.kind = kinds_of_case[i % COUNT(kinds_of_case)]};
            struct case_paper_law law;
            struct civil_date day;
            assert_true(date_from_iso(rows[row].day, &day));
            assert_no_fault(case_paper_law_on(test.work, &matter, day, &law));
            assert_str(law.organisation, rows[row].organisation);
            assert_int_equal(law.is_amended, rows[row].is_amended);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_day_of_the_paper_chooses_its_grounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
