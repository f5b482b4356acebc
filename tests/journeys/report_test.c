/*
 * Reports as officials read them: who may, the table, each cell with its cases, what is
 * refused.
 */
#include "civic/paper_testing.h"
#include "letterhead.h"
#include "report_story.h"

#include <stdlib.h>
#include <string.h>

/* The rows of the cell's pages, all of them. */
static int64_t count_cases(struct visitor *reader, const char *url)
{
    int64_t count = 0;
    visit_get(reader, url);
    assert_status(reader, 200);
    for (ptrdiff_t at = 0; at >= 0;) {
        at = str_find(reader->body, STR("<tr><th scope=\"row\""), (size_t)at);
        if (at >= 0) {
            count++;
            at++;
        }
    }
    return count;
}

/* &amp; as &. */
static const char *address(struct visitor *reader, struct str written)
{
    char *plain = arena_alloc_raw(reader->jar, written.len + 1);
    size_t length = 0;
    for (size_t i = 0; i < written.len; i++) {
        plain[length++] = written.ptr[i];
        if (written.ptr[i] == '&')
            i += strlen("amp;");
    }
    plain[length] = 0;
    return plain;
}

static void every_cell_opens_as_many_cases_as_it_says(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *leader;
        struct visitor *second;
        struct str body;
        int cells = 0;
        tell(&site);
        leader = sign_in(&site, "lanhdao");
        second = sign_in(&site, "lanhdao");
        visit_get(leader, TABLE);
        assert_status(leader, 200);
        assert_page_has(leader, "Quý II năm 2024");
        assert_page_has(leader, "15/03/2024");
        assert_page_has(leader, "14/06/2024");
        assert_page_has(leader, "6 = 8+9+10 = 11+12+13 = 14+18");
        body = arena_copy(leader->jar, leader->body);
        for (ptrdiff_t at = 0;;) {
            struct str rest;
            struct str url;
            at = str_find(body, STR("<td class=\"num\"><a href=\""), (size_t)at);
            if (at < 0)
                break;
            rest = str_from(body, (size_t)at + strlen("<td class=\"num\"><a href=\""));
            url = str_cut(&rest, '"');
            rest = str_from(rest, 1);
            assert_int_equal(count_cases(second, address(leader, url)),
                             strtoll(arena_c(leader->jar, str_cut(&rest, '<')), NULL, 10));
            cells++;
            at++;
        }
        /* carried 1, received 3, all 4; processed 2, not yet 2 … */
        assert_true(cells > 20);
    }
}

/* What is sealed is a code and nothing else; so is what a reader may not open. */
static void a_cell_shows_no_more_than_the_reader_may_open(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *leader;
        struct visitor *secretary;
        tell(&site);
        leader = sign_in(&site, "lanhdao");
        visit_get(leader, "/can-bo/bao-cao/01-xld-2024/o?ky=quy-2&nam=2024&dong=tong&cot=5");
        assert_status(leader, 200);
        assert_page_has(leader, "Mương tắc ở khu 4");
        secretary = sign_in(&site, "thuky");
        visit_get(secretary, "/can-bo/bao-cao/01-xld-2024/o?ky=quy-2&nam=2024&dong=tong&cot=5");
        assert_status(secretary, 200);
        assert_page_lacks(secretary, "Mương tắc ở khu 4");
        assert_page_has(secretary, "TB-2024-");
    }
}

/* The leader is the person complained about, the case officer works below. */
static void who_a_petition_is_about_finds_nothing_of_it(void **state)
{
    static const char *const readers[] = {"lanhdao", "canbo"};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct matter matter;
        struct unit unit;
        struct str script;
        int64_t id;
        site.now = date_start(date_ymd(2024, 7, 1));
        assert_no_fault(site_unit(site.work, &unit));
        id = receive(&site, &proposal_kind, unit.id, date_ymd(2024, 4, 2), VISIBLE_AGENCY);
        assert_no_fault(matter_load(site.work, id, &matter));
        script = arena_printf(
            site.arena,
            "INSERT INTO person (id, name, name_fold, name_sort) VALUES"
            " (77, 'Ông Chủ', 'ong chu', 'ong chu'), (78, 'Ông Phó', 'ong pho', 'ong pho');"
            "UPDATE account SET person_id = 77 WHERE login = 'lanhdao';"
            "UPDATE account SET person_id = 78 WHERE login = 'canbo';"
            "INSERT INTO post (id, person_id, unit_id, title, rank) VALUES"
            " (771, 77, %lld, 'Chủ tịch', 1), (781, 78, %lld, 'Chuyên viên', 50)",
            (long long)unit.id, (long long)unit.id);
        db_release(site.work);
        assert_no_fault(db_write(site.work, db_testing_script, &script));
        assert_no_fault(matter_add_respondent(site.work, id, 77));
        db_release(site.work);
        for (size_t i = 0; i < COUNT(readers); i++) {
            struct visitor *reader = sign_in(&site, readers[i]);
            visit_get(reader, "/can-bo/bao-cao/01-xld-2024/o?ky=quy-2&nam=2024&dong=tong&cot=3");
            assert_status(reader, 200);
            assert_page_has(reader, "Số trong ô: 1");
            assert_page_has(reader, "(không hiển thị)");
            assert_page_lacks(reader, "Mương tắc ở khu 4");
            assert_page_lacks(reader, arena_c(reader->jar, matter.code));
        }
    }
}

