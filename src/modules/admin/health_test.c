/*
 * Every question, on both sides of its limits: two and seven days, twenty and five
 * percent, December.
 */
#include "base/testing.h"
#include "modules/admin/health.h"

#include <string.h>

static const int64_t HOUR = INT64_C(3600) * 1000000;

/* A site that wants nothing, on 15 June 2026. */
static struct health_facts well(void)
{
    struct instant now = {date_start(date_ymd(2026, 6, 15)).us + 9 * HOUR};
    return (struct health_facts){
        .now = now,
        .backup_at = {now.us - 6 * HOUR},
        .disk_free = 50,
        .disk_total = 100,
        .is_mail_ready = true,
        .has_public_address = true,
        .has_contact = true,
        .is_behind_tls = true,
        .asks_second_factor = true,
        .is_year_known = true,
        .is_next_year_known = true,
    };
}

static bool says(const struct health_facts *facts, enum health_level level, const char *key)
{
    struct health_line lines[HEALTH_LINES];
    size_t count = health_judge(facts, lines);
    for (size_t i = 0; i < count; i++)
        if (strcmp(lines[i].key, key) == 0)
            return lines[i].level == level;
    return false;
}

static void a_site_that_wants_nothing_is_good_all_through(void **state)
{
    struct health_facts facts = well();
    struct health_line lines[HEALTH_LINES];
    (void)state;
    for (size_t i = 0; i < health_judge(&facts, lines); i++)
        assert_int_equal(lines[i].level, HEALTH_GOOD);
}

static void a_backup_is_late_after_two_days_and_old_after_seven(void **state)
{
    struct health_facts facts = well();
    (void)state;
    facts.backup_at.us = facts.now.us - 48 * HOUR + 1;
    assert_true(says(&facts, HEALTH_GOOD, "admin.health.backup"));
    facts.backup_at.us = facts.now.us - 48 * HOUR;
    assert_true(says(&facts, HEALTH_SOON, "admin.health.backup-late"));
    facts.backup_at.us = facts.now.us - 7 * 24 * HOUR;
    assert_true(says(&facts, HEALTH_BAD, "admin.health.backup-old"));
    facts.backup_at.us = 0;
    assert_true(says(&facts, HEALTH_BAD, "admin.health.backup-never"));
}

static void a_disk_is_low_under_a_fifth_and_full_under_a_twentieth(void **state)
{
    struct health_facts facts = well();
    (void)state;
    facts.disk_free = 20;
    assert_true(says(&facts, HEALTH_GOOD, "admin.health.disk"));
    facts.disk_free = 19;
    assert_true(says(&facts, HEALTH_SOON, "admin.health.disk-low"));
    facts.disk_free = 4;
    assert_true(says(&facts, HEALTH_BAD, "admin.health.disk-full"));
    facts.disk_free = -1;
    assert_true(says(&facts, HEALTH_SOON, "admin.health.disk-unknown"));
}

static void mail_is_bad_while_it_is_off_with_letters_or_does_not_leave(void **state)
{
    struct health_facts facts = well();
    (void)state;
    facts.mail.waiting = 1; /* a letter on its way */
    assert_true(says(&facts, HEALTH_GOOD, "admin.health.mail"));
    facts.mail.failed = 1;
    assert_true(says(&facts, HEALTH_SOON, "admin.health.mail-failed"));
    facts.mail.stuck = 1;
    assert_true(says(&facts, HEALTH_BAD, "admin.health.mail-stuck"));
    facts.is_mail_ready = false;
    assert_true(says(&facts, HEALTH_BAD, "admin.health.mail-off-waiting"));
    facts.mail.waiting = 0;
    assert_true(says(&facts, HEALTH_SOON, "admin.health.mail-off"));
}

static void a_job_that_fails_is_bad(void **state)
{
    struct health_facts facts = well();
    (void)state;
    assert_true(says(&facts, HEALTH_GOOD, "admin.health.jobs"));
    facts.failing_jobs = 1;
    assert_true(says(&facts, HEALTH_BAD, "admin.health.jobs-failing"));
}

static void the_next_years_holidays_are_missed_in_december(void **state)
{
    struct health_facts facts = well();
    (void)state;
    facts.is_next_year_known = false;
    assert_true(says(&facts, HEALTH_GOOD, "admin.health.holidays"));
    facts.now = date_start(date_ymd(2026, 12, 1));
    assert_true(says(&facts, HEALTH_SOON, "admin.health.holidays-next"));
    facts.is_year_known = false;
    assert_true(says(&facts, HEALTH_BAD, "admin.health.holidays-none"));
}

static void what_is_not_set_is_said(void **state)
{
    struct health_facts facts = {.disk_total = 100, .is_demo = true, .without_factor = 2};
    (void)state;
    assert_true(says(&facts, HEALTH_BAD, "admin.health.address-none"));
    assert_true(says(&facts, HEALTH_BAD, "admin.health.tls-none"));
    assert_true(says(&facts, HEALTH_BAD, "admin.health.factor-off"));
    assert_true(says(&facts, HEALTH_SOON, "admin.health.officials-without"));
    assert_true(says(&facts, HEALTH_SOON, "admin.health.contact-none"));
    assert_true(says(&facts, HEALTH_SOON, "admin.health.demo"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_site_that_wants_nothing_is_good_all_through),
        cmocka_unit_test(a_backup_is_late_after_two_days_and_old_after_seven),
        cmocka_unit_test(a_disk_is_low_under_a_fifth_and_full_under_a_twentieth),
        cmocka_unit_test(mail_is_bad_while_it_is_off_with_letters_or_does_not_leave),
        cmocka_unit_test(a_job_that_fails_is_bad),
        cmocka_unit_test(the_next_years_holidays_are_missed_in_december),
        cmocka_unit_test(what_is_not_set_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
