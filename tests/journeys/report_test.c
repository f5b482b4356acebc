/*
 * Reports as officials read them: who may, the table, each cell with its cases, what is
 * refused.
 */
#include "app/testing.h"
#include "civic/actor.h"
#include "civic/matter.h"
#include "civic/paper_testing.h"
#include "civic/unit.h"
#include "modules/accounts/account.h"
#include "modules/petitions/petition.h"

#include <stdlib.h>
#include <string.h>

#define TABLE "/can-bo/bao-cao/01-xld-2024?ky=quy-2&nam=2024"

static struct visitor *sign_in(struct site_testing *site, const char *login)
{
    struct visitor *visitor = visitor_new(site);
    visit_get(visitor, "/dang-nhap");
    visit_submit(visitor, "/dang-nhap", "login", login, "password", ACCOUNT_DEMO_PASSWORD, NULL);
    assert_status(visitor, 303);
    return visitor;
}

static int64_t receive(struct site_testing *site, const struct matter_kind *kind, int64_t unit_id,
                       struct civil_date day, enum visibility visibility)
{
    struct matter_new wanted = {.kind = kind,
                                .unit_id = unit_id,
                                .title = STR("Mương tắc ở khu 4"),
                                .content = STR("Nước tràn vào sân."),
                                .source = STR("paper"),
                                .facts = STR("first"),
                                .visibility = visibility,
                                .received_on = day};
    struct matter_receipt receipt;
    assert_no_fault(matter_open(site->work, &wanted, &receipt));
    db_release(site->work);
    return receipt.id;
}

static void act(struct site_testing *site, int64_t id, const char *action, const char *facts,
                struct civil_date day)
{
    struct account officer;
    struct matter matter;
    assert_no_fault(account_by_login(site->work, STR("canbo"), &officer));
    assert_no_fault(matter_load(site->work, id, &matter));
    db_release(site->work);
    assert_no_fault(matter_apply(site->work, &(struct matter_step){.id = id,
                                                                   .version = matter.version,
                                                                   .action = str_from_c(action),
                                                                   .note = STR("lý do"),
                                                                   .answer = STR("trả lời"),
                                                                   .facts = str_from_c(facts),
                                                                   .official_id = officer.id,
                                                                   .happened_on = day}));
}

static int64_t commune_of(struct site_testing *site)
{
    struct unit unit;
    unit_list below;
    int64_t id = 0;
    assert_no_fault(site_unit(site->work, &unit));
    assert_no_fault(unit_children(site->work, unit.id, &below));
    for (size_t i = 0; i < below.count && !id; i++)
        if (below.items[i].kind == UNIT_COMMUNE)
            id = below.items[i].id;
    db_release(site->work);
    return id;
}

/* April to June 2024, the second quarter: from 15/03 to 14/06. */
static void tell(struct site_testing *site)
{
    struct unit unit;
    int64_t id;
    site->now = date_start(date_ymd(2024, 7, 1));
    assert_no_fault(site_unit(site->work, &unit));
    id = receive(site, &complaint_kind, unit.id, date_ymd(2024, 3, 10), VISIBLE_AGENCY);
    act(site, id, "classify", "", date_ymd(2024, 3, 14));
    act(site, id, "guide", "", date_ymd(2024, 3, 18));
    id = receive(site, &proposal_kind, unit.id, date_ymd(2024, 4, 2), VISIBLE_AGENCY);
    act(site, id, "accept", "", date_ymd(2024, 4, 5));
    (void)receive(site, &denunciation_kind, unit.id, date_ymd(2024, 6, 14), VISIBLE_SEALED);
    (void)receive(site, &proposal_kind, commune_of(site), date_ymd(2024, 5, 6), VISIBLE_AGENCY);
    /* a day too early and a day too late */
    (void)receive(site, &proposal_kind, unit.id, date_ymd(2024, 6, 15), VISIBLE_AGENCY);
}

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

#define CELL "/can-bo/bao-cao/01-xld-2024/o"