static void reports_are_for_their_readers(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *citizen;
        struct visitor *officer;
        struct unit unit;
        tell(&site);
        citizen = visitor_new(&site);
        visit_get(citizen, TABLE);
        assert_true(citizen->status == 401 || citizen->status == 303);
        citizen = sign_in(&site, "congdan");
        visit_get(citizen, TABLE);
        assert_status(citizen, 403);
        officer = sign_in(&site, "canbo");
        visit_get(officer, "/can-bo/bao-cao?ky=quy-2&nam=2024");
        assert_status(officer, 200);
        assert_page_has(officer, "01/XLD");
        assert_no_dead_links(officer);
        /* the unit above is not theirs */
        assert_no_fault(unit_top(site.work, &unit));
        db_release(site.work);
        visit_get(
            officer,
            arena_printf(officer->jar, "/can-bo/bao-cao?don-vi=%lld", (long long)unit.id).ptr);
        assert_status(officer, 403);
        /* an inspector of the district reads a commune's, not the province's */
        officer = sign_in(&site, "thanhtra");
        visit_get(officer,
                  arena_printf(officer->jar, "/can-bo/bao-cao?don-vi=%lld&ky=quy-2&nam=2024",
                               (long long)commune_of(&site))
                      .ptr);
        assert_status(officer, 200);
        visit_get(
            officer,
            arena_printf(officer->jar, "/can-bo/bao-cao?don-vi=%lld", (long long)unit.id).ptr);
        assert_status(officer, 403);
        /* no such form, cell, day */
        visit_get(officer, "/can-bo/bao-cao/09-xld-2024?ky=quy-2&nam=2024");
        assert_status(officer, 404);
        visit_get(officer, "/can-bo/bao-cao/01-xld-2024?ky=quy-2&nam=2020");
        assert_status(officer, 404);
        visit_get(officer, "/can-bo/bao-cao/01-xld-2024/o?ky=quy-2&nam=2024&dong=tong&cot=33");
        assert_status(officer, 404);
        visit_get(officer, "/can-bo/bao-cao?ky=tu-chon&tu=2024-05-01&den=2024-04-01");
        assert_status(officer, 422);
        assert_field_error(officer, "den", "Ngày cuối phải sau ngày đầu");
        assert_field(officer, "tu", "2024-05-01");
    }
}

/* Money to be recovered is noted on the case and stands in the form, in triệu đồng. */
static void figures_of_a_case_reach_the_form(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *officer;
        struct matter matter;
        struct unit unit;
        const char *page;
        int64_t id;
        site.now = date_start(date_ymd(2024, 7, 1));
        assert_no_fault(site_unit(site.work, &unit));
        id = receive(&site, &complaint_kind, unit.id, date_ymd(2024, 3, 20), VISIBLE_AGENCY);
        act(&site, id, "classify", "", date_ymd(2024, 3, 21));
        act(&site, id, "check", "eligible", date_ymd(2024, 3, 22));
        act(&site, id, "propose", "", date_ymd(2024, 3, 23));
        act(&site, id, "accept", "", date_ymd(2024, 3, 25));
        act(&site, id, "verify", "", date_ymd(2024, 3, 26));
        act(&site, id, "report", "", date_ymd(2024, 4, 10));
        act(&site, id, "draft-decision", "partly", date_ymd(2024, 4, 12));
        act(&site, id, "decide", "", date_ymd(2024, 4, 15));
        assert_no_fault(matter_load(site.work, id, &matter));
        officer = sign_in(&site, "canbo");
        page =
            arena_printf(officer->jar, "/can-bo/viec/" PRISTR "/so-lieu", STRARG(matter.code)).ptr;
        db_release(site.work);
        visit_get(officer, page);
        assert_status(officer, 200);
        visit_submit(officer, page, "field", "land", "recover-money", "nhiều", NULL);
        assert_status(officer, 422);
        assert_field_error(officer, "recover-money", "");
        visit_submit(officer, page, "field", "land", "recover-money", "12.500.000", "persons", "3",
                     NULL);
        assert_status(officer, 303);
        visit_follow(officer);
        assert_page_has(officer, "Đã lưu số liệu");
        assert_field(officer, "recover-money", "12.500.000");
        visit_get(officer, "/can-bo/bao-cao/01-kqgq-2024?ky=quy-2&nam=2024");
        assert_status(officer, 200);
        assert_page_has(officer, "12,5");
        visit_get(officer, "/can-bo/bao-cao/01-kqgq-2024/o?ky=quy-2&nam=2024&dong=tong&cot=7");
        assert_page_has(officer, "12,5");
        visit_get(officer, "/can-bo/bao-cao/02-xld-2024/o?ky=quy-2&nam=2024&dong=tong&cot=11");
        assert_page_has(officer, "Số trong ô: 1");
        officer = sign_in(&site, "thuky"); /* reads reports, keeps none */
        visit_get(officer, page);
        assert_status(officer, 403);
    }
}

