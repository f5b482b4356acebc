/*
 * The register (sổ tiếp công dân): every column of Mẫu 03 out of the record, what is not in
 * it, and that 01/TCD counts what stands there.
 */
#include "reception_desk.h"

#include "civic/paper_testing.h"
#include "modules/petitions/petition.h"
#include "modules/reports/report.h"
#include "modules/reports/reports_web.h"
#include "text/number.h"

/* Circular 04/2021/TT-TTCP, Mẫu 03, and Decree 154/2026/NĐ-CP, Mẫu 03/TCD: the thirteen
 * columns, in their order, and what the record below says in each. */
static const struct {
    const char *circular;
    const char *decree;
    const char *cell;
} columns[] = {
    {"STT",                                                                                           "STT",                                               "1"                                       },
    {"Ngày tiếp",                                                                                  "Ngày tiếp",                                      NULL                                      },
    {"Họ tên, địa chỉ",                                                                       "Họ tên, địa chỉ",                           "Bùi Văn Mẫu, Khu 5 xã Đồng Xuân"},
    {"CCCD/Hộ chiếu",                                                                             "CCCD/Hộ chiếu",                                 "025088000123"                            },
    {"Nội dung vụ việc",                                                                        "Nội dung vụ việc",                            "Sửa mương khu 5"                     },
    {"Phân loại đơn",                                                                            "Loại đơn",                                      "Kiến nghị"                           },
    {"Số người",                                                                                 "Số người cùng nội dung",                    "2"                                       },
    {"Cơ quan đã giải quyết",                                                                  "Cơ quan đã giải quyết",                      "UBND xã Đồng Xuân"                  },
    {"Hướng xử lý: thụ lý",                                                                  "Thuộc thẩm quyền",                            "x"                                       },
    {"Hướng xử lý: trả lại đơn và hướng dẫn",                                       "Hướng dẫn đến cơ quan có thẩm quyền",
     "Phòng Kinh tế, 05/HD-BTCD"                                                                                                                                                                  },
    {"Hướng xử lý: chuyển đơn đến cơ quan, tổ chức, đơn vị có thẩm quyền", "Cơ quan, đơn vị thụ lý",
     "Phòng Hạ tầng, 06/PC-BTCD"                                                                                                                                                                },
    {"Theo dõi kết quả giải quyết",                                                          "Theo dõi kết quả giải quyết",              "Đang khảo sát"                       },
    {"Ghi chú",                                                                                      "Ghi chú",                                          "Có ảnh chụp"                        },
};

/* One cell of a line of CSV (RFC 4180), off the front of `rest`. */
static struct str take_cell(struct arena *arena, struct str *rest)
{
    struct str cell;
    if (!str_starts(*rest, STR("\"")))
        return str_cut(rest, ',');
    *rest = str_from(*rest, 1);
    cell = str_cut(rest, '"');
    while (rest->ptr && str_starts(*rest, STR("\""))) { /* a doubled quotation mark */
        *rest = str_from(*rest, 1);
        cell = arena_printf(arena, PRISTR "\"" PRISTR, STRARG(cell), STRARG(str_cut(rest, '"')));
    }
    (void)str_cut(rest, ',');
    return cell;
}

static struct str line_of(struct str text, size_t number)
{
    struct str rest = text;
    struct str line = str_cut_line(&rest);
    for (size_t i = 0; i < number; i++)
        line = str_cut_line(&rest);
    return line;
}

static void fills_every_column(struct visitor *clerk, const char *visit)
{
    visit_get(clerk, visit);
    visit_submit(clerk, visit, "state", "received", "address", "Khu 5 xã Đồng Xuân", "id_number",
                 "025088000123", "people", "2", "kind", "proposal", "content", "Sửa mương khu 5",
                 "decided_by", "UBND xã Đồng Xuân", "is_competent", "1", "guided_to",
                 "Phòng Kinh tế, 05/HD-BTCD", "handled_by", "Phòng Hạ tầng, 06/PC-BTCD", "outcome",
                 "Đang khảo sát", "note", "Có ảnh chụp", "answered", "1", NULL);
    assert_stored(clerk, visit);
}

/* A day on which the office receives, and whether the decree holds on it. */
struct day_of_form {
    int year, month, day;
    const char *iso;
    const char *vi;
    bool is_of_decree;
};

/* The clerk takes the visitor in; the address of the visit. */
static const char *takes_in(struct visitor *clerk, const struct day_of_form *day)
{
    visit_get(clerk, "/can-bo/tiep-dan");
    if (day->is_of_decree) /* the calendar of the demo has ended */
        visit_submit(clerk, "/can-bo/tiep-dan", "day", "0", "adhoc", "grave", "name", "Bùi Văn Mẫu",
                     NULL);
    else
        visit_submit(clerk, "/can-bo/tiep-dan", "name", "Bùi Văn Mẫu", NULL);
    visit_follow(clerk);
    return link_of(clerk, day->is_of_decree ? "Bùi Văn Mẫu" : "1");
}

