/*
 * Facts of histories that are told by hand.
 */
#include "app/testing.h"
#include "civic/actor.h"
#include "civic/matter_relation.h"
#include "modules/accounts/account.h"
#include "modules/petitions/petition.h"
#include "modules/reports/report.h"
#include "modules/reports/reports_web.h"

static int64_t receive_as(struct site_testing *site, const struct matter_kind *kind,
                          const char *facts, int64_t unit_id, struct civil_date day)
{
    struct matter_receipt receipt;
    site->now = date_start(day);
    db_release(site->work);
    assert_no_fault(matter_open(site->work,
                                &(struct matter_new){.kind = kind,
                                                     .unit_id = unit_id,
                                                     .title = STR("Mương tắc ở khu 4"),
                                                     .content = STR("Nước tràn vào sân."),
                                                     .source = STR("paper"),
                                                     .facts = str_from_c(facts),
                                                     .visibility = VISIBLE_AGENCY,
                                                     .received_on = day},
                                &receipt));
    return receipt.id;
}

static int64_t receive(struct site_testing *site, int64_t unit_id, struct civil_date day)
{
    return receive_as(site, &proposal_kind, "", unit_id, day);
}

static void act(struct site_testing *site, int64_t id, const char *action, struct civil_date day)
{
    struct account officer;
    struct matter matter;
    site->now = date_start(day);
    db_release(site->work);
    assert_no_fault(account_by_login(site->work, STR("canbo"), &officer));
    assert_no_fault(matter_load(site->work, id, &matter));
    assert_no_fault(matter_apply(site->work, &(struct matter_step){.id = id,
                                                                   .version = matter.version,
                                                                   .action = str_from_c(action),
                                                                   .note = STR("lý do"),
                                                                   .answer = STR("trả lời"),
                                                                   .official_id = officer.id,
                                                                   .happened_on = day}));
}

/* The last commune of the district. */
static int64_t a_commune(struct site_testing *site)
{
    struct unit district;
    unit_list below;
    int64_t unit_id = 0;
    assert_no_fault(site_unit(site->work, &district));
    assert_no_fault(unit_children(site->work, district.id, &below));
    for (size_t i = 0; i < below.count; i++)
        if (below.items[i].kind == UNIT_COMMUNE)
            unit_id = below.items[i].id;
    return unit_id;
}

struct counted {
    int64_t carried;
    int64_t received;
    int64_t processed;
    int64_t unprocessed;
    int64_t fit;
    int64_t cases;
};

/* Columns 2 to 7 of 01/XLD from month to month of 2024. */
static struct counted count(struct site_testing *site, int64_t unit_id, int from, int to)
{
    struct civil_date first = date_ymd(2024, from, 1);
    struct span span = {first, date_add_days(date_add_months(first, to - from + 1), -1)};
    const struct form_version *form = forms_named(forms_of(site->work), STR("01-xld-2024"));
    struct report report;
    const int64_t *n;
    assert_no_fault(report_count(site->work, form, unit_id, span, &report));
    assert_int_equal(report.breaches.count, 0);
    n = report.total.amounts;
    return (struct counted){n[1], n[2], n[3], n[4], n[5], n[6]};
}

static void assert_counted(struct counted is, struct counted should)
{
    assert_memory_equal(&is, &should, sizeof(is));
}

/*
 * A petition of 5 March is joined with another and laid in a file on the 6th; on 10 April
 * somebody sees that it is another matter, parts them and takes it out, on the 12th it is
 * accepted. March says for ever what it said. April receives it, for March left nothing;
 * both months together have it once.
 */
static void a_petition_laid_in_a_file_by_mistake_is_counted_from_when_it_is_taken_out(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        int64_t unit_id = a_commune(&site);
        int64_t rebuilt;
        int64_t other;
        int64_t id;
        site.work->actor = &actor_system;
        other = receive(&site, unit_id, date_ymd(2024, 3, 4));
        act(&site, other, "accept", date_ymd(2024, 3, 4));
        id = receive(&site, unit_id, date_ymd(2024, 3, 5));
        assert_no_fault(matter_tie(site.work, &(struct matter_tie){id, other, LINK_DUPLICATE_OF}));
        act(&site, id, "file", date_ymd(2024, 3, 6));
        site.now = date_start(date_ymd(2024, 4, 10));
        db_release(site.work);
        assert_no_fault(
            matter_untie(site.work, &(struct matter_tie){id, other, LINK_DUPLICATE_OF}));
        act(&site, id, "take-out", date_ymd(2024, 4, 10));
        act(&site, id, "accept", date_ymd(2024, 4, 12));
        for (int i = 0; i < 2; i++) {
            assert_counted(count(&site, unit_id, 3, 3), (struct counted){0, 2, 2, 0, 1, 1});
            assert_counted(count(&site, unit_id, 4, 4), (struct counted){0, 1, 1, 0, 1, 1});
            assert_counted(count(&site, unit_id, 3, 4), (struct counted){0, 2, 2, 0, 2, 2});
            db_release(site.work);
            assert_no_fault(fact_rebuild(site.work, &rebuilt));
        }
    }
}

