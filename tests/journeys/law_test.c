/*
 * People and programs ask the law for a day.
 */
#include "people.h"

#include "modules/accounts/account.h"

static void a_petitioner_sees_why_the_answer_is_due_on_that_day(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *hoa = visitor_new(&site);
        visit_get(hoa, "/tinh-han?quy-tac=complaint.resolve.first&ngay=11/03/2022");
        assert_status(hoa, 200);
        assert_page_has(hoa, "thứ Ba 12/04/2022");
        assert_page_has(hoa, "Điều 28 Luật 02/2011/QH13");
        assert_page_has(hoa, "Bản có hiệu lực từ 01/07/2012");
        assert_page_has(hoa, "Giỗ Tổ Hùng Vương");
        assert_page_has(hoa, "nghỉ bù");
        assert_true(str_find(hoa->body, STR("datetime=\"2022-04-12\""), 0) > 0);
        /* six weeks of seven days, one of them today: 7 March 2022 */
        assert_true(str_find(hoa->body, STR("<td class=\"now\"><span><b class=\"nb\">7/3</b>"), 0) >
                    0);
        /* on paper the answer stands alone, without the forms that asked for it */
        assert_true(str_find(hoa->body, STR("class=\"two wide no-print\""), 0) > 0);
        assert_no_dead_links(hoa);
        assert_page_lacks(hoa, "complaint.resolve"); /* a code for programs */
        /* the night on which the term became shorter */
        visit_get(hoa, "/tinh-han?quy-tac=complaint.accept&ngay=30/06/2026");
        assert_page_has(hoa, "không quá 10 ngày làm việc");
        assert_page_has(hoa, "từ 10/12/2020 đến 30/06/2026");
        visit_get(hoa, "/tinh-han?quy-tac=complaint.accept&ngay=01/07/2026");
        assert_page_has(hoa, "không quá 7 ngày làm việc");
        assert_page_has(hoa, "Bản có hiệu lực từ 01/07/2026");
        visit_get(hoa, "/tinh-han?quy-tac=complaint.resolve.first&ngay=11/03/2022&lang=en");
        assert_page_has(hoa, "Tuesday 12/04/2022");
        assert_page_has(hoa, "Complaints · Resolve, first instance: at most 30 days");
        assert_page_has(hoa, "article 28, Law 02/2011/QH13");
    }
}

static void a_rule_that_depends_on_the_case_asks_for_it(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *clerk = visitor_new(&site);
        visit_get(clerk, "/tinh-han?quy-tac=publication.due&ngay=26/04/2024");
        assert_status(clerk, 422);
        assert_page_has(clerk, "xin chọn một");
        assert_page_has(clerk, "Doanh nghiệp nhà nước");
        /* what was typed is still there */
        assert_true(str_find(clerk->body, STR("value=\"26/04/2024\""), 0) > 0);
        visit_get(clerk, "/tinh-han?quy-tac=publication.due&ngay=26/04/2024&dieu-kien=commune");
        assert_status(clerk, 200);
        assert_page_has(clerk, "thứ Ba 07/05/2024");
    }
}

/* Denunciations: 30 days from 20/01/2022, once more 30 where complex, to Monday 21/03. */
static void a_longer_term_asks_which_case_lengthens_it(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, "/tinh-han?quy-tac=denunciation.resolve&ngay=20/01/2022&gia-han=1");
        assert_status(an, 422);
        assert_field_error(an, "dieu-kien", "xin chọn một");
        visit_submit(an, "/tinh-han", "dieu-kien", "complex", NULL);
        assert_status(an, 200);
        assert_page_has(an, "thứ Hai 21/03/2022");
        assert_page_has(an, "Phức tạp");
        /* what was chosen for it is not held against the next rule */
        visit_get(an, "/tinh-han?quy-tac=feedback.resolve&ngay=07/03/2022&dieu-kien=complex");
        assert_status(an, 200);
        visit_get(an, "/tinh-han?quy-tac=complaint.publish&ngay=07/03/2022&dieu-kien=normal");
        assert_status(an, 200);
        visit_get(an, "/tinh-han?quy-tac=publication.due&ngay=26/04/2024&dieu-kien=complex");
        assert_field_error(an, "dieu-kien", "xin chọn một");
        visit_get(an, "/tinh-han?quy-tac=publication.due&ngay=26/04/2024&dieu-kien=weird");
        assert_field_error(an, "dieu-kien", "weird");
    }
}