/* The files have the numbers of the page. */
static void a_report_can_be_taken_away(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *leader;
        tell(&site);
        leader = sign_in(&site, "lanhdao");
        visit_get(leader, TABLE);
        assert_no_dead_links(leader);
        visit_get(leader, "/can-bo/bao-cao/01-xld-2024.csv?ky=quy-2&nam=2024");
        assert_status(leader, 200);
        assert_true(
            str_find(leader->body, STR("Tổng số đơn phải xử lý: Kỳ trước chuyển sang: 2"), 0) > 0);
        assert_true(str_find(leader->body, STR("\r\nTổng số,4,1,3,2,2,2,2,"), 0) > 0);
        visit_get(leader, "/can-bo/bao-cao/01-xld-2024.xlsx?ky=quy-2&nam=2024");
        assert_status(leader, 200);
        assert_true(str_starts(leader->body, STR("PK")));
        visit_get(leader, "/can-bo/bao-cao/01-xld-2024.pdf?ky=quy-2&nam=2024");
        assert_status(leader, 200);
        assert_letterhead(leader);
        visit_get(leader, "/can-bo/bao-cao/01-tcd-2024.pdf?ky=quy-2&nam=2024");
        assert_status(leader, 200);
        leader = sign_in(&site, "congdan");
        visit_get(leader, "/can-bo/bao-cao/01-xld-2024.csv?ky=quy-2&nam=2024");
        assert_status(leader, 403);
    }
}

#define LOCAL_PAGE "Quy định riêng của địa phương"
#define LOCAL_FILE "Ngày đầu và ngày cuối kỳ theo quy định riêng của địa phương, chưa kiểm chứng."

/* That a quarter runs from the 15th to the 14th no text of a law says (law/rules): each
 * page and file says that; of days that the reader chose none does. */
static void the_days_of_a_period_are_said_to_be_a_local_rule(void **state)
{
    static const char *const pages[] = {"?", "/01-xld-2024?", "/01-xld-2024/o?dong=tong&cot=1&"};
    static const char *const files[][2] = {
        {"csv",  "cat %s"                          },
        {"xlsx", "unzip -p %s xl/sharedStrings.xml"},
        {"pdf",  "pdftotext -enc UTF-8 %s -"       },
    };
    static const char *const periods[] = {"ky=quy-2&nam=2024",
                                          "ky=tu-chon&tu=2024-03-15&den=2024-06-14"};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct paper_desk *desk = paper_desk_new();
        struct visitor *leader;
        tell(&site);
        leader = sign_in(&site, "lanhdao");
        for (size_t p = 0; p < COUNT(periods) * COUNT(pages); p++) {
            bool is_local = p < COUNT(pages);
            visit_get(leader, arena_printf(leader->jar, "/can-bo/bao-cao%s%s",
                                           pages[p % COUNT(pages)], periods[!is_local])
                                  .ptr);
            assert_status(leader, 200);
            assert_page_has(leader, "15/03/2024");
            assert_int_equal(str_find(leader->body, STR(LOCAL_PAGE), 0) > 0, is_local);
        }
        for (size_t f = 0; f < COUNT(periods) * COUNT(files); f++) {
            bool is_local = f < COUNT(files);
            const char *const *file = files[f % COUNT(files)];
            struct str text;
            visit_get(leader, arena_printf(leader->jar, "/can-bo/bao-cao/01-xld-2024.%s?%s",
                                           file[0], periods[!is_local])
                                  .ptr);
            assert_status(leader, 200);
            text = paper_asked(desk, leader->body, file[1]);
            if (str_equal(str_from_c(file[0]), STR("pdf")))
                text = paper_words(desk, leader->body);
            assert_int_equal(str_find(text, STR(LOCAL_FILE), 0) > 0, is_local);
            /* the form was not compared with its circular either, whatever the days */
            assert_true(str_find(text, STR("chưa đối chiếu với thông tư"), 0) > 0);
        }
        arena_free(desk->arena);
    }
}

