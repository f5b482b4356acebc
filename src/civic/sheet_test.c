/*
 * One description, two files. The XLSX is opened with unzip and read as the XML
 * of ISO/IEC 29500.
 */
#include "civic/sheet.h"

#include "base/file.h"
#include "base/testing.h"
#include "civic/site.h"
#include "text/message.h"
#include "text/xml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct row {
    struct str name;
    struct civil_date day;
    struct instant at;
    int64_t people;
    struct code_number id;
    bool ours;
    struct list topics;
    struct html body;
};

static SHAPE(row_shape, struct row, FIELD(struct row, name), FIELD(struct row, day),
             FIELD(struct row, at), FIELD(struct row, people), FIELD(struct row, id),
             FIELD(struct row, ours), LIST(struct row, topics, text_shape),
             FIELD(struct row, body));

static const struct sheet_column columns[] = {
    {"col.name",   "name",   30},
    {"col.day",    "day",    12},
    {"col.at",     "at",     18},
    {"col.people", "people", 0 },
    {"col.id",     "id",     0 },
    {"col.ours",   "ours",   4 },
    {"col.topics", "topics", 30},
};

static const struct sheet people = {
    .title = "table.title", .shape = &row_shape, .columns = columns, .count = COUNT(columns)};

static const struct asset words[] = {
    {STR_INIT("locale/vi/test.txt"),
     STR_INIT("table.title = Sổ tiếp công dân: A&B [2022]\n"
              "col.name = Họ và tên\ncol.day = Ngày\ncol.at = Lúc\ncol.people = Số người\n"
              "col.id = Mã\ncol.ours = Thuộc thẩm quyền\ncol.topics = Nội dung\n")},
};

struct desk {
    struct arena *arena;
    struct site site;
    struct work work;
    struct instant now;
};

static struct desk *desk_new(void)
{
    struct arena *arena = arena_new();
    struct desk *desk = ARENA_NEW(arena, struct desk);
    desk->arena = arena;
    desk->now = date_start(date_ymd(2022, 3, 6));
    desk->work =
        (struct work){.arena = arena, .clock = clock_fixed(&desk->now), .site = &desk->site};
    assert_no_fault(messages_load_from(arena, words, COUNT(words), &desk->site.messages));
    return desk;
}

static const struct str topics[] = {STR_INIT("Đất đai"), STR_INIT("Môi trường")};

static const struct row rows[] = {
    {
     .name = STR_INIT("=HYPERLINK(\"http://x\")"),
     .day = {19057},                                /* 2022-03-06 */
        .at = {INT64_C(1646526600) * 1000000},                        /* 07:30 in Viet Nam */
        .people = 1200,
     .id = {123456789012345678},
     .ours = true,
     .topics = {topics, 2, sizeof(topics[0])},
     },
    {.name = STR_INIT("Nguyễn Thị \"Ổ\", <xã>"),                   .day = {INT32_MIN},                                  .people = -5                                          },
    {.name = STR_INIT("@SUM(A1)"),                                                  .day = {-36524}, .people = INT64_MAX}, /* 1870-01-01 */
};

static const struct list all_rows = {rows, COUNT(rows), sizeof(rows[0])};

/* OWASP, CSV Injection; RFC 4180 for quotes. */
static void csv_has_a_mark_iso_dates_and_no_formula(void **state)
{
    struct desk *desk = desk_new();
    struct str bytes;
    (void)state;
    assert_no_fault(sheet_write(&desk->work, &people, SHEET_CSV, all_rows, &bytes));
    assert_str(bytes, STR("\xEF\xBB\xBFHọ và tên,Ngày,Lúc,Số người,Mã,Thuộc thẩm quyền,Nội dung\r\n"
                          "\"'=HYPERLINK(\"\"http://x\"\")\",2022-03-06,2022-03-06T00:30:00Z,1200,"
                          "123456789012345678,x,Đất đai; Môi trường\r\n"
                          "\"Nguyễn Thị \"\"Ổ\"\", <xã>\",,,-5,0,,\r\n"
                          "'@SUM(A1),1870-01-01,,9223372036854775807,0,,\r\n"));
    arena_free(desk->arena);
}

/* One part of the package, read with unzip. */
static struct str part(struct desk *desk, struct str book, const char *name)
{
    const char *path = testing_file(desk->arena, book);
    char bytes[65536];
    struct buf out = buf_init(desk->arena, 1024 * 1024);
    FILE *pipe;
    size_t got;
    pipe = popen(arena_printf(desk->arena, "unzip -p %s '%s'", path, name).ptr, "r");
    assert_non_null(pipe);
    while ((got = fread(bytes, 1, sizeof(bytes), pipe)) > 0)
        buf_add(&out, (struct str){bytes, got});
    assert_int_equal(pclose(pipe), 0);
    return buf_str(&out);
}

static bool holds(struct str text, const char *needle)
{
    if (str_find(text, str_from_c(needle), 0) >= 0)
        return true;
    print_error("no %s in\n" PRISTR "\n", needle, STRARG(text));
    return false;
}

/* 2022-03-06 is day 44626 since 1899-12-30; half past seven is 0.3125 of a day. */
static void xlsx_has_real_dates_numbers_and_text(void **state)
{
    struct desk *desk = desk_new();
    struct str book;
    struct str sheet;
    const struct xml_node *root;
    (void)state;
    assert_no_fault(sheet_write(&desk->work, &people, SHEET_XLSX, all_rows, &book));
    sheet = part(desk, book, "xl/worksheets/sheet1.xml");
    assert_no_fault(xml_read(desk->arena, sheet, &root));
    assert_true(holds(sheet, "<v>44626</v>"));
    assert_true(holds(sheet, "<v>44626.3125</v>"));
    assert_true(holds(sheet, "<v>1200</v>"));
    assert_true(holds(sheet, "<v>-5</v>"));
    assert_true(holds(sheet, "=HYPERLINK("));
    assert_true(str_find(sheet, STR("<f>"), 0) < 0); /* no formula anywhere */
    assert_true(holds(sheet, "123456789012345678"));
    assert_true(holds(sheet, "1870-01-01"));
    assert_true(holds(sheet, "9223372036854775807"));
    assert_true(holds(sheet, "Đất đai; Môi trường"));
    arena_free(desk->arena);
}