/* In words, with the title of the rule before its name, which is for programs. */
static void a_day_for_which_nothing_can_be_counted_is_told_in_words(void **state)
{
    static const struct {
        const char *asked;
        const char *told;
    } rows[] = {
        {"ngay=01/01/0001",           "quy tắc “Thụ lý khiếu nại” (complaint.accept) từ ngày 01/01/0001"},
        {"ngay=31/12/9999",           "quy tắc “Thụ lý khiếu nại” (complaint.accept) từ ngày 31/12/9999"},
        {"ngay=01/01/1900",
         "Quy tắc “Thụ lý khiếu nại” (complaint.accept) không có bản nào áp dụng"                  },
        {"ngay=29/02/2023",           "Không có ngày 29/02/2023"                                                     },
        {"ngay=01/07/2026&gia-han=1",
         "quy tắc “Thụ lý khiếu nại” (complaint.accept) không có gia hạn như vậy"                   },
        {"ngay=01/01/1900&lang=en",
         "Rule “Accept the complaint” (complaint.accept) has no version for 01/01/1900"                             },
    };
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *hoa = visitor_new(&site);
        for (size_t i = 0; i < COUNT(rows); i++) {
            visit_get(hoa, arena_c(hoa->arena,
                                   arena_printf(hoa->arena, "/tinh-han?quy-tac=complaint.accept&%s",
                                                rows[i].asked)));
            assert_status(hoa, 422);
            assert_page_has(hoa, rows[i].told);
        }
    }
}

static void a_number_that_is_no_law_is_shown_as_a_local_rule(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, "/tinh-han?quy-tac=feedback.resolve&ngay=07/03/2022");
        assert_status(an, 200);
        assert_page_has(an, "Quy định riêng của địa phương");
        assert_page_has(an, "không phải là luật");
        visit_get(an, "/tinh-han?quy-tac=complaint.accept&ngay=04/01/2027");
        assert_page_has(an, "Tạm tính");
        assert_page_has(an, "chưa có thông báo nghỉ lễ chính thức");
    }
}

static void a_term_is_counted_without_any_rule_both_ways(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, "/tinh-han?tu-ngay=20/08/2026&so=7&don-vi=lam-viec&chieu=sau");
        assert_page_has(an, "thứ Sáu 28/08/2026");
        assert_page_has(an, "làm bù cho ngày 31/08/2026");
        visit_get(an, "/tinh-han?tu-ngay=10/02/2022&so=5&don-vi=lam-viec&chieu=truoc");
        assert_page_has(an, "thứ Năm 27/01/2022");
        assert_true(str_find(an->body, STR(">27</b><small>chậm nhất"), 0) > 0);
        /* ten days of notices before the election, not a day by which to give one */
        visit_get(an, "/tinh-han?quy-tac=election.notice&ngay=15/03/2026");
        assert_page_has(an, "Bắt đầu từ: thứ Năm 05/03/2026");
        assert_true(str_find(an->body, STR(">5</b><small>từ đây"), 0) > 0);
        visit_get(an, "/tinh-han?tu-ngay=31/02/2022&so=x&don-vi=tuan&chieu=sau");
        assert_status(an, 422);
        visit_get(an, "/tinh-han?quy-tac=denunciation.resolve&ngay=05/01/2026&dieu-kien=complex"
                      "&gia-han=2");
        assert_status(an, 422);
        assert_field_error(an, "gia-han", "nhiều nhất 1 lần");
        visit_get(an, "/tinh-han?tu-ngay=20/08/1899&so=7&don-vi=ngay&chieu=sau");
        assert_status(an, 422);
        assert_page_has(an, "20/08/1899");
        visit_get(an, "/tinh-han?quy-tac=khong.co&ngay=1/1/2022");
        assert_status(an, 422);
        assert_field_error(an, "quy-tac", "khong.co");
        /* a threshold is no term: it says which part of whom */
        visit_get(an, "/tinh-han?quy-tac=decision.threshold.other&ngay=5/1/2024");
        assert_status(an, 422);
        assert_field_error(an, "quy-tac", "trên 1/2 tổng số hộ gia đình");
        visit_get(an, "/tinh-han?quy-tac=complaint.accept&ngay=1/1/2010");
        assert_status(an, 422);
        assert_page_has(an, "complaint.accept");
        assert_page_has(an, "01/01/2010");
    }
}

