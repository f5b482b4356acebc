/*
 * Number series as an administrator meets them: numbers given on paper before the program
 * came, behind which every paper goes on; what is void; what is wrong, at its field.
 */
#include "petition_paper_story.h"

#include "civic/series.h"
#include "civic/unit.h"
#include "modules/library/library_rules.h"
#include "modules/petitions/case_paper.h"

#define PAGE "/quan-tri/so-van-ban"
#define DISTRICT "huyen-thanh-ba"

/* `last` notices of the district's `body` in 2022 were given on paper. */
static void say_paper(struct visitor *an, const char *body, const char *last)
{
    visit_get(an, PAGE);
    visit_submit(an, PAGE, "unit", DISTRICT, "body", body, "kind", "thong-bao", "year", "2022",
                 "last", last, NULL);
}

static void assert_said(struct visitor *an, const char *body, const char *last)
{
    say_paper(an, body, last);
    assert_leads_to(an, PAGE "?da=ghi");
    visit_follow(an);
    assert_page_has(an, "Đã ghi. Văn bản tiếp theo");
}

/* A notice of the library takes the next number of `body`. */
static void assert_next(struct visitor *approver, const char *body, const char *number)
{
    const char *edit;
    visit_get(approver, "/can-bo/van-ban/moi");
    visit_submit(approver, "/can-bo/van-ban/moi", "kind", "thong-bao", "title", "Thông báo lấy số",
                 "issuer", "UBND", "signed_on", "3/3/2022", NULL);
    edit = led_to(approver);
    visit_get(approver, edit);
    visit_submit(approver, below(approver, edit, "/so"), "symbol", body, NULL);
    assert_status(approver, 303);
    visit_get(approver, edit);
    assert_field(approver, "number", number);
}

/* Decree 30/2020/NĐ-CP, article 15, clause 1: one row of numbers a year, body and kind. */
static void a_document_goes_on_behind_the_paper_book(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *approver = sign_in(&site, "duyet");
        visit_get(an, "/quan-tri");
        assert_link(an, PAGE);
        assert_no_dead_links(an);
        assert_said(an, "ubnd", "41");
        assert_said(an, "HĐND", "7");
        /* kind and body stand apart, though they are counted under one key */
        assert_page_has(an, "HĐND Thông báo (TB) 2022 7 0 Không có");
        assert_page_lacks(an, "TB-HĐND");
        assert_no_dead_links(an);
        assert_next(approver, "UBND", "42/TB-UBND");
        assert_next(approver, "HĐND", "08/TB-HĐND");
        visit_get(an, PAGE "?don-vi=" DISTRICT);
        assert_page_has(an, "UBND Thông báo (TB) 2022 42 1 Không có");
        visit_get(an, PAGE "?don-vi=" DISTRICT "&truoc=1");
        assert_page_has(an, "Chưa có sổ nào.");
        visit_get(an, "/quan-tri/nhat-ky");
        assert_page_has(an, "Ghi số văn bản đã cấp trên giấy Thông báo (TB), UBND, 2022: 41");
        visit_get(an, PAGE "?lang=en");
        assert_page_has(an, "Last number on paper");
    }
}

static void a_paper_of_a_case_goes_on_behind_the_paper_book(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = accept_complaint(&site, clerk, leader);
        const char *paper = paper_of(clerk, sent, NOTICE);
        assert_said(sign_in(&site, "quantri"), "UBND", "41");
        issue(clerk, paper);
        visit_get(clerk, pdf_of(clerk, paper));
        assert_says(clerk, "Số: 42/TB-UBND", true);
    }
}

static void a_slip_is_mended_until_the_program_has_given_the_number(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *approver = sign_in(&site, "duyet");
        assert_said(an, "UBND", "410");
        assert_said(an, "UBND", "41");
        assert_next(approver, "UBND", "42/TB-UBND");
        say_paper(an, "UBND", "42");
        assert_status(an, 422);
        assert_field_error(an, "last", "Chương trình đã cấp đến số 42 của sổ này");
        assert_field(an, "last", "42");
        assert_field(an, "body", "UBND");
        assert_field(an, "kind", "thong-bao");
        assert_next(approver, "UBND", "43/TB-UBND");
    }
}