static void xlsx_prints_on_a4_across_with_headings_on_every_page(void **state)
{
    struct desk *desk = desk_new();
    struct str book;
    struct str sheet;
    struct str workbook;
    (void)state;
    assert_no_fault(sheet_write(&desk->work, &people, SHEET_XLSX, all_rows, &book));
    sheet = part(desk, book, "xl/worksheets/sheet1.xml");
    workbook = part(desk, book, "xl/workbook.xml");
    assert_true(holds(sheet, "paperSize=\"9\""));
    assert_true(holds(sheet, "orientation=\"landscape\""));
    assert_true(holds(sheet, "ySplit=\"1\""));
    assert_true(holds(sheet, "A&amp;&amp;B"));
    assert_true(holds(workbook, "_xlnm.Print_Titles"));
    assert_true(holds(workbook, "$1:$1"));
    assert_true(holds(workbook, "name=\"Sổ tiếp công dân  A&amp;B  2022"));
    arena_free(desk->arena);
}

static void the_same_rows_give_the_same_workbook(void **state)
{
    struct desk *desk = desk_new();
    struct str first;
    struct str second;
    (void)state;
    assert_no_fault(sheet_write(&desk->work, &people, SHEET_XLSX, all_rows, &first));
    assert_no_fault(sheet_write(&desk->work, &people, SHEET_XLSX, all_rows, &second));
    assert_true(str_equal(first, second));
    arena_free(desk->arena);
}

static void a_text_longer_than_a_cell_is_cut_and_an_empty_table_stands(void **state)
{
    struct desk *desk = desk_new();
    size_t length = 40000;
    char *letters = arena_alloc_raw(desk->arena, length);
    struct row row = {
        .name = {letters, length},
          .day = DATE_NONE
    };
    struct str book;
    struct str sheet;
    (void)state;
    memset(letters, 'a', length);
    assert_no_fault(
        sheet_write(&desk->work, &people, SHEET_XLSX, (struct list){&row, 1, sizeof(row)}, &book));
    sheet = part(desk, book, "xl/worksheets/sheet1.xml");
    assert_true(str_find(sheet, (struct str){letters, 32767}, 0) > 0);
    assert_true(str_find(sheet, (struct str){letters, 32768}, 0) < 0);
    assert_no_fault(
        sheet_write(&desk->work, &people, SHEET_XLSX, (struct list){NULL, 0, sizeof(row)}, &book));
    assert_true(holds(part(desk, book, "xl/worksheets/sheet1.xml"), "Họ và tên"));
    arena_free(desk->arena);
}

static void a_column_without_a_cell_is_not_sound(void **state)
{
    const struct sheet_column unknown = {"col.name", "nobody", 0};
    const struct sheet_column markup = {"col.name", "body", 0};
    struct sheet sheet = people;
    (void)state;
    assert_true(sheet_is_sound(&people));
    sheet.count = 1;
    sheet.columns = &unknown;
    assert_false(sheet_is_sound(&sheet));
    sheet.columns = &markup;
    assert_false(sheet_is_sound(&sheet));
}

/* What the program has open without a name. */
static void assert_nameless_files_are_in_memory(struct arena *arena)
{
    int scratch = 0;
    for (int descriptor = 3; descriptor < 256; descriptor++) {
        char target[4096] = "";
        struct str link = arena_printf(arena, "/proc/self/fd/%d", descriptor);
        if (readlink(link.ptr, target, sizeof(target) - 1) < 0 || !strstr(target, "(deleted)"))
            continue;
        if (strncmp(target, "/memfd:", 7) != 0 && strncmp(target, "/dev/shm/", 9) != 0)
            fail_msg("%s", target);
        scratch += strncmp(target, "/dev/shm/", 9) == 0;
    }
    assert_true(scratch > 0);
}

static void what_a_register_says_does_not_come_to_a_disk(void **state)
{
    struct desk *desk = desk_new();
    struct sheet_out *out;
    struct str book;
    const char *place = arena_printf(desk->arena, "%s", testing_place()).ptr;
    (void)state;
    setenv("TMPDIR", "/var/tmp", 1); /* which is on a disk */
    assert_no_fault(sheet_begin(&desk->work, &people, SHEET_XLSX, &out));
    for (size_t i = 0; i < COUNT(rows); i++)
        sheet_add(out, &rows[i]);
    assert_nameless_files_are_in_memory(desk->arena);
    assert_no_fault(sheet_end(out, &book));
    setenv("TMPDIR", place, 1);
    arena_free(desk->arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_has_a_mark_iso_dates_and_no_formula),
        cmocka_unit_test(xlsx_has_real_dates_numbers_and_text),
        cmocka_unit_test(xlsx_prints_on_a4_across_with_headings_on_every_page),
        cmocka_unit_test(the_same_rows_give_the_same_workbook),
        cmocka_unit_test(what_a_register_says_does_not_come_to_a_disk),
        cmocka_unit_test(a_text_longer_than_a_cell_is_cut_and_an_empty_table_stands),
        cmocka_unit_test(a_column_without_a_cell_is_not_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