static void a_lawyer_reads_every_rule_with_its_article(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *lawyer = visitor_new(&site);
        visit_get(lawyer, "/tinh-han/quy-tac");
        assert_status(lawyer, 200);
        assert_page_has(lawyer, "Luật 10/2022/QH15");
        assert_no_dead_links(lawyer);
        visit_get(lawyer, "/tinh-han/quy-tac/reception");
        assert_status(lawyer, 200);
        assert_page_has(lawyer, "điểm d khoản 2 Điều 15 Luật 42/2013/QH13");
        assert_no_dead_links(lawyer);
        visit_get(lawyer, "/tinh-han/quy-tac/khong-co");
        assert_status(lawyer, 404);
    }
}

/* Each mistake at the parameter of the query by its own name. */
static void a_program_is_told_which_parameter_is_wrong(void **state)
{
    static const struct {
        const char *question;
        const char *parameter;
    } rows[] = {
        {"due?rule=complaint.acept&on=2026-07-01",                                   "rule"     },
        {"due?rule=decision.threshold.other&on=2024-01-05",                          "rule"     },
        {"due?rule=complaint.accept",                                                "on"       },
        {"due?rule=complaint.accept&on=2023-02-29",                                  "on"       },
        {"due?rule=complaint.accept&on=0001-01-01",                                  "on"       },
        {"due?rule=complaint.accept&on=9999-12-31",                                  "on"       },
        {"due?rule=complaint.accept&on=2010-01-01",                                  "on"       },
        {"due?rule=reception.frequency&on=2024-01-05",                               "given"    },
        {"due?rule=complaint.accept&on=2024-01-05&given=weird",                      "given"    },
        {"due?rule=denunciation.resolve&on=2024-01-02&extended=1",                   "given"    },
        {"due?rule=denunciation.resolve&on=2024-01-02&given=complex&extended=2",     "extended" },
        {"due?rule=denunciation.resolve&on=2024-01-02&extended=-1",                  "extended" },
        {"due?rule=complaint.accept&on=2024-01-05&suspended=2024-01-09",             "suspended"},
        {"due?rule=complaint.accept&on=2024-01-05&suspended=2024-02-30..2024-03-01", "suspended"},
        {"add?on=2024-02-30&term=7W",                                                "on"       },
        {"add?on=2100-12-31&term=7W",                                                "on"       },
        {"add?on=2024-02-29&term=7X",                                                "term"     },
        {"add?on=2024-02-29&term=7W&counts=up",                                      "counts"   },
        {"lunar?on=2024-02-30",                                                      "on"       },
        {"lunar?on=2101-01-01",                                                      "on"       },
    };
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *program = visitor_new(&site);
        for (size_t i = 0; i < COUNT(rows); i++) {
            const char *question = arena_c(
                program->arena, arena_printf(program->arena, "/api/v1/law/%s", rows[i].question));
            struct str named;
            visit_get(program, question);
            named = arena_printf(program->arena, "\"errors\":[{\"parameter\":\"%s\"",
                                 rows[i].parameter);
            assert_status(program, 422);
            if (str_find(program->body, named, 0) < 0)
                print_error("%s: " PRISTR "\n", rows[i].question, STRARG(program->body));
            assert_true(str_find(program->body, named, 0) > 0);
        }
    }
}