/* Column 7 (số vụ việc) of 01/XLD, from March to the end of a month. */
static int64_t cases_until(struct site_testing *site, int64_t unit_id, int month)
{
    struct civil_date first = date_ymd(2024, 3, 1);
    struct span span = {first, date_add_days(date_add_months(first, month - 2), -1)};
    const struct form_version *form = forms_named(forms_of(site->work), STR("01-xld-2024"));
    struct report report;
    assert_no_fault(report_count(site->work, form, unit_id, span, &report));
    assert_int_equal(report.breaches.count, 0);
    return report.total.amounts[6];
}

/* Joined on 5 March, parted on 10 April, joined anew on 20 May: to the end of March they are
 * one case for ever, to the end of April two, to the end of May one. */
static void a_link_taken_back_leaves_past_periods_as_they_were(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        int64_t unit_id = a_commune(&site);
        struct matter_tie tie = {.kind = LINK_DUPLICATE_OF};
        site.work->actor = &actor_system;
        tie.other_id = receive(&site, unit_id, date_ymd(2024, 3, 4));
        act(&site, tie.other_id, "accept", date_ymd(2024, 3, 4));
        tie.id = receive(&site, unit_id, date_ymd(2024, 3, 5));
        act(&site, tie.id, "accept", date_ymd(2024, 3, 5));
        assert_no_fault(matter_tie(site.work, &tie));
        assert_int_equal(cases_until(&site, unit_id, 3), 1);
        site.now = date_start(date_ymd(2024, 4, 10));
        db_release(site.work);
        assert_no_fault(matter_untie(site.work, &tie));
        site.now = date_start(date_ymd(2024, 5, 20));
        db_release(site.work);
        assert_no_fault(matter_tie(site.work, &tie));
        db_release(site.work);
        assert_int_equal(cases_until(&site, unit_id, 3), 1);
        assert_int_equal(cases_until(&site, unit_id, 4), 2);
        assert_int_equal(cases_until(&site, unit_id, 5), 1);
    }
}

/* Column 18 (overdue) and 20 (not resolved, not overdue) of 03/XLD, up to and with a day. */
static void assert_overdue(struct site_testing *site, int64_t unit_id, struct civil_date last,
                           bool is_overdue)
{
    struct span span = {date_ymd(2024, 4, 1), last};
    const struct form_version *form = forms_named(forms_of(site->work), STR("03-xld-2024"));
    struct report report;
    assert_no_fault(report_count(site->work, form, unit_id, span, &report));
    assert_int_equal(report.breaches.count, 0);
    assert_int_equal(report.total.amounts[17], is_overdue);
    assert_int_equal(report.total.amounts[19], !is_overdue);
}

/* Accepted on 1 April, to be resolved in 30 days (Luật Tố cáo, Điều 30.1): 1 May, a holiday,
 * so 2 May. On that day it is not overdue, on the next it is. */
static void a_denunciation_is_overdue_from_the_day_after_its_term(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        int64_t unit_id = a_commune(&site);
        int64_t id;
        site.work->actor = &actor_system;
        id = receive_as(&site, &denunciation_kind, "eligible", unit_id, date_ymd(2024, 4, 1));
        act(&site, id, "register", date_ymd(2024, 4, 1));
        act(&site, id, "accept", date_ymd(2024, 4, 1));
        site.now = date_start(date_ymd(2024, 6, 1));
        assert_overdue(&site, unit_id, date_ymd(2024, 5, 2), false);
        assert_overdue(&site, unit_id, date_ymd(2024, 5, 3), true);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_denunciation_is_overdue_from_the_day_after_its_term),
        cmocka_unit_test(a_link_taken_back_leaves_past_periods_as_they_were),
        cmocka_unit_test(a_petition_laid_in_a_file_by_mistake_is_counted_from_when_it_is_taken_out),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