static void what_is_wrong_is_said_at_its_field(void **state)
{
    /* columns: unit, body, kind, year, last, the field that is wrong, what is said */
    static const struct {
        const char *unit;
        const char *body;
        const char *kind;
        const char *year;
        const char *last;
        const char *field;
        const char *words;
    } rows[] = {
        {"khong-co", "UBND",                "thong-bao", "2022", "41",     "unit", "Không có đơn vị này"},
        {"",         "UBND",                "thong-bao", "2022", "41",     "unit", "Xin chọn một mục"    },
        {DISTRICT,   "",                    "thong-bao", "2022", "41",     "body", "Xin điền"               },
        {DISTRICT,   "Ủy ban nhân dân", "thong-bao", "2022", "41",     "body", "chữ viết tắt in hoa" },
        {DISTRICT,   "TB/UBND",             "thong-bao", "2022", "41",     "body", "chữ viết tắt in hoa" },
        {DISTRICT,   "hđnd",               "thong-bao", "2022", "41",     "body", "chữ viết tắt in hoa" },
        {DISTRICT,   "UBND",                "",          "2022", "41",     "kind", "Xin chọn một mục"    },
        {DISTRICT,   "UBND",                "thu-tay",   "2022", "41",     "kind", "Xin chọn một mục"    },
        {DISTRICT,   "UBND",                "thong-bao", "2023", "41",     "year", "năm 2022"                 },
        {DISTRICT,   "UBND",                "thong-bao", "22",   "41",     "year", "2000"                      },
        {DISTRICT,   "UBND",                "thong-bao", "2022", "",       "last", "Xin điền"               },
        {DISTRICT,   "UBND",                "thong-bao", "2022", "-1",     "last", "0"                         },
        {DISTRICT,   "UBND",                "thong-bao", "2022", "bốn",  "last", "số"                      },
        {DISTRICT,   "UBND",                "thong-bao", "2022", "100000", "last", "99999"                     },
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        for (size_t i = 0; i < COUNT(rows); i++) {
            visit_get(an, PAGE);
            assert_field(an, "year", "2022");
            visit_post(an, PAGE, "unit", rows[i].unit, "body", rows[i].body, "kind", rows[i].kind,
                       "year", rows[i].year, "last", rows[i].last, NULL);
            assert_status(an, 422);
            assert_field_error(an, rows[i].field, rows[i].words);
            assert_field(an, "body", rows[i].body);
            assert_field(an, "year", rows[i].year);
            assert_field(an, "last", rows[i].last);
        }
        /* all at once */
        visit_get(an, PAGE);
        visit_submit(an, PAGE, "body", "hđnd", "last", "", NULL);
        assert_field_error(an, "body", "in hoa");
        assert_field_error(an, "kind", "Xin chọn");
        assert_field_error(an, "last", "Xin điền");
        visit_get(an, PAGE);
        assert_page_has(an, "Chưa có sổ nào.");
    }
}

/* Every kind that takes a number stands in the list, but those that only the centre makes. */
static bool is_central(struct str letters)
{
    static const char *const central[] = {"PL", "NĐ", "TT", "TTLT", "NQLT"};
    for (size_t i = 0; i < COUNT(central); i++)
        if (str_equal(letters, str_from_c(central[i])))
            return true;
    return false;
}

static void assert_offered(struct visitor *an, const char *letters)
{
    if (letters && letters[0] && !is_central(str_from_c(letters)))
        assert_page_has(an, arena_printf(an->jar, "(%s)", letters).ptr);
}

static void every_kind_that_takes_a_number_is_offered(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        visit_get(an, PAGE);
        for (size_t i = 0; i < document_kind_count; i++)
            assert_offered(an, document_kinds[i].abbreviation);
        for (size_t i = 0; i < CASE_PAPERS; i++)
            assert_offered(an, case_papers[i].abbreviation);
        assert_page_has(an, "Công văn");
        assert_page_has(an, "Bản sao (SAO)");
    }
}

#define VOID PAGE "/huy"

static void try_void(struct visitor *an, const char *symbol, const char *reason)
{
    visit_get(an, VOID);
    visit_submit(an, VOID, "unit", DISTRICT, "year", "2022", "symbol", symbol, "reason", reason,
                 NULL);
}