static void a_program_asks_for_dates_and_is_told_what_is_wrong(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *program = visitor_new(&site);
        visit_get(program, "/api/v1/law/due?rule=complaint.accept&on=2026-07-01");
        assert_status(program, 200);
        assert_true(str_find(program->body, STR("\"due\":\"2026-07-10\",\"means\":\"due\""), 0) >
                    0);
        assert_true(str_find(program->body, STR("\"instrument\":\"NĐ 155/2026/NĐ-CP\""), 0) > 0);
        visit_get(program, "/api/v1/law/due?rule=complaint.resolve.first&on=2022-03-11"
                           "&given=remote&given=complex");
        assert_true(str_find(program->body, STR("\"due\":\"2022-05-10\""), 0) > 0);
        visit_get(program, "/api/v1/law/add?on=2022-02-10&term=5W&counts=before");
        assert_true(str_find(program->body, STR("\"due\":\"2022-01-27\""), 0) > 0);
        visit_get(program, "/api/v1/law/add?on=2022-02-10&term=5W&counts=sideways");
        assert_status(program, 422);
        assert_true(str_find(program->body, STR("\"code\":\"law.command.counts\""), 0) > 0);
        visit_get(program, "/api/v1/law/due?rule=denunciation.resolve&on=2026-01-05"
                           "&given=complex&extended=2");
        assert_status(program, 422);
        assert_true(str_find(program->body, STR("\"code\":\"law.extended_enough\""), 0) > 0);
        visit_get(program, "/api/v1/law/due?rule=complaint.accept&on=2010-01-01");
        assert_status(program, 422);
        assert_true(str_find(program->body, STR("\"code\":\"law.no_version\""), 0) > 0);
        visit_get(program, "/api/v1/law/due?rule=decision.threshold.other&on=2024-01-05");
        assert_status(program, 422);
        assert_true(str_find(program->body, STR("\"code\":\"law.not_a_term\""), 0) > 0);
        assert_page_has(program, "trên 1/2 tổng số hộ gia đình");
        visit_get(program, "/api/v1/law/due?rule=reception.frequency&on=2024-01-05");
        assert_status(program, 422);
        assert_page_has(program, "commune_chair (Chủ tịch UBND xã)");
        visit_get(program, "/api/v1/law/due?rule=election.notice&on=2026-03-15");
        assert_true(str_find(program->body, STR("\"due\":\"2026-03-05\",\"means\":\"from\""), 0) >
                    0);
        visit_get(program, "/api/v1/law/rules/reception.frequency");
        assert_true(str_find(program->body, STR("\"is_in_days\":true"), 0) > 0);
        visit_get(program, "/api/v1/law/rules/denunciation.resolve");
        assert_true(str_find(program->body, STR("\"extended_times\":\"denunciation.extend.times\""),
                             0) > 0);
        visit_get(program, "/api/v1/law/rules/khong.co");
        assert_status(program, 404);
        visit_get(program, "/api/v1/law");
        assert_status(program, 200);
        assert_true(str_find(program->body, STR("\"id\":\"front.hearing\""), 0) > 0);
    }
}

