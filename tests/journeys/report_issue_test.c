/*
 * Correcting a cell of a report by hand and issuing the report: what is refused, who is
 * faster, what stays as it was issued.
 */
#include "modules/reports/report.h"
#include "modules/reports/reports_web.h"
#include "report_story.h"

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

/* Two officers open the same cell: the second does not overwrite what was not seen, nor
 * does one sent twice count twice; no number that breaks the sums. */
static void a_cell_is_not_corrected_unseen(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *first;
        struct visitor *second;
        struct unit unit;
        const char *cell;
        tell(&site);
        assert_no_fault(site_unit(site.work, &unit));
        db_release(site.work);
        first = sign_in(&site, "canbo");
        second = sign_in(&site, "lanhdao");
        cell =
            arena_printf(first->jar, CELL "?ky=quy-2&nam=2024&dong=%lld&cot=21", (long long)unit.id)
                .ptr;
        visit_get(first, cell);
        visit_get(second, cell);
        visit_submit(first, CELL, "so", "-1", "ly-do", "Công văn 12", NULL);
        assert_status(first, 422);
        assert_field_error(first, "so", "từ 0 trở lên");
        visit_submit(first, CELL, "so", "9223372036854775807", "ly-do", "Công văn 12", NULL);
        assert_status(first, 422);
        assert_field_error(first, "so", "không được quá");
        visit_submit(first, CELL, "so", "2", "ly-do", "Công văn 12", NULL);
        assert_status(first, 303);
        visit_submit(second, CELL, "so", "1", "ly-do", "Công văn 14", NULL);
        assert_status(second, 422);
        assert_field_error(second, "so", "nay là 2");
        assert_field(second, "ly-do", "Công văn 14");
        visit_submit(second, CELL, "so", "1", "ly-do", "Công văn 14", NULL);
        assert_status(second, 303);
        visit_follow(second);
        assert_page_has(second, "Sửa bằng tay: +1");
    }
}

/* The same at the very moment: both counted before either wrote. */
static void two_corrections_at_once_do_not_add_up(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        const struct form_version *form;
        struct report_correction wanted = {.number = 21, .amount = 2, .reason = STR("Công văn")};
        struct span span = {date_ymd(2024, 3, 15), date_ymd(2024, 6, 14)};
        struct report report;
        struct unit unit;
        const struct fault *fault;
        tell(&site);
        site.work->actor = &actor_system;
        form = forms_named(forms_of(site.work), STR("01-xld-2024"));
        assert_no_fault(site_unit(site.work, &unit));
        wanted.unit_id = unit.id;
        assert_no_fault(report_count(site.work, form, unit.id, span, &report));
        db_release(site.work);
        assert_no_fault(report_correct(site.work, &report, &wanted));
        fault = report_correct(site.work, &report, &wanted);
        assert_non_null(fault);
        assert_string_equal(fault->key, "report.correct.raced");
        assert_no_fault(report_count(site.work, form, unit.id, span, &report));
        assert_int_equal(report.total.amounts[20], 2);
        db_release(site.work);
    }
}

static void issue(struct visitor *leader, const char *table)
{
    struct str query = str_from_c(table);
    struct str form = str_cut(&query, '?');
    visit_get(leader, table);
    assert_status(leader, 200);
    visit_submit(leader, arena_printf(leader->jar, PRISTR "/chot", STRARG(form)).ptr, "note", "",
                 NULL);
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
        assert_status(leader, 409);
        assert_page_has(leader, "Báo cáo này đã chốt");
        /* the next period begins with what is counted, and says where that differs */
        visit_get(leader, "/can-bo/bao-cao/01-xld-2024?ky=quy-3&nam=2024");
        assert_page_has(leader, "Số kỳ trước chuyển sang khác số kỳ trước đã chốt");
        assert_page_has(leader, "Cột 2: kỳ trước còn lại 1, nay tính được 2");
    }
}

/* The circular of 20/01/2024 changed the form between two quarters: what the old one left
 * (columns 1 less 8) is what the new one begins with (column 2). */