/* Decree 30/2020/NĐ-CP, article 15: no number is given twice; what is void stays on record. */
static void a_number_that_stands_on_no_paper_is_made_void(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *edit;
        assert_next(approver, "UBND", "01/TB-UBND");
        edit = arena_c(approver->jar, arena_copy(approver->jar, approver->path));
        try_void(an, "01/TB-UBND", "Lấy nhầm loại");
        assert_status(an, 422);
        assert_field_error(an, "symbol", "Còn văn bản mang số này");
        assert_field(an, "reason", "Lấy nhầm loại");
        visit_submit(approver, edit, "number", "", NULL);
        assert_status(approver, 303);
        try_void(an, "01/TB-UBND", "");
        assert_field_error(an, "reason", "Xin điền");
        try_void(an, "09/TB-UBND", "Lấy nhầm loại");
        assert_field_error(an, "symbol", "không cấp số ấy");
        try_void(an, "01/TB-UBND", "Lấy nhầm loại");
        assert_leads_to(an, PAGE "?da=huy");
        visit_follow(an);
        assert_page_has(an, "Đã hủy số.");
        assert_page_has(an, "UBND Thông báo (TB) 2022 1 1 1 01/TB-UBND, ");
        assert_no_dead_links(an);
        try_void(an, "01/TB-UBND", "Lấy nhầm loại");
        assert_field_error(an, "symbol", "đã hủy rồi");
        visit_get(an, "/quan-tri/nhat-ky");
        assert_page_has(an, "Hủy số văn bản 01/TB-UBND (2022): Lấy nhầm loại");
        assert_next(approver, "UBND", "02/TB-UBND");
    }
}

static void the_number_of_a_paper_of_a_case_is_not_made_void_here(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = accept_complaint(&site, clerk, leader);
        const char *paper = paper_of(clerk, sent, NOTICE);
        issue(clerk, paper);
        try_void(an, "01/TB-UBND", "Ban hành nhầm");
        assert_field_error(an, "symbol", "Còn văn bản mang số này");
        /* nor is that of a copy, whose numbers go on behind the paper book as well */
        visit_get(an, PAGE);
        visit_submit(an, PAGE, "unit", DISTRICT, "body", "UBND", "kind", "ban-sao", "last", "6",
                     NULL);
        assert_status(an, 303);
        visit_get(clerk, below(clerk, paper, "/sao"));
        visit_submit(clerk, below(clerk, paper, "/sao"), "form", "sao-y", "position",
                     "Chánh Văn phòng", "signer", "Lê Thị Hồng Ngữ", NULL);
        visit_follow(clerk);
        assert_page_has(clerk, "07/SY-UBND");
        try_void(an, "07/SY-UBND", "Ban hành nhầm");
        assert_field_error(an, "symbol", "Còn văn bản mang số này");
        /* the recall of the paper voids its number */
        visit_get(clerk, below(clerk, paper, "/thu-hoi"));
        visit_submit(clerk, below(clerk, paper, "/thu-hoi"), "reason", "Ghi sai diện tích", NULL);
        visit_get(leader, below(leader, paper, "/thu-hoi"));
        visit_submit(leader, below(leader, paper, "/thu-hoi"), "do", "agree", NULL);
        assert_status(leader, 303);
        try_void(an, "01/TB-UBND", "Ban hành nhầm");
        assert_field_error(an, "symbol", "đã hủy rồi");
        visit_get(an, PAGE);
        assert_page_has(an, "UBND Thông báo (TB) 2022 1 1 1 01/TB-UBND, ");
    }
}

/* A number of `unit_id` that was given and is void. */
static const struct fault *give_and_void(struct work *work, void *context)
{
    struct series series = {.unit_id = *(int64_t *)context,
                            .period = 2022,
                            .counts = STR("BC"),
                            .kind = STR("BC"),
                            .issuer = STR("UBND")};
    struct series_number number;
    const struct fault *fault = series_issue(work, &series, STR("Báo cáo"), &number);
    return fault ? fault : series_void(work, number.series_id, number.number, STR("Lý do kín"));
}