static void a_storm_closes_an_office_and_every_deadline_follows(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *admin = visitor_new(&site);
        struct visitor *an = visitor_new(&site);
        const char *question = "/api/v1/law/add?on=2022-03-07&term=3W";
        visit_get(an, question);
        assert_true(str_find(an->body, STR("\"due\":\"2022-03-10\""), 0) > 0);
        signs_in(admin, "quantri");
        visit_get(admin, "/quan-tri/ngay-nghi");
        assert_status(admin, 200);
        assert_true(str_find(admin->body, STR("Ví dụ 06/03/2022"), 0) > 0); /* how to write a day */
        visit_submit(admin, "/quan-tri/ngay-nghi", "ngay", "09/03/2022", "loai", "nghi", "ten",
                     "Nghỉ do bão", NULL);
        assert_status(admin, 422); /* no reason */
        assert_true(str_find(admin->body, STR("value=\"Nghỉ do bão\""), 0) > 0);
        visit_submit(admin, "/quan-tri/ngay-nghi", "ly-do", "Công văn 12/UBND ngày 08/03/2022",
                     NULL);
        assert_leads_to(admin, "/quan-tri/ngay-nghi?da=ghi");
        visit_follow(admin);
        assert_page_has(admin, "Công văn 12/UBND");
        visit_get(an, question);
        assert_true(str_find(an->body, STR("\"due\":\"2022-03-11\""), 0) > 0);
        assert_true(str_find(an->body, STR("Nghỉ do bão"), 0) > 0);
        visit_submit(admin, "/quan-tri/ngay-nghi", "ngay", "09/03/2022", "loai", "bo", "ten",
                     "Nghỉ do bão", "ly-do", "Bão không vào", NULL);
        assert_leads_to(admin, "/quan-tri/ngay-nghi?da=ghi");
        visit_get(an, question);
        assert_true(str_find(an->body, STR("\"due\":\"2022-03-10\""), 0) > 0);
        /* nobody else may */
        visit_get(an, "/quan-tri/ngay-nghi");
        assert_true(an->status == 303 || an->status == 403);
    }
}

#define MANY_DAYS                                                                                  \
    "INSERT INTO law_day (id, day, choice, name, reason, account_name, decided_at)"                \
    " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"              \
    " SELECT i, '1950-06-01', 'nghi', 'Nghỉ', 'Công văn', 'Quản trị viên', 0 FROM n;"

static const struct fault *decide_often(struct work *work, void *context)
{
    (void)context;
    return db_script(work, STR(MANY_DAYS));
}

static void the_newest_decision_holds_behind_thousands(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *admin = visitor_new(&site);
        struct visitor *an = visitor_new(&site);
        assert_no_fault(db_write(site.work, decide_often, NULL));
        signs_in(admin, "quantri");
        visit_get(admin, "/quan-tri/ngay-nghi");
        visit_submit(admin, "/quan-tri/ngay-nghi", "ngay", "09/03/2022", "loai", "nghi", "ten",
                     "Nghỉ do bão", "ly-do", "Công văn 12/UBND", NULL);
        assert_leads_to(admin, "/quan-tri/ngay-nghi?da=ghi");
        visit_get(an, "/api/v1/law/add?on=2022-03-07&term=3W");
        assert_true(str_find(an->body, STR("\"due\":\"2022-03-11\""), 0) > 0);
    }
}

