/*
 * The form of receptions (01/TCD) against visits whose numbers were worked out by hand.
 */
#include "app/testing.h"
#include "modules/petitions/petition.h"
#include "modules/reports/report.h"
#include "modules/reports/reports_web.h"

/* One office, one head, one deputy; who came and how often, by hand. */
static const char receptions[] =
    "INSERT INTO reception_series (id, unit_id, office_id, person_id, regime, title, title_slug,"
    " person, place, attendees, content, rule, first_on, starts, ends, slot, seats, closes,"
    " is_published, is_demo, revision, made_at, changed_at) VALUES"
    " (1, %lld, %lld, NULL, '', 'a', 'a', '', '', '', '', '', '2024-01-01', 0, 1, 1, 1, 0, 1, 1, "
    "1, 1, 1),"
    " (2, %lld, %lld, NULL, 'commune_chair', 'b', 'b', '', '', '', '', '', '2024-01-01', 0, 1, 1, "
    "1, 0, 1, 1, 1, 1, 1),"
    " (3, %lld, %lld, (SELECT MIN(id) FROM person), '', 'c', 'c', '', '', '', '', '', "
    "'2024-01-01', 0, 1, 1, 1, 0, 1, 1, 1, 1, 1);";
static const char days[] =
    "INSERT INTO reception_day (id, series_id, unit_id, office_id, rule_on, held_on, starts, ends,"
    " place, state, reason, revision, announced_at, is_late, closes_at, free, last_number,"
    " changed_at) VALUES"
    " (11, 1, %lld, %lld, '2024-04-02', '2024-04-02', 0, 1, '', 'held', '', 1, 1, 0, 1, 1, 1, 1),"
    " (12, 2, %lld, %lld, '2024-04-10', '2024-04-10', 0, 1, '', 'held', '', 1, 1, 0, 1, 1, 1, 1),"
    " (13, 2, %lld, %lld, '2024-05-10', '2024-05-10', 0, 1, '', 'missed', '', 1, 1, 0, 1, 1, 1, 1),"
    " (14, 3, %lld, %lld, '2024-05-20', '2024-05-20', 0, 1, '', 'held', '', 1, 1, 0, 1, 1, 1, 1);";

static int64_t visit_number;

static struct str visit(struct work *work, int64_t office, const char *day_id, const char *on,
                        const char *state, const char *papers, int people, const char *adhoc)
{
    visit_number++;
    return arena_printf(
        work->arena,
        "INSERT INTO reception_visit (id, office_id, day_id, came_on, number, state, is_first,"
        " adhoc, name, address, id_number, phone, people, kind, content, decided_by,"
        " is_competent, guided_to, handled_by, outcome, note, refusal, conclusion, came_at,"
        " version) VALUES (%lld, %lld, %s, '%s', %lld, '%s', 0, '%s', 'An', '', '%s', '', %d, '',"
        " '', '', 0, '', '', '', '', '', '', %lld, 0);",
        (long long)visit_number, (long long)office, day_id, on, (long long)visit_number, state,
        adhoc, papers, people, (long long)visit_number);
}

static const struct fault *write_receptions(struct work *work, void *context)
{
    long long u = (long long)*(int64_t *)context;
    struct str scripts[] = {
        arena_printf(work->arena, receptions, u, u, u, u, u, u),
        arena_printf(work->arena, days, u, u, u, u, u, u, u, u),
        visit(work, u, "11", "2024-03-01", "received", "001", 1, ""), /* before the period */
        visit(work, u, "11", "2024-04-02", "received", "001", 1, ""), /* again */
        visit(work, u, "11", "2024-04-02", "received", "002", 7, ""), /* a group */
        visit(work, u, "11", "2024-04-02", "refused", "003", 1, ""),
        visit(work, u, "12", "2024-04-10", "received", "004", 2, ""),
        visit(work, u, "12", "2024-04-10", "received", "002", 6, ""), /* the group again */
        visit(work, u, "NULL", "2024-05-03", "received", "005", 3, "heated"),
        visit(work, u, "14", "2024-05-20", "received", "006", 4, ""),
        visit(work, u, "14", "2024-07-20", "received", "007", 4, ""), /* behind it */
    };
    for (size_t i = 0; i < COUNT(scripts); i++) {
        const struct fault *fault = db_script(work, scripts[i]);
        if (fault)
            return fault;
    }
    return NULL;
}

static void reception_is_counted_by_who_received(void **state)
{
    /* 01/TCD, columns 1 to 29, worked out from the rows above */
    static const int64_t expected[] = {6, 23, 6, 2, 8, 1, 1, 1, 7, 1, 0, 1, 3, 11, 2,
                                       1, 1,  6, 0, 1, 1, 1, 4, 1, 0, 0, 0, 0, 0};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct unit unit;
        struct report report;
        struct span span = {date_ymd(2024, 3, 15), date_ymd(2024, 6, 14)};
        site.now = date_start(date_ymd(2024, 7, 1));
        site.work->actor = &actor_system;
        visit_number = 1000;
        assert_no_fault(site_unit(site.work, &unit));
        db_release(site.work);
        assert_no_fault(db_write(site.work, write_receptions, &unit.id));
        assert_no_fault(report_count(site.work,
                                     forms_named(forms_of(site.work), STR("01-tcd-2024")), unit.id,
                                     span, &report));
        for (size_t c = 0; c < COUNT(expected); c++)
            if (report.total.amounts[c] != expected[c])
                fail_msg("column %zu: %lld, not %lld", c + 1, (long long)report.total.amounts[c],
                         (long long)expected[c]);
        assert_int_equal(report.breaches.count, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reception_is_counted_by_who_received),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
