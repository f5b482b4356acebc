/*
 * A table whose head spans: as CSV, as a workbook read back, as a paper whose words
 * poppler finds; and a head that spans what is not there.
 */
#include "civic/paper_make.h"
#include "civic/paper_testing.h"
#include "civic/sheet_grid.h"

static const struct grid_heading headings[] = {
    {STR_INIT("Đơn vị"),    0, 0, 2, 1},
    {STR_INIT("Thu hồi"),     0, 1, 1, 2},
    {STR_INIT("Tiền (Trđ)"), 1, 1, 1, 1},
    {STR_INIT("Đất (m2)"),   1, 2, 1, 1},
};

static const struct grid_cell cells[] = {
    {.text = STR_INIT("Xã Đồng Xuân, khu 1")},
    {                         .text = STR_INIT("12,5"),                     .number = 12500000, .decimals = 6, .is_number = true},
    {                                      .text = STR_INIT("318"),                                                                                  .number = 318, .is_number = true},
    {        .text = STR_INIT("Tổng số")},
    { .text = STR_INIT("-0,25"),                                            .number = -250000, .decimals = 6, .is_number = true},
    {                                                   .text = STR_INIT("0"),                        .number = 0, .is_number = true},
};

static struct grid grid_new(void)
{
    return (struct grid){.title = STR("Kết quả thi hành"),
                         .form = STR("Biểu số: 02/KQGQ"),
                         .summary = STR("Quý I năm 2022"),
                         .headings = headings,
                         .heading_count = COUNT(headings),
                         .head_rows = 2,
                         .columns = 3,
                         .cells = cells,
                         .rows = 2,
                         .has_total = true};
}

static void csv_names_each_column_by_the_headings_above_it(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct grid grid = grid_new();
    struct str bytes;
    (void)state;
    assert_no_fault(grid_sheet(&desk->work, &grid, SHEET_CSV, &bytes));
    assert_true(str_equal(bytes, STR("\xEF\xBB\xBF"
                                     "Đơn vị,Thu hồi: Tiền (Trđ),Thu hồi: Đất (m2)\r\n"
                                     "\"Xã Đồng Xuân, khu 1\",12.5,318\r\n"
                                     "Tổng số,-0.25,0\r\n")));
    arena_free(desk->arena);
}

/* What must be known of the numbers is in every file; the rest stays in its place. */
static void a_remark_is_in_every_file(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct paper_head head = {.issuer = STR("Huyện Thanh Ba"), .signed_on = DATE_NONE};
    struct grid grid = grid_new();
    struct str bytes;
    (void)state;
    grid.remark = STR("Kỳ theo quy định riêng");
    assert_no_fault(grid_sheet(&desk->work, &grid, SHEET_CSV, &bytes));
    assert_true(str_ends(bytes, STR("Tổng số,-0.25,0\r\nKỳ theo quy định riêng\r\n")));
    assert_no_fault(grid_sheet(&desk->work, &grid, SHEET_XLSX, &bytes));
    assert_has(paper_asked(desk, bytes, "unzip -p %s xl/sharedStrings.xml"),
               "Kỳ theo quy định riêng");
    assert_has(paper_asked(desk, bytes, "unzip -p %s xl/worksheets/sheet1.xml"),
               "<mergeCell ref=\"A5:A6\"/>");
    assert_no_fault(grid_paper(&desk->work, &grid, &head, &bytes));
    assert_has(paper_words(desk, bytes), "Quý I năm 2022. Kỳ theo quy định riêng");
    arena_free(desk->arena);
}

static void a_workbook_has_numbers_and_merged_headings(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct grid grid = grid_new();
    struct str bytes;
    struct str sheet;
    (void)state;
    assert_no_fault(grid_sheet(&desk->work, &grid, SHEET_XLSX, &bytes));
    sheet = paper_asked(desk, bytes, "unzip -p %s xl/worksheets/sheet1.xml");
    assert_has(sheet, "<mergeCell ref=\"A5:A6\"/>");
    assert_has(sheet, "<mergeCell ref=\"B5:C5\"/>");
    assert_has(sheet, "<v>12.5</v>");
    assert_has(sheet, "<v>318</v>");
    arena_free(desk->arena);
}

static void a_paper_has_form_title_head_and_total(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct paper_head head = {.superior = STR("Tỉnh Phú Thọ"),
                              .issuer = STR("Huyện Thanh Ba"),
                              .place = STR("Thanh Ba"),
                              .signed_on = date_ymd(2022, 4, 1),
                              .position = STR("CHỦ TỊCH"),
                              .signer = STR("Nguyễn Văn A (minh họa)")};
    struct grid grid = grid_new();
    struct str pdf;
    struct str words;
    (void)state;
    assert_no_fault(grid_paper(&desk->work, &grid, &head, &pdf));
    words = paper_words(desk, pdf);
    assert_has(words, "Biểu số: 02/KQGQ");
    assert_has(words, "KẾT QUẢ THI HÀNH");
    assert_has(words, "Thu hồi");
    assert_has(words, "12,5");
    assert_has(words, "Tổng số");
    assert_has(words, "Nguyễn Văn A (minh họa)");
    arena_free(desk->arena);
}

static void a_head_that_spans_what_is_not_there_is_refused(void **state)
{
    static const char *const broken[] = {
        "<c at=\"1\" w=\"3\" h=\"1\">A</c>",  /* four columns of three */
        "<c at=\"0\" w=\"0\" h=\"1\">A</c>",  /* none */
        "<c at=\"0\" w=\"1\" h=\"99\">A</c>", /* more rows than a head has */
        "<c at=\"0\" w=\"1\">A</c>",          /* how many rows? */
        "<c at=\"x\" w=\"1\" h=\"1\">A</c>",
    };
    /* in one work: a paper that fails hands on what it draws with */
    struct paper_desk *desk = paper_desk_new();
    (void)state;
    for (size_t i = 0; i < 3 * COUNT(broken); i++) {
        struct str pdf;
        const struct fault *fault =
            paper_make(&desk->work, STR("x"),
                       arena_printf(desk->arena,
                                    "<paper><x k=\"layout\">government</x>"
                                    "<x k=\"columns\"><c>1p l</c><c>1p r</c><c>1p r</c></x>"
                                    "<x k=\"head\">%s</x></paper>",
                                    broken[i % COUNT(broken)]),
                       PAPER_HOLDS, &pdf);
        assert_non_null(fault);
        assert_string_equal(fault->key, "paper.broken");
    }
    arena_free(desk->arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_names_each_column_by_the_headings_above_it),
        cmocka_unit_test(a_remark_is_in_every_file),
        cmocka_unit_test(a_workbook_has_numbers_and_merged_headings),
        cmocka_unit_test(a_paper_has_form_title_head_and_total),
        cmocka_unit_test(a_head_that_spans_what_is_not_there_is_refused),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