/* It stands in the record as it was typed. */
static void assert_record(struct visitor *clerk, const char *visit)
{
    visit_get(clerk, visit);
    assert_field(clerk, "decided_by", "UBND xã Đồng Xuân");
    assert_field(clerk, "guided_to", "Phòng Kinh tế, 05/HD-BTCD");
    assert_field(clerk, "handled_by", "Phòng Hạ tầng, 06/PC-BTCD");
    assert_field(clerk, "outcome", "Đang khảo sát");
    assert_field(clerk, "note", "Có ảnh chụp");
}

static void assert_table(struct visitor *clerk, const struct day_of_form *day)
{
    struct str headings = line_of(clerk->body, 0);
    struct str row = line_of(clerk->body, 1);
    if (str_starts(headings, STR("\xef\xbb\xbf")))
        headings = str_from(headings, 3);
    for (size_t i = 0; i < COUNT(columns); i++) {
        struct str cell;
        assert_str(take_cell(clerk->jar, &headings),
                   str_from_c(day->is_of_decree ? columns[i].decree : columns[i].circular));
        cell = take_cell(clerk->jar, &row);
        if (columns[i].cell)
            assert_str(cell, str_from_c(columns[i].cell));
        else
            assert_true(str_equal(cell, str_from_c(day->vi)) ||
                        str_equal(cell, str_from_c(day->iso)));
    }
    assert_true(headings.len == 0 && row.len == 0);
}

/* The register of the day as a table, on the page and on paper. */
static void assert_register(struct visitor *clerk, const struct day_of_form *day)
{
    const char *span = arena_printf(clerk->jar, "?tu=%s&den=%s", day->iso, day->iso).ptr;
    struct paper_desk desk = {.arena = clerk->jar};
    struct str words;
    visit_get(clerk, below(clerk, "/can-bo/tiep-dan/so.csv", span));
    assert_table(clerk, day);
    visit_get(clerk, below(clerk, "/can-bo/tiep-dan/so", span));
    for (size_t i = 2; i < COUNT(columns); i++)
        assert_page_has(clerk, columns[i].cell);
    visit_get(clerk, below(clerk, "/can-bo/tiep-dan/so.pdf", span));
    words = paper_cells(&desk, clerk->body);
    assert_has(words, "025088000123");
    assert_has(words, "Đang khảo sát");
    assert_has(words, "Có ảnh chụp");
}

static void every_column_of_the_form_comes_out_of_the_record(void **state)
{
    static const struct day_of_form days[] = {
        {2022, 3, 8, "2022-03-08", "08/03/2022", false},
        {2026, 7, 7, "2026-07-07", "07/07/2026", true },
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        for (size_t d = 0; d < COUNT(days); d++) {
            struct visitor *clerk;
            const char *visit;
            go_to(&site, date_ymd(days[d].year, days[d].month, days[d].day), 8);
            clerk = sign_in(&site, "tiepdan");
            visit = takes_in(clerk, &days[d]);
            fills_every_column(clerk, visit);
            assert_record(clerk, visit);
            assert_register(clerk, &days[d]);
        }
    }
}

/* Whoever went home before is in no register; who was refused is, with the ground. */
static void who_left_is_not_in_it_and_who_was_refused_is_with_the_ground(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Đinh Bỏ Về");
        struct visitor *clerk = desk.clerk;
        visit_submit(clerk, desk.visit, "state", "left", NULL);
        visit_get(clerk, "/can-bo/tiep-dan");
        visit_submit(clerk, "/can-bo/tiep-dan", "name", "Lò Bị Từ Chối", NULL);
        visit_follow(clerk);
        visit_get(clerk, link_of(clerk, "2"));
        visit_submit(clerk, "", "state", "refused", "refusal", "refusal_threat", NULL);
        assert_status(clerk, 303);
        visit_get(clerk, "/can-bo/tiep-dan/so?tu=2022-03-08&den=2022-03-08");
        assert_page_lacks(clerk, "Đinh Bỏ Về");
        assert_page_has(clerk, "Lò Bị Từ Chối");
        assert_page_has(clerk, "khoản 2 Điều 9");
    }
}