static const struct fault *create_unit(struct work *work, void *context)
{
    return unit_create(work, context);
}

/* Ended in the middle of the quarter, or begun and ended in it: a row; ended before: none. */
static void a_unit_that_ended_in_the_period_has_its_row(void **state)
{
    static const struct {
        const char *name;
        int from[3];
        int to[3];
        bool is_there;
    } units[] = {
        {"Xã Cũ Từ Lâu",      {2010, 1, 1},  {2024, 3, 14}, false},
        {"Xã Hết Ngày Đầu", {2010, 1, 1},  {2024, 3, 15}, true },
        {"Xã Nhập Giữa Kỳ", {2010, 1, 1},  {2024, 4, 30}, true },
        {"Xã Chỉ Trong Kỳ",   {2024, 4, 1},  {2024, 5, 31}, true },
        {"Xã Lập Sau Kỳ",     {2024, 6, 15}, {2025, 1, 1},  false},
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *leader;
        struct unit district;
        tell(&site);
        assert_no_fault(site_unit(site.work, &district));
        db_release(site.work);
        for (size_t i = 0; i < COUNT(units); i++) {
            const int *from = units[i].from;
            const int *to = units[i].to;
            struct unit unit = {.kind = UNIT_COMMUNE,
                                .parent_id = district.id,
                                .code = arena_printf(site.arena, "99%03d", (int)i),
                                .name = str_from_c(units[i].name),
                                .valid_from = date_ymd(from[0], from[1], from[2]),
                                .valid_to = date_ymd(to[0], to[1], to[2])};
            assert_no_fault(db_write(site.work, create_unit, &unit));
        }
        leader = sign_in(&site, "lanhdao");
        visit_get(leader, TABLE);
        assert_status(leader, 200);
        for (size_t i = 0; i < COUNT(units); i++)
            if ((str_find(leader->body, str_from_c(units[i].name), 0) > 0) != units[i].is_there)
                fail_msg("%s", units[i].name);
    }
}

/* Every form of every version opens, adds up and prints for a period of its own. */
static void every_form_opens(void **state)
{
    static const char *const years[] = {"2022", "2024", "2026"};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *leader;
        int forms = 0;
        tell(&site);
        leader = sign_in(&site, "lanhdao");
        for (size_t y = 0; y < COUNT(years); y++) {
            struct str list;
            visit_get(leader,
                      arena_printf(leader->jar, "/can-bo/bao-cao?ky=quy-2&nam=%s", years[y]).ptr);
            assert_status(leader, 200);
            list = arena_copy(leader->jar, leader->body);
            for (ptrdiff_t at = 0;;) {
                struct str rest;
                struct str url;
                at = str_find(list, STR("<a class=\"nb\" href=\"/can-bo/bao-cao/"), (size_t)at + 1);
                if (at < 0)
                    break;
                rest = str_from(list, (size_t)at + strlen("<a class=\"nb\" href=\""));
                url = str_cut(&rest, '"');
                visit_get(leader, address(leader, url));
                assert_status(leader, 200);
                assert_page_lacks(leader, "Số liệu không khớp");
                forms++;
            }
        }
        assert_int_equal(forms, 10 + 7 + 6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cell_opens_as_many_cases_as_it_says),
        cmocka_unit_test(a_cell_shows_no_more_than_the_reader_may_open),
        cmocka_unit_test(who_a_petition_is_about_finds_nothing_of_it),
        cmocka_unit_test(reports_are_for_their_readers),
        cmocka_unit_test(figures_of_a_case_reach_the_form),
        cmocka_unit_test(a_report_can_be_taken_away),
        cmocka_unit_test(the_days_of_a_period_are_said_to_be_a_local_rule),
        cmocka_unit_test(a_unit_that_ended_in_the_period_has_its_row),
        cmocka_unit_test(every_form_opens),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