static void what_an_old_form_left_is_compared_with_the_new_one(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        const char *now = "/can-bo/bao-cao/01-xld-2024?ky=quy-1&nam=2024";
        struct visitor *leader;
        struct unit unit;
        site.now = date_start(date_ymd(2024, 4, 1));
        assert_no_fault(site_unit(site.work, &unit));
        (void)receive(&site, &proposal_kind, unit.id, date_ymd(2023, 12, 1), VISIBLE_AGENCY);
        db_release(site.work);
        leader = sign_in(&site, "lanhdao");
        visit_get(leader, now);
        assert_page_lacks(leader, "báo cáo kỳ trước đã chốt"); /* there is none yet */
        issue(leader, "/can-bo/bao-cao/01-xld-2021?ky=quy-4&nam=2023");
        visit_get(leader, now);
        assert_page_has(leader, "Số kỳ trước chuyển sang khớp với báo cáo kỳ trước đã chốt");
        (void)receive(&site, &proposal_kind, unit.id, date_ymd(2023, 12, 4), VISIBLE_AGENCY);
        visit_get(leader, now);
        assert_page_has(leader, "Số kỳ trước chuyển sang khác số kỳ trước đã chốt");
        assert_page_has(leader, "Cột 2: kỳ trước còn lại 1, nay tính được 2");
    }
}

/* Counted, then corrected by another, then issued: the issued numbers would lack what
 * is listed below them. */
static void a_correction_while_issuing_is_not_lost(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        const struct form_version *form;
        struct period period = {
            .kind = PERIOD_QUARTER_2,
            .year = 2024,
            .span = {date_ymd(2024, 3, 15), date_ymd(2024, 6, 14)}
        };
        struct report_correction wanted = {.number = 22, .amount = 2, .reason = STR("Công văn")};
        struct report_issue found;
        struct report report;
        struct unit unit;
        const struct fault *fault;
        tell(&site);
        site.work->actor = &actor_system;
        form = forms_named(forms_of(site.work), STR("01-xld-2024"));
        assert_no_fault(site_unit(site.work, &unit));
        wanted.unit_id = unit.id;
        assert_no_fault(report_count(site.work, form, unit.id, period.span, &report));
        db_release(site.work);
        assert_no_fault(report_correct(site.work, &report, &wanted));
        fault = report_issue(site.work, &report, &period, STR(""));
        assert_non_null(fault);
        assert_string_equal(fault->key, "report.issue.raced");
        assert_no_fault(report_find_issue(site.work, form->name, unit.id, period.span, &found));
        assert_int_equal(found.id, 0);
        assert_no_fault(report_count(site.work, form, unit.id, period.span, &report));
        db_release(site.work);
        assert_no_fault(report_issue(site.work, &report, &period, STR("")));
        fault = report_issue(site.work, &report, &period, STR("")); /* twice at once */
        assert_non_null(fault);
        assert_string_equal(fault->key, "report.issued");
    }
}

/* The days of a quarter are a local rule: an administrator sets others, and what was
 * issued before is still found, with its days. */
static void an_issued_report_is_found_when_the_days_change(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *leader;
        struct visitor *admin;
        tell(&site);
        leader = sign_in(&site, "lanhdao");
        issue(leader, TABLE);
        visit_get(leader, TABLE);
        assert_page_lacks(leader, "Các kỳ không liền nhau");
        admin = sign_in(&site, "quantri");
        visit_get(admin, "/quan-tri/quy-dinh-rieng/statistics.period.first_day");
        visit_submit(admin, "/quan-tri/quy-dinh-rieng/statistics.period.first_day", "gia-tri", "20",
                     "tu-ngay", "01/06/2024", "ly-do", "Quy chế báo cáo", NULL);
        assert_status(admin, 303);
        visit_get(leader, TABLE);
        assert_page_has(leader, "20/03/2024");
        assert_page_lacks(leader, "Đã chốt.");
        /* the first quarter ended on the 14th: five days belong to nobody */
        assert_page_has(leader, "15/03/2024 – 19/03/2024: không thuộc kỳ nào");
        visit_get(leader, "/can-bo/bao-cao?ky=quy-2&nam=2024");
        assert_page_has(leader, "Quý II năm 2024");
        visit_get(leader, "/can-bo/bao-cao/01-xld-2024?ky=tu-chon&tu=2024-03-15&den=2024-06-14");
        assert_page_has(leader, "Đã chốt.");
        visit_get(leader, "/can-bo/bao-cao?ky=quy-2&nam=2024");
        assert_true(str_find(leader->body,
                             STR("ky=tu-chon&amp;tu=2024-03-15&amp;den=2024-06-14\">01/XLD"),
                             0) > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_is_corrected_with_its_reason),
        cmocka_unit_test(a_cell_is_not_corrected_unseen),
        cmocka_unit_test(two_corrections_at_once_do_not_add_up),
        cmocka_unit_test(a_correction_while_issuing_is_not_lost),
        cmocka_unit_test(an_issued_report_is_found_when_the_days_change),
        cmocka_unit_test(an_issued_report_does_not_change),
        cmocka_unit_test(what_an_old_form_left_is_compared_with_the_new_one),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
