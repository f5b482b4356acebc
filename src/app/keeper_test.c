/*
 * What goes on beside the requests: a job of minutes holds up no other and no stop,
 * and what memory gathered is written at the end.
 */
#include "app/keeper.h"

#include "app/testing.h"
#include "civic/module.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

/* What the jobs have done so far. */
static struct {
    pthread_mutex_t lock;
    int long_begun;
    int long_ended;
    int short_runs;
    int gathered_runs;
    int patient_runs;
    int failing_runs;
    int is_mended;
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

/* Fails until the test lets it go well. */
static const struct fault *fails_at_first(struct work *work)
{
    count(&seen.failing_runs);
    if (count_of(&seen.is_mended))
        return NULL;
    return fault_new(work->arena, FAULT_INTERNAL, "error.internal", "on purpose");
}

static bool is_failing(struct site *site)
{
    return atomic_load(&site->jobs[0].failing_since) != 0;
}

static void a_job_that_fails_is_noted_until_it_goes_well(void **state)
{
    static const struct job jobs[] = {
        {"failing", 0, fails_at_first, false}
    };
    static const struct module module = {.name = "kept", .jobs = jobs, .job_count = 1};
    static const struct module *const modules[] = {&module, NULL};
    struct site_testing site;
    const struct module *const *own;
    struct keeper *keeper;
    (void)state;
    assert_true(site_testing_begin(&site, DB_SQLITE, SITE_EMPTY));
    own = site.site->modules;
    site.site->modules = modules;
    keeper = keeper_start(site.site);
    assert_comes_true(is_failing(site.site));
    assert_string_equal(atomic_load(&site.site->jobs[0].name), "failing");
    count(&seen.is_mended);
    assert_comes_true(!is_failing(site.site));
    keeper_stop(keeper);
    site.site->modules = own;
    site_testing_end(&site);
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

/* ---- the watchdog ---- */

enum {
    WATCHDOG_US = 100 * 1000,
    TURNS = 10
};

/* The socket of a service manager that watches us. */
static int begin_watching(void)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int manager = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    char name[64];
    int length = snprintf(name, sizeof(name), "@dinh-keeper-%ld", (long)getpid());
    memcpy(address.sun_path + 1, name + 1, (size_t)length - 1);
    assert_int_equal(bind(manager, (struct sockaddr *)&address,
                          (socklen_t)(offsetof(struct sockaddr_un, sun_path) + (size_t)length)),
                     0);
    setenv("NOTIFY_SOCKET", name, 1);
    snprintf(name, sizeof(name), "%d", WATCHDOG_US);
    setenv("WATCHDOG_USEC", name, 1);
    return manager;
}

static void end_watching(int manager)
{
    close(manager);
    unsetenv("NOTIFY_SOCKET");
    unsetenv("WATCHDOG_USEC");
}

/* How often the manager heard that we live since it was last asked. */
static int signs_of_life(int manager)
{
    char words[64];
    int count = 0;
    for (ssize_t size; (size = recv(manager, words, sizeof(words), 0)) > 0;)
        count += size == 10 && memcmp(words, "WATCHDOG=1", 10) == 0;
    return count;
}

static const struct fault *hangs(struct work *work, void *context)
{
    (void)work;
    while (!atomic_load((atomic_bool *)context))
        usleep(1000);
    return NULL;
}

struct hanging {
    struct site *site;
    atomic_bool is_over;
};

static void *write_and_hang(void *context)
{
    struct hanging *hanging = context;
    struct work *work = work_begin(hanging->site, LOCALE_VI);
    assert_no_fault(db_write(work, hangs, &hanging->is_over));
    work_end(work);
    return NULL;
}

static void a_writer_that_hangs_is_no_life(void **state)
{
    struct site_testing site;
    struct hanging hanging = {0};
    int manager = begin_watching();
    struct keeper *keeper;
    pthread_t thread;
    (void)state;
    assert_true(site_testing_begin(&site, DB_SQLITE, SITE_EMPTY));
    hanging.site = site.site;
    keeper = keeper_start(site.site);
    assert_comes_true(signs_of_life(manager) > 0);
    assert_int_equal(pthread_create(&thread, NULL, write_and_hang, &hanging), 0);
    assert_comes_true(db_writer_silence(site.site->pool) > 2 * WATCHDOG_US);
    signs_of_life(manager);
    assert_comes_true(db_writer_silence(site.site->pool) > TURNS * WATCHDOG_US);
    assert_in_range(signs_of_life(manager), 0, 1); /* one may have been on its way */
    hanging.is_over = true;
    pthread_join(thread, NULL);
    assert_comes_true(signs_of_life(manager) > 0);
    keeper_stop(keeper);
    site_testing_end(&site);
    end_watching(manager);
}

static const struct fault *does_nothing(struct work *work, void *context)
{
    (void)work;
    (void)context;
    return NULL;
}

static void a_database_that_is_away_is_no_hanging(void **state)
{
    struct site_testing site;
    int manager = begin_watching();
    const char *path;
    const char *away;
    struct keeper *keeper;
    (void)state;
    assert_true(site_testing_begin(&site, DB_SQLITE, SITE_EMPTY));
    path = arena_printf(site.arena, "%s/dinh.db", site.folder).ptr;
    away = arena_printf(site.arena, "%s/dinh.db.away", site.folder).ptr;
    assert_int_equal(rename(path, away), 0);
    keeper = keeper_start(site.site);
    for (int turn = 0; turn < TURNS; turn++) {
        assert_non_null(db_write(site.work, does_nothing, NULL));
        assert_comes_true(signs_of_life(manager) > 0);
    }
    assert_int_equal(rename(away, path), 0);
    keeper_stop(keeper);
    site_testing_end(&site);
    end_watching(manager);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_job_holds_up_no_other_and_no_stop),
        cmocka_unit_test(a_job_that_fails_is_noted_until_it_goes_well),
        cmocka_unit_test(a_writer_that_hangs_is_no_life),
        cmocka_unit_test(a_database_that_is_away_is_no_hanging),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