/* The notice of 2027 came after the program: its swapped day, then the year itself. */
static void a_notice_that_comes_late_is_entered_and_ends_what_is_provisional(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *admin = visitor_new(&site);
        struct visitor *an = visitor_new(&site);
        const char *page = "/quan-tri/ngay-nghi";
        const char *question = "/api/v1/law/add?on=2027-01-05&term=3W";
        visit_get(an, question);
        assert_true(str_find(an->body, STR("\"due\":\"2027-01-08\""), 0) > 0);
        assert_true(str_find(an->body, STR("\"is_provisional\":true"), 0) > 0);
        signs_in(admin, "quantri");
        visit_get(admin, page);
        /* a slip of the hand changes nothing, and is told: a Sunday, a day worked anyway */
        visit_submit(admin, page, "ngay", "10/01/2027", "loai", "nghi", "ten", "Nghỉ hoán đổi",
                     "ly-do", "Thông báo 1/TB-BNV", NULL);
        assert_status(admin, 422);
        assert_field_error(admin, "loai", "ngày nghỉ cuối tuần");
        assert_field(admin, "ngay", "10/01/2027");
        visit_submit(admin, page, "ngay", "06/01/2027", "loai", "lam", NULL);
        assert_field_error(admin, "loai", "vốn đã như vậy");
        visit_submit(admin, page, "loai", "bo", NULL);
        assert_field_error(admin, "loai", "chưa được sửa");
        visit_submit(admin, page, "loai", "nghi", NULL);
        assert_leads_to(admin, "/quan-tri/ngay-nghi?da=ghi");
        visit_get(an, question);
        assert_true(str_find(an->body, STR("\"due\":\"2027-01-11\""), 0) > 0);
        assert_true(str_find(an->body, STR("\"is_provisional\":true"), 0) > 0);
        visit_get(admin, page);
        visit_submit(admin, page, "ngay", "06/01/2027", "loai", "nam", "ten", "Thông báo 1/TB-BNV",
                     "ly-do", "Đã ghi đủ các ngày", NULL);
        assert_leads_to(admin, "/quan-tri/ngay-nghi?da=ghi");
        visit_follow(admin);
        assert_page_has(admin, "Cả năm ấy đã đúng theo thông báo chính thức");
        /* the day of the year does not take the place of what was said of that day */
        visit_get(an, question);
        assert_true(str_find(an->body, STR("\"due\":\"2027-01-11\""), 0) > 0);
        assert_true(str_find(an->body, STR("\"is_provisional\":false"), 0) > 0);
        visit_get(admin, page);
        visit_submit(admin, page, "ngay", "01/03/2027", "loai", "nam", "ten", "Thông báo 1/TB-BNV",
                     "ly-do", "Đã ghi đủ các ngày", NULL);
        assert_field_error(admin, "loai", "Lịch năm 2027 đã theo");
        visit_submit(admin, page, "ngay", "06/01/2027", "loai", "bo", NULL);
        assert_leads_to(admin, "/quan-tri/ngay-nghi?da=ghi");
        visit_get(an, question);
        assert_true(str_find(an->body, STR("\"due\":\"2027-01-08\""), 0) > 0);
        assert_true(str_find(an->body, STR("\"is_provisional\":true"), 0) > 0);
    }
}

#define LOCAL_DUE "/api/v1/law/due?rule=feedback.resolve&on=2022-03-07"

static void values_out_of_bounds_are_refused(struct visitor *admin, const char *page)
{
    assert_field(admin, "gia-tri", "15");
    visit_submit(admin, page, "gia-tri", "31", "tu-ngay", "01/03/2022", "ly-do", "", NULL);
    assert_status(admin, 422);
    assert_field(admin, "gia-tri", "31");
    visit_submit(admin, page, "gia-tri", "31", "ly-do", "Quy chế tiếp công dân", NULL);
    assert_status(admin, 422);
    assert_field_error(admin, "gia-tri", "từ 1 đến 30");
    assert_field(admin, "ly-do", "Quy chế tiếp công dân");
    visit_submit(admin, page, "gia-tri", "10", "tu-ngay", "30/06/2014", NULL);
    assert_status(admin, 422);
    assert_field_error(admin, "tu-ngay", "chưa có");
}

static void whoever_computes_is_told(struct visitor *an)
{
    visit_get(an, LOCAL_DUE);
    assert_true(str_find(an->body, STR("\"due\":\"2022-03-21\""), 0) > 0);
    assert_true(str_find(an->body, STR("\"is_local\":true"), 0) > 0);
    assert_true(str_find(an->body, STR("\"set_by\":\"Quy chế tiếp công dân\""), 0) > 0);
    visit_get(an, "/tinh-han?quy-tac=feedback.resolve&ngay=07/03/2022");
    assert_page_has(an, "thứ Hai 21/03/2022");
    assert_page_has(an, "Quy định riêng của địa phương");
    visit_get(an, "/tinh-han/quy-tac/feedback");
    assert_page_has(an, "không quá 10 ngày làm việc");
}

