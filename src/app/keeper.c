/*
 * The threads beside the requests. A job is taken by one of the two runners when its
 * time has come and by no other until it has ended.
 */
#include "app/keeper.h"

#include "app/notify.h"
#include "app/open.h"
#include "base/log.h"
#include "base/wait.h"
#include "civic/module.h"
#include "db/db.h"

#include <stdlib.h>

enum {
    LOG_EVERY_MS = 20,   /* how often the log is written */
    LOOK_EVERY_MS = 100, /* how often a runner looks for a job */
    RUNNERS = 2,
    MOST_JOBS = SITE_JOBS
};

struct due_job {
    const struct job *job;
    struct job_state *state; /* in the site, for its administrators */
    int64_t next;            /* on the clock that only goes forward */
    bool is_running;
};

struct keeper {
    struct site *site;
    pthread_t ticker;
    pthread_t runners[RUNNERS];
    pthread_mutex_t lock;
    pthread_cond_t ended;
    bool is_ending;                 /* under the lock */
    struct due_job jobs[MOST_JOBS]; /* under the lock */
    size_t job_count;
    int64_t watchdog_every; /* the service manager hears that we live; 0: it does not ask */
    int64_t watchdog_next;
};

/* False once it is to end. */
static bool wait_a_little(struct keeper *keeper, int64_t ms)
{
    bool is_ending;
    pthread_mutex_lock(&keeper->lock);
    if (!keeper->is_ending)
        wait_until(&keeper->ended, &keeper->lock, clock_monotonic() + ms * 1000);
    is_ending = keeper->is_ending;
    pthread_mutex_unlock(&keeper->lock);
    return !is_ending;
}

/* ---- the log and the service manager ---- */

/* A program whose writer hangs serves old pages and saves nothing more: it is not said
 * to live once it has hung for as long as the manager allows. */
static void feed_watchdog(struct keeper *keeper, int64_t now)
{
    if (keeper->watchdog_every == 0 || now < keeper->watchdog_next)
        return;
    keeper->watchdog_next = now + keeper->watchdog_every;
    if (db_writer_silence(keeper->site->pool) < 2 * keeper->watchdog_every)
        notify("WATCHDOG=1");
    else
        log_event(LOG_ERROR, "writer_hangs",
                  LOG_NUMBER("seconds", db_writer_silence(keeper->site->pool) / 1000000));
}

static void *tick(void *context)
{
    struct keeper *keeper = context;
    while (wait_a_little(keeper, LOG_EVERY_MS)) {
        log_flush();
        feed_watchdog(keeper, clock_monotonic());
    }
    return NULL;
}

/* ---- jobs ---- */

/* Since when it fails is remembered until a run goes well. */
static void note_run(struct work *work, struct job_state *state, bool is_failed)
{
    if (!is_failed)
        atomic_store(&state->failing_since, 0);
    else if (atomic_load(&state->failing_since) == 0)
        atomic_store(&state->failing_since, clock_now(work->clock).us);
}

static void run_job(struct site *site, const struct job *job, struct job_state *state)
{
    struct work *work = work_begin(site, LOCALE_VI);
    const struct fault *fault = job->run(work);
    note_run(work, state, fault != NULL);
    if (fault)
        log_event(LOG_ERROR, "job", LOG_TEXT("name", str_from_c(job->name)),
                  LOG_TEXT("fault", str_from_c(fault_kind_name(fault->kind))),
                  LOG_TEXT("detail", fault->detail));
    work_end(work);
}

/* The job that waits longest, marked as running; NULL while none is due. */
static struct due_job *take_due(struct keeper *keeper, int64_t now)
{
    struct due_job *taken = NULL;
    pthread_mutex_lock(&keeper->lock);
    for (size_t i = 0; i < keeper->job_count; i++) {
        struct due_job *one = &keeper->jobs[i];
        if (!one->is_running && one->next <= now && (!taken || one->next < taken->next))
            taken = one;
    }
    if (taken)
        taken->is_running = true;
    pthread_mutex_unlock(&keeper->lock);
    return taken;
}

static void give_back(struct keeper *keeper, struct due_job *taken)
{
    pthread_mutex_lock(&keeper->lock);
    taken->is_running = false;
    taken->next = clock_monotonic() + taken->job->every_us;
    pthread_mutex_unlock(&keeper->lock);
}

static void *run_jobs(void *context)
{
    struct keeper *keeper = context;
    while (wait_a_little(keeper, LOOK_EVERY_MS)) {
        struct due_job *due = take_due(keeper, clock_monotonic());
        if (!due)
            continue;
        run_job(keeper->site, due->job, due->state);
        give_back(keeper, due);
    }
    return NULL;
}

/* ---- coming and going ---- */

static void gather_jobs(struct keeper *keeper)
{
    const int64_t now = clock_monotonic();
    for (const struct module *const *module = keeper->site->modules; *module; module++)
        for (size_t i = 0; i < (*module)->job_count; i++) {
            const struct job *job = &(*module)->jobs[i];
            if (keeper->job_count == MOST_JOBS)
                abort(); /* a job that is left out would be missed by nobody */
            atomic_store(&keeper->site->jobs[keeper->job_count].name, job->name);
            keeper->jobs[keeper->job_count] =
                (struct due_job){.job = job,
                                 .state = &keeper->site->jobs[keeper->job_count],
                                 .next = now + job->every_us};
            keeper->job_count++;
        }
}

static void begin_thread(pthread_t *thread, void *(*body)(void *), struct keeper *keeper)
{
    if (pthread_create(thread, NULL, body, keeper) != 0)
        abort();
}

struct keeper *keeper_start(struct site *site)
{
    struct keeper *keeper = ARENA_NEW(site->arena, struct keeper);
    keeper->site = site;
    keeper->watchdog_every = notify_watchdog_every();
    pthread_mutex_init(&keeper->lock, NULL);
    wait_condition_init(&keeper->ended);
    gather_jobs(keeper);
    begin_thread(&keeper->ticker, tick, keeper);
    for (size_t i = 0; i < RUNNERS; i++)
        begin_thread(&keeper->runners[i], run_jobs, keeper);
    return keeper;
}

void keeper_stop(struct keeper *keeper)
{
    atomic_store(&keeper->site->is_stopping, true);
    pthread_mutex_lock(&keeper->lock);
    keeper->is_ending = true;
    pthread_cond_broadcast(&keeper->ended);
    pthread_mutex_unlock(&keeper->lock);
    pthread_join(keeper->ticker, NULL);
    for (size_t i = 0; i < RUNNERS; i++)
        pthread_join(keeper->runners[i], NULL);
    for (size_t i = 0; i < keeper->job_count; i++)
        if (keeper->jobs[i].job->at_stop)
            run_job(keeper->site, keeper->jobs[i].job, keeper->jobs[i].state);
    log_flush();
}
