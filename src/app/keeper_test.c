/*
 * What goes on beside the requests: a job of minutes holds up no other and no stop,
 * and what memory gathered is written at the end.
 */
#include "app/keeper.h"

#include "app/testing.h"
#include "civic/module.h"

#include <pthread.h>

/* What the jobs have done so far. */
static struct {
    pthread_mutex_t lock;
    int long_begun;
    int long_ended;
    int short_runs;
    int gathered_runs;
    int patient_runs;
} seen = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void count(int *what)
{
    pthread_mutex_lock(&seen.lock);
    ++*what;
    pthread_mutex_unlock(&seen.lock);
}

static int count_of(const int *what)
{
    int count;
    pthread_mutex_lock(&seen.lock);
    count = *what;
    pthread_mutex_unlock(&seen.lock);
    return count;
}

/* Step after step, without an end of its own. */
static const struct fault *goes_on(struct work *work)
{
    count(&seen.long_begun);
    while (!site_is_stopping(work->site))
        sched_yield();
    count(&seen.long_ended);
    return NULL;
}

static const struct fault *is_short(struct work *work)
{
    (void)work;
    count(&seen.short_runs);
    return NULL;
}

static const struct fault *writes_what_was_gathered(struct work *work)
{
    (void)work;
    count(&seen.gathered_runs);
    return NULL;
}

static const struct fault *is_patient(struct work *work)
{
    (void)work;
    count(&seen.patient_runs);
    return NULL;
}

static void a_long_job_holds_up_no_other_and_no_stop(void **state)
{
    static const int64_t hour = INT64_C(3600) * 1000000;
    static const struct job jobs[] = {
        {"long",    0,    goes_on,                  false},
        {"short",   0,    is_short,                 false},
        {"gather",  hour, writes_what_was_gathered, true },
        {"patient", hour, is_patient,               false},
    };
    static const struct module module = {.name = "kept", .jobs = jobs, .job_count = 4};
    static const struct module *const modules[] = {&module, NULL};
    struct site_testing site;
    const struct module *const *own;
    struct keeper *keeper;
    (void)state;
    assert_true(site_testing_begin(&site, DB_SQLITE, SITE_EMPTY));
    own = site.site->modules;
    site.site->modules = modules;
    keeper = keeper_start(site.site);
    assert_comes_true(count_of(&seen.long_begun) >= 1);
    assert_comes_true(count_of(&seen.short_runs) >= 3);
    assert_int_equal(seen.long_ended, 0);
    assert_int_equal(seen.gathered_runs, 0);
    keeper_stop(keeper);
    assert_int_equal(seen.long_begun, 1);
    assert_int_equal(seen.long_ended, 1);
    assert_int_equal(seen.gathered_runs, 1);
    assert_int_equal(seen.patient_runs, 0);
    site.site->modules = own;
    site_testing_end(&site);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_job_holds_up_no_other_and_no_stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