static void series_of_others_are_not_ones_to_see_or_change(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *tam;
        struct account account;
        struct unit district;
        unit_list communes;
        assert_no_fault(unit_by_slug(site.work, STR(DISTRICT), &district));
        assert_no_fault(unit_children(site.work, district.id, &communes));
        assert_no_fault(account_by_login(site.work, STR("congdan"), &account));
        tam = sign_in(&site, "congdan");
        visit_get(tam, PAGE);
        assert_status(tam, 403);
        assert_no_fault(
            account_grant(site.work, account.id, ROLE_ADMINISTRATOR, communes.items[0].id));
        assert_no_fault(db_write(site.work, give_and_void, &communes.items[0].id));
        assert_said(an, "UBND", "41");
        /* why it is void stands with the paper, which may be sealed */
        assert_page_has(an, "UBND Báo cáo (BC) 2022 1 1 1 01/BC-UBND, ");
        assert_page_lacks(an, "Lý do kín");
        visit_get(an, PAGE "?don-vi=" DISTRICT);
        assert_page_lacks(an, "01/BC-UBND");
        tam = sign_in(&site, "congdan");
        visit_get(tam, PAGE);
        assert_page_has(tam, "01/BC-UBND");
        assert_page_lacks(tam, "UBND Thông báo (TB)");
        visit_get(tam, PAGE "?don-vi=" DISTRICT);
        assert_page_has(tam, "Chưa có sổ nào.");
        visit_get(tam, PAGE);
        visit_post(tam, PAGE, "unit", DISTRICT, "body", "UBND", "kind", "bao-cao", "year", "2022",
                   "last", "5", NULL);
        assert_status(tam, 403);
        visit_get(an, PAGE "?don-vi=" DISTRICT);
        assert_page_lacks(an, "UBND Báo cáo (BC)");
        assert_next(sign_in(&site, "duyet"), "UBND", "42/TB-UBND");
        visit_get(tam, VOID);
        visit_post(tam, VOID, "unit", DISTRICT, "year", "2022", "symbol", "42/TB-UBND", "reason",
                   "Không phải việc của tôi", NULL);
        assert_status(tam, 403);
    }
}

/* One series of the unit in each of 51 years; a page holds 50. */
static const struct fault *fill_many(struct work *work, void *context)
{
    struct series series = {.unit_id = *(int64_t *)context, .counts = STR("BC")};
    const struct fault *fault = NULL;
    for (series.period = 1971; !fault && series.period <= 2021; series.period++)
        fault = series_continue(work, &series, 1);
    return fault;
}

static void a_long_list_goes_on_and_stays_with_its_unit(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct unit district;
        unit_list communes;
        assert_no_fault(unit_by_slug(site.work, STR(DISTRICT), &district));
        assert_no_fault(unit_children(site.work, district.id, &communes));
        assert_no_fault(db_write(site.work, give_and_void, &communes.items[0].id));
        assert_no_fault(db_write(site.work, fill_many, &district.id));
        visit_get(an, PAGE "?don-vi=" DISTRICT);
        assert_field(an, "don-vi", DISTRICT);
        assert_int_equal(times(an, "UBND Báo cáo (BC)"), 50);
        visit_get(an, arena_c(an->jar, visit_link(an, "Cũ hơn")));
        assert_int_equal(times(an, "UBND Báo cáo (BC)"), 1);
        assert_page_has(an, "UBND Báo cáo (BC) 1971 1 0 Không có");
        visit_get(an, PAGE);
        visit_get(an, arena_c(an->jar, visit_link(an, "Cũ hơn")));
        assert_int_equal(times(an, "UBND Báo cáo (BC)"), 2);
        assert_no_dead_links(an);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_goes_on_behind_the_paper_book),
        cmocka_unit_test(a_paper_of_a_case_goes_on_behind_the_paper_book),
        cmocka_unit_test(a_slip_is_mended_until_the_program_has_given_the_number),
        cmocka_unit_test(what_is_wrong_is_said_at_its_field),
        cmocka_unit_test(every_kind_that_takes_a_number_is_offered),
        cmocka_unit_test(a_number_that_stands_on_no_paper_is_made_void),
        cmocka_unit_test(the_number_of_a_paper_of_a_case_is_not_made_void_here),
        cmocka_unit_test(a_long_list_goes_on_and_stays_with_its_unit),
        cmocka_unit_test(series_of_others_are_not_ones_to_see_or_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