/* The first complaint of the unit was carried over; it is said again by hand. */
static void a_cell_is_corrected_with_its_reason(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *officer;
        struct visitor *inspector;
        struct unit unit;
        const char *cell;
        tell(&site);
        assert_no_fault(site_unit(site.work, &unit));
        db_release(site.work);
        officer = sign_in(&site, "canbo");
        cell = arena_printf(officer->jar, CELL "?ky=quy-2&nam=2024&dong=%lld&cot=21",
                            (long long)unit.id)
                   .ptr;
        visit_get(officer, cell);
        assert_status(officer, 200);
        assert_page_has(officer, "Sửa ô này bằng tay");
        visit_submit(officer, CELL, "so", "nhiều", "ly-do", "Công văn 12", NULL);
        assert_status(officer, 422);
        assert_field_error(officer, "so", "");
        assert_field(officer, "ly-do", "Công văn 12");
        visit_submit(officer, CELL, "so", "0", "ly-do", "Công văn 12", NULL);
        assert_status(officer, 422);
        assert_field_error(officer, "so", "Số này đúng bằng số đang có");
        visit_submit(officer, CELL, "so", "2", "ly-do", "", NULL);
        assert_status(officer, 422);
        visit_submit(officer, CELL, "so", "2", "ly-do", "Công văn 12 và 13 đôn đốc xã", NULL);
        assert_status(officer, 303);
        visit_follow(officer);
        assert_page_has(officer, "Sửa bằng tay: +2");
        /* who corrected what and why; and the identity that it breaks */
        visit_get(officer, TABLE);
        assert_page_has(officer, "Công văn 12 và 13 đôn đốc xã");
        assert_page_has(officer, "Số liệu không khớp");
        assert_page_has(officer, "18 = 19 + 20 + 21");
        inspector = sign_in(&site, "thanhtra");
        visit_get(inspector, cell);
        assert_status(inspector, 200);
        assert_page_lacks(inspector, "Sửa ô này bằng tay");
        visit_post(inspector, CELL, "don-vi", "1", "so", "3", "ly-do", "không được", NULL);
        assert_status(inspector, 403);
        /* no report while an identity does not hold */
        visit_post(officer, "/can-bo/bao-cao/01-xld-2024/chot", "ky", "quy-2", "nam", "2024", NULL);
        assert_status(officer, 403);
        officer = sign_in(&site, "lanhdao");
        visit_get(officer, TABLE);
        visit_submit(officer, "/can-bo/bao-cao/01-xld-2024/chot", "note", "Báo cáo quý", NULL);
        assert_status(officer, 422);
        assert_page_has(officer, "đẳng thức 18 = 19 + 20 + 21 không khớp");
        assert_field(officer, "note", "Báo cáo quý");
    }
}

static void issue(struct visitor *leader, const char *table)
{
    visit_get(leader, table);
    assert_status(leader, 200);
    visit_submit(leader, "/can-bo/bao-cao/01-xld-2024/chot", "note", "", NULL);
    assert_status(leader, 303);
    visit_follow(leader);
    assert_status(leader, 200);
    assert_page_has(leader, "Đã chốt.");
}

/* What was issued stays; what changes later is said beside it. */
static void an_issued_report_does_not_change(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *leader;
        struct unit unit;
        tell(&site);
        assert_no_fault(site_unit(site.work, &unit));
        db_release(site.work);
        leader = sign_in(&site, "lanhdao");
        /* the quarter that goes on is not issued */
        visit_get(leader, "/can-bo/bao-cao/01-xld-2024?ky=quy-3&nam=2024");
        visit_submit(leader, "/can-bo/bao-cao/01-xld-2024/chot", "note", "", NULL);
        assert_status(leader, 422);
        assert_page_has(leader, "Kỳ báo cáo chưa kết thúc");
        issue(leader, TABLE);
        assert_page_lacks(leader, "Tính lại hôm nay khác");
        visit_get(leader, "/can-bo/bao-cao?ky=quy-2&nam=2024");
        assert_page_has(leader, "Lãnh đạo huyện (minh họa)");
        assert_no_dead_links(leader);
        /* a petition of the period is keyed in afterwards */
        (void)receive(&site, &proposal_kind, unit.id, date_ymd(2024, 5, 2), VISIBLE_AGENCY);
        visit_get(leader, TABLE);
        assert_page_has(leader, "Tính lại hôm nay khác số đã chốt");
        assert_page_has(leader, "Cột 3: đã chốt 2, nay tính được 3");
        /* nor by hand, nor twice */
        visit_post(leader, CELL, "don-vi", "", "ky", "quy-2", "nam", "2024", "dong",
                   arena_printf(leader->jar, "%lld", (long long)unit.id).ptr, "cot", "3", "so", "9",
                   "ly-do", "sửa sau khi chốt", NULL);
        assert_status(leader, 409);
        visit_post(leader, "/can-bo/bao-cao/01-xld-2024/chot", "ky", "quy-2", "nam", "2024", NULL);
        assert_status(leader, 422);
        assert_page_has(leader, "Báo cáo này đã chốt");
        /* the next period begins with what is counted, and says where that differs */
        visit_get(leader, "/can-bo/bao-cao/01-xld-2024?ky=quy-3&nam=2024");
        assert_page_has(leader, "Số kỳ trước chuyển sang khác số kỳ trước đã chốt");
        assert_page_has(leader, "Cột 2: kỳ trước còn lại 1, nay tính được 2");
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
        assert_true(str_starts(leader->body, STR("%PDF")));
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
        cmocka_unit_test(a_cell_is_corrected_with_its_reason),
        cmocka_unit_test(an_issued_report_does_not_change),
        cmocka_unit_test(figures_of_a_case_reach_the_form),
        cmocka_unit_test(a_report_can_be_taken_away),
        cmocka_unit_test(the_days_of_a_period_are_said_to_be_a_local_rule),
        cmocka_unit_test(every_form_opens),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