/* Law is nobody's to set, nor the days on which it was law. */
static void may_not_set_law(struct visitor *admin)
{
    visit_get(admin, "/quan-tri/quy-dinh-rieng/complaint.resolve.first");
    assert_status(admin, 403);
    assert_page_has(admin, "Điều 28 Luật 02/2011/QH13");
    visit_get(admin, "/quan-tri/quy-dinh-rieng/reception.frequency?truong-hop=commune_chair");
    visit_submit(admin, "/quan-tri/quy-dinh-rieng/reception.frequency", "gia-tri", "2", "tu-ngay",
                 "30/06/2026", "ly-do", "Quy chế", NULL);
    assert_status(admin, 422);
    assert_field_error(admin, "tu-ngay", "Điều 15 Luật 42/2013/QH13");
    visit_get(admin, "/quan-tri/quy-dinh-rieng/khong.co");
    assert_status(admin, 404);
}

/* The reply to a proposal: by practice within 15 working days, of 07/03/2022 by 28/03;
 * set to ten, by 21/03. From 01/07/2014; from one to thirty days. */
static void an_administrator_sets_a_local_rule_and_no_law(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *admin = visitor_new(&site);
        struct visitor *an = visitor_new(&site);
        const char *page = "/quan-tri/quy-dinh-rieng/feedback.resolve";
        visit_get(an, LOCAL_DUE);
        assert_true(str_find(an->body, STR("\"due\":\"2022-03-28\""), 0) > 0);
        visit_get(an, "/tinh-han/quy-tac/feedback"); /* kept from now on */
        assert_page_has(an, "không quá 15 ngày làm việc");
        visit_get(an, page);
        assert_true(an->status == 303 || an->status == 403);
        signs_in(admin, "quantri");
        visit_get(admin, "/quan-tri/quy-dinh-rieng");
        assert_status(admin, 200);
        assert_page_has(admin, "từ 1 đến 30");
        assert_link(admin, page);
        assert_no_dead_links(admin);
        visit_get(admin, page);
        values_out_of_bounds_are_refused(admin, page);
        visit_submit(admin, page, "tu-ngay", "01/03/2022", NULL);
        assert_leads_to(admin, "/quan-tri/quy-dinh-rieng?da=dat");
        visit_follow(admin);
        assert_page_has(admin, "mặc định: không quá 15 ngày làm việc");
        visit_get(admin, page);
        assert_page_has(admin, "Quy chế tiếp công dân");
        whoever_computes_is_told(an);
        /* the day before, the value before */
        visit_get(an, "/api/v1/law/due?rule=feedback.resolve&on=2022-02-28");
        assert_true(str_find(an->body, STR("\"due\":\"2022-03-21\""), 0) > 0);
        may_not_set_law(admin);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_petitioner_sees_why_the_answer_is_due_on_that_day),
        cmocka_unit_test(a_rule_that_depends_on_the_case_asks_for_it),
        cmocka_unit_test(a_longer_term_asks_which_case_lengthens_it),
        cmocka_unit_test(a_day_for_which_nothing_can_be_counted_is_told_in_words),
        cmocka_unit_test(a_number_that_is_no_law_is_shown_as_a_local_rule),
        cmocka_unit_test(a_term_is_counted_without_any_rule_both_ways),
        cmocka_unit_test(a_lawyer_reads_every_rule_with_its_article),
        cmocka_unit_test(a_program_asks_for_dates_and_is_told_what_is_wrong),
        cmocka_unit_test(a_program_is_told_which_parameter_is_wrong),
        cmocka_unit_test(a_storm_closes_an_office_and_every_deadline_follows),
        cmocka_unit_test(the_newest_decision_holds_behind_thousands),
        cmocka_unit_test(a_notice_that_comes_late_is_entered_and_ends_what_is_provisional),
        cmocka_unit_test(an_administrator_sets_a_local_rule_and_no_law),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