/* Nobody is given a part of the register for the whole of it. */
static void a_register_that_is_too_long_is_refused_and_not_cut(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Bùi Văn Mẫu");
        struct str many =
            STR("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 19999)"
                " INSERT INTO reception_visit (id, office_id, came_on, number, state, is_first,"
                " adhoc, name, address, id_number, phone, people, kind, content, decided_by,"
                " is_competent, guided_to, handled_by, outcome, note, refusal, conclusion, came_at,"
                " version) SELECT n.i, v.office_id, '2022-03-09', 0, 'received', 0, '', '', '', '',"
                " '', 1, '', '', '', 0, '', '', '', '', '', '', n.i, 0"
                " FROM n CROSS JOIN (SELECT MIN(office_id) AS office_id FROM reception_visit"
                "   WHERE came_on = '2022-03-08') v");
        static const char *const pages[] = {"so", "so.csv", "so.xlsx", "so.pdf"};
        visit_submit(desk.clerk, desk.visit, "state", "received", "kind", "proposal", "content",
                     "Sửa mương", "answered", "1", NULL);
        visit_get(desk.clerk, "/can-bo/tiep-dan/so.csv?tu=2022-03-08&den=2022-03-09");
        assert_status(desk.clerk, 200);
        assert_no_fault(db_write(site.work, db_testing_script, &many));
        for (size_t i = 0; i < COUNT(pages); i++) {
            visit_get(desk.clerk, arena_printf(site.arena,
                                               "/can-bo/tiep-dan/%s?tu=2022-03-08"
                                               "&den=2022-03-09",
                                               pages[i])
                                      .ptr);
            assert_status(desk.clerk, 413);
            assert_page_has(desk.clerk, "khoảng thời gian ngắn hơn");
        }
    }
}

/* ---- the forms of the inspectorate ---- */

/* Rows of the register of the span and the people in them, of who was received. */
static void count_register(struct visitor *clerk, const char *span, int64_t *ret_visits,
                           int64_t *ret_people)
{
    struct str rest;
    *ret_visits = *ret_people = 0;
    visit_get(clerk, below(clerk, "/can-bo/tiep-dan/so.csv?", span));
    rest = clerk->body;
    (void)str_cut_line(&rest);
    while (rest.ptr) {
        struct str line = str_cut_line(&rest);
        struct str cells[COUNT(columns)];
        int64_t people;
        if (line.len == 0)
            continue;
        for (size_t i = 0; i < COUNT(columns); i++)
            cells[i] = take_cell(clerk->jar, &line);
        if (str_find(cells[12], STR("Điều 9"), 0) >= 0)
            continue;
        assert_true(str_to_int64(cells[6], &people));
        *ret_visits += 1;
        *ret_people += people;
    }
}

static void comes(struct visitor *clerk, const char *number, const char *people, const char *kind)
{
    bool is_crowd = strcmp(people, "6") == 0;
    visit_get(clerk, "/can-bo/tiep-dan");
    visit_submit(clerk, "/can-bo/tiep-dan", "name", "Người Mẫu", "people", people, NULL);
    visit_follow(clerk);
    visit_get(clerk, link_of(clerk, number));
    visit_submit(clerk, "", "state", "received", "kind", kind, "content", "Nội dung của họ",
                 "representatives", is_crowd ? "Một Người" : "", "answered", "1", NULL);
    assert_status(clerk, 303);
}

/* 01/TCD counts the visits of who was received, their people and the groups: as many as
 * the register has, a denouncer among them. */
static void the_form_of_the_inspectorate_counts_what_stands_in_the_register(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Lò Bị Từ Chối");
        struct visitor *clerk = desk.clerk;
        const char *span = "tu=2022-03-08&den=2022-03-31"; /* the demo has some before */
        struct report report;
        struct unit unit;
        int64_t visits;
        int64_t people;
        visit_submit(clerk, desk.visit, "state", "refused", "refusal", "refusal_threat", NULL);
        comes(clerk, "2", "1", "feedback");
        comes(clerk, "3", "6", "proposal");
        comes(clerk, "4", "2", "complaint");
        count_register(clerk, span, &visits, &people);
        assert_int_equal(visits, 3);
        assert_int_equal(people, 9);
        site.work->actor = &actor_system;
        assert_no_fault(site_unit(site.work, &unit));
        db_release(site.work);
        assert_no_fault(
            report_count(site.work, forms_named(forms_of(site.work), STR("01-tcd-2024")), unit.id,
                         (struct span){date_ymd(2022, 3, 8), date_ymd(2022, 3, 31)}, &report));
        /* column 1: visits; 2: people */
        assert_int_equal(report.total.amounts[0], visits);
        assert_int_equal(report.total.amounts[1], people);
        db_release(site.work);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_column_of_the_form_comes_out_of_the_record),
        cmocka_unit_test(who_left_is_not_in_it_and_who_was_refused_is_with_the_ground),
        cmocka_unit_test(a_register_that_is_too_long_is_refused_and_not_cut),
        cmocka_unit_test(the_form_of_the_inspectorate_counts_what_stands_in_the_register),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
